#include "config.h"

#include <string.h>

#include "rule/working.h"
#include "test_rule.h"

static void test_there_and_back(void **state)
{
	g_autoptr(working) w = working_new(), back = NULL;
	g_autofree char *text = NULL, *again = NULL;
	const struct working_line *line;

	(void)state;
	working_add(w, "工资（王小明）", "1000.00 x 12 = 12000.00", "12000.00", "元/年", "D-12",
		"工资单");
	working_add(w, "合计", NULL, "12000.00", NULL, NULL, NULL);
	text = working_to_text(w);
	assert_string_equal(text,
		"工资（王小明）\t1000.00 x 12 = 12000.00\t12000.00\t元/年\tD-12\t工资单\n"
		"合计\t\t12000.00\t\t\t\n");
	back = working_from_text(text);
	assert_non_null(back);
	assert_int_equal(back->lines->len, 2);
	line = g_ptr_array_index(back->lines, 0);
	assert_string_equal(line->source, "工资单");
	again = working_to_text(back);
	assert_string_equal(again, text);
}

/* A name or a source with a tab or a line end in it must not make a line of its own. */
static void test_data_cannot_break_lines(void **state)
{
	g_autoptr(working) w = working_new(), back = NULL;
	g_autofree char *text = NULL;

	(void)state;
	working_add(w, "a\tb", "c\nd", "1", "", "", "e\r\nf\x1b[31m");
	text = working_to_text(w);
	back = working_from_text(text);
	assert_non_null(back);
	assert_int_equal(back->lines->len, 1);
	assert_null(strchr(text, '\x1b'));
}

static void test_not_a_working(void **state)
{
	g_autoptr(working) empty = working_from_text("");

	(void)state;
	assert_non_null(empty);
	assert_int_equal(empty->lines->len, 0);
	assert_null(working_from_text("one\ttwo\n"));
	assert_null(working_from_text("1\t2\t3\t4\t5\t6\t7\n"));
}

int run_working_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_there_and_back),
		cmocka_unit_test(test_data_cannot_break_lines),
		cmocka_unit_test(test_not_a_working),
	};

	return cmocka_run_group_tests_name("working", tests, NULL, NULL);
}
