/* The marks of notices, their layout by columns, and what is said about wrong ones. */
#include "config.h"

#include <string.h>

#include "base/text.h"
#include "report/template.h"
#include "test_report.h"

static struct slots *sample(void)
{
	struct slots *s = slots_new();
	struct slots *row;

	slots_text(s, "name", "王小明");
	slots_text(s, "empty", "");
	slots_text(s, "year", "2026");
	slots_list(s, "none");
	row = slots_row(s, "people");
	slots_text(row, "who", "张三");
	slots_text(row, "sum", "1.00");
	row = slots_row(s, "people");
	slots_text(row, "who", "李四");
	slots_text(row, "sum", "22.00");
	return s;
}

static char *fill(const char *wording)
{
	g_autoptr(ini_complaints) c = ini_complaints_new();
	g_autoptr(template) t = template_parse("t.txt", wording, c);
	g_autoptr(slots) s = sample();
	g_autoptr(GError) error = NULL;
	char *text;

	if (!t)
		fail_msg("%s", (char *)g_ptr_array_index(c->list, 0));
	text = template_fill(t, s, &error);
	if (!text)
		fail_msg("%s", error->message);
	return text;
}

static void check(const char *wording, const char *want)
{
	g_autofree char *got = fill(wording);

	assert_string_equal(got, want);
}

static void test_marks(void **state)
{
	(void)state;
	check("{name}：\n\n{year} {{x}\n", "王小明：\n\n2026 {x}\n");
	check("# not printed\nprinted {empty}\n", "printed\n");
	check("\xef\xbb\xbf{name}\r\nend\r\n", "王小明\nend\n");
	check("no end of line", "no end of line\n");
}

static void test_blocks(void **state)
{
	(void)state;
	check("{#people}\n{who} of {name}\n{/people}\n", "张三 of 王小明\n李四 of 王小明\n");
	check("{#none}\nx\n{/none}\nend\n", "end\n");
	check("{?name}\nyes\n{/name}\n{^name}\nno\n{/name}\n", "yes\n");
	check("{?empty}\nyes\n{/empty}\n{^empty}\nno\n{/empty}\n", "no\n");
	check("{?none}\nyes\n{/none}\n{^none}\nno\n{/none}\n{?people}\nsome\n{/people}\n",
		"no\nsome\n");
	check("{#people}\n{#people}\n{who}\n{/people}\n{/people}\n", "张三\n李四\n张三\n李四\n");
}

static void test_alignment(void **state)
{
	g_autofree char *centred = fill("><通知书\n"), *right = fill(">>{year}\n"),
			*split = fill("{name}{=}{year}\n");

	(void)state;
	assert_int_equal(strspn(centred, " "), (TEMPLATE_COLUMNS - 6) / 2);
	assert_int_equal(strspn(right, " "), TEMPLATE_COLUMNS - 4);
	assert_true(g_str_has_prefix(split, "王小明 "));
	assert_true(g_str_has_suffix(split, " 2026\n"));
	g_strchomp(split);
	assert_int_equal(text_columns(split), TEMPLATE_COLUMNS);
}

static void test_cells(void **state)
{
	(void)state;
	check("{#people}\n|{who:6}|{sum:>7}|\n{/people}\n", "|张三  |   1.00|\n|李四  |  22.00|\n");
	/* Nothing is cut: what is too long goes on below, the bars with it. */
	check("|{name:4}|{year:2} end\n", "|王小|20 end\n|明  |26\n");
}

static void test_paragraphs(void **state)
{
	g_autofree char *indented = NULL, *hanging = NULL;
	g_autoptr(GString) wording = g_string_new("　　");
	g_auto(GStrv) lines = NULL, hung = NULL;

	(void)state;
	for (int i = 0; i < 60; i++)
		g_string_append(wording, "字");
	indented = fill(wording->str);
	lines = g_strsplit(indented, "\n", -1);
	assert_int_equal(text_columns(lines[0]), TEMPLATE_COLUMNS);
	assert_true(g_str_has_prefix(lines[1], "字"));

	g_string_assign(wording, "    1. ");
	for (int i = 0; i < 60; i++)
		g_string_append(wording, "字");
	hanging = fill(wording->str);
	hung = g_strsplit(hanging, "\n", -1);
	assert_true(text_columns(hung[0]) <= TEMPLATE_COLUMNS);
	assert_true(g_str_has_prefix(hung[1], "    字"));
}

static void test_wrong_marks(void **state)
{
	static const struct {
		const char *wording;
		const char *where;
	} wrong[] = {
		{"a\nb {name\n", "t.txt:2:"},
		{"{Name}\n", "t.txt:1:"},
		{"{name:0}\n", "t.txt:1:"},
		{"{name:x}\n", "t.txt:1:"},
		{"{name:99}\n", "t.txt:1:"},
		{"{}\n", "t.txt:1:"},
		{"\n\n{#people}\n", "t.txt:3:"},
		{"{/people}\n", "t.txt:1:"},
		{"{#people}\n{?name}\n{/people}\n{/name}\n", "t.txt:3:"},
		{"x\n{name:40}{name:41}\n", "t.txt:2:"},
		{"\xb5\xcd\n", "t.txt:1:"},
		/* a heading: words and gaps, 81 columns */
		{"序号                                     姓名                            "
		 "金额（元/月）\n",
			"t.txt:1:"},
		{"{?a}\n{?a}\n{?a}\n{?a}\n{?a}\n{?a}\n{?a}\n{?a}\n", "t.txt:8:"},
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
		g_autoptr(ini_complaints) c = ini_complaints_new();

		assert_null(template_parse("t.txt", wrong[i].wording, c));
		assert_true(c->list->len > 0);
		if (!g_str_has_prefix(g_ptr_array_index(c->list, 0), wrong[i].where))
			fail_msg("%s: %s", wrong[i].wording, (char *)g_ptr_array_index(c->list, 0));
	}
}

static void test_unknown_names(void **state)
{
	static const char *const wrong[] = {"a\n\n{nobody}\n", "a\n\n{nobody:5}\n",
		"a\n\n{#nobody}\n{/nobody}\n", "a\n\n{?nobody}\n{/nobody}\n", "a\n\n{who}\n"};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
		g_autoptr(ini_complaints) c = ini_complaints_new();
		g_autoptr(template) t = template_parse("t.txt", wrong[i], c);
		g_autoptr(slots) s = sample();
		g_autoptr(GError) error = NULL;

		assert_null(template_fill(t, s, &error));
		assert_non_null(strstr(error->message, "t.txt:3:"));
	}
}

static void test_check(void **state)
{
	static const char *const known[] = {"applicant", "people.who", "people.sum", NULL};
	static const char good[] = "{applicant}\n{#people}\n{who} {sum} {applicant}\n{/people}\n"
				   "{?people}\n{/people}\n{^applicant}\n{/applicant}\n";
	static const char bad[] = "{aplicant}\n{who}\n{#persons}\n{/persons}\n{#applicant}\n"
				  "{/applicant}\n{#people}\n{wo}\n{/people}\n";
	static const char *const lines[] = {
		"t.txt:1:", "t.txt:2:", "t.txt:3:", "t.txt:5:", "t.txt:8:"};
	g_autoptr(ini_complaints) c = ini_complaints_new();
	g_autoptr(template) right = template_parse("t.txt", good, c);
	g_autoptr(template) wrong = template_parse("t.txt", bad, c);

	(void)state;
	template_check(right, known, c);
	assert_int_equal(c->list->len, 0);
	template_check(wrong, known, c);
	assert_int_equal(c->list->len, G_N_ELEMENTS(lines));
	for (guint i = 0; i < c->list->len; i++)
		assert_true(g_str_has_prefix(g_ptr_array_index(c->list, i), lines[i]));
	assert_non_null(strstr(g_ptr_array_index(c->list, 0), "\"applicant\""));
}

/* What people typed must not steer a printer or terminal. */
static void test_data_is_stripped(void **state)
{
	g_autoptr(slots) s = slots_new();

	(void)state;
	slots_text(s, "a", "x\x1b[2Jy\nz\f");
	assert_null(strpbrk(slots_find(s, "a"), "\x1b\n\f"));
}

int run_template_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_blocks),
		cmocka_unit_test(test_alignment),
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_paragraphs),
		cmocka_unit_test(test_wrong_marks),
		cmocka_unit_test(test_unknown_names),
		cmocka_unit_test(test_check),
		cmocka_unit_test(test_data_is_stripped),
	};

	return cmocka_run_group_tests_name("template", tests, NULL, NULL);
}
