#include "base/ini.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"

struct reader {
	struct ini *ini;
	struct ini_complaints *complaints;
	struct ini_section *section; /* the open one, or NULL */
	struct ini_pair *pair;       /* the one that may go on, or NULL */
	GString *value;              /* of pair, while it may go on */
	size_t indent;               /* bytes of blanks before its first further line */
	int gaps;                    /* empty lines since its last line */
	int line;
};

struct ini_complaints *ini_complaints_new(void)
{
	struct ini_complaints *c = g_new0(struct ini_complaints, 1);

	c->list = g_ptr_array_new_with_free_func(g_free);
	return c;
}

void ini_complaints_free(struct ini_complaints *c)
{
	if (!c)
		return;
	g_ptr_array_unref(c->list);
	g_free(c);
}

void ini_complain(struct ini_complaints *c, const char *file, int line, const char *format, ...)
{
	va_list args;
	g_autofree char *sentence = NULL;

	if (!c)
		return;
	va_start(args, format);
	sentence = g_strdup_vprintf(format, args);
	va_end(args);
	g_ptr_array_add(c->list,
		line > 0 ? g_strdup_printf("%s:%d: %s", file, line, sentence)
			 : g_strdup_printf("%s: %s", file, sentence));
}

static void pair_free(gpointer data)
{
	struct ini_pair *pair = data;

	g_free(pair->key);
	g_free(pair->value);
	g_free(pair);
}

static void section_free(gpointer data)
{
	struct ini_section *s = data;

	g_free(s->kind);
	g_free(s->name);
	g_ptr_array_unref(s->pairs);
	g_free(s);
}

void ini_free(struct ini *ini)
{
	if (!ini)
		return;
	g_free(ini->file);
	g_ptr_array_unref(ini->sections);
	g_free(ini);
}

#define complain(r, ...) ini_complain((r)->complaints, (r)->ini->file, (r)->line, __VA_ARGS__)

/* Bytes of the blank at s (ASCII or U+3000), or 0. */
static size_t blank_at(const char *s)
{
	if (*s == ' ' || *s == '\t' || *s == '\r')
		return 1;
	return g_str_has_prefix(s, "\u3000") ? 3 : 0;
}

static size_t blanks_at(const char *s)
{
	size_t n = 0, more;

	while ((more = blank_at(s + n)))
		n += more;
	return n;
}

/* A copy of s[0..len) without blanks at its ends. */
static char *trimmed(const char *s, size_t len)
{
	char *copy;
	size_t skip = MIN(blanks_at(s), len), n;

	copy = g_strndup(s + skip, len - skip);
	for (n = strlen(copy); n > 0;) {
		if (strchr(" \t\r", copy[n - 1]))
			n--;
		else if (n >= 3 && memcmp(copy + n - 3, "\u3000", 3) == 0)
			n -= 3;
		else
			break;
	}
	copy[n] = '\0';
	return copy;
}

/* Stores the value read so far and lets no line go on with it. */
static void close_pair(struct reader *r)
{
	if (r->pair)
		r->pair->value = trimmed(r->value->str, r->value->len);
	r->pair = NULL;
	r->gaps = 0;
	g_string_truncate(r->value, 0);
}

struct ini *ini_new(const char *file)
{
	struct ini *ini = g_new0(struct ini, 1);

	ini->file = g_strdup(file);
	ini->sections = g_ptr_array_new_with_free_func(section_free);
	return ini;
}

struct ini_section *ini_add(struct ini *ini, const char *kind, const char *name, int line)
{
	struct ini_section *s = g_new0(struct ini_section, 1);

	s->kind = g_strdup(kind);
	s->name = g_strdup(name);
	s->line = line;
	s->pairs = g_ptr_array_new_with_free_func(pair_free);
	g_ptr_array_add(ini->sections, s);
	return s;
}

void ini_put(struct ini_section *s, const char *key, const char *value, int line)
{
	struct ini_pair *pair = g_new0(struct ini_pair, 1);

	pair->key = g_strdup(key);
	pair->value = g_strdup(value);
	pair->line = line;
	g_ptr_array_add(s->pairs, pair);
}

/* The first of the ASCII character and its full-width twin in s; *len gets its bytes. */
static const char *find_either(const char *s, char ascii, const char *wide, size_t *len)
{
	const char *a = strchr(s, ascii), *w = strstr(s, wide);

	*len = w && (!a || w < a) ? strlen(wide) : 1;
	return *len == 1 ? a : w;
}

/* after: what stands behind the opening bracket. */
static void read_section(struct reader *r, const char *after)
{
	size_t len, word;
	const char *end = find_either(after, ']', "］", &len);
	g_autofree char *inside = trimmed(after, end ? (size_t)(end - after) : strlen(after));
	g_autofree char *folded = text_normal(inside);
	g_autofree char *kind = NULL, *name = NULL;

	close_pair(r);
	if (!end)
		complain(r, _("missing ] after [%s"), inside);
	else if (end[len + blanks_at(end + len)] && end[len + blanks_at(end + len)] != '#')
		complain(r, _("there is text after [%s]; put it on a line of its own"), inside);
	if (!*folded)
		complain(r, _("nothing stands between [ and ]; write the kind of section there"));
	word = strcspn(folded, " ");
	kind = g_strndup(folded, word);
	name = trimmed(folded + word, strlen(folded + word));
	r->section = ini_add(r->ini, kind, name, r->line);
}

/* The key as files may write it: ｌａｂｅｌ［en］. */
/* Nearly every key is a plain ASCII word, and reading keys is a good part of the start. */
static bool is_plain(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!g_ascii_isgraph(s[i]))
			return false;
	return true;
}

static char *read_key(const char *s, size_t len)
{
	while (len && (s[len - 1] == ' ' || s[len - 1] == '\t'))
		len--;
	if (is_plain(s, len))
		return g_strndup(s, len);
	g_autofree char *raw = g_strndup(s, len);
	g_autofree char *folded = text_normal(raw);
	GString *key = g_string_new(folded);

	g_string_replace(key, "［", "[", 0);
	g_string_replace(key, "］", "]", 0);
	g_string_replace(key, " [", "[", 0);
	return g_string_free(key, FALSE);
}

/* The first = or : of a line, in either width; NULL where there is none. */
static const char *find_separator(const char *s, size_t *len)
{
	size_t colon_len;
	const char *equals = find_either(s, '=', "＝", len);
	const char *colon = find_either(s, ':', "：", &colon_len);

	if (!colon || (equals && equals < colon))
		return equals;
	*len = colon_len;
	return colon;
}

static void read_pair(struct reader *r, const char *s)
{
	size_t len;
	const char *sep = find_separator(s, &len);
	g_autofree char *key = NULL;

	close_pair(r);
	if (!sep) {
		complain(r, _("no = in \"%s\"; write it as key = value"), s);
		return;
	}
	key = read_key(s, sep - s);
	if (!*key) {
		complain(r, _("no key stands before the ="));
		return;
	}
	if (!r->section)
		r->section = ini_add(r->ini, "", "", r->line);
	r->pair = g_new0(struct ini_pair, 1);
	r->pair->key = g_steal_pointer(&key);
	r->pair->line = r->line;
	g_ptr_array_add(r->section->pairs, r->pair);
	g_string_append(r->value, sep + len + blanks_at(sep + len));
	r->indent = 0;
}

/* A line that begins with a blank: its text belongs to the value above, with the blanks it has
 * more than the first such line. */
static void read_more(struct reader *r, const char *s)
{
	size_t blanks = blanks_at(s);

	if (!r->pair) {
		complain(r,
			_("the line begins with a blank, but no value above goes on; take the "
			  "blank away"));
		return;
	}
	if (r->indent == 0)
		r->indent = blanks;
	if (r->value->len > 0)
		g_string_append_c(r->value, '\n');
	for (; r->gaps > 0; r->gaps--) {
		if (r->value->len > 0)
			g_string_append_c(r->value, '\n');
	}
	g_string_append(r->value, s + MIN(blanks, r->indent));
}

static void read_line(struct reader *r, const char *s)
{
	size_t blanks = blanks_at(s);

	if (s[blanks] == '#')
		return;
	if (s[blanks] == '\0')
		r->gaps++;
	else if (blanks > 0)
		read_more(r, s);
	else if (*s == '[')
		read_section(r, s + 1);
	else if (g_str_has_prefix(s, "［"))
		read_section(r, s + strlen("［"));
	else
		read_pair(r, s);
}

static int count_lines(const char *text, const char *end)
{
	int n = 1;

	for (; text < end; text++)
		n += *text == '\n';
	return n;
}

struct ini *ini_parse(const char *file, const char *text, gssize len, struct ini_complaints *c)
{
	struct ini *ini = ini_new(file);
	struct reader r = {.ini = ini, .complaints = c};
	const char *bad, *end;

	if (len < 0)
		len = strlen(text);
	if (!g_utf8_validate(text, len, &bad)) {
		ini_complain(c, file, count_lines(text, bad),
			_("this is not UTF-8 (perhaps GBK or GB18030); save the file again as "
			  "UTF-8"));
		return ini;
	}
	r.value = g_string_new(NULL);
	end = text + len;
	if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
		text += 3;
	while (text < end) {
		const char *stop = memchr(text, '\n', end - text);
		size_t n = (stop ? stop : end) - text;
		g_autofree char *line = NULL;

		while (n > 0 && strchr(" \t\r", text[n - 1]))
			n--;
		line = g_strndup(text, n);
		r.line++;
		read_line(&r, line);
		text = stop ? stop + 1 : end;
	}
	close_pair(&r);
	g_string_free(r.value, TRUE);
	return ini;
}

const struct ini_pair *ini_get(const struct ini_section *s, const char *key)
{
	for (guint i = 0; i < s->pairs->len; i++) {
		const struct ini_pair *pair = g_ptr_array_index(s->pairs, i);

		if (strcmp(pair->key, key) == 0)
			return pair;
	}
	return NULL;
}

const char *ini_value(const struct ini_section *s, const char *key)
{
	const struct ini_pair *pair = ini_get(s, key);

	return pair ? pair->value : NULL;
}

const char *ini_label(const struct ini_section *s, const char *key)
{
	g_autofree char *english = NULL;
	const char *value = NULL;

	if (i18n_is_english()) {
		english = g_strconcat(key, "[en]", NULL);
		value = ini_value(s, english);
	}
	return value ? value : ini_value(s, key);
}

void ini_check_keys(const struct ini *ini, const struct ini_section *s, const char *const *known,
	struct ini_complaints *c)
{
	size_t n = g_strv_length((char **)known);

	for (guint i = 0; i < s->pairs->len; i++) {
		const struct ini_pair *pair = g_ptr_array_index(s->pairs, i);
		g_autofree char *key = g_strdup(pair->key);
		const char *near;

		if (g_str_has_suffix(key, "[en]"))
			key[strlen(key) - strlen("[en]")] = '\0';
		if (g_strv_contains(known, key))
			continue;
		near = text_nearest(key, known, n);
		if (near)
			ini_complain(c, ini->file, pair->line,
				_("unknown key \"%s\"; did you mean \"%s\"?"), pair->key, near);
		else
			ini_complain(c, ini->file, pair->line, _("unknown key \"%s\""), pair->key);
	}
}
