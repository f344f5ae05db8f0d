#include "config.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "report/document.h"
#include "report/template.h"
#include "report/values.h"

#define OFFICE_NAMES                                                                               \
	"office_name", "office_short", "office_county", "office_phone", "office_address",          \
		"county_confirms", "law_of_2026", "today"
#define PROGRAMME_NAMES "programme", "area", "village"
#define CASE_NAMES                                                                                 \
	OFFICE_NAMES, PROGRAMME_NAMES, "applicant", "file_no", "agent", "address", "phone",        \
		"applied_on", "members"
#define PEOPLE_NAMES                                                                               \
	"people.seq", "people.name", "people.relation", "people.sex", "people.birth",              \
		"people.labour", "people.counted", "people.uncounted"
#define PAPER_NAMES                                                                                \
	"papers.seq", "papers.code", "papers.title", "papers.article", "papers.note",              \
		"papers.copy", "papers.received_on", "papers.pages", "papers.page_from"
#define EVIDENCE_NAMES(list)                                                                       \
	list ".section", list ".kind", list ".person", list ".per", list ".description",           \
		list ".evidence", list ".declared", list ".surveyed", list ".verified"
#define DECIDED_NAMES CASE_NAMES, "decided_on", "document", "reason", "signatory"

static const char *const calc_names[] = {CASE_NAMES, PEOPLE_NAMES, "amount", "amount_capital",
	"granted", "lines.seq", "lines.label", "lines.operand", "lines.value", "lines.unit",
	"lines.article", "lines.source", NULL};
static const char *const receipt_names[] = {
	CASE_NAMES, PAPER_NAMES, "accepted_on", "total_days", NULL};
static const char *const missing_names[] = {CASE_NAMES, PAPER_NAMES, "n_missing", NULL};
/* C-12: name, number of members, amount; what is not here cannot be printed. */
static const char *const publicity_names[] = {OFFICE_NAMES, PROGRAMME_NAMES, "posted_on", "ends_on",
	"place", "n_households", "households.seq", "households.name", "households.members",
	"households.amount", NULL};
static const char *const survey_names[] = {CASE_NAMES, PEOPLE_NAMES, EVIDENCE_NAMES("income"),
	EVIDENCE_NAMES("assets"), "visited_on", "surveyor_one", "surveyor_two", "received_by",
	"contactless", "housing", "living", "neighbours", "conclusion", NULL};
static const char *const decision_names[] = {DECIDED_NAMES, "amount", "amount_capital", "base",
	"supplement", "from_month", "bank", "holder", "account_tail", NULL};
static const char *const refusal_names[] = {DECIDED_NAMES, "cause", NULL};
static const char *const ending_names[] = {DECIDED_NAMES, "cause", "from_month", NULL};
static const char *const plain_names[] = {CASE_NAMES, NULL};
static const char *const dossier_names[] = {CASE_NAMES, PAPER_NAMES, "n_papers", "n_pages", NULL};

static const struct document_kind kinds[] = {
	{"missing", N_("Notice of missing papers"), missing_names, values_missing},
	{"receipt", N_("Notice of acceptance"), receipt_names, values_receipt},
	{"survey", N_("Survey form"), survey_names, values_survey},
	{"publicity", N_("Publicity"), publicity_names, values_publicity},
	{"calc", N_("Calculation sheet"), calc_names, values_calc},
	{"decision", N_("Notice of confirmation"), decision_names, values_decision},
	{"refusal", N_("Notice of refusal"), refusal_names, values_refusal},
	{"ending", N_("Notice of the end"), ending_names, values_ending},
	{"choice", N_("Choice of support"), plain_names, values_plain},
	{"handover", N_("Record of handing over"), plain_names, values_plain},
	{"leaving", N_("Record of leaving"), plain_names, values_plain},
	{"dossier", N_("Contents of the file"), dossier_names, values_dossier},
	{NULL, NULL, NULL, NULL},
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

static const struct document_kind *kind_or_error(const char *key, GError **error)
{
	const struct document_kind *kind = document_kind(key);

	if (!kind)
		jz_fail(error, JZ_ERROR_USAGE,
			_("There is no document \"%s\"; the documents are missing, receipt, "
			  "survey, "
			  "publicity, calc, decision, refusal and dossier."),
			key);
	return kind;
}

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

char *document_fill(const char *key, const char *file, const char *wording,
	const struct document_input *in, GError **error)
{
	const struct document_kind *kind = kind_or_error(key, error);
	g_autoptr(slots) values = slots_new();
	g_autoptr(template) t = NULL;
	char *text, *marked;

	if (!kind)
		return NULL;
	t = parse(file, wording, error);
	if (!t)
		return NULL;
	values_office(values, in);
	kind->fill(values, in);
	text = template_fill(t, values, error);
	if (!text || !in->practice)
		return text;
	marked = mark_practice(text);
	g_free(text);
	return marked;
}

char *document_text(const char *key, const struct document_input *in, GError **error)
{
	g_autofree char *file = g_strdup_printf("notices/%s.txt", key);
	g_autofree char *wording = NULL;

	if (!kind_or_error(key, error))
		return NULL;
	wording = library_text(in->lib, file);
	if (!wording) {
		jz_fail(error, JZ_ERROR_BAD, _("The wording forms/%s is missing; put it back."),
			file);
		return NULL;
	}
	return document_fill(key, file, wording, in, error);
}

void document_check_wording(
	const char *key, const char *file, const char *wording, struct ini_complaints *c)
{
	const struct document_kind *kind = document_kind(key);
	g_autoptr(template) t = template_parse(file, wording, c);

	if (t && kind)
		template_check(t, kind->names, c);
}

void document_check(const struct library *lib, struct ini_complaints *c)
{
	for (const struct document_kind *k = kinds; k->key; k++) {
		g_autofree char *file = g_strdup_printf("notices/%s.txt", k->key);
		g_autofree char *wording = library_text(lib, file);

		if (wording)
			document_check_wording(k->key, file, wording, c);
		else
			ini_complain(c, file, 1, _("This notice is missing; put it back."));
	}
}
