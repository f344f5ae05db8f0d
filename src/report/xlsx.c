#include "report/xlsx.h"

#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include "base/error.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"
#include "report/bars.h"

enum {
	FIRST_ROW = 3, /* below title, office and headings */
	NAME_MAX_CHARS = 28,
	WIDTH_MAX = 60,
	BAR_PIXELS = 22,
	CHART_PIXELS = 640,
	WORDS_COLUMNS = 96,
};

struct writing {
	const struct book *b;
	lxw_workbook *workbook;
	lxw_format *title, *small, *head, *words, *count, *amount, *sum, *sum_count, *sum_amount;
	GHashTable *names; /* of sheets, as taken */
};

static lxw_format *format(struct writing *w, const char *number, bool bold, bool border)
{
	lxw_format *f = workbook_add_format(w->workbook);
	if (number)
		format_set_num_format(f, number);
	if (bold)
		format_set_bold(f);
	if (border)
		format_set_border(f, LXW_BORDER_THIN);
	format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
	return f;
}

static void make_formats(struct writing *w)
{
	enum { TITLE_POINTS = 15 };
	w->title = format(w, NULL, true, false);
	format_set_font_size(w->title, TITLE_POINTS);
	w->small = format(w, NULL, false, false);
	format_set_text_wrap(w->small);
	w->head = format(w, NULL, true, true);
	format_set_text_wrap(w->head);
	format_set_align(w->head, LXW_ALIGN_CENTER);
	w->words = format(w, NULL, false, true);
	format_set_text_wrap(w->words);
	w->count = format(w, "#,##0", false, true);
	w->amount = format(w, "#,##0.00", false, true);
	w->sum = format(w, NULL, true, true);
	w->sum_count = format(w, "#,##0", true, true);
	w->sum_amount = format(w, "#,##0.00", true, true);
}

/* --- sheets -----------------------------------------------------------------------------------
 */

/* A spreadsheet takes no sheet twice, and not every sign. */
static char *sheet_name(struct writing *w, const char *label)
{
	g_autofree char *plain = g_strdup(label);
	g_strdelimit(plain, "[]:*?/\\'", ' ');
	glong chars = g_utf8_strlen(plain, -1);
	char *name = g_utf8_substring(plain, 0, MIN(chars, NAME_MAX_CHARS));
	for (int i = 2; g_hash_table_contains(w->names, name); i++) {
		g_autofree char *old = name;
		g_autofree char *shorter =
			g_utf8_substring(plain, 0, MIN(chars, NAME_MAX_CHARS - 3));
		(void)old;
		name = g_strdup_printf("%s %d", shorter, i);
	}
	g_hash_table_add(w->names, g_strdup(name));
	return name;
}

static lxw_worksheet *add_sheet(struct writing *w, const char *label)
{
	g_autofree char *name = sheet_name(w, label);
	lxw_worksheet *sheet = workbook_add_worksheet(w->workbook, name);
	if (!sheet)
		return NULL;
	worksheet_set_paper(sheet, 9); /* A4 */
	worksheet_fit_to_pages(sheet, 1, 0);
	worksheet_set_footer(sheet, "&C&P / &N");
	if (w->b->practice) {
		g_autofree char *mark = g_strdup_printf("&R%s", _("Practice: invented people"));
		worksheet_set_header(sheet, mark);
	}
	return sheet;
}

static void put_top(struct writing *w, lxw_worksheet *sheet, const char *title)
{
	g_autofree char *line = g_strdup_printf("%s  %s  %s%s%s", w->b->office, w->b->period,
		w->b->made_on, w->b->practice ? "  " : "",
		w->b->practice ? _("Practice: invented people") : "");
	worksheet_write_string(sheet, 0, 0, title, w->title);
	worksheet_write_string(sheet, 1, 0, line, NULL);
}

static void put_words(struct writing *w)
{
	lxw_worksheet *sheet = add_sheet(w, w->b->title);
	lxw_row_t row = FIRST_ROW;
	worksheet_set_column(sheet, 0, 0, WORDS_COLUMNS, NULL);
	put_top(w, sheet, w->b->title);
	for (guint i = 0; i < w->b->parts->len; i++) {
		const struct book_part *p = g_ptr_array_index(w->b->parts, i);
		if (p->kind != BOOK_TABLE)
			worksheet_write_string(sheet, row++, 0, p->text,
				p->kind == BOOK_HEADING ? w->title : w->small);
	}
	if (w->b->note)
		worksheet_write_string(sheet, row, 0, w->b->note, w->small);
}

/* --- tables -----------------------------------------------------------------------------------
 */

static void set_widths(lxw_worksheet *sheet, const struct book_table *t)
{
	for (guint i = 0; i < t->columns->len; i++) {
		const struct book_column *c = g_ptr_array_index(t->columns, i);
		int width = text_columns(c->label) + (c->unit ? text_columns(c->unit) + 2 : 0);
		for (guint k = 0; k < t->rows->len; k++) {
			const struct book_row *r = g_ptr_array_index(t->rows, k);
			width = MAX(width, text_columns(r->cells[i].text));
		}
		worksheet_set_column(
			sheet, (lxw_col_t)i, (lxw_col_t)i, MIN(width, WIDTH_MAX) + 3, NULL);
	}
}

static void put_heads(struct writing *w, lxw_worksheet *sheet, const struct book_table *t)
{
	for (guint i = 0; i < t->columns->len; i++) {
		const struct book_column *c = g_ptr_array_index(t->columns, i);
		g_autofree char *head =
			c->unit ? g_strdup_printf("%s(%s)", c->label, c->unit) : g_strdup(c->label);
		worksheet_write_string(sheet, FIRST_ROW - 1, (lxw_col_t)i, head, w->head);
	}
}

static void put_row(
	struct writing *w, lxw_worksheet *sheet, lxw_row_t row, const struct book_row *r, guint n)
{
	for (guint i = 0; i < n; i++) {
		const struct book_cell *cell = &r->cells[i];
		lxw_col_t col = (lxw_col_t)i;
		if (!cell->is_number)
			worksheet_write_string(
				sheet, row, col, cell->text, r->sum ? w->sum : w->words);
		else if (cell->decimals)
			worksheet_write_number(
				sheet, row, col, cell->number, r->sum ? w->sum_amount : w->amount);
		else
			worksheet_write_number(
				sheet, row, col, cell->number, r->sum ? w->sum_count : w->count);
	}
}

/* Bars of the column, one for each row but the sum. */
static void put_chart(
	struct writing *w, lxw_worksheet *sheet, const char *label, const struct book_table *t)
{
	guint bars = bars_count(t);
	if (!bars)
		return;
	lxw_chart *chart = workbook_add_chart(w->workbook, LXW_CHART_BAR);
	lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
	lxw_row_t end = FIRST_ROW + bars - 1;
	lxw_chart_options size = {.x_scale = 1, .y_scale = 1};
	g_autofree char *title = bars_title(t, label);
	enum { PLAIN_PIXELS = 480, PLAIN_HEIGHT = 288 };
	size.x_scale = (double)CHART_PIXELS / PLAIN_PIXELS;
	size.y_scale = MAX(1.0, (double)(bars + 4) * BAR_PIXELS / PLAIN_HEIGHT);
	chart_series_set_categories(series, sheet->name, FIRST_ROW, 0, end, 0);
	chart_series_set_values(
		series, sheet->name, FIRST_ROW, (lxw_col_t)t->chart, end, (lxw_col_t)t->chart);
	chart_title_set_name(chart, title);
	chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
	chart_axis_set_reverse(chart->y_axis); /* the first row on top */
	worksheet_insert_chart_opt(
		sheet, FIRST_ROW - 1, (lxw_col_t)(t->columns->len + 1), chart, &size);
}

static bool put_table(struct writing *w, const char *label, const struct book_table *t)
{
	lxw_worksheet *sheet = add_sheet(w, label);
	if (!sheet)
		return false;
	set_widths(sheet, t);
	worksheet_freeze_panes(sheet, FIRST_ROW, 1);
	worksheet_repeat_rows(sheet, 0, FIRST_ROW - 1);
	put_top(w, sheet, label);
	put_heads(w, sheet, t);
	for (guint k = 0; k < t->rows->len; k++)
		put_row(w, sheet, FIRST_ROW + k, g_ptr_array_index(t->rows, k), t->columns->len);
	put_chart(w, sheet, label, t);
	return true;
}

static bool put_all(struct writing *w)
{
	const char *heading = w->b->title;
	put_words(w);
	for (guint i = 0; i < w->b->parts->len; i++) {
		const struct book_part *p = g_ptr_array_index(w->b->parts, i);
		if (p->kind == BOOK_HEADING)
			heading = p->text;
		else if (p->kind == BOOK_TABLE && !put_table(w, heading, p->table))
			return false;
	}
	return true;
}

static bool write_to(const struct book *b, const char *path, GError **error)
{
	lxw_workbook_options options = {.constant_memory = LXW_TRUE};
	struct writing w = {.b = b, .workbook = workbook_new_opt(path, &options)};
	if (!w.workbook)
		return jz_fail(error, JZ_ERROR_BAD, _("%s cannot be written"), path);
	w.names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	make_formats(&w);
	bool ok = put_all(&w);
	lxw_error code = workbook_close(w.workbook);
	g_hash_table_unref(w.names);
	if (ok && code == LXW_NO_ERROR)
		return true;
	return jz_fail(
		error, JZ_ERROR_BAD, _("%s could not be written out; is the disk full?"), path);
}

bool xlsx_write(const struct book *b, const char *path, GError **error)
{
	int fd = -1;
	g_autofree char *temporary = file_beside(path, &fd, error);
	if (!temporary)
		return false;
	close(fd);
	if (!write_to(b, temporary, error)) {
		unlink(temporary);
		return false;
	}
	return file_publish(temporary, path, true, error);
}
