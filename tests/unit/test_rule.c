#include "config.h"

#include "test_rule.h"

int main(void)
{
	int failed = 0;

	failed += run_disability_tests();
	failed += run_policy_tests();
	failed += run_deadline_tests();
	failed += run_working_tests();
	failed += run_entitlement_tests();
	failed += run_household_tests();
	failed += run_amounts_tests();
	return failed ? 1 : 0;
}
