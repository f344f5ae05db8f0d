/* Report files: what is read, and what is complained of with its line. */
#include "test_form.h"

#include <string.h>

#define HEAD "[report t_r]\nlabel = 测试表\n"
#define TABLE "[table t]\nlabel = 表\nrows = 行\nlines = SELECT 1\n"
#define COLUMN "[column a]\nlabel = 甲\nunit = 人\n"
#define TEXT "[text x]\nlabel = 头\n"
#define INDICATOR "[indicator X1]\nlabel = 指标\nlevel1 = A\nlevel2 = A1\nweight = 3\nsay = 说\n"

/* Yangquan's table of 2023: four levels of 10, 30, 30 and 30 points. */
static void the_indicators_weigh_a_hundred(void **state)
{
	struct bench *b = bench_new(NULL, NULL);
	const struct report_def *r = library_report(b->lib, "indicators");
	int sum[4] = {0};
	(void)state;
	assert_non_null(r);
	assert_int_equal(r->indicators->len, 32);
	for (guint i = 0; i < r->indicators->len; i++) {
		const struct report_indicator *x = g_ptr_array_index(r->indicators, i);
		sum[x->key[0] - 'A'] += x->weight;
		assert_true(g_str_has_prefix(x->level1, (char[]){x->key[0], '\0'}));
		assert_true(strlen(x->say) > 10);
	}
	assert_int_equal(sum[0], 10);
	assert_int_equal(sum[1], 30);
	assert_int_equal(sum[2], 30);
	assert_int_equal(sum[3], 30);
	bench_free(b);
}

static void a_county_adds_a_report(void **state)
{
	struct bench *b = bench_new("reports/own.ini",
		HEAD "period = month\norder = 9\n[define own]\nquery = SELECT 1\n" TABLE COLUMN
		     "[column b]\nlabel = 率\nunit = %\npart = a\nwhole = a\n"
		     "[column c]\nlabel = 每\nunit = 户/人\npart = a\nwhole = a\n" INDICATOR
		     "full = 99.5\nzero = 80\nnumerator = SELECT 1\n",
		NULL);
	g_autofree char *complaints = bench_complaints(b);
	const struct report_def *r = library_report(b->lib, "t_r");
	(void)state;
	assert_string_equal(complaints, "");
	assert_true(r->monthly);
	const struct report_block *t = g_ptr_array_index(r->blocks, 0);
	assert_int_equal(report_column(t, "a")->type, REPORT_COUNT);
	assert_int_equal(report_column(t, "b")->type, REPORT_PERCENT);
	assert_int_equal(report_column(t, "c")->type, REPORT_RATIO);
	assert_null(report_column(t, "d"));
	assert_int_equal(
		((struct report_indicator *)g_ptr_array_index(r->indicators, 0))->full, 9950);
	bench_free(b);
}

static const struct {
	const char *text, *complaint;
} slips[] = {
	{HEAD, "r.ini:1: a report has a [report KEY] and something to print"},
	{TABLE COLUMN, "a report has a [report KEY] and something to print"},
	{HEAD TABLE, "the table t has no column"},
	{HEAD TABLE COLUMN "part = a\n", "r.ini:7: [column a]: part and whole go together"},
	{HEAD "[table t]\nlabel = 表\nrows = 行\nchart = aa\nlines = SELECT 1\n" COLUMN,
		"there is no column \"aa\", did you mean \"a\"?"},
	{HEAD COLUMN TEXT, "r.ini:3: [column a] belongs to no table"},
	{HEAD TEXT INDICATOR, "[indicator X1] is judged, or has a numerator, or a share"},
	{HEAD TEXT INDICATOR "judged = yes\nshare = SELECT 1\n", "one of them"},
	{HEAD TEXT INDICATOR "share = SELECT 1\n", "full points and none need different values"},
	{HEAD TEXT INDICATOR "share = SELECT 1\nfull = many\n", "there is no number \"many\""},
	{HEAD TEXT "[scores s]\nlabel = 分\nfrom = nowhere\n", "there is no report \"nowhere\""},
	{HEAD TEXT "[table zz]\nlabel = 表\nfrom = funds\n", "there is no table \"zz\""},
	{HEAD TEXT "[tabel t]\n", "did you mean \"table\"?"},
};

static void slips_are_complained_of(void **state)
{
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(slips); i++) {
		struct bench *b = bench_new("reports/r.ini", slips[i].text, NULL);
		assert_complaint(b, slips[i].complaint);
		bench_free(b);
	}
}

int test_report_files(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_indicators_weigh_a_hundred),
		cmocka_unit_test(a_county_adds_a_report),
		cmocka_unit_test(slips_are_complained_of),
	};
	return cmocka_run_group_tests_name("report files", tests, NULL, NULL);
}
