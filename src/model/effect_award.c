/* What an action decides about money: opinions, awards, grants, ends. */
#include "config.h"

#include "model/effect_room.h"

#include "base/i18n.h"
#include "model/amount.h"
#include "model/reserve.h"
#include "model/rows.h"

/* The amount on the day of the action; refused where there would be none (D-01). */
static bool entitled(struct flow *f, struct entitlement *e, GError **error)
{
	char income[MONEY_LEN], standard[MONEY_LEN];
	if (!amount_of_case(f->desk, f->c->id, f->on, e, error))
		return false;
	if (e->eligible)
		return true;
	if (e->year_standard)
		jz_fail(error, JZ_ERROR_DENIED,
			_("%s: yearly income %s is not under the standard for the household, %s"),
			f->action->label, money_print(e->year_income, income),
			money_print(e->year_standard, standard));
	else
		jz_fail(error, JZ_ERROR_DENIED,
			_("%s: what is received already reaches the standard; nothing is left to "
			  "pay"),
			f->action->label);
	entitlement_clear(e);
	return false;
}

static bool count_members(struct flow *f, int *n, GError **error)
{
	g_autoptr(GPtrArray) members = casefile_members(f->desk, f->c, f->on, error);
	*n = household_counted(members);
	return members != NULL;
}

month effect_from(const struct flow *f)
{
	return f->from ? f->from : month_of(f->on) + 1;
}

const char *effect_month_after(struct flow *f)
{
	char iso[MONTH_LEN];
	return effect_keep(f, g_strdup(month_to_iso(effect_from(f), iso)));
}

/* The first month whose roster still takes a row: that of the day, unless it is approved already.
 */
static month month_payable(struct flow *f)
{
	month m = month_of(f->on);
	struct query *q = db_query(f->desk->db,
		"SELECT for_month FROM payment_batch WHERE programme = $1 AND area = $2"
		" AND state NOT IN ('draft', 'checked') ORDER BY for_month",
		"tt", f->c->programme, f->c->area);
	while (query_next(q))
		if (month_from_iso(query_text(q, 0)) == m)
			m++;
	query_end(q, NULL);
	return m;
}

/* --- opinion -----------------------------------------------------------------------------------
 */

/* A programme that pays nothing by itself is judged all the same. */
bool effect_opinion_columns(struct flow *f, struct record *r, GError **error)
{
	struct entitlement e = {0};
	record_text(r, "kind", f->action->key);
	if (!f->programme->amount || g_str_equal(f->programme->amount, "cap"))
		return true;
	if (!entitled(f, &e, error))
		return false;
	record_int(r, "amount", e.total);
	entitlement_clear(&e);
	return true;
}

/* --- awards ------------------------------------------------------------------------------------
 */

/* The columns of what is decided: amount, working, from when. */
bool effect_decide(struct flow *f, struct record *r, const char *kind, GError **error)
{
	struct entitlement e = {0};
	int members;
	if (!count_members(f, &members, error) || !entitled(f, &e, error))
		return false;
	record_text(r, "kind", kind);
	if (!g_str_equal(kind, "confirm"))
		record_text(r, "action", f->action->key);
	record_int(r, "members", members);
	record_int(r, "amount", e.total);
	record_text(r, "working", effect_keep(f, working_to_text(e.working)));
	record_text(r, "from_month", effect_month_after(f));
	entitlement_clear(&e);
	return true;
}

bool effect_award_columns(struct flow *f, struct record *r, GError **error)
{
	return effect_decide(f, r, "confirm", error);
}

static bool insert_parts(struct flow *f, row_id award, const GArray *parts, GError **error)
{
	for (guint i = 0; parts && i < parts->len; i++) {
		const struct entitlement_part *p =
			&g_array_index(parts, struct entitlement_part, i);
		struct record r = record_of("award_part");
		record_int(&r, "award", award);
		record_text(&r, "kind", p->kind);
		if (p->person)
			record_int(&r, "person", p->person);
		record_int(&r, "amount", p->amount);
		if (!change_insert(f->change, &r, NULL, error))
			return false;
	}
	return true;
}

bool effect_insert_award(struct flow *f, row_id decision, GError **error)
{
	struct entitlement e = {0};
	int members;
	row_id id = 0;
	if (!count_members(f, &members, error) || !entitled(f, &e, error))
		return false;
	struct record r = record_of("award");
	record_int(&r, "casefile", f->c->id);
	record_int(&r, "decision", decision);
	record_text(&r, "from_month", effect_month_after(f));
	record_int(&r, "members", members);
	record_int(&r, "base", e.base);
	record_int(&r, "supplement", e.supplement);
	record_int(&r, "year_income", e.year_income);
	bool ok = change_insert(f->change, &r, &id, error) && insert_parts(f, id, e.parts, error);
	entitlement_clear(&e);
	return ok;
}

bool effect_award_after(struct flow *f, GError **error)
{
	return effect_insert_award(f,
		effect_pick(
			f, "SELECT max(id) FROM decision WHERE casefile = $1 AND kind = 'confirm'"),
		error);
}

bool effect_close_awards(struct flow *f, month last, GError **error)
{
	char iso[MONTH_LEN];
	g_autoptr(GArray) ids = rows_ids(db_query(f->desk->db,
						 "SELECT id FROM award WHERE casefile = $1"
						 " AND (to_month IS NULL OR to_month > $2)",
						 "it", f->c->id, month_to_iso(last, iso)),
		error);
	struct record r = record_of("award");
	record_text(&r, "to_month", iso);
	for (guint i = 0; ids && i < ids->len; i++)
		if (!change_update(f->change, g_array_index(ids, row_id, i), &r, NULL, error))
			return false;
	return ids != NULL;
}

/* The amount of today takes the place of the one that runs, from the month after (T-17), or from
 * the one that f->from says. */
bool effect_adjust_after(struct flow *f, GError **error)
{
	row_id decision = 0;
	struct record r = record_of("decision");
	record_int(&r, "casefile", f->c->id);
	record_text(&r, "decided_on", effect_iso(f, f->on));
	record_text(&r, "reason", f->action->label);
	return effect_decide(f, &r, "adjust", error) &&
		change_insert(f->change, &r, &decision, error) &&
		effect_close_awards(f, effect_from(f) - 1, error) &&
		effect_insert_award(f, decision, error);
}

/* --- ends --------------------------------------------------------------------------------------
 */

bool effect_end_columns(struct flow *f, struct record *r, GError **error)
{
	(void)error;
	record_text(r, "kind", "stop");
	record_text(r, "from_month", effect_month_after(f));
	return true;
}

bool effect_end_after(struct flow *f, GError **error)
{
	return effect_close_awards(f, month_of(f->on), error);
}

/* --- recognised without money ------------------------------------------------------------------
 */

/* B-03: valid for so many months, the day itself included. */
bool effect_recognise_columns(struct flow *f, struct record *r, GError **error)
{
	int members;
	gint64 months = policy_int(f->desk->policy, "recognition_months", f->c->area, f->on, 12);
	if (!count_members(f, &members, error))
		return false;
	record_text(r, "kind", "confirm");
	record_int(r, "members", members);
	record_text(r, "valid_until", effect_iso(f, day_add_months(f->on, (int)months) - 1));
	return true;
}

/* --- grants ------------------------------------------------------------------------------------
 */

static gint64 said_number(const struct flow *f, const char *field, gint64 none)
{
	const char *text = effect_said(f, field);
	return text ? g_ascii_strtoll(text, NULL, 10) : none;
}

bool effect_grant_columns(struct flow *f, struct record *r, GError **error)
{
	int members;
	struct entitlement cap = {0};
	if (!count_members(f, &members, error))
		return false;
	record_text(r, "kind", "confirm");
	record_int(r, "members", members);
	char iso[MONTH_LEN];
	record_text(r, "from_month", effect_keep(f, g_strdup(month_to_iso(month_payable(f), iso))));
	/* The cap says how much it may be; without one there is nothing to show. */
	if (amount_of_case(f->desk, f->c->id, f->on, &cap, NULL)) {
		record_text(r, "working", effect_keep(f, working_to_text(cap.working)));
		entitlement_clear(&cap);
	}
	return true;
}

static bool insert_instalment(
	struct flow *f, row_id decision, month m, fen amount, int members, GError **error)
{
	char iso[MONTH_LEN];
	row_id id = 0;
	const struct entitlement_part part = {"grant", 0, amount};
	g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof part);
	struct record r = record_of("award");
	record_int(&r, "casefile", f->c->id);
	record_int(&r, "decision", decision);
	record_text(&r, "from_month", month_to_iso(m, iso));
	record_text(&r, "to_month", iso);
	record_int(&r, "members", members);
	record_int(&r, "base", amount);
	g_array_append_val(parts, part);
	return change_insert(f->change, &r, &id, error) && insert_parts(f, id, parts, error);
}

/* L-03: decided once, paid in parts; the first takes what does not divide. */
static bool insert_instalments(struct flow *f, row_id decision, fen amount, GError **error)
{
	enum { YUAN = 100 };
	int members;
	gint64 n = MAX(said_number(f, "instalments", 1), 1);
	fen each = amount / n / YUAN * YUAN;
	month first = month_payable(f);
	if (!count_members(f, &members, error))
		return false;
	/* So small an amount that a month gets nothing is paid at once. */
	for (gint64 i = 0; i < (each ? n : 1); i++)
		if (!insert_instalment(f, decision, first + (month)i,
			    i ? each : amount - each * (n - 1), members, error))
			return false;
	return true;
}

/* L-05, L-11: from the reserve fund it is paid at once, else with the rosters of its months. */
bool effect_grant_after(struct flow *f, GError **error)
{
	fen amount = said_number(f, "amount", 0);
	row_id decision = effect_pick(
		f, "SELECT max(id) FROM decision WHERE casefile = $1 AND kind = 'confirm'");
	if (g_strcmp0(effect_said(f, "source"), "reserve") != 0)
		return insert_instalments(f, decision, amount, error);
	return reserve_put(
		f->change, "grant", amount, f->c->id, f->on, effect_said(f, "document"), error);
}

/* --- capture: an old decision from its paper -------------------------------------------------- */

bool effect_capture_columns(struct flow *f, struct record *r, GError **error)
{
	g_autoptr(GPtrArray) members = casefile_members(f->desk, f->c, day_today(), error);
	if (!members)
		return false;
	record_text(r, "kind", "confirm");
	record_int(r, "members", household_counted(members));
	return true;
}

bool effect_capture_after(struct flow *f, GError **error)
{
	row_id id = 0;
	g_autoptr(GPtrArray) members = casefile_members(f->desk, f->c, day_today(), error);
	if (!members)
		return false;
	struct record r = record_of("award");
	record_int(&r, "casefile", f->c->id);
	record_int(
		&r, "decision", effect_pick(f, "SELECT max(id) FROM decision WHERE casefile = $1"));
	record_text(&r, "from_month", effect_said(f, "from_month"));
	record_int(&r, "members", household_counted(members));
	record_int(&r, "base", g_ascii_strtoll(effect_said(f, "amount"), NULL, 10));
	struct record c = record_of("casefile");
	record_text(&c, "origin", "captured");
	return change_insert(f->change, &r, &id, error) &&
		change_update(f->change, f->c->id, &c, NULL, error);
}

/* --- notices that hang (C-12) ------------------------------------------------------------------
 */

/* The last day, and how many they are. */
static bool hang(struct flow *f, struct record *r, GError **error)
{
	int members;
	gint64 days = policy_int(f->desk->policy, "publicity_days", f->c->area, f->on, 7);
	day ends = calendar_add_days(library_calendar(f->desk->lib), f->on, (int)days, NULL);
	if (!count_members(f, &members, error))
		return false;
	record_text(r, "ends_on", effect_iso(f, ends));
	record_int(r, "members", members);
	return true;
}

/* What hangs is the amount of that day; of a grant, what the reviewer proposed. */
bool effect_publicity_columns(struct flow *f, struct record *r, GError **error)
{
	struct entitlement e = {0};
	bool reckoned = f->programme->amount && !g_str_equal(f->programme->amount, "cap");
	if (!hang(f, r, error))
		return false;
	if (!reckoned) {
		record_int(r, "amount",
			effect_pick(f,
				"SELECT coalesce(amount, 0) FROM opinion WHERE casefile = $1"
				" ORDER BY id DESC LIMIT 1"));
		return true;
	}
	if (!entitled(f, &e, error))
		return false;
	record_int(r, "amount", e.total);
	entitlement_clear(&e);
	return true;
}

/* T-19: that support will end hangs as well, with the amount that ends. */
bool effect_stop_notice_columns(struct flow *f, struct record *r, GError **error)
{
	record_text(r, "about", "stop");
	record_int(r, "amount", MAX(casefile_award(f->desk, f->c->id), 0));
	return hang(f, r, error);
}
