/* Who may see a restricted case, and who looked. */
#include "config.h"

#include "model/look.h"

#include "base/i18n.h"

bool look_is_restricted(const struct desk *desk, const char *programme)
{
	const struct programme *p =
		programme && *programme ? library_programme(desk->lib, programme) : NULL;
	return p && p->restricted;
}

static bool may_look(const struct desk *desk, const struct programme *p, GError **error)
{
	unsigned readers = 0;
	if (desk_may_read(desk, p->readers))
		return true;
	for (char **r = p->readers; *r; r++)
		readers |= role_parse(*r);
	g_autoptr(GString) labels = g_string_new(NULL);
	for (unsigned bit = 1; bit && bit <= readers; bit <<= 1)
		if (readers & bit)
			g_string_append_printf(
				labels, "%s%s", labels->len ? "/" : "", role_label(bit));
	return jz_fail(error, JZ_ERROR_DENIED,
		_("%s is restricted: only the role %s may open it; change the operator"), p->label,
		labels->str);
}

bool look_at(struct desk *desk, const struct casefile *c, const char *what, GError **error)
{
	const struct programme *p = casefile_programme(desk, c);
	if (!p || !p->restricted)
		return true;
	if (!may_look(desk, p, error))
		return false;
	struct change *change = desk_change(desk, "look", error);
	if (!change)
		return false;
	struct record r = record_of("look");
	record_int(&r, "casefile", c->id);
	record_int(&r, "operator", desk->who.id);
	record_text(&r, "at", change_at(change));
	record_text(&r, "what", what);
	bool ok = change_insert(change, &r, NULL, error) && change_commit(&change, error);
	change_cancel(&change);
	return ok;
}

bool look_each(struct desk *desk, row_id casefile, bool (*see)(const struct look *l, void *ctx),
	void *ctx, GError **error)
{
	bool more = true;
	struct query *q = db_query(desk->db,
		"SELECT l.at, o.name, l.what FROM look l JOIN operator o ON o.id = l.operator"
		" WHERE l.casefile = $1 ORDER BY l.id DESC",
		"i", casefile);
	while (more && query_next(q)) {
		const struct look l = {query_text(q, 0), query_text(q, 1), query_text(q, 2)};
		more = see(&l, ctx);
	}
	return query_end(q, error);
}
