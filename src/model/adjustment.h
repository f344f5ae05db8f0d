/* Money for months that are past 补发、追回 (F42): too little was paid, or too much, or something
 * is paid besides.  An adjustment says for which months and why; its lines are the months.
 *
 *   raise    the standard was raised from a day that is past (model/retro.h)
 *   mended   something was found out later, and more was due
 *   recover  something was found out later, and less was due: paid back in cash, or so much a month
 *            is subtracted from what is paid, never below zero
 *   price    a subsidy for everybody who is paid in a month (C-23)
 *
 * Nothing is paid or taken back before somebody has decided it.  What is decided to be paid waits
 * for the next month that is planned, and stands there in a roster of its own.
 */
#ifndef MODEL_ADJUSTMENT_H
#define MODEL_ADJUSTMENT_H

#include "model/casefile.h"
#include "model/due.h"

struct adjustment {
	row_id id, casefile, made_by;
	char *file_no, *programme, *head, *kind, *cause, *document, *from, *to, *state, *reason;
	fen amount;     /* below zero: to be paid back */
	fen settled;    /* in rosters, or paid back */
	fen instalment; /* of a recovery: a month; 0: in cash */
	bool no_account;
};
void adjustment_free(struct adjustment *a);
/* struct adjustment *: of a case all, oldest first; casefile 0: those that are not settled. */
GPtrArray *adjustment_list(struct desk *desk, row_id casefile, GError **error);

/* Compares what was due with what was paid, and proposes what is missing and what is too much, in
 * place of an earlier proposal; *n: how many adjustments, 0 where every month is as it should be.
 */
bool adjustment_propose(
	struct desk *desk, row_id casefile, const char *cause, int *n, GError **error);

/* Within the change of a step: proposes only what was paid too much. */
bool adjustment_propose_recovery(struct desk *desk, struct change *c, const struct casefile *file,
	const char *cause, GError **error);

struct adjustment_decision {
	bool drop;          /* nothing is paid or taken back */
	fen instalment;     /* of a recovery: a month; 0: in cash */
	const char *reason; /* never empty */
	const char *document;
};
/* By an approver who has not proposed it (F23). */
bool adjustment_decide(
	struct desk *desk, row_id id, const struct adjustment_decision *d, GError **error);
/* Cash that came back, with its receipt; never more than is still to come. */
bool adjustment_receive(
	struct desk *desk, row_id id, fen amount, day on, const char *receipt, GError **error);

/* Within a change: the months that the case has to get or give, struct due_month whose difference
 * is not zero. */
struct adjustment_new {
	row_id casefile;
	const char *kind, *cause, *document, *reason;
	bool decided;
};
struct adjustment_month {
	month m;
	int members;
	fen due, paid, amount;
};
bool adjustment_put(struct change *c, const struct adjustment_new *a,
	const struct adjustment_month *months, guint n, GError **error);

/* Within the change that plans a month: what waits becomes a roster of its own beside the month's,
 * one for each reason, and recoveries are subtracted from the month's own rows.  *n grows by the
 * rosters made. */
bool adjustment_plan(struct desk *desk, struct change *c, const struct programme *programme,
	month m, int *n, GError **error);

/* Within a change that holds a row back: what was subtracted from it is still to come; its columns
 * go into row. */
bool adjustment_release(struct change *c, row_id payment, struct record *row, GError **error);

/* C-23: the subsidy of price_subsidy a person for everybody whom the month's rosters pay, once. */
bool adjustment_price(struct desk *desk, const char *programme, month m, const char *document,
	int *n, fen *amount, GError **error);

#endif
