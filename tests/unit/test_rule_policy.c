/* Dated rows of policy: F13, policy.md 16; standards that are set in spring and hold from New Year.
 */
#include "config.h"

#include "rule/policy.h"
#include "test_rule.h"

static void add(
	struct policy *p, const char *area, const char *value, const char *from, const char *to)
{
	struct policy_row row = {
		.key = (char *)"standard.dibao",
		.area = (char *)area,
		.value = (char *)value,
		.from = day_from_iso(from),
		.to = to ? day_from_iso(to) : DAY_NONE,
	};

	policy_add(p, &row);
}

static const char *at(const struct policy *p, const char *area, const char *on)
{
	return policy_value(p, "standard.dibao", area, day_from_iso(on));
}

static void test_dates(void **state)
{
	g_autoptr(policy) p = policy_new(NULL);

	(void)state;
	add(p, "rural", "600000", "2022-01-01", "2022-12-31");
	add(p, "rural", "624000", "2023-01-01", NULL);
	assert_null(at(p, "rural", "2021-12-31"));
	assert_string_equal(at(p, "rural", "2022-01-01"), "600000");
	assert_string_equal(at(p, "rural", "2022-12-31"), "600000");
	assert_string_equal(at(p, "rural", "2023-01-01"), "624000");
	assert_string_equal(at(p, "rural", "2099-01-01"), "624000");
	assert_null(at(p, "urban", "2023-01-01"));
	assert_null(policy_value(p, "standard.other", "rural", day_from_iso("2023-01-01")));
	assert_null(policy_value(p, "standard.dibao", "rural", DAY_NONE));
}

/* Two rows without an end: the one that begins later holds from its first day, not before. */
static void test_later_from_wins(void **state)
{
	g_autoptr(policy) p = policy_new(NULL);

	(void)state;
	add(p, "rural", "624000", "2023-01-01", NULL);
	add(p, "rural", "600000", "2022-01-01", NULL);
	assert_string_equal(at(p, "rural", "2022-12-31"), "600000");
	assert_string_equal(at(p, "rural", "2023-01-01"), "624000");
	add(p, "rural", "630000", "2023-01-01", NULL);
	assert_string_equal(at(p, "rural", "2023-05-01"), "630000");
}

static void test_gap_after_the_last_day(void **state)
{
	g_autoptr(policy) p = policy_new(NULL);

	(void)state;
	add(p, "", "1", "2020-01-01", NULL);
	add(p, "", "2", "2022-01-01", "2022-06-30");
	assert_string_equal(at(p, NULL, "2022-06-30"), "2");
	assert_string_equal(at(p, NULL, "2022-07-01"), "1");
}

static void test_own_area_before_common(void **state)
{
	g_autoptr(policy) p = policy_new(NULL);

	(void)state;
	add(p, "urban", "816000", "2022-01-01", NULL);
	add(p, "", "700000", "2023-01-01", NULL);
	assert_string_equal(at(p, "urban", "2023-06-01"), "816000");
	assert_string_equal(at(p, "rural", "2023-06-01"), "700000");
	assert_string_equal(at(p, "", "2023-06-01"), "700000");
	assert_string_equal(at(p, NULL, "2023-06-01"), "700000");
	assert_null(at(p, "", "2022-06-01"));
	assert_string_equal(
		policy_row_at(p, "standard.dibao", "urban", day_from_iso("2023-06-01"))->area,
		"urban");
}

/* Announced in May with effect from January: each month afterwards sees the new amount. */
static void test_retroactive(void **state)
{
	g_autoptr(policy) p = policy_new(NULL);

	(void)state;
	add(p, "urban", "780000", "2022-01-01", NULL);
	assert_string_equal(at(p, "urban", "2023-02-01"), "780000");
	add(p, "urban", "816000", "2023-01-01", NULL);
	assert_string_equal(at(p, "urban", "2023-02-01"), "816000");
	assert_string_equal(at(p, "urban", "2022-12-01"), "780000");
}

static void test_integers(void **state)
{
	static const struct {
		const char *value;
		gint64 want;
	} cases[] = {{"30", 30}, {"0", 0}, {"-5", -5}, {"", 77}, {"3x", 77}, {"yuan", 77},
		{"99999999999999999999", 77}};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(policy) p = policy_new(NULL);

		add(p, "", cases[i].value, "2020-01-01", NULL);
		assert_int_equal(
			policy_int(p, "standard.dibao", "", day_from_iso("2021-01-01"), 77),
			cases[i].want);
	}
}

static void test_rows_are_copies(void **state)
{
	g_autoptr(policy) p = policy_new(NULL);
	char value[] = "100";
	struct policy_row row = {.id = 9,
		.key = (char *)"k",
		.value = value,
		.from = day_from_iso("2020-01-01"),
		.to = DAY_NONE,
		.sample = true};
	const struct policy_row *got;

	(void)state;
	policy_add(p, &row);
	value[0] = '9';
	got = policy_row_at(p, "k", "", day_from_iso("2020-01-01"));
	assert_string_equal(got->value, "100");
	assert_string_equal(got->area, "");
	assert_string_equal(got->document, "");
	assert_true(got->sample);
	assert_int_equal(got->id, 9);
	assert_int_equal(policy_rows(p)->len, 1);
	assert_ptr_equal(g_ptr_array_index(policy_rows(p), 0), got);
}

int run_policy_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_later_from_wins),
		cmocka_unit_test(test_gap_after_the_last_day),
		cmocka_unit_test(test_own_area_before_common),
		cmocka_unit_test(test_retroactive),
		cmocka_unit_test(test_integers),
		cmocka_unit_test(test_rows_are_copies),
	};

	return cmocka_run_group_tests_name("policy", tests, NULL, NULL);
}
