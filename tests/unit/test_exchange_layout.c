#include "config.h"

#include "tests/unit/test_exchange.h"

#include <string.h>
#include <glib/gstdio.h>
#include "exchange/layout.h"

struct fixture {
	struct library *lib;
	struct layouts *all;
	const struct layout *layout; /* of dibao */
};

static int layouts_open(void **state)
{
	struct fixture *l = g_new0(struct fixture, 1);
	g_autoptr(ini_complaints) c = ini_complaints_new();

	l->lib = library_load(NULL, c);
	l->all = layouts_load(l->lib, c);
	l->layout = layouts_kind(l->all, "dibao_rural")->layout;
	assert_int_equal(c->list->len, 0);
	*state = l;
	return 0;
}

static int layouts_close(void **state)
{
	struct fixture *l = *state;

	layouts_free(l->all);
	library_free(l->lib);
	g_free(l);
	return 0;
}

static int column_of(const struct fixture *l, const char *cell)
{
	int rank;

	return layout_column(l->layout, cell, &rank);
}

static void test_columns(void **state)
{
	static const struct {
		const char *cell;
		int column;
	} cases[] = {
		{"序号", COLUMN_SERIAL},
		{"村（社区）", COLUMN_VILLAGE},
		{"村(社区)", COLUMN_VILLAGE},
		{" 户 主　姓 名 ", COLUMN_HEAD},
		{"家庭成员\n姓名", COLUMN_NAME},
		{"姓名", COLUMN_NAME},
		{"与户主\r\n关系", COLUMN_RELATION},
		{"*公民身份号码", COLUMN_ID_NO},
		{"户主身份证号", COLUMN_HEAD_ID},
		{"月保障金额（元）", COLUMN_AMOUNT},
		{"月保障金额(元/月)", COLUMN_AMOUNT},
		{"家庭年收入（万元）", -1},
		{"银行帐号", COLUMN_ACCOUNT},
		{"保障人口", COLUMN_MEMBERS},
		{"人均补差", -1},
		{"", -1},
		{"（元）", -1},
		{"张三", -1},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		assert_int_equal(column_of(*state, cases[i].cell), cases[i].column);
}

/* 保障人口 is the better name for the number than 家庭人口, whichever comes first. */
static void test_ranks(void **state)
{
	const struct fixture *l = *state;
	int better, worse;

	assert_int_equal(layout_column(l->layout, "保障人口", &better), COLUMN_MEMBERS);
	assert_int_equal(layout_column(l->layout, "家庭人口", &worse), COLUMN_MEMBERS);
	assert_true(better < worse);
	assert_string_equal(layout_word(l->layout, COLUMN_ID_NO), "身份证号码");
}

static const char *recognised(const struct fixture *l, const char *title)
{
	g_autofree char *folded = layout_fold(title);
	const struct roster_kind *kind = layout_recognise(l->layout, folded, NULL);

	return kind ? kind->label : "";
}

static void test_titles(void **state)
{
	const struct fixture *l = *state;

	assert_string_equal(recognised(l, "盂县秀水镇2023年12月农村低保金发放花名册"), "农村低保");
	assert_string_equal(recognised(l, "农村居民最低生活保障金发放表"), "农村低保");
	assert_string_equal(recognised(l, "城 镇 居 民 最 低 生 活 保 障"), "城市低保");
	assert_string_equal(recognised(l, "花名册"), "");
	assert_string_equal(layout_foreign(l->layout, "秀水镇特困供养花名册"), "特困");
	assert_null(layout_foreign(l->layout, "秀水镇农村低保花名册"));
	assert_true(layout_is_foreign_column(l->layout, "儿童 姓名"));
	assert_false(layout_is_foreign_column(l->layout, "户主姓名"));
	assert_string_equal(layouts_kind(l->all, "dibao_urban")->label, "城市低保");
	assert_string_equal(layouts_kind(l->all, "农村低保")->key, "dibao_rural");
	assert_null(layouts_kind(l->all, "低保"));
}

static void test_months(void **state)
{
	static const struct {
		const char *title;
		int year, mon; /* 0: none */
	} cases[] = {
		{"盂县秀水镇2023年12月农村低保金发放花名册", 2023, 12},
		{"二〇二三年十二月", 2023, 12},
		{"二零二四年十月份", 2024, 10},
		{"二〇二四年一月", 2024, 1},
		{"农村低保（2024年02月）", 2024, 2},
		{"农村低保202401.csv", 2024, 1},
		{"低保2024-11发放表", 2024, 11},
		{"低保2024.11.csv", 2024, 11},
		{"填报日期：2023年12月5日", 0, 0},
		{"2023-12-05.csv", 0, 0},
		{"20231205", 0, 0},
		{"2023年13月", 0, 0},
		{"花名册", 0, 0},
		{"140322202301011234", 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		month m = layout_month(cases[i].title);

		if (cases[i].year)
			assert_int_equal(m, cases[i].year * 12 + cases[i].mon - 1);
		else
			assert_int_equal(m, MONTH_NONE);
	}
}

static void test_rows(void **state)
{
	const struct fixture *l = *state;

	assert_int_equal(layout_row(l->layout, "合　计"), ROW_TOTAL);
	assert_int_equal(layout_row(l->layout, "合计90户"), ROW_TOTAL);
	assert_int_equal(layout_row(l->layout, "本页小计："), ROW_TOTAL);
	assert_int_equal(layout_row(l->layout, "制表人：李某某"), ROW_FOOT);
	assert_int_equal(layout_row(l->layout, "填报单位：秀水镇"), ROW_FOOT);
	assert_int_equal(layout_row(l->layout, "第 3 页"), ROW_FOOT);
	assert_int_equal(layout_row(l->layout, "共晓明"), ROW_OTHER);
	assert_int_equal(layout_row(l->layout, "1"), ROW_OTHER);
	assert_int_equal(layout_row(l->layout, "张三"), ROW_OTHER);
}

/* What all lists share is read once, and a list may call a column by a name of its own. */
static void test_common(void **state)
{
	const struct fixture *l = *state;
	const struct layout *children = layouts_kind(l->all, "children")->layout;
	const struct layout *payments = layouts_kind(l->all, "payments")->layout;
	int rank;

	assert_int_equal(layout_column(children, "银行账号", &rank), COLUMN_ACCOUNT);
	assert_int_equal(layout_column(payments, "银行账号", &rank), COLUMN_ACCOUNT);
	assert_int_equal(layout_column(children, "类别", &rank), COLUMN_PROGRAMME);
	assert_int_equal(layout_column(l->layout, "类别", &rank), COLUMN_CLASS);
	assert_int_equal(layout_column(children, "监护人姓名", &rank), COLUMN_CARER);
	assert_int_equal(layout_column(l->layout, "监护人姓名", &rank), -1);
	assert_int_equal(layout_row(children, "合计：4人"), ROW_TOTAL);
	assert_true(layouts_is_of_households(l->all, "dibao"));
	assert_false(layouts_is_of_households(l->all, "destitute"));
}

static void test_codes(void **state)
{
	const struct fixture *l = *state;
	static const struct {
		const char *kind;
		enum column column;
		const char *word, *code; /* code NULL: none */
	} cases[] = {
		{"payments", COLUMN_PROGRAMME, "农村低保补发", "dibao"},
		{"payments", COLUMN_REASON, "农村低保补发", "arrears"},
		{"payments", COLUMN_REASON, "农村低保", NULL},
		{"payments", COLUMN_AREA, "农村低保补发", "rural"},
		{"payments", COLUMN_AREA, "城镇居民最低生活保障金", "urban"},
		{"payments", COLUMN_PROGRAMME, "事实无人抚养儿童", "unattended"},
		{"payments", COLUMN_PROGRAMME, "高龄津贴", NULL},
		{"payments", COLUMN_PAID, "交易未成功", "failed"},
		{"destitute", COLUMN_CARE_LEVEL, "全自理", "full"},
		{"destitute", COLUMN_CARE_LEVEL, "具备生活自理能力", "full"},
		{"destitute", COLUMN_CARE_LEVEL, "半自理（半护理）", "half"},
		{"destitute", COLUMN_CARE_LEVEL, "不能自理", "none"},
		{"destitute", COLUMN_CARE_LEVEL, "不能完全自理", "half"},
		{"destitute", COLUMN_CARE_LEVEL, "二级", NULL},
		{"destitute", COLUMN_SUPPORT, "集中", "institution"},
		{"destitute", COLUMN_SUPPORT, "分散供养", "home"},
		{"children", COLUMN_PLACING, "社会散居", "kin"},
		{"children", COLUMN_PLACING, "儿童福利院", "institution"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		bool other;
		const char *code = layout_code(layouts_kind(l->all, cases[i].kind)->layout,
			cases[i].column, cases[i].word, &other);

		if (g_strcmp0(code, cases[i].code) != 0)
			fail_msg("%s means %s", cases[i].word, code ? code : "nothing");
	}
}

static void test_report_months(void **state)
{
	(void)state;
	assert_int_equal(layout_report_month("填报日期：2023年12月5日"), 2023 * 12 + 11);
	assert_int_equal(layout_report_month("二〇二三年十月十日"), 2023 * 12 + 9);
	assert_int_equal(layout_report_month("2024-3-15"), 2024 * 12 + 2);
	assert_int_equal(layout_report_month("2023年12月"), MONTH_NONE);
}

/* A county's own file is read with the same care, and its faults are named by line. */
static void test_complaints(void **state)
{
	g_autofree char *dir = g_dir_make_tmp("jiuzhu-XXXXXX", NULL);
	g_autofree char *folder = g_build_filename(dir, "rosters", NULL);
	g_autofree char *path = g_build_filename(folder, "dibao.ini", NULL);
	g_autoptr(ini_complaints) c = ini_complaints_new();
	struct library *lib;

	(void)state;
	g_mkdir(folder, 0700);
	assert_true(g_file_set_contents(path,
		"[column serail]\nwords = 序号\n"
		"[column head]\nwords = 户主\n[column name]\nwords = 户主\n"
		"[roster dibao]\nlabel = 低保\nprogramme = diabo\narea = rural\ntitle = 低保\n"
		"[roster other]\nlabel = 其他\n"
		"[rows totals]\nwords = 合计\n",
		-1, NULL));
	lib = library_load(dir, c);
	roster_check_forms(lib, c);
	assert_int_equal(c->list->len, 5);
	must_say(g_ptr_array_index(c->list, 0), "dibao.ini:1:");
	must_say(g_ptr_array_index(c->list, 0), "\"serial\"");
	must_say(g_ptr_array_index(c->list, 1), "dibao.ini:5:");
	must_say(g_ptr_array_index(c->list, 2), "dibao.ini:12:");
	must_say(g_ptr_array_index(c->list, 3), "\"total\"");
	must_say(g_ptr_array_index(c->list, 4), "diabo");
	library_free(lib);
	g_unlink(path);
	g_rmdir(folder);
	g_rmdir(dir);
}

static void test_list_complaints(void **state)
{
	g_autofree char *dir = g_dir_make_tmp("jiuzhu-XXXXXX", NULL);
	g_autofree char *folder = g_build_filename(dir, "rosters", NULL);
	g_autofree char *path = g_build_filename(folder, "temporary.ini", NULL);
	g_autoptr(ini_complaints) c = ini_complaints_new();
	struct library *lib;

	(void)state;
	g_mkdir(folder, 0700);
	assert_true(g_file_set_contents(path,
		"[list]\nrows = grants\nmonth = rows\nneeds = name, amonut\n"
		"[roster temporary]\nlabel = 临时救助\nprogramme = temporary\n"
		"title = 临时救助\nstate = over\n"
		"[column cause]\nwords = 事由\ncodes = hardship_couse\n"
		"[values programme]\ntemporry = 临时\n",
		-1, NULL));
	lib = library_load(dir, c);
	roster_check_forms(lib, c);
	assert_int_equal(c->list->len, 6);
	must_say(g_ptr_array_index(c->list, 0), "\"grant\"");
	must_say(g_ptr_array_index(c->list, 1), "\"row\"");
	must_say(g_ptr_array_index(c->list, 2), "\"amount\"");
	must_say(g_ptr_array_index(c->list, 3), "hardship_couse");
	must_say(g_ptr_array_index(c->list, 4), "over");
	must_say(g_ptr_array_index(c->list, 5), "temporry");
	library_free(lib);
	g_unlink(path);
	g_rmdir(folder);
	g_rmdir(dir);
}

int run_layout_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_ranks),
		cmocka_unit_test(test_titles),
		cmocka_unit_test(test_months),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_common),
		cmocka_unit_test(test_codes),
		cmocka_unit_test(test_report_months),
		cmocka_unit_test(test_complaints),
		cmocka_unit_test(test_list_complaints),
	};

	return cmocka_run_group_tests_name("layout", tests, layouts_open, layouts_close);
}
