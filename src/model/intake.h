/* Households that were decided before this program came: rosters in, marked as history (C-18).
 *
 * One household with its members and its award becomes rows; what is there already is left alone.
 * What this program decided itself is never changed by a roster: that is a conflict.
 */
#ifndef MODEL_INTAKE_H
#define MODEL_INTAKE_H

#include "base/auto.h"

#include "model/desk.h"

#define INTAKE_PERSONS_MAX 50

struct intake_person {
	const char *id_no, *name, *relation; /* code of forms/codes relation; NULL unknown */
	char sex;                            /* 'M', 'F', 0 unknown: from the id number */
};
struct intake_household {
	const char *programme, *area;
	const char *village, *village_name; /* code or NULL; words as written */
	const char *address, *phone;        /* or NULL */
	const struct intake_person *person; /* head first */
	int n_person;                       /* at most INTAKE_PERSONS_MAX */
	bool complete;       /* the roster names every member: who is missing has left */
	int stated_members;  /* 保障人口, 0 where the roster has no such column */
	fen year_income;     /* -1 unknown */
	fen amount;          /* monthly */
	month month;         /* of the roster */
	const char *granted; /* ISO date of the decision, or NULL */
	const char *review_class, *bank, *account, *holder, *roster_ref;
};
enum intake_result {
	INTAKE_NEW,
	INTAKE_SAME,     /* everything is there already */
	INTAKE_CHANGED,  /* members or amount differ from what is there: updated from this month */
	INTAKE_CONFLICT, /* nothing was written; intake_conflict says why */
};
struct intake;
/* Holds prepared lookups; several households in one change.  A database without persons gets its
 * indexes at the end (change_bulk): the caller must not bring one person twice. */
struct intake *intake_begin(struct change *c, const struct library *lib, GError **error);
/* The same questions, and nothing written: what an import would do. */
struct intake *intake_preview(struct db *db, const struct library *lib, GError **error);
bool intake_put(struct intake *in, const struct intake_household *h, enum intake_result *result,
	GError **error);
/* The sentence of the last conflict, and the number of the person it is about (0: the household).
 * Not owned; good until the next intake_put. */
const char *intake_conflict(const struct intake *in, int *person);
void intake_end(struct intake *in);
JZ_DEFINE_AUTOPTR(intake, intake_end)

#endif
