/* What the bank answers, payee by payee (F40): paid, failed, another amount, nobody of this batch;
 * and who is not in the answer at all. */
#ifndef MODEL_PAYMENT_ANSWER_H
#define MODEL_PAYMENT_ANSWER_H

#include "model/payment.h"

struct payment_answer {
	const char *account, *name; /* name NULL: the bank does not say */
	fen amount;                 /* -1: the bank does not say */
	bool paid;
	const char *words; /* of the bank: 成功, 账号不存在 */
};
struct payment_answer_counts {
	int lines, paid, failed, wrong, unmatched, same, unanswered;
};

struct payment_answers;
/* A change of its own until payment_answers_end.  paid_on: the day on which the bank paid. */
struct payment_answers *payment_answers_begin(
	struct desk *desk, row_id batch, day paid_on, GError **error);
bool payment_answers_put(
	struct payment_answers *all, const struct payment_answer *a, GError **error);
/* The batch is reconciled.  *all becomes NULL in every case; counts may be NULL. */
bool payment_answers_end(
	struct payment_answers **all, struct payment_answer_counts *counts, GError **error);
void payment_answers_cancel(struct payment_answers **all); /* does nothing for NULL */

#endif
