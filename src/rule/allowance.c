#include "config.h"

#include "base/error.h"
#include "base/i18n.h"
#include "rule/allowance.h"
#include "rule/quotient.h"

/* numerator / persons fen are left to pay. */
struct rest {
	gint64 numerator;
	int persons;
};

static bool subtract(const struct allowance_input *in, struct rest *r, GError **error)
{
	gint64 whole = in->standard, shared = 0, product;
	bool over = false;

	*r = (struct rest){.persons = 1};
	for (int i = 0; i < in->n; i++) {
		const struct allowance_line *line = &in->line[i];

		if (line->amount < 0 || line->persons < 1 || (line->persons > 1 && r->persons > 1))
			return jz_fail(error, JZ_ERROR_BAD,
				_("%s cannot be subtracted; correct the other allowances."),
				line->label);
		if (line->persons > 1) {
			r->persons = line->persons;
			shared = line->amount;
		} else {
			over |= __builtin_sub_overflow(whole, line->amount, &whole);
		}
	}
	if (over || __builtin_mul_overflow(whole, r->persons, &product) ||
		__builtin_sub_overflow(product, shared, &r->numerator))
		return jz_fail(error, JZ_ERROR_BAD,
			_("The allowances are too large to be computed; correct the amounts."));
	return true;
}

static void print_standard(const struct allowance_input *in, struct working *w)
{
	char amount[MONEY_LEN];
	g_autofree char *source = g_strconcat(in->source ? in->source : "",
		in->sample ? _(" (sample, not a real standard)") : "", NULL);

	working_add(w, in->label, "", money_plain(in->standard, amount), _("yuan/month"), "G-14",
		source);
}

static void print_line(const struct allowance_line *line, struct working *w)
{
	char amount[MONEY_LEN], each[QUOTIENT_LEN];
	g_autofree char *operand = NULL;
	bool exact;

	quotient_print(line->amount, line->persons, each, &exact);
	if (line->persons > 1)
		operand = g_strdup_printf("%s / %d %s %s", money_plain(line->amount, amount),
			line->persons, exact ? "=" : "~", each);
	working_add(w, line->label, operand ? operand : "", each, _("yuan/month"), "G-14",
		line->source ? line->source : "");
}

/* "1170.00 - 120.00 - 894.00 / 3 = 752 -> 752.00" */
static void print_total(
	const struct allowance_input *in, const struct rest *r, fen total, struct working *w)
{
	g_autoptr(GString) sum = g_string_new(NULL);
	char amount[MONEY_LEN], shown[QUOTIENT_LEN];
	bool exact;

	g_string_append(sum, money_plain(in->standard, amount));
	for (int i = 0; i < in->n; i++) {
		g_string_append_printf(sum, " - %s", money_plain(in->line[i].amount, amount));
		if (in->line[i].persons > 1)
			g_string_append_printf(sum, " / %d", in->line[i].persons);
	}
	if (r->numerator < 0) {
		g_string_append(sum, _(", at least 0"));
	} else {
		quotient_print(r->numerator, r->persons, shown, &exact);
		g_string_append_printf(
			sum, " %s %s -> %s", exact ? "=" : "~", shown, money_plain(total, amount));
	}
	working_add(w, _("Amount in a month"), in->n ? sum->str : "", money_plain(total, amount),
		_("yuan/month"), "G-14", "");
}

bool allowance_compute(const struct allowance_input *in, struct entitlement *out, GError **error)
{
	struct rest r;

	*out = (struct entitlement){0};
	if (in->standard <= 0)
		return jz_fail(error, JZ_ERROR_BAD,
			_("The standard of the allowance is not over 0; correct it under "
			  "Standards."));
	if (!subtract(in, &r, error))
		return false;
	out->total = r.numerator > 0
		? round_quotient(r.numerator, r.persons, in->round_unit, in->round_mode)
		: 0;
	out->base = out->total;
	out->eligible = out->total > 0;
	entitlement_add_part(out, "child", 0, out->total);
	out->working = working_new();
	print_standard(in, out->working);
	for (int i = 0; i < in->n; i++)
		print_line(&in->line[i], out->working);
	if (in->n)
		entitlement_print_rounding(out->working, in->round_unit, in->round_mode);
	print_total(in, &r, out->total, out->working);
	return true;
}
