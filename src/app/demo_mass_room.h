/* What the kinds of past cases share.  Private to the files demo_mass*. */
#ifndef APP_DEMO_MASS_ROOM_H
#define APP_DEMO_MASS_ROOM_H

#include "app/demo_mass.h"

#define MASS_PERSONS 8

/* One case being made. */
struct mass_case {
	struct demo_mass *m;
	GPtrArray *persons; /* struct demo_person * */
	char *group, *address, *phone, *account;
	struct past_person told[MASS_PERSONS];
	struct past_case c;
	struct past_ids ids;
};
void mass_begin(struct mass_case *f, struct demo_mass *m, const char *programme,
	const struct code *village, const char *area);
/* Who lives together, n of them. */
void mass_people(struct mass_case *f, int n);
bool mass_put(struct mass_case *f, struct demo_paid *paid, GError **error);
void mass_end(struct mass_case *f);
/* Who lives in a home is paid through it (9.8). */
void mass_pay_to(struct demo_paid *paid, const struct demo_home *home);

#endif
