/* A roster as a sheet: the title above, the heading found, the rows of people one by one; titles,
 * repeated headings, subtotals and signatures left out. */
#ifndef EXCHANGE_GRID_H
#define EXCHANGE_GRID_H

#include "exchange/layout.h"
#include "exchange/source.h"

struct grid;
/* Reads as far as the heading, and finds the layout that fits it, its title and the file's name;
 * of, unless NULL, says which it must be.  Refuses a file without heading, a heading without one of
 * the columns that a roster cannot do without.  all must outlive it. */
struct grid *grid_open(
	const char *path, const struct layouts *all, const struct layout *of, GError **error);
void grid_free(struct grid *grid);
JZ_DEFINE_AUTOPTR(grid, grid_free)

const struct layout *grid_layout(const struct grid *grid);
const char *grid_name(const struct grid *grid); /* of the file, without its folder */
/* What stands above the heading, folded (layout_fold), a line each. */
const char *grid_title(const struct grid *grid);
/* What speaks against its layout: words of its title or name; "" where it is a column; NULL. */
const char *grid_foreign(const struct grid *grid);
bool grid_has(const struct grid *grid, enum column column);
/* The heading's own word for a column. */
const char *grid_heading(const struct grid *grid, enum column column);
const GPtrArray *grid_headings(const struct grid *grid); /* char *, as they stand */

/* The next row of a person. */
enum csv_step grid_next(struct grid *grid, GError **error);
const char *grid_cell(const struct grid *grid, enum column column); /* "" where absent */
const struct source *grid_source(const struct grid *grid);

#endif
