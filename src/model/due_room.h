/* What due.c reckons from, read in a few scans; rows stand in the order of their cases.  Private.
 */
#ifndef MODEL_DUE_ROOM_H
#define MODEL_DUE_ROOM_H

#include "model/due.h"

struct due_cell { /* money of a month */
	row_id casefile;
	month m;
	fen amount;
	bool regular; /* the month's own row is among it */
	fen held;     /* of rows that were held when the others were approved */
};
struct due_member {
	row_id casefile, person;
	day from, last, died; /* first and last day as a member, of death; DAY_NONE: none */
};
struct due_part { /* a supplement, of one person */
	row_id casefile, award, person;
	const char *kind, *name; /* kind is interned: it outlives the source */
	fen amount;
};
struct due_said { /* form of support, level of self-care, from a day on */
	row_id casefile;
	day on;
	char *form, *level; /* one of them */
};
struct due_lines {
	row_id casefile;
	day changed; /* first day on which a line changed; DAY_NONE: none did */
};

struct due_source {
	struct desk *desk;
	const struct programme *programme;
	row_id casefile; /* 0: all */
	char from[MONTH_LEN], to[MONTH_LEN];
	GStringChunk *texts;
	GArray *paid, *adjusted; /* struct due_cell */
	GArray *members, *parts, *said, *lines;
	GHashTable *rostered; /* "urban 2026-01": a roster that nobody changes any more was made */
};
bool due_source_read(struct due_source *s, GError **error);
void due_source_clear(struct due_source *s);
bool due_rostered(const struct due_source *s, const char *area, month m);

#endif
