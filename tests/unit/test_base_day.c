#include "test_base.h"

#include "base/day.h"

static const day base = 19797; /* 2024-03-15 */

static void known_days(void **state)
{
	(void)state;
	assert_int_equal(day_make(1970, 1, 1), 0);
	assert_int_equal(day_make(1969, 12, 31), -1);
	assert_int_equal(day_make(2000, 3, 1), 11017);
	assert_int_equal(day_make(2024, 3, 15), base);
	assert_int_equal(day_make(2038, 1, 19), 24855); /* 2^31 s = 24855 d 3 h 14 min 8 s */
	assert_int_equal(day_make(1, 1, 1), -719162);
	assert_int_equal(day_make(2023, 2, 29), DAY_NONE);
	assert_int_equal(day_make(1900, 2, 29), DAY_NONE);
	assert_int_not_equal(day_make(2000, 2, 29), DAY_NONE);
	assert_int_equal(day_make(2024, 4, 31), DAY_NONE);
	assert_int_equal(day_make(2024, 0, 1), DAY_NONE);
	assert_int_equal(day_make(2024, 13, 1), DAY_NONE);
	assert_int_equal(day_make(2024, 1, 0), DAY_NONE);
	assert_int_equal(day_make(0, 1, 1), DAY_NONE);
	assert_int_equal(day_make(10000, 1, 1), DAY_NONE);
	assert_int_equal(day_make(-1, -1, -1), DAY_NONE);
}

/* All days of 9999 years: consecutive, there and back, weekdays in turn. */
static void every_day_round_trips(void **state)
{
	int year, mon, mday, last_weekday = 7;
	char buf[DAY_LEN];
	day d = day_make(1, 1, 1);

	(void)state;
	assert_int_equal(day_weekday(d), 1); /* a Monday in the Gregorian calendar */
	for (; d <= day_make(9999, 12, 31); d++) {
		day_split(d, &year, &mon, &mday);
		if (day_make(year, mon, mday) != d || day_weekday(d) != last_weekday % 7 + 1)
			fail_msg("day %d", d);
		last_weekday = day_weekday(d);
		if (d % 97 == 0)
			assert_int_equal(day_from_iso(day_to_iso(d, buf)), d);
	}
	day_split(d, &year, &mon, &mday);
	assert_int_equal(year, 0);
}

static void weekdays(void **state)
{
	(void)state;
	assert_int_equal(day_weekday(day_make(2026, 7, 1)), 3);
	assert_int_equal(day_weekday(day_make(2023, 1, 1)), 7);
	assert_int_equal(day_weekday(day_make(1949, 10, 1)), 6);
}

static void iso_is_strict(void **state)
{
	static const char *const wrong[] = {"", "2026-7-1", "2026-07-1", "2026-07-011",
		"2026/07/01", " 2026-07-01", "2026-07-01 ", "2026-02-30", "20260701", "+026-07-01",
		"2026-0a-01"};
	char buf[DAY_LEN];

	(void)state;
	assert_string_equal(day_to_iso(day_make(2026, 7, 1), buf), "2026-07-01");
	assert_string_equal(day_to_iso(day_make(812, 1, 9), buf), "0812-01-09");
	assert_string_equal(day_to_iso(DAY_NONE, buf), "");
	assert_int_equal(day_from_iso("2026-07-01"), day_make(2026, 7, 1));
	assert_int_equal(day_from_iso(NULL), DAY_NONE);
	for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
		assert_int_equal(day_from_iso(wrong[i]), DAY_NONE);
}

static void parse_what_people_key(void **state)
{
	static const char *const same[] = {"20240315", "240315", "0315", "2024-3-15", "2024-03-15",
		"2024/3/15", "2024.3.15", "2024.03.15", "2024年3月15日", "2024年03月15日",
		"2024年3月15", "2024年3月15号", "２０２４０３１５", "２０２４年３月１５日",
		"２０２４－３－１５", "２０２４／３／１５", " 2024-3-15 ", "　2024-3-15\xC2\xA0",
		"2024 年 3 月 15 日", "t", "T", "ｔ", "-0", "+0"};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(same); i++) {
		if (day_parse(same[i], base) != base)
			fail_msg("%s", same[i]);
	}
	assert_int_equal(day_parse("-3", base), base - 3);
	assert_int_equal(day_parse("－１０", base), base - 10);
	assert_int_equal(day_parse("+7", base), base + 7);
	assert_int_equal(day_parse("0229", base), day_make(2024, 2, 29));
	assert_int_equal(day_parse("0229", day_make(2023, 5, 5)), DAY_NONE);
	/* Births lie behind, deadlines a little ahead. */
	assert_int_equal(day_parse("550310", base), day_make(1955, 3, 10));
	assert_int_equal(day_parse("450310", base), day_make(1945, 3, 10));
	assert_int_equal(day_parse("440310", base), day_make(2044, 3, 10));
	assert_int_equal(day_parse("991231", base), day_make(1999, 12, 31));
}

static void parse_refuses(void **state)
{
	static const char *const wrong[] = {"", " ", "2024", "20240230", "2024-3", "2024-3/15",
		"2024年3月", "2024年3月15日晨", "24-3-15", "2024-3-15-1", "202403155", "abc", "-",
		"+", "--3", "-999999", "t3", "2024-03-15 08:00", "1.40322E+17", "三月", "2024-13-1",
		"\xC4\xEA", "2024 3 15", "45366"};

	(void)state;
	assert_int_equal(day_parse(NULL, base), DAY_NONE);
	for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
		if (day_parse(wrong[i], base) != DAY_NONE)
			fail_msg("%s", wrong[i]);
	}
}

static void parse_without_a_base(void **state)
{
	(void)state;
	assert_int_equal(day_parse("20240315", DAY_NONE), base);
	assert_int_equal(day_parse("2024.3.15", DAY_NONE), base);
	assert_int_equal(day_parse("240315", DAY_NONE), DAY_NONE);
	assert_int_equal(day_parse("0315", DAY_NONE), DAY_NONE);
	assert_int_equal(day_parse("t", DAY_NONE), DAY_NONE);
	assert_int_equal(day_parse("-3", DAY_NONE), DAY_NONE);
}

static void months_are_cut_to_their_end(void **state)
{
	(void)state;
	assert_int_equal(day_add_months(day_make(2024, 1, 31), 1), day_make(2024, 2, 29));
	assert_int_equal(day_add_months(day_make(2023, 1, 31), 1), day_make(2023, 2, 28));
	assert_int_equal(day_add_months(day_make(2024, 2, 29), 12), day_make(2025, 2, 28));
	assert_int_equal(day_add_months(day_make(2024, 3, 31), -1), day_make(2024, 2, 29));
	assert_int_equal(day_add_months(day_make(2024, 11, 15), 2), day_make(2025, 1, 15));
	assert_int_equal(day_add_months(day_make(2024, 1, 15), -13), day_make(2022, 12, 15));
	assert_int_equal(day_add_months(DAY_NONE, 3), DAY_NONE);
	assert_int_equal(day_add_months(day_make(1, 1, 1), -1), DAY_NONE);
}

static void months(void **state)
{
	char buf[MONTH_LEN];
	month m = month_of(day_make(2024, 2, 17));

	(void)state;
	assert_int_equal(m, 2024 * 12 + 1);
	assert_int_equal(month_first(m), day_make(2024, 2, 1));
	assert_int_equal(month_last(m), day_make(2024, 2, 29));
	assert_int_equal(month_last(month_of(day_make(2023, 12, 1))), day_make(2023, 12, 31));
	assert_string_equal(month_to_iso(m, buf), "2024-02");
	assert_int_equal(month_from_iso("2024-02"), m);
	assert_string_equal(month_to_iso(MONTH_NONE, buf), "");
	assert_int_equal(month_of(DAY_NONE), MONTH_NONE);
	assert_int_equal(month_first(MONTH_NONE), DAY_NONE);
	assert_int_equal(month_last(MONTH_NONE), DAY_NONE);
	assert_int_equal(month_from_iso("2024-13"), MONTH_NONE);
	assert_int_equal(month_from_iso("2024-2"), MONTH_NONE);
	assert_int_equal(month_from_iso("2024-00"), MONTH_NONE);
	assert_int_equal(month_from_iso(NULL), MONTH_NONE);
}

static void month_parse_what_people_key(void **state)
{
	static const char *const same[] = {"202403", "2403", "2024-03", "2024-3", "2024年3月",
		"2024年03月", "2024年3月份", "2024.3", "2024/03", "２０２４０３", "２０２４年３月",
		" 202403 "};
	static const char *const wrong[] = {
		"", "2024", "202413", "202400", "24-03", "2024年", "2024-3-1", "3", "二月"};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(same); i++) {
		if (month_parse(same[i], base) != 2024 * 12 + 2)
			fail_msg("%s", same[i]);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
		if (month_parse(wrong[i], base) != MONTH_NONE)
			fail_msg("%s", wrong[i]);
	}
	assert_int_equal(month_parse("2403", DAY_NONE), MONTH_NONE);
	assert_int_equal(month_parse(NULL, base), MONTH_NONE);
}

static void today_can_be_set(void **state)
{
	day machine = day_today();

	(void)state;
	assert_true(machine >= day_make(2020, 1, 1));
	day_set_today(base);
	assert_int_equal(day_today(), base);
	day_set_today(DAY_NONE);
	assert_in_range(day_today(), machine, machine + 1);
}

int test_day(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_days),
		cmocka_unit_test(every_day_round_trips),
		cmocka_unit_test(weekdays),
		cmocka_unit_test(iso_is_strict),
		cmocka_unit_test(parse_what_people_key),
		cmocka_unit_test(parse_refuses),
		cmocka_unit_test(parse_without_a_base),
		cmocka_unit_test(months_are_cut_to_their_end),
		cmocka_unit_test(months),
		cmocka_unit_test(month_parse_what_people_key),
		cmocka_unit_test(today_can_be_set),
	};

	return cmocka_run_group_tests_name("day", tests, NULL, NULL);
}
