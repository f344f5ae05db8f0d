/* The golden vectors of policy section 10, on the calendar file that is shipped. */
#include "test_base.h"

#include "base/calendar.h"
#include "base/error.h"

static struct calendar *shipped;

static int load(void **state)
{
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;

	(void)state;
	shipped = calendar_new();
	if (!g_file_get_contents(TEST_SRCDIR "/forms/calendar/workdays.csv", &text, NULL, &error) ||
		!calendar_load(shipped, "workdays.csv", text, &error)) {
		print_error("%s\n", error->message);
		return -1;
	}
	return 0;
}

static int unload(void **state)
{
	(void)state;
	calendar_free(shipped);
	return 0;
}

static day iso(const char *text)
{
	day d = day_from_iso(text);

	assert_int_not_equal(d, DAY_NONE);
	return d;
}

static void golden_vectors(void **state)
{
	static const struct {
		const char *from;
		int n;
		const char *to;
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

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(golden); i++) {
		bool certain = true;
		char buf[DAY_LEN];
		day from = iso(golden[i].from);
		day to = calendar_add_workdays(shipped, from, golden[i].n, &certain);

		assert_string_equal(day_to_iso(to, buf), golden[i].to);
		assert_true(certain);
		assert_int_equal(calendar_workdays_between(shipped, from, to), golden[i].n);
		assert_int_equal(calendar_workdays_between(shipped, to, from), -golden[i].n);
	}
}

static void workdays_of_each_year(void **state)
{
	static const int expected[] = {249, 249, 251, 248, 248};

	(void)state;
	for (int year = 2022; year <= 2026; year++)
		assert_int_equal(calendar_workdays_between(shipped, day_make(year - 1, 12, 31),
					 day_make(year, 12, 31)),
			expected[year - 2022]);
}

static void holidays_and_worked_weekends(void **state)
{
	(void)state;
	assert_false(calendar_is_workday(shipped, iso("2026-02-17")));
	assert_true(
		calendar_is_workday(shipped, iso("2026-02-14"))); /* a Saturday that is worked */
	assert_false(calendar_is_workday(shipped, iso("2026-02-15")));
	assert_true(calendar_is_workday(shipped, iso("2026-03-02")));
	assert_false(calendar_is_workday(shipped, iso("2026-03-07")));
	assert_false(calendar_is_workday(shipped, iso("2022-12-31")));
}

/* C-21: a period of calendar days whose last day is a holiday ends on the next working day. */
static void last_day_on_a_holiday_moves(void **state)
{
	bool certain = true;

	(void)state;
	assert_int_equal(
		calendar_add_days(shipped, iso("2026-03-02"), 7, &certain), iso("2026-03-09"));
	assert_int_equal(calendar_add_days(shipped, iso("2026-02-28"), 7, &certain),
		iso("2026-03-09")); /* Saturday the 7th */
	assert_int_equal(calendar_add_days(shipped, iso("2026-02-08"), 7, &certain),
		iso("2026-02-24")); /* into the spring festival, 15th to 23rd */
	assert_int_equal(calendar_add_days(shipped, iso("2026-02-07"), 7, &certain),
		iso("2026-02-14")); /* a worked Saturday is no holiday */
	assert_int_equal(calendar_add_days(shipped, iso("2025-09-24"), 7, NULL), iso("2025-10-09"));
	assert_true(certain);
}

static void years_without_a_table_are_uncertain(void **state)
{
	bool certain = true;
	day d;

	(void)state;
	assert_true(calendar_knows(shipped, iso("2019-01-01")));
	assert_true(calendar_knows(shipped, iso("2026-12-31")));
	assert_false(calendar_knows(shipped, iso("2018-12-31")));
	assert_false(calendar_knows(shipped, iso("2027-01-01")));
	assert_false(calendar_knows(shipped, DAY_NONE));
	calendar_add_workdays(shipped, iso("2026-12-30"), 1, &certain);
	assert_true(certain);
	/* Weekends alone: Thursday 31st, Friday 1st, Monday 4th. */
	d = calendar_add_workdays(shipped, iso("2026-12-30"), 3, &certain);
	assert_int_equal(d, iso("2027-01-04"));
	assert_false(certain);
	certain = true;
	calendar_add_days(shipped, iso("2026-12-30"), 3, &certain);
	assert_false(certain);
	certain = false;
	calendar_add_workdays(shipped, iso("2026-03-02"), 3, &certain);
	assert_false(certain); /* cleared, never set */
	certain = true;
	assert_int_equal(
		calendar_add_workdays(shipped, iso("2027-05-05"), 0, &certain), iso("2027-05-05"));
	assert_int_equal(calendar_add_workdays(shipped, DAY_NONE, 3, &certain), DAY_NONE);
	assert_int_equal(calendar_add_days(shipped, DAY_NONE, 3, &certain), DAY_NONE);
	calendar_add_workdays(shipped, iso("2150-01-03"), 3, &certain);
	assert_false(certain);
}

static void next_years_notice_names_a_december_day(void **state)
{
	g_autoptr(calendar) cal = calendar_new();

	(void)state;
	assert_true(calendar_load(cal, "c", "2022-12-31,rest,元旦\n2023-01-02,rest,元旦\n", NULL));
	assert_true(calendar_knows(cal, iso("2023-06-01")));
	assert_false(calendar_knows(cal, iso("2022-06-01")));
}

static void overlay_adds_and_replaces(void **state)
{
	g_autoptr(calendar) cal = calendar_new();

	(void)state;
	assert_true(calendar_load(cal, "a", "date,kind,holiday\n2027-01-01,rest,元旦\n", NULL));
	assert_true(calendar_load(cal, "b",
		"\xEF\xBB\xBF# ours\r\n\r\n2027-01-01,work,\r\n2027-03-06 , work\r\n", NULL));
	assert_true(calendar_is_workday(cal, iso("2027-01-01")));
	assert_true(calendar_is_workday(cal, iso("2027-03-06")));
}

static void wrong_lines_are_named(void **state)
{
	static const char *const wrong[] = {"2026-02-30,rest,x", "2026-02-03", "2026-02-03,free,x",
		"3 Feb,rest", "1889-01-01,rest", "2026-02-03,REST"};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(calendar) cal = calendar_new();
		g_autofree char *text = g_strconcat("2026-01-01,rest\n", wrong[i], "\n", NULL);

		assert_false(calendar_load(cal, "mine.csv", text, &error));
		assert_true(g_str_has_prefix(error->message, "mine.csv:2: "));
		assert_int_equal(error->code, JZ_ERROR_BAD);
		assert_false(calendar_knows(cal, iso("2026-01-01"))); /* nothing was taken */
	}
}

int test_calendar(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(golden_vectors),
		cmocka_unit_test(workdays_of_each_year),
		cmocka_unit_test(holidays_and_worked_weekends),
		cmocka_unit_test(last_day_on_a_holiday_moves),
		cmocka_unit_test(years_without_a_table_are_uncertain),
		cmocka_unit_test(next_years_notice_names_a_december_day),
		cmocka_unit_test(overlay_adds_and_replaces),
		cmocka_unit_test(wrong_lines_are_named),
	};

	return cmocka_run_group_tests_name("calendar", tests, load, unload);
}
