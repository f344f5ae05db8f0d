/* People without means of living: escorted, taken in, searched for, taken home (policy.md 6). */
#include "config.h"

#include "tests/unit/test_model_flow.h"

#include <string.h>

#define FOUND                                                                                      \
	"relief.found_at=车站; relief.found_by=2; relief.origin=.; relief.condition=平稳;"     \
	"relief.belongings=布包一个;"

static row_id stranger(struct town *t, const char *identity, const char *typed)
{
	g_autofree char *all = g_strdup_printf(
		FOUND "relief.identity=%s; member.no_id_reason=2; %s", identity, typed);
	g_autoptr(filling) f = filling_new(t->desk, "application_relief", NULL, &t->error);
	must(t, f != NULL);
	key_all(t, f, "member.id_no=.; member.name=无名氏甲;");
	key_all(t, f, all);
	return save_as(t, "vagrant", f);
}

static row_id known(struct town *t, int birth, const char *typed)
{
	g_autofree char *id = id_of(birth, 21);
	g_autofree char *all = g_strdup_printf(FOUND "relief.identity=known; %s", typed);
	return apply(t, "vagrant", id, "周某", all);
}

static void assert_state(struct town *t, row_id c, const char *state)
{
	g_autofree char *now = state_of(t, c);
	assert_string_equal(now, state);
}

static gint64 ends(struct town *t, row_id c)
{
	return number(t, "SELECT count(*) FROM relief_end WHERE casefile = $1", c);
}

/* --- ways ---------------------------------------------------------------------------------------
 */

static void test_escort(void **state)
{
	struct town *t = *state;
	row_id c = known(t, 19700101, "");
	g_autofree char *no = words(t, "SELECT file_no FROM casefile WHERE id = $1", c);
	assert_true(g_str_has_prefix(no, "LL-2026-"));
	go(t, c, "serve escort hand_over archive");
	assert_state(t, c, "handed");
	assert_int_equal(
		number(t, "SELECT amount FROM relief_service WHERE casefile = $1", c), 1200);
	assert_int_equal(number(t, "SELECT count(*) FROM award WHERE casefile = $1", c), 0);
	assert_int_equal(number(t, "SELECT count(*) FROM publicity WHERE casefile = $1", c), 0);
}

static void test_stay(void **state)
{
	struct town *t = *state;
	row_id c = known(t, 19700101, "");
	go(t, c, "admit serve leave archive");
	assert_state(t, c, "left");
	/* V-05: ten days, the day of arrival (06-04) not counted. */
	g_autofree char *due =
		words(t, "SELECT due FROM deadline WHERE casefile = $1 AND key = 'stay'", c);
	assert_string_equal(due, "2026-06-15"); /* 06-14 is a Sunday (C-21) */
	row_id other = known(t, 19710101, "");
	go(t, other, "admit end tell archive");
	assert_state(t, other, "ended");
	row_id refused_one = known(t, 19720101, "");
	go(t, refused_one, "refuse tell archive");
	assert_state(t, refused_one, "refused");
}

/* A household without address, and somebody without an id number or a name of his own. */
static void test_without_number(void **state)
{
	struct town *t = *state;
	row_id one = stranger(t, "unknown", ""), two = stranger(t, "unknown", "");
	assert_int_not_equal(number(t, "SELECT person FROM casefile WHERE id = $1", one),
		number(t, "SELECT person FROM casefile WHERE id = $1", two));
	go(t, one, "admit report identify leave");
	g_autofree char *identity =
		words(t, "SELECT identity FROM relief WHERE casefile = $1", one);
	assert_string_equal(identity, "known");
	/* No number and no reason: asked for. */
	row_id person = number(t, "SELECT person FROM casefile WHERE id = $1", two);
	set_text(t, "person", person, "no_id_reason", NULL);
	ready(t, two, "admit");
	assert_unmet(t, two, "admit", "ids");
}

/* --- the search (V-11) --------------------------------------------------------------------------
 */

static void test_searched(void **state)
{
	struct town *t = *state;
	row_id c = stranger(t, "unknown", "");
	go(t, c, "admit");
	g_autofree char *due = words(
		t, "SELECT due FROM deadline WHERE casefile = $1 AND key = 'notice_search'", c);
	assert_string_equal(due, "2026-06-05"); /* within 24 hours of 06-04 */
	ready(t, c, "leave");
	assert_unmet(t, c, "leave", "searched");
	assert_told(t, c, "leave", "searched", "V-11", "no search notice");
	refused(t, act(t, c, "leave"), "nobody knows who it is");
	assert_state(t, c, "staying");
	assert_int_equal(ends(t, c), 0);
	/* A report of another kind is no notice. */
	must(t, act_but(t, c, "report", "report.kind=police"));
	assert_unmet(t, c, "leave", "searched");
	go(t, c, "report leave");
	assert_state(t, c, "left");
	/* Who says who he is needs none. */
	row_id claims = stranger(t, "claimed", "");
	go(t, claims, "admit");
	ready(t, claims, "leave");
	assert_unmet(t, claims, "leave", "");
}

/* --- ten days (V-05)
 * ------------------------------------------------------------------------------ */

static void test_reported(void **state)
{
	struct town *t = *state;
	row_id c = known(t, 19700101, "");
	go(t, c, "admit"); /* 2026-06-04 */
	at_day("2026-06-14");
	ready(t, c, "leave");
	assert_unmet(t, c, "leave", "");
	at_day("2026-06-15");
	assert_unmet(t, c, "leave", "reported");
	assert_told(t, c, "leave", "reported", "V-05", "over the limit of 10");
	refused(t, act(t, c, "leave"), "lasts 11 days");
	assert_unmet(t, c, "end", "role reported");
	assert_int_equal(ends(t, c), 0);
	must(t, act_but(t, c, "report", "report.kind=stay"));
	assert_unmet(t, c, "leave", "");
	must(t, act(t, c, "leave"));
}

/* --- who takes him (V-08)
 * ------------------------------------------------------------------------- */

static void test_received(void **state)
{
	struct town *t = *state;
	/* On 2026-06-04: 15 years and 364 days, 16 years. */
	row_id child = known(t, 20100605, ""), grown = known(t, 20100604, "");
	row_id disabled = known(t, 19700101, "member.disability_type=5");
	g_autofree char *id = id_of(19800101, 4);
	g_autofree char *fetched =
		g_strdup_printf("end.kind=2; end.receiver=周母; end.receiver_id=%s", id);
	day_set_today(day_from_iso("2026-06-04"));
	const row_id helpless[] = {child, disabled};
	for (guint i = 0; i < G_N_ELEMENTS(helpless); i++) {
		ready(t, helpless[i], "admit");
		must(t, act(t, helpless[i], "admit"));
		refused(t, act(t, helpless[i], "leave"), "does not leave alone");
		refused(t, act_but(t, helpless[i], "leave", "end.kind=2; end.receiver=周母"),
			"with the id number");
		assert_state(t, helpless[i], "staying");
		assert_int_equal(ends(t, helpless[i]), 0);
		must(t, act_but(t, helpless[i], "leave", fetched));
		assert_state(t, helpless[i], "left");
	}
	must(t, act(t, grown, "admit"));
	must(t, act(t, grown, "leave"));
}

/* --- money for the way (V-07)
 * --------------------------------------------------------------------- */

static void test_small_cash(void **state)
{
	struct town *t = *state;
	row_id c = known(t, 19700101, "");
	go(t, c, "admit");
	refused(t, act_but(t, c, "leave", "end.cash=20.01"), "over the limit of 20.00");
	assert_state(t, c, "staying");
	assert_int_equal(ends(t, c), 0);
	must(t, act_but(t, c, "leave", "end.cash=20"));
	assert_state(t, c, "left");
}

int run_relief_tests(void)
{
#define TOWN(test) cmocka_unit_test_setup_teardown(test, town_open, town_close)
	static const struct CMUnitTest tests[] = {
		TOWN(test_escort),
		TOWN(test_stay),
		TOWN(test_without_number),
		TOWN(test_searched),
		TOWN(test_reported),
		TOWN(test_received),
		TOWN(test_small_cash),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
