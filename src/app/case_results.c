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
	g_string_append_printf(out, _("%s: %s yuan a month\n"), label, money_print(amount, money));
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

static struct result_decision *decision_of(struct app *app, row_id casefile)
{
	g_autoptr(casefile) c = casefile_get(app->desk, casefile, NULL);
	return c ? result_decision(app->desk, c, NULL) : NULL;
}

char *decision_summary(struct app *app, row_id casefile)
{
	char on[DAY_LEN], from[MONTH_LEN], money[MONEY_LEN];
	g_autoptr(result_decision) d = decision_of(app, casefile);
	if (!d)
		return g_strdup(_("not yet"));
	if (!d->confirmed)
		return g_strdup_printf(d->ended ? _("%s ended: %s") : _("%s refused: %s"),
			day_to_iso(d->decided_on, on), d->reason ? d->reason : "");
	return g_strdup_printf(_("%s confirmed: %s yuan a month from %s"),
		day_to_iso(d->decided_on, on), money_print(d->amount, money),
		month_to_iso(d->from, from));
}

void decision_open(struct app *app, row_id casefile)
{
	char from[MONTH_LEN];
	g_autoptr(result_decision) d = decision_of(app, casefile);
	GString *out = g_string_new(NULL);
	if (d) {
		say(out, _("Decision"),
			d->confirmed       ? _("confirmed")
				: d->ended ? _("ended")
					   : _("refused"));
		say_day(out, _("Decided on"), d->decided_on);
		say(out, _("By"), d->signatory);
		say(out, _("Document"), d->document);
		say(out, _("Reason"), d->reason);
		if (d->confirmed) {
			say_money(out, _("Amount"), d->amount);
			say(out, _("Paid from"), month_to_iso(d->from, from));
		}
		if (d->told_on != DAY_NONE)
			say_day(out, _("Notice delivered on"), d->told_on);
	}
	show(app, _("Decision"), out);
}
