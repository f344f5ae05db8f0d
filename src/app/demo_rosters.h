/* The closed rosters of a year: one of each programme, area and month, opened by its first row. */
#ifndef APP_DEMO_ROSTERS_H
#define APP_DEMO_ROSTERS_H

#include "app/demo_mass.h"

/* What is paid beside the programmes: once, for rising prices. */
#define DEMO_ROSTER_PRICE "price_subsidy"

struct demo_rosters;
struct demo_rosters *demo_rosters_new(struct past *past);
void demo_rosters_free(struct demo_rosters *r);
/* For the case that was put last. */
bool demo_rosters_pay(struct demo_rosters *r, const char *programme, month m,
	const struct demo_paid *paid, GError **error);
/* Paid by the bank, now and then after the tenth (K-60). */
bool demo_rosters_end(struct demo_rosters *r, GError **error);

#endif
