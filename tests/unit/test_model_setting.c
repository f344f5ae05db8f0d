#include "config.h"

#include "tests/unit/test_model_desk.h"

#include <string.h>
#include "model/setting.h"

static struct setting standard(const char *area, const char *value, day from)
{
	return (struct setting){.key = "dibao_standard",
		.area = area,
		.value = value,
		.from = from,
		.document = "盂民发〔2026〕1号",
		.issued = day_make(2026, 5, 8)};
}

static bool add(struct place *p, struct setting s, GError **error)
{
	return setting_add(p->desk, &s, error);
}

static void as_admin(struct place *p)
{
	person_at_desk(p, "admin", "administrator", NULL);
	sit(p, "admin");
}

static const char *in_force(struct place *p, day on)
{
	const char *value = desk_policy(p->desk, "dibao_standard", "rural", on);

	return value ? value : "none";
}

/* F13: a row from next month on changes next month only. */
static void test_rows_follow_each_other(void **state)
{
	struct place *p = *state;
	g_autofree char *last = NULL;
	GError *error = NULL;

	as_admin(p);
	must(add(p, standard("rural", "600000", day_make(2023, 1, 1)), &error), &error);
	must(add(p, standard("rural", "624000", day_make(2026, 8, 1)), &error), &error);
	assert_string_equal(in_force(p, day_make(2022, 12, 31)), "none");
	assert_string_equal(in_force(p, day_make(2026, 7, 31)), "600000");
	assert_string_equal(in_force(p, day_make(2026, 8, 1)), "624000");
	assert_null(desk_policy(p->desk, "dibao_standard", "urban", day_make(2026, 8, 1)));
	last = db_one_text(
		p->desk->db, NULL, "SELECT to_date FROM policy_value WHERE value = '600000'", "");
	assert_string_equal(last, "2026-07-31");
}

static void test_row_between_two(void **state)
{
	struct place *p = *state;
	g_autofree char *last = NULL;
	GError *error = NULL;

	as_admin(p);
	must(add(p, standard("rural", "1", day_make(2023, 1, 1)), &error), &error);
	must(add(p, standard("rural", "3", day_make(2026, 1, 1)), &error), &error);
	must(add(p, standard("rural", "2", day_make(2025, 1, 1)), &error), &error);
	assert_string_equal(in_force(p, day_make(2024, 12, 31)), "1");
	assert_string_equal(in_force(p, day_make(2025, 12, 31)), "2");
	assert_string_equal(in_force(p, day_make(2026, 1, 1)), "3");
	last = db_one_text(
		p->desk->db, NULL, "SELECT to_date FROM policy_value WHERE value = '2'", "");
	assert_string_equal(last, "2025-12-31");
}

static void test_same_day_is_corrected(void **state)
{
	struct place *p = *state;
	gint64 rows = 0;
	GError *error = NULL;

	as_admin(p);
	must(add(p, standard("rural", "600000", day_make(2026, 1, 1)), &error), &error);
	must(add(p, standard("rural", "624000", day_make(2026, 1, 1)), &error), &error);
	assert_string_equal(in_force(p, day_make(2026, 7, 1)), "624000");
	db_one_int(p->desk->db, &rows, NULL, "SELECT COUNT(*) FROM policy_value", "");
	assert_int_equal(rows, 1);
}

static struct setting value_of(const char *key, const char *area, const char *value)
{
	return (struct setting){.key = key,
		.area = area,
		.value = value,
		.from = day_make(2026, 1, 1),
		.issued = DAY_NONE};
}

static void test_rounding_over_a_yuan_is_refused(void **state)
{
	static const char *const good[] = {"1", "10", "100"};
	static const char *const bad[] = {"1000", "10000", "101", "0", "yuan", ""};
	struct place *p = *state;
	GError *error = NULL;

	as_admin(p);
	for (size_t i = 0; i < G_N_ELEMENTS(good); i++)
		must(add(p, value_of("round_unit", "", good[i]), &error), &error);
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
		refused(add(p, value_of("round_unit", "", bad[i]), &error), &error, JZ_ERROR_DENIED,
			"P10");
	assert_string_equal(desk_policy(p->desk, "round_unit", "", day_make(2026, 7, 15)), "100");
}

static void test_values_have_a_type(void **state)
{
	struct place *p = *state;
	struct setting undated = value_of("days_survey", "", "3");
	GError *error = NULL;

	as_admin(p);
	refused(add(p, value_of("days_survei", "", "3"), &error), &error, JZ_ERROR_BAD,
		"days_survei");
	refused(add(p, value_of("days_survey", "", "three"), &error), &error, JZ_ERROR_BAD,
		"number");
	refused(add(p, value_of("days_survey", "", "-3"), &error), &error, JZ_ERROR_BAD, "number");
	refused(add(p, value_of("dibao_standard", "rural", "62.40"), &error), &error, JZ_ERROR_BAD,
		"amount");
	refused(add(p, value_of("confirm_level", "", "village"), &error), &error, JZ_ERROR_BAD,
		"village");
	refused(add(p, value_of("dibao_standard", "desert", "624000"), &error), &error,
		JZ_ERROR_BAD, "desert");
	refused(add(p, value_of("days_survey", "rural", "3"), &error), &error, JZ_ERROR_BAD,
		"all areas");
	undated.from = DAY_NONE;
	refused(add(p, undated, &error), &error, JZ_ERROR_BAD, "which day");
	must(add(p, value_of("confirm_level", "", "township"), &error), &error);
	must(add(p, value_of("supp_elder", "", "5"), &error), &error);
}

static void test_administrators_only(void **state)
{
	struct place *p = *state;
	GError *error = NULL;

	person_at_desk(p, "admin", "administrator", NULL);
	person_at_desk(p, "wang", "clerk reviewer approver payer auditor", NULL);
	sit(p, "wang");
	refused(add(p, value_of("days_survey", "", "3"), &error), &error, JZ_ERROR_DENIED,
		"administrator");
}

static void put_samples(struct place *p)
{
	struct change_by by = {p->desk->who.id, "test"};
	GError *error = NULL;
	struct change *c = change_begin(p->desk->db, &by, "test", &error);

	must(c && setting_put_samples(c, p->lib, &error) && change_commit(&c, &error), &error);
	must(desk_reload(p->desk, &error), &error);
}

static void test_samples_are_marked(void **state)
{
	struct place *p = *state;
	GError *error = NULL;
	bool missing;

	as_admin(p);
	assert_true(setting_is_sample(p->desk, &missing));
	assert_true(missing);
	put_samples(p);
	put_samples(p);
	assert_true(setting_is_sample(p->desk, &missing));
	assert_false(missing);
	assert_string_equal(in_force(p, day_make(2026, 7, 15)), "624000");
	must(add(p, standard("rural", "660000", day_make(2026, 1, 1)), &error), &error);
	assert_true(setting_is_sample(p->desk, NULL));
	must(add(p, standard("urban", "840000", day_make(2026, 1, 1)), &error), &error);
	assert_false(setting_is_sample(p->desk, &missing));
	assert_false(missing);
}

static void test_conditions_read_policy(void **state)
{
	struct place *p = *state;
	GError *error = NULL;

	as_admin(p);
	must(add(p, value_of("confirm_level", "", "township"), &error), &error);
	must(add(p, value_of("dibao_standard", "", "624050"), &error), &error);
	assert_string_equal(desk_lookup(p->desk, "confirm_level"), "township");
	assert_string_equal(desk_lookup(p->desk, "dibao_standard"), "6240.50");
	assert_string_equal(desk_lookup(p->desk, "today"), "2026-07-15");
	assert_string_equal(desk_lookup(p->desk, "month"), "2026-07");
	assert_string_equal(desk_lookup(p->desk, "practice"), "yes");
	assert_null(desk_lookup(p->desk, "weather"));
}

int run_setting_tests(void)
{
#define AT_DESK(test) cmocka_unit_test_setup_teardown(test, place_practice, place_leave)
	const struct CMUnitTest tests[] = {
		AT_DESK(test_rows_follow_each_other),
		AT_DESK(test_row_between_two),
		AT_DESK(test_same_day_is_corrected),
		AT_DESK(test_rounding_over_a_yuan_is_refused),
		AT_DESK(test_values_have_a_type),
		AT_DESK(test_administrators_only),
		AT_DESK(test_samples_are_marked),
		AT_DESK(test_conditions_read_policy),
	};

	return cmocka_run_group_tests_name("setting", tests, NULL, NULL);
}
