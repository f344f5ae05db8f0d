#include "test_base.h"

#include <string.h>

#include "base/i18n.h"
#include "base/ini.h"

struct fixture {
	struct ini *ini;
	struct ini_complaints *complaints;
};

static struct fixture parse(const char *text)
{
	struct fixture f = {.complaints = ini_complaints_new()};

	f.ini = ini_parse("test.ini", text, -1, f.complaints);
	return f;
}

static void done(struct fixture *f)
{
	ini_free(f->ini);
	ini_complaints_free(f->complaints);
}

static const struct ini_section *section(const struct fixture *f, guint i)
{
	assert_true(i < f->ini->sections->len);
	return g_ptr_array_index(f->ini->sections, i);
}

static const char *complaint(const struct fixture *f, guint i)
{
	assert_true(i < f->complaints->list->len);
	return g_ptr_array_index(f->complaints->list, i);
}

static void sections_and_pairs(void **state)
{
	struct fixture f = parse("# a comment\n"
				 "[form]\n"
				 "key = dibao\n"
				 "\n"
				 "  # another\n"
				 "[field  id_no]\n"
				 "label = 身份证号\n"
				 "label[en]=Id number\n"
				 "when = relation != 01 and a=b\n"
				 "empty =\n");

	(void)state;
	assert_int_equal(f.complaints->list->len, 0);
	assert_string_equal(f.ini->file, "test.ini");
	assert_int_equal(f.ini->sections->len, 2);
	assert_string_equal(section(&f, 0)->kind, "form");
	assert_string_equal(section(&f, 0)->name, "");
	assert_int_equal(section(&f, 0)->line, 2);
	assert_string_equal(section(&f, 1)->kind, "field");
	assert_string_equal(section(&f, 1)->name, "id_no");
	assert_int_equal(section(&f, 1)->pairs->len, 4);
	assert_string_equal(ini_value(section(&f, 1), "label"), "身份证号");
	assert_string_equal(ini_value(section(&f, 1), "label[en]"), "Id number");
	assert_string_equal(ini_value(section(&f, 1), "when"), "relation != 01 and a=b");
	assert_string_equal(ini_value(section(&f, 1), "empty"), "");
	assert_int_equal(ini_get(section(&f, 1), "when")->line, 9);
	assert_null(ini_get(section(&f, 1), "absent"));
	assert_null(ini_value(section(&f, 1), "absent"));
	done(&f);
}

static void values_go_on(void **state)
{
	struct fixture f = parse("[a]\n"
				 "text =\n"
				 "    first line\n"
				 "      deeper\n"
				 "\n"
				 "    after a gap\n"
				 "\n"
				 "more = one\n"
				 "\ttwo = 2\n"
				 "last =\n"
				 "　　全角空格\n");

	(void)state;
	assert_int_equal(f.complaints->list->len, 0);
	assert_string_equal(
		ini_value(section(&f, 0), "text"), "first line\n  deeper\n\nafter a gap");
	assert_string_equal(ini_value(section(&f, 0), "more"), "one\ntwo = 2");
	assert_string_equal(ini_value(section(&f, 0), "last"), "全角空格");
	assert_int_equal(ini_get(section(&f, 0), "last")->line, 10);
	done(&f);
}

static void full_width_and_line_ends(void **state)
{
	struct fixture f = parse("\xEF\xBB\xBF［ｆｏｒｍ　dibao］\r\n"
				 "ｋｅｙ＝值：带冒号＝等号\r\n"
				 "label［en］ ＝ Key\r\n"
				 "说明：一句话　\r\n"
				 "hint: text\r\n"
				 "[b]");

	(void)state;
	assert_int_equal(f.complaints->list->len, 0);
	assert_string_equal(section(&f, 0)->kind, "form");
	assert_string_equal(section(&f, 0)->name, "dibao");
	assert_string_equal(ini_value(section(&f, 0), "key"), "值：带冒号＝等号");
	assert_string_equal(ini_value(section(&f, 0), "label[en]"), "Key");
	assert_string_equal(ini_value(section(&f, 0), "说明"), "一句话");
	assert_string_equal(ini_value(section(&f, 0), "hint"), "text");
	assert_string_equal(section(&f, 1)->kind, "b");
	done(&f);
}

/* All mistakes are named, and what is right is read nevertheless. */
static void every_mistake_is_named(void **state)
{
	struct fixture f = parse("[kind\n"
				 " indented = too early\n"
				 "no separator here\n"
				 "= 3\n"
				 "[]\n"
				 "good = 1\n"
				 "[x] y = 2\n"
				 "[z] # a remark\n");

	(void)state;
	assert_int_equal(f.complaints->list->len, 6);
	assert_string_equal(complaint(&f, 0), "test.ini:1: missing ] after [kind");
	assert_true(g_str_has_prefix(complaint(&f, 1), "test.ini:2: "));
	assert_true(g_str_has_prefix(complaint(&f, 2), "test.ini:3: "));
	assert_non_null(strstr(complaint(&f, 2), "no separator here"));
	assert_true(g_str_has_prefix(complaint(&f, 3), "test.ini:4: "));
	assert_true(g_str_has_prefix(complaint(&f, 4), "test.ini:5: "));
	assert_true(g_str_has_prefix(complaint(&f, 5), "test.ini:7: "));
	assert_string_equal(section(&f, 0)->kind, "kind");
	assert_string_equal(ini_value(section(&f, 1), "good"), "1");
	assert_string_equal(section(&f, 3)->kind, "z");
	done(&f);
}

static void pairs_before_a_section(void **state)
{
	struct fixture f = parse("key = 1\n[a]\n");

	(void)state;
	assert_int_equal(f.complaints->list->len, 0);
	assert_string_equal(section(&f, 0)->kind, "");
	assert_string_equal(ini_value(section(&f, 0), "key"), "1");
	assert_string_equal(section(&f, 1)->kind, "a");
	done(&f);
}

static void other_encodings_are_refused(void **state)
{
	/* 标签 in GB18030 in the third line */
	struct fixture f = parse("[a]\nkey = 1\n\xB1\xEA\xC7\xA9 = 2\n");

	(void)state;
	assert_int_equal(f.complaints->list->len, 1);
	assert_true(g_str_has_prefix(complaint(&f, 0), "test.ini:3: "));
	assert_non_null(strstr(complaint(&f, 0), "UTF-8"));
	assert_int_equal(f.ini->sections->len, 0);
	done(&f);
}

static void bounds_are_kept(void **state)
{
	g_autoptr(ini_complaints) c = ini_complaints_new();
	g_autoptr(ini) none = ini_parse("e", "", 0, c);
	g_autoptr(ini) part = ini_parse("p", "[a]\nk = 12345\n", 10, c);
	g_autoptr(ini) zero = ini_parse("z", "[a]\nk = \0 1\n", 12, c);

	(void)state;
	assert_int_equal(none->sections->len, 0);
	assert_string_equal(ini_value(g_ptr_array_index(part->sections, 0), "k"), "12");
	assert_int_equal(c->list->len, 1); /* the zero byte */
	assert_non_null(zero);
}

static void unknown_keys_get_a_suggestion(void **state)
{
	static const char *const known[] = {"label", "type", "required", NULL};
	struct fixture f = parse("[field a]\n"
				 "label = x\n"
				 "label[en] = x\n"
				 "lable = y\n"
				 "zzzzzzz = z\n");

	(void)state;
	ini_check_keys(f.ini, section(&f, 0), known, f.complaints);
	assert_int_equal(f.complaints->list->len, 2);
	assert_string_equal(
		complaint(&f, 0), "test.ini:4: unknown key \"lable\"; did you mean \"label\"?");
	assert_string_equal(complaint(&f, 1), "test.ini:5: unknown key \"zzzzzzz\"");
	done(&f);
}

static void labels_by_language(void **state)
{
	struct fixture f = parse("[a]\nlabel = 户主\nlabel[en] = Head\nhelp = 说明\n");

	(void)state;
	assert_false(i18n_is_english());
	assert_string_equal(ini_label(section(&f, 0), "label"), "户主");
	assert_null(ini_label(section(&f, 0), "absent"));
	done(&f);
}

static void complaints_without_a_line(void **state)
{
	g_autoptr(ini_complaints) c = ini_complaints_new();

	(void)state;
	ini_complain(c, "f", 0, "%s", "gone");
	assert_string_equal(g_ptr_array_index(c->list, 0), "f: gone");
	ini_complain(NULL, "f", 1, "nobody listens");
}

/* Random pieces of syntax: never a crash, and every line of a complaint exists. */
static void rubbish_is_survived(void **state)
{
	static const char *const pieces[] = {"[", "]", "［", "］", "=", "＝", "：", " ", "　", "\t",
		"\n", "\r\n", "#", "a", "值", "[en]", "\n ", "\n\n"};
	g_autoptr(GRand) rand = g_rand_new_with_seed(17);

	(void)state;
	for (int i = 0; i < 5000; i++) {
		g_autoptr(GString) text = g_string_new(NULL);
		struct fixture f;

		for (int n = g_rand_int_range(rand, 0, 40); n > 0; n--)
			g_string_append(
				text, pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))]);
		f = parse(text->str);
		for (guint s = 0; s < f.ini->sections->len; s++) {
			for (guint p = 0; p < section(&f, s)->pairs->len; p++) {
				const struct ini_pair *pair =
					g_ptr_array_index(section(&f, s)->pairs, p);

				assert_non_null(pair->value);
				assert_true(*pair->key);
			}
		}
		done(&f);
	}
}

int test_ini(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sections_and_pairs),
		cmocka_unit_test(values_go_on),
		cmocka_unit_test(full_width_and_line_ends),
		cmocka_unit_test(every_mistake_is_named),
		cmocka_unit_test(pairs_before_a_section),
		cmocka_unit_test(other_encodings_are_refused),
		cmocka_unit_test(bounds_are_kept),
		cmocka_unit_test(unknown_keys_get_a_suggestion),
		cmocka_unit_test(labels_by_language),
		cmocka_unit_test(complaints_without_a_line),
		cmocka_unit_test(rubbish_is_survived),
	};

	return cmocka_run_group_tests_name("ini", tests, NULL, NULL);
}
