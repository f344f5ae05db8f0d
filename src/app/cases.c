/* The list of case files: a queue, or all of them. */
#include "app/session.h"

#include "app/words.h"
#include "base/i18n.h"
#include "model/casefile.h"

struct cases {
	struct app *app;
	char *filter;
	char *text;
};

enum { CELL_NO, CELL_HEAD, CELL_N, CELL_VILLAGE, CELL_STATE, CELL_AMOUNT, CELL_DUE };

static const struct list_column columns[] = {
	{N_("File"), 13, 0, false, 0},
	{N_("Name"), 10, 1, false, 0},
	{N_("N"), 3, 0, true, 0},
	{N_("Village"), 16, 2, false, 0},
	{N_("State"), 10, 0, false, 0},
	{N_("Yuan/month"), 10, 0, true, 0},
	{N_("Due"), 10, 0, false, 0},
};

struct filling {
	struct cases *cases;
	GPtrArray *rows;
};

static bool see_row(const struct casefile_row *c, void *ctx)
{
	struct filling *f = ctx;
	char amount[MONEY_LEN], number[12], today[DAY_LEN];
	struct list_row *row = list_row_new(c->id);
	row->sort = g_strdup(c->sort);
	g_snprintf(number, sizeof(number), "%d", c->members);
	list_row_set(row, CELL_NO, c->file_no);
	g_autofree char *name = words_of_name(c->head, c->restricted);
	list_row_set(row, CELL_HEAD, name);
	list_row_set(row, CELL_N, number);
	list_row_set(row, CELL_VILLAGE, c->village);
	list_row_set(row, CELL_STATE, words_of_state(f->cases->app->desk, c->programme, c->state));
	list_row_set(row, CELL_AMOUNT, c->amount < 0 ? "" : money_print(c->amount, amount));
	list_row_set(row, CELL_DUE, c->due);
	if (*c->due) {
		int late = g_strcmp0(c->due, day_to_iso(day_today(), today));
		row->cell_style[CELL_DUE] = late < 0 ? STYLE_ERROR
			: late == 0                  ? STYLE_WARN
						     : STYLE_NORMAL;
	}
	g_ptr_array_add(f->rows, row);
	return true;
}

static bool cases_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	struct cases *c = ctx;
	struct filling f = {c, rows};
	return casefile_page(c->app->desk, c->filter, c->text, anchor ? anchor->sort : NULL,
		anchor ? anchor->id : 0, before, n, see_row, &f, error);
}

static gint64 cases_count(void *ctx)
{
	struct cases *c = ctx;
	return casefile_count(c->app->desk, c->filter, c->text);
}

static void cases_search(void *ctx, const char *text)
{
	struct cases *c = ctx;
	g_free(c->text);
	c->text = g_strdup(text);
}

static enum reply cases_row_open(void *ctx, const struct list_row *row)
{
	case_open(((struct cases *)ctx)->app, row->id);
	return REPLY_DONE;
}

static enum reply cases_command(void *ctx, int command, const struct list_row *row)
{
	struct cases *c = ctx;
	if (command == CMD_WORKING && row) {
		working_open(c->app, row->id);
		return REPLY_DONE;
	}
	return app_command(c->app, tui_top(c->app->tui), command);
}

static void cases_destroy(void *ctx)
{
	struct cases *c = ctx;
	g_free(c->filter);
	g_free(c->text);
	g_free(c);
}

void cases_open(struct app *app, const char *filter, const char *title)
{
	struct cases *c = g_new0(struct cases, 1);
	c->app = app;
	c->filter = g_strdup(filter);
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = cases_page,
		.count = cases_count,
		.search = cases_search,
		.open = cases_row_open,
		.command = cases_command,
		.empty = _("No case file here. Type another name, or Esc goes back."),
		.destroy = cases_destroy,
		.ctx = c,
	};
	tui_push(app->tui, list_new("cases", SCREEN_LIST, title, &source));
}
