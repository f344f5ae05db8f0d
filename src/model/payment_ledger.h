/* Who is responsible for whom in which month (N3): months in which an award ran and nothing was
 * paid, and months in which somebody was paid twice. */
#ifndef MODEL_PAYMENT_LEDGER_H
#define MODEL_PAYMENT_LEDGER_H

#include "model/desk.h"

struct ledger_line {
	bool overlap; /* else a gap */
	row_id casefile;
	const char *office; /* township that is responsible */
	const char *programme, *file_no, *head, *id_no;
	const char *from, *to; /* months, both included */
	int months;
	const char *why; /* of a gap: why a row was held or failed; of an overlap: the files */
};
/* From the first month for which a batch was approved to the last one. */
bool payment_ledger(struct desk *desk, bool (*see)(const struct ledger_line *line, void *ctx),
	void *ctx, GError **error);

#endif
