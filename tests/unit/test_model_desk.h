/* A desk on a new database, and the groups that work on it; each returns the number of failed
 * tests. */
#ifndef TEST_MODEL_DESK_H
#define TEST_MODEL_DESK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "model/desk.h"

struct place {
	char *dir, *path;
	struct library *lib;
	struct desk *desk;
};
/* An empty database of office 140322100 on 2026-07-15, for practice or in earnest. */
int place_practice(void **state);
int place_earnest(void **state);
int place_leave(void **state);
void place_reopen(struct place *p);

/* Fails the test with the error's sentence where ok is false. */
void must(bool ok, GError **error);
/* The call must have been refused with that code; the sentence must hold words. */
void refused(bool ok, GError **error, int code, const char *words);

/* An account with practice password, made by whoever may; sits nobody down. */
row_id person_at_desk(struct place *p, const char *login, const char *roles, const char *id_no);
void sit(struct place *p, const char *login);
/* One row outside of the model's own functions. */
row_id put(struct place *p, struct record *r);
void set(struct place *p, row_id id, struct record *r);

int run_lock_tests(void);
int run_operator_tests(void);
int run_setting_tests(void);
int run_payment_tests(void);
int run_pay_check_tests(void);
int run_pay_cycle_tests(void);
int run_retro_tests(void);
int run_adjustment_tests(void);

#endif
