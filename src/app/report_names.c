/* The names behind a number; Enter on one that has a case opens it. */
#include "app/reports.h"

#include "app/table.h"
#include "app/words.h"
#include "base/i18n.h"

struct names {
	struct app *app;
	GPtrArray *rows; /* struct list_row *, all of them */
	enum report_type type;
	gint64 sum;
};

static const struct list_column columns[] = {
	{N_("Name"), 14, 0, false, 0},
	{N_("Where it belongs"), 16, 0, false, 0},
	{N_("Counts"), 12, 0, true, 0},
	{N_("of"), 8, 0, true, 100},
	{N_("Remark"), 16, 1, false, 0},
};

static bool take(const struct report_name *n, void *ctx)
{
	struct names *x = ctx;
	char number[BOOK_TEXT_LEN], whole[BOOK_TEXT_LEN] = "";
	const struct report_cell cell = {n->n, true, NULL}, of = {n->of, true, NULL};
	g_autofree char *name = words_of_name(n->name, n->restricted);
	if (n->of >= 0)
		book_number(x->type, &of, whole);
	struct list_row *row = table_add(x->rows, 1 + x->rows->len, name, n->place,
		book_number(x->type, &cell, number), whole, n->note, NULL);
	if (n->of >= 0 && n->n < n->of)
		row->cell_style[2] = STYLE_WARN;
	row->data = g_memdup2(&n->casefile, sizeof(n->casefile));
	x->sum += n->n;
	return true;
}

/* The rows stay: each page is given copies. */
static bool names_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	const struct names *x = ctx;
	gint64 at = anchor ? anchor->id - 1 + (before ? -1 : 1)
		: before   ? (gint64)x->rows->len - 1
			   : 0;
	(void)error;
	for (; n > 0 && at >= 0 && at < (gint64)x->rows->len; n--, at += before ? -1 : 1) {
		const struct list_row *from = g_ptr_array_index(x->rows, (guint)at);
		struct list_row *to = list_row_new(from->id);
		for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
			list_row_set(to, (int)i, from->cells[i] ? from->cells[i] : "");
		to->cell_style[2] = from->cell_style[2];
		to->data = from->data;
		g_ptr_array_add(rows, to);
	}
	return true;
}

static gint64 names_count(void *ctx)
{
	return ((struct names *)ctx)->rows->len;
}

static enum reply names_row(void *ctx, const struct list_row *row)
{
	struct names *x = ctx;
	row_id casefile = *(row_id *)row->data;
	if (casefile)
		case_open(x->app, casefile);
	else
		tui_note(x->app->tui, NOTE_INFO, "%s", _("This line is no case file."));
	return REPLY_DONE;
}

static enum reply names_command(void *ctx, int command, const struct list_row *row)
{
	struct names *x = ctx;
	(void)row;
	return app_command(x->app, tui_top(x->app->tui), command);
}

static void names_free(void *ctx)
{
	struct names *x = ctx;
	for (guint i = 0; i < x->rows->len; i++)
		g_free(((struct list_row *)g_ptr_array_index(x->rows, i))->data);
	g_ptr_array_unref(x->rows);
	g_free(x);
}

void report_names_open(struct app *app, const struct report_period *period,
	const struct report_place *place, const char *title)
{
	GError *error = NULL;
	char sum[BOOK_TEXT_LEN];
	struct names *x = g_new0(struct names, 1);
	x->app = app;
	x->rows = table_new();
	x->type = place->column    ? place->column->type
		: place->indicator ? place->indicator->type
				   : place->number->type;
	if (!report_names(app->desk, period, place, take, x, &error)) {
		names_free(x);
		app_fail(app, error);
		return;
	}
	const struct report_cell cell = {x->sum, true, NULL};
	g_autofree char *whole = g_strdup_printf("%s  %s", title, book_number(x->type, &cell, sum));
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = names_page,
		.count = names_count,
		.open = names_row,
		.command = names_command,
		.destroy = names_free,
		.empty = _("Nobody is counted here."),
		.ctx = x,
	};
	tui_push(app->tui, list_new("report-names", SCREEN_REPORTS, whole, &source));
}
