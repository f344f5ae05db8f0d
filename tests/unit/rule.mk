# Unit tests of the room rule: they link only rule, form and base.
if HAVE_TEST_LIBS
check_PROGRAMS += tests/unit/test_rule
TESTS += tests/unit/test_rule
tests_unit_test_rule_SOURCES = \
	tests/unit/test_rule.c tests/unit/test_rule.h \
	tests/unit/test_rule_amounts.c \
	tests/unit/test_rule_checker.c tests/unit/test_rule_checker.h \
	tests/unit/test_rule_deadline.c \
	tests/unit/test_rule_disability.c \
	tests/unit/test_rule_entitlement.c \
	tests/unit/test_rule_household.c \
	tests/unit/test_rule_policy.c \
	tests/unit/test_rule_working.c
tests_unit_test_rule_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_rule_LDADD = $(rule_libs) $(CMOCKA_LIBS)
endif
