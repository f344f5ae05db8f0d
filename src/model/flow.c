/* Doing an action: gate, rows, state, clocks and effects in one change. */
#include "model/flow.h"

#include "base/i18n.h"
#include "model/effect.h"
#include "model/facts.h"
#include "model/rows.h"
#include "rule/deadline.h"

/* --- clocks ---------------------------------------------------------------------------------- */

static bool clock_start(struct flow *f, const struct deadline_def *def, GError **error)
{
	char from[DAY_LEN], due[DAY_LEN];
	struct facts facts;
	struct deadline d;
	if (!facts_read(f->desk, f->c, &facts, error))
		return false;
	bool runs = !def->when || expr_true(def->when, facts_lookup, &facts);
	facts_clear(&facts);
	if (!runs ||
		!deadline_compute(def, f->desk->policy, library_calendar(f->desk->lib), f->c->area,
			f->on, day_today(), &d))
		return true;
	struct record r = record_of("deadline");
	record_int(&r, "casefile", f->c->id);
	record_text(&r, "key", def->key);
	record_text(&r, "from_date", day_to_iso(f->on, from));
	record_text(&r, "due", day_to_iso(d.due, due));
	record_int(&r, "certain", d.certain);
	row_id id = 0;
	return change_insert(f->change, &r, &id, error);
}

/* Stops the open clocks of a key. */
static bool clock_stop(struct flow *f, const char *key, GError **error)
{
	char on[DAY_LEN];
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(row_id));
	struct query *q = db_query(f->desk->db,
		"SELECT id FROM deadline WHERE casefile = $1 AND key = $2 AND met_on IS NULL", "it",
		f->c->id, key);
	while (query_next(q)) {
		row_id id = query_int(q, 0);
		g_array_append_val(ids, id);
	}
	if (!query_end(q, error))
		return false;
	struct record r = record_of("deadline");
	record_text(&r, "met_on", day_to_iso(f->on, on));
	for (guint i = 0; i < ids->len; i++)
		if (!change_update(f->change, g_array_index(ids, row_id, i), &r, NULL, error))
			return false;
	return true;
}

static bool flow_clocks_move(struct flow *f, GError **error)
{
	const GPtrArray *defs = f->programme->deadlines;
	for (guint i = 0; i < defs->len; i++) {
		const struct deadline_def *def = g_ptr_array_index(defs, i);
		if (def->done && g_strv_contains((const char *const *)def->done, f->action->key) &&
			!clock_stop(f, def->key, error))
			return false;
	}
	for (guint i = 0; i < defs->len; i++) {
		const struct deadline_def *def = g_ptr_array_index(defs, i);
		if (g_strcmp0(def->from, f->action->key) == 0 && !clock_start(f, def, error))
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

GPtrArray *flow_clocks(struct desk *desk, const struct casefile *c, GError **error)
{
	const struct programme *p = casefile_programme(desk, c);
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)clock_free);
	struct query *q = db_query(desk->db,
		"SELECT key, due, certain, from_date FROM deadline"
		" WHERE casefile = $1 AND met_on IS NULL ORDER BY due",
		"i", c->id);
	while (query_next(q)) {
		const struct deadline_def *def = p ? deadline_def_of(p, query_text(q, 0)) : NULL;
		struct clock *k = g_new0(struct clock, 1);
		k->key = query_dup(q, 0);
		k->label = g_strdup(def ? def->label : k->key);
		k->due = day_from_iso(query_text(q, 1));
		k->certain = query_int(q, 2) != 0;
		k->left =
			calendar_workdays_between(library_calendar(desk->lib), day_today(), k->due);
		k->over = k->due < day_today();
		/* K-62: a warning at 70 % of the period and on the last working day. */
		day from = day_from_iso(query_text(q, 3));
		k->near = !k->over &&
			(k->left <= 1 || (day_today() - from) * 10 >= (k->due - from) * 7);
		g_ptr_array_add(list, k);
	}
	return query_end(q, error) ? g_steal_pointer(&list) : NULL;
}

/* --- rows ------------------------------------------------------------------------------------ */

/* The day of an action is the first date of its form (K-02 wants the dates of a file in order). */
static day entry_day(const struct entry *e)
{
	const struct block_def *b = g_ptr_array_index(entry_form(e)->blocks, 0);
	for (guint i = 0; i < b->fields->len; i++) {
		const struct field_def *f = g_ptr_array_index(b->fields, i);
		if (f->type == FIELD_DATE)
			return day_from_iso(entry_value(e, (struct place){0, 0, (int)i}));
	}
	return DAY_NONE;
}

static bool flow_check_day(struct flow *f, GError **error)
{
	char on[DAY_LEN];
	if (f->on > day_today())
		return jz_fail(error, JZ_ERROR_DENIED, _("%s: the date %s is in the future"),
			f->action->label, day_to_iso(f->on, on));
	g_autofree char *last = db_one_text(f->desk->db, error,
		"SELECT max(done_on) FROM step WHERE casefile = $1 AND undone = 0", "i", f->c->id);
	if (last && day_from_iso(last) > f->on)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s: the date %s is before the step of %s; dates of a file stand in "
			  "order"),
			f->action->label, day_to_iso(f->on, on), last);
	return true;
}

static bool flow_insert_block(
	struct flow *f, int block, const struct block_def *def, GError **error)
{
	for (int row = 0; row < entry_rows(f->entry, block); row++) {
		struct record r = record_of(def->table);
		row_id id = 0;
		rows_record(&r, f->entry, block, row, NULL, f->keep);
		if (g_str_equal(def->table, "casefile")) {
			if (!change_update(f->change, f->c->id, &r, NULL, error))
				return false;
			continue;
		}
		record_int(&r, "casefile", f->c->id);
		if (!effect_columns(f, &r, error) || !change_insert(f->change, &r, &id, error))
			return false;
	}
	return true;
}

static bool flow_insert_rows(struct flow *f, GError **error)
{
	const GPtrArray *blocks = f->entry ? entry_form(f->entry)->blocks : NULL;
	for (guint i = 0; blocks && i < blocks->len; i++) {
		const struct block_def *def = g_ptr_array_index(blocks, i);
		bool own = def->table && !g_str_equal(def->table, "step");
		if (own && !flow_insert_block(f, (int)i, def, error))
			return false;
	}
	return true;
}

/* The step row; a form whose block is the step itself gives it its note. */
static bool flow_insert_step(struct flow *f, GError **error)
{
	char on[DAY_LEN];
	struct record r = record_of("step");
	int block = f->entry ? rows_block(entry_form(f->entry), "step") : -1;
	if (block >= 0)
		rows_record(
			&r, f->entry, block, 0, (const char *const[]){"done_on", NULL}, f->keep);
	else if (f->note)
		record_text(&r, "note", f->note);
	record_int(&r, "casefile", f->c->id);
	record_text(&r, "action", f->action->key);
	record_text(&r, "done_on", day_to_iso(f->on, on));
	record_int(&r, "operator", f->desk->who.id);
	record_text(&r, "from_state", f->c->state);
	record_text(&r, "to_state", f->action->to ? f->action->to : f->c->state);
	row_id id = 0;
	return change_insert(f->change, &r, &id, error);
}

static bool flow_set_state(struct flow *f, GError **error)
{
	if (!f->action->to)
		return true;
	struct record r = record_of("casefile");
	record_text(&r, "state", f->action->to);
	if (f->c->returned_to && !g_str_equal(f->action->key, "return")) {
		/* Going on answers what it was sent back for. */
		record_null(&r, "returned_to");
		record_null(&r, "returned_note");
	}
	return change_update(f->change, f->c->id, &r, NULL, error);
}

struct accept_ctx {
	struct flow *f;
	GError **error;
	bool ok;
};

static void keep_accepted(struct place at, const char *number, const char *reason, void *ctx)
{
	struct accept_ctx *a = ctx;
	struct record r = record_of("accepted_check");
	row_id id = 0;
	record_int(&r, "casefile", a->f->c->id);
	record_text(&r, "form", entry_form(a->f->entry)->key);
	record_text(&r, "number", number);
	const struct field_def *field = entry_field(a->f->entry, at);
	record_text(&r, "place", field ? field->key : NULL);
	record_text(&r, "reason", reason);
	record_int(&r, "operator", a->f->desk->who.id);
	record_text(&r, "at", change_at(a->f->change));
	a->ok = a->ok && change_insert(a->f->change, &r, &id, a->error);
}

static bool flow_keep_accepted(struct flow *f, GError **error)
{
	struct accept_ctx a = {f, error, true};
	if (f->entry)
		entry_accepted(f->entry, keep_accepted, &a);
	return a.ok;
}

static bool flow_ensure(struct flow *f, GError **error)
{
	g_autoptr(casefile) after = casefile_get(f->desk, f->c->id, error);
	g_autoptr(GPtrArray) reasons =
		after ? gate_check_after(f->desk, after, f->action, error) : NULL;
	return reasons && gate_refuse(reasons, error);
}

static bool flow_run(struct flow *f, GError **error)
{
	return flow_insert_rows(f, error) && effect_after(f, error) && flow_insert_step(f, error) &&
		flow_set_state(f, error) && flow_clocks_move(f, error) &&
		flow_keep_accepted(f, error) && flow_ensure(f, error);
}

bool flow_do(struct desk *desk, row_id casefile, const char *action, const struct entry *entry,
	day on, GError **error)
{
	g_autoptr(casefile) c = casefile_get(desk, casefile, error);
	const struct programme *programme = c ? casefile_programme(desk, c) : NULL;
	const struct action_def *def = programme ? programme_action(programme, action) : NULL;
	if (!def) {
		if (c)
			jz_fail(error, JZ_ERROR_DENIED, _("%s has no step \"%s\""),
				programme ? programme->label : c->programme, action);
		return false;
	}
	day said = entry ? entry_day(entry) : on;
	struct flow f = {.desk = desk,
		.c = c,
		.programme = programme,
		.action = def,
		.entry = entry,
		.on = said == DAY_NONE ? day_today() : said,
		.keep = g_ptr_array_new_with_free_func(g_free)};
	g_autoptr(GPtrArray) reasons = gate_check(desk, c, def, error);
	bool ok = reasons && gate_refuse(reasons, error) && flow_check_day(&f, error);
	f.change = ok ? desk_change(desk, def->key, error) : NULL;
	ok = f.change && flow_run(&f, error) && change_commit(&f.change, error);
	change_cancel(&f.change);
	g_ptr_array_unref(f.keep);
	return ok;
}

/* --- what can be done ------------------------------------------------------------------------ */

GPtrArray *flow_actions(const struct desk *desk, const struct casefile *c)
{
	const struct programme *p = casefile_programme(desk, c);
	GPtrArray *list = g_ptr_array_new();
	for (int main = 1; main >= 0; main--)
		for (guint i = 0; p && i < p->actions->len; i++) {
			struct action_def *a = g_ptr_array_index(p->actions, i);
			if (a->main == (main != 0) && action_allows_from(a, c->state))
				g_ptr_array_add(list, a);
		}
	return list;
}

/* An action that leaves the state alone is done once on the way; then the next one is offered. */
static bool is_done(struct desk *desk, const struct casefile *c, const struct action_def *a)
{
	gint64 n = 0;
	if (a->to)
		return false;
	db_one_int(desk->db, &n, NULL,
		"SELECT count(*) FROM step WHERE casefile = $1 AND action = $2 AND undone = 0",
		"it", c->id, a->key);
	return n > 0;
}

const struct action_def *flow_next(struct desk *desk, const struct casefile *c)
{
	g_autoptr(GPtrArray) actions = flow_actions(desk, c);
	for (guint i = 0; i < actions->len; i++) {
		const struct action_def *a = g_ptr_array_index(actions, i);
		if (a->main && !is_done(desk, c, a))
			return a;
	}
	return NULL;
}
