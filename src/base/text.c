#include "base/text.h"

#include <string.h>

#include <unigbrk.h>
#include <unilbrk.h>
#include <uniwidth.h>

/* Unified hanzi by the first of their three bytes (U+4000..U+9FFF): always two columns, and never
 * joined to what stands before them. */
static bool is_hanzi_lead(unsigned char c)
{
	return c >= 0xE4 && c <= 0xE9;
}

static bool is_trail(unsigned char c)
{
	return (c & 0xC0) == 0x80;
}

/* A text that ends or is broken within the three bytes is no hanzi. */
static bool is_hanzi(const char *s)
{
	return is_hanzi_lead(s[0]) && is_trail(s[1]) && is_trail(s[2]);
}

int text_char_columns(gunichar c)
{
	int width;

	if (c >= 0x4E00 && c <= 0x9FFF)
		return 2;
	width = uc_width(c, "UTF-8");
	return MAX(width, 0);
}

/* One character and its columns; broken UTF-8 counts a column a byte. */
static size_t next_char(const char *s, int *columns)
{
	gunichar c;

	if ((unsigned char)*s < 0x80) {
		*columns = *s >= ' ' && *s != 0x7F;
		return 1;
	}
	if (is_hanzi(s)) {
		*columns = 2;
		return 3;
	}
	c = g_utf8_get_char_validated(s, -1);
	if (c == (gunichar)-1 || c == (gunichar)-2) {
		*columns = 1;
		return 1;
	}
	*columns = text_char_columns(c);
	return g_utf8_next_char(s) - s;
}

/* True where nothing can join s to what stands before it: ASCII, hanzi, stray bytes, the end. */
static bool starts_cluster(const char *s)
{
	return (*s >= ' ' && *s < 0x7F) || *s == '\0' || is_hanzi(s) || is_trail(*s);
}

/* Bytes and columns of the grapheme cluster at s, which is not empty. */
static size_t next_cluster(const char *s, int *columns)
{
	size_t n = next_char(s, columns);
	const char *end;

	if (starts_cluster(s + n))
		return n;
	/* Enough for any cluster that is no attack; a longer one is cut. */
	end = (const char *)u8_grapheme_next(
		(const uint8_t *)s, (const uint8_t *)s + strnlen(s, 256));
	while (s + n < end) {
		int more;

		n += next_char(s + n, &more);
		*columns += more;
	}
	return n;
}

int text_columns(const char *text)
{
	int columns = 0, more;

	while (*text) {
		text += next_char(text, &more);
		columns += more;
	}
	return columns;
}

size_t text_fit(const char *text, int columns, int *used)
{
	size_t n = 0;
	int sum = 0;

	while (text[n]) {
		int more;
		size_t bytes = next_cluster(text + n, &more);

		if (sum + more > columns)
			break;
		n += bytes;
		sum += more;
	}
	if (used)
		*used = sum;
	return n;
}

static void append_blanks(GString *out, int n)
{
	if (n > 0) {
		gsize at = out->len;

		g_string_set_size(out, at + n);
		memset(out->str + at, ' ', n);
	}
}

void text_append_padded(GString *out, const char *text, int columns, bool right)
{
	int used;
	size_t n = text_fit(text, columns, &used);

	if (columns <= 0)
		return;
	if (text[n]) {
		n = text_fit(text, columns - 1, &used);
		g_string_append_len(out, text, n);
		append_blanks(out, columns - 1 - used);
		g_string_append_c(out, '>');
		return;
	}
	if (right)
		append_blanks(out, columns - used);
	g_string_append_len(out, text, n);
	if (!right)
		append_blanks(out, columns - used);
}

/* Adds text[0..len) as a line without the blanks at its end, in pieces where it is too wide. */
static void add_line(GPtrArray *lines, const char *text, size_t len, int columns)
{
	g_autofree char *line = NULL;
	const char *rest;

	while (len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\n' || text[len - 1] == '\r'))
		len--;
	line = g_strndup(text, len);
	rest = line;
	do {
		int used, dummy;
		size_t n = text_fit(rest, columns, &used);

		if (n == 0 && *rest) /* a character wider than the column */
			n = next_cluster(rest, &dummy);
		g_ptr_array_add(lines, g_strndup(rest, n));
		rest += n;
	} while (*rest);
}

/* The columns of text[0..len), and of it without the blanks at its end. */
static void measure(const char *text, size_t len, int *all, int *seen)
{
	*all = *seen = 0;
	for (size_t i = 0; i < len;) {
		bool blank = text[i] == ' ';
		int columns;

		i += next_char(text + i, &columns);
		*all += columns;
		if (!blank)
			*seen = *all;
	}
}

/* Greedy: each piece up to the next place where a break is allowed goes onto the line as long as
 * it fits without the blanks behind it. */
static void wrap(GPtrArray *lines, const char *text, size_t len, int columns)
{
	g_autofree char *breaks = g_malloc(len + 1);
	size_t start = 0, piece = 0;
	int used = 0;

	u8_possible_linebreaks((const uint8_t *)text, len, "UTF-8", breaks);
	for (size_t i = 1; i <= len; i++) {
		bool newline = i < len && text[i - 1] == '\n';
		int all, seen;

		if (i < len && !newline && breaks[i] != UC_BREAK_POSSIBLE)
			continue;
		measure(text + piece, i - piece, &all, &seen);
		if (piece > start && used + seen > columns) {
			add_line(lines, text + start, piece - start, columns);
			start = piece;
			used = 0;
		}
		used += all;
		piece = i;
		if (newline) {
			add_line(lines, text + start, i - start, columns);
			start = i;
			used = 0;
		}
	}
	add_line(lines, text + start, len - start, columns);
}

char **text_wrap(const char *text, int columns)
{
	GPtrArray *lines = g_ptr_array_new();
	g_autofree char *valid = g_utf8_make_valid(text, -1);
	size_t len = strlen(valid);

	if (len > 0 && valid[len - 1] == '\n')
		len--;
	wrap(lines, valid, len, columns);
	g_ptr_array_add(lines, NULL);
	return (char **)g_ptr_array_free(lines, FALSE);
}
