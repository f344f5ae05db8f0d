/* What the operator at the desk is typing. */
#include "config.h"

#include "model/typing.h"

bool typing_save(struct desk *desk, const char *form, const char *subject, const char *title,
	const char *body, GError **error)
{
	return draft_save(desk->db, desk->who.id, form, subject, title, body, error);
}

char *typing_load(struct desk *desk, const char *form, const char *subject, GError **error)
{
	return draft_load(desk->db, desk->who.id, form, subject, error);
}

bool typing_drop(struct desk *desk, const char *form, const char *subject, GError **error)
{
	return draft_drop(desk->db, desk->who.id, form, subject, error);
}

GPtrArray *typing_list(struct desk *desk, GError **error)
{
	return draft_list(desk->db, desk->who.id, error);
}
