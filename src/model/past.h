/* What was decided and paid before this program came, in bulk: cases of any programme with their
 * people, awards and facts, and rosters that are closed.
 *
 * Written as a roster is taken in (origin "imported", C-18): nothing is asked of the gate, and
 * every row stands in the journal.  Nothing is looked up, so the caller must not bring one person
 * twice.
 */
#ifndef MODEL_PAST_H
#define MODEL_PAST_H

#include "base/auto.h"

#include "model/desk.h"

struct past;
/* Within a change of whoever sits at the desk.  A database without persons gets its indexes at the
 * end (change_bulk). */
struct past *past_begin(struct desk *desk, struct change *c, GError **error);
void past_end(struct past *p);
JZ_DEFINE_AUTOPTR(past, past_end)

/* --- cases -------------------------------------------------------------------------------------
 */

struct past_person {
	const char *id_no, *name, *relation; /* id_no NULL: no_id_reason, sex and birth say who */
	const char *no_id_reason, *sex, *birth;
	const char *marriage, *health, *illness, *labour;
	int disability_type, disability_level;
};
struct past_part { /* of an award: code list part; care is the supplement */
	const char *kind;
	fen amount;
};
struct past_case {
	const char *programme, *area;
	const char *village,
		*village_name; /* code, and the name as snapshots of payments show it */
	const char *group, *address, *phone, *housing;
	const struct past_person *person; /* head first; of an individual programme the only one */
	int n_person;
	row_id household;     /* of another case, whose people these are: they get no rows again */
	row_id subject;       /* then: who of them it is about, in an individual programme */
	int members;          /* 0: the persons */
	day applied, granted; /* the file number is of the year of the grant */
	const char *reason, *review_class, *placing, *bank, *account, *holder;
	fen year_income;              /* -1 unknown */
	month from, to;               /* of the award; to MONTH_NONE: still running */
	const struct past_part *part; /* n_part 0: no award, or past_reckon makes it */
	int n_part;
	const char *state; /* NULL: the one that is paid */
};
struct past_ids {
	row_id casefile, household, person; /* the head, or whom it is about */
};
bool past_put(struct past *p, const struct past_case *c, struct past_ids *ids, GError **error);
/* The award that the program itself reckons on the first day of a month, from then on; *amount gets
 * its sum, 0 where nothing is due. */
bool past_reckon(
	struct past *p, row_id casefile, month from, month to, fen *amount, GError **error);

/* --- facts of the case -------------------------------------------------------------------------
 */

struct past_support { /* of a destitute person (T-16, T-21) */
	day on;
	const char *level;  /* full, half, none */
	row_id institution; /* 0: at home */
	const char *caregiver;
};
bool past_support(
	struct past *p, const struct past_ids *ids, const struct past_support *s, GError **error);

struct past_parent {
	const char *name, *situation, *since, *proof;
};
struct past_child { /* G-10, G-17; parents without a situation are not told (G-18) */
	struct past_parent father, mother;
	const char *carer, *carer_role, *carer_relation, *carer_phone;
	const char *allowance_kind; /* NULL: none is received elsewhere */
	fen allowance;
	row_id institution; /* where the child is brought up, 0 at home */
	day since;
};
bool past_child(
	struct past *p, const struct past_ids *ids, const struct past_child *c, GError **error);

struct past_grant { /* L-01, L-10 */
	const char *cause, *event, *place, *occurred_on, *invoice, *reason, *document;
	fen spent, reimbursed, amount;
	day decided;
	int members;
};
bool past_grant(struct past *p, row_id casefile, const struct past_grant *g, GError **error);

struct past_service {
	const char *kind;
	fen amount;
};
struct past_relief { /* V-03, V-04, V-07 */
	day found, ended;
	const char *found_at, *found_by, *identity, *condition, *belongings, *origin;
	const char *end_kind, *receiver, *receiver_id, *receiver_relation, *destination, *ticket;
	const struct past_service *service;
	int n_service;
};
bool past_relief(struct past *p, row_id casefile, const struct past_relief *r, GError **error);

struct past_institution {
	const char *name, *kind, *address, *phone, *director, *bank, *account, *from;
	int beds;
};
bool past_institution(struct past *p, const struct past_institution *i, row_id *id, GError **error);

/* --- payments ----------------------------------------------------------------------------------
 */

struct past_roster { /* filled by past_roster_begin; its sums grow with the rows */
	row_id id;
	month month;
	int households, persons;
	fen amount;
};
bool past_roster_begin(struct past *p, const char *programme, const char *area, month m,
	struct past_roster *r, GError **error);
struct past_payment {
	row_id casefile;
	int members;
	fen base, supplement;
	const char *holder, *bank, *account;
	const char *snapshot; /* past_snapshot of the case */
	const char *parts;    /* past_parts of its award, or NULL */
	const char *reason;   /* of another than the regular row, or NULL */
};
bool past_pay(
	struct past *p, struct past_roster *r, const struct past_payment *row, GError **error);
/* Closed: planned and approved by two payers, paid by the bank on a day. */
bool past_roster_end(struct past *p, const struct past_roster *r, day paid, GError **error);
/* The household of the case put last, as a payment keeps it (F37); good until the next past_put. */
const char *past_snapshot(const struct past *p);
/* The parts of an award as a payment keeps them; owned by the caller. */
char *past_parts(const struct past_part *part, int n);

/* Closes the rosters of a month that were approved: the bank paid them on a day.  Imported grants
 * that are paid by then are closed as well.  In a change of its own. */
bool past_settle(struct desk *desk, month m, day paid, GError **error);

#endif
