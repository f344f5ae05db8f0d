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
		"SELECT posted_on, ends_on, closed_on, place, result, members, amount"
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
		p->amount = query_int(q, 6);
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
		" JOIN publicity u ON u.posted_on = mine.posted_on"
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
		n->amount = query_int(q, 2);
		g_ptr_array_add(list, n);
	}
	return query_end(q, error) ? g_steal_pointer(&list) : NULL;
}

void result_decision_free(struct result_decision *d)
{
	if (!d)
		return;
	g_free(d->document);
	g_free(d->reason);
	g_free(d->cause);
	g_free(d->signatory);
	working_free(d->working);
	g_free(d);
}

static struct result_decision *read_decision(struct query *q)
{
	struct result_decision *d = g_new0(struct result_decision, 1);

	/* What was adjusted stays confirmed, with another amount. */
	d->confirmed =
		g_str_equal(query_text(q, 0), "confirm") || g_str_equal(query_text(q, 0), "adjust");
	d->decided_on = day_from_iso(query_text(q, 1));
	d->told_on = day_from_iso(query_text(q, 2));
	d->from = month_from_iso(query_text(q, 3));
	d->document = query_dup(q, 4);
	d->reason = query_dup(q, 5);
	d->cause = query_dup(q, 6);
	d->amount = query_is_null(q, 7) ? -1 : query_int(q, 7);
	d->supplement = query_int(q, 8);
	if (!query_is_null(q, 9))
		d->working = working_from_text(query_text(q, 9));
	return d;
}

/* The last valid step by an action that has an effect (or prints a notice): who did it, when. */
static bool last_step(struct desk *desk, const struct casefile *c, const char *effect,
	const char *notice, day *on, char **who, GError **error)
{
	const struct programme *p = casefile_programme(desk, c);
	const char *action = NULL;

	for (guint i = 0; p && i < p->actions->len; i++) {
		const struct action_def *a = g_ptr_array_index(p->actions, i);

		if ((notice && g_strcmp0(a->notice, notice) == 0) ||
			(effect && a->effects &&
				g_strv_contains((const char *const *)a->effects, effect)))
			action = a->key;
	}
	struct query *q = db_query(desk->db,
		"SELECT s.done_on, o.name FROM step s LEFT JOIN operator o ON o.id = s.operator"
		" WHERE s.casefile = $1 AND s.action = $2 AND s.undone = 0"
		" ORDER BY s.id DESC LIMIT 1",
		"it", c->id, action);
	if (query_next(q)) {
		if (on)
			*on = day_from_iso(query_text(q, 0));
		if (who)
			*who = query_dup(q, 1);
	}
	return query_end(q, error);
}

struct result_decision *result_decision(struct desk *desk, const struct casefile *c, GError **error)
{
	g_autoptr(result_decision) d = NULL;
	struct query *q = db_query(desk->db,
		"SELECT d.kind, d.decided_on, d.told_on, d.from_month, d.document, d.reason,"
		" coalesce(d.cause, json_extract(d.extra, '$.cause')), d.amount,"
		" (SELECT a.supplement FROM award a WHERE a.decision = d.id), d.working"
		" FROM decision d WHERE d.casefile = $1 ORDER BY d.id DESC LIMIT 1",
		"i", c->id);

	if (query_next(q))
		d = read_decision(q);
	if (!query_end(q, error) || !d)
		return NULL;
	if (!last_step(
		    desk, c, d->confirmed ? "award" : "refusal", NULL, NULL, &d->signatory, error))
		return NULL;
	return g_steal_pointer(&d);
}

day result_noticed_on(struct desk *desk, const struct casefile *c, const char *notice)
{
	day on = DAY_NONE;

	last_step(desk, c, NULL, notice, &on, NULL, NULL);
	return on;
}
