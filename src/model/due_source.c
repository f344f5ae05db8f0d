/* The rows that due.c reckons from. */
#include "config.h"

#include "model/due_room.h"

#include "model/payment.h"

/* One literal each for all cases and for one: only then does SQLite take the index of the case. */
#define OF_CASE(sql, rest) (s->casefile ? sql " AND c.id = $4" rest : sql " AND $4 = 0" rest)

static struct query *ask(struct due_source *s, const char *sql)
{
	return db_query(s->desk->db, sql, "ttti", s->programme->key, s->from, s->to, s->casefile);
}

static char *keep(struct due_source *s, const char *text)
{
	return g_string_chunk_insert_const(s->texts, text);
}

/* A row that was still held when the others were approved is not paid, and what it holds is due;
 * not so where its case is not to be paid for that month at all. */
#define HELD_BACK                                                                                  \
	"p.state = 'held' AND b.state NOT IN ('draft', 'checked')"                                 \
	" AND coalesce(p.hold, '') NOT IN ('double', 'grown_up')"

#define PAYMENTS                                                                                   \
	"SELECT p.casefile, p.for_month, CASE WHEN " HELD_BACK " THEN 0"                           \
	" ELSE p.amount + p.recovered END, p.reason IS NULL AND b.reason IS NULL,"                 \
	" CASE WHEN " HELD_BACK " AND p.reason IS NULL THEN p.amount ELSE 0 END"
/* A month's own roster that nobody has approved pays what the awards say when it is planned again.
 */
#define OF_MONTHS                                                                                  \
	" WHERE b.programme = $1 AND p.for_month BETWEEN $2 AND $3"                                \
	" AND coalesce(p.reason, '') NOT IN ('again', 'price')"                                    \
	" AND NOT (b.state IN ('draft', 'checked') AND p.reason IS NULL AND b.reason IS NULL)"

/* Of all cases: once through the whole table in its own order is many times faster than by its
 * indexes, which jump about in it (CROSS JOIN keeps SQLite to that). */
static struct query *ask_paid(struct due_source *s)
{
	return ask(s,
		s->casefile ? PAYMENTS
			" FROM payment p JOIN payment_batch b ON b.id = p.batch" OF_MONTHS
			" AND p.casefile = $4"
			    : PAYMENTS " FROM payment p CROSS JOIN payment_batch b"
				       " ON b.id = p.batch" OF_MONTHS " AND $4 = 0");
}

static int compare_cells(gconstpointer a, gconstpointer b)
{
	const struct due_cell *x = a, *y = b;

	if (x->casefile != y->casefile)
		return x->casefile < y->casefile ? -1 : 1;
	return x->m < y->m ? -1 : x->m > y->m;
}

/* One cell for each month of a case. */
static void merge_cells(GArray *cells)
{
	guint n = 0;

	g_array_sort(cells, compare_cells);
	for (guint i = 0; i < cells->len; i++) {
		const struct due_cell *cell = &g_array_index(cells, struct due_cell, i);
		struct due_cell *last = &g_array_index(cells, struct due_cell, n ? n - 1 : 0);

		if (!n || compare_cells(cell, last) != 0) {
			g_array_index(cells, struct due_cell, n++) = *cell;
			continue;
		}
		last->amount += cell->amount;
		last->held += cell->held;
		last->regular |= cell->regular;
	}
	g_array_set_size(cells, n);
}

/* What is paid again after it failed, or besides (price subsidies), settles no month.  What was
 * subtracted from a row was paid for its month all the same. */
static bool read_paid(struct due_source *s, GError **error)
{
	struct query *q = ask_paid(s);

	while (query_next(q)) {
		struct due_cell cell = {query_int(q, 0), month_from_iso(query_text(q, 1)),
			query_int(q, 2), query_int(q, 3) != 0, query_int(q, 4)};

		g_array_append_val(s->paid, cell);
	}
	merge_cells(s->paid);
	return query_end(q, error);
}

/* A roster is of a month, or of a quarter. */
static void add_roster(struct due_source *s, const char *area, month m)
{
	int n = payment_cycle(s->desk, s->programme, area, &m);
	char iso[MONTH_LEN];

	for (int i = 0; i < n; i++)
		g_hash_table_add(
			s->rostered, g_strdup_printf("%s %s", area, month_to_iso(m + i, iso)));
}

static bool read_rosters(struct due_source *s, GError **error)
{
	struct query *q = db_query(s->desk->db,
		"SELECT DISTINCT area, for_month FROM payment_batch WHERE programme = $1"
		" AND for_month <= $2 AND no IS NULL AND state NOT IN ('draft', 'checked')",
		"tt", s->programme->key, s->to);

	while (query_next(q))
		add_roster(s, query_text(q, 0), month_from_iso(query_text(q, 1)));
	return query_end(q, error);
}

static bool read_adjusted(struct due_source *s, GError **error)
{
	struct query *q = ask(s,
		OF_CASE("SELECT j.casefile, l.for_month, SUM(l.amount) FROM adjustment j"
			" JOIN casefile c ON c.id = j.casefile"
			" JOIN adjustment_line l ON l.adjustment = j.id"
			" WHERE c.programme = $1 AND l.for_month BETWEEN $2 AND $3"
			" AND j.state = 'decided' AND j.kind <> 'price' AND l.payment IS NULL",
			" GROUP BY j.casefile, l.for_month ORDER BY j.casefile, l.for_month"));

	while (query_next(q)) {
		struct due_cell cell = {query_int(q, 0), month_from_iso(query_text(q, 1)),
			query_int(q, 2), false, 0};

		g_array_append_val(s->adjusted, cell);
	}
	return query_end(q, error);
}

/* Whom an individual programme is about may live elsewhere by now; only death ends what is due. */
static bool read_members(struct due_source *s, GError **error)
{
	struct query *q = ask(s,
		OF_CASE("SELECT c.id, m.person, m.from_date,"
			" CASE WHEN c.person IS NULL THEN m.to_date END, o.death_date"
			" FROM casefile c JOIN member m ON m.household = c.household"
			" JOIN person o ON o.id = m.person"
			" WHERE c.programme = $1 AND $2 <= $3"
			" AND CASE WHEN c.person IS NULL THEN m.counted = 1"
			" ELSE m.person = c.person END",
			" ORDER BY c.id, m.person, m.from_date"));

	while (query_next(q)) {
		struct due_member m = {query_int(q, 0), query_int(q, 1),
			day_from_iso(query_text(q, 2)), day_from_iso(query_text(q, 3)),
			day_from_iso(query_text(q, 4))};

		g_array_append_val(s->members, m);
	}
	return query_end(q, error);
}

static bool read_parts(struct due_source *s, GError **error)
{
	struct query *q = ask(s,
		OF_CASE("SELECT c.id, a.id, t.person, t.kind, o.name, t.amount"
			" FROM award_part t JOIN award a ON a.id = t.award"
			" JOIN casefile c ON c.id = a.casefile JOIN person o ON o.id = t.person"
			" WHERE c.programme = $1 AND a.from_month <= $3"
			" AND (a.to_month IS NULL OR a.to_month >= $2)",
			" ORDER BY c.id, a.id, t.id"));

	while (query_next(q)) {
		struct due_part part = {query_int(q, 0), query_int(q, 1), query_int(q, 2),
			g_intern_string(query_text(q, 3)), keep(s, query_text(q, 4)),
			query_int(q, 5)};

		g_array_append_val(s->parts, part);
	}
	return query_end(q, error);
}

static bool read_said(struct due_source *s, GError **error)
{
	struct query *q = ask(s,
		OF_CASE("SELECT c.id, x.said_on, x.form, x.level FROM casefile c JOIN"
			" (SELECT casefile, chosen_on AS said_on, form, NULL AS level, id FROM "
			"support"
			"  UNION ALL SELECT casefile, assessed_on, NULL, level, id FROM "
			"assessment) x"
			" ON x.casefile = c.id WHERE c.programme = $1 AND $2 <= $3",
			" ORDER BY c.id, x.said_on, x.id"));

	while (query_next(q)) {
		struct due_said said = {query_int(q, 0), day_from_iso(query_text(q, 1)),
			query_is_null(q, 2) ? NULL : keep(s, query_text(q, 2)),
			query_is_null(q, 3) ? NULL : keep(s, query_text(q, 3))};

		g_array_append_val(s->said, said);
	}
	return query_end(q, error);
}

static bool read_lines(struct due_source *s, GError **error)
{
	struct query *q = ask(s,
		OF_CASE("SELECT i.casefile, MIN(coalesce(i.from_date, date(i.to_date, '+1 day')))"
			" FROM income_item i JOIN casefile c ON c.id = i.casefile"
			" WHERE c.programme = $1 AND $2 <= $3 AND i.state <> 'edit'",
			" GROUP BY i.casefile ORDER BY i.casefile"));

	while (query_next(q)) {
		struct due_lines lines = {query_int(q, 0), day_from_iso(query_text(q, 1))};

		g_array_append_val(s->lines, lines);
	}
	return query_end(q, error);
}

bool due_source_read(struct due_source *s, GError **error)
{
	const char *amount = s->programme->amount;

	s->texts = g_string_chunk_new(4096);
	s->paid = g_array_new(FALSE, FALSE, sizeof(struct due_cell));
	s->adjusted = g_array_new(FALSE, FALSE, sizeof(struct due_cell));
	s->members = g_array_new(FALSE, FALSE, sizeof(struct due_member));
	s->parts = g_array_new(FALSE, FALSE, sizeof(struct due_part));
	s->said = g_array_new(FALSE, FALSE, sizeof(struct due_said));
	s->lines = g_array_new(FALSE, FALSE, sizeof(struct due_lines));
	s->rostered = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return read_paid(s, error) && read_rosters(s, error) && read_adjusted(s, error) &&
		read_members(s, error) &&
		(!g_str_equal(amount, "gap") || (read_parts(s, error) && read_lines(s, error))) &&
		(!g_str_equal(amount, "support") || read_said(s, error));
}

void due_source_clear(struct due_source *s)
{
	GArray **arrays[] = {&s->paid, &s->adjusted, &s->members, &s->parts, &s->said, &s->lines};

	for (guint i = 0; i < G_N_ELEMENTS(arrays); i++)
		g_clear_pointer(arrays[i], g_array_unref);
	g_clear_pointer(&s->rostered, g_hash_table_unref);
	g_clear_pointer(&s->texts, g_string_chunk_free);
}

bool due_rostered(const struct due_source *s, const char *area, month m)
{
	char key[32], iso[MONTH_LEN];

	g_snprintf(key, sizeof key, "%s %s", area, month_to_iso(m, iso));
	return g_hash_table_contains(s->rostered, key);
}
