#include "config.h"

#include "base/error.h"
#include "base/i18n.h"
#include "rule/income.h"

#define MONTHS 12

/* Months of the period in which a monthly amount came in. */
static int line_months(const struct income_line *line, int income_months)
{
	return line->months ? line->months : income_months;
}

/* A period shorter than a year stands for the year: what came in during it counts that often. */
static int line_times(const struct income_line *line, int income_months)
{
	return line->per == PER_YEAR ? 1 : MONTHS / income_months;
}

static bool year_amount(const struct income_line *line, int income_months, fen *year)
{
	fen sum = line->amount;

	if (line->per == PER_MONTH &&
		__builtin_mul_overflow(sum, line_months(line, income_months), &sum))
		return false;
	return !__builtin_mul_overflow(sum, line_times(line, income_months), year);
}

bool income_year(const struct income_line *line, int income_months, fen *year, GError **error)
{
	if (line->amount < 0)
		return jz_fail(error, JZ_ERROR_BAD,
			_("The income \"%s\" is negative; enter it as a deduction."), line->label);
	if (line->per == PER_MONTH && (line->months < 0 || line->months > income_months))
		return jz_fail(error, JZ_ERROR_BAD,
			_("The income \"%s\" covers %d months, but the period has %d; correct the "
			  "months."),
			line->label, line->months, income_months);
	if (!year_amount(line, income_months, year))
		return jz_fail(error, JZ_ERROR_BAD,
			_("The income \"%s\" is too large to be computed; correct the amount."),
			line->label);
	if (!line->countable)
		*year = 0;
	else if (line->deduction)
		*year = -*year;
	return true;
}

char *income_operand(const struct income_line *line, int income_months)
{
	bool minus = line->deduction && line->countable;
	int times = line_times(line, income_months);
	/* TRANSLATORS: before an amount that is listed, but not added; the calculation sheet
	 * explains the word */
	GString *out = g_string_new(line->countable ? "" : _("not counted: "));
	char amount[MONEY_LEN];
	bool product = false;
	fen year = 0;

	g_string_append(out, minus ? "-" : "");
	g_string_append(out, money_plain(line->amount, amount));
	if (line->per == PER_MONTH) {
		g_string_append_printf(out, " x %d", line_months(line, income_months));
		product = true;
	}
	if (times != 1) {
		g_string_append_printf(out, " x %d", times);
		product = true;
	}
	if (product && year_amount(line, income_months, &year))
		g_string_append_printf(out, " = %s%s", minus ? "-" : "", money_plain(year, amount));
	return g_string_free(out, FALSE);
}
