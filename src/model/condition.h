/* The conditions of the gate, by name: what each means, and where to put it right.
 *
 * The names stand in model/gate.h, and in the programme files.
 */
#ifndef MODEL_CONDITION_H
#define MODEL_CONDITION_H

#include "model/gate.h"

/* One asking of the gate. */
struct gate {
	struct desk *desk;
	const struct casefile *c;
	const struct action_def *action;
	GPtrArray *members; /* struct member *, today */
	GPtrArray *reasons;
	const char *condition, *article, *where; /* of the condition being asked */
	const char *item;                        /* that the next refusal speaks of */
};

/* One more reason against the action, about the condition being asked. */
void gate_add(struct gate *g, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Adds a reason for every fault; false where it could not be asked. */
bool condition_ask(struct gate *g, const char *name, GError **error);
bool condition_knows(const char *name);

#endif
