#include "config.h"

#include <string.h>

#include "rule/entitlement.h"
#include "rule/quotient.h"

static gint64 floor_divide(gint64 a, gint64 b, gint64 *rest)
{
	gint64 q = a / b, r = a % b;

	if (r < 0) {
		q--;
		r += b;
	}
	*rest = r;
	return q;
}

/* Is over + rest/den (0 <= over < unit, 0 <= rest < den) at least half of unit?  Written so that
 * nothing can overflow. */
static bool is_half(gint64 over, gint64 rest, gint64 den, fen unit)
{
	gint64 missing = unit - over - over; /* in halves of one fen */

	if (missing <= 0)
		return true;
	return missing == 1 && rest >= den - rest;
}

fen round_quotient(gint64 numerator, gint64 denominator, fen unit, enum round_mode mode)
{
	gint64 rest, over, steps, result;
	bool up = false;

	g_return_val_if_fail(denominator > 0 && unit > 0, 0);
	steps = floor_divide(floor_divide(numerator, denominator, &rest), unit, &over);
	switch (mode) {
	case ROUND_UP:
		up = over > 0 || rest > 0;
		break;
	case ROUND_HALF_UP:
		up = is_half(over, rest, denominator, unit);
		break;
	case ROUND_DOWN:
		break;
	}
	/* Only a quotient at the very end of 64 bits can leave them by rounding. */
	if (__builtin_mul_overflow(steps + up, unit, &result))
		return numerator < 0 ? G_MININT64 : G_MAXINT64;
	return result;
}

bool entitlement_is_edge(fen year_income, fen year_standard, int mult_num, int mult_den)
{
	gint64 income_rest, standard_rest, a, b;

	g_return_val_if_fail(mult_num > 0 && mult_den > 0, false);
	/* Y x den < NS x num, asked as Y / num < NS / den: whole parts, then what is left. */
	a = floor_divide(year_income, mult_num, &income_rest);
	b = floor_divide(year_standard, mult_den, &standard_rest);
	if (a != b)
		return a < b;
	return income_rest * mult_den < standard_rest * mult_num;
}

const char *quotient_print(
	gint64 numerator, gint64 denominator, char buf[QUOTIENT_LEN], bool *exact)
{
	gint64 in_yuan = denominator * 100, rest = numerator % in_yuan;
	char decimals[5] = "";
	size_t used = 0;

	for (size_t i = 0; i < 4; i++) {
		rest *= 10;
		decimals[i] = (char)('0' + rest / in_yuan);
		rest %= in_yuan;
		if (decimals[i] != '0')
			used = i + 1;
	}
	decimals[used] = '\0';
	*exact = rest == 0;
	g_snprintf(buf, QUOTIENT_LEN, "%" G_GINT64_FORMAT "%s%s", numerator / in_yuan,
		used ? "." : "", decimals);
	return buf;
}
