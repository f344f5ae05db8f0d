/* `jiuzhu forms check`: every check of forms/checks is prepared on an empty database, so that a
 * slip is found by whoever writes it and not in the audit. */
#include "config.h"

#include "model/audit.h"

#include <string.h>
#include "base/i18n.h"

struct proving {
	struct db *db;
	const struct library *lib;
	const struct audit_def *def;
	struct ini_complaints *c;
};

#define complain(p, at, ...) ini_complain((p)->c, (p)->def->file, at, __VA_ARGS__)

static int bind_param(struct query *q, const char *key)
{
	g_autofree char *urban = g_strconcat(key, "_urban", NULL);
	g_autofree char *rural = g_strconcat(key, "_rural", NULL);

	return query_bind_int(q, key, 0) + query_bind_int(q, urban, 0) +
		query_bind_int(q, rural, 0);
}

static void prove_parameters(const struct proving *p, struct query *q)
{
	static const char *const given[] = {"from", "to", "today", "from_month", "to_month",
		"programmes", "excludes", "unsteady", "casefile", "office", "office_name"};
	int n = 0;

	for (guint i = 0; i < G_N_ELEMENTS(given); i++)
		n += query_bind_int(q, given[i], 0);
	for (char **key = p->def->params; *key; key++) {
		if (!library_param(p->lib, *key))
			complain(p, p->def->line, _("there is no parameter \"%s\""), *key);
		n += bind_param(q, *key);
	}
	if (n != query_parameters(q))
		complain(p, p->def->query_line,
			_("the query asks for a parameter that nobody gives it; name those of "
			  "policy in params"));
}

static void prove_columns(const struct proving *p, struct query *q)
{
	int place[AUDIT_COLUMNS];

	audit_columns(q, place);
	for (int i = AUDIT_KIND; i <= AUDIT_CASEFILE; i++)
		if (place[i] < 0)
			complain(p, p->def->query_line, _("the query has no column \"%s\""),
				audit_column_name(i));
}

static bool has_column(const struct query *q, const char *name)
{
	for (int col = 0; col < query_columns(q); col++)
		if (strcmp(query_name(q, col), name) == 0)
			return true;
	return false;
}

static void prove_sentence(const struct proving *p, struct query *q, const char *say)
{
	struct audit_slot slot;
	gsize plain;

	for (const char *at = say ? say : ""; audit_slot_next(at, &plain, &slot); at = slot.after) {
		g_autofree char *name = g_strndup(slot.name, slot.name_len);
		g_autofree char *kind = g_strndup(slot.kind, slot.kind_len);

		if (!has_column(q, name))
			complain(p, p->def->say_line,
				_("the sentence names {%s}, which is no column of the query"),
				name);
		if (*kind && strcmp(kind, "money") != 0 && !library_codes(p->lib, kind))
			complain(p, p->def->say_line, _("there is no code list \"%s\""), kind);
	}
}

static void prove(const struct proving *p)
{
	g_autoptr(GError) error = NULL;
	struct query *q = db_foreign_query(p->db, p->def->sql, 1, &error);

	if (!q) {
		complain(p, p->def->query_line, "%s", error->message);
		return;
	}
	prove_parameters(p, q);
	prove_columns(p, q);
	prove_sentence(p, q, p->def->say);
	prove_sentence(p, q, p->def->say_other);
	query_end(q, NULL);
}

void audit_check(const struct library *lib, struct ini_complaints *c)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(db) db = db_scratch(&error);
	const GPtrArray *all = library_audits(lib);

	if (!db) {
		ini_complain(c, "checks", 0, "%s", error->message);
		return;
	}
	for (guint i = 0; i < all->len; i++) {
		const struct proving p = {db, lib, g_ptr_array_index(all, i), c};

		prove(&p);
	}
}
