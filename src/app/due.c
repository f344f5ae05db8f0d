/* Due, paid and the difference of one case, month by month (F18). */
#include "app/ask.h"
#include "app/choose.h"
#include "app/money.h"
#include "app/table.h"
#include "base/i18n.h"
#include "model/casefile.h"
#include "model/evidence.h"

#define MONTHS_BACK 24

struct due_view {
	struct app *app;
	row_id casefile;
	GPtrArray *lines; /* struct evidence, while one of them is chosen */
	row_id line;
	char *what; /* its words */
};

/* --- rows ------------------------------------------------------------------------------------- */

static bool see_months(const struct due_case *c, void *ctx, GError **error)
{
	GPtrArray *all = ctx;
	char iso[MONTH_LEN], n[12], due[MONEY_LEN], paid[MONEY_LEN], adjusted[MONEY_LEN],
		difference[MONEY_LEN];
	(void)error;
	for (guint i = c->months->len; i-- > 0;) {
		const struct due_month *d = &g_array_index(c->months, struct due_month, i);
		if (!d->award && !d->paid && !d->adjusted)
			continue;
		fen rest = due_difference(d);
		g_snprintf(n, sizeof(n), "%d", d->members);
		struct list_row *row = table_add(all, d->m + 1, month_to_iso(d->m, iso), n,
			money_print(d->due, due), money_print(d->paid, paid),
			d->adjusted ? money_print(d->adjusted, adjusted) : "",
			rest ? money_print(rest, difference) : "",
			d->unknown            ? d->unknown
				: d->expected ? _("no approved roster yet")
				: rest < 0    ? _("paid too much")
				: rest > 0    ? _("paid too little")
					      : "",
			NULL);
		if (rest || d->unknown)
			row->style = STYLE_WARN;
	}
	return true;
}

static bool due_page(void *ctx, const struct list_row *anchor, bool before, int n, GPtrArray *rows,
	GError **error)
{
	struct due_view *v = ctx;
	struct desk *desk = v->app->desk;
	g_autoptr(casefile) c = casefile_get(desk, v->casefile, error);
	const struct programme *p = c ? casefile_programme(desk, c) : NULL;
	month open = p ? due_open_month(desk, p->key, c->area, error) : MONTH_NONE;
	GPtrArray *all = table_new();
	if (!c || (p && open == MONTH_NONE) ||
		(p &&
			!due_read(desk, p, c->id, open - MONTHS_BACK, open - 1, see_months, all,
				error))) {
		g_ptr_array_unref(all);
		return false;
	}
	return table_page(all, anchor, before, n, rows);
}

/* --- reckoning -------------------------------------------------------------------------------- */

static bool propose(struct due_view *v, const char *cause)
{
	GError *error = NULL;
	int n;
	if (!adjustment_propose(v->app->desk, v->casefile, cause, &n, &error)) {
		app_fail(v->app, error);
		return false;
	}
	tui_note(v->app->tui, n ? NOTE_GOOD : NOTE_INFO,
		n ? _("Proposed. An approver decides it under F9.")
		  : _("Every month was paid as it was due; there is nothing to adjust."));
	tui_reload(v->app->tui);
	return true;
}

static void reckon_answer(const char *text, int chosen, void *ctx)
{
	(void)chosen;
	if (text)
		propose(ctx, text);
}

/* --- income that changed ---------------------------------------------------------------------- */

static bool change_finish(struct app *app, char *const *values, int *at, void *ctx, GError **error)
{
	struct due_view *v = ctx;
	fen amount = -1;
	day from = day_parse(values[0], day_today());
	*at = from == DAY_NONE ? 0 : 1;
	if (from != DAY_NONE && !money_eval(values[1], &amount))
		return jz_fail(
			error, JZ_ERROR_BAD, _("\"%s\" is no amount; key it in yuan"), values[1]);
	return evidence_change(app->desk, v->line, from, amount, values[2], error);
}

static void change_done(struct app *app, bool finished, void *ctx)
{
	struct due_view *v = ctx;
	(void)app;
	if (!finished)
		return;
	g_autofree char *cause = g_strdup_printf(_("income changed: %s"), v->what);
	propose(v, cause);
}

static void line_chosen(const char *text, int chosen, void *ctx)
{
	static const struct ask_field fields[] = {
		{N_("Since which day"), N_("like 20240301; months after it are reckoned again"),
			NULL, 12, false, true},
		{N_("New amount, yuan"), N_("0 where it is received no more"), NULL, 14, false,
			true},
		{N_("What shows it"), N_("who was asked, which paper"), NULL, 40, false, false},
	};
	struct due_view *v = ctx;
	if (!text || chosen < 0 || chosen >= (int)v->lines->len)
		return;
	const struct evidence *e = g_ptr_array_index(v->lines, chosen);
	v->line = e->id;
	ask_open(v->app,
		&(struct ask_options){
			.name = "income-changed",
			.title = v->what,
			.text = _("The line ends the day before and stays for the months before."),
			.fields = fields,
			.n = G_N_ELEMENTS(fields),
			.finish = change_finish,
			.done = change_done,
			.ctx = v,
		});
}

static char *words_of_line(const struct desk *desk, const struct evidence *e)
{
	char money[MONEY_LEN];
	g_autofree char *list = g_strconcat(e->section, "_kind", NULL);
	const struct code_list *kinds = library_codes(desk->lib, list);
	return g_strdup_printf("%s %s %s", e->person_name ? e->person_name : "",
		kinds ? code_list_label(kinds, e->kind) : e->kind,
		money_print(evidence_counts(e), money));
}

static void line_picked(const char *text, int chosen, void *ctx)
{
	struct due_view *v = ctx;
	if (!text || chosen < 0 || chosen >= (int)v->lines->len)
		return;
	g_free(v->what);
	v->what = words_of_line(v->app->desk, g_ptr_array_index(v->lines, chosen));
	line_chosen(text, chosen, ctx);
}

static void choose_line(struct due_view *v)
{
	GError *error = NULL;
	g_autoptr(GStrvBuilder) words = g_strv_builder_new();
	GPtrArray *lines = evidence_income(v->app->desk, v->casefile, &error);
	if (!lines) {
		app_fail(v->app, error);
		return;
	}
	g_clear_pointer(&v->lines, g_ptr_array_unref);
	v->lines = lines;
	for (guint i = 0; i < lines->len; i++) {
		g_autofree char *line = words_of_line(v->app->desk, g_ptr_array_index(lines, i));
		g_strv_builder_add(words, line);
	}
	g_auto(GStrv) labels = g_strv_builder_end(words);
	if (lines->len)
		choose_open(v->app, _("Which income changed?"), (const char *const *)labels,
			line_picked, v);
	else
		tui_note(v->app->tui, NOTE_INFO,
			_("This case has no lines of income; F5 reckons its months all the same."));
}

/* --- the screen ------------------------------------------------------------------------------- */

static enum reply due_command(void *ctx, int command, const struct list_row *row)
{
	struct due_view *v = ctx;
	(void)row;
	switch (command) {
	case CMD_RECKON:
		dialog_line(v->app->tui, _("Reckon the months again"),
			_("Why? (a death found late, a mistake ...)"), "", false, reckon_answer, v);
		return REPLY_DONE;
	case CMD_CHANGED:
		choose_line(v);
		return REPLY_DONE;
	case CMD_ADJUSTMENTS:
		adjustments_open(v->app, v->casefile);
		return REPLY_DONE;
	case CMD_WORKING:
		working_open(v->app, v->casefile);
		return REPLY_DONE;
	default:
		return app_command(v->app, tui_top(v->app->tui), command);
	}
}

static const char *due_hint(void *ctx, const struct list_row *row)
{
	(void)ctx;
	(void)row;
	return _("F3: income changed on a day    F5: reckon and propose    F9: what was proposed");
}

static void due_free(void *ctx)
{
	struct due_view *v = ctx;
	g_clear_pointer(&v->lines, g_ptr_array_unref);
	g_free(v->what);
	g_free(v);
}

void due_open(struct app *app, row_id casefile)
{
	static const struct list_column columns[] = {
		{N_("Month"), 8, 0, false, 0},
		{N_("N"), 4, 0, true, 0},
		{N_("Was due"), 11, 0, true, 0},
		{N_("Paid out"), 11, 0, true, 0},
		{N_("Adjusted"), 11, 0, true, 0},
		{N_("Balance"), 11, 0, true, 0},
		{N_("Remark"), 12, 1, false, 0},
	};
	g_autoptr(casefile) c = casefile_get(app->desk, casefile, NULL);
	g_autofree char *title = g_strdup_printf("%s %s", c ? c->file_no : "", _("Due and paid"));
	struct due_view *v = g_new0(struct due_view, 1);
	*v = (struct due_view){.app = app, .casefile = casefile};
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = due_page,
		.command = due_command,
		.hint = due_hint,
		.empty = _("No award runs or ran in the last two years."),
		.destroy = due_free,
		.ctx = v,
	};
	tui_push(app->tui, list_new("due", SCREEN_DUE, title, &source));
}
