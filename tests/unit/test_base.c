#include "test_base.h"

#include "base/error.h"

static void fail_fills_the_error(void **state)
{
	g_autoptr(GError) error = NULL;

	(void)state;
	assert_false(jz_fail(&error, JZ_ERROR_DENIED, "%s may not %d", "clerk", 7));
	assert_true(g_error_matches(error, JZ_ERROR, JZ_ERROR_DENIED));
	assert_string_equal(error->message, "clerk may not 7");
	assert_false(jz_fail(NULL, JZ_ERROR_BAD, "nobody listens"));
}

static int test_error(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fail_fills_the_error),
	};

	return cmocka_run_group_tests_name("error", tests, NULL, NULL);
}

int main(void)
{
	int failed = test_error() + test_day() + test_calendar() + test_money() + test_rid() +
		test_text() + test_pinyin() + test_encoding() + test_ini() + test_i18n();

	return failed > 0;
}
