/* Reports and documents as text. */
#include "config.h"

#include "cli.h"
#include "cli_report.h"

#include <stdio.h>
#include <string.h>
#include "base/i18n.h"
#include "base/text.h"
#include "model/look.h"
#include "model/casefile.h"
#include "model/print_log.h"
#include "report/document.h"
#include "report/pdf.h"

/* --- cases and what is overdue ------------------------------------------------------------- */

struct case_report {
	const struct cli *cli;
	struct listing *l;
	char today[DAY_LEN]; /* only what was due before; "" for all */
};

static bool add_case(const struct casefile_row *row, void *ctx)
{
	struct case_report *r = ctx;

	if (*r->today && (!*row->due || strcmp(row->due, r->today) >= 0))
		return true;
	listing_cell(r->l, row->file_no);
	listing_cell(r->l, row->head);
	listing_cell(r->l, row->village);
	listing_cell(r->l, cli_word(r->cli, "programme", row->programme));
	listing_cell(r->l, cli_word(r->cli, "area", row->area));
	listing_cell(r->l, cli_state(r->cli, row->programme, row->state));
	cli_number_cell(r->l, row->members);
	cli_money_cell(r->cli, r->l, row->amount);
	listing_cell(r->l, row->due);
	return true;
}

static bool report_cases(struct cli *cli, struct case_report *r, GError **error)
{
	g_autoptr(listing) l = listing_new();

	listing_column(l, "file_no", _("file number"), false);
	listing_column(l, "head", _("head"), false);
	listing_column(l, "village", _("village"), false);
	listing_column(l, "programme", _("programme"), false);
	listing_column(l, "area", _("area"), false);
	listing_column(l, "state", _("state"), false);
	listing_column(l, "members", _("members"), true);
	listing_column(l, "amount_fen", _("amount"), true);
	listing_column(l, "due", _("due"), false);
	r->cli = cli;
	r->l = l;
	if (!casefile_page(cli->desk, NULL, NULL, NULL, 0, false, G_MAXINT, add_case, r, error))
		return false;
	cli_print_listing(cli, l);
	return true;
}

static bool report_all(struct cli *cli, GError **error)
{
	struct case_report r = {0};

	return report_cases(cli, &r, error);
}

static bool report_overdue(struct cli *cli, GError **error)
{
	struct case_report r = {0};

	day_to_iso(day_today(), r.today);
	return report_cases(cli, &r, error);
}

/* --- by name ------------------------------------------------------------------------------- */

static const struct {
	const char *name, *help;
	bool (*run)(struct cli *cli, GError **error);
} reports[] = {
	{"cases", N_("every case with its state, amount and next date"), report_all},
	{"overdue", N_("cases with a date that has passed"), report_overdue},
	{"inquiries", N_("what no system can see, to be asked by hand, with blanks to fill"),
		cli_report_inquiries},
};

static bool list_reports(struct cli *cli, GError **error)
{
	const GPtrArray *all;

	if (!cli_load_forms(cli, error))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(reports); i++)
		printf("%-16s %s\n", reports[i].name, _(reports[i].help));
	all = library_reports(cli->lib);
	for (guint i = 0; i < all->len; i++) {
		const struct report_def *r = g_ptr_array_index(all, i);
		printf("%-16s %s%s%s\n", r->key, r->label, r->about ? ": " : "",
			r->about ? r->about : "");
	}
	return true;
}

static bool refuse_name(const struct cli *cli, GError **error)
{
	const GPtrArray *all = library_reports(cli->lib);
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	const char *near;

	for (size_t i = 0; i < G_N_ELEMENTS(reports); i++)
		g_ptr_array_add(names, (char *)reports[i].name);
	for (guint i = 0; i < all->len; i++)
		g_ptr_array_add(names, ((struct report_def *)g_ptr_array_index(all, i))->key);
	near = text_nearest(cli->words[0], (const char *const *)names->pdata, names->len);
	return near ? jz_fail(error, JZ_ERROR_USAGE, _("there is no report %s; did you mean %s?"),
			      cli->words[0], near)
		    : jz_fail(error, JZ_ERROR_USAGE,
			      _("there is no report %s; jiuzhu report lists those there are"),
			      cli->words[0]);
}

bool cli_report(struct cli *cli, GError **error)
{
	const struct report_def *def;

	if (!cli->n_words)
		return list_reports(cli, error);
	for (size_t i = 0; i < G_N_ELEMENTS(reports); i++)
		if (strcmp(cli->words[0], reports[i].name) == 0) {
			if (cli->year || cli->xlsx || cli->pdf || cli->names)
				return jz_fail(error, JZ_ERROR_USAGE,
					_("the list %s is of today, as text or --tsv"),
					cli->words[0]);
			return cli_open(cli, DB_READ, error) && reports[i].run(cli, error);
		}
	if (!cli_load_forms(cli, error))
		return false;
	def = library_report(cli->lib, cli->words[0]);
	return def ? cli_report_numbers(cli, def, error) : refuse_name(cli, error);
}

/* --- documents ----------------------------------------------------------------------------- */

/* What leaves the house about a case is put into its print log first (F50). */
static char *document_printed(struct cli *cli, const char *key, GError **error)
{
	g_autofree char *text = NULL;
	row_id casefile;

	if (!cli_open_as(cli, ROLE_CLERK, error))
		return NULL;
	casefile = casefile_by_no(cli->desk, cli->case_no);
	if (!casefile) {
		jz_fail(error, JZ_ERROR_BAD,
			_("there is no case %s; jiuzhu report cases lists them"), cli->case_no);
		return NULL;
	}
	g_autoptr(casefile) c = casefile_get(cli->desk, casefile, error);
	if (!c || !look_at(cli->desk, c, "print", error))
		return NULL;
	text = document_of_case(cli->desk, casefile, key, error);
	if (!text || !print_log_add(cli->desk, casefile, key, error))
		return NULL;
	return g_steal_pointer(&text);
}

bool cli_print(struct cli *cli, GError **error)
{
	const char *key = cli->words[0];
	g_autofree char *text = NULL;

	if (!document_kind_need(key, error))
		return false;
	if (cli->case_no)
		text = document_printed(cli, key, error);
	else if (cli_open(cli, DB_READ, error))
		text = document_blank(cli->desk, key, error);
	if (!text || (cli->pdf && !pdf_write_text(text, cli->pdf, error)))
		return false;
	if (!cli->pdf || cli->text)
		fputs(text, stdout);
	return true;
}
