/* What a year's evaluation needs beside the cases: targets, funds, judgements, answers, staff. */
#ifndef APP_DEMO_YEAR_H
#define APP_DEMO_YEAR_H

#include "model/desk.h"

/* The numbers of Yangquan in 2023, or the part of it that an office with so many of all villages
 * has.  Nothing is dated after today.  staff: who works here, too, once. */
bool demo_year_put(struct desk *desk, struct change *c, int year, guint villages, guint all,
	bool staff, GError **error);

#endif
