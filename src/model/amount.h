/* What a case comes to on a day, with its working; how is named by the programme file:
 *
 *   gap        the difference to the standard, with supplements per person (9.3, 9.4)
 *   support    basic living and care of a destitute person (9.8)
 *   allowance  the standard of a child less what is received already (9.6)
 *   cap        the most that a grant may be (9.9); what is granted, the decision says
 */
#ifndef MODEL_AMOUNT_H
#define MODEL_AMOUNT_H

#include "model/casefile.h"
#include "rule/entitlement.h"

/* As the programme reckons it.  False with an error where something is missing (a standard, the
 * choice of support), also for a programme that pays nothing. */
bool amount_of_case(
	struct desk *desk, row_id casefile, day on, struct entitlement *out, GError **error);
/* Income against the standard of the programme, whatever is paid: the test of means (D-01, T-04,
 * D-10). */
bool amount_means(struct desk *desk, const struct casefile *c, day on, struct entitlement *out,
	GError **error);
bool amount_knows(const char *name);
/* Is the parameter a standard that amounts of the programme follow from? */
bool amount_uses(const struct programme *p, const char *param);

/* What a month's amount rests on, where it is not the case as it stands today. */
struct amount_facts {
	const struct programme *programme;
	const char *area;
	row_id casefile;
	int members;
	fen year_income;  /* as decided; -1: the lines of income that were in force */
	GHashTable *gone; /* persons whose lines count no more (row_id), or NULL */
	const struct supplement_line *supplement;
	int n_supplement;
};
/* The gap to the standard on a day, from those facts. */
bool amount_gap(struct desk *desk, const struct amount_facts *f, day on, struct entitlement *out,
	GError **error);
/* Basic living and care for a form of support ("home") and a level of self-care ("half"). */
bool amount_of_support(struct desk *desk, const char *area, const char *form, const char *level,
	day on, struct entitlement *out, GError **error);

/* What the members of a household receive of dibao on a day, and how many they are; 0 where none
 * runs (9.6). */
fen amount_of_dibao(struct desk *desk, row_id person, day on, int *persons, char **file_no);

#endif
