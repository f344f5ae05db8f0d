/* The standards of a practice office, in force for as long as anything is done there. */
#ifndef APP_DEMO_STANDARDS_H
#define APP_DEMO_STANDARDS_H

#include "app/demo_people.h"

/* Confirmed by the township, so that one desk can take a case to its end (C-01, D-40).  The samples
 * begin on fixed days; a practice that is set further back begins with them as well. */
bool demo_standards_put(struct desk *desk, day from, GError **error);
/* As they were when the oldest of these people applied. */
bool demo_standards_read(struct desk *desk, day on, struct demo_people *people);

#endif
