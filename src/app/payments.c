/* The monthly payment rosters: planned by one, approved by another, written out for the bank. */
#include "app/payments.h"
#include "app/money.h"
#include "app/table.h"
#include "app/words.h"
#include "base/i18n.h"

struct payments {
	struct app *app;
	struct view *view;
	GPtrArray *batches; /* struct payment_batch * */
};

static const struct payment_batch *batch_of(const struct payments *s, row_id id)
{
	for (guint i = 0; i < s->batches->len; i++) {
		const struct payment_batch *b = g_ptr_array_index(s->batches, i);
		if (b->id == id)
			return b;
	}
	return NULL;
}

char *payments_title(const struct desk *desk, const struct payment_batch *b)
{
	g_autofree char *no = b->no ? g_strdup_printf(" (%d)", b->no) : g_strdup("");
	return g_strdup_printf("%s %s%s%s%s%s", b->for_month, words_of_code(desk, "area", b->area),
		words_of_code(desk, "programme", b->programme), no, b->reason ? " " : "",
		words_of_code(desk, "payment_reason", b->reason));
}

/* --- rows ------------------------------------------------------------------------------------- */

static void add_batch(struct payments *s, GPtrArray *all, const struct payment_batch *b)
{
	char money[MONEY_LEN], households[12], persons[12], held[12] = "";
	const struct desk *desk = s->app->desk;
	g_snprintf(households, sizeof(households), "%d", b->households);
	g_snprintf(persons, sizeof(persons), "%d", b->persons);
	if (b->held)
		g_snprintf(held, sizeof(held), "%d", b->held);
	g_autofree char *which =
		b->no ? g_strdup_printf("%s/%d", b->for_month, b->no) : g_strdup(b->for_month);
	struct list_row *row = table_add(all, b->id, which,
		b->reason ? words_of_code(desk, "payment_reason", b->reason)
			  : words_of_code(desk, "programme", b->programme),
		words_of_code(desk, "area", b->area), words_of_code(desk, "roster_state", b->state),
		households, persons, money_print(b->amount, money), held, b->planned_by,
		b->approved_by, NULL);
	if (b->held)
		row->cell_style[7] = STYLE_WARN;
}

static bool payments_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	struct payments *s = ctx;
	GPtrArray *batches = payment_batches(s->app->desk, error);
	if (!batches)
		return false;
	g_ptr_array_unref(s->batches);
	s->batches = batches;
	GPtrArray *all = table_new();
	for (guint i = 0; i < batches->len; i++)
		add_batch(s, all, g_ptr_array_index(batches, i));
	return table_page(all, anchor, before, n, rows);
}

static enum reply payments_row(void *ctx, const struct list_row *row)
{
	struct payments *s = ctx;
	const struct payment_batch *b = batch_of(s, row->id);
	if (b)
		payment_batch_open(s->app, b);
	return REPLY_DONE;
}

/* --- planning --------------------------------------------------------------------------------- */

static bool plan_all(struct desk *desk, month m, int *n, GError **error)
{
	const GPtrArray *programmes = library_programmes(desk->lib);
	*n = 0;
	for (guint i = 0; i < programmes->len; i++) {
		const struct programme *p = g_ptr_array_index(programmes, i);
		int made = 0;
		if (!payment_plan(desk, p->key, m, &made, error))
			return false;
		*n += made;
	}
	return true;
}

/* What was planned just now is what is looked at next. */
static void select_month(struct payments *s, month m)
{
	char iso[MONTH_LEN];
	month_to_iso(m, iso);
	g_autoptr(GPtrArray) batches = payment_batches(s->app->desk, NULL);
	for (guint i = 0; batches && i < batches->len; i++) {
		const struct payment_batch *b = g_ptr_array_index(batches, i);
		if (g_str_equal(b->for_month, iso)) {
			list_select(s->view, b->id);
			return;
		}
	}
}

static void plan_answer(const char *text, int chosen, void *ctx)
{
	struct payments *s = ctx;
	GError *error = NULL;
	int n = 0;
	if (chosen < 0)
		return;
	month m = month_parse(text, day_today());
	if (m == MONTH_NONE) {
		tui_note(s->app->tui, NOTE_ERROR, _("\"%s\" is no month; key it like 202607."),
			text);
		return;
	}
	if (!plan_all(s->app->desk, m, &n, &error))
		app_fail(s->app, error);
	else if (n)
		tui_note(s->app->tui, NOTE_GOOD,
			_("%d rosters are planned. Enter shows one; F10 checks it."), n);
	else
		tui_note(s->app->tui, NOTE_WARN,
			_("No award is in force in that month, so there is nothing to pay."));
	tui_reload(s->app->tui);
	if (n)
		select_month(s, m);
}

/* The month after the newest roster; without one, this month. */
static void plan_ask(struct payments *s)
{
	char text[MONTH_LEN];
	month m = month_of(day_today());
	if (!(s->app->desk->who.roles & ROLE_PAYER)) {
		tui_note(s->app->tui, NOTE_ERROR,
			_("Only a payer plans a month; Ctrl-O changes the operator."));
		return;
	}
	if (s->batches->len) {
		const struct payment_batch *b = g_ptr_array_index(s->batches, 0);
		m = month_from_iso(b->for_month) + (g_str_equal(b->state, "draft") ? 0 : 1);
	}
	dialog_line(s->app->tui, _("Plan a month"), _("Month to be paid (2026-07)"),
		month_to_iso(m, text), false, plan_answer, s);
}

/* --- the screen ------------------------------------------------------------------------------- */

static enum reply payments_command(void *ctx, int command, const struct list_row *row)
{
	struct payments *s = ctx;
	const struct payment_batch *b = row ? batch_of(s, row->id) : NULL;
	switch (command) {
	case CMD_PLAN:
		plan_ask(s);
		return REPLY_DONE;
	case CMD_APPROVE:
		if (b)
			payment_step(s->app, b->id);
		return b ? REPLY_DONE : REPLY_IGNORED;
	case CMD_ACTIONS:
		if (b)
			payment_steps(s->app, b->id);
		return b ? REPLY_DONE : REPLY_IGNORED;
	case CMD_EXPORT:
		if (b)
			payment_write_open(s->app, b);
		return b ? REPLY_DONE : REPLY_IGNORED;
	case CMD_ADJUSTMENTS:
		adjustments_open(s->app, 0);
		return REPLY_DONE;
	case CMD_WORKING:
		tui_note(s->app->tui, NOTE_INFO,
			_("Enter opens the rows; F11 there shows how one was computed."));
		return REPLY_DONE;
	default:
		return app_command(s->app, tui_top(s->app->tui), command);
	}
}

static const char *payments_hint(void *ctx, const struct list_row *row)
{
	(void)ctx;
	return row ? _("Enter: the roster    F3: plan a month    F10: the next step    F6: others")
		   : _("F3 plans the first month");
}

static void payments_free(void *ctx)
{
	struct payments *s = ctx;
	g_ptr_array_unref(s->batches);
	g_free(s);
}

void payments_open(struct app *app)
{
	static const struct list_column columns[] = {
		{N_("Month"), 9, 0, false, 0},
		{N_("Programme"), 14, 1, false, 0},
		{N_("Area"), 4, 0, false, 0},
		{N_("State"), 8, 0, false, 0},
		{N_("Homes"), 6, 0, true, 0},
		{N_("People"), 6, 0, true, 0},
		{N_("Yuan"), 13, 0, true, 0},
		{N_("Held"), 6, 0, true, 0},
		{N_("Planned by"), 8, 1, false, 100},
		{N_("Approved by"), 8, 1, false, 100},
	};
	struct payments *s = g_new0(struct payments, 1);
	s->app = app;
	s->batches = g_ptr_array_new();
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = payments_page,
		.open = payments_row,
		.command = payments_command,
		.hint = payments_hint,
		.empty = _("No month was planned yet. F3 plans one from the awards in force."),
		.destroy = payments_free,
		.ctx = s,
	};
	s->view = list_new("payments", SCREEN_PAYMENTS, _("Payments"), &source);
	tui_push(app->tui, s->view);
}
