#include "config.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "report/document.h"
#include "report/template.h"
#include "report/values.h"
#include "report/wording.h"

#define OFFICE_NAMES                                                                               \
	"office_name", "office_short", "office_county", "office_phone", "office_address",          \
		"county_confirms", "law_of_2026", "today"
#define PROGRAMME_NAMES                                                                            \
	"programme", "area", "village", "benefit", "basis", "you", "individual", "monthly",        \
		"grant", "recognition", "by_gap", "by_support", "by_allowance", "by_cap", "means", \
		"publicised", "offers"
#define CASE_NAMES                                                                                 \
	OFFICE_NAMES, PROGRAMME_NAMES, "applicant", "file_no", "agent", "address", "phone",        \
		"applied_on", "members", "deceased", "sex", "birth", "placing", "care_level"
#define PEOPLE_NAMES                                                                               \
	"people.seq", "people.name", "people.relation", "people.sex", "people.birth",              \
		"people.labour", "people.counted", "people.uncounted"
#define PAPER_NAMES                                                                                \
	"papers.seq", "papers.code", "papers.title", "papers.article", "papers.note",              \
		"papers.copy", "papers.received_on", "papers.pages", "papers.page_from"
#define EVIDENCE_NAMES(list)                                                                       \
	list ".section", list ".kind", list ".person", list ".per", list ".description",           \
		list ".evidence", list ".declared", list ".surveyed", list ".verified"
#define LINE_NAMES                                                                                 \
	"lines.seq", "lines.label", "lines.operand", "lines.value", "lines.unit", "lines.article", \
		"lines.source"
#define DECIDED_NAMES                                                                              \
	CASE_NAMES, "decided_on", "document", "reason", "signatory", "cause", "heard_on",          \
		"heard_person"
#define AMOUNT_NAMES                                                                               \
	"amount", "amount_capital", "base", "supplement", "before", "from_month", "last_month",    \
		"valid_until", "instalments", "at_once", "source", "bank", "holder",               \
		"account_tail", "parts.label", "parts.person", "parts.month", "parts.amount"

static const char *const calc_names[] = {
	CASE_NAMES, PEOPLE_NAMES, LINE_NAMES, "amount", "amount_capital", "granted", NULL};
static const char *const receipt_names[] = {CASE_NAMES, PAPER_NAMES, "accepted_on", "total_days",
	"limits.label", "limits.days", "limits.workdays", NULL};
static const char *const missing_names[] = {CASE_NAMES, PAPER_NAMES, "n_missing", NULL};
/* C-12: name, number of members, amount; what is not here cannot be printed. */
static const char *const publicity_names[] = {OFFICE_NAMES, PROGRAMME_NAMES, "posted_on", "ends_on",
	"place", "ending", "n_households", "households.seq", "households.name",
	"households.members", "households.amount", NULL};
static const char *const survey_names[] = {CASE_NAMES, PEOPLE_NAMES, EVIDENCE_NAMES("income"),
	EVIDENCE_NAMES("assets"), "visited_on", "surveyor_one", "surveyor_two", "received_by",
	"contactless", "housing", "living", "neighbours", "conclusion", NULL};
static const char *const decision_names[] = {
	DECIDED_NAMES, AMOUNT_NAMES, LINE_NAMES, PEOPLE_NAMES, NULL};
static const char *const refusal_names[] = {DECIDED_NAMES, NULL};
static const char *const ending_names[] = {DECIDED_NAMES, AMOUNT_NAMES, "ended", "adjusted", NULL};
static const char *const plain_names[] = {CASE_NAMES, PEOPLE_NAMES, NULL};
static const char *const inquiry_names[] = {CASE_NAMES, "n_inquiries", "inquiries.seq",
	"inquiries.person", "inquiries.source", "inquiries.asked_on", "inquiries.answer",
	"inquiries.answered_on", "inquiries.open", NULL};
static const char *const dossier_names[] = {CASE_NAMES, PAPER_NAMES, "n_papers", "n_pages", NULL};

static day dated_decision(const struct document_input *in)
{
	return in->decision.decided_on;
}

static day dated_acceptance(const struct document_input *in)
{
	return in->accepted_on;
}

static day dated_publicity(const struct document_input *in)
{
	return in->publicity.posted_on;
}

static day dated_fact(const struct document_input *in, const char *table, const char *column)
{
	return day_from_iso(fact_value(fact_newest(in->facts, table), column));
}

static day dated_choice(const struct document_input *in)
{
	return dated_fact(in, "support", "chosen_on");
}

static day dated_hearing(const struct document_input *in)
{
	return dated_fact(in, "hearing", "heard_on");
}

static day dated_leaving(const struct document_input *in)
{
	return dated_fact(in, "relief_end", "ended_on");
}

#define KIND(its_key, its_label, its_names, its_fill)                                              \
	.key = its_key, .label = its_label, .names = its_names, .fill = its_fill

static const struct document_kind kinds[] = {
	{KIND("missing", N_("Notice of missing papers"), missing_names, values_missing)},
	{KIND("receipt", N_("Notice of acceptance"), receipt_names, values_receipt),
		.dated = dated_acceptance},
	{KIND("register", N_("Register sheet"), decision_names, values_decision)},
	{KIND("survey", N_("Survey form"), survey_names, values_survey)},
	{KIND("assessment", N_("Assessment of self-care"), plain_names, values_plain)},
	{KIND("choice", N_("Choice of support"), plain_names, values_plain), .dated = dated_choice},
	{KIND("meeting", N_("Minutes of a meeting"), plain_names, values_plain)},
	{KIND("publicity", N_("Publicity"), publicity_names, values_publicity),
		.dated = dated_publicity, .no_facts = true},
	{KIND("calc", N_("Calculation sheet"), calc_names, values_calc)},
	{KIND("decision", N_("Notice of confirmation"), decision_names, values_decision),
		.dated = dated_decision, .decided = RESULT_CONFIRM},
	{KIND("refusal", N_("Notice of refusal"), refusal_names, values_refusal),
		.dated = dated_decision, .decided = RESULT_REFUSE},
	{KIND("hearing", N_("Record of a hearing"), plain_names, values_plain),
		.dated = dated_hearing},
	{KIND("ending", N_("Notice of a change or end"), ending_names, values_ending),
		.dated = dated_decision, .decided = RESULT_STOP | RESULT_ADJUST},
	{KIND("handover", N_("Record of handing over"), plain_names, values_plain),
		.dated = dated_leaving},
	{KIND("leaving", N_("Record of leaving"), plain_names, values_plain),
		.dated = dated_leaving},
	{KIND("dossier", N_("Contents of the file"), dossier_names, values_dossier)},
	{KIND("inquiry", N_("Inquiries by hand"), inquiry_names, values_inquiry)},
	{.key = NULL},
};

const struct document_kind *document_kinds(void)
{
	return kinds;
}

const struct document_kind *document_kind(const char *key)
{
	for (const struct document_kind *k = kinds; k->key; k++)
		if (!strcmp(k->key, key))
			return k;
	return NULL;
}

const struct document_kind *document_kind_need(const char *key, GError **error)
{
	const struct document_kind *kind = document_kind(key);
	g_autoptr(GString) keys = g_string_new(NULL);

	for (const struct document_kind *k = kinds; !kind && k->key; k++)
		/* TRANSLATORS: between two words of a list */
		g_string_append_printf(keys, "%s%s", keys->len ? _(", ") : "", k->key);
	if (!kind)
		jz_fail(error, JZ_ERROR_USAGE, _("there is no document %s; there are %s"), key,
			keys->str);
	return kind;
}

/* ---- what fits a programme ---- */

static bool is_printed(const struct programme *p, const char *key)
{
	for (guint i = 0; i < p->actions->len; i++)
		if (!g_strcmp0(
			    ((struct action_def *)g_ptr_array_index(p->actions, i))->notice, key))
			return true;
	return false;
}

static bool writes(const struct library *lib, const struct programme *p, const char *table)
{
	for (guint i = 0; i < p->actions->len; i++) {
		const struct action_def *a = g_ptr_array_index(p->actions, i);
		const struct form_def *form = a->form ? library_form(lib, a->form) : NULL;

		for (guint b = 0; form && b < form->blocks->len; b++)
			if (!g_strcmp0(
				    ((struct block_def *)g_ptr_array_index(form->blocks, b))->table,
				    table))
				return true;
	}
	return false;
}

bool document_fits(
	const struct library *lib, const struct programme *p, const struct document_kind *kind)
{
	if (!p)
		return true;
	if (!strcmp(kind->key, "publicity"))
		return p->publicity && !p->no_publicity && is_printed(p, kind->key);
	if (!strcmp(kind->key, "calc"))
		return p->amount != NULL;
	if (!strcmp(kind->key, "survey"))
		return writes(lib, p, "survey");
	if (!strcmp(kind->key, "inquiry"))
		return programme_action(p, "ask") != NULL;
	return !strcmp(kind->key, "dossier") || is_printed(p, kind->key);
}

/* ---- the text ---- */

static struct template *parse(const char *file, const char *wording, GError **error)
{
	g_autoptr(ini_complaints) c = ini_complaints_new();
	struct template *t = template_parse(file, wording, c);

	if (!t)
		jz_fail(error, JZ_ERROR_BAD, "%s", (const char *)g_ptr_array_index(c->list, 0));
	return t;
}

/* A print of the practice township must not be taken for a notice. */
static char *mark_practice(const char *text)
{
	const char *mark = _("== PRACTICE - invented people, not a valid document ==");

	return g_strconcat(mark, "\n", text, mark, "\n", NULL);
}

/* What was decided under a law is printed under it, whenever it is printed again. */
static void date_law(const struct document_kind *kind, struct document_input *in)
{
	if (!in->law_on && kind->dated)
		in->law_on = kind->dated(in);
	if (!in->law_on || in->law_on == DAY_NONE)
		in->law_on = in->today;
}

char *document_fill(const char *key, const char *file, const char *wording,
	const struct document_input *in, GError **error)
{
	const struct document_kind *kind = document_kind_need(key, error);
	g_autoptr(slots) values = slots_new();
	g_autoptr(template) t = NULL;
	struct document_input now = *in;
	char *text, *marked;

	if (!kind)
		return NULL;
	t = parse(file, wording, error);
	if (!t)
		return NULL;
	date_law(kind, &now);
	values_office(values, &now);
	values_programme(values, &now, key);
	if (!kind->no_facts)
		values_facts(values, &now);
	kind->fill(values, &now);
	text = template_fill(t, values, error);
	if (!text || !in->practice)
		return text;
	marked = mark_practice(text);
	g_free(text);
	return marked;
}

char *document_text(const char *key, const struct document_input *in, GError **error)
{
	g_autofree char *file = NULL;
	g_autofree char *wording = NULL;

	if (!document_kind_need(key, error))
		return NULL;
	wording = wording_find(in->lib, key, in->casefile ? in->casefile->programme : NULL, &file);
	if (!wording) {
		jz_fail(error, JZ_ERROR_BAD, _("The wording forms/%s is missing; put it back."),
			file);
		return NULL;
	}
	return document_fill(key, file, wording, in, error);
}
