/* What the screens of the reports share. */
#ifndef APP_REPORTS_H
#define APP_REPORTS_H

#include "app/session.h"
#include "report/book.h"

/* A report of a period on the screen: reports.c lists them, report_page.c shows one. */
void report_page_open(struct app *app, const struct report_def *def);
/* A table of it with its numbers. */
void report_table_open(
	struct app *app, const struct report_period *period, const struct report_block *table);
/* The indicators with their points. */
void report_scores_open(
	struct app *app, const struct report_period *period, const struct report_def *def);
/* The names behind a number. */
void report_names_open(struct app *app, const struct report_period *period,
	const struct report_place *place, const char *title);
/* Ctrl-P: asks for a file (.pdf, .xlsx, else text) and writes the report into it. */
void report_save_ask(
	struct app *app, const struct report_period *period, const struct report_def *def);

#endif
