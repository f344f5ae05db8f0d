#include "config.h"

#include "base/error.h"
#include "base/i18n.h"
#include "rule/cap.h"
#include "rule/quotient.h"

#define MONTHS 12

static void print(
	const struct cap_input *in, gint64 numerator, int divisor, struct entitlement *out)
{
	char standard[MONEY_LEN], cap[MONEY_LEN], shown[QUOTIENT_LEN];
	g_autofree char *source = g_strconcat(in->standard_source ? in->standard_source : "",
		in->standard_sample ? _(" (sample, not a real standard)") : "", NULL);
	g_autofree char *operand = NULL, *parts = NULL;
	bool exact;

	money_plain(in->standard, standard);
	quotient_print(numerator, divisor, shown, &exact);
	parts = divisor > 1 ? g_strdup_printf("%s / %d", standard, divisor) : g_strdup(standard);
	operand = g_strdup_printf("%s x %d x %d %s %s -> %s", parts, in->months, in->persons,
		exact ? "=" : "~", shown, money_plain(out->total, cap));
	working_add(out->working, _("Standard of one person (S)"), "", standard,
		in->standard_per == PER_MONTH ? _("yuan/month") : _("yuan/year"), "D-50", source);
	working_add(out->working, _("Most that a grant may be"), operand, cap, _("yuan"),
		in->article, "");
}

bool cap_compute(const struct cap_input *in, struct entitlement *out, GError **error)
{
	int divisor = in->standard_per == PER_MONTH ? 1 : MONTHS;
	gint64 numerator;

	*out = (struct entitlement){.eligible = true};
	if (in->standard <= 0 || in->months < 1 || in->persons < 1 ||
		__builtin_mul_overflow(in->standard, (gint64)in->months * in->persons, &numerator))
		return jz_fail(error, JZ_ERROR_BAD,
			_("The most that a grant may be cannot be computed; check the standard and "
			  "the number of months under Standards."));
	out->total = out->base = numerator / divisor;
	out->working = working_new();
	print(in, numerator, divisor, out);
	return true;
}
