/* All files of forms/, compiled in and overlaid by /etc/jiuzhu/forms and --forms DIR. */
#ifndef FORM_LIBRARY_H
#define FORM_LIBRARY_H

#include "base/auto.h"

#include "base/auto.h"
#include "base/calendar.h"
#include "form/audit.h"
#include "form/bank.h"
#include "form/code.h"
#include "form/form.h"
#include "form/param.h"
#include "form/programme.h"
#include "form/register.h"
#include "form/report.h"

struct library;

/* dir: overlay from --forms, or NULL.  Complaints about every file go to c; a library is always
 * returned, holding what was readable (the program refuses to start where c is not empty). */
struct library *library_load(const char *dir, struct ini_complaints *c);
void library_free(struct library *lib);
JZ_DEFINE_AUTOPTR(library, library_free)

/* NULL where there is none of that key. Not owned. */
const struct code_list *library_codes(const struct library *lib, const char *key);
const struct form_def *library_form(const struct library *lib, const char *key);
const struct programme *library_programme(const struct library *lib, const char *key);
const struct param_def *library_param(const struct library *lib, const char *key);
const struct register_def *library_register(const struct library *lib, const char *key);
const struct bank_def *library_bank(const struct library *lib, const char *key);
const GPtrArray *library_banks(const struct library *lib); /* struct bank_def *, by file */
const struct audit_def *library_audit(const struct library *lib, const char *key); /* any case */
const GPtrArray *library_audits(const struct library *lib); /* struct audit_def *, by file */
/* The code list made of rows that some register's file describes: "codes = @key". */
const struct register_codes *library_register_codes(const struct library *lib, const char *key);
const GPtrArray *library_params(const struct library *lib);     /* struct param_def * */
const GPtrArray *library_programmes(const struct library *lib); /* struct programme * */
const GPtrArray *library_registers(const struct library *lib);  /* register_def *, in order */
const struct report_def *library_report(const struct library *lib, const char *key);
const GPtrArray *library_reports(const struct library *lib); /* struct report_def *, in order */
const GPtrArray *library_defines(const struct library *lib); /* struct report_define * */
/* A file as it is ("notices/calc.txt"); NULL where there is none. Owned by the caller. */
char *library_text(const struct library *lib, const char *path);
/* Names of the files of a folder ("rosters"), sorted; g_strfreev. */
char **library_list(const struct library *lib, const char *folder);
const struct calendar *library_calendar(const struct library *lib);

/* What other rooms know and this one cannot: with it, library_check also sees a form's table, a
 * gate's condition ... that is not there.  Those that nobody tells are not checked. */
enum library_word {
	LIBRARY_TABLE,  /* [block] table, [register] table */
	LIBRARY_NEED,   /* [action] needs, ensures */
	LIBRARY_EFFECT, /* [action] effects */
	LIBRARY_FACT,   /* names in the conditions of papers and deadlines */
	LIBRARY_AMOUNT, /* [programme] amount */
	LIBRARY_PLACE,  /* [programme] hide: sections of the case screen */
	LIBRARY_WORDS,
};
void library_tell(struct library *lib, enum library_word word, bool (*knows)(const char *name));

/* Everything that reading alone cannot see: a state nobody reaches or nobody leaves, forms that do
 * not fit 80x24, files that nothing uses, words that library_tell says are not there.  (Names of
 * fields, codes, forms, parameters, states and actions that are not there are complained of by
 * library_load already: the program shall not start with them.) */
void library_check(const struct library *lib, struct ini_complaints *c);

#endif
