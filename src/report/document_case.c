/* A document of a case in the database: its facts are read through the model, then filled in. */
#include "config.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "model/amount.h"
#include "model/facts.h"
#include "model/result.h"
#include "report/document.h"

struct gathered {
	struct document_input in;
	struct casefile *casefile;
	struct household *household;
	GPtrArray *members, *papers, *income, *assets, *facts, *inquiries;
	GArray *limits;
	struct result_survey *survey;
	struct result_publicity *publicity;
	GPtrArray *notices; /* struct result_notice *: the list it hangs in, as columns below */
	GArray *notice_names, *notice_members, *notice_amounts;
	struct result_decision *decision;
	struct entitlement entitlement; /* as of today, where nothing is decided */
};

static void gathered_clear(struct gathered *g)
{
	casefile_free(g->casefile);
	household_free(g->household);
	g_clear_pointer(&g->members, g_ptr_array_unref);
	g_clear_pointer(&g->papers, g_ptr_array_unref);
	g_clear_pointer(&g->income, g_ptr_array_unref);
	g_clear_pointer(&g->assets, g_ptr_array_unref);
	g_clear_pointer(&g->facts, g_ptr_array_unref);
	g_clear_pointer(&g->inquiries, g_ptr_array_unref);
	g_clear_pointer(&g->limits, g_array_unref);
	result_survey_free(g->survey);
	result_publicity_free(g->publicity);
	g_clear_pointer(&g->notices, g_ptr_array_unref);
	g_clear_pointer(&g->notice_names, g_array_unref);
	g_clear_pointer(&g->notice_members, g_array_unref);
	g_clear_pointer(&g->notice_amounts, g_array_unref);
	result_decision_free(g->decision);
	entitlement_clear(&g->entitlement);
}

static void gather_desk(const struct desk *desk, struct document_input *in)
{
	in->lib = desk->lib;
	in->office = &desk->office;
	in->practice = db_is_practice(desk->db);
	in->today = day_today();
}

/* C-01: the county, unless it left this to the township.  A programme with money names what the
 * township may confirm of it, or the county confirms all of it; a grant with the number of the
 * county's paper is the county's (L-10). */
static bool county_confirms(
	const struct desk *desk, const struct programme *p, const struct document_input *in)
{
	day on = in->accepted_on != DAY_NONE ? in->accepted_on : in->today;
	const char *level = desk_policy(desk, "confirm_level", "", on);

	if (p && p->amount && !p->ceiling)
		return true;
	if (p && !g_strcmp0(p->amount, "cap"))
		return in->decision.document && *in->decision.document;
	return g_strcmp0(level, "township") != 0;
}

static bool starts_with(const struct deadline_def *def, const char *action)
{
	return def->from && g_strv_contains((const char *const *)def->from, action);
}

static bool ends_with(const struct deadline_def *def, const char *action)
{
	return def->done && g_strv_contains((const char *const *)def->done, action);
}

/* What the applicant waits for: the clocks of the ordinary way that a decision stops. */
static void add_limit(struct desk *desk, struct gathered *g, const struct programme *p,
	const struct deadline_def *def)
{
	struct facts facts;
	struct document_limit limit = {def->label, 0, def->workdays};
	bool runs, ordinary = !starts_with(def, "object") && !def->waits;

	facts_init(desk, g->casefile, &facts);
	runs = !def->when || expr_true(def->when, facts_lookup, &facts);
	facts_clear(&facts);
	if (!runs || !ordinary || !ends_with(def, "refuse") || !programme_action(p, "refuse"))
		return;
	limit.days = (int)policy_int(desk->policy, def->param, g->casefile->area, g->in.today, 0);
	g_array_append_val(g->limits, limit);
	if (starts_with(def, "accept") && ends_with(def, "confirm"))
		g->in.total_days = limit.days;
}

static void gather_limits(struct desk *desk, struct gathered *g)
{
	const struct programme *p = casefile_programme(desk, g->casefile);

	g->limits = g_array_new(FALSE, FALSE, sizeof(struct document_limit));
	for (guint i = 0; p && i < p->deadlines->len; i++)
		add_limit(desk, g, p, g_ptr_array_index(p->deadlines, i));
}

static bool gather_people(struct desk *desk, struct gathered *g, GError **error)
{
	g->household = household_get(desk, g->casefile->household, error);
	if (!g->household)
		return false;
	g->members = casefile_members(desk, g->casefile, g->in.today, error);
	if (!g->members)
		return false;
	g->facts = fact_lists(desk, g->casefile, error);
	return g->facts != NULL;
}

static bool gather_evidence(struct desk *desk, struct gathered *g, GError **error)
{
	g->papers = paper_list(desk, g->casefile, error);
	if (!g->papers)
		return false;
	g->income = evidence_income(desk, g->casefile->id, error);
	if (!g->income)
		return false;
	g->assets = evidence_assets(desk, g->casefile->id, error);
	if (!g->assets)
		return false;
	g->inquiries = verification_inquiries(desk, g->casefile, false, error);
	return g->inquiries != NULL;
}

static bool gather_notices(struct desk *desk, struct gathered *g, GError **error)
{
	g->notices = result_notices(desk, g->casefile->id, error);
	g->notice_names = g_array_new(FALSE, FALSE, sizeof(const char *));
	g->notice_members = g_array_new(FALSE, FALSE, sizeof(int));
	g->notice_amounts = g_array_new(FALSE, FALSE, sizeof(fen));
	for (guint i = 0; g->notices && i < g->notices->len; i++) {
		const struct result_notice *n = g_ptr_array_index(g->notices, i);
		g_array_append_val(g->notice_names, n->name);
		g_array_append_val(g->notice_members, n->members);
		g_array_append_val(g->notice_amounts, n->amount);
	}
	return g->notices != NULL;
}

/* decided: kinds of decisions that the document speaks of. */
static bool gather_results(struct desk *desk, unsigned decided, struct gathered *g, GError **error)
{
	GError *failed = NULL;

	g->survey = result_survey(desk, g->casefile->id, &failed);
	if (!failed)
		g->publicity = result_publicity(desk, g->casefile->id, &failed);
	if (!failed)
		g->decision = result_decision(desk, g->casefile, decided, &failed);
	if (failed) {
		g_propagate_error(error, failed);
		return false;
	}
	g->in.accepted_on = result_noticed_on(desk, g->casefile, "receipt");
	return !g->publicity || gather_notices(desk, g, error);
}

static void hand_over_decision(struct gathered *g)
{
	const struct result_decision *d = g->decision;

	if (!d)
		return;
	g->in.decision = (struct document_decision){.kind = d->kind,
		.decided_on = d->decided_on,
		.told_on = d->told_on,
		.valid_until = d->valid_until,
		.from = d->from,
		.document = d->document,
		.reason = d->reason,
		.cause = d->cause,
		.cause_list = d->cause_list,
		.signatory = d->signatory,
		.source = d->source,
		.instalments = d->instalments,
		.amount = d->amount,
		.supplement = d->supplement,
		.before = d->before,
		.parts = d->parts};
	g->in.working = d->working;
}

/* C-11: who was heard, before it was decided. */
static void hand_over_hearing(struct gathered *g)
{
	GHashTable *hearing = fact_newest(g->facts, "hearing");
	day on = day_from_iso(fact_value(hearing, "heard_on"));

	if (!hearing || (g->decision && on > g->decision->decided_on))
		return;
	g->in.heard_on = on;
	g->in.heard_person = fact_value(hearing, "person");
}

static void hand_over(struct gathered *g)
{
	struct document_input *in = &g->in;
	const struct result_survey *s = g->survey;
	const struct result_publicity *p = g->publicity;

	in->casefile = g->casefile;
	in->household = g->household;
	in->members = g->members;
	in->papers = g->papers;
	in->income = g->income;
	in->assets = g->assets;
	in->facts = g->facts;
	in->inquiries = g->inquiries;
	in->limits = g->limits;
	if (s)
		in->survey = (struct document_survey){s->visited_on, s->surveyor1, s->surveyor2,
			s->received_by, s->contactless_reason, s->housing, s->living, s->neighbours,
			s->conclusion};
	if (p)
		in->publicity = (struct document_publicity){p->stop, p->posted_on, p->ends_on,
			p->place, (const char *const *)g->notice_names->data,
			(const int *)g->notice_members->data, (const fen *)g->notice_amounts->data,
			(int)g->notices->len};
	hand_over_decision(g);
	hand_over_hearing(g);
}

/* The working that the decision kept, else the one that would be decided today. */
static bool gather_working(struct desk *desk, struct gathered *g, GError **error)
{
	if (g->decision && g->decision->working && g->decision->amount >= 0) {
		g->in.working = g->decision->working;
		g->in.amount = g->decision->amount;
		return true;
	}
	if (!amount_of_case(desk, g->casefile->id, g->in.today, &g->entitlement, error))
		return false;
	g->in.working = g->entitlement.working;
	g->in.amount = g->entitlement.total;
	return true;
}

/* A notice of something that was not done would be a false one. */
static bool check_done(const struct document_kind *kind, const struct gathered *g, GError **error)
{
	const char *no = g->casefile->file_no;

	if (!strcmp(kind->key, "receipt") && g->in.accepted_on == DAY_NONE)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s is not accepted yet; accept it before printing the notice."), no);
	if (!strcmp(kind->key, "publicity") && !g->publicity)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s has no publicity yet; register it before printing."), no);
	if (!kind->decided || g->decision)
		return true;
	if (kind->decided == RESULT_CONFIRM)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s is not confirmed; the notice can be printed once it is."), no);
	if (kind->decided == RESULT_REFUSE)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s is not refused; the notice can be printed once it is."), no);
	return jz_fail(error, JZ_ERROR_DENIED,
		_("%s: nothing was adjusted or ended; the notice can be printed once it is."), no);
}

/* G-13: what the law forbids to hang in the village is not printed either. */
static bool check_fits(const struct desk *desk, const struct casefile *c,
	const struct document_kind *kind, GError **error)
{
	const struct programme *p = casefile_programme(desk, c);

	if (document_fits(desk->lib, p, kind))
		return true;
	if (!strcmp(kind->key, "publicity") && p->no_publicity)
		return jz_fail(error, JZ_ERROR_DENIED, _("%s: %s is never publicised (%s)."),
			c->file_no, p->label, p->no_publicity);
	return jz_fail(error, JZ_ERROR_DENIED, _("%s: %s has no document \"%s\"."), c->file_no,
		p->label, _(kind->label));
}

static bool gather(struct desk *desk, row_id casefile, const struct document_kind *kind,
	struct gathered *g, GError **error)
{
	unsigned decided = kind->decided ? kind->decided : RESULT_CONFIRM | RESULT_ADJUST;

	gather_desk(desk, &g->in);
	g->casefile = casefile_get(desk, casefile, error);
	if (!g->casefile) {
		if (error && !*error)
			jz_fail(error, JZ_ERROR_BAD, _("There is no such case; look it up again."));
		return false;
	}
	if (!check_fits(desk, g->casefile, kind, error) || !gather_people(desk, g, error) ||
		!gather_evidence(desk, g, error) || !gather_results(desk, decided, g, error) ||
		!check_done(kind, g, error))
		return false;
	gather_limits(desk, g);
	hand_over(g);
	g->in.county_confirms =
		county_confirms(desk, casefile_programme(desk, g->casefile), &g->in);
	return strcmp(kind->key, "calc") != 0 || gather_working(desk, g, error);
}

char *document_of_case(struct desk *desk, row_id casefile, const char *key, GError **error)
{
	const struct document_kind *kind = document_kind_need(key, error);
	struct gathered g = {0};
	char *text = NULL;

	if (kind && gather(desk, casefile, kind, &g, error))
		text = document_text(key, &g.in, error);
	gathered_clear(&g);
	return text;
}

char *document_blank(struct desk *desk, const char *key, GError **error)
{
	struct document_input in = {0};

	gather_desk(desk, &in);
	return document_text(key, &in, error);
}
