/* The township's reserve fund for urgent cases 备用金 (L-11, K-53): a ledger that never falls below
 * zero, and whose grants name their case. */
#ifndef MODEL_RESERVE_H
#define MODEL_RESERVE_H

#include "model/desk.h"

/* What is in it now. */
fen reserve_balance(struct desk *desk);
/* kind: opening, refill, grant, back; amount over 0 (the kind says which way it goes); casefile 0
 * where there is none, which a grant must not be. */
bool reserve_put(struct change *c, const char *kind, fen amount, row_id casefile, day on,
	const char *document, GError **error);
/* Refuses a commit after which the fund would have been below zero on some day. */
bool reserve_guard(struct change *c, GError **error);

#endif
