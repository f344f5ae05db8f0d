/* The monthly roster: planned from the awards in force, checked, approved by another, sent to the
 * bank, reconciled with its answer, closed (F36).  Findings: model/payment_finding.h; what the bank
 * answers: model/payment_answer.h; who was not paid: model/payment_ledger.h. */
#ifndef MODEL_PAYMENT_H
#define MODEL_PAYMENT_H

#include "model/desk.h"

struct payment_batch {
	row_id id;
	int no;       /* 0: the month's own; 2, 3 ..: what is paid besides */
	char *reason; /* why it is paid besides: code list payment_reason; or NULL */
	char *programme, *area, *for_month, *state, *planned_by, *approved_by;
	char *checked_by, *layout, *file;      /* NULL where there is none */
	char *sent_on, *paid_on, *late_reason; /* likewise */
	int households, persons, held;
	int findings, open; /* how many there are; of these without a reason */
	int paid, failed;
	fen amount;
};
void payment_batch_free(struct payment_batch *b);
JZ_DEFINE_AUTOPTR(payment_batch, payment_batch_free)
/* NULL with an error where there is none. */
struct payment_batch *payment_batch_get(struct desk *desk, row_id id, GError **error);
GPtrArray *payment_batches(
	struct desk *desk, GError **error); /* struct payment_batch *, newest first */

/* Plans (or plans again, until it is approved) the batches of a month for every area of the
 * programme, or of the quarter that the month is in.  A row without account, or with a dead member,
 * is held with its reason (K-31).  What the checks find is written beside the rows.  n: batches
 * made. */
bool payment_plan(struct desk *desk, const char *programme, month m, int *n, GError **error);
/* Draft: looks for findings again, and is refused while one is open; then it is checked. */
bool payment_check(struct desk *desk, row_id batch, GError **error);
/* Only a payer does anything with payments. */
bool payment_needs_payer(const struct desk *desk, GError **error);
/* Checked: refused for who planned it, and for who surveyed, reviewed or confirmed one of its cases
 * (F23): the sentence names the first file number.  Totals are frozen. */
bool payment_approve(struct desk *desk, row_id batch, GError **error);
/* Approved: the file went to the bank in that layout (exchange/bank.h writes it). */
bool payment_sent(
	struct desk *desk, row_id batch, const char *layout, const char *file, GError **error);
/* Sent or reconciled, and not a state before it: the sentence says what comes first. */
bool payment_may_answer(const struct payment_batch *b, GError **error);
/* Reconciled: refused while a finding is open, or, where it was paid after the pay day, until a
 * reason is given (F43); reason may be NULL. */
bool payment_close(struct desk *desk, row_id batch, const char *reason, GError **error);
/* A further batch with exactly the rows that failed, to the account that stands in the case now;
 * a payment is made again once (F41). */
bool payment_reissue(struct desk *desk, row_id batch, row_id *again, GError **error);

/* Months that a batch pays: one, or three; *m moves to the first of them. */
int payment_cycle(
	const struct desk *desk, const struct programme *programme, const char *area, month *m);
/* The day by which a batch is paid (K-60); DAY_NONE: no such day, it is paid besides. */
day payment_due(const struct desk *desk, const struct payment_batch *b);
/* Was it paid, or is it still to be paid, after that day? */
bool payment_is_late(const struct desk *desk, const struct payment_batch *b);
/* What of this month's payments is not with the bank yet, and how many days are left, in one line;
 * "" nothing.  Owned by the caller. */
char *payment_due_line(struct desk *desk);

struct payment_row {
	row_id id, casefile;
	const char *file_no, *head, *id_no, *village, *holder, *bank, *account, *state,
		*hold_reason;
	const char *for_month, *answer; /* answer: the bank's words, "" */
	int members;
	fen base, supplement, amount;
	const char *sort;
};
bool payment_page(struct desk *desk, row_id batch, const char *sort, row_id anchor, bool before,
	int n, bool (*see)(const struct payment_row *row, void *ctx), void *ctx, GError **error);
/* The payments of a case, oldest first. */
bool payment_of_case(struct desk *desk, row_id casefile,
	bool (*see)(const char *month, const struct payment_row *row, void *ctx), void *ctx,
	GError **error);
/* Invariant kept at every commit: batch totals are the sums of their rows. */
bool payment_guard(struct change *c, GError **error);
/* At every commit: of whom a death came to be known, rows not yet sent are held; a batch that loses
 * one so is a draft again, because its totals are others than those approved. */
bool payment_hold_guard(struct change *c, GError **error);

#endif
