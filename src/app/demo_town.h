/* The past of the practice township: what its rosters held before the program came, and the grants
 * that were taken in month by month since. */
#ifndef APP_DEMO_TOWN_H
#define APP_DEMO_TOWN_H

#include "app/demo_mass.h"

/* On the first day of the history; in a change of its own. */
bool demo_town_fill(struct demo_mass *m, GError **error);
/* The grants of a month, to be paid with its roster. */
bool demo_town_grants(struct demo_mass *m, month of, GError **error);

#endif
