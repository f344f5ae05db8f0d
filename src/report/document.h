/* The documents of a case: calculation sheet, notices, records; filled from plain facts.
 *
 *     missing    what is missing, told once (C-02)    receipt     papers complete, accepted
 *     register   sheet of an urgent or homeless case  survey      survey at home, blank or filled
 *     assessment six items of self-care (T-16)        choice      form of support (T-21)
 *     meeting    of a case beyond the rules (L-14)    publicity   name, members, amount only (C-12)
 *     calc       the amount with its working (N1)     decision    confirmed, granted, recognised
 *     refusal    with reasons (C-10)                  hearing     before less or an end (C-11)
 *     ending     adjusted or ended, with reasons      handover, leaving   (V-07 to V-13)
 *     dossier    the list of papers in the file
 *     inquiry    what no system sees, to be asked by hand (N7)
 *
 * The wording is forms/notices/KEY.PROGRAMME.txt, else KEY.GROUP.txt, else KEY.txt
 * (report/template.h).  What a notice may say is bounded by the values of its kind: a publicity
 * that asks for an id number or an address is refused.
 */
#ifndef REPORT_DOCUMENT_H
#define REPORT_DOCUMENT_H

#include "model/evidence.h"
#include "model/fact_rows.h"
#include "model/paper.h"
#include "model/result.h"
#include "model/verification.h"
#include "rule/working.h"

struct document_decision {
	enum result_kind kind;
	day decided_on, told_on, valid_until;
	month from;                            /* first month paid, or not paid any more */
	const char *document, *reason, *cause; /* cause: code of cause_list */
	const char *cause_list;                /* NULL: stop_reason */
	const char *signatory;                 /* who decided */
	const char *source;                    /* of a grant: code list grant_source */
	int instalments;
	fen amount, supplement; /* a month, a grant in all; supplement is a part of amount */
	fen before;             /* a month until then; 0: nothing */
	const GPtrArray *parts; /* struct result_part * */
};

struct document_publicity {
	bool stop; /* that support will end (T-19) */
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

struct document_limit { /* how long a part of the way may take */
	const char *label;
	int days;
	bool workdays;
};

/* Facts for any document; those that its kind does not need may stay zero.  Nothing is owned. */
struct document_input {
	const struct library *lib;
	const struct office *office;
	bool practice; /* every print says so */
	bool county_confirms;
	day today;
	day law_on; /* whose law is cited; 0: by the date of the document, else today's */
	const struct casefile *casefile; /* NULL: a blank form */
	const struct household *household;
	const GPtrArray *members;         /* struct member * */
	const GPtrArray *papers;          /* struct paper * */
	const GPtrArray *income, *assets; /* struct evidence * */
	const GPtrArray *facts;           /* struct fact_list * */
	const GPtrArray *inquiries;       /* struct verification * */
	const struct working *working;
	fen amount; /* that the working comes to */
	day accepted_on;
	int total_days;       /* working days from acceptance to decision; 0: not limited so */
	const GArray *limits; /* struct document_limit */
	day heard_on;         /* before it was decided (C-11) */
	const char *heard_person;
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
	day (*dated)(const struct document_input *in); /* NULL: the day of printing */
	unsigned decided; /* bits of result_kind: printed only where such a thing was decided */
	bool no_facts;    /* the rows of [facts] have no place in it (C-12) */
};

/* NULL-ended by key, in the order in which a case meets them. */
const struct document_kind *document_kinds(void);
const struct document_kind *document_kind(const char *key); /* or NULL */
/* The same, with an error that names those there are. */
const struct document_kind *document_kind_need(const char *key, GError **error);

/* Does it make sense in this programme: a step prints it, or there is what it shows?  A publicity
 * makes none where it is forbidden (G-13). */
bool document_fits(
	const struct library *lib, const struct programme *p, const struct document_kind *kind);

/* The text of the wording of forms/notices that fits the case, with the facts; NULL with error.
 * Owned by the caller. */
char *document_text(const char *key, const struct document_input *in, GError **error);
/* The same with a wording that is given: file is its name for errors. */
char *document_fill(const char *key, const char *file, const char *wording,
	const struct document_input *in, GError **error);

/* The document of a case as the database has it: the newest survey, notice and decision; the
 * working that was decided on, else the one of today.  Refused for a notice of what was not done,
 * and for one that does not fit the programme.  Writes nothing: who prints it puts it into the
 * print log.  Owned by the caller. */
char *document_of_case(struct desk *desk, row_id casefile, const char *key, GError **error);
/* The same as an empty form. */
char *document_blank(struct desk *desk, const char *key, GError **error);

/* Complains about every file of forms/notices with an unknown name or mark, or for an unknown
 * document, programme or group. */
void document_check(const struct library *lib, struct ini_complaints *c);
/* The same for the text of one; whose: programme or group in its name, or NULL. */
void document_check_wording(const struct library *lib, const char *key, const char *whose,
	const char *file, const char *wording, struct ini_complaints *c);

#endif
