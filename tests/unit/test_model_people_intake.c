/* What a roster says beside what is known.  Rosters themselves are tests/unit/test_exchange*. */
#include "config.h"

#include "tests/unit/test_model_people.h"

#include <string.h>
#include "model/casefile.h"
#include "store/journal.h"

#define M1955 "140302195503100015"
#define F1980 "140303198012240021"
#define M2012 "140311201206060031"
#define F1948 "14032119480229124X"

static const struct intake_person li[] = {
	{.id_no = M1955, .name = "李有福", .relation = "01"},
	{.id_no = F1980, .name = "王秀英", .relation = "02"},
};

/* The sentence of the conflict that must come. */
static char *conflict(struct office_fixture *o, const struct intake_household *h, int person)
{
	GError *error = NULL;
	struct intake *in = intake_preview(o->desk->db, o->lib, true, &error);
	enum intake_result result = INTAKE_NEW;
	char *sentence;
	int who = -1;

	must(in != NULL, &error);
	must(intake_put(in, h, &result, &error), &error);
	assert_int_equal(result, INTAKE_CONFLICT);
	sentence = g_strdup(intake_conflict(in, &who));
	assert_int_equal(who, person);
	intake_end(in);
	return sentence;
}

static void set_case(struct office_fixture *o, const char *column, const char *value)
{
	GError *error = NULL;
	struct change *c = desk_change(o->desk, "test", &error);
	struct record r = record_of("casefile");

	record_text(&r, column, value);
	must(change_update(c, number(o, "SELECT min(id) FROM casefile"), &r, NULL, &error), &error);
	must(change_commit(&c, &error), &error);
}

static void test_rows(void **state)
{
	struct office_fixture *o = *state;
	struct intake_household h = household_of(li, 2);

	h.stated_members = 2;
	h.year_income = 120000;
	h.account = "6221000100010001";
	h.bank = "农村信用社";
	h.review_class = "B";
	h.granted = "2019-07-01";
	h.roster_ref = "12";
	assert_int_equal(take(o, &h), INTAKE_NEW);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM casefile c JOIN award a"
				 " ON a.casefile = c.id JOIN step s ON s.casefile = c.id"
				 " WHERE file_no = 'DB-2023-0001' AND state = 'active'"
				 " AND origin = 'imported' AND c.area = 'rural'"
				 " AND account = '6221000100010001' AND holder = '李有福'"
				 " AND bank = '农村信用社' AND review_class = 'B'"
				 " AND roster_income = 120000 AND roster_ref = '12'"
				 " AND c.extra = '{\"granted_on\":\"2019-07-01\"}'"
				 " AND from_month = '2023-12' AND to_month IS NULL"
				 " AND base = 30000 AND supplement = 0 AND members = 2"
				 " AND year_income = 120000 AND action = 'import'"
				 " AND done_on = '2024-01-03' AND operator IS NOT NULL"
				 " AND undone = 0"),
		1);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM member WHERE from_date = '2023-12-01'"
				 " AND to_date IS NULL AND counted = 1"),
		2);
}

static void test_same(void **state)
{
	struct office_fixture *o = *state;
	struct intake_household h = household_of(li, 2);
	gint64 before;

	assert_int_equal(take(o, &h), INTAKE_NEW);
	before = number(o, "SELECT count(*) FROM journal");
	assert_int_equal(take(o, &h), INTAKE_SAME);
	/* A blank cell says nothing, so it changes nothing. */
	h.month++;
	assert_int_equal(take(o, &h), INTAKE_SAME);
	assert_int_equal(number(o, "SELECT count(*) FROM journal"), before);
}

/* Whatever the programme's numbers are, they go on where casefile_next_no goes on. */
static void test_numbers(void **state)
{
	struct office_fixture *o = *state;
	static const struct intake_person zhao[] = {
		{.id_no = F1948, .name = "赵大娘", .relation = "01"}};
	struct intake_household h = household_of(li, 2);
	g_autofree char *next = NULL;
	GError *error = NULL;
	struct change *c;

	assert_int_equal(take(o, &h), INTAKE_NEW);
	set_case(o, "file_no", "DB-2023-9999");
	h = household_of(zhao, 1);
	assert_int_equal(take(o, &h), INTAKE_NEW);
	assert_int_equal(
		number(o, "SELECT count(*) FROM casefile WHERE file_no = 'DB-2023-10000'"), 1);
	c = desk_change(o->desk, "test", &error);
	next = casefile_next_no(c, "DB", 2023);
	assert_string_equal(next, "DB-2023-10001");
	change_cancel(&c);
}

static void test_known_name(void **state)
{
	struct office_fixture *o = *state;
	static const struct intake_person other[] = {
		{.id_no = F1948, .name = "赵大娘", .relation = "01"},
		{.id_no = M1955, .name = "李有富", .relation = "05"},
	};
	struct intake_household h = household_of(li, 2);
	g_autofree char *sentence = NULL;

	assert_int_equal(take(o, &h), INTAKE_NEW);
	h = household_of(other, 2);
	sentence = conflict(o, &h, 1);
	assert_non_null(strstr(sentence, "李有福"));
}

static void test_two_cases(void **state)
{
	struct office_fixture *o = *state;
	static const struct intake_person other[] = {
		{.id_no = F1948, .name = "赵大娘", .relation = "01"},
		{.id_no = F1980, .name = "王秀英", .relation = "04"},
	};
	static const struct intake_person wife[] = {
		{.id_no = F1980, .name = "王秀英", .relation = "01"},
	};
	struct intake_household h = household_of(li, 2);
	g_autofree char *one = NULL, *two = NULL;

	assert_int_equal(take(o, &h), INTAKE_NEW);
	h = household_of(other, 2);
	one = conflict(o, &h, 1);
	assert_non_null(strstr(one, "DB-2023-0001"));
	h = household_of(wife, 1);
	two = conflict(o, &h, 0);
	assert_non_null(strstr(two, "DB-2023-0001"));
}

/* What was decided here is compared and never changed. */
static void test_decided_here(void **state)
{
	struct office_fixture *o = *state;
	struct intake_household h = household_of(li, 2);
	g_autofree char *sentence = NULL;
	gint64 before;

	assert_int_equal(take(o, &h), INTAKE_NEW);
	set_case(o, "origin", "applied");
	before = number(o, "SELECT count(*) FROM journal");
	h.bank = "别的银行";
	assert_int_equal(take(o, &h), INTAKE_SAME);
	h.amount = 40000;
	assert_int_equal(take(o, &h), INTAKE_CONFLICT);
	sentence = conflict(o, &h, 0);
	assert_non_null(strstr(sentence, "DB-2023-0001"));
	assert_int_equal(number(o, "SELECT count(*) FROM journal"), before);
}

static void test_open_case(void **state)
{
	struct office_fixture *o = *state;
	struct intake_household h = household_of(li, 2);
	g_autofree char *sentence = NULL;

	assert_int_equal(take(o, &h), INTAKE_NEW);
	set_case(o, "state", "accepted");
	sentence = conflict(o, &h, 0);
	assert_non_null(strstr(sentence, "DB-2023-0001"));
}

/* A household whose case is over comes back: a new file, the same people. */
static void test_closed_case(void **state)
{
	struct office_fixture *o = *state;
	struct intake_household h = household_of(li, 2);
	struct journal_report report;
	GError *error = NULL;

	assert_int_equal(take(o, &h), INTAKE_NEW);
	set_case(o, "state", "refused");
	h.month += 3;
	assert_int_equal(take(o, &h), INTAKE_NEW);
	assert_int_equal(number(o, "SELECT count(*) FROM casefile"), 2);
	assert_int_equal(number(o, "SELECT count(*) FROM household"), 1);
	assert_int_equal(number(o, "SELECT count(*) FROM person"), 2);
	assert_int_equal(number(o, "SELECT count(*) FROM member WHERE to_date IS NULL"), 2);
	assert_int_equal(
		number(o, "SELECT count(*) FROM casefile WHERE file_no = 'DB-2024-0001'"), 1);
	must(journal_verify(o->desk->db, NULL, &report, &error), &error);
	assert_int_equal(report.bad_seq + report.bad_rows, 0);
}

/* A member of a household whose case is over heads one of her own: she leaves the old one. */
static void test_moves(void **state)
{
	struct office_fixture *o = *state;
	static const struct intake_person own[] = {
		{.id_no = F1980, .name = "王秀英", .relation = "01"},
		{.id_no = M2012, .name = "李小军", .relation = "03"},
	};
	struct intake_household h = household_of(li, 2);

	assert_int_equal(take(o, &h), INTAKE_NEW);
	set_case(o, "state", "withdrawn");
	h = household_of(own, 2);
	h.month = 2024 * 12 + 1;
	assert_int_equal(take(o, &h), INTAKE_NEW);
	assert_int_equal(number(o, "SELECT count(*) FROM household"), 2);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM member m JOIN person p ON p.id = m.person"
				 " WHERE p.name = '王秀英' AND to_date = '2024-01-31'"),
		1);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM member m JOIN person p ON p.id = m.person"
				 " WHERE p.name = '王秀英' AND to_date IS NULL"
				 " AND relation = '01'"),
		1);
}

static void test_preview(void **state)
{
	struct office_fixture *o = *state;
	struct intake_household h = household_of(li, 2);
	enum intake_result result;
	GError *error = NULL;
	struct intake *in = intake_preview(o->desk->db, o->lib, true, &error);

	must(intake_put(in, &h, &result, &error), &error);
	assert_int_equal(result, INTAKE_NEW);
	assert_int_equal(number(o, "SELECT count(*) FROM person"), 0);
	intake_end(in);
	assert_int_equal(take(o, &h), INTAKE_NEW);
	in = intake_preview(o->desk->db, o->lib, true, &error);
	h.amount++;
	must(intake_put(in, &h, &result, &error), &error);
	assert_int_equal(result, INTAKE_CHANGED);
	assert_int_equal(number(o, "SELECT base FROM award"), 30000);
	intake_end(in);
}

static void test_bad_call(void **state)
{
	struct office_fixture *o = *state;
	struct intake_household h = household_of(li, 0);
	enum intake_result result;
	GError *error = NULL;
	struct intake *in = intake_preview(o->desk->db, o->lib, true, &error);

	must_fail(intake_put(in, &h, &result, &error), &error, JZ_ERROR_BAD, "dibao");
	h = household_of(li, 2);
	h.programme = "none";
	must_fail(intake_put(in, &h, &result, &error), &error, JZ_ERROR_BAD, "none");
	intake_end(in);
}

#define office_test(f) cmocka_unit_test_setup_teardown(f, office_open, office_close)

int run_intake_tests(void)
{
	const struct CMUnitTest tests[] = {
		office_test(test_rows),
		office_test(test_same),
		office_test(test_numbers),
		office_test(test_known_name),
		office_test(test_two_cases),
		office_test(test_decided_here),
		office_test(test_open_case),
		office_test(test_closed_case),
		office_test(test_moves),
		office_test(test_preview),
		office_test(test_bad_call),
	};

	return cmocka_run_group_tests_name("intake", tests, NULL, NULL);
}
