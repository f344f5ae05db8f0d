/* The groups of the report tests; each returns the number of failed tests. */
#ifndef TEST_REPORT_H
#define TEST_REPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

int run_case_tests(void);
int run_document_tests(void);
int run_golden_tests(void);
int run_listing_tests(void);
int run_programme_tests(void);
int run_template_tests(void);

#endif
