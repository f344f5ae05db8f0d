/* Changes of a running case: what its tests share. */
#ifndef TEST_MODEL_CHANGE_H
#define TEST_MODEL_CHANGE_H

#include "tests/unit/test_model_flow.h"

/* A household of three that is paid from 2026-07: rural standard 6240 a year, wage of the wife
 * 3600, supplements 10, 5 and 5 percent of 520: (18720 - 3600) / 12 + 104 = 1364.00 a month. The
 * day is 2026-08-10, and the clerk sits there. */
row_id paid_case(struct town *t, int number);
struct filling *change_form(struct town *t, row_id casefile, const char *action, const char *since);
/* Done by the clerk; false where it was refused. */
bool change(struct town *t, row_id casefile, const char *action, struct filling *f);
/* The family is heard today (C-11). */
void hear(struct town *t, row_id casefile);
/* "王建国01 李秀英02": members of a day with their relations. */
char *people_on(struct town *t, row_id casefile, const char *day);
/* Rows of the journal: nothing was written where it stays. */
gint64 journal_size(struct town *t);
/* What the award in force in a month pays, -1 nothing. */
fen paid_in(struct town *t, row_id casefile, const char *for_month);
/* Refused with these words, and nothing is written. */
void refuses(
	struct town *t, row_id casefile, const char *action, struct filling *f, const char *words);

int run_change_tests(void);
int run_change_money_tests(void);
int run_change_random_tests(void);

#endif
