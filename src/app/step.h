/* Taking a step of a case: the gate, its form, the change. */
#ifndef APP_STEP_H
#define APP_STEP_H

#include "app/session.h"
#include "form/entry.h"

/* The next step of the ordinary way. */
void step_next(struct app *app, row_id casefile);
/* A list of every step the state allows, to choose from. */
void step_choose(struct app *app, row_id casefile);
/* The step of its programme that a case may take now and that fills this form; NULL: none. */
const struct action_def *step_with_form(struct app *app, row_id casefile, const char *form);
void step_with_form_take(struct app *app, row_id casefile, const char *form);
/* What a step that decides on money would come to, in lines, with a question at the end; NULL where
 * it decides nothing, or *error (step_preview.c). */
char *step_preview(struct app *app, row_id casefile, const char *action, const struct entry *e,
	GError **error);
/* Where a reason of the gate points: opens that section of the case. */
void case_goto(struct app *app, row_id casefile, const char *where, const char *item);

#endif
