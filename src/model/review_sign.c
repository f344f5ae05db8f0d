/* What the file itself knows: deaths, birthdays, people who came or went, hits, what expires. */
#include "config.h"

#include "model/review_sign.h"

#include "base/i18n.h"

#define MONTHS_OF_YEAR 12

void review_sign_free(struct review_sign *s)
{
	if (!s)
		return;
	g_free(s->text);
	g_free(s->brief);
	g_free(s);
}

struct looking {
	struct desk *desk;
	row_id casefile;
	day since, until;
	char from[DAY_LEN];
	char to[DAY_LEN];
	GPtrArray *signs;
};

static void add(struct looking *l, int weight, const char *where, char *text, char *brief)
{
	struct review_sign *s = g_new0(struct review_sign, 1);
	s->weight = weight;
	s->where = where;
	s->text = text;
	s->brief = brief;
	g_ptr_array_add(l->signs, s);
}

/* Ages at which something else is due: care by law, work, age (D-54, K-75, K-76). */
static void add_birthday(struct looking *l, const char *name, const char *birth)
{
	static const int ages[] = {16, 18, 60};
	char iso[DAY_LEN];
	day born = day_from_iso(birth);
	for (guint i = 0; born != DAY_NONE && i < G_N_ELEMENTS(ages); i++) {
		day on = day_add_months(born, ages[i] * MONTHS_OF_YEAR);
		if (on > l->since && on <= l->until)
			add(l, SIGN_ASKED, "members",
				g_strdup_printf(
					_("%s is %d on %s"), name, ages[i], day_to_iso(on, iso)),
				g_strdup_printf(_("age %d: %s"), ages[i], name));
	}
}

static void add_member(struct looking *l, struct query *q)
{
	const char *name = query_text(q, 0), *died = query_text(q, 2);
	const char *from = query_text(q, 3), *to = query_text(q, 4);
	bool here = !*to;
	if (here && *died)
		add(l, SIGN_CHANGE, "members", g_strdup_printf(_("%s died %s"), name, died),
			g_strdup_printf(_("died: %s"), name));
	else if (here)
		add_birthday(l, name, query_text(q, 1));
	if (here && g_strcmp0(from, l->from) > 0)
		add(l, SIGN_TOLD, "members", g_strdup_printf(_("%s came %s"), name, from),
			g_strdup_printf(_("came: %s"), name));
	if (!here && g_strcmp0(to, l->from) > 0)
		add(l, SIGN_TOLD, "members", g_strdup_printf(_("%s left %s"), name, to),
			g_strdup_printf(_("left: %s"), name));
}

/* Who belonged to it from the start of the household did not come. */
static bool look_at_members(struct looking *l, GError **error)
{
	struct query *q = db_query(l->desk->db,
		"SELECT p.name, p.birth, p.death_date,"
		" CASE WHEN m.from_date > (SELECT min(f.from_date) FROM member f"
		"  WHERE f.household = m.household) THEN m.from_date END, m.to_date"
		" FROM casefile c JOIN member m ON m.household = c.household"
		" JOIN person p ON p.id = m.person WHERE c.id = $1"
		" AND CASE WHEN c.person IS NULL THEN m.counted = 1 ELSE m.person = c.person END"
		" ORDER BY m.seq, m.id",
		"i", l->casefile);
	while (query_next(q))
		add_member(l, q);
	return query_end(q, error);
}

static bool look_at_hits(struct looking *l, GError **error)
{
	struct query *q = db_query(l->desk->db,
		"SELECT p.name, v.reported_on FROM verification v JOIN person p ON p.id = v.person"
		" WHERE v.casefile = $1 AND v.state = 'found' AND v.reported_on > $2",
		"it", l->casefile, l->from);
	while (query_next(q))
		add(l, SIGN_ASKED, "checks",
			g_strdup_printf(_("%s: the check found something, %s"), query_text(q, 0),
				query_text(q, 1)),
			g_strdup_printf(_("check: %s"), query_text(q, 0)));
	return query_end(q, error);
}

/* A sentence of a parent. */
static bool look_at_sentences(struct looking *l, GError **error)
{
	struct query *q = db_query(l->desk->db,
		"SELECT coalesce(name, ''), until FROM parent"
		" WHERE casefile = $1 AND until > $2 AND until <= $3",
		"itt", l->casefile, l->from, l->to);
	while (query_next(q))
		add(l, SIGN_ASKED, "parents",
			g_strdup_printf(
				_("%s: the sentence ends %s"), query_text(q, 0), query_text(q, 1)),
			g_strdup_printf(_("sentence ends: %s"), query_text(q, 0)));
	return query_end(q, error);
}

/* A decision that is valid until a day. */
static bool look_at_ends(struct looking *l, GError **error)
{
	struct query *q = db_query(l->desk->db,
		"SELECT valid_until FROM decision WHERE casefile = $1"
		" AND valid_until > $2 AND valid_until <= $3",
		"itt", l->casefile, l->from, l->to);
	while (query_next(q))
		add(l, SIGN_ASKED, "decision",
			g_strdup_printf(_("valid until %s"), query_text(q, 0)),
			g_strdup_printf(_("ends %s"), query_text(q, 0)));
	return query_end(q, error);
}

static int by_weight(gconstpointer a, gconstpointer b)
{
	const struct review_sign *x = *(const struct review_sign *const *)a;
	const struct review_sign *y = *(const struct review_sign *const *)b;
	return (int)y->weight - (int)x->weight;
}

GPtrArray *review_signs(struct desk *desk, row_id casefile, day since, day until, GError **error)
{
	struct looking l = {.desk = desk,
		.casefile = casefile,
		.since = since,
		.until = until,
		.signs = g_ptr_array_new_with_free_func((GDestroyNotify)review_sign_free)};
	day_to_iso(since, l.from);
	day_to_iso(until, l.to);
	if (look_at_members(&l, error) && look_at_hits(&l, error) && look_at_sentences(&l, error) &&
		look_at_ends(&l, error)) {
		g_ptr_array_sort(l.signs, by_weight);
		return l.signs;
	}
	g_ptr_array_unref(l.signs);
	return NULL;
}
