/* The documents of a case: calculation sheet, notices, lists; filled from plain facts.
 *
 *     calc       算式单: the amount with its working, for the family (N1)
 *     receipt    papers complete, accepted            missing    what is missing, told once (C-02)
 *     publicity  name, members, amount only (C-12)    survey     survey at home, blank or filled
 *     decision   confirmed                            refusal    refused, with reasons (C-10)
 *     dossier    the list of papers in the file
 *
 * The wording is forms/notices/KEY.txt (report/template.h).  What a notice may say is bounded by
 * the values of its kind: a publicity that asks for an id number or an address is refused.
 */
#ifndef REPORT_DOCUMENT_H
#define REPORT_DOCUMENT_H

#include "model/evidence.h"
#include "model/paper.h"
#include "rule/working.h"

struct document_decision {
	day decided_on, told_on;
	month from;                            /* first month paid */
	const char *document, *reason, *cause; /* cause: code of stop_reason */
	const char *signatory;                 /* who decided */
	fen amount, supplement;                /* a month; supplement is a part of amount */
};

struct document_publicity {
	day posted_on, ends_on;
	const char *place;
	const char *const *names; /* what is printed: one entry each per household */
	const int *members;
	const fen *amounts;
	int n;
};

struct document_survey {
	day visited_on;
	const char *surveyor1, *surveyor2, *received_by, *contactless_reason;
	const char *housing; /* code */
	const char *living, *neighbours, *conclusion;
};

/* Facts for any document; those that its kind does not need may stay zero.  Nothing is owned. */
struct document_input {
	const struct library *lib;
	const struct office *office;
	bool practice; /* every print says so */
	bool county_confirms;
	day today;
	const struct casefile *casefile; /* NULL: a blank form */
	const struct household *household;
	const GPtrArray *members;         /* struct member * */
	const GPtrArray *papers;          /* struct paper * */
	const GPtrArray *income, *assets; /* struct evidence * */
	const struct working *working;
	fen amount; /* that the working comes to */
	day accepted_on;
	int total_days; /* working days from acceptance to decision */
	struct document_decision decision;
	struct document_publicity publicity;
	struct document_survey survey;
};

struct slots;
struct document_kind {
	const char *key;
	const char *label;        /* N_() */
	const char *const *names; /* values it has, NULL-ended, as template_check takes them */
	void (*fill)(struct slots *values, const struct document_input *in);
};

/* NULL-ended by key, in the order in which a case meets them. */
const struct document_kind *document_kinds(void);
const struct document_kind *document_kind(const char *key); /* or NULL */

/* The text of forms/notices/KEY.txt with the facts; NULL with error.  Owned by the caller. */
char *document_text(const char *key, const struct document_input *in, GError **error);
/* The same with a wording that is given: file is its name for errors. */
char *document_fill(const char *key, const char *file, const char *wording,
	const struct document_input *in, GError **error);

/* The document of a case as the database has it: the newest survey, notice and decision; the
 * working that was decided on, else the one of today.  Refused for a notice of what was not done.
 * Writes nothing: who prints it puts it into the print log.  Owned by the caller. */
char *document_of_case(struct desk *desk, row_id casefile, const char *key, GError **error);
/* The same as an empty form. */
char *document_blank(struct desk *desk, const char *key, GError **error);

/* Complains about every notice of the library with an unknown name or mark. */
void document_check(const struct library *lib, struct ini_complaints *c);
/* The same for one wording. */
void document_check_wording(
	const char *key, const char *file, const char *wording, struct ini_complaints *c);

#endif
