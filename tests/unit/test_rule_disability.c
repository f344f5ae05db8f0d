/* The three predicates as full tables: policy.md 12.4, D-05, T-02, G-11. */
#include "config.h"

#include <stdio.h>

#include "rule/disability.h"
#include "test_rule.h"

struct table {
	const char *name;
	bool (*predicate)(int type, int level);
	/* One string per type 0-7: level 0 to 5, '1' where severe. */
	const char *rows[8];
};

static const struct table tables[] = {
	{"dibao", disability_severe_dibao,
		{
			"000000", /* none */
			"011000", /* sight */
			"011000", /* hearing */
			"011000", /* speech */
			"011000", /* limbs */
			"011100", /* intellect */
			"011100", /* mind */
			"011000", /* several */
		}},
	{"destitute", disability_severe_destitute,
		{
			"000000",
			"010000",
			"000000",
			"000000",
			"011000",
			"011100",
			"011100",
			"011000",
		}},
	{"parent", disability_severe_parent,
		{
			"000000",
			"011000",
			"011000",
			"011000",
			"011000",
			"011110",
			"011110",
			"011000",
		}},
};

static void test_tables(void **state)
{
	(void)state;
	for (size_t t = 0; t < sizeof(tables) / sizeof(tables[0]); t++)
		for (int type = 0; type < 8; type++)
			for (int level = 0; level < 6; level++) {
				bool want = tables[t].rows[type][level] == '1';

				if (tables[t].predicate(type, level) != want)
					fail_msg("%s: type %d level %d should be %d",
						tables[t].name, type, level, want);
			}
}

static void test_outside_the_codes(void **state)
{
	(void)state;
	for (size_t t = 0; t < sizeof(tables) / sizeof(tables[0]); t++) {
		assert_false(tables[t].predicate(8, 1));
		assert_false(tables[t].predicate(-1, 1));
		assert_false(tables[t].predicate(5, -1));
	}
}

int run_disability_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_outside_the_codes),
	};

	return cmocka_run_group_tests_name("disability", tests, NULL, NULL);
}
