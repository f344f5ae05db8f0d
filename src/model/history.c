/* Who changed what of a case. */
#include "model/history.h"

#include "store/journal.h"

void history_free(struct history *h)
{
	if (!h)
		return;
	g_free(h->at);
	g_free(h->operator_name);
	g_free(h->reason);
	g_free(h->what);
	g_free(h->from);
	g_free(h->to);
	g_free(h);
}

static bool see_entry(const struct journal_entry *e, void *ctx)
{
	/* Ids of other rows say nothing to a reader. */
	static const char *const dull[] = {
		"id", "casefile", "household", "person", "operator", "pinyin", "id_tail", NULL};
	if (g_strv_contains(dull, e->column))
		return true;
	struct history *h = g_new0(struct history, 1);
	h->seq = e->seq;
	h->at = g_strdup(e->at);
	h->operator_name = g_strdup(e->operator_name);
	h->reason = g_strdup(e->reason);
	h->what = g_strdup_printf("%s.%s", e->table, e->column);
	h->from = g_strdup(e->old_value ? e->old_value : "");
	h->to = g_strdup(e->new_value ? e->new_value : "");
	g_ptr_array_add(ctx, h);
	return true;
}

/* The rows that belong to a case, by table. */
static const struct {
	const char *table, *ids;
} parts[] = {
	{"casefile", "SELECT $1"},
	{"household", "SELECT household FROM casefile WHERE id = $1"},
	{"member",
		"SELECT m.id FROM member m JOIN casefile c ON c.household = m.household"
		" WHERE c.id = $1"},
	{"person",
		"SELECT DISTINCT m.person FROM member m JOIN casefile c"
		" ON c.household = m.household WHERE c.id = $1"},
	{"income_item", "SELECT id FROM income_item WHERE casefile = $1"},
	{"asset_item", "SELECT id FROM asset_item WHERE casefile = $1"},
	{"document", "SELECT id FROM document WHERE casefile = $1"},
	{"verification", "SELECT id FROM verification WHERE casefile = $1"},
	{"survey", "SELECT id FROM survey WHERE casefile = $1"},
	{"publicity", "SELECT id FROM publicity WHERE casefile = $1"},
	{"objection", "SELECT id FROM objection WHERE casefile = $1"},
	{"decision", "SELECT id FROM decision WHERE casefile = $1"},
	{"award", "SELECT id FROM award WHERE casefile = $1"},
};

static bool history_part(struct desk *desk, const char *table, const char *sql, row_id casefile,
	GPtrArray *list, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(row_id));
	struct query *q = db_query(desk->db, sql, "i", casefile);
	while (query_next(q)) {
		row_id id = query_int(q, 0);
		g_array_append_val(ids, id);
	}
	if (!query_end(q, error))
		return false;
	for (guint i = 0; i < ids->len; i++)
		if (!journal_of_row(
			    desk->db, table, g_array_index(ids, row_id, i), see_entry, list, error))
			return false;
	return true;
}

static gint by_seq(gconstpointer a, gconstpointer b)
{
	const struct history *x = *(struct history *const *)a, *y = *(struct history *const *)b;
	return (x->seq > y->seq) - (x->seq < y->seq);
}

GPtrArray *history_of_case(struct desk *desk, row_id casefile, GError **error)
{
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)history_free);
	for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
		if (!history_part(desk, parts[i].table, parts[i].ids, casefile, list, error))
			return NULL;
	g_ptr_array_sort(list, by_seq);
	return g_steal_pointer(&list);
}
