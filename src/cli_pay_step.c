/* The steps of a roster of payments beside planning and approving. */
#include "config.h"

#include "cli_pay.h"

#include <stdio.h>
#include <string.h>
#include "base/i18n.h"
#include "exchange/bank.h"
#include "model/payment_finding.h"
#include "model/print_log.h"

/* --- findings ------------------------------------------------------------------------------ */

struct finding_list {
	struct cli *cli;
	struct listing *l;
	GArray *open; /* row_id of those that --kind and --case mean */
};

static bool is_meant(const struct cli *cli, const struct payment_finding *f)
{
	return (!cli->kind || strcmp(f->kind, cli->kind) == 0) &&
		(!cli->case_no || strcmp(f->file_no, cli->case_no) == 0);
}

static bool add_finding(const struct payment_finding *f, void *ctx)
{
	struct finding_list *list = ctx;
	struct cli *cli = list->cli;

	if (!is_meant(cli, f))
		return true;
	if (!*f->reason)
		g_array_append_val(list->open, f->id);
	listing_cell(list->l, cli_word(cli, "payment_finding", f->kind));
	listing_cell(list->l,
		cli->tsv           ? f->error ? "error" : "warn"
			: f->error ? _("error")
				   : _("warning"));
	listing_cell(list->l, f->file_no);
	listing_cell(list->l, f->head);
	listing_cell(list->l, f->sentence);
	listing_cell(list->l, f->reason);
	listing_cell(list->l, f->explained_by);
	return true;
}

static bool read_findings(
	struct cli *cli, const GPtrArray *batches, struct finding_list *list, GError **error)
{
	*list = (struct finding_list){
		cli, listing_new(), g_array_new(FALSE, FALSE, sizeof(row_id))};
	listing_column(list->l, "kind", _("kind"), false);
	listing_column(list->l, "severity", _("severity"), false);
	listing_column(list->l, "file_no", _("file number"), false);
	listing_column(list->l, "head", _("head"), false);
	listing_column(list->l, "sentence", _("what was found"), false);
	listing_column(list->l, "reason", _("why it may stand"), false);
	listing_column(list->l, "by", _("by"), false);
	for (guint i = 0; i < batches->len; i++) {
		const struct payment_batch *b = g_ptr_array_index(batches, i);

		if (!payment_findings(cli->desk, b->id, add_finding, list, error))
			return false;
	}
	return true;
}

static void finding_list_clear(struct finding_list *list)
{
	listing_free(list->l);
	g_array_unref(list->open);
}

static bool explain(struct cli *cli, const GPtrArray *batches, GError **error)
{
	struct finding_list list;
	struct change *c = desk_change(cli->desk, "explain finding", error);
	bool ok = c && read_findings(cli, batches, &list, error);

	if (ok && !list.open->len)
		ok = jz_fail(error, JZ_ERROR_BAD,
			_("no open finding is meant; jiuzhu pay check lists them"));
	for (guint i = 0; ok && i < list.open->len; i++)
		ok = payment_explain(
			cli->desk, g_array_index(list.open, row_id, i), cli->reason, error);
	if (c)
		finding_list_clear(&list);
	ok = ok && change_commit(&c, error);
	change_cancel(&c);
	return ok;
}

static bool is_open(const struct payment_batch *b)
{
	return strcmp(b->state, "draft") == 0 || strcmp(b->state, "checked") == 0;
}

/* A roster with open findings stays a draft, and they are listed: exit status 1. */
static bool check_batches(struct cli *cli, const GPtrArray *batches, GError **error)
{
	for (guint i = 0; i < batches->len; i++) {
		const struct payment_batch *b = g_ptr_array_index(batches, i);
		g_autoptr(payment_batch) now = NULL;
		g_autoptr(GError) why = NULL;

		if (!is_open(b) || payment_check(cli->desk, b->id, &why))
			continue;
		now = payment_batch_get(cli->desk, b->id, NULL);
		if (!now || !now->open) {
			g_propagate_error(error, g_steal_pointer(&why));
			return false;
		}
		cli->findings = true;
	}
	return true;
}

bool pay_check(struct cli *cli, GError **error)
{
	struct choice c = {0};
	struct finding_list list;
	bool ok;

	if (cli->kind && !payment_finding_knows(cli->kind))
		return jz_fail(error, JZ_ERROR_USAGE,
			_("--kind %s is no kind of finding; see forms/codes/payment.ini"),
			cli->kind);
	ok = cli_open_as(cli, ROLE_PAYER, error) && choose(cli, &c, false, error) &&
		(!cli->reason || explain(cli, c.chosen, error)) &&
		check_batches(cli, c.chosen, error);
	if (ok) {
		ok = read_findings(cli, c.chosen, &list, error);
		if (ok)
			cli_print_listing(cli, list.l);
		cli->findings |= list.open->len > 0;
		finding_list_clear(&list);
	}
	choice_clear(&c);
	return ok;
}

/* --- the bank ------------------------------------------------------------------------------ */

/* Exactly one roster is meant. */
static const struct payment_batch *one_batch(struct cli *cli, struct choice *c, GError **error)
{
	const struct payment_batch *b;

	if (!cli_open_as(cli, ROLE_PAYER, error) || !choose(cli, c, false, error))
		return NULL;
	b = g_ptr_array_index(c->chosen, 0);
	if (c->chosen->len == 1)
		return b;
	jz_fail(error, JZ_ERROR_USAGE,
		_("%s has several rosters; choose one with --programme, --area and --no"),
		b->for_month);
	return NULL;
}

/* --layout, else the one it was sent in, else the first there is. */
static const struct bank_def *layout_of(
	const struct cli *cli, const struct payment_batch *b, GError **error)
{
	const GPtrArray *banks = library_banks(cli->lib);
	const char *key = cli->layout ? cli->layout : b->layout;
	const struct bank_def *bank = key ? library_bank(cli->lib, key)
		: banks->len              ? g_ptr_array_index(banks, 0)
					  : NULL;
	g_autoptr(GString) all = g_string_new(NULL);

	if (bank)
		return bank;
	for (guint i = 0; i < banks->len; i++)
		g_string_append_printf(all, "%s%s", i ? ", " : "",
			((const struct bank_def *)banks->pdata[i])->key);
	jz_fail(error, JZ_ERROR_USAGE, _("there is no layout %s in forms/banks; there are %s"),
		key ? key : "", all->str);
	return NULL;
}

static bool done(struct cli *cli, bool ok, struct choice *c, GError **error)
{
	choice_clear(c);
	ok = ok && choose(cli, c, false, error);
	if (ok)
		list_batches(cli, c->chosen);
	choice_clear(c);
	return ok;
}

bool pay_send(struct cli *cli, GError **error)
{
	struct choice c = {0};
	const struct payment_batch *b = one_batch(cli, &c, error);
	const struct bank_def *bank = b ? layout_of(cli, b, error) : NULL;
	bool ok = bank && bank_send(cli->desk, b->id, bank, cli->words[1], NULL, error) &&
		print_log_add(cli->desk, 0, cli->words[1], error);

	return done(cli, ok, &c, error);
}

static void print_counts(const struct cli *cli, const struct payment_answer_counts *n)
{
	const struct {
		const char *key, *label;
		int n;
	} lines[] = {{"rows", _("rows"), n->lines}, {"paid", _("paid"), n->paid},
		{"failed", _("failed"), n->failed}, {"wrong", _("wrong amount"), n->wrong},
		{"unmatched", _("not in the roster"), n->unmatched},
		{"unanswered", _("without an answer"), n->unanswered},
		{"unchanged", _("known already"), n->same}};

	for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
		printf("%s\t%d\n", cli->tsv ? lines[i].key : lines[i].label, lines[i].n);
}

static bool paid_day(const struct cli *cli, day *on, GError **error)
{
	*on = cli->paid_on ? day_from_iso(cli->paid_on) : day_today();
	return *on != DAY_NONE ||
		jz_fail(error, JZ_ERROR_USAGE, _("--paid-on %s is no day like 2026-07-09"),
			cli->paid_on);
}

bool pay_answer(struct cli *cli, GError **error)
{
	struct choice c = {0};
	struct payment_answer_counts n;
	const struct payment_batch *b = one_batch(cli, &c, error);
	const struct bank_def *bank = b ? layout_of(cli, b, error) : NULL;
	day on;
	bool ok = bank && paid_day(cli, &on, error) &&
		bank_answer(cli->desk, b->id, bank, cli->words[1], on, &n, error);

	choice_clear(&c);
	if (!ok)
		return false;
	print_counts(cli, &n);
	cli->findings = n.failed || n.wrong || n.unmatched || n.unanswered;
	return true;
}

/* --- again, and the end -------------------------------------------------------------------- */

bool pay_reissue(struct cli *cli, GError **error)
{
	struct choice c = {0};
	const struct payment_batch *b = one_batch(cli, &c, error);
	row_id again = 0;
	bool ok = b && payment_reissue(cli->desk, b->id, &again, error);
	g_autoptr(payment_batch) made = ok ? payment_batch_get(cli->desk, again, error) : NULL;
	g_autoptr(GPtrArray) list = g_ptr_array_new();

	choice_clear(&c);
	if (!made)
		return false;
	g_ptr_array_add(list, made);
	list_batches(cli, list);
	return true;
}

bool pay_close(struct cli *cli, GError **error)
{
	struct choice c = {0};
	const struct payment_batch *b = one_batch(cli, &c, error);

	return done(cli, b && payment_close(cli->desk, b->id, cli->reason, error), &c, error);
}
