/* A table of a report, and its indicators: Enter on a row opens the names behind its numbers. */
#include "app/reports.h"

#include <string.h>
#include "app/choose.h"
#include "app/table.h"
#include "base/i18n.h"
#include "base/text.h"
#include "tui/chart.h"

enum { WORDS_COLUMNS = 16, LABEL_COLUMNS = 20, NUMBER_COLUMNS = 12 };

struct numbers {
	struct app *app;
	struct report_period period;
	struct report_def one;            /* a report of this table alone, or of these indicators */
	const struct report_block *table; /* NULL: indicators */
	struct report_run *run;
	gint64 seen;
	struct view *view;
	struct list_column columns[REPORT_COLUMNS + 1];
	GPtrArray *titles;
	const struct report_row *row; /* whose number is being chosen */
	const struct report_score *score;
	GArray *choices; /* of columns */
};

/* --- running ----------------------------------------------------------------------------------
 */

static bool run_again(struct numbers *x, GError **error)
{
	gint64 now = db_version(x->app->desk->db);
	if (x->run && x->seen == now)
		return true;
	g_clear_pointer(&x->run, report_run_free);
	x->run = report_run(x->app->desk, &x->one, &x->period, error);
	x->seen = now;
	return x->run != NULL;
}

static const struct report_table *table_of(const struct numbers *x)
{
	return x->run ? report_run_table(x->run, x->table) : NULL;
}

/* --- the rows of a table ----------------------------------------------------------------------
 */

static void add_row(const struct numbers *x, GPtrArray *all, const struct report_row *r)
{
	char buf[BOOK_TEXT_LEN];
	struct list_row *row = table_add(all, 1 + all->len, r->label, NULL);
	for (guint i = 0; i < x->table->columns->len; i++) {
		const struct report_column *c = g_ptr_array_index(x->table->columns, i);
		const struct report_cell *cell = &r->cells[i];
		list_row_set(row, (int)i + 1,
			c->type == REPORT_WORDS ? cell->words ? cell->words : ""
						: book_number(c->type, cell, buf));
	}
	if (!r->key)
		row->style = STYLE_HEAD;
	row->data = (void *)r;
}

static void add_score(GPtrArray *all, const struct report_score *s)
{
	char weight[BOOK_TEXT_LEN], value[BOOK_TEXT_LEN] = "", points[BOOK_TEXT_LEN] = "";
	g_autofree char *label = g_strdup_printf("%s %s", s->def->key, s->def->label);
	g_autofree char *shown = NULL;
	g_snprintf(weight, sizeof(weight), "%d", s->def->weight);
	if (s->state == SCORE_COUNTED)
		book_hundredths(s->value, value);
	shown = *value ? g_strconcat(value, s->def->unit ? s->def->unit : "", NULL) : g_strdup("");
	if (s->state == SCORE_COUNTED || s->state == SCORE_JUDGED)
		book_hundredths(s->points, points);
	struct list_row *row = table_add(all, 1 + all->len, label, weight, shown,
		s->state == SCORE_WAITING           ? _("waits")
			: s->state == SCORE_NO_DATA ? _("no data")
						    : points,
		s->state == SCORE_JUDGED ? s->evidence : s->def->say, NULL);
	if (s->state == SCORE_WAITING || s->state == SCORE_NO_DATA)
		row->cell_style[3] = STYLE_WARN;
	row->data = (void *)s;
}

static bool numbers_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	struct numbers *x = ctx;
	if (!run_again(x, error))
		return false;
	const struct report_table *t = table_of(x);
	GPtrArray *all = table_new();
	for (guint i = 0; t && i < t->rows->len; i++)
		add_row(x, all, g_ptr_array_index(t->rows, i));
	for (guint i = 0; !t && i < x->run->scores->len; i++)
		add_score(all, g_ptr_array_index(x->run->scores, i));
	return table_page(all, anchor, before, n, rows);
}

/* --- names ------------------------------------------------------------------------------------
 */

static void open_column(struct numbers *x, const struct report_column *c)
{
	const struct report_place place = {.table = x->table, .column = c, .row = x->row->key};
	g_autofree char *title = g_strdup_printf("%s  %s", x->row->label, c->label);
	report_names_open(x->app, &x->period, &place, title);
}

static void open_part(struct numbers *x, bool whole)
{
	const struct report_place place = {.indicator = x->score->def, .whole = whole};
	g_autofree char *title = g_strdup_printf("%s %s", x->score->def->key, x->score->def->label);
	report_names_open(x->app, &x->period, &place, title);
}

static void column_chosen(const char *text, int chosen, void *ctx)
{
	struct numbers *x = ctx;
	(void)text;
	if (chosen < 0)
		return;
	if (x->score)
		open_part(x, chosen == 1);
	else
		open_column(x,
			g_ptr_array_index(
				x->table->columns, (guint)g_array_index(x->choices, int, chosen)));
}

static void choose_column(struct numbers *x)
{
	char buf[BOOK_TEXT_LEN];
	g_autoptr(GPtrArray) labels = g_ptr_array_new_with_free_func(g_free);
	g_array_set_size(x->choices, 0);
	for (int i = 0; i < (int)x->table->columns->len; i++) {
		const struct report_column *c = g_ptr_array_index(x->table->columns, (guint)i);
		if (c->type == REPORT_WORDS || c->part || !x->row->cells[i].known)
			continue;
		g_array_append_val(x->choices, i);
		g_ptr_array_add(labels,
			g_strdup_printf("%s %s%s", c->label,
				book_number(c->type, &x->row->cells[i], buf), c->unit));
	}
	g_ptr_array_add(labels, NULL);
	if (x->choices->len == 1)
		column_chosen(NULL, 0, x);
	else if (x->choices->len > 1)
		choose_open(x->app, x->row->label, (const char *const *)labels->pdata,
			column_chosen, x);
}

static void choose_part(struct numbers *x)
{
	const struct report_score *s = x->score;
	const char *const labels[] = {_("Numerator"), _("Denominator"), NULL};
	if (s->state != SCORE_COUNTED)
		tui_note(x->app->tui, NOTE_INFO, "%s", s->evidence ? s->evidence : s->def->say);
	else if (s->def->denominator)
		choose_open(x->app, s->def->label, labels, column_chosen, x);
	else
		column_chosen(NULL, 0, x);
}

static enum reply numbers_row(void *ctx, const struct list_row *row)
{
	struct numbers *x = ctx;
	x->row = x->table ? row->data : NULL;
	x->score = x->table ? NULL : row->data;
	if (x->row)
		choose_column(x);
	else
		choose_part(x);
	return REPLY_DONE;
}

/* --- bars -------------------------------------------------------------------------------------
 */

static enum reply bars_command(struct view *v, int command, void *ctx)
{
	return app_command(ctx, v, command);
}

static const struct report_column *bars_column(const struct numbers *x, int *at)
{
	for (guint i = 0; x->table && i < x->table->columns->len; i++) {
		const struct report_column *c = g_ptr_array_index(x->table->columns, i);
		if (c->type == REPORT_WORDS || (x->table->chart && strcmp(c->key, x->table->chart)))
			continue;
		*at = (int)i;
		return c;
	}
	return NULL;
}

static void open_bars(struct numbers *x)
{
	char buf[BOOK_TEXT_LEN];
	int at = 0;
	const struct report_column *c = bars_column(x, &at);
	const struct report_table *t = table_of(x);
	if (!c || !t) {
		tui_note(x->app->tui, NOTE_INFO, "%s", _("This table has no bars."));
		return;
	}
	GPtrArray *bars = g_ptr_array_new_with_free_func((GDestroyNotify)chart_bar_free);
	for (guint i = 0; i < t->rows->len; i++) {
		const struct report_row *r = g_ptr_array_index(t->rows, i);
		if (r->key)
			g_ptr_array_add(bars,
				chart_bar_new(r->label, book_number(c->type, &r->cells[at], buf),
					r->cells[at].known ? r->cells[at].n : -1));
	}
	g_autofree char *title = g_strdup_printf("%s  %s(%s)", x->table->label, c->label, c->unit);
	tui_push(x->app->tui, chart_new(SCREEN_REPORTS, title, bars, bars_command, x->app));
}

static enum reply numbers_command(void *ctx, int command, const struct list_row *row)
{
	struct numbers *x = ctx;
	(void)row;
	if (command != CMD_BARS)
		return app_command(x->app, x->view, command);
	open_bars(x);
	return REPLY_DONE;
}

/* --- opening ----------------------------------------------------------------------------------
 */

static const char *numbers_hint(void *ctx, const struct list_row *row)
{
	const struct numbers *x = ctx;
	const struct report_score *s = !x->table && row ? row->data : NULL;
	return s ? s->def->say : _("Enter: the names behind a number    F11: bars");
}

static void numbers_free(void *ctx)
{
	struct numbers *x = ctx;
	report_run_free(x->run);
	g_ptr_array_unref(x->titles);
	g_array_unref(x->choices);
	g_ptr_array_unref(x->one.blocks);
	g_ptr_array_unref(x->one.numbers);
	g_ptr_array_unref(x->one.problems);
	g_free(x);
}

static const char *keep(struct numbers *x, char *text)
{
	g_ptr_array_add(x->titles, text);
	return text;
}

static int table_columns(struct numbers *x)
{
	x->columns[0] = (struct list_column){x->table->rows, LABEL_COLUMNS, 2, false, 0};
	for (guint i = 0; i < x->table->columns->len; i++) {
		const struct report_column *c = g_ptr_array_index(x->table->columns, i);
		bool words = c->type == REPORT_WORDS;
		const char *title = keep(x,
			c->unit ? g_strdup_printf("%s(%s)", c->label, c->unit)
				: g_strdup(c->label));
		bool narrow = words && text_columns(title) <= 4;
		x->columns[i + 1] = (struct list_column){title,
			narrow ? 4
			       : MAX(words ? WORDS_COLUMNS : NUMBER_COLUMNS, text_columns(title)),
			words && !narrow ? 1 : 0, !words, words && !narrow ? 110 : 0};
	}
	return (int)x->table->columns->len + 1;
}

static int score_columns(struct numbers *x)
{
	const struct list_column of_scores[] = {
		{N_("Indicator"), 36, 0, false, 0},
		{N_("Weight"), 6, 0, true, 0},
		{N_("Value"), 10, 0, true, 0},
		{N_("Points"), 8, 0, true, 0},
		{N_("How, or what it rests on"), 12, 1, false, 0},
	};
	memcpy(x->columns, of_scores, sizeof(of_scores));
	return G_N_ELEMENTS(of_scores);
}

static void push(struct numbers *x, const char *title, int n_columns)
{
	struct list_source source = {
		.columns = x->columns,
		.n_columns = n_columns,
		.page = numbers_page,
		.open = numbers_row,
		.command = numbers_command,
		.hint = numbers_hint,
		.destroy = numbers_free,
		.empty = _("Nothing."),
		.ctx = x,
	};
	x->view = list_new("report-table", SCREEN_NUMBERS, title, &source);
	tui_push(x->app->tui, x->view);
}

static struct numbers *numbers_new(struct app *app, const struct report_period *period)
{
	struct numbers *x = g_new0(struct numbers, 1);
	x->app = app;
	x->period = *period;
	x->titles = g_ptr_array_new_with_free_func(g_free);
	x->choices = g_array_new(FALSE, FALSE, sizeof(int));
	x->one = (struct report_def){.label = "",
		.blocks = g_ptr_array_new(),
		.numbers = g_ptr_array_new(),
		.problems = g_ptr_array_new()};
	return x;
}

void report_table_open(
	struct app *app, const struct report_period *period, const struct report_block *table)
{
	static GPtrArray *none; /* a table alone has no indicators */
	struct numbers *x = numbers_new(app, period);
	if (!none)
		none = g_ptr_array_new();
	x->table = table;
	x->one.indicators = none;
	g_ptr_array_add(x->one.blocks, (void *)table);
	push(x, table->label, table_columns(x));
}

void report_scores_open(
	struct app *app, const struct report_period *period, const struct report_def *def)
{
	struct numbers *x = numbers_new(app, period);
	const struct report_def *of = report_scores_of(def);
	x->one.indicators = of->indicators;
	push(x, of->label, score_columns(x));
}
