#include "config.h"

#include "tests/unit/test_model_people.h"

#include <string.h>
#include "model/household.h"

#define M1955 "140302195503100015"
#define F1980 "140303198012240021"
#define M2012 "140311201206060031"
#define F1948 "14032119480229124X"
#define M1999 "140322199911300212"

static const struct intake_person li[] = {
	{.id_no = M1955, .name = "李有福", .relation = "01"},
	{.id_no = F1980, .name = "王秀英", .relation = "02"},
	{.id_no = M2012, .name = "李小军", .relation = "03"},
};
static const struct intake_person zhao[] = {
	{.id_no = F1948, .name = "赵大娘", .relation = "01"},
};
static const struct intake_person zhou[] = {
	{.id_no = M1999, .name = "周海", .relation = "01"},
};

/* Three households: 秦村, 刘村, and one whose village nobody knows. */
static int households_open(void **state)
{
	struct intake_household h;

	office_open(state);
	h = household_of(li, 3);
	h.village = "140322100219";
	h.village_name = "秦村";
	h.address = "秦村3号";
	assert_int_equal(take(*state, &h), INTAKE_NEW);
	h = household_of(zhao, 1);
	h.village = "140322100221";
	h.phone = "13800000001";
	assert_int_equal(take(*state, &h), INTAKE_NEW);
	h = household_of(zhou, 1);
	h.village_name = "某某庄";
	assert_int_equal(take(*state, &h), INTAKE_NEW);
	return 0;
}

static row_id household_of_head(struct office_fixture *o, const char *id_no)
{
	gint64 id = 0;
	GError *error = NULL;

	must(db_one_int(o->desk->db, &id, &error,
		     "SELECT household FROM member WHERE person = $1 AND relation = '01'", "i",
		     person_by_id_no(o->desk->db, id_no)),
		&error);
	return id;
}

static void test_get(void **state)
{
	struct office_fixture *o = *state;
	GError *error = NULL;
	g_autoptr(household) h = household_get(o->desk, household_of_head(o, M1955), &error);

	must(h != NULL, &error);
	assert_string_equal(h->village, "140322100219");
	assert_string_equal(h->village_name, "秦村村委会");
	assert_string_equal(h->address, "秦村3号");
	assert_string_equal(h->area, "rural");
	assert_null(household_get(o->desk, 1, &error));
	assert_null(error);
}

static GPtrArray *members_on(struct office_fixture *o, const char *id_no, day on)
{
	GError *error = NULL;
	GPtrArray *members = household_members(o->desk, household_of_head(o, id_no), on, &error);

	must(members != NULL, &error);
	return members;
}

static const char *name_of(const GPtrArray *members, guint i)
{
	return ((const struct member *)g_ptr_array_index(members, i))->person->name;
}

/* The son leaves, the wife becomes the head: each day shows who was there then (F3). */
static void test_as_of(void **state)
{
	struct office_fixture *o = *state;
	static const struct intake_person later[] = {
		{.id_no = M1955, .name = "李有福", .relation = "01"},
		{.id_no = F1980, .name = "王秀英", .relation = "02"},
	};
	struct intake_household h = household_of(later, 2);
	g_autoptr(GPtrArray) before = NULL, after = NULL, ever = NULL, early = NULL;

	h.month = 2024 * 12 + 1;
	assert_int_equal(take(o, &h), INTAKE_CHANGED);
	early = members_on(o, M1955, day_make(2023, 11, 30));
	before = members_on(o, M1955, day_make(2024, 1, 31));
	after = members_on(o, M1955, day_make(2024, 2, 1));
	ever = members_on(o, M1955, DAY_NONE);
	assert_int_equal(early->len, 0);
	assert_int_equal(before->len, 3);
	assert_int_equal(after->len, 2);
	assert_int_equal(ever->len, 3);
	assert_string_equal(name_of(before, 0), "李有福");
	assert_string_equal(name_of(before, 2), "李小军");
	assert_int_equal(
		((struct member *)g_ptr_array_index(before, 2))->to, day_make(2024, 1, 31));
	assert_int_equal(((struct member *)g_ptr_array_index(after, 0))->to, DAY_NONE);
	assert_int_equal(household_counted(before), 3);
	assert_int_equal(household_counted(after), 2);
	assert_string_equal(household_head(after)->person->name, "李有福");
	assert_null(household_head(early));
	assert_int_equal(household_counted(NULL), 0);
}

/* --- the list -------------------------------------------------------------------------------- */

static bool add_head(const struct household_row *row, void *ctx)
{
	GString *heads = ctx;

	g_string_append_printf(heads, "%s%s", heads->len ? " " : "", row->head);
	return true;
}

static void expect(struct office_fixture *o, const char *text, bool before, const char *heads)
{
	g_autoptr(GString) found = g_string_new(NULL);
	GError *error = NULL;

	must(household_page(o->desk, text, NULL, 0, before, 10, add_head, found, &error), &error);
	if (strcmp(found->str, heads) != 0)
		fail_msg("\"%s\" gives \"%s\", not \"%s\"", text, found->str, heads);
}

static void test_search(void **state)
{
	struct office_fixture *o = *state;

	expect(o, "", false, "周海 李有福 赵大娘");
	expect(o, "", true, "赵大娘 李有福 周海");
	expect(o, "李", false, "李有福");
	expect(o, "王秀英", false, ""); /* lists heads; she is found among the persons */
	expect(o, "lyf", false, "李有福");
	expect(o, "zh", false, "周海 赵大娘");
	expect(o, "zhao", false, "赵大娘");
	expect(o, "秦村", false, "李有福");
	expect(o, "3号", false, "李有福");
	expect(o, "某某", false, "周海");
	expect(o, "刘村 赵", false, "赵大娘");
	expect(o, "刘村 李", false, "");
	expect(o, "db-2023-0002", false, "赵大娘");
	expect(o, "0003", false, "周海");
	expect(o, "124X", false, "赵大娘");
	expect(o, "140302", false, "李有福");
	expect(o, "x'); --", false, "");
}

struct row_copy {
	char *sort;
	row_id id;
	int n;
};

static bool copy_row(const struct household_row *row, void *ctx)
{
	struct row_copy *copy = ctx;

	g_free(copy->sort);
	copy->sort = g_strdup(row->sort);
	copy->id = row->household;
	copy->n++;
	return true;
}

/* One row a page, through the part without a village into the other and back. */
static void test_pages(void **state)
{
	struct office_fixture *o = *state;

	for (int before = 0; before < 2; before++) {
		struct row_copy copy = {0};
		GError *error = NULL;
		int last;

		do {
			last = copy.n;
			must(household_page(o->desk, "", copy.sort, copy.id, before, 1, copy_row,
				     &copy, &error),
				&error);
		} while (copy.n > last && copy.n < 10);
		assert_int_equal(copy.n, 3);
		g_free(copy.sort);
	}
}

static bool check_row(const struct household_row *row, void *ctx)
{
	(void)ctx;
	assert_string_equal(row->village, "秦村村委会");
	assert_string_equal(row->address, "秦村3号");
	assert_string_equal(row->area, "rural");
	assert_string_equal(row->file_no, "DB-2023-0001");
	assert_string_equal(row->state, "active");
	assert_int_equal(row->members, 3);
	assert_true(row->household != 0 && row->casefile != 0);
	return true;
}

static void test_row(void **state)
{
	struct office_fixture *o = *state;
	GError *error = NULL;

	must(household_page(o->desk, "李有福", NULL, 0, false, 10, check_row, NULL, &error),
		&error);
}

#define households_test(f) cmocka_unit_test_setup_teardown(f, households_open, office_close)

int run_household_tests(void)
{
	const struct CMUnitTest tests[] = {
		households_test(test_get),
		households_test(test_as_of),
		households_test(test_search),
		households_test(test_pages),
		households_test(test_row),
	};

	return cmocka_run_group_tests_name("household", tests, NULL, NULL);
}
