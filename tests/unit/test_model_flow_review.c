/* The yearly review: the cohort is frozen, two people went there, 100 % can be proved, and the
 * forecast is reckoned here a second time from the rule. */
#include "config.h"

#include "tests/unit/test_model_flow.h"

#include <string.h>
#include "model/review_list.h"
#include "model/review_pace.h"
#include "model/review_sign.h"

/* A fact that no form of these tests asks for, as whoever may change it would. */
static void put(struct town *t, const char *table, row_id id, const char *column, const char *text)
{
	struct record r = record_of(table);
	record_text(&r, column, text);
	struct change *c = desk_change(t->desk, "test", &t->error);
	must(t, c && change_update(c, id, &r, NULL, &t->error) && change_commit(&c, &t->error));
}

static row_id active_case(struct town *t, int family)
{
	row_id id = new_case(t, family);
	walk_to(t, id, "archive");
	sit(t, "clerk");
	return id;
}

static row_id item_of(struct town *t, row_id casefile)
{
	return number(t, "SELECT max(id) FROM review_item WHERE casefile = $1", casefile);
}

static struct review_visit visit(struct town *t, const char *one, const char *two)
{
	return (struct review_visit){
		day_today(), operator_of(t, one), two ? operator_of(t, two) : 0};
}

static row_id open_round(struct town *t, const char *on, int year)
{
	row_id round = 0;
	at_day(on);
	sit(t, "clerk");
	must(t, review_open(t->desk, "dibao", year, &round, &t->error));
	return round;
}

static struct review_round *round_now(struct town *t, row_id round)
{
	struct review_round *r = review_round_get(t->desk, round, &t->error);
	must(t, r != NULL);
	return r;
}

/* --- how often -------------------------------------------------------------------------------- */

static char class_of(struct town *t, row_id id)
{
	g_autoptr(casefile) c = casefile_get(t->desk, id, &t->error);
	return review_class(t->desk, c);
}

/* D-60: stable every year; able to work or unstable income every half year; local rules may only be
 * stricter.  T-25: destitute people every year.  Children every year (local). */
static void test_classes(void **state)
{
	static const struct {
		const char *programme, *labour, *wage, *said;
		char class;
	} law[] = {
		{"dibao", "3", "11", NULL, 'A'},
		{"dibao", "4", "11", NULL, 'A'},
		{"dibao", "1", "11", NULL, 'B'},
		{"dibao", "3", "12", NULL, 'B'},
		{"dibao", "1", "12", NULL, 'B'},
		{"dibao", "3", "11", "B", 'B'},
		{"dibao", "3", "11", "C", 'C'},
		{"dibao", "1", "12", "C", 'C'},
		{"dibao", "1", "12", "A", 'B'},
		{"dibao", "3", "11", "A", 'A'},
		{"dibao_single", "1", "11", NULL, 'B'},
		{"destitute", "1", "12", NULL, 'A'},
		{"destitute", "3", "11", "B", 'B'},
		{"unattended", "1", "12", NULL, 'A'},
		{"orphan", "1", "12", NULL, 'A'},
	};
	struct town *t = *state;
	row_id id = new_case(t, 1);
	row_id wage = number(t, "SELECT id FROM income_item WHERE casefile = $1", id);
	row_id wife = number(t,
		"SELECT m.person FROM member m JOIN casefile c ON c.household = m.household"
		" WHERE c.id = $1 AND m.relation = '02'",
		id);
	for (size_t i = 0; i < G_N_ELEMENTS(law); i++) {
		put(t, "person", wife, "labour", law[i].labour);
		put(t, "income_item", wage, "kind", law[i].wage);
		put(t, "casefile", id, "review_class", law[i].said);
		put(t, "casefile", id, "programme", law[i].programme);
		if (class_of(t, id) != law[i].class)
			fail_msg("row %d: %c", (int)i, class_of(t, id));
	}
}

static void test_months(void **state)
{
	struct town *t = *state;
	day on = day_from_iso("2026-09-01");
	assert_int_equal(review_months(t->desk, 'A', on), 12);
	assert_int_equal(review_months(t->desk, 'B', on), 6);
	assert_int_equal(review_months(t->desk, 'C', on), 3);
	/* Stricter is heard, laxer is not. */
	set_policy(t, "review_months_a", "9", "2026-07-01");
	set_policy(t, "review_months_b", "8", "2026-07-01");
	assert_int_equal(review_months(t->desk, 'A', on), 9);
	assert_int_equal(review_months(t->desk, 'B', on), 6);
}

static void test_who_has_the_duty(void **state)
{
	struct town *t = *state;
	static const char *const expected[] = {
		"dibao", "dibao_single", "destitute", "orphan", "infected", "unattended"};
	g_autoptr(GPtrArray) list = review_programmes(t->desk);
	assert_int_equal(list->len, G_N_ELEMENTS(expected));
	for (size_t e = 0; e < G_N_ELEMENTS(expected); e++) {
		bool found = false;
		for (guint i = 0; i < list->len; i++)
			found |=
				g_str_equal(((struct programme *)list->pdata[i])->key, expected[e]);
		if (!found)
			fail_msg("%s is not reviewed", expected[e]);
	}
}

/* --- the cohort ------------------------------------------------------------------------------- */

/* F45: who comes later is not in it, who ends stays in it with how; names stay as they were. */
static void test_cohort_is_frozen(void **state)
{
	struct town *t = *state;
	row_id a = active_case(t, 1), b = active_case(t, 2);
	row_id round = open_round(t, "2026-09-01", 2027);
	row_id head = number(t,
		"SELECT m.person FROM member m JOIN casefile c ON c.household = m.household"
		" WHERE c.id = $1 AND m.relation = '01'",
		a);
	/* Both have odd jobs: half a year after they were confirmed, and no later. */
	g_autofree char *due = words(t, "SELECT due FROM review_item WHERE casefile = $1", a);
	g_autofree char *confirmed =
		words(t, "SELECT done_on FROM step WHERE casefile = $1 AND action = 'confirm'", a);
	char expected[DAY_LEN];
	assert_string_equal(due, day_to_iso(day_add_months(day_from_iso(confirmed), 6), expected));
	active_case(t, 3);
	put(t, "person", head, "name", "王新名");
	g_autofree char *name = words(t, "SELECT head FROM review_item WHERE casefile = $1", a);
	assert_string_equal(name, "王建国");
	at_day("2026-11-02");
	sit(t, "clerk");
	must(t, act(t, b, "hear"));
	sit(t, "approver");
	must(t, act(t, b, "stop"));
	g_autoptr(review_round) r = round_now(t, round);
	assert_int_equal(r->items, 2);
	assert_int_equal(r->open, 1);
	assert_int_equal(r->exempt, 1);
	g_autofree char *how =
		words(t, "SELECT reason || ' ' || note FROM review_item WHERE casefile = $1", b);
	assert_string_equal(how, "ended 2026-11-02 已决定停发");
}

static bool keep_row(const struct review_row *row, void *ctx)
{
	*(struct review_row *)ctx = *row;
	return true;
}

/* F46: the award of a year ago, or the first one, beside what is true today. */
static void test_last_year_beside_this_year(void **state)
{
	struct town *t = *state;
	row_id a = active_case(t, 1);
	struct review_row row;
	open_round(t, "2026-09-01", 2026);
	must(t, review_one(t->desk, item_of(t, a), keep_row, &row, &t->error));
	assert_int_equal(row.was_members, 3);
	assert_int_equal(row.members, 3);
	assert_int_equal(row.was_income, 360000); /* 1200*3 a year */
	assert_int_equal(row.income, 360000);
	assert_int_equal(row.was_amount, row.amount);
	row_id child = number(t,
		"SELECT m.id FROM member m JOIN casefile c ON c.household = m.household"
		" WHERE c.id = $1 AND m.relation = '08'",
		a);
	put(t, "member", child, "to_date", "2026-08-31");
	must(t, review_one(t->desk, item_of(t, a), keep_row, &row, &t->error));
	assert_int_equal(row.was_members, 3);
	assert_int_equal(row.members, 2);
}

/* Only those whose turn comes by the end of the year. */
static void test_cohort_is_of_the_year(void **state)
{
	struct town *t = *state;
	row_id a = active_case(t, 1), id = 0;
	row_id wage = number(t, "SELECT id FROM income_item WHERE casefile = $1", a);
	put(t, "income_item", wage, "kind", "11"); /* stable: a year after June or July 2026 */
	sit(t, "clerk");
	refused(t, review_open(t->desk, "dibao", 2026, &id, &t->error), "by the end of 2026");
	refused(t, review_open(t->desk, "temporary", 2027, &id, &t->error), "no programme");
	must(t, review_open(t->desk, NULL, 2027, &id, &t->error));
	refused(t, review_open(t->desk, "dibao", 2028, &id, &t->error), "still open with 1");
	sit(t, "payer");
	refused(t, review_open(t->desk, "dibao", 2028, &id, &t->error), "");
}

/* --- reviewing -------------------------------------------------------------------------------- */

static void test_two_visitors(void **state)
{
	struct town *t = *state;
	row_id a = active_case(t, 1);
	open_round(t, "2026-09-01", 2026);
	row_id item = item_of(t, a);
	struct review_visit one = visit(t, "civil", NULL), same = visit(t, "civil", "civil"),
			    hired = visit(t, "contracted", "contracted2"),
			    none = visit(t, "civil", "contracted");
	refused(t, review_same(t->desk, item, &one, &t->error), "第二个入户人");
	refused(t, review_same(t->desk, item, &same, &t->error), "");
	refused(t, review_same(t->desk, item, &hired, &t->error), "civil servant");
	none.on = DAY_NONE;
	refused(t, review_same(t->desk, item, &none, &t->error), "");
	none.on = day_today() + 1;
	refused(t, review_same(t->desk, item, &none, &t->error), "");
	assert_int_equal(
		number(t, "SELECT count(*) FROM review_item WHERE id = $1 AND state = 'open'",
			item),
		1);
	assert_int_equal(
		number(t, "SELECT count(*) FROM step WHERE casefile = $1 AND action = 'recheck'",
			a),
		0);
	/* An office that sends one alone: he is a civil servant. */
	set_policy(t, "surveyors_min", "1", "2026-08-01");
	sit(t, "clerk");
	struct review_visit alone = visit(t, "contracted", NULL);
	refused(t, review_same(t->desk, item, &alone, &t->error), "civil servant");
	must(t, review_same(t->desk, item, &one, &t->error));
}

/* D-61: nothing changed, so the amount stays; the next review is due half a year later. */
static void test_no_change(void **state)
{
	static const char awards[] =
		"SELECT group_concat(from_month || coalesce(to_month, '-') || (base + supplement),"
		" ' ') FROM award WHERE casefile = $1";
	struct town *t = *state;
	row_id a = active_case(t, 1);
	g_autofree char *before = words(t, awards, a);
	open_round(t, "2026-09-01", 2026);
	struct review_visit v = visit(t, "civil", "contracted");
	must(t, review_same(t->desk, item_of(t, a), &v, &t->error));
	g_autofree char *after = words(t, awards, a);
	assert_string_equal(before, after);
	g_autofree char *clocks = words(t,
		"SELECT group_concat(key || ' ' || due || ' ' || coalesce(met_on, '-'), '; ')"
		" FROM (SELECT * FROM deadline WHERE casefile = $1 AND key LIKE 'recheck%'"
		" ORDER BY id)",
		a);
	assert_non_null(strstr(clocks, " 2026-09-01; recheck_half 2027-03-01 -"));
	refused(t, review_same(t->desk, item_of(t, a), &v, &t->error), "settled already");
	/* The paper of it is asked for from now on. */
	assert_int_equal(
		number(t,
			"SELECT count(*) FROM review_item WHERE casefile = $1 AND state = 'done'"
			" AND outcome = 'same' AND settled_on = '2026-09-01'",
			a),
		1);
}

static void test_nobody_met(void **state)
{
	struct town *t = *state;
	row_id a = active_case(t, 1);
	row_id round = open_round(t, "2026-09-01", 2026);
	must(t, act(t, a, "recheck_missed"));
	g_autoptr(review_round) r = round_now(t, round);
	assert_int_equal(r->open, 1);
	assert_int_equal(number(t,
				 "SELECT count(*) FROM review_item WHERE casefile = $1"
				 " AND outcome = 'absent' AND visited_on = '2026-09-01'",
				 a),
		1);
	at_day("2026-09-03");
	must(t, act(t, a, "recheck"));
	g_autoptr(review_round) then = round_now(t, round);
	assert_int_equal(then->done, 1);
}

/* Nobody keys "no change" over a death. */
static void test_death(void **state)
{
	struct town *t = *state;
	row_id a = active_case(t, 1);
	open_round(t, "2026-09-01", 2026);
	row_id wife = number(t,
		"SELECT m.person FROM member m JOIN casefile c ON c.household = m.household"
		" WHERE c.id = $1 AND m.relation = '02'",
		a);
	put(t, "person", wife, "death_date", "2026-08-20");
	struct review_visit v = visit(t, "civil", "contracted");
	refused(t, review_same(t->desk, item_of(t, a), &v, &t->error), "李秀英");
	g_autoptr(GPtrArray) signs = review_signs(
		t->desk, a, day_from_iso("2025-09-01"), day_from_iso("2026-12-31"), &t->error);
	assert_int_equal(signs->len, 1);
	const struct review_sign *s = g_ptr_array_index(signs, 0);
	assert_int_equal(s->weight, SIGN_CHANGE);
	assert_string_equal(s->where, "members");
	/* 王小明, born 2012-06-06, is 16 on 2028-06-06. */
	g_autoptr(GPtrArray) later = review_signs(
		t->desk, a, day_from_iso("2028-06-05"), day_from_iso("2028-06-06"), &t->error);
	assert_int_equal(later->len, 2);
	assert_non_null(strstr(((struct review_sign *)later->pdata[1])->text, "16 on 2028-06-06"));
	g_autoptr(GPtrArray) over = review_signs(
		t->desk, a, day_from_iso("2028-06-06"), day_from_iso("2029-06-06"), &t->error);
	assert_int_equal(over->len, 1);
}

/* --- 100 % ------------------------------------------------------------------------------------ */

/* Settled without proof: not reviewed by two on a day in a step, nor exempt with a reason. */
static const char unproved[] =
	"SELECT count(*) FROM review_item i WHERE round = $1 AND NOT ("
	" (state = 'done' AND visited_on IS NOT NULL AND visitor1 <> visitor2"
	"  AND outcome IN ('same', 'change') AND EXISTS (SELECT 1 FROM step s"
	"  WHERE s.casefile = i.casefile AND s.action = 'recheck' AND s.done_on = i.visited_on))"
	" OR (state = 'exempt' AND reason IS NOT NULL AND note IS NOT NULL))";

static bool count_row(const struct review_row *row, void *ctx)
{
	(void)row;
	++*(int *)ctx;
	return true;
}

static void test_whole_round(void **state)
{
	struct town *t = *state;
	row_id a = active_case(t, 1), b = active_case(t, 2);
	row_id round = open_round(t, "2026-09-01", 2027);
	struct review_visit v = visit(t, "civil", "contracted");
	refused(t, review_close(t->desk, round, &t->error), "2 households");
	must(t, review_same(t->desk, item_of(t, a), &v, &t->error));
	refused(t, review_close(t->desk, round, &t->error), "1 households");
	assert_int_equal(number(t, unproved, round), 1);
	row_id item = item_of(t, b);
	refused(t, review_exempt(t->desk, item, "other", " ", &t->error), "reason");
	must(t, review_exempt(t->desk, item, "moving", "正在迁往邻县", &t->error));
	must(t, review_exempt(t->desk, item, NULL, "", &t->error));
	refused(t, review_close(t->desk, round, &t->error), "1 households");
	must(t, review_exempt(t->desk, item, "moving", "正在迁往邻县", &t->error));
	must(t, review_close(t->desk, round, &t->error));
	assert_int_equal(number(t, unproved, round), 0);
	refused(t, review_exempt(t->desk, item, NULL, "", &t->error), "closed");
	refused(t, review_close(t->desk, round, &t->error), "closed");
	struct review_filter all = {.round = round};
	int rows = 0;
	must(t, review_page(t->desk, &all, 0, false, 100, count_row, &rows, &t->error));
	assert_int_equal(rows, 2);
}

/* --- the forecast ----------------------------------------------------------------------------- */

static void insert_item(struct town *t, struct change *c, row_id round, int seq, const char *due,
	const char *settled)
{
	struct record f = record_of("casefile"), i = record_of("review_item");
	g_autofree char *no = g_strdup_printf("X-%d", seq);
	row_id casefile = 0, id = 0;
	record_text(&f, "file_no", no);
	record_text(&f, "programme", "dibao");
	record_text(&f, "area", "rural");
	record_text(&f, "state", "active");
	must(t, change_insert(c, &f, &casefile, &t->error));
	record_int(&i, "round", round);
	record_int(&i, "casefile", casefile);
	record_int(&i, "seq", seq);
	record_text(&i, "village", "");
	record_text(&i, "class", "A");
	record_text(&i, "due", due);
	record_text(&i, "state", settled ? "done" : "open");
	record_text(&i, "settled_on", settled);
	must(t, change_insert(c, &i, &id, &t->error));
}

struct batch {
	int n;
	const char *due, *settled;
};

static struct review_pace pace_of(struct town *t, const char *opened, const struct batch *b, int n)
{
	struct record r = record_of("review_round");
	row_id round = 0;
	int seq = 0;
	struct review_pace pace;
	struct change *c = desk_change(t->desk, "test", &t->error);
	record_int(&r, "year", 2026);
	record_text(&r, "label", "2026");
	record_int(&r, "items", 1);
	record_text(&r, "opened_on", opened);
	must(t, change_insert(c, &r, &round, &t->error));
	for (int i = 0; i < n; i++)
		for (int k = 0; k < b[i].n; k++)
			insert_item(t, c, round, ++seq, b[i].due, b[i].settled);
	must(t, change_commit(&c, &t->error));
	g_autoptr(review_round) now = round_now(t, round);
	must(t, review_pace(t->desk, now, &pace, &t->error));
	return pace;
}

/* Friday 2026-08-14, opened Monday 08-03: ten working days, five households, one in two days.
 * By 08-20 there are 5 working days (14, 17-20) for 2 of 5; by 09-04 there are 16 for 8, 3 of 6
 * after the first 5; by the end of the year all of the last 4.  15 households take 30 working days
 * from today: 14 August, three weeks of August and four of September with Sunday 09-20, which is
 * worked, to 09-23. */
static void test_forecast(void **state)
{
	static const struct batch town[] = {{4, "2026-12-31", "2026-08-05"},
		{1, "2026-12-31", "2026-08-14"}, {5, "2026-08-20", NULL}, {6, "2026-09-04", NULL},
		{4, "2026-12-31", NULL}};
	char iso[DAY_LEN];
	at_day("2026-08-14");
	struct review_pace p = pace_of(*state, "2026-08-03", town, G_N_ELEMENTS(town));
	assert_int_equal(p.done, 5);
	assert_int_equal(p.workdays, 10);
	assert_int_equal(review_pace_tenths(&p), 5);
	assert_int_equal(p.open, 15);
	assert_int_equal(p.late, 3 + 3);
	assert_string_equal(day_to_iso(p.finish, iso), "2026-09-23");
}

/* Thirty days back from 08-14 begin on 07-16: 22 working days.  What was done on 07-15 is older. */
static void test_pace_of_thirty_days(void **state)
{
	static const struct batch town[] = {{7, "2026-12-31", "2026-07-15"},
		{3, "2026-12-31", "2026-07-16"}, {8, "2026-12-31", "2026-08-14"},
		{1, "2026-08-13", NULL}};
	at_day("2026-08-14");
	struct review_pace p = pace_of(*state, "2026-05-06", town, G_N_ELEMENTS(town));
	assert_int_equal(p.done, 3 + 8);
	assert_int_equal(p.workdays, 22);
	assert_int_equal(p.late, 1);
}

static void test_no_pace_yet(void **state)
{
	static const struct batch town[] = {{2, "2026-08-13", NULL}, {9, "2026-08-14", NULL}};
	at_day("2026-08-14");
	struct review_pace p = pace_of(*state, "2026-08-14", town, G_N_ELEMENTS(town));
	assert_int_equal(p.done, 0);
	assert_int_equal(p.open, 11);
	assert_int_equal(p.late, 2);
	assert_int_equal(p.finish, DAY_NONE);
}

#define ON_TOWN(f) cmocka_unit_test_setup_teardown(f, town_open, town_close)

int run_review_tests(void)
{
	static const struct CMUnitTest tests[] = {
		ON_TOWN(test_classes),
		ON_TOWN(test_months),
		ON_TOWN(test_who_has_the_duty),
		ON_TOWN(test_cohort_is_frozen),
		ON_TOWN(test_last_year_beside_this_year),
		ON_TOWN(test_cohort_is_of_the_year),
		ON_TOWN(test_two_visitors),
		ON_TOWN(test_no_change),
		ON_TOWN(test_nobody_met),
		ON_TOWN(test_death),
		ON_TOWN(test_whole_round),
		ON_TOWN(test_forecast),
		ON_TOWN(test_pace_of_thirty_days),
		ON_TOWN(test_no_pace_yet),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
