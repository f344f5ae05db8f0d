/* A case of any programme in a database, made with the programme's own forms; for documents. */
#ifndef TEST_REPORT_TOWN_H
#define TEST_REPORT_TOWN_H

#include "tests/unit/office_fixture.h"
#include "model/casefile.h"
#include "report/document.h"

#define TOWN_TODAY "2026-07-20"
#define CHILD_ID "140311201206060031"
#define ADULT_ID "140302195503100015"
#define OTHER_ID "140322199911300212"
#define ACCOUNT "6217001234567890"
#define PHONE "13800001234"

/* An application of the programme, filled in field by field, and one row for each of its [facts]
 * that the application has none for. */
row_id town_case(struct office_fixture *o, const char *programme);

struct town_decision {
	const char *kind, *on, *from, *until, *document, *cause, *reason, *source, *working;
	fen base, supplement; /* -1: no amount */
	int instalments;      /* of a grant: months of equal parts */
};
/* A decision with its award, as the step would write it. */
void town_decide(struct office_fixture *o, row_id casefile, const struct town_decision *d);
/* A row of a table of the case: column, value ... NULL. */
void town_row(
	struct office_fixture *o, row_id casefile, const char *table, ...) G_GNUC_NULL_TERMINATED;
/* A notice on the wall since 2026-07-01; about: NULL a grant, "stop". */
void town_post(struct office_fixture *o, row_id casefile, const char *about);
/* The document of the case; the test fails where there is none. */
char *town_print(struct office_fixture *o, row_id casefile, const char *key);
/* What the step that prints a receipt writes. */
void town_step(struct office_fixture *o, row_id casefile, const char *action, const char *on);

void town_has(const char *text, const char *what);
void town_lacks(const char *text, const char *what);

#endif
