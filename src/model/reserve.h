/* The township's reserve fund for urgent cases (L-11, K-53): money in, grants out. */
#ifndef MODEL_RESERVE_H
#define MODEL_RESERVE_H

#include "model/desk.h"

fen reserve_balance(struct desk *desk);
/* Within a change: one entry, amount under 0 for money that goes out. */
bool reserve_put(struct change *c, const char *kind, fen amount, row_id casefile, day on,
	const char *document, GError **error);

#endif
