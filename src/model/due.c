/* Due and paid, month by month. */
#include "config.h"

#include "model/due.h"

#include <string.h>
#include "base/i18n.h"
#include "model/amount.h"
#include "model/due_room.h"
#include "model/payment.h"
#include "model/rows.h"

struct award {
	row_id id;
	month from, to; /* to MONTH_NONE: still running */
	int members;
	fen base, supplement, income; /* income -1: nobody said */
};

/* Where the case stands in each of the arrays of the source. */
struct places {
	guint paid, adjusted, members, parts, said, lines;
};

/* What a month's amount rests on; two months with the same are reckoned once. */
struct grounds {
	row_id award;
	int members;
	bool lines; /* the lines of income of the day, not what was decided */
	day on;     /* of the lines, of a child: the day itself */
	const struct policy_row *standard;
	const char *unit, *mode, *floor;
	const char *form, *level;
	guint gone;
};

struct reckoning {
	struct due_source s;
	struct places at, end; /* of this case: from at to end */
	struct due_case c;
	GArray *awards; /* struct award */
	GArray *months; /* struct due_month */
	GPtrArray *entitlements, *words;
	GHashTable *gone;
	struct grounds last;
	const struct entitlement *last_e;
	const char *last_unknown;
	int stated; /* members as the roster counts them */
};

fen due_difference(const struct due_month *m)
{
	return m->due - m->paid - m->adjusted;
}

/* --- the rows of this case ----------------------------------------------------------------- */

/* Every array begins its rows with the case. */
static void turn(const GArray *rows, guint size, row_id casefile, guint *at, guint *end)
{
	guint i = *end;
	const char *data = rows->data;

	while (i < rows->len && *(const row_id *)(data + (gsize)i * size) < casefile)
		i++;
	*at = i;
	while (i < rows->len && *(const row_id *)(data + (gsize)i * size) == casefile)
		i++;
	*end = i;
}

static void turn_to(struct reckoning *r, row_id casefile)
{
	struct due_source *s = &r->s;

	turn(s->paid, sizeof(struct due_cell), casefile, &r->at.paid, &r->end.paid);
	turn(s->adjusted, sizeof(struct due_cell), casefile, &r->at.adjusted, &r->end.adjusted);
	turn(s->members, sizeof(struct due_member), casefile, &r->at.members, &r->end.members);
	turn(s->parts, sizeof(struct due_part), casefile, &r->at.parts, &r->end.parts);
	turn(s->said, sizeof(struct due_said), casefile, &r->at.said, &r->end.said);
	turn(s->lines, sizeof(struct due_lines), casefile, &r->at.lines, &r->end.lines);
}

static const struct due_cell *cell_of(const GArray *cells, guint at, guint end, month m)
{
	for (guint i = at; i < end; i++) {
		const struct due_cell *cell = &g_array_index(cells, struct due_cell, i);

		if (cell->m == m)
			return cell;
	}
	return NULL;
}

/* Of two awards in force the later one counts, as in the roster. */
static const struct award *award_in(const struct reckoning *r, month m)
{
	const struct award *found = NULL;

	for (guint i = 0; i < r->awards->len; i++) {
		const struct award *a = &g_array_index(r->awards, struct award, i);

		if (a->from <= m && (a->to == MONTH_NONE || a->to >= m))
			found = a;
	}
	return found;
}

/* Who was in the household when it first came on file was in it before as well. */
static day first_listed(const struct reckoning *r)
{
	day first = DAY_NONE;

	for (guint i = r->at.members; i < r->end.members; i++) {
		day from = g_array_index(r->s.members, struct due_member, i).from;

		if (first == DAY_NONE || from < first)
			first = from;
	}
	return first;
}

/* N of a day: as it was decided, and never more than there were.  gone: who was not there.  Whom a
 * roster counts without listing them stay as many as they are. */
static int count_members(struct reckoning *r, const struct award *a, day first)
{
	g_autoptr(GHashTable) here = g_hash_table_new(g_int64_hash, g_int64_equal);
	day since = MAX(first, first_listed(r));
	int listed;

	g_hash_table_remove_all(r->gone);
	for (guint i = r->at.members; i < r->end.members; i++) {
		struct due_member *m = &g_array_index(r->s.members, struct due_member, i);
		bool there = m->from <= since && (m->last == DAY_NONE || m->last >= first) &&
			(m->died == DAY_NONE || m->died >= first);

		if (there)
			g_hash_table_add(here, &m->person);
		else
			g_hash_table_add(r->gone, g_memdup2(&m->person, sizeof m->person));
	}
	GHashTableIter iter;
	gpointer person;

	g_hash_table_iter_init(&iter, here); /* who came back is not gone */
	while (g_hash_table_iter_next(&iter, &person, NULL))
		g_hash_table_remove(r->gone, person);
	listed = (int)(g_hash_table_size(here) + g_hash_table_size(r->gone));
	if (!listed)
		return a->members;
	return MIN(a->members, (int)g_hash_table_size(here) + MAX(r->stated - listed, 0));
}

static void find_said(const struct reckoning *r, day first, struct grounds *g)
{
	for (guint i = r->at.said; i < r->end.said; i++) {
		const struct due_said *said = &g_array_index(r->s.said, struct due_said, i);

		/* Of what was said later only the first, where nothing was said before. */
		if (said->form && (said->on <= first || !g->form))
			g->form = said->form;
		if (said->level && (said->on <= first || !g->level))
			g->level = said->level;
	}
}

static day line_changed(const struct reckoning *r)
{
	return r->at.lines < r->end.lines
		? g_array_index(r->s.lines, struct due_lines, r->at.lines).changed
		: DAY_NONE;
}

/* --- reckoning a month --------------------------------------------------------------------- */

/* The supplements of an award, where its parts say whose they are and make up the whole. */
static GArray *supplements(const struct reckoning *r, const struct award *a, day on, fen *rest)
{
	struct desk *desk = r->s.desk;
	GArray *list = g_array_new(FALSE, FALSE, sizeof(struct supplement_line));
	const struct code_list *labels = library_codes(desk->lib, "part");
	fen sum = 0;

	for (guint i = r->at.parts; i < r->end.parts; i++) {
		const struct due_part *p = &g_array_index(r->s.parts, struct due_part, i);
		g_autofree char *param = g_strconcat("supp_", p->kind, NULL);
		struct supplement_line line = {.kind = p->kind,
			.person = p->person,
			.name = p->name,
			.category = labels ? code_list_label(labels, p->kind) : p->kind,
			.percent = (int)policy_int(desk->policy, param, r->c.area, on, 0)};

		if (p->award != a->id)
			continue;
		sum += p->amount;
		if (line.percent > 0 && !g_hash_table_contains(r->gone, &p->person))
			g_array_append_val(list, line);
	}
	*rest = sum == a->supplement ? 0 : a->supplement;
	if (*rest)
		g_array_set_size(list, 0);
	return list;
}

static bool reckon_gap(struct reckoning *r, const struct award *a, const struct grounds *g, day on,
	struct entitlement *e, GError **error)
{
	bool known = a->income >= 0 || r->at.lines < r->end.lines;
	fen rest = 0;
	g_autoptr(GArray) list = supplements(r, a, on, &rest);
	const struct amount_facts facts = {
		.programme = r->s.programme,
		.area = r->c.area,
		.casefile = r->c.casefile,
		.members = g->members,
		.year_income = g->lines ? -1 : a->income,
		.gone = r->gone,
		.supplement = (const struct supplement_line *)list->data,
		.n_supplement = (int)list->len,
	};

	if (!known)
		return jz_fail(error, JZ_ERROR_BAD,
			_("the yearly income is not on file, so it cannot be reckoned"));
	if (!amount_gap(r->s.desk, &facts, on, e, error))
		return false;
	if (e->eligible && rest) {
		e->supplement += rest;
		e->total += rest;
	}
	return true;
}

static bool reckon(struct reckoning *r, const struct award *a, const struct grounds *g, day on,
	struct entitlement *e, GError **error)
{
	const char *amount = r->s.programme->amount;

	if (g->members <= 0) {
		*e = (struct entitlement){0};
		return true;
	}
	if (g_str_equal(amount, "gap"))
		return reckon_gap(r, a, g, on, e, error);
	if (!g_str_equal(amount, "support"))
		return amount_of_case(r->s.desk, r->c.casefile, on, e, error);
	if (!g->form || !g->level)
		return jz_fail(error, JZ_ERROR_BAD,
			_("form of support or self-care is not on file, so it cannot be "
			  "reckoned"));
	return amount_of_support(r->s.desk, r->c.area, g->form, g->level, on, e, error);
}

static void free_entitlement(gpointer data)
{
	entitlement_clear(data);
	g_free(data);
}

static void find_grounds(struct reckoning *r, const struct award *a, day first, struct grounds *g)
{
	const struct policy *p = r->s.desk->policy;
	const char *area = r->c.area, *amount = r->s.programme->amount;
	day changed = line_changed(r);

	memset(g, 0, sizeof *g);
	g->members = count_members(r, a, first);
	g->award = a->id;
	g->gone = g_hash_table_size(r->gone);
	g->unit = policy_value(p, "round_unit", area, first);
	g->mode = policy_value(p, "round_mode", area, first);
	g->floor = policy_value(p, "floor_pct", area, first);
	if (g_str_equal(amount, "gap")) {
		g->standard = policy_row_at(p, r->s.programme->standard, area, first);
		g->lines = (changed != DAY_NONE && changed <= first) || a->income < 0 ||
			(g->members < a->members && r->at.lines < r->end.lines);
	}
	find_said(r, first, g);
	/* These are read again each month. */
	if (g->lines || !g_str_equal(amount, "gap") || r->at.parts < r->end.parts)
		g->on = first;
}

static const struct entitlement *entitled(
	struct reckoning *r, const struct award *a, month m, int *members, const char **unknown)
{
	day first = month_first(m);
	struct grounds g;
	g_autoptr(GError) error = NULL;
	struct entitlement *e;

	find_grounds(r, a, first, &g);
	*members = MAX(g.members, 0);
	if (memcmp(&g, &r->last, sizeof g) == 0) {
		*unknown = r->last_unknown;
		return r->last_e;
	}
	r->last = g;
	r->last_unknown = NULL;
	e = g_new0(struct entitlement, 1);
	if (!reckon(r, a, &g, first, e, &error)) {
		r->last_unknown = g_strdup(error->message);
		g_ptr_array_add(r->words, (char *)r->last_unknown);
	}
	g_ptr_array_add(r->entitlements, e);
	r->last_e = e;
	*unknown = r->last_unknown;
	return e;
}

/* What was paid, else what will be: a month whose roster stands without this case paid it nothing,
 * unless no payment of the case is kept here at all. */
static fen paid_in(const struct reckoning *r, const struct award *a, month m, bool *expected)
{
	const struct due_cell *cell = cell_of(r->s.paid, r->at.paid, r->end.paid, m);
	bool kept = r->at.paid < r->end.paid;
	fen own = a ? a->base + a->supplement : 0;

	*expected = a && !(cell && cell->regular) && !(kept && due_rostered(&r->s, r->c.area, m));
	return (cell ? cell->amount : 0) + (*expected ? own : 0);
}

static void add_month(struct reckoning *r, month m)
{
	const struct award *a = award_in(r, m);
	const struct due_cell *cell = cell_of(r->s.adjusted, r->at.adjusted, r->end.adjusted, m);
	struct due_month d = {.m = m, .award = a ? a->id : 0, .own = -1, .year_income = -1};

	d.paid = paid_in(r, a, m, &d.expected);
	d.adjusted = cell ? cell->amount : 0;
	cell = cell_of(r->s.paid, r->at.paid, r->end.paid, m);
	d.held = cell ? cell->held : 0;
	if (a) {
		d.e = entitled(r, a, m, &d.members, &d.unknown);
		d.due = d.unknown ? d.paid + d.adjusted : d.e->total;
		d.own = a->base + a->supplement;
		d.year_income = d.unknown || !d.e->working ? a->income : d.e->year_income;
	}
	g_array_append_val(r->months, d);
}

/* --- one case after the other -------------------------------------------------------------- */

static bool finish_case(struct reckoning *r, month from, month to,
	bool (*see)(const struct due_case *c, void *ctx, GError **error), void *ctx, GError **error)
{
	if (!r->c.casefile)
		return true;
	turn_to(r, r->c.casefile);
	memset(&r->last, 0, sizeof r->last);
	for (month m = from; m <= to; m++)
		add_month(r, m);
	r->c.months = r->months;
	bool more = see(&r->c, ctx, error);

	g_array_set_size(r->months, 0);
	g_array_set_size(r->awards, 0);
	g_ptr_array_set_size(r->entitlements, 0);
	g_ptr_array_set_size(r->words, 0);
	g_free((char *)r->c.file_no);
	g_free((char *)r->c.area);
	g_free((char *)r->c.state);
	r->c = (struct due_case){0};
	return more;
}

static void add_award(struct reckoning *r, struct query *q)
{
	struct award a = {
		.id = query_int(q, 4),
		.from = month_from_iso(query_text(q, 5)),
		.to = query_is_null(q, 6) ? MONTH_NONE : month_from_iso(query_text(q, 6)),
		.members = (int)query_int(q, 7),
		.base = query_int(q, 8),
		.supplement = query_int(q, 9),
		.income = query_is_null(q, 10) ? -1 : query_int(q, 10),
	};

	g_array_append_val(r->awards, a);
}

#define CASES                                                                                      \
	"SELECT c.id, c.file_no, c.area, c.state, a.id, a.from_month, a.to_month, a.members,"      \
	" a.base, a.supplement, coalesce(a.year_income, c.roster_income),"                         \
	" coalesce(c.stated_members, 0) FROM casefile c JOIN award a ON a.casefile = c.id"         \
	" WHERE c.programme = $1 AND a.from_month <= $3"                                           \
	" AND (a.to_month IS NULL OR a.to_month >= $2)"
#define ORDER " ORDER BY c.id, a.from_month, a.id"

static bool read_cases(struct reckoning *r, month from, month to,
	bool (*see)(const struct due_case *c, void *ctx, GError **error), void *ctx, GError **error)
{
	const struct due_source *s = &r->s;
	struct query *q = db_query(s->desk->db,
		s->casefile ? CASES " AND c.id = $4" ORDER : CASES " AND $4 = 0" ORDER, "ttti",
		s->programme->key, s->from, s->to, s->casefile);
	bool more = true;

	while (more && query_next(q)) {
		if (query_int(q, 0) != r->c.casefile) {
			more = finish_case(r, from, to, see, ctx, error);
			r->c.casefile = query_int(q, 0);
			r->c.file_no = query_dup(q, 1);
			r->c.area = query_dup(q, 2);
			r->c.state = query_dup(q, 3);
			r->stated = (int)query_int(q, 11);
		}
		add_award(r, q);
	}
	if (!query_end(q, more ? error : NULL) || !more)
		return false;
	return finish_case(r, from, to, see, ctx, error);
}

bool due_read(struct desk *desk, const struct programme *programme, row_id casefile, month from,
	month to, bool (*see)(const struct due_case *c, void *ctx, GError **error), void *ctx,
	GError **error)
{
	struct reckoning r = {.s = {.desk = desk, .programme = programme, .casefile = casefile}};
	bool ok;

	if (!programme->amount || g_str_equal(programme->amount, "cap"))
		return true; /* a grant is what was decided */
	month_to_iso(from, r.s.from);
	month_to_iso(to, r.s.to);
	r.awards = g_array_new(FALSE, FALSE, sizeof(struct award));
	r.months = g_array_new(FALSE, FALSE, sizeof(struct due_month));
	r.entitlements = g_ptr_array_new_with_free_func(free_entitlement);
	r.words = g_ptr_array_new_with_free_func(g_free);
	r.gone = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	ok = due_source_read(&r.s, error) && read_cases(&r, from, to, see, ctx, error);
	due_source_clear(&r.s);
	g_array_unref(r.awards);
	g_array_unref(r.months);
	g_ptr_array_unref(r.entitlements);
	g_ptr_array_unref(r.words);
	g_hash_table_unref(r.gone);
	g_free((char *)r.c.file_no);
	g_free((char *)r.c.area);
	g_free((char *)r.c.state);
	return ok;
}

month due_open_month(struct desk *desk, const char *programme, const char *area, GError **error)
{
	const struct programme *p = library_programme(desk->lib, programme);
	month open = month_of(day_today()) + 1;
	struct query *q = db_query(desk->db,
		"SELECT max(b.for_month) FROM payment_batch b WHERE b.programme = $1"
		" AND b.area = $2 AND b.reason IS NULL AND EXISTS (SELECT 1 FROM payment p"
		"  WHERE p.batch = b.id AND p.reason IS NULL)",
		"tt", programme, area);

	if (query_next(q) && !query_is_null(q, 0)) {
		month last = month_from_iso(query_text(q, 0)), first = last;
		int n = p ? payment_cycle(desk, p, area, &first) : 1;

		open = MAX(open, MAX(last, first + n - 1) + 1);
	}
	return query_end(q, error) ? open : MONTH_NONE;
}

GArray *due_cases_of(struct desk *desk, const char *id_no, GError **error)
{
	g_autoptr(GArray) ids = rows_ids(
		db_query(desk->db,
			"SELECT DISTINCT c.id FROM person o JOIN member m ON m.person = o.id"
			" JOIN casefile c ON c.household = m.household"
			" AND (c.person IS NULL OR c.person = o.id)"
			" JOIN award a ON a.casefile = c.id WHERE o.id_no = $1 ORDER BY c.id",
			"t", id_no),
		error);

	if (ids && ids->len)
		return g_steal_pointer(&ids);
	if (ids)
		jz_fail(error, JZ_ERROR_BAD, _("%s stands in no case that is or was paid"), id_no);
	return NULL;
}
