/* The parts of the past: cases (past.c), their facts (past_facts.c), payments (past_payments.c).
 * Private. */
#ifndef MODEL_PAST_ROOM_H
#define MODEL_PAST_ROOM_H

#include "model/past.h"

struct past {
	struct desk *desk;
	struct change *change;
	GPtrArray *keep;     /* strings of the rows being written */
	GHashTable *numbers; /* "DB-2021-" -> last number, boxed */
	GString *snapshot;   /* of the case put last */
	row_id payer1, payer2;
};
/* Dates and months as text, kept until the next row. */
const char *past_day(struct past *p, day d);
const char *past_month(struct past *p, month m);

#endif
