/* Invented households: who lives together, and what they have. */
#ifndef APP_DEMO_FAMILY_H
#define APP_DEMO_FAMILY_H

#include "app/demo_people.h"
#include "model/filling.h"

struct demo_line {
	const char *section, *kind, *per, *evidence;
	char *amount, *description; /* as keyed: "350*4" */
	int person, months;         /* number in the household, from 1 */
};
struct demo_family {
	GPtrArray *persons; /* struct demo_person * */
	GPtrArray *lines;   /* struct demo_line * */
	const char *area, *reason, *housing, *bank;
	char *village, *group, *address, *phone, *account;
	fen year_income; /* roughly what a programme will count */
};

enum demo_kind {
	DEMO_POOR,      /* income well under the standard */
	DEMO_RICH,      /* over one and a half times it */
	DEMO_EDGE,      /* between; the second of them severely disabled */
	DEMO_RIGID,     /* over it, and an illness takes it all */
	DEMO_DESTITUTE, /* old, alone, without means */
	DEMO_CHILD,     /* a child that relatives look after */
	DEMO_WANDERER,  /* somebody on the way */
};
struct demo_family *demo_family_new(struct demo_people *p, enum demo_kind kind);
void demo_family_free(struct demo_family *f);

/* An application form about a family, as a clerk keys it. */
struct demo_form {
	struct demo_people *people; /* its dice choose what is told */
	const struct demo_family *family;
	const char *programme;
	int subject; /* of the persons, in an individual programme */
	day applied;
	bool account; /* false leaves that for later */
};
bool demo_form_key(const struct demo_form *form, struct filling *f, GError **error);

#endif
