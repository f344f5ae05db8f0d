/* Foreign text made fit for the screen, and for comparing.  Most names and places are plain hanzi
 * and leave by the first scan; only what is left is looked at character by character. */
#include "base/text.h"

#include <string.h>

#include "base/fold.h"

enum fate { FATE_KEEP, FATE_BLANK, FATE_DROP, FATE_ASK };

/* Bytes at s that no function here would change: visible ASCII but the blank, unified hanzi. */
static size_t plain_run(const char *s)
{
	const unsigned char *p = (const unsigned char *)s;

	for (;;) {
		if (*p > ' ' && *p < 0x7F)
			p++;
		else if (*p >= 0xE4 && *p <= 0xE9 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80)
			p += 3;
		else
			return (const char *)p - s;
	}
}

static bool is_private(gunichar c)
{
	return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000 || (c & 0xFFFE) == 0xFFFE ||
		c == 0xFFFD || (c >= 0xFDD0 && c <= 0xFDEF);
}

/* Variation selectors, tags, fillers: without columns of their own, or blank to the eye. */
static bool is_hidden(gunichar c)
{
	return fold_invisible(c) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0x61C ||
		(c >= 0x180B && c <= 0x180F) || (c >= 0xFFF9 && c <= 0xFFFC) ||
		(c >= 0xE0000 && c <= 0xE0FFF) || c == 0x115F || c == 0x1160 || c == 0x3164 ||
		c == 0xFFA0;
}

static enum fate fate_of(gunichar c)
{
	if (c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029)
		return FATE_BLANK;
	if (c < ' ' || (c >= 0x7F && c <= 0x9F) || is_hidden(c))
		return FATE_DROP;
	return is_private(c) ? FATE_ASK : FATE_KEEP;
}

/* The character at *text, 0xFFFD where it is broken; steps over it. */
static gunichar take(const char **text)
{
	gunichar c = (unsigned char)**text;

	if (c >= 0x80) {
		c = g_utf8_get_char_validated(*text, -1);
		if (c == (gunichar)-1 || c == (gunichar)-2) {
			++*text;
			return 0xFFFD;
		}
	}
	*text = g_utf8_next_char(*text);
	return c;
}

char *text_clean(const char *text)
{
	size_t n = plain_run(text);
	GString *out;

	if (!text[n])
		return g_strndup(text, n);
	out = g_string_sized_new(n + strlen(text + n));
	for (;;) {
		gunichar c;

		g_string_append_len(out, text, n);
		text += n;
		if (!*text)
			return g_string_free(out, FALSE);
		if (text[0] == '\r' && text[1] == '\n')
			text++;
		c = take(&text);
		switch (fate_of(c)) {
		case FATE_KEEP:
			g_string_append_unichar(out, c);
			break;
		case FATE_BLANK:
			g_string_append_c(out, ' ');
			break;
		case FATE_ASK:
			g_string_append_c(out, '?');
			break;
		case FATE_DROP:
			break;
		}
		n = plain_run(text);
	}
}

/* Letters and digits typed full-width; radicals and doubled ideographs that PDF files and old
 * fonts put in place of the hanzi that looks the same. */
static gunichar twin(gunichar c)
{
	gunichar whole[8];

	if ((c >= 0xFF10 && c <= 0xFF19) || (c >= 0xFF21 && c <= 0xFF3A) ||
		(c >= 0xFF41 && c <= 0xFF5A))
		return c - 0xFF00 + ' ';
	if ((c >= 0x2E80 && c <= 0x2FD5) || (c >= 0xF900 && c <= 0xFAFF) ||
		(c >= 0x2F800 && c <= 0x2FA1F)) {
		if (g_unichar_fully_decompose(c, TRUE, whole, G_N_ELEMENTS(whole)) == 1)
			return whole[0];
	}
	return c;
}

/* Marks that may join with the letter before them into one character. */
static bool is_mark(gunichar c)
{
	return c >= 0x300 && g_unichar_ismark(c);
}

static char *composed(GString *text)
{
	char *nfc = g_utf8_normalize(text->str, text->len, G_NORMALIZE_DEFAULT_COMPOSE);

	g_string_free(text, TRUE);
	return nfc;
}

static char *normal(const char *text, bool blanks)
{
	size_t n = plain_run(text);
	bool owed = false, marks = false;
	GString *out;

	if (!text[n])
		return g_strndup(text, n);
	out = g_string_sized_new(n + strlen(text + n));
	g_string_append_len(out, text, n);
	text += n;
	while (*text) {
		gunichar c = take(&text);
		enum fate fate = fate_of(c);

		if (fate == FATE_DROP)
			continue;
		if (fate == FATE_BLANK || g_unichar_isspace(c)) {
			owed = blanks;
			continue;
		}
		if (owed && out->len > 0)
			g_string_append_c(out, ' ');
		owed = false;
		marks = marks || is_mark(c);
		g_string_append_unichar(out, fate == FATE_ASK ? '?' : twin(c));
		n = plain_run(text);
		g_string_append_len(out, text, n);
		text += n;
	}
	return marks ? composed(out) : g_string_free(out, FALSE);
}

char *text_normal(const char *text)
{
	return normal(text, true);
}

char *text_name(const char *text)
{
	return normal(text, false);
}
