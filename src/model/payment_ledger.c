/* The ledger of responsibility (N3, P9): for everybody and every month one office that pays. */
#include "config.h"

#include "model/payment_ledger.h"

#include <string.h>
#include "base/i18n.h"
#include "model/payment_room.h"

struct ledger {
	struct desk *desk;
	bool (*see)(const struct ledger_line *line, void *ctx);
	void *ctx;
	bool stopped;
	GPtrArray *spans; /* struct span * */
};

/* The months for which a programme has paid in an area. */
struct span {
	char *programme, *area;
	char from[MONTH_LEN], to[MONTH_LEN];
};

static void span_free(gpointer data)
{
	struct span *s = data;

	g_free(s->programme);
	g_free(s->area);
	g_free(s);
}

static bool read_spans(struct ledger *l, GError **error)
{
	struct query *q = db_query(l->desk->db,
		"SELECT programme, area, min(for_month), max(for_month) FROM payment_batch"
		" WHERE state NOT IN ('draft', 'checked') AND no IS NULL GROUP BY programme, area",
		"");

	while (query_next(q)) {
		const struct programme *p = library_programme(l->desk->lib, query_text(q, 0));
		month last = month_from_iso(query_text(q, 3)), first = last;
		struct span *s;
		int n;

		if (!p || g_strcmp0(p->amount, "cap") == 0)
			continue;
		n = payment_cycle(l->desk, p, query_text(q, 1), &first);
		s = g_new0(struct span, 1);
		s->programme = query_dup(q, 0);
		s->area = query_dup(q, 1);
		g_strlcpy(s->from, query_text(q, 2), sizeof s->from);
		month_to_iso(MAX(last, first + n - 1), s->to);
		g_ptr_array_add(l->spans, s);
	}
	return query_end(q, error);
}

#define WHO " coalesce(t.name, $1), c.programme, c.file_no, o.name, o.id_no"
/* Whom the case is about: its one person, or the head; the township of the household. */
#define WHERE_FROM                                                                                 \
	" LEFT JOIN household h ON h.id = c.household"                                             \
	" LEFT JOIN division d ON d.code = h.village LEFT JOIN division t ON t.code = d.parent"    \
	" LEFT JOIN person o ON o.id = coalesce(c.person, (SELECT m.person FROM member m"          \
	"  WHERE m.household = c.household AND m.relation = '01' ORDER BY m.seq, m.id LIMIT 1))"

/* --- gaps ---------------------------------------------------------------------------------- */

static const char gaps_sql[] =
	"WITH RECURSIVE months (m) AS (SELECT $4 UNION ALL"
	"  SELECT strftime('%Y-%m', m || '-01', '+1 month') FROM months WHERE m < $5),"
	" gap AS (SELECT c.id AS id, months.m AS m FROM casefile c"
	"  JOIN award a ON a.casefile = c.id JOIN months ON months.m >= a.from_month"
	"  AND (a.to_month IS NULL OR months.m <= a.to_month)"
	"  WHERE c.programme = $2 AND c.area = $3 AND NOT EXISTS (SELECT 1 FROM payment p"
	"   WHERE p.casefile = c.id AND p.for_month = months.m"
	"   AND p.state IN ('paid', 'planned')) GROUP BY c.id, months.m)"
	" SELECT gap.id, gap.m," WHO ","
	" (SELECT coalesce(p.hold_reason, p.answer) FROM payment p WHERE p.casefile = gap.id"
	"  AND p.for_month = gap.m ORDER BY p.id DESC LIMIT 1)"
	" FROM gap JOIN casefile c ON c.id = gap.id" WHERE_FROM " ORDER BY gap.id, gap.m";

/* Months that follow each other, for the same reason, are one line. */
struct open_gap {
	row_id casefile;
	month from, to;
	char *cell[6]; /* office, programme, file, head, id number, why */
};

static void show_gap(struct ledger *l, struct open_gap *g)
{
	char from[MONTH_LEN], to[MONTH_LEN];

	if (g->casefile && !l->stopped) {
		const struct ledger_line line = {false, g->casefile, g->cell[0], g->cell[1],
			g->cell[2], g->cell[3], g->cell[4], month_to_iso(g->from, from),
			month_to_iso(g->to, to), g->to - g->from + 1, g->cell[5]};

		l->stopped = !l->see(&line, l->ctx);
	}
	for (int i = 0; i < 6; i++)
		g_clear_pointer(&g->cell[i], g_free);
	g->casefile = 0;
}

static bool see_gaps(struct ledger *l, const struct span *s, GError **error)
{
	struct open_gap g = {0};
	struct query *q = db_query(l->desk->db, gaps_sql, "ttttt", l->desk->office.name,
		s->programme, s->area, s->from, s->to);

	while (!l->stopped && query_next(q)) {
		month m = month_from_iso(query_text(q, 1));

		if (g.casefile == query_int(q, 0) && m == g.to + 1 &&
			strcmp(g.cell[5], query_text(q, 7)) == 0) {
			g.to = m;
			continue;
		}
		show_gap(l, &g);
		g.casefile = query_int(q, 0);
		g.from = g.to = m;
		for (int i = 0; i < 6; i++)
			g.cell[i] = g_strdup(query_text(q, 2 + i));
	}
	show_gap(l, &g);
	return query_end(q, error);
}

/* --- overlaps ------------------------------------------------------------------------------ */

static void show_overlap(struct ledger *l, struct query *q, const char *why)
{
	const struct ledger_line line = {true, query_int(q, 0), query_text(q, 2), query_text(q, 3),
		query_text(q, 4), query_text(q, 5), query_text(q, 6), query_text(q, 1),
		query_text(q, 1), 1, why};

	l->stopped = !l->see(&line, l->ctx);
}

/* Two regular payments of a case for one month. */
static bool see_paid_twice(struct ledger *l, GError **error)
{
	struct query *q = db_query(l->desk->db,
		"SELECT c.id, w.for_month," WHO " FROM (SELECT casefile, for_month FROM payment"
		"  WHERE reason IS NULL AND state IN ('paid', 'planned')"
		"  GROUP BY casefile, for_month HAVING count(*) > 1) w"
		" JOIN casefile c ON c.id = w.casefile" WHERE_FROM " ORDER BY c.id, w.for_month",
		"t", l->desk->office.name);

	while (!l->stopped && query_next(q))
		show_overlap(l, q, _("two rosters paid this month"));
	return query_end(q, error);
}

/* Persons of several cases are few: only of those the months are compared. */
static const char twice_sql[] =
	"WITH part AS (SELECT DISTINCT m.person AS person, c.id AS casefile FROM casefile c"
	"  JOIN member m ON m.household = c.household"
	"  AND CASE WHEN c.person IS NULL THEN m.counted = 1 ELSE m.person = c.person END),"
	" shared AS (SELECT person FROM part GROUP BY person HAVING count(*) > 1),"
	" month AS (SELECT part.person AS person, p.for_month AS m, min(c.id) AS casefile,"
	"  group_concat(c.programme || ' ' || c.file_no, ' ') AS files FROM shared"
	"  JOIN part ON part.person = shared.person JOIN casefile c ON c.id = part.casefile"
	"  JOIN payment p ON p.casefile = c.id AND p.reason IS NULL"
	"   AND p.state IN ('paid', 'planned')"
	"  WHERE EXISTS (SELECT 1 FROM member m WHERE m.household = c.household"
	"   AND m.person = part.person AND m.from_date < date(p.for_month || '-01', '+1 month')"
	"   AND (m.to_date IS NULL OR m.to_date >= p.for_month || '-01'))"
	"  GROUP BY part.person, p.for_month HAVING count(DISTINCT c.id) > 1)"
	" SELECT c.id, month.m, coalesce(t.name, $1), c.programme, c.file_no, o.name, o.id_no,"
	" month.files FROM month JOIN casefile c ON c.id = month.casefile"
	" JOIN person o ON o.id = month.person LEFT JOIN household h ON h.id = c.household"
	" LEFT JOIN division d ON d.code = h.village LEFT JOIN division t ON t.code = d.parent"
	" ORDER BY month.person, month.m";

static bool see_overlaps(struct ledger *l, GError **error)
{
	struct query *q = db_query(l->desk->db, twice_sql, "t", l->desk->office.name);

	while (!l->stopped && query_next(q)) {
		g_autofree char *files = payment_clash(l->desk->lib, NULL, query_text(q, 7));

		if (files)
			show_overlap(l, q, files);
	}
	return query_end(q, error);
}

bool payment_ledger(struct desk *desk, bool (*see)(const struct ledger_line *line, void *ctx),
	void *ctx, GError **error)
{
	struct ledger l = {.desk = desk, .see = see, .ctx = ctx};
	bool ok;

	l.spans = g_ptr_array_new_with_free_func(span_free);
	ok = read_spans(&l, error);
	for (guint i = 0; ok && !l.stopped && i < l.spans->len; i++)
		ok = see_gaps(&l, g_ptr_array_index(l.spans, i), error);
	ok = ok && (l.stopped || see_paid_twice(&l, error)) &&
		(l.stopped || see_overlaps(&l, error));
	g_ptr_array_unref(l.spans);
	return ok;
}
