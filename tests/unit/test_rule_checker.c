#include "config.h"

#include <string.h>

#include "test_rule_checker.h"

/* Fractions, always reduced, denominator above 0. */
struct ratio {
	gint64 num, den;
};

static gint64 divisor(gint64 a, gint64 b)
{
	a = ABS(a);
	while (b) {
		gint64 r = a % b;

		a = b;
		b = r;
	}
	return a ? a : 1;
}

static struct ratio ratio(gint64 num, gint64 den)
{
	gint64 d = divisor(num, den);

	return (struct ratio){num / d, den / d};
}

static struct ratio times(struct ratio a, struct ratio b)
{
	struct ratio x = ratio(a.num, b.den), y = ratio(b.num, a.den);

	return ratio(x.num * y.num, x.den * y.den);
}

static struct ratio plus(struct ratio a, struct ratio b)
{
	return ratio(a.num * b.den + b.num * a.den, a.den * b.den);
}

static struct ratio minus(struct ratio a, struct ratio b)
{
	return plus(a, (struct ratio){-b.num, b.den});
}

static bool same(struct ratio a, struct ratio b)
{
	return a.num == b.num && a.den == b.den;
}

static bool less(struct ratio a, struct ratio b)
{
	return minus(a, b).num < 0;
}

/* ---- the printed arithmetic: numbers, + - x / % and parentheses ---- */

struct reader {
	const char *at;
	bool bad;
};

static void blanks(struct reader *r)
{
	while (*r->at == ' ')
		r->at++;
}

static bool takes(struct reader *r, char c)
{
	blanks(r);
	if (*r->at != c)
		return false;
	r->at++;
	return true;
}

static struct ratio number(struct reader *r)
{
	gint64 n = 0, den = 1;
	const char *start;

	blanks(r);
	start = r->at;
	for (; g_ascii_isdigit(*r->at); r->at++)
		n = n * 10 + (*r->at - '0');
	if (r->at == start)
		r->bad = true;
	if (*r->at == '.')
		for (r->at++; g_ascii_isdigit(*r->at); r->at++) {
			n = n * 10 + (*r->at - '0');
			den *= 10;
		}
	if (*r->at == '%') {
		r->at++;
		den *= 100;
	}
	return ratio(n, den);
}

static struct ratio sum(struct reader *r);

static struct ratio factor(struct reader *r)
{
	struct ratio v;

	if (takes(r, '-'))
		return times((struct ratio){-1, 1}, factor(r));
	if (!takes(r, '('))
		return number(r);
	v = sum(r);
	if (!takes(r, ')'))
		r->bad = true;
	return v;
}

static struct ratio product(struct reader *r)
{
	struct ratio v = factor(r);

	while (!r->bad) {
		if (takes(r, 'x')) {
			v = times(v, factor(r));
		} else if (takes(r, '/')) {
			struct ratio by = factor(r);

			if (by.num <= 0) {
				r->bad = true;
				break;
			}
			v = times(v, (struct ratio){by.den, by.num});
		} else {
			break;
		}
	}
	return v;
}

static struct ratio sum(struct reader *r)
{
	struct ratio v = product(r);

	while (!r->bad) {
		if (takes(r, '+'))
			v = plus(v, product(r));
		else if (g_str_has_prefix(r->at, "->"))
			break;
		else if (takes(r, '-'))
			v = minus(v, product(r));
		else
			break;
		blanks(r);
	}
	return v;
}

static bool read_number(const char *text, struct ratio *out)
{
	struct reader r = {.at = text};

	*out = sum(&r);
	blanks(&r);
	return !r.bad && !*r.at;
}

/* ---- lines ---- */

struct check {
	char **line[64];
	int n;
	struct ratio unit;
	const char *mode;
	GString *complaint;
};

static bool wrong(struct check *c, int i, const char *why)
{
	g_string_append_printf(c->complaint, "line %d \"%s\" [%s] (%s): %s\n", i + 1, c->line[i][0],
		c->line[i][1], c->line[i][2], why);
	return false;
}

static struct ratio value_of(const struct check *c, int i)
{
	struct ratio v = {0, 1};

	read_number(c->line[i][2], &v);
	return v;
}

static int find(const struct check *c, const char *label)
{
	for (int i = 0; i < c->n; i++)
		if (g_str_has_prefix(c->line[i][0], label))
			return i;
	return -1;
}

/* Rounding by stepping: the number of whole units at or below v, then the printed mode. */
static struct ratio rounded(const struct check *c, struct ratio v)
{
	struct ratio steps = times(v, (struct ratio){c->unit.den, c->unit.num});
	gint64 whole = steps.num / steps.den;
	struct ratio over = minus(steps, (struct ratio){whole, 1});

	if (g_str_has_prefix(c->mode, "up") && over.num > 0)
		whole++;
	else if (g_str_has_prefix(c->mode, "half up") && !less(over, (struct ratio){1, 2}))
		whole++;
	return times((struct ratio){whole, 1}, c->unit);
}

/* "EXPRESSION [= ~] SHOWN [-> ROUNDED]": each step from the one before, the last one the value. */
static bool check_arithmetic(struct check *c, int i)
{
	struct reader r = {.at = c->line[i][1]};
	struct ratio v = sum(&r), shown;
	bool decimals = false;

	if (r.bad)
		return wrong(c, i, "no arithmetic");
	blanks(&r);
	if (*r.at == '=' || *r.at == '~') {
		bool about = *r.at++ == '~';
		struct ratio step = {1, 10000};

		shown = sum(&r);
		if (!about && !same(shown, v))
			return wrong(c, i, "what stands after = is not the result");
		if (about && (!less(shown, v) || !less(v, plus(shown, step))))
			return wrong(c, i, "the decimals are not the beginning of the result");
		decimals = about;
	}
	blanks(&r);
	/* A share that is not rounded stands there as far as it is shown. */
	if (decimals && !*r.at)
		v = shown;
	if (g_str_has_prefix(r.at, "->")) {
		r.at += 2;
		shown = sum(&r);
		v = rounded(c, v);
		if (!same(shown, v))
			return wrong(c, i, "rounded wrongly");
	}
	blanks(&r);
	if (g_str_has_prefix(r.at, ", at least 0")) {
		r.at += strlen(", at least 0");
		if (v.num < 0)
			v = (struct ratio){0, 1};
	}
	if (r.bad || *r.at)
		return wrong(c, i, "something after the result");
	if (!same(v, value_of(c, i)))
		return wrong(c, i, "the value is not the result");
	return true;
}

static bool check_line(struct check *c, int i)
{
	const char *operand = c->line[i][1];

	if (!*operand || !strcmp(c->line[i][0], "Rounding") || strstr(operand, " < ") ||
		strstr(operand, "is not below") || g_str_has_prefix(operand, "the larger"))
		return true;
	if (g_str_has_prefix(operand, "not counted: "))
		return value_of(c, i).num == 0 || wrong(c, i, "not counted, but not 0");
	return check_arithmetic(c, i);
}

/* ---- amounts without a household's income: the last line is made of the ones before ---- */

/* Basic and care added, or from the standard what is received elsewhere subtracted. */
static struct ratio combined(const struct check *c, bool subtract)
{
	struct ratio v = value_of(c, 0);

	for (int i = 1; i < c->n - 1; i++) {
		struct ratio each = value_of(c, i);
		struct reader r = {.at = c->line[i][1]};

		if (!strcmp(c->line[i][0], "Rounding"))
			continue;
		/* "894.00 / 3 = 298" is the share itself, not the decimals shown of it. */
		if (*r.at)
			each = sum(&r);
		v = subtract ? minus(v, each) : plus(v, each);
	}
	return v;
}

static bool recompute_sum(struct check *c, struct ratio *total)
{
	int last = c->n - 1;
	bool subtract = strstr(c->line[last][1], " - ") != NULL;
	struct ratio exact = combined(c, subtract);
	struct reader r = {.at = c->line[last][1]};

	if (*r.at && !same(sum(&r), exact))
		return wrong(c, last, "made of other amounts than the lines above");
	*total = exact.num < 0 ? (struct ratio){0, 1} : rounded(c, exact);
	return true;
}

/* "6240.00 / 12 x 6 x 3 = 9360 -> 9360.00", of the standard in the line above. */
static bool recompute_cap(struct check *c, struct ratio *total)
{
	int last = c->n - 1, person = find(c, "Standard of one person");
	struct reader first = {.at = c->line[last][1]}, all = first;

	if (person != 0 || !same(number(&first), value_of(c, person)))
		return wrong(c, last, "not of the standard above");
	*total = rounded(c, sum(&all));
	return true;
}

/* The amount from the values of the lines that come in: members, standard, income, percentages. */
static bool recompute_household(struct check *c, struct ratio *total)
{
	int first = find(c, "Standard of the household"), last = find(c, "Income of the household");
	int members = find(c, "Counted members"), person = find(c, "Standard of one person");
	int least = find(c, "Least amount"), difference = find(c, "Difference in a month");
	struct ratio y = {0, 1}, ns, base, s;
	char *percent;

	if (first < 0 || last < 0 || members < 0 || person < 0)
		return wrong(c, 0, "a line is missing");
	s = value_of(c, person);
	ns = times(value_of(c, members), s);
	for (int i = first + 1; i < last; i++)
		y = plus(y, value_of(c, i));
	if (y.num < 0)
		y = (struct ratio){0, 1};
	if (!same(y, value_of(c, last)) || !same(ns, value_of(c, first)))
		return wrong(c, last, "the sum of the lines is another");
	*total = (struct ratio){0, 1};
	if (!less(y, ns))
		return difference < 0 || wrong(c, difference, "an amount without a right to it");

	base = rounded(c, times(minus(ns, y), (struct ratio){1, 12}));
	if (least >= 0) {
		struct ratio floor, p;

		percent = strstr(c->line[least][1], " x ");
		p = number(&(struct reader){.at = percent + 3});
		floor = rounded(c, times(times(ns, p), (struct ratio){1, 12}));
		base = less(base, floor) ? floor : base;
		if (!same(base, value_of(c, find(c, "Base amount"))))
			return wrong(c, least, "the base is not the larger of the two");
	}
	*total = base;
	for (int i = last; i < c->n; i++) {
		struct ratio p;

		if (!g_str_has_prefix(c->line[i][0], "Supplement for "))
			continue;
		percent = strrchr(c->line[i][1], 'x');
		p = number(&(struct reader){.at = percent + 1});
		*total = plus(*total, rounded(c, times(times(s, p), (struct ratio){1, 12})));
	}
	return true;
}

static bool recompute(struct check *c, struct ratio *total)
{
	if (find(c, "Most that a grant may be") >= 0)
		return recompute_cap(c, total);
	return find(c, "Counted members") >= 0 ? recompute_household(c, total)
					       : recompute_sum(c, total);
}

static bool split(struct check *c, char **lines)
{
	for (int i = 0; lines[i] && *lines[i]; i++) {
		c->line[i] = g_strsplit(lines[i], "\t", -1);
		c->n++;
		if (g_strv_length(c->line[i]) != 6 || c->n == G_N_ELEMENTS(c->line))
			return false;
	}
	return c->n > 0;
}

static bool check_all(struct check *c, gint64 *amount)
{
	int rounding = find(c, "Rounding"), month = find(c, "Amount in a month");
	int last = month >= 0 ? month : find(c, "Most that a grant may be");
	struct ratio total, hundred = {100, 1};
	bool right = true;

	if (last != c->n - 1)
		return wrong(c, c->n - 1, "the last line is not the amount");
	c->mode = rounding < 0 ? "" : c->line[rounding][1];
	c->unit = rounding < 0 ? (struct ratio){1, 100} : value_of(c, rounding);
	for (int i = 0; i < c->n; i++)
		right = check_line(c, i) && right;
	if (!right || !recompute(c, &total))
		return false;
	if (!same(total, value_of(c, last)))
		return wrong(c, last, "recomputed to another amount");
	total = times(total, hundred);
	*amount = total.num;
	return total.den == 1 || wrong(c, last, "not whole fen");
}

bool checker_recompute(const char *text, gint64 *amount, char **complaint)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	struct check c = {.complaint = g_string_new(NULL)};
	bool right = split(&c, lines) && check_all(&c, amount);

	for (int i = 0; i < c.n; i++)
		g_strfreev(c.line[i]);
	*complaint = g_string_free(c.complaint, FALSE);
	return right;
}
