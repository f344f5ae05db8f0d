/* The two halves of the intake: looking (intake.c), and the rows (intake_rows.c).  Private. */
#ifndef MODEL_INTAKE_ROWS_H
#define MODEL_INTAKE_ROWS_H

#include "model/intake.h"

struct home {
	row_id household, casefile; /* casefile: a running one */
	bool is_head, imported, active;
	char file_no[32], programme[32];
};

struct intake {
	struct db *db;
	struct change *change; /* NULL: nothing is written */
	const struct library *lib;
	bool empty; /* no persons when it began */
	row_id known[INTAKE_PERSONS_MAX];
	struct home home;
	char *conflict;
	int conflict_person;
	GPtrArray *keep; /* strings of the records being written */
	char prefix[24]; /* file numbers so far: "DB-2023-" */
	gint64 number;
};

/* A household with a new case. */
bool intake_write_new(
	struct intake *in, const struct intake_household *h, const char *state, GError **error);
/* Against the running case; writes what differs where there is a change. */
bool intake_compare(
	struct intake *in, const struct intake_household *h, bool *differs, GError **error);

#endif
