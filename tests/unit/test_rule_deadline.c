/* Deadlines over the calendars of 2022-2026; the golden vectors are those of policy.md section 10.
 */
#include "config.h"

#include "rule/deadline.h"
#include "test_rule.h"

/* The table of policy.md section 10 as printed there. */
static const struct {
	int year;
	const char *rest, *work;
} tables[] = {
	{2022,
		"0103 0131 0201 0202 0203 0204 0404 0405 0502 0503 0504 0603 0912 1003 1004 1005 "
		"1006 1007",
		"0129 0130 0402 0424 0507 1008 1009"},
	{2023,
		"0102 0123 0124 0125 0126 0127 0405 0501 0502 0503 0622 0623 0929 1002 1003 1004 "
		"1005 1006",
		"0128 0129 0423 0506 0625 1007 1008"},
	{2024,
		"0101 0212 0213 0214 0215 0216 0404 0405 0501 0502 0503 0610 0916 0917 1001 1002 "
		"1003 1004 1007",
		"0204 0218 0407 0428 0511 0914 0929 1012"},
	{2025,
		"0101 0128 0129 0130 0131 0203 0204 0404 0501 0502 0505 0602 1001 1002 1003 1006 "
		"1007 1008",
		"0126 0208 0427 0928 1011"},
	{2026,
		"0101 0102 0216 0217 0218 0219 0220 0223 0406 0501 0504 0505 0619 0925 1001 1002 "
		"1005 1006 1007",
		"0104 0214 0228 0509 0920 1010"},
};

static void append_days(GString *csv, int year, const char *days, const char *kind)
{
	g_auto(GStrv) list = g_strsplit(days, " ", -1);

	for (char **d = list; *d; d++)
		g_string_append_printf(csv, "%d-%.2s-%s,%s,holiday\n", year, *d, *d + 2, kind);
}

static struct calendar *make_calendar(void)
{
	g_autoptr(GString) csv = g_string_new("date,kind,holiday\n");
	struct calendar *cal = calendar_new();
	g_autoptr(GError) error = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
		append_days(csv, tables[i].year, tables[i].rest, "rest");
		append_days(csv, tables[i].year, tables[i].work, "work");
	}
	if (!calendar_load(cal, "section 10", csv->str, &error))
		fail_msg("%s", error->message);
	return cal;
}

static struct policy *make_policy(const char *days)
{
	struct policy *p = policy_new(NULL);
	struct policy_row row = {.key = (char *)"days.test",
		.value = (char *)days,
		.from = day_from_iso("2000-01-01"),
		.to = DAY_NONE};

	policy_add(p, &row);
	return p;
}

static bool compute(const struct calendar *cal, int days, bool workdays, const char *from,
	const char *today, struct deadline *out)
{
	static struct deadline_def def;
	g_autofree char *text = g_strdup_printf("%d", days);
	g_autoptr(policy) p = make_policy(text);

	def = (struct deadline_def){.param = (char *)"days.test", .workdays = workdays};
	return deadline_compute(
		&def, p, cal, "rural", day_from_iso(from), day_from_iso(today), out);
}

static void test_golden(void **state)
{
	static const struct {
		const char *from;
		int days;
		const char *due;
	} golden[] = {
		{"2023-01-16", 3, "2023-01-19"},
		{"2023-01-16", 30, "2023-03-02"},
		{"2023-04-25", 10, "2023-05-11"},
		{"2023-09-22", 3, "2023-09-27"},
		{"2023-09-22", 30, "2023-11-09"},
		{"2023-09-22", 45, "2023-11-30"},
		{"2024-02-05", 20, "2024-03-08"},
		{"2024-09-10", 10, "2024-09-25"},
		{"2025-01-20", 15, "2025-02-14"},
		{"2025-09-26", 10, "2025-10-16"},
		{"2026-02-10", 30, "2026-03-30"},
		{"2026-02-10", 45, "2026-04-21"},
		{"2026-09-18", 15, "2026-10-15"},
		{"2022-09-28", 10, "2022-10-17"},
		{"2022-12-29", 3, "2023-01-04"},
	};
	g_autoptr(calendar) cal = make_calendar();

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(golden); i++) {
		struct deadline d;
		char due[DAY_LEN];

		assert_true(compute(cal, golden[i].days, true, golden[i].from, golden[i].from, &d));
		assert_string_equal(day_to_iso(d.due, due), golden[i].due);
		assert_int_equal(d.days, golden[i].days);
		assert_int_equal(d.left, golden[i].days);
		assert_true(d.certain);
	}
}

/* Publicity: 7 calendar days, the day of posting not counted (C-21); a last day that is no working
 * day moves on.  2023-04-24 + 7 = 1 May, a holiday until the 3rd. */
static void test_calendar_days(void **state)
{
	g_autoptr(calendar) cal = make_calendar();
	struct deadline d;

	(void)state;
	assert_true(compute(cal, 7, false, "2023-04-24", "2023-04-24", &d));
	assert_int_equal(d.due, day_from_iso("2023-05-04"));
	assert_int_equal(d.left, 10);
	assert_true(compute(cal, 7, false, "2023-03-01", "2023-03-02", &d));
	assert_int_equal(d.due, day_from_iso("2023-03-08"));
	assert_int_equal(d.left, 6);
}

/* K-63: the seven days have to pass.  Posted 2023-04-24 the notice hangs until 4 May, and may come
 * down from the next working day; posted 2023-03-03 it hangs until the 10th, a Friday. */
static void test_waiting(void **state)
{
	static const struct deadline_def wait = {.param = (char *)"days.test", .waits = true};
	static const char *const days[][2] = {
		{"2023-04-24", "2023-05-05"}, {"2023-03-03", "2023-03-13"}};
	g_autoptr(calendar) cal = make_calendar();
	g_autoptr(policy) p = make_policy("7");

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(days); i++) {
		struct deadline d;
		day due = day_from_iso(days[i][1]);

		assert_true(deadline_compute(
			&wait, p, cal, "rural", day_from_iso(days[i][0]), due, &d));
		assert_int_equal(d.due, due);
		assert_int_equal(d.left, 0);
		assert_int_not_equal(d.state, DEADLINE_OVER);
	}
}

/* 10 working days from Monday 2023-03-06: due Monday 2023-03-20. 70 % are over on the 15th. */
static void test_states(void **state)
{
	static const struct {
		const char *today;
		int left;
		enum deadline_state want;
	} cases[] = {
		{"2023-03-06", 10, DEADLINE_FINE},
		{"2023-03-14", 4, DEADLINE_FINE},
		{"2023-03-15", 3, DEADLINE_NEAR},
		{"2023-03-17", 1, DEADLINE_NEAR},
		{"2023-03-20", 0, DEADLINE_NEAR},
		{"2023-03-21", -1, DEADLINE_OVER},
		{"2023-03-24", -4, DEADLINE_OVER},
	};
	g_autoptr(calendar) cal = make_calendar();

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct deadline d;

		assert_true(compute(cal, 10, true, "2023-03-06", cases[i].today, &d));
		assert_int_equal(d.due, day_from_iso("2023-03-20"));
		assert_int_equal(d.left, cases[i].left);
		assert_int_equal(d.state, cases[i].want);
	}
}

static void test_one_day_before(void **state)
{
	g_autoptr(calendar) cal = make_calendar();
	struct deadline d;

	(void)state;
	/* 2 working days from Monday: Tuesday is half way, but one working day before the end. */
	assert_true(compute(cal, 2, true, "2023-03-06", "2023-03-06", &d));
	assert_int_equal(d.state, DEADLINE_FINE);
	assert_true(compute(cal, 2, true, "2023-03-06", "2023-03-07", &d));
	assert_int_equal(d.state, DEADLINE_NEAR);
}

static void test_weekend_after_the_end_is_over(void **state)
{
	g_autoptr(calendar) cal = make_calendar();
	struct deadline d;

	(void)state;
	assert_true(compute(cal, 4, true, "2023-03-06", "2023-03-11", &d)); /* due Friday 10th */
	assert_int_equal(d.due, day_from_iso("2023-03-10"));
	assert_int_equal(d.state, DEADLINE_OVER);
	assert_int_equal(d.left, -1);
}

static void test_year_without_calendar_is_uncertain(void **state)
{
	g_autoptr(calendar) cal = make_calendar();
	struct deadline d;

	(void)state;
	assert_true(compute(cal, 10, true, "2026-12-28", "2026-12-28", &d));
	assert_false(d.certain);
	assert_true(compute(cal, 3, true, "2026-12-21", "2026-12-21", &d));
	assert_true(d.certain);
}

static void test_no_value(void **state)
{
	g_autoptr(calendar) cal = make_calendar();
	g_autoptr(policy) p = policy_new(NULL);
	struct deadline_def def = {.param = (char *)"days.test", .workdays = true};
	struct deadline d;
	day monday = day_from_iso("2023-03-06");

	(void)state;
	assert_false(deadline_compute(&def, p, cal, "rural", monday, monday, &d));
	assert_false(compute(cal, -1, true, "2023-03-06", "2023-03-06", &d));
	assert_false(compute(cal, 10, true, "", "2023-03-06", &d));
}

/* The period is the one in force on the day it began, whatever was changed later. */
static void test_period_of_its_first_day(void **state)
{
	g_autoptr(calendar) cal = make_calendar();
	g_autoptr(policy) p = make_policy("30");
	struct policy_row later = {.key = (char *)"days.test",
		.value = (char *)"20",
		.from = day_from_iso("2023-03-10"),
		.to = DAY_NONE};
	struct deadline_def def = {.param = (char *)"days.test", .workdays = true};
	struct deadline d;

	(void)state;
	policy_add(p, &later);
	assert_true(deadline_compute(
		&def, p, cal, "", day_from_iso("2023-03-06"), day_from_iso("2023-03-20"), &d));
	assert_int_equal(d.days, 30);
	assert_ptr_equal(d.def, &def);
}

int run_deadline_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_golden),
		cmocka_unit_test(test_calendar_days),
		cmocka_unit_test(test_waiting),
		cmocka_unit_test(test_states),
		cmocka_unit_test(test_one_day_before),
		cmocka_unit_test(test_weekend_after_the_end_is_over),
		cmocka_unit_test(test_year_without_calendar_is_uncertain),
		cmocka_unit_test(test_no_value),
		cmocka_unit_test(test_period_of_its_first_day),
	};

	return cmocka_run_group_tests_name("deadline", tests, NULL, NULL);
}
