/* Keeping the data: backup, restore, verify; and the check of forms. */
#include "config.h"

#include "cli.h"

#include <stdio.h>
#include <string.h>
#include "app/case_section.h"
#include "base/i18n.h"
#include "exchange/roster.h"
#include "model/amount.h"
#include "model/audit.h"
#include "model/effect.h"
#include "model/facts.h"
#include "model/gate.h"
#include "model/register.h"
#include "model/report.h"
#include "report/book.h"
#include "report/document.h"
#include "store/backup.h"
#include "store/journal.h"

bool cli_backup(struct cli *cli, GError **error)
{
	struct backup_facts facts;

	if (!cli_open(cli, DB_READ, error) ||
		!backup_write(cli->desk->db, cli->words[0], &facts, error))
		return false;
	printf(_("%s holds the whole database; head of the journal %lld:%s\n"), cli->words[0],
		(long long)facts.journal_seq, facts.journal_digest);
	return true;
}

bool cli_restore(struct cli *cli, GError **error)
{
	struct backup_facts facts;

	cli->path = cli->db ? g_strdup(cli->db) : cli_default_path("jiuzhu.db", error);
	if (!cli->path || !backup_restore(cli->words[0], cli->path, &facts, error))
		return false;
	printf(_("%s is restored as it was on %s; head of the journal %lld:%s\n"), cli->path,
		facts.made_at, (long long)facts.journal_seq, facts.journal_digest);
	return true;
}

static void print_report(
	const struct cli *cli, const struct journal_report *r, gint64 seq, const char *digest)
{
	if (!cli->tsv) {
		printf(_("%lld journal entries, %lld rows compared; head of the journal %lld:%s\n"),
			(long long)r->entries, (long long)r->rows, (long long)seq, digest);
		return;
	}
	printf("entries\t%" G_GINT64_FORMAT "\nrows\t%" G_GINT64_FORMAT "\n", r->entries, r->rows);
	printf("head\t%" G_GINT64_FORMAT ":%s\n", seq, digest);
	printf("bad_entry\t%" G_GINT64_FORMAT "\nbad_rows\t%" G_GINT64_FORMAT "\n", r->bad_seq,
		r->bad_rows);
	printf("first_bad\t%s\n", r->first_bad);
}

bool cli_verify(struct cli *cli, GError **error)
{
	struct journal_report report = {0};
	char digest[17] = "";
	gint64 seq = 0;

	if (!cli_open(cli, DB_READ, error) || !journal_head(cli->desk->db, &seq, digest, error) ||
		!journal_verify(cli->desk->db, cli->anchor, &report, error))
		return false;
	print_report(cli, &report, seq, digest);
	if (report.bad_seq)
		return jz_fail(error, JZ_ERROR_BAD,
			_("the journal of %s is broken at entry %lld; keep this file and restore "
			  "the last backup"),
			cli->path, (long long)report.bad_seq);
	if (report.bad_rows)
		return jz_fail(error, JZ_ERROR_BAD,
			_("%lld rows of %s differ from the journal, first %s; keep "
			  "this file and restore the last backup"),
			(long long)report.bad_rows, cli->path, report.first_bad);
	return true;
}

/* --- forms --------------------------------------------------------------------------------- */

/* A policy key is a fact, too: conditions may ask confirm_level = county. */
static const struct library *asked;

static bool knows_fact(const char *name)
{
	return facts_knows(name) || library_param(asked, name) || g_str_equal(name, "today") ||
		g_str_equal(name, "practice");
}

static bool check_all(const char *dir, struct ini_complaints *c)
{
	g_autoptr(library) lib = library_load(dir, c);

	asked = lib;
	library_tell(lib, LIBRARY_TABLE, db_knows_table);
	library_tell(lib, LIBRARY_NEED, gate_knows);
	library_tell(lib, LIBRARY_EFFECT, effect_knows);
	library_tell(lib, LIBRARY_FACT, knows_fact);
	library_tell(lib, LIBRARY_AMOUNT, amount_knows);
	library_tell(lib, LIBRARY_PLACE, case_section_knows);
	roster_check_forms(lib, c);
	library_check(lib, c);
	register_check(lib, c);
	report_check(lib, c);
	book_check(lib, c);
	audit_check(lib, c);
	document_check(lib, c);
	return c->list->len == 0;
}

bool cli_forms(struct cli *cli, GError **error)
{
	const char *dir = cli->n_words > 1 ? cli->words[1] : cli->forms;
	g_autoptr(ini_complaints) c = NULL;

	if (strcmp(cli->words[0], "check") != 0)
		return cli_wrong_use(error, "forms");
	if (dir && !g_file_test(dir, G_FILE_TEST_IS_DIR))
		return jz_fail(
			error, JZ_ERROR_BAD, _("%s is no folder; name one with forms in it"), dir);
	c = ini_complaints_new();
	if (check_all(dir, c)) {
		printf("%s\n", _("The forms are all right."));
		return true;
	}
	for (guint i = 0; i < c->list->len; i++)
		printf("%s\n", (const char *)g_ptr_array_index(c->list, i));
	return jz_fail(
		error, JZ_ERROR_BAD, _("%d places in the forms must be mended"), (int)c->list->len);
}
