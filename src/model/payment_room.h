/* What the files of the payments share.  Private to them. */
#ifndef MODEL_PAYMENT_ROOM_H
#define MODEL_PAYMENT_ROOM_H

#include "model/payment.h"

/* Nobody has approved it yet: rows may change. */
bool payment_is_open(const char *state);
/* 8 to 32 digits. */
bool payment_account_sound(const char *account);
/* "张三 died on 2026-06-12; ..." ; owned by the caller. */
char *payment_dead_words(const char *name, const char *death);
/* cases: "dibao DB-2026-0001 destitute TK-2026-0004".  The files of those that may not be at once
 * with own (NULL: with each other), or NULL.  Owned by the caller. */
char *payment_clash(const struct library *lib, const char *own, const char *cases);
/* Keys of the states in which it is paid, as a JSON array; interned. */
const char *payment_active_states(const struct programme *p);
/* Only a payer does anything with payments. */
bool payment_needs_payer(const struct desk *desk, GError **error);

/* Totals and number of what is not held, as the rows of the batch stand now, into r. */
bool payment_sum(struct change *c, row_id batch, struct record *r, GError **error);
/* Accounts and holds of a batch of what is made again, as the cases stand now; its totals. */
bool payment_again_fill(struct change *c, row_id batch, GError **error);

/* --- findings --- */

/* What the checks of a batch find now, beside what is on file: new ones are added, those that are
 * mended go, reasons stay. */
bool finding_refresh(struct desk *desk, struct change *c, row_id batch, GError **error);
/* The findings of a row that is taken out. */
bool finding_forget(struct change *c, row_id payment, GError **error);
struct finding_new {
	row_id batch, payment, casefile; /* payment, casefile: 0 none */
	const char *stage, *kind, *severity, *facts;
};
bool finding_add(struct change *c, const struct finding_new *f, GError **error);
/* Drops the findings of a kind about a row; of any row where payment is 0. */
bool finding_drop(struct change *c, row_id batch, row_id payment, const char *kind, GError **error);
/* How many are open; stage NULL: of any. */
bool finding_open(struct db *db, row_id batch, const char *stage, int *n, GError **error);

#endif
