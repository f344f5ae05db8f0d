/* A file of rows and cells, whatever program it comes from: CSV, a workbook .xlsx or an old one
 * .xls.  What it is, its content says, not its name.
 *
 * Of a workbook the first visible sheet that holds anything is read.  A cell is what a person sees
 * in it, but for dates, which are ISO text (a month where only year and month are shown), and for
 * numbers of more than 15 digits, which a spreadsheet has rounded: those are 1.40322E+17.
 */
#ifndef EXCHANGE_SOURCE_H
#define EXCHANGE_SOURCE_H

#include "base/auto.h"

#include "exchange/csv.h"

struct source;
/* NULL where it cannot be read: damaged, behind a password, of another program. */
struct source *source_open(const char *path, GError **error);
void source_free(struct source *s);
JZ_DEFINE_AUTOPTR(source, source_free)

/* CSV_FAILED: the rest of the file is damaged; the error names the file. */
enum csv_step source_next(struct source *s, GError **error);
/* Row of the record as a spreadsheet counts them. */
int source_row(const struct source *s);
int source_cells(const struct source *s);
/* "" beyond the last; good until the next source_next. */
const char *source_cell(const struct source *s, int i);
/* 1-based column of the first breach of CSV in this record, or 0. */
int source_fault(const struct source *s);
void source_progress(const struct source *s, goffset *done, goffset *total);
/* How many other visible sheets of the workbook hold something. */
int source_sheets_left(const struct source *s);
/* Name of the sheet that is read where there are several, else "". */
const char *source_sheet(const struct source *s);

#endif
