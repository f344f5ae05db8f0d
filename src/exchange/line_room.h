/* The halves of reading a row: who and how much (line.c), and what words mean (line_code.c).
 * Private. */
#ifndef EXCHANGE_LINE_ROOM_H
#define EXCHANGE_LINE_ROOM_H

#include "exchange/line.h"

struct line_reader {
	const struct layout *layout;
	const struct code_list *relation, *area;
	GHashTable *relations;       /* word -> code, or "" */
	GHashTable *codes[COLUMN_N]; /* the same, of the coded columns; NULL: not coded */
};

struct row {
	struct line_reader *reader;
	const struct grid *grid;
	struct line *line;
};

/* The cell's text, folded, without what a spreadsheet puts in front to keep it text; "" blank. */
const char *row_kept(const struct row *r, enum column column, char *(*fold)(const char *));
/* NULL where the cell says nothing. */
const char *row_optional(const struct row *r, enum column column);
/* DAY_NONE where the cell says nothing, or no date, which is a fault. */
day row_date(const struct row *r, enum column column);
/* -1 where the cell says nothing, or no amount, which is a fault. */
fen row_money(const struct row *r, enum column column);
void row_fault(const struct row *r, enum column column, const char *format, ...)
	G_GNUC_PRINTF(3, 4);
void row_remark(const struct row *r, const char *format, ...) G_GNUC_PRINTF(2, 3);

#endif
