/* Who was not paid though an award ran, or was paid twice (N3). */
#include "model/payment_ledger.h"

#include "app/payments.h"
#include "app/table.h"
#include "app/words.h"
#include "base/i18n.h"
#include "model/look.h"

struct ledger_screen {
	struct app *app;
	GPtrArray *all; /* while it is read */
	GArray *cases;  /* row_id, of row i + 1 */
};

static bool see_line(const struct ledger_line *l, void *ctx)
{
	struct ledger_screen *s = ctx;
	g_autofree char *months =
		l->months == 1 ? g_strdup(l->from) : g_strdup_printf("%s-%s", l->from, l->to);
	g_autofree char *head =
		words_of_name(l->head, look_is_restricted(s->app->desk, l->programme));
	char n[12];

	g_snprintf(n, sizeof n, "%d", l->months);
	g_array_append_val(s->cases, l->casefile);
	table_add(s->all, s->cases->len, l->overlap ? _("paid twice") : _("not paid"), l->file_no,
		head, months, n, l->office, l->why, NULL)
		->style = l->overlap ? STYLE_ERROR : STYLE_WARN;
	return true;
}

static bool ledger_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	struct ledger_screen *s = ctx;

	s->all = table_new();
	g_array_set_size(s->cases, 0);
	if (!payment_ledger(s->app->desk, see_line, s, error)) {
		g_clear_pointer(&s->all, g_ptr_array_unref);
		return false;
	}
	return table_page(g_steal_pointer(&s->all), anchor, before, n, rows);
}

static enum reply ledger_row(void *ctx, const struct list_row *row)
{
	struct ledger_screen *s = ctx;

	if (row->id > 0 && row->id <= s->cases->len)
		case_open(s->app, g_array_index(s->cases, row_id, row->id - 1));
	return REPLY_DONE;
}

static enum reply ledger_command(void *ctx, int command, const struct list_row *row)
{
	struct ledger_screen *s = ctx;

	(void)row;
	return app_command(s->app, tui_top(s->app->tui), command);
}

static void ledger_free(void *ctx)
{
	struct ledger_screen *s = ctx;

	g_array_unref(s->cases);
	g_free(s);
}

void payment_ledger_open(struct app *app)
{
	static const struct list_column columns[] = {
		{"", 8, 0, false, 0},
		{N_("File"), 13, 0, false, 0},
		{N_("Head"), 8, 0, false, 0},
		{N_("Months"), 16, 0, false, 0},
		{N_("months"), 4, 0, true, 0},
		{N_("Office"), 8, 1, false, 0},
		{N_("Because"), 12, 3, false, 0},
	};
	struct ledger_screen *s = g_new0(struct ledger_screen, 1);

	s->app = app;
	s->cases = g_array_new(FALSE, FALSE, sizeof(row_id));
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = ledger_page,
		.open = ledger_row,
		.command = ledger_command,
		.empty = _("Everybody was paid for every month, and nobody twice."),
		.destroy = ledger_free,
		.ctx = s,
	};
	tui_push(app->tui,
		list_new("payment-ledger", SCREEN_REGISTER, _("Who was not paid, or twice"),
			&source));
}
