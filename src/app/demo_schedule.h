/* On which day what is done: each case as far on its way as its fate says, each month paid. */
#ifndef APP_DEMO_SCHEDULE_H
#define APP_DEMO_SCHEDULE_H

#include "app/demo_fates.h"
#include "app/demo_way.h"

/* As far back as anything is done day by day. */
#define DEMO_HISTORY_DAYS 400

struct demo_schedule {
	struct desk *desk;
	struct demo_people *people;
	day today;
	GArray *cases; /* struct demo_case */
	GArray *deeds; /* struct demo_deed, in the order in which they are done */
};
void demo_schedule_init(struct demo_schedule *s, struct desk *desk, struct demo_people *people);
void demo_schedule_clear(struct demo_schedule *s);
/* The months that are paid within the history. */
month demo_first_month(day today);
/* All fates of all programmes, and the payments: "take in" (the month's grants of others), "plan",
 * "plan grants", "approve", "settle". */
void demo_schedule_make(struct demo_schedule *s);

#endif
