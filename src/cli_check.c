/* The checks of forms/checks over a span of days. */
#include "config.h"

#include "cli.h"

#include "base/i18n.h"
#include "base/text.h"
#include "model/audit.h"
#include "store/journal.h"

/* --- which, and when ------------------------------------------------------------------------ */

static bool take_day(const char *option, const char *text, day *out, GError **error)
{
	if (!text)
		return true;
	*out = day_from_iso(text);
	return *out != DAY_NONE ||
		jz_fail(error, JZ_ERROR_USAGE, _("--%s is a day like 2023-12-31, not \"%s\""),
			option, text);
}

/* A day to count to without one to count from is in a year of its own. */
static bool take_period(const struct cli *cli, struct audit_period *period, GError **error)
{
	int year, mon, mday;

	*period = audit_this_year();
	if (!take_day("to", cli->to, &period->to, error))
		return false;
	day_split(period->to, &year, &mon, &mday);
	period->from = day_make(year, 1, 1);
	if (!take_day("from", cli->from, &period->from, error))
		return false;
	return period->from <= period->to ||
		jz_fail(error, JZ_ERROR_USAGE, _("--from is a day after --to; swap them"));
}

static bool no_such_check(const struct cli *cli, const char *word, GError **error)
{
	const GPtrArray *all = library_audits(cli->lib);
	g_autoptr(GPtrArray) keys = g_ptr_array_new();
	const char *near;

	for (guint i = 0; i < all->len; i++)
		g_ptr_array_add(keys, ((struct audit_def *)all->pdata[i])->key);
	near = text_nearest(word, (const char *const *)keys->pdata, keys->len);
	return near ? jz_fail(error, JZ_ERROR_USAGE, _("there is no check %s; did you mean %s?"),
			      word, near)
		    : jz_fail(error, JZ_ERROR_USAGE,
			      _("there is no check %s; forms/checks has one file each"), word);
}

/* --- the journal ---------------------------------------------------------------------------- */

/* K-95 cannot be a file: the journal is no table for queries.  It is read when it is named only,
 * because to read all of it takes longer than everything else; jiuzhu verify does the same. */
#define JOURNAL "K-95"

static bool is_journal(const char *word)
{
	return g_ascii_strcasecmp(word, JOURNAL) == 0;
}

static bool run_journal(struct cli *cli, struct listing *l, GError **error)
{
	struct journal_report report = {0};
	g_autofree char *sentence = NULL;

	if (!journal_verify(cli->desk->db, NULL, &report, error))
		return false;
	if (report.bad_seq)
		sentence = g_strdup_printf(
			_("the journal is broken at entry %lld; keep this file and restore the "
			  "last backup"),
			(long long)report.bad_seq);
	else if (report.bad_rows)
		sentence = g_strdup_printf(
			_("%lld rows differ from the journal, first %s; keep this file and "
			  "restore the last backup"),
			(long long)report.bad_rows, report.first_bad);
	if (!sentence)
		return true;
	listing_cell(l, JOURNAL);
	listing_cell(l, audit_severity_word(AUDIT_ERROR));
	listing_cell(l, "journal");
	listing_cell(l, cli->desk->office.short_name);
	listing_cell(l, sentence);
	cli->findings = true;
	return true;
}

/* --- running -------------------------------------------------------------------------------- */

struct printing {
	struct cli *cli;
	struct listing *l;
};

static bool print_finding(const struct audit_finding *f, void *ctx)
{
	struct printing *p = ctx;

	listing_cell(p->l, f->def->key);
	listing_cell(p->l, audit_severity_word(f->severity));
	listing_cell(p->l, f->subject);
	listing_cell(p->l, f->office);
	listing_cell(p->l, f->sentence);
	p->cli->findings = true;
	return true;
}

static bool run_named(struct printing *p, struct audit_period period, GError **error)
{
	for (char **word = p->cli->words; *word; word++) {
		const struct audit_def *def = library_audit(p->cli->lib, *word);

		if (is_journal(*word)) {
			if (!run_journal(p->cli, p->l, error))
				return false;
			continue;
		}
		if (!def)
			return no_such_check(p->cli, *word, error);
		if (!audit_run(p->cli->desk, def, period, print_finding, p, error))
			return false;
	}
	return true;
}

static bool run_all(struct printing *p, struct audit_period period, GError **error)
{
	const GPtrArray *all = library_audits(p->cli->lib);

	for (guint i = 0; i < all->len; i++) {
		const struct audit_def *def = g_ptr_array_index(all, i);

		if (!def->list && !audit_run(p->cli->desk, def, period, print_finding, p, error))
			return false;
	}
	return true;
}

bool cli_check(struct cli *cli, GError **error)
{
	g_autoptr(listing) l = listing_new();
	struct printing p = {cli, l};
	struct audit_period period;

	listing_column(l, "check", _("check"), false);
	listing_column(l, "severity", _("severity"), false);
	listing_column(l, "subject", _("subject"), false);
	listing_column(l, "office", _("office"), false);
	listing_column(l, "sentence", _("sentence"), false);
	if (!cli_open(cli, DB_READ, error) || !take_period(cli, &period, error) ||
		!(cli->n_words ? run_named(&p, period, error) : run_all(&p, period, error)))
		return false;
	cli_print_listing(cli, l);
	return true;
}
