/* One household becomes two, two become one (F4). */
#include "config.h"

#include "model/moving.h"

#include "base/i18n.h"
#include "model/application_room.h"
#include "model/clock.h"
#include "model/division.h"
#include "model/evidence.h"
#include "model/rows.h"

/* --- evidence goes with the people --------------------------------------------------------------
 */

/* The lines of the new file begin as those of the old one stand; who stays keeps his. */
struct copying {
	row_id from, to, person;
	const char *since; /* NULL: the file that they come to begins with them */
};

static bool copy_lines(struct flow *f, const struct copying *copy, bool asset, GError **error)
{
	g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func(g_free);
	struct query *q = db_query(f->desk->db,
		asset ? "SELECT * FROM asset_item WHERE casefile = $1 AND person = $2"
			" AND coalesce(state, 'active') = 'active'"
		      : "SELECT * FROM income_item WHERE casefile = $1 AND person = $2"
			" AND state = 'active'",
		"ii", copy->from, copy->person);
	while (query_next(q)) {
		struct record *r = g_new(struct record, 1);
		*r = record_of(asset ? "asset_item" : "income_item");
		evidence_copy_columns(r, q, f->keep);
		record_int(r, "casefile", copy->to);
		if (copy->since)
			record_text(r, "from_date", copy->since);
		g_ptr_array_add(records, r);
	}
	bool ok = query_end(q, error);
	for (guint i = 0; ok && i < records->len; i++) {
		row_id id = 0;
		ok = change_insert(f->change, g_ptr_array_index(records, i), &id, error);
	}
	return ok;
}

static bool copy_evidence(struct flow *f, const struct copying *copy, GError **error)
{
	return copy_lines(f, copy, false, error) && copy_lines(f, copy, true, error);
}

/* --- split --------------------------------------------------------------------------------------
 */

struct parting {
	struct moving m;
	row_id household, casefile; /* new */
	char *file_no;
	GArray *persons; /* row_id of those who part, the new head first */
};

static bool insert_household(struct parting *p, GError **error)
{
	struct flow *f = p->m.f;
	const char *village = effect_said(f, "village");
	struct record r = record_of("household");
	g_autofree char *old = db_one_text(f->desk->db, NULL,
		"SELECT village FROM household WHERE id = $1", "i", f->c->household);
	record_text(&r, "village",
		village ? effect_keep(f, division_village_code(f->desk, village)) : old);
	record_text(&r, "address", effect_said(f, "address"));
	record_text(&r, "phone", effect_said(f, "phone"));
	record_text(&r, "area", f->c->area);
	return change_insert(f->change, &r, &p->household, error);
}

/* A draft of the same programme, to be completed by an application of their own. */
static bool insert_case(struct parting *p, GError **error)
{
	struct flow *f = p->m.f;
	const struct state_def *first = g_ptr_array_index(f->programme->states, 0);
	struct record r = record_of("casefile");
	int year, mon, mday;
	day_split(f->on, &year, &mon, &mday);
	p->file_no = effect_keep(f, casefile_next_no(f->change, f->programme->prefix, year));
	record_text(&r, "file_no", p->file_no);
	record_text(&r, "programme", f->programme->key);
	record_text(&r, "state", first->key);
	record_int(&r, "household", p->household);
	record_text(&r, "area", f->c->area);
	record_text(&r, "applied_on", effect_iso(f, f->on));
	record_text(&r, "reason", f->c->reason);
	return change_insert(f->change, &r, &p->casefile, error);
}

static bool check_parting(struct parting *p, row_id person, int row, GError **error)
{
	const struct member *who = moving_member(&p->m, person);
	if (!who)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s, row %d: choose somebody who belongs to the household, once"),
			p->m.f->action->label, row + 1);
	if (p->m.members->len == 1)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s: nobody would be left in file %s; end the case instead"),
			p->m.f->action->label, p->m.f->c->file_no);
	return moving_replace_head(&p->m, person, effect_row(p->m.f, "step", 0, "new_head"), error);
}

static bool part_one(struct parting *p, int row, GError **error)
{
	struct flow *f = p->m.f;
	row_id person = effect_row(f, "parting", row, "who");
	const char *relation = row ? entry_get(f->entry, "parting", row, "relation") : "01";
	struct saving s = {.desk = f->desk, .change = f->change, .household = p->household};
	if (!check_parting(p, person, row, error))
		return false;
	const struct member *who = moving_member(&p->m, person);
	bool counted = who->counted;
	g_autofree char *reason = g_strdup(who->uncounted_reason);
	if (row && (!relation || !*relation || g_str_equal(relation, "01")))
		return jz_fail(error, JZ_ERROR_BAD,
			_("%s: what is %s to the head of the new household? Enter the relation"),
			f->action->label, who->person->name);
	g_array_append_val(p->persons, person);
	return moving_take(&p->m, who, error) && moving_count(&p->m, -counted, error) &&
		moving_put(&p->m, p->household, person, relation, counted, reason, error) &&
		application_move_cases(&s, person, error) &&
		copy_evidence(f, &(struct copying){f->c->id, p->casefile, person, NULL}, error);
}

static bool part_all(struct parting *p, GError **error)
{
	struct flow *f = p->m.f;
	int n = entry_rows(f->entry, rows_block(entry_form(f->entry), "parting"));
	const struct member *head = moving_head(&p->m);
	row_id old = head ? head->person->id : 0;
	bool ok = true;
	for (int row = 0; ok && row < n; row++)
		ok = part_one(p, row, error);
	return ok &&
		(moving_member(&p->m, old) ||
			moving_name_head(&p->m, effect_row(f, "step", 0, "new_head"), error));
}

bool effect_split_after(struct flow *f, GError **error)
{
	struct parting p = {.persons = g_array_new(FALSE, FALSE, sizeof(row_id))};
	char iso[DAY_LEN];
	bool ok = moving_begin(&p.m, f, error) && insert_household(&p, error) &&
		insert_case(&p, error) && part_all(&p, error);
	if (ok)
		moving_say(&p.m, _("on %s %u members parted into file %s"),
			day_to_iso(p.m.since, iso), p.persons->len, p.file_no);
	g_array_unref(p.persons);
	moving_end(&p.m);
	return ok;
}

/* --- merge --------------------------------------------------------------------------------------
 */

/* The step that ends a case of this programme, for the state that it leads to. */
static const struct action_def *ending(const struct programme *p)
{
	for (guint i = 0; i < p->actions->len; i++) {
		const struct action_def *a = g_ptr_array_index(p->actions, i);
		if (a->to && a->effects && g_strv_contains((const char *const *)a->effects, "end"))
			return a;
	}
	return NULL;
}

static bool check_other(struct flow *f, const struct casefile *other, GError **error)
{
	const struct action_def *end = ending(f->programme);
	const struct state_def *s = programme_state(f->programme, other->state);
	if (other->id == f->c->id || other->household == f->c->household)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("file %s is about this household; enter that of the other one"),
			other->file_no);
	if (!g_str_equal(other->programme, f->c->programme))
		return jz_fail(error, JZ_ERROR_DENIED,
			_("file %s is of another programme; end it there first, then let its "
			  "members join"),
			other->file_no);
	if (!end || !action_allows_from(end, other->state))
		return jz_fail(error, JZ_ERROR_DENIED,
			_("file %s is \"%s\"; only one that is being paid is merged"),
			other->file_no, s ? s->label : other->state);
	if (casefile_household_busy(f->desk, other->household, other->id))
		return jz_fail(error, JZ_ERROR_DENIED,
			_("the household of file %s has another running case; end that first"),
			other->file_no);
	return true;
}

/* What he is to the head here: the roster names him. */
static const char *incoming_relation(const struct flow *f, const char *name)
{
	int block = rows_block(entry_form(f->entry), "incoming");
	for (int row = 0; row < entry_rows(f->entry, block); row++)
		if (g_strcmp0(entry_get(f->entry, "incoming", row, "name"), name) == 0)
			return entry_get(f->entry, "incoming", row, "relation");
	return NULL;
}

static bool come_in(struct moving *here, struct moving *there, const struct casefile *other,
	const struct member *who, GError **error)
{
	struct flow *f = here->f;
	row_id person = who->person->id;
	const char *relation = incoming_relation(f, who->person->name);
	struct saving s = {.desk = f->desk, .change = f->change, .household = f->c->household};
	if (!relation || g_str_equal(relation, "01"))
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s: what is %s, of file %s, to the head here? Enter everybody of that "
			  "household with the relation"),
			f->action->label, who->person->name, other->file_no);
	bool counted = who->counted;
	g_autofree char *reason = g_strdup(who->uncounted_reason);
	return moving_take(there, who, error) && moving_count(here, counted, error) &&
		moving_put(here, f->c->household, person, relation, counted, reason, error) &&
		application_move_cases(&s, person, error) &&
		copy_evidence(f,
			&(struct copying){other->id, f->c->id, person, effect_iso(f, here->since)},
			error);
}

/* The other file ends as by its own step, with a word where its people went. */
static bool end_other(struct flow *f, const struct casefile *other, GError **error)
{
	const struct action_def *end = ending(f->programme);
	g_autofree char *reason = g_strdup_printf(_("merged into file %s"), f->c->file_no);
	struct flow there = *f;
	there.c = other;
	there.action = end;
	struct record d = record_of("decision"), s = record_of("step"), c = record_of("casefile");
	row_id id = 0;
	record_int(&d, "casefile", other->id);
	record_text(&d, "decided_on", effect_iso(f, f->on));
	record_text(&d, "reason", reason);
	record_int(&s, "casefile", other->id);
	record_text(&s, "action", end->key);
	record_text(&s, "done_on", effect_iso(f, f->on));
	record_int(&s, "operator", f->desk->who.id);
	record_text(&s, "from_state", other->state);
	record_text(&s, "to_state", end->to);
	record_text(&s, "note", reason);
	record_text(&c, "state", end->to);
	return effect_end_columns(&there, &d, error) && change_insert(f->change, &d, &id, error) &&
		change_insert(f->change, &s, &id, error) &&
		change_update(f->change, other->id, &c, NULL, error) &&
		effect_end_after(&there, error) && clock_move(&there, error);
}

/* Two households of rosters: their yearly sums are added as well. */
static bool add_roster_income(struct flow *f, const struct casefile *other, GError **error)
{
	struct record r = record_of("casefile");
	if (other->roster_income <= 0)
		return true;
	if (f->c->roster_income < 0)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("of file %s only the yearly income of a roster is known; enter its "
			  "income lines first"),
			other->file_no);
	record_int(&r, "roster_income", f->c->roster_income + other->roster_income);
	return change_update(f->change, f->c->id, &r, NULL, error);
}

static bool merge(struct moving *here, const struct casefile *other, GError **error)
{
	struct flow from = *here->f;
	struct moving there;
	from.c = other;
	bool ok = moving_begin(&there, &from, error);
	while (ok && there.members->len)
		ok = come_in(here, &there, other, g_ptr_array_index(there.members, 0), error);
	moving_end(&there);
	return ok && add_roster_income(here->f, other, error) && end_other(here->f, other, error);
}

bool effect_merge_after(struct flow *f, GError **error)
{
	struct moving m;
	char iso[DAY_LEN];
	const char *file_no = effect_said(f, "other");
	row_id id = file_no ? casefile_by_no(f->desk, file_no) : 0;
	if (!id)
		return jz_fail(error, JZ_ERROR_DENIED, _("there is no file %s; check the number"),
			file_no ? file_no : "");
	g_autoptr(casefile) other = casefile_get(f->desk, id, error);
	bool ok = other && check_other(f, other, error);
	ok = moving_begin(&m, f, ok ? error : NULL) && ok && merge(&m, other, error);
	if (ok)
		moving_say(&m, _("on %s the household of file %s came in"),
			day_to_iso(m.since, iso), other->file_no);
	moving_end(&m);
	return ok;
}
