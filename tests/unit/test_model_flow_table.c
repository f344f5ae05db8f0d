#include "config.h"

#include "tests/unit/test_model_flow.h"

int run_table_tests(void)
{
	return 0;
}
