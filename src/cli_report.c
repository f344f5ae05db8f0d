/* Reports and documents as text. */
#include "config.h"

#include "cli.h"

#include <stdio.h>
#include <string.h>
#include "base/i18n.h"
#include "model/look.h"
#include "model/casefile.h"
#include "model/payment.h"
#include "model/print_log.h"
#include "report/document.h"

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

/* --- the month by village ------------------------------------------------------------------ */

struct village_sum {
	char *area, *village;
	int households, persons, held;
	fen amount;
};

static void village_sum_free(void *data)
{
	struct village_sum *s = data;

	g_free(s->area);
	g_free(s->village);
	g_free(s);
}

struct monthly {
	GPtrArray *sums;
	const char *area;
};

static struct village_sum *sum_of(struct monthly *m, const char *village)
{
	struct village_sum *s;

	for (guint i = 0; i < m->sums->len; i++) {
		s = g_ptr_array_index(m->sums, i);
		if (strcmp(s->area, m->area) == 0 && strcmp(s->village, village) == 0)
			return s;
	}
	s = g_new0(struct village_sum, 1);
	s->area = g_strdup(m->area);
	s->village = g_strdup(village);
	g_ptr_array_add(m->sums, s);
	return s;
}

static bool add_payment(const struct payment_row *row, void *ctx)
{
	struct village_sum *s = sum_of(ctx, row->village);

	if (strcmp(row->state, "held") == 0) {
		s->held++;
		return true;
	}
	s->households++;
	s->persons += row->members;
	s->amount += row->amount;
	return true;
}

static bool sum_month(struct cli *cli, const char *for_month, struct monthly *m, GError **error)
{
	g_autoptr(GPtrArray) batches = payment_batches(cli->desk, error);

	for (guint i = 0; batches && i < batches->len; i++) {
		const struct payment_batch *b = g_ptr_array_index(batches, i);

		if (strcmp(b->for_month, for_month) != 0)
			continue;
		m->area = b->area;
		if (!payment_page(
			    cli->desk, b->id, NULL, 0, false, G_MAXINT, add_payment, m, error))
			return false;
	}
	return batches != NULL;
}

static void print_month(const struct cli *cli, const GPtrArray *sums)
{
	g_autoptr(listing) l = listing_new();

	listing_column(l, "area", _("area"), false);
	listing_column(l, "village", _("village"), false);
	listing_column(l, "households", _("households"), true);
	listing_column(l, "persons", _("persons"), true);
	listing_column(l, "amount_fen", _("amount"), true);
	listing_column(l, "held", _("held"), true);
	for (guint i = 0; i < sums->len; i++) {
		const struct village_sum *s = g_ptr_array_index(sums, i);

		listing_cell(l, cli_word(cli, "area", s->area));
		listing_cell(l, s->village);
		cli_number_cell(l, s->households);
		cli_number_cell(l, s->persons);
		cli_money_cell(cli, l, s->amount);
		cli_number_cell(l, s->held);
	}
	cli_print_listing(cli, l);
}

static bool report_monthly(struct cli *cli, GError **error)
{
	g_autoptr(GPtrArray) sums = g_ptr_array_new_with_free_func(village_sum_free);
	struct monthly m = {sums, NULL};
	char for_month[MONTH_LEN];
	month which;

	if (!cli_month(cli, &which, error) ||
		!sum_month(cli, month_to_iso(which, for_month), &m, error))
		return false;
	print_month(cli, sums);
	return true;
}

/* --- by name ------------------------------------------------------------------------------- */

static const struct {
	const char *name, *help;
	bool (*run)(struct cli *cli, GError **error);
} reports[] = {
	{"cases", N_("every case with its state, amount and next date"), report_all},
	{"overdue", N_("cases with a date that has passed"), report_overdue},
	{"monthly", N_("the month's payments by village"), report_monthly},
};

bool cli_report(struct cli *cli, GError **error)
{
	if (!cli->n_words) {
		for (size_t i = 0; i < G_N_ELEMENTS(reports); i++)
			printf("%-10s %s\n", reports[i].name, _(reports[i].help));
		return true;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(reports); i++)
		if (strcmp(cli->words[0], reports[i].name) == 0)
			return cli_open(cli, DB_READ, error) && reports[i].run(cli, error);
	return jz_fail(error, JZ_ERROR_USAGE,
		_("there is no report %s; jiuzhu report lists those there are"), cli->words[0]);
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
	if (text)
		fputs(text, stdout);
	return text != NULL;
}
