/* Which kind of file it is, and the calls passed on to that kind. */
#include "config.h"
#include "exchange/source.h"

#include <stdio.h>
#include <string.h>
#include "base/error.h"
#include "base/i18n.h"
#include "exchange/source_room.h"

struct source {
	const struct source_kind *kind;
	void *book;
};

/* --- cells of a row -------------------------------------------------------------------------- */

struct cells *cells_new(void)
{
	struct cells *cells = g_new0(struct cells, 1);

	cells->text = g_string_sized_new(1024);
	cells->start = g_array_new(FALSE, FALSE, sizeof(guint32));
	cells_clear(cells);
	return cells;
}

void cells_free(struct cells *cells)
{
	if (!cells)
		return;
	g_string_free(cells->text, TRUE);
	g_array_unref(cells->start);
	g_free(cells);
}

void cells_clear(struct cells *cells)
{
	g_string_truncate(cells->text, 0);
	g_string_append_c(cells->text, '\0'); /* what blank cells point to */
	g_array_set_size(cells->start, 0);
}

bool cells_put(struct cells *cells, int column, const char *text, gsize len)
{
	const guint32 blank = 0, at = (guint32)cells->text->len;

	if (column >= CSV_CELLS_MAX || cells->text->len + len > CSV_RECORD_MAX)
		return false;
	while ((int)cells->start->len < column)
		g_array_append_val(cells->start, blank);
	if ((int)cells->start->len > column)
		g_array_index(cells->start, guint32, column) = at;
	else
		g_array_append_val(cells->start, at);
	g_string_append_len(cells->text, text, (gssize)len);
	g_string_append_c(cells->text, '\0');
	return true;
}

int cells_n(const struct cells *cells)
{
	return (int)cells->start->len;
}

const char *cells_at(const struct cells *cells, int i)
{
	if (i < 0 || i >= (int)cells->start->len)
		return "";
	return cells->text->str + g_array_index(cells->start, guint32, i);
}

/* --- CSV ------------------------------------------------------------------------------------- */

static enum csv_step text_next(void *book, GError **error)
{
	return csv_next(book, error);
}

static int text_row(const void *book)
{
	return csv_row(book);
}

static int text_n(const void *book)
{
	return csv_cells(book);
}

static const char *text_cell(const void *book, int i)
{
	return csv_cell(book, i);
}

static int text_fault(const void *book)
{
	return csv_fault(book);
}

static void text_progress(const void *book, goffset *done, goffset *total)
{
	csv_progress(book, done, total);
}

static void text_free(void *book)
{
	csv_free(book);
}

static const struct source_kind source_text = {
	.next = text_next,
	.row = text_row,
	.n = text_n,
	.cell = text_cell,
	.fault = text_fault,
	.progress = text_progress,
	.free = text_free,
};

static void *text_open(const char *path, GError **error)
{
	return csv_open(path, error);
}

/* --- what it is ------------------------------------------------------------------------------ */

bool source_fail_damaged(const char *path, GError **error)
{
	return jz_fail(error, JZ_ERROR_BAD,
		_("%s is damaged or no workbook; copy it again, or open it in a spreadsheet and "
		  "save it as .xlsx"),
		path);
}

bool source_fail_locked(const char *path, GError **error)
{
	return jz_fail(error, JZ_ERROR_BAD,
		_("%s is protected by a password; open it in a spreadsheet and save it without "
		  "one"),
		path);
}

static const struct sort {
	const char *head; /* the first four bytes */
	const struct source_kind *kind;
	void *(*open)(const char *path, GError **error);
} sorts[] = {
	{"PK\x03\x04", &source_xlsx, xlsx_open},
	{"\xD0\xCF\x11\xE0", &source_xls, xls_open},
	{NULL, &source_text, text_open},
};

static const struct sort *sort_of(const char *path)
{
	const struct sort *sort = sorts;
	FILE *file = fopen(path, "rbe");
	char head[4] = {0};
	size_t n = file ? fread(head, 1, sizeof head, file) : 0;

	if (file)
		fclose(file);
	while (sort->head && (n < sizeof head || memcmp(head, sort->head, sizeof head) != 0))
		sort++;
	return sort;
}

struct source *source_open(const char *path, GError **error)
{
	const struct sort *sort = sort_of(path);
	void *book = sort->open(path, error);
	struct source *s;

	if (!book)
		return NULL;
	s = g_new0(struct source, 1);
	s->kind = sort->kind;
	s->book = book;
	return s;
}

void source_free(struct source *s)
{
	if (!s)
		return;
	s->kind->free(s->book);
	g_free(s);
}

/* --- passing on ------------------------------------------------------------------------------ */

enum csv_step source_next(struct source *s, GError **error)
{
	return s->kind->next(s->book, error);
}

int source_row(const struct source *s)
{
	return s->kind->row(s->book);
}

int source_cells(const struct source *s)
{
	return s->kind->n(s->book);
}

const char *source_cell(const struct source *s, int i)
{
	return s->kind->cell(s->book, i);
}

int source_fault(const struct source *s)
{
	return s->kind->fault ? s->kind->fault(s->book) : 0;
}

void source_progress(const struct source *s, goffset *done, goffset *total)
{
	s->kind->progress(s->book, done, total);
}

int source_sheets_left(const struct source *s)
{
	return s->kind->left ? s->kind->left(s->book) : 0;
}

const char *source_sheet(const struct source *s)
{
	return s->kind->sheet ? s->kind->sheet(s->book) : "";
}
