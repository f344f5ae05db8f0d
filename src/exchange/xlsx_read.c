/* The rows of a sheet of a workbook .xlsx, one at a time. */
#include "config.h"

#include <string.h>
#include "base/error.h"
#include "base/i18n.h"
#include "exchange/source_room.h"
#include "exchange/xlsx_book.h"

#define ROWS_MAX 1048576
#define NUMBER_LEN 64

struct rows {
	struct xlsx_book *book;
	struct part *part;
	struct cells *cells;
	int row;       /* of the spreadsheet, from 1 */
	int column;    /* of the cell at hand, from 0 */
	char type[16]; /* its t: s, str, inlineStr, b, e, d, "" a number */
	guint style;
	GString *value;
	bool in_value, in_reading;
};

struct xlsx {
	struct xlsx_book *book;
	struct rows *rows;
	const char *sheet;
	int left;
};

/* --- a sheet --------------------------------------------------------------------------------- */

/* "BC12" is column 54; -1 where it has no letters. */
static int column_of(const char *reference)
{
	int column = 0;

	for (; g_ascii_isalpha(*reference) && column < CSV_CELLS_MAX; reference++)
		column = column * 26 + g_ascii_toupper(*reference) - 'A' + 1;
	return column - 1;
}

static void begin_row(struct part *part, struct rows *r, const char **attrs)
{
	const char *number = part_attr(attrs, "r");
	gint64 row = number ? g_ascii_strtoll(number, NULL, 10) : r->row + 1;

	if (row <= r->row || row > ROWS_MAX)
		part_fail(part);
	r->row = (int)row;
	r->column = -1;
	cells_clear(r->cells);
}

static void begin_cell(struct part *part, struct rows *r, const char **attrs)
{
	const char *reference = part_attr(attrs, "r"), *type = part_attr(attrs, "t"),
		   *style = part_attr(attrs, "s");
	int column = reference ? column_of(reference) : r->column + 1;

	if (column <= r->column || column >= CSV_CELLS_MAX)
		part_fail(part);
	r->column = column;
	g_strlcpy(r->type, type ? type : "", sizeof r->type);
	r->style = style ? (guint)g_ascii_strtoull(style, NULL, 10) : 0;
	g_string_truncate(r->value, 0);
}

static void see_begin(struct part *part, const char *name, const char **attrs, void *ctx)
{
	struct rows *r = ctx;

	if (strcmp(name, "row") == 0)
		begin_row(part, r, attrs);
	else if (strcmp(name, "c") == 0)
		begin_cell(part, r, attrs);
	else if (strcmp(name, "rPh") == 0)
		r->in_reading = true;
	else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0)
		r->in_value = !r->in_reading;
}

static void see_text(const char *text, int len, void *ctx)
{
	struct rows *r = ctx;

	if (r->in_value && r->value->len < CSV_RECORD_MAX)
		g_string_append_len(r->value, text, len);
}

static const char *text_of(const struct rows *r, char number[NUMBER_LEN])
{
	const char *value = r->value->str;

	if (strcmp(r->type, "s") == 0) {
		guint64 at = g_ascii_strtoull(value, NULL, 10);

		return at < r->book->texts->len ? g_ptr_array_index(r->book->texts, at) : NULL;
	}
	if (strcmp(r->type, "b") == 0)
		return strcmp(value, "0") == 0 ? "FALSE" : "TRUE";
	if (*r->type && strcmp(r->type, "n") != 0)
		return value;
	xlsx_number(r->book, value, r->style, number, NUMBER_LEN);
	return number;
}

static void end_cell(struct part *part, struct rows *r)
{
	char number[NUMBER_LEN];
	const char *text;

	if (!r->value->len)
		return;
	text = text_of(r, number);
	if (!text || !cells_put(r->cells, r->column, text, strlen(text)))
		part_fail(part);
}

static void see_end(struct part *part, const char *name, void *ctx)
{
	struct rows *r = ctx;

	if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0)
		r->in_value = false;
	else if (strcmp(name, "rPh") == 0)
		r->in_reading = false;
	else if (strcmp(name, "c") == 0)
		end_cell(part, r);
	else if (strcmp(name, "row") == 0 && cells_n(r->cells))
		part_stop(part);
}

static void rows_free(struct rows *r)
{
	if (!r)
		return;
	part_free(r->part);
	cells_free(r->cells);
	g_string_free(r->value, TRUE);
	g_free(r);
}

/* NULL with error where the workbook names a sheet that it does not hold. */
static struct rows *rows_open(
	struct xlsx_book *book, const struct xlsx_sheet *sheet, GError **error)
{
	struct rows *r = g_new0(struct rows, 1);

	r->book = book;
	r->cells = cells_new();
	r->value = g_string_new(NULL);
	r->part = part_open(book->zip, sheet->part, see_begin, see_end, see_text, r);
	if (r->part)
		return r;
	rows_free(r);
	xlsx_book_fail(book, PART_FAILED, error);
	return NULL;
}

/* Blank rows are passed over. */
static enum csv_step rows_next(struct rows *r, GError **error)
{
	enum part_state state = part_read(r->part);

	if (state == PART_STOPPED)
		return CSV_RECORD;
	if (state == PART_ENDED)
		return CSV_END;
	xlsx_book_fail(r->book, state, error);
	return CSV_FAILED;
}

/* --- the sheet that is read ------------------------------------------------------------------ */

/* Whether a sheet holds anything; -1 on failure. */
static int has_rows(struct xlsx_book *book, const struct xlsx_sheet *sheet, GError **error)
{
	struct rows *r = rows_open(book, sheet, error);
	enum csv_step step = r ? rows_next(r, error) : CSV_FAILED;

	rows_free(r);
	return step == CSV_FAILED ? -1 : step == CSV_RECORD;
}

static bool choose_sheet(struct xlsx *x, GError **error)
{
	const struct xlsx_sheet *chosen = NULL;
	const GPtrArray *sheets = x->book->sheets;

	for (guint i = 0; i < sheets->len; i++) {
		const struct xlsx_sheet *sheet = g_ptr_array_index(sheets, i);
		int has = has_rows(x->book, sheet, error);

		if (has < 0)
			return false;
		x->left += has && chosen;
		chosen = chosen || !has ? chosen : sheet;
	}
	chosen = chosen ? chosen : g_ptr_array_index(sheets, 0);
	x->sheet = chosen->name;
	x->rows = rows_open(x->book, chosen, error);
	return x->rows != NULL;
}

static void xlsx_free(void *book)
{
	struct xlsx *x = book;

	rows_free(x->rows);
	xlsx_book_free(x->book);
	g_free(x);
}

void *xlsx_open(const char *path, GError **error)
{
	struct xlsx *x = g_new0(struct xlsx, 1);

	x->book = xlsx_book_open(path, error);
	if (x->book && choose_sheet(x, error))
		return x;
	xlsx_free(x);
	return NULL;
}

static enum csv_step xlsx_next(void *book, GError **error)
{
	return rows_next(((struct xlsx *)book)->rows, error);
}

static int xlsx_row(const void *book)
{
	return ((const struct xlsx *)book)->rows->row;
}

static int xlsx_n(const void *book)
{
	return cells_n(((const struct xlsx *)book)->rows->cells);
}

static const char *xlsx_cell(const void *book, int i)
{
	return cells_at(((const struct xlsx *)book)->rows->cells, i);
}

static void xlsx_progress(const void *book, goffset *done, goffset *total)
{
	part_progress(((const struct xlsx *)book)->rows->part, done, total);
}

static int xlsx_left(const void *book)
{
	return ((const struct xlsx *)book)->left;
}

static const char *xlsx_sheet(const void *book)
{
	const struct xlsx *x = book;

	return x->left ? x->sheet : "";
}

const struct source_kind source_xlsx = {
	.next = xlsx_next,
	.row = xlsx_row,
	.n = xlsx_n,
	.cell = xlsx_cell,
	.progress = xlsx_progress,
	.left = xlsx_left,
	.sheet = xlsx_sheet,
	.free = xlsx_free,
};
