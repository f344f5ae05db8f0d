/* What was found and decided about a case: its newest survey, notice and decision, for documents.
 */
#ifndef MODEL_RESULT_H
#define MODEL_RESULT_H

#include "model/casefile.h"
#include "rule/working.h"

struct result_survey {
	day visited_on;
	char *surveyor1, *surveyor2, *received_by, *contactless_reason;
	char *housing, *living, *neighbours, *conclusion;
};
struct result_publicity {
	day posted_on, ends_on, closed_on;
	char *place, *outcome; /* "none" "objection" "withdrawn", NULL: still hanging */
	int members;
	fen amount;
};
struct result_decision {
	bool confirmed; /* for the first time, or changed */
	bool ended;     /* neither: refused */
	day decided_on, told_on;
	month from;
	char *document, *reason, *cause, *signatory;
	fen amount, supplement;
	struct working *working; /* NULL: none was kept */
};
void result_survey_free(struct result_survey *s);
void result_publicity_free(struct result_publicity *p);
void result_decision_free(struct result_decision *d);
JZ_DEFINE_AUTOPTR(result_survey, result_survey_free)
JZ_DEFINE_AUTOPTR(result_publicity, result_publicity_free)
JZ_DEFINE_AUTOPTR(result_decision, result_decision_free)

/* The newest; NULL with error unset where there is none. */
struct result_survey *result_survey(struct desk *desk, row_id casefile, GError **error);
struct result_publicity *result_publicity(struct desk *desk, row_id casefile, GError **error);
struct result_decision *result_decision(
	struct desk *desk, const struct casefile *c, GError **error);
/* What hangs together: the households of the same programme, area and village posted on the same
 * day as the newest notice of a case, by name; that is one list on the wall (C-12). */
struct result_notice {
	char *name; /* of the head */
	int members;
	fen amount;
};
void result_notice_free(struct result_notice *n);
GPtrArray *result_notices(struct desk *desk, row_id casefile, GError **error);
/* The day of the step that prints a notice (receipt: the acceptance); DAY_NONE where not done. */
day result_noticed_on(struct desk *desk, const struct casefile *c, const char *notice);

#endif
