/* What no system can see, of all cases that wait for it: a list to take along and fill by hand. */
#include "config.h"

#include "cli.h"
#include "cli_report.h"

#include "app/words.h"
#include "base/i18n.h"
#include "model/casefile.h"
#include "model/division.h"
#include "model/look.h"
#include "model/verification.h"

#define BLANK "_________" /* for the pen */

static char *village_of(struct desk *desk, const struct casefile *c)
{
	g_autofree char *village = db_one_text(
		desk->db, NULL, "SELECT village FROM household WHERE id = $1", "i", c->household);

	return village ? division_name(desk, village, false) : NULL;
}

static void add_inquiry(const struct cli *cli, struct listing *l, const struct casefile *c,
	const char *village, const struct verification *v)
{
	g_autofree char *name =
		words_of_name(v->person_name, look_is_restricted(cli->desk, c->programme));
	const char *blank = cli->tsv ? "" : BLANK;

	listing_cell(l, village ? village : "");
	listing_cell(l, c->file_no);
	listing_cell(l, name);
	listing_cell(l, v->source_label);
	if (cli->tsv)
		listing_cell(l, v->asked_on ? v->asked_on : "");
	listing_cell(l, blank);
	listing_cell(l, blank);
}

static bool add_case(const struct cli *cli, struct listing *l, row_id id, GError **error)
{
	g_autoptr(casefile) c = casefile_get(cli->desk, id, error);
	g_autoptr(GPtrArray) list = NULL;
	g_autofree char *village = NULL;

	if (c)
		list = verification_inquiries(cli->desk, c, true, error);
	if (!list)
		return false;
	village = village_of(cli->desk, c);
	for (guint i = 0; i < list->len; i++)
		add_inquiry(cli, l, c, village, g_ptr_array_index(list, i));
	return true;
}

bool cli_report_inquiries(struct cli *cli, GError **error)
{
	g_autoptr(listing) l = listing_new();
	g_autoptr(GArray) cases = verification_waiting(cli->desk, error);

	if (!cases)
		return false;
	listing_column(l, "village", _("village"), false);
	listing_column(l, "file_no", _("file number"), false);
	listing_column(l, "name", _("name"), false);
	listing_column(l, "source", _("to be asked"), false);
	if (cli->tsv) /* for eyes there is the width of a page */
		listing_column(l, "asked_on", _("since"), false);
	listing_column(l, "answer", _("answer"), false);
	listing_column(l, "told_by", _("who, when"), false);
	for (guint i = 0; i < cases->len; i++)
		if (!add_case(cli, l, g_array_index(cases, row_id, i), error))
			return false;
	cli_print_listing(cli, l);
	return true;
}
