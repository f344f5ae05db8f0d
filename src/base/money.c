#include "base/money.h"

#include <string.h>

#include "base/fold.h"

/* A value on its way through an expression: num / den fen, exact, den > 0. */
struct ratio {
	__int128 num, den;
};

static void skip_blanks(const char **s)
{
	while (**s == ' ')
		++*s;
}

static bool skip_word(const char **s, const char *word)
{
	if (!g_str_has_prefix(*s, word))
		return false;
	*s += strlen(word);
	return true;
}

static bool add_digit(gint64 *value, char digit)
{
	return !__builtin_mul_overflow(*value, 10, value) &&
		!__builtin_add_overflow(*value, digit - '0', value);
}

/* The whole yuan: digits, or groups of three behind commas.  Steps over them. */
static bool read_whole(const char **s, gint64 *out)
{
	const char *p = *s;
	size_t first = strspn(p, "0123456789");

	*out = 0;
	if (first == 0)
		return false;
	for (; g_ascii_isdigit(*p); p++) {
		if (!add_digit(out, *p))
			return false;
	}
	while (*p == ',') {
		if (first > 3 || strspn(p + 1, "0123456789") != 3)
			return false;
		for (int i = 1; i <= 3; i++) {
			if (!add_digit(out, p[i]))
				return false;
		}
		p += 4;
	}
	*s = p;
	return true;
}

/* An unsigned amount with its ornaments: ￥1,234.50元.  Steps over it. */
static bool read_amount(const char **s, fen *out)
{
	gint64 value;

	skip_blanks(s);
	if (skip_word(s, "¥") || skip_word(s, "￥"))
		skip_blanks(s);
	if (!read_whole(s, &value))
		return false;
	if (**s == '.') {
		size_t n = strspn(++*s, "0123456789");

		if (n < 1 || n > 2)
			return false;
		if (!add_digit(&value, (*s)[0]) || !add_digit(&value, n == 2 ? (*s)[1] : '0'))
			return false;
		*s += n;
	} else if (__builtin_mul_overflow(value, 100, &value)) {
		return false;
	}
	skip_blanks(s);
	if (skip_word(s, "元"))
		skip_word(s, "整");
	skip_blanks(s);
	*out = value;
	return true;
}

bool money_read(const char *text, fen *out)
{
	char buf[64];
	const char *s = buf;
	bool minus;
	fen value;

	if (!text || !fold_ascii(text, buf, sizeof buf))
		return false;
	minus = skip_word(&s, "-");
	if (!read_amount(&s, &value) || *s)
		return false;
	*out = minus ? -value : value;
	return true;
}

/* To lowest terms; false where it is past all sense, so that no later step can overflow. */
static bool reduce(struct ratio *r)
{
	const __int128 limit = (__int128)1 << 120;
	__int128 a = r->num < 0 ? -r->num : r->num, b = r->den;

	while (b) {
		__int128 t = a % b;

		a = b;
		b = t;
	}
	if (a > 1) {
		r->num /= a;
		r->den /= a;
	}
	return r->num < limit && r->num > -limit && r->den < limit;
}

/* Products and quotients: the first number is money, the others count things. */
static bool read_term(const char **s, struct ratio *out)
{
	fen value;

	if (!read_amount(s, &value))
		return false;
	*out = (struct ratio){value, 1};
	for (;;) {
		char op;

		if (skip_word(s, "×"))
			op = '*';
		else if (skip_word(s, "÷"))
			op = '/';
		else if (**s == '*' || **s == '/')
			op = *(*s)++;
		else
			return true;
		if (!read_amount(s, &value) || (op == '/' && value == 0))
			return false;
		if (__builtin_mul_overflow(out->num, op == '*' ? value : 100, &out->num) ||
			__builtin_mul_overflow(out->den, op == '*' ? 100 : value, &out->den) ||
			!reduce(out))
			return false;
	}
}

static bool add(struct ratio *sum, const struct ratio *r, bool minus)
{
	__int128 a, b;

	if (__builtin_mul_overflow(sum->num, r->den, &a) ||
		__builtin_mul_overflow(r->num, sum->den, &b) ||
		__builtin_mul_overflow(sum->den, r->den, &sum->den) ||
		(minus ? __builtin_sub_overflow(a, b, &sum->num)
		       : __builtin_add_overflow(a, b, &sum->num)))
		return false;
	return reduce(sum);
}

/* Half up, for a debt away from zero; the one rounding of an expression. */
static bool round_fen(const struct ratio *r, fen *out)
{
	__int128 num = r->num < 0 ? -r->num : r->num;
	__int128 whole = num / r->den;

	if (num % r->den >= r->den - num % r->den)
		whole++;
	if (whole > G_MAXINT64)
		return false;
	*out = r->num < 0 ? -(fen)whole : (fen)whole;
	return true;
}

bool money_eval(const char *text, fen *out)
{
	char buf[256];
	const char *s = buf;
	struct ratio sum = {0, 1}, term;
	bool minus;

	if (!text || !fold_ascii(text, buf, sizeof buf))
		return false;
	minus = skip_word(&s, "-");
	for (;;) {
		if (!read_term(&s, &term) || !add(&sum, &term, minus))
			return false;
		if (!*s)
			return round_fen(&sum, out);
		if (*s != '+' && *s != '-')
			return false;
		minus = *s++ == '-';
	}
}

static const char *print(fen amount, char *buf, bool grouped)
{
	guint64 a = amount < 0 ? -(guint64)amount : (guint64)amount;
	char digits[24];
	int n = g_snprintf(digits, sizeof digits, "%" G_GUINT64_FORMAT, a / 100);
	char *p = buf;

	if (amount < 0)
		*p++ = '-';
	for (int i = 0; i < n; i++) {
		*p++ = digits[i];
		if (grouped && i < n - 1 && (n - 1 - i) % 3 == 0)
			*p++ = ',';
	}
	*p++ = '.';
	*p++ = '0' + a % 100 / 10;
	*p++ = '0' + a % 10;
	*p = '\0';
	return buf;
}

const char *money_plain(fen amount, char buf[MONEY_LEN])
{
	return print(amount, buf, false);
}

const char *money_print(fen amount, char buf[MONEY_LEN])
{
	return print(amount, buf, true);
}

static const char *const capitals[] = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};

/* Four digits without the zero before them. */
static void append_group(GString *out, int n)
{
	static const char *const units[] = {"仟", "佰", "拾", ""};
	static const int weights[] = {1000, 100, 10, 1};
	bool begun = false, gap = false;

	for (int i = 0; i < 4; i++) {
		int digit = n / weights[i] % 10;

		if (digit == 0) {
			gap = begun;
			continue;
		}
		if (gap)
			g_string_append(out, capitals[0]);
		g_string_append(g_string_append(out, capitals[digit]), units[i]);
		begun = true;
		gap = false;
	}
}

/* Above ten thousand by parts, with one zero where the lower part does not fill its places. */
static void append_capital(GString *out, guint64 n)
{
	guint64 part = n >= 100000000 ? 100000000 : 10000;

	if (n < 10000) {
		append_group(out, n);
		return;
	}
	append_capital(out, n / part);
	g_string_append(out, part == 10000 ? "万" : "亿");
	if (n % part == 0)
		return;
	if (n % part < part / 10)
		g_string_append(out, capitals[0]);
	append_capital(out, n % part);
}

char *money_capital(fen amount)
{
	guint64 a = amount < 0 ? -(guint64)amount : (guint64)amount;
	int jiao = a % 100 / 10, odd = a % 10;
	GString *out = g_string_new(amount < 0 ? "负" : "");

	if (a >= 100) {
		append_capital(out, a / 100);
		g_string_append(out, "元");
	} else if (a == 0) {
		g_string_append(out, "零元");
	}
	if (jiao)
		g_string_append(g_string_append(out, capitals[jiao]), "角");
	else if (odd && a >= 100)
		g_string_append(out, capitals[0]);
	if (odd)
		g_string_append(g_string_append(out, capitals[odd]), "分");
	else
		g_string_append(out, "整");
	return g_string_free(out, FALSE);
}
