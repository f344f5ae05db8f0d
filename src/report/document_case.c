/* A document of a case in the database: its facts are read through the model, then filled in. */
#include "config.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "model/result.h"
#include "model/amount.h"
#include "report/document.h"

struct gathered {
	struct document_input in;
	struct casefile *casefile;
	struct household *household;
	GPtrArray *members, *papers, *income, *assets;
	struct result_survey *survey;
	struct result_publicity *publicity;
	GPtrArray *notices; /* struct result_notice *: the list it hangs in, as columns below */
	GArray *notice_names, *notice_members, *notice_amounts;
	struct result_decision *decision;
	struct entitlement entitlement; /* as of today, where nothing is decided */
	const char *head;
};

static void gathered_clear(struct gathered *g)
{
	casefile_free(g->casefile);
	household_free(g->household);
	g_clear_pointer(&g->members, g_ptr_array_unref);
	g_clear_pointer(&g->papers, g_ptr_array_unref);
	g_clear_pointer(&g->income, g_ptr_array_unref);
	g_clear_pointer(&g->assets, g_ptr_array_unref);
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

/* C-01: who confirms sets the period, too (D-40). */
static void gather_policy(const struct desk *desk, struct document_input *in)
{
	day on = in->accepted_on != DAY_NONE ? in->accepted_on : in->today;
	const char *level = desk_policy(desk, "confirm_level", "", on);

	in->county_confirms = g_strcmp0(level, "township") != 0;
	in->total_days = (int)policy_int(desk->policy,
		in->county_confirms ? "days_total_county" : "days_total_township", "", on, 0);
}

static bool gather_people(struct desk *desk, struct gathered *g, GError **error)
{
	const struct member *head;

	g->household = household_get(desk, g->casefile->household, error);
	if (!g->household)
		return false;
	g->members = casefile_members(desk, g->casefile, g->in.today, error);
	if (!g->members)
		return false;
	head = household_head(g->members);
	g->head = head ? head->person->name : "";
	return true;
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
	return g->assets != NULL;
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

static bool gather_results(struct desk *desk, struct gathered *g, GError **error)
{
	GError *failed = NULL;

	g->survey = result_survey(desk, g->casefile->id, &failed);
	if (!failed)
		g->publicity = result_publicity(desk, g->casefile->id, &failed);
	if (!failed)
		g->decision = result_decision(desk, g->casefile, &failed);
	if (failed) {
		g_propagate_error(error, failed);
		return false;
	}
	g->in.accepted_on = result_noticed_on(desk, g->casefile, "receipt");
	return !g->publicity || gather_notices(desk, g, error);
}

static void hand_over(struct gathered *g)
{
	struct document_input *in = &g->in;
	const struct result_survey *s = g->survey;
	const struct result_publicity *p = g->publicity;
	const struct result_decision *d = g->decision;

	in->casefile = g->casefile;
	in->household = g->household;
	in->members = g->members;
	in->papers = g->papers;
	in->income = g->income;
	in->assets = g->assets;
	if (s)
		in->survey = (struct document_survey){s->visited_on, s->surveyor1, s->surveyor2,
			s->received_by, s->contactless_reason, s->housing, s->living, s->neighbours,
			s->conclusion};
	if (p)
		in->publicity = (struct document_publicity){p->posted_on, p->ends_on, p->place,
			(const char *const *)g->notice_names->data,
			(const int *)g->notice_members->data, (const fen *)g->notice_amounts->data,
			(int)g->notices->len};
	if (d)
		in->decision = (struct document_decision){d->decided_on, d->told_on, d->from,
			d->document, d->reason, d->cause, d->signatory, d->amount, d->supplement};
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
static bool check_done(const char *key, const struct gathered *g, GError **error)
{
	const char *no = g->casefile->file_no;
	const struct result_decision *d = g->decision;

	if (!strcmp(key, "receipt") && g->in.accepted_on == DAY_NONE)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s is not accepted yet; accept it before printing the notice."), no);
	if (!strcmp(key, "publicity") && !g->publicity)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s has no publicity yet; register it before printing."), no);
	if (!strcmp(key, "decision") && !(d && d->confirmed))
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s is not confirmed; the notice can be printed once it is."), no);
	if (!strcmp(key, "refusal") && !(d && !d->confirmed))
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s is not refused; the notice can be printed once it is."), no);
	return true;
}

static bool gather(
	struct desk *desk, row_id casefile, const char *key, struct gathered *g, GError **error)
{
	gather_desk(desk, &g->in);
	g->casefile = casefile_get(desk, casefile, error);
	if (!g->casefile) {
		if (error && !*error)
			jz_fail(error, JZ_ERROR_BAD, _("There is no such case; look it up again."));
		return false;
	}
	if (!gather_people(desk, g, error) || !gather_evidence(desk, g, error) ||
		!gather_results(desk, g, error) || !check_done(key, g, error))
		return false;
	gather_policy(desk, &g->in);
	hand_over(g);
	return strcmp(key, "calc") != 0 || gather_working(desk, g, error);
}

char *document_of_case(struct desk *desk, row_id casefile, const char *key, GError **error)
{
	struct gathered g = {0};
	char *text = NULL;

	if (gather(desk, casefile, key, &g, error))
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
