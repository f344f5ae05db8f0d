/* Looking: people, the working of an amount. */
#include "config.h"

#include "cli.h"

#include <stdio.h>
#include <string.h>
#include "app/words.h"
#include "base/i18n.h"
#include "base/rid.h"
#include "model/amount.h"
#include "model/casefile.h"
#include "model/look.h"

/* --- find ---------------------------------------------------------------------------------- */

struct found {
	const struct cli *cli;
	struct listing *l;
};

static bool add_person(const struct person_row *row, void *ctx)
{
	const struct found *f = ctx;
	struct listing *l = f->l;

	g_autofree char *id_no = words_of_id(row->id_no, !row->restricted);
	g_autofree char *name = words_of_name(row->name, row->restricted);
	listing_cell(l, id_no);
	listing_cell(l, name);
	listing_cell(l, row->birth);
	listing_cell(l, *row->address ? row->address : row->village);
	listing_cell(l, *row->programme ? cli_word(f->cli, "programme", row->programme) : "");
	listing_cell(l, *row->state ? cli_state(f->cli, row->programme, row->state) : "");
	return true;
}

bool cli_find(struct cli *cli, GError **error)
{
	g_autofree char *text = g_strjoinv(" ", cli->words);
	g_autoptr(listing) l = listing_new();
	struct found f = {cli, l};

	listing_column(l, "id_number", _("id number"), false);
	listing_column(l, "name", _("name"), false);
	listing_column(l, "birth", _("birth"), false);
	listing_column(l, "address", _("address"), false);
	listing_column(l, "programme", _("programme"), false);
	listing_column(l, "state", _("state"), false);
	if (!cli_open(cli, DB_READ, error) ||
		!person_page(cli->desk, text, NULL, 0, false, G_MAXINT, add_person, &f, error))
		return false;
	if (listing_rows(l) || cli->tsv)
		cli_print_listing(cli, l);
	else
		printf(_("Nobody is found for \"%s\".\n"), text);
	return true;
}

/* --- calc ---------------------------------------------------------------------------------- */

/* The id number of the call, looked at before anything is opened. */
static bool take_id(struct cli *cli, struct rid *rid, GError **error)
{
	enum rid_status status = rid_parse(cli->words[0], rid);
	g_autofree char *why = status == RID_OK ? NULL : rid_message(status, rid);

	return status == RID_OK || jz_fail(error, JZ_ERROR_USAGE, "%s", why);
}

static bool find_case(struct cli *cli, const char *id_no, row_id *casefile, GError **error)
{
	row_id person = person_by_id_no(cli->desk->db, id_no);

	*casefile = person ? casefile_of_person(cli->desk, person, 0) : 0;
	return *casefile ||
		jz_fail(error, JZ_ERROR_BAD, _("%s stands in no open or active case"), id_no);
}

static void print_working(const struct cli *cli, const struct working *w)
{
	g_autoptr(listing) l = listing_new();

	listing_column(l, "line", _("line"), false);
	listing_column(l, "operand", _("operand"), false);
	listing_column(l, "value", _("value"), true);
	listing_column(l, "unit", _("unit"), false);
	listing_column(l, "article", _("article"), false);
	listing_column(l, "source", _("source"), false);
	for (guint i = 0; i < w->lines->len; i++) {
		const struct working_line *line = g_ptr_array_index(w->lines, i);

		listing_cell(l, line->label);
		listing_cell(l, line->operand);
		listing_cell(l, line->value);
		listing_cell(l, line->unit);
		listing_cell(l, line->article);
		listing_cell(l, line->source);
	}
	cli_print_listing(cli, l);
}

/* A restricted case is looked at where that is written down (K-91). */
static bool is_open(const struct cli *cli, row_id casefile, GError **error)
{
	g_autoptr(casefile) c = casefile_get(cli->desk, casefile, error);
	if (!c || !look_is_restricted(cli->desk, c->programme))
		return c != NULL;
	return jz_fail(error, JZ_ERROR_DENIED,
		_("file %s is restricted; open it on the screens, where that is written down"),
		c->file_no);
}

bool cli_calc(struct cli *cli, GError **error)
{
	struct entitlement e = {0};
	struct rid rid;
	row_id casefile = 0;
	month m;

	if (!take_id(cli, &rid, error) || !cli_open(cli, DB_READ, error) ||
		!cli_month(cli, &m, error) || !find_case(cli, rid.number, &casefile, error) ||
		!is_open(cli, casefile, error) ||
		!amount_of_case(cli->desk, casefile, month_first(m), &e, error))
		return false;
	print_working(cli, e.working);
	entitlement_clear(&e);
	return true;
}
