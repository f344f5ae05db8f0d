/* Children without care: age, the two parents, who looks after them (G-01 to G-17). */
#include "config.h"

#include "model/condition_room.h"

#include "base/i18n.h"
#include "base/rid.h"

enum { GROWN_UP = 18 };

bool ask_minor(struct gate *g, GError **error)
{
	(void)error;
	const struct person *p = gate_subject(g);
	int age = p ? rid_age(day_from_iso(p->birth), day_today()) : -1;
	if (p && age < 0)
		gate_add(g, _("the date of birth of %s is missing"), p->name);
	else if (age >= GROWN_UP)
		gate_add(
			g, _("%s is %d, and the allowance is for children under 18"), p->name, age);
	return true;
}

/* What a situation counts as ("gone", "unable"), NULL where it is none; adds what is wrong. */
static const char *judge_parent(struct gate *g, struct query *q, const struct code_list *situations)
{
	const struct code *code = situations ? code_list_find(situations, query_text(q, 2)) : NULL;
	const char *months = code ? code_attribute(code, "months") : NULL;
	day since = day_from_iso(query_text(q, 3));
	const char *name = *query_text(q, 1) ? query_text(q, 1) : query_text(q, 0);
	if (!code)
		return NULL;
	if (months && since == DAY_NONE)
		gate_add(g, _("%s: \"%s\" needs the day since when"), name, code->label);
	else if (months &&
		day_add_months(since, (int)g_ascii_strtoll(months, NULL, 10)) > day_today())
		gate_add(g, _("%s: \"%s\" counts only after %s months"), name, code->label, months);
	if (g_strcmp0(code_attribute(code, "proof"), "yes") == 0 && query_is_null(q, 4))
		gate_add(g,
			_("%s: the proof of \"%s\" is missing (certificate, judgment or receipt)"),
			name, code->label);
	return code_attribute(code, "class");
}

static bool is_for(const struct programme *p, const char *one, const char *two)
{
	g_autofree char *pair = g_strconcat(one, "+", two, NULL);
	g_autofree char *reverse = g_strconcat(two, "+", one, NULL);
	return g_strv_contains((const char *const *)p->parents, pair) ||
		g_strv_contains((const char *const *)p->parents, reverse);
}

/* The programme whose row of the truth table the two parents meet, or NULL. */
static const struct programme *programme_for(
	const struct desk *desk, const char *one, const char *two)
{
	const GPtrArray *all = library_programmes(desk->lib);
	for (guint i = 0; i < all->len; i++)
		if (is_for(g_ptr_array_index(all, i), one, two))
			return g_ptr_array_index(all, i);
	return NULL;
}

static void judge_pair(struct gate *g, const char *one, const char *two)
{
	const struct programme *p = casefile_programme(g->desk, g->c);
	if (one && two && is_for(p, one, two))
		return;
	const struct programme *other = one && two ? programme_for(g->desk, one, two) : NULL;
	if (other)
		gate_add(g,
			_("the situation of the two parents is a case of \"%s\", not of \"%s\""),
			other->label, p->label);
	else
		gate_add(g,
			_("the situation of the two parents does not meet the conditions; see the "
			  "parents"));
}

bool ask_parents(struct gate *g, GError **error)
{
	const struct code_list *situations = library_codes(g->desk->lib, "parent_situation");
	const char *class[2] = {NULL, NULL};
	int n = 0;
	struct query *q = db_query(g->desk->db,
		"SELECT role, name, situation, since, proof FROM parent WHERE casefile = $1"
		" ORDER BY role, id",
		"i", g->c->id);
	for (; query_next(q); n++) {
		const char *found = judge_parent(g, q, situations);
		if (n < 2)
			class[n] = found;
	}
	if (!query_end(q, error))
		return false;
	if (n != 2)
		gate_add(g, _("enter the situation of the father and of the mother, one row each"));
	else
		judge_pair(g, class[0], class[1]);
	return true;
}

bool ask_carer(struct gate *g, GError **error)
{
	gint64 n;
	if (!gate_count(g, &n, "SELECT count(*) FROM carer WHERE casefile = $1", error))
		return false;
	if (!n)
		gate_add(g, _("nobody is entered who looks after the child and takes the money"));
	return true;
}
