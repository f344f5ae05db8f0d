/* A month's payment roster out, for the bank and the county: a title, a heading, a row each
 * household that is paid, the total.  Rows that are held are not in it. */
#ifndef EXCHANGE_PAYROLL_H
#define EXCHANGE_PAYROLL_H

#include "base/encoding.h"
#include "model/payment.h"

struct payroll_totals {
	int households, persons;
	fen amount;
};

/* A roster that nobody else has approved is no roster to pay from (F23): denied. */
bool payroll_may_write(const struct payment_batch *batch, GError **error);

/* Writes path whole or not at all.  GB18030 is for spreadsheets: id numbers and accounts stay text
 * there.  UTF-8 has them as plain digits.  totals (may be NULL) gets what was written, which is
 * what the batch says, or it is refused. */
bool payroll_write(struct desk *desk, row_id batch, const char *path, enum encoding encoding,
	struct payroll_totals *totals, GError **error);

#endif
