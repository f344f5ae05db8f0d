/* Lists of other departments: who is in them by the truth of the samples, deaths that stop
 * payments, people who are entered later, and what came of a hit. */
#include "config.h"

#include "tests/unit/test_exchange.h"

#include <string.h>
#include "model/external.h"
#include "model/payment.h"

#define DIBAO                                                                                      \
	"秀水镇2023年12月农村低保花名册\n"                                             \
	"序号,村,户主姓名,姓名,与户主关系,身份证号码,保障人口,金额,银行账号\n"
#define FAMILY                                                                                     \
	"1,秦村,李有福,李有福,本人,140302195503100015,2,500,62210001000100\n"            \
	",,,王秀英,配偶,140303198012240021,,,\n"
#define DEATHS "殡葬火化人员名单\n死者姓名,身份证号,死亡日期,殡仪馆\n"

static void sample(struct office_fixture *o, const char *file, struct roster_result *out)
{
	g_autofree char *path = data_path(file);

	import(o, path, out);
}

static void take(struct office_fixture *o, const char *text, struct roster_result *out)
{
	static int n;
	g_autofree char *name = g_strdup_printf("record-%d.csv", n++);
	g_autofree char *path = write_file(o, name, text);

	roster_result_clear(out);
	import(o, path, out);
}

/* --- the samples ----------------------------------------------------------------------------- */

static bool is_hit(struct office_fixture *o, const char *id_number, const char *kinds)
{
	g_autofree char *sql = g_strdup_printf("SELECT count(*) FROM external_record r"
					       " JOIN person p ON p.id = r.person"
					       " WHERE p.id_no = '%s' AND r.matched = 'id'"
					       " AND r.kind IN (%s)",
		id_number, kinds);

	return number(o, sql) == 1;
}

static void check_truth(struct office_fixture *o, const char *township)
{
	static const struct {
		const char *check, *kinds;
	} checks[] = {
		{"K-31", "'death'"},
		{"K-33", "'vehicle', 'business', 'insurance', 'deposit'"},
		{"K-22", "'marriage'"},
	};
	g_autofree char *name = g_strdup_printf("truth-others-%s.tsv", township);
	g_autofree char *path = data_path(name);
	g_autofree char *all = read_file(path);
	g_auto(GStrv) line = g_strsplit(all, "\n", -1);
	int n = 0;

	for (char **l = line; *l; l++) {
		g_auto(GStrv) cell = g_strsplit(*l, "\t", -1);

		for (size_t i = 0; g_strv_length(cell) == 4 && i < G_N_ELEMENTS(checks); i++) {
			if (strcmp(cell[1], checks[i].check) != 0)
				continue;
			if (!is_hit(o, cell[2], checks[i].kinds))
				fail_msg("%s is in no list of %s", cell[2], checks[i].kinds);
			n++;
		}
	}
	assert_true(n > 0);
	/* Nobody else: the lists are full of other people. */
	assert_int_equal(
		number(o, "SELECT count(*) FROM external_record WHERE person IS NOT NULL"), n);
	assert_true(number(o, "SELECT count(*) FROM external_record WHERE person IS NULL") > n);
}

static void import_all(struct office_fixture *o, const char *township, const char *const *lists)
{
	for (; *lists; lists++) {
		g_autofree char *file = g_strdup_printf(*lists, township);
		struct roster_result out;

		sample(o, file, &out);
		assert_true(out.added > 0);
		roster_result_clear(&out);
	}
}

static const char *const rosters[] = {
	"roster-%s.csv", "children-%s.csv", "destitute-%s.xlsx", "grants-%s.xls", NULL};
static const char *const lists[] = {"deaths-%s.xls", "vehicles-%s.csv", "businesses-%s.csv",
	"insurance-%s.csv", "deposits-%s.csv", "marriages-%s.csv", NULL};

static void test_samples(void **state)
{
	import_all(*state, "xiushui", rosters);
	import_all(*state, "xiushui", lists);
	check_truth(*state, "xiushui");
}

/* The lists first: who comes with a roster afterwards is found all the same. */
static void test_lists_first(void **state)
{
	import_all(*state, "yinying", lists);
	assert_int_equal(
		number(*state, "SELECT count(*) FROM external_record WHERE person IS NOT NULL"), 0);
	import_all(*state, "yinying", rosters);
	check_truth(*state, "yinying");
	assert_int_equal(number(*state,
				 "SELECT count(*) FROM external_record r JOIN person p"
				 " ON p.id = r.person WHERE r.kind = 'death'"
				 " AND p.death_date = r.happened"),
		4);
}

/* --- columns --------------------------------------------------------------------------------- */

static void test_facts(void **state)
{
	struct office_fixture *o = *state;
	struct roster_result out = {0};

	take(o, DIBAO FAMILY, &out);
	take(o,
		"银行存款核对\n姓名,证件号码,开户机构,余额\n李有福,140302195503100015,农商行,\"￥1,"
		"234.50\"\n",
		&out);
	assert_string_equal(out.kind, "银行存款");
	assert_int_equal(out.matched, 1);
	take(o,
		"社会保险缴费\n姓名,社会保障号码,险种,缴费年月,缴费基数\n王秀英,140303198012240021,"
		"养老,202311,3400\n",
		&out);
	take(o,
		"婚姻登记信息\n男方姓名,男方身份证号,女方姓名,女方身份证号,结婚日期,离婚日期\n"
		"赵某,140311196003120010,王秀英,140303198012240021,2001.5.1,2010/3/2\n",
		&out);
	assert_int_equal(out.rows, 1);
	assert_int_equal(out.matched, 1); /* she is the other one */
	assert_int_equal(number(o,
				 "SELECT count(*) FROM external_record WHERE kind = 'deposit'"
				 " AND amount = 123450 AND detail = '农商行'"),
		1);
	assert_int_equal(
		number(o,
			"SELECT count(*) FROM external_record WHERE kind = 'insurance'"
			" AND amount = 340000 AND detail = '养老' AND happened = '2023-11'"),
		1);
	assert_int_equal(
		number(o,
			"SELECT count(*) FROM external_record WHERE kind = 'marriage'"
			" AND name = '王秀英' AND other_name = '赵某' AND person IS NOT NULL"
			" AND happened = '2001-05-01' AND until = '2010-03-02'"),
		1);
	roster_result_clear(&out);
}

/* Without a number the name and the day of birth say it, where only one has both. */
static void test_name_and_birth(void **state)
{
	struct office_fixture *o = *state;
	struct roster_result out = {0};

	take(o, DIBAO FAMILY, &out);
	take(o,
		"机动车登记\n车主,出生日期,车牌号\n李有福,1955-03-10,晋C1\n李有福,1956-03-10,晋C2\n"
		"李有福,,晋C3\n",
		&out);
	assert_int_equal(out.matched, 1);
	assert_int_equal(out.rejected, 1);
	must_say(fault_of(&out, "李有福")->reason, "birth");
	assert_int_equal(number(o,
				 "SELECT count(*) FROM external_record WHERE matched = 'name_birth'"
				 " AND detail = '晋C1'"),
		1);
	/* Another number is another person, whatever his name. */
	take(o, "机动车登记\n车主,身份证号,车牌号\n李有福,140311195503100011,晋C4\n", &out);
	assert_int_equal(out.added, 1);
	assert_int_equal(out.matched, 0);
	/* The number of 15 digits of before 1999. */
	take(o, "机动车登记\n车主,身份证号,车牌号\n李有福,140302550310001,晋C5\n", &out);
	assert_int_equal(out.matched, 1);
	roster_result_clear(&out);
}

static void test_again(void **state)
{
	struct office_fixture *o = *state;
	struct roster_result out = {0};
	g_autofree char *path = NULL;
	struct roster_options options = {.kind = NULL};
	GError *error = NULL;
	gint64 before;

	take(o, DIBAO FAMILY, &out);
	take(o, "机动车登记\n车主,身份证号,车牌号\n李有福,140302195503100015,晋C1\n", &out);
	before = number(o, "SELECT count(*) FROM journal");
	take(o, "机动车登记\n车主,身份证号,车牌号\n李有福,140302195503100015,晋C1\n", &out);
	assert_true(out.known);
	assert_int_equal(out.unchanged, 1);
	assert_int_equal(number(o, "SELECT count(*) FROM journal"), before);
	/* The next list says the same and one thing more. */
	take(o,
		"机动车登记2月\n车主,身份证号,车牌号\n李有福,140302195503100015,晋C1\n"
		"李有福,140302195503100015,晋C2\n李有福,140302195503100015,晋C2\n",
		&out);
	assert_int_equal(out.added, 1);
	assert_int_equal(out.unchanged, 2);
	assert_int_equal(number(o, "SELECT count(*) FROM external_record"), 2);
	/* A heading that lacks a column, and a list that is dry. */
	path = write_file(
		o, "bad.csv", "机动车登记\n车主,身份证号,登记日期\n李有福,1,2020-01-01\n");
	roster_result_clear(&out);
	must_fail(roster_import(o->desk, path, &options, &out, &error), &error, JZ_ERROR_BAD,
		"号牌号码");
	roster_result_clear(&out);
	assert_int_equal(number(o, "SELECT count(*) FROM external_list"), 2);
}

/* --- deaths ---------------------------------------------------------------------------------- */

static gint64 state_is(struct office_fixture *o, const char *state)
{
	g_autofree char *sql =
		g_strdup_printf("SELECT count(*) FROM payment WHERE state = '%s'", state);

	return number(o, sql);
}

static void plan(struct office_fixture *o)
{
	GError *error = NULL;
	int n = 0;

	o->desk->who.roles |= ROLE_PAYER;
	must(payment_plan(o->desk, "dibao", 2024 * 12, &n, &error), &error);
	assert_int_equal(n, 1);
	assert_int_equal(state_is(o, "planned"), 1);
}

static void test_death(void **state)
{
	struct office_fixture *o = *state;
	struct roster_result out = {0};
	GError *error = NULL;
	row_id hit;

	take(o, DIBAO FAMILY, &out);
	plan(o);
	take(o, DEATHS "王秀英,140303198012240021,2023-11-02,阳泉\n", &out);
	assert_int_equal(state_is(o, "held"), 1);
	assert_int_equal(number(o, "SELECT count(*) FROM payment_batch WHERE amount = 0"), 1);
	assert_int_equal(external_open(o->desk), 1);
	hit = number(o, "SELECT id FROM external_record");
	must_fail(external_dispose(o->desk, hit, "stranger", "", &error), &error, JZ_ERROR_BAD,
		"few words");
	/* Still to be checked: it stays open, and held. */
	must(external_dispose(o->desk, hit, "pending", "", &error), &error);
	assert_int_equal(external_open(o->desk), 1);
	assert_int_equal(state_is(o, "held"), 1);
	must(external_dispose(o->desk, hit, "stranger", "本人在家", &error), &error);
	assert_int_equal(external_open(o->desk), 0);
	assert_int_equal(number(o, "SELECT count(*) FROM person WHERE death_date IS NOT NULL"), 0);
	assert_int_equal(state_is(o, "planned"), 1);
	assert_int_equal(number(o, "SELECT amount FROM payment_batch"), 50000);
	assert_int_equal(number(o, "SELECT count(*) FROM payment_finding WHERE kind = 'dead'"), 0);
	/* And after all it was she. */
	must(external_dispose(o->desk, hit, "handled", "村里证实", &error), &error);
	assert_int_equal(state_is(o, "held"), 1);
	assert_int_equal(
		number(o, "SELECT count(*) FROM person WHERE death_date = '2023-11-02'"), 1);
	roster_result_clear(&out);
}

/* A death that was on file already is nobody's to take back; two lists must both be wrong. */
static void test_two_lists(void **state)
{
	struct office_fixture *o = *state;
	struct roster_result out = {0};
	GError *error = NULL;
	row_id first, second;

	take(o, DIBAO FAMILY, &out);
	take(o, DEATHS "王秀英,140303198012240021,2023-11-02,阳泉\n", &out);
	take(o, DEATHS "王秀英,140303198012240021,2023-11-02,盂县\n", &out);
	first = number(o, "SELECT min(id) FROM external_record");
	second = number(o, "SELECT max(id) FROM external_record");
	must(external_dispose(o->desk, first, "stranger", "同名", &error), &error);
	assert_int_equal(
		number(o, "SELECT count(*) FROM person WHERE death_date = '2023-11-02'"), 1);
	must(external_dispose(o->desk, second, "stranger", "同名", &error), &error);
	assert_int_equal(number(o, "SELECT count(*) FROM person WHERE death_date IS NOT NULL"), 0);
	roster_result_clear(&out);
}

/* A number put right: the row of the wrong one is about nobody, and its death with it. */
static void test_corrected(void **state)
{
	struct office_fixture *o = *state;
	struct record r = record_of("person");
	struct roster_result out = {0};
	struct change *c;
	GError *error = NULL;
	row_id she;

	take(o, DIBAO FAMILY, &out);
	take(o, DEATHS "王秀英,140303198012240021,2023-11-02,阳泉\n", &out);
	she = number(o, "SELECT id FROM person WHERE name = '王秀英'");
	record_text(&r, "id_no", "140311196003120010");
	c = desk_change(o->desk, "put right", &error);
	must(c != NULL, &error);
	must(change_update(c, she, &r, NULL, &error), &error);
	must(change_commit(&c, &error), &error);
	assert_int_equal(number(o, "SELECT count(*) FROM person WHERE death_date IS NOT NULL"), 0);
	assert_int_equal(
		number(o, "SELECT count(*) FROM external_record WHERE person IS NOT NULL"), 0);
	roster_result_clear(&out);
}

int run_record_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_samples, office_open, office_close),
		cmocka_unit_test_setup_teardown(test_lists_first, office_open, office_close),
		cmocka_unit_test_setup_teardown(test_facts, office_open, office_close),
		cmocka_unit_test_setup_teardown(test_name_and_birth, office_open, office_close),
		cmocka_unit_test_setup_teardown(test_again, office_open, office_close),
		cmocka_unit_test_setup_teardown(test_death, office_open, office_close),
		cmocka_unit_test_setup_teardown(test_two_lists, office_open, office_close),
		cmocka_unit_test_setup_teardown(test_corrected, office_open, office_close),
	};

	return cmocka_run_group_tests_name("lists of others", tests, NULL, NULL);
}
