/* What the files of the review share.  Private. */
#ifndef MODEL_REVIEW_ROOM_H
#define MODEL_REVIEW_ROOM_H

#include "model/review.h"

/* An open item of one case outside of any round, within a change. */
bool review_freeze(struct desk *desk, const struct casefile *c, struct change *change, row_id *id,
	GError **error);

#endif
