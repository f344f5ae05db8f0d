/* The reports of forms/reports: printed, written as a workbook or as pages, and the names behind
 * each of their numbers. */
#include "config.h"

#include "cli.h"
#include "cli_report.h"

#include <stdio.h>
#include <string.h>
#include "app/words.h"
#include "base/i18n.h"
#include "report/pdf.h"
#include "report/xlsx.h"

#define YEAR_MAX 9999

/* --- of when ------------------------------------------------------------------------------- */

static bool take_period(const struct cli *cli, const struct report_def *def,
	struct report_period *period, GError **error)
{
	month m = MONTH_NONE;
	gint64 year = 0;

	if (def->monthly && cli->year)
		return jz_fail(error, JZ_ERROR_USAGE, _("%s is of a month; name it with --month"),
			def->key);
	if (!def->monthly && cli->month)
		return jz_fail(
			error, JZ_ERROR_USAGE, _("%s is of a year; name it with --year"), def->key);
	if (!cli_month(cli, &m, error))
		return false;
	*period = report_month(m);
	if (def->monthly)
		return true;
	year = cli->year ? cli_number("year", cli->year, YEAR_MAX, error) : period->year;
	*period = report_year((int)year);
	return year >= 0;
}

/* --- names --------------------------------------------------------------------------------- */

static const struct report_number *number_of(const GPtrArray *all, const char *key)
{
	for (guint i = 0; i < all->len; i++) {
		const struct report_number *n = g_ptr_array_index(all, i);
		if (strcmp(n->key, key) == 0)
			return n;
	}
	return NULL;
}

static const struct report_indicator *indicator_of(const struct report_def *def, const char *key)
{
	const GPtrArray *all = report_scores_of(def)->indicators;

	for (guint i = 0; i < all->len; i++) {
		const struct report_indicator *n = g_ptr_array_index(all, i);
		if (strcmp(n->key, key) == 0 && !n->judged)
			return n;
	}
	return NULL;
}

static const struct report_block *table_of(const struct report_def *def, const char *key)
{
	for (guint i = 0; i < def->blocks->len; i++) {
		const struct report_block *b = g_ptr_array_index(def->blocks, i);
		if (b->kind == REPORT_TABLE && strcmp(b->key, key) == 0)
			return b->table;
	}
	return NULL;
}

/* "C11", "C11.of", "dibao", or "spending.1.amount", "spending.total.amount". */
static bool find_place(
	const struct report_def *def, char **part, struct report_place *p, GError **error)
{
	int n = (int)g_strv_length(part);

	if (n == 3 && (p->table = table_of(def, part[0]))) {
		p->row = strcmp(part[1], "total") == 0 ? NULL : part[1];
		p->column = report_column(p->table, part[2]);
		if (p->column && p->column->type != REPORT_WORDS)
			return true;
	}
	if (n == 1 || (n == 2 && strcmp(part[1], "of") == 0)) {
		p->number = number_of(def->numbers, part[0]);
		if (!p->number)
			p->number = number_of(def->problems, part[0]);
		p->indicator = p->number ? NULL : indicator_of(def, part[0]);
		p->whole = n == 2;
		if (n == 1 ? p->number || p->indicator
			   : p->indicator && (p->indicator->denominator || p->indicator->share))
			return true;
	}
	return jz_fail(error, JZ_ERROR_USAGE,
		_("the report %s has no such number; jiuzhu report %s --tsv shows table, row and "
		  "column, written as TABLE.ROW.COLUMN"),
		def->key, def->key);
}

struct naming {
	const struct cli *cli;
	struct listing *l;
};

static bool add_name(const struct report_name *n, void *ctx)
{
	const struct naming *x = ctx;
	g_autofree char *name = words_of_name(n->name, n->restricted);

	listing_cell(x->l, name);
	listing_cell(x->l, n->place);
	listing_cell(x->l, n->note);
	cli_number_cell(x->l, n->n);
	if (n->of < 0)
		listing_cell(x->l, "");
	else
		cli_number_cell(x->l, n->of);
	return true;
}

static bool print_names(struct cli *cli, const struct report_def *def,
	const struct report_period *period, GError **error)
{
	g_autoptr(listing) l = listing_new();
	g_auto(GStrv) part = g_strsplit(cli->names, ".", 3);
	struct naming n = {cli, l};
	struct report_place place = {0};

	listing_column(l, "name", _("name"), false);
	listing_column(l, "place", _("place"), false);
	listing_column(l, "note", _("note"), false);
	listing_column(l, "n", _("number"), true);
	listing_column(l, "of", _("of"), true);
	if (!find_place(def, part, &place, error) ||
		!report_names(cli->desk, period, &place, add_name, &n, error))
		return false;
	cli_print_listing(cli, l);
	return true;
}

/* --- printing ------------------------------------------------------------------------------ */

static bool print_report(struct cli *cli, const struct report_def *def,
	const struct report_period *p, GError **error)
{
	g_autoptr(report_run) run = report_run(cli->desk, def, p, error);
	g_autoptr(book) book = run ? book_of(cli->desk, run) : NULL;
	g_autofree char *text = NULL;

	if (!run || (cli->xlsx && !xlsx_write(book, cli->xlsx, error)) ||
		(cli->pdf && !pdf_write(book, cli->pdf, error)))
		return false;
	if ((cli->xlsx || cli->pdf) && !cli->text && !cli->tsv)
		return true;
	text = cli->tsv ? book_tsv(run) : book_text(book);
	fputs(text, stdout);
	return true;
}

bool cli_report_numbers(struct cli *cli, const struct report_def *def, GError **error)
{
	struct report_period period;

	if (!cli_open(cli, DB_READ, error) || !take_period(cli, def, &period, error))
		return false;
	/* Numbers are looked up in the forms that are open now. */
	def = library_report(cli->lib, def->key);
	return cli->names ? print_names(cli, def, &period, error)
			  : print_report(cli, def, &period, error);
}
