/* The arithmetic stands in compute_*(); print_*() writes the same numbers down for the family.
 * Every product and sum is checked: a wrong amount is worse than a refusal. */
#include "config.h"

#include "base/error.h"
#include "base/i18n.h"
#include "rule/entitlement.h"
#include "rule/income.h"
#include "rule/quotient.h"

#define MONTHS 12
#define PERCENT 100

/* Numbers between the input and the result. */
struct sums {
	const struct entitlement_input *in;
	struct entitlement *out;
	fen standard_year; /* of one person */
	fen net_income;    /* before it is held at 0 */
	fen *line_year;    /* of each income line */
	fen difference;    /* rounded (N x S - Y) / 12 */
	fen least;         /* rounded floor */
	fen whole;         /* base of all members */
	fen *supplement;   /* of each supplement line */
};

static bool too_large(GError **error)
{
	return jz_fail(error, JZ_ERROR_BAD,
		_("The amounts of this household are too large to be computed; check members, "
		  "standard and income."));
}

static bool check_standard(const struct entitlement_input *in, GError **error)
{
	if (in->members < 1)
		return jz_fail(error, JZ_ERROR_BAD,
			_("The household has no counted member; enter its members first."));
	if (in->standard <= 0)
		return jz_fail(error, JZ_ERROR_BAD,
			_("No standard is in force for this household; enter it under Standards."));
	if (in->standard_per != PER_MONTH && in->standard_per != PER_YEAR)
		return jz_fail(error, JZ_ERROR_BAD,
			_("The standard is neither of a month nor of a year; correct it under "
			  "Standards."));
	return true;
}

static bool check_rules(const struct entitlement_input *in, GError **error)
{
	if (in->income_months < 1 || MONTHS % in->income_months != 0)
		return jz_fail(error, JZ_ERROR_BAD,
			_("Income of %d months cannot be brought to a year; set the income period "
			  "to 12 or 6 months."),
			in->income_months);
	/* D-55, P10: whole tens and hundreds of yuan are what the audit found wrong. */
	if (in->round_unit != 1 && in->round_unit != 10 && in->round_unit != 100)
		return jz_fail(error, JZ_ERROR_BAD,
			_("Amounts are rounded to 1 fen, 1 jiao or 1 yuan, never to more; correct "
			  "the rounding unit."));
	if (in->floor_percent < 0 || in->floor_percent > PERCENT)
		return jz_fail(error, JZ_ERROR_BAD,
			_("The least amount is %d percent of the standard; set it between 0 and "
			  "100."),
			in->floor_percent);
	for (int i = 0; i < in->n_supplement; i++)
		if (in->supplement[i].percent < 0 || in->supplement[i].percent > PERCENT)
			return jz_fail(error, JZ_ERROR_BAD,
				_("The supplement of %s is %d percent of the standard; set it "
				  "between 0 and 100."),
				in->supplement[i].name, in->supplement[i].percent);
	return true;
}

static bool compute_income(struct sums *s, GError **error)
{
	const struct entitlement_input *in = s->in;

	for (int i = 0; i < in->n_income; i++) {
		if (!income_year(&in->income[i], in->income_months, &s->line_year[i], error))
			return false;
		if (__builtin_add_overflow(s->net_income, s->line_year[i], &s->net_income))
			return too_large(error);
	}
	s->out->year_income = MAX(s->net_income, 0); /* 9.2: never below 0 per household */
	return true;
}

static bool compute_standard(struct sums *s, GError **error)
{
	const struct entitlement_input *in = s->in;
	int times = in->standard_per == PER_MONTH ? MONTHS : 1;
	fen probe;

	/* The probe is the largest product any later step forms. */
	if (__builtin_mul_overflow(in->standard, times, &s->standard_year) ||
		__builtin_mul_overflow(s->standard_year, in->members, &s->out->year_standard) ||
		__builtin_mul_overflow(s->out->year_standard, PERCENT, &probe))
		return too_large(error);
	return true;
}

static fen round_in(const struct entitlement_input *in, gint64 numerator, gint64 denominator)
{
	return round_quotient(numerator, denominator, in->round_unit, in->round_mode);
}

static void compute_base(struct sums *s)
{
	struct entitlement *out = s->out;

	s->difference = round_in(s->in, out->year_standard - out->year_income, MONTHS);
	/* The floor is of the household's standard, as the base is of its difference (D-52). */
	s->least = round_in(s->in, out->year_standard * s->in->floor_percent, MONTHS * PERCENT);
	s->whole = MAX(s->difference, s->least);
	out->base = s->whole;
	/* D-65, 9.4: the share of who refuses work three times is not paid. */
	if (s->in->unpaid > 0)
		out->base = round_in(
			s->in, s->whole * MAX(s->in->members - s->in->unpaid, 0), s->in->members);
	entitlement_add_part(out, "base", 0, out->base);
}

static bool compute_supplements(struct sums *s, GError **error)
{
	const struct entitlement_input *in = s->in;

	for (int i = 0; i < in->n_supplement; i++) {
		s->supplement[i] = round_in(
			in, s->standard_year * in->supplement[i].percent, MONTHS * PERCENT);
		if (__builtin_add_overflow(
			    s->out->supplement, s->supplement[i], &s->out->supplement))
			return too_large(error);
		entitlement_add_part(
			s->out, in->supplement[i].kind, in->supplement[i].person, s->supplement[i]);
	}
	if (__builtin_add_overflow(s->out->base, s->out->supplement, &s->out->total))
		return too_large(error);
	return true;
}

static const char *mode_word(enum round_mode mode)
{
	switch (mode) {
	case ROUND_UP:
		return _("up");
	case ROUND_HALF_UP:
		return _("half up");
	case ROUND_DOWN:
		break;
	}
	return _("down");
}

static void print_standard(const struct sums *s)
{
	const struct entitlement_input *in = s->in;
	g_autofree char *source = g_strconcat(in->standard_source ? in->standard_source : "",
		in->standard_sample ? _(" (sample, not a real standard)") : "", NULL);
	g_autofree char *members = g_strdup_printf("%d", in->members);
	g_autofree char *operand = NULL, *product = NULL;
	char month[MONEY_LEN], year[MONEY_LEN], household[MONEY_LEN];

	money_plain(in->standard, month);
	money_plain(s->standard_year, year);
	money_plain(s->out->year_standard, household);
	if (in->standard_per == PER_MONTH)
		operand = g_strdup_printf("%s x %d = %s", month, MONTHS, year);
	product = g_strdup_printf("%d x %s = %s", in->members, year, household);

	working_add(
		s->out->working, _("Counted members (N)"), "", members, _("people"), "D-02", "");
	working_add(s->out->working, _("Standard of one person (S)"), operand, year, _("yuan/year"),
		"D-50", source);
	working_add(s->out->working, _("Standard of the household (N x S)"), product, household,
		_("yuan/year"), "D-51", "");
}

static void print_income_sum(const struct sums *s)
{
	g_autoptr(GString) sum = g_string_new(NULL);
	char amount[MONEY_LEN];
	int n = 0;

	for (int i = 0; i < s->in->n_income; i++) {
		fen year = s->line_year[i];
		const char *sign = year < 0 ? "- " : sum->len ? "+ " : "";

		if (!s->in->income[i].countable)
			continue;
		g_string_append_printf(
			sum, "%s%s%s", sum->len ? " " : "", sign, money_plain(ABS(year), amount));
		n++;
	}
	if (n > 1)
		g_string_append_printf(sum, " = %s", money_plain(s->net_income, amount));
	if (s->net_income < 0)
		g_string_append(sum, _(", at least 0"));
	working_add(s->out->working, _("Income of the household in a year (Y)"), sum->str,
		money_plain(s->out->year_income, amount), _("yuan/year"), "D-11", "");
}

static void print_income(const struct sums *s)
{
	const struct entitlement_input *in = s->in;
	char amount[MONEY_LEN];

	for (int i = 0; i < in->n_income; i++) {
		const struct income_line *line = &in->income[i];
		g_autofree char *operand = income_operand(line, in->income_months);

		working_add(s->out->working, line->label, operand,
			money_plain(s->line_year[i], amount), _("yuan/year"), line->article,
			line->source);
	}
	print_income_sum(s);
}

static void print_test(const struct sums *s)
{
	const struct entitlement *out = s->out;
	char income[MONEY_LEN], standard[MONEY_LEN];
	g_autofree char *operand = NULL;

	money_plain(out->year_income, income);
	money_plain(out->year_standard, standard);
	operand = g_strdup_printf(
		out->eligible ? "%s < %s" : _("%s is not below %s"), income, standard);
	working_add(out->working, _("Income below the standard (Y < N x S)"), operand,
		out->eligible ? _("yes") : _("no"), "", "D-01", "");
}

/* "FORMULA = 360.5 -> 361.00"; with "~" where four decimals do not say all. */
static void print_quotient(const struct sums *s, const char *label, const char *formula,
	gint64 numerator, gint64 denominator, const char *article)
{
	char shown[QUOTIENT_LEN], rounded[MONEY_LEN];
	g_autofree char *operand = NULL;
	bool exact;

	quotient_print(numerator, denominator, shown, &exact);
	money_plain(round_in(s->in, numerator, denominator), rounded);
	operand = g_strdup_printf("%s %s %s -> %s", formula, exact ? "=" : "~", shown, rounded);
	working_add(s->out->working, label, operand, rounded, _("yuan/month"), article, "");
}

void entitlement_print_rounding(struct working *w, fen round_unit, enum round_mode mode)
{
	g_autofree char *operand =
		g_strdup_printf(_("%s, each part once, at its end"), mode_word(mode));
	char unit[MONEY_LEN];

	working_add(
		w, _("Rounding"), operand, money_plain(round_unit, unit), _("yuan"), "D-55", "");
}

static void print_floor(const struct sums *s)
{
	const struct entitlement *out = s->out;
	char household[MONEY_LEN], base[MONEY_LEN], least[MONEY_LEN];
	g_autofree char *floor = NULL, *larger = NULL;

	floor = g_strdup_printf("%s x %d%% / %d", money_plain(out->year_standard, household),
		s->in->floor_percent, MONTHS);
	print_quotient(s, _("Least amount in a month"), floor,
		out->year_standard * s->in->floor_percent, MONTHS * PERCENT, "D-52");
	larger = g_strdup_printf(_("the larger of %s and %s"), money_plain(s->difference, base),
		money_plain(s->least, least));
	working_add(out->working, _("Base amount in a month"), larger, money_plain(s->whole, base),
		_("yuan/month"), "D-52", "");
}

/* D-65: whoever refuses suitable work three times in a row leaves his share unpaid. */
static void print_unpaid(const struct sums *s)
{
	char whole[MONEY_LEN];
	int paid = MAX(s->in->members - s->in->unpaid, 0);
	g_autofree char *formula =
		g_strdup_printf("%s x %d / %d", money_plain(s->whole, whole), paid, s->in->members);

	print_quotient(s, _("Without the share of who refused work three times"), formula,
		s->whole * paid, s->in->members, "D-65");
}

static void print_base(const struct sums *s)
{
	const struct entitlement *out = s->out;
	char standard[MONEY_LEN], income[MONEY_LEN];
	g_autofree char *formula = NULL;

	formula = g_strdup_printf("(%d x %s - %s) / %d", s->in->members,
		money_plain(s->standard_year, standard), money_plain(out->year_income, income),
		MONTHS);
	print_quotient(s, _("Difference in a month: (N x S - Y) / 12"), formula,
		out->year_standard - out->year_income, MONTHS, "D-51");
	if (s->in->floor_percent)
		print_floor(s);
	if (s->in->unpaid > 0)
		print_unpaid(s);
}
static void print_supplements(const struct sums *s)
{
	const struct entitlement_input *in = s->in;
	bool monthly = in->standard_per == PER_MONTH;
	char standard[MONEY_LEN];

	money_plain(in->standard, standard);
	for (int i = 0; i < in->n_supplement; i++) {
		const struct supplement_line *line = &in->supplement[i];
		/* TRANSLATORS: a category of person, then the person's name */
		g_autofree char *label =
			g_strdup_printf(_("Supplement for %s: %s"), line->category, line->name);
		g_autofree char *formula = monthly
			? g_strdup_printf("%s x %d%%", standard, line->percent)
			: g_strdup_printf("%s / %d x %d%%", standard, MONTHS, line->percent);

		print_quotient(s, label, formula, s->standard_year * line->percent,
			MONTHS * PERCENT, "D-54");
	}
}

static void print_total(const struct sums *s)
{
	g_autoptr(GString) sum = g_string_new(NULL);
	char amount[MONEY_LEN];

	if (s->in->n_supplement) {
		g_string_append(sum, money_plain(s->out->base, amount));
		for (int i = 0; i < s->in->n_supplement; i++)
			g_string_append_printf(sum, " + %s", money_plain(s->supplement[i], amount));
		g_string_append_printf(sum, " = %s", money_plain(s->out->total, amount));
	}
	working_add(s->out->working, _("Amount in a month"), sum->str,
		money_plain(s->out->total, amount), _("yuan/month"), "D-51", "");
}

static bool compute(struct sums *s, GError **error)
{
	struct entitlement *out = s->out;

	if (!check_standard(s->in, error) || !check_rules(s->in, error) ||
		!compute_standard(s, error) || !compute_income(s, error))
		return false;
	out->eligible = out->year_income < out->year_standard; /* D-01, strict */
	if (!out->eligible)
		return true;
	compute_base(s);
	return compute_supplements(s, error);
}

static void print(const struct sums *s)
{
	s->out->working = working_new();
	print_standard(s);
	print_income(s);
	print_test(s);
	if (s->out->eligible) {
		entitlement_print_rounding(s->out->working, s->in->round_unit, s->in->round_mode);
		print_base(s);
		print_supplements(s);
		print_total(s);
		return;
	}
	working_add(
		s->out->working, _("Amount in a month"), "", "0.00", _("yuan/month"), "D-01", "");
}

bool entitlement_compute(
	const struct entitlement_input *in, struct entitlement *out, GError **error)
{
	g_autofree fen *line_year = g_new0(fen, MAX(in->n_income, 1));
	g_autofree fen *supplement = g_new0(fen, MAX(in->n_supplement, 1));
	struct sums s = {.in = in, .out = out, .line_year = line_year, .supplement = supplement};

	*out = (struct entitlement){0};
	if (!compute(&s, error)) {
		entitlement_clear(out);
		return false;
	}
	print(&s);
	return true;
}

void entitlement_add_part(struct entitlement *e, const char *kind, gint64 person, fen amount)
{
	struct entitlement_part part = {kind ? kind : "base", person, amount};

	if (!e->parts)
		e->parts = g_array_new(FALSE, FALSE, sizeof part);
	if (amount)
		g_array_append_val(e->parts, part);
}

void entitlement_clear(struct entitlement *e)
{
	working_free(e->working);
	g_clear_pointer(&e->parts, g_array_unref);
	*e = (struct entitlement){0};
}
