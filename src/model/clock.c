/* The clocks that run for a case: started and stopped by its steps (policy.md 3.3, C-21). */
#include "config.h"

#include "model/clock.h"

#include "model/effect.h"
#include "model/facts.h"
#include "model/rows.h"
#include "rule/deadline.h"

/* The day a clock counts from: of this action, or of an earlier one. */
static day clock_since(struct flow *f, const struct deadline_def *def)
{
	if (def->birthday) {
		g_autofree char *birth = db_one_text(f->desk->db, NULL,
			"SELECT birth FROM person WHERE id = $1", "i", f->c->person);
		return birth ? day_from_iso(birth) : DAY_NONE;
	}
	if (!def->since)
		return f->on;
	g_autofree char *since = db_one_text(f->desk->db, NULL,
		"SELECT max(done_on) FROM step WHERE casefile = $1 AND action = $2 AND undone = 0",
		"it", f->c->id, def->since);
	return since ? day_from_iso(since) : f->on;
}

static bool clock_start(struct flow *f, const struct deadline_def *def, GError **error)
{
	char from[DAY_LEN], due[DAY_LEN];
	struct facts facts;
	struct deadline d;
	facts_init(f->desk, f->c, &facts);
	day since = clock_since(f, def);
	bool runs = !def->when || expr_true(def->when, facts_lookup, &facts);
	facts_clear(&facts);
	if (!runs ||
		!deadline_compute(def, f->desk->policy, library_calendar(f->desk->lib), f->c->area,
			since, day_today(), &d))
		return true;
	struct record r = record_of("deadline");
	record_int(&r, "casefile", f->c->id);
	record_text(&r, "key", def->key);
	record_text(&r, "from_date", day_to_iso(since, from));
	record_text(&r, "due", day_to_iso(d.due, due));
	record_int(&r, "certain", d.certain);
	row_id id = 0;
	return change_insert(f->change, &r, &id, error);
}

bool clock_stop(struct flow *f, const char *key, GError **error)
{
	char on[DAY_LEN];
	g_autoptr(GArray) ids =
		rows_ids(db_query(f->desk->db,
				 "SELECT id FROM deadline WHERE casefile = $1 AND key = $2"
				 " AND met_on IS NULL",
				 "it", f->c->id, key),
			error);
	struct record r = record_of("deadline");
	record_text(&r, "met_on", day_to_iso(f->on, on));
	for (guint i = 0; ids && i < ids->len; i++)
		if (!change_update(f->change, g_array_index(ids, row_id, i), &r, NULL, error))
			return false;
	return ids != NULL;
}

/* A case that has ended waits for nothing but what its end starts (a refusal's notice). */
static bool stops_all(const struct flow *f)
{
	const struct state_def *to =
		f->action->to ? programme_state(f->programme, f->action->to) : NULL;
	return to && to->kind == STATE_CLOSED;
}

static bool stops(const struct flow *f, const struct deadline_def *def)
{
	return stops_all(f) ||
		(def->done && g_strv_contains((const char *const *)def->done, f->action->key));
}

bool clock_move(struct flow *f, GError **error)
{
	const GPtrArray *defs = f->programme->deadlines;
	for (guint i = 0; i < defs->len; i++) {
		const struct deadline_def *def = g_ptr_array_index(defs, i);
		if (stops(f, def) && !clock_stop(f, def->key, error))
			return false;
	}
	for (guint i = 0; i < defs->len; i++) {
		const struct deadline_def *def = g_ptr_array_index(defs, i);
		if (g_strv_contains((const char *const *)def->from, f->action->key) &&
			!clock_start(f, def, error))
			return false;
	}
	return true;
}

void clock_free(struct clock *k)
{
	if (!k)
		return;
	g_free(k->key);
	g_free(k->label);
	g_free(k);
}

static const struct deadline_def *deadline_def_of(const struct programme *p, const char *key)
{
	for (guint i = 0; i < p->deadlines->len; i++) {
		const struct deadline_def *def = g_ptr_array_index(p->deadlines, i);
		if (g_str_equal(def->key, key))
			return def;
	}
	return NULL;
}

/* Of a key that the programme no longer has, the row says all there is to say. */
static struct clock *clock_read(struct desk *desk, const struct casefile *c, struct query *q)
{
	const struct programme *p = casefile_programme(desk, c);
	const struct deadline_def *def = p ? deadline_def_of(p, query_text(q, 0)) : NULL;
	struct deadline d;
	struct clock *k = g_new0(struct clock, 1);
	k->key = query_dup(q, 0);
	k->label = g_strdup(def ? def->label : k->key);
	k->due = day_from_iso(query_text(q, 1));
	k->certain = query_int(q, 2) != 0;
	if (def &&
		deadline_compute(def, desk->policy, library_calendar(desk->lib), c->area,
			day_from_iso(query_text(q, 3)), day_today(), &d)) {
		k->left = d.left;
		k->workdays = def->workdays;
		k->over = d.state == DEADLINE_OVER;
		k->near = d.state == DEADLINE_NEAR;
	} else {
		k->left = k->due - day_today();
		k->over = k->left < 0;
	}
	return k;
}

GPtrArray *flow_clocks(struct desk *desk, const struct casefile *c, GError **error)
{
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)clock_free);
	struct query *q = db_query(desk->db,
		"SELECT key, due, certain, from_date FROM deadline"
		" WHERE casefile = $1 AND met_on IS NULL ORDER BY due, id",
		"i", c->id);
	while (query_next(q))
		g_ptr_array_add(list, clock_read(desk, c, q));
	return query_end(q, error) ? g_steal_pointer(&list) : NULL;
}

/* --- counted again ---------------------------------------------------------------------------- */

struct recount {
	row_id id;
	char due[DAY_LEN];
	bool certain;
};

/* The open deadlines whose day differs from what is counted now. */
static GArray *recount_all(struct desk *desk, GError **error)
{
	g_autoptr(GArray) list = g_array_new(FALSE, TRUE, sizeof(struct recount));
	struct query *q = db_query(desk->db,
		"SELECT d.id, d.key, d.from_date, d.due, d.certain, c.programme, c.area FROM "
		"deadline d"
		" JOIN casefile c ON c.id = d.casefile WHERE d.met_on IS NULL",
		"");
	while (query_next(q)) {
		const struct programme *p = library_programme(desk->lib, query_text(q, 5));
		const struct deadline_def *def = p ? deadline_def_of(p, query_text(q, 1)) : NULL;
		struct deadline d;
		struct recount r = {.id = query_int(q, 0)};
		if (!def ||
			!deadline_compute(def, desk->policy, library_calendar(desk->lib),
				query_text(q, 6), day_from_iso(query_text(q, 2)), day_today(), &d))
			continue;
		day_to_iso(d.due, r.due);
		r.certain = d.certain;
		if (!g_str_equal(r.due, query_text(q, 3)) || r.certain != (query_int(q, 4) != 0))
			g_array_append_val(list, r);
	}
	return query_end(q, error) ? g_steal_pointer(&list) : NULL;
}

bool clock_refresh(struct desk *desk, int *moved, GError **error)
{
	g_autoptr(GArray) list = recount_all(desk, error);
	*moved = list ? (int)list->len : 0;
	if (!list || !list->len)
		return list != NULL;
	struct change *c = desk_change(desk, "calendar", error);
	bool ok = c != NULL;
	for (guint i = 0; ok && i < list->len; i++) {
		const struct recount *now = &g_array_index(list, struct recount, i);
		struct record r = record_of("deadline");
		record_text(&r, "due", now->due);
		record_int(&r, "certain", now->certain);
		ok = change_update(c, now->id, &r, NULL, error);
	}
	ok = ok && change_commit(&c, error);
	change_cancel(&c);
	return ok;
}
