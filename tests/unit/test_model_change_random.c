#include "tests/unit/test_model_change.h"
int run_change_random_tests(void) { return 0; }
