/* The clocks that run for a case: started and stopped by its steps. */
#ifndef MODEL_CLOCK_H
#define MODEL_CLOCK_H

#include "model/casefile.h"

struct flow;

/* Open clocks of a case. */
struct clock {
	char *key, *label;
	day due;
	int left; /* working days, or calendar days */
	bool workdays, certain, over, near;
};
void clock_free(struct clock *k);
GPtrArray *flow_clocks(struct desk *desk, const struct casefile *c, GError **error);

/* F27: open deadlines are counted again, because a calendar or a parameter came later than they
 * did; moved: how many have another day now. Needs somebody signed in only where one moves. */
bool clock_refresh(struct desk *desk, int *moved, GError **error);

/* Within a change: what the action being done stops and starts. */
bool clock_move(struct flow *f, GError **error);
bool clock_stop(struct flow *f, const char *key, GError **error);

#endif
