/* The yearly review: opening a round, how far it is, every household with its proof, its end. */
#include "config.h"

#include "cli.h"

#include <stdio.h>
#include <string.h>
#include "app/reviews.h"
#include "base/i18n.h"
#include "report/review.h"

#define YEAR_MAX 9999

/* --- which ---------------------------------------------------------------------------------- */

static bool take_year(const struct cli *cli, int *year, GError **error)
{
	int mon, mday;
	gint64 n = 0;

	day_split(day_today(), year, &mon, &mday);
	if (!cli->year)
		return true;
	n = cli_number("year", cli->year, YEAR_MAX, error);
	*year = (int)n;
	return n >= 0;
}

/* Status and list show a closed round, too, where no other one is meant. */
static struct review_round *find_round(struct cli *cli, bool closed, GError **error)
{
	int year = 0;
	g_autoptr(GPtrArray) rounds = NULL;
	g_autoptr(GError) why = NULL;
	struct review_round *found;

	if (cli->year && !take_year(cli, &year, error))
		return NULL;
	found = review_round_find(cli->desk, cli->programme, year, &why);
	if (!found && closed && g_error_matches(why, JZ_ERROR, JZ_ERROR_BAD))
		rounds = review_rounds(cli->desk, error);
	for (guint i = 0; !found && rounds && i < rounds->len; i++) {
		const struct review_round *r = g_ptr_array_index(rounds, i);

		if ((!year || r->year == year) &&
			(!cli->programme || g_strcmp0(r->programme, cli->programme) == 0))
			return g_ptr_array_steal_index(rounds, i);
	}
	if (!found)
		g_propagate_error(error, g_steal_pointer(&why));
	return found;
}

/* The village of the round that --village names by its code or a part of its name. */
static bool take_village(struct cli *cli, row_id round, char **code, GError **error)
{
	g_autoptr(GPtrArray) sums = NULL;
	int found = 0;

	if (!cli->village)
		return true;
	sums = review_sums(cli->desk, round, REVIEW_BY_VILLAGE, error);
	for (guint i = 0; sums && i < sums->len; i++) {
		const struct review_sum *s = g_ptr_array_index(sums, i);

		if (strcmp(s->key, cli->village) != 0 && !strstr(s->label, cli->village))
			continue;
		found++;
		g_free(*code);
		*code = g_strdup(s->key);
	}
	if (sums && found != 1)
		return jz_fail(error, JZ_ERROR_USAGE,
			found ? _("several villages of the round are called \"%s\"; give the code")
			      : _("no village of the round is called \"%s\""),
			cli->village);
	return sums != NULL;
}

/* --- status --------------------------------------------------------------------------------- */

static void sum_row(
	const struct cli *cli, struct listing *l, const char *part, const struct review_sum *s)
{
	const char *label = s->label;

	if (strcmp(part, "class") == 0)
		label = cli_word(cli, "review_class", s->key);
	listing_cell(l, part);
	listing_cell(l, label);
	cli_number_cell(l, s->items);
	cli_number_cell(l, s->done);
	cli_number_cell(l, s->exempt);
	cli_number_cell(l, s->open);
	cli_number_cell(l, s->late);
}

static bool sum_rows(const struct cli *cli, struct listing *l, row_id round, enum review_part by,
	const char *part, const char *village, GError **error)
{
	g_autoptr(GPtrArray) sums = review_sums(cli->desk, round, by, error);

	for (guint i = 0; sums && i < sums->len; i++) {
		const struct review_sum *s = g_ptr_array_index(sums, i);

		if (!village || strcmp(s->key, village) == 0)
			sum_row(cli, l, part, s);
	}
	return sums != NULL;
}

static bool print_status(
	const struct cli *cli, const struct review_round *r, const char *village, GError **error)
{
	g_autoptr(listing) l = listing_new();
	struct review_sum whole = {NULL, r->label, r->items, r->done, r->exempt, r->open, r->late};

	listing_column(l, "part", _("part"), false);
	listing_column(l, "name", _("name"), false);
	listing_column(l, "households", _("households"), true);
	listing_column(l, "reviewed", _("reviewed"), true);
	listing_column(l, "exempt", _("exempt"), true);
	listing_column(l, "open", _("still open"), true);
	listing_column(l, "late", _("late"), true);
	if (!village) {
		sum_row(cli, l, "round", &whole);
		if (!sum_rows(cli, l, r->id, REVIEW_BY_CLASS, "class", NULL, error) ||
			!sum_rows(cli, l, r->id, REVIEW_BY_VISITOR, "visitor", NULL, error))
			return false;
	}
	if (!sum_rows(cli, l, r->id, REVIEW_BY_VILLAGE, "village", village, error))
		return false;
	cli_print_listing(cli, l);
	return true;
}

static bool print_forecast(const struct cli *cli, const struct review_round *r, GError **error)
{
	struct review_pace pace;
	g_autofree char *line = NULL;

	if (cli->tsv || r->closed_on != DAY_NONE)
		return true;
	if (!review_pace(cli->desk, r, &pace, error))
		return false;
	line = review_forecast(&pace);
	printf("%s\n", line);
	return true;
}

static bool review_status(struct cli *cli, GError **error)
{
	g_autofree char *village = NULL;

	if (!cli_open(cli, DB_READ, error))
		return false;
	g_autoptr(review_round) r = find_round(cli, true, error);
	return r && take_village(cli, r->id, &village, error) &&
		print_status(cli, r, village, error) && print_forecast(cli, r, error);
}

/* --- list, sheet ---------------------------------------------------------------------------- */

static bool review_list(struct cli *cli, GError **error)
{
	g_autofree char *village = NULL;

	if (!cli_open(cli, DB_READ, error))
		return false;
	g_autoptr(review_round) r = find_round(cli, true, error);
	if (!r || !take_village(cli, r->id, &village, error))
		return false;
	struct review_filter f = {.round = r->id, .village = village};
	g_autoptr(listing) l = review_proof(cli->desk, &f, cli->tsv, error);
	if (l)
		cli_print_listing(cli, l);
	return l != NULL;
}

static bool review_print_sheet(struct cli *cli, GError **error)
{
	g_autofree char *village = NULL;
	g_autofree char *text = NULL;

	if (!cli_open(cli, DB_READ, error))
		return false;
	g_autoptr(review_round) r = find_round(cli, false, error);
	if (!r || !take_village(cli, r->id, &village, error))
		return false;
	struct review_filter f = {.round = r->id, .village = village};
	text = review_sheet(cli->desk, &f, error);
	if (text)
		fputs(text, stdout);
	return text != NULL;
}

/* --- open, close ---------------------------------------------------------------------------- */

static bool review_begin(struct cli *cli, GError **error)
{
	row_id id = 0;
	int year;

	if (!cli_open_as(cli, ROLE_CLERK, error) || !take_year(cli, &year, error) ||
		!review_open(cli->desk, cli->programme, year, &id, error))
		return false;
	g_autoptr(review_round) r = review_round_get(cli->desk, id, error);
	return r && print_status(cli, r, NULL, error);
}

static bool review_finish(struct cli *cli, GError **error)
{
	if (!cli_open_as(cli, ROLE_CLERK, error))
		return false;
	g_autoptr(review_round) r = find_round(cli, false, error);
	if (!r || !review_close(cli->desk, r->id, error))
		return false;
	g_autoptr(review_round) after = review_round_get(cli->desk, r->id, error);
	return after && print_status(cli, after, NULL, error);
}

bool cli_review(struct cli *cli, GError **error)
{
	static const struct {
		const char *word;
		bool (*run)(struct cli *cli, GError **error);
	} words[] = {
		{"open", review_begin},
		{"status", review_status},
		{"list", review_list},
		{"sheet", review_print_sheet},
		{"close", review_finish},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (strcmp(cli->words[0], words[i].word) == 0)
			return words[i].run(cli, error);
	return cli_wrong_use(error, "review");
}
