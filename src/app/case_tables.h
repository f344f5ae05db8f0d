/* The sections of a case, each with its one-line summary (owned by the caller) and its screen. */
#ifndef APP_CASE_TABLES_H
#define APP_CASE_TABLES_H

#include "app/session.h"

/* case_steps.c: what was done, and every journaled change */
char *steps_summary(struct app *app, row_id casefile);
void steps_open(struct app *app, row_id casefile);
char *history_summary(struct app *app, row_id casefile);
void history_open(struct app *app, row_id casefile);
/* case_household.c: members, account, payments */
char *members_summary(struct app *app, row_id casefile);
void members_open(struct app *app, row_id casefile);
char *account_summary(struct app *app, row_id casefile);
void account_open(struct app *app, row_id casefile);
char *paid_summary(struct app *app, row_id casefile);
void paid_open(struct app *app, row_id casefile);
/* case_evidence.c: income and property, declared, surveyed, verified side by side */
char *income_summary(struct app *app, row_id casefile);
void income_open(struct app *app, row_id casefile);
char *assets_summary(struct app *app, row_id casefile);
void assets_open(struct app *app, row_id casefile);
/* case_papers.c: papers received, and the check with other departments */
char *papers_summary(struct app *app, row_id casefile);
void papers_open(struct app *app, row_id casefile);
/* The cursor of the papers on top goes to one of them. */
void papers_select(struct app *app, row_id casefile, const char *code);
char *checks_summary(struct app *app, row_id casefile);
void checks_open(struct app *app, row_id casefile);
/* case_results.c: survey, publicity, decision */
char *survey_summary(struct app *app, row_id casefile);
void survey_open(struct app *app, row_id casefile);
char *publicity_summary(struct app *app, row_id casefile);
void publicity_open(struct app *app, row_id casefile);
char *decision_summary(struct app *app, row_id casefile);
void decision_open(struct app *app, row_id casefile);

/* case_facts.c: what the programme file keeps of its cases */
char *facts_summary(struct app *app, row_id casefile, const struct facts_def *def);
void facts_open(struct app *app, row_id casefile, const struct facts_def *def);

/* case_looks.c: who opened it, where it is restricted */
char *looks_summary(struct app *app, row_id casefile);
void looks_open(struct app *app, row_id casefile);

/* A table screen of a section: rows from make, Enter by open, F5 by all (each may be NULL; any
 * other command goes to app_command).  ctx of all three is the struct section. */
struct section {
	struct app *app;
	row_id casefile;
	const struct section_def *def;
	day as_of; /* the day looked at, for sections that are dated */
};
struct section_def {
	const char *name, *title, *hint, *empty; /* N_() but name */
	const struct list_column *columns;
	int n_columns;
	GPtrArray *(*make)(struct section *s, GError **error);
	enum reply (*open)(struct section *s, const struct list_row *row);
	enum reply (*all)(struct section *s);
	bool dated; /* F7 asks for another day (F3) */
	char *(*head)(struct section *s);
	const char *document; /* that Ctrl-P prints (report/document.h); NULL: none */
};
void section_open(struct app *app, row_id casefile, const struct section_def *def);
/* After a change: the list reads again, and says what was done or what went wrong. */
void section_changed(struct section *s, bool ok, GError *error, const char *done);

#endif
