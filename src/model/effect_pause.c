/* Paid no longer for a while, again, or for a while only (F47, D-64). */
#include "config.h"

#include "model/effect_room.h"

#include "base/i18n.h"
#include "model/amount.h"

enum { YEAR = 12, MONTHS_DEFAULT = 6 };

static row_id newest_decision(struct flow *f)
{
	return effect_pick(f, "SELECT max(id) FROM decision WHERE casefile = $1");
}

/* --- suspend, resume ----------------------------------------------------------------------------
 */

bool effect_suspend_columns(struct flow *f, struct record *r, GError **error)
{
	(void)error;
	record_text(r, "kind", "adjust");
	record_text(r, "action", f->action->key);
	record_int(r, "amount", 0);
	record_text(r, "from_month", effect_month_after(f));
	return true;
}

bool effect_suspend_after(struct flow *f, GError **error)
{
	return effect_close_awards(f, month_of(f->on), error);
}

bool effect_resume_columns(struct flow *f, struct record *r, GError **error)
{
	return effect_decide(f, r, "adjust", error);
}

bool effect_resume_after(struct flow *f, GError **error)
{
	return effect_insert_award(f, newest_decision(f), error);
}

/* --- grace --------------------------------------------------------------------------------------
 */

struct grace {
	fen amount;
	int members, months;
	month last;
};

/* Half, or all of what was paid, but never more than the standard of the household (9.4). */
static fen grace_amount(struct flow *f, fen old, const struct entitlement *e)
{
	const char *rule = policy_value(f->desk->policy, "grace_rule", f->c->area, f->on);
	fen amount = g_strcmp0(rule, "half") == 0 ? old / 2 : old;
	return MIN(amount, e->year_standard / YEAR);
}

static bool check_months(struct flow *f, struct grace *g, GError **error)
{
	gint64 most =
		policy_int(f->desk->policy, "grace_months", f->c->area, f->on, MONTHS_DEFAULT);
	const char *said = effect_said(f, "months");
	g->months = said ? (int)g_ascii_strtoll(said, NULL, 10) : 0;
	g->last = month_of(f->on) + g->months;
	return (g->months >= 1 && g->months <= most) ||
		jz_fail(error, JZ_ERROR_DENIED,
			_("%s: a grace period has 1 to %d months; correct the number"),
			f->action->label, (int)most);
}

/* D-64: only where the income is over the standard now. */
static bool grace_read(struct flow *f, struct grace *g, GError **error)
{
	struct entitlement e = {0};
	g_autoptr(GPtrArray) members = casefile_members(f->desk, f->c, f->on, error);
	gint64 old = -1;
	db_one_int(f->desk->db, &old, NULL,
		"SELECT base FROM award WHERE casefile = $1 AND to_month IS NULL"
		" ORDER BY from_month DESC, id DESC LIMIT 1",
		"i", f->c->id);
	if (!members || !check_months(f, g, error))
		return false;
	if (old < 0)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s: nothing is paid now that could go on"), f->action->label);
	if (!amount_means(f->desk, f->c, f->on, &e, error))
		return false;
	bool over = !e.eligible;
	g->members = household_counted(members);
	g->amount = grace_amount(f, old, &e);
	entitlement_clear(&e);
	return over ||
		jz_fail(error, JZ_ERROR_DENIED,
			_("%s: the income is under the standard; reckon the amount again instead"),
			f->action->label);
}

/* What waited comes into force with it: the income that brought the household over the standard. */
bool effect_grace_columns(struct flow *f, struct record *r, GError **error)
{
	struct grace g;
	if (!effect_activate_after(f, error) || !grace_read(f, &g, error))
		return false;
	record_text(r, "kind", "adjust");
	record_text(r, "action", f->action->key);
	record_int(r, "members", g.members);
	record_int(r, "amount", g.amount);
	record_text(r, "from_month", effect_month_after(f));
	return true;
}

static bool insert_grace(struct flow *f, const struct grace *g, GError **error)
{
	char until[MONTH_LEN];
	row_id award = 0, part = 0;
	struct record r = record_of("award"), p = record_of("award_part");
	record_int(&r, "casefile", f->c->id);
	record_int(&r, "decision", newest_decision(f));
	record_text(&r, "from_month", effect_month_after(f));
	record_text(&r, "to_month", month_to_iso(g->last, until));
	record_int(&r, "members", g->members);
	record_int(&r, "base", g->amount);
	if (!change_insert(f->change, &r, &award, error))
		return false;
	record_int(&p, "award", award);
	record_text(&p, "kind", "base");
	record_int(&p, "amount", g->amount);
	return change_insert(f->change, &p, &part, error);
}

/* K-74: it ends by itself; before it does somebody is told. */
bool effect_grace_after(struct flow *f, GError **error)
{
	struct grace g;
	char until[MONTH_LEN];
	if (!grace_read(f, &g, error) || !effect_close_awards(f, month_of(f->on), error) ||
		!insert_grace(f, &g, error))
		return false;
	g_autofree char *text = g_strdup_printf(
		_("the grace period ends with %s: hear the recipient and end the case"),
		month_to_iso(g.last, until));
	return effect_task(f, text, month_first(g.last) - f->on, error);
}
