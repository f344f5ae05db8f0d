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
	slots_text(s, "law_of_2026", in->today >= day_make(2026, 7, 1) ? "1" : NULL);
	words_day(s, "today", in->today);
}

/* What every document of a case may name, the publicity too: no address, no number. */
static void values_programme(struct slots *s, const struct document_input *in)
{
	const struct casefile *c = in->casefile;
	const struct programme *p = c && in->lib ? library_programme(in->lib, c->programme) : NULL;

	slots_text(s, "programme", p ? p->label : c ? c->programme : NULL);
	slots_text(s, "area", words_code(in, "area", c ? c->area : NULL));
	slots_text(s, "village", in->household ? in->household->village_name : NULL);
}

static const char *head_name(const struct document_input *in)
{
	const struct member *head = in->members ? household_head(in->members) : NULL;

	return head ? head->person->name : "";
}

void values_case(struct slots *s, const struct document_input *in)
{
	const struct casefile *c = in->casefile;
	const struct household *h = in->household;

	values_programme(s, in);
	slots_text(s, "applicant", head_name(in));
	slots_text(s, "file_no", c ? c->file_no : NULL);
	slots_text(s, "agent", c && g_strcmp0(c->agent, ".") != 0 ? c->agent : NULL);
	slots_text(s, "address", h ? h->address : NULL);
	slots_text(s, "phone", h ? h->phone : NULL);
	words_day(s, "applied_on", c ? c->applied_on : DAY_NONE);
	if (in->members)
		words_int(s, "members", household_counted(in->members));
	else
		slots_text(s, "members", NULL);
}

static void values_total(struct slots *s, fen amount)
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

static void values_people(struct slots *s, const struct document_input *in, bool spare)
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

void values_calc(struct slots *s, const struct document_input *in)
{
	const struct working *w = in->working;

	values_case(s, in);
	values_people(s, in, false);
	values_total(s, in->amount);
	slots_text(s, "granted", in->amount > 0 ? "1" : NULL);
	slots_list(s, "lines");
	for (guint i = 0; w && i < w->lines->len; i++)
		working_row(s, in, g_ptr_array_index(w->lines, i), (int)i + 1);
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

void values_receipt(struct slots *s, const struct document_input *in)
{
	values_case(s, in);
	words_day(s, "accepted_on", in->accepted_on);
	words_int(s, "total_days", in->total_days);
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

	values_programme(s, in);
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

/* ---- decisions ---- */

static void values_decided(struct slots *s, const struct document_input *in)
{
	const struct document_decision *d = &in->decision;

	values_case(s, in);
	words_day(s, "decided_on", d->decided_on);
	slots_text(s, "document", d->document);
	slots_text(s, "reason", d->reason);
	slots_text(s, "signatory", d->signatory);
}

/* The family knows its account; the paper that is carried about needs the last four only. */
static void values_account(struct slots *s, const struct document_input *in)
{
	const struct casefile *c = in->casefile;
	const char *account = c ? or_empty(c->account) : "";
	size_t len = strlen(account);

	slots_text(s, "bank", words_code(in, "bank", c ? c->bank : NULL));
	slots_text(s, "holder", c ? c->holder : NULL);
	slots_text(s, "account_tail", len > 4 ? account + len - 4 : account);
}

void values_decision(struct slots *s, const struct document_input *in)
{
	const struct document_decision *d = &in->decision;

	values_decided(s, in);
	values_total(s, d->amount);
	words_money(s, "base", d->amount - d->supplement);
	words_money(s, "supplement", d->supplement > 0 ? d->supplement : -1);
	words_month(s, "from_month", d->from);
	values_account(s, in);
}

void values_refusal(struct slots *s, const struct document_input *in)
{
	values_decided(s, in);
	slots_text(s, "cause", words_code(in, "stop_reason", in->decision.cause));
}

void values_ending(struct slots *s, const struct document_input *in)
{
	values_refusal(s, in);
	words_month(s, "from_month", in->decision.from);
}

void values_plain(struct slots *s, const struct document_input *in)
{
	values_case(s, in);
}
