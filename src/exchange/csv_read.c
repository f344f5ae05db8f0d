/* The reader: decoded text in pieces of 64 KiB, one record at a time. */
#include "config.h"
#include "exchange/csv.h"

#include <string.h>
#include "base/error.h"
#include "base/i18n.h"

#define BUFFER_SIZE 65536

enum state {
	CELL_START, /* nothing of the cell yet */
	CELL_PLAIN,
	CELL_QUOTED,
	CELL_CLOSED, /* after a mark within quotes: the end, or half of a doubled one */
};

struct csv_reader {
	struct decoder *dec;
	char *name;
	char separator;
	enum state state;
	int row;
	int fault;
	int opened; /* column whose quotation mark is open */
	bool skip_lf;
	GString *text; /* the cells of the record, each with its end */
	GArray *start; /* guint32 offsets into text */
	char *buffer;
	size_t pos, len;
};

static bool fail_long(const struct csv_reader *r, GError **error)
{
	return jz_fail(error, JZ_ERROR_BAD,
		_("%s, row %d: the row is far too long; is a quotation mark left open?"), r->name,
		r->row + 1);
}

/* 1 where there is more, 0 at the end, -1 on failure. */
static int refill(struct csv_reader *r, GError **error)
{
	gssize n = decoder_read(r->dec, r->buffer, BUFFER_SIZE, error);

	if (n < 0)
		g_prefix_error(error, _("row %d: "), r->row + 1);
	r->pos = 0;
	r->len = n > 0 ? (size_t)n : 0;
	return n > 0 ? 1 : (int)n;
}

/* The separator that the widest line has, outside of quotation marks; a comma in doubt.  The first
 * line alone would not do: it is a title. */
static char judge_separator(const char *s, size_t len)
{
	static const char candidates[] = ",\t;";
	int count[3] = {0}, most[3] = {0}, best = 0;
	bool quoted = false;

	for (size_t i = 0; i < len; i++) {
		const char *found;

		if (s[i] == '"')
			quoted = !quoted;
		if (s[i] == '\n' || s[i] == '\r') {
			memset(count, 0, sizeof count);
			quoted = false;
		}
		if (quoted || !s[i] || !(found = strchr(candidates, s[i])))
			continue;
		most[found - candidates] =
			MAX(most[found - candidates], ++count[found - candidates]);
	}
	for (int i = 1; i < 3; i++)
		if (most[i] > most[best])
			best = i;
	return candidates[best];
}

struct csv_reader *csv_open(const char *path, GError **error)
{
	struct decoder *dec = decoder_open(path, error);
	struct csv_reader *r;

	if (!dec)
		return NULL;
	r = g_new0(struct csv_reader, 1);
	r->dec = dec;
	r->name = g_path_get_basename(path);
	r->text = g_string_sized_new(1024);
	r->start = g_array_new(FALSE, FALSE, sizeof(guint32));
	r->buffer = g_malloc(BUFFER_SIZE);
	if (refill(r, error) < 0) {
		csv_free(r);
		return NULL;
	}
	r->separator = judge_separator(r->buffer, r->len);
	return r;
}

void csv_free(struct csv_reader *r)
{
	if (!r)
		return;
	decoder_free(r->dec);
	g_free(r->name);
	g_string_free(r->text, TRUE);
	g_array_free(r->start, TRUE);
	g_free(r->buffer);
	g_free(r);
}

static void mark_fault(struct csv_reader *r)
{
	if (!r->fault)
		r->fault = (int)r->start->len;
}

static void begin_cell(struct csv_reader *r)
{
	guint32 at = (guint32)r->text->len;

	g_array_append_val(r->start, at);
	r->state = CELL_START;
}

static void end_cell(struct csv_reader *r)
{
	g_string_append_c(r->text, '\0');
}

/* What stands at a plain run's end: separator, line end, quotation mark or a zero byte. */
static size_t plain_run(const struct csv_reader *r)
{
	const char *s = r->buffer + r->pos;
	size_t left = r->len - r->pos, i = 0;

	while (i < left && s[i] != r->separator && s[i] != '\n' && s[i] != '\r' && s[i] != '"' &&
		s[i] != '\0')
		i++;
	return i;
}

static void take_run(struct csv_reader *r, size_t n)
{
	g_string_append_len(r->text, r->buffer + r->pos, (gssize)n);
	r->pos += n;
}

static void take_quoted(struct csv_reader *r)
{
	const char *s = r->buffer + r->pos;
	size_t left = r->len - r->pos, i = 0;

	while (i < left && s[i] != '"' && s[i] != '\0')
		i++;
	take_run(r, i);
	if (i == left)
		return;
	if (s[i] == '\0')
		mark_fault(r);
	else
		r->state = CELL_CLOSED;
	r->pos++;
}

static void take_mark(struct csv_reader *r)
{
	r->pos++;
	if (r->state == CELL_START) {
		r->state = CELL_QUOTED;
		r->opened = (int)r->start->len;
	} else if (r->state == CELL_CLOSED) {
		g_string_append_c(r->text, '"');
		r->state = CELL_QUOTED;
	} else {
		mark_fault(r);
		g_string_append_c(r->text, '"');
	}
}

/* One special character outside of quotation marks.  True where it ends the record. */
static bool take_special(struct csv_reader *r, char c)
{
	if (c == '"') {
		take_mark(r);
		return false;
	}
	r->pos++;
	if (c == '\0') {
		mark_fault(r);
	} else if (c == r->separator) {
		end_cell(r);
		begin_cell(r);
	} else {
		r->skip_lf = c == '\r';
		return true;
	}
	return false;
}

/* Works on what is in the buffer.  True where the record is complete. */
static bool take_buffer(struct csv_reader *r)
{
	while (r->pos < r->len) {
		size_t n;

		if (r->state == CELL_QUOTED) {
			take_quoted(r);
			continue;
		}
		n = plain_run(r);
		if (n > 0) {
			if (r->state == CELL_CLOSED)
				mark_fault(r);
			else
				r->state = CELL_PLAIN;
			take_run(r, n);
			continue;
		}
		if (take_special(r, r->buffer[r->pos]))
			return true;
	}
	return false;
}

static enum csv_step finish(struct csv_reader *r)
{
	end_cell(r);
	r->row++;
	return CSV_RECORD;
}

static enum csv_step at_end(struct csv_reader *r, GError **error)
{
	if (r->state == CELL_QUOTED) {
		jz_fail(error, JZ_ERROR_BAD,
			_("%s, row %d, column %d: the quotation mark is never closed; close it"),
			r->name, r->row + 1, r->opened);
		return CSV_FAILED;
	}
	if (r->start->len == 1 && r->state == CELL_START)
		return CSV_END;
	return finish(r);
}

enum csv_step csv_next(struct csv_reader *r, GError **error)
{
	g_string_truncate(r->text, 0);
	g_array_set_size(r->start, 0);
	r->fault = 0;
	begin_cell(r);
	for (;;) {
		int more;

		if (r->pos == r->len && (more = refill(r, error)) <= 0)
			return more < 0 ? CSV_FAILED : at_end(r, error);
		if (r->skip_lf && r->buffer[r->pos] == '\n')
			r->pos++;
		r->skip_lf = false;
		if (take_buffer(r))
			return finish(r);
		if (r->text->len > CSV_RECORD_MAX || r->start->len > CSV_CELLS_MAX) {
			fail_long(r, error);
			return CSV_FAILED;
		}
	}
}

int csv_row(const struct csv_reader *r)
{
	return r->row;
}

int csv_cells(const struct csv_reader *r)
{
	return (int)r->start->len;
}

const char *csv_cell(const struct csv_reader *r, int i)
{
	const char *s;

	if (i < 0 || i >= (int)r->start->len)
		return "";
	s = r->text->str + g_array_index(r->start, guint32, i);
	return *s == '\t' ? s + 1 : s;
}

int csv_fault(const struct csv_reader *r)
{
	return r->fault;
}

char csv_separator(const struct csv_reader *r)
{
	return r->separator;
}

enum encoding csv_encoding(const struct csv_reader *r)
{
	return decoder_encoding(r->dec);
}

void csv_progress(const struct csv_reader *r, goffset *done, goffset *total)
{
	decoder_progress(r->dec, done, total);
}
