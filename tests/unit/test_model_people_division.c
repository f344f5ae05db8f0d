#include "config.h"

#include "tests/unit/test_model_people.h"

#include "form/code.h"
#include "model/division.h"

static void test_loaded(void **state)
{
	struct office_fixture *o = *state;

	assert_int_equal(number(o, "SELECT count(*) FROM division"), 827);
	assert_int_equal(number(o, "SELECT count(*) FROM division WHERE level = 'township'"), 43);
	assert_int_equal(number(o, "SELECT count(*) FROM division WHERE level = 'village'"), 777);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM division WHERE level <> 'province'"
				 " AND parent NOT IN (SELECT code FROM division)"),
		0);
}

static void expect_name(struct office_fixture *o, const char *code, bool full, const char *name)
{
	g_autofree char *found = division_name(o->desk, code, full);

	assert_string_equal(found, name);
}

static void test_names(void **state)
{
	struct office_fixture *o = *state;

	expect_name(o, "140322100219", false, "秦村村委会");
	expect_name(o, "140322100219", true, "盂县秀水镇秦村村委会");
	expect_name(o, "140322100", true, "盂县秀水镇");
	expect_name(o, "999", true, "");
	expect_name(o, NULL, true, "");
}

static void test_villages(void **state)
{
	struct office_fixture *o = *state;
	struct code_list *own = division_villages(o->desk, NULL);
	struct code_list *other = division_villages(o->desk, "140311100");
	g_autofree char *code = division_village_code(o->desk, "219");
	g_autofree char *none = division_village_code(o->desk, "999");

	assert_string_equal(code_list_label(own, "219"), "秦村村委会");
	assert_string_equal(code_list_label(other, "001"), "荫营煤矿社区居委会");
	assert_null(code_list_find(other, "219"));
	assert_string_equal(code, "140322100219");
	assert_null(none);
	code_list_free(own);
	code_list_free(other);
}

static void expect_match(
	struct office_fixture *o, const char *township, const char *words, const char *code)
{
	g_autofree char *found = division_match(o->desk, township, words);

	if (g_strcmp0(found, code) != 0)
		fail_msg("%s is %s, not %s", words, found, code);
}

static void test_match(void **state)
{
	struct office_fixture *o = *state;

	expect_match(o, NULL, "秦村村委会", "140322100219");
	expect_match(o, NULL, "秦村", "140322100219");
	expect_match(o, NULL, "秦村村", "140322100219");
	expect_match(o, NULL, "秦 村 村民委员会", "140322100219");
	expect_match(o, NULL, "盂县秀水镇秦村", "140322100219");
	expect_match(o, NULL, "秀水镇秦村村委会", "140322100219");
	/* The slips of policy 12.2. */
	expect_match(o, NULL, "孟县秀水乡镇秦村", "140322100219");
	expect_match(o, "140311100", "荫营乡镇荫营煤矿", "140311100001");
	expect_match(o, "140311100", "荫营煤矿社区", "140311100001");
	/* 上荫营 is a community there; 下荫营 has three of them, told apart by their words. */
	expect_match(o, "140311100", "上荫营", "140311100005");
	expect_match(o, "140311100", "下荫营社区", "140311100009");
	expect_match(o, "140311100", "下荫营瑞丰", "140311100003");
	/* A village and a community of one name: the ending says which, without it nobody can. */
	expect_match(o, "140303004", "赛鱼村", "140303004201");
	expect_match(o, "140303004", "赛鱼社区", "140303004001");
	expect_match(o, "140303004", "赛鱼", NULL);
	expect_match(o, NULL, "荫营煤矿社区", NULL);
	expect_match(o, NULL, "村委会", NULL);
	expect_match(o, NULL, "", NULL);
	expect_match(o, NULL, "没有的村", NULL);
}

/* Every village is found by its own name, and by its name without an ending where only it has it.
 */
static void test_match_all(void **state)
{
	struct office_fixture *o = *state;
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(g_free);
	GError *error = NULL;
	struct query *q = db_query(o->desk->db,
		"SELECT parent, name, code FROM division d WHERE level = 'village'"
		" AND NOT EXISTS (SELECT 1 FROM division e WHERE e.parent = d.parent"
		" AND e.name = d.name AND e.code <> d.code)",
		"");

	while (query_next(q))
		for (int i = 0; i < 3; i++)
			g_ptr_array_add(rows, query_dup(q, i));
	must(query_end(q, &error), &error);
	assert_true(rows->len > 3 * 700);
	for (guint i = 0; i < rows->len; i += 3)
		expect_match(o, rows->pdata[i], rows->pdata[i + 1], rows->pdata[i + 2]);
}

static void expect_township(struct office_fixture *o, const char *title, const char *code)
{
	g_autofree char *found = division_township_in(o->desk, title);

	if (g_strcmp0(found, code) != 0)
		fail_msg("%s is %s, not %s", title, found, code);
}

static void test_township(void **state)
{
	struct office_fixture *o = *state;

	expect_township(o, "盂县秀水镇2023年12月农村低保金发放花名册", "140322100");
	expect_township(o, "孟县秀水乡镇农村低保", "140322100");
	expect_township(o, "郊区荫营乡镇", "140311100");
	expect_township(o, "郊区西南昇乡花名册", "140311200");
	expect_township(o, "2023年12月农村低保金发放花名册", NULL);
	expect_township(o, "秀水镇 荫营镇", NULL);
	expect_township(o, "盂县秀水镇（含荫营镇转入）", "140322100");
}

int run_division_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_loaded),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_villages),
		cmocka_unit_test(test_match),
		cmocka_unit_test(test_match_all),
		cmocka_unit_test(test_township),
	};

	return cmocka_run_group_tests_name("division", tests, office_open, office_close);
}
