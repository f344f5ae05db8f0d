/* Register files: what is read, and what is complained of with its line. */
#include "test_form.h"

#include <string.h>

#define HEAD "[register t_r]\nlabel = 测试簿\n"
#define QUERY "query = SELECT 1, 2\n"
#define COLUMN "[column a]\nlabel = 甲\nwidth = 8\n"
#define FORM "[form t]\nlabel = 表\n[block b]\nlabel = 块\n[field a]\nlabel = 甲\ntype = text\n"

static void the_built_in_registers_are_there_in_order(void **state)
{
	struct bench *b = bench_new(NULL, NULL);
	const GPtrArray *all = library_registers(b->lib);
	const struct register_def *reg = library_register(b->lib, "inspection");
	(void)state;
	assert_true(all->len >= 7);
	for (guint i = 1; i < all->len; i++)
		assert_true(((struct register_def *)all->pdata[i - 1])->order <=
			((struct register_def *)all->pdata[i])->order);
	assert_non_null(reg);
	assert_string_equal(reg->table, "inspection");
	assert_string_equal(reg->parent, "institution");
	assert_string_equal(reg->form, "inspection");
	assert_int_equal(g_strv_length(reg->roles), 3);
	assert_non_null(library_register_codes(b->lib, "residents"));
	assert_null(library_register_codes(b->lib, "nothing"));
	assert_null(library_register(b->lib, NULL));
	bench_free(b);
}

static void a_county_adds_a_register(void **state)
{
	struct bench *b = bench_new("entry/t.ini", FORM, "registers/own.ini",
		HEAD "table = note\nform = t\nroles = clerk、reviewer\nreaders = auditor\n"
		     "order = 7\nneeds = pay_day\n" QUERY
		     "[column a]\nlabel = 数\ntype = money\nwidth = 8\ntotal = yes\n"
		     "[set x]\nquery = SELECT 3\n"
		     "[refuse T-1]\nquery = SELECT 1\nsay = 不行\n"
		     "[codes t_list]\nlabel = 表\nquery = SELECT 1, 2, 3\n",
		NULL);
	g_autofree char *complaints = bench_complaints(b);
	const struct register_def *reg = library_register(b->lib, "t_r");
	(void)state;
	assert_string_equal(complaints, "");
	assert_non_null(reg);
	assert_int_equal(reg->order, 7);
	assert_string_equal(reg->roles[1], "reviewer");
	assert_string_equal(reg->readers[0], "auditor");
	const struct register_column *column = g_ptr_array_index(reg->columns, 0);
	assert_int_equal(column->type, REGISTER_MONEY);
	assert_true(column->total);
	assert_int_equal(reg->sets->len, 1);
	assert_int_equal(reg->refusals->len, 1);
	assert_string_equal(library_register_codes(b->lib, "t_list")->label, "表");
	bench_free(b);
}

static const struct {
	const char *text, *complaint;
} slips[] = {
	{COLUMN, "the file has no [register KEY]"},
	{HEAD QUERY, "r.ini:1: the register has no column"},
	{HEAD COLUMN, "r.ini:1: [register t_r] has no query"},
	{HEAD QUERY "[register u]\nlabel = 又\n" COLUMN, "r.ini:4: a file holds one register"},
	{HEAD QUERY COLUMN COLUMN, "r.ini:7: [column a] stands twice"},
	{HEAD QUERY "[column a]\nlabel = 甲\n", "r.ini:4: [column a] has no width"},
	{HEAD QUERY "[column a]\nlabel = 甲\nwidth = 99\n", "r.ini:6: width is between 1 and 60"},
	{HEAD QUERY COLUMN "type = mony\n", "there is no type \"mony\", did you mean \"money\"?"},
	{HEAD QUERY COLUMN "total = yes\n", "r.ini:7: [column a]: only money and numbers"},
	{HEAD QUERY COLUMN "codes = relatio\n",
		"r.ini:4: there is no code list \"relatio\", did you mean \"relation\"?"},
	{HEAD QUERY "form = t\n" COLUMN, "r.ini:1: [register t_r]: form and table go together"},
	{HEAD QUERY "table = note\nform = tt\nroles = clerk\n" COLUMN,
		"r.ini:1: there is no entry form \"tt\""},
	{HEAD QUERY "table = note\nform = note\nroles = clrk\n" COLUMN,
		"there is no role \"clrk\", did you mean \"clerk\"?"},
	{HEAD QUERY "table = note; drop\n" COLUMN, "table is a word of a-z, 0-9 and _"},
	{HEAD QUERY "parent = institutio\n" COLUMN,
		"there is no register \"institutio\", did you mean \"institution\"?"},
	{HEAD QUERY "needs = pocket_mony\n" COLUMN,
		"there is no parameter \"pocket_mony\", did you mean \"pocket_money\"?"},
	{HEAD QUERY "make = SELECT 1\n" COLUMN, "make and table go together"},
	{HEAD QUERY "due = SELECT 1\n" COLUMN, "due and due_label go together"},
	{HEAD QUERY "ordr = 1\n" COLUMN, "did you mean \"order\"?"},
	{HEAD QUERY COLUMN "[colum b]\n", "did you mean \"column\"?"},
	{HEAD QUERY COLUMN "[refuse T 1]\nsay = x\n", "[refuse T 1] has no query"},
	{HEAD QUERY "table = note\nform = application\nroles = clerk\n" COLUMN,
		"the form \"application\" has a roster"},
};

static void slips_are_complained_of(void **state)
{
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(slips); i++) {
		struct bench *b = bench_new("registers/r.ini", slips[i].text, NULL);
		assert_complaint(b, slips[i].complaint);
		bench_free(b);
	}
}

static bool no_table(const char *name)
{
	(void)name;
	return false;
}

static void the_check_sees_tables_and_widths(void **state)
{
	struct bench *b = bench_new("registers/r.ini",
		HEAD QUERY
		"table = nothing\nform = note\nroles = clerk\n"
		"[column a]\nlabel = 很长的列名\nwidth = 4\n"
		"[column b]\nlabel = 乙\nwidth = 60\n[column c]\nlabel = 丙\nwidth = 20\n",
		"registers/readme.txt", "x", NULL);
	(void)state;
	library_tell(b->lib, LIBRARY_TABLE, no_table);
	library_check(b->lib, b->complaints);
	assert_complaint(b, "r.ini:1: there is no table \"nothing\"");
	assert_complaint(b, "r.ini:7: label takes 10 columns and does not fit: at most 4");
	/* 2 before the first, then 4 + 60 + 20 and a blank after each. */
	assert_complaint(b, "r.ini:1: register takes 89 columns and does not fit: at most 80");
	assert_complaint(
		b, "registers/readme.txt: it is not read: files in registers/ end in .ini");
	bench_free(b);
}

int test_register(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_built_in_registers_are_there_in_order),
		cmocka_unit_test(a_county_adds_a_register),
		cmocka_unit_test(slips_are_complained_of),
		cmocka_unit_test(the_check_sees_tables_and_widths),
	};
	return cmocka_run_group_tests_name("register", tests, NULL, NULL);
}
