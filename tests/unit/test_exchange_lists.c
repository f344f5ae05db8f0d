/* Rosters of the programmes beside dibao, and payments: the sample lists against what is known of
 * them, messy cells, reasons, any order, importing again. */
#include "config.h"

#include "tests/unit/test_exchange.h"

#include <string.h>

#define LI "李有福,男,140302195503100015"
#define WANG "王秀英,女,140303198012240021"
#define CHILD "李小军,男,140311201206060031"
#define DESTITUTE                                                                                                              \
	"秀水镇2023年12月特困人员供养花名册\n"                                                                   \
	"序号,村,姓名,性别,身份证号,供养方式,自理能力,基本生活费,照料护理费,合计,供养机构," \
	"银行账号\n"
#define GRANTS                                                                                     \
	"秀水镇临时救助台账\n序号,姓名,身份证号码,审批日期,救助事由,救助金额（元）,发放方式\n"
#define CHILDREN                                                                                                             \
	"孤儿和事实无人抚养儿童花名册\n"                                                                       \
	"序号,儿童姓名,性别,身份证号,类别,安置方式,监护人姓名,监护人身份证号,与儿童关系," \
	"月发放金额\n"
#define PAYMENTS "所属月份,发放日期,救助类别,姓名,身份证号,金额,银行账号,状态\n"
#define DIBAO                                                                                      \
	"秀水镇2023年12月农村低保花名册\n"                                             \
	"序号,村（社区）,户主姓名,家庭成员姓名,与户主关系,性别,身份证号码,保障人口,月保障金额\n"

static void text(struct office_fixture *o, const char *file, struct roster_result *out)
{
	static int n;
	g_autofree char *name = g_strdup_printf("list-%d.csv", n++);
	g_autofree char *path = write_file(o, name, file);

	import(o, path, out);
}

/* Imports what must be taken whole. */
static void take(struct office_fixture *o, const char *file)
{
	struct roster_result out;

	text(o, file, &out);
	if (out.rejected)
		fail_msg("%s", fault_of(&out, "")->reason);
	roster_result_clear(&out);
}

static void must_reject(
	struct office_fixture *o, const char *file, const char *name, const char *words)
{
	struct roster_result out;

	text(o, file, &out);
	must_say(fault_of(&out, name)->reason, words);
	roster_result_clear(&out);
}

/* --- the samples and their truth ------------------------------------------------------------- */

static gint64 truth_of(const char *township, const char *kind, const char *what)
{
	g_autofree char *name = g_strdup_printf("truth-lists-%s.tsv", township);
	g_autofree char *path = data_path(name);
	g_autofree char *all = read_file(path);
	g_auto(GStrv) line = g_strsplit(all, "\n", -1);

	for (char **l = line; *l; l++) {
		g_auto(GStrv) cell = g_strsplit(*l, "\t", -1);

		if (g_strv_length(cell) == 4 && strcmp(cell[1], kind) == 0 &&
			strcmp(cell[2], what) == 0)
			return g_ascii_strtoll(cell[3], NULL, 10);
	}
	fail_msg("no %s of %s", what, kind);
	return 0;
}

/* A list of the samples, in whatever program it was kept; owned by the caller. */
static char *sample_path(const char *list, const char *township)
{
	static const char *const kinds[] = {"csv", "xlsx", "xls"};

	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
		g_autofree char *name = g_strdup_printf("%s-%s.%s", list, township, kinds[i]);
		g_autofree char *path = data_path(name);

		if (g_file_test(path, G_FILE_TEST_EXISTS))
			return g_steal_pointer(&path);
	}
	fail_msg("no sample of %s", list);
	return NULL;
}

static void import_sample(
	struct office_fixture *o, const char *list, const char *township, struct roster_result *out)
{
	g_autofree char *path = sample_path(list, township);

	import(o, path, out);
}

static void check_destitute(struct office_fixture *o, const char *township)
{
	gint64 n = truth_of(township, "特困", "persons");
	struct roster_result out;

	import_sample(o, "destitute", township, &out);
	assert_int_equal(out.persons, n);
	assert_int_equal(out.rows, n);
	assert_int_equal(out.added, n);
	assert_int_equal(out.rejected, 0);
	assert_int_equal(out.month, 2023 * 12 + 11);
	assert_false(out.kind_assumed || out.month_assumed || out.of_households);
	roster_result_clear(&out);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM casefile WHERE programme = 'destitute'"
				 " AND origin = 'imported' AND state = 'active'"
				 " AND person IS NOT NULL AND household IS NOT NULL"
				 " AND account IS NOT NULL AND file_no GLOB 'TK-2023-*'"),
		n);
	assert_int_equal(number(o, "SELECT count(*) FROM assessment"), n);
	assert_int_equal(number(o, "SELECT count(*) FROM support"), n);
	/* 9.8: the parts of all, the care as the level says (198, 495, 990 yuan). */
	assert_int_equal(number(o,
				 "SELECT count(*) FROM assessment s JOIN award a"
				 " ON a.casefile = s.casefile WHERE a.base = 67600"
				 " AND a.supplement = CASE s.level WHEN 'full' THEN 19800"
				 " WHEN 'half' THEN 49500 WHEN 'none' THEN 99000 END"),
		n);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM award_part x JOIN award a ON a.id = x.award"
				 " WHERE x.kind = 'base' AND x.amount = a.base"),
		n);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM award_part x JOIN award a ON a.id = x.award"
				 " WHERE x.kind = 'care' AND x.amount = a.supplement"),
		n);
}

static void check_grants(struct office_fixture *o, const char *township)
{
	gint64 n = truth_of(township, "临时救助", "grants");
	gint64 sum = truth_of(township, "临时救助", "sum") * 100;
	struct roster_result out;

	import_sample(o, "grants", township, &out);
	assert_int_equal(out.rows, n);
	assert_int_equal(out.added, n);
	assert_int_equal(out.amount, sum);
	assert_int_equal(out.rejected, 0);
	assert_true(out.by_row);
	roster_result_clear(&out);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM casefile c JOIN hardship h"
				 " ON h.casefile = c.id JOIN decision d ON d.casefile = c.id"
				 " JOIN award a ON a.decision = d.id JOIN award_part x"
				 " ON x.award = a.id WHERE c.programme = 'temporary'"
				 " AND c.state = 'closed' AND c.origin = 'imported'"
				 " AND d.kind = 'confirm' AND d.source = 'roster'"
				 " AND d.decided_on BETWEEN '2023-01-01' AND '2023-12-31'"
				 " AND a.from_month = substr(d.decided_on, 1, 7)"
				 " AND a.to_month = a.from_month AND a.base = d.amount"
				 " AND x.kind = 'grant' AND x.amount = d.amount"),
		n);
	assert_int_equal(number(o, "SELECT sum(amount) FROM decision"), sum);
}

static void check_children(struct office_fixture *o, const char *township)
{
	gint64 n = truth_of(township, "儿童", "persons");
	struct roster_result out;

	import_sample(o, "children", township, &out);
	assert_int_equal(out.persons, n);
	assert_int_equal(out.rejected, 0);
	/* The day on which the list was made out is all that says its month. */
	assert_true(out.month_assumed);
	assert_int_equal(out.month, 2023 * 12 + 11);
	roster_result_clear(&out);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM casefile c JOIN carer k"
				 " ON k.casefile = c.id JOIN award a ON a.casefile = c.id"
				 " JOIN award_part x ON x.award = a.id"
				 " WHERE programme IN ('orphan', 'unattended') AND placing = 'kin'"
				 " AND length(k.id_no) = 18 AND k.relation = '祖父母'"
				 " AND a.base = 117000 AND x.kind = 'child'"
				 " AND x.amount = 117000"),
		n);
}

static void check_payments(struct office_fixture *o, const char *township)
{
	gint64 n = truth_of(township, "payments", "rows");
	gint64 sum = truth_of(township, "payments", "sum") * 100;
	struct roster_result out;

	import_sample(o, "payments", township, &out);
	assert_int_equal(out.rows, n);
	assert_int_equal(out.added, n);
	assert_int_equal(out.amount, sum);
	assert_int_equal(out.rejected, 0);
	roster_result_clear(&out);
	assert_int_equal(number(o, "SELECT count(*) FROM payment WHERE state = 'paid'"), n);
	assert_int_equal(number(o, "SELECT sum(amount) FROM payment"), sum);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM payment_batch b WHERE state <> 'closed'"
				 " OR households <> (SELECT count(*) FROM payment"
				 "  WHERE batch = b.id)"
				 " OR persons <> (SELECT sum(members) FROM payment"
				 "  WHERE batch = b.id)"
				 " OR amount <> (SELECT sum(amount) FROM payment"
				 "  WHERE batch = b.id)"),
		0);
	/* P13: only April and September were paid after the tenth. */
	assert_int_equal(number(o,
				 "SELECT group_concat(DISTINCT for_month) = '2023-04,2023-09'"
				 " FROM (SELECT for_month FROM payment_batch WHERE no IS NULL"
				 " AND substr(paid_on, 9) > '10' ORDER BY for_month)"),
		1);
}

static void check_township(struct office_fixture *o, const char *township)
{
	check_destitute(o, township);
	check_grants(o, township);
	check_children(o, township);
	check_payments(o, township);
}

static void test_xiushui(void **state)
{
	struct office_fixture *o = *state;
	struct roster_result out;

	check_township(o, "xiushui");
	/* Policy 9.5: what was paid in May for January to April is arrears, with their months. */
	assert_int_equal(number(o,
				 "SELECT count(*) FROM payment p JOIN payment_batch b"
				 " ON b.id = p.batch WHERE p.reason = 'arrears'"
				 " AND b.for_month = '2023-05' AND b.paid_on = '2023-05-05'"
				 " AND p.for_month BETWEEN '2023-01' AND '2023-04'"),
		360);
	assert_int_equal(number(o, "SELECT count(*) FROM payment WHERE reason IS NOT NULL"), 360);
	import_sample(o, "roster", "xiushui", &out);
	assert_int_equal(out.rejected, 3);
	roster_result_clear(&out);
	/* K-30: in two programmes at once, taken all the same, and found at one place. */
	assert_int_equal(number(o,
				 "SELECT count(*) FROM person p JOIN casefile t ON t.person = p.id"
				 " AND t.programme = 'destitute' JOIN member m ON m.person = p.id"
				 " AND m.to_date IS NULL AND m.household = t.household"
				 " JOIN casefile c ON c.household = m.household"
				 " AND c.programme = 'dibao'"
				 " WHERE p.id_no IN ('140322196612056850', '140322198308118921')"),
		2);
	/* K-50: the same household, the same cause, another applicant. */
	assert_int_equal(number(o,
				 "SELECT count(DISTINCT c.person) FROM casefile c JOIN person p"
				 " ON p.id = c.person WHERE c.programme = 'temporary'"
				 " AND c.household = (SELECT c2.household FROM casefile c2"
				 "  JOIN person p2 ON p2.id = c2.person"
				 "  WHERE p2.id_no = '140322197802151503')"),
		2);
}

static void test_yinying(void **state)
{
	check_township(*state, "yinying");
}

/* --- any order ------------------------------------------------------------------------------- */

/* All that counts of cases and people, whatever ids they have; owned by the caller. */
static char *picture(struct office_fixture *o)
{
	static const char *const sql[] = {
		"SELECT group_concat(x, ';') FROM (SELECT p.id_no || m.relation || h.area"
		" || coalesce(h.village_name, '') || coalesce(m.to_date, '') || '@' ||"
		" (SELECT min(q.id_no) FROM member n JOIN person q ON q.id = n.person"
		"  WHERE n.household = h.id) AS x FROM member m JOIN person p ON p.id = m.person"
		" JOIN household h ON h.id = m.household ORDER BY 1)",
		"SELECT group_concat(x, ';') FROM (SELECT c.programme || c.state || c.area ||"
		" coalesce(p.id_no, '') || coalesce(c.account, '') || '@' || (SELECT min(q.id_no)"
		"  FROM member n JOIN person q ON q.id = n.person"
		"  WHERE n.household = c.household) || coalesce((SELECT group_concat(from_month ||"
		"  base || '+' || supplement) FROM award WHERE casefile = c.id), '') AS x"
		" FROM casefile c LEFT JOIN person p ON p.id = c.person ORDER BY 1)",
		"SELECT group_concat(x, ';') FROM (SELECT programme || area || for_month ||"
		" coalesce(no, '') || paid_on || households || ' ' || persons || ' ' || amount"
		" AS x FROM payment_batch ORDER BY 1)",
	};
	GString *out = g_string_new(NULL);

	for (size_t i = 0; i < G_N_ELEMENTS(sql); i++) {
		struct query *q = db_query(o->desk->db, sql[i], "");
		GError *error = NULL;

		assert_true(query_next(q));
		g_string_append_printf(out, "%s\n", query_text(q, 0));
		must(query_end(q, &error), &error);
	}
	return g_string_free(out, FALSE);
}

static char *picture_of_order(const char *const lists[5])
{
	void *state = NULL;
	char *is;

	office_open(&state);
	for (int i = 0; i < 5; i++) {
		struct roster_result out;

		import_sample(state, lists[i], "xiushui", &out);
		roster_result_clear(&out);
	}
	is = picture(state);
	assert_int_equal(number(state,
				 "SELECT count(*) FROM household h WHERE NOT EXISTS"
				 " (SELECT 1 FROM member WHERE household = h.id)"),
		0);
	office_close(&state);
	return is;
}

static void test_order(void **state)
{
	static const char *const orders[][5] = {
		{"roster", "destitute", "grants", "children", "payments"},
		{"payments", "children", "grants", "destitute", "roster"},
		{"destitute", "payments", "roster", "grants", "children"},
		{"grants", "destitute", "roster", "payments", "children"},
	};
	g_autofree char *first = picture_of_order(orders[0]);

	(void)state;
	for (size_t i = 1; i < G_N_ELEMENTS(orders); i++) {
		g_autofree char *other = picture_of_order(orders[i]);

		assert_string_equal(other, first);
	}
}

/* --- importing again ------------------------------------------------------------------------- */

/* Another file with the same rows: nothing is new, and the journal does not grow. */
static void take_twice(struct office_fixture *o, const char *file)
{
	g_autofree char *again = g_strconcat(file, "\n\n", NULL);
	struct roster_result out;
	gint64 before;

	take(o, file);
	before = number(o, "SELECT count(*) FROM journal");
	text(o, again, &out);
	assert_false(out.known);
	assert_int_equal(out.added + out.updated, 0);
	assert_int_equal(out.unchanged, out.rows);
	roster_result_clear(&out);
	assert_int_equal(number(o, "SELECT count(*) FROM journal"), before);
}

static void test_again(void **state)
{
	struct office_fixture *o = *state;
	struct roster_result out;
	gint64 before;

	take_twice(
		o, DESTITUTE "1,秦村," LI ",集中,全护理,676,990,1666,秀水敬老院,62210001000100\n");
	take_twice(o,
		GRANTS "1,王秀英,140303198012240021,2023-02-08,火灾,1000,银行\n"
		       "2,王秀英,140303198012240021,2023-02-08,火灾,800,银行\n");
	assert_int_equal(number(o, "SELECT count(*) FROM decision"), 2);
	take_twice(o, CHILDREN "1," CHILD ",孤儿,社会散居,张三,140302195503100015,祖父,1170\n");
	take_twice(o,
		PAYMENTS "202301,2023-01-08,特困供养,李有福,140302195503100015,1666,,成功\n"
			 "202301,2023-01-08,特困供养,李有福,140302195503100015,1666,,成功\n"
			 "202301,2023-02-08,特困供养补发,李有福,140302195503100015,10,,成功\n");
	before = number(o, "SELECT count(*) FROM journal");
	import_sample(o, "destitute", "xiushui", &out);
	roster_result_clear(&out);
	assert_true(number(o, "SELECT count(*) FROM journal") > before);
	before = number(o, "SELECT count(*) FROM journal");
	import_sample(o, "destitute", "xiushui", &out);
	assert_true(out.known);
	assert_int_equal(out.unchanged, 18);
	roster_result_clear(&out);
	assert_int_equal(number(o, "SELECT count(*) FROM journal"), before);
}

static void dry(struct office_fixture *o, const char *list)
{
	g_autofree char *path = sample_path(list, "xiushui");
	struct roster_options options = {.dry_run = true};
	struct roster_result out;
	GError *error = NULL;

	must(roster_import(o->desk, path, &options, &out, &error), &error);
	assert_int_equal(out.added, out.rows);
	roster_result_clear(&out);
}

static void test_dry_run(void **state)
{
	struct office_fixture *o = *state;
	gint64 before = number(o, "SELECT count(*) FROM journal");

	dry(o, "destitute");
	dry(o, "grants");
	dry(o, "children");
	dry(o, "payments");
	assert_int_equal(number(o, "SELECT count(*) FROM journal"), before);
	assert_int_equal(number(o, "SELECT count(*) FROM person"), 0);
	assert_int_equal(number(o, "SELECT count(*) FROM payment_batch"), 0);
}

/* The next month: the amount and the level have changed, the account has not been repeated. */
static void test_next_month(void **state)
{
	struct office_fixture *o = *state;
	struct roster_result out;

	take(o, DESTITUTE "1,秦村," LI ",分散,全自理,676,198,874,,62210001000100\n");
	text(o,
		"秀水镇2024年1月特困人员供养花名册\n"
		"序号,姓名,身份证号,供养方式,自理能力,基本生活费,照料护理费\n"
		"1,李有福,140302195503100015,集中,半护理,676,495\n",
		&out);
	assert_int_equal(out.updated, 1);
	roster_result_clear(&out);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM award WHERE from_month = '2023-12'"
				 " AND to_month = '2023-12' AND supplement = 19800"),
		1);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM award a JOIN award_part x ON x.award = a.id"
				 " WHERE from_month = '2024-01' AND to_month IS NULL"
				 " AND x.kind = 'care' AND x.amount = 49500"),
		1);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM assessment WHERE level = 'half'"
				 " AND assessed_on = '2024-01-01'"),
		1);
	assert_int_equal(number(o, "SELECT count(*) FROM support WHERE form = 'institution'"), 1);
	assert_int_equal(
		number(o, "SELECT count(*) FROM casefile WHERE account = '62210001000100'"), 1);
	/* An amount that was wrong is corrected, with its parts. */
	take(o,
		"秀水镇2024年1月特困供养\n序号,姓名,身份证号,供养方式,自理能力,基本生活费,"
		"照料护理费\n"
		"1,李有福,140302195503100015,集中,半护理,676,500\n");
	assert_int_equal(number(o, "SELECT count(*) FROM award"), 2);
	assert_int_equal(
		number(o, "SELECT sum(amount) FROM award_part"), 67600 * 2 + 19800 + 50000);
}

/* --- messy cells ----------------------------------------------------------------------------- */

static void test_messy(void **state)
{
	struct office_fixture *o = *state;
	struct roster_result out;

	text(o,
		"２０２３年１２月五 保 供 养 名 册\n,单位：元\n"
		"编号,所在村,姓　名,公民身份号码,供养形式,护理等级,基本生活标准（元）,护理费(元),"
		"合计金额,敬老院\n"
		"1,秦村,李 有 "
		"福,'１４０３０２１９５５０３１００015,集中供养,完全不能自理,￥676,\"1,390元\","
		"2000,秀水敬老院\n"
		"小计,,,,,,676,1390,2066,\n"
		"2,秦村,王秀英,140303198012240021,在家分散,不能完全自理,,495.00,1171,\n"
		"合计：2人,,,,,,,,,\n制表人：李某,,,,\n",
		&out);
	assert_int_equal(out.rejected, 0);
	assert_int_equal(out.rows, 2);
	assert_int_equal(out.amount, 67600 + 139000 + 117100);
	assert_int_equal(out.n_remarks, 1); /* the total that is not the sum */
	must_say(g_ptr_array_index(out.remarks, 0), "2,066.00");
	roster_result_clear(&out);
	/* Of a blank part the total says how much it is. */
	assert_int_equal(number(o, "SELECT count(*) FROM award WHERE base = 67600"), 2);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM assessment s JOIN support u"
				 " USING (casefile) WHERE (level = 'none' AND form = 'institution'"
				 " AND institution_name = '秀水敬老院')"
				 " OR (level = 'half' AND form = 'home')"),
		2);
}

static void test_children_words(void **state)
{
	struct office_fixture *o = *state;

	take(o,
		CHILDREN "1," CHILD ",事实无人抚养（父亲服刑）,福利院集中养育,,,,￥1170\n"
			 "2," WANG ",艾滋病病毒感染儿童,家庭寄养,李四,123,姨母,1170.00\n");
	assert_int_equal(number(o,
				 "SELECT count(*) FROM casefile WHERE programme = 'unattended'"
				 " AND placing = 'institution'"),
		1);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM casefile c JOIN carer k"
				 " ON k.casefile = c.id WHERE programme = 'infected'"
				 " AND placing = 'foster' AND k.name = '李四' AND k.id_no IS NULL"),
		1);
}

static void test_grant_words(void **state)
{
	struct office_fixture *o = *state;
	struct roster_result out;

	text(o,
		GRANTS "1,李有福,140302195503100015,2023.4.5,因火灾致房屋损毁,\"1,200元\",备用金\n"
		       "2,李有福,140302195503100015,20231009,丢了羊,￥800,现金\n"
		       "3,李有福,140302195503100015,2023年11月4日,,500,\n",
		&out);
	assert_int_equal(out.added, 3);
	assert_int_equal(out.persons, 1);
	assert_int_equal(out.n_remarks, 1);
	must_say(g_ptr_array_index(out.remarks, 0), "丢了羊");
	roster_result_clear(&out);
	assert_int_equal(number(o, "SELECT count(DISTINCT household) FROM casefile"), 1);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM decision d JOIN hardship h USING (casefile)"
				 " WHERE (decided_on = '2023-04-05' AND h.cause = '1'"
				 " AND event = '因火灾致房屋损毁' AND source = 'reserve')"
				 " OR (decided_on = '2023-10-09' AND h.cause = '9')"),
		2);
	assert_int_equal(number(o, "SELECT count(*) FROM decision WHERE source IS NULL"), 1);
}

/* --- reasons --------------------------------------------------------------------------------- */

static void test_reasons(void **state)
{
	struct office_fixture *o = *state;

	must_reject(o, DESTITUTE "1,秦村," LI ",分散,三级,676,198,874,,\n", "李有福", "三级");
	must_reject(o, DESTITUTE "1,秦村," LI ",哪里,全自理,676,198,874,,\n", "李有福", "哪里");
	must_reject(
		o, DESTITUTE "1,秦村," LI ",分散,全自理,,,,,\n", "李有福", "the amount is missing");
	must_reject(o, DESTITUTE "1,秦村," LI ",分散,全自理,六百,198,874,,\n", "李有福",
		"not a number");
	must_reject(o, DESTITUTE "1,秦村," LI ",分散,全自理,,198,100,,\n", "李有福",
		"less than its parts");
	must_reject(o,
		DESTITUTE "1,秦村," LI ",分散,全自理,676,198,874,,\n"
			  "2,秦村," LI ",分散,全自理,676,198,874,,\n",
		"李有福", "row 3 already");
	must_reject(o, CHILDREN "1," CHILD ",,社会散居,,,,1170\n", "李小军", "孤儿");
	must_reject(o, CHILDREN "1," CHILD ",留守儿童,社会散居,,,,1170\n", "李小军", "留守儿童");
	must_reject(o, GRANTS "1,李有福,140302195503100015,,火灾,1000,银行\n", "李有福",
		"the day of the decision");
	must_reject(
		o, GRANTS "1,李有福,140302195503100015,去年,火灾,1000,银行\n", "李有福", "去年");
	must_reject(o,
		GRANTS "1,李有福,140302195503100015,2023-02-08,火灾,1000,银行\n"
		       "2,李有福,140302195503100015,2023.2.8,火灾,1000元,银行\n",
		"李有福", "the same grant stands in row 3");
}

static void test_payment_reasons(void **state)
{
	struct office_fixture *o = *state;

#define PAYEE ",李有福,140302195503100015,"
	must_reject(o, PAYMENTS "202301,2023-01-08,农村低保" PAYEE "四百,,成功\n", "李有福",
		"not a number");
	must_reject(
		o, PAYMENTS "202301,2023-01-08,高龄津贴" PAYEE "100,,成功\n", "李有福", "高龄津贴");
	must_reject(
		o, PAYMENTS "202301,2023-01-08,低保边缘" PAYEE "100,,成功\n", "李有福", "低保边缘");
	must_reject(o, PAYMENTS "202301,2023-01-08," PAYEE "100,,成功\n", "李有福", "programme");
	must_reject(o, PAYMENTS ",2023-01-08,农村低保" PAYEE "100,,成功\n", "李有福", "month");
	must_reject(
		o, PAYMENTS "202301,2023-01-08,农村低保" PAYEE "100,,处理中\n", "李有福", "处理中");
	must_reject(o, PAYMENTS "202301,2023-01-08,临时救助" PAYEE "100,,成功\n", "李有福",
		"import the list of grants first");
	assert_int_equal(number(o, "SELECT count(*) FROM payment"), 0);
	assert_int_equal(number(o, "SELECT count(*) FROM casefile"), 0);
	take(o, GRANTS "1,李有福,140302195503100015,2023-01-05,火灾,100,银行\n");
	take(o, PAYMENTS "202301,2023-01-08,临时救助" PAYEE "100,,成功\n");
	assert_int_equal(number(o,
				 "SELECT count(*) FROM payment p JOIN casefile c"
				 " ON c.id = p.casefile WHERE c.programme = 'temporary'"),
		1);
	must_reject(o, PAYMENTS "202301,2023-01-08,农村低保,李有富,140302195503100015,1,,成功\n",
		"李有富", "李有福");
}

/* --- payments of one month ------------------------------------------------------------------- */

static gint64 payments(struct office_fixture *o, const char *what)
{
	g_autofree char *sql = g_strdup_printf("SELECT count(*) FROM payment p JOIN payment_batch b"
					       " ON b.id = p.batch WHERE %s",
		what);

	return number(o, sql);
}

/* Failed and paid again, paid twice on one day, arrears of the month itself: nothing is lost, and
 * the month's own roster holds one row of each. */
static void test_second_payments(void **state)
{
	struct office_fixture *o = *state;

	take(o,
		PAYMENTS "202305,2023-05-05,农村低保" PAYEE "100,6221000100010001,失败\n"
			 "202305,2023-05-20,农村低保" PAYEE "100,6221000100010001,成功\n"
			 "202305,2023-05-05,农村低保补发" PAYEE "20,,成功\n"
			 "202305,2023-05-05,农村低保提标补发" PAYEE "30,,成功\n"
			 "202304,2023-05-05,农村低保补发" PAYEE "20,,成功\n"
			 "202306,2023-06-05,农村低保" PAYEE "100,,成功\n"
			 "202306,2023-06-05,农村低保" PAYEE "100,,成功\n");
	assert_int_equal(payments(o,
				 "b.no IS NULL AND p.for_month = '2023-05'"
				 " AND p.state = 'failed' AND p.reason IS NULL"),
		1);
	assert_int_equal(payments(o,
				 "b.no IS NOT NULL AND p.reason = 'again'"
				 " AND b.paid_on = '2023-05-20' AND p.state = 'paid'"),
		1);
	assert_int_equal(payments(o,
				 "b.no IS NOT NULL AND b.paid_on = '2023-05-05'"
				 " AND p.reason IN ('arrears', 'raise')"),
		3);
	assert_int_equal(payments(o, "b.no IS NULL AND b.for_month = '2023-06'"), 1);
	assert_int_equal(payments(o, "b.no IS NULL AND p.reason IS NOT NULL"), 0);
	assert_int_equal(payments(o,
				 "b.no IS NOT NULL AND b.for_month = '2023-06'"
				 " AND p.reason = 'arrears'"),
		1);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM payment_batch b WHERE households <>"
				 " (SELECT count(*) FROM payment WHERE batch = b.id)"),
		0);
}

/* A batch that was planned here is not for a list to change. */
static void test_planned_here(void **state)
{
	struct office_fixture *o = *state;
	GError *error = NULL;
	struct change *c;
	struct record r = record_of("payment_batch");

	take(o, PAYMENTS "202305,2023-05-05,农村低保" PAYEE "100,,成功\n");
	c = desk_change(o->desk, "test", &error);
	record_int(&r, "planned_by", o->desk->who.id);
	must(change_update(c, number(o, "SELECT id FROM payment_batch"), &r, NULL, &error), &error);
	must(change_commit(&c, &error), &error);
	must_reject(o, PAYMENTS "202305,2023-05-05,农村低保" PAYEE "200,,成功\n", "李有福",
		"planned here");
	take_twice(o, PAYMENTS "202305,2023-05-06,农村低保" PAYEE "100,,成功\n");
}

/* --- who lives where ------------------------------------------------------------------------- */

static void test_shared_household(void **state)
{
	struct office_fixture *o = *state;

	take(o,
		DIBAO "1,秦村,李有福,李有福,本人,男,140302195503100015,2,300\n"
		      ",,,王秀英,配偶,女,140303198012240021,,\n");
	take(o, DESTITUTE "1,南庄," WANG ",分散,全自理,676,198,874,,\n");
	assert_int_equal(number(o, "SELECT count(*) FROM household"), 1);
	assert_int_equal(number(o, "SELECT count(*) FROM member WHERE to_date IS NULL"), 2);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM casefile c JOIN person p ON p.id = c.person"
				 " WHERE programme = 'destitute' AND p.name = '王秀英'"),
		1);
	assert_int_equal(
		number(o, "SELECT count(*) FROM household WHERE village_name = '秦村'"), 1);
}

/* A person still stands in one running dibao case at most. */
static void test_two_dibao_cases(void **state)
{
	struct office_fixture *o = *state;

	take(o,
		DIBAO "1,秦村,李有福,李有福,本人,男,140302195503100015,2,300\n"
		      ",,,王秀英,配偶,女,140303198012240021,,\n");
	must_reject(o, DIBAO "2,秦村,王秀英,王秀英,本人,女,140303198012240021,1,300\n", "王秀英",
		"DB-2023-0001");
}

/* Case files of a destitute that was decided here stay as they are. */
static void test_decided_here(void **state)
{
	struct office_fixture *o = *state;
	GError *error = NULL;
	struct record r = record_of("casefile");
	struct change *c;

	take(o, DESTITUTE "1,秦村," LI ",分散,全自理,676,198,874,,\n");
	c = desk_change(o->desk, "test", &error);
	record_text(&r, "origin", "applied");
	must(change_update(c, number(o, "SELECT id FROM casefile"), &r, NULL, &error), &error);
	must(change_commit(&c, &error), &error);
	take_twice(o, DESTITUTE "1,秦村," LI ",集中,全护理,676,198,874,,\n");
	/* Nor does the row that is set aside come in beside one that is taken. */
	must_reject(o,
		DESTITUTE "1,秦村," LI ",分散,全自理,676,495,,,\n"
			  "2,秦村," WANG ",分散,全自理,676,198,874,,\n",
		"李有福", "differs from file TK-2023-0001");
	assert_int_equal(number(o,
				 "SELECT count(*) FROM casefile c JOIN award a"
				 " ON a.casefile = c.id WHERE base = 67600 AND supplement = 19800"),
		2);
}

/* --- which list it is ------------------------------------------------------------------------ */

static const char *kind_of(struct office_fixture *o, const char *file)
{
	static char kind[64];
	struct roster_result out;

	text(o, file, &out);
	g_strlcpy(kind, out.kind, sizeof kind);
	roster_result_clear(&out);
	return kind;
}

static void test_kinds(void **state)
{
	struct office_fixture *o = *state;

	/* No title: the columns say it. */
	assert_string_equal(kind_of(o,
				    "姓名,身份证号,供养方式,自理能力,基本生活费,照料护理费\n"
				    "李有福,140302195503100015,分散,全自理,676,198\n"),
		"特困供养");
	assert_string_equal(kind_of(o,
				    "姓名,身份证号,救助金额,救助事由,审批日期\n"
				    "李有福,140302195503100015,5,火灾,2023-01-01\n"),
		"临时救助");
	assert_string_equal(
		kind_of(o, PAYMENTS "202301,2023-01-08,农村低保" PAYEE "1,,成功\n"), "发放明细");
	/* The title may say 低保: a column of many programmes speaks against it. */
	assert_string_equal(kind_of(o,
				    "农村低保发放情况\n" PAYMENTS "202302,2023-02-08,农村低保" PAYEE
				    "1,,成功\n"),
		"发放明细");
	assert_string_equal(kind_of(o, CHILDREN "1," CHILD ",孤儿,社会散居,,,,1170\n"), "儿童保障");
}

#define office_test(f) cmocka_unit_test_setup_teardown(f, office_open, office_close)

int run_list_tests(void)
{
	const struct CMUnitTest tests[] = {
		office_test(test_xiushui),
		office_test(test_yinying),
		cmocka_unit_test(test_order),
		office_test(test_again),
		office_test(test_dry_run),
		office_test(test_next_month),
		office_test(test_messy),
		office_test(test_children_words),
		office_test(test_grant_words),
		office_test(test_reasons),
		office_test(test_payment_reasons),
		office_test(test_second_payments),
		office_test(test_planned_here),
		office_test(test_shared_household),
		office_test(test_two_dibao_cases),
		office_test(test_decided_here),
		office_test(test_kinds),
	};

	return cmocka_run_group_tests_name("lists", tests, NULL, NULL);
}
