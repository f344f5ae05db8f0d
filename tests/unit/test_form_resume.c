#include "test_form.h"

#include <string.h>

#define HEAD "[form t]\nlabel = 表\n[block case]\nlabel = 申请\n"
#define ON "[field on]\nlabel = 日期\ntype = date\ndefault = today\n"
#define TOWN "[field town]\nlabel = 乡镇\ntype = text\ncarry = yes\n"
#define WHY                                                                                        \
	"[field size]\nlabel = 大小\ntype = text\n"                                              \
	"[field why]\nlabel = 说明\ntype = text\nask_if = town = 甲\n"
#define WAGE                                                                                       \
	"[roster wage]\nlabel = 工资\n[field amount]\nlabel = 额\ntype = money\nnone = yes\n"   \
	"unknown = yes\n[field kind]\nlabel = 种类\ntype = code\ncodes = t_kind\n"               \
	"[check T-5]\nkind = soft\nblock = wage\nfail_if = amount > 30\nsay = 高\nfields = "      \
	"amount\n"
#define ASSET                                                                                      \
	"[roster asset]\nlabel = 财产\nnone_required = yes\n[field v]\nlabel = 值\ntype = money\n"
#define CODES "[list t_kind]\nlabel = 种类\n[codes]\n1 = 甲\n2 = 乙\n"

static char *fill_and_save(const struct bench *b)
{
	struct entry *e = bench_entry(b);
	key(e, "case", 0, "town", "甲");
	key(e, "case", 0, "why", "第一行\\n\t第二");
	key(e, "case", 0, "size", "3600");
	entry_add_row(e, 1, -1);
	entry_add_row(e, 1, -1);
	key(e, "wage", 0, "amount", "12*3");
	entry_accept(e, place_at(e, "wage", 0, "amount"), "T-5", "有\t流水");
	key(e, "wage", 0, "kind", "2");
	key(e, "wage", 1, "amount", "*");
	entry_set_block_none(e, 2, true);
	char *text = entry_save(e, place_at(e, "wage", 1, "kind"));
	entry_free(e);
	return text;
}

static void a_draft_comes_back_whole(void **state)
{
	(void)state;
	struct bench *b =
		bench_new("entry/t.ini", HEAD ON TOWN WHY WAGE ASSET, "codes/t.ini", CODES, NULL);
	g_autofree char *text = fill_and_save(b);
	/* Tomorrow the form still says when it was begun. */
	const struct entry_env env = {.library = b->lib, .today = day_make(2026, 7, 2)};
	struct entry *e = entry_new(library_form(b->lib, "t"), &env);
	struct place cursor;
	assert_true(entry_restore(e, text, &cursor, NULL));
	assert_string_equal(entry_get(e, "case", 0, "on"), "2026-07-01");
	assert_string_equal(entry_get(e, "case", 0, "why"), "第一行\\n 第二");
	assert_int_equal(entry_rows(e, 1), 2);
	assert_string_equal(entry_get(e, "wage", 0, "amount"), "3600");
	assert_string_equal(entry_expression(e, place_at(e, "wage", 0, "amount")), "12*3");
	assert_int_equal(entry_mark(e, place_at(e, "wage", 1, "amount")), MARK_UNKNOWN);
	assert_true(entry_block_none(e, 2));
	assert_int_equal(cursor.block, 1);
	assert_int_equal(cursor.row, 1);
	assert_int_equal(cursor.field, 1);
	g_autofree char *words = finish_words(e);
	assert_string_equal(words, ""); /* T-5 stays accepted */
	g_autofree char *again = entry_save(e, cursor);
	assert_string_equal(again, text);
	entry_free(e);
	bench_free(b);
}

/* What came from a row is still told from what was keyed. */
static void a_draft_remembers_where_values_came_from(void **state)
{
	(void)state;
	struct bench *b = bench_new("entry/t.ini",
		HEAD TOWN "[field num]\nlabel = 号\ntype = id\n[field why]\nlabel = 说明\n"
			  "type = text\nrequired = yes\n",
		NULL);
	for (int legacy = 0; legacy <= 1; legacy++) {
		struct entry *e = bench_entry(b), *again = bench_entry(b);
		struct place cursor;
		entry_put(e, "case", 0, "town", "平坦镇");
		entry_put(e, "case", 0, "why", "");
		if (legacy)
			entry_keep_legacy(e);
		g_autofree char *text = entry_save(e, place_at(e, "case", 0, "why"));
		assert_true(entry_restore(again, text, &cursor, NULL));
		assert_int_equal(entry_carried(again, place_at(again, "case", 0, "town")), !legacy);
		g_autofree char *words = finish_words(again);
		assert_string_equal(words, legacy ? "" : "case.0.why E-11\n");
		entry_free(e);
		entry_free(again);
	}
	bench_free(b);
}

/* The form lost a field and a block, a code went, a text became money: the rest is there. */
static void a_draft_outlives_its_form(void **state)
{
	(void)state;
	struct bench *old =
		bench_new("entry/t.ini", HEAD ON TOWN WHY WAGE ASSET, "codes/t.ini", CODES, NULL);
	g_autofree char *text = fill_and_save(old);
	bench_free(old);
	struct bench *b = bench_new("entry/t.ini",
		HEAD "[field town]\nlabel = 乡镇\ntype = text\n"
		     "[field why]\nlabel = 说明\ntype = money\n[field size]\nlabel = 大小\ntype = "
		     "money\n[field new]\nlabel = 新\ntype = text\n"
		     "default = 有\n" WAGE,
		"codes/t.ini", "[list t_kind]\nlabel = 种类\n[codes]\n1 = 甲\n", NULL);
	struct entry *e = bench_entry(b);
	struct place cursor;
	assert_true(entry_restore(e, text, &cursor, NULL));
	assert_string_equal(entry_get(e, "case", 0, "town"), "甲");
	assert_string_equal(entry_get(e, "case", 0, "why"), "");
	assert_string_equal(entry_get(e, "case", 0, "new"), "有");
	assert_string_equal(entry_get(e, "case", 0, "size"), ""); /* never 36.00 yuan */
	assert_string_equal(entry_get(e, "wage", 0, "amount"), "3600");
	assert_string_equal(entry_get(e, "wage", 0, "kind"), ""); /* code 2 is no more */
	assert_int_equal(cursor.block, 1);
	entry_free(e);
	bench_free(b);
}

static void a_lost_cursor_begins_at_the_top(void **state)
{
	(void)state;
	struct bench *b = bench_new("entry/t.ini", HEAD ON, NULL);
	struct entry *e = bench_entry(b);
	struct place cursor = {7, 7, 7};
	assert_true(
		entry_restore(e, "jiuzhu-draft\t1\tt\ncursor\twage\t3\tamount\n", &cursor, NULL));
	assert_int_equal(cursor.block + cursor.row + cursor.field, 0);
	entry_free(e);
	bench_free(b);
}

static void what_is_no_draft_is_refused(void **state)
{
	static const char *const bad[] = {"", "jiuzhu-draft", "jiuzhu-draft\t2\tt\n",
		"jiuzhu-draft\t1\tother\n", "[form t]\n", "\xff\xfe"};
	/* A draft of which something broke: what can be read is, and nothing falls over. */
	static const char *const broken[] = {
		"jiuzhu-draft\t1\tt\nblock\tcase\t99\tnone\n",
		"jiuzhu-draft\t1\tt\nvalue\tcase\t5\ton\tdate\tkeyed\t-\t2026-01-01\t\n",
		"jiuzhu-draft\t1\tt\nvalue\tcase\t-1\ton\tdate\tkeyed\t-\t2026-01-01\t\n",
		"jiuzhu-draft\t1\tt\nvalue\tcase\t0\ton\n\n\n\t\t\t\n",
		"jiuzhu-draft\t1\tt\nvalue\tcase\t0\ton\tdate\tkeyed\t-\tno date\t\n",
		"jiuzhu-draft\t1\tt\nblock\twage\t99999999999\t-\n",
		"jiuzhu-draft\t1\tt\ncursor\tcase\t99\ton\naccept\tcase\t0\ton\t\\\t\\\n",
	};
	(void)state;
	struct bench *b = bench_new("entry/t.ini", HEAD ON WAGE, "codes/t.ini", CODES, NULL);
	struct entry *e = bench_entry(b);
	struct place cursor = {0, 0, 0};
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(GError) error = NULL;
		assert_false(entry_restore(e, bad[i], &cursor, &error));
		assert_non_null(error);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(broken); i++) {
		assert_true(entry_restore(e, broken[i], &cursor, NULL));
		assert_string_equal(entry_get(e, "case", 0, "on"), "2026-07-01");
		assert_int_equal(entry_rows(e, 0), 1);
		assert_true(entry_rows(e, 1) <= 99);
	}
	entry_free(e);
	bench_free(b);
}

int test_resume(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_draft_comes_back_whole),
		cmocka_unit_test(a_draft_remembers_where_values_came_from),
		cmocka_unit_test(a_draft_outlives_its_form),
		cmocka_unit_test(a_lost_cursor_begins_at_the_top),
		cmocka_unit_test(what_is_no_draft_is_refused),
	};
	return cmocka_run_group_tests_name("resume", tests, NULL, NULL);
}
