/* Households with awards and a past of payments, for the tests of what is due for months behind. */
#ifndef TEST_MODEL_MONEY_H
#define TEST_MODEL_MONEY_H

#include "tests/unit/test_model_desk.h"

struct home {
	row_id household, head, casefile, award;
};

#define JAN (2026 * 12)
#define MAY (JAN + 4)

/* May 10, 2026: standards of dibao (rural 6240 a year since 2023), cents kept, half up; an
 * administrator, a clerk, two approvers, two payers. */
void money_office(struct place *p);
void money_set(struct place *p, const char *key, const char *area, const char *value, day from);
/* A case with so many members, head first, none of them old; its account is its number. */
struct home money_home(struct place *p, const char *programme, int number, int members);
row_id money_award(struct place *p, row_id casefile, const char *from, const char *to, int members,
	fen base, fen supplement, fen year_income);
/* The member of that place in the household, from 1. */
row_id money_member(struct place *p, const struct home *h, int seq);
/* A closed roster of the month with what each award in force says. */
void money_roster(struct place *p, const char *programme, month m);
/* Plans and approves as two payers. */
void money_pay(struct place *p, const char *programme, month m);
void money_text(
	struct place *p, const char *table, row_id id, const char *column, const char *value);
/* What the row of a case pays for a month with that reason (NULL: the regular row); -1: none. */
fen money_paid(struct place *p, row_id casefile, const char *for_month, const char *reason);
fen money_sum(struct place *p, const char *sql);
/* A row of income; who is the person, 0 none. */
row_id money_income(struct place *p, row_id casefile, row_id person, fen a_year);

#endif
