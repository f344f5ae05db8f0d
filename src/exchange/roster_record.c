/* Rows of another department's list. */
#include "config.h"
#include "exchange/roster_run.h"

#include "base/i18n.h"

/* The day that a list describes: the last of its month, or the day it was made out. */
static const char *day_described(const struct run *run, char iso[DAY_LEN])
{
	month m = layout_month(grid_title(run->grid));
	day last = m == MONTH_NONE ? DAY_NONE : MIN(month_last(m), day_today());

	return day_to_iso(last, iso);
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

	if (!line_is_sound(line))
		return run_reject(run, line, error);
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

bool record_end(struct run *run, GError **error)
{
	return !run->external || external_finish(run->external, run->out->rejected, error);
}
