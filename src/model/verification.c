/* The check with other departments: one answer per member and source. */
#include "config.h"

#include "model/verification.h"

#include "base/i18n.h"

void verification_free(struct verification *v)
{
	if (!v)
		return;
	g_free(v->person_name);
	g_free(v->source);
	g_free(v->source_label);
	g_free(v->state);
	g_free(v->asked_on);
	g_free(v->reported_on);
	g_free(v->result);
	g_free(v);
}

static struct verification *verification_read(struct desk *desk, row_id casefile,
	const struct person *p, const struct code *source, GError **error)
{
	struct verification *v = g_new0(struct verification, 1);
	v->person = p->id;
	v->person_name = g_strdup(p->name);
	v->source = g_strdup(source->key);
	v->source_label = g_strdup(source->label);
	v->manual = g_strcmp0(code_attribute(source, "manual"), "yes") == 0;
	struct query *q = db_query(desk->db,
		"SELECT id, state, asked_on, reported_on, result FROM verification"
		" WHERE casefile = $1 AND person = $2 AND source = $3",
		"iit", casefile, p->id, source->key);
	if (query_next(q)) {
		v->id = query_int(q, 0);
		v->state = query_dup(q, 1);
		v->asked_on = query_dup(q, 2);
		v->reported_on = query_dup(q, 3);
		v->result = query_dup(q, 4);
	}
	if (!query_end(q, error)) {
		verification_free(v);
		return NULL;
	}
	return v;
}

GPtrArray *verification_list(struct desk *desk, const struct casefile *c, GError **error)
{
	g_autoptr(GPtrArray) members = casefile_members(desk, c, day_today(), error);
	const struct code_list *sources = library_codes(desk->lib, "check_source");
	if (!members)
		return NULL;
	g_autoptr(GPtrArray) list =
		g_ptr_array_new_with_free_func((GDestroyNotify)verification_free);
	for (guint i = 0; i < members->len; i++) {
		const struct member *m = g_ptr_array_index(members, i);
		for (guint k = 0; sources && m->counted && k < sources->codes->len; k++) {
			struct verification *v = verification_read(desk, c->id, m->person,
				g_ptr_array_index(sources->codes, k), error);
			if (!v)
				return NULL;
			g_ptr_array_add(list, v);
		}
	}
	return g_steal_pointer(&list);
}

const char *verification_code(const char *state)
{
	static const char *const codes[][2] = {
		{"nothing", "1"}, {"found", "2"}, {"uncheckable", "3"}};

	for (gsize i = 0; state && i < G_N_ELEMENTS(codes); i++)
		if (g_str_equal(codes[i][0], state))
			return codes[i][1];
	return "0";
}

static bool is_inquiry(const struct verification *v, bool open)
{
	if (open)
		return v->manual && g_strcmp0(v->state, "asked") == 0;
	return v->manual || g_strcmp0(v->state, "uncheckable") == 0;
}

GPtrArray *verification_inquiries(
	struct desk *desk, const struct casefile *c, bool open, GError **error)
{
	g_autoptr(GPtrArray) all = verification_list(desk, c, error);
	GPtrArray *list;

	if (!all)
		return NULL;
	list = g_ptr_array_new_with_free_func((GDestroyNotify)verification_free);
	g_ptr_array_set_free_func(all, NULL);
	for (guint i = 0; i < all->len; i++) {
		struct verification *v = g_ptr_array_index(all, i);

		if (is_inquiry(v, open))
			g_ptr_array_add(list, v);
		else
			verification_free(v);
	}
	return list;
}

GArray *verification_waiting(struct desk *desk, GError **error)
{
	GArray *ids = g_array_new(FALSE, FALSE, sizeof(row_id));
	struct query *q = db_query(desk->db,
		"SELECT c.id, c.programme, c.state FROM casefile c"
		" LEFT JOIN household h ON h.id = c.household"
		" WHERE c.id IN (SELECT casefile FROM verification WHERE state = 'asked')"
		" ORDER BY h.village, c.file_no",
		"");

	while (query_next(q)) {
		row_id id = query_int(q, 0);

		if (!casefile_is_over(desk->lib, query_text(q, 1), query_text(q, 2)))
			g_array_append_val(ids, id);
	}
	if (!query_end(q, error))
		g_clear_pointer(&ids, g_array_unref);
	return ids;
}

/* The answers of the check are entered by who asked, or by who went there. */
static struct change *begin(struct desk *desk, row_id casefile, const char *reason, GError **error)
{
	if (!desk_needs(desk, ROLE_CLERK | ROLE_INVESTIGATOR, error) ||
		!casefile_writable(desk, casefile, error))
		return NULL;
	return desk_change(desk, reason, error);
}

/* Within a change: makes or updates the one row of a person and source. */
static bool verification_put(struct change *change, row_id casefile, row_id person,
	const char *source, const char *state, const char *result, GError **error)
{
	char today[DAY_LEN];
	bool asked = g_str_equal(state, "asked");
	gint64 id = 0;
	db_one_int(change_db(change), &id, NULL,
		"SELECT id FROM verification WHERE casefile = $1 AND person = $2 AND source = $3",
		"iit", casefile, person, source);
	struct record r = record_of("verification");
	record_text(&r, "state", state);
	record_text(&r, asked ? "asked_on" : "reported_on", day_to_iso(day_today(), today));
	if (result)
		record_text(&r, "result", result);
	if (id)
		return change_update(change, id, &r, NULL, error);
	record_int(&r, "casefile", casefile);
	record_int(&r, "person", person);
	record_text(&r, "source", source);
	return change_insert(change, &r, &id, error);
}

bool verification_set(struct desk *desk, row_id casefile, row_id person, const char *source,
	const char *state, const char *result, GError **error)
{
	struct change *change = begin(desk, casefile, "check", error);
	bool ok = change &&
		verification_put(change, casefile, person, source, state, result, error) &&
		change_commit(&change, error);
	change_cancel(&change);
	return ok;
}

bool verification_set_open(
	struct desk *desk, const struct casefile *c, const char *state, int *n, GError **error)
{
	g_autoptr(GPtrArray) list = verification_list(desk, c, error);
	struct change *change = list ? begin(desk, c->id, "check", error) : NULL;
	bool ok = change != NULL;
	*n = 0;
	for (guint i = 0; ok && i < list->len; i++) {
		const struct verification *v = g_ptr_array_index(list, i);
		bool open = !v->state || g_str_equal(v->state, "asked");
		/* N7: what no system can see is answered one by one, after somebody asked. */
		bool by_hand = v->manual && !g_str_equal(state, "asked");
		if (!open || by_hand || g_strcmp0(v->state, state) == 0)
			continue;
		ok = verification_put(change, c->id, v->person, v->source, state, NULL, error);
		*n += 1;
	}
	ok = ok && change_commit(&change, error);
	change_cancel(&change);
	return ok;
}

bool verification_is_authorised(struct desk *desk, row_id casefile, row_id person)
{
	gint64 id = 0;
	return db_one_int(desk->db, &id, NULL,
		"SELECT id FROM authorisation WHERE casefile = $1 AND person = $2", "ii", casefile,
		person);
}

bool verification_authorise(
	struct desk *desk, row_id casefile, row_id person, day on, GError **error)
{
	char iso[DAY_LEN];
	if (verification_is_authorised(desk, casefile, person))
		return true;
	struct record r = record_of("authorisation");
	record_int(&r, "casefile", casefile);
	record_int(&r, "person", person);
	record_text(&r, "signed_on", day_to_iso(on, iso));
	struct change *change = begin(desk, casefile, "authorise", error);
	row_id id = 0;
	bool ok = change && change_insert(change, &r, &id, error) && change_commit(&change, error);
	change_cancel(&change);
	return ok;
}
