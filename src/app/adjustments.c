/* What was paid too little or too much: to be decided, waiting to be paid, to be paid back. */
#include "app/ask.h"
#include "app/choose.h"
#include "app/money.h"
#include "app/table.h"
#include "app/words.h"
#include "base/i18n.h"
#include "model/look.h"

struct adjustments {
	struct app *app;
	row_id casefile; /* 0: of all cases */
	GPtrArray *list; /* struct adjustment */
	row_id current;
	bool instalments, drop; /* the decision that is being asked about */
};

static const struct adjustment *current(const struct adjustments *s)
{
	for (guint i = 0; i < s->list->len; i++) {
		const struct adjustment *a = g_ptr_array_index(s->list, i);
		if (a->id == s->current)
			return a;
	}
	return NULL;
}

/* --- rows ------------------------------------------------------------------------------------- */

static char *how_far(const struct adjustments *s, const struct adjustment *a)
{
	char left[MONEY_LEN], each[MONEY_LEN];
	if (!g_str_equal(a->state, "decided"))
		return g_strdup(words_of_code(s->app->desk, "adjustment_state", a->state));
	if (a->settled >= ABS(a->amount))
		return g_strdup(a->amount < 0 ? _("paid back") : _("in a roster"));
	money_print(ABS(a->amount) - a->settled, left);
	if (a->amount > 0)
		return g_strdup(a->no_account ? _("no bank account; enter it in the case")
					      : _("waits for the next plan"));
	if (a->instalment)
		return g_strdup_printf(
			_("%s to come, %s a month"), left, money_print(a->instalment, each));
	return g_strdup_printf(_("%s to come, in cash"), left);
}

static void add_row(struct adjustments *s, GPtrArray *all, const struct adjustment *a)
{
	char money[MONEY_LEN];
	const struct desk *desk = s->app->desk;
	g_autofree char *state = how_far(s, a);
	g_autofree char *name =
		words_of_name(a->head ? a->head : "", look_is_restricted(desk, a->programme));
	g_autofree char *months = g_str_equal(a->from, a->to)
		? g_strdup(a->from)
		: g_strdup_printf("%s..%s", a->from, a->to + 2);
	struct list_row *row = table_add(all, a->id, a->file_no, name,
		words_of_code(desk, "adjustment_kind", a->kind), months,
		money_print(a->amount, money), state, a->cause, NULL);
	if (g_str_equal(a->state, "proposed"))
		row->style = STYLE_WARN;
}

static bool adjustments_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	struct adjustments *s = ctx;
	GPtrArray *list = adjustment_list(s->app->desk, s->casefile, error);
	GPtrArray *all;
	if (!list)
		return false;
	g_ptr_array_unref(s->list);
	s->list = list;
	all = table_new();
	for (guint i = 0; i < list->len; i++)
		add_row(s, all, g_ptr_array_index(list, i));
	return table_page(all, anchor, before, n, rows);
}

static char *adjustments_detail(void *ctx, const struct list_row *row)
{
	struct adjustments *s = ctx;
	s->current = row->id;
	const struct adjustment *a = current(s);
	return a ? g_strdup_printf("%s\n%s %s\n\n%s\n%s\n%s", row->cells[1], row->cells[3],
			   row->cells[4], a->cause, a->document ? a->document : "",
			   a->reason ? a->reason : "")
		 : NULL;
}

/* --- deciding --------------------------------------------------------------------------------- */

static bool decide_finish(struct app *app, char *const *values, int *at, void *ctx, GError **error)
{
	struct adjustments *s = ctx;
	struct adjustment_decision d = {.drop = s->drop, .reason = values[0]};
	*at = s->instalments ? 1 : 0;
	if (s->instalments && (!money_eval(values[1], &d.instalment) || d.instalment <= 0))
		return jz_fail(error, JZ_ERROR_BAD,
			_("\"%s\" is no amount; key what is paid back a month, in yuan"),
			values[1]);
	*at = 0;
	return adjustment_decide(app->desk, s->current, &d, error);
}

static void changed(struct app *app, bool finished, void *ctx)
{
	(void)ctx;
	if (finished)
		tui_note(app->tui, NOTE_GOOD, _("Saved."));
	tui_reload(app->tui);
}

static void ask_reason(struct adjustments *s, const char *title)
{
	static const struct ask_field fields[] = {
		{N_("Why it is decided so"), N_("stays in the file"), NULL, 44, false, false},
		{N_("A month, yuan"), N_("subtracted from what is paid, never more than that"),
			NULL, 14, false, true},
	};
	ask_open(s->app,
		&(struct ask_options){
			.name = "adjustment-decide",
			.title = title,
			.fields = fields,
			.n = s->instalments ? 2 : 1,
			.finish = decide_finish,
			.done = changed,
			.ctx = s,
		});
}

static bool cash_finish(struct app *app, char *const *values, int *at, void *ctx, GError **error)
{
	struct adjustments *s = ctx;
	fen amount;
	*at = 0;
	if (!money_eval(values[0], &amount))
		return jz_fail(
			error, JZ_ERROR_BAD, _("\"%s\" is no amount; key it in yuan"), values[0]);
	return adjustment_receive(
		app->desk, s->current, amount, day_parse(values[1], day_today()), values[2], error);
}

static void ask_cash(struct adjustments *s)
{
	static const struct ask_field fields[] = {
		{N_("Amount, yuan"), N_("what was paid back"), NULL, 14, false, true},
		{N_("On which day"), N_("t for today"), "t", 12, false, true},
		{N_("Number of the receipt"), N_("as printed on it"), NULL, 24, false, false},
	};
	ask_open(s->app,
		&(struct ask_options){
			.name = "adjustment-cash",
			.title = _("Paid back in cash"),
			.fields = fields,
			.n = G_N_ELEMENTS(fields),
			.finish = cash_finish,
			.done = changed,
			.ctx = s,
		});
}

/* --- what may be done with a row -------------------------------------------------------------- */

static void proposed_chosen(const char *text, int chosen, void *ctx)
{
	struct adjustments *s = ctx;
	const struct adjustment *a = current(s);
	bool less = a && a->amount < 0;
	if (!text || chosen < 0 || !a)
		return;
	s->drop = chosen == (less ? 2 : 1);
	s->instalments = less && chosen == 0;
	if (chosen > (less ? 2 : 1))
		due_open(s->app, a->casefile);
	else
		ask_reason(s, a->cause);
}

static void decided_chosen(const char *text, int chosen, void *ctx)
{
	struct adjustments *s = ctx;
	const struct adjustment *a = current(s);
	if (!text || chosen < 0 || !a)
		return;
	if (a->amount < 0 && chosen == 0)
		ask_cash(s);
	else
		due_open(s->app, a->casefile);
}

static enum reply adjustments_row(void *ctx, const struct list_row *row)
{
	struct adjustments *s = ctx;
	s->current = row->id;
	const struct adjustment *a = current(s);
	if (!a)
		return REPLY_IGNORED;
	const char *pay[] = {_("Pay it"), _("Do not pay it"), _("Look at the months"), NULL};
	const char *back[] = {_("Paid back by instalments"), _("Paid back in cash"),
		_("Do not ask it back"), _("Look at the months"), NULL};
	const char *cash[] = {_("Enter cash that came back"), _("Look at the months"), NULL};
	const char *look[] = {_("Look at the months"), NULL};
	bool less = a->amount < 0;
	if (g_str_equal(a->state, "proposed"))
		choose_open(s->app, a->cause, less ? back : pay, proposed_chosen, s);
	else
		choose_open(s->app, a->cause, less ? cash : look, decided_chosen, s);
	return REPLY_DONE;
}

static enum reply adjustments_command(void *ctx, int command, const struct list_row *row)
{
	struct adjustments *s = ctx;
	(void)row;
	return app_command(s->app, tui_top(s->app->tui), command);
}

static const char *adjustments_hint(void *ctx, const struct list_row *row)
{
	(void)ctx;
	return row ? row->cells[6] : NULL;
}

static void adjustments_free(void *ctx)
{
	struct adjustments *s = ctx;
	g_ptr_array_unref(s->list);
	g_free(s);
}

void adjustments_open(struct app *app, row_id casefile)
{
	static const struct list_column columns[] = {
		{N_("File"), 13, 0, false, 0},
		{N_("Head"), 8, 1, false, 0},
		{N_("Kind"), 12, 0, false, 0},
		{N_("Months"), 14, 0, false, 0},
		{N_("Yuan"), 11, 0, true, 0},
		{N_("State"), 12, 2, false, 0},
	};
	struct adjustments *s = g_new0(struct adjustments, 1);
	*s = (struct adjustments){.app = app, .casefile = casefile, .list = g_ptr_array_new()};
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = adjustments_page,
		.open = adjustments_row,
		.command = adjustments_command,
		.detail = adjustments_detail,
		.hint = adjustments_hint,
		.empty = _("Nothing waits to be decided, paid or paid back."),
		.destroy = adjustments_free,
		.ctx = s,
	};
	tui_push(app->tui,
		list_new("adjustments", SCREEN_ADJUST, _("Arrears and recoveries"), &source));
}
