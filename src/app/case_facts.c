/* Facts of a case for its documents. */
#include "app/case_facts.h"

#include <string.h>
#include "base/i18n.h"

void case_facts_clear(struct case_facts *f)
{
	casefile_free(f->casefile);
	household_free(f->household);
	g_clear_pointer(&f->members, g_ptr_array_unref);
	g_clear_pointer(&f->papers, g_ptr_array_unref);
	g_clear_pointer(&f->income, g_ptr_array_unref);
	g_clear_pointer(&f->assets, g_ptr_array_unref);
	working_free(f->working);
	result_survey_free(f->survey);
	result_publicity_free(f->publicity);
	result_decision_free(f->decision);
	memset(f, 0, sizeof(*f));
}

static bool read_household(struct desk *desk, struct case_facts *f, GError **error)
{
	row_id id = f->casefile->household;
	if (!id)
		return true;
	f->household = household_get(desk, id, error);
	f->members = f->household ? household_members(desk, id, day_today(), error) : NULL;
	const struct member *head = f->members ? household_head(f->members) : NULL;
	f->name = head ? head->person->name : "";
	return f->members != NULL;
}

static bool read_results(struct desk *desk, struct case_facts *f, GError **error)
{
	GError *why = NULL;
	row_id id = f->casefile->id;
	f->survey = result_survey(desk, id, &why);
	if (!why)
		f->publicity = result_publicity(desk, id, &why);
	if (!why)
		f->decision = result_decision(desk, f->casefile, &why);
	if (!why)
		return true;
	g_propagate_error(error, why);
	return false;
}

/* What was decided stands; before that, what it comes to today. */
static void find_working(struct desk *desk, struct case_facts *f)
{
	struct entitlement e = {0};
	if (f->decision && f->decision->confirmed && f->decision->working) {
		f->working = g_steal_pointer(&f->decision->working);
		f->input.amount = f->decision->amount;
	} else if (evidence_entitlement(desk, f->casefile->id, day_today(), &e, NULL)) {
		f->working = g_steal_pointer(&e.working);
		f->input.amount = e.eligible ? e.total : 0;
		entitlement_clear(&e);
	}
}

static void fill_decision(struct case_facts *f)
{
	const struct result_decision *d = f->decision;
	if (!d)
		return;
	f->input.decision = (struct document_decision){
		.decided_on = d->decided_on,
		.told_on = d->told_on,
		.from = d->from,
		.document = d->document,
		.reason = d->reason,
		.cause = d->cause,
		.signatory = d->signatory,
		.amount = d->amount,
		.supplement = d->supplement,
	};
}

static void fill_publicity(struct case_facts *f)
{
	const struct result_publicity *p = f->publicity;
	if (!p)
		return;
	f->input.publicity = (struct document_publicity){
		.posted_on = p->posted_on,
		.ends_on = p->ends_on,
		.place = p->place,
		.names = &f->name,
		.members = &p->members,
		.amounts = &p->amount,
		.n = 1,
	};
}

static void fill_survey(struct case_facts *f)
{
	const struct result_survey *s = f->survey;
	if (!s)
		return;
	f->input.survey = (struct document_survey){
		.visited_on = s->visited_on,
		.surveyor1 = s->surveyor1,
		.surveyor2 = s->surveyor2,
		.received_by = s->received_by,
		.contactless_reason = s->contactless_reason,
		.housing = s->housing,
		.living = s->living,
		.neighbours = s->neighbours,
		.conclusion = s->conclusion,
	};
}

static void fill_input(struct desk *desk, struct case_facts *f)
{
	const char *level = desk_policy(desk, "confirm_level", "", day_today());
	struct document_input *in = &f->input;
	in->lib = desk->lib;
	in->office = &desk->office;
	in->practice = db_is_practice(desk->db);
	in->county_confirms = g_strcmp0(level, "township") != 0;
	in->today = day_today();
	in->casefile = f->casefile;
	in->household = f->household;
	in->members = f->members;
	in->papers = f->papers;
	in->income = f->income;
	in->assets = f->assets;
	in->working = f->working;
	in->accepted_on = result_noticed_on(desk, f->casefile, "receipt");
	in->total_days = (int)policy_int(desk->policy,
		in->county_confirms ? "days_total_county" : "days_total_township",
		f->casefile->area, day_today(), 0);
	fill_decision(f);
	fill_publicity(f);
	fill_survey(f);
}

static bool read_all(struct desk *desk, row_id casefile, struct case_facts *f, GError **error)
{
	f->casefile = casefile_get(desk, casefile, error);
	if (!f->casefile) {
		if (!*error)
			jz_fail(error, JZ_ERROR_BAD,
				_("there is no such case; look at the list of cases"));
		return false;
	}
	if (!read_household(desk, f, error))
		return false;
	f->papers = paper_list(desk, f->casefile, error);
	f->income = f->papers ? evidence_income(desk, casefile, error) : NULL;
	f->assets = f->income ? evidence_assets(desk, casefile, error) : NULL;
	return f->assets && read_results(desk, f, error);
}

bool case_facts_read(struct desk *desk, row_id casefile, struct case_facts *f, GError **error)
{
	GError *why = NULL;
	memset(f, 0, sizeof(*f));
	if (!read_all(desk, casefile, f, &why) || why) {
		case_facts_clear(f);
		g_propagate_error(error, why);
		return false;
	}
	find_working(desk, f);
	fill_input(desk, f);
	return true;
}

/* A notice about what has not happened would be a false one. */
static bool exists(const struct case_facts *f, const char *document, GError **error)
{
	const char *no = f->casefile->file_no;
	if (g_str_equal(document, "publicity") && !f->publicity)
		return jz_fail(error, JZ_ERROR_BAD,
			_("case %s was not publicised yet; its notice is made with that step"), no);
	if (g_str_equal(document, "decision") && !(f->decision && f->decision->confirmed))
		return jz_fail(error, JZ_ERROR_BAD,
			_("case %s is not confirmed; there is no notice of confirmation"), no);
	if (g_str_equal(document, "refusal") && !(f->decision && !f->decision->confirmed))
		return jz_fail(error, JZ_ERROR_BAD,
			_("case %s was not refused; there is no notice of refusal"), no);
	if (g_str_equal(document, "receipt") && f->input.accepted_on == DAY_NONE)
		return jz_fail(error, JZ_ERROR_BAD,
			_("case %s is not accepted yet; its receipt is made with that step"), no);
	if (g_str_equal(document, "calc") && !f->working)
		return jz_fail(error, JZ_ERROR_BAD,
			_("the amount of case %s cannot be computed yet; complete members, income "
			  "and the standard"),
			no);
	return true;
}

char *case_document(struct desk *desk, const char *document, row_id casefile, GError **error)
{
	struct case_facts f;
	char *text = NULL;
	if (!case_facts_read(desk, casefile, &f, error))
		return NULL;
	if (exists(&f, document, error))
		text = document_text(document, &f.input, error);
	case_facts_clear(&f);
	return text;
}

char *case_document_name(const struct casefile *c, const char *document)
{
	return g_strdup_printf("%s-%s.txt", c->file_no, document);
}
