#include "config.h"
#include "exchange/payroll.h"

#include <string.h>
#include "base/i18n.h"
#include "exchange/csv.h"
#include "exchange/layout.h"

#define PAGE 200

/* The words are those of forms/rosters, so that another office can import the file. */
static const char *const headings[] = {
	"序号",
	"档案号",
	"村（社区）",
	"户主姓名",
	"身份证号码",
	"保障人口",
	"基本保障金",
	"增发金额",
	"月保障金额",
	"户名",
	"开户银行",
	"银行账号",
};

struct payroll {
	struct csv_writer *csv;
	struct payroll_totals totals;
	char *sort;
	row_id anchor;
	int seen;
	GError *error;
};

static void put_money(struct csv_writer *csv, fen amount)
{
	char buf[MONEY_LEN];

	csv_put(csv, money_plain(amount, buf));
}

static void put_int(struct csv_writer *csv, int n)
{
	char buf[16];

	g_snprintf(buf, sizeof buf, "%d", n);
	csv_put(csv, buf);
}

static bool put_row(const struct payment_row *row, void *ctx)
{
	struct payroll *p = ctx;

	g_free(p->sort);
	p->sort = g_strdup(row->sort);
	p->anchor = row->id;
	p->seen++;
	if (strcmp(row->state, "held") == 0)
		return true;
	put_int(p->csv, ++p->totals.households);
	csv_put(p->csv, row->file_no);
	csv_put(p->csv, row->village);
	csv_put(p->csv, row->head);
	csv_put(p->csv, row->id_no);
	put_int(p->csv, row->members);
	put_money(p->csv, row->base);
	put_money(p->csv, row->supplement);
	put_money(p->csv, row->amount);
	csv_put(p->csv, row->holder);
	csv_put(p->csv, row->bank);
	csv_put(p->csv, row->account);
	p->totals.persons += row->members;
	p->totals.amount += row->amount;
	return csv_end_row(p->csv, &p->error);
}

static struct payment_batch *find_batch(GPtrArray *batches, row_id id)
{
	for (guint i = 0; i < batches->len; i++) {
		struct payment_batch *b = g_ptr_array_index(batches, i);

		if (b->id == id)
			return b;
	}
	return NULL;
}

/* 农村低保, as the roster that came in calls it. */
static char *kind_label(const struct desk *desk, const struct payment_batch *batch)
{
	g_autoptr(ini_complaints) complaints = ini_complaints_new();
	g_autoptr(layouts) layouts = layouts_load(desk->lib, complaints);
	const GPtrArray *kinds = layouts_kinds(layouts);

	for (guint i = 0; i < kinds->len; i++) {
		const struct roster_kind *kind = g_ptr_array_index(kinds, i);

		if (layout_taking(kind->layout) != TAKING_PAYMENTS &&
			g_strv_contains((const char *const *)kind->programmes, batch->programme) &&
			(!kind->area || strcmp(kind->area, batch->area) == 0))
			return g_strdup(kind->label);
	}
	return g_strdup(batch->programme);
}

static bool put_heading(struct payroll *p, const struct desk *desk,
	const struct payment_batch *batch, GError **error)
{
	g_autofree char *kind = kind_label(desk, batch);
	g_autofree char *title = NULL;
	month m = month_from_iso(batch->for_month);

	title = g_strdup_printf(
		"%s%d年%d月%s金发放花名册", desk->office.name, m / 12, m % 12 + 1, kind);
	csv_put(p->csv, title);
	if (!csv_end_row(p->csv, error))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(headings); i++)
		csv_put(p->csv, headings[i]);
	return csv_end_row(p->csv, error);
}

static bool put_rows(struct payroll *p, struct desk *desk, row_id batch, GError **error)
{
	do {
		p->seen = 0;
		if (!payment_page(desk, batch, p->sort, p->anchor, false, PAGE, put_row, p, error))
			return false;
		if (p->error) {
			g_propagate_error(error, g_steal_pointer(&p->error));
			return false;
		}
	} while (p->seen == PAGE);
	return true;
}

static bool put_total(struct payroll *p, const struct payment_batch *batch, GError **error)
{
	const struct payroll_totals *t = &p->totals;

	if (t->households != batch->households || t->persons != batch->persons ||
		t->amount != batch->amount)
		return jz_fail(error, JZ_ERROR_BAD,
			_("the rows of the roster do not add up to its totals; plan the month "
			  "again"));
	csv_put(p->csv, "合计");
	for (int i = 1; i < 5; i++)
		csv_put(p->csv, "");
	put_int(p->csv, t->persons);
	csv_put(p->csv, "");
	csv_put(p->csv, "");
	put_money(p->csv, t->amount);
	return csv_end_row(p->csv, error);
}

bool payroll_may_write(const struct payment_batch *batch, GError **error)
{
	if (strcmp(batch->state, "draft") != 0 && strcmp(batch->state, "checked") != 0)
		return true;
	return jz_fail(error, JZ_ERROR_DENIED,
		_("the roster of %s is not approved yet; another payer approves it first"),
		batch->for_month);
}

static bool write_batch(struct payroll *p, struct desk *desk, row_id batch, GError **error)
{
	g_autoptr(GPtrArray) batches = payment_batches(desk, error);
	const struct payment_batch *b = batches ? find_batch(batches, batch) : NULL;

	if (batches && !b)
		return jz_fail(error, JZ_ERROR_BAD,
			_("there is no such payment roster; plan the month first"));
	return b && payroll_may_write(b, error) && put_heading(p, desk, b, error) &&
		put_rows(p, desk, batch, error) && put_total(p, b, error);
}

bool payroll_write(struct desk *desk, row_id batch, const char *path, enum encoding encoding,
	struct payroll_totals *totals, GError **error)
{
	enum csv_guard guard = encoding == ENCODING_GB18030 ? CSV_GUARD_DIGITS : CSV_GUARD_FORMULAS;
	struct payroll p = {.csv = NULL};
	bool ok;

	if (!db_read_begin(desk->db, error))
		return false;
	p.csv = csv_create(path, encoding, guard, error);
	ok = p.csv && write_batch(&p, desk, batch, error) && csv_commit(&p.csv, error);
	csv_cancel(&p.csv);
	db_read_end(desk->db);
	g_free(p.sort);
	if (ok && totals)
		*totals = p.totals;
	return ok;
}
