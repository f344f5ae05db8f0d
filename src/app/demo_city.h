/* The audited city in the mass: everybody who was paid in 2023, and what they were paid. */
#ifndef APP_DEMO_CITY_H
#define APP_DEMO_CITY_H

#include "app/demo_mass.h"

/* All that the office's villages have of the city: the city exactly, a county in proportion.  One
 * change; nothing is kept of a household that is written. */
bool demo_city_fill(struct demo_mass *m, GError **error);

#endif
