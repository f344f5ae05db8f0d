/* How fast this office reviews, and what that means for the rest of a round (N15, P16). */
#ifndef MODEL_REVIEW_PACE_H
#define MODEL_REVIEW_PACE_H

#include "model/review.h"

#define REVIEW_PACE_DAYS 30

struct review_pace {
	int done, workdays; /* households settled by a visit in so many working days */
	int open;
	day finish; /* of the last one at that speed; DAY_NONE: nothing was done, or nothing is left
		     */
	int late;   /* of the open ones: past their date already, or by then */
};
/* Measured over the last 30 days, or since the round was opened where that is less.  The work is
 * done in the order of the dates, as many a working day as were done, the first ones today. */
bool review_pace(struct desk *desk, const struct review_round *round, struct review_pace *out,
	GError **error);
/* Households a working day, in tenths. */
int review_pace_tenths(const struct review_pace *p);

#endif
