/* What was decided and paid before this program came: rosters in, marked as history (C-18).
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

/* A part of a monthly amount (code list part). */
struct intake_part {
	const char *kind;
	fen amount;
};
#define INTAKE_PARTS_MAX 4

/* The case of one person: a destitute, a child, somebody who got a grant.  The person stays where
 * he lives; whoever lives nowhere yet gets a household of his own. */
struct intake_single {
	const char *programme, *area;
	const char *state; /* NULL: the programme's state of being paid */
	struct intake_person person;
	const char *village, *village_name, *address, *phone; /* or NULL */
	month month;
	const char *granted; /* ISO date, or NULL */
	const char *bank, *account, *holder, *roster_ref;
	struct intake_part part[INTAKE_PARTS_MAX]; /* the first is the base */
	int n_part;
	const char *care_level, *support_form, *institution;     /* or NULL */
	const char *placing, *carer, *carer_id, *carer_relation; /* or NULL */
	/* A grant, paid once: every one is a case of its own. */
	const char *decided_on; /* ISO date; NULL: it is paid by the month */
	const char *cause, *event, *source;
};

/* One payment out of the history of a bank. */
struct intake_payment {
	const char *programme, *area; /* area NULL: that of the case */
	const char *assumed_area;     /* of a case that must be made */
	bool of_household;            /* the programme's cases are of households */
	bool once;                    /* paid once for a grant, which must be there */
	struct intake_person person;
	month month;
	const char *paid_on; /* ISO date, or NULL */
	fen amount;
	const char *account, *bank, *holder;
	const char *state;  /* paid, failed */
	const char *reason; /* code list payment_reason; NULL: the regular one */
	int nth;            /* how often the file has brought this very payment, with this one */
};

enum intake_result {
	INTAKE_NEW,
	INTAKE_SAME,     /* everything is there already */
	INTAKE_CHANGED,  /* members or amount differ from what is there: updated from this month */
	INTAKE_CONFLICT, /* nothing was written; intake_conflict says why */
};
struct intake;
/* Holds prepared lookups; several households in one change.  once: the caller brings no person
 * twice; a database without persons then gets its indexes at the end (change_bulk). */
struct intake *intake_begin(struct change *c, const struct library *lib, bool once, GError **error);
/* The same questions, and nothing written: what an import would do. */
struct intake *intake_preview(struct db *db, const struct library *lib, bool once, GError **error);
bool intake_put(struct intake *in, const struct intake_household *h, enum intake_result *result,
	GError **error);
bool intake_put_single(struct intake *in, const struct intake_single *s, enum intake_result *result,
	GError **error);
/* made: a case had to be made for it. */
bool intake_put_payment(struct intake *in, const struct intake_payment *p,
	enum intake_result *result, bool *made, GError **error);
/* Writes the totals of the rosters that got payments; before the commit. */
bool intake_finish(struct intake *in, GError **error);
/* The sentence of the last conflict, and the number of the person it is about (0: the household).
 * Not owned; good until the next intake_put. */
const char *intake_conflict(const struct intake *in, int *person);
void intake_end(struct intake *in);
JZ_DEFINE_AUTOPTR(intake, intake_end)

#endif
