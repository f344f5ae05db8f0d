#include "config.h"

#include "model/report.h"

#include <string.h>
#include "base/i18n.h"
#include "model/look.h"

/* A county's query may be clumsy; it must not stop the office. */
#define SECONDS 20
#define MONTHS 12
#define FIRST_NUMBER 3 /* after no, key and label */

struct report_period report_year(int year)
{
	return (struct report_period){year, year * MONTHS, year * MONTHS + MONTHS - 1};
}

struct report_period report_month(month m)
{
	return (struct report_period){m / MONTHS, m, m};
}

/* --- queries ------------------------------------------------------------------------------- */

/* Parameters of policy as they were at the end of the period. */
static void bind_params(struct desk *desk, struct query *q, day on)
{
	const GPtrArray *all = library_params(desk->lib);

	for (guint i = 0; i < all->len; i++) {
		const struct param_def *p = g_ptr_array_index(all, i);
		const char *value = desk_policy(desk, p->key, "", on);
		if (!value)
			continue;
		if (p->type == PARAM_MONEY || p->type == PARAM_INTEGER)
			query_bind_int(q, p->key, g_ascii_strtoll(value, NULL, 10));
		else
			query_bind_text(q, p->key, value);
	}
}

static struct query *ask(
	struct desk *desk, const struct report_period *p, const char *sql, GError **error)
{
	struct query *q = db_foreign_query(desk->db, sql, SECONDS, error);
	char text[DAY_LEN];

	if (!q)
		return NULL;
	bind_params(desk, q, month_last(p->to));
	query_bind_int(q, "year", p->year);
	query_bind_text(q, "from", day_to_iso(month_first(p->from), text));
	query_bind_text(q, "to", day_to_iso(month_last(p->to), text));
	query_bind_text(q, "from_month", month_to_iso(p->from, text));
	query_bind_text(q, "to_month", month_to_iso(p->to, text));
	query_bind_text(q, "today", day_to_iso(day_today(), text));
	return q;
}

/* --- tables -------------------------------------------------------------------------------- */

static void row_free(gpointer data)
{
	struct report_row *r = data;

	g_free(r->key);
	g_free(r->label);
	for (int i = 0; i < REPORT_COLUMNS; i++)
		g_free(r->cells[i].words);
	g_free(r);
}

static void table_free(gpointer data)
{
	struct report_table *t = data;

	g_ptr_array_unref(t->rows);
	g_free(t);
}

static int place_of(const struct report_block *def, const char *key)
{
	for (guint i = 0; i < def->columns->len; i++)
		if (g_str_equal(((struct report_column *)def->columns->pdata[i])->key, key))
			return (int)i;
	return -1;
}

enum { HUNDRED = 100, PERCENT = 10000 };

/* n / of, times, a half upwards. */
static gint64 share_of(gint64 n, gint64 of, gint64 times)
{
	return (2 * n * times + of) / (2 * of);
}

static void fill_shares(const struct report_block *def, struct report_row *row)
{
	for (guint i = 0; i < def->columns->len; i++) {
		const struct report_column *c = g_ptr_array_index(def->columns, i);
		int part = c->part ? place_of(def, c->part) : -1;
		int whole = c->part ? place_of(def, c->whole) : -1;
		if (part < 0 || whole < 0 || !row->cells[part].known || row->cells[whole].n <= 0)
			continue;
		row->cells[i].known = true;
		row->cells[i].n = share_of(row->cells[part].n, row->cells[whole].n,
			c->type == REPORT_RATIO ? HUNDRED : PERCENT);
	}
}

static struct report_row *read_row(const struct report_block *def, struct query *q)
{
	struct report_row *row = g_new0(struct report_row, 1);

	row->key = g_strdup(query_text(q, 1));
	row->label = g_strdup(query_text(q, 2));
	for (guint i = 0; i < def->columns->len; i++) {
		const struct report_column *c = g_ptr_array_index(def->columns, i);
		struct report_cell *cell = &row->cells[i];
		if (c->part)
			continue;
		cell->known = !query_is_null(q, FIRST_NUMBER + (int)i);
		if (c->type == REPORT_WORDS)
			cell->words = query_dup(q, FIRST_NUMBER + (int)i);
		else
			cell->n = query_int(q, FIRST_NUMBER + (int)i);
	}
	fill_shares(def, row);
	return row;
}

static struct report_row *sum_up(const struct report_table *t)
{
	struct report_row *sum = g_new0(struct report_row, 1);

	sum->label = g_strdup(_("In all"));
	for (guint i = 0; i < t->def->columns->len; i++) {
		const struct report_column *c = g_ptr_array_index(t->def->columns, i);
		for (guint k = 0; !c->part && c->type != REPORT_WORDS && k < t->rows->len; k++) {
			const struct report_row *r = g_ptr_array_index(t->rows, k);
			sum->cells[i].n += r->cells[i].n;
			sum->cells[i].known |= r->cells[i].known;
		}
	}
	fill_shares(t->def, sum);
	return sum;
}

/* --- one statement ------------------------------------------------------------------------- */

/* All numbers of a report are one statement: one picture of the database, and what several of them
 * rest on (a definition) is read once. */
struct asking {
	struct report_run *run;
	GString *sql;
	GPtrArray *wanted; /* struct wanted *, by number */
};
struct wanted {
	struct report_table *table; /* a row each; else a sum goes to: */
	gint64 *n, *of;
};

static int want(struct asking *a, struct report_table *table, gint64 *n, gint64 *of)
{
	struct wanted *w = g_new0(struct wanted, 1);

	*w = (struct wanted){table, n, of};
	g_ptr_array_add(a->wanted, w);
	if (a->wanted->len > 1)
		g_string_append(a->sql, " UNION ALL");
	return (int)a->wanted->len - 1;
}

static void want_table(struct asking *a, const struct report_block *def)
{
	struct report_table *t = g_new0(struct report_table, 1);

	t->def = def;
	t->rows = g_ptr_array_new_with_free_func(row_free);
	g_ptr_array_add(a->run->tables, t);
	g_autofree char *part = report_table_sql(want(a, t, NULL, NULL), def);
	g_string_append(a->sql, part);
}

/* of: NULL where the lines have no second number. */
static void want_sum(struct asking *a, const char *lines, gint64 *n, gint64 *of)
{
	g_autofree char *part = report_sum_sql(want(a, NULL, n, of), lines, of != NULL);

	g_string_append(a->sql, part);
}

static void want_counts(struct asking *a, const GPtrArray *defs, GPtrArray *counts)
{
	for (guint i = 0; i < defs->len; i++) {
		struct report_count *n = g_new0(struct report_count, 1);
		n->def = g_ptr_array_index(defs, i);
		g_ptr_array_add(counts, n);
		want_sum(a, n->def->lines, &n->n, NULL);
	}
}

static void take_row(struct asking *a, struct query *q)
{
	const struct wanted *w = g_ptr_array_index(a->wanted, (guint)query_int(q, 0));

	if (w->table) {
		g_ptr_array_add(w->table->rows, read_row(w->table->def, q));
		return;
	}
	*w->n = query_int(q, FIRST_NUMBER);
	if (w->of)
		*w->of = query_int(q, FIRST_NUMBER + 1);
}

static int by_key(gconstpointer a, gconstpointer b)
{
	return strcmp((*(struct report_row *const *)a)->key, (*(struct report_row *const *)b)->key);
}

static void end_table(struct report_table *t)
{
	g_ptr_array_sort(t->rows, by_key);
	if (t->def->total && t->rows->len > 1)
		g_ptr_array_add(t->rows, sum_up(t));
}

static bool get_all(struct desk *desk, struct asking *a, GError **error)
{
	struct query *q = a->wanted->len ? ask(desk, &a->run->period, a->sql->str, error) : NULL;

	if (!a->wanted->len)
		return true;
	while (q && query_next(q))
		take_row(a, q);
	if (!q || !query_end(q, error))
		return false;
	for (guint i = 0; i < a->run->tables->len; i++)
		end_table(g_ptr_array_index(a->run->tables, i));
	return true;
}

/* --- points -------------------------------------------------------------------------------- */

static void score_free(gpointer data)
{
	struct report_score *s = data;

	g_free(s->evidence);
	g_free(s);
}

/* weight x (value - none) / (full - none), never outside; hundredths of a point, a half upwards. */
static int even(gint64 weight, gint64 value, gint64 full, gint64 none)
{
	gint64 part = full > none ? value - none : none - value;
	gint64 whole = full > none ? full - none : none - full;

	part = CLAMP(part, 0, whole);
	return (int)((2 * weight * HUNDRED * part + whole) / (2 * whole));
}

static int points_of(const struct report_indicator *i, gint64 value)
{
	if (i->over && value > i->over)
		return even(i->weight, value, i->over, i->over_zero);
	return even(i->weight, value, i->full, i->zero);
}

static void want_score(struct asking *a, struct report_score *s)
{
	const struct report_indicator *i = s->def;

	if (i->share)
		want_sum(a, i->share, &s->numerator, &s->denominator);
	else if (i->numerator)
		want_sum(a, i->numerator, &s->numerator, NULL);
	if (i->denominator)
		want_sum(a, i->denominator, &s->denominator, NULL);
}

static void count_score(struct report_score *s)
{
	const struct report_indicator *i = s->def;

	if (i->judged || ((i->share || i->denominator) && s->denominator <= 0))
		return;
	s->value = s->denominator > 0 ? share_of(s->numerator, s->denominator, PERCENT)
				      : s->numerator * HUNDRED;
	s->state = SCORE_COUNTED;
	s->points = points_of(i, s->value);
}

static bool read_judgement(struct desk *desk, int year, struct report_score *s, GError **error)
{
	struct query *q = db_query(desk->db,
		"SELECT points, evidence FROM score_judgement WHERE year = $1 AND indicator = $2",
		"it", (gint64)year, s->def->key);

	if (query_next(q)) {
		s->state = SCORE_JUDGED;
		s->points = (int)MIN(query_int(q, 0), (gint64)s->def->weight * 100);
		s->evidence = query_dup(q, 1);
	}
	return query_end(q, error);
}

static void want_scores(struct asking *a)
{
	const GPtrArray *all = report_scores_of(a->run->def)->indicators;

	for (guint i = 0; i < all->len; i++) {
		struct report_score *s = g_new0(struct report_score, 1);
		s->def = g_ptr_array_index(all, i);
		s->state = s->def->judged ? SCORE_WAITING : SCORE_NO_DATA;
		g_ptr_array_add(a->run->scores, s);
		want_score(a, s);
	}
}

static bool end_scores(struct desk *desk, struct report_run *run, GError **error)
{
	for (guint i = 0; i < run->scores->len; i++) {
		struct report_score *s = g_ptr_array_index(run->scores, i);
		count_score(s);
		if (s->state != SCORE_COUNTED && !read_judgement(desk, run->period.year, s, error))
			return false;
	}
	return true;
}

const struct report_def *report_scores_of(const struct report_def *def)
{
	for (guint i = 0; i < def->blocks->len; i++) {
		const struct report_block *b = g_ptr_array_index(def->blocks, i);
		if (b->kind == REPORT_SCORES || b->kind == REPORT_POINTS)
			return b->report;
	}
	return def;
}

static const struct report_def *problems_of(const struct report_def *def)
{
	for (guint i = 0; i < def->blocks->len; i++) {
		const struct report_block *b = g_ptr_array_index(def->blocks, i);
		if (b->kind == REPORT_PROBLEMS || b->kind == REPORT_MEASURES)
			return b->report;
	}
	return def;
}

/* --- all of it ----------------------------------------------------------------------------- */

void report_run_free(struct report_run *run)
{
	if (!run)
		return;
	g_ptr_array_unref(run->tables);
	g_ptr_array_unref(run->scores);
	g_ptr_array_unref(run->numbers);
	g_ptr_array_unref(run->problems);
	g_free(run);
}

static void want_all(struct asking *a)
{
	const struct report_def *def = a->run->def;

	for (guint i = 0; i < def->blocks->len; i++) {
		const struct report_block *b = g_ptr_array_index(def->blocks, i);
		if (b->kind == REPORT_TABLE)
			want_table(a, b->table);
	}
	want_counts(a, def->numbers, a->run->numbers);
	want_counts(a, problems_of(def)->problems, a->run->problems);
	want_scores(a);
}

static bool run_all(struct desk *desk, struct report_run *run, GError **error)
{
	struct asking a = {run, NULL, g_ptr_array_new_with_free_func(g_free)};
	g_autofree char *with = report_with(desk->lib);
	bool ok;

	a.sql = g_string_new(with);
	want_all(&a);
	ok = get_all(desk, &a, error) && end_scores(desk, run, error);
	g_string_free(a.sql, TRUE);
	g_ptr_array_unref(a.wanted);
	return ok;
}

struct report_run *report_run(struct desk *desk, const struct report_def *def,
	const struct report_period *period, GError **error)
{
	g_autoptr(report_run) run = g_new0(struct report_run, 1);
	bool ok;

	run->def = def;
	run->period = *period;
	run->tables = g_ptr_array_new_with_free_func(table_free);
	run->scores = g_ptr_array_new_with_free_func(score_free);
	run->numbers = g_ptr_array_new_with_free_func(g_free);
	run->problems = g_ptr_array_new_with_free_func(g_free);
	if (!db_read_begin(desk->db, error))
		return NULL;
	ok = run_all(desk, run, error);
	db_read_end(desk->db);
	return ok ? g_steal_pointer(&run) : NULL;
}

const struct report_table *report_run_table(
	const struct report_run *run, const struct report_block *block)
{
	for (guint i = 0; i < run->tables->len; i++) {
		const struct report_table *t = g_ptr_array_index(run->tables, i);
		if (t->def == block->table)
			return t;
	}
	return NULL;
}

/* --- names --------------------------------------------------------------------------------- */

bool report_names(struct desk *desk, const struct report_period *period,
	const struct report_place *place, bool (*see)(const struct report_name *name, void *ctx),
	void *ctx, GError **error)
{
	g_autofree char *with = report_with(desk->lib);
	g_autofree char *sql = report_names_sql(with, place);
	struct query *q = ask(desk, period, sql, error);
	bool more = true;

	if (!q)
		return false;
	if (place->row)
		query_bind_text(q, "row", place->row);
	while (more && query_next(q)) {
		struct report_name n = {.casefile = query_int(q, 0),
			.name = query_text(q, 1),
			.place = query_text(q, 2),
			.note = query_text(q, 3),
			.n = query_int(q, 4),
			.of = query_int(q, 5),
			.restricted = look_is_restricted(desk, query_text(q, 6))};
		more = see(&n, ctx);
	}
	return query_end(q, error);
}
