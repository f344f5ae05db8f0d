/* Destitute support: one case from the application to its end, and every condition that it alone
 * has (policy.md 4, 9.8).  Rural: basic living 676.00; care 198.00, 495.00 and 990.00. */
#include "config.h"

#include "tests/unit/test_model_flow.h"

#include <string.h>
#include "model/household.h"
#include "model/note.h"

#define WAY "accept ask verify survey assess choose review publicise publicity_end sample confirm"

/* An old man without anybody: born 1955, 71 years old. */
static row_id old_man(struct town *t, int order, const char *typed)
{
	g_autofree char *id = id_of(19550310, order * 2 + 1);
	return apply(t, "destitute", id, "赵孤老", typed);
}

static fen award_in(struct town *t, row_id c, const char *iso, const char *column)
{
	g_autofree char *sql = g_strdup_printf("SELECT coalesce(sum(%s), 0) FROM award"
					       " WHERE casefile = $1 AND from_month <= '%s'"
					       " AND coalesce(to_month, '9') >= '%s'",
		column, iso, iso);
	return number(t, g_intern_string(sql), c);
}

static gint64 rows_of(struct town *t, row_id c, const char *table)
{
	g_autofree char *sql =
		g_strdup_printf("SELECT count(*) FROM \"%s\" WHERE casefile = $1", table);
	return number(t, g_intern_string(sql), c);
}

static void assert_state(struct town *t, row_id c, const char *state)
{
	g_autofree char *now = state_of(t, c);
	assert_string_equal(now, state);
}

/* --- from the application to the end ---------------------------------------------------------- */

static void test_way(void **state)
{
	struct town *t = *state;
	row_id c = old_man(t, 1, "");
	g_autofree char *no = words(t, "SELECT file_no FROM casefile WHERE id = $1", c);
	assert_true(g_str_has_prefix(no, "TK-2026-"));
	go(t, c, "accept ask verify survey");
	day_set_today(day_today() + 1);
	ready(t, c, "assess");
	must(t, act_but(t, c, "assess", "assessment.wash=1"));
	go(t, c, "choose review publicise publicity_end sample confirm");
	assert_state(t, c, "active");
	/* 676.00 + 495.00 = 1171.00 from the month after (T-13). */
	assert_int_equal(award_in(t, c, "2026-06", "base + supplement"), 0);
	assert_int_equal(award_in(t, c, "2026-07", "base"), 67600);
	assert_int_equal(award_in(t, c, "2026-07", "supplement"), 49500);
	g_autofree char *parts = words(t,
		"SELECT group_concat(p.kind || ' ' || p.amount, ', ') FROM award_part p"
		" JOIN award a ON a.id = p.award WHERE a.casefile = $1",
		c);
	assert_string_equal(parts, "base 67600, care 49500");
	assert_int_equal(number(t, "SELECT amount FROM decision WHERE casefile = $1", c), 117100);
	assert_int_equal(number(t, "SELECT amount FROM publicity WHERE casefile = $1", c), 117100);
	assert_int_equal(number(t, "SELECT members FROM publicity WHERE casefile = $1", c), 1);
	go(t, c, "tell archive");
	/* T-19: heard, publicised, ended; paid until the end of that month. */
	at_day("2026-07-06");
	go(t, c, "hear publicise_stop publicity_stop_end stop");
	assert_state(t, c, "stopped");
	assert_int_equal(award_in(t, c, "2026-07", "base"), 67600);
	assert_int_equal(award_in(t, c, "2026-08", "base"), 0);
	/* T-20 */
	g_autofree char *note = words(t, "SELECT text FROM note WHERE casefile = $1", c);
	assert_non_null(strstr(note, library_programme(t->lib, "dibao")->label));
	assert_non_null(strstr(note, library_programme(t->lib, "temporary")->label));
}

/* --- no ability (T-02) ------------------------------------------------------------------------ */

/* Levels that count, by the type of disability; three laws, three tables. */
static const char *const severe_destitute[] = {"", "1", "", "", "12", "123", "123", "12"};

static void set_disability(struct town *t, row_id person, int type, int level)
{
	set_number(t, "person", person, "disability_type", type);
	set_number(t, "person", person, "disability_level", level);
}

static void test_unable(void **state)
{
	struct town *t = *state;
	g_autofree char *id = id_of(19700101, 3);
	row_id c = apply(t, "destitute", id, "钱中年", "");
	row_id person = number(t, "SELECT person FROM casefile WHERE id = $1", c);
	go(t, c, "accept ask verify survey assess choose");
	ready(t, c, "review");
	assert_told(t, c, "review", "unable", "T-02", "钱中年 is 56");
	refused(t, act(t, c, "review"), "inability to work");
	assert_int_equal(rows_of(t, c, "opinion"), 0);
	assert_state(t, c, "surveyed");
	for (int type = 1; type <= 7; type++)
		for (int level = 1; level <= 4; level++) {
			set_disability(t, person, type, level);
			assert_unmet(t, c, "review",
				strchr(severe_destitute[type], '0' + level) ? "" : "unable");
		}
	set_disability(t, person, 0, 0);
	/* Today is 2026-06-09. */
	static const char *const births[][2] = {{"1966-06-09", ""}, {"1966-06-10", "unable"},
		{"2010-06-10", ""}, {"2010-06-09", "unable"}};
	for (size_t i = 0; i < G_N_ELEMENTS(births); i++) {
		set_text(t, "person", person, "birth", births[i][0]);
		assert_unmet(t, c, "review", births[i][1]);
	}
}

/* --- no means (T-04, T-05) ---------------------------------------------------------------------
 */

/* 6240.00 a year for one: under it passes, the same does not; the basic pension is not counted. */
static void test_means(void **state)
{
	struct town *t = *state;
	static const struct {
		const char *wage, *unmet;
	} cases[] = {{"6239.99", ""}, {"6240", "means"}};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		at_day(TOWN_DAY);
		sit(t, "clerk");
		g_autofree char *typed =
			g_strdup_printf("wage.person=1; wage.kind=12; wage.per=year;"
					"wage.declared=%s; wage.evidence=6",
				cases[i].wage);
		row_id c = old_man(t, (int)i + 1, typed);
		go(t, c, "accept ask verify survey assess choose");
		ready(t, c, "review");
		assert_unmet(t, c, "review", cases[i].unmet);
	}
}

/* --- nobody to support (T-06) ------------------------------------------------------------------
 */

static void test_supporters(void **state)
{
	struct town *t = *state;
	/* On 2026-06-03: born that day 60 or 70 years before, or a day later. */
	static const struct {
		const char *situation, *birth, *words;
	} cases[] = {
		{"1", NULL, NULL},
		{"2", "1966-06-03", NULL},
		{"2", "1966-06-04", "only from the age of 60"},
		{"2", NULL, "date of birth is missing"},
		{"3", "1956-06-03", NULL},
		{"3", "1956-06-04", "only from the age of 70"},
		{"4", NULL, NULL},
		{"5", NULL, NULL},
		{"6", NULL, NULL},
		{"9", "1950-01-01", "able to support"},
	};
	row_id c = old_man(t, 1,
		"supporter.name=赵子; supporter.relation=2; supporter.situation=1;"
		"supporter.evidence=特困供养证");
	row_id s = number(t, "SELECT id FROM supporter WHERE casefile = $1", c);
	ready(t, c, "accept");
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		set_text(t, "supporter", s, "situation", cases[i].situation);
		set_text(t, "supporter", s, "birth", cases[i].birth);
		assert_unmet(t, c, "accept", cases[i].words ? "supporters" : "");
		if (cases[i].words)
			assert_told(t, c, "accept", "supporters", "T-06", cases[i].words);
	}
	refused(t, act(t, c, "accept"), "able to support");
	assert_state(t, c, "draft");
	/* Nobody and no answer is a gap; "none" is an answer. */
	drop_row(t, "supporter", s);
	assert_told(t, c, "accept", "supporters", "T-06", "answer that there are none");
	row_id other = old_man(t, 2, "");
	ready(t, other, "accept");
	assert_unmet(t, other, "accept", "");
}

/* --- self-care (T-16, T-17) ---------------------------------------------------------------------
 */

static const char *const unmet_items[] = {"assessment.eat=1", "assessment.dress=1",
	"assessment.bed=1", "assessment.toilet=1", "assessment.walk=1", "assessment.wash=1"};

/* The first n of the six cannot be done. */
static bool reassess(struct town *t, row_id c, int n)
{
	g_autoptr(GString) typed = g_string_new(NULL);
	for (int i = 0; i < n; i++)
		g_string_append_printf(typed, "%s;", unmet_items[i]);
	ready(t, c, "reassess");
	return act_but(t, c, "reassess", typed->str);
}

static void test_levels(void **state)
{
	struct town *t = *state;
	static const struct {
		int unmet;
		const char *level;
		fen care;
	} cases[] = {{0, "full", 19800}, {1, "half", 49500}, {3, "half", 49500}, {4, "none", 99000},
		{6, "none", 99000}};
	row_id c = old_man(t, 1, "");
	go(t, c, WAY);
	assert_int_equal(award_in(t, c, "2026-07", "base + supplement"), 67600 + 19800);
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		day_set_today(day_today() + 1);
		go(t, c, "report");
		must(t, reassess(t, c, cases[i].unmet));
		g_autofree char *level = words(t,
			"SELECT level || ' ' || unmet FROM assessment WHERE casefile = $1"
			" ORDER BY id DESC LIMIT 1",
			c);
		g_autofree char *expected =
			g_strdup_printf("%s %d", cases[i].level, cases[i].unmet);
		assert_string_equal(level, expected);
		assert_int_equal(award_in(t, c, "2026-08", "base"), 67600);
		assert_int_equal(award_in(t, c, "2026-08", "supplement"), cases[i].care);
	}
}

/* T-17: from the month after; C-11: where it is less, whoever gets it is heard first, from
 * 2026-07-01 on. */
static void test_reassess(void **state)
{
	struct town *t = *state;
	row_id c = old_man(t, 1, "");
	go(t, c, WAY);
	at_day("2026-06-29");
	must(t, reassess(t, c, 4));
	at_day("2026-06-30");
	must(t, reassess(t, c, 3)); /* less, and not yet asked for */
	assert_int_equal(award_in(t, c, "2026-07", "base + supplement"), 67600 + 49500);
	at_day("2026-07-10");
	must(t, reassess(t, c, 5)); /* more: nobody need be heard */
	assert_int_equal(award_in(t, c, "2026-07", "base + supplement"), 67600 + 49500);
	assert_int_equal(award_in(t, c, "2026-08", "base + supplement"), 67600 + 99000);
	at_day("2026-07-13");
	gint64 assessments = rows_of(t, c, "assessment"), awards = rows_of(t, c, "award");
	refused(t, reassess(t, c, 0), "has not been heard");
	assert_int_equal(rows_of(t, c, "assessment"), assessments);
	assert_int_equal(rows_of(t, c, "award"), awards);
	assert_int_equal(award_in(t, c, "2026-08", "base + supplement"), 67600 + 99000);
	go(t, c, "hear");
	day_set_today(day_today() + 2);
	must(t, reassess(t, c, 0));
	assert_int_equal(award_in(t, c, "2026-07", "base + supplement"), 67600 + 49500);
	assert_int_equal(award_in(t, c, "2026-08", "base + supplement"), 67600 + 19800);
	/* That hearing was about that decision: another reduction is heard anew. */
	at_day("2026-08-03");
	must(t, reassess(t, c, 2));
	day_set_today(day_today() + 1);
	refused(t, reassess(t, c, 0), "has not been heard");
}

/* T-17: ten working days from the report; 2026-06-26 + 10 = 2026-07-10. */
static void test_reassess_deadline(void **state)
{
	struct town *t = *state;
	row_id c = old_man(t, 1, "");
	go(t, c, WAY);
	at_day("2026-06-25");
	go(t, c, "report");
	g_autofree char *due = words(t,
		"SELECT due FROM deadline WHERE casefile = $1 AND key = 'reassess'"
		" AND met_on IS NULL",
		c);
	assert_string_equal(due, "2026-07-10");
	must(t, reassess(t, c, 1));
	assert_int_equal(number(t,
				 "SELECT count(*) FROM deadline WHERE casefile = $1"
				 " AND key = 'reassess' AND met_on = '2026-06-26'",
				 c),
		1);
}

static void test_assessed(void **state)
{
	struct town *t = *state;
	row_id c = old_man(t, 1, "");
	go(t, c, "accept ask verify survey choose");
	ready(t, c, "review");
	assert_told(t, c, "review", "assessed", "T-16", "not been assessed");
	refused(t, act(t, c, "review"), "not been assessed");
	go(t, c, "assess");
	ready(t, c, "review");
	assert_unmet(t, c, "review", "");
	/* An old one, from before the acceptance, is none. */
	set_text(t, "assessment", number(t, "SELECT id FROM assessment WHERE casefile = $1", c),
		"assessed_on", "2026-06-03");
	assert_told(t, c, "review", "assessed", "T-16", "since the acceptance");
}

/* --- the choice (T-21, T-26, P14) ------------------------------------------------------------- */

static row_id add_institution(struct town *t, const char *name)
{
	row_id id = 0;
	struct record r = record_of("institution");
	struct change *change = desk_change(t->desk, "test", &t->error);
	record_text(&r, "name", name);
	record_text(&r, "kind", "1");
	record_text(&r, "bank", "农村信用社");
	record_text(&r, "account", "6217009999999999");
	must(t,
		change && change_insert(change, &r, &id, &t->error) &&
			change_commit(&change, &t->error));
	return id;
}

static void test_chosen(void **state)
{
	struct town *t = *state;
	row_id c = old_man(t, 1, "");
	go(t, c, "accept ask verify survey assess");
	ready(t, c, "review");
	assert_told(t, c, "review", "chosen", "T-21", "has not chosen yet");
	refused(t, act(t, c, "review"), "has not chosen yet");
	sit(t, "clerk");
	assert_false(act_but(t, c, "choose", "support.signed=0"));
	g_clear_error(&t->error);
	assert_int_equal(rows_of(t, c, "support"), 0);
	go(t, c, "choose");
	ready(t, c, "review");
	assert_unmet(t, c, "review", "");
	row_id s = number(t, "SELECT id FROM support WHERE casefile = $1", c);
	row_id a = number(t, "SELECT id FROM assessment WHERE casefile = $1", c);
	set_number(t, "support", s, "signed", 0);
	assert_told(t, c, "review", "chosen", "T-21", "not signed");
	set_number(t, "support", s, "signed", 1);
	/* Whoever looks after himself at home needs no agreement; whoever does not, does. */
	set_text(t, "support", s, "agreement_on", NULL);
	set_text(t, "support", s, "caregiver", NULL);
	assert_unmet(t, c, "review", "");
	set_text(t, "assessment", a, "level", "half");
	assert_told(t, c, "review", "chosen", "T-21", "agreement with the caregiver");
	assert_told(t, c, "review", "chosen", "T-21", "caregiver is not named");
	set_text(t, "support", s, "form", "institution");
	assert_told(t, c, "review", "chosen", "T-21", "institution is not named");
	assert_told(t, c, "review", "chosen", "T-21", "agreement with the institution");
	set_number(t, "support", s, "institution", add_institution(t, "敬老院"));
	set_text(t, "support", s, "agreement_on", "2026-06-08");
	assert_unmet(t, c, "review", "");
}

/* 9.8: who lives in an institution is paid through it, and needs no account; leaving it ends the
 * place. */
static void test_institution(void **state)
{
	struct town *t = *state;
	row_id c = old_man(t, 1, "");
	go(t, c, "accept ask verify survey assess choose");
	row_id s = number(t, "SELECT id FROM support WHERE casefile = $1", c);
	set_text(t, "support", s, "form", "institution");
	set_number(t, "support", s, "institution", add_institution(t, "敬老院"));
	set_text(t, "casefile", c, "account", NULL);
	go(t, c, "review publicise publicity_end sample confirm");
	assert_int_equal(number(t,
				 "SELECT count(*) FROM placement WHERE casefile = $1"
				 " AND to_date IS NULL",
				 c),
		1);
	at_day("2026-06-29");
	go(t, c, "change_form");
	assert_int_equal(number(t,
				 "SELECT count(*) FROM placement WHERE casefile = $1"
				 " AND to_date = '2026-06-30'",
				 c),
		1);
	assert_int_equal(rows_of(t, c, "placement"), 1);
}

/* --- the county's sample (T-12) ------------------------------------------------------------------
 */

/* 30 percent: the first is visited; 1 of 2 and 1 of 3 is enough; of the fourth 1 of 4 is not. */
static void test_sampled(void **state)
{
	struct town *t = *state;
	for (int i = 1; i <= 4; i++) {
		at_day(TOWN_DAY);
		sit(t, "clerk");
		row_id c = old_man(t, i, "");
		go(t, c, "accept ask verify survey assess choose review publicise publicity_end");
		ready(t, c, "confirm");
		if (i == 1 || i == 4) {
			assert_unmet(t, c, "confirm", "sampled");
			assert_told(t, c, "confirm", "sampled", "T-12", "at least 30 percent");
			refused(t, act(t, c, "confirm"), "must be visited");
			assert_int_equal(rows_of(t, c, "award"), 0);
			assert_int_equal(rows_of(t, c, "decision"), 0);
			go(t, c, "sample");
		}
		go(t, c, "confirm");
	}
}

/* --- the end (T-18, T-19) ------------------------------------------------------------------------
 */

static void test_end_is_publicised(void **state)
{
	struct town *t = *state;
	row_id c = old_man(t, 1, "");
	go(t, c, WAY);
	ready(t, c, "stop");
	/* Before 2026-07-01 nobody has to be heard; the notice was asked for before. */
	assert_unmet(t, c, "stop", "stop_hung");
	refused(t, act(t, c, "stop"), "has not been publicised");
	at_day("2026-07-01");
	assert_unmet(t, c, "stop", "heard stop_hung");
	assert_told(t, c, "stop", "stop_hung", "T-19", "has not been publicised");
	assert_told(t, c, "stop", "heard", "C-11", "has not been heard");
	go(t, c, "hear publicise_stop");
	ready(t, c, "stop");
	assert_unmet(t, c, "stop", "publicity_over");
	refused(t, act(t, c, "stop"), "last day 2026-07-10");
	assert_state(t, c, "active");
	assert_int_equal(
		number(t, "SELECT count(*) FROM decision WHERE casefile = $1 AND kind = 'stop'", c),
		0);
	/* An objection takes the notice down; what is open is settled before it hangs again. */
	go(t, c, "object_stop");
	ready(t, c, "stop");
	refused(t, act(t, c, "stop"), "hangs until");
	ready(t, c, "publicise_stop");
	refused(t, act(t, c, "publicise_stop"), "an objection is open");
	go(t, c, "settle publicise_stop publicity_stop_end stop");
	assert_state(t, c, "stopped");
}

/* Nobody is heard who is dead, and nothing hangs (T-18, D-63). */
static void test_death(void **state)
{
	struct town *t = *state;
	row_id c = old_man(t, 1, "");
	go(t, c, WAY);
	at_day("2026-07-14");
	sit(t, "clerk");
	must(t, act_but(t, c, "death", "step.died_on=2026-07-12"));
	g_autofree char *died = words(t,
		"SELECT p.death_date FROM casefile c JOIN person p ON p.id = c.person"
		" WHERE c.id = $1",
		c);
	assert_string_equal(died, "2026-07-12");
	go(t, c, "stop");
	assert_state(t, c, "stopped");
	assert_int_equal(award_in(t, c, "2026-07", "base"), 67600);
	assert_int_equal(award_in(t, c, "2026-08", "base"), 0);
}

int run_destitute_tests(void)
{
#define TOWN(test) cmocka_unit_test_setup_teardown(test, town_open, town_close)
	static const struct CMUnitTest tests[] = {
		TOWN(test_way),
		TOWN(test_unable),
		TOWN(test_means),
		TOWN(test_supporters),
		TOWN(test_levels),
		TOWN(test_reassess),
		TOWN(test_reassess_deadline),
		TOWN(test_assessed),
		TOWN(test_chosen),
		TOWN(test_institution),
		TOWN(test_sampled),
		TOWN(test_end_is_publicised),
		TOWN(test_death),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
