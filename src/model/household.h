/* Households: members from a day to a day, one head (F3). */
#ifndef MODEL_HOUSEHOLD_H
#define MODEL_HOUSEHOLD_H

#include "base/auto.h"

#include "model/person.h"

struct household {
	row_id id;
	char *village, *village_name, *address, *area, *phone;
};
struct household *household_get(struct desk *desk, row_id id, GError **error);
void household_free(struct household *h);
JZ_DEFINE_AUTOPTR(household, household_free)

struct member {
	row_id id;
	struct person *person;
	char *relation;
	day from, to; /* DAY_NONE: still */
	bool counted;
	char *uncounted_reason;
};
void member_free(struct member *m);
/* struct member *, head first, as of a day (DAY_NONE: everybody ever); free function set. */
GPtrArray *household_members(struct desk *desk, row_id household, day on, GError **error);
int household_counted(const GPtrArray *members);               /* N */
const struct member *household_head(const GPtrArray *members); /* or NULL */

struct household_row {
	row_id household, casefile;
	const char *head, *village, *address, *area, *file_no, *state;
	const char *programme;
	int members;
	bool restricted; /* the name is not for lists (model/look.h) */
	const char *sort;
};
bool household_page(struct desk *desk, const char *text, const char *sort, row_id anchor,
	bool before, int n, bool (*see)(const struct household_row *row, void *ctx), void *ctx,
	GError **error);

#endif
