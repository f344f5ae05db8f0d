/* Who is poor enough: income against a standard, spending against income. */
#include "config.h"

#include "model/condition_room.h"

#include "base/i18n.h"
#include "model/amount.h"
#include "rule/disability.h"

#define PERCENT 100

bool ask_standard(struct gate *g, GError **error)
{
	(void)error;
	const struct programme *p = casefile_programme(g->desk, g->c);
	const struct param_def *param = p ? library_param(g->desk->lib, p->standard) : NULL;
	if (p && !policy_row_at(g->desk->policy, p->standard, g->c->area, day_today()))
		gate_add(g,
			_("no %s is in force today; an administrator enters it under standards"),
			param ? param->label : p->standard);
	return true;
}

static void refuse_income(struct gate *g, const struct entitlement *e)
{
	char income[MONEY_LEN], standard[MONEY_LEN];
	gate_add(g, _("yearly income %s is not under the standard for the household, %s"),
		money_print(e->year_income, income), money_print(e->year_standard, standard));
}

/* Something is left to be paid. */
bool ask_eligible(struct gate *g, GError **error)
{
	(void)error;
	struct entitlement e = {0};
	g_autoptr(GError) failed = NULL;
	if (!amount_of_case(g->desk, g->c->id, day_today(), &e, &failed)) {
		gate_add(g, "%s", failed->message);
		return true;
	}
	if (!e.eligible && e.year_standard)
		refuse_income(g, &e);
	else if (!e.eligible)
		gate_add(g,
			_("what is received already reaches the standard; nothing is left to pay"));
	entitlement_clear(&e);
	return true;
}

/* What means come to, or false with a reason against the action. */
static bool read_means(struct gate *g, struct entitlement *e)
{
	g_autoptr(GError) failed = NULL;
	if (amount_means(g->desk, g->c, day_today(), e, &failed))
		return true;
	gate_add(g, "%s", failed->message);
	return false;
}

bool ask_means(struct gate *g, GError **error)
{
	(void)error;
	struct entitlement e = {0};
	if (!read_means(g, &e))
		return true;
	if (!e.eligible)
		refuse_income(g, &e);
	entitlement_clear(&e);
	return true;
}

/* D-10: not under the standard, for then it is a case of dibao, but under a multiple of it. */
bool ask_edge(struct gate *g, GError **error)
{
	(void)error;
	struct entitlement e = {0};
	gint64 percent = policy_int(g->desk->policy, "edge_mult", g->c->area, day_today(), 150);
	if (!read_means(g, &e))
		return true;
	if (e.eligible)
		gate_add(g,
			_("the income is under the dibao standard; take an application for dibao"));
	else if (!entitlement_is_edge(e.year_income, e.year_standard, (int)percent, PERCENT))
		gate_add(g, _("the income is not under %d percent of the dibao standard"),
			(int)percent);
	entitlement_clear(&e);
	return true;
}

/* Spending that nobody gave back, of the twelve months to today. */
static bool read_spending(struct gate *g, fen *spent, GError **error)
{
	char from[DAY_LEN];
	GError *failed = NULL;
	*spent = 0;
	db_one_int(g->desk->db, spent, &failed,
		"SELECT coalesce(sum(coalesce(spent, 0) - coalesce(reimbursed, 0)), 0) FROM "
		"hardship"
		" WHERE casefile = $1 AND (occurred_on IS NULL OR occurred_on > $2)",
		"it", g->c->id, day_to_iso(day_add_months(day_today(), -12), from));
	if (failed)
		g_propagate_error(error, failed);
	return !failed;
}

/* L-02, B-01: income per head under what people of the place had last year; the county enters it.
 */
static bool is_under_disposable(struct gate *g, const struct entitlement *e)
{
	char income[MONEY_LEN], most[MONEY_LEN];
	int members = MAX(household_counted(g->members), 1);
	gint64 each = policy_int(g->desk->policy, "disposable_income", g->c->area, day_today(), 0);
	if (!each) {
		gate_add(g,
			_("last year's disposable income per head is not entered; an administrator "
			  "enters it under standards"));
		return false;
	}
	if (e->year_income < each * members)
		return true;
	gate_add(g,
		_("yearly income %s is not under last year's disposable income for %d persons, %s"),
		money_print(e->year_income, income), members, money_print(each * members, most));
	return false;
}

/* B-01: rigid spending takes too much of what comes in. */
bool ask_rigid(struct gate *g, GError **error)
{
	struct entitlement e = {0};
	char shown[MONEY_LEN], income[MONEY_LEN];
	fen spent = 0;
	gint64 percent = policy_int(g->desk->policy, "rigid_ratio", g->c->area, day_today(), 60);
	if (!read_spending(g, &spent, error))
		return false;
	if (!read_means(g, &e))
		return true;
	if (is_under_disposable(g, &e) && spent * PERCENT < e.year_income * percent)
		gate_add(g, _("rigid spending %s is under %d percent of the income %s"),
			money_print(spent, shown), (int)percent,
			money_print(e.year_income, income));
	if (!spent)
		gate_add(g, _("no rigid spending of the last twelve months is entered"));
	entitlement_clear(&e);
	return true;
}

/* L-02: necessary spending of a household that is not well off. */
bool ask_spending(struct gate *g, GError **error)
{
	struct entitlement e = {0};
	fen spent = 0;
	if (!read_spending(g, &spent, error))
		return false;
	if (!spent)
		gate_add(g,
			_("no spending of the last twelve months is entered; enter what it cost "
			  "and what was given back"));
	if (read_means(g, &e))
		is_under_disposable(g, &e);
	entitlement_clear(&e);
	return true;
}

static bool lives_in_edge_household(struct gate *g, bool *does, GError **error)
{
	char today[DAY_LEN];
	struct query *q = db_query(g->desk->db,
		"SELECT c.programme, c.state FROM casefile c JOIN decision d ON d.casefile = c.id"
		" WHERE c.household = $1 AND d.kind = 'confirm' AND d.valid_until >= $2",
		"it", g->c->household, day_to_iso(day_today(), today));
	*does = false;
	while (query_next(q)) {
		const struct programme *p = library_programme(g->desk->lib, query_text(q, 0));
		const struct state_def *s = p ? programme_state(p, query_text(q, 1)) : NULL;
		*does = *does || (s && programme_is(p, "edge") && s->kind == STATE_ACTIVE);
	}
	return query_end(q, error);
}

/* D-05, D-06: severely disabled or seriously ill, in a household at the edge of dibao. */
bool ask_single(struct gate *g, GError **error)
{
	bool edge;
	const struct person *p = gate_subject(g);
	if (!p)
		return true;
	if (!disability_severe_dibao(p->disability_type, p->disability_level) &&
		(!p->illness || g_str_equal(p->illness, "0")))
		gate_add(g,
			_("%s has neither a severe disability (levels 1 and 2, level 3 of mind "
			  "or intellect) nor a serious illness"),
			p->name);
	if (!lives_in_edge_household(g, &edge, error))
		return false;
	if (!edge)
		gate_add(g,
			_("the household of %s is not recognised as one at the edge of dibao, or "
			  "the recognition has run out"),
			p->name);
	return true;
}
