#include "config.h"

#include <string.h>

#include "base/i18n.h"
#include "report/values.h"
#include "report/words.h"

/* Rows that a form for the pen has at least, and blank ones after what is filled in. */
enum { LEAST_ROWS = 6, SPARE_ROWS = 2 };

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

void values_office(struct slots *s, const struct document_input *in)
{
	static const struct office none;
	const struct office *o = in->office ? in->office : &none;

	slots_text(s, "office_name", o->name);
	slots_text(s, "office_short", o->short_name);
	slots_text(s, "office_county", o->county);
	slots_text(s, "office_phone", o->phone);
	slots_text(s, "office_address", o->address);
	slots_text(s, "county_confirms", in->county_confirms ? "1" : NULL);
	/* LAW26 stands beside the older rules and does not repeal them: cited from its first day.
	 */
	slots_text(s, "law_of_2026", in->law_on >= day_make(2026, 7, 1) ? "1" : NULL);
	words_day(s, "today", in->today);
}

static void flag(struct slots *s, const char *name, bool set)
{
	slots_text(s, name, set ? "1" : NULL);
}

static const struct programme *programme_of(const struct document_input *in)
{
	return in->casefile && in->lib ? library_programme(in->lib, in->casefile->programme) : NULL;
}

/* Where several steps print a document, what it says tells which of them it is about. */
static const char *telling_effect(const struct document_input *in, const char *key)
{
	if (!strcmp(key, "publicity"))
		return in->publicity.stop ? "publicity_stop" : NULL;
	if (strcmp(key, "ending") != 0)
		return NULL;
	return in->decision.kind == RESULT_ADJUST ? "adjust" : "end";
}

static bool is_about(const struct action_def *a, const char *effect, const char *key)
{
	if (effect)
		return a->effects && g_strv_contains((const char *const *)a->effects, effect);
	return !g_strcmp0(a->notice, key);
}

/* The article of the step that the document is about. */
static void values_basis(struct slots *s, const struct document_input *in,
	const struct programme *p, const char *key)
{
	const char *effect = telling_effect(in, key), *article = NULL;
	g_autofree char *words = NULL;

	for (guint i = 0; p && !article && i < p->actions->len; i++) {
		const struct action_def *a = g_ptr_array_index(p->actions, i);

		if (is_about(a, effect, key))
			article = a->article;
	}
	words = words_article(in, article);
	slots_text(s, "basis", words);
}

/* How it is reckoned (model/amount.h) says what there is to speak of: money by the month, a grant,
 * or nothing but that somebody is recognised. */
static void values_reckoning(struct slots *s, const struct programme *p)
{
	static const char *const ways[] = {"gap", "support", "allowance", "cap"};
	const char *amount = p ? p->amount : NULL;
	bool cap = !g_strcmp0(amount, "cap");

	for (size_t i = 0; i < G_N_ELEMENTS(ways); i++) {
		g_autofree char *name = g_strconcat("by_", ways[i], NULL);

		flag(s, name, !g_strcmp0(amount, ways[i]));
	}
	flag(s, "monthly", amount && !cap);
	flag(s, "grant", cap);
	flag(s, "recognition", p && p->recognises && !amount);
}

/* T-20: what whoever loses this may ask for. */
static void values_offers(
	struct slots *s, const struct document_input *in, const struct programme *p)
{
	g_autoptr(GString) offers = g_string_new(NULL);

	for (char **o = p ? p->offers : NULL; o && *o; o++) {
		const struct programme *other = library_programme(in->lib, *o);

		g_string_append_printf(offers, "%s%s", offers->len ? BETWEEN_WORDS : "",
			other ? other->called : *o);
	}
	slots_text(s, "offers", offers->str);
}

void values_programme(struct slots *s, const struct document_input *in, const char *key)
{
	const struct casefile *c = in->casefile;
	const struct programme *p = programme_of(in);
	bool hides = p && g_strv_contains((const char *const *)p->hide, "income");

	slots_text(s, "programme", p ? p->called : c ? c->programme : NULL);
	slots_text(s, "benefit", p ? p->benefit : NULL);
	slots_text(s, "area", words_code(in, "area", c ? c->area : NULL));
	slots_text(s, "village", in->household ? in->household->village_name : NULL);
	flag(s, "individual", p && p->individual);
	flag(s, "means", !hides);
	flag(s, "publicised", p && p->publicity);
	slots_text(
		s, "you", words_code(in, "addressed", p && p->individual ? "person" : "household"));
	values_basis(s, in, p, key);
	values_reckoning(s, p);
	values_offers(s, in, p);
}

static const struct person *head_person(const struct document_input *in)
{
	const struct member *head = in->members ? household_head(in->members) : NULL;

	return head ? head->person : NULL;
}

void values_case(struct slots *s, const struct document_input *in)
{
	const struct casefile *c = in->casefile;
	const struct household *h = in->household;
	const struct person *head = head_person(in);

	slots_text(s, "applicant", head ? head->name : NULL);
	slots_text(s, "sex", words_code(in, "sex", head ? head->sex : NULL));
	slots_text(s, "birth", head ? head->birth : NULL);
	flag(s, "deceased", head && head->death_date && *head->death_date);
	slots_text(s, "file_no", c ? c->file_no : NULL);
	slots_text(s, "agent", c && g_strcmp0(c->agent, ".") != 0 ? c->agent : NULL);
	slots_text(s, "placing", words_code(in, "placing", c ? c->placing : NULL));
	slots_text(s, "care_level",
		words_code(in, "care_level",
			fact_value(fact_newest(in->facts, "assessment"), "level")));
	slots_text(s, "address", h ? h->address : NULL);
	slots_text(s, "phone", h ? h->phone : NULL);
	words_day(s, "applied_on", c ? c->applied_on : DAY_NONE);
	if (in->members)
		words_int(s, "members", household_counted(in->members));
	else
		slots_text(s, "members", NULL);
}

void values_total(struct slots *s, fen amount)
{
	g_autofree char *capital = amount >= 0 ? money_capital(amount) : NULL;

	words_money(s, "amount", amount);
	slots_text(s, "amount_capital", capital);
}

/* ---- calculation sheet ---- */

static void working_row(
	struct slots *s, const struct document_input *in, const struct working_line *l, int seq)
{
	struct slots *row = slots_row(s, "lines");
	g_autofree char *article = words_article(in, l->article);

	words_int(row, "seq", seq);
	slots_text(row, "label", l->label);
	slots_text(row, "operand", l->operand);
	slots_text(row, "value", l->value);
	slots_text(row, "unit", l->unit);
	slots_text(row, "article", article);
	slots_text(row, "source", l->source);
}

void values_people(struct slots *s, const struct document_input *in, bool spare)
{
	guint n = in->members ? in->members->len : 0;
	guint rows = spare ? MAX(n + SPARE_ROWS, LEAST_ROWS) : n;

	slots_list(s, "people");
	for (guint i = 0; i < rows; i++) {
		const struct member *m = i < n ? g_ptr_array_index(in->members, i) : NULL;
		struct slots *row = slots_row(s, "people");

		words_int(row, "seq", i + 1);
		slots_text(row, "name", m ? m->person->name : NULL);
		slots_text(row, "relation", words_code(in, "relation", m ? m->relation : NULL));
		slots_text(row, "sex", words_code(in, "sex", m ? m->person->sex : NULL));
		slots_text(row, "birth", m ? m->person->birth : NULL);
		slots_text(row, "labour", words_code(in, "labour", m ? m->person->labour : NULL));
		slots_text(
			row, "counted", m ? words_code(in, "yesno", m->counted ? "1" : "0") : NULL);
		slots_text(row, "uncounted",
			words_code(in, "uncounted", m ? m->uncounted_reason : NULL));
	}
}

void values_lines(struct slots *s, const struct document_input *in)
{
	const struct working *w = in->working;

	slots_list(s, "lines");
	for (guint i = 0; w && i < w->lines->len; i++)
		working_row(s, in, g_ptr_array_index(w->lines, i), (int)i + 1);
}

void values_calc(struct slots *s, const struct document_input *in)
{
	values_case(s, in);
	values_people(s, in, false);
	values_total(s, in->amount);
	flag(s, "granted", in->amount > 0);
	values_lines(s, in);
}

/* ---- papers ---- */

static const char *copy_words(const struct document_input *in, const char *copy)
{
	if (!g_strcmp0(copy, "original"))
		return _("original");
	if (!g_strcmp0(copy, "copy"))
		return _("copy");
	return words_code(in, "copy", copy);
}

static struct slots *paper_row(struct slots *s, const struct document_input *in, const char *list,
	const struct paper *p, int seq)
{
	struct slots *row = slots_row(s, list);
	g_autofree char *article = words_article(in, p->def->article);

	words_int(row, "seq", seq);
	slots_text(row, "code", p->def->code);
	slots_text(row, "title", p->def->title);
	slots_text(row, "article", article);
	slots_text(row, "note", p->note);
	slots_text(row, "copy", copy_words(in, p->copy));
	slots_text(row, "received_on", p->received_on);
	if (p->pages > 0)
		words_int(row, "pages", p->pages);
	else
		slots_text(row, "pages", NULL);
	if (p->page_from > 0)
		words_int(row, "page_from", p->page_from);
	else
		slots_text(row, "page_from", NULL);
	return row;
}

static bool is_there(const struct paper *p)
{
	return p->id != 0 || p->waived;
}

/* Only what the applicant must bring: not what the office makes, not what the checking mechanism
 * can supply (C-03). */
static bool is_missing(const struct paper *p)
{
	return p->required && !is_there(p) && !p->def->obtainable && !p->def->made_here &&
		!g_strcmp0(p->def->by, "accept");
}

static bool is_received(const struct paper *p)
{
	return p->id != 0 && !p->def->made_here;
}

static int list_papers(struct slots *s, const struct document_input *in, const char *list,
	bool (*wanted)(const struct paper *p))
{
	int n = 0;

	slots_list(s, list);
	for (guint i = 0; in->papers && i < in->papers->len; i++) {
		const struct paper *p = g_ptr_array_index(in->papers, i);

		if (wanted(p))
			paper_row(s, in, list, p, ++n);
	}
	return n;
}

static void limit_row(struct slots *s, const struct document_limit *limit)
{
	struct slots *row = slots_row(s, "limits");

	slots_text(row, "label", limit->label);
	words_int(row, "days", limit->days);
	flag(row, "workdays", limit->workdays);
}

void values_receipt(struct slots *s, const struct document_input *in)
{
	values_case(s, in);
	words_day(s, "accepted_on", in->accepted_on);
	if (in->total_days)
		words_int(s, "total_days", in->total_days);
	else
		slots_text(s, "total_days", NULL);
	slots_list(s, "limits");
	for (guint i = 0; in->limits && i < in->limits->len; i++)
		limit_row(s, &g_array_index(in->limits, struct document_limit, i));
	list_papers(s, in, "papers", is_received);
}

void values_missing(struct slots *s, const struct document_input *in)
{
	values_case(s, in);
	words_int(s, "n_missing", list_papers(s, in, "papers", is_missing));
}

static bool is_present(const struct paper *p)
{
	return p->id != 0;
}

void values_dossier(struct slots *s, const struct document_input *in)
{
	int pages = 0;

	values_case(s, in);
	words_int(s, "n_papers", list_papers(s, in, "papers", is_present));
	for (guint i = 0; in->papers && i < in->papers->len; i++)
		pages += MAX(((const struct paper *)g_ptr_array_index(in->papers, i))->pages, 0);
	words_int(s, "n_pages", pages);
}

/* ---- publicity: C-12 ---- */

void values_publicity(struct slots *s, const struct document_input *in)
{
	const struct document_publicity *p = &in->publicity;

	flag(s, "ending", p->stop);
	words_day(s, "posted_on", p->posted_on);
	words_day(s, "ends_on", p->ends_on);
	slots_text(s, "place", p->place);
	words_int(s, "n_households", p->n);
	slots_list(s, "households");
	for (int i = 0; i < p->n; i++) {
		struct slots *row = slots_row(s, "households");

		words_int(row, "seq", i + 1);
		slots_text(row, "name", p->names[i]);
		words_int(row, "members", p->members[i]);
		words_money(row, "amount", p->amounts[i]);
	}
}

/* ---- survey ---- */

static void evidence_row(struct slots *s, const struct document_input *in, const char *list,
	const struct evidence *e)
{
	struct slots *row = slots_row(s, list);
	g_autofree char *kinds = g_strconcat(e ? or_empty(e->section) : "", "_kind", NULL);
	const char *section = words_code(
		in, e && e->asset ? "asset_section" : "income_section", e ? e->section : NULL);

	slots_text(row, "section", section);
	slots_text(row, "kind", words_code(in, kinds, e ? e->kind : NULL));
	slots_text(row, "person", e ? e->person_name : NULL);
	slots_text(row, "per", words_code(in, "per", e ? e->per : NULL));
	slots_text(row, "description", e ? e->description : NULL);
	slots_text(row, "evidence", words_code(in, "evidence", e ? e->evidence : NULL));
	words_money(row, "declared", e ? e->declared : EVIDENCE_NONE);
	words_money(row, "surveyed", e ? e->surveyed : EVIDENCE_NONE);
	words_money(row, "verified", e ? e->verified : EVIDENCE_NONE);
}

static void values_evidence(
	struct slots *s, const struct document_input *in, const char *list, const GPtrArray *lines)
{
	guint n = lines ? lines->len : 0, rows = MAX(n + SPARE_ROWS, LEAST_ROWS);

	slots_list(s, list);
	for (guint i = 0; i < rows; i++)
		evidence_row(s, in, list, i < n ? g_ptr_array_index(lines, i) : NULL);
}

void values_survey(struct slots *s, const struct document_input *in)
{
	const struct document_survey *v = &in->survey;

	values_case(s, in);
	values_people(s, in, true);
	values_evidence(s, in, "income", in->income);
	values_evidence(s, in, "assets", in->assets);
	words_day(s, "visited_on", v->visited_on);
	slots_text(s, "surveyor_one", v->surveyor1);
	slots_text(s, "surveyor_two", v->surveyor2);
	slots_text(s, "received_by", v->received_by);
	slots_text(s, "contactless", v->contactless_reason);
	slots_text(s, "housing", words_code(in, "housing", v->housing));
	slots_text(s, "living", v->living);
	slots_text(s, "neighbours", v->neighbours);
	slots_text(s, "conclusion", v->conclusion);
}
