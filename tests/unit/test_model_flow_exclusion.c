#include "config.h"
#include "tests/unit/test_model_flow.h"
int run_exclusion_tests(void)
{
	return 0;
}
