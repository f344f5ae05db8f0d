/* What the checks found, kept: when it was first seen, what came of it.
 *
 * A run looks at this year, in its first months at the last one, too, and for the lists to work
 * through at this quarter.  What is found no more is closed as mended; what was explained stays so
 * until its facts change.
 */
#ifndef MODEL_AUDIT_RESULT_H
#define MODEL_AUDIT_RESULT_H

#include "model/audit.h"

struct audit_sums {
	int found, fresh, gone; /* fresh: not there before, or with other facts */
};
/* Runs all checks and writes what differs, in one change.  A check that fails stops none of the
 * others: its sentence is added to failures (char *). */
bool audit_result_run(
	struct desk *desk, struct audit_sums *sums, GPtrArray *failures, GError **error);

struct audit_group { /* findings of one check and period */
	const struct audit_def *def;
	const char *period;
	int open, errors, all; /* errors: of the open ones */
};
/* In the order of the checks; only those with findings. */
bool audit_groups(struct desk *desk, bool (*see)(const struct audit_group *g, void *ctx), void *ctx,
	GError **error);

struct audit_row {
	row_id id, casefile;
	enum audit_severity severity;
	const char *subject, *office, *sentence, *first_seen;
	const char *head;             /* whom the case is about, "" */
	bool masked;                  /* of a restricted programme: the surname only */
	const char *outcome, *reason; /* "": open */
	const char *settled_by, *settled_on;
};
/* Open ones first. */
bool audit_rows(struct desk *desk, const struct audit_def *def, const char *period,
	bool (*see)(const struct audit_row *r, void *ctx), void *ctx, GError **error);
/* The code list of what may come of its findings. */
const char *audit_outcomes(const struct audit_def *def);
/* What came of one finding, or of all open ones of a check (id 0); n: how many.  A reason is
 * needed. */
bool audit_settle(struct desk *desk, const struct audit_def *def, const char *period, row_id id,
	const char *outcome, const char *reason, int *n, GError **error);

/* Open ones, and of them those of the lists to work through; for the home screen. */
bool audit_open(struct desk *desk, int *open, int *lists, GError **error);

#endif
