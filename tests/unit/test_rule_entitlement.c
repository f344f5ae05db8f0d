/* The amount of one household: the golden vectors of policy.md 9.3, the documented trap,
 * supplements, floor, income lines, refusals.  All amounts in yuan as decimals, as policy.md prints
 * them. */
#include "config.h"

#include <string.h>

#include "rule/entitlement.h"
#include "test_rule.h"
#include "test_rule_checker.h"

static const struct entitlement_input plain = {
	.members = 1,
	.standard = 63000,
	.standard_per = PER_MONTH,
	.standard_source = "示例〔2023〕1号",
	.income_months = 12,
	.round_unit = 100,
	.round_mode = ROUND_UP,
};

static void compute(const struct entitlement_input *in, struct entitlement *out)
{
	g_autoptr(GError) error = NULL;

	if (!entitlement_compute(in, out, &error))
		fail_msg("%s", error->message);
}

/* The total, after the printed working was computed again by the checker. */
static fen total_of(const struct entitlement_input *in)
{
	struct entitlement out;
	g_autofree char *text = NULL, *complaint = NULL;
	gint64 again = -1;
	fen total;

	compute(in, &out);
	text = working_to_text(out.working);
	if (!checker_recompute(text, &again, &complaint))
		fail_msg("%s\n%s", complaint, text);
	assert_int_equal(again, out.total);
	assert_int_equal(out.total, out.base + out.supplement);
	total = out.total;
	entitlement_clear(&out);
	return total;
}

struct golden {
	const char *name;
	int members;
	fen standard;
	enum period per;
	fen income;
	fen want[3]; /* fen half up, yuan up, yuan half up; -1: not eligible */
};

static const struct golden golden[] = {
	{"A", 3, 76000, PER_MONTH, 1200000, {128000, 128000, 128000}},
	{"B", 2, 566400, PER_YEAR, 700100, {36058, 36100, 36100}},
	{"C", 3, 63200, PER_MONTH, 2272800, {200, 200, 200}},
	{"D", 1, 656200, PER_YEAR, 656100, {8, 100, 0}},
	{"E", 4, 70000, PER_MONTH, 3360000, {-1, -1, -1}},
	{"F", 4, 70000, PER_MONTH, 3359988, {1, 100, 0}},
	{"G", 5, 550800, PER_YEAR, 1000007, {146166, 146200, 146200}},
	{"H", 1, 63000, PER_MONTH, 0, {63000, 63000, 63000}},
};

static struct entitlement_input golden_input(const struct golden *g, const struct income_line *line)
{
	struct entitlement_input in = plain;

	in.members = g->members;
	in.standard = g->standard;
	in.standard_per = g->per;
	in.income = line;
	in.n_income = 1;
	return in;
}

static void test_golden(void **state)
{
	static const struct {
		fen unit;
		enum round_mode mode;
	} modes[] = {{1, ROUND_HALF_UP}, {100, ROUND_UP}, {100, ROUND_HALF_UP}};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(golden); i++)
		for (size_t m = 0; m < G_N_ELEMENTS(modes); m++) {
			struct income_line line = {.label = "income",
				.amount = golden[i].income,
				.per = PER_YEAR,
				.countable = true};
			struct entitlement_input in = golden_input(&golden[i], &line);
			struct entitlement out;
			fen want = golden[i].want[m];

			in.round_unit = modes[m].unit;
			in.round_mode = modes[m].mode;
			compute(&in, &out);
			assert_int_equal(out.eligible, want >= 0);
			assert_int_equal(out.year_income, golden[i].income);
			assert_int_equal(out.total, MAX(want, 0));
			entitlement_clear(&out);
			assert_int_equal(total_of(&in), MAX(want, 0));
		}
}

/* D-55, P10: the column that policy.md gives for a unit of 100 yuan must never be computed. */
static void test_units_over_a_yuan_are_refused(void **state)
{
	static const fen refused[] = {10000, 1000, 200, 101, 99, 50, 5, 0, -1, -100};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(golden); i++)
		for (size_t u = 0; u < G_N_ELEMENTS(refused); u++) {
			struct income_line line = {.label = "income",
				.amount = golden[i].income,
				.per = PER_YEAR,
				.countable = true};
			struct entitlement_input in = golden_input(&golden[i], &line);
			struct entitlement out;
			g_autoptr(GError) error = NULL;

			in.round_unit = refused[u];
			assert_false(entitlement_compute(&in, &out, &error));
			assert_non_null(error);
			assert_null(out.working);
			assert_int_equal(out.total, 0);
		}
}

/* Income 1894 a month, 3 members, 632: dividing to a head first gives 2.000...1 and 3 yuan. */
static void test_documented_trap(void **state)
{
	struct income_line line = {
		.label = "income", .amount = 189400, .per = PER_MONTH, .countable = true};
	struct entitlement_input in = plain;

	(void)state;
	in.members = 3;
	in.standard = 63200;
	in.income = &line;
	in.n_income = 1;
	assert_int_equal(total_of(&in), 200);
}

static void test_income_lines(void **state)
{
	/* 12000 + 8 x 500 + 300 - 1200 - 12 x 50 = 14500 a year; the pension is not counted. */
	static const struct income_line lines[] = {
		{.label = "wages", .amount = 100000, .per = PER_MONTH, .countable = true},
		{.label = "odd jobs",
			.amount = 50000,
			.per = PER_MONTH,
			.months = 8,
			.countable = true},
		{.label = "sold a calf", .amount = 30000, .per = PER_ONCE, .countable = true},
		{.label = "basic pension", .amount = 20000, .per = PER_MONTH, .countable = false},
		{.label = "medical costs",
			.amount = 120000,
			.per = PER_YEAR,
			.countable = true,
			.deduction = true},
		{.label = "job costs",
			.amount = 5000,
			.per = PER_MONTH,
			.countable = true,
			.deduction = true},
	};
	struct entitlement_input in = plain;
	struct entitlement out;

	(void)state;
	in.members = 3;
	in.standard = 760000; /* 22800 a year for three */
	in.standard_per = PER_YEAR;
	in.income = lines;
	in.n_income = G_N_ELEMENTS(lines);
	compute(&in, &out);
	assert_int_equal(out.year_income, 1450000);
	assert_int_equal(out.year_standard, 2280000);
	entitlement_clear(&out);
	assert_int_equal(total_of(&in), 69200); /* 8300 / 12 = 691.67 */
}

/* D-11: half a year of income stands for the year; 3 of 6 months at 1000, and 500 once. */
static void test_period_of_six_months(void **state)
{
	static const struct income_line lines[] = {
		{.label = "wages",
			.amount = 100000,
			.per = PER_MONTH,
			.months = 3,
			.countable = true},
		{.label = "once", .amount = 50000, .per = PER_ONCE, .countable = true},
		{.label = "rent", .amount = 60000, .per = PER_YEAR, .countable = true},
		{.label = "all months", .amount = 1000, .per = PER_MONTH, .countable = true},
	};
	struct entitlement_input in = plain;
	struct entitlement out;

	(void)state;
	in.income_months = 6;
	in.members = 2;
	in.income = lines;
	in.n_income = G_N_ELEMENTS(lines);
	compute(&in, &out);
	assert_int_equal(out.year_income, 600000 + 100000 + 60000 + 12000);
	entitlement_clear(&out);
	total_of(&in);
}

static void test_deductions_never_below_zero(void **state)
{
	static const struct income_line lines[] = {
		{.label = "wages", .amount = 120000, .per = PER_YEAR, .countable = true},
		{.label = "medical costs",
			.amount = 300000,
			.per = PER_YEAR,
			.countable = true,
			.deduction = true},
	};
	struct entitlement_input in = plain;
	struct entitlement out;

	(void)state;
	in.income = lines;
	in.n_income = 2;
	compute(&in, &out);
	assert_int_equal(out.year_income, 0);
	entitlement_clear(&out);
	assert_int_equal(total_of(&in), 63000); /* as without any income */
}

/* 9.4: per person, of the monthly standard, each rounded once.  5 % of 5664/12 = 23.60 */
static void test_supplements(void **state)
{
	static const struct supplement_line lines[] = {
		{"王小明", "老年人", 5}, {"王红", "重度残疾人", 10}, {"王刚", "未成年人", 5}};
	struct entitlement_input in = plain;
	struct entitlement out;

	(void)state;
	in.members = 3;
	in.standard = 566400;
	in.standard_per = PER_YEAR;
	in.supplement = lines;
	in.n_supplement = 3;
	compute(&in, &out);
	assert_int_equal(out.base, 141600);
	assert_int_equal(out.supplement, 2400 + 4800 + 2400);
	assert_int_equal(out.total, 151200);
	entitlement_clear(&out);
	in.round_unit = 1;
	assert_int_equal(total_of(&in), 141600 + 2360 + 4720 + 2360);
	in.round_unit = 10;
	in.round_mode = ROUND_DOWN;
	assert_int_equal(total_of(&in), 141600 + 2360 + 4720 + 2360);
	in.round_unit = 100;
	assert_int_equal(total_of(&in), 141600 + 2300 + 4700 + 2300);
}

/* A supplement belongs to recipients only. */
static void test_no_supplement_without_a_right(void **state)
{
	static const struct supplement_line old = {"王小明", "老年人", 5};
	struct income_line line = {
		.label = "income", .amount = 63000, .per = PER_MONTH, .countable = true};
	struct entitlement_input in = plain;

	(void)state;
	in.income = &line;
	in.n_income = 1;
	in.supplement = &old;
	in.n_supplement = 1;
	assert_int_equal(total_of(&in), 0);
	line.amount--;
	assert_int_equal(total_of(&in), 100 + 3200); /* 0.01 -> 1; 31.50 -> 32 */
}

/* D-52: 20 % of 2 x 630 = 252 a month, where the difference alone would be less. */
static void test_floor(void **state)
{
	struct income_line line = {
		.label = "income", .amount = 110000, .per = PER_MONTH, .countable = true};
	struct entitlement_input in = plain;

	(void)state;
	in.members = 2;
	in.income = &line;
	in.n_income = 1;
	assert_int_equal(total_of(&in), 16000);
	in.floor_percent = 20;
	assert_int_equal(total_of(&in), 25200);
	line.amount = 90000;
	assert_int_equal(total_of(&in), 36000);
	line.amount = 126000;
	assert_int_equal(total_of(&in), 0); /* no floor for who has no right */
}

static void test_refusals(void **state)
{
	struct income_line line = {
		.label = "wages", .amount = 1000, .per = PER_MONTH, .countable = true};
	struct supplement_line old = {"王小明", "老年人", 101};
	struct entitlement_input bad[14];

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
		bad[i] = plain;
	bad[0].members = 0;
	bad[1].members = -3;
	bad[2].standard = 0;
	bad[3].standard = -1;
	bad[4].standard_per = PER_ONCE;
	bad[5].income_months = 0;
	bad[6].income_months = 5;
	bad[7].floor_percent = 101;
	bad[8].floor_percent = -1;
	bad[9].supplement = &old;
	bad[9].n_supplement = 1;
	bad[10].standard = G_MAXINT64 / 12;
	bad[10].members = 2;
	bad[11].standard = G_MAXINT64 / 500; /* fits as a year's standard, not in percent */
	bad[11].standard_per = PER_YEAR;
	bad[11].members = 6;
	bad[12].standard = G_MAXINT64;
	bad[13].income_months = 24;
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		struct entitlement out;
		g_autoptr(GError) error = NULL;

		bad[i].income = &line;
		bad[i].n_income = 1;
		if (entitlement_compute(&bad[i], &out, &error))
			fail_msg("case %zu was computed", i);
		assert_non_null(error);
	}
}

static void test_refused_income(void **state)
{
	struct income_line bad[][2] = {
		{{.label = "negative", .amount = -1, .per = PER_YEAR, .countable = true}},
		{{.label = "13 months",
			.amount = 1,
			.per = PER_MONTH,
			.months = 13,
			.countable = true}},
		{{.label = "-1 months",
			.amount = 1,
			.per = PER_MONTH,
			.months = -1,
			.countable = true}},
		{{.label = "huge", .amount = G_MAXINT64 / 2, .per = PER_MONTH, .countable = true}},
		{{.label = "half", .amount = G_MAXINT64 - 5, .per = PER_YEAR, .countable = true},
			{.label = "and half", .amount = 6, .per = PER_YEAR, .countable = true}},
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		struct entitlement_input in = plain;
		struct entitlement out;
		g_autoptr(GError) error = NULL;

		in.income = bad[i];
		in.n_income = bad[i][1].label ? 2 : 1;
		if (entitlement_compute(&in, &out, &error))
			fail_msg("%s was computed", bad[i][0].label);
		if (in.n_income == 1)
			assert_non_null(strstr(error->message, bad[i][0].label));
	}
}

/* Rounding by definition: the multiple of unit that the mode asks for, either sign. */
static void test_round_quotient(void **state)
{
	static const struct {
		gint64 num, den;
		fen unit;
		fen up, half, down;
	} cases[] = {
		{0, 12, 100, 0, 0, 0},
		{1, 12, 1, 1, 0, 0},
		{6, 12, 1, 1, 1, 0},
		{5, 12, 1, 1, 0, 0},
		{-6, 12, 1, 0, 0, -1},
		{-7, 12, 1, 0, -1, -1},
		{-12, 12, 1, -1, -1, -1},
		{600, 12, 100, 100, 100, 0},
		{599, 12, 100, 100, 0, 0},
		{601, 12, 100, 100, 100, 0},
		{1200, 12, 100, 100, 100, 100},
		{1201, 12, 100, 200, 100, 100},
		{54, 12, 10, 10, 0, 0},
		{60, 12, 10, 10, 10, 0},
		{7, 2, 7, 7, 7, 0}, /* 3.5 of 7: exactly half */
		{G_MAXINT64, 1, 1, G_MAXINT64, G_MAXINT64, G_MAXINT64},
		{G_MININT64, 1, 1, G_MININT64, G_MININT64, G_MININT64},
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		gint64 n = cases[i].num, d = cases[i].den;
		fen u = cases[i].unit;

		assert_int_equal(round_quotient(n, d, u, ROUND_UP), cases[i].up);
		assert_int_equal(round_quotient(n, d, u, ROUND_HALF_UP), cases[i].half);
		assert_int_equal(round_quotient(n, d, u, ROUND_DOWN), cases[i].down);
	}
}

/* D-10 at 3/2 of 22800: 34200 is not below, 34199.99 is; and amounts whose products leave 64 bits.
 */
static void test_edge(void **state)
{
	fen huge = G_MAXINT64 - 1;

	(void)state;
	assert_true(entitlement_is_edge(3419999, 2280000, 3, 2));
	assert_false(entitlement_is_edge(3420000, 2280000, 3, 2));
	assert_true(entitlement_is_edge(1, 1, 3, 2));
	assert_false(entitlement_is_edge(2, 1, 3, 2));
	assert_true(entitlement_is_edge(0, 1, 1, 1));
	assert_false(entitlement_is_edge(0, 0, 3, 2));
	assert_true(entitlement_is_edge(huge, huge, 3, 2));
	assert_false(entitlement_is_edge(huge, huge / 2, 3, 2));
	assert_false(entitlement_is_edge(huge, huge, 1, 1));
	assert_true(entitlement_is_edge(huge - 1, huge, 1, 1));
}

static const struct working_line *line_at(const struct working *w, int from_end)
{
	return g_ptr_array_index(w->lines, w->lines->len - 1 - from_end);
}

/* The proof as the family reads it (N1). */
static void test_proof_lines(void **state)
{
	static const struct supplement_line old = {"王小明", "老年人", 5};
	struct income_line line = {.label = "工资（王小明）",
		.article = "D-12",
		.source = "工资单",
		.amount = 700100,
		.per = PER_YEAR,
		.countable = true};
	struct entitlement_input in = plain;
	struct entitlement out;

	(void)state;
	in.members = 2;
	in.standard = 566400;
	in.standard_per = PER_YEAR;
	in.standard_sample = true;
	in.income = &line;
	in.n_income = 1;
	in.supplement = &old;
	in.n_supplement = 1;
	compute(&in, &out);
	assert_string_equal(line_at(out.working, 2)->operand,
		"(2 x 5664.00 - 7001.00) / 12 ~ 360.5833 -> 361.00");
	assert_string_equal(line_at(out.working, 2)->article, "D-51");
	assert_string_equal(line_at(out.working, 1)->operand, "5664.00 / 12 x 5% = 23.6 -> 24.00");
	assert_string_equal(line_at(out.working, 0)->operand, "361.00 + 24.00 = 385.00");
	assert_string_equal(line_at(out.working, 0)->value, "385.00");
	for (guint i = 0; i < out.working->lines->len; i++) {
		const struct working_line *l = g_ptr_array_index(out.working->lines, i);

		if (!strcmp(l->label, line.label)) {
			assert_string_equal(l->value, "7001.00");
			assert_string_equal(l->article, "D-12");
			assert_string_equal(l->source, "工资单");
		}
		if (strstr(l->source, "2023"))
			assert_non_null(strstr(l->source, "sample"));
	}
	entitlement_clear(&out);
}

/* The checker is worth something only if it refuses what is wrong. */
static void test_checker_finds_errors(void **state)
{
	static const struct supplement_line old = {"王小明", "老年人", 5};
	static const char *const swaps[][2] = {{"7001.00", "7000.00"}, {"361.00", "362.00"},
		{"361.00", "400.00"}, {"360.5833", "360.5834"}, {"385.00", "386.00"},
		{" x 5%", " x 6%"}, {"2 x 5664", "3 x 5664"}};
	struct income_line line = {
		.label = "wages", .amount = 700100, .per = PER_YEAR, .countable = true};
	struct entitlement_input in = plain;
	struct entitlement out;
	g_autofree char *text = NULL;

	(void)state;
	in.members = 2;
	in.standard = 566400;
	in.standard_per = PER_YEAR;
	in.income = &line;
	in.n_income = 1;
	in.supplement = &old;
	in.n_supplement = 1;
	compute(&in, &out);
	text = working_to_text(out.working);
	entitlement_clear(&out);
	for (size_t i = 0; i < G_N_ELEMENTS(swaps); i++) {
		const char *at = g_strrstr(text, swaps[i][0]);
		g_autofree char *wrong = NULL, *complaint = NULL;
		gint64 amount;

		assert_non_null(at);
		wrong = g_strdup_printf(
			"%.*s%s%s", (int)(at - text), text, swaps[i][1], at + strlen(swaps[i][0]));
		if (checker_recompute(wrong, &amount, &complaint))
			fail_msg("accepted %s for %s", swaps[i][1], swaps[i][0]);
	}
}

int run_entitlement_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_golden),
		cmocka_unit_test(test_units_over_a_yuan_are_refused),
		cmocka_unit_test(test_documented_trap),
		cmocka_unit_test(test_income_lines),
		cmocka_unit_test(test_period_of_six_months),
		cmocka_unit_test(test_deductions_never_below_zero),
		cmocka_unit_test(test_supplements),
		cmocka_unit_test(test_no_supplement_without_a_right),
		cmocka_unit_test(test_floor),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_refused_income),
		cmocka_unit_test(test_round_quotient),
		cmocka_unit_test(test_edge),
		cmocka_unit_test(test_proof_lines),
		cmocka_unit_test(test_checker_finds_errors),
	};

	return cmocka_run_group_tests_name("entitlement", tests, NULL, NULL);
}
