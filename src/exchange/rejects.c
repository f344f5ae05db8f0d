#include "config.h"
#include "exchange/rejects.h"

#include <sys/stat.h>
#include "base/error.h"
#include "base/i18n.h"

struct rejects {
	struct csv_writer *csv;
	const struct grid *grid;
};

static bool is_same_file(const char *a, const char *b)
{
	struct stat one, other;

	return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
		one.st_ino == other.st_ino;
}

/* The first is what forms/rosters knows as the column "source". */
static bool put_heading(struct rejects *r, GError **error)
{
	const GPtrArray *headings = grid_headings(r->grid);

	csv_put(r->csv, _("file"));
	csv_put(r->csv, _("row"));
	csv_put(r->csv, _("column"));
	csv_put(r->csv, _("reason"));
	for (guint i = 0; i < headings->len; i++)
		csv_put(r->csv, g_ptr_array_index(headings, i));
	return csv_end_row(r->csv, error);
}

struct rejects *rejects_create(
	const char *path, const char *roster, const struct grid *grid, GError **error)
{
	struct csv_writer *csv;
	struct rejects *r;

	if (is_same_file(path, roster)) {
		jz_fail(error, JZ_ERROR_USAGE,
			_("%s is the roster itself; name another file for its rejects"), path);
		return NULL;
	}
	csv = csv_create(path, ENCODING_GB18030, CSV_GUARD_DIGITS, error);
	if (!csv)
		return NULL;
	r = g_new0(struct rejects, 1);
	r->csv = csv;
	r->grid = grid;
	if (!put_heading(r, error))
		rejects_cancel(&r);
	return r;
}

bool rejects_put(struct rejects *r, const struct line *line, GError **error)
{
	char row[16];

	g_snprintf(row, sizeof row, "%d", line->row);
	csv_put(r->csv, grid_name(r->grid));
	csv_put(r->csv, row);
	csv_put(r->csv, grid_heading(r->grid, line->column));
	csv_put(r->csv, line->reason->str);
	for (int i = 0; i < line->n_raw; i++)
		csv_put(r->csv, line->raw[i]);
	return csv_end_row(r->csv, error);
}

bool rejects_seal(struct rejects *r, GError **error)
{
	return csv_seal(r->csv, error);
}

bool rejects_commit(struct rejects **r, GError **error)
{
	struct rejects *it = *r;
	bool ok = csv_commit(&it->csv, error);

	*r = NULL;
	g_free(it);
	return ok;
}

void rejects_cancel(struct rejects **r)
{
	struct rejects *it = *r;

	*r = NULL;
	if (!it)
		return;
	csv_cancel(&it->csv);
	g_free(it);
}
