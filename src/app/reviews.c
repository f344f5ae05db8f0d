/* The rounds of the yearly review, and their line on the home screen. */
#include "app/reviews.h"

#include "app/choose.h"
#include "app/table.h"
#include "base/i18n.h"
#include "tui/bar.h"

#define BAR_COLUMNS 24
#define TENTHS 10

char *review_forecast(const struct review_pace *p)
{
	char on[DAY_LEN];
	int tenths = review_pace_tenths(p);
	if (!p->open)
		return g_strdup(_("nothing is left to be reviewed"));
	if (!p->done)
		return p->late ? g_strdup_printf(_("late already: %d"), p->late)
			       : g_strdup(_("no speed yet: nothing was reviewed"));
	return g_strdup_printf(_("%d.%d a working day: done by %s, late %d"), tenths / TENTHS,
		tenths % TENTHS, day_to_iso(p->finish, on), p->late);
}

static char *forecast_of(struct app *app, const struct review_round *r)
{
	struct review_pace pace;
	char on[DAY_LEN];
	g_autoptr(GError) error = NULL;
	if (r->closed_on != DAY_NONE)
		return g_strdup_printf(_("closed %s"), day_to_iso(r->closed_on, on));
	if (!review_pace(app->desk, r, &pace, &error))
		return g_strdup_printf("! %s", error->message);
	return review_forecast(&pace);
}

char *reviews_line(struct app *app)
{
	GString *out = g_string_new(NULL);
	g_autoptr(GPtrArray) rounds = review_rounds(app->desk, NULL);
	for (guint i = 0; rounds && i < rounds->len; i++) {
		const struct review_round *r = g_ptr_array_index(rounds, i);
		if (r->closed_on != DAY_NONE)
			continue;
		g_autofree char *forecast = forecast_of(app, r);
		g_string_append_printf(out, "%s%s %d/%d  %s", out->len ? "    " : "", r->label,
			r->done + r->exempt, r->items, forecast);
	}
	return g_string_free(out, FALSE);
}

/* --- the list --------------------------------------------------------------------------------- */

static const struct list_column columns[] = {
	{N_("Round"), 20, 2, false, 0},
	{N_("Opened"), 10, 0, false, 0},
	{N_("Settled"), 11, 0, true, 0},
	{"", BAR_COLUMNS, 0, false, 100},
	{N_("Forecast"), 24, 3, false, 0},
};

static bool reviews_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	struct app *app = ctx;
	char opened[DAY_LEN];
	g_autoptr(GPtrArray) rounds = review_rounds(app->desk, error);
	if (!rounds)
		return false;
	GPtrArray *all = table_new();
	for (guint i = 0; i < rounds->len; i++) {
		const struct review_round *r = g_ptr_array_index(rounds, i);
		int settled = r->done + r->exempt;
		g_autofree char *of = g_strdup_printf("%d/%d", settled, r->items);
		g_autofree char *bar =
			bar_text(r->items ? (double)settled / r->items : 0, BAR_COLUMNS);
		g_autofree char *forecast = forecast_of(app, r);
		struct list_row *row = table_add(all, r->id, r->label,
			day_to_iso(r->opened_on, opened), of, bar, forecast, NULL);
		row->style = r->closed_on == DAY_NONE ? STYLE_NORMAL : STYLE_DIM;
	}
	return table_page(all, anchor, before, n, rows);
}

static enum reply reviews_row(void *ctx, const struct list_row *row)
{
	review_progress_open(ctx, row->id);
	return REPLY_DONE;
}

/* --- a new round ------------------------------------------------------------------------------ */

static void open_done(const char *text, int chosen, void *ctx)
{
	struct app *app = ctx;
	GError *error = NULL;
	row_id id = 0;
	int year, mon, mday;
	g_autoptr(GPtrArray) programmes = review_programmes(app->desk);
	(void)text;
	if (chosen < 0 || chosen > (int)programmes->len)
		return;
	const struct programme *p = chosen ? g_ptr_array_index(programmes, chosen - 1) : NULL;
	day_split(day_today(), &year, &mon, &mday);
	if (!review_open(app->desk, p ? p->key : NULL, year, &id, &error)) {
		app_fail(app, error);
		return;
	}
	tui_reload(app->tui);
	review_progress_open(app, id);
	tui_note(app->tui, NOTE_GOOD,
		_("The list of households is frozen as of today. Ctrl-P prints the route sheet."));
}

static void ask_programme(struct app *app)
{
	g_autoptr(GPtrArray) programmes = review_programmes(app->desk);
	g_autoptr(GPtrArray) labels = g_ptr_array_new();
	g_ptr_array_add(labels, (gpointer)_("every programme that is reviewed"));
	for (guint i = 0; i < programmes->len; i++)
		g_ptr_array_add(
			labels, ((struct programme *)g_ptr_array_index(programmes, i))->label);
	g_ptr_array_add(labels, NULL);
	choose_open(app, _("Review of which programme?"), (const char *const *)labels->pdata,
		open_done, app);
}

/* --- closing one ------------------------------------------------------------------------------ */

struct closing {
	struct app *app;
	row_id round;
};

static void close_done(const char *text, int chosen, void *ctx)
{
	struct closing *c = ctx;
	GError *error = NULL;
	(void)text;
	if (chosen >= 0 && !review_close(c->app->desk, c->round, &error))
		app_fail(c->app, error);
	else if (chosen >= 0)
		tui_note(c->app->tui, NOTE_GOOD,
			_("The round is closed: 100 %%. F11 lists every household with its "
			  "proof."));
	tui_reload(c->app->tui);
	g_free(c);
}

void review_close_ask(struct app *app, row_id round)
{
	GError *error = NULL;
	g_autoptr(review_round) r = review_round_get(app->desk, round, &error);
	if (!r) {
		app_fail(app, error);
		return;
	}
	g_autofree char *question =
		g_strdup_printf(_("%s: close it? Nothing in it changes after that."), r->label);
	struct closing *c = g_new0(struct closing, 1);
	*c = (struct closing){app, round};
	dialog_confirm(app->tui, r->label, question, _("Close round"), close_done, c);
}

/* --- commands --------------------------------------------------------------------------------- */

enum reply review_command(struct app *app, int command, row_id round)
{
	struct review_filter all = {.round = round};
	if (command == CMD_END && round)
		review_close_ask(app, round);
	else if (command == CMD_PROOF && round)
		review_proof_open(app, round);
	else if (command == CMD_PRINT && round)
		review_sheet_open(app, &all);
	else
		return app_command(app, tui_top(app->tui), command);
	return REPLY_DONE;
}

static enum reply reviews_command(void *ctx, int command, const struct list_row *row)
{
	if (command == CMD_NEW) {
		ask_programme(ctx);
		return REPLY_DONE;
	}
	return review_command(ctx, command, row ? row->id : 0);
}

void reviews_open(struct app *app)
{
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = reviews_page,
		.open = reviews_row,
		.command = reviews_command,
		.empty = _("No review was begun here yet. F3 begins one: its list of households is "
			   "frozen on that day."),
		.ctx = app,
	};
	tui_push(app->tui, list_new("reviews", SCREEN_REVIEW, _("Yearly review"), &source));
}
