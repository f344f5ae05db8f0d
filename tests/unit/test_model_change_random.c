/* Random sequences of changes: whatever is done or refused, a household has one head on every day,
 * nobody is in it twice, a month has one award, and a past day shows what it showed before. */
#include "config.h"

#include "tests/unit/test_model_change.h"

enum { ROUNDS = 8, CHANGES = 14, EVERY = 5 };

struct past {
	day on;
	char *people;
};

static void past_free(void *p)
{
	g_free(((struct past *)p)->people);
	g_free(p);
}

/* --- invariants ---------------------------------------------------------------------------------
 */

static void assert_none(struct town *t, const char *sql, const char *what)
{
	g_autofree char *found = words(t, sql, 0);
	if (found)
		fail_msg("%s: %s", what, found);
}

#define DAYS                                                                                       \
	"WITH RECURSIVE d(on_day) AS (SELECT '2026-06-03' UNION ALL"                               \
	" SELECT date(on_day, '+1 day') FROM d WHERE on_day < '2027-12-31')"

static void check_rows(struct town *t)
{
	assert_none(t,
		"SELECT a.id FROM member a JOIN member b ON b.household = a.household"
		" AND b.person = a.person AND b.id <> a.id WHERE $1 = 0"
		" AND a.from_date <= coalesce(b.to_date, '9999')"
		" AND b.from_date <= coalesce(a.to_date, '9999')",
		"somebody is in a household twice");
	assert_none(t, "SELECT id FROM member WHERE $1 = 0 AND to_date < from_date",
		"an interval that runs backwards");
	assert_none(t,
		DAYS " SELECT d.on_day || ' ' || h.id FROM d JOIN household h WHERE $1 = 0"
		     " AND EXISTS (SELECT 1 FROM member m WHERE m.household = h.id"
		     "  AND m.from_date <= d.on_day AND coalesce(m.to_date, '9999') >= d.on_day)"
		     " AND 1 <> (SELECT count(*) FROM member m WHERE m.household = h.id"
		     "  AND m.relation = '01' AND m.from_date <= d.on_day"
		     "  AND coalesce(m.to_date, '9999') >= d.on_day)",
		"a day without one head");
	assert_none(t,
		"SELECT a.id FROM award a JOIN award b ON b.casefile = a.casefile AND b.id > a.id"
		" WHERE $1 = 0 AND a.from_month <= coalesce(a.to_month, '9999')"
		" AND b.from_month <= coalesce(b.to_month, '9999')"
		" AND a.from_month <= coalesce(b.to_month, '9999')"
		" AND b.from_month <= coalesce(a.to_month, '9999')",
		"two awards for one month");
	assert_none(t,
		"SELECT a.id FROM award a WHERE $1 = 0 AND a.base + a.supplement <>"
		" (SELECT sum(amount) FROM award_part p WHERE p.award = a.id)",
		"parts that do not add up");
}

static char *view_of(struct town *t, row_id c, day on)
{
	char iso[DAY_LEN];
	return people_on(t, c, day_to_iso(on, iso));
}

/* Days before the change look as they did; then all of them are noted again. */
static void check_past(struct town *t, row_id c, GPtrArray *past, day since)
{
	for (guint i = 0; i < past->len; i++) {
		struct past *p = g_ptr_array_index(past, i);
		g_autofree char *now = view_of(t, c, p->on);
		if (p->on < since)
			assert_string_equal(now, p->people);
	}
	g_ptr_array_set_size(past, 0);
	for (day on = day_from_iso(TOWN_DAY); on <= day_today(); on += EVERY) {
		struct past *p = g_new0(struct past, 1);
		p->on = on;
		p->people = view_of(t, c, on);
		g_ptr_array_add(past, p);
	}
}

/* --- random changes -----------------------------------------------------------------------------
 */

static void put_number(struct filling *f, const char *block, int row, const char *field, int n)
{
	g_autofree char *text = g_strdup_printf("%d", n);
	entry_put(filling_entry(f), block, row, field, text);
}

static void fill_joiner(struct filling *f, GRand *rand, int serial)
{
	static const char *const none[] = {"wage", "business", "property", "transfer", "deduction"};
	static const char *const relations[] = {"03", "04", "08", "09", "10", "01"};
	struct entry *e = filling_entry(f);
	g_autofree char *id = family_id(serial, g_rand_int_range(rand, 0, 3));
	g_autofree char *name = g_strdup_printf("新成员%d", serial);
	entry_put(e, "step", 0, "cause", "6");
	entry_put(e, "member", 0, "id_no", id);
	entry_put(e, "member", 0, "name", name);
	entry_put(e, "member", 0, "relation",
		relations[g_rand_int_range(rand, 0, G_N_ELEMENTS(relations))]);
	entry_put(e, "member", 0, "counted", g_rand_boolean(rand) ? "1" : "0");
	entry_put(e, "member", 0, "uncounted_reason", "1");
	entry_put(e, "member", 0, "health", "1");
	entry_put(e, "member", 0, "marriage", "1");
	entry_put(e, "member", 0, "labour", "2");
	entry_put(e, "member", 0, "disability_type", "0");
	for (guint i = 0; i < G_N_ELEMENTS(none); i++)
		filling_none(f, none[i], NULL);
}

static void fill_relations(struct filling *f, GRand *rand)
{
	static const char *const relations[] = {"02", "03", "08", "09", "99", "01"};
	int n = g_rand_int_range(rand, 0, 5);
	for (int i = 0; i < n; i++) {
		put_number(f, "relation", i, "who", i + 1);
		entry_put(filling_entry(f), "relation", i, "relation",
			relations[g_rand_int_range(rand, 0, G_N_ELEMENTS(relations))]);
	}
}

static const char *fill(struct filling *f, const char *action, GRand *rand, int serial)
{
	struct entry *e = filling_entry(f);
	put_number(f, "step", 0, "who", g_rand_int_range(rand, 1, 5));
	put_number(f, "step", 0, "new_head", g_rand_int_range(rand, 1, 5));
	if (g_str_equal(action, "join"))
		fill_joiner(f, rand, serial);
	if (g_str_equal(action, "leave"))
		entry_put(e, "step", 0, "cause", "5");
	if (g_str_equal(action, "move"))
		entry_put(e, "step", 0, "address", "后街");
	if (g_str_equal(action, "split")) {
		entry_put(e, "step", 0, "address", "新村");
		put_number(f, "parting", 0, "who", g_rand_int_range(rand, 1, 5));
		put_number(f, "parting", 1, "who", g_rand_int_range(rand, 1, 5));
		entry_put(e, "parting", 1, "relation", "02");
	}
	if (!g_str_equal(action, "join") && !g_str_equal(action, "move"))
		fill_relations(f, rand);
	return action;
}

/* True where it was done; what is refused leaves nothing. */
static bool one_change(struct town *t, row_id c, GRand *rand, int serial, day *since)
{
	static const char *const actions[] = {
		"join", "join", "leave", "death", "head", "move", "split", "head"};
	const char *action = actions[g_rand_int_range(rand, 0, G_N_ELEMENTS(actions))];
	char iso[DAY_LEN];
	gint64 before = journal_size(t);
	g_autoptr(filling) f = action_form(t, c, action);
	must(t, f != NULL);
	*since = day_today() - g_rand_int_range(rand, -2, 60);
	entry_put(filling_entry(f), "step", 0, "since", day_to_iso(*since, iso));
	entry_put(filling_entry(f), "step", 0, "note", "凭证明");
	fill(f, action, rand, serial);
	bool done = flow_do(t->desk, c, action, filling_entry(f), DAY_NONE, &t->error);
	if (!done) {
		assert_non_null(t->error);
		g_clear_error(&t->error);
		assert_int_equal(journal_size(t), before);
	}
	return done;
}

static void one_round(struct town *t, int number, GRand *rand, int *done)
{
	row_id c = paid_case(t, number);
	g_autoptr(GPtrArray) past = g_ptr_array_new_with_free_func(past_free);
	check_past(t, c, past, DAY_NONE);
	for (int i = 0; i < CHANGES; i++) {
		day since;
		day_set_today(day_today() + g_rand_int_range(rand, 0, 12));
		hear(t, c);
		bool ok = one_change(t, c, rand, 300 + number * CHANGES + i, &since);
		*done += ok;
		check_past(t, c, past, ok ? since : day_today() + 1);
		check_rows(t);
	}
}

static void test_random(void **state)
{
	struct town *t = *state;
	GRand *rand = g_rand_new_with_seed(20260810);
	int done = 0;
	for (int i = 0; i < ROUNDS; i++)
		one_round(t, i, rand, &done);
	g_rand_free(rand);
	/* Neither all nor nothing goes, or the test would say little. */
	assert_in_range(done, ROUNDS * CHANGES / 5, ROUNDS * CHANGES * 4 / 5);
}

int run_change_random_tests(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_random, town_open, town_close),
	};
	return cmocka_run_group_tests_name("random changes", tests, NULL, NULL);
}
