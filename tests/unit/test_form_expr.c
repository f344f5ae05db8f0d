#include "test_form.h"

#include <string.h>
#include "form/expr.h"

/* The world of these conditions. */
static const char *value(const char *name, void *ctx)
{
	static const char *const values[][2] = {{"relation", "01"}, {"age", "9"},
		{"amount", "500.00"}, {"born", "1955-03-10"}, {"left", "2026-01-02"},
		{"state", "accepted"}, {"phone", "."}, {"illness", "*"}, {"flag", "1"},
		{"off", "0"}, {"refused", "no"}, {"place", "平坦 镇"},
		{"id_no", "140302195503100015"}, {"member.relation.01", "1"}, {"other", "01"}};
	(void)ctx;
	for (size_t i = 0; i < G_N_ELEMENTS(values); i++)
		if (strcmp(values[i][0], name) == 0)
			return values[i][1];
	return NULL;
}

static void conditions_are_true_or_false(void **state)
{
	static const struct {
		const char *text;
		bool is_true;
	} cases[] = {
		{"relation = 01", true},
		{"relation = 1", false}, /* codes are text */
		{"relation != 02", true},
		{"relation == 01", true},
		{"relation <> 01", false},
		{"age < 16", true}, /* as text 9 would be after 16 */
		{"age >= 9", true},
		{"age > 9", false},
		{"amount = 500", true},
		{"amount > 499.99", true},
		{"amount <= 500", true},
		{"born <= {born}", true},
		{"amount <= 499.99", false},
		{"born < {left}", true},
		{"left < {born}", false},
		{"relation = {other}", true},
		{"state in draft accepted", true},
		{"state in draft, accepted", true},
		{"state in draft、accepted", true},
		{"state in draft verified", false},
		{"state not in draft verified", true},
		{"nothing empty", true},
		{"phone empty", false}, /* none was answered */
		{"phone = .", true},
		{"illness = *", true},
		{"illness > 3", false},
		{"illness < 2026-01-01", false},
		{"nothing < 5", false},
		{"nothing > 5", false},
		{"nothing != 5", true},
		{"age not empty", true},
		{"flag", true},
		{"off", false},
		{"refused", false},
		{"nothing", false},
		{"not nothing", true},
		{"relation = 02 or age = 9 and flag", true}, /* and binds closer */
		{"(relation = 02 or age = 9) and off", false},
		{"not (relation = 02 or off)", true},
		{"not relation = 02 and flag", true},
		{"place = \"平坦 镇\"", true},
		{"relation ＝ 01 and （age ＜ 16）", true}, /* full-width signs */
		{"id_no = 140302195503100015", true},
		{"id_no > 1", false}, /* too long for a number: never more nor less */
		{"member.relation.01 != 1", false},
	};
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *complaint = NULL;
		struct expr *e = expr_parse(cases[i].text, &complaint);
		if (!e || expr_true(e, value, NULL) != cases[i].is_true)
			fail_msg("%s: %s", cases[i].text, complaint ? complaint : "wrong");
		expr_free(e);
	}
}

static void what_is_no_condition_is_complained_of(void **state)
{
	static const char *const cases[][2] = {
		{"", "empty"},
		{"relation =", "a value is missing"},
		{"relation in", "values are missing"},
		{"(age < 3", "closing ) is missing"},
		{"age < 3)", "no opening ("},
		{"age < 3 flag", "\"and\" or \"or\" is missing"},
		{"age ! 3", "write !="},
		{"age = {born", "closing } is missing"},
		{"age = born}", "no opening {"},
		{"and age = 3", "stands where the name of a field should"},
		{"3 = age", "begins with the name of a field"},
		{"年龄 = 3", "begins with the name of a field"},
		{"age not 3", "neither in nor empty"},
		{"age = {1x}", "is no name of a field"},
		{"born < left", "write {left}"},
		{"age = 3 and", "begins with the name of a field"},
	};
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *complaint = NULL;
		assert_null(expr_parse(cases[i][0], &complaint));
		if (!complaint || !strstr(complaint, cases[i][1]))
			fail_msg("%s: %s", cases[i][0], complaint);
	}
	/* A thousand brackets are refused, not recursed into. */
	g_autofree char *deep = g_strnfill(1000, '(');
	assert_null(expr_parse(deep, NULL));
}

static void see_name(const char *name, void *ctx)
{
	g_string_append_printf(ctx, "%s ", name);
}

static void see_word(const char *name, const char *word, void *ctx)
{
	g_string_append_printf(ctx, "%s:%s ", name, word);
}

static void names_and_words_are_told_apart(void **state)
{
	(void)state;
	g_autoptr(GString) seen = g_string_new(NULL);
	struct expr *e =
		expr_parse("a = b or not c in d {f} and g < 7 and i = \"j\" and k empty", NULL);
	assert_non_null(e);
	expr_names(e, see_name, seen);
	assert_string_equal(seen->str, "a c f g i k ");
	g_string_truncate(seen, 0);
	expr_words(e, see_word, seen);
	assert_string_equal(seen->str, "a:b c:d ");
	expr_free(e);
}

int test_expr(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(conditions_are_true_or_false),
		cmocka_unit_test(what_is_no_condition_is_complained_of),
		cmocka_unit_test(names_and_words_are_told_apart),
	};
	return cmocka_run_group_tests_name("expr", tests, NULL, NULL);
}
