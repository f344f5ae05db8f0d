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
	bool stop; /* says that support will end (T-19), not that it is granted */
	day posted_on, ends_on, closed_on;
	char *place, *outcome; /* "none" "objection" "withdrawn", NULL: still hanging */
	int members;
	fen amount;
};
enum result_kind { /* bits */
	RESULT_CONFIRM = 1 << 0,
	RESULT_REFUSE = 1 << 1,
	RESULT_ADJUST = 1 << 2, /* another amount from a month on (T-17) */
	RESULT_STOP = 1 << 3,
	RESULT_ANY = RESULT_CONFIRM | RESULT_REFUSE | RESULT_ADJUST | RESULT_STOP,
};
struct result_part {  /* of what is paid from a month on */
	char *kind;   /* code list part */
	char *person; /* whose supplement, or NULL */
	month from;
	fen amount;
};
struct result_decision {
	enum result_kind kind;
	day decided_on, told_on, valid_until;
	month from;
	char *document, *reason, *cause, *signatory;
	char *source;           /* code list grant_source, or NULL */
	const char *cause_list; /* code list of cause, as the form of its step has it; or NULL */
	int members, instalments;
	fen amount, supplement;  /* a month; a grant: in all; -1: none */
	fen before;              /* a month, until then; -1: nothing was paid */
	GPtrArray *parts;        /* struct result_part *, in the order in which they are paid */
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
/* kinds: of these alone; bits of result_kind. */
struct result_decision *result_decision(
	struct desk *desk, const struct casefile *c, unsigned kinds, GError **error);
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
