/* Single rows: what is normalised, what is set aside and why, who belongs to whom. */
#include "config.h"

#include "tests/unit/test_exchange.h"

#include <string.h>
#include "base/rid.h"
#include "exchange/seen.h"

#define TITLE "盂县秀水镇2023年12月农村低保金发放花名册\n"
#define HEADING                                                                                    \
	"序号,村,户主姓名,姓名,与户主关系,性别,身份证号码,保障人口,家庭年收入,金额,银行账号\n"
/* The numbers are those of policy 12.3. */
#define M1955 "140302195503100015"
#define F1980 "140303198012240021"
#define M2012 "140311201206060031"
#define F1948 "14032119480229124X"
#define M1999 "140322199911300212"

static void one_fault(
	struct office_fixture *o, const char *row, const char *column, const char *words)
{
	g_autofree char *text = g_strconcat(TITLE HEADING, row, "\n", NULL);
	struct roster_result out;
	const struct roster_fault *f;

	import_text(o, text, &out);
	assert_int_equal(out.rejected, 1);
	assert_int_equal(out.households, 0);
	assert_int_equal(out.rows, 1);
	f = g_ptr_array_index(out.faults, 0);
	assert_int_equal(f->row, 3);
	assert_string_equal(f->column, column);
	must_say(f->reason, words);
	roster_result_clear(&out);
	assert_int_equal(number(o, "SELECT count(*) FROM person"), 0);
}

static void test_faults(void **state)
{
	struct office_fixture *o = *state;

	one_fault(o, "1,秦村,李有福,李有福,本人,男,1.403E+17,1,0,5,", "身份证号码", "spreadsheet");
	one_fault(o, "1,秦村,李有福,李有福,本人,男,140302195503100016,1,0,5,", "身份证号码",
		"should be 5");
	one_fault(
		o, "1,秦村,李有福,李有福,本人,男,140302195502300012,1,0,5,", "身份证号码", "birth");
	one_fault(o, "1,秦村,李有福,李有福,本人,男,14030219550310001,1,0,5,", "身份证号码", "18");
	one_fault(o, "1,秦村,李有福,李有福,本人,男,1403021955O3100015,1,0,5,", "身份证号码", "11");
	one_fault(o, "1,秦村,李有福,李有福,本人,男,,1,0,5,", "身份证号码", "empty");
	one_fault(o, "1,秦村,,,本人,男," M1955 ",1,0,5,", "姓名", "missing");
	one_fault(o, "1,秦村,李?福,李?福,本人,男," M1955 ",1,0,5,", "姓名", "letter");
	one_fault(
		o, "1,秦村,李有福,李有福,本人,男," M1955 ",1,0,四百二十,", "金额", "not a number");
	one_fault(o, "1,秦村,李有福,李有福,本人,男," M1955 ",1,0,-5,", "金额", "not a number");
	one_fault(o, "1,秦村,李有福,李有福,本人,男," M1955 ",1,0,1.2E+3,", "金额", "not a number");
	one_fault(o, "1,秦村,李有福,李有福,本人,男," M1955 ",1,0,,", "金额", "missing");
	one_fault(o, "1,秦村,李有福,李有福,本人,男," M1955 ",1,约一万,5,", "家庭年收入",
		"not a number");
	one_fault(o, "1,秦村,李有福,李有福,本人,男," M1955 ",几人,0,5,", "保障人口", "digits");
	one_fault(o, "1,秦村,李有福,李有福,本人,男," M1955 ",1,0,5,6.22E+18", "银行账号",
		"spreadsheet");
	one_fault(o, "1,秦村,李有福,李有福,本人,男," M1955 ",1,0,5,农信社存折", "银行账号",
		"32 digits");
	one_fault(o, "1,秦村,李有福,王有福,本人,男," M1955 ",1,0,5,", "户主姓名", "two names");
	one_fault(o, ",秦村,李有福,王秀英,配偶,女," F1980 ",,,,", "与户主关系", "head");
	one_fault(o, "1,秦村,李\"有福,李有福,本人,男," M1955 ",1,0,5,", "序号", "quotation mark");
}

/* All that is wrong with a row is said at once; the column is that of the first. */
static void test_many_faults(void **state)
{
	struct roster_result out;
	const struct roster_fault *f;

	import_text(*state, TITLE HEADING "1,秦村,李有福,李有福,本人,男,1403,几,许多,五,x\n", &out);
	f = fault_of(&out, "李有福");
	assert_string_equal(f->column, "身份证号码");
	must_say(f->reason, "18");
	must_say(f->reason, "几");
	must_say(f->reason, "许多");
	must_say(f->reason, "五");
	roster_result_clear(&out);
}

static void test_normal(void **state)
{
	struct office_fixture *o = *state;
	struct roster_result out;

	import_text(o,
		TITLE HEADING "１,秦 村,李　有福, "
			      "李有　福\xC2\xA0,户主,男,'１４０３０２１９５５０３１０００１５,３人,"
			      "\"1,234元\",￥５６０.50元,6221 0001-0002\n"
			      ",,,王 秀英,妻,女,\xC2\xA0" F1980 "\xE3\x80\x80,,,,\n"
			      ",,,赵大娘,母亲,女,14032119480229124x,,,,\n",
		&out);
	assert_int_equal(out.rejected, 0);
	assert_int_equal(out.persons, 3);
	assert_int_equal(out.amount, 56050);
	roster_result_clear(&out);
	assert_int_equal(
		number(o,
			"SELECT count(*) FROM person WHERE (name = '李有福' AND id_no = '" M1955
			"') OR (name = '王秀英' AND id_no = '" F1980
			"') OR (name = '赵大娘' AND id_no = '" F1948 "')"),
		3);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM casefile WHERE roster_income = 123400"
				 " AND account = '622100010002' AND stated_members = 3"
				 " AND roster_ref = '1' AND holder = '李有福'"),
		1);
	assert_int_equal(
		number(o, "SELECT group_concat(relation, ' ') = '01 02 06' FROM member"), 1);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM household"
				 " WHERE village = '140322100219' AND village_name = '秦村'"),
		1);
}

/* --- households ------------------------------------------------------------------------------ */

static void test_rejected_head(void **state)
{
	struct office_fixture *o = *state;
	struct roster_result out;

	import_text(o,
		TITLE HEADING "1,秦村,李有福,李有福,本人,男,140302195503100016,3,0,5,\n"
			      ",,,王秀英,配偶,女," F1980 ",,,,\n"
			      ",,,李小军,子,男,140311201206060032,,,,\n"
			      "2,秦村,赵大娘,赵大娘,本人,女," F1948 ",1,0,7,\n",
		&out);
	assert_int_equal(out.rejected, 3);
	assert_int_equal(out.households, 1);
	assert_int_equal(out.amount, 700);
	must_say(fault_of(&out, "王秀英")->reason, "row 3");
	/* His own fault is the nearer one. */
	must_say(fault_of(&out, "李小军")->reason, "check digit");
	roster_result_clear(&out);
	assert_int_equal(number(o, "SELECT count(*) FROM person"), 1);
}

static void test_rejected_member(void **state)
{
	struct office_fixture *o = *state;
	struct roster_result out;

	import_text(o,
		TITLE HEADING "1,秦村,李有福,李有福,本人,男," M1955 ",3,0,5,\n"
			      ",,,王秀英,配偶,女,140303198012240022,,,,\n"
			      ",,,李小军,子,男," M2012 ",,,,\n",
		&out);
	assert_int_equal(out.rejected, 1);
	assert_int_equal(out.households, 1);
	assert_int_equal(out.persons, 2);
	assert_int_equal(fault_of(&out, "王秀英")->row, 4);
	roster_result_clear(&out);
	/* The money was fixed for three. */
	assert_int_equal(number(o, "SELECT members FROM award"), 3);
}

static void test_twice(void **state)
{
	struct office_fixture *o = *state;
	struct roster_result out;

	import_text(o,
		TITLE HEADING "1,秦村,李有福,李有福,本人,男," M1955 ",2,0,5,\n"
			      ",,,王秀英,配偶,女," F1980 ",,,,\n"
			      "2,秦村,赵大娘,赵大娘,本人,女," F1948 ",2,0,7,\n"
			      ",,,王秀英,女,女," F1980 ",,,,\n"
			      "3,秦村,李有福,李有福,本人,男," M1955 ",2,0,5,\n"
			      ",,,李小军,子,男," M2012 ",,,,\n"
			      "4,秦村,周海,周海,本人,男," M1999 ",2,0,5,\n"
			      ",,,周海,子,男," M1999 ",,,,\n",
		&out);
	assert_int_equal(out.rejected, 4);
	assert_int_equal(out.households, 3);
	assert_int_equal(out.persons, 4);
	must_say(fault_of(&out, "王秀英")->reason, "row 4");
	must_say(fault_of(&out, "李有福")->reason, "row 3");
	must_say(fault_of(&out, "李小军")->reason, "row 7");
	must_say(fault_of(&out, "周海")->reason, "row 9");
	roster_result_clear(&out);
}

/* A number that stands twice is taken where its first row was set aside for another fault. */
static void test_second_is_first(void **state)
{
	struct roster_result out;

	import_text(*state,
		TITLE HEADING "1,秦村,李有福,李有福,本人,男," M1955 ",1,0,五,\n"
			      "2,秦村,李有福,李有福,本人,男," M1955 ",1,0,5,\n",
		&out);
	assert_int_equal(out.rejected, 1);
	assert_int_equal(out.households, 1);
	roster_result_clear(&out);
}

static void test_breaks(void **state)
{
	struct roster_result out;

	import_text(*state,
		TITLE "填报单位：秀水镇,,,,,,单位：元\n" HEADING
		      "1,秦村,李有福,李有福,本人,男," M1955 ",3,0,5,\n"
		      "本页小计,,,,,,,1,,5,\n"
		      "制表人：某某,,审核人：,,,,,,,,\n"
		      "\n"
		      "盂县秀水镇2023年12月农村低保金发放花名册（续）\n" HEADING
		      ",,,王秀英,配偶,女," F1980 ",,,,\n"
		      "第2页,,,,,,,,,,\n"
		      "2,,,,,,,,,,\n"
		      ",,,李小军,子,男," M2012 ",,,,\n"
		      ",合  计,,,,,3,3,,5,\n",
		&out);
	assert_int_equal(out.rows, 3);
	assert_int_equal(out.households, 1);
	assert_int_equal(out.persons, 3);
	assert_int_equal(out.rejected, 0);
	roster_result_clear(&out);
}

/* A heading repeated in another order is the order of the rows below it. */
static void test_new_order(void **state)
{
	struct roster_result out;

	import_text(*state,
		TITLE HEADING "1,秦村,李有福,李有福,本人,男," M1955 ",1,0,5,\n"
			      "序号,身份证号,户主姓名,金额,姓名,与户主关系\n"
			      "2," F1980 ",王秀英,9,王秀英,本人\n",
		&out);
	assert_int_equal(out.households, 2);
	assert_int_equal(out.amount, 1400);
	roster_result_clear(&out);
}

static void test_no_relation(void **state)
{
	struct office_fixture *o = *state;
	struct roster_result out;

	import_text(o,
		TITLE "户主,姓名,身份证号,金额\n"
		      "李有福,李有福," M1955 ",5\n"
		      "李有福,王秀英," F1980 ",5\n"
		      "赵大娘,赵大娘," F1948 ",7\n"
		      ",周海," M1999 ",\n"
		      "别人,李小军," M2012 ",\n",
		&out);
	assert_int_equal(out.households, 2);
	assert_int_equal(out.persons, 4);
	assert_int_equal(out.amount, 1200);
	assert_int_equal(out.rejected, 1);
	must_say(fault_of(&out, "李小军")->reason, "head");
	roster_result_clear(&out);
	assert_int_equal(number(o, "SELECT count(*) FROM member WHERE relation = '99'"), 2);
}

/* The head's number in each row says whose member it is, even where the names would do. */
static void test_head_numbers(void **state)
{
	struct roster_result out;

	import_text(*state,
		TITLE "户主,户主身份证号,姓名,身份证号,与户主关系,金额\n"
		      "李有福," M1955 ",李有福," M1955 ",本人,5\n"
		      "李有福," M1955 ",王秀英," F1980 ",配偶,\n"
		      "李有福," M1999 ",李小军," M2012 ",子,\n",
		&out);
	assert_int_equal(out.households, 1);
	assert_int_equal(out.persons, 2);
	assert_int_equal(out.rejected, 1);
	must_say(fault_of(&out, "李小军")->reason, "head");
	roster_result_clear(&out);
}

/* Whose amount is it?  The household's, repeated, or the member's own: that is not for us to say.
 */
static void test_member_amount(void **state)
{
	struct roster_result out;

	import_text(*state,
		TITLE HEADING "1,秦村,李有福,李有福,本人,男," M1955 ",2,0,5,\n"
			      ",,,王秀英,配偶,女," F1980 ",,,5,\n",
		&out);
	assert_int_equal(out.rejected, 1);
	assert_int_equal(out.amount, 500);
	assert_string_equal(fault_of(&out, "王秀英")->column, "金额");
	roster_result_clear(&out);
}

static void test_relations(void **state)
{
	struct office_fixture *o = *state;
	struct roster_result out;

	import_text(o,
		TITLE HEADING "1,秦村,李有福,李有福,户主本人,男," M1955 ",5,0,5,\n"
			      ",,,王秀英,户主之妻,女," F1980 ",,,,\n"
			      ",,,李小军,之子,男," M2012 ",,,,\n"
			      ",,,赵大娘,其母,女," F1948 ",,,,\n"
			      ",,,周海,户主的侄子,男," M1999 ",,,,\n",
		&out);
	assert_int_equal(out.persons, 5);
	assert_int_equal(out.n_remarks, 1);
	must_say(g_ptr_array_index(out.remarks, 0), "row 7");
	roster_result_clear(&out);
	assert_int_equal(
		number(o, "SELECT group_concat(relation, ' ') = '01 02 03 06 99' FROM member"), 1);
}

static void test_remarks(void **state)
{
	struct roster_result out;

	import_text(*state,
		TITLE HEADING "1,秦村,李有福,李有福,本人,女," M1955 ",3,0,5,\n"
			      ",,,王秀英,姨,女," F1980 ",,,,\n",
		&out);
	assert_int_equal(out.rejected, 0);
	assert_int_equal(out.n_remarks, 3);
	must_say(g_ptr_array_index(out.remarks, 0), "row 3: 3 members are stated and 2 listed");
	must_say(g_ptr_array_index(out.remarks, 1), "row 3: the sex");
	must_say(g_ptr_array_index(out.remarks, 2), "row 4: the relation \"姨\"");
	roster_result_clear(&out);
}

/* --- against the database -------------------------------------------------------------------- */

static void test_conflicts(void **state)
{
	struct office_fixture *o = *state;
	struct roster_result out;

	import_text(o,
		TITLE HEADING "1,秦村,李有福,李有福,本人,男," M1955 ",2,0,5,\n"
			      ",,,王秀英,配偶,女," F1980 ",,,,\n",
		&out);
	roster_result_clear(&out);
	import_text(o,
		TITLE HEADING "1,秦村,赵大娘,赵大娘,本人,女," F1948 ",2,0,7,\n"
			      ",,,王秀英,女,女," F1980 ",,,,\n"
			      "2,秦村,李有富,李有富,本人,男," M1955 ",2,0,5,\n"
			      ",,,李小军,子,男," M2012 ",,,,\n"
			      "3,秦村,王秀英,王秀英,本人,女," F1980 ",1,0,5,\n",
		&out);
	assert_int_equal(out.rejected, 4);
	assert_int_equal(out.households, 1);
	assert_int_equal(out.persons, 1);
	must_say(fault_of(&out, "王秀英")->reason, "DB-2023-0001");
	must_say(fault_of(&out, "李有富")->reason, "李有福");
	must_say(fault_of(&out, "李小军")->reason, "row 5");
	roster_result_clear(&out);
	assert_int_equal(number(o, "SELECT count(*) FROM person"), 3);
}

static row_id put(struct change *c, const struct record *r)
{
	GError *error = NULL;
	row_id id = 0;

	must(change_insert(c, r, &id, &error), &error);
	return id;
}

/* Somebody has applied here, and nothing is decided yet. */
static row_id put_applicant(
	struct office_fixture *o, const char *file_no, const char *name, const char *id_no)
{
	struct record household = record_of("household"), person = record_of("person"),
		      member = record_of("member"), casefile = record_of("casefile");
	GError *error = NULL;
	struct change *c = desk_change(o->desk, "test", &error);
	row_id home, id;

	must(c != NULL, &error);
	record_text(&household, "area", "rural");
	home = put(c, &household);
	record_text(&person, "name", name);
	record_text(&person, "id_no", id_no);
	record_int(&member, "household", home);
	record_int(&member, "person", put(c, &person));
	record_text(&member, "relation", "01");
	record_text(&member, "from_date", "2023-10-01");
	put(c, &member);
	record_text(&casefile, "file_no", file_no);
	record_text(&casefile, "programme", "dibao");
	record_int(&casefile, "household", home);
	record_text(&casefile, "area", "rural");
	record_text(&casefile, "state", "draft");
	id = put(c, &casefile);
	must(change_commit(&c, &error), &error);
	return id;
}

static void withdraw(struct office_fixture *o, row_id casefile)
{
	struct record r = record_of("casefile");
	GError *error = NULL;
	struct change *c = desk_change(o->desk, "test", &error);

	must(c != NULL, &error);
	record_text(&r, "state", "withdrawn");
	must(change_update(c, casefile, &r, NULL, &error), &error);
	must(change_commit(&c, &error), &error);
}

/* A member who has applied on her own; a head who has, with a member who has not; one good
 * household of one; a number that is none. */
#define MIXED                                                                                      \
	TITLE HEADING "1,秦村,李有福,李有福,本人,男," M1955 ",2,0,5,\n"                            \
		      ",,,王秀英,配偶,女," F1980 ",,,,\n"                                          \
		      "2,秦村,赵大娘,赵大娘,本人,女," F1948 ",2,0,7,\n"                            \
		      ",,,李小军,子,男," M2012 ",,,,\n"                                            \
		      "3,秦村,孙一,孙一,本人,男," M1999 ",1,0,11,\n"                               \
		      "4,秦村,周二,周二,本人,男,140322199911300213,1,0,13,\n"

static void must_be_mixed(const struct roster_result *out)
{
	assert_int_equal(out->rows, 6);
	assert_int_equal(out->households, 2);
	assert_int_equal(out->persons, 2);
	assert_int_equal(out->amount, 1600);
	assert_int_equal(out->rejected, 4);
	assert_string_equal(fault_of(out, "王秀英")->reason,
		"stands in file DB-2023-0101 already; settle that case first");
	assert_string_equal(fault_of(out, "赵大娘")->reason,
		"stands in file DB-2023-0102 already; settle that case first");
	must_say(fault_of(out, "李小军")->reason, "row 5");
	assert_int_equal(fault_of(out, "王秀英")->row, 4);
}

static void import_mixed(struct office_fixture *o, const char *path, const char *rejects, bool dry,
	struct roster_result *out)
{
	struct roster_options options = {.rejects = rejects, .dry_run = dry};
	GError *error = NULL;

	must(roster_import(o->desk, path, &options, out, &error), &error);
	must_be_mixed(out);
}

/* F54: the same file again says what it said, also when the other cases are closed by then. */
static void test_refused_again(void **state)
{
	struct office_fixture *o = *state;
	g_autofree char *path = write_file(o, "mixed.csv", MIXED);
	g_autofree char *rejects = office_path(o, "rejects.csv");
	g_autofree char *first = NULL, *second = NULL;
	struct roster_result out;
	row_id wife = put_applicant(o, "DB-2023-0101", "王秀英", F1980);
	row_id aunt = put_applicant(o, "DB-2023-0102", "赵大娘", F1948);

	import_mixed(o, path, rejects, true, &out);
	assert_int_equal(out.added, 2);
	roster_result_clear(&out);
	import_mixed(o, path, rejects, false, &out);
	assert_false(out.known);
	assert_int_equal(out.added, 2);
	roster_result_clear(&out);
	first = read_file(rejects);
	withdraw(o, wife);
	withdraw(o, aunt);
	for (int i = 0; i < 3; i++) {
		gint64 before = number(o, "SELECT count(*) FROM journal");

		import_mixed(o, path, rejects, i == 1, &out);
		assert_true(out.known);
		assert_int_equal(out.added + out.updated, 0);
		assert_int_equal(out.unchanged, 2);
		roster_result_clear(&out);
		assert_int_equal(number(o, "SELECT count(*) FROM journal"), before);
	}
	second = read_file(rejects);
	assert_string_equal(first, second);
	assert_int_equal(number(o, "SELECT count(*) FROM casefile"), 4);
}

/* T17: what stands in a cell is text, whatever it looks like. */
static void test_hostile(void **state)
{
	struct office_fixture *o = *state;
	struct roster_result out;

	import_text(o,
		TITLE HEADING
		"1,\"x'); DROP TABLE person;--\",李'有福\x1B[m,李'有福\x1B[m,本人,男," M1955
		",1,0,5,\n"
		"2,%_,\xE2\x80\xAE福有李,\xE2\x80\xAE福有李,本人,女," F1980 ",1,0,5,\n",
		&out);
	assert_int_equal(out.households, 2);
	roster_result_clear(&out);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM person WHERE name = '李''有福[m'"
				 " OR name = '福有李'"),
		2);
	assert_int_equal(number(o, "SELECT count(*) FROM household WHERE village IS NULL"), 2);
}

static void test_seen(void **state)
{
	struct seen *seen = seen_new();

	(void)state;
	assert_int_equal(seen_row(seen, M1955), 0);
	for (int i = 0; i < 20000; i++) {
		char id[RID_LEN + 1];

		g_snprintf(id, sizeof id, "140322%08d%03dX", 19400101 + i / 900, i % 900);
		assert_int_equal(seen_row(seen, id), 0);
		seen_add(seen, id, i + 1);
		seen_add(seen, id, 1);
	}
	for (int i = 0; i < 20000; i += 7) {
		char id[RID_LEN + 1];

		g_snprintf(id, sizeof id, "140322%08d%03dX", 19400101 + i / 900, i % 900);
		assert_int_equal(seen_row(seen, id), i + 1);
	}
	seen_add(seen, "140322830404011", 5);
	assert_int_equal(seen_row(seen, "140322830404011"), 5);
	assert_int_equal(seen_row(seen, "140322830404013"), 0);
	seen_free(seen);
}

#define office_test(f) cmocka_unit_test_setup_teardown(f, office_open, office_close)

int run_row_tests(void)
{
	const struct CMUnitTest tests[] = {
		office_test(test_faults),
		office_test(test_many_faults),
		office_test(test_normal),
		office_test(test_rejected_head),
		office_test(test_rejected_member),
		office_test(test_twice),
		office_test(test_second_is_first),
		office_test(test_breaks),
		office_test(test_new_order),
		office_test(test_no_relation),
		office_test(test_head_numbers),
		office_test(test_member_amount),
		office_test(test_relations),
		office_test(test_remarks),
		office_test(test_conflicts),
		office_test(test_refused_again),
		office_test(test_hostile),
		cmocka_unit_test(test_seen),
	};

	return cmocka_run_group_tests_name("rows", tests, NULL, NULL);
}
