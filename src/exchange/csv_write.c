/* The writer: what it makes opens in a spreadsheet as it was written, and is whole or not there. */
#include "config.h"
#include "exchange/csv.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <glib/gstdio.h>
#include "base/error.h"
#include "base/file.h"

#define BUFFER_SIZE 65536
#define ROUNDED_DIGITS 12 /* from here on spreadsheets show 1.40322E+17 */

struct csv_writer {
	char *path, *temp; /* temp: NULL for a device or pipe, which is written as it goes */
	int fd;
	enum encoding encoding;
	enum csv_guard guard;
	bool in_row;
	GString *text;
};

/* A device must never be put away by a rename. */
static bool is_stream(const char *path)
{
	GStatBuf st;

	return g_stat(path, &st) == 0 && (S_ISCHR(st.st_mode) || S_ISFIFO(st.st_mode));
}

static bool open_target(struct csv_writer *w, GError **error)
{
	if (is_stream(w->path)) {
		w->fd = open(w->path, O_WRONLY | O_CLOEXEC);
		return w->fd >= 0 || file_fail(w->path, errno, error);
	}
	w->temp = file_beside(w->path, &w->fd, error);
	return w->temp != NULL;
}

struct csv_writer *csv_create(
	const char *path, enum encoding encoding, enum csv_guard guard, GError **error)
{
	struct csv_writer *w = g_new0(struct csv_writer, 1);

	g_assert(encoding == ENCODING_UTF8 || encoding == ENCODING_GB18030);
	w->path = g_strdup(path);
	w->encoding = encoding;
	w->guard = guard;
	w->text = g_string_sized_new(BUFFER_SIZE + 4096);
	if (!open_target(w, error)) {
		csv_cancel(&w);
		return NULL;
	}
	if (encoding == ENCODING_UTF8)
		g_string_append(w->text, "\xEF\xBB\xBF");
	return w;
}

/* --- guarding (T16) -------------------------------------------------------------------------- */

/* Spreadsheets fold full-width twins before they look for a formula. */
static bool is_formula(const char *s)
{
	static const gunichar wide[] = {0xFF1D, 0xFF0B, 0xFF0D, 0xFF20, 0xFF5C};
	gunichar c;

	if (strchr("=+-@|\t\r\n", *s))
		return true;
	if ((guchar)*s < 0x80)
		return false;
	c = g_utf8_get_char(s);
	for (size_t i = 0; i < G_N_ELEMENTS(wide); i++)
		if (c == wide[i])
			return true;
	return false;
}

/* Digits at the beginning; spreadsheets take full-width ones for digits, too. */
static bool is_long_number(const char *s)
{
	for (int n = 0; n < ROUNDED_DIGITS; n++) {
		gunichar c = g_utf8_get_char(s);

		if (!g_ascii_isdigit(*s) && (c < 0xFF10 || c > 0xFF19))
			return false;
		s = g_utf8_next_char(s);
	}
	return true;
}

/* A minus before a plain amount is no formula, and an amount must stay a number. */
static bool is_plain_amount(const char *s)
{
	size_t n;

	if (*s != '-')
		return false;
	n = strspn(++s, "0123456789");
	s += n;
	if (n > 0 && *s == '.')
		s += 1 + strspn(s + 1, "0123456789");
	return n > 0 && n < ROUNDED_DIGITS && !*s;
}

static bool wants_guard(const struct csv_writer *w, const char *s)
{
	if (!*s)
		return false;
	if (is_formula(s))
		return !is_plain_amount(s);
	return w->guard == CSV_GUARD_DIGITS && is_long_number(s);
}

void csv_put(struct csv_writer *w, const char *text)
{
	bool quoted = strpbrk(text, ",;\t\"\r\n") != NULL;

	if (w->in_row)
		g_string_append_c(w->text, ',');
	w->in_row = true;
	if (quoted)
		g_string_append_c(w->text, '"');
	if (wants_guard(w, text))
		g_string_append_c(w->text, '\t');
	for (const char *mark; quoted && (mark = strchr(text, '"')); text = mark + 1) {
		g_string_append_len(w->text, text, mark - text + 1);
		g_string_append_c(w->text, '"');
	}
	g_string_append(w->text, text);
	if (quoted)
		g_string_append_c(w->text, '"');
}

/* --- bytes out ------------------------------------------------------------------------------- */

static bool write_all(struct csv_writer *w, const char *bytes, size_t len, GError **error)
{
	while (len > 0) {
		ssize_t n = write(w->fd, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return file_fail(w->path, n < 0 ? errno : EIO, error);
		bytes += n;
		len -= (size_t)n;
	}
	return true;
}

static bool flush(struct csv_writer *w, GError **error)
{
	g_autoptr(GBytes) bytes = NULL;
	gsize len = w->text->len;
	const char *data = w->text->str;

	if (w->encoding == ENCODING_GB18030) {
		bytes = encoding_to_gb18030(data, (gssize)len, error);
		if (!bytes)
			return false;
		data = g_bytes_get_data(bytes, &len);
	}
	if (!write_all(w, data, len, error))
		return false;
	g_string_truncate(w->text, 0);
	return true;
}

bool csv_end_row(struct csv_writer *w, GError **error)
{
	g_string_append(w->text, "\r\n");
	w->in_row = false;
	return w->text->len < BUFFER_SIZE || flush(w, error);
}

bool csv_seal(struct csv_writer *w, GError **error)
{
	int fd = w->fd;
	bool ok;

	if (fd < 0)
		return true;
	ok = flush(w, error) && (!w->temp || fsync(fd) == 0 || file_fail(w->path, errno, error));
	w->fd = -1;
	if (close(fd) != 0 && ok)
		ok = file_fail(w->path, errno, error);
	return ok;
}

bool csv_commit(struct csv_writer **w, GError **error)
{
	struct csv_writer *it = *w;
	bool ok = csv_seal(it, error);

	*w = NULL;
	if (ok && it->temp) {
		ok = file_publish(it->temp, it->path, true, error);
		g_clear_pointer(&it->temp, g_free); /* published or gone */
	}
	csv_cancel(&it);
	return ok;
}

void csv_cancel(struct csv_writer **w)
{
	struct csv_writer *it = *w;

	*w = NULL;
	if (!it)
		return;
	if (it->fd >= 0)
		close(it->fd);
	if (it->temp)
		g_unlink(it->temp);
	g_free(it->temp);
	g_free(it->path);
	g_string_free(it->text, TRUE);
	g_free(it);
}
