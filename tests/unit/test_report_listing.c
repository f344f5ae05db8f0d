#include "config.h"

#include <string.h>

#include "report/listing.h"
#include "test_report.h"

static struct listing *sample(void)
{
	struct listing *l = listing_new();

	listing_column(l, "name", "姓名", false);
	listing_column(l, "amount", "金额", true);
	listing_column(l, "note", "备注", false);
	listing_cell(l, "王小明");
	listing_cell(l, "9.00");
	listing_cell(l, NULL);
	listing_cell(l, "欧阳娜娜");
	listing_cell(l, "1,234.50");
	listing_cell(l, "户主");
	return l;
}

/* Chinese characters take two columns each; nothing trails. */
static void test_text(void **state)
{
	g_autoptr(listing) l = sample();
	g_autofree char *text = listing_text(l);

	(void)state;
	assert_int_equal(listing_rows(l), 2);
	assert_string_equal(text,
		"姓名          金额  备注\n"
		"王小明        9.00\n"
		"欧阳娜娜  1,234.50  户主\n");
}

static void test_tsv(void **state)
{
	g_autoptr(listing) l = sample();
	g_autofree char *tsv = listing_tsv(l);

	(void)state;
	assert_string_equal(tsv,
		"name\tamount\tnote\n"
		"王小明\t9.00\t\n"
		"欧阳娜娜\t1,234.50\t户主\n");
}

static void test_data_cannot_break_the_lines(void **state)
{
	g_autoptr(listing) l = listing_new();
	g_autofree char *tsv = NULL;
	g_auto(GStrv) cells = NULL;

	(void)state;
	listing_column(l, "a", "A", false);
	listing_column(l, "b", "B", false);
	listing_cell(l, "one\ttwo");
	listing_cell(l, "three\r\nfour\x1b[2J");
	tsv = listing_tsv(l);
	assert_null(strchr(tsv, '\x1b'));
	assert_null(strchr(tsv, '\r'));
	cells = g_strsplit_set(tsv, "\t\n", -1);
	assert_int_equal(g_strv_length(cells), 5); /* two headings, two cells, the end */
}

static void test_empty(void **state)
{
	g_autoptr(listing) l = listing_new();
	g_autofree char *text = NULL, *tsv = NULL;

	(void)state;
	listing_column(l, "a", "甲", false);
	text = listing_text(l);
	tsv = listing_tsv(l);
	assert_int_equal(listing_rows(l), 0);
	assert_string_equal(text, "甲\n");
	assert_string_equal(tsv, "a\n");
}

int run_listing_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_tsv),
		cmocka_unit_test(test_data_cannot_break_the_lines),
		cmocka_unit_test(test_empty),
	};

	return cmocka_run_group_tests_name("listing", tests, NULL, NULL);
}
