/* The rows of one payment roster: who gets what, who is held and why. */
#include "app/payments.h"
#include "app/words.h"
#include "base/i18n.h"
#include "model/look.h"

enum { FILE_NO, HEAD, N, VILLAGE, AMOUNT, HOLDER, STATE, BASE, SUPPLEMENT, BANK, ACCOUNT };

struct payment_rows {
	struct app *app;
	row_id batch;
	bool restricted; /* its programme keeps names out of lists */
};

struct filling {
	const struct desk *desk;
	bool restricted;
	GPtrArray *rows;
};

static const char *state_of(const struct payment_row *p)
{
	if (g_str_equal(p->state, "held"))
		return p->hold_reason && *p->hold_reason ? p->hold_reason : _("held");
	if (g_str_equal(p->state, "paid"))
		return _("paid");
	if (g_str_equal(p->state, "failed"))
		return _("failed");
	return "";
}

static void set_money(struct list_row *row, int cell, fen amount)
{
	char text[MONEY_LEN];
	list_row_set(row, cell, money_print(amount, text));
}

static bool see_row(const struct payment_row *p, void *ctx)
{
	struct filling *f = ctx;
	char members[12];
	struct list_row *row = list_row_new(p->id);
	row->sort = g_strdup(p->sort);
	g_snprintf(members, sizeof(members), "%d", p->members);
	list_row_set(row, FILE_NO, p->file_no);
	g_autofree char *name = words_of_name(p->head, f->restricted);
	list_row_set(row, HEAD, name);
	list_row_set(row, N, members);
	list_row_set(row, VILLAGE, p->village);
	set_money(row, AMOUNT, p->amount);
	list_row_set(row, HOLDER, p->holder);
	list_row_set(row, STATE, state_of(p));
	set_money(row, BASE, p->base);
	set_money(row, SUPPLEMENT, p->supplement);
	list_row_set(row, BANK, words_of_code(f->desk, "bank", p->bank));
	list_row_set(row, ACCOUNT, p->account);
	if (!g_str_equal(p->state, "planned") && !g_str_equal(p->state, "paid"))
		row->style = STYLE_WARN;
	g_ptr_array_add(f->rows, row);
	return true;
}

static bool rows_page(void *ctx, const struct list_row *anchor, bool before, int n, GPtrArray *rows,
	GError **error)
{
	struct payment_rows *s = ctx;
	struct filling f = {s->app->desk, s->restricted, rows};
	return payment_page(s->app->desk, s->batch, anchor ? anchor->sort : NULL,
		anchor ? anchor->id : 0, before, n, see_row, &f, error);
}

static row_id case_of(const struct payment_rows *s, const struct list_row *row)
{
	return row ? casefile_by_no(s->app->desk, row->cells[FILE_NO]) : 0;
}

static enum reply rows_open(void *ctx, const struct list_row *row)
{
	struct payment_rows *s = ctx;
	row_id casefile = case_of(s, row);
	if (!casefile)
		return REPLY_IGNORED;
	case_open(s->app, casefile);
	return REPLY_DONE;
}

static enum reply rows_command(void *ctx, int command, const struct list_row *row)
{
	struct payment_rows *s = ctx;
	row_id casefile = command == CMD_WORKING ? case_of(s, row) : 0;
	if (casefile) {
		working_open(s->app, casefile);
		return REPLY_DONE;
	}
	if (command == CMD_PLAN || command == CMD_APPROVE || command == CMD_EXPORT ||
		command == CMD_ACTIONS || command == CMD_ADJUSTMENTS) {
		tui_note(s->app->tui, NOTE_INFO,
			_("Esc goes back to the rosters; this is done there."));
		return REPLY_DONE;
	}
	return app_command(s->app, tui_top(s->app->tui), command);
}

static char *rows_detail(void *ctx, const struct list_row *row)
{
	static const struct {
		const char *label;
		int cell;
	} lines[] = {{N_("Difference"), BASE}, {N_("Supplement"), SUPPLEMENT},
		{N_("Together"), AMOUNT}, {N_("Bank"), BANK}, {N_("Holder"), HOLDER},
		{N_("Account"), ACCOUNT}};
	GString *out = g_string_new(NULL);
	(void)ctx;
	g_string_append_printf(
		out, "%s  %s\n%s\n\n", row->cells[HEAD], row->cells[FILE_NO], row->cells[VILLAGE]);
	for (guint i = 0; i < G_N_ELEMENTS(lines); i++)
		g_string_append_printf(
			out, _("%s: %s\n"), _(lines[i].label), row->cells[lines[i].cell]);
	g_string_append_printf(out, "\n%s", row->cells[STATE]);
	return g_string_free(out, FALSE);
}

static const char *rows_hint(void *ctx, const struct list_row *row)
{
	(void)ctx;
	if (row && *row->cells[STATE])
		return row->cells[STATE];
	return _("Enter: the case    F11: how the amount was computed");
}

void payment_rows_open(struct app *app, const struct payment_batch *b)
{
	static const struct list_column columns[] = {
		{N_("File"), 13, 0, false, 0},
		{N_("Head"), 8, 2, false, 0},
		{N_("N"), 4, 0, true, 0},
		{N_("Village"), 12, 2, false, 0},
		{N_("Yuan"), 10, 0, true, 0},
		{N_("Holder"), 8, 1, false, 0},
		{N_("Held because"), 16, 2, false, 0},
	};
	struct payment_rows *s = g_new0(struct payment_rows, 1);
	g_autofree char *title = payments_title(app->desk, b);
	*s = (struct payment_rows){app, b->id, look_is_restricted(app->desk, b->programme)};
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = rows_page,
		.open = rows_open,
		.command = rows_command,
		.detail = rows_detail,
		.hint = rows_hint,
		.empty = _("This roster has no rows."),
		.destroy = g_free,
		.ctx = s,
	};
	tui_push(app->tui, list_new("payment-rows", SCREEN_PAYMENTS, title, &source));
}
