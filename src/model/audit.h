/* Running the checks of forms/checks (form/audit.h): each is one query over the office's facts,
 * read-only and timed.  What a run found is kept by model/finding.h. */
#ifndef MODEL_AUDIT_H
#define MODEL_AUDIT_H

#include "model/desk.h"

/* The days that a run is about; months are those that touch it. */
struct audit_period {
	day from, to;
};
/* This year up to today. */
struct audit_period audit_this_year(void);

struct audit_finding {
	const struct audit_def *def;
	enum audit_severity severity;
	const char *kind;     /* what the subject is: person, case, township, month, account */
	const char *subject;  /* his id number, the key of the others; what machines read */
	const char *part;     /* tells findings of one subject apart; "" */
	row_id casefile;      /* to be opened; 0: none */
	const char *office;   /* township */
	const char *sentence; /* in the language shown */
	const char *facts;    /* the columns of the sentence as JSON, the same in every language */
};
/* Calls see for each row that a check finds; it may stop by returning false.  A query that is
 * refused, fails or takes too long is an error that names its file and line. */
bool audit_run(struct desk *desk, const struct audit_def *def, struct audit_period period,
	bool (*see)(const struct audit_finding *f, void *ctx), void *ctx, GError **error);
/* The same of one case, by the checks that are for entry, since the beginning of last year; those
 * that somebody explained are left out.  A check that goes wrong is passed over: a slip in a file
 * must not stop the office, and the screen of the checks names it. */
void audit_case(struct desk *desk, row_id casefile,
	bool (*see)(const struct audit_finding *f, void *ctx), void *ctx);
/* The sentence of a check with facts that were kept; owned by the caller.  masked: of the column
 * "name" the surname only (K-91). */
char *audit_sentence(
	const struct desk *desk, const struct audit_def *def, const char *facts, bool masked);

/* Is the case one of a restricted programme? */
bool audit_is_masked(struct desk *desk, row_id casefile);

/* Proves every check on an empty database: its columns, parameters and the words of its sentences.
 */
void audit_check(const struct library *lib, struct ini_complaints *c);

/* Inside: opens the query of a check with all it may ask for. */
struct query *audit_query(struct desk *desk, const struct audit_def *def,
	struct audit_period period, int seconds, GError **error);
/* Columns that every check gives; place of each, or -1. */
enum audit_column {
	AUDIT_KIND,
	AUDIT_SUBJECT,
	AUDIT_CASEFILE,
	AUDIT_PART, /* may be left out, as the following */
	AUDIT_OFFICE,
	AUDIT_SEVERITY,
	AUDIT_COLUMNS,
};
void audit_columns(const struct query *q, int place[AUDIT_COLUMNS]);
const char *audit_column_name(enum audit_column column);

#endif
