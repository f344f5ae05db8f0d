#include "base/i18n.h"

#include <langinfo.h>
#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#define DOMAIN "jiuzhu"
#define CHINESE "zh_CN"

static bool english;

/* The language the environment names for messages; NULL where it names none (C, POSIX, C.UTF-8). */
static const char *language_of_environment(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		const char *value = g_getenv(names[i]);

		if (!value || !*value)
			continue;
		if (strcmp(value, "POSIX") == 0 || strcmp(value, "C") == 0 ||
			g_str_has_prefix(value, "C."))
			return NULL;
		return value;
	}
	return NULL;
}

/* Our one Chinese catalogue serves every Chinese locale: gettext itself finds zh_CN neither for zh
 * nor for zh_SG. */
static void choose_language(const char *lang)
{
	const char *choice = lang;

	if (!choice || !*choice)
		choice = g_getenv("LANGUAGE");
	if (!choice || !*choice)
		choice = language_of_environment();
	if (!choice)
		choice = CHINESE;
	english = !g_str_has_prefix(choice, "zh");
	g_setenv("LANGUAGE", english ? choice : CHINESE, TRUE);
}

void i18n_init(const char *lang)
{
	const char *dir = g_getenv("JIUZHU_LOCALEDIR");
	bool set = setlocale(LC_ALL, "");

	choose_language(lang);
	if (!set || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_ALL, "C.UTF-8");
	/* gettext ignores LANGUAGE where the locale of messages is C. */
	if (strcmp(setlocale(LC_MESSAGES, NULL), "C") == 0 ||
		strcmp(setlocale(LC_MESSAGES, NULL), "POSIX") == 0)
		setlocale(LC_MESSAGES, "C.UTF-8");
	setlocale(LC_NUMERIC, "C");
	bindtextdomain(DOMAIN, dir && *dir ? dir : LOCALEDIR);
	bind_textdomain_codeset(DOMAIN, "UTF-8");
	textdomain(DOMAIN);
}

int i18n_is_english(void)
{
	return english;
}
