/* Rows of an old workbook .xls.  The library that reads them breaks on damaged files, so a child
 * reads and tells the rows through a pipe; what happens to the child is one sentence here. */
#include "config.h"

#include "base/error.h"
#include "base/i18n.h"
#include "exchange/source_room.h"

#ifdef HAVE_FREEXL

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <freexl.h>

#define CHILD_SECONDS 60
#define CHILD_BYTES (1024UL * 1024 * 1024)
#define ROWS_MAX 65536
#define COLUMNS_MAX 256

/* What the child says: a mark, then numbers and texts with their length. */
enum {
	SAYS_SHEET = 'S', /* rows, other sheets, name */
	SAYS_ROW = 'R',   /* row, cells, each cell */
	SAYS_END = 'E',
	SAYS_LOCKED = 'L',
};

/* --- the child ------------------------------------------------------------------------------- */

static void tell_number(FILE *out, guint32 n)
{
	fwrite(&n, sizeof n, 1, out);
}

static void tell_text(FILE *out, const char *text)
{
	guint32 len = (guint32)strlen(text);

	tell_number(out, len);
	fwrite(text, 1, len, out);
}

static const char *text_of(const FreeXL_CellValue *cell, char number[64])
{
	switch (cell->type) {
	case FREEXL_CELL_INT:
		g_snprintf(number, 64, "%d", cell->value.int_value);
		return number;
	case FREEXL_CELL_DOUBLE:
		return g_ascii_formatd(number, 64, "%.15G", cell->value.double_value);
	case FREEXL_CELL_TEXT:
	case FREEXL_CELL_SST_TEXT:
		return cell->value.text_value ? cell->value.text_value : "";
	case FREEXL_CELL_DATE:
	case FREEXL_CELL_DATETIME: /* the day is what a column wants */
		g_strlcpy(number, cell->value.text_value, 11);
		return number;
	case FREEXL_CELL_TIME:
		return cell->value.text_value;
	default:
		return "";
	}
}

static bool tell_row(FILE *out, const void *book, unsigned row, unsigned columns)
{
	FreeXL_CellValue cell;
	char number[64];
	unsigned n = 0;

	for (unsigned i = 0; i < columns; i++) {
		if (freexl_get_cell_value(book, row, (unsigned short)i, &cell) != FREEXL_OK)
			return false;
		if (*text_of(&cell, number))
			n = i + 1;
	}
	if (!n)
		return true;
	fputc(SAYS_ROW, out);
	tell_number(out, row + 1);
	tell_number(out, n);
	for (unsigned i = 0; i < n; i++) {
		freexl_get_cell_value(book, row, (unsigned short)i, &cell);
		tell_text(out, text_of(&cell, number));
	}
	return true;
}

/* The first sheet with rows is selected; left: how many others have some. */
static bool choose_sheet(const void *book, unsigned *chosen, unsigned *left)
{
	unsigned n = 0;
	bool found = false;

	*chosen = *left = 0;
	if (freexl_get_info(book, FREEXL_BIFF_SHEET_COUNT, &n) != FREEXL_OK || !n)
		return false;
	for (unsigned i = 0; i < n; i++) {
		unsigned rows = 0;
		unsigned short columns = 0;

		if (freexl_select_active_worksheet(book, (unsigned short)i) != FREEXL_OK ||
			freexl_worksheet_dimensions(book, &rows, &columns) != FREEXL_OK)
			return false;
		if (!rows || !columns)
			continue;
		*left += found;
		*chosen = found ? *chosen : i;
		found = true;
	}
	return freexl_select_active_worksheet(book, (unsigned short)*chosen) == FREEXL_OK;
}

static bool tell_sheet(FILE *out, const void *book)
{
	unsigned chosen, left, rows = 0, locked = 0;
	unsigned short columns = 0;
	const char *name = NULL;

	if (freexl_get_info(book, FREEXL_BIFF_PASSWORD, &locked) == FREEXL_OK &&
		locked == FREEXL_BIFF_OBFUSCATED) {
		fputc(SAYS_LOCKED, out);
		return true;
	}
	if (!choose_sheet(book, &chosen, &left) ||
		freexl_worksheet_dimensions(book, &rows, &columns) != FREEXL_OK)
		return false;
	freexl_get_worksheet_name(book, (unsigned short)chosen, &name);
	fputc(SAYS_SHEET, out);
	tell_number(out, rows);
	tell_number(out, left);
	tell_text(out, name ? name : "");
	for (unsigned row = 0; row < rows; row++)
		if (!tell_row(out, book, row, columns))
			return false;
	fputc(SAYS_END, out);
	return true;
}

static void limit(int what, rlim_t most)
{
	const struct rlimit to = {most, most};

	setrlimit(what, &to);
}

/* Nothing that the library says may reach the screen, and no handler of the parent may run. */
static void confine(void)
{
	static const int signals[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGPIPE, SIGTERM,
		SIGINT, SIGHUP, SIGQUIT};
	int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);

	for (size_t i = 0; i < G_N_ELEMENTS(signals); i++)
		signal(signals[i], SIG_DFL);
	for (int fd = 0; fd < 3 && nowhere >= 0; fd++)
		dup2(nowhere, fd);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_CPU, CHILD_SECONDS);
#ifndef __SANITIZE_ADDRESS__ /* which reserves far more than that for itself */
	limit(RLIMIT_AS, CHILD_BYTES);
#endif
}

static void child(const char *path, int fd)
{
	FILE *out = fdopen(fd, "w");
	const void *book = NULL;
	bool ok;

	confine();
	ok = out && freexl_open(path, &book) == FREEXL_OK && tell_sheet(out, book) &&
		fflush(out) == 0;
	_exit(ok ? 0 : 1);
}

/* --- the parent ------------------------------------------------------------------------------ */

struct xls {
	char *path;
	pid_t child; /* 0: gone */
	FILE *in;
	struct cells *cells;
	GByteArray *text;
	char *sheet;
	guint32 rows, left, row;
	bool ended;
};

static void xls_free(void *book)
{
	struct xls *x = book;

	if (x->in)
		fclose(x->in);
	if (x->child > 0) {
		kill(x->child, SIGKILL);
		while (waitpid(x->child, NULL, 0) < 0 && errno == EINTR)
			;
	}
	cells_free(x->cells);
	g_byte_array_unref(x->text);
	g_free(x->path);
	g_free(x->sheet);
	g_free(x);
}

static bool hear_number(struct xls *x, guint32 *n, guint32 most)
{
	return fread(n, sizeof *n, 1, x->in) == 1 && *n <= most;
}

/* Into x->text, with its end. */
static bool hear_text(struct xls *x)
{
	guint32 len;

	if (!hear_number(x, &len, CSV_RECORD_MAX))
		return false;
	g_byte_array_set_size(x->text, len + 1);
	x->text->data[len] = '\0';
	return fread(x->text->data, 1, len, x->in) == len;
}

static bool hear_row(struct xls *x)
{
	guint32 row, n;

	cells_clear(x->cells);
	if (!hear_number(x, &row, ROWS_MAX) || !hear_number(x, &n, COLUMNS_MAX))
		return false;
	x->row = row;
	for (guint32 i = 0; i < n; i++) {
		g_autofree char *text = NULL;

		if (!hear_text(x))
			return false;
		text = g_utf8_make_valid((const char *)x->text->data, -1);
		if (*text && !cells_put(x->cells, (int)i, text, strlen(text)))
			return false;
	}
	return true;
}

static bool fail(const struct xls *x, GError **error)
{
	return jz_fail(error, JZ_ERROR_BAD,
		_("%s cannot be read; open it in a spreadsheet and save it as .xlsx, then take "
		  "that file"),
		x->path);
}

/* Which sheet it is; the rows follow. */
static bool hear_sheet(struct xls *x, GError **error)
{
	switch (fgetc(x->in)) {
	case SAYS_LOCKED:
		return source_fail_locked(x->path, error);
	case SAYS_SHEET:
		if (hear_number(x, &x->rows, G_MAXUINT32) &&
			hear_number(x, &x->left, G_MAXUINT16) && hear_text(x)) {
			x->sheet = g_utf8_make_valid((const char *)x->text->data, -1);
			return true;
		}
	}
	return fail(x, error);
}

static bool start_child(struct xls *x, GError **error)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0)
		return fail(x, error);
	x->in = fdopen(ends[0], "r");
	x->child = fork();
	if (x->child == 0)
		child(x->path, ends[1]);
	close(ends[1]);
	return (x->in && x->child > 0) || fail(x, error);
}

/* A workbook .xlsx behind a password lies in the same sort of container as an .xls. */
static bool is_encrypted_xlsx(const char *path)
{
	static const char word[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
	g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);
	const char *bytes = file ? g_mapped_file_get_contents(file) : NULL;

	return bytes &&
		memmem(bytes, g_mapped_file_get_length(file), word, sizeof word - 1) != NULL;
}

void *xls_open(const char *path, GError **error)
{
	struct xls *x;

	if (is_encrypted_xlsx(path)) {
		source_fail_locked(path, error);
		return NULL;
	}
	x = g_new0(struct xls, 1);
	x->path = g_strdup(path);
	x->cells = cells_new();
	x->text = g_byte_array_new();
	if (start_child(x, error) && hear_sheet(x, error))
		return x;
	xls_free(x);
	return NULL;
}

static enum csv_step xls_next(void *book, GError **error)
{
	struct xls *x = book;

	if (x->ended)
		return CSV_END;
	switch (fgetc(x->in)) {
	case SAYS_END:
		x->ended = true;
		return CSV_END;
	case SAYS_ROW:
		if (hear_row(x))
			return CSV_RECORD;
	}
	fail(x, error);
	return CSV_FAILED;
}

static int xls_row(const void *book)
{
	return (int)((const struct xls *)book)->row;
}

static int xls_n(const void *book)
{
	return cells_n(((const struct xls *)book)->cells);
}

static const char *xls_cell(const void *book, int i)
{
	return cells_at(((const struct xls *)book)->cells, i);
}

static void xls_progress(const void *book, goffset *done, goffset *total)
{
	const struct xls *x = book;

	*done = x->row;
	*total = MAX(x->rows, x->row);
}

static int xls_left(const void *book)
{
	return (int)((const struct xls *)book)->left;
}

static const char *xls_sheet(const void *book)
{
	const struct xls *x = book;

	return x->left ? x->sheet : "";
}

const struct source_kind source_xls = {
	.next = xls_next,
	.row = xls_row,
	.n = xls_n,
	.cell = xls_cell,
	.progress = xls_progress,
	.left = xls_left,
	.sheet = xls_sheet,
	.free = xls_free,
};

#else

const struct source_kind source_xls = {NULL};

void *xls_open(const char *path, GError **error)
{
	jz_fail(error, JZ_ERROR_BAD,
		_("%s is an old workbook (.xls), which was left out of this program; save it as "
		  ".xlsx in a spreadsheet, then take that file"),
		path);
	return NULL;
}

#endif
