/* The sections of a case: steps, members, income, property, papers, check, survey, publicity,
 * decision, payments, history. */
#ifndef APP_CASE_SECTION_H
#define APP_CASE_SECTION_H

#include "app/session.h"

struct case_section {
	const char *key;   /* as gate's reasons name it */
	const char *label; /* N_() */
	/* One line for the case screen. Owned by the caller. */
	char *(*summary)(struct app *app, row_id casefile);
	void (*open)(struct app *app, row_id casefile);
};
extern const struct case_section case_sections[];
extern const int case_n_sections;

#endif
