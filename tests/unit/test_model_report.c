/* Points, shares and judgements of the built-in reports, on rows whose numbers are known by heart.
 */
#include "office_fixture.h"

#include <string.h>
#include "model/report.h"

enum { YEAR = 2023 };

static void put(struct office_fixture *o, struct record *r)
{
	GError *error = NULL;
	row_id id;
	struct change *c = desk_change(o->desk, "test", &error);
	must(c && change_insert(c, r, &id, &error) && change_commit(&c, &error), &error);
}

static void put_target(struct office_fixture *o, const char *kind, int number, const char *unit)
{
	struct record r = record_of("target");
	record_int(&r, "year", YEAR);
	record_text(&r, "kind", kind);
	if (number)
		record_int(&r, "number", number);
	record_text(&r, "unit", unit);
	put(o, &r);
}

static void put_fund(struct office_fixture *o, const char *source, gint64 planned, gint64 received)
{
	struct record r = record_of("fund");
	record_int(&r, "year", YEAR);
	record_text(&r, "source", source);
	record_int(&r, "planned", planned);
	record_int(&r, "received", received);
	put(o, &r);
}

static void put_answer(struct office_fixture *o, const char *satisfied)
{
	struct record r = record_of("opinion_poll");
	record_text(&r, "asked_on", "2023-05-04");
	record_text(&r, "who", "recipient");
	record_text(&r, "knows", "yes");
	record_text(&r, "satisfied", satisfied);
	put(o, &r);
}

static struct report_run *run_of(struct office_fixture *o, const char *key)
{
	GError *error = NULL;
	struct report_period period = report_year(YEAR);
	struct report_run *run = report_run(o->desk, library_report(o->lib, key), &period, &error);
	must(run != NULL, &error);
	return run;
}

static const struct report_score *score(const struct report_run *run, const char *key)
{
	for (guint i = 0; i < run->scores->len; i++) {
		const struct report_score *s = g_ptr_array_index(run->scores, i);
		if (strcmp(s->def->key, key) == 0)
			return s;
	}
	fail_msg("there is no indicator %s", key);
	return NULL;
}

static void assert_score(const struct report_run *run, const char *key, gint64 value, int points)
{
	const struct report_score *s = score(run, key);
	assert_int_equal(s->state, SCORE_COUNTED);
	assert_int_equal(s->value, value);
	assert_int_equal(s->points, points);
}

/* 80 of 100: half way from 60 (nothing) to 100 (4 points).  9 of 10 satisfied is the target. */
static void points_follow_the_formula(void **state)
{
	struct office_fixture *o = *state;
	put_fund(o, "central", 100000000, 80000000);
	put_target(o, "dibao", 100, "person");
	put_target(o, "child", 0, NULL);
	for (int i = 0; i < 10; i++)
		put_answer(o, i ? "2" : "4");
	g_autoptr(report_run) run = run_of(o, "indicators");
	assert_score(run, "B11", 8000, 200);
	assert_score(run, "A22", 5000, 50);
	assert_score(run, "D31", 9000, 1000);
	assert_score(run, "D12", 10000, 400);
	assert_score(run, "C11", 0, 0);
	assert_int_equal(score(run, "C15")->state, SCORE_NO_DATA);
	assert_int_equal(score(run, "D13")->state, SCORE_NO_DATA);
}

static void a_person_judges_what_nobody_counts(void **state)
{
	struct office_fixture *o = *state;
	struct record r = record_of("score_judgement");
	g_autoptr(report_run) before = run_of(o, "indicators");
	assert_int_equal(score(before, "A11")->state, SCORE_WAITING);
	assert_int_equal(score(before, "A11")->points, 0);
	record_int(&r, "year", YEAR);
	record_text(&r, "indicator", "A11");
	record_int(&r, "points", 999); /* never more than its weight */
	record_text(&r, "evidence", "细则齐全");
	record_text(&r, "judged_by", "某人");
	record_text(&r, "judged_on", "2024-01-02");
	put(o, &r);
	g_autoptr(report_run) after = run_of(o, "indicators");
	assert_int_equal(score(after, "A11")->state, SCORE_JUDGED);
	assert_int_equal(score(after, "A11")->points, 200);
	assert_string_equal(score(after, "A11")->evidence, "细则齐全");
}

static bool add_up(const struct report_name *n, void *ctx)
{
	*(gint64 *)ctx += n->n;
	return true;
}

static void the_names_add_up_to_the_number(void **state)
{
	struct office_fixture *o = *state;
	GError *error = NULL;
	gint64 sum = 0;
	put_fund(o, "central", 300, 200);
	put_fund(o, "city", 100, 50);
	g_autoptr(report_run) run = run_of(o, "funds");
	const struct report_table *t = g_ptr_array_index(run->tables, 0);
	const struct report_row *last = g_ptr_array_index(t->rows, t->rows->len - 1);
	assert_null(last->key);
	assert_int_equal(last->cells[1].n, 250);
	assert_int_equal(last->cells[2].n, 6250); /* 250 of 400 */
	struct report_place place = {.table = t->def, .column = report_column(t->def, "received")};
	must(report_names(o->desk, &run->period, &place, add_up, &sum, &error), &error);
	assert_int_equal(sum, 250);
	sum = 0;
	place.row = "3";
	must(report_names(o->desk, &run->period, &place, add_up, &sum, &error), &error);
	assert_int_equal(sum, 50);
}

#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, office_open, office_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_OFFICE(points_follow_the_formula),
		IN_OFFICE(a_person_judges_what_nobody_counts),
		IN_OFFICE(the_names_add_up_to_the_number),
	};
	return cmocka_run_group_tests(tests, NULL, NULL) > 0;
}
