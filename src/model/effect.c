/* What an action does beyond its state. */
#include "config.h"

#include "model/effect.h"

#include "base/i18n.h"
#include "model/clock.h"
#include "model/evidence.h"
#include "model/paper.h"
#include "model/rows.h"
#include "model/verification.h"

/* The value of a field of the first block of the form, or NULL. */
static const char *said(const struct flow *f, const char *field)
{
	if (!f->entry)
		return NULL;
	const struct block_def *b = g_ptr_array_index(entry_form(f->entry)->blocks, 0);
	const char *value = entry_get(f->entry, b->key, 0, field);
	return value && *value ? value : NULL;
}

static char *kept(struct flow *f, char *text)
{
	g_ptr_array_add(f->keep, text);
	return text;
}

static char *kept_iso(struct flow *f, day d)
{
	char iso[DAY_LEN];
	return kept(f, g_strdup(day_to_iso(d, iso)));
}

/* The one row of a table for this case that a query picks, 0 where there is none. */
static row_id picked(struct flow *f, const char *sql)
{
	gint64 id = 0;
	db_one_int(f->desk->db, &id, NULL, sql, "i", f->c->id);
	return id;
}

/* The amount on the day of the action; refused where there would be none (D-01). */
static bool entitled(struct flow *f, struct entitlement *e, GError **error)
{
	char income[MONEY_LEN], standard[MONEY_LEN];
	if (!evidence_entitlement(f->desk, f->c->id, f->on, e, error))
		return false;
	if (e->eligible)
		return true;
	jz_fail(error, JZ_ERROR_DENIED,
		_("%s: yearly income %s is not under the standard for the household, %s"),
		f->action->label, money_print(e->year_income, income),
		money_print(e->year_standard, standard));
	entitlement_clear(e);
	return false;
}

static bool count_members(struct flow *f, int *n, GError **error)
{
	g_autoptr(GPtrArray) members = household_members(f->desk, f->c->household, f->on, error);
	*n = household_counted(members);
	return members != NULL;
}

/* --- opinion and decision -------------------------------------------------------------------- */

static bool opinion_columns(struct flow *f, struct record *r, GError **error)
{
	struct entitlement e = {0};
	if (!entitled(f, &e, error))
		return false;
	record_text(r, "kind", f->action->key);
	record_int(r, "amount", e.total);
	entitlement_clear(&e);
	return true;
}

static const char *month_after(struct flow *f)
{
	char iso[MONTH_LEN];
	return kept(f, g_strdup(month_to_iso(month_of(f->on) + 1, iso)));
}

static bool award_columns(struct flow *f, struct record *r, GError **error)
{
	struct entitlement e = {0};
	int members;
	if (!count_members(f, &members, error) || !entitled(f, &e, error))
		return false;
	record_text(r, "kind", "confirm");
	record_int(r, "members", members);
	record_int(r, "amount", e.total);
	record_text(r, "working", kept(f, working_to_text(e.working)));
	record_text(r, "from_month", month_after(f));
	entitlement_clear(&e);
	return true;
}

static bool award_after(struct flow *f, GError **error)
{
	struct entitlement e = {0};
	int members;
	row_id id = 0;
	if (!count_members(f, &members, error) || !entitled(f, &e, error))
		return false;
	struct record r = record_of("award");
	record_int(&r, "casefile", f->c->id);
	record_int(&r, "decision",
		picked(f, "SELECT max(id) FROM decision WHERE casefile = $1 AND kind = 'confirm'"));
	record_text(&r, "from_month", month_after(f));
	record_int(&r, "members", members);
	record_int(&r, "base", e.base);
	record_int(&r, "supplement", e.supplement);
	record_int(&r, "year_income", e.year_income);
	entitlement_clear(&e);
	return change_insert(f->change, &r, &id, error);
}

/* --- capture: an old decision from its paper -------------------------------------------------- */

static bool capture_columns(struct flow *f, struct record *r, GError **error)
{
	g_autoptr(GPtrArray) members =
		household_members(f->desk, f->c->household, day_today(), error);
	if (!members)
		return false;
	record_text(r, "kind", "confirm");
	record_int(r, "members", household_counted(members));
	return true;
}

static bool capture_after(struct flow *f, GError **error)
{
	row_id id = 0;
	g_autoptr(GPtrArray) members =
		household_members(f->desk, f->c->household, day_today(), error);
	if (!members)
		return false;
	struct record r = record_of("award");
	record_int(&r, "casefile", f->c->id);
	record_int(&r, "decision", picked(f, "SELECT max(id) FROM decision WHERE casefile = $1"));
	record_text(&r, "from_month", said(f, "from_month"));
	record_int(&r, "members", household_counted(members));
	record_int(&r, "base", g_ascii_strtoll(said(f, "amount"), NULL, 10));
	struct record c = record_of("casefile");
	record_text(&c, "origin", "captured");
	return change_insert(f->change, &r, &id, error) &&
		change_update(f->change, f->c->id, &c, NULL, error);
}

/* --- publicity ------------------------------------------------------------------------------- */

static bool publicity_columns(struct flow *f, struct record *r, GError **error)
{
	struct entitlement e = {0};
	int members;
	if (!count_members(f, &members, error) || !entitled(f, &e, error))
		return false;
	gint64 days = policy_int(f->desk->policy, "publicity_days", f->c->area, f->on, 7);
	day ends = calendar_add_days(library_calendar(f->desk->lib), f->on, (int)days, NULL);
	record_text(r, "ends_on", kept_iso(f, ends));
	record_int(r, "members", members);
	record_int(r, "amount", e.total);
	entitlement_clear(&e);
	return true;
}

static bool close_notice(struct flow *f, const char *result, GError **error)
{
	row_id id =
		picked(f, "SELECT max(id) FROM publicity WHERE casefile = $1 AND result IS NULL");
	struct record r = record_of("publicity");
	record_text(&r, "result", result);
	record_text(&r, "closed_on", kept_iso(f, f->on));
	return !id || change_update(f->change, id, &r, NULL, error);
}

static bool refusal_columns(struct flow *f, struct record *r, GError **error)
{
	(void)f;
	(void)error;
	record_text(r, "kind", "refuse");
	return true;
}

static bool refusal_after(struct flow *f, GError **error)
{
	return close_notice(f, "withdrawn", error);
}

static bool unpublish_after(struct flow *f, GError **error)
{
	return close_notice(f, "none", error);
}

static bool object_columns(struct flow *f, struct record *r, GError **error)
{
	(void)error;
	row_id id = picked(f, "SELECT max(id) FROM publicity WHERE casefile = $1");
	if (id)
		record_int(r, "publicity", id);
	return true;
}

static void note_said(struct flow *f, const char *field)
{
	f->note = kept(f, g_strdup(said(f, field) ? said(f, field) : ""));
}

static bool object_after(struct flow *f, GError **error)
{
	note_said(f, "content");
	return close_notice(f, "objection", error);
}

static bool settle_after(struct flow *f, GError **error)
{
	row_id id = picked(
		f, "SELECT min(id) FROM objection WHERE casefile = $1 AND handled_on IS NULL");
	g_autofree char *outcome =
		g_strdup_printf("%s %s", said(f, "outcome") ? said(f, "outcome") : "",
			said(f, "note") ? said(f, "note") : "");
	struct record r = record_of("objection");
	record_text(&r, "handled_on", kept_iso(f, f->on));
	record_text(&r, "outcome", outcome);
	note_said(f, "note");
	return !id || change_update(f->change, id, &r, NULL, error);
}

/* --- going back ------------------------------------------------------------------------------ */

/* A clock that runs for a step that is taken back has nothing to run for. */
static bool stop_clocks_of(struct flow *f, row_id step, GError **error)
{
	g_autofree char *action =
		db_one_text(f->desk->db, error, "SELECT action FROM step WHERE id = $1", "i", step);
	const GPtrArray *defs = f->programme->deadlines;
	for (guint i = 0; action && i < defs->len; i++) {
		const struct deadline_def *def = g_ptr_array_index(defs, i);
		if (g_strcmp0(def->from, action) == 0 && !clock_stop(f, def->key, error))
			return false;
	}
	return action != NULL;
}

/* Steps after the one that last reached the state gone back to; those that stay in it remain. */
static bool redo_after(struct flow *f, GError **error)
{
	g_autoptr(GArray) ids = rows_ids(
		db_query(f->desk->db,
			"SELECT id FROM step WHERE casefile = $1 AND undone = 0 AND to_state <> $2"
			" AND id > coalesce((SELECT max(id) FROM step WHERE casefile = $1"
			"  AND undone = 0 AND to_state = $2), 0)",
			"it", f->c->id, f->action->to),
		error);
	struct record r = record_of("step");
	record_int(&r, "undone", 1);
	for (guint i = 0; ids && i < ids->len; i++) {
		row_id step = g_array_index(ids, row_id, i);
		if (!stop_clocks_of(f, step, error) ||
			!change_update(f->change, step, &r, NULL, error))
			return false;
	}
	if (!f->note)
		note_said(f, "returned_note");
	return ids && close_notice(f, "withdrawn", error);
}

/* --- the rest -------------------------------------------------------------------------------- */

static bool ask_after(struct flow *f, GError **error)
{
	int n;
	return verification_set_open(f->desk, f->c, "asked", &n, error);
}

static bool freeze_after(struct flow *f, GError **error)
{
	g_autoptr(GPtrArray) papers = paper_list(f->desk, f->c, error);
	g_autoptr(GString) missing = g_string_new(NULL);
	for (guint i = 0; papers && i < papers->len; i++) {
		const struct paper *p = g_ptr_array_index(papers, i);
		/* C-03: what the check can supply, and what the office makes, is not asked for. */
		if (p->required && !p->id && !p->def->obtainable && !p->def->made_here)
			g_string_append_printf(
				missing, "%s%s", missing->len ? " " : "", p->def->code);
	}
	if (papers && !missing->len)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("file %s: no paper is missing; it can be accepted"), f->c->file_no);
	f->note = kept(f, g_strdup(missing->str));
	return papers != NULL;
}

static bool tell_after(struct flow *f, GError **error)
{
	row_id id =
		picked(f, "SELECT max(id) FROM decision WHERE casefile = $1 AND told_on IS NULL");
	struct record r = record_of("decision");
	record_text(&r, "told_on", kept_iso(f, f->on));
	note_said(f, "note");
	return !id || change_update(f->change, id, &r, NULL, error);
}

static const struct effect {
	const char *name, *table; /* table: whose rows get columns */
	bool (*columns)(struct flow *f, struct record *r, GError **error);
	bool (*after)(struct flow *f, GError **error);
} effects[] = {
	{"opinion", "opinion", opinion_columns, NULL},
	{"award", "decision", award_columns, award_after},
	{"capture", "decision", capture_columns, capture_after},
	{"refusal", "decision", refusal_columns, refusal_after},
	{"publicity", "publicity", publicity_columns, NULL},
	{"unpublish", NULL, NULL, unpublish_after},
	{"object", "objection", object_columns, object_after},
	{"settle", NULL, NULL, settle_after},
	{"redo", NULL, NULL, redo_after},
	{"ask", NULL, NULL, ask_after},
	{"freeze", NULL, NULL, freeze_after},
	{"tell", NULL, NULL, tell_after},
};

static const struct effect *effect_find(const char *name)
{
	for (guint i = 0; i < G_N_ELEMENTS(effects); i++)
		if (g_str_equal(effects[i].name, name))
			return &effects[i];
	return NULL;
}

bool effect_knows(const char *name)
{
	return effect_find(name) != NULL;
}

bool effect_columns(struct flow *f, struct record *r, GError **error)
{
	for (char **name = f->action->effects; name && *name; name++) {
		const struct effect *e = effect_find(*name);
		if (e && e->columns && g_str_equal(e->table, r->table) && !e->columns(f, r, error))
			return false;
	}
	return true;
}

bool effect_after(struct flow *f, GError **error)
{
	for (char **name = f->action->effects; name && *name; name++) {
		const struct effect *e = effect_find(*name);
		if (!e)
			return jz_fail(error, JZ_ERROR_BAD,
				_("step %s has the effect %s, which there is not; see jiuzhu forms "
				  "check"),
				f->action->key, *name);
		if (e->after && !e->after(f, error))
			return false;
	}
	return true;
}
