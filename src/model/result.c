#include "config.h"

#include "model/result.h"

void result_survey_free(struct result_survey *s)
{
	if (!s)
		return;
	g_free(s->surveyor1);
	g_free(s->surveyor2);
	g_free(s->received_by);
	g_free(s->contactless_reason);
	g_free(s->housing);
	g_free(s->living);
	g_free(s->neighbours);
	g_free(s->conclusion);
	g_free(s);
}

struct result_survey *result_survey(struct desk *desk, row_id casefile, GError **error)
{
	g_autoptr(result_survey) s = NULL;
	struct query *q = db_query(desk->db,
		"SELECT v.visited_on, x.name, y.name, v.received_by, v.contactless_reason,"
		" v.housing, v.living, v.neighbours, v.conclusion FROM survey v"
		" LEFT JOIN operator x ON x.id = v.surveyor1"
		" LEFT JOIN operator y ON y.id = v.surveyor2"
		" WHERE v.casefile = $1 ORDER BY v.id DESC LIMIT 1",
		"i", casefile);

	if (query_next(q)) {
		s = g_new0(struct result_survey, 1);
		s->visited_on = day_from_iso(query_text(q, 0));
		s->surveyor1 = query_dup(q, 1);
		s->surveyor2 = query_dup(q, 2);
		s->received_by = query_dup(q, 3);
		s->contactless_reason = query_dup(q, 4);
		s->housing = query_dup(q, 5);
		s->living = query_dup(q, 6);
		s->neighbours = query_dup(q, 7);
		s->conclusion = query_dup(q, 8);
	}
	return query_end(q, error) ? g_steal_pointer(&s) : NULL;
}

void result_publicity_free(struct result_publicity *p)
{
	if (!p)
		return;
	g_free(p->place);
	g_free(p->outcome);
	g_free(p);
}

struct result_publicity *result_publicity(struct desk *desk, row_id casefile, GError **error)
{
	g_autoptr(result_publicity) p = NULL;
	struct query *q = db_query(desk->db,
		"SELECT posted_on, ends_on, closed_on, place, result, members, amount, about"
		" FROM publicity WHERE casefile = $1 ORDER BY id DESC LIMIT 1",
		"i", casefile);

	if (query_next(q)) {
		p = g_new0(struct result_publicity, 1);
		p->posted_on = day_from_iso(query_text(q, 0));
		p->ends_on = day_from_iso(query_text(q, 1));
		p->closed_on = day_from_iso(query_text(q, 2));
		p->place = query_dup(q, 3);
		p->outcome = query_dup(q, 4);
		p->members = (int)query_int(q, 5);
		p->amount = query_is_null(q, 6) ? -1 : query_int(q, 6);
		p->stop = g_str_equal(query_text(q, 7), "stop");
	}
	return query_end(q, error) ? g_steal_pointer(&p) : NULL;
}

void result_notice_free(struct result_notice *n)
{
	if (!n)
		return;
	g_free(n->name);
	g_free(n);
}

GPtrArray *result_notices(struct desk *desk, row_id casefile, GError **error)
{
	g_autoptr(GPtrArray) list =
		g_ptr_array_new_with_free_func((GDestroyNotify)result_notice_free);
	struct query *q = db_query(desk->db,
		"SELECT coalesce(p.name, ''), u.members, u.amount FROM publicity mine"
		" JOIN casefile c ON c.id = mine.casefile JOIN household h ON h.id = c.household"
		" JOIN publicity u ON u.posted_on = mine.posted_on AND u.about IS mine.about"
		" JOIN casefile o ON o.id = u.casefile AND o.programme = c.programme AND o.area = "
		"c.area"
		/* A village that no code was found for is still not the next village. */
		" JOIN household g ON g.id = o.household"
		" AND coalesce(g.village, g.village_name, '')"
		"  = coalesce(h.village, h.village_name, '')"
		" LEFT JOIN member m ON m.household = o.household AND m.relation = '01'"
		"  AND m.to_date IS NULL"
		" LEFT JOIN person p ON p.id = coalesce(o.person, m.person)"
		" WHERE mine.id = (SELECT max(id) FROM publicity WHERE casefile = $1)"
		" AND u.id = (SELECT max(id) FROM publicity WHERE casefile = o.id)"
		" ORDER BY p.name, u.id",
		"i", casefile);

	while (query_next(q)) {
		struct result_notice *n = g_new0(struct result_notice, 1);
		n->name = query_dup(q, 0);
		n->members = (int)query_int(q, 1);
		n->amount = query_is_null(q, 2) ? -1 : query_int(q, 2);
		g_ptr_array_add(list, n);
	}
	return query_end(q, error) ? g_steal_pointer(&list) : NULL;
}

static void part_free(gpointer data)
{
	struct result_part *p = data;
	g_free(p->kind);
	g_free(p->person);
	g_free(p);
}

void result_decision_free(struct result_decision *d)
{
	if (!d)
		return;
	g_free(d->document);
	g_free(d->reason);
	g_free(d->cause);
	g_free(d->signatory);
	g_free(d->source);
	g_clear_pointer(&d->parts, g_ptr_array_unref);
	working_free(d->working);
	g_free(d);
}

/* What makes a decision of each kind. */
static const struct kind {
	enum result_kind kind;
	const char *word; /* in the table */
	const char *const effects[6];
} kinds[] = {
	{RESULT_CONFIRM, "confirm", {"award", "grant", "recognise", "capture"}},
	{RESULT_REFUSE, "refuse", {"refusal"}},
	{RESULT_ADJUST, "adjust", {"adjust", "recompute", "suspend", "resume", "grace"}},
	{RESULT_STOP, "stop", {"end"}},
};

static const struct kind *kind_of(const char *word)
{
	for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
		if (g_str_equal(kinds[i].word, word))
			return &kinds[i];
	return &kinds[0];
}

static fen amount_at(struct query *q, int col)
{
	return query_is_null(q, col) ? -1 : query_int(q, col);
}

static struct result_decision *read_decision(struct query *q)
{
	struct result_decision *d = g_new0(struct result_decision, 1);

	d->kind = kind_of(query_text(q, 0))->kind;
	d->decided_on = day_from_iso(query_text(q, 1));
	d->told_on = day_from_iso(query_text(q, 2));
	d->valid_until = day_from_iso(query_text(q, 3));
	d->from = month_from_iso(query_text(q, 4));
	d->document = query_dup(q, 5);
	d->reason = query_dup(q, 6);
	d->cause = query_dup(q, 7);
	d->source = query_dup(q, 8);
	d->members = (int)query_int(q, 9);
	d->instalments = (int)query_int(q, 10);
	d->amount = amount_at(q, 11);
	d->supplement = query_int(q, 12);
	d->before = amount_at(q, 13);
	if (!query_is_null(q, 14))
		d->working = working_from_text(query_text(q, 14));
	return d;
}

static bool has_effect(const struct action_def *a, const struct kind *kind)
{
	for (const char *const *e = kind->effects; *e; e++)
		if (a->effects && g_strv_contains((const char *const *)a->effects, *e))
			return true;
	return false;
}

/* The last valid step that makes a decision of this kind (or prints a notice): who did it, when. */
static bool last_step(struct desk *desk, const struct casefile *c, const struct kind *kind,
	const char *notice, day *on, char **who, GError **error)
{
	const struct programme *p = casefile_programme(desk, c);
	bool found = false;
	struct query *q = db_query(desk->db,
		"SELECT s.action, s.done_on, o.name FROM step s LEFT JOIN operator o"
		" ON o.id = s.operator WHERE s.casefile = $1 AND s.undone = 0"
		" ORDER BY s.id DESC",
		"i", c->id);

	while (!found && query_next(q)) {
		const struct action_def *a = p ? programme_action(p, query_text(q, 0)) : NULL;

		found = a && (kind ? has_effect(a, kind) : g_strcmp0(a->notice, notice) == 0);
		if (found && on)
			*on = day_from_iso(query_text(q, 1));
		if (found && who)
			*who = query_dup(q, 2);
	}
	return query_end(q, error);
}

/* Causes are chosen from a list that each programme's form names itself. */
static const char *find_cause_list(
	const struct desk *desk, const struct casefile *c, const struct kind *kind)
{
	const struct programme *p = casefile_programme(desk, c);

	for (guint i = 0; p && i < p->actions->len; i++) {
		const struct action_def *a = g_ptr_array_index(p->actions, i);
		const struct form_def *form =
			a->form && has_effect(a, kind) ? library_form(desk->lib, a->form) : NULL;
		for (guint b = 0; form && b < form->blocks->len; b++) {
			const struct field_def *f =
				block_field(g_ptr_array_index(form->blocks, b), "cause");
			if (f && f->codes)
				return f->codes;
		}
	}
	return NULL;
}

static bool read_parts(struct desk *desk, row_id decision, GPtrArray *parts, GError **error)
{
	struct query *q = db_query(desk->db,
		"SELECT t.kind, p.name, a.from_month, t.amount FROM award a"
		" JOIN award_part t ON t.award = a.id LEFT JOIN person p ON p.id = t.person"
		" WHERE a.decision = $1 ORDER BY a.from_month, t.id",
		"i", decision);

	while (query_next(q)) {
		struct result_part *part = g_new0(struct result_part, 1);
		part->kind = query_dup(q, 0);
		part->person = query_dup(q, 1);
		part->from = month_from_iso(query_text(q, 2));
		part->amount = query_int(q, 3);
		g_ptr_array_add(parts, part);
	}
	return query_end(q, error);
}

static struct result_decision *newest_decision(
	struct desk *desk, row_id casefile, unsigned wanted, row_id *id, GError **error)
{
	struct result_decision *d = NULL;
	struct query *q = db_query(desk->db,
		"SELECT d.kind, d.decided_on, d.told_on, d.valid_until, d.from_month, d.document,"
		" d.reason, coalesce(d.cause, json_extract(d.extra, '$.cause')), d.source,"
		" d.members, d.instalments, d.amount,"
		" (SELECT sum(a.supplement) FROM award a WHERE a.decision = d.id),"
		" (SELECT b.base + b.supplement FROM award b WHERE b.casefile = d.casefile"
		"  AND b.decision < d.id ORDER BY b.id DESC LIMIT 1), d.working, d.id"
		" FROM decision d WHERE d.casefile = $1 ORDER BY d.id DESC",
		"i", casefile);

	while (!d && query_next(q))
		if (kind_of(query_text(q, 0))->kind & wanted) {
			d = read_decision(q);
			*id = query_int(q, 15);
		}
	if (!query_end(q, error))
		g_clear_pointer(&d, result_decision_free);
	return d;
}

struct result_decision *result_decision(
	struct desk *desk, const struct casefile *c, unsigned wanted, GError **error)
{
	row_id id = 0;
	g_autoptr(result_decision) d = newest_decision(desk, c->id, wanted, &id, error);
	const struct kind *kind = &kinds[0];

	if (!d)
		return NULL;
	while (kind->kind != d->kind)
		kind++;
	d->cause_list = find_cause_list(desk, c, kind);
	d->parts = g_ptr_array_new_with_free_func(part_free);
	if (!read_parts(desk, id, d->parts, error) ||
		!last_step(desk, c, kind, NULL, NULL, &d->signatory, error))
		return NULL;
	return g_steal_pointer(&d);
}

day result_noticed_on(struct desk *desk, const struct casefile *c, const char *notice)
{
	day on = DAY_NONE;

	last_step(desk, c, NULL, notice, &on, NULL, NULL);
	return on;
}
