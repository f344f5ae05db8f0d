/* Every condition of the gate: alone failing, and passing again. */
#include "config.h"

#include "tests/unit/test_model_flow.h"

#include "model/evidence.h"
#include "model/operator.h"
#include "model/paper.h"
#include "model/verification.h"

/* The member rows and persons of a case by their place in the form, 1 the head. */
static row_id member_of(struct town *t, row_id casefile, int place)
{
	g_autofree char *sql = g_strdup_printf(
		"SELECT m.id FROM member m JOIN casefile c ON c.household = m.household"
		" WHERE c.id = $1 AND m.seq = %d",
		place);
	return number(t, g_intern_string(sql), casefile);
}

static row_id person_of(struct town *t, row_id casefile, int place)
{
	return number(t, "SELECT person FROM member WHERE id = $1", member_of(t, casefile, place));
}

/* A case that lacks nothing for an action, and whoever does it sits there. */
static row_id ready_for(
	struct town *t, const char *action, const char *step_before, const char *login)
{
	row_id c = new_case(t, 0);
	if (step_before)
		walk_to(t, c, step_before);
	prepare(t, c, action);
	sit(t, login);
	assert_unmet(t, c, action, "");
	return c;
}

static void test_members(void **state)
{
	struct town *t = *state;
	row_id c = ready_for(t, "accept", NULL, "clerk");
	set_text(t, "person", person_of(t, c, 2), "death_date", "2026-06-02");
	assert_unmet(t, c, "accept", "members");
	set_text(t, "person", person_of(t, c, 2), "death_date", NULL);
	set_text(t, "member", member_of(t, c, 1), "relation", "05");
	assert_unmet(t, c, "accept", "members");
	set_text(t, "member", member_of(t, c, 1), "relation", "01");
	for (int i = 1; i <= 3; i++)
		set_number(t, "member", member_of(t, c, i), "counted", 0);
	assert_unmet(t, c, "accept", "members");
	set_number(t, "member", member_of(t, c, 3), "counted", 1);
	assert_unmet(t, c, "accept", "");
}

static void test_ids(void **state)
{
	struct town *t = *state;
	row_id c = ready_for(t, "accept", NULL, "clerk");
	set_text(t, "person", person_of(t, c, 3), "id_no", NULL);
	assert_unmet(t, c, "accept", "ids");
	set_text(t, "person", person_of(t, c, 3), "no_id_reason", "户口未报");
	assert_unmet(t, c, "accept", "");
}

static row_id answer_of(struct town *t, row_id c, const char *section)
{
	g_autofree char *sql = g_strdup_printf(
		"SELECT id FROM section_answer WHERE casefile = $1 AND section = '%s'", section);
	return number(t, g_intern_string(sql), c);
}

/* F7: a section without a line and without "none" is a gap. */
static void test_sections(void **state)
{
	struct town *t = *state;
	static const char *const sections[][2] = {{"business", "income"}, {"property", "income"},
		{"transfer", "income"}, {"deduction", "income"}, {"deposit", "assets"},
		{"vehicle", "assets"}, {"enterprise", "assets"}};
	for (guint i = 0; i < G_N_ELEMENTS(sections); i++) {
		row_id c = new_case(t, (int)i + 1);
		prepare(t, c, "accept");
		drop_row(t, "section_answer", answer_of(t, c, sections[i][0]));
		assert_unmet(t, c, "accept", sections[i][1]);
	}
	row_id c = new_case(t, 20);
	prepare(t, c, "accept");
	drop_row(t, "income_item", number(t, "SELECT id FROM income_item WHERE casefile = $1", c));
	drop_row(t, "asset_item", number(t, "SELECT id FROM asset_item WHERE casefile = $1", c));
	assert_unmet(t, c, "accept", "income assets");
}

static void test_account(void **state)
{
	struct town *t = *state;
	row_id c = ready_for(t, "confirm", "publicity_end", "approver");
	set_text(t, "casefile", c, "account", NULL);
	assert_unmet(t, c, "confirm", "account");
	set_text(t, "casefile", c, "account", "6217001234567890");
	set_text(t, "casefile", c, "holder", NULL);
	assert_unmet(t, c, "confirm", "account");
	set_text(t, "casefile", c, "holder", "王建国");
	assert_unmet(t, c, "confirm", "");
}

/* Each paper of the checklist, by the step that must not pass without it (K-01). */
static void test_papers(void **state)
{
	struct town *t = *state;
	static const struct {
		const char *by, *before, *login;
	} steps[] = {{"accept", NULL, "clerk"}, {"review", "survey", "reviewer"},
		{"confirm", "publicity_end", "approver"}, {"archive", "tell", "clerk"}};
	for (guint i = 0; i < G_N_ELEMENTS(steps); i++) {
		at_day(TOWN_DAY);
		sit(t, "clerk");
		row_id c = new_case(t, (int)i + 1);
		if (steps[i].before)
			walk_to(t, c, steps[i].before);
		prepare(t, c, steps[i].by);
		sit(t, steps[i].login);
		assert_unmet(t, c, steps[i].by, "");
		g_autoptr(casefile) file = casefile_get(t->desk, c, &t->error);
		g_autoptr(GPtrArray) papers = paper_list(t->desk, file, &t->error);
		int removed = 0;
		for (guint k = 0; k < papers->len; k++) {
			const struct paper *p = g_ptr_array_index(papers, k);
			if (!p->id || !g_str_equal(p->def->by, steps[i].by))
				continue;
			removed++;
			must(t, paper_remove(t->desk, file, p->def->code, &t->error));
			assert_unmet(t, c, steps[i].by, "papers");
			must(t,
				paper_receive(
					t->desk, file, p->def->code, 2, "original", &t->error));
			assert_unmet(t, c, steps[i].by, "");
		}
		assert_true(removed > 0);
	}
}

/* A paper is asked for where its condition says so, and not elsewhere. */
static void test_papers_by_condition(void **state)
{
	struct town *t = *state;
	row_id c = ready_for(t, "accept", NULL, "clerk");
	set_text(t, "casefile", c, "agent", "王二小");
	assert_unmet(t, c, "accept", "papers"); /* A02: entrusted (C-04) */
	set_text(t, "casefile", c, "agent", ".");
	assert_unmet(t, c, "accept", "");
	g_autoptr(casefile) file = casefile_get(t->desk, c, &t->error);
	must(t, paper_remove(t->desk, file, "A06", &t->error));
	assert_unmet(t, c, "accept", "papers"); /* the head is disabled */
	set_number(t, "person", person_of(t, c, 1), "disability_type", 0);
	assert_unmet(t, c, "accept", "");
	set_text(t, "person", person_of(t, c, 2), "illness", "2");
	assert_unmet(t, c, "accept", "papers");
}

static void test_authorised(void **state)
{
	struct town *t = *state;
	row_id c = ready_for(t, "ask", "accept", "clerk");
	drop_row(t, "authorisation",
		number(t, "SELECT max(id) FROM authorisation WHERE casefile = $1", c));
	assert_unmet(t, c, "ask", "authorised");
	set_number(t, "member", member_of(t, c, 3), "counted", 0);
	assert_unmet(t, c, "ask", "");
}

static void test_checked(void **state)
{
	struct town *t = *state;
	row_id c = ready_for(t, "verify", "ask", "clerk");
	must(t, verification_set(t->desk, c, person_of(t, c, 1), "08", "asked", NULL, &t->error));
	assert_unmet(t, c, "verify", "checked");
	must(t,
		verification_set(
			t->desk, c, person_of(t, c, 1), "08", "found", "存款2万元", &t->error));
	assert_unmet(t, c, "verify", "");
	drop_row(t, "verification",
		number(t, "SELECT min(id) FROM verification WHERE casefile = $1", c));
	assert_unmet(t, c, "verify", "checked");
}

/* N7: what no system can see is not answered in bulk: two sources, three members. */
static void test_answers_by_hand(void **state)
{
	struct town *t = *state;
	row_id c = new_case(t, 0);
	int n = 0;
	walk_to(t, c, "ask");
	g_autoptr(casefile) file = casefile_get(t->desk, c, &t->error);
	must(t, verification_set_open(t->desk, file, "nothing", &n, &t->error));
	assert_int_equal(n, 10 * 3);
	assert_unmet(t, c, "verify", "checked");
	prepare(t, c, "verify");
	assert_unmet(t, c, "verify", "");
}

/* K-23: an answer is good for six months, and on the day itself still. */
static void test_check_is_old(void **state)
{
	struct town *t = *state;
	row_id c = ready_for(t, "confirm", "publicity_end", "approver");
	row_id answer = number(t, "SELECT min(id) FROM verification WHERE casefile = $1", c);
	char iso[DAY_LEN];
	day limit = day_add_months(day_today(), -6);
	set_text(t, "verification", answer, "reported_on", day_to_iso(limit, iso));
	assert_unmet(t, c, "confirm", "");
	set_text(t, "verification", answer, "reported_on", day_to_iso(limit - 1, iso));
	assert_unmet(t, c, "confirm", "checked");
	set_policy(t, "check_valid_months", "7", "2026-01-01");
	assert_unmet(t, c, "confirm", "");
}

static void test_amounts(void **state)
{
	struct town *t = *state;
	row_id c = ready_for(t, "survey", "verify", "civil");
	row_id line = number(t, "SELECT id FROM income_item WHERE casefile = $1", c);
	set_text(t, "income_item", line, "surveyed", NULL);
	assert_unmet(t, c, "survey", "amounts");
	set_number(t, "income_item", line, "surveyed", 0);
	assert_unmet(t, c, "survey", "");
	set_text(t, "asset_item", number(t, "SELECT id FROM asset_item WHERE casefile = $1", c),
		"surveyed", NULL);
	assert_unmet(t, c, "survey", "amounts");
}

static void set_standard_end(struct town *t, const char *to)
{
	for (int i = 0; i < 2; i++) {
		row_id id = number(t,
			i ? "SELECT id FROM policy_value WHERE key = 'dibao_standard'"
			    " AND area = 'rural' AND $1 = $1"
			  : "SELECT id FROM policy_value WHERE key = 'dibao_standard'"
			    " AND area = 'urban' AND $1 = $1",
			1);
		set_text(t, "policy_value", id, "to_date", to);
	}
	must(t, desk_reload(t->desk, &t->error));
}

static void test_standard(void **state)
{
	struct town *t = *state;
	row_id c = ready_for(t, "review", "survey", "reviewer");
	set_standard_end(t, "2026-06-01");
	/* Without a standard nobody can say whether the income is under it. */
	assert_unmet(t, c, "review", "standard eligible");
	set_standard_end(t, NULL);
	assert_unmet(t, c, "review", "");
}

/* What nobody could say when declaring is not copied as nothing. */
static void test_unknown_stays_unknown(void **state)
{
	struct town *t = *state;
	row_id c = new_case(t, 0);
	int n = 0;
	must(t, evidence_copy(t->desk, c, false, &n, &t->error));
	assert_int_equal(n, 1);
	assert_int_equal(
		number(t, "SELECT surveyed FROM income_item WHERE casefile = $1", c), 360000);
	assert_int_equal(
		number(t, "SELECT surveyed IS NULL FROM asset_item WHERE casefile = $1", c), 1);
	must(t, evidence_copy(t->desk, c, true, &n, &t->error));
	assert_int_equal(
		number(t, "SELECT verified FROM income_item WHERE casefile = $1", c), 360000);
}

/* D-01: under the standard, not at it.  Three members at 6240 yuan a year. */
static void test_eligible(void **state)
{
	struct town *t = *state;
	row_id c = ready_for(t, "review", "survey", "reviewer");
	row_id line = number(t, "SELECT id FROM income_item WHERE casefile = $1", c);
	set_number(t, "income_item", line, "verified", 3 * 624000);
	assert_unmet(t, c, "review", "eligible");
	set_number(t, "income_item", line, "verified", 3 * 624000 - 1);
	assert_unmet(t, c, "review", "");
	set_number(t, "member", member_of(t, c, 3), "counted", 0);
	assert_unmet(t, c, "review", "eligible");
}

static void test_surveyed(void **state)
{
	struct town *t = *state;
	row_id c = ready_for(t, "review", "survey", "reviewer");
	row_id survey = number(t, "SELECT id FROM survey WHERE casefile = $1", c);
	set_text(t, "survey", survey, "visited_on", "2026-06-02");
	assert_unmet(t, c, "review", "surveyed"); /* accepted on 2026-06-03 (K-04) */
	set_text(t, "survey", survey, "visited_on", "2026-06-03");
	assert_unmet(t, c, "review", "");
	set_number(t, "survey", survey, "surveyor1", operator_of(t, "contracted2"));
	assert_unmet(t, c, "review", "surveyed"); /* both contracted (K-72) */
	set_number(t, "survey", survey, "surveyor1", operator_of(t, "civil2"));
	set_number(t, "survey", survey, "surveyor2", operator_of(t, "civil2"));
	assert_unmet(t, c, "review", "surveyed"); /* one person is not two (C-08) */
	set_number(t, "survey", survey, "surveyor2", operator_of(t, "civil"));
	assert_unmet(t, c, "review", "");
	static const char *const id_no = "140303198012240021";
	set_text(t, "operator", operator_of(t, "civil"), "id_no", id_no);
	set_text(t, "operator", operator_of(t, "civil2"), "id_no", id_no);
	assert_unmet(t, c, "review", "surveyed"); /* two accounts of one person (F23) */
	set_text(t, "operator", operator_of(t, "civil2"), "id_no", NULL);
	set_number(t, "survey", survey, "signed_family", 0);
	assert_unmet(t, c, "review", "surveyed");
	set_number(t, "survey", survey, "signed_family", 1);
	set_number(t, "survey", survey, "signed_surveyors", 0);
	assert_unmet(t, c, "review", "surveyed");
	drop_row(t, "survey", survey);
	assert_unmet(t, c, "review", "surveyed");
}

static void test_unique(void **state)
{
	struct town *t = *state;
	row_id c = ready_for(t, "accept", NULL, "clerk");
	row_id other = new_case(t, 5);
	set_number(t, "member", member_of(t, other, 2), "person", person_of(t, c, 2));
	assert_unmet(t, c, "accept", "unique");
	set_text(t, "casefile", other, "state", "withdrawn");
	assert_unmet(t, c, "accept", "");
	set_text(t, "casefile", other, "state", "active");
	assert_unmet(t, c, "accept", "unique");
	set_number(t, "member", member_of(t, c, 2), "counted", 0);
	assert_unmet(t, c, "accept", "");
}

static void test_publicity(void **state)
{
	struct town *t = *state;
	row_id c = ready_for(t, "publicity_end", "publicise", "clerk");
	row_id notice = number(t, "SELECT id FROM publicity WHERE casefile = $1", c);
	set_text(t, "publicity", notice, "result", "none");
	assert_unmet(t, c, "publicity_end", "publicity_open");
	set_text(t, "publicity", notice, "result", NULL);
	assert_unmet(t, c, "publicity_end", "");
}

static void test_publicity_over(void **state)
{
	struct town *t = *state;
	row_id c = ready_for(t, "confirm", "publicity_end", "approver");
	row_id notice = number(t, "SELECT id FROM publicity WHERE casefile = $1", c);
	g_autofree char *ends = words(t, "SELECT ends_on FROM publicity WHERE id = $1", notice);
	set_text(t, "publicity", notice, "closed_on", ends);
	assert_unmet(t, c, "confirm", "publicity_over");
	char iso[DAY_LEN];
	set_text(t, "publicity", notice, "closed_on", day_to_iso(day_from_iso(ends) + 1, iso));
	assert_unmet(t, c, "confirm", "");
	static const char *const results[] = {"objection", "withdrawn", NULL};
	for (guint i = 0; i < G_N_ELEMENTS(results); i++) {
		set_text(t, "publicity", notice, "result", results[i]);
		assert_unmet(t, c, "confirm", "publicity_over");
	}
	drop_row(t, "publicity", notice);
	assert_unmet(t, c, "confirm", "publicity_over");
}

static void test_objections(void **state)
{
	struct town *t = *state;
	row_id c = ready_for(t, "publicise", "review", "clerk");
	assert_unmet(t, c, "settle", "objection_open");
	struct record r = record_of("objection");
	row_id objection = 0;
	record_int(&r, "casefile", c);
	record_text(&r, "received_on", "2026-06-05");
	record_text(&r, "content", "有车");
	struct change *change = desk_change(t->desk, "test", &t->error);
	must(t,
		change && change_insert(change, &r, &objection, &t->error) &&
			change_commit(&change, &t->error));
	assert_unmet(t, c, "publicise", "no_objection");
	assert_unmet(t, c, "settle", "");
	set_text(t, "objection", objection, "handled_on", "2026-06-06");
	assert_unmet(t, c, "publicise", "");
	assert_unmet(t, c, "settle", "objection_open");
}

static void test_told_and_filed(void **state)
{
	struct town *t = *state;
	row_id c = ready_for(t, "tell", "confirm", "clerk");
	must(t, act(t, c, "tell"));
	assert_unmet(t, c, "tell", "untold");
	prepare(t, c, "archive");
	assert_unmet(t, c, "archive", "");
	must(t, act(t, c, "archive"));
	assert_unmet(t, c, "archive", "unfiled");
}

/* F8: saved at once, whole only when every paper is there, and once. */
static void test_captured(void **state)
{
	struct town *t = *state;
	row_id c = new_case(t, 0);
	at_day("2026-06-17");
	must(t, act(t, c, "capture"));
	assert_int_equal(casefile_award(t->desk, c), 81250);
	assert_unmet(t, c, "complete", "whole");
	prepare(t, c, "complete");
	assert_unmet(t, c, "complete", "");
	must(t, act(t, c, "complete"));
	assert_unmet(t, c, "complete", "captured");
}

/* State, role and condition come with their article and the place to go to. */
static void test_reasons(void **state)
{
	struct town *t = *state;
	row_id c = new_case(t, 1);
	assert_unmet(t, c, "confirm", "state");
	sit(t, "approver");
	assert_unmet(t, c, "accept", "role papers");
	g_autoptr(casefile) file = casefile_get(t->desk, c, &t->error);
	g_autoptr(GPtrArray) reasons = gate_check(t->desk, file,
		programme_action(casefile_programme(t->desk, file), "accept"), &t->error);
	const struct reason *last = g_ptr_array_index(reasons, reasons->len - 1);
	assert_string_equal(last->where, "papers");
	assert_string_equal(last->article, "K-01");
	/* Six papers and the role, all at once (F21). */
	assert_int_equal(reasons->len, 7);
	refused(t, gate_refuse(reasons, &t->error), "; ");
}

/* What stands in a file is entered by those whose work it is; who decides and pays reads it. */
static void test_who_enters(void **state)
{
	struct town *t = *state;
	row_id c = new_case(t, 0);
	g_autoptr(casefile) file = casefile_get(t->desk, c, &t->error);
	row_id head = number(t,
		"SELECT m.person FROM member m JOIN casefile c ON c.household = m.household"
		" WHERE c.id = $1 AND m.relation = '01'",
		c);
	int n = 0;
	static const char *const readers[] = {"payer", "auditor", "admin"};
	for (guint i = 0; i < G_N_ELEMENTS(readers); i++) {
		sit(t, readers[i]);
		refused(t, paper_receive(t->desk, file, "A01", 1, NULL, &t->error), "clerk");
		refused(t, evidence_copy(t->desk, c, false, &n, &t->error), "clerk");
		refused(t, verification_authorise(t->desk, c, head, day_today(), &t->error),
			"clerk");
	}
	sit(t, "approver");
	refused(t, evidence_copy(t->desk, c, false, &n, &t->error), "clerk");
	sit(t, "clerk");
	must(t, paper_receive(t->desk, file, "A01", 1, NULL, &t->error));
	must(t, evidence_copy(t->desk, c, false, &n, &t->error));
	must(t, verification_authorise(t->desk, c, head, day_today(), &t->error));
}

/* Each paper that is missing is named, so that the screen can go to it. */
static void test_where_to(void **state)
{
	struct town *t = *state;
	row_id c = new_case(t, 0);
	sit(t, "clerk");
	g_autoptr(casefile) file = casefile_get(t->desk, c, &t->error);
	const struct programme *p = library_programme(t->lib, "dibao");
	g_autoptr(GPtrArray) reasons =
		gate_check(t->desk, file, programme_action(p, "accept"), &t->error);
	g_autoptr(GString) items = g_string_new(NULL);
	for (guint i = 0; i < reasons->len; i++) {
		const struct reason *r = g_ptr_array_index(reasons, i);
		if (g_str_equal(r->where, "papers"))
			g_string_append_printf(items, " %s", r->item);
	}
	/* A06, because the head has a disability certificate. */
	assert_string_equal(items->str, " A01 A03 A04 A05 A06 A07");
}

int run_gate_tests(void)
{
#define TOWN(test) cmocka_unit_test_setup_teardown(test, town_open, town_close)
	static const struct CMUnitTest tests[] = {
		TOWN(test_who_enters),
		TOWN(test_where_to),
		TOWN(test_members),
		TOWN(test_ids),
		TOWN(test_sections),
		TOWN(test_account),
		TOWN(test_papers),
		TOWN(test_papers_by_condition),
		TOWN(test_authorised),
		TOWN(test_checked),
		TOWN(test_answers_by_hand),
		TOWN(test_check_is_old),
		TOWN(test_amounts),
		TOWN(test_standard),
		TOWN(test_unknown_stays_unknown),
		TOWN(test_eligible),
		TOWN(test_surveyed),
		TOWN(test_unique),
		TOWN(test_publicity),
		TOWN(test_publicity_over),
		TOWN(test_objections),
		TOWN(test_told_and_filed),
		TOWN(test_captured),
		TOWN(test_reasons),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
