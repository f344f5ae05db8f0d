/* What somebody is typing, saved at every field exit; private to that operator, not journaled. */
#ifndef STORE_DRAFT_H
#define STORE_DRAFT_H

#include "store/db.h"

struct draft_head {
	char *form;    /* the form's key */
	char *subject; /* what it is about: a row id as text, or "new" */
	char *title;   /* what the list of drafts shows */
	char *at;      /* last saved */
};
void draft_head_free(struct draft_head *h);

/* The subject of a draft about a row; owned by the caller. */
char *draft_subject(row_id id);
/* One fdatasync.  body is opaque text. Replaces the same operator's draft of that form and subject.
 */
bool draft_save(struct db *db, row_id operator_id, const char *form, const char *subject,
	const char *title, const char *body, GError **error);
/* NULL with error unset where there is none. Owned by the caller. */
char *draft_load(
	struct db *db, row_id operator_id, const char *form, const char *subject, GError **error);
/* Within a change the drop belongs to its transaction: a form is saved and its draft gone, or
 * neither. */
bool draft_drop(
	struct db *db, row_id operator_id, const char *form, const char *subject, GError **error);
/* struct draft_head *, newest first; free function set. */
GPtrArray *draft_list(struct db *db, row_id operator_id, GError **error);

#endif
