/* One roster: how far it is, and what belongs to it. */
#include "app/payments.h"
#include "app/table.h"
#include "app/words.h"
#include "base/i18n.h"

enum { ROWS = 1, FINDINGS, PEOPLE, BANK, PAID };

struct batch_screen {
	struct app *app;
	row_id id;
	struct payment_batch *b; /* as it was read last */
};

static void add(GPtrArray *all, gint64 id, const char *what, const char *format, ...)
	G_GNUC_PRINTF(4, 5);

static void add(GPtrArray *all, gint64 id, const char *what, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	g_autofree char *text = g_strdup_vprintf(format, args);
	va_end(args);
	table_add(all, id, what, text, NULL);
}

static void add_days(const struct batch_screen *s, GPtrArray *all)
{
	const struct payment_batch *b = s->b;
	char due[DAY_LEN];

	if (b->sent_on)
		add(all, BANK, _("Bank file"), _("sent on %s: %s"), b->sent_on,
			b->file ? b->file : "");
	else
		add(all, BANK, _("Bank file"), "%s", _("not sent yet"));
	if (b->paid_on)
		add(all, PAID, _("Paid"), _("on %s: %d paid, %d failed  %s"), b->paid_on, b->paid,
			b->failed, b->late_reason ? b->late_reason : "");
	else if (payment_due(s->app->desk, b) != DAY_NONE)
		add(all, PAID, _("Paid"), _("due by %s"),
			day_to_iso(payment_due(s->app->desk, b), due));
	else
		add(all, PAID, _("Paid"), "%s", _("not yet"));
}

static bool batch_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	struct batch_screen *s = ctx;
	struct payment_batch *b = payment_batch_get(s->app->desk, s->id, error);
	char money[MONEY_LEN];
	GPtrArray *all;

	if (!b)
		return false;
	payment_batch_free(s->b);
	s->b = b;
	all = table_new();
	add(all, ROWS, _("Rows"), _("%d households, %d persons, %s yuan; %d rows are held"),
		b->households, b->persons, money_print(b->amount, money), b->held);
	add(all, FINDINGS, _("Findings"), _("%d, of them open: %d"), b->findings, b->open);
	if (b->open)
		((struct list_row *)g_ptr_array_index(all, 1))->style = STYLE_WARN;
	add(all, PEOPLE, _("Operators"), _("planned: %s  checked: %s  approved: %s"), b->planned_by,
		b->checked_by ? b->checked_by : "", b->approved_by);
	add_days(s, all);
	return table_page(all, anchor, before, n, rows);
}

static char *batch_head(void *ctx, int columns)
{
	struct batch_screen *s = ctx;
	static const struct {
		const char *state, *next;
	} steps[] = {{"draft", N_("F10 checks it")}, {"checked", N_("F10: another payer approves")},
		{"approved", N_("F10 sends it to the bank")},
		{"sent", N_("F10 takes the bank's answer in")}, {"reconciled", N_("F10 closes it")},
		{"closed", ""}};
	g_autoptr(payment_batch) b = payment_batch_get(s->app->desk, s->id, NULL);

	(void)columns;
	for (guint i = 0; b && i < G_N_ELEMENTS(steps); i++)
		if (g_str_equal(b->state, steps[i].state))
			return g_strdup_printf("%s    %s",
				words_of_code(s->app->desk, "roster_state", b->state),
				*steps[i].next ? _(steps[i].next) : "");
	return g_strdup("");
}

static enum reply batch_row(void *ctx, const struct list_row *row)
{
	struct batch_screen *s = ctx;

	if (row->id == ROWS)
		payment_rows_open(s->app, s->b);
	else if (row->id == FINDINGS)
		payment_findings_open(s->app, s->b);
	else
		tui_note(s->app->tui, NOTE_INFO, "%s", row->cells[1]);
	return REPLY_DONE;
}

static enum reply batch_command(void *ctx, int command, const struct list_row *row)
{
	struct batch_screen *s = ctx;

	(void)row;
	switch (command) {
	case CMD_APPROVE:
		payment_step(s->app, s->id);
		return REPLY_DONE;
	case CMD_ACTIONS:
		payment_steps(s->app, s->id);
		return REPLY_DONE;
	case CMD_EXPORT:
		payment_write_open(s->app, s->b);
		return REPLY_DONE;
	case CMD_PLAN:
		tui_note(s->app->tui, NOTE_INFO,
			_("Esc goes back to the rosters; this is done there."));
		return REPLY_DONE;
	case CMD_WORKING:
		tui_note(s->app->tui, NOTE_INFO,
			_("Enter opens the rows; F11 there shows how one was computed."));
		return REPLY_DONE;
	default:
		return app_command(s->app, tui_top(s->app->tui), command);
	}
}

static void batch_free(void *ctx)
{
	struct batch_screen *s = ctx;

	payment_batch_free(s->b);
	g_free(s);
}

void payment_batch_open(struct app *app, const struct payment_batch *b)
{
	static const struct list_column columns[] = {
		{"", 12, 0, false, 0},
		{"", 30, 1, false, 0},
	};
	struct batch_screen *s = g_new0(struct batch_screen, 1);
	g_autofree char *title = payments_title(app->desk, b);

	s->app = app;
	s->id = b->id;
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = batch_page,
		.open = batch_row,
		.command = batch_command,
		.head = batch_head,
		.empty = "",
		.destroy = batch_free,
		.ctx = s,
	};
	tui_push(app->tui, list_new("payment-batch", SCREEN_PAYMENTS, title, &source));
}
