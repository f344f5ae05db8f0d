/* What a case is due for the months behind, and what was paid for them (policy.md 9.5, 9.7, F18).
 *
 * A month is reckoned as things stood on its first day: the award in force, the standard of that
 * day, the household without those who had died or left, the lines of income of that day.  Whoever
 * dies in a month is due that month and none after it.
 */
#ifndef MODEL_DUE_H
#define MODEL_DUE_H

#include "model/desk.h"
#include "rule/entitlement.h"

struct due_month {
	month m;
	row_id award;    /* in force; 0: none, nothing is due */
	int members;     /* N of that day */
	fen own;         /* what the award says; -1: there is none */
	fen year_income; /* Y that due rests on; -1: nobody said */
	fen due;
	fen paid;            /* what rosters paid, or will pay where none was made yet */
	fen held;            /* what a roster held back when it was approved: not paid */
	fen adjusted;        /* decided since, and in no roster yet; less what is to be paid back */
	bool expected;       /* no roster was made: paid is what the award says */
	const char *unknown; /* why it cannot be reckoned; due is what was paid, or NULL */
	const struct entitlement *e; /* how it is reckoned; NULL where nothing is */
};
/* What is still to be paid, or below zero to be paid back. */
fen due_difference(const struct due_month *m);

struct due_case {
	row_id casefile;
	const char *file_no, *area, *state;
	const GArray *months; /* struct due_month, every month asked for */
};

/* The cases of a programme with an award in any of the months, in order of their ids; of one case
 * only where casefile is not 0.  Everything in see is good during the call; it returns false to
 * stop, with an error or without. */
bool due_read(struct desk *desk, const struct programme *programme, row_id casefile, month from,
	month to, bool (*see)(const struct due_case *c, void *ctx, GError **error), void *ctx,
	GError **error);

/* The cases with an award in which a person stands or stood, row_id; an error where there is none.
 */
GArray *due_cases_of(struct desk *desk, const char *id_no, GError **error);

/* The first month that has no roster yet, this one's successor at the earliest: from there a new
 * award is paid, up to there the difference. */
month due_open_month(struct desk *desk, const char *programme, const char *area, GError **error);

#endif
