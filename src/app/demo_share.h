/* Sums that must come out exactly, given out one by one. */
#ifndef APP_DEMO_SHARE_H
#define APP_DEMO_SHARE_H

#include "app/demo_people.h"

/* Persons over households: of the usual sizes, so many in all. */
struct demo_sizes {
	int households, persons; /* left */
};
int demo_size_next(struct demo_sizes *s, struct dice *d);

/* Money over those it is for, in whole units; each has a weight. */
struct demo_share {
	gint64 money, weight; /* left */
	int n;                /* takers left */
	int spread;           /* percent over the mean that one gets at most, from there down */
};
/* Never more than most. */
gint64 demo_share_next(struct demo_share *s, struct dice *d, gint64 weight, gint64 most);

#endif
