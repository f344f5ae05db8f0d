/* A township's office on a new practice database, with a clerk at its desk; for the tests of
 * people, households and rosters. */
#ifndef OFFICE_FIXTURE_H
#define OFFICE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "model/desk.h"

struct office_fixture {
	char *dir;
	struct library *lib;
	struct desk *desk;
};

/* 盂县秀水镇 (140322100) on 2024-01-03. */
int office_open(void **state);
int office_close(void **state);
/* A file in the fixture's folder; owned by the caller. */
char *office_path(const struct office_fixture *o, const char *name);

/* Fails the test with the error's sentence where ok is false. */
void must(bool ok, GError **error);
/* The call was refused with that code and words in its sentence. */
void must_fail(bool ok, GError **error, int code, const char *words);
/* One number by SQL. */
gint64 number(struct office_fixture *o, const char *sql);

#endif
