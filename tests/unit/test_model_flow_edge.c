/* Households that are recognised without money, and the single person of dibao that comes from
 * one (policy.md D-05, D-10, B-01 to B-03).  Rural: 6240.00 for each of three is 18720.00, one and
 * a half times that 28080.00; disposable income 18000.00 each. */
#include "config.h"

#include "tests/unit/test_model_flow.h"

#include <string.h>

#define WAY "accept ask verify survey review publicise publicity_end confirm"
#define RIGID                                                                                      \
	"hardship.cause=5; hardship.event=透析; hardship.occurred_on=2026-05-01;"                \
	"hardship.spent=30000; hardship.reimbursed=.;"

static row_id wage_of(struct town *t, row_id c)
{
	return number(t, "SELECT id FROM income_item WHERE casefile = $1", c);
}

static row_id edge(struct town *t, int family)
{
	return apply_family(t, "edge", family, "wage.declared=20000");
}

static void assert_words(struct town *t, const char *sql, row_id id, const char *expected)
{
	g_autofree char *now = words(t, sql, id);
	assert_string_equal(now ? now : "", expected);
}

/* --- at the edge (D-10) -------------------------------------------------------------------------
 */

static void test_edge(void **state)
{
	struct town *t = *state;
	row_id c = edge(t, 1);
	assert_words(t, "SELECT substr(file_no, 1, 8) FROM casefile WHERE id = $1", c, "BY-2026-");
	go(t, c, WAY); /* confirmed on 2026-06-22 */
	assert_words(t, "SELECT state FROM casefile WHERE id = $1", c, "active");
	/* Valid for a year, that day included; nothing is paid. */
	assert_words(t, "SELECT valid_until FROM decision WHERE casefile = $1", c, "2027-06-21");
	assert_int_equal(number(t, "SELECT count(*) FROM award WHERE casefile = $1", c), 0);
	assert_int_equal(number(t,
				 "SELECT amount FROM decision WHERE casefile = $1"
				 " AND amount IS NOT NULL UNION ALL SELECT 0 LIMIT 1",
				 c),
		0);
	go(t, c, "tell archive");
	at_day("2026-07-06");
	ready(t, c, "stop");
	assert_unmet(t, c, "stop", "heard");
	go(t, c, "hear stop");
	assert_words(t, "SELECT state FROM casefile WHERE id = $1", c, "stopped");
}

static void test_edge_income(void **state)
{
	struct town *t = *state;
	row_id c = edge(t, 1);
	go(t, c, "accept ask verify survey");
	ready(t, c, "review");
	static const struct {
		fen income;
		const char *words;
	} cases[] = {{1872000, NULL}, {1871999, "take an application for dibao"}, {2807999, NULL},
		{2808000, "not under 150 percent"}};
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		set_number(t, "income_item", wage_of(t, c), "surveyed", cases[i].income);
		assert_unmet(t, c, "review", cases[i].words ? "edge" : "");
		if (cases[i].words)
			assert_told(t, c, "review", "edge", "D-10", cases[i].words);
	}
	refused(t, act(t, c, "review"), "150 percent");
	assert_int_equal(number(t, "SELECT count(*) FROM opinion WHERE casefile = $1", c), 0);
	set_policy(t, "edge_mult", "200", "2026-01-01");
	sit(t, "reviewer");
	assert_unmet(t, c, "review", "");
}

/* --- rigid spending (B-01 to B-03)
 * ---------------------------------------------------------------- */

static void test_rigid(void **state)
{
	struct town *t = *state;
	row_id c = apply_family(t, "rigid", 1, RIGID "wage.declared=40000");
	go(t, c, WAY);
	assert_words(t, "SELECT state FROM casefile WHERE id = $1", c, "active");
	assert_words(t, "SELECT valid_until FROM decision WHERE casefile = $1", c, "2027-06-21");
	/* B-03: thirty working days from 06-04, holiday 06-19: 07-17. */
	assert_words(t, "SELECT due FROM deadline WHERE casefile = $1 AND key LIKE 'total%'", c,
		"2026-07-17");
	assert_int_equal(number(t, "SELECT count(*) FROM award WHERE casefile = $1", c), 0);
}

/* Spent 30000.00: 60 percent of 50000.00.  Three persons: under 54000.00. */
static void test_rigid_ratio(void **state)
{
	struct town *t = *state;
	row_id c = apply_family(t, "rigid", 1, RIGID "wage.declared=40000");
	row_id h = number(t, "SELECT id FROM hardship WHERE casefile = $1", c);
	go(t, c, "accept ask verify survey");
	ready(t, c, "review");
	static const struct {
		fen income;
		const char *words;
	} cases[] = {{5000000, NULL}, {5000001, "under 60 percent of the income"}, {0, NULL},
		{5399999, "under 60 percent of the income"},
		{5400000, "not under last year's disposable income"}};
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		set_number(t, "income_item", wage_of(t, c), "surveyed", cases[i].income);
		assert_unmet(t, c, "review", cases[i].words ? "rigid" : "");
		if (cases[i].words)
			assert_told(t, c, "review", "rigid", "B-01", cases[i].words);
	}
	refused(t, act(t, c, "review"), "disposable income");
	set_number(t, "income_item", wage_of(t, c), "surveyed", 4000000);
	/* What somebody gave back was not spent, nor what lies more than a year back. */
	set_number(t, "hardship", h, "reimbursed", 600001);
	assert_unmet(t, c, "review", "rigid");
	set_number(t, "hardship", h, "reimbursed", 600000);
	assert_unmet(t, c, "review", "");
	set_text(t, "hardship", h, "occurred_on", "2025-06-07"); /* today is 2026-06-07 */
	assert_told(t, c, "review", "rigid", "B-01", "no rigid spending");
}

/* --- a single person of dibao (D-05, D-06)
 * -------------------------------------------------------- */

static row_id recognised(struct town *t, int family)
{
	row_id c = edge(t, family);
	go(t, c, WAY);
	return c;
}

static row_id single(struct town *t, int family, int member)
{
	g_autofree char *id = family_id(family, member);
	return apply(t, "dibao_single", id, member ? "李秀英" : "王建国",
		member ? "" : "member.disability_type=4; member.disability_level=2");
}

/* The head is disabled, has no income of his own: 520.00 and 10 percent of it, 52.00. */
static void test_single(void **state)
{
	struct town *t = *state;
	row_id household = recognised(t, 1);
	day_set_today(day_today() + 1);
	row_id c = single(t, 1, 0);
	assert_int_equal(number(t, "SELECT household FROM casefile WHERE id = $1", c),
		number(t, "SELECT household FROM casefile WHERE id = $1", household));
	go(t, c, WAY); /* confirmed in July */
	assert_int_equal(number(t,
				 "SELECT base FROM award WHERE casefile = $1 AND members = 1"
				 " AND from_month = '2026-08'",
				 c),
		52000);
	assert_int_equal(number(t, "SELECT supplement FROM award WHERE casefile = $1", c), 5200);
	/* The household is what it was. */
	assert_int_equal(number(t,
				 "SELECT count(*) FROM member m JOIN casefile c"
				 " ON c.household = m.household WHERE c.id = $1"
				 " AND m.to_date IS NULL AND m.counted = 1",
				 household),
		3);
	assert_words(t, "SELECT state FROM casefile WHERE id = $1", household, "active");
}

/* D-05 is another table than T-02. */
static void test_single_disability(void **state)
{
	struct town *t = *state;
	static const char *const severe[] = {"", "12", "12", "12", "12", "123", "123", "12"};
	recognised(t, 1);
	row_id c = single(t, 1, 0);
	row_id person = number(t, "SELECT person FROM casefile WHERE id = $1", c);
	for (int type = 0; type <= 7; type++)
		for (int level = 1; level <= 4; level++) {
			set_number(t, "person", person, "disability_type", type);
			set_number(t, "person", person, "disability_level", level);
			ready(t, c, "accept");
			assert_unmet(
				t, c, "accept", strchr(severe[type], '0' + level) ? "" : "single");
		}
	assert_told(t, c, "accept", "single", "D-05", "neither a severe disability");
	refused(t, act(t, c, "accept"), "nor a serious illness");
	set_text(t, "person", person, "illness", "2");
	assert_unmet(t, c, "accept", "");
}

static void test_single_household(void **state)
{
	struct town *t = *state;
	row_id c = single(t, 2, 0);
	ready(t, c, "accept");
	assert_unmet(t, c, "accept", "single");
	assert_told(t, c, "accept", "single", "D-05", "not recognised");
	refused(t, act(t, c, "accept"), "not recognised");
	/* A recognition that has run out is none (B-03). */
	row_id household = recognised(t, 1);
	row_id other = single(t, 1, 0);
	ready(t, other, "accept");
	assert_unmet(t, other, "accept", "");
	row_id decision = number(t, "SELECT id FROM decision WHERE casefile = $1", household);
	set_text(t, "decision", decision, "valid_until", "2026-06-22"); /* today */
	assert_unmet(t, other, "accept", "");
	set_text(t, "decision", decision, "valid_until", "2026-06-21");
	assert_told(t, other, "accept", "single", "D-05", "run out");
	set_text(t, "decision", decision, "valid_until", "2027-06-21");
	at_day("2026-07-01");
	go(t, household, "hear stop");
	ready(t, other, "accept");
	assert_unmet(t, other, "accept", "single");
}

int run_edge_tests(void)
{
#define TOWN(test) cmocka_unit_test_setup_teardown(test, town_open, town_close)
	static const struct CMUnitTest tests[] = {
		TOWN(test_edge),
		TOWN(test_edge_income),
		TOWN(test_rigid),
		TOWN(test_rigid_ratio),
		TOWN(test_single),
		TOWN(test_single_disability),
		TOWN(test_single_household),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
