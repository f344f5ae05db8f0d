/* Whole files: the sample rosters against what is known of them, other layouts of the same kind,
 * importing again, dry runs, cancelling, files that are something else. */
#include "config.h"

#include "tests/unit/test_exchange.h"

#include <string.h>
#include <glib/gstdio.h>
#include "base/rid.h"
#include "exchange/csv.h"
#include "store/journal.h"

/* --- the samples and their truth ------------------------------------------------------------- */

struct truth {
	int households, persons, rejects;
	fen amount;
};

/* What truth files call a reason, and what our sentence says then. */
static void check_reason(const char *reason, const struct roster_fault *f)
{
	if (strstr(reason, "scientific"))
		must_say(f->reason, "spreadsheet");
	else if (strstr(reason, "check digit"))
		must_say(f->reason, "check digit");
	else
		must_say(f->reason, "not a number");
	assert_string_equal(f->column, strstr(reason, "amount") ? "月保障金额" : "身份证号码");
}

static void read_truth(const char *name, const struct roster_result *out, struct truth *t)
{
	g_autofree char *path = data_path(name);
	g_autofree char *text = read_file(path);
	g_auto(GStrv) line = g_strsplit(text, "\n", -1);

	memset(t, 0, sizeof *t);
	for (char **l = line; *l; l++) {
		g_auto(GStrv) cell = g_strsplit(*l, "\t", -1);
		gint64 n;

		if (g_strv_length(cell) != 4)
			continue;
		n = g_ascii_strtoll(cell[3], NULL, 10);
		if (strcmp(cell[0], "import") == 0) {
			check_reason(cell[3], fault_of(out, cell[2]));
			t->rejects++;
		} else if (strcmp(cell[2], "households") == 0) {
			assert_string_equal(cell[1], out->kind);
			t->households = (int)n;
		} else if (strcmp(cell[2], "persons") == 0) {
			t->persons = (int)n;
		} else if (strcmp(cell[2], "paid") == 0) {
			t->amount = n * 100;
		}
	}
	assert_true(t->households > 0 && t->persons > 0 && t->rejects > 0);
}

/* foreign: a word of the remark that the roster is another office's, or NULL. */
static void check_sample(
	struct office_fixture *o, const char *roster, const char *truth, const char *foreign)
{
	g_autofree char *path = data_path(roster);
	struct roster_result out;
	struct truth t;

	import(o, path, &out);
	read_truth(truth, &out, &t);
	assert_int_equal(out.households, t.households);
	assert_int_equal(out.persons, t.persons);
	assert_int_equal(out.amount, t.amount);
	assert_int_equal(out.rejected, t.rejects);
	assert_int_equal(out.rows, t.persons + t.rejects);
	assert_int_equal(out.added, t.households);
	assert_int_equal(out.unchanged + out.updated, 0);
	assert_int_equal(out.month, 2023 * 12 + 11);
	assert_string_equal(out.area, "rural");
	assert_false(out.kind_assumed || out.month_assumed || out.known);
	assert_int_equal(out.n_remarks, foreign ? 1 : 0);
	if (foreign)
		assert_non_null(strstr(g_ptr_array_index(out.remarks, 0), foreign));
	assert_int_equal(number(o,
				 "SELECT count(*) FROM casefile WHERE state = 'active'"
				 " AND origin = 'imported' AND programme = 'dibao'"),
		t.households);
	assert_int_equal(number(o, "SELECT count(*) FROM person"), t.persons);
	assert_int_equal(number(o,
				 "SELECT sum(base) FROM award WHERE from_month = '2023-12'"
				 " AND to_month IS NULL"),
		t.amount);
	assert_int_equal(
		number(o, "SELECT count(*) FROM step WHERE action = 'import'"), t.households);
	/* Every household has as many members as the roster states, page breaks or not. */
	assert_int_equal(
		number(o,
			"SELECT count(*) FROM casefile c WHERE stated_members <>"
			" (SELECT count(*) FROM member m WHERE m.household = c.household)"),
		0);
	assert_int_equal(number(o, "SELECT count(*) FROM household WHERE village IS NULL"), 0);
	roster_result_clear(&out);
}

static void test_xiushui(void **state)
{
	struct office_fixture *o = *state;

	check_sample(o, "roster-xiushui.csv", "truth-xiushui.tsv", NULL);
	/* Blanks in names, full-width digits, apostrophes, 1,234 and ￥ and 元. */
	assert_int_equal(number(o, "SELECT count(*) FROM person WHERE name GLOB '*[ 　]*'"), 0);
	assert_int_equal(number(o,
				 "SELECT base FROM award a JOIN casefile c ON c.id = a.casefile"
				 " WHERE roster_ref = '31'"),
		206300);
	assert_int_equal(
		number(o, "SELECT roster_income FROM casefile WHERE roster_ref = '76'"), 41400);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM person WHERE id_no = '140322195011281556' "
				 "AND name = '张贵'"),
		1);
	/* 易霞转 stands above a page break, her husband and son below it. */
	assert_int_equal(number(o,
				 "SELECT count(*) FROM member m JOIN member h"
				 " ON h.household = m.household JOIN person p ON p.id = h.person"
				 " WHERE p.name = '易霞转'"),
		3);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM person WHERE name = '邓䶮'"
				 " AND pinyin LIKE 'dy dengy%' AND id_tail = '5970'"
				 " AND sex = 'M' AND birth = '1966-12-21'"),
		1);
}

/* The roster of another township: its villages are looked for there, not at home. */
static void test_yinying(void **state)
{
	struct office_fixture *o = *state;

	check_sample(o, "roster-yinying.csv", "truth-yinying.tsv", "荫营镇");
	assert_int_equal(
		number(o, "SELECT count(*) FROM household WHERE village LIKE '140311100%'"), 40);
	assert_int_equal(number(o, "SELECT count(*) FROM person WHERE name = '罗𠮷'"), 1);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM member m JOIN casefile c USING (household)"
				 " WHERE c.roster_ref = '26'"),
		4);
}

static void test_file_numbers(void **state)
{
	struct office_fixture *o = *state;
	g_autofree char *one = data_path("roster-xiushui.csv");
	g_autofree char *two = data_path("roster-yinying.csv");
	struct roster_result out;

	import(o, one, &out);
	roster_result_clear(&out);
	import(o, two, &out);
	roster_result_clear(&out);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM casefile"
				 " WHERE file_no GLOB 'DB-2023-[0-9][0-9][0-9][0-9]'"),
		130);
	assert_int_equal(number(o, "SELECT max(file_no) = 'DB-2023-0130' FROM casefile"), 1);
}

/* The journal tells the same story as the tables, after the indexes went and came back. */
static void test_journal(void **state)
{
	struct office_fixture *o = *state;
	g_autofree char *path = data_path("roster-xiushui.csv");
	struct roster_result out;
	struct journal_report report;
	GError *error = NULL;

	import(o, path, &out);
	roster_result_clear(&out);
	must(journal_verify(o->desk->db, NULL, &report, &error), &error);
	assert_int_equal(report.bad_seq, 0);
	assert_int_equal(report.bad_rows, 0);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM sqlite_schema WHERE name IN"
				 " ('person_name', 'person_pinyin', 'person_tail',"
				 " 'member_household', 'member_person', 'casefile_state',"
				 " 'casefile_household', 'award_casefile', 'step_casefile')"),
		9);
}

/* --- again ----------------------------------------------------------------------------------- */

static gint64 journal_length(struct office_fixture *o)
{
	return number(o, "SELECT count(*) FROM journal");
}

static void test_again(void **state)
{
	struct office_fixture *o = *state;
	g_autofree char *path = data_path("roster-xiushui.csv");
	g_autofree char *text = read_file(path);
	struct roster_result out;
	gint64 before;

	import(o, path, &out);
	roster_result_clear(&out);
	before = journal_length(o);
	import(o, path, &out);
	assert_true(out.known);
	assert_int_equal(out.households, 90);
	assert_int_equal(out.unchanged, 90);
	assert_int_equal(out.added + out.updated, 0);
	assert_int_equal(out.rejected, 3);
	roster_result_clear(&out);
	/* The same rows in another file: UTF-8, so no byte of it is known. */
	import_text(o, text, &out);
	assert_false(out.known);
	assert_int_equal(out.unchanged, 90);
	assert_int_equal(out.added + out.updated, 0);
	roster_result_clear(&out);
	assert_int_equal(journal_length(o), before);
}

#define TITLE(month) "盂县秀水镇" month "农村低保金发放花名册\n"
#define HEADING "序号,村,户主姓名,姓名,与户主关系,身份证号码,保障人口,家庭年收入,金额,银行账号\n"
#define LI "李有福,本人,140302195503100015"
#define WIFE "王秀英,配偶,140303198012240021"
#define SON "李小军,子,140311201206060031"

static void test_next_month(void **state)
{
	struct office_fixture *o = *state;
	struct roster_result out;

	import_text(o,
		TITLE("2023年11月") HEADING "1,秦村,李有福," LI ",2,1000,500,62210001\n"
					    ",,," WIFE ",,,,\n",
		&out);
	assert_int_equal(out.added, 1);
	roster_result_clear(&out);
	/* The wife left, a son came, the amount changed. */
	import_text(o,
		TITLE("2023年12月") HEADING "7,秦村,李有福," LI ",2,1000,560,62210002\n"
					    ",,," SON ",,,,\n",
		&out);
	assert_int_equal(out.updated, 1);
	assert_int_equal(out.persons, 2);
	roster_result_clear(&out);
	assert_int_equal(number(o, "SELECT count(*) FROM casefile"), 1);
	assert_int_equal(number(o, "SELECT count(*) FROM award"), 2);
	assert_int_equal(number(o,
				 "SELECT base FROM award WHERE from_month = '2023-11'"
				 " AND to_month = '2023-11'"),
		50000);
	assert_int_equal(number(o,
				 "SELECT base FROM award WHERE from_month = '2023-12'"
				 " AND to_month IS NULL"),
		56000);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM member m JOIN person p ON p.id = m.person"
				 " WHERE p.name = '王秀英' AND to_date = '2023-11-30'"),
		1);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM member m JOIN person p ON p.id = m.person"
				 " WHERE p.name = '李小军' AND from_date = '2023-12-01'"
				 " AND to_date IS NULL AND relation = '03'"),
		1);
	assert_int_equal(number(o, "SELECT account = '62210002' FROM casefile"), 1);
	/* An older roster adds to the history of the money and to nothing else. */
	import_text(o,
		TITLE("2023年10月") HEADING "1,秦村,李有福," LI ",2,900,480,62210000\n"
					    ",,," WIFE ",,,,\n",
		&out);
	assert_int_equal(out.updated, 1);
	roster_result_clear(&out);
	assert_int_equal(number(o,
				 "SELECT base FROM award WHERE from_month = '2023-10'"
				 " AND to_month = '2023-10'"),
		48000);
	assert_int_equal(number(o, "SELECT count(*) FROM award WHERE to_month IS NULL"), 1);
	assert_int_equal(number(o, "SELECT account = '62210002' FROM casefile"), 1);
	assert_int_equal(number(o, "SELECT count(*) FROM member WHERE to_date IS NULL"), 2);
	/* An amount that was wrong is corrected where it stands. */
	import_text(o,
		TITLE("2023年12月") HEADING "7,秦村,李有福," LI ",2,1000,570,62210002\n"
					    ",,," SON ",,,,\n",
		&out);
	assert_int_equal(out.updated, 1);
	roster_result_clear(&out);
	assert_int_equal(number(o, "SELECT count(*) FROM award"), 3);
	assert_int_equal(number(o, "SELECT base FROM award WHERE to_month IS NULL"), 57000);
}

/* A member whose row is set aside has not left the household. */
static void test_kept_member(void **state)
{
	struct office_fixture *o = *state;
	struct roster_result out;

	import_text(o,
		TITLE("2023年11月") HEADING "1,秦村,李有福," LI ",2,1000,500,62210001\n"
					    ",,," WIFE ",,,,\n",
		&out);
	roster_result_clear(&out);
	import_text(o,
		TITLE("2023年12月") HEADING "1,秦村,李有福," LI ",2,1000,500,62210001\n"
					    ",,,王秀英,配偶,140303198012240022,,,,\n",
		&out);
	assert_int_equal(out.rejected, 1);
	assert_int_equal(out.unchanged, 1);
	roster_result_clear(&out);
	/* Also where the roster does not state how many they are. */
	import_text(o,
		TITLE("2024年1月") HEADING "1,秦村,李有福," LI ",,1000,500,62210001\n"
					   ",,,王秀英,配偶,140303198012240022,,,,\n",
		&out);
	assert_int_equal(out.unchanged, 1);
	roster_result_clear(&out);
	assert_int_equal(number(o, "SELECT count(*) FROM member WHERE to_date IS NULL"), 2);
}

/* --- nothing written ------------------------------------------------------------------------- */

static void test_dry_run(void **state)
{
	struct office_fixture *o = *state;
	g_autofree char *path = data_path("roster-xiushui.csv");
	g_autofree char *rejects = office_path(o, "rejects.csv");
	struct roster_options options = {.dry_run = true, .rejects = rejects};
	gint64 before = journal_length(o);
	struct roster_result out;
	GError *error = NULL;

	must(roster_import(o->desk, path, &options, &out, &error), &error);
	assert_int_equal(out.added, 90);
	assert_int_equal(out.persons, 175);
	assert_int_equal(out.rejected, 3);
	assert_true(g_file_test(rejects, G_FILE_TEST_EXISTS));
	roster_result_clear(&out);
	assert_int_equal(journal_length(o), before);
	assert_int_equal(number(o, "SELECT count(*) FROM person"), 0);
	/* After it is in, a dry run says that nothing would change, and of next month what would.
	 */
	import_text(
		o, TITLE("2023年11月") HEADING "1,秦村,李有福," LI ",1,1000,500,62210001\n", &out);
	roster_result_clear(&out);
	g_free(path);
	path = write_file(o, "next.csv",
		TITLE("2023年12月") HEADING
		"1,秦村,李有福," LI ",1,1000,510,62210001\n"
		"2,秦村,王秀英,王秀英,本人,140303198012240021,1,0,100,\n");
	must(roster_import(o->desk, path, &options, &out, &error), &error);
	assert_int_equal(out.updated, 1);
	assert_int_equal(out.added, 1);
	roster_result_clear(&out);
	assert_int_equal(number(o, "SELECT count(*) FROM award"), 1);
}

static bool cancel_half_way(goffset done, goffset total, void *ctx)
{
	int *calls = ctx;

	assert_true(done >= 0 && done <= total);
	return ++*calls < 3;
}

static char *many_rows(void)
{
	GString *text = g_string_new(TITLE("2023年12月") HEADING);

	for (int i = 0; i < 2000; i++) {
		char id[RID_LEN + 1];

		g_snprintf(id, sizeof id, "1403221960%02d%02d%03d", 1 + i % 12, 1 + i / 12 % 28,
			100 + i / 336);
		g_string_append_printf(
			text, "%d,秦村,李四,李四,本人,%s%c,1,0,100,\n", i, id, rid_check_digit(id));
	}
	return g_string_free(text, FALSE);
}

static void test_cancel(void **state)
{
	struct office_fixture *o = *state;
	g_autofree char *text = many_rows();
	g_autofree char *path = write_file(o, "many.csv", text);
	g_autofree char *rejects = office_path(o, "rejects.csv");
	int calls = 0;
	struct roster_options options = {
		.rejects = rejects, .progress = cancel_half_way, .ctx = &calls};
	gint64 before = journal_length(o);
	struct roster_result out;
	GError *error = NULL;

	must_fail(roster_import(o->desk, path, &options, &out, &error), &error, JZ_ERROR_BAD,
		"cancelled");
	assert_true(out.cancelled);
	assert_int_equal(calls, 3);
	roster_result_clear(&out);
	assert_int_equal(journal_length(o), before);
	assert_int_equal(number(o, "SELECT count(*) FROM person"), 0);
	assert_int_equal(
		number(o, "SELECT count(*) FROM sqlite_schema WHERE name = 'person_name'"), 1);
	assert_false(g_file_test(rejects, G_FILE_TEST_EXISTS));
	import(o, path, &out);
	assert_int_equal(out.households, 2000);
	roster_result_clear(&out);
}

/* A file that breaks off in its last row changes nothing: all or nothing. */
static void test_broken_end(void **state)
{
	struct office_fixture *o = *state;
	g_autofree char *path = write_file(o, "broken.csv",
		TITLE("2023年12月") HEADING "1,秦村,李有福," LI ",1,0,500,\n2,秦村,\"王");
	struct roster_options options = {.kind = NULL};
	struct roster_result out;
	GError *error = NULL;

	must_fail(roster_import(o->desk, path, &options, &out, &error), &error, JZ_ERROR_BAD,
		"row 4, column 3");
	roster_result_clear(&out);
	assert_int_equal(number(o, "SELECT count(*) FROM person"), 0);
}

static void test_who_may(void **state)
{
	struct office_fixture *o = *state;
	g_autofree char *path = data_path("roster-xiushui.csv");
	struct roster_options options = {.dry_run = true};
	struct roster_result out;
	GError *error = NULL;

	o->desk->who.roles = ROLE_AUDITOR;
	must(roster_import(o->desk, path, &options, &out, &error), &error);
	roster_result_clear(&out);
	options.dry_run = false;
	must_fail(roster_import(o->desk, path, &options, &out, &error), &error, JZ_ERROR_DENIED,
		"clerk");
	roster_result_clear(&out);
	assert_int_equal(number(o, "SELECT count(*) FROM person"), 0);
}

/* --- other layouts --------------------------------------------------------------------------- */

static void test_urban(void **state)
{
	struct office_fixture *o = *state;
	g_autofree char *path = data_path("layout-urban-utf8.csv");
	struct roster_result out;

	import(o, path, &out);
	assert_string_equal(out.kind, "城市低保");
	assert_string_equal(out.area, "urban");
	assert_int_equal(out.month, 2023 * 12 + 10);
	assert_int_equal(out.households, 3);
	assert_int_equal(out.persons, 6);
	assert_int_equal(out.amount, 103050 + 68000 + 84500);
	assert_int_equal(out.rejected, 0);
	roster_result_clear(&out);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM casefile WHERE area = 'urban'"
				 " AND account = '6217000011112222333' AND holder = '任远'"
				 " AND roster_income = 1200000 AND bank = '邮储银行'"),
		1);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM household WHERE area = 'urban'"
				 " AND village = '140302001008'"),
		2);
	assert_int_equal(
		number(o,
			"SELECT group_concat(relation, '') = '010203' FROM member WHERE"
			" household = (SELECT household FROM casefile WHERE roster_ref = '1')"),
		1);
}

static void test_households_only(void **state)
{
	struct office_fixture *o = *state;
	g_autofree char *path = data_path("layout-household-bom.csv");
	struct roster_result out;

	import(o, path, &out);
	assert_string_equal(out.kind, "农村低保");
	assert_true(out.kind_assumed);
	assert_false(out.month_assumed);
	assert_int_equal(out.month, 2024 * 12);
	assert_int_equal(out.households, 3);
	assert_int_equal(out.persons, 3);
	assert_int_equal(out.amount, 123400 + 56000 + 42000);
	assert_int_equal(out.rejected, 2);
	must_say(fault_of(&out, "郭喜旺")->reason, "spreadsheet");
	assert_string_equal(fault_of(&out, "郭喜旺")->column, "一卡通账号");
	must_say(fault_of(&out, "常来福")->reason, "month");
	roster_result_clear(&out);
	assert_int_equal(number(o,
				 "SELECT members FROM award a JOIN casefile c"
				 " ON c.id = a.casefile WHERE roster_ref = '1'"),
		2);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM household WHERE address = '三泉村12号'"
				 " AND phone = '13800000001'"),
		1);
}

static void test_dates(void **state)
{
	struct office_fixture *o = *state;
	g_autofree char *path = data_path("layout-dates-gbk.tsv");
	struct roster_result out;

	import(o, path, &out);
	assert_int_equal(out.month, 2024 * 12 + 1);
	assert_int_equal(out.households, 3);
	assert_int_equal(out.persons, 5);
	assert_int_equal(out.amount, 90000 + 52050 + 61000);
	assert_int_equal(out.rejected, 3);
	assert_string_equal(fault_of(&out, "芦全喜")->column, "出生日期");
	must_say(fault_of(&out, "芦全喜")->reason, "1969年2月30日");
	assert_string_equal(fault_of(&out, "甄二小")->column, "批准时间");
	must_say(fault_of(&out, "甄三小")->reason, "23-4-1");
	assert_int_equal(out.n_remarks, 0);
	roster_result_clear(&out);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM casefile WHERE extra ->> 'granted_on' IN"
				 " ('2019-07-01', '2020-01-15', '2021-03-05')"),
		3);
}

static void test_two_lines(void **state)
{
	struct office_fixture *o = *state;
	g_autofree char *path = data_path("layout-two-lines-utf16.csv");
	struct roster_result out;

	import(o, path, &out);
	assert_int_equal(out.month, 2023 * 12 + 9);
	assert_int_equal(out.households, 2);
	assert_int_equal(out.persons, 5);
	assert_int_equal(out.amount, 70000 + 51525);
	assert_int_equal(out.rejected, 0);
	roster_result_clear(&out);
	/* 苗银娥 stands below the break; 南庄 is a village of 冠山镇, broken over two lines. */
	assert_int_equal(number(o,
				 "SELECT count(*) FROM member m JOIN casefile c USING (household)"
				 " WHERE roster_ref = '1'"),
		3);
}

/* --- files that are something else ------------------------------------------------------------ */

static void refuse(struct office_fixture *o, const char *name, const char *text, const char *words)
{
	g_autofree char *path = write_file(o, name, text);
	struct roster_options options = {.kind = NULL};
	struct roster_result out;
	GError *error = NULL;

	must_fail(
		roster_import(o->desk, path, &options, &out, &error), &error, JZ_ERROR_BAD, words);
	roster_result_clear(&out);
}

static void test_other_files(void **state)
{
	struct office_fixture *o = *state;

	refuse(o, "a.csv", "", "no heading");
	refuse(o, "a.csv", "hello\nworld\n", "no heading");
	refuse(o, "a.csv", TITLE("2023年12月") "序号,户主姓名,性别,金额\n1,李有福,男,5\n",
		"a.csv, row 2: it looks like a roster of 农村低保, but the heading has no column "
		"身份证号码");
	refuse(o, "a.csv", TITLE("2023年12月") "序号,村,性别,身份证号\n", "户主姓名, 月保障金额");
	refuse(o, "a.csv", TITLE("2023年12月") HEADING "合计,,,,,,,,0,\n", "no person");
	refuse(o, "a.csv", "秀水镇特困人员花名册\n" HEADING "1,秦村,李有福," LI ",1,0,5,\n",
		"特困");
	refuse(o, "2023年临时救助台账.csv", HEADING "1,秦村,李有福," LI ",1,0,5,\n", "临时救助");
	refuse(o, "a.csv",
		"序号,儿童姓名,姓名,身份证号,金额\n1,李小军,李小军,140311201206060031,5\n",
		"another kind");
	refuse(o, "a.xlsx", "PK\x03\x04zzzz", "damaged");
	refuse(o, "a.xls", "\xD0\xCF\x11\xE0zzzz", "save it as .xlsx");
	assert_int_equal(number(o, "SELECT count(*) FROM person"), 0);
}

static void test_kind_option(void **state)
{
	struct office_fixture *o = *state;
	g_autofree char *path = write_file(o, "a.csv", HEADING "1,秦村,李有福," LI ",1,0,5,\n");
	struct roster_options options = {.kind = "城市低保", .for_month = 2023 * 12 + 4};
	struct roster_result out;
	GError *error = NULL;

	must(roster_import(o->desk, path, &options, &out, &error), &error);
	assert_string_equal(out.area, "urban");
	assert_int_equal(out.month, 2023 * 12 + 4);
	assert_false(out.kind_assumed || out.month_assumed);
	roster_result_clear(&out);
	options.kind = "低宝";
	must_fail(roster_import(o->desk, path, &options, &out, &error), &error, JZ_ERROR_USAGE,
		"农村低保, 城市低保");
	roster_result_clear(&out);
	options.kind = NULL;
	options.for_month = 0;
	import_text(o, HEADING "1,秦村,王秀英,王秀英,本人,140303198012240021,1,0,100,\n", &out);
	assert_true(out.kind_assumed && out.month_assumed);
	assert_int_equal(out.month, 2024 * 12);
	assert_int_equal(out.n_remarks, 2);
	roster_result_clear(&out);
}

/* --- rejects --------------------------------------------------------------------------------- */

static char *import_rejects(struct office_fixture *o, const char *roster, const char *name)
{
	char *rejects = office_path(o, name);
	struct roster_options options = {.rejects = rejects};
	struct roster_result out;
	GError *error = NULL;

	must(roster_import(o->desk, roster, &options, &out, &error), &error);
	roster_result_clear(&out);
	return rejects;
}

static void test_rejects(void **state)
{
	struct office_fixture *o = *state;
	g_autofree char *path = data_path("roster-xiushui.csv");
	g_autofree char *rejects = import_rejects(o, path, "rejects.csv");
	g_autofree char *text = read_file(rejects);
	GError *error = NULL;
	g_autoptr(csv_reader) r = csv_open(rejects, &error);

	must(r != NULL, &error);
	assert_int_equal(csv_encoding(r), ENCODING_GB18030);
	assert_int_equal(csv_next(r, &error), CSV_RECORD);
	assert_int_equal(csv_cells(r), 4 + 14);
	assert_string_equal(csv_cell(r, 6), "户主姓名");
	assert_int_equal(csv_next(r, &error), CSV_RECORD);
	assert_string_equal(csv_cell(r, 0), "roster-xiushui.csv");
	assert_string_equal(csv_cell(r, 1), "192");
	assert_string_equal(csv_cell(r, 2), "身份证号码");
	assert_string_equal(csv_cell(r, 4), "901");
	assert_string_equal(csv_cell(r, 10), "1.40322E+17");
	assert_int_equal(csv_next(r, &error), CSV_RECORD);
	assert_string_equal(csv_cell(r, 10), "140322197508073690");
	assert_int_equal(csv_next(r, &error), CSV_RECORD);
	assert_int_equal(csv_next(r, &error), CSV_END);
	assert_non_null(strstr(text, ",\t140322197508073690,"));
}

static void replace_in_file(const char *path, const char *from, const char *to)
{
	g_autofree char *text = read_file(path);
	g_autoptr(GString) s = g_string_new(text);

	assert_int_equal(g_string_replace(s, from, to, 0), 1);
	assert_true(g_file_set_contents(path, s->str, -1, NULL));
}

/* Corrected in a spreadsheet and saved, the rejects are a roster of the same month. */
static void test_rejects_again(void **state)
{
	struct office_fixture *o = *state;
	g_autofree char *path = write_file(o, "秀水镇2023年11月农村低保.csv",
		HEADING "1,秦村,李有福," LI ",2,0,四百,62210001\n,,," WIFE ",,,,\n"
			"2,秦村,=1+1,=1+1,本人,440524188001010014,1,0,1,\n");
	g_autofree char *rejects = import_rejects(o, path, "rejects.csv");
	g_autofree char *text = read_file(rejects);
	struct roster_result out;

	assert_null(strstr(text, ",="));
	assert_non_null(strstr(text, ",\t=1+1,"));
	assert_int_equal(number(o, "SELECT count(*) FROM person"), 0);
	replace_in_file(rejects, ",四百,", ",400,");
	import(o, rejects, &out);
	assert_int_equal(out.month, 2023 * 12 + 10);
	assert_string_equal(out.kind, "农村低保");
	assert_false(out.kind_assumed || out.month_assumed);
	assert_int_equal(out.households, 1);
	assert_int_equal(out.persons, 2);
	assert_int_equal(out.rejected, 1);
	roster_result_clear(&out);
}

static void test_rejects_over_roster(void **state)
{
	struct office_fixture *o = *state;
	g_autofree char *path = write_file(o, "a.csv", HEADING "1,秦村,李有福," LI ",1,0,5,\n");
	struct roster_options options = {.rejects = path};
	struct roster_result out;
	GError *error = NULL;

	must_fail(roster_import(o->desk, path, &options, &out, &error), &error, JZ_ERROR_USAGE,
		"itself");
	roster_result_clear(&out);
	options.rejects = "/nonexistent/rejects.csv";
	must_fail(roster_import(o->desk, path, &options, &out, &error), &error, JZ_ERROR_BAD,
		"/nonexistent");
	roster_result_clear(&out);
	assert_int_equal(number(o, "SELECT count(*) FROM person"), 0);
}

#define office_test(f) cmocka_unit_test_setup_teardown(f, office_open, office_close)

int run_roster_tests(void)
{
	const struct CMUnitTest tests[] = {
		office_test(test_xiushui),
		office_test(test_yinying),
		office_test(test_file_numbers),
		office_test(test_journal),
		office_test(test_again),
		office_test(test_next_month),
		office_test(test_kept_member),
		office_test(test_dry_run),
		office_test(test_cancel),
		office_test(test_broken_end),
		office_test(test_who_may),
		office_test(test_urban),
		office_test(test_households_only),
		office_test(test_dates),
		office_test(test_two_lines),
		office_test(test_other_files),
		office_test(test_kind_option),
		office_test(test_rejects),
		office_test(test_rejects_again),
		office_test(test_rejects_over_roster),
	};

	return cmocka_run_group_tests_name("roster", tests, NULL, NULL);
}
