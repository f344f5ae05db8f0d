/* What the screens of the monthly payments share. */
#ifndef APP_PAYMENTS_H
#define APP_PAYMENTS_H

#include "app/session.h"
#include "model/payment.h"

/* "2026-07 农村低保"; owned by the caller. */
char *payments_title(const struct desk *desk, const struct payment_batch *b);
/* payment_batch.c: one roster and what belongs to it. */
void payment_batch_open(struct app *app, const struct payment_batch *b);
/* payment_findings.c: what speaks against it, and why it may stand. */
void payment_findings_open(struct app *app, const struct payment_batch *b);
/* payment_step.c: the next step of a roster, and the others that there are. */
void payment_step(struct app *app, row_id batch);
void payment_steps(struct app *app, row_id batch);
/* payment_ledger.c: who was not paid, or twice. */
void payment_ledger_open(struct app *app);
/* payment_rows.c: who gets what; b is copied as far as needed. */
void payment_rows_open(struct app *app, const struct payment_batch *b);
/* payment_write.c: the totals, the format, the path, the file. */
void payment_write_open(struct app *app, const struct payment_batch *b);

#endif
