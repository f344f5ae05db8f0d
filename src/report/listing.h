/* Lists as text: aligned columns for eyes and printers, TSV for machines. */
#ifndef REPORT_LISTING_H
#define REPORT_LISTING_H

#include "base/auto.h"

#include <stdbool.h>

struct listing;

struct listing *listing_new(void);
void listing_free(struct listing *l);
JZ_DEFINE_AUTOPTR(listing, listing_free)

/* All columns before the first cell.  key: heading of the TSV; label: of the text. */
void listing_column(struct listing *l, const char *key, const char *label, bool right);
/* The next cell, row after row; a row is full when every column has one. */
void listing_cell(struct listing *l, const char *text);
int listing_rows(const struct listing *l);

/* Columns as wide as their widest cell, two blanks between them.  Owned by the caller. */
char *listing_text(const struct listing *l);
/* Heading and rows, one line each; no cell holds a tab or a line end.  Owned by the caller. */
char *listing_tsv(const struct listing *l);

#endif
