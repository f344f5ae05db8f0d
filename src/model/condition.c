/* The conditions of the gate. */
#include "config.h"

#include "model/condition_room.h"

#include "base/i18n.h"
#include "model/application.h"
#include "model/evidence.h"
#include "model/integrity.h"
#include "model/operator.h"
#include "model/paper.h"
#include "model/verification.h"

bool gate_count(struct gate *g, gint64 *n, const char *sql, GError **error)
{
	GError *failed = NULL;
	*n = 0;
	db_one_int(g->desk->db, n, &failed, sql, "i", g->c->id);
	if (failed)
		g_propagate_error(error, failed);
	return !failed;
}

static bool ask_members(struct gate *g, GError **error)
{
	(void)error;
	if (!household_head(g->members))
		gate_add(g, _("the household has no head; set one under members"));
	if (!household_counted(g->members))
		gate_add(g, _("no member counts as living together; see the members"));
	for (guint i = 0; i < g->members->len; i++) {
		const struct member *m = g_ptr_array_index(g->members, i);
		if (m->person->death_date)
			gate_add(g, _("%s died on %s; take the person out of the household first"),
				m->person->name, m->person->death_date);
	}
	return true;
}

static bool ask_ids(struct gate *g, GError **error)
{
	struct query *q = db_query(g->desk->db,
		"SELECT p.name FROM member m JOIN person p ON p.id = m.person"
		" WHERE m.household = $1 AND m.to_date IS NULL AND p.id_no IS NULL"
		" AND p.no_id_reason IS NULL ORDER BY m.seq, m.id",
		"i", g->c->household);
	while (query_next(q))
		gate_add(g, _("%s has no id number; enter it, or why there is none"),
			query_text(q, 0));
	return query_end(q, error);
}

static bool ask_sections(struct gate *g, bool assets, GError **error)
{
	g_auto(GStrv) open = evidence_unanswered(g->desk, g->c->id, assets, error);
	for (char **s = open; s && *s; s++)
		gate_add(g, _("%s: enter the lines, or answer that there is none"), *s);
	return open != NULL;
}

static bool ask_income(struct gate *g, GError **error)
{
	return ask_sections(g, false, error);
}

static bool ask_assets(struct gate *g, GError **error)
{
	return ask_sections(g, true, error);
}

static bool ask_account(struct gate *g, GError **error)
{
	(void)error;
	if (!g->c->account || !g->c->holder)
		gate_add(g,
			_("the bank account or its holder is missing; enter them under account"));
	return true;
}

static void missing_paper(struct gate *g, const struct paper *p)
{
	g->item = p->def->code;
	gate_add(g, _("%s %s is missing; receive it under papers"), p->def->code, p->def->title);
}

static bool ask_papers(struct gate *g, GError **error)
{
	g_autoptr(GPtrArray) papers = paper_list(g->desk, g->c, error);
	for (guint i = 0; papers && i < papers->len; i++) {
		const struct paper *p = g_ptr_array_index(papers, i);
		if (p->required && !p->id && g_strcmp0(p->def->by, g->action->key) == 0)
			missing_paper(g, p);
	}
	return papers != NULL;
}

static bool ask_authorised(struct gate *g, GError **error)
{
	(void)error;
	for (guint i = 0; i < g->members->len; i++) {
		const struct member *m = g_ptr_array_index(g->members, i);
		if (m->counted && !verification_is_authorised(g->desk, g->c->id, m->person->id))
			gate_add(g, _("%s has not signed the authorisation for the check"),
				m->person->name);
	}
	return true;
}

static bool ask_checked(struct gate *g, GError **error)
{
	g_autoptr(GPtrArray) list = verification_list(g->desk, g->c, error);
	gint64 valid =
		policy_int(g->desk->policy, "check_valid_months", g->c->area, day_today(), 6);
	int open = 0, old = 0;
	for (guint i = 0; list && i < list->len; i++) {
		const struct verification *v = g_ptr_array_index(list, i);
		day reported = v->reported_on ? day_from_iso(v->reported_on) : DAY_NONE;
		if (!v->state || g_str_equal(v->state, "asked"))
			open++;
		else if (reported != DAY_NONE && day_add_months(reported, (int)valid) < day_today())
			old++;
	}
	if (open)
		gate_add(g,
			ngettext("%d answer of the check is still open",
				"%d answers of the check are still open", (gulong)open),
			open);
	if (old)
		gate_add(g, _("%d answers of the check are older than %d months; check again"), old,
			(int)valid);
	return list != NULL;
}

static bool ask_surveyed_lines(struct gate *g, bool assets, GError **error)
{
	int open = 0;
	g_autoptr(GPtrArray) list = assets ? evidence_assets(g->desk, g->c->id, error)
					   : evidence_income(g->desk, g->c->id, error);
	for (guint i = 0; list && i < list->len; i++)
		open += ((struct evidence *)g_ptr_array_index(list, i))->surveyed == EVIDENCE_NONE;
	g->where = assets ? "assets" : "income";
	if (open)
		gate_add(g,
			assets ? _("%d lines of property have no surveyed amount yet")
			       : _("%d lines of income have no surveyed amount yet"),
			open);
	return list != NULL;
}

static bool ask_amounts(struct gate *g, GError **error)
{
	return ask_surveyed_lines(g, false, error) && ask_surveyed_lines(g, true, error);
}

/* The newest survey counts. */
static bool ask_surveyed(struct gate *g, GError **error)
{
	row_id one = 0, two = 0;
	struct query *q = db_query(g->desk->db,
		"SELECT s.visited_on, s.surveyor1, s.surveyor2, a.employer = 'contracted'"
		" AND b.employer = 'contracted', s.signed_surveyors AND s.signed_family,"
		" (SELECT max(t.done_on) FROM step t WHERE t.casefile = s.casefile"
		"  AND t.action = 'accept' AND t.undone = 0)"
		" FROM survey s JOIN operator a ON a.id = s.surveyor1"
		" JOIN operator b ON b.id = s.surveyor2"
		" WHERE s.casefile = $1 ORDER BY s.id DESC LIMIT 1",
		"i", g->c->id);
	if (query_next(q)) {
		one = query_int(q, 1);
		two = query_int(q, 2);
		if (g_strcmp0(query_text(q, 0), query_text(q, 5)) < 0)
			gate_add(g, _("the survey of %s was before the acceptance on %s"),
				query_text(q, 0), query_text(q, 5));
		if (query_int(q, 3))
			gate_add(
				g, _("both surveyors are contracted; one must be a civil servant"));
		if (!query_int(q, 4))
			gate_add(g,
				_("the survey form is not signed by the surveyors and the family"));
	} else {
		gate_add(g, _("there is no survey yet"));
	}
	if (!query_end(q, error))
		return false;
	if (one && operator_same_person(g->desk, one, two))
		gate_add(g, _("the two surveyors are the same person"));
	return true;
}

static bool ask_unique(struct gate *g, GError **error)
{
	(void)error;
	const struct programme *p = casefile_programme(g->desk, g->c);
	for (guint i = 0; p && i < g->members->len; i++) {
		const struct member *m = g_ptr_array_index(g->members, i);
		const struct exclude_def *why = NULL;
		row_id other = m->counted
			? casefile_excluding(g->desk, p, m->person->id, g->c->id, &why)
			: 0;
		g_autofree char *sentence =
			other ? application_exclusion(g->desk, m->person->name, other, why) : NULL;
		if (sentence)
			gate_add(g, "%s", sentence);
	}
	return true;
}

static bool ask_publicity_open(struct gate *g, GError **error)
{
	gint64 n;
	if (!gate_count(g, &n,
		    "SELECT count(*) FROM publicity WHERE casefile = $1 AND result IS NULL", error))
		return false;
	if (!n)
		gate_add(g, _("no notice is posted that has no result yet"));
	return true;
}

static bool ask_publicity_over(struct gate *g, GError **error)
{
	struct query *q = db_query(g->desk->db,
		"SELECT ends_on, coalesce(result, ''), coalesce(closed_on, '') FROM publicity"
		" WHERE casefile = $1 ORDER BY id DESC LIMIT 1",
		"i", g->c->id);
	if (!query_next(q))
		gate_add(g, _("the case has not been publicised"));
	else if (g_strcmp0(query_text(q, 2), query_text(q, 0)) <= 0 && *query_text(q, 2))
		gate_add(g, _("the notice hangs until %s; it may be taken down from the next day"),
			query_text(q, 0));
	else if (!g_str_equal(query_text(q, 1), "none"))
		gate_add(g, _("the result of the publicity (last day %s) is not entered"),
			query_text(q, 0));
	return query_end(q, error);
}

/* T-19: what hung last was about the end. */
static bool ask_stop_hung(struct gate *g, GError **error)
{
	gint64 n;
	if (!gate_count(g, &n,
		    "SELECT count(*) FROM publicity WHERE casefile = $1 AND about = 'stop'"
		    " AND id = (SELECT max(id) FROM publicity WHERE casefile = $1)",
		    error))
		return false;
	if (!n)
		gate_add(g, _("that support will end has not been publicised"));
	return true;
}

static const char open_objections[] =
	"SELECT count(*) FROM objection WHERE casefile = $1 AND handled_on IS NULL";

static bool ask_no_objection(struct gate *g, GError **error)
{
	gint64 n;
	if (!gate_count(g, &n, open_objections, error))
		return false;
	if (n)
		gate_add(g, _("an objection is open; enter how it was settled"));
	return true;
}

static bool ask_objection_open(struct gate *g, GError **error)
{
	gint64 n;
	if (!gate_count(g, &n, open_objections, error))
		return false;
	if (!n)
		gate_add(g, _("no objection is open"));
	return true;
}

/* P19: what somebody did counts as long as its consequence lasts; by default it only warns, where
 * the members are shown. */
static bool ask_trusted(struct gate *g, GError **error)
{
	const char *rule = policy_value(g->desk->policy, "trust_rule", g->c->area, day_today());
	(void)error;
	for (guint i = 0; g_strcmp0(rule, "refuse") == 0 && i < g->members->len; i++) {
		const struct member *m = g_ptr_array_index(g->members, i);
		g_autofree char *until = integrity_until(g->desk, m->person->id, day_today());
		if (until)
			gate_add(g,
				_("%s has a record of fraud or concealment that counts until %s; "
				  "see the register"),
				m->person->name, until);
	}
	return true;
}

static bool ask_untold(struct gate *g, GError **error)
{
	gint64 n;
	if (!gate_count(g, &n,
		    "SELECT count(*) FROM decision WHERE casefile = $1 AND told_on IS NULL", error))
		return false;
	if (!n)
		gate_add(g, _("there is no decision whose notice still has to be delivered"));
	return true;
}

static bool ask_unfiled(struct gate *g, GError **error)
{
	gint64 n;
	if (!gate_count(g, &n,
		    "SELECT count(*) FROM step WHERE casefile = $1 AND action = 'archive'"
		    " AND undone = 0",
		    error))
		return false;
	if (n)
		gate_add(g, _("the file has been filed away already"));
	return true;
}

/* --- hearing (C-11) ----------------------------------------------------------------------------
 */

static bool must_hear(const struct gate *g)
{
	return policy_int(g->desk->policy, "hearing_required", g->c->area, day_today(), 0) != 0;
}

static void not_heard(struct gate *g)
{
	gate_add(g, _("the recipient has not been heard; do \"hear\" before reducing or ending"));
}

static bool ask_heard(struct gate *g, GError **error)
{
	gint64 heard;
	if (!gate_count(g, &heard,
		    "SELECT count(*) FROM hearing h WHERE h.casefile = $1 AND h.heard_on >="
		    " coalesce((SELECT max(d.decided_on) FROM decision d WHERE d.casefile = $1), "
		    "'')",
		    error))
		return false;
	if (must_hear(g) && !heard)
		not_heard(g);
	return true;
}

/* The newest award against the one that it takes the place of: heard since the decision before. */
static bool ask_heard_if_less(struct gate *g, GError **error)
{
	gint64 less;
	if (!gate_count(g, &less,
		    "SELECT count(*) FROM award n JOIN award o ON o.casefile = n.casefile"
		    " WHERE n.casefile = $1 AND n.decision IS NOT NULL"
		    " AND n.id = (SELECT max(x.id) FROM award x WHERE x.casefile = $1)"
		    " AND o.id = (SELECT max(x.id) FROM award x WHERE x.casefile = $1"
		    "  AND x.id < n.id)"
		    " AND n.base + n.supplement < o.base + o.supplement"
		    " AND NOT EXISTS (SELECT 1 FROM hearing h WHERE h.casefile = $1 AND h.heard_on "
		    ">="
		    "  coalesce((SELECT max(d.decided_on) FROM decision d WHERE d.casefile = $1"
		    "   AND d.id < n.decision), ''))",
		    error))
		return false;
	if (must_hear(g) && less)
		not_heard(g);
	return true;
}

static bool ask_captured(struct gate *g, GError **error)
{
	gint64 n;
	if (!gate_count(g, &n,
		    "SELECT count(*) FROM step WHERE casefile = $1 AND action = 'complete'"
		    " AND undone = 0",
		    error))
		return false;
	if (!g_str_equal(g->c->origin, "captured") || n)
		gate_add(g, _("only a file captured from old paper is completed, and only once"));
	return true;
}

/* A file of old paper is complete when nothing that the programme requires is missing. */
static bool ask_whole(struct gate *g, GError **error)
{
	g_autoptr(GPtrArray) papers = paper_list(g->desk, g->c, error);
	for (guint i = 0; papers && i < papers->len; i++) {
		const struct paper *p = g_ptr_array_index(papers, i);
		if (p->required && !p->id)
			missing_paper(g, p);
	}
	return papers != NULL;
}

static const struct condition {
	const char *name, *article, *where;
	bool (*ask)(struct gate *g, GError **error);
} conditions[] = {
	{"members", "D-02", "members", ask_members},
	{"ids", "K-02", "members", ask_ids},
	{"income", "D-11", "income", ask_income},
	{"assets", "D-19", "assets", ask_assets},
	{"account", "C-13", "account", ask_account},
	{"papers", "K-01", "papers", ask_papers},
	{"authorised", "C-05, K-23", "checks", ask_authorised},
	{"checked", "K-23", "checks", ask_checked},
	{"amounts", "D-30", "income", ask_amounts},
	{"surveyed", "C-08, K-04", "survey", ask_surveyed},
	{"standard", "D-01", "settings", ask_standard},
	{"eligible", "D-01", "income", ask_eligible},
	{"means", "T-04", "income", ask_means},
	{"edge", "D-10", "income", ask_edge},
	{"rigid", "B-01", "hardship", ask_rigid},
	{"spending", "L-02", "hardship", ask_spending},
	{"single", "D-05", "members", ask_single},
	{"unique", "D-09", "members", ask_unique},
	{"unable", "T-02", "members", ask_unable},
	{"supporters", "T-06", "supporters", ask_supporters},
	{"assessed", "T-16", "assessment", ask_assessed},
	{"chosen", "T-21", "support", ask_chosen},
	{"sampled", "T-12", "sampling", ask_sampled},
	{"minor", "G-01", "members", ask_minor},
	{"parents", "G-10", "parents", ask_parents},
	{"carer", "G-17", "carer", ask_carer},
	{"hardship", "L-01", "hardship", ask_hardship},
	{"once", "L-12, K-50", "hardship", ask_once},
	{"capped", "L-07, K-52", "decision", ask_capped},
	{"capped_or_met", "L-14, K-52", "meeting", ask_capped_or_met},
	{"paid", "L-15", "payments", ask_paid},
	{"searched", "V-11", "reports", ask_searched},
	{"reported", "V-05", "reports", ask_reported},
	{"received", "V-08", "end", ask_received},
	{"small_cash", "V-07", "end", ask_small_cash},
	{"heard", "C-11", "hearing", ask_heard},
	{"heard_if_less", "C-11", "hearing", ask_heard_if_less},
	{"visited", "C-08, K-72", "steps", ask_visited},
	{"publicity_open", "D-33", "publicity", ask_publicity_open},
	{"publicity_over", "D-33, K-63", "publicity", ask_publicity_over},
	{"stop_hung", "T-19", "publicity", ask_stop_hung},
	{"no_objection", "D-34", "publicity", ask_no_objection},
	{"objection_open", "D-34", "publicity", ask_objection_open},
	{"sound", "K", "members", ask_sound},
	{"delegated", "F24", "decision", ask_delegated},
	{"captured", "F8", "papers", ask_captured},
	{"whole", "K-01", "papers", ask_whole},
	{"trusted", "P19", "members", ask_trusted},
	{"transfer_none", "N3", "steps", ask_transfer_none},
	{"transfer_open", "N3", "steps", ask_transfer_open},
	{"transfer_accepted", "N3", "steps", ask_transfer_accepted},
	{"untold", "C-10", "decision", ask_untold},
	{"unfiled", "K-03", "papers", ask_unfiled},
};

bool condition_knows(const char *name)
{
	for (guint i = 0; i < G_N_ELEMENTS(conditions); i++)
		if (g_str_equal(conditions[i].name, name))
			return true;
	return false;
}

bool condition_ask(struct gate *g, const char *name, GError **error)
{
	for (guint i = 0; i < G_N_ELEMENTS(conditions); i++) {
		if (!g_str_equal(conditions[i].name, name))
			continue;
		g->condition = conditions[i].name;
		g->article = conditions[i].article;
		g->where = conditions[i].where;
		return conditions[i].ask(g, error);
	}
	return jz_fail(error, JZ_ERROR_BAD,
		_("action %s asks for the condition %s, which there is not; see jiuzhu forms "
		  "check"),
		g->action->key, name);
}
