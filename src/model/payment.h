/* The monthly roster: planned from the awards in force, approved by another, written out. */
#ifndef MODEL_PAYMENT_H
#define MODEL_PAYMENT_H

#include "model/desk.h"

struct payment_batch {
	row_id id;
	int no;       /* 0: the month's own; 2, 3 ..: what is paid besides */
	char *reason; /* why it is paid besides: code list payment_reason; or NULL */
	char *programme, *area, *for_month, *state, *planned_by, *approved_by;
	int households, persons, held;
	fen amount;
};
void payment_batch_free(struct payment_batch *b);
GPtrArray *payment_batches(
	struct desk *desk, GError **error); /* struct payment_batch *, newest first */

/* Plans (or plans again, while draft) the batches of a month for every area of the programme. A row
 * without account, or with a dead member, is held with its reason (K-31). n: batches made. */
bool payment_plan(struct desk *desk, const char *programme, month m, int *n, GError **error);
/* Refused for who planned it, and for who surveyed, reviewed or confirmed one of its cases (F23):
 * the sentence names the first file number. Totals are frozen. */
bool payment_approve(struct desk *desk, row_id batch, GError **error);

struct payment_row {
	row_id id, casefile;
	const char *file_no, *head, *id_no, *village, *holder, *bank, *account, *state,
		*hold_reason;
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

#endif
