/* The file for the bank. */
#include "config.h"
#include "exchange/bank.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <glib/gstdio.h>
#include "base/file.h"
#include "base/i18n.h"
#include "exchange/csv.h"

#define PAGE 500

struct writing {
	struct desk *desk;
	const struct bank_def *bank;
	const struct payment_batch *batch;
	const char *path;
	struct csv_writer *csv; /* CSV */
	GByteArray *bytes;      /* fixed width */
	struct payroll_totals totals;
	char *sort;
	row_id anchor;
	int seen;
	GError *error;
};

GBytes *bank_bytes(const struct bank_def *bank, const char *text, GError **error)
{
	return bank->gb18030 ? encoding_to_gb18030(text, -1, error)
			     : g_bytes_new(text, strlen(text));
}

static char *money(const struct bank_def *bank, fen amount)
{
	char buf[MONEY_LEN];

	return bank->fen ? g_strdup_printf("%" G_GINT64_FORMAT, amount)
			 : g_strdup(money_plain(amount, buf));
}

/* "202607" of "2026-07". */
static char *without_marks(const char *iso)
{
	GString *out = g_string_new(NULL);

	for (; *iso; iso++)
		if (*iso != '-')
			g_string_append_c(out, *iso);
	return g_string_free(out, FALSE);
}

static const char *programme_label(const struct writing *w)
{
	const struct programme *p = library_programme(w->desk->lib, w->batch->programme);

	return p ? p->label : w->batch->programme;
}

/* row: NULL in header and trailer. */
static char *value_of(
	const struct writing *w, const struct bank_field *f, const struct payment_row *row)
{
	static const struct payment_row none = {.file_no = "",
		.head = "",
		.id_no = "",
		.village = "",
		.holder = "",
		.bank = "",
		.account = "",
		.for_month = NULL};
	const struct payment_row *r = row ? row : &none;
	char today[DAY_LEN];

	switch (f->value) {
	case BANK_SERIAL:
		return g_strdup_printf("%d", w->totals.households);
	case BANK_FILE_NO:
		return g_strdup(r->file_no);
	case BANK_HEAD:
		return g_strdup(r->head);
	case BANK_ID_NO:
		return g_strdup(r->id_no);
	case BANK_VILLAGE:
		return g_strdup(r->village);
	case BANK_HOLDER:
		return g_strdup(r->holder);
	case BANK_BANK:
		return g_strdup(r->bank);
	case BANK_ACCOUNT:
		return g_strdup(r->account);
	case BANK_AMOUNT:
		return money(w->bank, r->amount);
	case BANK_MONTH:
		return without_marks(row ? r->for_month : w->batch->for_month);
	case BANK_PROGRAMME:
		return g_strdup(programme_label(w));
	case BANK_OFFICE:
		return g_strdup(w->desk->office.name);
	case BANK_COUNT:
		return g_strdup_printf("%d", w->batch->households);
	case BANK_TOTAL:
		return money(w->bank, w->batch->amount);
	case BANK_DATE:
		return without_marks(day_to_iso(day_today(), today));
	default:
		return g_strdup(f->text ? f->text : "");
	}
}

/* --- rows ---------------------------------------------------------------------------------- */

/* A cell that does not fit is refused: a name or number cut off pays somebody else. */
static bool put_fixed(struct writing *w, const struct bank_field *f, const char *text,
	const char *file_no, GError **error)
{
	g_autoptr(GBytes) bytes = bank_bytes(w->bank, text, error);
	gsize len;
	const guint8 *data = bytes ? g_bytes_get_data(bytes, &len) : NULL;

	if (!bytes)
		return false;
	if (len > (gsize)f->width)
		return jz_fail(error, JZ_ERROR_BAD,
			_("%s: \"%s\" (%s) takes %d bytes, and the bank has room for %d; choose "
			  "another layout"),
			file_no, text, f->label, (int)len, f->width);
	if (!f->right)
		g_byte_array_append(w->bytes, data, (guint)len);
	for (gsize i = len; i < (gsize)f->width; i++)
		g_byte_array_append(w->bytes, (const guint8 *)(f->zeros ? "0" : " "), 1);
	if (f->right)
		g_byte_array_append(w->bytes, data, (guint)len);
	return true;
}

static bool end_row(struct writing *w, GError **error)
{
	if (w->csv)
		return csv_end_row(w->csv, error);
	g_byte_array_append(w->bytes, (const guint8 *)"\r\n", 2);
	return true;
}

static bool put_fields(
	struct writing *w, const GPtrArray *fields, const struct payment_row *row, GError **error)
{
	for (guint i = 0; i < fields->len; i++) {
		const struct bank_field *f = g_ptr_array_index(fields, i);
		g_autofree char *text = value_of(w, f, row);

		if (w->csv)
			csv_put(w->csv, text);
		else if (!put_fixed(w, f, text, row ? row->file_no : w->batch->for_month, error))
			return false;
	}
	return !fields->len || end_row(w, error);
}

static bool put_heading(struct writing *w, GError **error)
{
	for (guint i = 0; w->csv && i < w->bank->columns->len; i++)
		csv_put(w->csv, ((const struct bank_field *)w->bank->columns->pdata[i])->label);
	return !w->csv || end_row(w, error);
}

static bool put_row(const struct payment_row *row, void *ctx)
{
	struct writing *w = ctx;

	g_free(w->sort);
	w->sort = g_strdup(row->sort);
	w->anchor = row->id;
	w->seen++;
	if (strcmp(row->state, "held") == 0)
		return true;
	w->totals.households++;
	w->totals.persons += row->members;
	w->totals.amount += row->amount;
	return put_fields(w, w->bank->columns, row, &w->error);
}

static bool put_rows(struct writing *w, GError **error)
{
	do {
		w->seen = 0;
		if (!payment_page(w->desk, w->batch->id, w->sort, w->anchor, false, PAGE, put_row,
			    w, error))
			return false;
		if (w->error) {
			g_propagate_error(error, g_steal_pointer(&w->error));
			return false;
		}
	} while (w->seen == PAGE);
	if (w->totals.households == w->batch->households && w->totals.amount == w->batch->amount)
		return true;
	return jz_fail(error, JZ_ERROR_BAD,
		_("the rows of the roster do not add up to its totals; plan the month again"));
}

/* --- the file ------------------------------------------------------------------------------ */

static bool write_bytes(int fd, const GByteArray *bytes)
{
	for (guint done = 0; done < bytes->len;) {
		ssize_t n = write(fd, bytes->data + done, bytes->len - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		done += (guint)n;
	}
	return fsync(fd) == 0;
}

static bool publish_bytes(struct writing *w, GError **error)
{
	int fd;
	g_autofree char *beside = file_beside(w->path, &fd, error);
	bool ok;

	if (!beside)
		return false;
	ok = write_bytes(fd, w->bytes) || file_fail(w->path, errno, error);
	close(fd);
	if (ok)
		return file_publish(beside, w->path, true, error);
	g_unlink(beside);
	return false;
}

static bool write_file(struct writing *w, GError **error)
{
	const struct bank_def *bank = w->bank;
	bool ok;

	if (bank->fixed)
		w->bytes = g_byte_array_new();
	else if (!(w->csv = csv_create(w->path, bank->gb18030 ? ENCODING_GB18030 : ENCODING_UTF8,
			   CSV_GUARD_FORMULAS, error)))
		return false;
	ok = put_fields(w, bank->header, NULL, error) &&
		(!bank->heading || put_heading(w, error)) && put_rows(w, error) &&
		put_fields(w, bank->trailer, NULL, error) &&
		(bank->fixed ? publish_bytes(w, error) : csv_commit(&w->csv, error));
	csv_cancel(&w->csv);
	g_clear_pointer(&w->bytes, g_byte_array_unref);
	g_free(w->sort);
	return ok;
}

char *bank_file_name(
	const struct desk *desk, const struct bank_def *bank, const struct payment_batch *b)
{
	const struct programme *p = library_programme(desk->lib, b->programme);
	g_autofree char *no = b->no ? g_strdup_printf("-%d", b->no) : g_strdup("");

	return g_strdup_printf("%s-%s-%s%s.%s", b->for_month, p ? p->label : b->programme, b->area,
		no, bank->fixed ? "txt" : "csv");
}

/* The file stands before the state is changed: a power cut between the two leaves an approved
 * roster and a file, and sending again writes the same file. */
bool bank_send(struct desk *desk, row_id batch, const struct bank_def *bank, const char *path,
	struct payroll_totals *totals, GError **error)
{
	struct change *c = desk_change(desk, "send payments", error);
	g_autofree char *name = g_path_get_basename(path);
	g_autoptr(payment_batch) b = NULL;
	bool ok = c && payment_sent(desk, batch, bank->key, name, error) &&
		(b = payment_batch_get(desk, batch, error));
	struct writing w = {.desk = desk, .bank = bank, .batch = b, .path = path};
	bool written = ok && write_file(&w, error);

	ok = written && change_commit(&c, error);
	change_cancel(&c);
	if (written && !ok)
		g_unlink(path);
	if (ok && totals)
		*totals = w.totals;
	return ok;
}
