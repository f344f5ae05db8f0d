/* Rosters and lists of other departments in. */
#include "config.h"

#include "cli.h"

#include <stdio.h>
#include "base/i18n.h"
#include "exchange/roster.h"

static void print_pairs(const char *file, const struct roster_result *r)
{
	g_autofree char *name = g_path_get_basename(file);

	g_strdelimit(name, "\t\r\n", ' ');
	printf("file\t%s\nkind\t%s\nrows\t%d\n", name, r->kind ? r->kind : "", r->rows);
	printf("households\t%d\npersons\t%d\n", r->households, r->persons);
	printf("amount_fen\t%" G_GINT64_FORMAT "\n", r->amount);
	printf("rejected\t%d\nunchanged\t%d\n", r->rejected, r->unchanged);
	if (r->of_list)
		printf("matched\t%d\nfound\t%d\nnothing\t%d\n", r->matched, r->found, r->nothing);
}

static void print_counts(const char *file, const struct roster_result *r)
{
	char money[MONEY_LEN], for_month[MONTH_LEN];
	const char *kind = r->kind ? r->kind : "";

	if (r->of_list) {
		printf(_("%s: %s, %d rows, %d of them about persons known here\n"), file, kind,
			r->rows, r->matched);
		printf(_("new %d, unchanged %d rows; %d rows set aside\n"), r->added, r->unchanged,
			r->rejected);
		if (r->found + r->nothing)
			printf(_("it answers the check: found %d, nothing %d\n"), r->found,
				r->nothing);
		return;
	}
	money_print(r->amount, money);
	if (r->by_row)
		printf(_("%s: %s, %d rows, %d persons, %s yuan in all\n"), file, kind, r->rows,
			r->persons, money);
	else
		printf(_("%s: %s, %s, %d rows, %d households, %d persons, %s yuan a month\n"), file,
			kind, month_to_iso(r->month, for_month), r->rows, r->households, r->persons,
			money);
	printf(r->of_households
			? _("new %d, updated %d, unchanged %d households; %d rows set aside\n")
			: _("new %d, updated %d, unchanged %d entries; %d rows set aside\n"),
		r->added, r->updated, r->unchanged, r->rejected);
}

static void print_sentences(const char *file, const struct roster_result *r)
{
	print_counts(file, r);
	for (guint i = 0; r->faults && i < r->faults->len; i++) {
		const struct roster_fault *f = g_ptr_array_index(r->faults, i);

		printf(_("  row %d, %s, %s: %s\n"), f->row, f->column ? f->column : "",
			f->name ? f->name : "", f->reason);
	}
	for (guint i = 0; r->remarks && i < r->remarks->len; i++)
		printf("  %s\n", (const char *)g_ptr_array_index(r->remarks, i));
}

static bool import_one(struct cli *cli, const char *file, month m, GError **error)
{
	struct roster_options options = {
		.kind = cli->kind,
		.for_month = m,
		.rejects = cli->rejects,
		.dry_run = cli->dry_run,
	};
	struct roster_result result = {0};
	bool ok = roster_import(cli->desk, file, &options, &result, error);

	if (ok && cli->tsv)
		print_pairs(file, &result);
	else if (ok)
		print_sentences(file, &result);
	cli->findings |= ok && result.rejected > 0;
	roster_result_clear(&result);
	return ok;
}

/* Each file is taken whole or not at all; the first that fails ends the command. */
bool cli_import(struct cli *cli, GError **error)
{
	month m = MONTH_NONE;

	if (cli->rejects && cli->n_words > 1)
		return jz_fail(error, JZ_ERROR_USAGE,
			_("--rejects goes with one roster at a time; import them one by one"));
	if ((cli->month && !cli_month(cli, &m, error)) || !cli_open_as(cli, ROLE_CLERK, error))
		return false;
	for (int i = 0; i < cli->n_words; i++)
		if (!import_one(cli, cli->words[i], m, error))
			return false;
	return true;
}
