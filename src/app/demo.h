/* The practice township: invented households in every state of the flow. */
#ifndef APP_DEMO_H
#define APP_DEMO_H

#include "model/desk.h"

/* Fills an empty practice database: operators with their practice password, the sample standards,
 * and some sixty dibao households (scale "township").  The same seed gives the same people. */
bool demo_fill(struct desk *desk, const char *scale, guint32 seed, GError **error);
/* The password of every practice operator, shown on the switch screen of a practice database. */
extern const char demo_password[];

#endif
