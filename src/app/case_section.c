/* The table of the sections of a case. */
#include "app/case_section.h"

#include "app/case_tables.h"
#include "base/i18n.h"

static const struct case_section sections[] = {
	{"steps", N_("Steps"), steps_summary, steps_open},
	{"members", N_("Members"), members_summary, members_open},
	{"income", N_("Income"), income_summary, income_open},
	{"assets", N_("Property"), assets_summary, assets_open},
	{"papers", N_("Papers"), papers_summary, papers_open},
	{"checks", N_("Check"), checks_summary, checks_open},
	{"survey", N_("Survey"), survey_summary, survey_open},
	{"publicity", N_("Publicity"), publicity_summary, publicity_open},
	{"decision", N_("Decision"), decision_summary, decision_open},
	{"account", N_("Account"), account_summary, account_open},
	{"payments", N_("Payments"), paid_summary, paid_open},
	{"history", N_("History"), history_summary, history_open},
	{"looks", N_("Who looked"), looks_summary, looks_open},
};

static void add_facts(GArray *lines, const struct programme *p)
{
	for (guint i = 0; i < p->facts->len; i++) {
		struct case_line line = {NULL, g_ptr_array_index(p->facts, i)};
		g_array_append_val(lines, line);
	}
}

GArray *case_lines(const struct programme *p)
{
	GArray *lines = g_array_new(FALSE, TRUE, sizeof(struct case_line));
	for (guint i = 0; i < G_N_ELEMENTS(sections); i++) {
		struct case_line line = {&sections[i], NULL};
		/* The account is about money again: before it stands what the programme keeps. */
		if (p && g_str_equal(sections[i].key, "account"))
			add_facts(lines, p);
		if (g_str_equal(sections[i].key, "looks") && (!p || !p->restricted))
			continue;
		if (!p || !g_strv_contains((const char *const *)p->hide, sections[i].key))
			g_array_append_val(lines, line);
	}
	return lines;
}

const char *case_line_key(const struct case_line *line)
{
	return line->section ? line->section->key : line->facts->key;
}

const char *case_line_label(const struct case_line *line)
{
	return line->section ? _(line->section->label) : line->facts->label;
}

char *case_line_summary(struct app *app, row_id casefile, const struct case_line *line)
{
	return line->section ? line->section->summary(app, casefile)
			     : facts_summary(app, casefile, line->facts);
}

void case_line_open(struct app *app, row_id casefile, const struct case_line *line)
{
	if (line->section)
		line->section->open(app, casefile);
	else
		facts_open(app, casefile, line->facts);
}

bool case_section_knows(const char *key)
{
	for (guint i = 0; i < G_N_ELEMENTS(sections); i++)
		if (g_str_equal(sections[i].key, key))
			return true;
	return false;
}
