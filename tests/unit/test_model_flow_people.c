/* F23: who surveyed, reviewed, confirmed and approves the payment of a household are four people.
 * Every pair is tried, by one account, by two accounts of one person, and by two people. */
#include "config.h"

#include "tests/unit/test_model_flow.h"

#include "model/payment.h"

enum part { SURVEYOR, REVIEWER, APPROVER, PAYER, PARTS };
enum identity { ONE_ACCOUNT, ONE_PERSON, TWO_PEOPLE };
enum seat { RECORDER, FIRST, SECOND }; /* how the surveyor took part */

static const unsigned roles[PARTS] = {ROLE_INVESTIGATOR, ROLE_REVIEWER, ROLE_APPROVER, ROLE_PAYER};

struct cast {
	const char *login[PARTS];
	enum seat seat;
};

static bool survey(struct town *t, row_id c, const struct cast *cast)
{
	static const char *const seats[][2] = {[RECORDER] = {"civil2", "contracted"},
		[FIRST] = {NULL, "contracted"},
		[SECOND] = {"civil2", NULL}};
	const char *one = seats[cast->seat][0], *two = seats[cast->seat][1];
	sit(t, "clerk");
	prepare(t, c, "survey");
	sit(t, cast->seat == RECORDER ? cast->login[SURVEYOR] : "civil2");
	g_autoptr(filling) f = action_form(t, c, "survey");
	key(t, f, "survey", 0, "surveyor1", one ? one : cast->login[SURVEYOR]);
	key(t, f, "survey", 0, "surveyor2", two ? two : cast->login[SURVEYOR]);
	return act_with(t, c, "survey", f);
}

static bool step(struct town *t, row_id c, const char *action, const char *login)
{
	sit(t, "clerk");
	prepare(t, c, action);
	sit(t, login);
	return act(t, c, action);
}

static bool pay(struct town *t, const struct cast *cast)
{
	int n = 0;
	sit(t, "payer2");
	must(t, payment_plan(t->desk, "dibao", month_of(day_today()) + 1, &n, &t->error));
	assert_int_equal(n, 1);
	g_autoptr(GPtrArray) batches = payment_batches(t->desk, &t->error);
	row_id batch = ((struct payment_batch *)g_ptr_array_index(batches, 0))->id;
	must(t, payment_check(t->desk, batch, &t->error));
	sit(t, cast->login[PAYER]);
	return payment_approve(t->desk, batch, &t->error);
}

/* As far as it is let; returns the part that was refused, or PARTS. */
static enum part play(struct town *t, row_id c, const struct cast *cast)
{
	walk_to(t, c, "verify");
	if (!survey(t, c, cast))
		return SURVEYOR;
	if (!step(t, c, "review", cast->login[REVIEWER]))
		return REVIEWER;
	must(t, step(t, c, "publicise", "clerk"));
	day_set_today(day_today() + 14);
	must(t, step(t, c, "publicity_end", "clerk"));
	if (!step(t, c, "confirm", cast->login[APPROVER]))
		return APPROVER;
	return pay(t, cast) ? PARTS : PAYER;
}

static void try_pair(
	struct town *t, enum part a, enum part b, enum identity identity, enum seat seat)
{
	struct cast cast = {{"civil", "reviewer", "approver", "payer"}, seat};
	static const char *const id_no = "140303198012240021";
	switch (identity) {
	case ONE_ACCOUNT:
		add_operator(t, "both", roles[a] | roles[b], false, NULL);
		cast.login[a] = cast.login[b] = "both";
		break;
	case ONE_PERSON:
		add_operator(t, "one", roles[a], false, id_no);
		add_operator(t, "two", roles[b], false, id_no);
		cast.login[a] = "one";
		cast.login[b] = "two";
		break;
	case TWO_PEOPLE:
		add_operator(t, "one", roles[a], false, id_no);
		add_operator(t, "two", roles[b], false, "140322199911300212");
		cast.login[a] = "one";
		cast.login[b] = "two";
	}
	sit(t, "clerk");
	enum part expected = a == b || identity == TWO_PEOPLE ? PARTS : MAX(a, b);
	enum part stopped = play(t, new_case(t, 0), &cast);
	if (stopped != expected)
		fail_msg("pair %d %d, identity %d, seat %d: stopped at %d, not %d (%s)", a, b,
			identity, seat, stopped, expected, t->error ? t->error->message : "");
	if (expected != PARTS)
		refused(t, false, expected == PAYER ? "DB-2026-0001" : "may not also do");
}

static void test_pairs(enum identity identity)
{
	for (int a = 0; a < PARTS; a++)
		for (int b = 0; b < PARTS; b++)
			for (int seat = 0; seat <= SECOND; seat++) {
				void *state = NULL;
				if (seat != RECORDER && a != SURVEYOR && b != SURVEYOR)
					continue;
				town_open(&state);
				try_pair(state, a, b, identity, seat);
				town_close(&state);
			}
}

static void test_one_account(void **state)
{
	(void)state;
	test_pairs(ONE_ACCOUNT);
}

static void test_one_person(void **state)
{
	(void)state;
	test_pairs(ONE_PERSON);
}

static void test_two_people(void **state)
{
	(void)state;
	test_pairs(TWO_PEOPLE);
}

int run_people_tests(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_account),
		cmocka_unit_test(test_one_person),
		cmocka_unit_test(test_two_people),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
