/* What an action does beyond its state. */
#include "config.h"

#include "model/effect_room.h"

#include "base/i18n.h"
#include "model/clock.h"
#include "model/evidence.h"
#include "model/paper.h"
#include "model/rows.h"
#include "model/verification.h"

const char *effect_said(const struct flow *f, const char *field)
{
	if (!f->entry)
		return NULL;
	const struct block_def *b = g_ptr_array_index(entry_form(f->entry)->blocks, 0);
	const char *value = entry_get(f->entry, b->key, 0, field);
	return value && *value ? value : NULL;
}

char *effect_keep(struct flow *f, char *text)
{
	g_ptr_array_add(f->keep, text);
	return text;
}

char *effect_iso(struct flow *f, day d)
{
	char iso[DAY_LEN];
	return effect_keep(f, g_strdup(day_to_iso(d, iso)));
}

row_id effect_row(const struct flow *f, const char *block, int row, const char *field)
{
	struct place at = {rows_block(entry_form(f->entry), block), row, -1};
	const struct block_def *def =
		at.block < 0 ? NULL : g_ptr_array_index(entry_form(f->entry)->blocks, at.block);
	for (guint i = 0; def && i < def->fields->len; i++)
		if (g_str_equal(
			    ((struct field_def *)g_ptr_array_index(def->fields, i))->key, field))
			at.field = (int)i;
	const struct code_list *list = at.field < 0 ? NULL : entry_codes(f->entry, at);
	const struct code *code = list ? code_list_find(list, entry_value(f->entry, at)) : NULL;
	const char *id = code ? code_attribute(code, "row") : NULL;
	return id ? g_ascii_strtoll(id, NULL, 10) : 0;
}

day effect_since(const struct flow *f)
{
	const char *said = effect_said(f, "since");
	return said ? day_from_iso(said) : f->on;
}

bool effect_task(struct flow *f, const char *text, int days, GError **error)
{
	row_id id = 0;
	struct record r = record_of("note");
	record_int(&r, "casefile", f->c->id);
	record_text(&r, "text", text);
	record_text(&r, "due", effect_iso(f, f->on + days));
	record_int(&r, "operator", f->desk->who.id);
	record_text(&r, "at", change_at(f->change));
	return change_insert(f->change, &r, &id, error);
}

row_id effect_pick(struct flow *f, const char *sql)
{
	gint64 id = 0;
	db_one_int(f->desk->db, &id, NULL, sql, "i", f->c->id);
	return id;
}

/* --- publicity ------------------------------------------------------------------------------- */

static bool close_notice(struct flow *f, const char *result, GError **error)
{
	row_id id = effect_pick(
		f, "SELECT max(id) FROM publicity WHERE casefile = $1 AND result IS NULL");
	struct record r = record_of("publicity");
	record_text(&r, "result", result);
	record_text(&r, "closed_on", effect_iso(f, f->on));
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
	row_id id = effect_pick(f, "SELECT max(id) FROM publicity WHERE casefile = $1");
	if (id)
		record_int(r, "publicity", id);
	return true;
}

static void note_said(struct flow *f, const char *field)
{
	f->note = effect_keep(f, g_strdup(effect_said(f, field) ? effect_said(f, field) : ""));
}

static bool object_after(struct flow *f, GError **error)
{
	note_said(f, "content");
	return close_notice(f, "objection", error);
}

static bool settle_after(struct flow *f, GError **error)
{
	row_id id = effect_pick(
		f, "SELECT min(id) FROM objection WHERE casefile = $1 AND handled_on IS NULL");
	g_autofree char *outcome =
		g_strdup_printf("%s %s", effect_said(f, "outcome") ? effect_said(f, "outcome") : "",
			effect_said(f, "note") ? effect_said(f, "note") : "");
	struct record r = record_of("objection");
	record_text(&r, "handled_on", effect_iso(f, f->on));
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
		if (g_strv_contains((const char *const *)def->from, action) &&
			!clock_stop(f, def->key, error))
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
	f->note = effect_keep(f, g_strdup(missing->str));
	return papers != NULL;
}

static bool tell_after(struct flow *f, GError **error)
{
	row_id id = effect_pick(
		f, "SELECT max(id) FROM decision WHERE casefile = $1 AND told_on IS NULL");
	struct record r = record_of("decision");
	record_text(&r, "told_on", effect_iso(f, f->on));
	note_said(f, "note");
	return !id || change_update(f->change, id, &r, NULL, error);
}

/* --- destitute support ------------------------------------------------------------------------ */

/* T-16: none of the six unmet: full self-care; one to three: half; four and more: none. */
static bool assess_columns(struct flow *f, struct record *r, GError **error)
{
	static const char *const items[] = {"eat", "dress", "bed", "toilet", "walk", "wash"};
	int unmet = 0;
	(void)error;
	for (guint i = 0; i < G_N_ELEMENTS(items); i++)
		unmet += g_strcmp0(effect_said(f, items[i]), "1") == 0;
	record_int(r, "unmet", unmet);
	record_text(r, "level", unmet == 0 ? "full" : unmet < 4 ? "half" : "none");
	return true;
}

/* Who moves out of an institution, or into another, does not stay on its list. */
static bool leave_places(struct flow *f, row_id institution, bool *lives_there, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(row_id));
	struct query *q = db_query(f->desk->db,
		"SELECT id, institution FROM placement WHERE casefile = $1 AND to_date IS NULL",
		"i", f->c->id);
	*lives_there = false;
	while (query_next(q)) {
		row_id id = query_int(q, 0);
		if (institution && query_int(q, 1) == institution)
			*lives_there = true;
		else
			g_array_append_val(ids, id);
	}
	bool ok = query_end(q, error);
	struct record r = record_of("placement");
	record_text(&r, "to_date", effect_iso(f, f->on));
	for (guint i = 0; ok && i < ids->len; i++)
		ok = change_update(f->change, g_array_index(ids, row_id, i), &r, NULL, error);
	return ok;
}

/* The register of the institution follows the choice (T-21); NULL: of nobody any more. */
static bool place_after(struct flow *f, GError **error)
{
	bool there;
	row_id id = 0, person = f->c->person;
	const struct state_def *to = programme_state(f->programme, f->action->to);
	row_id institution = to && to->kind == STATE_CLOSED
		? 0
		: effect_pick(f,
			  "SELECT institution FROM support WHERE casefile = $1"
			  " ORDER BY chosen_on DESC, id DESC LIMIT 1");
	if (!leave_places(f, institution, &there, error))
		return false;
	if (!institution || there || !person)
		return true;
	struct record r = record_of("placement");
	record_int(&r, "institution", institution);
	record_int(&r, "person", person);
	record_int(&r, "casefile", f->c->id);
	record_text(&r, "from_date", effect_iso(f, f->on));
	return change_insert(f->change, &r, &id, error);
}

/* T-20: whoever loses this is asked whether something else is due to him. */
static bool offer_after(struct flow *f, GError **error)
{
	enum { DAYS = 10 };
	g_autoptr(GString) offers = g_string_new(NULL);
	for (char **o = f->programme->offers; *o; o++) {
		const struct programme *p = library_programme(f->desk->lib, *o);
		/* TRANSLATORS: between two programmes in a list */
		g_string_append_printf(
			offers, "%s%s", offers->len ? _(", ") : "", p ? p->label : *o);
	}
	if (!offers->len)
		return true;
	g_autofree char *text = g_strdup_printf(
		_("%s has ended: ask whether to apply for %s"), f->programme->label, offers->str);
	return effect_task(f, text, DAYS, error);
}

/* A person died: nothing else about him is touched here. */
static bool die_after(struct flow *f, GError **error)
{
	struct record r = record_of("person");
	record_text(&r, "death_date", effect_said(f, "died_on"));
	return !f->c->person || change_update(f->change, f->c->person, &r, NULL, error);
}

/* --- people without means of living ------------------------------------------------------------
 */

static bool identify_after(struct flow *f, GError **error)
{
	row_id id = effect_pick(f, "SELECT max(id) FROM relief WHERE casefile = $1");
	struct record r = record_of("relief");
	record_text(&r, "identity", "known");
	return !id || change_update(f->change, id, &r, NULL, error);
}

static const struct effect {
	const char *name, *table; /* table: whose rows get columns */
	bool (*columns)(struct flow *f, struct record *r, GError **error);
	bool (*after)(struct flow *f, GError **error);
} effects[] = {
	{"opinion", "opinion", effect_opinion_columns, NULL},
	{"award", "decision", effect_award_columns, effect_award_after},
	{"capture", "decision", effect_capture_columns, effect_capture_after},
	{"grant", "decision", effect_grant_columns, effect_grant_after},
	{"recognise", "decision", effect_recognise_columns, NULL},
	{"adjust", NULL, NULL, effect_adjust_after},
	{"end", "decision", effect_end_columns, effect_end_after},
	{"assess", "assessment", assess_columns, NULL},
	{"place", NULL, NULL, place_after},
	{"offer", NULL, NULL, offer_after},
	{"die", NULL, NULL, die_after},
	{"identify", NULL, NULL, identify_after},
	{"refusal", "decision", refusal_columns, refusal_after},
	{"publicity", "publicity", effect_publicity_columns, NULL},
	{"publicity_stop", "publicity", effect_stop_notice_columns, NULL},
	{"unpublish", NULL, NULL, unpublish_after},
	{"object", "objection", object_columns, object_after},
	{"settle", NULL, NULL, settle_after},
	{"redo", NULL, NULL, redo_after},
	{"ask", NULL, NULL, ask_after},
	{"freeze", NULL, NULL, freeze_after},
	{"tell", NULL, NULL, tell_after},
	{"join", NULL, NULL, effect_join_after},
	{"leave", NULL, NULL, effect_leave_after},
	{"decease", NULL, NULL, effect_decease_after},
	{"head", NULL, NULL, effect_head_after},
	{"move", NULL, NULL, effect_move_after},
	{"correct", NULL, NULL, effect_correct_after},
	{"split", NULL, NULL, effect_split_after},
	{"merge", NULL, NULL, effect_merge_after},
	{"recompute", NULL, NULL, effect_recompute_after},
	{"recover", NULL, NULL, effect_recover_after},
	{"activate", NULL, NULL, effect_activate_after},
	{"earn", NULL, NULL, effect_earn_after},
	{"suspend", "decision", effect_suspend_columns, effect_suspend_after},
	{"resume", "decision", effect_resume_columns, effect_resume_after},
	{"grace", "decision", effect_grace_columns, effect_grace_after},
	{"transfer_out", "transfer", effect_transfer_columns, NULL},
	{"transfer_answer", NULL, NULL, effect_transfer_answered},
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

/* Those that change what a running case is paid. */
static const char *const paying[] = {
	"adjust", "end", "recompute", "suspend", "resume", "grace", NULL};

bool effect_pays(const struct action_def *action)
{
	/* Done only when all is paid (L-15): nothing is left to change. */
	if (action->needs && g_strv_contains((const char *const *)action->needs, "paid"))
		return false;
	for (char **name = action->effects; name && *name; name++)
		if (g_strv_contains(paying, *name))
			return true;
	return false;
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
