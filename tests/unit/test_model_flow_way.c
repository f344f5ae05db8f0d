/* The ordinary way and its side exits: dates, notices, objections, decisions, clocks. */
#include "config.h"

#include "tests/unit/test_model_flow.h"

#include <string.h>
#include "model/evidence.h"
#include "model/paper.h"
#include "model/setting.h"
#include "rule/working.h"

static void assert_state(struct town *t, row_id c, const char *state)
{
	g_autofree char *now = state_of(t, c);
	assert_string_equal(now, state);
}

static void assert_words(struct town *t, const char *sql, row_id id, const char *expected)
{
	g_autofree char *now = words(t, sql, id);
	if (g_strcmp0(now, expected))
		fail_msg("%s: \"%s\" is not \"%s\"", sql, now, expected);
}

/* A form filled as usual whose first date is put to a day that keying might refuse. */
static bool act_on(struct town *t, row_id c, const char *action, const char *field, const char *iso)
{
	g_autoptr(filling) f = action_form(t, c, action);
	const struct form_def *form = entry_form(filling_entry(f));
	const struct block_def *block = g_ptr_array_index(form->blocks, 0);
	entry_put(filling_entry(f), block->key, 0, field, iso);
	return flow_do(t->desk, c, action, filling_entry(f), DAY_NONE, &t->error);
}

static void ready_by(struct town *t, row_id c, const char *action, const char *login)
{
	sit(t, "clerk");
	prepare(t, c, action);
	sit(t, login);
}

/* --- dates ----------------------------------------------------------------------------------- */

static void test_future(void **state)
{
	struct town *t = *state;
	row_id c = new_case(t, 0);
	ready_by(t, c, "accept", "clerk");
	refused(t, act_on(t, c, "accept", "done_on", "2026-06-04"), "in the future");
	assert_state(t, c, "draft");
	must(t, act_on(t, c, "accept", "done_on", TOWN_DAY));
}

/* K-02: 申请 <= 受理 <= 入户 <= 初审 <= 公示 < 公示止 < 确认. */
static void test_order(void **state)
{
	struct town *t = *state;
	row_id c = new_case(t, 0);
	ready_by(t, c, "accept", "clerk");
	refused(t, act_on(t, c, "accept", "done_on", "2026-06-02"), "stand in order");
	must(t, act(t, c, "accept"));
	at_day("2026-06-08");
	ready_by(t, c, "ask", "clerk");
	must(t, act(t, c, "ask"));
	at_day("2026-06-10");
	ready_by(t, c, "verify", "clerk");
	must(t, act(t, c, "verify"));
	ready_by(t, c, "survey", "civil");
	refused(t, act_on(t, c, "survey", "visited_on", "2026-06-02"), "stand in order");
	/* They went there while the check was running. */
	must(t, act_on(t, c, "survey", "visited_on", "2026-06-05"));
	ready_by(t, c, "review", "reviewer");
	refused(t, act_on(t, c, "review", "given_on", "2026-06-04"), "stand in order");
	must(t, act_on(t, c, "review", "given_on", "2026-06-09"));
	ready_by(t, c, "publicise", "clerk");
	refused(t, act_on(t, c, "publicise", "posted_on", "2026-06-08"), "stand in order");
	must(t, act(t, c, "publicise"));
	at_day("2026-06-24");
	must(t, act_on(t, c, "publicity_end", "closed_on", "2026-06-20"));
	ready_by(t, c, "confirm", "approver");
	refused(t, act_on(t, c, "confirm", "decided_on", "2026-06-19"), "stand in order");
	must(t, act(t, c, "confirm"));
}

static void test_form_belongs_to_action(void **state)
{
	struct town *t = *state;
	row_id c = new_case(t, 0);
	ready_by(t, c, "accept", "clerk");
	refused(t, flow_do(t->desk, c, "accept", NULL, DAY_NONE, &t->error), "fill in its form");
	g_autoptr(filling) other = action_form(t, c, "withdraw");
	refused(t, flow_do(t->desk, c, "accept", filling_entry(other), DAY_NONE, &t->error),
		"fill in its form");
	g_autoptr(filling) empty = filling_new(t->desk, "withdraw", NULL, &t->error);
	refused(t, flow_do(t->desk, c, "withdraw", filling_entry(empty), DAY_NONE, &t->error),
		"is empty");
	refused(t, flow_do(t->desk, c, "nonsense", NULL, DAY_NONE, &t->error), "has no step");
	refused(t, flow_do(t->desk, 4711, "accept", NULL, DAY_NONE, &t->error), "no such case");
	assert_state(t, c, "draft");
}

/* --- survey ---------------------------------------------------------------------------------- */

static struct filling *survey_by(struct town *t, row_id c, const char *one, const char *two)
{
	struct filling *f = action_form(t, c, "survey");
	key(t, f, "survey", 0, "surveyor1", one);
	key(t, f, "survey", 0, "surveyor2", two);
	return f;
}

/* What only the filled form can show is asked when its rows are in, and nothing stays of it. */
static void test_survey_refused(void **state)
{
	struct town *t = *state;
	row_id c = new_case(t, 0);
	walk_to(t, c, "verify");
	ready_by(t, c, "survey", "civil");
	g_autoptr(filling) f = survey_by(t, c, "contracted", "contracted2");
	refused(t, act_with(t, c, "survey", f), "contracted");
	assert_state(t, c, "verified");
	assert_int_equal(number(t, "SELECT count(*) FROM survey WHERE casefile = $1", c), 0);
	g_autoptr(filling) g = survey_by(t, c, "civil", "civil2");
	must(t, act_with(t, c, "survey", g));
	assert_int_equal(number(t, "SELECT surveyor2 FROM survey WHERE casefile = $1", c),
		operator_of(t, "civil2"));
}

/* --- publicity ------------------------------------------------------------------------------- */

/* C-21, D-33: seven days without the first; a last day that is no working day moves on. */
static void test_last_day(void **state)
{
	struct town *t = *state;
	static const struct {
		const char *posted, *ends;
	} cases[] = {
		{"2026-06-05", "2026-06-12"}, /* Friday to Friday */
		{"2026-06-06", "2026-06-15"}, /* Saturday: to Monday */
		{"2026-06-12", "2026-06-22"}, /* 端午 and the weekend after it */
		{"2026-05-02", "2026-05-09"}, /* a Saturday that is worked */
		{"2026-09-24", "2026-10-08"}, /* 国庆 */
		{"2026-02-08", "2026-02-24"}, /* 春节 */
	};
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		day_set_today(day_from_iso(cases[i].posted) - 20);
		row_id c = new_case(t, (int)i + 1);
		walk_to(t, c, "review");
		at_day(cases[i].posted);
		must(t, act(t, c, "publicise"));
		assert_words(
			t, "SELECT ends_on FROM publicity WHERE casefile = $1", c, cases[i].ends);
		at_day(cases[i].ends);
		refused(t, act(t, c, "publicity_end"), cases[i].ends);
		sit(t, "approver");
		refused(t, act(t, c, "confirm"), "is not entered");
		sit(t, "clerk");
		day_set_today(day_today() + 1);
		must(t, act(t, c, "publicity_end"));
	}
}

static void test_notice_says(void **state)
{
	struct town *t = *state;
	row_id c = new_case(t, 0);
	walk_to(t, c, "publicise");
	assert_int_equal(number(t, "SELECT members FROM publicity WHERE casefile = $1", c), 3);
	assert_int_equal(number(t, "SELECT amount FROM publicity WHERE casefile = $1", c), 136400);
	assert_words(t, "SELECT kind FROM opinion WHERE casefile = $1", c, "review");
	assert_int_equal(number(t, "SELECT amount FROM opinion WHERE casefile = $1", c), 136400);
}

/* --- objection and return -------------------------------------------------------------------- */

static gint64 standing(struct town *t, row_id c)
{
	return number(t, "SELECT count(*) FROM step WHERE casefile = $1 AND undone = 0", c);
}

static void test_objection(void **state)
{
	struct town *t = *state;
	row_id c = new_case(t, 0);
	walk_to(t, c, "publicise");
	day_set_today(day_today() + 2);
	must(t, act(t, c, "object"));
	assert_state(t, c, "verified");
	assert_words(t, "SELECT result FROM publicity WHERE casefile = $1", c, "objection");
	assert_int_equal(number(t,
				 "SELECT count(*) FROM objection b JOIN publicity u"
				 " ON u.id = b.publicity WHERE b.casefile = $1",
				 c),
		1);
	/* accept, ask, verify and the objection stand; survey, review and publicity do not. */
	assert_int_equal(standing(t, c), 4);
	assert_int_equal(number(t,
				 "SELECT count(*) FROM deadline WHERE casefile = $1"
				 " AND key = 'publicity' AND met_on IS NULL",
				 c),
		0);
	ready_by(t, c, "survey", "civil");
	refused(t, act_on(t, c, "survey", "visited_on", "2026-06-05"), "stand in order");
	must(t, act(t, c, "survey"));
	ready_by(t, c, "review", "reviewer");
	must(t, act(t, c, "review"));
	ready_by(t, c, "publicise", "clerk");
	refused(t, act(t, c, "publicise"), "objection is open");
	must(t, act(t, c, "settle"));
	assert_words(t, "SELECT outcome FROM objection WHERE casefile = $1", c, "2 经查不实");
	must(t, act(t, c, "publicise"));
	assert_int_equal(number(t, "SELECT count(*) FROM publicity WHERE casefile = $1", c), 2);
	day_set_today(day_today() + 12);
	must(t, act(t, c, "publicity_end"));
	/* D-34: now the record of the democratic appraisal belongs to the file. */
	g_autofree char *now = unmet(t, c, "confirm");
	assert_string_equal(now, "role papers");
	ready_by(t, c, "confirm", "approver");
	must(t, act(t, c, "confirm"));
}

/* An objection after the notice came down, before the decision. */
static void test_late_objection(void **state)
{
	struct town *t = *state;
	set_policy(t, "confirm_level", "county", "2026-02-01");
	row_id c = new_case(t, 0);
	walk_to(t, c, "publicity_end");
	must(t, act(t, c, "object"));
	assert_state(t, c, "verified");
	assert_int_equal(number(t,
				 "SELECT count(*) FROM deadline WHERE casefile = $1"
				 " AND key = 'county' AND met_on IS NULL",
				 c),
		0);
	/* D-40: 45 working days, still counted from the acceptance on 06-03, take the place of 30.
	 */
	assert_words(t,
		"SELECT group_concat(key || ' ' || from_date || ' ' || due, ', ') FROM deadline"
		" WHERE casefile = $1 AND key LIKE 'total%' AND met_on IS NULL",
		c, "total_special 2026-06-03 2026-08-06");
}

/* F26: where to and why; whoever goes on has answered it. */
static void test_return(void **state)
{
	struct town *t = *state;
	row_id c = new_case(t, 0);
	walk_to(t, c, "publicise");
	gint64 total = number(
		t, "SELECT id FROM deadline WHERE casefile = $1 AND key = 'total_township'", c);
	sit(t, "approver");
	must(t, act(t, c, "return"));
	assert_state(t, c, "accepted");
	assert_words(t, "SELECT returned_to FROM casefile WHERE id = $1", c, "income");
	assert_words(t, "SELECT returned_note FROM casefile WHERE id = $1", c, "打工收入请再核实");
	assert_words(t, "SELECT note FROM step WHERE casefile = $1 AND action = 'return'", c,
		"打工收入请再核实");
	assert_words(t, "SELECT result FROM publicity WHERE casefile = $1", c, "withdrawn");
	/* accept and ask stay in what it went back to, the return itself stands. */
	assert_int_equal(standing(t, c), 3);
	assert_int_equal(number(t, "SELECT met_on IS NULL FROM deadline WHERE id = $1", total), 1);
	sit(t, "clerk");
	must(t, act(t, c, "verify"));
	assert_words(t, "SELECT returned_to FROM casefile WHERE id = $1", c, NULL);
	assert_words(t, "SELECT returned_note FROM casefile WHERE id = $1", c, NULL);
	ready_by(t, c, "survey", "civil");
	must(t, act(t, c, "survey"));
	sit(t, "reviewer");
	must(t, act(t, c, "return"));
	assert_state(t, c, "accepted");
}

/* --- decisions ------------------------------------------------------------------------------- */

/* C-10, D-39: a written notice within three working days. */
static void test_refusal(void **state)
{
	struct town *t = *state;
	row_id c = new_case(t, 0);
	walk_to(t, c, "publicise");
	at_day("2026-06-17"); /* Wednesday; Friday is 端午 */
	sit(t, "approver");
	must(t, act(t, c, "refuse"));
	assert_state(t, c, "refused");
	assert_words(t, "SELECT kind FROM decision WHERE casefile = $1", c, "refuse");
	assert_words(t, "SELECT result FROM publicity WHERE casefile = $1", c, "withdrawn");
	assert_words(t, "SELECT key || due FROM deadline WHERE casefile = $1 AND met_on IS NULL", c,
		"notice2026-06-23");
	sit(t, "clerk");
	at_day("2026-06-22");
	must(t, act(t, c, "tell"));
	assert_words(t, "SELECT told_on FROM decision WHERE casefile = $1", c, "2026-06-22");
	assert_int_equal(number(t,
				 "SELECT count(*) FROM deadline WHERE casefile = $1"
				 " AND met_on IS NULL",
				 c),
		0);
	/* Its members are free for another file (D-09). */
	new_case(t, 0);
}

/* D-38: paid from the month after; three members, 6240 a year, 3600 income, and by the sample
 * percentages 10 for the disabled head, 5 for the wife of 68 and 5 for the child:
 * (18720 - 3600) / 12 = 1260; 520 * 20 % = 104. */
static void test_award(void **state)
{
	struct town *t = *state;
	row_id c = new_case(t, 0);
	walk_to(t, c, "publicity_end");
	at_day("2026-06-30");
	ready_by(t, c, "confirm", "approver");
	must(t, act(t, c, "confirm"));
	assert_words(t, "SELECT from_month FROM award WHERE casefile = $1", c, "2026-07");
	assert_words(t, "SELECT from_month FROM decision WHERE casefile = $1", c, "2026-07");
	assert_int_equal(number(t, "SELECT base FROM award WHERE casefile = $1", c), 126000);
	assert_int_equal(number(t, "SELECT supplement FROM award WHERE casefile = $1", c), 10400);
	assert_int_equal(number(t, "SELECT year_income FROM award WHERE casefile = $1", c), 360000);
	assert_int_equal(number(t, "SELECT members FROM award WHERE casefile = $1", c), 3);
	assert_int_equal(number(t, "SELECT amount FROM decision WHERE casefile = $1", c), 136400);
	assert_int_equal(number(t,
				 "SELECT a.decision = d.id FROM award a JOIN decision d"
				 " ON d.casefile = a.casefile WHERE a.casefile = $1",
				 c),
		1);
	assert_int_equal(casefile_award(t->desk, c), 136400);
	/* The working that the family gets, kept with the decision (P2). */
	g_autofree char *text = words(t, "SELECT working FROM decision WHERE casefile = $1", c);
	g_autoptr(working) w = working_from_text(text);
	bool says = false;
	for (guint i = 0; w && i < w->lines->len; i++) {
		const struct working_line *line = g_ptr_array_index(w->lines, i);
		says = says || g_str_equal(line->value, "1364.00");
	}
	assert_true(says);
}

static void raise_standard(struct town *t, const char *value, const char *from)
{
	struct setting s = {.key = "dibao_standard",
		.area = "rural",
		.value = value,
		.from = day_from_iso(from),
		.document = "2"};
	sit(t, "admin");
	must(t, setting_add(t->desk, &s, &t->error));
	sit(t, "clerk");
}

/* Three members with 19000 yuan: too much until the standard rises to 6500 a year.  The day of the
 * step counts, not the day on which it is keyed. */
static void test_day_of_standard(void **state)
{
	struct town *t = *state;
	row_id c = new_case(t, 0);
	walk_to(t, c, "survey");
	row_id line = number(t, "SELECT id FROM income_item WHERE casefile = $1", c);
	must(t, evidence_set(t->desk, line, false, "verified", 1900000, NULL, &t->error));
	raise_standard(t, "650000", "2026-06-15");
	at_day("2026-06-16");
	ready_by(t, c, "review", "reviewer");
	refused(t, act_on(t, c, "review", "given_on", "2026-06-12"), "not under the standard");
	assert_state(t, c, "surveyed");
	must(t, act_on(t, c, "review", "given_on", "2026-06-15"));
}

static void test_withdraw(void **state)
{
	struct town *t = *state;
	row_id c = new_case(t, 0);
	walk_to(t, c, "accept");
	assert_int_equal(number(t,
				 "SELECT count(*) FROM deadline WHERE casefile = $1"
				 " AND met_on IS NULL",
				 c),
		3);
	must(t, act(t, c, "withdraw"));
	assert_state(t, c, "withdrawn");
	assert_words(t, "SELECT note FROM step WHERE casefile = $1 AND action = 'withdraw'", c,
		"本人要求撤回");
	/* The cause has no column of its own. */
	assert_words(t, "SELECT extra FROM step WHERE casefile = $1 AND action = 'withdraw'", c,
		"{\"cause\":\"5\"}");
	assert_int_equal(number(t,
				 "SELECT count(*) FROM deadline WHERE casefile = $1"
				 " AND met_on IS NULL",
				 c),
		0);
}

/* C-02: everything that is missing, told once; F6: no clock runs before. */
static void test_missing(void **state)
{
	struct town *t = *state;
	row_id c = new_case(t, 0);
	g_autoptr(casefile) file = casefile_get(t->desk, c, &t->error);
	must(t, paper_receive(t->desk, file, "A01", 1, "original", &t->error));
	must(t, act(t, c, "missing"));
	assert_words(t, "SELECT note FROM step WHERE casefile = $1", c, "A03 A04 A05 A06 A07 A21");
	assert_int_equal(number(t, "SELECT count(*) FROM deadline WHERE casefile = $1", c), 0);
	prepare(t, c, "accept");
	must(t, paper_receive(t->desk, file, "A21", 1, "copy", &t->error));
	refused(t, act(t, c, "missing"), "no paper is missing");
}

/* --- clocks ---------------------------------------------------------------------------------- */

/* D-30, D-31, D-40: from Wednesday 2026-06-03, with 端午 on 06-19. */
static void test_clocks(void **state)
{
	struct town *t = *state;
	row_id c = new_case(t, 0);
	walk_to(t, c, "accept");
	assert_words(t,
		"SELECT group_concat(key || ' ' || due, ', ') FROM (SELECT key, due FROM deadline"
		" WHERE casefile = $1 ORDER BY key)",
		c, "check 2026-06-08, survey 2026-06-08, total_township 2026-07-02");
	set_policy(t, "confirm_level", "county", "2026-02-01");
	row_id d = new_case(t, 1);
	walk_to(t, d, "accept");
	assert_words(t, "SELECT due FROM deadline WHERE casefile = $1 AND key = 'total_county'", d,
		"2026-07-16");
	walk_to(t, new_case(t, 2), "accept");
	g_autoptr(casefile) file = casefile_get(t->desk, c, &t->error);
	at_day("2026-06-05"); /* two of three working days are over */
	g_autoptr(GPtrArray) clocks = flow_clocks(t->desk, file, &t->error);
	assert_int_equal(clocks->len, 3);
	const struct clock *first = g_ptr_array_index(clocks, 0);
	assert_int_equal(first->left, 1);
	assert_true(first->near && !first->over && first->certain);
	const struct clock *last = g_ptr_array_index(clocks, 2);
	assert_string_equal(last->key, "total_township");
	assert_int_equal(last->left, 18);
	assert_false(last->near || last->over);
	at_day("2026-06-09");
	g_autoptr(GPtrArray) later = flow_clocks(t->desk, file, &t->error);
	assert_true(((struct clock *)g_ptr_array_index(later, 0))->over);
}

/* F27: a calendar or a parameter that came later moves what is open, once. */
static void test_counted_again(void **state)
{
	struct town *t = *state;
	row_id c = new_case(t, 0);
	int moved = -1;
	walk_to(t, c, "accept");
	must(t, clock_refresh(t->desk, &moved, &t->error));
	assert_int_equal(moved, 0);
	set_policy(t, "days_survey", "5", "2026-02-01");
	must(t, clock_refresh(t->desk, &moved, &t->error));
	assert_int_equal(moved, 1);
	assert_words(t, "SELECT due FROM deadline WHERE casefile = $1 AND key = 'survey'", c,
		"2026-06-10");
	assert_words(t, "SELECT due FROM deadline WHERE casefile = $1 AND key = 'check'", c,
		"2026-06-08");
	must(t, clock_refresh(t->desk, &moved, &t->error));
	assert_int_equal(moved, 0);
}

static void test_clock_of_county(void **state)
{
	struct town *t = *state;
	set_policy(t, "confirm_level", "county", "2026-02-01");
	row_id c = new_case(t, 0);
	walk_to(t, c, "publicise");
	at_day("2026-06-24"); /* a Wednesday: ten working days end on 07-08 */
	must(t, act(t, c, "publicity_end"));
	assert_words(t, "SELECT due FROM deadline WHERE casefile = $1 AND key = 'county'", c,
		"2026-07-08");
	/* A year that has no calendar yet is marked (F27). */
	at_day("2026-12-28");
	row_id d = new_case(t, 1);
	walk_to(t, d, "accept");
	assert_int_equal(number(t,
				 "SELECT certain FROM deadline WHERE casefile = $1"
				 " AND key = 'total_county'",
				 d),
		0);
}

/* --- what comes next ------------------------------------------------------------------------- */

static void test_next(void **state)
{
	struct town *t = *state;
	static const char *const way[] = {"accept", "ask", "verify", "survey", "review",
		"publicise", "publicity_end", "confirm"};
	row_id c = new_case(t, 0);
	for (guint i = 0; i < G_N_ELEMENTS(way); i++) {
		g_autoptr(casefile) file = casefile_get(t->desk, c, &t->error);
		const struct action_def *next = flow_next(t->desk, file);
		assert_non_null(next);
		assert_string_equal(next->key, way[i]);
		at_day(TOWN_DAY);
		day_set_today(day_today() + (i >= 6 ? 20 : 0));
		static const char *const logins[] = {"clerk", "clerk", "clerk", "civil", "reviewer",
			"clerk", "clerk", "approver"};
		ready_by(t, c, way[i], logins[i]);
		must(t, act(t, c, way[i]));
	}
	g_autoptr(casefile) file = casefile_get(t->desk, c, &t->error);
	assert_null(flow_next(t->desk, file));
	g_autoptr(GPtrArray) actions = flow_actions(t->desk, file);
	for (guint i = 0; i < actions->len; i++)
		assert_true(action_allows_from(g_ptr_array_index(actions, i), "active"));
}

/* N3: the other office must accept it first; what it refuses is handed over again. */
static void test_transfer(void **state)
{
	struct town *t = *state;
	row_id c = new_case(t, 0);

	walk_to(t, c, "confirm");
	sit(t, "approver");
	refused(t, act(t, c, "transfer_end"), "has not accepted");
	sit(t, "clerk");
	refused(t, act(t, c, "transfer_answer"), "not handed over");
	for (int i = 0; i < 2; i++) {
		g_autoptr(filling) answer = NULL;

		must(t, act(t, c, "transfer_out"));
		refused(t, act(t, c, "transfer_out"), "already");
		sit(t, "approver");
		refused(t, act(t, c, "transfer_end"), "has not accepted");
		sit(t, "clerk");
		answer = action_form(t, c, "transfer_answer");
		key(t, answer, "answer", 0, "result", i ? "1" : "2");
		must(t, act_with(t, c, "transfer_answer", answer));
		if (!i) {
			sit(t, "approver");
			refused(t, act(t, c, "transfer_end"), "has not accepted");
			sit(t, "clerk");
		}
	}
	assert_state(t, c, "active");
	sit(t, "approver");
	must(t, act(t, c, "transfer_end"));
	assert_state(t, c, "stopped");
	assert_int_equal(number(t,
				 "SELECT count(*) FROM award WHERE casefile = $1"
				 " AND to_month IS NOT NULL",
				 c),
		1);
	assert_int_equal(
		number(t, "SELECT pages FROM transfer WHERE casefile = $1 AND result = 'accepted'",
			c),
		38);
}

int run_way_tests(void)
{
#define TOWN(test) cmocka_unit_test_setup_teardown(test, town_open, town_close)
	static const struct CMUnitTest tests[] = {
		TOWN(test_future),
		TOWN(test_order),
		TOWN(test_form_belongs_to_action),
		TOWN(test_survey_refused),
		TOWN(test_last_day),
		TOWN(test_notice_says),
		TOWN(test_objection),
		TOWN(test_late_objection),
		TOWN(test_return),
		TOWN(test_refusal),
		TOWN(test_award),
		TOWN(test_day_of_standard),
		TOWN(test_withdraw),
		TOWN(test_missing),
		TOWN(test_clocks),
		TOWN(test_counted_again),
		TOWN(test_clock_of_county),
		TOWN(test_next),
		TOWN(test_transfer),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
