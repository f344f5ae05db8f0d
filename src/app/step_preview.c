/* The consequence of a step in lines: what is paid before and after, and why (F4, F47). */
#include "app/step.h"

#include "base/i18n.h"
#include "model/effect.h"
#include "model/flow.h"
#include "model/result.h"

enum { MONTHS_SHOWN = 4 };

static char *amount_of(fen amount, int people)
{
	char text[MONEY_LEN];
	return amount < 0 ? g_strdup(_("nothing"))
			  : g_strdup_printf(_("%s yuan a month, %d people"),
				    money_print(amount, text), people);
}

static void say_amounts(GString *text, const struct preview *p)
{
	char iso[MONTH_LEN];
	g_autofree char *before = amount_of(p->before, p->people_before);
	g_autofree char *after = amount_of(p->after, p->people_after);
	if (p->from == MONTH_NONE) {
		g_string_append_printf(text, _("Nothing paid changes: %s\n"), before);
		return;
	}
	g_string_append_printf(text, _("Now: %s\n"), before);
	g_string_append_printf(text, _("From %s on: %s\n"), month_to_iso(p->from, iso), after);
	if (p->until != MONTH_NONE)
		g_string_append_printf(
			text, _("Paid for the last time for %s\n"), month_to_iso(p->until, iso));
}

/* The lines that carry the amount: who counts, what counts, and the quotient. */
static void say_working(GString *text, const struct preview *p)
{
	g_autoptr(working) w = p->working ? working_from_text(p->working) : NULL;
	for (guint i = 0; w && i < w->lines->len; i++) {
		const struct working_line *line = g_ptr_array_index(w->lines, i);
		if (g_str_equal(line->article, "D-51") || g_str_equal(line->article, "D-11") ||
			g_str_equal(line->article, "D-65"))
			g_string_append_printf(text, "  %s: %s\n", line->label,
				*line->operand ? line->operand : line->value);
	}
}

static void say_months(GString *text, const struct preview *p)
{
	char iso[MONTH_LEN], due[MONEY_LEN], paid[MONEY_LEN], sum[MONEY_LEN];
	fen over = difference_over(p->months);
	for (guint i = 0; i < p->months->len && i < MONTHS_SHOWN; i++) {
		const struct difference *d = &g_array_index(p->months, struct difference, i);
		g_string_append_printf(text, _("%s: due %s, paid %s\n"),
			month_to_iso(d->month, iso), money_print(d->due, due),
			money_print(d->paid, paid));
	}
	if (p->months->len > MONTHS_SHOWN)
		g_string_append_printf(
			text, _("and %u more months\n"), p->months->len - MONTHS_SHOWN);
	if (over > 0)
		g_string_append_printf(text,
			_("Paid too much in all: %s yuan; proposed as a recovery, and noted as a "
			  "task\n"),
			money_print(over, sum));
	else if (over < 0)
		g_string_append_printf(text,
			_("Less than due in all: %s yuan; it is not paid by itself\n"),
			money_print(-over, sum));
}

static void say_duties(GString *text, const struct preview *p)
{
	for (guint i = 0; i < p->reasons->len; i++)
		g_string_append_printf(text, _("Not possible yet: %s\n"),
			((const struct reason *)g_ptr_array_index(p->reasons, i))->sentence);
	if (p->notice)
		g_string_append(text, _("Give written notice with the reasons (C-11)\n"));
}

char *step_preview(
	struct app *app, row_id casefile, const char *action, const struct entry *e, GError **error)
{
	struct preview p = {0};
	g_autoptr(casefile) c = casefile_get(app->desk, casefile, error);
	const struct programme *programme = c ? casefile_programme(app->desk, c) : NULL;
	const struct action_def *a = programme ? programme_action(programme, action) : NULL;
	g_autoptr(GString) text = g_string_new(NULL);
	if (!a || !effect_pays(a))
		return NULL;
	bool ok = flow_preview(app->desk, casefile, action, e, DAY_NONE, &p, error);
	if (ok) {
		say_amounts(text, &p);
		say_working(text, &p);
		say_months(text, &p);
		say_duties(text, &p);
		g_string_truncate(text, text->len - 1);
	}
	preview_clear(&p);
	return ok ? g_strdup(text->str) : NULL;
}
