/* Doing an action: gate, rows, state, clocks and effects in one change. */
#include "config.h"

#include "model/flow.h"

#include "base/i18n.h"
#include "model/clock.h"
#include "model/effect.h"
#include "model/review.h"
#include "model/rows.h"
#include "store/draft.h"

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

/* The last day that stands on a paper of the file.  A step without form or notice (asking for the
 * check, its answer) has the day on which it was keyed, which is no fact of the file: the household
 * may well be visited while the check is running (D-30, D-31). */
static bool flow_last_day(struct flow *f, day *last, GError **error)
{
	*last = f->c->applied_on;
	struct query *q = db_query(f->desk->db,
		"SELECT action, done_on FROM step WHERE casefile = $1 AND undone = 0", "i",
		f->c->id);
	while (query_next(q)) {
		const struct action_def *a = programme_action(f->programme, query_text(q, 0));
		if (!a || a->form || a->notice)
			*last = MAX(*last, day_from_iso(query_text(q, 1)));
	}
	return query_end(q, error);
}

static bool flow_check_day(struct flow *f, GError **error)
{
	char on[DAY_LEN], before[DAY_LEN];
	day last;
	if (f->on > day_today())
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s: the date %s is in the future; correct it"), f->action->label,
			day_to_iso(f->on, on));
	if (!flow_last_day(f, &last, error))
		return false;
	if (f->on < last)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s: the date %s is before the step of %s; dates of a file stand in "
			  "order"),
			f->action->label, day_to_iso(f->on, on), day_to_iso(last, before));
	return true;
}

/* An action is done with its own form filled, or there would be no row to show for it. */
static bool flow_check_form(struct flow *f, GError **error)
{
	const char *form = f->entry ? entry_form(f->entry)->key : NULL;
	if (g_strcmp0(form, f->action->form) != 0)
		return jz_fail(
			error, JZ_ERROR_BAD, _("%s: fill in its form first"), f->action->label);
	return !f->entry || rows_complete(f->entry, error);
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
		if (g_str_equal(def->table, "review_item")) {
			if (!review_put(f, &r, error))
				return false;
			continue;
		}
		record_int(&r, "casefile", f->c->id);
		if (!effect_columns(f, &r, error) || !change_insert(f->change, &r, &id, error))
			return false;
	}
	return true;
}

/* People, households and evidence belong to more than this step: its effects write them. */
static bool is_left_to_effects(const char *table)
{
	static const char *const tables[] = {
		"step", "person", "household", "member", "income_item", "asset_item", NULL};
	return g_strv_contains(tables, table);
}

static bool flow_insert_rows(struct flow *f, GError **error)
{
	const GPtrArray *blocks = f->entry ? entry_form(f->entry)->blocks : NULL;
	for (guint i = 0; blocks && i < blocks->len; i++) {
		const struct block_def *def = g_ptr_array_index(blocks, i);
		bool own = def->table && !is_left_to_effects(def->table);
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
	/* What an effect says is said in whole sentences, with what was noted in it. */
	const char *const skip[] = {"done_on", f->note ? "note" : NULL, NULL};
	if (block >= 0)
		rows_record(&r, f->entry, block, 0, skip, f->keep);
	if (f->note)
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
	/* Going on answers what it was sent back for. */
	record_null(&r, "returned_to");
	record_null(&r, "returned_note");
	return change_update(f->change, f->c->id, &r, NULL, error);
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
	return flow_set_state(f, error) && flow_insert_rows(f, error) && effect_after(f, error) &&
		flow_insert_step(f, error) && clock_move(f, error) && review_end(f, error) &&
		(!f->entry || rows_accepted(f->change, f->c->id, f->entry, error));
}

/* What was typed into the form of the step is the step now. */
static bool flow_drop_draft(struct flow *f, GError **error)
{
	if (!f->entry)
		return true;
	g_autofree char *subject = draft_subject(f->c->id);
	return draft_drop(f->desk->db, f->desk->who.id, entry_form(f->entry)->key, subject, error);
}

/* Is it the step that publicises, in a programme that has one? */
static bool publicises(const struct desk *desk, const char *action)
{
	const GPtrArray *all = library_programmes(desk->lib);
	for (guint i = 0; i < all->len; i++) {
		const struct action_def *a = programme_action(g_ptr_array_index(all, i), action);
		if (a && g_strv_contains((const char *const *)a->effects, "publicity"))
			return true;
	}
	return false;
}

static bool refuse_unknown_step(
	const struct desk *desk, const struct casefile *c, const char *action, GError **error)
{
	const struct programme *p = casefile_programme(desk, c);
	if (p && p->no_publicity && publicises(desk, action))
		return jz_fail(error, JZ_ERROR_DENIED, _("%s is never publicised (%s)"), p->label,
			p->no_publicity);
	return jz_fail(error, JZ_ERROR_DENIED, _("%s has no step \"%s\""),
		p ? p->label : c->programme, action);
}

/* What may be asked before anything is written. */
static bool flow_begin(struct flow *f, row_id casefile, const char *action, day on, GError **error)
{
	f->c = casefile_get(f->desk, casefile, error);
	f->programme = f->c ? casefile_programme(f->desk, f->c) : NULL;
	f->action = f->programme ? programme_action(f->programme, action) : NULL;
	f->keep = g_ptr_array_new_with_free_func(g_free);
	if (!f->action)
		return f->c && refuse_unknown_step(f->desk, f->c, action, error);
	day said = f->entry ? entry_day(f->entry) : on;
	f->on = said == DAY_NONE ? day_today() : said;
	g_autoptr(GPtrArray) reasons = gate_check(f->desk, f->c, f->action, error);
	if (!reasons || !gate_refuse(reasons, error) || !flow_check_form(f, error) ||
		!flow_check_day(f, error))
		return false;
	f->change = desk_change(f->desk, f->action->key, error);
	return f->change != NULL;
}

/* Takes back whatever was not committed. */
static void flow_end(struct flow *f)
{
	change_cancel(&f->change);
	g_clear_pointer(&f->keep, g_ptr_array_unref);
	casefile_free((struct casefile *)f->c);
}

bool flow_do(struct desk *desk, row_id casefile, const char *action, const struct entry *entry,
	day on, GError **error)
{
	struct flow f = {.desk = desk, .entry = entry};
	bool ok = flow_begin(&f, casefile, action, on, error) && flow_run(&f, error) &&
		flow_ensure(&f, error) && flow_drop_draft(&f, error) &&
		change_commit(&f.change, error);
	flow_end(&f);
	return ok;
}

/* Nothing of it stays: the change is never committed. */
bool flow_preview(struct desk *desk, row_id casefile, const char *action, const struct entry *entry,
	day on, struct preview *out, GError **error)
{
	struct flow f = {.desk = desk, .entry = entry};
	*out = (struct preview){.before = -1, .after = -1, .from = MONTH_NONE};
	bool ok = flow_begin(&f, casefile, action, on, error) && preview_before(&f, out, error) &&
		flow_run(&f, error) && preview_after(&f, out, error);
	flow_end(&f);
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
