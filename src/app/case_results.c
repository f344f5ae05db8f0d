/* Survey, publicity and decision of a case, to read. */
#include "app/case_tables.h"

#include "app/step.h"
#include "base/i18n.h"
#include "model/result.h"

static void say(GString *out, const char *label, const char *value)
{
	if (value && *value)
		g_string_append_printf(out, _("%s: %s\n"), label, value);
}

static void say_day(GString *out, const char *label, day d)
{
	char iso[DAY_LEN];
	say(out, label, day_to_iso(d, iso));
}

static void say_money(GString *out, const char *label, fen amount)
{
	char money[MONEY_LEN];
	if (amount >= 0)
		g_string_append_printf(
			out, _("%s: %s yuan a month\n"), label, money_print(amount, money));
}

/* A text of the case; without one, the next step is named instead. */
static void show(struct app *app, const char *title, GString *out)
{
	if (!out->len)
		tui_note(app->tui, NOTE_INFO,
			_("%s: nothing yet; F10 on the case takes the next step"), title);
	else
		dialog_text(app->tui, title, out->str);
	g_string_free(out, TRUE);
}

/* --- survey ----------------------------------------------------------------------------------- */

char *survey_summary(struct app *app, row_id casefile)
{
	char iso[DAY_LEN];
	g_autoptr(result_survey) s = result_survey(app->desk, casefile, NULL);
	if (!s)
		return g_strdup(_("not yet"));
	return g_strdup_printf(_("%s %s %s: %s"), day_to_iso(s->visited_on, iso), s->surveyor1,
		s->surveyor2, s->conclusion ? s->conclusion : "");
}

void survey_open(struct app *app, row_id casefile)
{
	g_autoptr(result_survey) s = result_survey(app->desk, casefile, NULL);
	const struct code_list *housing = library_codes(app->desk->lib, "housing");
	GString *out = g_string_new(NULL);
	if (s) {
		say_day(out, _("Visited on"), s->visited_on);
		g_string_append_printf(out, _("Surveyors: %s, %s\n"), s->surveyor1, s->surveyor2);
		say(out, _("At home"), s->received_by);
		say(out, _("Not in person because"), s->contactless_reason);
		say(out, _("Housing"),
			housing && s->housing ? code_list_label(housing, s->housing) : s->housing);
		say(out, _("Living"), s->living);
		say(out, _("Neighbours"), s->neighbours);
		say(out, _("Conclusion"), s->conclusion);
	}
	show(app, _("Survey"), out);
}

/* --- publicity -------------------------------------------------------------------------------- */

char *publicity_summary(struct app *app, row_id casefile)
{
	char posted[DAY_LEN], ends[DAY_LEN];
	g_autoptr(result_publicity) p = result_publicity(app->desk, casefile, NULL);
	if (!p)
		return g_strdup(_("not yet"));
	const char *outcome = !p->outcome              ? _("hanging")
		: g_str_equal(p->outcome, "none")      ? _("no objection")
		: g_str_equal(p->outcome, "objection") ? _("OBJECTION")
						       : _("taken down");
	return g_strdup_printf(_("%s to %s: %s"), day_to_iso(p->posted_on, posted),
		day_to_iso(p->ends_on, ends), outcome);
}

void publicity_open(struct app *app, row_id casefile)
{
	g_autoptr(result_publicity) p = result_publicity(app->desk, casefile, NULL);
	GString *out = g_string_new(NULL);
	if (p) {
		say(out, _("Place"), p->place);
		say_day(out, _("Posted on"), p->posted_on);
		say_day(out, _("Last day"), p->ends_on);
		if (p->closed_on != DAY_NONE)
			say_day(out, _("Taken down on"), p->closed_on);
		g_string_append_printf(out, _("Printed members: %d\n"), p->members);
		say_money(out, _("Printed amount"), p->amount);
	}
	show(app, _("Publicity"), out);
}

/* --- decision --------------------------------------------------------------------------------- */

static struct result_decision *decision_of(struct app *app, const struct casefile *c)
{
	return c ? result_decision(app->desk, c, RESULT_ANY, NULL) : NULL;
}

/* A grant is a sum, not an amount a month. */
static bool is_grant(struct app *app, const struct casefile *c)
{
	const struct programme *p = casefile_programme(app->desk, c);
	return p && g_strcmp0(p->amount, "cap") == 0;
}

static char *confirmed_summary(const struct result_decision *d, bool grant)
{
	char on[DAY_LEN], from[MONTH_LEN], until[DAY_LEN], money[MONEY_LEN];
	day_to_iso(d->decided_on, on);
	if (d->amount < 0 && d->valid_until == DAY_NONE)
		return g_strdup_printf(_("%s confirmed"), on);
	if (d->amount < 0)
		return g_strdup_printf(
			_("%s recognised, valid until %s"), on, day_to_iso(d->valid_until, until));
	money_print(d->amount, money);
	if (grant && d->instalments > 1)
		return g_strdup_printf(
			_("%s granted: %s yuan in %d months"), on, money, d->instalments);
	if (grant)
		return g_strdup_printf(_("%s granted: %s yuan, at once"), on, money);
	return g_strdup_printf(
		_("%s confirmed: %s yuan a month from %s"), on, money, month_to_iso(d->from, from));
}

char *decision_summary(struct app *app, row_id casefile)
{
	char on[DAY_LEN], from[MONTH_LEN], money[MONEY_LEN];
	g_autoptr(casefile) c = casefile_get(app->desk, casefile, NULL);
	g_autoptr(result_decision) d = decision_of(app, c);
	if (!d)
		return g_strdup(_("not yet"));
	const char *reason = d->reason ? d->reason : "";
	day_to_iso(d->decided_on, on);
	month_to_iso(d->from, from);
	if (d->kind == RESULT_REFUSE)
		return g_strdup_printf(_("%s refused: %s"), on, reason);
	if (d->kind == RESULT_STOP)
		return g_strdup_printf(_("%s ended: %s"), on, reason);
	if (d->kind == RESULT_ADJUST)
		return g_strdup_printf(_("%s adjusted: %s yuan a month from %s"), on,
			money_print(d->amount, money), from);
	return confirmed_summary(d, is_grant(app, c));
}

static const char *kind_word(enum result_kind kind)
{
	return kind == RESULT_CONFIRM   ? _("confirmed")
		: kind == RESULT_REFUSE ? _("refused")
		: kind == RESULT_ADJUST ? _("adjusted")
					: _("ended");
}

static void say_grant(GString *out, const struct result_decision *d)
{
	char money[MONEY_LEN];
	g_string_append_printf(
		out, _("%s: %s yuan in all\n"), _("Amount"), money_print(d->amount, money));
	if (d->instalments > 1)
		g_string_append_printf(out,
			ngettext("Paid in %d month\n", "Paid in %d months\n",
				(gulong)d->instalments),
			d->instalments);
}

static void say_amounts(
	struct app *app, const struct casefile *c, const struct result_decision *d, GString *out)
{
	char from[MONTH_LEN];
	month_to_iso(d->from, from);
	if (d->kind == RESULT_STOP)
		say(out, _("Not paid any more from"), from);
	if (d->kind == RESULT_ADJUST)
		say_money(out, _("Amount before"), d->before);
	if (d->valid_until != DAY_NONE)
		say_day(out, _("Valid until"), d->valid_until);
	if (d->amount < 0)
		return;
	if (is_grant(app, c)) {
		say_grant(out, d);
		return;
	}
	say_money(out, _("Amount"), d->amount);
	say(out, _("Paid from"), from);
}

void decision_open(struct app *app, row_id casefile)
{
	g_autoptr(casefile) c = casefile_get(app->desk, casefile, NULL);
	g_autoptr(result_decision) d = decision_of(app, c);
	GString *out = g_string_new(NULL);
	if (d) {
		const struct code_list *causes =
			d->cause_list ? library_codes(app->desk->lib, d->cause_list) : NULL;
		say(out, _("Decision"), kind_word(d->kind));
		say_day(out, _("Decided on"), d->decided_on);
		say(out, _("By"), d->signatory);
		say(out, _("Document"), d->document);
		say(out, _("Cause"),
			causes && d->cause ? code_list_label(causes, d->cause) : d->cause);
		say(out, _("Reason"), d->reason);
		say_amounts(app, c, d, out);
		if (d->told_on != DAY_NONE)
			say_day(out, _("Notice delivered on"), d->told_on);
	}
	show(app, _("Decision"), out);
}
