/* The speed of this office and the forecast. */
#include "config.h"

#include "model/review_pace.h"

#define TENTHS 10

/* Whole numbers all the way: n households take ceil(n x workdays / done) working days. */
static int days_for(const struct review_pace *p, gint64 n)
{
	return (int)((n * p->workdays + p->done - 1) / p->done);
}

static int households_in(const struct review_pace *p, gint64 workdays)
{
	return p->workdays ? (int)(workdays * p->done / p->workdays) : 0;
}

static bool measure(
	struct desk *desk, const struct review_round *round, struct review_pace *p, GError **error)
{
	char from[DAY_LEN], to[DAY_LEN];
	day today = day_today();
	/* The first day of the window is not counted, so that 30 days are 30 days. */
	day before = MAX(today - REVIEW_PACE_DAYS, round->opened_on - 1);
	gint64 n = 0;
	p->workdays = calendar_workdays_between(library_calendar(desk->lib), before, today);
	if (!db_one_int(desk->db, &n, error,
		    "SELECT count(*) FROM review_item WHERE round = $1 AND state = 'done'"
		    " AND settled_on > $2 AND settled_on <= $3",
		    "itt", round->id, day_to_iso(before, from), day_to_iso(today, to)))
		return false;
	p->done = (int)n;
	/* Work on days off only is work of at least one day. */
	p->workdays = p->done ? MAX(p->workdays, 1) : p->workdays;
	return true;
}

/* Of n that are due on a day, after those that are due before them.  Where nothing was done yet,
 * only what is late already. */
static int late_of(const struct review_pace *p, const struct calendar *cal, day due, int n)
{
	day yesterday = day_today() - 1;
	if (due <= yesterday || !p->done)
		return due <= yesterday ? n : 0;
	int room = calendar_workdays_between(cal, yesterday, due);
	return n - CLAMP(households_in(p, room) - p->open, 0, n);
}

bool review_pace(struct desk *desk, const struct review_round *round, struct review_pace *out,
	GError **error)
{
	const struct calendar *cal = library_calendar(desk->lib);
	*out = (struct review_pace){.finish = DAY_NONE};
	if (!measure(desk, round, out, error))
		return false;
	struct query *q = db_query(desk->db,
		"SELECT due, count(*) FROM review_item WHERE round = $1 AND state = 'open'"
		" GROUP BY due ORDER BY due",
		"i", round->id);
	while (query_next(q)) {
		day due = day_from_iso(query_text(q, 0));
		int n = (int)query_int(q, 1);
		out->late += late_of(out, cal, due, n);
		out->open += n;
	}
	if (out->open && out->done)
		out->finish =
			calendar_add_workdays(cal, day_today() - 1, days_for(out, out->open), NULL);
	return query_end(q, error);
}

int review_pace_tenths(const struct review_pace *p)
{
	return p->workdays ? (p->done * TENTHS + p->workdays / 2) / p->workdays : 0;
}
