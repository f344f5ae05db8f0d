/* Rows of another department's list. */
#include "config.h"
#include "exchange/roster_run.h"

#include <string.h>
#include "base/i18n.h"

/* The day that a list describes: the last of its month, or the day it was made out. */
static const char *day_described(const struct run *run, char iso[DAY_LEN])
{
	month m = layout_month(grid_title(run->grid));
	day on = m == MONTH_NONE ? layout_report_day(grid_title(run->grid)) : month_last(m);

	return on == DAY_NONE ? NULL : day_to_iso(MIN(on, day_today()), iso);
}

/* Only a list that names a place around the office, and no other township, can miss somebody. */
static bool covers_office(const struct run *run)
{
	const struct office *office = &run->desk->office;
	g_autofree char *file = layout_fold(grid_name(run->grid));

	if (!run->kind->absence || source_sheets_left(grid_source(run->grid)))
		return false;
	if (run->township)
		return g_str_has_prefix(run->township, office->code);
	return office->county && *office->county &&
		(strstr(grid_title(run->grid), office->county) || strstr(file, office->county));
}

bool record_begin(struct run *run, GError **error)
{
	char iso[DAY_LEN];
	const struct external_list list = {
		.kind = run->kind->key,
		.death = run->kind->death,
		.source = grid_name(run->grid),
		.digest = run->digest,
		.as_of = day_described(run, iso),
		.answers = (const char *const *)run->kind->answers,
		.covers = covers_office(run),
		.lib = run->desk->lib,
	};

	run->external = external_begin(run->desk->db, run->change, &list, error);
	return run->external != NULL;
}

static bool put(struct run *run, const struct line *line, bool *is_new, bool *hit, GError **error)
{
	const struct external_fact fact = {
		.line = line->row,
		.name = line->name,
		.id_number = *line->id.number ? line->id.number : NULL,
		.birth = line->born,
		.happened = line->happened,
		.until = line->until,
		.amount = line->has_amount ? line->amount : -1,
		.other_name = line->other,
		.other_id = line->other_id,
		.detail = line->detail,
		.both = run->kind->both,
	};

	*is_new = *hit = false;
	return !run->external || external_put(run->external, &fact, is_new, hit, error);
}

/* The same row twice is one thing said twice. */
static bool is_repeated(struct run *run, const struct line *line)
{
	g_autofree char *words = g_strdup_printf("%s\t%s\t%s\t%s\t%s\t%" G_GINT64_FORMAT "\t%s",
		line->id.number, line->name, line->happened ? line->happened : "",
		line->until ? line->until : "", line->detail ? line->detail : "", line->amount,
		line->other ? line->other : "");

	return seen_first(run->words, words, line->row) != line->row;
}

bool record_take(struct run *run, struct line *line, GError **error)
{
	struct roster_result *out = run->out;
	bool is_new = false, hit = false;

	if (!line_is_sound(line)) {
		if (run->external)
			external_doubt(run->external, line->name);
		return run_reject(run, line, error);
	}
	if (!is_repeated(run, line) && !put(run, line, &is_new, &hit, error)) {
		g_prefix_error(error, _("%s, row %d: "), run->path, line->row);
		return false;
	}
	out->households++;
	out->persons++;
	out->added += is_new;
	out->unchanged += !is_new;
	out->matched += hit;
	return true;
}

/* Not checked is not "nothing found" (N7). */
static void say_left(struct run *run, int left)
{
	g_autofree char *sentence = g_strdup_printf(
		ngettext("%d answer of the check is still waited for: the list does not say that "
			 "it is complete here",
			"%d answers of the check are still waited for: the list does not say that "
			"it is complete here",
			(gulong)left),
		left);

	run_remark(run, 0, sentence);
}

bool record_end(struct run *run, GError **error)
{
	struct external_answered n;

	if (!run->external)
		return true;
	if (!external_finish(run->external, run->out->rejected, &n, error))
		return false;
	run->out->found = n.found;
	run->out->nothing = n.nothing;
	if (n.left && run->kind->absence)
		say_left(run, n.left);
	return true;
}
