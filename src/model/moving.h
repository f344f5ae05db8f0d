/* Members of a household coming and going (F4): what the effects of effect_household.c and
 * effect_split.c are made of.  Every function writes within the change of the flow; a refusal
 * leaves nothing behind.  Private.
 *
 * A member row says who somebody was in the household from one day to another.  Nothing is written
 * over: another head means that the rows end and new ones begin, so that a past day shows what was
 * so on that day.
 */
#ifndef MODEL_MOVING_H
#define MODEL_MOVING_H

#include "model/effect_room.h"

struct moving {
	struct flow *f;
	day since;          /* first day on which it is so */
	GPtrArray *members; /* struct member *, who live there now, head first */
};
/* Refused where the day is in the future, or before the household was. */
bool moving_begin(struct moving *m, struct flow *f, GError **error);
void moving_end(struct moving *m);

const struct member *moving_member(const struct moving *m, row_id person); /* or NULL */
const struct member *moving_head(const struct moving *m);
/* Takes somebody out from m->since on, and off the list. */
bool moving_take(struct moving *m, const struct member *who, GError **error);
/* Puts somebody in from m->since on. */
bool moving_put(struct moving *m, row_id household, row_id person, const char *relation,
	bool counted, const char *reason, GError **error);
/* Another head from m->since on: everybody's relation is said in the form's roster `relation`, or
 * follows from the code list (from_02 = 11), or it is refused. */
bool moving_name_head(struct moving *m, row_id head, GError **error);
/* The same where the head of today is to leave. */
bool moving_replace_head(struct moving *m, row_id leaver, row_id head, GError **error);
/* The households of rosters state how many they are: it goes with the members. */
bool moving_count(struct moving *m, int by, GError **error);
/* A note for the step: what happened, and what was written down with it. */
void moving_say(struct moving *m, const char *format, ...) G_GNUC_PRINTF(2, 3);

#endif
