/* Looking at a new standard: every month since is reckoned with it beside what was paid. */
#include "config.h"

#include "model/retro.h"

#include <string.h>
#include "base/i18n.h"
#include "model/amount.h"
#include "model/casefile.h"
#include "store/journal.h"

#define MONTHS_BACK 120 /* a standard that is older says nothing about today */

static void case_free(gpointer data)
{
	struct retro_case *c = data;

	g_free(c->file_no);
	g_free(c->programme);
	g_free(c->area);
	g_free(c->unknown);
	g_free(c->working);
	g_clear_pointer(&c->parts, g_array_unref);
	g_free(c);
}

static void visit_free(gpointer data)
{
	struct retro_visit *v = data;

	g_free(v->file_no);
	g_free(v->programme);
	g_free(v->state);
	g_free(v);
}

void retro_free(struct retro *r)
{
	if (!r)
		return;
	g_ptr_array_unref(r->cases);
	g_ptr_array_unref(r->visits);
	g_array_unref(r->lines);
	g_free(r->rests_on);
	g_free(r);
}

char *retro_head(struct desk *desk, row_id casefile)
{
	char *name = db_one_text(desk->db, NULL,
		"SELECT coalesce((SELECT o.name FROM person o WHERE o.id = c.person),"
		" (SELECT o.name FROM member m JOIN person o ON o.id = m.person"
		"  WHERE m.household = c.household AND m.relation = '01'"
		"  ORDER BY m.to_date IS NOT NULL, m.id DESC LIMIT 1))"
		" FROM casefile c WHERE c.id = $1",
		"i", casefile);

	return name ? name : g_strdup("");
}

/* --- the policy as it would be ------------------------------------------------------------- */

/* Of two rows the later one counts, so the one before need not be ended. */
static struct policy *policy_with(const struct desk *desk, const struct setting *s)
{
	struct policy *p = policy_new(desk->lib);
	const GPtrArray *rows = policy_rows(desk->policy);
	const struct policy_row row = {
		.key = (char *)s->key,
		.area = (char *)(s->area ? s->area : ""),
		.value = (char *)s->value,
		.from = s->from,
		.to = DAY_NONE,
		.document = (char *)(s->document ? s->document : ""),
		.sample = s->sample,
	};

	for (guint i = 0; i < rows->len; i++)
		policy_add(p, g_ptr_array_index(rows, i));
	policy_add(p, &row);
	return p;
}

/* The first month on whose first day it is in force. */
static month first_month(day from)
{
	month m = month_of(from);

	return from > month_first(m) ? m + 1 : m;
}

/* --- the cases ----------------------------------------------------------------------------- */

struct look {
	struct desk *desk, with; /* with: as it would be */
	const struct setting *s;
	struct retro *r;
	const struct programme *programme;
	month open[2]; /* urban, rural: the first month without a roster */
};

static month open_of(const struct look *l, const char *area)
{
	return l->open[g_str_equal(area, "rural")];
}

static bool concerns(const struct setting *s, const char *area)
{
	return !s->area || !*s->area || g_str_equal(s->area, area);
}

static void add_arrears(struct look *l, const struct due_case *c, struct retro_case *one)
{
	one->first = l->r->lines->len;
	for (guint i = 0; i < c->months->len; i++) {
		const struct due_month *d = &g_array_index(c->months, struct due_month, i);
		/* A month that was held back is due by the old standard already; that is for
		 * somebody to decide (model/adjustment.h). */
		struct adjustment_month line = {d->m, d->members, d->due,
			d->paid + d->adjusted + d->held, due_difference(d) - d->held};

		if (d->unknown && !one->unknown)
			one->unknown = g_strdup(d->unknown);
		/* Too much is never taken back by itself (9.7). */
		if (d->unknown || d->m >= one->next || line.amount <= 0)
			continue;
		one->members = d->members;
		one->amount += line.amount;
		g_array_append_val(l->r->lines, line);
		one->n++;
	}
}

static const struct due_month *month_at(const struct due_case *c, month m)
{
	for (guint i = 0; i < c->months->len; i++) {
		const struct due_month *d = &g_array_index(c->months, struct due_month, i);

		if (d->m == m)
			return d;
	}
	return NULL;
}

static void add_fresh(const struct due_case *c, struct retro_case *one)
{
	const struct due_month *d = month_at(c, one->next);

	one->old = -1;
	if (!d || !d->award)
		return;
	one->old = d->own;
	one->fresh = d->unknown || !d->e ? one->old : d->e->total;
	one->members = d->members;
	one->raised = one->fresh > one->old;
	if (!one->raised)
		return;
	one->base = d->e->base;
	one->supplement = d->e->supplement;
	one->income = d->year_income;
	one->working = working_to_text(d->e->working);
	one->parts = d->e->parts ? g_array_ref(d->e->parts) : NULL;
}

static void count_case(struct retro *r, const struct retro_case *one)
{
	r->n_arrears += one->n > 0;
	r->n_raised += one->raised;
	r->n_less += one->old >= 0 && one->fresh < one->old;
	r->n_unknown += one->unknown != NULL;
	r->amount += one->amount;
	if (one->raised)
		r->monthly += one->fresh - one->old;
}

static bool see_case(const struct due_case *c, void *ctx, GError **error)
{
	struct look *l = ctx;
	struct retro_case *one;

	(void)error;
	if (!concerns(l->s, c->area))
		return true;
	one = g_new0(struct retro_case, 1);
	one->casefile = c->casefile;
	one->file_no = g_strdup(c->file_no);
	one->programme = g_strdup(l->programme->key);
	one->area = g_strdup(c->area);
	one->income = -1;
	one->next = open_of(l, c->area);
	add_arrears(l, c, one);
	add_fresh(c, one);
	if (!one->n && !one->raised && !one->unknown && one->fresh >= one->old) {
		case_free(one);
		return true;
	}
	count_case(l->r, one);
	g_ptr_array_add(l->r->cases, one);
	return true;
}

/* A standard of a day to come changes no month before it. */
static bool look_at_cases(struct look *l, const struct programme *p, GError **error)
{
	static const char *const areas[] = {"urban", "rural"};
	month from = first_month(l->s->from), last = MONTH_NONE;

	l->programme = p;
	for (guint i = 0; i < G_N_ELEMENTS(areas); i++) {
		l->open[i] = due_open_month(l->desk, p->key, areas[i], error);
		if (l->open[i] == MONTH_NONE)
			return false;
		l->open[i] = MAX(l->open[i], from);
		if (concerns(l->s, areas[i]))
			last = MAX(last, l->open[i]);
	}
	return due_read(&l->with, p, 0, MIN(from, last), last, see_case, l, error);
}

/* --- people to visit ----------------------------------------------------------------------- */

static bool is_over(const struct programme *p, const char *state)
{
	const struct state_def *def = programme_state(p, state);

	return !def || def->kind == STATE_CLOSED;
}

/* Those whose last decision was to refuse, and those who are only found poor. */
static GArray *candidates(struct look *l, const struct programme *p, GError **error)
{
	GArray *ids = g_array_new(FALSE, FALSE, sizeof(row_id));
	struct query *q = db_query(l->desk->db,
		"SELECT c.id, c.state, c.area, coalesce((SELECT d.kind FROM decision d"
		" WHERE d.casefile = c.id ORDER BY d.id DESC LIMIT 1), '')"
		" FROM casefile c WHERE c.programme = $1 ORDER BY c.id",
		"t", p->key);

	while (query_next(q)) {
		const struct state_def *state = programme_state(p, query_text(q, 1));
		row_id id = query_int(q, 0);
		bool refused =
			is_over(p, query_text(q, 1)) && g_str_equal(query_text(q, 3), "refuse");
		bool edge = !p->amount && state && state->kind == STATE_ACTIVE;

		if (concerns(l->s, query_text(q, 2)) && (refused || edge))
			g_array_append_val(ids, id);
	}
	if (query_end(q, error))
		return ids;
	g_array_unref(ids);
	return NULL;
}

static void add_visit(struct look *l, const struct casefile *c, const struct programme *p)
{
	struct entitlement before = {0}, after = {0};
	const struct state_def *state = programme_state(p, c->state);
	day on = MAX(day_today(), l->s->from);
	bool known = amount_means(&l->with, c, on, &after, NULL);
	bool was = amount_means(l->desk, c, on, &before, NULL) && before.eligible;

	if (known && after.eligible && !was) {
		struct retro_visit *v = g_new0(struct retro_visit, 1);

		*v = (struct retro_visit){c->id, g_strdup(c->file_no), g_strdup(p->key),
			g_strdup(state ? state->label : c->state), after.year_income,
			after.year_standard};
		g_ptr_array_add(l->r->visits, v);
	}
	entitlement_clear(&before);
	entitlement_clear(&after);
}

static bool look_at_others(struct look *l, const struct programme *p, GError **error)
{
	g_autoptr(GArray) ids = candidates(l, p, error);

	for (guint i = 0; ids && i < ids->len; i++) {
		g_autoptr(casefile) c = casefile_get(l->desk, g_array_index(ids, row_id, i), error);

		if (!c)
			return false;
		/* Who applied again has a case that is looked at anyway. */
		if (!is_over(p, c->state) || !casefile_household_busy(l->desk, c->household, c->id))
			add_visit(l, c, p);
	}
	return ids != NULL;
}

/* --- together ------------------------------------------------------------------------------ */

static bool check(const struct desk *desk, const struct setting *s, GError **error)
{
	const GPtrArray *programmes = library_programmes(desk->lib);
	const struct param_def *def = library_param(desk->lib, s->key);

	if (!setting_check(desk->lib, s, error))
		return false;
	for (guint i = 0; i < programmes->len; i++)
		if (amount_uses(g_ptr_array_index(programmes, i), s->key))
			return def->by_area || !s->area || !*s->area ||
				jz_fail(error, JZ_ERROR_BAD,
					_("%s is one for all areas; leave the area \"%s\" away"),
					def->label, s->area);
	return jz_fail(error, JZ_ERROR_BAD,
		_("no monthly amount follows from %s; set it under standards and settings"),
		def->label);
}

char *retro_rests_on(struct desk *desk, const struct setting *s, GError **error)
{
	char digest[17], from[DAY_LEN], today[DAY_LEN];
	gint64 seq;

	if (!journal_head(desk->db, &seq, digest, error))
		return NULL;
	return g_strdup_printf("%" G_GINT64_FORMAT ":%s %s %s %s %s %s %s", seq, digest, s->key,
		s->area ? s->area : "", s->value, day_to_iso(s->from, from),
		s->document ? s->document : "", day_to_iso(day_today(), today));
}

struct retro *retro_look(struct desk *desk, const struct setting *s, GError **error)
{
	const GPtrArray *programmes = library_programmes(desk->lib);
	struct look l = {.desk = desk, .with = *desk, .s = s};
	bool ok = check(desk, s, error);

	if (!ok)
		return NULL;
	if (month_of(s->from) < month_of(day_today()) - MONTHS_BACK) {
		jz_fail(error, JZ_ERROR_BAD,
			_("a standard that is over ten years old is not paid for any more; check "
			  "the day"));
		return NULL;
	}
	l.r = g_new0(struct retro, 1);
	l.r->cases = g_ptr_array_new_with_free_func(case_free);
	l.r->visits = g_ptr_array_new_with_free_func(visit_free);
	l.r->lines = g_array_new(FALSE, FALSE, sizeof(struct adjustment_month));
	l.with.policy = policy_with(desk, s);
	ok = db_read_begin(desk->db, error) &&
		(l.r->rests_on = retro_rests_on(desk, s, error)) != NULL;
	for (guint i = 0; ok && i < programmes->len; i++) {
		const struct programme *p = g_ptr_array_index(programmes, i);

		if (amount_uses(p, s->key))
			ok = look_at_cases(&l, p, error);
		if (ok && g_strcmp0(p->standard, s->key) == 0 &&
			(!p->amount || g_str_equal(p->amount, "gap")))
			ok = look_at_others(&l, p, error);
	}
	db_read_end(desk->db);
	policy_free(l.with.policy);
	if (!ok)
		g_clear_pointer(&l.r, retro_free);
	return l.r;
}
