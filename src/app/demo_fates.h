/* How far the cases of the practice township have come this morning: one table per programme. */
#ifndef APP_DEMO_FATES_H
#define APP_DEMO_FATES_H

#include "app/demo_family.h"

enum { DEMO_TRAIT_RICH = 1, DEMO_TRAIT_NO_ACCOUNT = 2 };

struct demo_fate {
	int n;        /* households */
	int from, to; /* working days ago that the last thing was done */
	/* Deeds in their order: actions of the programme, and "apply", "papers" (all come in),
	 * "some" (of them), "answers" (half of the check), "pay" (the month's grants are paid).
	 * "@edge" changes the programme: that of another case of the household before. */
	const char *way;
	int traits;
};
struct demo_fates {
	const char *programme;
	enum demo_kind kind;
	const struct demo_fate *fate;
	int n;
};
/* All of them, dibao first. */
const struct demo_fates *demo_fates(int *n);

#endif
