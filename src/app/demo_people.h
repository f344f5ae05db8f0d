/* Invented households for practice: the same dice give the same people. */
#ifndef APP_DEMO_PEOPLE_H
#define APP_DEMO_PEOPLE_H

#include "form/code.h"
#include "model/filling.h"

/* A small generator of its own, so that a seed means the same on every machine. */
struct dice {
	guint32 state;
};
int dice_roll(struct dice *d, int from, int to); /* both ends included */
#define dice_pick(d, list) ((list)[dice_roll((d), 0, (int)G_N_ELEMENTS(list) - 1)])

struct demo_person {
	char id_no[19], *name;
	const char *surname;
	const char *relation, *marriage, *health, *illness, *labour, *uncounted;
	int disability_type, disability_level;
	day birth;
	bool woman;
};
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
};

struct demo_people {
	struct dice dice;
	const struct code_list *villages;
	day today;
	char county[7];
	fen urban, rural; /* a year's standard */
	GHashTable *ids;  /* given out already */
	int made;
};
void demo_people_init(
	struct demo_people *p, struct desk *desk, const struct code_list *villages, guint32 seed);
void demo_people_clear(struct demo_people *p);
/* One more of a family; surname NULL: any. */
struct demo_person *demo_person_new(struct demo_people *p, struct demo_family *f,
	const char *surname, const char *relation, bool woman, int age);
/* rich: with an income over the standard, else well under it. */
struct demo_family *demo_family_new(struct demo_people *p, bool rich);
void demo_family_free(struct demo_family *f);
/* Keys the household into a form; account: false leaves that for later. */
bool demo_family_key(const struct demo_family *f, struct filling *form, const char *applied_on,
	bool account, GError **error);

#endif
