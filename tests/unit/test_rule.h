/* The groups of the rule tests; each returns the number of failed tests. */
#ifndef TEST_RULE_H
#define TEST_RULE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

int run_amounts_tests(void);
int run_deadline_tests(void);
int run_disability_tests(void);
int run_entitlement_tests(void);
int run_household_tests(void);
int run_policy_tests(void);
int run_working_tests(void);

#endif
