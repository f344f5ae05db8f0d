/* Practice databases: an invented township, county or city. */
#ifndef APP_DEMO_H
#define APP_DEMO_H

#include "model/desk.h"

/* Fills an empty practice database: operators with their practice password, the sample standards,
 * and people.  scale "township": six hundred households, every programme, and of each a case in
 * every state this morning; "county" and "city" (offices of that level): whom the audit of 2023
 * counted, with a year of payments.  The same seed gives the same rows. */
bool demo_fill(struct desk *desk, const char *scale, guint32 seed, GError **error);
/* The division code of the office that a scale is for where none is named; NULL: no such scale. */
const char *demo_office(const char *scale);
/* The password of every practice operator, shown on the switch screen of a practice database. */
extern const char demo_password[];

#endif
