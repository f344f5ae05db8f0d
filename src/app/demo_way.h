/* How far the case of an invented household has come, and doing the steps that led there. */
#ifndef APP_DEMO_WAY_H
#define APP_DEMO_WAY_H

#include "app/demo_people.h"

/* One household on its way. */
struct demo_case {
	struct demo_family *family;
	row_id casefile;
	day accepted, objected; /* DAY_NONE before */
	bool account;           /* the form has their bank account */
};

/* One thing that somebody did on a day. */
struct demo_deed {
	const char *what; /* an action of the programme, or "apply" "some" "papers" "answers" ... */
	day on;
	int number; /* of the case, -1 none */
	int turn;   /* keeps the deeds of a day in order */
};
/* Who does it, as a login of the practice operators. */
const char *demo_deed_login(const char *what);
bool demo_deed_do(struct desk *desk, struct demo_people *people, const struct demo_deed *deed,
	struct demo_case *c, GError **error);

#endif
