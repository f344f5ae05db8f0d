/* Destitute support: no ability, no means, nobody who could support (T-01 to T-21). */
#include "config.h"

#include "model/condition_room.h"

#include "base/i18n.h"
#include "base/rid.h"
#include "rule/disability.h"

enum { OLD = 60, CHILD = 16, PERCENT = 100 };

bool ask_unable(struct gate *g, GError **error)
{
	(void)error;
	const struct person *p = gate_subject(g);
	int age = p ? rid_age(day_from_iso(p->birth), day_today()) : -1;
	if (!p || age >= OLD || (age >= 0 && age < CHILD) ||
		disability_severe_destitute(p->disability_type, p->disability_level))
		return true;
	gate_add(g,
		_("%s is %d and has no disability that the law counts as inability to work (mind "
		  "or "
		  "intellect 1 to 3, limbs 1 to 2, sight 1)"),
		p->name, age);
	return true;
}

/* What the code of a situation asks for: an age (T-06 (2), (3)), or that he can pay after all. */
static void judge_supporter(struct gate *g, struct query *q, const struct code_list *situations)
{
	const struct code *code = situations ? code_list_find(situations, query_text(q, 1)) : NULL;
	const char *least = code ? code_attribute(code, "age") : NULL;
	int age = rid_age(day_from_iso(query_text(q, 2)), day_today());
	if (code && g_strcmp0(code_attribute(code, "able"), "yes") == 0)
		gate_add(g, _("%s is able to support the applicant"), query_text(q, 0));
	else if (least && age < 0)
		gate_add(g,
			_("%s: the date of birth is missing; \"%s\" counts only from the "
			  "age of %s"),
			query_text(q, 0), code->label, least);
	else if (least && age < g_ascii_strtoll(least, NULL, 10))
		gate_add(g, _("%s is %d: \"%s\" counts only from the age of %s"), query_text(q, 0),
			age, code->label, least);
}

bool ask_supporters(struct gate *g, GError **error)
{
	const struct code_list *situations = library_codes(g->desk->lib, "supporter_situation");
	gint64 said = 0;
	int n = 0;
	struct query *q = db_query(g->desk->db,
		"SELECT name, situation, birth FROM supporter WHERE casefile = $1 ORDER BY id", "i",
		g->c->id);
	for (; query_next(q); n++)
		judge_supporter(g, q, situations);
	if (!query_end(q, error) ||
		!gate_count(g, &said,
			"SELECT count(*) FROM section_answer WHERE casefile = $1"
			" AND section = 'supporter'",
			error))
		return false;
	if (!n && !said)
		gate_add(g,
			_("enter those whom the law obliges to support, or answer that there are "
			  "none"));
	return true;
}

/* The day from which something counts for this application. */
#define SINCE_ACCEPTED                                                                             \
	" coalesce((SELECT max(t.done_on) FROM step t WHERE t.casefile = $1"                       \
	" AND t.action = 'accept' AND t.undone = 0), '')"

bool ask_assessed(struct gate *g, GError **error)
{
	gint64 n;
	if (!gate_count(g, &n,
		    "SELECT count(*) FROM assessment WHERE casefile = $1"
		    " AND assessed_on >=" SINCE_ACCEPTED,
		    error))
		return false;
	if (!n)
		gate_add(g,
			_("the self-care of the person has not been assessed since the "
			  "acceptance"));
	return true;
}

/* P14: nobody must enter a home, and nobody is put into one: he chose, and signed. */
bool ask_chosen(struct gate *g, GError **error)
{
	struct query *q = db_query(g->desk->db,
		"SELECT form, signed, institution IS NOT NULL, agreement_on IS NOT NULL, caregiver,"
		" (SELECT level FROM assessment a WHERE a.casefile = s.casefile"
		"  ORDER BY a.assessed_on DESC, a.id DESC LIMIT 1) FROM support s"
		" WHERE casefile = $1 ORDER BY chosen_on DESC, id DESC LIMIT 1",
		"i", g->c->id);
	if (!query_next(q)) {
		gate_add(g,
			_("the person has not chosen yet between support at home and in an "
			  "institution"));
		return query_end(q, error);
	}
	bool home = g_str_equal(query_text(q, 0), "home");
	bool needs_care = !g_str_equal(query_text(q, 5), "full");
	if (!query_int(q, 1))
		gate_add(g, _("the choice of support is not signed by the person or the guardian"));
	if (!home && !query_int(q, 2))
		gate_add(g, _("the institution is not named; choose it from the register"));
	if (!query_int(q, 3) && (!home || needs_care))
		gate_add(g,
			home ? _("the agreement with the caregiver is missing (T-26)")
			     : _("the agreement with the institution is missing"));
	if (home && needs_care && query_is_null(q, 4))
		gate_add(g, _("the caregiver is not named (T-26)"));
	return query_end(q, error);
}

/* The share of the year's confirmations that were visited stays at the ratio, this one included. */
bool ask_sampled(struct gate *g, GError **error)
{
	char year[DAY_LEN];
	gint64 ratio = policy_int(g->desk->policy, "sample_ratio", g->c->area, day_today(), 30);
	gint64 all = 0, visited = 0, own = 0;
	day_to_iso(day_today(), year);
	g_autofree char *first = g_strdup_printf("%.4s-01-01", year);
	struct query *q = db_query(g->desk->db,
		"SELECT count(*), coalesce(sum(EXISTS (SELECT 1 FROM sampling s"
		" WHERE s.casefile = c.id)), 0) FROM casefile c WHERE c.programme = $1"
		" AND c.id <> $2 AND c.origin = 'applied' AND EXISTS (SELECT 1 FROM decision d"
		" WHERE d.casefile = c.id AND d.kind = 'confirm' AND d.decided_on >= $3)",
		"tit", g->c->programme, g->c->id, first);
	if (query_next(q)) {
		all = query_int(q, 0) + 1;
		visited = query_int(q, 1);
	}
	if (!query_end(q, error) ||
		!gate_count(g, &own, "SELECT count(*) FROM sampling WHERE casefile = $1", error))
		return false;
	if (!own && visited * PERCENT < all * ratio)
		gate_add(g,
			_("the county visited %d of this year's %d cases, at least %d percent are "
			  "asked for; this one must be visited before it is confirmed"),
			(int)visited, (int)all, (int)ratio);
	return true;
}
