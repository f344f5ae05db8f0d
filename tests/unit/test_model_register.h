/* What the tests of registers share: rows keyed into their forms, and read back as lines. */
#ifndef TEST_MODEL_REGISTER_H
#define TEST_MODEL_REGISTER_H

#include "model/filling.h"
#include "model/register.h"
#include "tests/unit/office_fixture.h"

const struct register_def *the_register(struct office_fixture *o, const char *key);
/* A form with "field=value; field=value" keyed into it; soft checks are accepted. */
struct filling *filling_at(
	struct office_fixture *o, const char *key, row_id parent, bool old, const char *fields);
row_id add_row(struct office_fixture *o, const char *key, row_id parent, const char *fields);
/* The form is fine, the row is not. */
void refuse_row(struct office_fixture *o, const char *key, row_id parent, const char *fields,
	int code, const char *words);
/* "cell|cell|mark\n" of each row, as stored. Owned by the caller. */
char *rows_of(struct office_fixture *o, const char *key, row_id parent);
/* A new operator with these roles takes the seat. */
void sit_as(struct office_fixture *o, const char *roles);
/* A row past the registers. */
row_id put_row(struct office_fixture *o, const struct record *r);
/* An institution with an account for special funds. */
row_id make_home(struct office_fixture *o);

int run_register_money_tests(void);

#endif
