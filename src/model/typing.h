/* What the operator at the desk is typing: his own drafts (store/draft.h). */
#ifndef MODEL_TYPING_H
#define MODEL_TYPING_H

#include "model/desk.h"
#include "store/draft.h"

bool typing_save(struct desk *desk, const char *form, const char *subject, const char *title,
	const char *body, GError **error);
/* NULL with error unset where there is none. Owned by the caller. */
char *typing_load(struct desk *desk, const char *form, const char *subject, GError **error);
bool typing_drop(struct desk *desk, const char *form, const char *subject, GError **error);
/* struct draft_head *, newest first. */
GPtrArray *typing_list(struct desk *desk, GError **error);

#endif
