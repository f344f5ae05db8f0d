/* What speaks against a batch of payments: found by the checks before it is approved (F38, N2), or
 * by what the bank answers (F40).  Each is mended, or explained with a reason that is kept. */
#ifndef MODEL_PAYMENT_FINDING_H
#define MODEL_PAYMENT_FINDING_H

#include "model/payment.h"

struct payment_finding {
	row_id id, batch, payment, casefile; /* payment, casefile: 0 where it is about no one row */
	bool answer;                         /* the bank's answer, not the checks */
	bool error;                          /* else a warning */
	const char *kind;                    /* code list payment_finding */
	const char *file_no, *head;          /* "" */
	const char *sentence;                /* what was found, in the language shown */
	const char *reason, *explained_by;   /* "": open */
};
/* Open ones first, then by kind and row. */
bool payment_findings(struct desk *desk, row_id batch,
	bool (*see)(const struct payment_finding *f, void *ctx), void *ctx, GError **error);
/* The reason why one may stand. */
bool payment_explain(struct desk *desk, row_id finding, const char *reason, GError **error);
/* The same for all open ones of a kind; n: how many. */
bool payment_explain_kind(struct desk *desk, row_id batch, const char *kind, const char *reason,
	int *n, GError **error);
/* Is there a kind of that name? */
bool payment_finding_knows(const char *kind);

#endif
