/* Random legal walks through every programme, with random values in the forms; what always holds
 * is asked in SQL of the test's own after every step.  And the rosters of what came of it. */
#include "config.h"

#include "tests/unit/test_model_flow.h"

#include <string.h>
#include "model/payment_room.h"
#include "store/journal.h"

#define STEPS 230
#define FAMILIES 5
#define CASES 400

static const guint32 seeds[] = {7, 20260701, 987, 44632, 15};

struct walk {
	struct town *t;
	GRand *rand;
	row_id cases[CASES];
	int n;
};

static void assert_none(struct town *t, const char *sql, const char *what)
{
	g_autofree char *found = words(t, sql, 1);
	if (found)
		fail_msg("%s: %s", what, found);
}

/* --- what always holds --------------------------------------------------------------------------
 */

#define CLOSED "('refused', 'withdrawn', 'stopped', 'closed', 'left', 'handed', 'ended')"

static void check_dates(struct town *t)
{
	assert_none(t,
		"SELECT a.casefile || ' ' || a.action || ' ' || a.done_on || ', ' || b.action || ' "
		"'"
		" || b.done_on FROM step a JOIN step b ON b.casefile = a.casefile AND b.id > a.id"
		" WHERE $1 = $1 AND a.undone = 0 AND b.undone = 0 AND b.done_on < a.done_on"
		" AND a.action NOT IN ('ask', 'verify', 'complete', 'archive')"
		" AND b.action NOT IN ('ask', 'verify', 'complete', 'archive')",
		"dates out of order");
	assert_none(t,
		"SELECT c.file_no || ' ' || c.state FROM casefile c WHERE $1 = $1 AND c.state <>"
		" coalesce((SELECT s.to_state FROM step s WHERE s.casefile = c.id"
		"  AND s.undone = 0 ORDER BY s.id DESC LIMIT 1), 'draft')",
		"a state without its step");
}

static void check_awards(struct town *t)
{
	assert_none(t,
		"SELECT a.casefile || ' ' || b.from_month FROM award a JOIN award b"
		" ON b.casefile = a.casefile AND b.id > a.id WHERE $1 = $1"
		" AND a.from_month <= coalesce(a.to_month, '9')"
		" AND b.from_month <= coalesce(b.to_month, '9')"
		" AND a.from_month <= coalesce(b.to_month, '9')"
		" AND b.from_month <= coalesce(a.to_month, '9')",
		"two awards in one month");
	assert_none(t,
		"SELECT a.id FROM award a JOIN casefile c ON c.id = a.casefile WHERE $1 = $1"
		" AND c.origin <> 'captured' AND a.base + a.supplement <>"
		" (SELECT coalesce(sum(p.amount), 0) FROM award_part p WHERE p.award = a.id)",
		"parts that do not add up");
	assert_none(t,
		"SELECT d.casefile FROM decision d JOIN casefile c ON c.id = d.casefile"
		" WHERE $1 = $1 AND d.kind IN ('confirm', 'adjust') AND d.amount IS NOT NULL"
		" AND d.amount <> coalesce((SELECT sum(a.base + a.supplement) FROM award a"
		"  WHERE a.decision = d.id), 0) - coalesce((SELECT sum(r.amount)"
		"  FROM reserve_entry r WHERE r.casefile = d.casefile AND r.kind = 'grant'), 0)",
		"an amount that is not the sum of what is paid");
	assert_none(t,
		"SELECT c.file_no FROM casefile c JOIN award a ON a.casefile = c.id JOIN decision d"
		" ON d.casefile = c.id AND d.kind = 'stop' WHERE $1 = $1"
		" AND coalesce(a.to_month, '9') > substr(d.decided_on, 1, 7)",
		"paid after it was ended");
	assert_none(t,
		"SELECT c.file_no FROM casefile c JOIN award a ON a.casefile = c.id"
		" WHERE $1 = $1 AND c.state IN " CLOSED " AND a.to_month IS NULL",
		"a closed case whose award runs on");
	assert_none(t,
		"SELECT casefile FROM award WHERE $1 = $1 AND (base < 0 OR supplement < 0"
		" OR base + supplement = 0)",
		"an award of nothing");
}

static void check_notices(struct town *t)
{
	assert_none(t,
		"SELECT c.file_no FROM casefile c JOIN publicity u ON u.casefile = c.id"
		" WHERE $1 = $1 AND c.programme IN ('orphan', 'unattended', 'infected',"
		" 'temporary_urgent', 'temporary_fast', 'vagrant')",
		"published what must not be");
	assert_none(t,
		"SELECT c.file_no || ' ' || k.key FROM casefile c JOIN deadline k"
		" ON k.casefile = c.id WHERE $1 = $1 AND k.met_on IS NULL AND c.state IN " CLOSED
		" AND k.key NOT IN ('notice', 'notice_stop', 'archive')",
		"a clock of a case that has ended");
}

/* Which groups are kept apart, by policy.md; who is in a case, by its rows. */
#define APART                                                                                      \
	"(VALUES ('dibao','dibao'),('dibao','dibao_single'),('dibao_single','dibao_single'),"      \
	"('dibao','destitute'),('dibao_single','destitute'),('destitute','destitute'),"            \
	"('dibao','edge'),('edge','edge'),('dibao','rigid'),('dibao_single','rigid'),"             \
	"('edge','rigid'),('rigid','rigid'),('destitute','rigid'),('destitute','orphan'),"         \
	"('destitute','unattended'),('destitute','infected'),('orphan','orphan'),"                 \
	"('orphan','unattended'),('orphan','infected'),('unattended','unattended'),"               \
	"('unattended','infected'),('infected','infected'))"
#define FOLK                                                                                       \
	"folk AS (SELECT c.id AS casefile, c.file_no, c.programme, c.state, m.person"              \
	" FROM casefile c JOIN member m ON m.household = c.household AND m.to_date IS NULL"        \
	" AND CASE WHEN c.person IS NULL THEN m.counted = 1 ELSE m.person = c.person END)"

static void check_people(struct town *t)
{
	assert_none(t,
		"WITH " FOLK ", apart (a, b) AS " APART
		" SELECT x.file_no || ' ' || y.file_no FROM folk x JOIN folk y"
		" ON y.person = x.person AND y.casefile <> x.casefile JOIN apart"
		" ON apart.a = x.programme AND apart.b = y.programme WHERE $1 = $1"
		" AND x.state NOT IN " CLOSED " AND y.state NOT IN " CLOSED,
		"a person in two programmes that exclude each other");
}

static void check_all(struct town *t)
{
	check_dates(t);
	check_awards(t);
	check_notices(t);
	check_people(t);
}

/* --- walking -------------------------------------------------------------------------------------
 */

static const struct {
	const char *programme;
	int member; /* whom it may be about */
} choices[] = {{"dibao", 0}, {"dibao_single", 0}, {"edge", 0}, {"rigid", 0}, {"destitute", 0},
	{"destitute", 1}, {"temporary", 0}, {"temporary_urgent", 0}, {"temporary_fast", 0},
	{"orphan", 2}, {"unattended", 2}, {"infected", 2}, {"vagrant", 1}};

/* A form's values beside the usual ones. */
static char *random_values(struct walk *w, const char *form)
{
	int a = g_rand_int_range(w->rand, 1, 2400), b = g_rand_int_range(w->rand, 1, 13);
	int bits = g_rand_int_range(w->rand, 0, 64);
	char today[DAY_LEN];
	if (g_str_equal(form, "grant"))
		return g_strdup_printf("decision.amount=%d.5; decision.instalments=%d", a, b);
	if (g_str_equal(form, "grant_urgent"))
		return b > 6 ? g_strdup_printf("decision.amount=%d; decision.source=roster;"
					       "decision.instalments=%d",
				       a, b)
			     : g_strdup_printf("decision.amount=%d; decision.source=reserve", a);
	if (g_str_equal(form, "grant_fast"))
		return g_strdup_printf("decision.amount=%d; decision.source=%s", a / 4 + 1,
			b > 6 ? "roster" : "reserve");
	if (g_str_equal(form, "assessment"))
		return g_strdup_printf("assessment.eat=%d; assessment.dress=%d; assessment.bed=%d;"
				       "assessment.toilet=%d; assessment.walk=%d;"
				       "assessment.wash=%d",
			bits & 1, bits >> 1 & 1, bits >> 2 & 1, bits >> 3 & 1, bits >> 4 & 1,
			bits >> 5 & 1);
	if (g_str_equal(form, "death"))
		return g_strdup_printf("step.died_on=%s", day_to_iso(day_today(), today));
	if (g_str_equal(form, "relief_end"))
		return g_strdup_printf("end.cash=%d", a % 25);
	return g_strdup("");
}

/* Ends and ways back are rarer than what keeps a case going, or there would be little to see. */
static bool is_let_be(struct walk *w, const struct programme *p, const struct action_def *a)
{
	const struct state_def *to = programme_state(p, a->to);
	bool ends = g_str_equal(a->key, "death") || g_str_equal(a->key, "capture") ||
		(to && to->kind == STATE_CLOSED);
	bool goes_back = g_strv_contains((const char *const *)a->effects, "redo");
	return (ends || goes_back) && !a->main && g_rand_int_range(w->rand, 0, 8);
}

static bool is_allowed(struct town *t, const struct casefile *c, const struct action_def *a)
{
	g_autoptr(GPtrArray) reasons = gate_check(t->desk, c, a, &t->error);
	must(t, reasons != NULL);
	return !reasons->len;
}

/* The next step of the ordinary way more often than not, else any; NULL where none is allowed. */
static const struct action_def *pick_action(struct walk *w, const struct casefile *c)
{
	struct town *t = w->t;
	const struct programme *p = casefile_programme(t->desk, c);
	g_autoptr(GPtrArray) actions = steps_of(t, c);
	const struct action_def *next = flow_next(t->desk, c);
	for (guint tries = 0; tries < 4; tries++) {
		guint n = (guint)g_rand_int_range(w->rand, 0, (gint32)actions->len);
		const struct action_def *a = next && tries == 0 && g_rand_int_range(w->rand, 0, 6)
			? next
			: g_ptr_array_index(actions, n);
		if (is_let_be(w, p, a))
			continue;
		sit(t, "clerk");
		if (g_rand_int_range(w->rand, 0, 8))
			prepare(t, c->id, a->key);
		sit(t, login_of(a));
		if (is_allowed(t, c, a))
			return a;
	}
	return NULL;
}

static void try_step(struct walk *w, row_id id)
{
	struct town *t = w->t;
	bool waits = !g_rand_int_range(w->rand, 0, 4);
	day_set_today(day_today() + (waits ? 9 : g_rand_int_range(w->rand, 0, 2)));
	g_autoptr(casefile) c = casefile_get(t->desk, id, &t->error);
	const struct action_def *a = pick_action(w, c);
	if (!a)
		return;
	g_autofree char *typed = random_values(w, a->form ? a->form : "");
	g_autoptr(filling) f = action_form(t, id, a->key);
	if (f)
		key_all(t, f, typed);
	if (!act_with(t, id, a->key, f))
		g_clear_error(&t->error);
	sit(t, "clerk");
}

static void try_new_case(struct walk *w, int family, guint pick)
{
	row_id made = 0;
	sit(w->t, "clerk");
	if (w->n < CASES &&
		try_apply(w->t, choices[pick].programme, family, choices[pick].member, &made))
		w->cases[w->n++] = made;
	g_clear_error(&w->t->error);
}

/* Those that wait for something more often than those that have what they wanted. */
static row_id pick_case(struct walk *w, int first)
{
	row_id id = 0;
	for (int tries = 0; tries < 3; tries++) {
		id = w->cases[g_rand_int_range(w->rand, first, w->n)];
		g_autoptr(casefile) c = casefile_get(w->t->desk, id, &w->t->error);
		const struct state_def *s =
			programme_state(casefile_programme(w->t->desk, c), c->state);
		if (s->kind == STATE_OPEN)
			break;
	}
	return id;
}

/* A single person of dibao comes from a household that is recognised already (D-05). */
static void begin_at_the_edge(struct walk *w, int family)
{
	row_id made = 0;
	must(w->t, try_apply(w->t, "edge", family, 0, &made));
	go(w->t, made, "accept ask verify survey review publicise publicity_end confirm");
	w->cases[w->n++] = made;
	must(w->t, try_apply(w->t, "dibao_single", family, 0, &made));
	w->cases[w->n++] = made;
}

static void walk(struct walk *w, guint32 seed)
{
	int first = w->n, begin = (int)(seed % 50) * FAMILIES + 1;
	w->rand = g_rand_new_with_seed(seed);
	sit(w->t, "clerk");
	begin_at_the_edge(w, begin);
	/* Each programme comes first somewhere. */
	for (guint i = 0; i < G_N_ELEMENTS(choices); i++)
		try_new_case(w, begin + (int)i % FAMILIES, (seed + i) % G_N_ELEMENTS(choices));
	for (int i = 0; i < STEPS; i++) {
		int family = begin + g_rand_int_range(w->rand, 0, FAMILIES);
		if (!g_rand_int_range(w->rand, 0, 12))
			try_new_case(w, family,
				(guint)g_rand_int_range(w->rand, 0, G_N_ELEMENTS(choices)));
		try_step(w, pick_case(w, first));
		check_all(w->t);
	}
	g_rand_free(w->rand);
}

/* --- rosters
 * --------------------------------------------------------------------------------------- */

static void check_rosters(struct town *t)
{
	assert_none(t,
		"SELECT b.programme || ' ' || b.for_month FROM payment_batch b WHERE $1 = $1"
		" AND (b.amount <> (SELECT coalesce(sum(p.amount), 0) FROM payment p"
		"  WHERE p.batch = b.id AND p.state <> 'held')"
		" OR b.households <> (SELECT count(*) FROM payment p"
		"  WHERE p.batch = b.id AND p.state <> 'held'))",
		"a roster that is not the sum of its rows");
	assert_none(t,
		"SELECT p.casefile || ' ' || p.for_month FROM payment p WHERE $1 = $1"
		" AND p.amount <> coalesce((SELECT sum(a.base + a.supplement) FROM award a"
		"  WHERE a.casefile = p.casefile AND a.from_month <= p.for_month"
		"  AND coalesce(a.to_month, '9') >= p.for_month), 0)",
		"a payment that is not the award of its month");
	assert_none(t,
		"SELECT a.casefile || ' ' || b.for_month FROM award a JOIN casefile c"
		" ON c.id = a.casefile JOIN payment_batch b ON b.programme = c.programme"
		" AND b.area = c.area AND b.for_month >= a.from_month"
		" AND b.for_month <= coalesce(a.to_month, '9') WHERE $1 = $1 AND NOT EXISTS"
		" (SELECT 1 FROM payment p WHERE p.casefile = a.casefile"
		"  AND p.for_month = b.for_month)",
		"an award that no roster pays");
	assert_none(t,
		"WITH " FOLK ", apart (a, b) AS " APART ", paid AS (SELECT f.*, p.for_month"
		" FROM folk f JOIN payment p ON p.casefile = f.casefile AND p.state <> 'held')"
		" SELECT x.file_no || ' ' || y.file_no || ' ' || x.for_month FROM paid x"
		" JOIN paid y ON y.person = x.person AND y.for_month = x.for_month"
		" AND y.casefile <> x.casefile JOIN apart ON apart.a = x.programme"
		" AND apart.b = y.programme WHERE $1 = $1",
		"a person paid twice in a month");
}

static void plan_all(struct town *t)
{
	const GPtrArray *all = library_programmes(t->lib);
	g_autofree char *last = words(t, "SELECT max(done_on) FROM step WHERE $1 = $1", 1);
	at_day(last);
	sit(t, "payer");
	for (month m = month_from_iso("2026-06"); m <= month_of(day_today()); m++)
		for (guint i = 0; i < all->len; i++) {
			int n;
			must(t,
				payment_plan(t->desk,
					((struct programme *)g_ptr_array_index(all, i))->key, m, &n,
					&t->error));
		}
	check_rosters(t);
}

/* --- whole
 * ------------------------------------------------------------------------------------------- */

/* Walks that never reach the end of a programme would prove nothing. */
static void check_reached(struct town *t)
{
	const GPtrArray *all = library_programmes(t->lib);
	for (guint i = 0; i < all->len; i++) {
		const struct programme *p = g_ptr_array_index(all, i);
		g_autofree char *sql = g_strdup_printf(
			"SELECT count(*) FROM step s JOIN casefile c ON c.id = s.casefile"
			" WHERE $1 = $1 AND c.programme = '%s' AND s.action IN ('confirm', "
			"'admit')",
			p->key);
		if (!number(t, g_intern_string(sql), 1))
			fail_msg("no walk confirmed a case of %s", p->key);
	}
	assert_true(number(t, "SELECT count(*) FROM payment WHERE state <> 'held' AND $1", 1) > 20);
	assert_true(number(t, "SELECT count(*) FROM decision WHERE kind = 'stop' AND $1", 1) > 3);
	assert_true(number(t, "SELECT count(*) FROM decision WHERE kind = 'adjust' AND $1", 1) > 3);
}

static void test_random_walks(void **state)
{
	static struct walk w;
	struct town *t = *state;
	struct journal_report report = {0};
	w = (struct walk){.t = t};
	for (size_t i = 0; i < G_N_ELEMENTS(seeds); i++) {
		at_day(TOWN_DAY);
		walk(&w, seeds[i]);
	}
	plan_all(t);
	check_reached(t);
	must(t, journal_verify(t->desk->db, NULL, &report, &t->error));
	assert_int_equal(report.bad_seq, 0);
	assert_int_equal(report.bad_rows, 0);
}

/* --- rosters of what is known
 * ------------------------------------------------------------------------ */

static char *payment_state(struct town *t, row_id c, const char *iso)
{
	g_autofree char *sql = g_strdup_printf(
		"SELECT state || ' ' || coalesce(hold_reason, '') FROM payment WHERE casefile = $1"
		" AND for_month = '%s'",
		iso);
	return words(t, g_intern_string(sql), c);
}

static void plan(struct town *t, const char *programme, const char *iso)
{
	int n;
	sit(t, "payer");
	must(t, payment_plan(t->desk, programme, month_from_iso(iso), &n, &t->error));
	sit(t, "clerk");
}

/* T-19, K-40: what ends in a month is paid for it, also where the roster is made afterwards. */
static void test_paid_to_the_end(void **state)
{
	struct town *t = *state;
	row_id c = new_case(t, 1);
	walk_to(t, c, "confirm");
	at_day("2026-07-08");
	go(t, c, "hear stop");
	plan(t, "dibao", "2026-07");
	g_autofree char *july = payment_state(t, c, "2026-07");
	assert_string_equal(july, "planned ");
	sit(t, "payer");
	must(t,
		payment_check(t->desk,
			(row_id)number(t, "SELECT max(id) FROM payment_batch WHERE $1", 1),
			&t->error));
	assert_int_equal(
		number(t, "SELECT count(*) FROM payment_finding WHERE casefile = $1", c), 0);
	at_day("2026-08-03");
	plan(t, "dibao", "2026-08");
	g_autofree char *august = payment_state(t, c, "2026-08");
	assert_null(august);
}

/* Two grants for two causes are both paid; nobody is in two cases by that. */
static void test_two_grants(void **state)
{
	struct town *t = *state;
	static const char *const causes[] = {"hardship.cause=1", "hardship.cause=4"};
	row_id c[2];
	for (int i = 0; i < 2; i++) {
		g_autofree char *typed =
			g_strdup_printf("hardship.event=急;"
					"hardship.occurred_on=2026-06-01;"
					"hardship.place=村; hardship.spent=900; %s",
				causes[i]);
		c[i] = apply_family(t, "temporary_fast", 1, typed);
		go(t, c[i], "accept");
		ready(t, c[i], "confirm");
		must(t, act_but(t, c[i], "confirm", "decision.source=roster"));
	}
	plan(t, "temporary_fast", "2026-06");
	for (int i = 0; i < 2; i++) {
		g_autofree char *state_now = payment_state(t, c[i], "2026-06");
		assert_string_equal(state_now, "planned ");
	}
}

/* K-30: whoever came into two programmes all the same is paid by neither, until one ends. */
static void test_two_programmes(void **state)
{
	struct town *t = *state;
	row_id dibao = new_case(t, 1), destitute = 0;
	walk_to(t, dibao, "confirm");
	set_text(t, "casefile", dibao, "state", "withdrawn");
	must(t, try_apply(t, "destitute", 1, 0, &destitute));
	go(t, destitute, "accept ask verify survey assess choose review publicise publicity_end");
	go(t, destitute, "sample confirm");
	set_text(t, "casefile", dibao, "state", "active");
	at_day("2026-08-03");
	plan(t, "dibao", "2026-08");
	plan(t, "destitute", "2026-08");
	const row_id both[] = {dibao, destitute};
	for (guint i = 0; i < G_N_ELEMENTS(both); i++) {
		g_autofree char *now = payment_state(t, both[i], "2026-08");
		assert_non_null(strstr(now, "held"));
		assert_non_null(strstr(now, "stands in two cases"));
	}
}

/* Only what excludes each other clashes, and only where the programme that is asked about is one of
 * them. */
static void test_clash(void **state)
{
	struct town *t = *state;
	static const char cases[] = "temporary_fast A temporary_fast B dibao C destitute D";
	static const struct {
		const char *own, *files;
	} expected[] = {{"temporary_fast", NULL}, {"dibao", "C, D"}, {"destitute", "C, D"},
		{"orphan", NULL}, {NULL, "C, D"}};
	for (guint i = 0; i < G_N_ELEMENTS(expected); i++) {
		g_autofree char *files = payment_clash(t->lib, expected[i].own, cases);
		assert_int_equal(g_strcmp0(files, expected[i].files), 0);
	}
	g_autofree char *twice = payment_clash(t->lib, "dibao", "dibao A dibao B");
	assert_string_equal(twice, "A, B");
}

int run_random_tests(void)
{
#define TOWN(test) cmocka_unit_test_setup_teardown(test, town_open, town_close)
	static const struct CMUnitTest tests[] = {
		TOWN(test_random_walks),
		TOWN(test_paid_to_the_end),
		TOWN(test_two_grants),
		TOWN(test_two_programmes),
		TOWN(test_clash),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
