/* Households that were decided before this program came: rosters in, marked as history (C-18).
 *
 * One household with its members and its award becomes rows; what is there already is left alone.
 */
#ifndef MODEL_INTAKE_H
#define MODEL_INTAKE_H

#include "model/desk.h"

struct intake_person {
	const char *id_no, *name, *relation; /* code of forms/codes relation */
	char sex;                            /* 'M', 'F', 0 unknown: from the id number */
};
struct intake_household {
	const char *programme, *area;
	const char *village, *village_name; /* code or NULL; words as written */
	const struct intake_person *person; /* head first */
	int n_person;
	int stated_members; /* 保障人口, 0 where the roster has no such column */
	fen year_income;    /* -1 unknown */
	fen amount;         /* monthly */
	month month;        /* of the roster */
	const char *review_class, *bank, *account, *holder, *roster_ref;
};
enum intake_result {
	INTAKE_NEW,
	INTAKE_SAME,    /* everything is there already */
	INTAKE_CHANGED, /* members or amount differ from what is there: updated from this month */
};
struct intake;
/* Holds prepared lookups; several households in one change. */
struct intake *intake_begin(struct change *c, const struct library *lib, GError **error);
bool intake_put(struct intake *in, const struct intake_household *h, enum intake_result *result,
	GError **error);
void intake_end(struct intake *in);

#endif
