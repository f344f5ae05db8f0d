/* Temporary assistance: for spending, in an emergency, small and fast (policy.md 5, 9.9).  Rural
 * dibao is 6240.00 a year, a month 520.00; six months 3120.00; the township decides to 2000.00. */
#include "config.h"

#include "tests/unit/test_model_flow.h"

#include <string.h>
#include "model/payment.h"
#include "model/reserve.h"

#define SPENDING                                                                                   \
	"hardship.cause=5; hardship.event=透析; hardship.occurred_on=2026-05-01;"                \
	"hardship.spent=20000; hardship.reimbursed=5000;"
#define SPENDING_WAY "accept ask verify survey review publicise publicity_end"

#define FUND 5000000 /* what the township's reserve begins with (L-11) */

static int grant_open(void **state)
{
	if (town_open(state))
		return 1;
	struct town *t = *state;
	struct change *change = desk_change(t->desk, "test", &t->error);
	must(t,
		change &&
			reserve_put(change, "opening", FUND, 0, day_from_iso("2025-01-01"), "1",
				&t->error) &&
			change_commit(&change, &t->error));
	return 0;
}

static char *hardship(const char *cause)
{
	char today[DAY_LEN];
	return g_strdup_printf("hardship.cause=%s; hardship.event=急; hardship.occurred_on=%s;"
			       "hardship.place=秀水村; hardship.spent=5000",
		cause, day_to_iso(day_today(), today));
}

static row_id fast(struct town *t, int family, const char *cause)
{
	g_autofree char *typed = hardship(cause);
	return apply_family(t, "temporary_fast", family, typed);
}

static row_id urgent(struct town *t, int family, const char *cause)
{
	g_autofree char *typed = hardship(cause);
	return apply_family(t, "temporary_urgent", family, typed);
}

/* One person in a household of his own. */
static row_id fast_alone(struct town *t, const char *id, const char *address, const char *cause)
{
	g_autofree char *event = hardship(cause);
	g_autofree char *typed =
		g_strdup_printf("member.relation=01; household.address=%s; %s", address, event);
	return apply(t, "temporary_fast", id, "孙某", typed);
}

static gint64 count_of(struct town *t, const char *table, row_id c)
{
	g_autofree char *sql =
		g_strdup_printf("SELECT count(*) FROM \"%s\" WHERE casefile = $1", table);
	return number(t, g_intern_string(sql), c);
}

static void assert_state(struct town *t, row_id c, const char *state)
{
	g_autofree char *now = state_of(t, c);
	assert_string_equal(now, state);
}

/* Refused, and nothing was decided. */
static void refused_grant(struct town *t, row_id c, const char *typed, const char *sentence)
{
	ready(t, c, "confirm");
	refused(t, act_but(t, c, "confirm", typed), sentence);
	assert_int_equal(count_of(t, "award", c), 0);
	assert_int_equal(count_of(t, "decision", c), 0);
	assert_int_equal(count_of(t, "reserve_entry", c), 0);
}

static void grant(struct town *t, row_id c, const char *typed)
{
	ready(t, c, "confirm");
	must(t, act_but(t, c, "confirm", typed));
	sit(t, "clerk");
}

static char *instalments_of(struct town *t, row_id c)
{
	return words(t,
		"SELECT group_concat(from_month || ' ' || coalesce(to_month, '') || ' ' || base, "
		"', ')"
		" FROM (SELECT * FROM award WHERE casefile = $1 ORDER BY id)",
		c);
}

/* --- for spending ------------------------------------------------------------------------------
 */

static void pay_month(struct town *t, const char *programme, const char *iso)
{
	int n = 0;
	sit(t, "payer");
	must(t, payment_plan(t->desk, programme, month_from_iso(iso), &n, &t->error));
	assert_true(n > 0);
	g_autoptr(GPtrArray) batches = payment_batches(t->desk, &t->error);
	for (guint i = 0; i < batches->len; i++) {
		const struct payment_batch *b = g_ptr_array_index(batches, i);
		if (!g_str_equal(b->programme, programme) || !g_str_equal(b->for_month, iso))
			continue;
		sit(t, "payer");
		must(t, payment_check(t->desk, b->id, &t->error));
		sit(t, "payer2");
		must(t, payment_approve(t->desk, b->id, &t->error));
	}
	sit(t, "clerk");
}

/* 1500.00 in two months: 750.00 each. */
static void test_spending(void **state)
{
	struct town *t = *state;
	row_id c = apply_family(t, "temporary", 1, SPENDING);
	go(t, c, SPENDING_WAY);
	/* What hangs is what the reviewer proposed. */
	assert_int_equal(number(t, "SELECT amount FROM publicity WHERE casefile = $1", c), 150000);
	day_set_today(day_today() + 1);
	grant(t, c, "decision.instalments=2");
	assert_state(t, c, "active");
	g_autofree char *parts = instalments_of(t, c);
	assert_string_equal(parts, "2026-06 2026-06 75000, 2026-07 2026-07 75000");
	go(t, c, "tell");
	ready(t, c, "close");
	assert_told(t, c, "close", "paid", "L-15", "2 instalments are not paid yet");
	refused(t, act(t, c, "close"), "not paid yet");
	pay_month(t, "temporary", "2026-06");
	assert_told(t, c, "close", "paid", "L-15", "1 instalment is not paid yet");
	at_day("2026-07-03");
	pay_month(t, "temporary", "2026-07");
	assert_int_equal(
		number(t, "SELECT sum(amount) FROM payment WHERE casefile = $1", c), 150000);
	go(t, c, "close archive");
	assert_state(t, c, "closed");
}

/* What does not divide goes into the first month, and no month is empty (L-03). */
static void test_instalments(void **state)
{
	struct town *t = *state;
	static const struct {
		const char *typed;
		fen first, each;
		int n;
	} cases[] = {{"decision.amount=1500; decision.instalments=7", 21600, 21400, 7},
		{"decision.amount=1000.5; decision.instalments=3", 33450, 33300, 3},
		{"decision.amount=5; decision.instalments=12", 500, 0, 1},
		{"decision.amount=1200; decision.instalments=12", 10000, 10000, 12},
		{"decision.amount=1500; decision.instalments=1", 150000, 0, 1}};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		at_day(TOWN_DAY);
		sit(t, "clerk");
		row_id c = apply_family(t, "temporary", (int)i + 1, SPENDING);
		go(t, c, SPENDING_WAY);
		grant(t, c, cases[i].typed);
		assert_int_equal(count_of(t, "award", c), cases[i].n);
		assert_int_equal(number(t,
					 "SELECT base FROM award WHERE casefile = $1"
					 " ORDER BY from_month LIMIT 1",
					 c),
			cases[i].first);
		assert_int_equal(
			number(t,
				"SELECT coalesce(min(base), 0) FROM award WHERE casefile = $1"
				" AND from_month > '2026-06'",
				c),
			cases[i].each);
		assert_int_equal(number(t,
					 "SELECT (SELECT sum(base) FROM award WHERE casefile = $1)"
					 " = (SELECT amount FROM decision WHERE casefile = $1)",
					 c),
			1);
	}
}

/* L-02: what was spent in the twelve months and nobody gave back, and 18000.00 a year for each of
 * the three. */
static void test_spending_of_the_poor(void **state)
{
	struct town *t = *state;
	row_id c = apply_family(t, "temporary", 1, SPENDING);
	go(t, c, "accept ask verify survey");
	ready(t, c, "review");
	assert_unmet(t, c, "review", "");
	row_id h = number(t, "SELECT id FROM hardship WHERE casefile = $1", c);
	row_id wage = number(t, "SELECT id FROM income_item WHERE casefile = $1", c);
	set_number(t, "hardship", h, "reimbursed", 2000000);
	assert_told(t, c, "review", "spending", "L-02", "no spending of the last twelve months");
	refused(t, act(t, c, "review"), "no spending");
	set_number(t, "hardship", h, "reimbursed", 1999999);
	assert_unmet(t, c, "review", "");
	set_text(t, "hardship", h, "occurred_on", "2025-06-07"); /* today is 2026-06-07 */
	assert_unmet(t, c, "review", "spending");
	set_text(t, "hardship", h, "occurred_on", "2025-06-08");
	assert_unmet(t, c, "review", "");
	set_number(t, "income_item", wage, "surveyed", 5400000);
	assert_told(t, c, "review", "spending", "L-02", "not under last year's disposable income");
	set_number(t, "income_item", wage, "surveyed", 5399999);
	assert_unmet(t, c, "review", "");
	assert_int_equal(count_of(t, "opinion", c), 0);
}

static void test_hardship(void **state)
{
	struct town *t = *state;
	row_id c = urgent(t, 1, "1");
	ready(t, c, "accept");
	assert_unmet(t, c, "accept", "");
	drop_row(t, "hardship", number(t, "SELECT id FROM hardship WHERE casefile = $1", c));
	assert_told(t, c, "accept", "hardship", "L-01", "no hardship is entered");
	refused(t, act(t, c, "accept"), "no hardship");
	assert_state(t, c, "draft");
}

/* --- in an emergency -----------------------------------------------------------------------------
 */

/* L-05, L-06: paid at once from the reserve; the papers in ten working days. */
static void test_urgent(void **state)
{
	struct town *t = *state;
	row_id c = urgent(t, 1, "1");
	g_autofree char *no = words(t, "SELECT file_no FROM casefile WHERE id = $1", c);
	assert_true(g_str_has_prefix(no, "LJ-2026-"));
	go(t, c, "accept confirm"); /* 2026-06-04, 05 */
	assert_state(t, c, "active");
	assert_int_equal(reserve_balance(t->desk), FUND - 150000);
	assert_int_equal(count_of(t, "award", c), 0);
	assert_int_equal(count_of(t, "publicity", c), 0);
	/* 06-05 + 10 working days, 06-19 is a holiday: 06-22. */
	g_autofree char *due =
		words(t, "SELECT due FROM deadline WHERE casefile = $1 AND key = 'complete'", c);
	assert_string_equal(due, "2026-06-22");
	sit(t, "clerk");
	assert_unmet(t, c, "complete", "surveyed papers");
	refused(t, act(t, c, "complete"), "there is no survey yet");
	assert_state(t, c, "active");
	go(t, c, "survey complete close archive");
	assert_state(t, c, "closed");
}

/* From the roster instead: an award for its month. */
static void test_urgent_by_roster(void **state)
{
	struct town *t = *state;
	row_id c = urgent(t, 1, "1");
	go(t, c, "accept");
	grant(t, c, "decision.source=roster; decision.instalments=2");
	assert_int_equal(reserve_balance(t->desk), FUND);
	g_autofree char *parts = instalments_of(t, c);
	assert_string_equal(parts, "2026-06 2026-06 75000, 2026-07 2026-07 75000");
}

/* L-07: a month of the standard and not a fen more; a meeting does not help. */
static void test_fast(void **state)
{
	struct town *t = *state;
	row_id c = fast(t, 1, "8"), meeting = 0;
	go(t, c, "accept"); /* 2026-06-04; three days later is a Sunday (C-21) */
	g_autofree char *due =
		words(t, "SELECT due FROM deadline WHERE casefile = $1 AND key = 'fast'", c);
	assert_string_equal(due, "2026-06-08");
	refused_grant(t, c, "decision.amount=520.01", "over the most that may be granted");
	struct record r = record_of("meeting");
	struct change *change = desk_change(t->desk, "test", &t->error);
	record_int(&r, "casefile", c);
	record_text(&r, "held_on", "2026-06-04");
	record_text(&r, "document", "1");
	record_text(&r, "participants", "x");
	record_text(&r, "text", "x");
	must(t,
		change && change_insert(change, &r, &meeting, &t->error) &&
			change_commit(&change, &t->error));
	refused_grant(t, c, "decision.amount=520.01", "over the most that may be granted");
	grant(t, c, "decision.amount=520");
	assert_state(t, c, "active");
	assert_int_equal(reserve_balance(t->desk), FUND - 52000);
	assert_int_equal(number(t,
				 "SELECT count(*) FROM deadline WHERE casefile = $1"
				 " AND key = 'fast' AND met_on IS NULL",
				 c),
		0);
	go(t, c, "close archive");
	assert_state(t, c, "closed");
}

/* --- how much, and who decides (L-10, L-13, L-14) -----------------------------------------------
 */

static void test_capped(void **state)
{
	struct town *t = *state;
	row_id c = urgent(t, 1, "1");
	go(t, c, "accept");
	refused_grant(t, c, "decision.amount=3120.01; decision.document=盂民救2号",
		"record a meeting first");
	go(t, c, "meet");
	grant(t, c, "decision.amount=3120.01; decision.document=盂民救2号");
	row_id other = urgent(t, 2, "1");
	go(t, other, "accept");
	grant(t, other, "decision.amount=3120; decision.document=盂民救3号");
	/* By heads, where the county counts them: 3 x 3120.00. */
	set_policy(t, "grant_per_person", "1", "2026-01-01");
	sit(t, "clerk");
	row_id heads = urgent(t, 3, "1");
	go(t, heads, "accept");
	refused_grant(t, heads, "decision.amount=9360.01; decision.document=盂民救4号",
		"record a meeting first");
	grant(t, heads, "decision.amount=9360; decision.document=盂民救4号");
}

static void test_township_cap(void **state)
{
	struct town *t = *state;
	for (int i = 0; i < 2; i++) {
		/* What is left to the township is left whoever confirms dibao (L-10). */
		if (i)
			set_policy(t, "confirm_level", "county", "2026-02-01");
		sit(t, "clerk");
		row_id c = urgent(t, 1 + i, "1");
		go(t, c, "accept");
		refused_grant(t, c, "decision.amount=2000.01", "leaves to the township");
		grant(t, c, "decision.amount=2000");
		row_id other = urgent(t, 11 + i, "1");
		go(t, other, "accept");
		grant(t, other, "decision.amount=2000.01; decision.document=盂民救2号");
	}
}

/* --- the same cause once (L-12, N5) -------------------------------------------------------------
 */

static row_id granted(struct town *t, int family, const char *cause)
{
	row_id c = fast(t, family, cause);
	go(t, c, "accept confirm");
	return c;
}

static void assert_cause_refused(struct town *t, row_id c, row_id earlier)
{
	g_autofree char *no = words(t, "SELECT file_no FROM casefile WHERE id = $1", earlier);
	ready(t, c, "accept");
	assert_unmet(t, c, "accept", "once");
	assert_told(t, c, "accept", "once", "L-12, K-50", no);
	refused(t, act(t, c, "accept"), "for the same cause");
	assert_state(t, c, "draft");
}

static void test_same_household(void **state)
{
	struct town *t = *state;
	row_id first = granted(t, 1, "1");
	row_id again = fast(t, 1, "1");
	assert_cause_refused(t, again, first);
	/* As an emergency it is the same cause. */
	row_id other = urgent(t, 1, "1");
	assert_cause_refused(t, other, first);
	/* Another cause is another matter, and another family is another. */
	row_id ill = urgent(t, 1, "4");
	ready(t, ill, "accept");
	assert_unmet(t, ill, "accept", "");
	row_id strangers = fast(t, 2, "1");
	ready(t, strangers, "accept");
	assert_unmet(t, strangers, "accept", "");
	/* Applied for in time, but granted to the household meanwhile. */
	go(t, strangers, "accept");
	row_id twin = urgent(t, 2, "1");
	go(t, twin, "accept confirm");
	refused_grant(t, strangers, "", "for the same cause");
}

static void test_past_members(void **state)
{
	struct town *t = *state;
	row_id first = granted(t, 1, "1");
	g_autofree char *wife = family_id(1, 1);
	row_id member = number(t,
		"SELECT m.id FROM member m JOIN casefile c ON c.household = m.household"
		" WHERE c.id = $1 AND m.seq = 2",
		first);
	set_text(t, "member", member, "to_date", "2026-06-05");
	row_id alone = fast_alone(t, wife, "西街1号", "1");
	assert_int_equal(number(t, "SELECT household FROM casefile WHERE id = $1", alone) ==
			number(t, "SELECT household FROM casefile WHERE id = $1", first),
		0);
	assert_cause_refused(t, alone, first);
}

static void test_same_address(void **state)
{
	struct town *t = *state;
	row_id first = granted(t, 1, "1");
	g_autofree char *one = id_of(19800101, 1), *two = id_of(19800101, 3);
	row_id there = fast_alone(t, one, "秀水村中街13号", "1");
	assert_cause_refused(t, there, first);
	row_id beside = fast_alone(t, two, "秀水村中街15号", "1");
	ready(t, beside, "accept");
	assert_unmet(t, beside, "accept", "");
}

/* The calendar year, or twelve months to the day. */
static void test_window(void **state)
{
	struct town *t = *state;
	at_day("2025-12-18");
	sit(t, "clerk");
	row_id first = granted(t, 1, "1"); /* confirmed on 2025-12-20 */
	at_day("2025-12-31");
	row_id again = fast(t, 1, "1");
	assert_cause_refused(t, again, first);
	at_day("2026-01-01");
	ready(t, again, "accept");
	assert_unmet(t, again, "accept", "");
	set_policy(t, "same_cause_window", "months12", "2026-01-01");
	sit(t, "clerk");
	assert_unmet(t, again, "accept", "once");
	at_day("2026-12-19");
	assert_unmet(t, again, "accept", "once");
	at_day("2026-12-20");
	assert_unmet(t, again, "accept", "");
}

/* A meeting with the county's number lets it pass, in every kind that meets (L-12, L-14). */
static void test_exception(void **state)
{
	struct town *t = *state;
	granted(t, 1, "1");
	row_id again = urgent(t, 1, "1");
	go(t, again, "meet accept confirm");
	assert_state(t, again, "active");
	granted(t, 2, "5");
	row_id spending = apply_family(t, "temporary", 2, SPENDING);
	ready(t, spending, "accept");
	assert_unmet(t, spending, "accept", "once");
	go(t, spending, "meet accept");
	assert_state(t, spending, "accepted");
}

static void test_max_per_year(void **state)
{
	struct town *t = *state;
	granted(t, 1, "1");
	granted(t, 1, "4");
	row_id third = urgent(t, 1, "7");
	ready(t, third, "accept");
	assert_unmet(t, third, "accept", "once");
	assert_told(t, third, "accept", "once", "L-12, K-50", "had 2 grants already");
	refused(t, act(t, third, "accept"), "2 a year are the most");
	go(t, third, "meet accept confirm");
	assert_state(t, third, "active");
	set_policy(t, "max_per_year", "3", "2026-01-01");
	sit(t, "clerk");
	row_id fourth = urgent(t, 1, "2");
	ready(t, fourth, "accept");
	assert_unmet(t, fourth, "accept", "once");
	set_policy(t, "max_per_year", "4", "2026-01-01");
	assert_unmet(t, fourth, "accept", "");
}

int run_grant_tests(void)
{
#define TOWN(test) cmocka_unit_test_setup_teardown(test, grant_open, town_close)
	static const struct CMUnitTest tests[] = {
		TOWN(test_spending),
		TOWN(test_instalments),
		TOWN(test_spending_of_the_poor),
		TOWN(test_hardship),
		TOWN(test_urgent),
		TOWN(test_urgent_by_roster),
		TOWN(test_fast),
		TOWN(test_capped),
		TOWN(test_township_cap),
		TOWN(test_same_household),
		TOWN(test_past_members),
		TOWN(test_same_address),
		TOWN(test_window),
		TOWN(test_exception),
		TOWN(test_max_per_year),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
