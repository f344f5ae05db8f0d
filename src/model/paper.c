/* The papers of a case. */
#include "config.h"

#include "model/paper.h"

#include "base/i18n.h"
#include "model/facts.h"

/* Whoever makes or takes in a paper of the file; those who pay and audit read it. */
#define PAPER_ROLES (ROLE_CLERK | ROLE_INVESTIGATOR | ROLE_REVIEWER | ROLE_APPROVER)

void paper_free(struct paper *p)
{
	if (!p)
		return;
	g_free(p->received_on);
	g_free(p->copy);
	g_free(p->note);
	g_free(p);
}

/* The newest row of that paper, if there is one. */
static bool paper_read(struct desk *desk, row_id casefile, struct paper *p, GError **error)
{
	struct query *q = db_query(desk->db,
		"SELECT id, state, pages, page_from, received_on, copy, note FROM document"
		" WHERE casefile = $1 AND code = $2 ORDER BY id DESC LIMIT 1",
		"it", casefile, p->def->code);
	if (query_next(q)) {
		p->id = query_int(q, 0);
		p->waived = g_str_equal(query_text(q, 1), "waived");
		p->pages = (int)query_int(q, 2);
		p->page_from = (int)query_int(q, 3);
		p->received_on = query_dup(q, 4);
		p->copy = query_dup(q, 5);
		p->note = query_dup(q, 6);
	}
	return query_end(q, error);
}

GPtrArray *paper_list(struct desk *desk, const struct casefile *c, GError **error)
{
	const struct programme *programme = casefile_programme(desk, c);
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)paper_free);
	struct facts facts;
	facts_init(desk, c, &facts);
	for (guint i = 0; programme && i < programme->papers->len; i++) {
		struct paper *p = g_new0(struct paper, 1);
		g_ptr_array_add(list, p);
		p->def = g_ptr_array_index(programme->papers, i);
		p->required = !p->def->when || expr_true(p->def->when, facts_lookup, &facts);
		if (!paper_read(desk, c->id, p, error)) {
			facts_clear(&facts);
			return NULL;
		}
	}
	facts_clear(&facts);
	return g_steal_pointer(&list);
}

static struct change *begin(struct desk *desk, GError **error)
{
	return desk_needs(desk, PAPER_ROLES, error) ? desk_change(desk, "paper", error) : NULL;
}

bool paper_receive(struct desk *desk, const struct casefile *c, const char *code, int pages,
	const char *copy, GError **error)
{
	char today[DAY_LEN];
	struct record r = record_of("document");
	record_int(&r, "casefile", c->id);
	record_text(&r, "code", code);
	record_int(&r, "pages", pages);
	record_text(&r, "copy", copy);
	record_text(&r, "received_on", day_to_iso(day_today(), today));
	record_text(&r, "responsible", desk->who.name);
	struct change *change = begin(desk, error);
	row_id id = 0;
	bool ok = change && change_insert(change, &r, &id, error) && change_commit(&change, error);
	change_cancel(&change);
	return ok;
}

bool paper_remove(struct desk *desk, const struct casefile *c, const char *code, GError **error)
{
	gint64 id = 0;
	if (!db_one_int(desk->db, &id, error,
		    "SELECT id FROM document WHERE casefile = $1 AND code = $2 ORDER BY id DESC "
		    "LIMIT 1",
		    "it", c->id, code))
		return error && *error ? false : true;
	if (!casefile_gives_papers(desk, c->id, error))
		return false;
	struct change *change = begin(desk, error);
	bool ok = change && change_delete(change, "document", id, error) &&
		change_commit(&change, error);
	change_cancel(&change);
	return ok;
}
