/* The groups of the exchange tests; each returns the number of failed tests. */
#ifndef TEST_EXCHANGE_H
#define TEST_EXCHANGE_H

#include "exchange/roster.h"
#include "tests/unit/office_fixture.h"

int run_answer_tests(void);
int run_bank_tests(void);
int run_csv_tests(void);
int run_layout_tests(void);
int run_list_tests(void);
int run_payroll_tests(void);
int run_record_tests(void);
int run_roster_tests(void);
int run_row_tests(void);
int run_workbook_tests(void);

/* A file of tests/data; owned by the caller. */
char *data_path(const char *name);
/* A text as a file in the fixture's folder; owned by the caller. */
char *write_file(const struct office_fixture *o, const char *name, const char *text);
/* A file as UTF-8, whatever it is in. */
char *read_file(const char *path);
/* Imports a file that must be accepted; out is cleared by the caller. */
void import(struct office_fixture *o, const char *path, struct roster_result *out);
/* The same with text as the file. */
void import_text(struct office_fixture *o, const char *text, struct roster_result *out);
/* The fault of a name, which must be there. */
const struct roster_fault *fault_of(const struct roster_result *out, const char *name);
void must_say(const char *text, const char *words);

#endif
