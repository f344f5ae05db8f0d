/* What the conditions of a programme file may ask about a case. */
#include "config.h"

#include "model/facts.h"

static void number(char out[12], gint64 n)
{
	g_snprintf(out, 12, "%" G_GINT64_FORMAT, n);
}

bool facts_read(struct desk *desk, const struct casefile *c, struct facts *f, GError **error)
{
	*f = (struct facts){.desk = desk, .casefile = c};
	struct query *q = db_query(desk->db,
		"SELECT count(*), coalesce(sum(p.disability_type > 0), 0),"
		" coalesce(sum(p.illness IS NOT NULL AND p.illness <> '0'), 0),"
		" (SELECT count(*) FROM objection b WHERE b.casefile = $2),"
		" (SELECT count(*) FROM income_item i WHERE i.casefile = $2 AND i.kind = '41'),"
		" (SELECT count(*) FROM survey s WHERE s.casefile = $2"
		"  AND s.neighbours IS NOT NULL AND s.neighbours <> '.'),"
		" (SELECT keeper FROM casefile k WHERE k.id = $2)"
		" FROM member m JOIN person p ON p.id = m.person"
		" WHERE m.household = $1 AND m.to_date IS NULL AND m.counted = 1",
		"ii", c->household, c->id);
	if (query_next(q)) {
		number(f->members, query_int(q, 0));
		number(f->disabled, query_int(q, 1));
		number(f->ill, query_int(q, 2));
		number(f->objections, query_int(q, 3));
		number(f->supporters, query_int(q, 4));
		number(f->neighbours, query_int(q, 5));
		f->keeper = query_dup(q, 6);
	}
	number(f->relative, c->relative_of_staff);
	return query_end(q, error);
}

void facts_clear(struct facts *f)
{
	g_clear_pointer(&f->keeper, g_free);
	f->casefile = NULL;
}

static const char *const fact_names[] = {"state", "area", "origin", "agent", "programme",
	"relative_of_staff", "members", "disabled", "ill", "objections", "supporters", "neighbours",
	"keeper"};

bool facts_knows(const char *name)
{
	for (guint i = 0; i < G_N_ELEMENTS(fact_names); i++)
		if (g_str_equal(fact_names[i], name))
			return true;
	return false;
}

const char *facts_lookup(const char *name, void *ctx)
{
	const struct facts *f = ctx;
	const struct casefile *c = f->casefile;
	const char *values[] = {c->state, c->area, c->origin, c->agent, c->programme, f->relative,
		f->members, f->disabled, f->ill, f->objections, f->supporters, f->neighbours,
		f->keeper};
	G_STATIC_ASSERT(G_N_ELEMENTS(values) == G_N_ELEMENTS(fact_names));
	for (guint i = 0; i < G_N_ELEMENTS(fact_names); i++)
		if (g_str_equal(fact_names[i], name))
			return values[i];
	return desk_lookup(f->desk, name);
}
