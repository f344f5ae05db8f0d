#include "config.h"

#include "test_report.h"

int main(void)
{
	int failed = 0;

	failed += run_listing_tests();
	failed += run_template_tests();
	failed += run_document_tests();
	failed += run_case_tests();
	failed += run_programme_tests();
	failed += run_golden_tests();
	return failed ? 1 : 0;
}
