/* The application form: a household, its members, income, property and account become rows of a new
 * case; and an existing one fills the form again. */
#ifndef MODEL_APPLICATION_H
#define MODEL_APPLICATION_H

#include "form/entry.h"
#include "model/casefile.h"

/* Finished entry of the form "application" to rows, in one change; the draft goes with it.  A
 * member whose id number is known keeps his person row.  Refused where one stands in another open
 * or active case, with that file's number (F1). */
bool application_save(struct desk *desk, const char *programme, const struct entry *e,
	const char *draft_subject, row_id *casefile, GError **error);
/* A case that is still a draft (or was sent back) is written again from the form. */
/* May its form be changed: in the first state, or where it was sent back to be. */
bool application_may_rewrite(struct desk *desk, const struct casefile *c, GError **error);
bool application_rewrite(struct desk *desk, row_id casefile, const struct entry *e,
	const char *draft_subject, GError **error);
bool application_fill(struct desk *desk, row_id casefile, struct entry *e, GError **error);
/* The form about an existing person who is in no case: name, birth, household. */
bool application_prefill(struct desk *desk, row_id person, struct entry *e, GError **error);

/* Objection to an id number keyed into a form, or NULL: it stands in another open case (F1, D-09).
 */
char *application_object(struct desk *desk, const char *id_no, row_id casefile);

#endif
