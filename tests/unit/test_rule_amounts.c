/* Amounts beside the gap: support of the destitute, allowances of children, caps of grants
 * (policy.md 9.6, 9.8, 9.9).  Expected amounts are reckoned by hand. */
#include "config.h"

#include "rule/allowance.h"
#include "rule/cap.h"
#include "rule/support.h"
#include "test_rule.h"
#include "test_rule_checker.h"

/* The checker reads the printed lines alone and comes to the same. */
static void assert_working(const struct entitlement *e)
{
	g_autofree char *text = working_to_text(e->working), *complaint = NULL;
	gint64 again = -1;

	if (!checker_recompute(text, &again, &complaint))
		fail_msg("%s\n%s", complaint, text);
	assert_int_equal(again, e->total);
}

static fen parts_sum(const struct entitlement *e)
{
	fen sum = 0;

	for (guint i = 0; e->parts && i < e->parts->len; i++)
		sum += g_array_index(e->parts, struct entitlement_part, i).amount;
	return sum;
}

/* --- support ------------------------------------------------------------------------------- */

static const struct support_line basic = {"基本生活标准（分散供养）", "示例1号", true, 67600};

static void basic_and_care_are_two_parts(void **state)
{
	const struct support_line care = {"照料护理标准（分散，半护理）", "示例1号", false, 49500};
	struct entitlement e;

	(void)state;
	assert_true(support_compute(&basic, &care, &e, NULL));
	assert_int_equal(e.total, 117100); /* 676.00 + 495.00 */
	assert_int_equal(e.base, 67600);
	assert_int_equal(e.supplement, 49500);
	assert_int_equal(e.parts->len, 2);
	assert_string_equal(g_array_index(e.parts, struct entitlement_part, 0).kind, "base");
	assert_string_equal(g_array_index(e.parts, struct entitlement_part, 1).kind, "care");
	assert_int_equal(parts_sum(&e), e.total);
	assert_true(e.eligible);
	assert_working(&e);
	entitlement_clear(&e);
}

/* A county that pays no care at home to those who need none says 0. */
static void care_may_be_nothing(void **state)
{
	const struct support_line care = {"照料护理标准（分散，全自理）", "", false, 0};
	struct entitlement e;

	(void)state;
	assert_true(support_compute(&basic, &care, &e, NULL));
	assert_int_equal(e.total, 67600);
	assert_int_equal(e.parts->len, 1);
	assert_working(&e);
	entitlement_clear(&e);
}

static void support_that_cannot_be_added_is_refused(void **state)
{
	static const fen wrong[][2] = {
		{0, 100}, {-1, 100}, {100, -1}, {G_MAXINT64, 1}, {1, G_MAXINT64}};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
		const struct support_line one = {"a", "", false, wrong[i][0]};
		const struct support_line two = {"b", "", false, wrong[i][1]};
		g_autoptr(GError) error = NULL;
		struct entitlement e;

		assert_false(support_compute(&one, &two, &e, &error));
		assert_non_null(error);
		assert_null(e.working);
		assert_null(e.parts);
	}
}

/* --- allowance ----------------------------------------------------------------------------- */

static struct allowance_input child(const struct allowance_line *line, int n)
{
	return (struct allowance_input){
		.label = "儿童基本生活费（社会散居）",
		.standard = 117000, /* SX-03 */
		.source = "晋民发〔2023〕20号",
		.line = line,
		.n = n,
		.round_unit = 100,
		.round_mode = ROUND_UP,
	};
}

static fen allowance(const struct allowance_input *in)
{
	g_autoptr(GError) error = NULL;
	struct entitlement e;
	fen total;

	if (!allowance_compute(in, &e, &error))
		fail_msg("%s", error->message);
	assert_int_equal(e.eligible, e.total > 0);
	assert_int_equal(parts_sum(&e), e.total);
	assert_int_equal(e.base, e.total);
	assert_working(&e);
	total = e.total;
	entitlement_clear(&e);
	return total;
}

static void a_child_gets_the_difference(void **state)
{
	const struct allowance_line household = {"低保（按人）", "DB-2026-0001", 89400, 3};
	const struct allowance_line seven = {"低保（按人）", "DB-2026-0001", 100000, 7};
	const struct allowance_line both[] = {
		{"困难残疾人生活补贴", "", 8000, 1}, {"低保（按人）", "", 100000, 7}};
	struct allowance_input in = child(NULL, 0);

	(void)state;
	assert_int_equal(allowance(&in), 117000); /* nothing else: full */
	in = child(&household, 1);
	assert_int_equal(allowance(&in), 87200); /* 1170 - 894 / 3 = 872 */
	/* One rounding, at the end: 1170 - 1000 / 7 = 1027.142857.. */
	in = child(&seven, 1);
	assert_int_equal(allowance(&in), 102800);
	in.round_mode = ROUND_HALF_UP;
	assert_int_equal(allowance(&in), 102700);
	in.round_unit = 1;
	assert_int_equal(allowance(&in), 102714);
	in.round_mode = ROUND_UP;
	assert_int_equal(allowance(&in), 102715);
	/* 1170 - 80 - 1000 / 7 = 947.142857..; had the share been rounded first (142.86 -> 143)
	 * it would be 947. */
	in = child(both, 2);
	assert_int_equal(allowance(&in), 94800);
}

static void whoever_has_as_much_gets_nothing(void **state)
{
	const struct allowance_line same = {"特困供养", "", 117000, 1};
	const struct allowance_line one_less = {"特困供养", "", 116999, 1};
	const struct allowance_line more = {"特困供养", "", 200000, 1};
	const struct allowance_line three = {"低保（按人）", "", 351000, 3};
	const struct allowance_line three_less = {"低保（按人）", "", 350999, 3};
	struct allowance_input in = child(&same, 1);

	(void)state;
	assert_int_equal(allowance(&in), 0);
	in = child(&more, 1);
	assert_int_equal(allowance(&in), 0);
	in = child(&three, 1);
	assert_int_equal(allowance(&in), 0);
	in = child(&one_less, 1);
	assert_int_equal(allowance(&in), 100); /* 0.01, up to a yuan */
	in = child(&three_less, 1);
	assert_int_equal(allowance(&in), 100);
	in.round_mode = ROUND_DOWN;
	assert_int_equal(allowance(&in), 0);
}

static void allowances_that_cannot_be_computed_are_refused(void **state)
{
	const struct allowance_line wrong[][2] = {
		{{"a", "", -1, 1}, {"b", "", 0, 1}},
		{{"a", "", 100, 0}, {"b", "", 0, 1}},
		{{"a", "", 100, 2}, {"b", "", 100, 3}},
		{{"a", "", 100, 2}, {"b", "", 100, 2}},
		{{"a", "", G_MAXINT64, 1}, {"b", "", G_MAXINT64, 1}},
		{{"a", "", G_MAXINT64, 1}, {"b", "", 100, 2}},
	};
	g_autoptr(GError) none = NULL;
	struct entitlement e;
	struct allowance_input in;

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
		g_autoptr(GError) error = NULL;

		in = child(wrong[i], 2);
		if (allowance_compute(&in, &e, &error))
			fail_msg("%d was computed", (int)i);
		assert_non_null(error);
		assert_null(e.working);
	}
	in = child(NULL, 0);
	in.standard = 0;
	assert_false(allowance_compute(&in, &e, &none));
}

/* --- cap ----------------------------------------------------------------------------------- */

static struct cap_input months(int n, int persons)
{
	return (struct cap_input){
		.standard = 624000,
		.standard_per = PER_YEAR,
		.standard_source = "示例1号",
		.months = n,
		.persons = persons,
		.article = "L-13",
	};
}

static fen cap(const struct cap_input *in)
{
	g_autoptr(GError) error = NULL;
	struct entitlement e;
	fen total;

	if (!cap_compute(in, &e, &error))
		fail_msg("%s", error->message);
	assert_working(&e);
	total = e.total;
	entitlement_clear(&e);
	return total;
}

static void a_cap_is_so_many_months(void **state)
{
	struct cap_input in = months(1, 1);

	(void)state;
	assert_int_equal(cap(&in), 52000); /* 6240 / 12 */
	in = months(6, 1);
	assert_int_equal(cap(&in), 312000);
	in = months(6, 3);
	assert_int_equal(cap(&in), 936000);
	in = months(1, 1);
	in.standard = 76000;
	in.standard_per = PER_MONTH;
	assert_int_equal(cap(&in), 76000);
	/* 5664 / 12 = 472; 6562 / 12 = 546.8333..: cut once, after the multiplication: 6 months
	 * are 3281, not 6 x 546.83 = 3280.98. */
	in = months(6, 1);
	in.standard = 656200;
	assert_int_equal(cap(&in), 328100);
	in.months = 1;
	assert_int_equal(cap(&in), 54683);
}

static void caps_that_cannot_be_computed_are_refused(void **state)
{
	struct cap_input wrong[6];
	struct entitlement e;

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
		wrong[i] = months(6, 2);
	wrong[0].standard = 0;
	wrong[1].standard = -1;
	wrong[2].months = 0;
	wrong[3].persons = 0;
	wrong[4].standard = G_MAXINT64 / 11;
	wrong[5].months = wrong[5].persons = G_MAXINT;
	for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
		g_autoptr(GError) error = NULL;

		if (cap_compute(&wrong[i], &e, &error))
			fail_msg("%d was computed", (int)i);
		assert_non_null(error);
		assert_null(e.working);
	}
}

/* --- the checker sees a forged line ---------------------------------------------------------- */

static void a_forged_line_is_seen(void **state)
{
	static const char *const forged[][2] = {
		{"1170.00 - 894.00 / 3 = 872 -> 872.00", "1170.00 - 894.00 / 3 = 873 -> 873.00"},
		{"\t298\t", "\t299\t"},
		{"894.00 / 3 = 298", "891.00 / 3 = 297"},
	};
	const struct allowance_line household = {"低保（按人）", "DB-2026-0001", 89400, 3};
	const struct allowance_input in = child(&household, 1);
	struct entitlement e;

	(void)state;
	assert_true(allowance_compute(&in, &e, NULL));
	g_autofree char *text = working_to_text(e.working);
	for (size_t i = 0; i < G_N_ELEMENTS(forged); i++) {
		g_auto(GStrv) pieces = g_strsplit(text, forged[i][0], 2);
		g_autofree char *other = g_strjoinv(forged[i][1], pieces), *complaint = NULL;
		gint64 again;

		assert_int_equal(g_strv_length(pieces), 2);
		if (checker_recompute(other, &again, &complaint))
			fail_msg("not seen: %s", other);
	}
	entitlement_clear(&e);
}

int run_amounts_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(basic_and_care_are_two_parts),
		cmocka_unit_test(care_may_be_nothing),
		cmocka_unit_test(support_that_cannot_be_added_is_refused),
		cmocka_unit_test(a_child_gets_the_difference),
		cmocka_unit_test(whoever_has_as_much_gets_nothing),
		cmocka_unit_test(allowances_that_cannot_be_computed_are_refused),
		cmocka_unit_test(a_cap_is_so_many_months),
		cmocka_unit_test(caps_that_cannot_be_computed_are_refused),
		cmocka_unit_test(a_forged_line_is_seen),
	};

	return cmocka_run_group_tests_name("amounts", tests, NULL, NULL);
}
