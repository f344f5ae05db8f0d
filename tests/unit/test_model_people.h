/* The groups of the tests of people, households, villages; each returns the number of failed tests.
 */
#ifndef TEST_MODEL_PEOPLE_H
#define TEST_MODEL_PEOPLE_H

#include "model/intake.h"
#include "tests/unit/office_fixture.h"

int run_division_tests(void);
int run_household_tests(void);
int run_intake_tests(void);
int run_search_tests(void);

/* One household through the intake, in a change of its own. */
enum intake_result take(struct office_fixture *o, const struct intake_household *h);
/* A dibao household of 2023-12 with these people. */
struct intake_household household_of(const struct intake_person *person, int n);

#endif
