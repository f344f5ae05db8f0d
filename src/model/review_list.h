/* The items of a round in the order of the route, last year beside this year; and how far it is. */
#ifndef MODEL_REVIEW_LIST_H
#define MODEL_REVIEW_LIST_H

#include "model/review.h"

/* Which items; NULL and 0: all of the round. */
struct review_filter {
	row_id round;
	const char *village; /* division code */
	const char *class;   /* "A" "B" "C" */
	row_id visitor;
	bool open; /* only those that are */
};

struct review_row {
	row_id id, casefile, household, person;
	int seq, no; /* in the round; on the sheet of the village */
	const char *file_no, *programme, *case_state, *head, *village, *village_name;
	const char *address, *phone;
	const char *class, *due, *state, *visited_on, *visitor1, *visitor2, *outcome, *changed;
	const char *reason, *note, *settled_on;
	bool restricted; /* the name is not for lists (model/look.h) */
	/* A year ago and now; -1: nobody has said. */
	gint64 was_members, was_income, was_amount, members, income, amount;
};
/* seq: the item after (before) which to begin, 0 from the start (end). */
bool review_page(struct desk *desk, const struct review_filter *filter, int seq, bool before, int n,
	bool (*see)(const struct review_row *row, void *ctx), void *ctx, GError **error);
gint64 review_count(struct desk *desk, const struct review_filter *filter);
/* One item by its id; false with error where there is none. */
bool review_one(struct desk *desk, row_id item,
	bool (*see)(const struct review_row *row, void *ctx), void *ctx, GError **error);

/* How far the parts of a round are. */
enum review_part { REVIEW_BY_VILLAGE, REVIEW_BY_CLASS, REVIEW_BY_VISITOR };
struct review_sum {
	char *key, *label; /* of a visitor: the operator's id, his name */
	int items, done, exempt, open, late;
};
void review_sum_free(struct review_sum *s);
/* struct review_sum *; of visitors only done is filled: the households where they were. */
GPtrArray *review_sums(struct desk *desk, row_id round, enum review_part part, GError **error);

#endif
