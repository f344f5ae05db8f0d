/* Files of old paper (F8, C-18), and the amount that the county leaves to the township (F24). */
#include "config.h"

#include "tests/unit/test_model_flow.h"

#include <string.h>
#include "model/payment.h"
#include "model/queue.h"

#define JULY (2026 * 12 + 6)

static void assert_words(struct town *t, const char *sql, row_id id, const char *expected)
{
	g_autofree char *now = words(t, sql, id);
	if (g_strcmp0(now, expected))
		fail_msg("%s: \"%s\" is not \"%s\"", sql, now, expected);
}

static int waiting(struct town *t, const char *key)
{
	g_autoptr(GPtrArray) queues = queue_list(t->desk, &t->error);
	must(t, queues != NULL);
	for (guint i = 0; i < queues->len; i++) {
		const struct queue *q = g_ptr_array_index(queues, i);
		if (g_str_equal(q->key, key))
			return q->count;
	}
	fail_msg("there is no queue %s", key);
	return -1;
}

/* Applied for on 2026-06-03, decided on 2026-06-15, keyed on the 17th. */
static row_id old_file(struct town *t, int family)
{
	at_day(TOWN_DAY);
	row_id c = new_case(t, family);
	at_day("2026-06-17");
	return c;
}

static void test_from_draft_to_active(void **state)
{
	struct town *t = *state;
	row_id c = old_file(t, 0);
	must(t, act(t, c, "capture"));
	assert_words(t, "SELECT state || ' ' || origin FROM casefile WHERE id = $1", c,
		"active captured");
	/* Where the paper lies stays findable. */
	assert_words(t,
		"SELECT json_extract(extra, '$.box') || '/' || json_extract(extra, '$.volume')"
		" || '/' || json_extract(extra, '$.page') FROM decision WHERE casefile = $1",
		c, "3/2/41");
	assert_words(t,
		"SELECT kind || ' ' || decided_on || ' ' || document || ' ' || members || ' '"
		" || amount || ' ' || from_month FROM decision WHERE casefile = $1",
		c, "confirm 2026-06-15 盂民字3号 3 81250 2026-07");
	assert_words(t,
		"SELECT a.from_month || ' ' || a.members || ' ' || a.base || ' ' || a.supplement"
		" || ' ' || (a.decision = d.id) FROM award a JOIN decision d"
		" ON d.casefile = a.casefile WHERE a.casefile = $1",
		c, "2026-07 3 81250 0 1");
	assert_words(t,
		"SELECT action || ' ' || done_on || ' ' || from_state || ' ' || to_state FROM step"
		" WHERE casefile = $1",
		c, "capture 2026-06-15 draft active");
}

/* The month is the one on the paper, not the one after the decision (D-38 held then, too, or
 * did not). */
static void test_month_of_the_paper(void **state)
{
	struct town *t = *state;
	row_id c = old_file(t, 0);
	g_autoptr(filling) f = action_form(t, c, "capture");
	key(t, f, "decision", 0, "from_month", "2026-09");
	must(t, act_with(t, c, "capture", f));
	assert_words(t, "SELECT from_month FROM award WHERE casefile = $1", c, "2026-09");
	assert_words(t, "SELECT from_month FROM decision WHERE casefile = $1", c, "2026-09");
}

/* K-02: the dates of a file stand in order, the old ones as well; nothing is left behind. */
static void test_decided_before_applied(void **state)
{
	struct town *t = *state;
	row_id c = old_file(t, 0);
	g_autoptr(filling) f = action_form(t, c, "capture");
	entry_put(filling_entry(f), "decision", 0, "decided_on", "2026-06-02");
	assert_false(act_with(t, c, "capture", f));
	assert_int_equal(t->error->code, JZ_ERROR_DENIED);
	refused(t, false, "stand in order");
	assert_words(
		t, "SELECT state || ' ' || origin FROM casefile WHERE id = $1", c, "draft applied");
	assert_int_equal(number(t,
				 "SELECT (SELECT count(*) FROM decision WHERE casefile = $1)"
				 " + (SELECT count(*) FROM award WHERE casefile = $1)",
				 c),
		0);
	entry_put(filling_entry(f), "decision", 0, "decided_on", "2026-06-03");
	must(t, act_with(t, c, "capture", f));
}

/* A box without a number cannot be found again. */
static void test_place_of_the_paper_is_asked(void **state)
{
	static const char *const places[] = {"box", "volume", "page"};
	struct town *t = *state;
	row_id c = old_file(t, 0);
	for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
		g_autoptr(filling) f = action_form(t, c, "capture");
		entry_put(filling_entry(f), "decision", 0, places[i], "");
		assert_false(act_with(t, c, "capture", f));
		g_clear_error(&t->error);
	}
	assert_words(t, "SELECT state FROM casefile WHERE id = $1", c, "draft");
}

static void test_queue(void **state)
{
	struct town *t = *state;
	row_id c = old_file(t, 0);
	assert_int_equal(waiting(t, "captured"), 0);
	must(t, act(t, c, "capture"));
	assert_int_equal(waiting(t, "captured"), 1);
	assert_int_equal(casefile_count(t->desk, "captured", NULL), 1);
	prepare(t, c, "complete");
	assert_int_equal(waiting(t, "captured"), 1);
	must(t, act(t, c, "complete"));
	assert_int_equal(waiting(t, "captured"), 0);
	assert_int_equal(casefile_count(t->desk, "captured", NULL), 0);
}

/* "planned" or "held: why" of the case's row in July, and what the roster sums up. */
static char *planned(struct town *t, row_id c, fen *amount)
{
	int n = 0;
	sit(t, "payer");
	must(t, payment_plan(t->desk, "dibao", JULY, &n, &t->error));
	sit(t, "clerk");
	*amount = number(t, "SELECT sum(amount) FROM payment_batch WHERE $1 = $1", c);
	return words(t,
		"SELECT state || coalesce(': ' || hold_reason, '') FROM payment"
		" WHERE casefile = $1 AND for_month = '2026-07'",
		c);
}

/* F8: saved at once, and no money before the papers are whole. */
static void test_paid_when_whole(void **state)
{
	struct town *t = *state;
	row_id c = old_file(t, 0);
	fen amount = -1;
	must(t, act(t, c, "capture"));
	g_autofree char *held = planned(t, c, &amount);
	assert_string_equal(held,
		"held: captured from old paper, and papers are still missing "
		"(F8)");
	assert_int_equal(amount, 0);
	refused(t, act(t, c, "complete"), "is missing; receive it under papers");
	prepare(t, c, "complete");
	/* All papers are there, and nobody has said so: still held. */
	g_autofree char *still = planned(t, c, &amount);
	assert_true(g_str_has_prefix(still, "held: captured"));
	must(t, act(t, c, "complete"));
	g_autofree char *paid = planned(t, c, &amount);
	assert_string_equal(paid, "planned");
	assert_int_equal(amount, 81250);
}

/* --- F24 ------------------------------------------------------------------------------------- */

/* 3 members at 6240 a year less 3600, a supplement of disability with it: 1364 yuan a month. */
#define AMOUNT 136400

static row_id to_confirm(struct town *t, const char *level, gint64 ceiling)
{
	g_autofree char *fen_text = g_strdup_printf("%" G_GINT64_FORMAT, ceiling);
	row_id c = new_case(t, 0);
	walk_to(t, c, "publicity_end");
	prepare(t, c, "confirm");
	set_policy(t, "confirm_level", level, "2026-05-01");
	if (ceiling)
		set_policy(t, "confirm_ceiling", fen_text, "2026-01-01");
	sit(t, "approver");
	return c;
}

static bool confirm_with_document(struct town *t, row_id c)
{
	g_autoptr(filling) f = action_form(t, c, "confirm");
	key(t, f, "decision", 0, "document", "盂民字8号");
	return act_with(t, c, "confirm", f);
}

static void test_over_the_ceiling(void **state)
{
	struct town *t = *state;
	row_id c = to_confirm(t, "township", AMOUNT - 1);
	refused(t, act(t, c, "confirm"), "enter the county's document number");
	/* Nothing of the decision is left. */
	assert_words(t, "SELECT state FROM casefile WHERE id = $1", c, "publicised");
	assert_int_equal(number(t, "SELECT count(*) FROM decision WHERE casefile = $1", c), 0);
	assert_int_equal(number(t, "SELECT count(*) FROM award WHERE casefile = $1", c), 0);
	must(t, confirm_with_document(t, c));
	assert_words(t, "SELECT document || ' ' || amount FROM decision WHERE casefile = $1", c,
		"盂民字8号 136400");
}

static void confirmed_without(struct town *t, row_id c)
{
	must(t, act(t, c, "confirm"));
	assert_words(t, "SELECT coalesce(document, 'none') FROM decision WHERE casefile = $1", c,
		"none");
}

static void test_at_the_ceiling(void **state)
{
	struct town *t = *state;
	confirmed_without(t, to_confirm(t, "township", AMOUNT));
}

static void test_under_the_ceiling(void **state)
{
	struct town *t = *state;
	confirmed_without(t, to_confirm(t, "township", AMOUNT + 100000));
}

static void test_no_ceiling(void **state)
{
	struct town *t = *state;
	confirmed_without(t, to_confirm(t, "township", 0));
}

/* D-35: the county's own decision has the county's number, whatever the amount. */
static void test_county_has_its_number(void **state)
{
	struct town *t = *state;
	row_id c = to_confirm(t, "county", AMOUNT + 100000);
	refused(t, act(t, c, "confirm"), "由县级确认的要填县级文号");
	assert_words(t, "SELECT state FROM casefile WHERE id = $1", c, "publicised");
	must(t, confirm_with_document(t, c));
}

int run_capture_tests(void)
{
#define TOWN(test) cmocka_unit_test_setup_teardown(test, town_open, town_close)
	static const struct CMUnitTest tests[] = {
		TOWN(test_from_draft_to_active),
		TOWN(test_month_of_the_paper),
		TOWN(test_decided_before_applied),
		TOWN(test_place_of_the_paper_is_asked),
		TOWN(test_queue),
		TOWN(test_paid_when_whole),
		TOWN(test_over_the_ceiling),
		TOWN(test_at_the_ceiling),
		TOWN(test_under_the_ceiling),
		TOWN(test_no_ceiling),
		TOWN(test_county_has_its_number),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
