/* A roster as a sheet: the title above, the heading found, the rows of people one by one; titles,
 * repeated headings, subtotals and signatures left out. */
#ifndef EXCHANGE_SHEET_H
#define EXCHANGE_SHEET_H

#include "exchange/csv.h"
#include "exchange/layout.h"

struct sheet;
/* Reads as far as the heading.  Refuses a workbook, a file without heading, a heading without one
 * of the columns that a roster cannot do without. layout must outlive it. */
struct sheet *sheet_open(const char *path, const struct layout *layout, GError **error);
void sheet_free(struct sheet *sheet);
JZ_DEFINE_AUTOPTR(sheet, sheet_free)

const char *sheet_name(const struct sheet *sheet); /* of the file, without its folder */
/* What stands above the heading, folded (layout_fold), a line each. */
const char *sheet_title(const struct sheet *sheet);
/* True where the heading has columns of some other list. */
bool sheet_is_foreign(const struct sheet *sheet);
bool sheet_has(const struct sheet *sheet, enum column column);
/* The heading's own word for a column. */
const char *sheet_heading(const struct sheet *sheet, enum column column);
const GPtrArray *sheet_headings(const struct sheet *sheet); /* char *, as they stand */

/* The next row of a person. */
enum csv_step sheet_next(struct sheet *sheet, GError **error);
const char *sheet_cell(const struct sheet *sheet, enum column column); /* "" where absent */
const struct csv_reader *sheet_csv(const struct sheet *sheet);

#endif
