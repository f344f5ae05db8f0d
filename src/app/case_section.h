/* The sections of a case: steps, members, income, property, papers, check, survey, publicity,
 * decision, payments, history. */
#ifndef APP_CASE_SECTION_H
#define APP_CASE_SECTION_H

#include "app/session.h"
#include "form/programme.h"

struct case_section {
	const char *key;   /* as gate's reasons name it */
	const char *label; /* N_() */
	/* One line for the case screen. Owned by the caller. */
	char *(*summary)(struct app *app, row_id casefile);
	void (*open)(struct app *app, row_id casefile);
};

/* One line of the case screen: a section, or facts of the programme file. */
struct case_line {
	const struct case_section *section; /* or NULL */
	const struct facts_def *facts;      /* then */
};
/* The lines of a programme (NULL: of a case whose programme is gone), in order: what it hides is
 * left out, what it keeps comes behind the decision.  struct case_line. */
GArray *case_lines(const struct programme *p);
const char *case_line_key(const struct case_line *line);
const char *case_line_label(const struct case_line *line);
char *case_line_summary(struct app *app, row_id casefile, const struct case_line *line);
void case_line_open(struct app *app, row_id casefile, const struct case_line *line);
/* Is there a section of that key? For forms check: programme files hide them by name. */
bool case_section_knows(const char *key);

#endif
