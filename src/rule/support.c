#include "config.h"

#include "base/error.h"
#include "base/i18n.h"
#include "rule/support.h"

static void print_line(struct working *w, const struct support_line *line, const char *article)
{
	char amount[MONEY_LEN];
	g_autofree char *source = g_strconcat(line->source ? line->source : "",
		line->sample ? _(" (sample, not a real standard)") : "", NULL);

	working_add(w, line->label, "", money_plain(line->amount, amount), _("yuan/month"), article,
		source);
}

bool support_compute(const struct support_line *basic, const struct support_line *care,
	struct entitlement *out, GError **error)
{
	char a[MONEY_LEN], b[MONEY_LEN], sum[MONEY_LEN];
	g_autofree char *operand = NULL;

	*out = (struct entitlement){
		.eligible = true, .base = basic->amount, .supplement = care->amount};
	if (basic->amount <= 0 || care->amount < 0 ||
		__builtin_add_overflow(basic->amount, care->amount, &out->total))
		return jz_fail(error, JZ_ERROR_BAD,
			_("The amounts of %s and %s cannot be added; correct them under "
			  "Standards."),
			basic->label, care->label);
	entitlement_add_part(out, "base", 0, basic->amount);
	entitlement_add_part(out, "care", 0, care->amount);
	out->working = working_new();
	print_line(out->working, basic, "T-23");
	print_line(out->working, care, "T-24");
	money_plain(out->total, sum);
	operand = g_strdup_printf(
		"%s + %s = %s", money_plain(basic->amount, a), money_plain(care->amount, b), sum);
	working_add(
		out->working, _("Amount in a month"), operand, sum, _("yuan/month"), "T-22", "");
	return true;
}
