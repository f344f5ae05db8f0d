/* The month's payments: planned by one, approved by another. */
#include "config.h"

#include "cli_pay.h"
#include "cli_adjust.h"

#include <stdio.h>
#include <string.h>
#include "base/i18n.h"
#include "exchange/payroll.h"
#include "model/payment_ledger.h"
#include "model/payment.h"
#include "model/print_log.h"

void choice_clear(struct choice *c)
{
	g_clear_pointer(&c->chosen, g_ptr_array_unref);
	g_clear_pointer(&c->all, g_ptr_array_unref);
}

static bool is_meant(const struct cli *cli, const struct payment_batch *b, const char *for_month)
{
	return (!for_month || strcmp(b->for_month, for_month) == 0) &&
		(!cli->area || strcmp(b->area, cli->area) == 0) &&
		(!cli->programme || strcmp(b->programme, cli->programme) == 0) &&
		(!cli->no || MAX(b->no, 1) == (int)g_ascii_strtoll(cli->no, NULL, 10));
}

/* What came in as history takes no step here any more; without --no the month's own is meant. */
static bool takes_steps(const struct cli *cli, const struct payment_batch *b)
{
	return *b->planned_by && (cli->no || !b->no);
}

static void drop_idle(struct cli *cli, struct choice *c)
{
	for (guint i = c->chosen->len; i > 0; i--)
		if (!takes_steps(cli, g_ptr_array_index(c->chosen, i - 1)))
			g_ptr_array_remove_index(c->chosen, i - 1);
}

bool choose(struct cli *cli, struct choice *c, bool any_month, GError **error)
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
	if (!any_month)
		drop_idle(cli, c);
	return c->chosen->len || any_month ||
		jz_fail(error, JZ_ERROR_BAD,
			_("there is no payment roster of %s; plan it with jiuzhu pay plan"),
			for_month);
}

/* --- list ---------------------------------------------------------------------------------- */

void list_batches(const struct cli *cli, const GPtrArray *batches)
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
	listing_column(l, "no", _("no."), true);
	listing_column(l, "open", _("open"), true);
	listing_column(l, "failed", _("failed"), true);
	listing_column(l, "paid_on", _("paid on"), false);
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
		cli_number_cell(l, b->open);
		cli_number_cell(l, b->failed);
		listing_cell(l, b->paid_on ? b->paid_on : "");
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
	listing_cell(list->l, *row->answer ? row->answer : row->hold_reason);
	listing_cell(list->l, row->for_month);
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
	listing_column(l, "month", _("month"), false);
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

static bool pay_rows(struct cli *cli, GError **error)
{
	struct choice c = {0};
	bool ok = cli_open(cli, DB_READ, error) && choose(cli, &c, true, error);

	if (ok && !c.chosen->len)
		ok = jz_fail(error, JZ_ERROR_BAD,
			_("there is no payment roster; plan one with jiuzhu pay plan"));
	ok = ok && list_rows(cli, c.chosen, error);
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
			_("%s has several rosters; choose one with --programme, --area and --no"),
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

/* --- ledger -------------------------------------------------------------------------------- */

struct ledger_list {
	struct cli *cli;
	struct listing *l;
};

static bool add_line(const struct ledger_line *line, void *ctx)
{
	struct ledger_list *list = ctx;
	struct cli *cli = list->cli;

	if (cli->programme && strcmp(cli->programme, line->programme) != 0)
		return true;
	cli->findings = true;
	listing_cell(list->l,
		cli->tsv                ? line->overlap ? "overlap" : "gap"
			: line->overlap ? _("paid twice")
					: _("not paid"));
	listing_cell(list->l, line->office);
	listing_cell(list->l, cli_word(cli, "programme", line->programme));
	listing_cell(list->l, line->file_no);
	listing_cell(list->l, line->head);
	listing_cell(list->l, line->id_no);
	listing_cell(list->l, line->from);
	listing_cell(list->l, line->to);
	cli_number_cell(list->l, line->months);
	listing_cell(list->l, line->why);
	return true;
}

static bool pay_ledger(struct cli *cli, GError **error)
{
	g_autoptr(listing) l = listing_new();
	struct ledger_list list = {cli, l};

	listing_column(l, "kind", _("kind"), false);
	listing_column(l, "office", _("office"), false);
	listing_column(l, "programme", _("programme"), false);
	listing_column(l, "file_no", _("file number"), false);
	listing_column(l, "head", _("head"), false);
	listing_column(l, "id_number", _("id number"), false);
	listing_column(l, "from", _("from"), false);
	listing_column(l, "to", _("to"), false);
	listing_column(l, "months", _("months"), true);
	listing_column(l, "why", _("because"), false);
	if (!cli_open(cli, DB_READ, error) || !payment_ledger(cli->desk, add_line, &list, error))
		return false;
	cli_print_listing(cli, l);
	return true;
}

bool cli_pay(struct cli *cli, GError **error)
{
	static const struct {
		const char *word;
		int n_words;
		bool (*run)(struct cli *cli, GError **error);
	} acts[] = {{"plan", 1, pay_plan}, {"check", 1, pay_check}, {"approve", 1, pay_approve},
		{"send", 2, pay_send}, {"import-result", 2, pay_answer},
		{"reissue", 1, pay_reissue}, {"close", 1, pay_close}, {"list", 1, pay_list},
		{"rows", 1, pay_rows}, {"ledger", 1, pay_ledger}, {"export", 2, pay_export},
		{"retro", 1, cli_pay_retro}, {"due", 2, cli_pay_due}, {"price", 1, cli_pay_price}};

	for (size_t i = 0; i < G_N_ELEMENTS(acts); i++)
		if (strcmp(cli->words[0], acts[i].word) == 0 && cli->n_words == acts[i].n_words)
			return acts[i].run(cli, error);
	return cli_wrong_use(error, "pay");
}
