#include "base/rid.h"

#include <string.h>

#include <glib.h>

#include "base/fold.h"
#include "base/i18n.h"

#define CLEAN_MAX 40

/* The text without blanks and invisible characters, ASCII twins folded, x made X; characters that
 * are not ASCII become '?'.  Returns the number of characters, which may be more than out holds. */
static size_t clean(const char *text, char out[CLEAN_MAX + 1])
{
	size_t n = 0;

	while (*text) {
		gunichar c = (unsigned char)*text;

		if (c > ' ' && c < 0x80)
			text++;
		else
			c = fold_next(&text);
		if (c == ' ' || fold_invisible(c))
			continue;
		/* A spreadsheet's mark for text, in whatever shape it was typed. */
		if (n == 0 && (c == '\'' || c == '`' || c == 0x2018 || c == 0x2019))
			continue;
		if (n < CLEAN_MAX)
			out[n] = c == 'x' ? 'X' : c < 0x80 ? (char)c : '?';
		n++;
	}
	out[MIN(n, CLEAN_MAX)] = '\0';
	return n;
}

/* 1.40322E+17 */
static bool is_scientific(const char *s)
{
	size_t n = strspn(s, "0123456789");

	if (n == 0)
		return false;
	s += n;
	if (*s == '.')
		s += 1 + strspn(s + 1, "0123456789");
	if (*s != 'E' && *s != 'e')
		return false;
	s++;
	if (*s == '+')
		s++;
	n = strspn(s, "0123456789");
	return n > 0 && !s[n];
}

char rid_check_digit(const char *digits17)
{
	static const int weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	int sum = 0;

	for (int i = 0; i < 17; i++)
		sum += (digits17[i] - '0') * weights[i];
	return "10X98765432"[sum % 11];
}

/* Numbers of 15 digits were given before 2000 and leave the century out. */
static day read_birth(const char *s, size_t len)
{
	int year;

	if (len == RID_LEN)
		return day_make(
			fold_digits(s + 6, 4), fold_digits(s + 10, 2), fold_digits(s + 12, 2));
	year = fold_digits(s + 6, 2);
	return year < 0 ? DAY_NONE
			: day_make(1900 + year, fold_digits(s + 8, 2), fold_digits(s + 10, 2));
}

static enum rid_status check(struct rid *out, size_t len)
{
	const char *s = out->number;
	size_t digits = strspn(s, "0123456789");
	char sex = s[len == RID_LEN ? 16 : 14];

	out->birth = read_birth(s, len);
	if (g_ascii_isdigit(sex))
		out->sex = (sex - '0') % 2 ? 'M' : 'F';
	if (digits < len && !(digits == RID_LEN - 1 && s[digits] == 'X')) {
		out->position = digits + 1;
		return RID_CHARACTER;
	}
	if (out->birth == DAY_NONE)
		return RID_BIRTH;
	if (len == RID_LEN && s[RID_LEN - 1] != rid_check_digit(s)) {
		out->expected = rid_check_digit(s);
		return RID_CHECK;
	}
	return RID_OK;
}

enum rid_status rid_parse(const char *text, struct rid *out)
{
	char s[CLEAN_MAX + 1];
	size_t len = text ? clean(text, s) : 0;

	memset(out, 0, sizeof *out);
	out->birth = DAY_NONE;
	if (len == 0)
		return RID_EMPTY;
	memcpy(out->number, s, MIN(len, RID_LEN));
	if (is_scientific(s))
		return RID_SCIENTIFIC;
	if (len != RID_LEN && len != 15)
		return RID_LENGTH;
	return check(out, len);
}

int rid_age(day birth, day on)
{
	int y1, m1, d1, y2, m2, d2;

	if (birth == DAY_NONE || on == DAY_NONE || on < birth)
		return -1;
	day_split(birth, &y1, &m1, &d1);
	day_split(on, &y2, &m2, &d2);
	return y2 - y1 - (m2 < m1 || (m2 == m1 && d2 < d1));
}

void rid_mask(const char *number, char *out)
{
	size_t len = strlen(number), n = MIN(len, RID_LEN);

	for (size_t i = 0; i < n; i++) {
		bool shown = len >= 15 && (i < 3 || i + 4 >= n);

		out[i] = shown && g_ascii_isalnum(number[i]) ? number[i] : '*';
	}
	out[n] = '\0';
}

char *rid_message(enum rid_status status, const struct rid *rid)
{
	switch (status) {
	case RID_OK:
		break;
	case RID_EMPTY:
		return g_strdup(_("the id number is empty; enter it"));
	case RID_SCIENTIFIC:
		return g_strdup_printf(_("the id number was destroyed by a spreadsheet (%s); take "
					 "it from the paper"),
			rid->number);
	case RID_LENGTH:
		return g_strdup(_("the id number has neither 18 nor 15 characters; compare it with "
				  "the card"));
	case RID_CHARACTER:
		return g_strdup_printf(
			_("character %d of the id number is no digit; compare it with the card"),
			rid->position);
	case RID_BIRTH:
		return g_strdup(_("the birth date in the id number does not exist; compare it with "
				  "the card"));
	case RID_CHECK:
		return g_strdup_printf(_("the check digit of the id number should be %c; compare "
					 "it with the card"),
			rid->expected);
	}
	return g_strdup("");
}
