/* The most that a grant may be: so many months of the dibao standard (policy.md 9.9, L-07, L-13).
 */
#ifndef RULE_CAP_H
#define RULE_CAP_H

#include "rule/entitlement.h"

struct cap_input {
	fen standard; /* of dibao */
	enum period standard_per;
	const char *standard_source;
	bool standard_sample;
	int months;  /* of the standard */
	int persons; /* that the standard counts for; 1 where the county counts the household once
		      */
	const char *article;
};

/* total is the cap, cut to whole fen; the working says how it comes about. */
bool cap_compute(const struct cap_input *in, struct entitlement *out, GError **error);

#endif
