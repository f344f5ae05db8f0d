#include "test_form.h"

#include <string.h>

static void the_compiled_in_files_are_there(void **state)
{
	(void)state;
	struct bench *b = bench_new(NULL, NULL);
	g_autofree char *all = bench_complaints(b);
	assert_string_equal(all, "");
	assert_non_null(library_programme(b->lib, "dibao"));
	assert_non_null(library_form(b->lib, "application"));
	assert_non_null(library_codes(b->lib, "relation"));
	assert_non_null(library_param(b->lib, "dibao_standard"));
	assert_null(library_programme(b->lib, "nothing"));
	assert_null(library_codes(b->lib, NULL));
	assert_true(library_programmes(b->lib)->len >= 1);
	assert_true(library_params(b->lib)->len > 10);
	/* 2026-10-01 is a holiday (policy 10). */
	assert_true(calendar_knows(library_calendar(b->lib), day_make(2026, 10, 1)));
	assert_false(calendar_is_workday(library_calendar(b->lib), day_make(2026, 10, 1)));
	g_autofree char *text = library_text(b->lib, "policy/sample.tsv");
	assert_true(g_str_has_prefix(text, "key\tarea\t"));
	assert_null(library_text(b->lib, "policy/nothing"));
	bench_free(b);
}

static void an_overlay_replaces_and_adds(void **state)
{
	(void)state;
	struct bench *b = bench_new("codes/person.ini",
		"[list relation]\nlabel = 改过\n[codes]\n01 = 户主本人\n", "codes/county.ini",
		"[list t_own]\nlabel = 本县\n[codes]\n1 = 甲\n", "notices/own.txt", "本县文书\n",
		"codes/.swp", "junk", "codes/old.ini~", "junk", NULL);
	/* The whole file gives way: a list that it does not hold any more is gone. */
	assert_string_equal(code_list_label(library_codes(b->lib, "relation"), "01"), "户主本人");
	assert_null(library_codes(b->lib, "illness"));
	assert_non_null(library_codes(b->lib, "t_own"));
	g_autofree char *text = library_text(b->lib, "notices/own.txt");
	assert_string_equal(text, "本县文书\n");
	g_auto(GStrv) names = library_list(b->lib, "codes");
	assert_true(g_strv_contains((const char *const *)names, "county.ini"));
	assert_true(g_strv_contains((const char *const *)names, "case.ini"));
	assert_false(g_strv_contains((const char *const *)names, ".swp"));
	for (int i = 0; names[i] && names[i + 1]; i++)
		assert_true(strcmp(names[i], names[i + 1]) < 0);
	g_auto(GStrv) none = library_list(b->lib, "nothing");
	assert_null(none[0]);
	bench_free(b);
}

static void slips_in_the_folder_are_complained_of(void **state)
{
	(void)state;
	struct bench *b = bench_new("code/a.ini", "x", "readme.txt", "x", "codes/sub/a.ini", "x",
		"codes/b.ini", "[list relation]\nlabel = 又\n", "codes/gbk.ini",
		"[list t_x]\nlabel = \xcf\xd8\n", "calendar/y.csv", "2027-01-01,holiday,元旦\n",
		NULL);
	assert_complaint(b, "code: nothing of this name is read, did you mean \"codes\"?");
	assert_complaint(b, "readme.txt: nothing of this name is read");
	assert_complaint(b, "codes/sub: no folder is read here");
	assert_complaint(b, "codes/gbk.ini");
	assert_complaint(b, "calendar/y.csv");
	/* Which of the two files came first is the order of their names. */
	bool twice = false;
	for (guint i = 0; i < b->complaints->list->len; i++)
		twice |= strstr(g_ptr_array_index(b->complaints->list, i),
				 "list \"relation\" stands in") != NULL;
	assert_true(twice);
	bench_free(b);
}

static void a_folder_that_is_not_there_is_complained_of(void **state)
{
	(void)state;
	struct ini_complaints *c = ini_complaints_new();
	struct library *lib = library_load("/nonexistent/forms", c);
	bool named = false;
	for (guint i = 0; i < c->list->len; i++)
		named |= g_str_has_prefix(g_ptr_array_index(c->list, i), "/nonexistent/forms: ");
	assert_true(named);
	assert_non_null(library_programme(lib, "dibao"));
	library_free(lib);
	ini_complaints_free(c);
}

static bool is_table(const char *name)
{
	return strcmp(name, "casefile") == 0;
}

static bool is_need(const char *name)
{
	return strcmp(name, "papers") == 0;
}

static bool is_effect(const char *name)
{
	return strcmp(name, "award") == 0;
}

static bool is_fact(const char *name)
{
	return strcmp(name, "disabled") == 0;
}

static struct bench *bench_to_check(void)
{
	return bench_new("programmes/p.ini",
		"[programme p]\nlabel = 项目\nprefix = P\n"
		"[state draft]\nlabel = 登记\nkind = open\n"
		"[state stuck]\nlabel = 卡住\nkind = open\n"
		"[state lost]\nlabel = 失联\nkind = open\n"
		"[state active]\nlabel = 在保\nkind = active\n"
		"[action go]\nlabel = 办\nfrom = draft\nto = active\nroles = clerk\n"
		"needs = papers, paperz\nensures = idz\neffects = award, awrd\nnotice = p_own\n"
		"[action jam]\nlabel = 卡\nfrom = draft\nto = stuck\nroles = clerk\n"
		"[action find]\nlabel = 找\nfrom = lost\nto = draft\nroles = clerk\n"
		"[paper A1]\ntitle = 证\nby = go\nwhen = disabled > 0 or dizabled > 0\n",
		"entry/t.ini",
		"[form t]\nlabel = 表\n[block b]\nlabel = 块\ntable = cazefile\n"
		"[field f]\nlabel = 这个标签实在太长了放不下去\ntype = text\nwidth = 60\n"
		"[block c]\nlabel = 空\ntable = casefile\n",
		"codes/a.txt", "x", "rosters/r.ini", "[header\n", "divisions/d.csv", "\xcf\xd8\n",
		NULL);
}

static void the_thorough_check_sees_the_rest(void **state)
{
	static const char *const expected[] = {
		"programmes/p.ini: no action leads to the state \"lost\"",
		"programmes/p.ini: no action leads out of the state \"stuck\"",
		"programmes/p.ini:16: the gate has no condition \"paperz\"",
		"programmes/p.ini:16: the gate has no condition \"idz\"",
		"programmes/p.ini:16: there is no effect \"awrd\"",
		"programmes/p.ini:16: there is no file notices/p_own.txt",
		"programmes/p.ini:16: step \"go\" names no article",
		"programmes/p.ini:25: step \"jam\" names no article",
		"programmes/p.ini:30: step \"find\" names no article",
		"programmes/p.ini:35: nothing is known by the name \"dizabled\"",
		"entry/t.ini:3: there is no table \"cazefile\"",
		"entry/t.ini:6: label takes 26 columns and does not fit: at most 24",
		"entry/t.ini:6: width takes 60 columns and does not fit: at most 50",
		"entry/t.ini:10: block \"c\" has no field",
		"codes/a.txt: it is not read: files in codes/ end in .ini",
		"rosters/r.ini:1:",
		"divisions/d.csv: the file is not UTF-8",
	};
	(void)state;
	struct bench *b = bench_to_check();
	g_autofree char *before = bench_complaints(b);
	assert_string_equal(before, "");
	library_tell(b->lib, LIBRARY_TABLE, is_table);
	library_tell(b->lib, LIBRARY_NEED, is_need);
	library_tell(b->lib, LIBRARY_EFFECT, is_effect);
	library_tell(b->lib, LIBRARY_FACT, is_fact);
	library_check(b->lib, b->complaints);
	g_autofree char *all = bench_complaints(b);
	for (size_t i = 0; i < G_N_ELEMENTS(expected); i++)
		assert_complaint(b, expected[i]);
	/* And nothing else: `paperz` and the like are one complaint each. */
	g_auto(GStrv) lines = g_strsplit(all, "\n", -1);
	assert_int_equal(g_strv_length(lines) - 1, G_N_ELEMENTS(expected));
	bench_free(b);
}

static void nobody_tells_nobody_checks(void **state)
{
	(void)state;
	struct bench *b = bench_to_check();
	library_check(b->lib, b->complaints);
	g_autofree char *all = bench_complaints(b);
	assert_null(strstr(all, "paperz"));
	assert_null(strstr(all, "cazefile"));
	assert_non_null(strstr(all, "\"lost\""));
	bench_free(b);
}

int test_library(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_compiled_in_files_are_there),
		cmocka_unit_test(an_overlay_replaces_and_adds),
		cmocka_unit_test(slips_in_the_folder_are_complained_of),
		cmocka_unit_test(a_folder_that_is_not_there_is_complained_of),
		cmocka_unit_test(the_thorough_check_sees_the_rest),
		cmocka_unit_test(nobody_tells_nobody_checks),
	};
	return cmocka_run_group_tests_name("library", tests, NULL, NULL);
}
