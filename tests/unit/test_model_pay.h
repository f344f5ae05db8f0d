/* Households with awards at a desk, for the tests of payments. */
#ifndef TEST_MODEL_PAY_H
#define TEST_MODEL_PAY_H

#include "model/payment.h"
#include "model/payment_finding.h"
#include "tests/unit/test_model_desk.h"

#define JULY (2026 * 12 + 6)
#define AUGUST (JULY + 1)

struct home {
	row_id household, head, casefile, award;
};

row_id put_person(struct place *p, const char *name);
row_id put_member(struct place *p, row_id household, row_id person, const char *relation);
row_id put_award(struct place *p, row_id casefile, const char *from, const char *to, int members,
	fen base, fen supplement);
/* A case in that state with a head and an award from July 2026; its account is its number. */
struct home put_home(
	struct place *p, int number, const char *area, const char *state, int members, fen base);
void set_text(struct place *p, const char *table, row_id id, const char *column, const char *value);

/* 秀水镇 with a village, and a household of that village. */
void put_township(struct place *p);
void put_in_village(struct place *p, row_id household);

/* admin, clerk, payer1, payer2. */
void staff(struct place *p);
int plan(struct place *p, month m);
/* The batch that stands first of an area. */
row_id batch_id(struct place *p, const char *area);
void assert_row(struct place *p, const struct home *h, const char *words);
void check_batch(struct place *p, row_id batch);

#endif
