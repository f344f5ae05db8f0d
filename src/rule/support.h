/* What a destitute person is paid: basic living and care, two amounts (policy.md 9.8, T-23, T-24).
 */
#ifndef RULE_SUPPORT_H
#define RULE_SUPPORT_H

#include "rule/entitlement.h"

struct support_line {
	const char *label;  /* 基本生活标准（分散供养） */
	const char *source; /* document and first day */
	bool sample;        /* 示例 */
	fen amount;         /* a month */
};

/* False with an error where the basic standard is not over 0 or the sum cannot be kept. */
bool support_compute(const struct support_line *basic, const struct support_line *care,
	struct entitlement *out, GError **error);

#endif
