/* Random legal walks: whatever people do, in whatever order, some things always hold. */
#include "config.h"

#include "tests/unit/test_model_flow.h"

#include <string.h>
#include "model/evidence.h"
#include "model/payment.h"

#define WALKS 24
#define STEPS 200
#define FAMILIES 4

static const char *login_for(const struct action_def *a)
{
	unsigned wanted = role_parse(a->roles[0]);
	if (wanted & ROLE_CLERK)
		return "clerk";
	if (wanted & ROLE_INVESTIGATOR)
		return "civil";
	return wanted & ROLE_REVIEWER ? "reviewer" : "approver";
}

bool wander(struct town *t, row_id id, GRand *rand)
{
	g_autoptr(casefile) c = casefile_get(t->desk, id, &t->error);
	g_autoptr(GPtrArray) actions = flow_actions(t->desk, c);
	if (!actions->len)
		return false;
	/* The ordinary way stands first and is taken more often than not. */
	guint pick =
		g_rand_boolean(rand) ? 0 : (guint)g_rand_int_range(rand, 0, (gint32)actions->len);
	const struct action_def *a = g_ptr_array_index(actions, pick);
	day_set_today(day_today() + g_rand_int_range(rand, 0, 5));
	sit(t, "clerk");
	if (g_rand_int_range(rand, 0, 4))
		prepare(t, id, a->key);
	sit(t, login_for(a));
	bool done = act(t, id, a->key);
	g_clear_error(&t->error);
	sit(t, "clerk");
	return done;
}

static void assert_none(struct town *t, const char *sql, const char *what)
{
	g_autofree char *found = words(t, sql, 1);
	if (found)
		fail_msg("%s: %s", what, found);
}

/* The state of a file is where its last standing step led to. */
static void check_states(struct town *t)
{
	assert_none(t,
		"SELECT c.file_no || ' ' || c.state FROM casefile c WHERE $1 = $1 AND c.state <>"
		" coalesce((SELECT s.to_state FROM step s WHERE s.casefile = c.id"
		"  AND s.undone = 0 ORDER BY s.id DESC LIMIT 1), 'draft')",
		"state without its step");
}

static void check_dates(struct town *t)
{
	assert_none(t,
		"SELECT a.casefile || ' ' || a.action || ' ' || a.done_on FROM step a JOIN step b"
		" ON b.casefile = a.casefile AND b.id > a.id WHERE $1 = $1 AND a.undone = 0"
		" AND b.undone = 0 AND b.done_on < a.done_on"
		" AND a.action NOT IN ('ask', 'verify', 'complete', 'archive')"
		" AND b.action NOT IN ('ask', 'verify', 'complete', 'archive')",
		"dates out of order");
	assert_none(t,
		"SELECT c.file_no FROM casefile c JOIN step s ON s.casefile = c.id"
		" WHERE $1 = $1 AND s.done_on < c.applied_on",
		"a step before the application");
	assert_none(t,
		"SELECT d.casefile FROM decision d JOIN publicity u ON u.casefile = d.casefile"
		" WHERE $1 = $1 AND d.kind = 'confirm' AND (u.result IS NULL"
		" OR d.decided_on <= u.ends_on AND u.id = (SELECT max(x.id) FROM publicity x"
		"  WHERE x.casefile = d.casefile))",
		"confirmed while the notice was hanging");
}

static void check_clocks(struct town *t)
{
	assert_none(t,
		"SELECT key FROM deadline WHERE $1 = $1 AND (due < from_date"
		" OR met_on < from_date)",
		"a clock that runs backwards");
	assert_none(t,
		"SELECT c.file_no || ' ' || k.key FROM deadline k JOIN casefile c"
		" ON c.id = k.casefile WHERE $1 = $1 AND k.met_on IS NULL"
		" AND c.state IN ('withdrawn', 'refused') AND k.key <> 'notice'",
		"a clock of a case that has ended");
	assert_none(t,
		"SELECT casefile || ' ' || key FROM deadline WHERE $1 = $1 AND met_on IS NULL"
		" GROUP BY casefile, key HAVING count(*) > 1",
		"two clocks for one thing");
}

static void check_amounts(struct town *t)
{
	assert_none(t,
		"SELECT d.casefile FROM decision d LEFT JOIN award a ON a.decision = d.id"
		" WHERE $1 = $1 AND d.kind = 'confirm' AND (a.id IS NULL"
		" OR a.base + a.supplement <> d.amount OR a.members <> d.members"
		" OR a.from_month <> d.from_month OR a.base <= 0)",
		"an award that is not its decision");
	assert_none(t,
		"SELECT file_no FROM casefile c WHERE $1 = $1 AND (c.state IN ('active', "
		"'stopped')) <>"
		" (SELECT count(*) FROM award a WHERE a.casefile = c.id)",
		"active without an award");
}

/* D-09 */
static void check_people(struct town *t)
{
	assert_none(t,
		"SELECT p.name FROM person p JOIN member m ON m.person = p.id"
		" AND m.to_date IS NULL JOIN casefile c ON c.household = m.household"
		" WHERE $1 = $1 AND c.state NOT IN ('withdrawn', 'refused', 'stopped')"
		" GROUP BY p.id HAVING count(*) > 1",
		"a person in two open files");
}

/* A family that is in no open file applies; one that is in one is refused. */
static row_id apply_again(struct town *t, int family)
{
	char today[DAY_LEN];
	row_id c = 0;
	g_autofree char *id = family_id(family, 0);
	g_autofree char *stands =
		application_object(t->desk, library_programme(t->lib, "dibao"), id, 0);
	if (!stands)
		return new_case(t, family);
	/* Nothing is asked of a form that was put; saving asks all the same. */
	g_autoptr(filling) other = family_form(t, 900 + family, day_to_iso(day_today(), today));
	entry_put(filling_entry(other), "member", 0, "id_no", id);
	assert_false(application_save(t->desk, "dibao", filling_entry(other), NULL, &c, &t->error));
	refused(t, false, "DB-");
	return 0;
}

/* Every action of the programme was done by somebody. */
static void check_all_done(struct town *t)
{
	const struct programme *p = library_programme(t->lib, "dibao");
	for (guint i = 0; i < p->actions->len; i++) {
		const struct action_def *a = g_ptr_array_index(p->actions, i);
		gint64 n = 0;
		must(t,
			db_one_int(t->desk->db, &n, &t->error,
				"SELECT count(*) FROM step WHERE action = $1", "t", a->key));
		if (!n)
			fail_msg("nobody ever did \"%s\"", a->key);
	}
}

static void test_walks(void **state)
{
	struct town *t = *state;
	for (guint32 seed = 1; seed <= WALKS; seed++) {
		GRand *rand = g_rand_new_with_seed(seed);
		row_id now[FAMILIES] = {0};
		for (int i = 0; i < STEPS; i++) {
			int family = g_rand_int_range(rand, 0, FAMILIES);
			if (!now[family] || !wander(t, now[family], rand)) {
				row_id made = apply_again(t, (int)seed * 10 + family);
				now[family] = made ? made : now[family];
			}
			check_states(t);
		}
		check_dates(t);
		check_clocks(t);
		check_amounts(t);
		check_people(t);
		g_rand_free(rand);
		/* Later walks begin where the day is; two years are enough for all. */
		at_day(TOWN_DAY);
	}
	check_all_done(t);
	assert_true(casefile_count(t->desk, "state:active", NULL) +
			casefile_count(t->desk, "state:stopped", NULL) >=
		3);
	assert_true(casefile_count(t->desk, "state:refused", NULL) >= 3);
}

int run_walk_tests(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_walks, town_open, town_close),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
