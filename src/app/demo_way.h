/* The way of the case of an invented household, and doing the steps of it. */
#ifndef APP_DEMO_WAY_H
#define APP_DEMO_WAY_H

#include "app/demo_family.h"

/* One household on its way. */
struct demo_case {
	struct demo_family *family;
	struct dice dice;       /* for what is keyed and found on its way */
	row_id casefile;        /* of the programme that is under way */
	day accepted, objected; /* DAY_NONE before */
	bool account;           /* the form has their bank account */
	bool died, met;         /* who it is about; a meeting has decided */
	int reports;            /* made for somebody on the way */
};

/* One thing that somebody did on a day. */
struct demo_deed {
	const char *what; /* an action of the programme, or "apply" "some" "papers" "answers" ... */
	const char *programme;
	day on;
	int number;  /* of the case, -1 none */
	int turn;    /* keeps the deeds of a day in order */
	month month; /* that a payment is for */
};
/* Who does it, as a login of the practice operators. */
const char *demo_deed_login(const struct desk *desk, const struct demo_deed *deed);
bool demo_deed_do(struct desk *desk, struct demo_people *people, const struct demo_deed *deed,
	struct demo_case *c, GError **error);

#endif
