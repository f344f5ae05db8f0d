/* Work in slices: the loop and the work take turns, and Esc ends it. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "app/slices.h"
#include "app/words.h"
#include "base/rid.h"

struct counting {
	int rows, wanted;
	bool gave_up, ended;
};

static void count_rows(struct slices *s, void *ctx)
{
	struct counting *c = ctx;

	while (c->rows < c->wanted && !c->gave_up) {
		c->rows++;
		c->gave_up = !slices_yield(s);
	}
	c->ended = true;
}

static void work_runs_to_its_end(void **state)
{
	struct counting c = {.wanted = 1000};
	g_autoptr(slices) s = slices_new(0, count_rows, &c);

	(void)state;
	while (slices_run(s))
		assert_false(c.ended);
	assert_true(c.ended);
	assert_false(c.gave_up);
	assert_int_equal(c.rows, c.wanted);
	assert_false(slices_run(s));
}

static void loop_gets_its_turn_before_the_end(void **state)
{
	struct counting c = {.wanted = 3};
	g_autoptr(slices) s = slices_new(0, count_rows, &c);
	int turns = 0;

	(void)state;
	while (slices_run(s)) {
		int rows = c.rows;

		/* Nothing moves while the loop has its turn. */
		g_thread_yield();
		assert_int_equal(c.rows, rows);
		turns++;
	}
	assert_int_equal(turns, 3);
	assert_int_equal(c.rows, 3);
}

static void work_that_is_not_wanted_gives_up(void **state)
{
	struct counting c = {.wanted = 1000000};
	struct slices *s = slices_new(0, count_rows, &c);

	(void)state;
	assert_true(slices_run(s));
	slices_free(s);
	assert_true(c.gave_up);
	assert_true(c.ended);
	assert_true(c.rows < c.wanted);
}

static void work_that_never_began_is_told_too(void **state)
{
	struct counting c = {.wanted = 1000000};

	(void)state;
	slices_free(slices_new(0, count_rows, &c));
	assert_true(c.ended);
	assert_int_equal(c.rows, 1);
}

static void paths_are_from_the_home_folder(void **state)
{
	static const struct {
		const char *typed, *expected;
	} cases[] = {
		{"/tmp/a.csv", "/tmp/a.csv"},
		{" /tmp/a.csv ", "/tmp/a.csv"},
		{"~/a.csv", "HOME/a.csv"},
		{"~", "HOME"},
		{"a.csv", "HOME/a.csv"},
		{"表/七月.csv", "HOME/表/七月.csv"},
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = words_of_path(cases[i].typed);
		bool home = g_str_has_prefix(cases[i].expected, "HOME");
		g_autofree char *expected = home
			? g_strconcat(g_get_home_dir(), cases[i].expected + 4, NULL)
			: g_strdup(cases[i].expected);

		if (g_str_has_suffix(expected, "/") && strlen(expected) > 1)
			expected[strlen(expected) - 1] = '\0';
		assert_string_equal(path, expected);
	}
}

static void id_numbers_are_masked_for_who_has_no_case_role(void **state)
{
	g_autofree char *masked = words_of_id("140322198001010015", false);
	g_autofree char *whole = words_of_id("140322198001010015", true);
	g_autofree char *none = words_of_id(NULL, false);
	struct desk admin = {.who.roles = ROLE_ADMIN};
	struct desk both = {.who.roles = ROLE_ADMIN | ROLE_CLERK};
	struct desk nobody = {.who.roles = 0};

	(void)state;
	assert_null(strstr(masked, "19800101"));
	assert_string_equal(whole, "140322198001010015");
	assert_string_equal(none, "");
	assert_false(words_may_show_id(&admin));
	assert_true(words_may_show_id(&both));
	assert_false(words_may_show_id(&nobody));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(work_runs_to_its_end),
		cmocka_unit_test(loop_gets_its_turn_before_the_end),
		cmocka_unit_test(work_that_is_not_wanted_gives_up),
		cmocka_unit_test(work_that_never_began_is_told_too),
		cmocka_unit_test(paths_are_from_the_home_folder),
		cmocka_unit_test(id_numbers_are_masked_for_who_has_no_case_role),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
