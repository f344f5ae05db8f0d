/* The application form of a programme: a household or one person of it, income, property, account,
 * and whatever else the form asks for, become rows of a new case; and an existing one fills the
 * form again.
 *
 * Blocks are known by their table: casefile, household, person (the members), income_item and
 * asset_item by section; rows of any other table belong to the case. */
#ifndef MODEL_APPLICATION_H
#define MODEL_APPLICATION_H

#include "form/entry.h"
#include "model/casefile.h"

/* The programme that a form is about: of the case, or (c NULL) whose applications it takes; NULL
 * where it is none. */
const struct programme *application_programme(
	const struct desk *desk, const char *form, const struct casefile *c);

/* Finished entry of an application form to rows, in one change; the draft goes with it.  A
 * member whose id number is known keeps his person row.  Refused where one stands in a case of a
 * programme that excludes this one, with that file's number (F1, D-09).  A household that has
 * another running case is shared with it, and must have the same members. */
bool application_save(struct desk *desk, const char *programme, const struct entry *e,
	const char *draft_subject, row_id *casefile, GError **error);
/* A case that is still a draft (or was sent back) is written again from the form. */
/* May its form be changed: in the first state, or where it was sent back to be. */
bool application_may_rewrite(struct desk *desk, const struct casefile *c, GError **error);
bool application_rewrite(struct desk *desk, row_id casefile, const struct entry *e,
	const char *draft_subject, GError **error);
bool application_fill(struct desk *desk, row_id casefile, struct entry *e, GError **error);
/* The form about a person who is known: name, birth, household; with all members where the
 * household has a running case. */
bool application_prefill(struct desk *desk, const struct programme *p, row_id person,
	struct entry *e, GError **error);

/* Objection to an id number keyed into a form of a programme, or NULL: it stands in a case that
 * excludes that programme (F1, D-09).  Owned by the caller. */
char *application_object(
	struct desk *desk, const struct programme *p, const char *id_no, row_id casefile);
/* Why a person who stands in that case is kept out: the sentence, owned by the caller. */
char *application_exclusion(
	struct desk *desk, const char *name, row_id other, const struct exclude_def *why);

#endif
