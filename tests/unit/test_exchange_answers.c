/* A list answers the check where it is waited for (N7): found, nothing, and "nobody knows". */
#include "config.h"

#include "tests/unit/test_exchange.h"

#include <string.h>
#include "model/external.h"

#define DIBAO                                                                                      \
	"秀水镇2023年12月农村低保花名册\n"                                             \
	"序号,村,户主姓名,姓名,与户主关系,身份证号码,保障人口,金额,银行账号\n"
#define FAMILY                                                                                     \
	"1,秦村,李有福,李有福,本人,140302195503100015,2,500,62210001000100\n"            \
	",,,王秀英,配偶,140303198012240021,,,\n"
#define VEHICLES "机动车登记信息\n填报单位：盂县秀水镇人民政府,,填报日期：2023年12月5日\n" HEAD
#define HEAD "车主,身份证号,车牌号\n"
#define LI "李有福,140302195503100015,晋C1\n"

/* Both members of a family are asked about; one answer of them somebody gave. */
static void ask(struct office_fixture *o, const char *name, const char *source, const char *state)
{
	GError *error = NULL;
	struct change *c = desk_change(o->desk, "ask", &error);
	struct record r = record_of("verification");
	g_autofree char *sql = g_strdup_printf("SELECT id FROM person WHERE name = '%s'", name);

	record_int(&r, "casefile", number(o, "SELECT id FROM casefile"));
	record_int(&r, "person", number(o, sql));
	record_text(&r, "source", source);
	record_text(&r, "state", state);
	record_text(&r, "asked_on", "2023-12-20");
	must(c && change_insert(c, &r, NULL, &error) && change_commit(&c, &error), &error);
}

static void take(struct office_fixture *o, const char *text, struct roster_result *out)
{
	static int n;
	g_autofree char *name = g_strdup_printf("answer-%d.csv", n++);
	g_autofree char *path = write_file(o, name, text);

	roster_result_clear(out);
	import(o, path, out);
}

static void family(struct office_fixture *o, struct roster_result *out)
{
	take(o, DIBAO FAMILY, out);
	ask(o, "李有福", "07", "asked");
	ask(o, "王秀英", "07", "asked");
	ask(o, "李有福", "08", "asked");
}

static void must_have(struct office_fixture *o, const char *name, const char *where)
{
	g_autofree char *sql = g_strdup_printf("SELECT count(*) FROM verification v"
					       " JOIN person p ON p.id = v.person"
					       " WHERE p.name = '%s' AND %s",
		name, where);

	if (number(o, sql) != 1)
		fail_msg("%s: not (%s)", name, where);
}

static void test_found_and_nothing(void **state)
{
	struct office_fixture *o = *state;
	struct roster_result out = {0};
	GError *error = NULL;

	family(o, &out);
	take(o, VEHICLES LI, &out);
	assert_int_equal(out.found, 1);
	assert_int_equal(out.nothing, 1);
	assert_int_equal(out.n_remarks, 0);
	/* With what was found, and the day that the list was made out. */
	must_have(o, "李有福",
		"source = '07' AND state = 'found' AND reported_on = '2023-12-05'"
		" AND result LIKE '晋C1（%' AND asked_on = '2023-12-20'");
	must_have(
		o, "王秀英", "source = '07' AND state = 'nothing' AND reported_on = '2023-12-05'");
	must_have(o, "李有福", "source = '08' AND state = 'asked' AND reported_on IS NULL");
	assert_int_equal(number(o,
				 "SELECT count(DISTINCT change_id) FROM journal"
				 " WHERE tbl IN ('verification', 'external_list')"
				 " AND change_id = (SELECT max(change_id) FROM journal)"),
		1);
	/* It was somebody else: the answer is waited for again. */
	must(external_dispose(o->desk, number(o, "SELECT id FROM external_record"), "stranger",
		     "同名", &error),
		&error);
	must_have(o, "李有福", "source = '07' AND state = 'asked' AND result IS NULL");
	must_have(o, "王秀英", "source = '07' AND state = 'nothing'");
	roster_result_clear(&out);
}

/* A list that says the same as the last one answers who was asked about since. */
static void test_nothing_new(void **state)
{
	struct office_fixture *o = *state;
	struct roster_result out = {0};

	take(o, DIBAO FAMILY, &out);
	take(o, VEHICLES LI, &out);
	assert_int_equal(out.found + out.nothing, 0);
	ask(o, "李有福", "07", "asked");
	take(o, VEHICLES LI ",,\n", &out);
	assert_int_equal(out.added, 0);
	assert_int_equal(out.found, 1);
	must_have(o, "李有福", "state = 'found'");
	assert_int_equal(number(o, "SELECT count(*) FROM external_list"), 2);
	roster_result_clear(&out);
}

static void test_given_stays(void **state)
{
	struct office_fixture *o = *state;
	struct roster_result out = {0};

	take(o, DIBAO FAMILY, &out);
	ask(o, "李有福", "07", "nothing");
	ask(o, "王秀英", "07", "uncheckable");
	take(o, VEHICLES LI, &out);
	assert_int_equal(out.found + out.nothing, 0);
	must_have(o, "李有福", "state = 'nothing' AND reported_on IS NULL");
	must_have(o, "王秀英", "state = 'uncheckable'");
	roster_result_clear(&out);
}

/* A preview says the same and writes nothing; a case that has ended waits for nothing. */
static void test_dry_and_over(void **state)
{
	struct office_fixture *o = *state;
	struct roster_result out = {0};
	struct roster_options options = {.dry_run = true};
	struct record r = record_of("casefile");
	g_autofree char *path = write_file(o, "dry.csv", VEHICLES LI);
	GError *error = NULL;
	struct change *c;

	family(o, &out);
	roster_result_clear(&out);
	must(roster_import(o->desk, path, &options, &out, &error), &error);
	assert_int_equal(out.found, 1);
	assert_int_equal(out.nothing, 1);
	assert_int_equal(number(o, "SELECT count(*) FROM verification WHERE state <> 'asked'"), 0);
	record_text(&r, "state", "stopped");
	c = desk_change(o->desk, "stop", &error);
	must(c && change_update(c, number(o, "SELECT id FROM casefile"), &r, NULL, &error) &&
			change_commit(&c, &error),
		&error);
	take(o, VEHICLES LI, &out);
	assert_int_equal(out.found + out.nothing, 0);
	roster_result_clear(&out);
}

/* Who is not in a list that is not complete, or may be in it unseen, is not "nothing found". */
static void test_absence(void **state)
{
	static const char *const blind[] = {
		HEAD "赵某,140311196003120010,晋C9\n",
		"机动车登记信息\n填报单位：盂县孙家庄镇人民政府\n" HEAD
		"赵某,140311196003120010,晋C8\n",
		VEHICLES "王秀英,1.403E+17,晋C2\n赵某,140311196003120010,晋C7\n",
		"银行存款核对\n填报单位：盂县秀水镇\n姓名,证件号码,余额\n赵某,140311196003120010,"
		"1\n",
	};
	struct office_fixture *o = *state;
	struct roster_result out = {0};

	take(o, DIBAO FAMILY, &out);
	ask(o, "王秀英", "07", "asked");
	ask(o, "王秀英", "08", "asked");
	for (size_t i = 0; i < G_N_ELEMENTS(blind); i++) {
		g_autofree char *text = g_strconcat(i ? "" : "机动车登记信息\n", blind[i], NULL);

		take(o, text, &out);
		assert_int_equal(out.nothing, 0);
		must_have(o, "王秀英", "source = '07' AND state = 'asked'");
		must_have(o, "王秀英", "source = '08' AND state = 'asked'");
		if (i < 3)
			must_say(g_ptr_array_index(out.remarks, out.remarks->len - 1), "complete");
	}
	/* The whole county is more than the township. */
	take(o, "盂县机动车登记信息\n" HEAD "赵某,140311196003120010,晋C6\n", &out);
	assert_int_equal(out.nothing, 1);
	must_have(
		o, "王秀英", "source = '07' AND state = 'nothing' AND reported_on = '2024-01-03'");
	roster_result_clear(&out);
}

int run_answer_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_found_and_nothing, office_open, office_close),
		cmocka_unit_test_setup_teardown(test_nothing_new, office_open, office_close),
		cmocka_unit_test_setup_teardown(test_given_stays, office_open, office_close),
		cmocka_unit_test_setup_teardown(test_dry_and_over, office_open, office_close),
		cmocka_unit_test_setup_teardown(test_absence, office_open, office_close),
	};

	return cmocka_run_group_tests_name("answers of lists", tests, NULL, NULL);
}
