/* The bank's answer in. */
#include "config.h"
#include "exchange/bank.h"

#include <string.h>
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/csv.h"

struct reading {
	struct desk *desk;
	const struct bank_def *bank;
	char *name; /* of the file, for messages */
	struct payment_answers *answers;
	int row;
	int at[BANK_RESULTS]; /* CSV: column of each, -1 none */
	char *cell[BANK_RESULTS];
};

/* --- one line ------------------------------------------------------------------------------ */

static size_t longest(char *const *words, const char *text)
{
	size_t most = 0;

	for (; words && *words; words++)
		if (strstr(text, *words))
			most = MAX(most, strlen(*words));
	return most;
}

static bool read_outcome(const struct reading *r, bool *paid, GError **error)
{
	const char *text = r->cell[BANK_RESULT_OUTCOME];
	size_t good = longest(r->bank->paid, text), bad = longest(r->bank->failed, text);

	if (good == bad)
		return jz_fail(error, JZ_ERROR_BAD,
			_("%s, row %d: \"%s\" is no outcome that forms/banks knows; add the word "
			  "there"),
			r->name, r->row, text);
	*paid = good > bad;
	return true;
}

static bool read_amount(const struct reading *r, fen *amount, GError **error)
{
	const char *text = r->cell[BANK_RESULT_AMOUNT];
	const char *digits = text + strspn(text, "0");

	*amount = -1;
	if (!*text)
		return true;
	if (r->bank->fen && strspn(text, "0123456789") == strlen(text) && strlen(digits) <= 15) {
		*amount = g_ascii_strtoll(text, NULL, 10);
		return true;
	}
	return (!r->bank->fen && money_read(text, amount)) ||
		jz_fail(error, JZ_ERROR_BAD, _("%s, row %d: \"%s\" is no amount; mend it"), r->name,
			r->row, text);
}

static bool take_row(struct reading *r, GError **error)
{
	struct payment_answer a = {.account = r->cell[BANK_RESULT_ACCOUNT],
		.name = r->cell[BANK_RESULT_HOLDER],
		.words = r->cell[BANK_RESULT_OUTCOME]};

	return read_outcome(r, &a.paid, error) && read_amount(r, &a.amount, error) &&
		payment_answers_put(r->answers, &a, error);
}

static void set_cell(struct reading *r, int i, const char *text)
{
	g_free(r->cell[i]);
	r->cell[i] = text_normal(text);
}

/* --- CSV ----------------------------------------------------------------------------------- */

static bool find_heading(struct reading *r, const struct csv_reader *csv)
{
	for (int i = 0; i < BANK_RESULTS; i++) {
		r->at[i] = -1;
		for (int k = 0; r->at[i] < 0 && k < csv_cells(csv); k++) {
			g_autofree char *head = text_name(csv_cell(csv, k));

			if (r->bank->result[i].words &&
				g_strv_contains(
					(const char *const *)r->bank->result[i].words, head))
				r->at[i] = k;
		}
	}
	return r->at[BANK_RESULT_ACCOUNT] >= 0 && r->at[BANK_RESULT_OUTCOME] >= 0;
}

static bool no_heading(const struct reading *r, GError **error)
{
	return jz_fail(error, JZ_ERROR_BAD,
		_("%s has no heading with the account and the outcome; is it the bank's answer, "
		  "and of this layout?"),
		r->name);
}

/* A row without account is a total or a signature. */
static bool read_csv(struct reading *r, const char *path, GError **error)
{
	g_autoptr(csv_reader) csv = csv_open(path, error);
	bool headed = false;
	enum csv_step step = csv ? CSV_RECORD : CSV_FAILED;

	while (csv && (step = csv_next(csv, error)) == CSV_RECORD) {
		if (!headed) {
			headed = find_heading(r, csv);
			continue;
		}
		r->row = csv_row(csv);
		for (int i = 0; i < BANK_RESULTS; i++)
			set_cell(r, i, csv_cell(csv, r->at[i]));
		if (*r->cell[BANK_RESULT_ACCOUNT] && *r->cell[BANK_RESULT_OUTCOME] &&
			!take_row(r, error))
			return false;
	}
	return step == CSV_END && (headed || no_heading(r, error));
}

/* --- fixed width --------------------------------------------------------------------------- */

static char *read_text(const char *path, GError **error)
{
	struct decoder *dec = decoder_open(path, error);
	GString *out = g_string_new(NULL);
	char buf[8192];
	gssize n = -1;

	while (dec && (n = decoder_read(dec, buf, sizeof buf, error)) > 0)
		g_string_append_len(out, buf, n);
	decoder_free(dec);
	return g_string_free(out, n != 0);
}

static int bytes_of(const struct bank_def *bank, const char *at, const char *next)
{
	g_autofree char *one = NULL;
	g_autoptr(GBytes) bytes = NULL;

	if (next - at == 1 || !bank->gb18030)
		return (int)(next - at);
	one = g_strndup(at, (gsize)(next - at));
	bytes = bank_bytes(bank, one, NULL);
	return bytes ? (int)g_bytes_get_size(bytes) : 2;
}

/* Bytes from..until (from 0) of the line as the bank counts them; a character that straddles an
 * edge belongs to the cell in which it begins. */
static void cut_line(struct reading *r, const char *line)
{
	GString *cell[BANK_RESULTS];
	int byte = 1;

	for (int i = 0; i < BANK_RESULTS; i++)
		cell[i] = g_string_new(NULL);
	for (const char *at = line; *at;) {
		const char *next = g_utf8_next_char(at);

		for (int i = 0; i < BANK_RESULTS; i++) {
			int from = r->bank->result[i].at;

			if (from && byte >= from && byte < from + r->bank->result[i].width)
				g_string_append_len(cell[i], at, next - at);
		}
		byte += bytes_of(r->bank, at, next);
		at = next;
	}
	for (int i = 0; i < BANK_RESULTS; i++) {
		set_cell(r, i, cell[i]->str);
		g_string_free(cell[i], TRUE);
	}
}

static bool read_fixed(struct reading *r, const char *path, GError **error)
{
	g_autofree char *text = read_text(path, error);
	g_auto(GStrv) lines = text ? g_strsplit(text, "\n", -1) : NULL;
	int n = lines ? (int)g_strv_length(lines) : 0;

	while (n > 0 && !*g_strchomp(lines[n - 1]))
		n--;
	for (int i = r->bank->skip_first; i < n - r->bank->skip_last; i++) {
		r->row = i + 1;
		cut_line(r, g_strchomp(lines[i]));
		if (!*r->cell[BANK_RESULT_ACCOUNT])
			return jz_fail(error, JZ_ERROR_BAD,
				_("%s, row %d has no account; is it of this layout?"), r->name,
				r->row);
		if (!take_row(r, error))
			return false;
	}
	return text != NULL;
}

/* --- the file ------------------------------------------------------------------------------ */

static bool some_rows(const struct reading *r, GError **error)
{
	return r->row > 0 ||
		jz_fail(error, JZ_ERROR_BAD,
			_("%s has no row of a payee; is it the bank's answer?"), r->name);
}

bool bank_answer(struct desk *desk, row_id batch, const struct bank_def *bank, const char *path,
	day paid_on, struct payment_answer_counts *counts, GError **error)
{
	struct reading r = {.desk = desk, .bank = bank};
	bool ok;

	if (!bank->result[BANK_RESULT_OUTCOME].words)
		return jz_fail(error, JZ_ERROR_BAD,
			_("%s does not say how the bank answers; add [result ...] to it"),
			bank->file);
	if (paid_on > day_today())
		return jz_fail(error, JZ_ERROR_USAGE,
			_("the day of payment is still to come; key the day on which the bank "
			  "paid"));
	r.name = g_path_get_basename(path);
	r.answers = payment_answers_begin(desk, batch, paid_on, error);
	ok = r.answers && (bank->fixed ? read_fixed(&r, path, error) : read_csv(&r, path, error)) &&
		some_rows(&r, error) && payment_answers_end(&r.answers, counts, error);
	payment_answers_cancel(&r.answers);
	for (int i = 0; i < BANK_RESULTS; i++)
		g_free(r.cell[i]);
	g_free(r.name);
	return ok;
}
