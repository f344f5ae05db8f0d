/* A batch of payments as the file that a bank wants, and the file that it answers with; how both
 * look is data (form/bank.h). */
#ifndef EXCHANGE_BANK_H
#define EXCHANGE_BANK_H

#include "exchange/payroll.h"
#include "form/bank.h"
#include "model/payment_answer.h"

/* "2026-07-低保.csv": a name for the file; owned by the caller. */
char *bank_file_name(
	const struct desk *desk, const struct bank_def *bank, const struct payment_batch *b);
/* Writes path whole or not at all, and the batch is sent; neither where either fails. */
bool bank_send(struct desk *desk, row_id batch, const struct bank_def *bank, const char *path,
	struct payroll_totals *totals, GError **error);
/* Takes the bank's answer in, all of it or nothing; paid_on: the day on which it paid. */
bool bank_answer(struct desk *desk, row_id batch, const struct bank_def *bank, const char *path,
	day paid_on, struct payment_answer_counts *counts, GError **error);

/* Bytes of a text in the encoding of the bank's file. */
GBytes *bank_bytes(const struct bank_def *bank, const char *text, GError **error);

#endif
