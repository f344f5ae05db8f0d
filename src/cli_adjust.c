/* Money for months that are past: a standard raised, what one case is due. */
#include "config.h"

#include "cli.h"

#include <string.h>
#include "base/i18n.h"
#include "base/rid.h"
#include "cli_adjust.h"
#include "model/casefile.h"
#include "model/look.h"
#include "model/person.h"
#include "model/retro.h"

/* --- retro --------------------------------------------------------------------------------- */

static bool need(const char *option, const char *value, GError **error)
{
	return (value && *value) ||
		jz_fail(error, JZ_ERROR_USAGE, _("--%s is missing; see jiuzhu pay --help"), option);
}

/* Money is keyed in yuan, as everywhere. */
static bool read_setting(const struct cli *cli, struct setting *s, char **value, GError **error)
{
	const struct param_def *def;
	fen amount;

	if (!need("param", cli->param, error) || !need("value", cli->value, error) ||
		!need("from", cli->from, error))
		return false;
	def = library_param(cli->lib, cli->param);
	if (def && def->type == PARAM_MONEY && money_eval(cli->value, &amount))
		*value = g_strdup_printf("%" G_GINT64_FORMAT, amount);
	else
		*value = g_strdup(cli->value);
	*s = (struct setting){.key = cli->param,
		.area = cli->area ? cli->area : "",
		.value = *value,
		.from = day_from_iso(cli->from),
		.document = cli->document,
		.issued = DAY_NONE};
	return s->from != DAY_NONE ||
		jz_fail(error, JZ_ERROR_USAGE, _("--from %s is no day; key it like 2026-01-01"),
			cli->from);
}

/* Names of restricted programmes are not for lists (K-91). */
static char *head_of(const struct cli *cli, row_id casefile, const char *programme)
{
	return look_is_restricted(cli->desk, programme) ? g_strdup("")
							: retro_head(cli->desk, casefile);
}

static void list_arrears(const struct cli *cli, const struct retro *r)
{
	g_autoptr(listing) l = listing_new();

	listing_column(l, "file_no", _("file number"), false);
	listing_column(l, "area", _("area"), false);
	listing_column(l, "head", _("head"), false);
	listing_column(l, "month", _("month"), false);
	listing_column(l, "members", _("members"), true);
	listing_column(l, "due_fen", _("due"), true);
	listing_column(l, "paid_fen", _("paid"), true);
	listing_column(l, "arrears_fen", _("arrears"), true);
	listing_column(l, "note", _("note"), false);
	for (guint i = 0; i < r->cases->len; i++) {
		const struct retro_case *c = g_ptr_array_index(r->cases, i);
		g_autofree char *head = head_of(cli, c->casefile, c->programme);
		char iso[MONTH_LEN];

		/* A case without arrears has a line as well: the month from which it changes. */
		for (guint k = 0; k < MAX(c->n, 1); k++) {
			const struct adjustment_month now = {
				c->next, c->members, c->fresh, MAX(c->old, 0), 0};
			const struct adjustment_month *d = c->n
				? &g_array_index(r->lines, struct adjustment_month, c->first + k)
				: &now;

			listing_cell(l, c->file_no);
			listing_cell(l, cli_word(cli, "area", c->area));
			listing_cell(l, head);
			listing_cell(l, month_to_iso(d->m, iso));
			cli_number_cell(l, d->members);
			cli_money_cell(cli, l, d->due);
			cli_money_cell(cli, l, d->paid);
			cli_money_cell(cli, l, d->amount);
			listing_cell(l,
				c->unknown ? c->unknown
					: c->old >= 0 && c->fresh < c->old
					? _("would get less: hear them first (C-11)")
					: "");
		}
	}
	cli_print_listing(cli, l);
}

static void list_visits(const struct cli *cli, const struct retro *r)
{
	g_autoptr(listing) l = listing_new();

	listing_column(l, "file_no", _("file number"), false);
	listing_column(l, "head", _("head"), false);
	listing_column(l, "state", _("state"), false);
	listing_column(l, "income_fen", _("yearly income"), true);
	listing_column(l, "standard_fen", _("standard for the household"), true);
	for (guint i = 0; i < r->visits->len; i++) {
		const struct retro_visit *v = g_ptr_array_index(r->visits, i);
		g_autofree char *head = head_of(cli, v->casefile, v->programme);

		listing_cell(l, v->file_no);
		listing_cell(l, head);
		listing_cell(l, v->state);
		cli_money_cell(cli, l, v->income);
		cli_money_cell(cli, l, v->standard);
	}
	g_print("%s\n", _("Poor enough by the new standard, to be visited:"));
	cli_print_listing(cli, l);
}

static void print_retro(const struct cli *cli, const struct retro *r)
{
	char amount[MONEY_LEN], monthly[MONEY_LEN];

	list_arrears(cli, r);
	if (cli->tsv)
		return;
	g_print(_("%d households get arrears, %s yuan in all; %d get more from next month, %s yuan "
		  "a month together.\n"),
		r->n_arrears, money_print(r->amount, amount), r->n_raised,
		money_print(r->monthly, monthly));
	if (r->n_less)
		g_print(_("%d households would get less; nothing is taken back by itself.\n"),
			r->n_less);
	if (r->n_unknown)
		g_print(_("%d households cannot be reckoned; the notes say why.\n"), r->n_unknown);
	if (r->visits->len)
		list_visits(cli, r);
}

bool cli_pay_retro(struct cli *cli, GError **error)
{
	struct setting s;
	g_autofree char *value = NULL;
	g_autoptr(retro) r = NULL;

	if (!cli_load_forms(cli, error) || !read_setting(cli, &s, &value, error) ||
		!(cli->dry_run ? cli_open(cli, DB_READ, error)
			       : cli_open_as(cli, ROLE_ADMIN, error)))
		return false;
	r = retro_look(cli->desk, &s, error);
	if (!r || (!cli->dry_run && !retro_save(cli->desk, &s, r, error)))
		return false;
	print_retro(cli, r);
	return true;
}

/* --- due ----------------------------------------------------------------------------------- */

#define DUE_MONTHS 24 /* looked back */

/* Below zero is an amount here: too much was paid. */
static void signed_cell(const struct cli *cli, struct listing *l, fen amount)
{
	char text[MONEY_LEN];

	if (cli->tsv)
		g_snprintf(text, sizeof text, "%" G_GINT64_FORMAT, amount);
	else
		money_print(amount, text);
	listing_cell(l, text);
}

struct due_list {
	const struct cli *cli;
	struct listing *l;
};

static bool see_due(const struct due_case *c, void *ctx, GError **error)
{
	struct due_list *list = ctx;
	char iso[MONTH_LEN];

	(void)error;
	for (guint i = 0; i < c->months->len; i++) {
		const struct due_month *d = &g_array_index(c->months, struct due_month, i);

		if (!d->award && !d->paid && !d->adjusted)
			continue;
		listing_cell(list->l, c->file_no);
		listing_cell(list->l, month_to_iso(d->m, iso));
		cli_number_cell(list->l, d->members);
		cli_money_cell(list->cli, list->l, d->due);
		cli_money_cell(list->cli, list->l, d->paid);
		signed_cell(list->cli, list->l, d->adjusted);
		signed_cell(list->cli, list->l, due_difference(d));
		listing_cell(list->l,
			d->unknown            ? d->unknown
				: d->expected ? _("no approved roster yet")
					      : "");
	}
	return true;
}

static bool list_case(struct due_list *list, row_id id, GError **error)
{
	struct desk *desk = list->cli->desk;
	g_autoptr(casefile) c = casefile_get(desk, id, error);
	const struct programme *p = c ? casefile_programme(desk, c) : NULL;
	month open;

	if (!c || !p)
		return c != NULL;
	if (look_is_restricted(desk, c->programme))
		return jz_fail(error, JZ_ERROR_DENIED,
			_("file %s is restricted; open it on the screens, where that is written "
			  "down"),
			c->file_no);
	open = due_open_month(desk, p->key, c->area, error);
	return open != MONTH_NONE &&
		due_read(desk, p, id, open - DUE_MONTHS, open - 1, see_due, list, error);
}

bool cli_pay_due(struct cli *cli, GError **error)
{
	struct rid rid;
	enum rid_status status = rid_parse(cli->words[1], &rid);
	g_autofree char *why = status == RID_OK ? NULL : rid_message(status, &rid);
	g_autoptr(GArray) ids = NULL;
	g_autoptr(listing) l = listing_new();
	struct due_list list = {cli, l};

	if (why)
		return jz_fail(error, JZ_ERROR_USAGE, "%s", why);
	if (!cli_open(cli, DB_READ, error) || !(ids = due_cases_of(cli->desk, rid.number, error)))
		return false;
	listing_column(l, "file_no", _("file number"), false);
	listing_column(l, "month", _("month"), false);
	listing_column(l, "members", _("members"), true);
	listing_column(l, "due_fen", _("due"), true);
	listing_column(l, "paid_fen", _("paid"), true);
	listing_column(l, "adjusted_fen", _("adjusted"), true);
	listing_column(l, "difference_fen", _("difference"), true);
	listing_column(l, "note", _("note"), false);
	for (guint i = 0; i < ids->len; i++)
		if (!list_case(&list, g_array_index(ids, row_id, i), error))
			return false;
	cli_print_listing(cli, l);
	return true;
}

/* --- price --------------------------------------------------------------------------------- */

bool cli_pay_price(struct cli *cli, GError **error)
{
	const char *programme;
	char money[MONEY_LEN];
	month m;
	fen amount;
	int n;

	if (!cli_open_as(cli, ROLE_PAYER, error) || !cli_month(cli, &m, error) ||
		!(programme = cli_programme(cli, error)) ||
		!adjustment_price(cli->desk, programme, m, cli->document, &n, &amount, error))
		return false;
	g_print(_("%d households get the price subsidy, %s yuan in all; it is paid with the next "
		  "month that is planned.\n"),
		n, money_print(amount, money));
	return true;
}
