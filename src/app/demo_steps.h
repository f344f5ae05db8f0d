/* The forms of the steps of practice cases, filled as is usual. */
#ifndef APP_DEMO_STEPS_H
#define APP_DEMO_STEPS_H

#include "app/demo_way.h"

struct demo_step {
	struct desk *desk;
	struct demo_people *people;
	struct dice *dice;
	struct demo_case *c;
	const char *what;
	struct casefile *file;
};
/* NULL with error. */
struct filling *demo_step_fill(const struct demo_step *s, const char *form, GError **error);

#endif
