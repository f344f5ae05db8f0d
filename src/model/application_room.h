/* An application on its way into rows: what its parts share.  Private.
 *
 *   application.c         who may apply, the file itself, the whole in one change
 *   application_people.c  the household and its members
 *   application_lines.c   income, property, and whatever else the form asks for
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

#endif
