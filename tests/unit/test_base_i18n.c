/* Each environment is tried in a child, because the locale belongs to the process. */
#include "test_base.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/i18n.h"
#include "base/ini.h"

static char *folder, *catalogue;

static void put32(GByteArray *out, guint32 n)
{
	g_byte_array_append(out, (const guint8 *)&n, sizeof n);
}

/* A catalogue of two entries: the head, and Save -> 保存. */
static int make_catalogue(void **state)
{
	static const char head[] = "Content-Type: text/plain; charset=UTF-8\n";
	static const char key[] = "Save", value[] = "保存";
	g_autoptr(GByteArray) mo = g_byte_array_new();
	g_autofree char *dir = NULL;
	guint32 text = 28 + 4 * 8;

	(void)state;
	put32(mo, 0x950412de);
	put32(mo, 0);
	put32(mo, 2);
	put32(mo, 28);
	put32(mo, 28 + 16);
	put32(mo, 0);
	put32(mo, 0);
	put32(mo, 0);
	put32(mo, text);
	put32(mo, sizeof key - 1);
	put32(mo, text + 1);
	put32(mo, sizeof head - 1);
	put32(mo, text + 1 + sizeof key);
	put32(mo, sizeof value - 1);
	put32(mo, text + 1 + sizeof key + sizeof head);
	g_byte_array_append(mo, (const guint8 *)"", 1);
	g_byte_array_append(mo, (const guint8 *)key, sizeof key);
	g_byte_array_append(mo, (const guint8 *)head, sizeof head);
	g_byte_array_append(mo, (const guint8 *)value, sizeof value);
	folder = g_dir_make_tmp("jiuzhu-locale-XXXXXX", NULL);
	if (!folder)
		return -1;
	dir = g_build_filename(folder, "zh_CN", "LC_MESSAGES", NULL);
	catalogue = g_build_filename(dir, "jiuzhu.mo", NULL);
	if (g_mkdir_with_parents(dir, 0700) != 0)
		return -1;
	return g_file_set_contents(catalogue, (const char *)mo->data, mo->len, NULL) ? 0 : -1;
}

static int remove_catalogue(void **state)
{
	g_autofree char *messages = g_path_get_dirname(catalogue);
	g_autofree char *language = g_path_get_dirname(messages);

	(void)state;
	g_remove(catalogue);
	g_rmdir(messages);
	g_rmdir(language);
	g_rmdir(folder);
	g_free(catalogue);
	g_free(folder);
	return 0;
}

static bool label_is(const char *expected)
{
	g_autoptr(ini_complaints) c = ini_complaints_new();
	g_autoptr(ini) ini = ini_parse("f", "[a]\nlabel = 户主\nlabel[en] = Head\n", -1, c);

	return strcmp(ini_label(g_ptr_array_index(ini->sections, 0), "label"), expected) == 0;
}

/* What the child finds, as an exit status: 0 Chinese, 1 English, more where it is out of joint. */
static int look(const char *lang)
{
	bool english;

	i18n_init(lang);
	english = i18n_is_english();
	if (strcmp(gettext("Save"), english ? "Save" : "保存") != 0)
		return 2;
	if (!label_is(english ? "Head" : "户主"))
		return 3;
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0 || strcmp(nl_langinfo(RADIXCHAR), ".") != 0)
		return 4;
	return english;
}

/* environment: "NAME=value NAME=value". */
static int shown_in(const char *environment, const char *lang)
{
	static const char *const names[] = {
		"LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LANG", "LANGUAGE", "LC_NUMERIC"};
	int status;
	pid_t child = fork();

	if (child == 0) {
		g_auto(GStrv) words = g_strsplit(environment, " ", -1);

		for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
			g_unsetenv(names[i]);
		for (int i = 0; words[i]; i++) {
			char *equals = strchr(words[i], '=');

			if (!equals)
				continue;
			*equals = '\0';
			g_setenv(words[i], equals + 1, TRUE);
		}
		g_setenv("JIUZHU_LOCALEDIR", folder, TRUE);
		status = look(lang);
		g_strfreev(g_steal_pointer(&words));
		_exit(status);
	}
	assert_true(child > 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void chinese_everywhere(void **state)
{
	static const char *const environments[] = {"", "LC_ALL=C", "LC_ALL=POSIX", "LC_ALL=C.UTF-8",
		"LC_ALL=C.UTF-8 LANGUAGE=zh_CN", "LC_ALL=C LANGUAGE=zh_CN", "LC_CTYPE=C.UTF-8",
		"LC_MESSAGES=C.UTF-8", "LANG=zh_CN.UTF-8", "LANG=zh_CN.GB18030", "LANG=zh_CN",
		"LC_ALL=zh_SG.UTF-8", "LANG=C LANGUAGE=", "LANG=C LANGUAGE=zh", "LANGUAGE=zh_CN:en",
		"LC_ALL= LANG=", "LC_ALL=zh_CN.UTF-8 LANG=en_US.UTF-8"};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(environments); i++) {
		int shown = shown_in(environments[i], NULL);

		if (shown != 0)
			fail_msg("%s: %d", environments[i], shown);
	}
}

static void english_where_it_is_asked_for(void **state)
{
	(void)state;
	assert_int_equal(shown_in("LC_ALL=C.UTF-8 LANGUAGE=en", NULL), 1);
	assert_int_equal(shown_in("LC_ALL=C LANGUAGE=en", NULL), 1);
	assert_int_equal(shown_in("LANG=en_US.UTF-8", NULL), 1);
	assert_int_equal(shown_in("LANG=en_US.UTF-8 LANGUAGE=zh_CN", NULL), 0);
}

static void option_wins(void **state)
{
	(void)state;
	assert_int_equal(shown_in("", "en"), 1);
	assert_int_equal(shown_in("LC_ALL=C.UTF-8 LANGUAGE=zh_CN", "en"), 1);
	assert_int_equal(shown_in("LANG=en_US.UTF-8 LANGUAGE=en", "zh_CN"), 0);
	assert_int_equal(shown_in("LANG=en_US.UTF-8", "zh"), 0);
	assert_int_equal(shown_in("LC_ALL=C", "zh_CN"), 0);
}

int test_i18n(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(chinese_everywhere),
		cmocka_unit_test(english_where_it_is_asked_for),
		cmocka_unit_test(option_wins),
	};

	return cmocka_run_group_tests_name("i18n", tests, make_catalogue, remove_catalogue);
}
