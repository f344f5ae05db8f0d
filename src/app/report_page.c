/* A report: its tables, indicators, single numbers and problems, one line each. */
#include "app/reports.h"

#include <string.h>
#include "app/table.h"
#include "base/i18n.h"

struct report_page {
	struct app *app;
	const struct report_def *def;
	struct report_period period;
	struct report_run *run; /* as it was when the screen was read */
	gint64 seen;            /* db_version then */
	struct view *view;
};

/* What Enter opens. */
enum { ROW_TABLE, ROW_SCORES, ROW_NUMBER };

static const struct list_column columns[] = {
	{"", 30, 1, false, 0},
	{N_("Number"), 18, 0, true, 0},
	{N_("Unit"), 8, 0, false, 0},
};

/* --- running ----------------------------------------------------------------------------------
 */

static bool run_again(struct report_page *p, GError **error)
{
	gint64 now = db_version(p->app->desk->db);
	if (p->run && p->seen == now)
		return true;
	g_clear_pointer(&p->run, report_run_free);
	p->run = report_run(p->app->desk, p->def, &p->period, error);
	p->seen = now;
	return p->run != NULL;
}

static void set_title(struct report_page *p)
{
	g_autofree char *period = p->run ? book_period(p->run) : NULL;
	g_autofree char *title = g_strdup_printf("%s  %s", p->def->label, period ? period : "");
	list_set_title(p->view, title);
}

/* --- rows -------------------------------------------------------------------------------------
 */

static void add_count(GPtrArray *all, const struct report_count *n)
{
	char buf[BOOK_TEXT_LEN];
	const struct report_cell cell = {n->n, true, NULL};
	struct list_row *row = table_add(all, 1 + all->len, n->def->label,
		book_number(n->def->type, &cell, buf), n->def->unit, NULL);
	row->data = (void *)n;
}

static void add_counts(GPtrArray *all, const GPtrArray *counts, const char *caption, bool found)
{
	bool first = true;
	for (guint i = 0; i < counts->len; i++) {
		const struct report_count *n = g_ptr_array_index(counts, i);
		if (found && !n->n)
			continue;
		if (first)
			table_add(all, -1 - (gint64)all->len, caption, NULL)->heading = true;
		first = false;
		add_count(all, n);
	}
}

static gint64 points_of(const struct report_run *run)
{
	gint64 points = 0;
	for (guint i = 0; i < run->scores->len; i++)
		points += ((struct report_score *)g_ptr_array_index(run->scores, i))->points;
	return points;
}

static void add_block(struct report_page *p, GPtrArray *all, const struct report_block *b)
{
	char buf[BOOK_TEXT_LEN];
	const struct report_table *t = b->kind == REPORT_TABLE ? report_run_table(p->run, b) : NULL;
	if (t) {
		g_snprintf(buf, sizeof(buf), "%u", t->rows->len);
		table_add(all, 1 + all->len, b->label, buf, _("lines"), NULL)->data = (void *)b;
	} else if (b->kind == REPORT_SCORES) {
		table_add(all, 1 + all->len, b->label, book_hundredths(points_of(p->run), buf),
			_("points"), NULL)
			->data = (void *)b;
	}
}

static bool report_page_rows(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	struct report_page *p = ctx;
	if (!run_again(p, error))
		return false;
	GPtrArray *all = table_new();
	for (guint i = 0; i < p->def->blocks->len; i++)
		add_block(p, all, g_ptr_array_index(p->def->blocks, i));
	add_counts(all, p->run->numbers, _("Single numbers"), false);
	add_counts(all, p->run->problems, _("Problems found"), true);
	return table_page(all, anchor, before, n, rows);
}

/* --- opening ----------------------------------------------------------------------------------
 */

static const struct report_block *block_of(const struct report_page *p, const void *data)
{
	for (guint i = 0; i < p->def->blocks->len; i++)
		if (g_ptr_array_index(p->def->blocks, i) == data)
			return data;
	return NULL;
}

static enum reply report_page_row(void *ctx, const struct list_row *row)
{
	struct report_page *p = ctx;
	const struct report_block *b = block_of(p, row->data);
	if (b && b->kind == REPORT_TABLE) {
		report_table_open(p->app, &p->period, b->table);
	} else if (b) {
		report_scores_open(p->app, &p->period, p->def);
	} else {
		const struct report_count *n = row->data;
		const struct report_place place = {.number = n->def};
		report_names_open(p->app, &p->period, &place, n->def->label);
	}
	return REPLY_DONE;
}

static void period_answer(const char *text, int chosen, void *ctx)
{
	struct report_page *p = ctx;
	if (chosen < 0 || !*text)
		return;
	month m = p->def->monthly ? month_parse(text, day_today()) : MONTH_NONE;
	gint64 year = g_ascii_strtoll(text, NULL, 10);
	if (p->def->monthly ? m == MONTH_NONE : year < 1900 || year > 2999) {
		tui_note(p->app->tui, NOTE_ERROR,
			p->def->monthly ? _("%s is no month; write it as 2026-07")
					: _("%s is no year; write it as 2026"),
			text);
		return;
	}
	p->period = p->def->monthly ? report_month(m) : report_year((int)year);
	g_clear_pointer(&p->run, report_run_free);
	run_again(p, NULL);
	list_refresh(p->view);
	set_title(p);
}

static void ask_period(struct report_page *p)
{
	char text[MONTH_LEN];
	if (p->def->monthly)
		month_to_iso(p->period.from, text);
	else
		g_snprintf(text, sizeof(text), "%d", p->period.year);
	dialog_line(p->app->tui, p->def->label, p->def->monthly ? _("Month") : _("Year"), text,
		false, period_answer, p);
}

static enum reply report_page_command(void *ctx, int command, const struct list_row *row)
{
	struct report_page *p = ctx;
	(void)row;
	if (command == CMD_PRINT)
		report_save_ask(p->app, &p->period, p->def);
	else if (command == CMD_PERIOD)
		ask_period(p);
	else
		return app_command(p->app, p->view, command);
	return REPLY_DONE;
}

static const char *report_page_hint(void *ctx, const struct list_row *row)
{
	(void)ctx;
	(void)row;
	return _("Enter: the numbers, the names    F7: another time    Ctrl-P: into a file");
}

static void report_page_free(void *ctx)
{
	struct report_page *p = ctx;
	report_run_free(p->run);
	g_free(p);
}

void report_page_open(struct app *app, const struct report_def *def)
{
	struct report_page *p = g_new0(struct report_page, 1);
	month last = month_of(day_today()) - 1; /* a month is counted when it is over */
	*p = (struct report_page){.app = app, .def = def, .period = report_month(last)};
	if (!def->monthly)
		p->period = report_year(p->period.year);
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = report_page_rows,
		.open = report_page_row,
		.command = report_page_command,
		.hint = report_page_hint,
		.destroy = report_page_free,
		.empty = "",
		.ctx = p,
	};
	p->view = list_new("report", SCREEN_REPORT, def->label, &source);
	tui_push(app->tui, p->view);
	run_again(p, NULL);
	set_title(p);
}
