#include "config.h"

#include "tests/unit/test_model_desk.h"

#include "model/lock.h"

#define DAY_SECONDS 86400

static const struct instant start = {1784102400, 5000, "first"};

static int left_at(gint64 clock, gint64 uptime, const char *boot, bool *again)
{
	g_autofree char *text = lock_begin(&start);
	struct instant now = {.clock = clock, .uptime = uptime};

	g_strlcpy(now.boot, boot, sizeof now.boot);
	return lock_left(text, &now, again);
}

static void test_waits_fifteen_minutes(void **state)
{
	bool again;

	(void)state;
	assert_int_equal(left_at(start.clock, 5000, "first", &again), 900);
	assert_int_equal(left_at(start.clock + 60, 5060, "first", &again), 840);
	assert_int_equal(left_at(start.clock + 899, 5899, "first", &again), 1);
	assert_int_equal(left_at(start.clock + 900, 5900, "first", &again), 0);
	assert_false(again);
}

static void test_clock_means_nothing_while_the_pc_runs(void **state)
{
	bool again;

	(void)state;
	assert_int_equal(left_at(start.clock + 3650 * DAY_SECONDS, 5001, "first", &again), 899);
	assert_int_equal(left_at(start.clock - DAY_SECONDS, 5900, "first", &again), 0);
	assert_int_equal(left_at(start.clock - DAY_SECONDS, 5001, "first", &again), 899);
	assert_false(again);
}

static void test_restart_goes_by_the_clock(void **state)
{
	bool again;

	(void)state;
	assert_int_equal(left_at(start.clock + 300, 20, "second", &again), 600);
	assert_false(again);
	assert_int_equal(left_at(start.clock + 900, 20, "second", &again), 0);
	assert_int_equal(left_at(start.clock + 3650 * DAY_SECONDS, 20, "second", &again), 0);
	assert_false(again);
}

static void test_clock_set_back_begins_again(void **state)
{
	bool again;

	(void)state;
	assert_int_equal(left_at(start.clock - DAY_SECONDS, 20, "second", &again), 900);
	assert_true(again);
	assert_int_equal(left_at(start.clock - 1, 20, "second", &again), 900);
	assert_true(again);
}

static void test_no_lock(void **state)
{
	struct instant now = lock_now();
	bool again;

	(void)state;
	assert_int_equal(lock_left(NULL, &now, &again), 0);
	assert_int_equal(lock_left("", &now, &again), 0);
	assert_int_equal(lock_left("tomorrow", &now, &again), 0);
	assert_int_equal(lock_left("a b c", &now, &again), 0);
	assert_true(now.uptime > 0);
}

int run_lock_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_waits_fifteen_minutes),
		cmocka_unit_test(test_clock_means_nothing_while_the_pc_runs),
		cmocka_unit_test(test_restart_goes_by_the_clock),
		cmocka_unit_test(test_clock_set_back_begins_again),
		cmocka_unit_test(test_no_lock),
	};

	return cmocka_run_group_tests_name("lock", tests, NULL, NULL);
}
