/* The month's payments: planned by one, approved by another. */
#include "config.h"

#include "cli.h"
#include "cli_adjust.h"

#include <stdio.h>
#include <string.h>
#include "base/i18n.h"
#include "exchange/payroll.h"
#include "model/payment.h"
#include "model/print_log.h"

/* The batches that --month, --area and --programme mean; struct payment_batch *, not owned. */
struct choice {
	GPtrArray *all, *chosen;
};

static void choice_clear(struct choice *c)
{
	g_clear_pointer(&c->chosen, g_ptr_array_unref);
	g_clear_pointer(&c->all, g_ptr_array_unref);
}

static bool is_meant(const struct cli *cli, const struct payment_batch *b, const char *for_month)
{
	return (!for_month || strcmp(b->for_month, for_month) == 0) &&
		(!cli->area || strcmp(b->area, cli->area) == 0) &&
		(!cli->programme || strcmp(b->programme, cli->programme) == 0) &&
		(!cli->roster || g_ascii_strtoll(cli->roster, NULL, 10) == MAX(b->no, 1));
}

static bool choose(struct cli *cli, struct choice *c, bool any_month, GError **error)
{
	char for_month[MONTH_LEN];
	month m;

	if (!cli_month(cli, &m, error))
		return false;
	month_to_iso(m, for_month);
	c->all = payment_batches(cli->desk, error);
	if (!c->all)
		return false;
	c->chosen = g_ptr_array_new();
	for (guint i = 0; i < c->all->len; i++) {
		struct payment_batch *b = g_ptr_array_index(c->all, i);

		if (is_meant(cli, b, any_month && !cli->month ? NULL : for_month))
			g_ptr_array_add(c->chosen, b);
	}
	return c->chosen->len || any_month ||
		jz_fail(error, JZ_ERROR_BAD,
			_("there is no payment roster of %s; plan it with jiuzhu pay plan"),
			for_month);
}

/* --- list ---------------------------------------------------------------------------------- */

static void list_batches(const struct cli *cli, const GPtrArray *batches)
{
	g_autoptr(listing) l = listing_new();

	listing_column(l, "month", _("month"), false);
	listing_column(l, "programme", _("programme"), false);
	listing_column(l, "area", _("area"), false);
	listing_column(l, "state", _("state"), false);
	listing_column(l, "households", _("households"), true);
	listing_column(l, "persons", _("persons"), true);
	listing_column(l, "amount_fen", _("amount"), true);
	listing_column(l, "held", _("held"), true);
	listing_column(l, "roster", _("roster"), true);
	listing_column(l, "reason", _("besides, because"), false);
	for (guint i = 0; i < batches->len; i++) {
		const struct payment_batch *b = g_ptr_array_index(batches, i);

		listing_cell(l, b->for_month);
		listing_cell(l, cli_word(cli, "programme", b->programme));
		listing_cell(l, cli_word(cli, "area", b->area));
		listing_cell(l, cli_word(cli, "roster_state", b->state));
		cli_number_cell(l, b->households);
		cli_number_cell(l, b->persons);
		cli_money_cell(cli, l, b->amount);
		cli_number_cell(l, b->held);
		cli_number_cell(l, MAX(b->no, 1));
		listing_cell(l, b->reason ? cli_word(cli, "payment_reason", b->reason) : "");
	}
	cli_print_listing(cli, l);
}

struct row_list {
	const struct cli *cli;
	struct listing *l;
	const char *area;
};

static bool add_row(const struct payment_row *row, void *ctx)
{
	struct row_list *list = ctx;

	listing_cell(list->l, row->file_no);
	listing_cell(list->l, cli_word(list->cli, "area", list->area));
	listing_cell(list->l, row->village);
	listing_cell(list->l, row->head);
	listing_cell(list->l, row->id_no);
	cli_number_cell(list->l, row->members);
	cli_money_cell(list->cli, list->l, row->amount);
	listing_cell(list->l, row->account);
	listing_cell(list->l, cli_word(list->cli, "payment_state", row->state));
	listing_cell(list->l, row->hold_reason);
	return true;
}

static bool list_rows(const struct cli *cli, const GPtrArray *batches, GError **error)
{
	g_autoptr(listing) l = listing_new();
	struct row_list list = {cli, l, NULL};

	listing_column(l, "file_no", _("file number"), false);
	listing_column(l, "area", _("area"), false);
	listing_column(l, "village", _("village"), false);
	listing_column(l, "head", _("head"), false);
	listing_column(l, "id_number", _("id number"), false);
	listing_column(l, "members", _("members"), true);
	listing_column(l, "amount_fen", _("amount"), true);
	listing_column(l, "account", _("account"), false);
	listing_column(l, "state", _("state"), false);
	listing_column(l, "hold_reason", _("held because"), false);
	for (guint i = 0; i < batches->len; i++) {
		const struct payment_batch *b = g_ptr_array_index(batches, i);

		list.area = b->area;
		if (!payment_page(
			    cli->desk, b->id, NULL, 0, false, G_MAXINT, add_row, &list, error))
			return false;
	}
	cli_print_listing(cli, l);
	return true;
}

static bool pay_list(struct cli *cli, GError **error)
{
	struct choice c = {0};
	bool ok = cli_open(cli, DB_READ, error) && choose(cli, &c, true, error);

	if (ok && cli->month)
		ok = list_rows(cli, c.chosen, error);
	else if (ok)
		list_batches(cli, c.chosen);
	choice_clear(&c);
	return ok;
}

/* --- plan and approve ---------------------------------------------------------------------- */

static bool pay_plan(struct cli *cli, GError **error)
{
	struct choice c = {0};
	const char *programme;
	month m;
	int n;
	bool ok;

	if (!cli_open_as(cli, ROLE_PAYER, error) || !cli_month(cli, &m, error) ||
		!(programme = cli_programme(cli, error)) ||
		!payment_plan(cli->desk, programme, m, &n, error))
		return false;
	if (!n)
		return jz_fail(error, JZ_ERROR_BAD,
			_("no household has an award in this month, so there is nothing to plan"));
	ok = choose(cli, &c, false, error);
	if (ok)
		list_batches(cli, c.chosen);
	choice_clear(&c);
	return ok;
}

static bool approve_all(struct cli *cli, const GPtrArray *batches, GError **error)
{
	struct change *c = desk_change(cli->desk, "approve payments", error);
	bool ok = c != NULL;

	for (guint i = 0; ok && i < batches->len; i++) {
		const struct payment_batch *b = g_ptr_array_index(batches, i);

		ok = payment_approve(cli->desk, b->id, error);
	}
	ok = ok && change_commit(&c, error);
	change_cancel(&c);
	return ok;
}

static bool pay_approve(struct cli *cli, GError **error)
{
	struct choice c = {0};
	bool ok = cli_open_as(cli, ROLE_PAYER, error) && choose(cli, &c, false, error) &&
		approve_all(cli, c.chosen, error);

	choice_clear(&c);
	ok = ok && choose(cli, &c, false, error);
	if (ok)
		list_batches(cli, c.chosen);
	choice_clear(&c);
	return ok;
}

/* --- export -------------------------------------------------------------------------------- */

static bool export_encoding(const struct cli *cli, enum encoding *encoding, GError **error)
{
	const char *name = cli->encoding ? cli->encoding : "gb18030";

	if (g_ascii_strcasecmp(name, "gb18030") == 0)
		*encoding = ENCODING_GB18030;
	else if (g_ascii_strcasecmp(name, "utf-8") == 0 || g_ascii_strcasecmp(name, "utf8") == 0)
		*encoding = ENCODING_UTF8;
	else
		return jz_fail(error, JZ_ERROR_USAGE,
			_("--encoding %s is unknown; it is gb18030 or utf-8"), name);
	return true;
}

/* The totals stand on the screen before anything is written. */
static bool export_one(struct cli *cli, const GPtrArray *batches, GError **error)
{
	const struct payment_batch *b = g_ptr_array_index(batches, 0);
	enum encoding encoding = ENCODING_GB18030;
	g_autofree char *title = g_strdup_printf("%s%s %s", cli_word(cli, "area", b->area),
		cli_word(cli, "programme", b->programme), b->for_month);

	if (!export_encoding(cli, &encoding, error))
		return false;
	if (batches->len > 1)
		return jz_fail(error, JZ_ERROR_USAGE,
			_("%s has several rosters; choose one with --area, --programme and "
			  "--roster"),
			b->for_month);
	list_batches(cli, batches);
	fflush(stdout);
	return payroll_write(cli->desk, b->id, cli->words[1], encoding, NULL, error) &&
		print_log_add(cli->desk, 0, title, error);
}

static bool pay_export(struct cli *cli, GError **error)
{
	struct choice c = {0};
	bool ok = cli_open_as(cli, ROLE_PAYER, error) && choose(cli, &c, false, error) &&
		export_one(cli, c.chosen, error);

	choice_clear(&c);
	return ok;
}

bool cli_pay(struct cli *cli, GError **error)
{
	static const struct {
		const char *word;
		int n_words;
		bool (*run)(struct cli *cli, GError **error);
	} acts[] = {{"plan", 1, pay_plan}, {"approve", 1, pay_approve}, {"list", 1, pay_list},
		{"export", 2, pay_export}, {"retro", 1, cli_pay_retro}, {"due", 2, cli_pay_due},
		{"price", 1, cli_pay_price}};

	for (size_t i = 0; i < G_N_ELEMENTS(acts); i++)
		if (strcmp(cli->words[0], acts[i].word) == 0 && cli->n_words == acts[i].n_words)
			return acts[i].run(cli, error);
	return cli_wrong_use(error, "pay");
}
