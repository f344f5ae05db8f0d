/* An application on its way into rows: what its parts share.  Private.
 *
 *   application.c         who may apply, the file itself, the whole in one change
 *   application_people.c  the household and its members
 *   application_lines.c   income, property, and whatever else the form asks for
 *
 * The changes of a household (effect_household.c, effect_split.c) use the same parts.
 */
#ifndef MODEL_APPLICATION_ROOM_H
#define MODEL_APPLICATION_ROOM_H

#include "model/application.h"

struct saving {
	struct desk *desk;
	struct change *change;
	const struct programme *programme;
	const struct entry *e;
	GPtrArray *keep;
	row_id casefile, household;
	row_id about;    /* whom an individual case was about before, 0: it is new */
	bool shared;     /* another case runs for that household: its members stay as they are */
	GArray *persons; /* row_id of each member row of the form */
	const char *since, *state; /* of lines added to a running case; NULL: of an application */
};

/* "" where the form has no such field. */
const char *application_field(const struct saving *s, const char *block, int row, const char *key);
/* The next block whose rows go to a table, from -1 on; -1 where there is none. */
int application_block(const struct saving *s, const char *table, int after);
/* The area that is keyed, else the programme's first. */
const char *application_area(const struct saving *s);

/* Where the household is, and its members; s->household and s->persons get their rows. */
bool application_save_people(struct saving *s, GError **error);
bool application_save_lines(struct saving *s, GError **error);

/* One person row for the id number, new or known; *person gets it. */
bool application_save_person(struct saving *s, int row, row_id *person, GError **error);
/* Whoever lived in a household whose case has ended leaves it the day before. */
bool application_leave_others(struct saving *s, row_id person, day from, GError **error);
/* The cases that are about a person alone move with him to s->household. */
bool application_move_cases(struct saving *s, row_id person, GError **error);
/* The lines of the form beside those that the case has. */
bool application_add_lines(struct saving *s, GError **error);

#endif
