/* Invented persons for practice: the same dice give the same people. */
#ifndef APP_DEMO_PEOPLE_H
#define APP_DEMO_PEOPLE_H

#include "form/code.h"
#include "model/desk.h"

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
void demo_person_free(struct demo_person *who);
void demo_person_disable(struct demo_person *who, int type, int level);

struct demo_people {
	struct dice dice;
	const struct code_list *villages;
	day today;
	char county[7];
	fen urban, rural; /* a year's standard */
	GHashTable *ids;  /* numbers and addresses given out already */
	int made;         /* bank accounts */
	bool crowd;       /* those of the past, who live in other houses */
};
void demo_people_init(
	struct demo_people *p, struct desk *desk, const struct code_list *villages, guint32 seed);
void demo_people_clear(struct demo_people *p);
/* One more, into a list of persons; surname NULL: any. */
struct demo_person *demo_person_new(struct demo_people *p, GPtrArray *persons, const char *surname,
	const char *relation, bool woman, int age);
/* Somebody who is only mentioned.  Owned by the caller. */
char *demo_name_new(struct demo_people *p, const char *surname, bool woman, int age);

/* The text of a dice roll times a step. Owned by the caller. */
char *demo_amount(struct demo_people *p, int from, int to, int step);
/* Where a household lives, by the kind of its village: "3号楼", "2单元301"; how it is reached (a
 * number that no carrier has given out, or "." none), where its money goes.  Owned by the caller.
 */
char *demo_group(struct demo_people *p, bool urban);
char *demo_address(struct demo_people *p, const char *village, bool urban);
char *demo_phone(struct demo_people *p);
char *demo_account(struct demo_people *p);

#endif
