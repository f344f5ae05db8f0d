/* The one gate: every unmet condition of an action at once. */
#include "config.h"

#include "model/gate.h"

#include "base/i18n.h"
#include "base/rid.h"
#include "model/evidence.h"
#include "model/operator.h"
#include "model/paper.h"
#include "model/verification.h"

struct gate {
	struct desk *desk;
	const struct casefile *c;
	const struct action_def *action;
	GPtrArray *members; /* struct member *, today */
	GPtrArray *reasons;
	const char *condition, *article, *where; /* of the condition being asked */
	const char *item;                        /* that the next refusal speaks of */
};

void reason_free(struct reason *r)
{
	if (!r)
		return;
	g_free(r->condition);
	g_free(r->article);
	g_free(r->sentence);
	g_free(r->where);
	g_free(r->item);
	g_free(r);
}

static void refuse(struct gate *g, const char *format, ...) G_GNUC_PRINTF(2, 3);
static void refuse(struct gate *g, const char *format, ...)
{
	struct reason *r = g_new0(struct reason, 1);
	va_list args;
	va_start(args, format);
	r->sentence = g_strdup_vprintf(format, args);
	va_end(args);
	r->condition = g_strdup(g->condition);
	r->article = g_strdup(g->article);
	r->where = g_strdup(g->where);
	r->item = g_strdup(g->item);
	g->item = NULL;
	g_ptr_array_add(g->reasons, r);
}

/* Rows of this case that a query counts; false where it could not be asked. */
static bool count(struct gate *g, gint64 *n, const char *sql, GError **error)
{
	GError *failed = NULL;
	*n = 0;
	db_one_int(g->desk->db, n, &failed, sql, "i", g->c->id);
	if (failed)
		g_propagate_error(error, failed);
	return !failed;
}

/* --- conditions: each refuses for every fault it finds; false where it could not be asked --- */

static bool ask_members(struct gate *g, GError **error)
{
	(void)error;
	if (!household_head(g->members))
		refuse(g, _("the household has no head; set one under members"));
	if (!household_counted(g->members))
		refuse(g, _("no member counts as living together; see the members"));
	for (guint i = 0; i < g->members->len; i++) {
		const struct member *m = g_ptr_array_index(g->members, i);
		if (m->person->death_date)
			refuse(g, _("%s died on %s; take the person out of the household first"),
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
		refuse(g, _("%s has no id number; enter it, or why there is none"),
			query_text(q, 0));
	return query_end(q, error);
}

static bool ask_sections(struct gate *g, bool assets, GError **error)
{
	g_auto(GStrv) open = evidence_unanswered(g->desk, g->c->id, assets, error);
	for (char **s = open; s && *s; s++)
		refuse(g, _("%s: enter the lines, or answer that there is none"), *s);
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
		refuse(g, _("the bank account or its holder is missing; enter them under account"));
	return true;
}

static void missing_paper(struct gate *g, const struct paper *p)
{
	g->item = p->def->code;
	refuse(g, _("%s %s is missing; receive it under papers"), p->def->code, p->def->title);
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
			refuse(g, _("%s has not signed the authorisation for the check"),
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
		refuse(g,
			ngettext("%d answer of the check is still open",
				"%d answers of the check are still open", (gulong)open),
			open);
	if (old)
		refuse(g, _("%d answers of the check are older than %d months; check again"), old,
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
		refuse(g,
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
			refuse(g, _("the survey of %s was before the acceptance on %s"),
				query_text(q, 0), query_text(q, 5));
		if (query_int(q, 3))
			refuse(g, _("both surveyors are contracted; one must be a civil servant"));
		if (!query_int(q, 4))
			refuse(g,
				_("the survey form is not signed by the surveyors and the family"));
	} else {
		refuse(g, _("there is no survey yet"));
	}
	if (!query_end(q, error))
		return false;
	if (one && operator_same_person(g->desk, one, two))
		refuse(g, _("the two surveyors are the same person"));
	return true;
}

static bool ask_standard(struct gate *g, GError **error)
{
	(void)error;
	const struct programme *p = casefile_programme(g->desk, g->c);
	const struct param_def *param = p ? library_param(g->desk->lib, p->standard) : NULL;
	if (p && !policy_row_at(g->desk->policy, p->standard, g->c->area, day_today()))
		refuse(g, _("no %s is in force today; an administrator enters it under standards"),
			param ? param->label : p->standard);
	return true;
}

static bool ask_eligible(struct gate *g, GError **error)
{
	(void)error;
	struct entitlement e = {0};
	g_autoptr(GError) failed = NULL;
	char income[MONEY_LEN], standard[MONEY_LEN];
	if (!evidence_entitlement(g->desk, g->c->id, day_today(), &e, &failed)) {
		refuse(g, "%s", failed->message);
		return true;
	}
	if (!e.eligible)
		refuse(g, _("yearly income %s is not under the standard for the household, %s"),
			money_print(e.year_income, income), money_print(e.year_standard, standard));
	entitlement_clear(&e);
	return true;
}

static bool ask_unique(struct gate *g, GError **error)
{
	for (guint i = 0; i < g->members->len; i++) {
		const struct member *m = g_ptr_array_index(g->members, i);
		row_id other =
			m->counted ? casefile_of_person(g->desk, m->person->id, g->c->id) : 0;
		if (!other)
			continue;
		g_autoptr(casefile) c = casefile_get(g->desk, other, error);
		if (!c)
			return false;
		refuse(g, _("%s stands in file %s already"), m->person->name, c->file_no);
	}
	return true;
}

static bool ask_publicity_open(struct gate *g, GError **error)
{
	gint64 n;
	if (!count(g, &n, "SELECT count(*) FROM publicity WHERE casefile = $1 AND result IS NULL",
		    error))
		return false;
	if (!n)
		refuse(g, _("no notice is posted that has no result yet"));
	return true;
}

static bool ask_publicity_over(struct gate *g, GError **error)
{
	struct query *q = db_query(g->desk->db,
		"SELECT ends_on, coalesce(result, ''), coalesce(closed_on, '') FROM publicity"
		" WHERE casefile = $1 ORDER BY id DESC LIMIT 1",
		"i", g->c->id);
	if (!query_next(q))
		refuse(g, _("the case has not been publicised"));
	else if (g_strcmp0(query_text(q, 2), query_text(q, 0)) <= 0 && *query_text(q, 2))
		refuse(g, _("the notice hangs until %s; it may be taken down from the next day"),
			query_text(q, 0));
	else if (!g_str_equal(query_text(q, 1), "none"))
		refuse(g, _("the result of the publicity (last day %s) is not entered"),
			query_text(q, 0));
	return query_end(q, error);
}

static const char open_objections[] =
	"SELECT count(*) FROM objection WHERE casefile = $1 AND handled_on IS NULL";

static bool ask_no_objection(struct gate *g, GError **error)
{
	gint64 n;
	if (!count(g, &n, open_objections, error))
		return false;
	if (n)
		refuse(g, _("an objection is open; enter how it was settled"));
	return true;
}

static bool ask_objection_open(struct gate *g, GError **error)
{
	gint64 n;
	if (!count(g, &n, open_objections, error))
		return false;
	if (!n)
		refuse(g, _("no objection is open"));
	return true;
}

static bool ask_untold(struct gate *g, GError **error)
{
	gint64 n;
	if (!count(g, &n, "SELECT count(*) FROM decision WHERE casefile = $1 AND told_on IS NULL",
		    error))
		return false;
	if (!n)
		refuse(g, _("there is no decision whose notice still has to be delivered"));
	return true;
}

static bool ask_unfiled(struct gate *g, GError **error)
{
	gint64 n;
	if (!count(g, &n,
		    "SELECT count(*) FROM step WHERE casefile = $1 AND action = 'archive'"
		    " AND undone = 0",
		    error))
		return false;
	if (n)
		refuse(g, _("the file has been filed away already"));
	return true;
}

static bool ask_delegated(struct gate *g, GError **error)
{
	char amount[MONEY_LEN], ceiling_text[MONEY_LEN];
	const struct desk *desk = g->desk;
	const char *area = g->c->area,
		   *level = desk_policy(desk, "confirm_level", area, day_today());
	gint64 ceiling = policy_int(desk->policy, "confirm_ceiling", area, day_today(), 0);
	gint64 over = 0;
	struct query *q = db_query(desk->db,
		"SELECT amount FROM decision WHERE casefile = $1 AND kind = 'confirm'"
		" AND document IS NULL ORDER BY id DESC LIMIT 1",
		"i", g->c->id);
	if (query_next(q))
		over = query_int(q, 0);
	if (g_strcmp0(level, "township") == 0 && ceiling > 0 && over > ceiling)
		refuse(g,
			_("%s yuan a month is over the %s that the county leaves to the township; "
			  "enter the county's document number"),
			money_print(over, amount), money_print(ceiling, ceiling_text));
	return query_end(q, error);
}

static bool ask_captured(struct gate *g, GError **error)
{
	gint64 n;
	if (!count(g, &n,
		    "SELECT count(*) FROM step WHERE casefile = $1 AND action = 'complete'"
		    " AND undone = 0",
		    error))
		return false;
	if (!g_str_equal(g->c->origin, "captured") || n)
		refuse(g, _("only a file captured from old paper is completed, and only once"));
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
	{"unique", "D-09", "members", ask_unique},
	{"publicity_open", "D-33", "publicity", ask_publicity_open},
	{"publicity_over", "D-33, K-63", "publicity", ask_publicity_over},
	{"no_objection", "D-34", "publicity", ask_no_objection},
	{"objection_open", "D-34", "publicity", ask_objection_open},
	{"delegated", "F24", "decision", ask_delegated},
	{"captured", "F8", "papers", ask_captured},
	{"whole", "K-01", "papers", ask_whole},
	{"untold", "C-10", "decision", ask_untold},
	{"unfiled", "K-03", "papers", ask_unfiled},
};

bool gate_knows(const char *name)
{
	for (guint i = 0; i < G_N_ELEMENTS(conditions); i++)
		if (g_str_equal(conditions[i].name, name))
			return true;
	return false;
}

static bool ask_one(struct gate *g, const char *name, GError **error)
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

/* --- who and when ---------------------------------------------------------------------------- */

static void ask_state(struct gate *g)
{
	const struct programme *p = casefile_programme(g->desk, g->c);
	const struct state_def *s = p ? programme_state(p, g->c->state) : NULL;
	g->condition = "state";
	g->article = g->action->article;
	g->where = "";
	if (!action_allows_from(g->action, g->c->state))
		refuse(g, _("file %s is \"%s\"; \"%s\" is not possible from there"), g->c->file_no,
			s ? s->label : g->c->state, g->action->label);
}

static void ask_role(struct gate *g)
{
	unsigned wanted = 0;
	for (char **r = g->action->roles; r && *r; r++)
		wanted |= role_parse(*r);
	g->condition = "role";
	g->article = "";
	g->where = "";
	if (g->desk->who.roles & wanted)
		return;
	g_autoptr(GString) labels = g_string_new(NULL);
	for (unsigned bit = 1; bit && bit <= wanted; bit <<= 1)
		if (wanted & bit)
			g_string_append_printf(
				labels, "%s%s", labels->len ? "/" : "", role_label(bit));
	refuse(g, _("this step is for the role %s; change the operator"), labels->str);
}

/* F23: whoever did that action (a survey: whoever recorded it or went there) is another person. */
static bool ask_differ(struct gate *g, const char *action, GError **error)
{
	struct query *q = db_query(g->desk->db,
		"SELECT s.operator FROM step s WHERE s.casefile = $1 AND s.action = $2 AND "
		"s.undone = 0"
		" UNION SELECT v.surveyor1 FROM survey v WHERE v.casefile = $1 AND $2 = 'survey'"
		" UNION SELECT v.surveyor2 FROM survey v WHERE v.casefile = $1 AND $2 = 'survey'",
		"it", g->c->id, action);
	g_autoptr(GArray) doers = g_array_new(FALSE, FALSE, sizeof(row_id));
	while (query_next(q)) {
		row_id doer = query_int(q, 0);
		if (doer)
			g_array_append_val(doers, doer);
	}
	if (!query_end(q, error))
		return false;
	const struct programme *p = casefile_programme(g->desk, g->c);
	const struct action_def *other = p ? programme_action(p, action) : NULL;
	for (guint i = 0; i < doers->len; i++) {
		row_id doer = g_array_index(doers, row_id, i);
		if (!operator_same_person(g->desk, doer, g->desk->who.id))
			continue;
		refuse(g,
			_("%s took part in \"%s\" and may not also do \"%s\"; change the operator"),
			g->desk->who.name, other ? other->label : action, g->action->label);
		break;
	}
	return true;
}

static bool ask_people(struct gate *g, GError **error)
{
	ask_role(g);
	g->condition = "differ";
	g->article = "F23";
	for (char **d = g->action->differ; d && *d; d++)
		if (!ask_differ(g, *d, error))
			return false;
	return true;
}

static GPtrArray *gate_ask(struct desk *desk, const struct casefile *c,
	const struct action_def *action, bool before, GError **error)
{
	g_autoptr(GPtrArray) members = household_members(desk, c->household, day_today(), error);
	g_autoptr(GPtrArray) reasons = g_ptr_array_new_with_free_func((GDestroyNotify)reason_free);
	if (!members)
		return NULL;
	struct gate g = {
		.desk = desk, .c = c, .action = action, .members = members, .reasons = reasons};
	if (before) {
		ask_state(&g);
		/* From a wrong state the other conditions would only confuse. */
		if (reasons->len)
			return g_steal_pointer(&reasons);
		if (!ask_people(&g, error))
			return NULL;
	}
	for (char **name = before ? action->needs : action->ensures; name && *name; name++)
		if (!ask_one(&g, *name, error))
			return NULL;
	return g_steal_pointer(&reasons);
}

GPtrArray *gate_check(struct desk *desk, const struct casefile *c, const struct action_def *action,
	GError **error)
{
	return gate_ask(desk, c, action, true, error);
}

GPtrArray *gate_check_after(struct desk *desk, const struct casefile *c,
	const struct action_def *action, GError **error)
{
	return gate_ask(desk, c, action, false, error);
}

bool gate_refuse(const GPtrArray *reasons, GError **error)
{
	g_autoptr(GString) all = g_string_new(NULL);
	for (guint i = 0; i < reasons->len; i++) {
		const struct reason *r = g_ptr_array_index(reasons, i);
		g_string_append_printf(all, "%s%s", i ? "; " : "", r->sentence);
	}
	if (!reasons->len)
		return true;
	return jz_fail(error, JZ_ERROR_DENIED, "%s", all->str);
}
