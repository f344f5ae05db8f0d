/* Rows that follow each other and live together.  Says which row begins a household and which
 * belongs to the one at hand; a page break with its titles may lie between them. */
#ifndef EXCHANGE_GROUP_H
#define EXCHANGE_GROUP_H

#include "exchange/line.h"

struct group {
	GPtrArray *line; /* struct line *: the household's, head first, then spare ones */
	guint n;         /* lines in use */
};

enum place { PLACE_HEAD, PLACE_MEMBER, PLACE_NOWHERE };

void group_init(struct group *g);
void group_clear(struct group *g);
/* A line to read the next row into; group_take or group_drop it. */
struct line *group_spare(struct group *g);
enum place group_place(const struct group *g, const struct grid *grid, const struct line *line);
/* The spare line becomes the household's next; after group_begin, its head. */
void group_take(struct group *g);
/* Forgets the household; the spare line stays spare. */
void group_begin(struct group *g);
struct line *group_line(const struct group *g, guint i);
/* Faults that show only when the household is whole: two heads' names in a row, a second amount, a
 * person twice. */
void group_judge(struct group *g, month for_month);

#endif
