/* The groups of the base room's tests: one function and one file per module, all run by
 * test_base.c.  Each returns the number of failed tests. */
#ifndef TEST_BASE_H
#define TEST_BASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

int test_calendar(void);
int test_day(void);
int test_encoding(void);
int test_i18n(void);
int test_ini(void);
int test_money(void);
int test_pinyin(void);
int test_rid(void);
int test_text(void);

/* Compares a string that the caller owns, and frees it. */
#define assert_owned_equal(owned, expected)                                                        \
	do {                                                                                       \
		g_autofree char *got_ = (owned);                                                   \
		assert_string_equal(got_, expected);                                               \
	} while (0)

#endif
