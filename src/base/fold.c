#include "base/fold.h"

#include <string.h>

static bool is_blank(gunichar c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0xA0 || c == 0x3000 ||
		(c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F;
}

bool fold_invisible(gunichar c)
{
	return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
		(c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || c == 0xAD;
}

gunichar fold_next(const char **text)
{
	const unsigned char *s = (const unsigned char *)*text;
	gunichar c = *s;

	if (c == 0)
		return 0;
	if (c < 0x80) {
		*text += 1;
		return is_blank(c) ? ' ' : c;
	}
	c = g_utf8_get_char_validated(*text, -1);
	if (c == (gunichar)-1 || c == (gunichar)-2) {
		*text += 1;
		return 0xFFFD;
	}
	*text = g_utf8_next_char(*text);
	if (c >= 0xFF01 && c <= 0xFF5E)
		return c - 0xFF01 + '!';
	return is_blank(c) ? ' ' : c;
}

bool fold_ascii(const char *text, char *buf, size_t cap)
{
	size_t n = 0, end = 0;
	gunichar c;

	while ((c = fold_next(&text))) {
		if (fold_invisible(c) || (c == ' ' && n == 0))
			continue;
		if (n + 6 >= cap)
			return false;
		n += g_unichar_to_utf8(c, buf + n);
		if (c != ' ')
			end = n;
	}
	buf[end] = '\0';
	return true;
}

int fold_digits(const char *s, int n)
{
	int value = 0;

	for (int i = 0; i < n; i++) {
		if (!g_ascii_isdigit(s[i]))
			return -1;
		value = value * 10 + (s[i] - '0');
	}
	return value;
}
