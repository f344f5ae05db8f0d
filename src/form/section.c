#include "form/section.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "base/i18n.h"
#include "base/text.h"

static bool is_key(const char *text)
{
	if (!g_ascii_islower(*text))
		return false;
	for (; *text; text++)
		if (!g_ascii_islower(*text) && !g_ascii_isdigit(*text) && *text != '_')
			return false;
	return true;
}

static bool is_code(const char *text)
{
	if (!*text)
		return false;
	for (; *text; text++)
		if (!g_ascii_isalnum(*text) && *text != '_' && *text != '-')
			return false;
	return true;
}

bool section_has_key(const struct source *src, const struct ini_section *s)
{
	if (is_key(s->name))
		return true;
	ini_complain(src->complaints, src->ini->file, s->line,
		_("[%s %s]: a key has only a-z, 0-9 and _, and begins with a letter"), s->kind,
		s->name);
	return false;
}

bool section_has_code(const struct source *src, const struct ini_section *s)
{
	if (is_code(s->name))
		return true;
	ini_complain(src->complaints, src->ini->file, s->line,
		_("[%s %s]: a code has only letters, digits, - and _"), s->kind, s->name);
	return false;
}

void complain_no_such(
	struct spot spot, const char *what, const char *word, const GPtrArray *candidates)
{
	const char *near = NULL;
	if (candidates && candidates->len)
		near = text_nearest(word, (const char *const *)candidates->pdata, candidates->len);
	if (near)
		ini_complain(spot.complaints, spot.file, spot.line,
			_("there is no %s \"%s\", did you mean \"%s\"?"), what, word, near);
	else
		ini_complain(spot.complaints, spot.file, spot.line, _("there is no %s \"%s\""),
			what, word);
}

static GPtrArray *array_of(const char *const *words)
{
	GPtrArray *array = g_ptr_array_new();
	for (; *words; words++)
		g_ptr_array_add(array, (char *)*words);
	return array;
}

void section_refuse(const struct source *src, const struct ini_section *s, const char *const *kinds)
{
	g_autoptr(GPtrArray) known = array_of(kinds);
	const struct spot spot = {src->ini->file, s->line, src->complaints};
	complain_no_such(spot, _("kind of section"), s->kind, known);
}

int section_line(const struct ini_section *s, const char *key)
{
	const struct ini_pair *pair = ini_get(s, key);
	return pair ? pair->line : s->line;
}

char *section_text(const struct ini_section *s, const char *key)
{
	const char *value = ini_value(s, key);
	return value && *value ? g_strdup(value) : NULL;
}

char *section_label(const struct source *src, const struct ini_section *s, const char *key)
{
	const char *label = ini_label(s, key);
	if (label && *label)
		return g_strdup(label);
	ini_complain(src->complaints, src->ini->file, s->line, _("[%s %s] has no %s"), s->kind,
		s->name, key);
	return g_strdup(s->name);
}

bool section_flag(const struct source *src, const struct ini_section *s, const char *key)
{
	const char *value = ini_value(s, key);
	if (!value || strcmp(value, "no") == 0)
		return false;
	if (strcmp(value, "yes") == 0)
		return true;
	ini_complain(src->complaints, src->ini->file, section_line(s, key),
		_("%s is yes or no, not \"%s\""), key, value);
	return false;
}

bool section_integer(
	const struct source *src, const struct ini_section *s, const char *key, gint64 *out)
{
	const char *value = ini_value(s, key);
	if (!value || !*value)
		return false;
	char *end;
	errno = 0;
	gint64 n = g_ascii_strtoll(value, &end, 10);
	if (*end || errno) {
		ini_complain(src->complaints, src->ini->file, section_line(s, key),
			_("%s is a whole number, not \"%s\""), key, value);
		return false;
	}
	*out = n;
	return true;
}

int section_choice(const struct source *src, const struct ini_section *s, const char *key,
	const char *const *words)
{
	const char *value = ini_value(s, key);
	if (!value || !*value)
		return -1;
	for (int i = 0; words[i]; i++)
		if (strcmp(words[i], value) == 0)
			return i;
	g_autoptr(GPtrArray) known = array_of(words);
	const struct spot spot = {src->ini->file, section_line(s, key), src->complaints};
	complain_no_such(spot, key, value, known);
	return -1;
}

static bool is_separator(gunichar c)
{
	return g_unichar_isspace(c) || c == ',' || c == 0xFF0C /* ， */ || c == 0x3001 /* 、 */;
}

char **section_words(const struct ini_section *s, const char *key)
{
	GPtrArray *words = g_ptr_array_new();
	const char *at = ini_value(s, key);
	while (at && *at) {
		const char *start = at;
		while (*at && !is_separator(g_utf8_get_char(at)))
			at = g_utf8_next_char(at);
		if (at > start)
			g_ptr_array_add(words, g_strndup(start, at - start));
		if (*at)
			at = g_utf8_next_char(at);
	}
	g_ptr_array_add(words, NULL);
	return (char **)g_ptr_array_free(words, false);
}

struct expr *section_condition(
	const struct source *src, const struct ini_section *s, const char *key)
{
	const char *value = ini_value(s, key);
	if (!value || !*value)
		return NULL;
	g_autofree char *complaint = NULL;
	struct expr *e = expr_parse(value, &complaint);
	if (!e)
		ini_complain(src->complaints, src->ini->file, section_line(s, key), "%s: %s", key,
			complaint);
	return e;
}
