#include "test_form.h"

#include <string.h>

#define FORM                                                                                        \
	"[form t]\nlabel = 表\n"                                                                   \
	"[block case]\nlabel = 申请\n"                                                            \
	"[field on]\nlabel = 申请日期\ntype = date\nrequired = yes\n"                           \
	"[field until]\nlabel = 截止日期\ntype = date\nmax = 3000\n"                            \
	"[field phone]\nlabel = 电话\ntype = phone\nrequired = yes\nnone = yes\nunknown = yes\n"  \
	"[roster member]\nlabel = 成员\nmin = 1\n"                                                \
	"[field name]\nlabel = 姓名\ntype = name\nrequired = yes\n"                               \
	"[field rel]\nlabel = 关系\ntype = code\ncodes = t_rel\nrequired = yes\n"                 \
	"[field age]\nlabel = 年龄\ntype = integer\n"                                             \
	"[roster wage]\nlabel = 工资\nnone_required = yes\n"                                      \
	"[field per]\nlabel = 按\ntype = text\ndefault = m\n"                                      \
	"[field amount]\nlabel = 金额\ntype = money\nrequired = yes\n"                            \
	"[check T-1]\nkind = hard\nblock = case\nfail_if = until < {on}\n"                          \
	"say = 截止日期{until}早于申请日期{on}\nfields = until, on\n"                     \
	"[check T-2]\nkind = soft\nblock = member\nfail_if = rel = 01 and age < 16\n"               \
	"say = {rel}{name}只有{age}岁\nfields = age, rel\n"                                      \
	"[check T-3]\nkind = finish-hard\nfail_if = member.rel.01 != 1\n"                           \
	"say = 户主 {member.rel.01} 人\nfields = member.rel\n"                                   \
	"[check T-4]\nkind = finish-soft\nfail_if = wage.amount.sum > 5000\n"                       \
	"say = 合计{wage.amount.sum}元\nfields = wage.amount\n"                                  \
	"[check T-5]\nkind = soft\nblock = wage\nfail_if = amount > 3000.50\nsay = 偏高\n"        \
	"fields = amount\n"                                                                         \
	"[check T-6]\nkind = soft\nblock = case\nfail_if = until empty and phone = .\n"             \
	"say = 都没有\nfields = until, phone\n"                                                  \
	"[check T-7]\nkind = hard\nblock = member\nfail_if = age = 99 and row = 1\n"                \
	"say = 太老\nfields = age\n"                                                              \
	"[block many]\nlabel = 多\nask_if = wage.per.m > 2\n[field y]\nlabel = 项\ntype = text\n" \
	"[block never]\nlabel = 不问\nask_if = no\n[field x]\nlabel = 项\ntype = text\n"         \
	"required = yes\n[check T-9]\nkind = hard\nblock = never\nfail_if = x empty\n"              \
	"say = 空\nfields = x\n"

#define CODES "[list t_rel]\nlabel = 关系\n[codes]\n01 = 户主\n02 = 配偶\n"

struct scene {
	struct bench *bench;
	struct entry *e;
};

static int set_up(void **state)
{
	struct scene *s = g_new0(struct scene, 1);
	s->bench = bench_new("entry/t.ini", FORM, "codes/t.ini", CODES, NULL);
	s->e = bench_entry(s->bench);
	*state = s;
	return 0;
}

static int tear_down(void **state)
{
	struct scene *s = *state;
	entry_free(s->e);
	bench_free(s->bench);
	g_free(s);
	return 0;
}

static void assert_finish(struct entry *e, const char *expected)
{
	g_autofree char *words = finish_words(e);
	assert_string_equal(words, expected);
}

static void fill(struct entry *e)
{
	key(e, "case", 0, "on", "20260601");
	key(e, "case", 0, "phone", "*");
	key(e, "member", 0, "name", "甲");
	key(e, "member", 0, "rel", "01");
	key(e, "member", 0, "age", "40");
	entry_set_block_none(e, 2, true);
}

static void gaps_are_listed_in_screen_order(void **state)
{
	struct scene *s = *state;
	assert_finish(s->e,
		"case.0.on E-11\ncase.0.phone E-11\nmember.0.name E-11\n"
		"member.0.rel E-11\nmember.0.rel T-3\nwage.0.per E-12\n");
	g_autoptr(GPtrArray) against = entry_finish(s->e);
	const struct verdict *on = g_ptr_array_index(against, 0);
	const struct verdict *phone = g_ptr_array_index(against, 1);
	assert_string_equal(on->sentence, "申请日期 is empty: key it");
	assert_string_equal(
		phone->sentence, "电话 is empty: key it, or . for none, or * for unknown");
	fill(s->e);
	assert_finish(s->e, "");
	key(s->e, "case", 0, "until", "20260630");
	key(s->e, "case", 0, "phone", "."); /* an answer too */
	assert_finish(s->e, "");
}

static void a_check_of_two_fields_waits_for_both(void **state)
{
	struct scene *s = *state;
	struct place until = place_at(s->e, "case", 0, "until");
	assert_verdict(s->e, until, "20260501", VERDICT_FINE, NULL, NULL);
	assert_verdict(s->e, place_at(s->e, "case", 0, "on"), "20260601", VERDICT_HARD, "T-1",
		"截止日期2026-05-01早于申请日期2026-06-01");
	assert_string_equal(entry_get(s->e, "case", 0, "on"), "");
	assert_verdict(s->e, until, "20260630", VERDICT_FINE, NULL, NULL);
	assert_int_equal(key(s->e, "case", 0, "on", "20260601"), VERDICT_FINE);
	assert_verdict(s->e, until, "20260531", VERDICT_HARD, "T-1", NULL);
	assert_string_equal(entry_value(s->e, until), "2026-06-30");
}

static void a_check_waits_until_a_field_was_visited(void **state)
{
	struct scene *s = *state;
	assert_verdict(s->e, place_at(s->e, "case", 0, "phone"), ".", VERDICT_FINE, NULL, NULL);
	assert_verdict(s->e, place_at(s->e, "case", 0, "until"), "", VERDICT_SOFT, "T-6", "都没有");
}

static void a_check_knows_its_row(void **state)
{
	struct scene *s = *state;
	entry_add_row(s->e, 1, -1);
	assert_verdict(s->e, place_at(s->e, "member", 0, "age"), "99", VERDICT_HARD, "T-7", NULL);
	assert_verdict(s->e, place_at(s->e, "member", 1, "age"), "99", VERDICT_FINE, NULL, NULL);
}

/* A row in which only a default stands is no row yet. */
static void defaults_alone_do_not_count(void **state)
{
	struct scene *s = *state;
	fill(s->e);
	for (int i = 0; i < 3; i++)
		entry_add_row(s->e, 2, -1);
	assert_string_equal(entry_get(s->e, "wage", 2, "per"), "m");
	key(s->e, "wage", 0, "amount", "1");
	key(s->e, "wage", 1, "amount", "1");
	assert_false(entry_block_asked(s->e, 3));
	key(s->e, "wage", 2, "amount", "1");
	assert_true(entry_block_asked(s->e, 3));
}

static void a_soft_check_is_kept_with_a_reason(void **state)
{
	struct scene *s = *state;
	fill(s->e);
	struct place age = place_at(s->e, "member", 0, "age");
	assert_verdict(s->e, age, "15", VERDICT_SOFT, "T-2", "户主甲只有15岁");
	assert_string_equal(entry_value(s->e, age), "15"); /* it is kept all the same */
	assert_finish(s->e, "member.0.age T-2?\n");
	entry_accept(s->e, age, "T-2", "已当面核实");
	assert_finish(s->e, "");
	assert_verdict(s->e, age, "15", VERDICT_FINE, NULL, NULL);
	/* It was accepted of 15, not of 14; nor when another named field changes. */
	assert_verdict(s->e, age, "14", VERDICT_SOFT, "T-2", NULL);
	entry_accept(s->e, age, "T-2", "已当面核实");
	key(s->e, "member", 0, "rel", "02");
	assert_verdict(s->e, place_at(s->e, "member", 0, "rel"), "01", VERDICT_SOFT, "T-2", NULL);
}

static void see(struct place at, const char *number, const char *reason, void *ctx)
{
	g_string_append_printf(ctx, "%d.%d.%d %s %s\n", at.block, at.row, at.field, number, reason);
}

static void an_acceptance_moves_and_goes_with_its_row(void **state)
{
	struct scene *s = *state;
	g_autoptr(GString) seen = g_string_new(NULL);
	entry_add_row(s->e, 2, -1);
	assert_int_equal(key(s->e, "wage", 0, "amount", "3000.50"), VERDICT_FINE);
	assert_int_equal(key(s->e, "wage", 0, "amount", "3000.51"), VERDICT_SOFT);
	entry_accept(s->e, place_at(s->e, "wage", 0, "amount"), "T-5", "有流水");
	entry_add_row(s->e, 2, 0);
	entry_accepted(s->e, see, seen);
	assert_string_equal(seen->str, "2.1.1 T-5 有流水\n");
	entry_drop_row(s->e, 2, 1);
	g_string_truncate(seen, 0);
	entry_accepted(s->e, see, seen);
	assert_string_equal(seen->str, "");
}

static void checks_over_all_rows_run_at_the_end(void **state)
{
	struct scene *s = *state;
	fill(s->e);
	entry_add_row(s->e, 1, -1);
	key(s->e, "member", 1, "name", "乙");
	key(s->e, "member", 1, "rel", "01"); /* two heads: not said before the end */
	assert_finish(s->e, "member.0.rel T-3\n");
	g_autoptr(GPtrArray) against = entry_finish(s->e);
	assert_string_equal(
		((struct verdict *)g_ptr_array_index(against, 0))->sentence, "户主 2 人");
	key(s->e, "member", 1, "rel", "02");
	entry_add_row(s->e, 2, -1);
	entry_add_row(s->e, 2, -1);
	key(s->e, "wage", 0, "amount", "2500");
	key(s->e, "wage", 1, "amount", "2500");
	assert_finish(s->e, "");
	key(s->e, "wage", 1, "amount", "2500.01");
	assert_finish(s->e, "wage.0.amount T-4?\n");
	entry_accept(s->e, place_at(s->e, "wage", 0, "amount"), "T-4", "属实");
	assert_finish(s->e, "");
	key(s->e, "wage", 1, "amount", "2600"); /* another row, the same sum */
	assert_finish(s->e, "wage.0.amount T-4?\n");
}

static void empty_rows_are_dropped(void **state)
{
	struct scene *s = *state;
	fill(s->e);
	entry_add_row(s->e, 1, -1); /* F3 once too often */
	entry_add_row(s->e, 2, -1);
	assert_finish(s->e, "wage.0.per E-12\n"); /* the "none" went with the row */
	assert_int_equal(entry_rows(s->e, 1), 1);
	assert_int_equal(entry_rows(s->e, 2), 0);
	entry_drop_row(s->e, 1, 0);
	assert_finish(s->e, "member.0.name E-12\nmember.0.rel T-3\nwage.0.per E-12\n");
}

static void what_was_there_before_does_not_block(void **state)
{
	struct scene *s = *state;
	entry_put(s->e, "case", 0, "on", "2026-06-01");
	entry_put(s->e, "case", 0, "phone", ""); /* known to be empty before */
	entry_put(s->e, "case", 0, "until", "2026-05-01");
	entry_put(s->e, "member", 0, "name", "甲");
	entry_put(s->e, "member", 0, "rel", "01");
	entry_put(s->e, "member", 0, "age", "15");
	entry_set_block_none(s->e, 2, true);
	assert_finish(s->e, "case.0.until T-1\ncase.0.phone E-11\nmember.0.age T-2?\n");
	entry_keep_legacy(s->e);
	assert_finish(s->e, "");
	g_autoptr(GPtrArray) legacy = entry_legacy(s->e);
	static const char *const numbers[] = {"T-1", "E-11", "T-2"};
	assert_int_equal(legacy->len, 3);
	for (guint i = 0; i < legacy->len; i++)
		assert_string_equal(
			((struct verdict *)g_ptr_array_index(legacy, i))->number, numbers[i]);
	/* Whoever touches a field answers for the checks that speak of it. */
	assert_int_equal(key(s->e, "member", 0, "age", "14"), VERDICT_SOFT);
	assert_finish(s->e, "member.0.age T-2?\n");
	assert_int_equal(key(s->e, "case", 0, "on", "20260602"), VERDICT_HARD);
}

int test_finish(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(gaps_are_listed_in_screen_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_check_of_two_fields_waits_for_both, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_check_waits_until_a_field_was_visited, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_check_knows_its_row, set_up, tear_down),
		cmocka_unit_test_setup_teardown(defaults_alone_do_not_count, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_soft_check_is_kept_with_a_reason, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			an_acceptance_moves_and_goes_with_its_row, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			checks_over_all_rows_run_at_the_end, set_up, tear_down),
		cmocka_unit_test_setup_teardown(empty_rows_are_dropped, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			what_was_there_before_does_not_block, set_up, tear_down),
	};
	return cmocka_run_group_tests_name("finish", tests, NULL, NULL);
}
