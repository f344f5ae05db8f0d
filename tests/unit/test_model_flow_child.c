/* Children without care: orphans, children unattended in fact, infected children (policy.md 7,
 * 9.6).  1170.00 a month at home, 1755.00 in an institution. */
#include "config.h"

#include "tests/unit/test_model_flow.h"

#include <string.h>
#include "model/paper.h"
#include "model/payment.h"

#define CARER "carer.name=李秀英; carer.relation=2;"
#define PARENTS(father, mother)                                                                    \
	"parent.0.role=father; parent.0.name=赵大; parent.0.situation=" father                     \
	"; parent.0.proof=证1; parent.1.role=mother; parent.1.name=李二; "                      \
	"parent.1.situation=" mother "; parent.1.proof=证2;"

static row_id child(struct town *t, const char *programme, int order, const char *typed)
{
	g_autofree char *id = id_of(20150310, order * 2 + 1);
	return apply(t, programme, id, "赵小明", typed);
}

static void assert_state(struct town *t, row_id c, const char *state)
{
	g_autofree char *now = state_of(t, c);
	assert_string_equal(now, state);
}

static fen paid_in(struct town *t, row_id c, const char *iso)
{
	g_autofree char *sql =
		g_strdup_printf("SELECT coalesce(sum(base + supplement), 0) FROM award"
				" WHERE casefile = $1 AND from_month <= '%s'"
				" AND coalesce(to_month, '9') >= '%s'",
			iso, iso);
	return number(t, g_intern_string(sql), c);
}

static void assert_due(struct town *t, row_id c, const char *deadline, const char *iso)
{
	g_autofree char *sql = g_strdup_printf(
		"SELECT due FROM deadline WHERE casefile = $1 AND key = '%s'", deadline);
	g_autofree char *due = words(t, g_intern_string(sql), c);
	assert_string_equal(due, iso);
}

static void assert_never_published(struct town *t, row_id c)
{
	assert_int_equal(number(t, "SELECT count(*) FROM publicity WHERE casefile = $1", c), 0);
}

/* --- ways ------------------------------------------------------------------------------------- */

static void test_orphan(void **state)
{
	struct town *t = *state;
	row_id c = child(t, "orphan", 1, PARENTS("1", "2") CARER);
	go(t, c, "accept review confirm");
	assert_state(t, c, "active");
	assert_int_equal(paid_in(t, c, "2026-06"), 0);
	assert_int_equal(paid_in(t, c, "2026-07"), 117000);
	/* G-04: ten working days each; 2026-06-19 is a holiday. */
	assert_due(t, c, "township", "2026-06-18");
	assert_due(t, c, "county", "2026-06-22");
	go(t, c, "tell archive");
	assert_never_published(t, c);
	row_id home = child(t, "orphan", 2, PARENTS("1", "3") CARER "case.placing=institution");
	go(t, home, "accept review confirm");
	assert_int_equal(paid_in(t, home, "2026-07"), 175500);
}

static void test_unattended(void **state)
{
	struct town *t = *state;
	row_id c = child(t, "unattended", 1, PARENTS("1", "4") CARER);
	go(t, c, "accept survey review confirm");
	assert_int_equal(paid_in(t, c, "2026-07"), 117000);
	/* G-12: fifteen working days, of the acceptance on 06-04 and of the review on Saturday
	 * 06-06. */
	assert_due(t, c, "township", "2026-06-26");
	assert_due(t, c, "county", "2026-06-29");
	assert_never_published(t, c);
	/* C-11: heard before it ends, from July on; T-20 the same. */
	at_day("2026-07-01");
	ready(t, c, "stop");
	assert_unmet(t, c, "stop", "heard");
	refused(t, act(t, c, "stop"), "has not been heard");
	assert_state(t, c, "active");
	go(t, c, "hear stop");
	assert_state(t, c, "stopped");
	assert_int_equal(paid_in(t, c, "2026-07"), 117000);
	assert_int_equal(paid_in(t, c, "2026-08"), 0);
	g_autofree char *note = words(t, "SELECT text FROM note WHERE casefile = $1", c);
	assert_non_null(strstr(note, library_programme(t->lib, "dibao")->label));
}

static void test_infected(void **state)
{
	struct town *t = *state;
	row_id c = child(t, "infected", 1, CARER);
	sit(t, "clerk");
	assert_unmet(t, c, "accept", "papers"); /* A28 among them */
	go(t, c, "accept review confirm");
	assert_int_equal(paid_in(t, c, "2026-07"), 117000);
	assert_never_published(t, c);
}

/* Whoever has a step to do in a restricted programme may open its cases (K-91). */
static void test_readers(void **state)
{
	struct town *t = *state;
	const GPtrArray *all = library_programmes(t->lib);
	for (guint i = 0; i < all->len; i++) {
		const struct programme *p = g_ptr_array_index(all, i);
		for (guint k = 0; p->restricted && k < p->actions->len; k++) {
			const struct action_def *a = g_ptr_array_index(p->actions, k);
			bool opens = false;
			for (char **r = a->roles; *r; r++)
				opens = opens ||
					g_strv_contains((const char *const *)p->readers, *r);
			if (!opens)
				fail_msg("%s: nobody who does %s may read it", p->key, a->key);
		}
	}
}

/* --- the two parents (G-01, G-10, G-11) ----------------------------------------------------------
 */

enum class { GONE, UNABLE, ABLE };

static const struct {
	const char *code;
	enum class class;
} situations[] = {{"1", GONE}, {"2", GONE}, {"3", GONE}, {"4", UNABLE}, {"5", UNABLE},
	{"6", UNABLE}, {"7", UNABLE}, {"8", UNABLE}, {"9", UNABLE}, {"10", UNABLE}, {"11", UNABLE},
	{"20", ABLE}};

static bool is_due(const char *programme, enum class father, enum class mother)
{
	if (father == ABLE || mother == ABLE)
		return false;
	bool both_gone = father == GONE && mother == GONE;
	return g_str_equal(programme, "orphan") ? both_gone : !both_gone;
}

static row_id parent_of(struct town *t, row_id c, const char *role)
{
	g_autofree char *sql =
		g_strdup_printf("SELECT id FROM parent WHERE casefile = $1 AND role = '%s'", role);
	return number(t, g_intern_string(sql), c);
}

static void try_table(struct town *t, const char *programme, const char *other)
{
	row_id c = child(t, programme, *programme, PARENTS("1", "1") CARER);
	go(t, c, "accept");
	ready(t, c, "review");
	row_id father = parent_of(t, c, "father"), mother = parent_of(t, c, "mother");
	set_text(t, "parent", father, "since", "2025-01-01");
	set_text(t, "parent", mother, "since", "2025-01-01");
	for (guint i = 0; i < G_N_ELEMENTS(situations); i++) {
		set_text(t, "parent", father, "situation", situations[i].code);
		for (guint k = 0; k < G_N_ELEMENTS(situations); k++) {
			set_text(t, "parent", mother, "situation", situations[k].code);
			bool due = is_due(programme, situations[i].class, situations[k].class);
			assert_unmet(t, c, "review", due ? "" : "parents");
			if (is_due(other, situations[i].class, situations[k].class))
				assert_told(t, c, "review", "parents", "G-10",
					library_programme(t->lib, other)->label);
		}
	}
	refused(t, act(t, c, "review"), "does not meet the conditions");
	assert_state(t, c, "accepted");
	assert_int_equal(number(t, "SELECT count(*) FROM opinion WHERE casefile = $1", c), 0);
}

static void test_parents(void **state)
{
	struct town *t = *state;
	try_table(t, "orphan", "unattended");
	try_table(t, "unattended", "orphan");
}

/* Six months to the day for prison, detention and the missing; a proof for everything. */
static void test_months_and_proof(void **state)
{
	struct town *t = *state;
	row_id c = child(t, "unattended", 1, PARENTS("1", "4") CARER);
	go(t, c, "accept"); /* 2026-06-04 */
	ready(t, c, "review");
	row_id mother = parent_of(t, c, "mother");
	for (guint i = 0; i < G_N_ELEMENTS(situations); i++) {
		const char *code = situations[i].code;
		bool waits = strstr("6 7 8 9", code) && strlen(code) == 1;
		if (situations[i].class != UNABLE)
			continue;
		set_text(t, "parent", mother, "situation", code);
		set_text(t, "parent", mother, "since", "2025-12-04");
		assert_unmet(t, c, "review", "");
		set_text(t, "parent", mother, "since", "2025-12-05");
		assert_unmet(t, c, "review", waits ? "parents" : "");
		if (waits)
			assert_told(t, c, "review", "parents", "G-10", "only after 6 months");
		set_text(t, "parent", mother, "since", NULL);
		assert_unmet(t, c, "review", waits ? "parents" : "");
		set_text(t, "parent", mother, "since", "2025-01-01");
		set_text(t, "parent", mother, "proof", NULL);
		assert_told(t, c, "review", "parents", "G-10", "the proof of");
		set_text(t, "parent", mother, "proof", "证2");
	}
	drop_row(t, "parent", mother);
	assert_told(t, c, "review", "parents", "G-10", "one row each");
}

/* --- age and carer
 * ---------------------------------------------------------------------------------- */

/* A boy's birth and number say the same. */
static void set_born(struct town *t, row_id person, int day)
{
	g_autofree char *id = id_of(day, 1);
	g_autofree char *birth =
		g_strdup_printf("%d-%02d-%02d", day / 10000, day / 100 % 100, day % 100);
	set_text(t, "person", person, "sex", "M");
	set_text(t, "person", person, "birth", birth);
	set_text(t, "person", person, "id_no", id);
}

static void test_minor(void **state)
{
	struct town *t = *state;
	row_id c = child(t, "orphan", 1, PARENTS("1", "1") CARER);
	go(t, c, "accept review");
	ready(t, c, "confirm"); /* 2026-06-05 */
	assert_unmet(t, c, "confirm", "");
	row_id person = number(t, "SELECT person FROM casefile WHERE id = $1", c);
	set_text(t, "person", person, "birth", "2008-06-06");
	assert_unmet(t, c, "confirm", "sound"); /* not what his number says (K-02) */
	set_born(t, person, 20080606);
	assert_unmet(t, c, "confirm", "");
	set_born(t, person, 20080605);
	assert_told(t, c, "confirm", "minor", "G-01", "is 18");
	refused(t, act(t, c, "confirm"), "children under 18");
	assert_state(t, c, "reviewed");
	assert_int_equal(number(t, "SELECT count(*) FROM award WHERE casefile = $1", c), 0);
}

static char *row_of(struct town *t, row_id c, const char *iso)
{
	int n;
	g_autofree char *sql = g_strdup_printf(
		"SELECT state || ' ' || coalesce(hold_reason, '') FROM payment WHERE casefile = $1"
		" AND for_month = '%s'",
		iso);
	sit(t, "payer");
	must(t, payment_plan(t->desk, "orphan", month_from_iso(iso), &n, &t->error));
	sit(t, "clerk");
	return words(t, g_intern_string(sql), c);
}

/* G-06: the month of the birthday is the last, but for who is still at school: a proof counts for a
 * year. */
static void test_grown_up(void **state)
{
	struct town *t = *state;
	g_autofree char *id = id_of(20080720, 1);
	row_id c = apply(t, "orphan", id, "赵大明", PARENTS("1", "2") CARER);
	go(t, c, "accept review confirm");
	assert_due(t, c, "grown_up", "2026-07-20");
	at_day("2026-08-03");
	g_autofree char *july = row_of(t, c, "2026-07");
	assert_string_equal(july, "planned ");
	g_autofree char *august = row_of(t, c, "2026-08");
	assert_string_equal(august,
		"held 赵大明 is 18 since 2026-07-20; end the case, or receive the proof of "
		"schooling (G-06)");
	g_autoptr(casefile) file = casefile_get(t->desk, c, &t->error);
	must(t, paper_receive(t->desk, file, "A40", 1, "copy", &t->error));
	g_autofree char *at_school = row_of(t, c, "2026-08");
	assert_string_equal(at_school, "planned ");
	/* Received on 2026-08-03: good until the month in which a year has passed. */
	at_day("2027-09-01");
	g_autofree char *in_time = row_of(t, c, "2027-08");
	assert_string_equal(in_time, "planned ");
	g_autofree char *too_old = row_of(t, c, "2027-09");
	assert_true(g_str_has_prefix(too_old, "held "));
}

static void test_carer(void **state)
{
	struct town *t = *state;
	row_id c = child(t, "infected", 1, CARER);
	ready(t, c, "accept");
	assert_unmet(t, c, "accept", "");
	drop_row(t, "carer", number(t, "SELECT id FROM carer WHERE casefile = $1", c));
	assert_told(t, c, "accept", "carer", "G-17", "nobody is entered");
	refused(t, act(t, c, "accept"), "looks after the child");
	assert_state(t, c, "draft");
}

/* --- the difference (G-14, 9.6)
 * --------------------------------------------------------------------- */

/* The household gets 1364.00 of dibao: (3 x 6240.00 - 3600.00) / 12 = 1260.00, 52.00 for the
 * disabled head, 26.00 each for the wife over 60 and the child. */
static row_id dibao_household(struct town *t, int family)
{
	row_id c = new_case(t, family);
	walk_to(t, c, "confirm");
	assert_int_equal(paid_in(t, c, "2026-07"), 136400);
	return c;
}

/* 1170.00 - 1364.00 / 3 = 715.333.. -> 716.00, rounded once. */
static void test_difference(void **state)
{
	struct town *t = *state;
	row_id dibao = dibao_household(t, 1);
	g_autofree char *id = family_id(1, 2);
	at_day("2026-07-01");
	sit(t, "clerk");
	row_id c = apply(t, "unattended", id, "王小明", PARENTS("1", "5") CARER);
	/* The child lives on where it lived. */
	assert_int_equal(number(t, "SELECT household FROM casefile WHERE id = $1", c),
		number(t, "SELECT household FROM casefile WHERE id = $1", dibao));
	assert_int_equal(number(t,
				 "SELECT count(*) FROM member m JOIN casefile c"
				 " ON c.household = m.household WHERE c.id = $1"
				 " AND m.to_date IS NULL",
				 c),
		3);
	g_autofree char *relation = words(t,
		"SELECT m.relation FROM casefile c JOIN member m ON m.household = c.household"
		" AND m.person = c.person WHERE c.id = $1",
		c);
	assert_string_equal(relation, "08");
	go(t, c, "accept review confirm");
	assert_int_equal(paid_in(t, c, "2026-08"), 71600);
	g_autofree char *working = words(
		t, "SELECT working FROM decision WHERE casefile = $1 AND kind = 'confirm'", c);
	assert_non_null(strstr(working, "1364.00 / 3"));
	/* Dibao ends: the child gets all of it from the month after. */
	go(t, dibao, "hear stop");
	at_day("2026-08-03");
	go(t, c, "adjust");
	assert_int_equal(paid_in(t, c, "2026-08"), 71600);
	assert_int_equal(paid_in(t, c, "2026-09"), 117000);
	/* It comes again: less, and somebody is heard first. */
	at_day("2026-08-05");
	row_id again = new_case(t, 1);
	walk_to(t, again, "confirm");
	at_day("2026-09-01");
	ready(t, c, "adjust");
	refused(t, act(t, c, "adjust"), "has not been heard");
	assert_int_equal(paid_in(t, c, "2026-10"), 117000);
	go(t, c, "hear adjust");
	assert_int_equal(paid_in(t, c, "2026-09"), 117000);
	assert_int_equal(paid_in(t, c, "2026-10"), 71600);
}

static void test_declared(void **state)
{
	struct town *t = *state;
	row_id c = child(t, "unattended", 1,
		PARENTS("4", "4") CARER "allowance.kind=1; allowance.amount=80");
	go(t, c, "accept review confirm");
	assert_int_equal(paid_in(t, c, "2026-07"), 109000); /* 1170.00 - 80.00 */
	row_id full = child(t, "unattended", 2,
		PARENTS("4", "4") CARER "allowance.kind=9; allowance.amount=1170");
	go(t, full, "accept");
	ready(t, full, "review");
	assert_told(t, full, "review", "eligible", "D-01", "nothing is left to pay");
	refused(t, act(t, full, "review"), "already reaches the standard");
	assert_int_equal(number(t, "SELECT count(*) FROM opinion WHERE casefile = $1", full), 0);
}

int run_child_tests(void)
{
#define TOWN(test) cmocka_unit_test_setup_teardown(test, town_open, town_close)
	static const struct CMUnitTest tests[] = {
		TOWN(test_orphan),
		TOWN(test_unattended),
		TOWN(test_infected),
		TOWN(test_readers),
		TOWN(test_parents),
		TOWN(test_months_and_proof),
		TOWN(test_minor),
		TOWN(test_grown_up),
		TOWN(test_carer),
		TOWN(test_difference),
		TOWN(test_declared),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
