/* The table of the sections of a case. */
#include "app/case_section.h"

#include "app/case_tables.h"
#include "base/i18n.h"

const struct case_section case_sections[] = {
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
};
const int case_n_sections = G_N_ELEMENTS(case_sections);
