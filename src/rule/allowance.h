/* What a child is paid: the standard less what is received already (policy.md 9.6, G-14).
 *
 *     pay = max(0, G - A)     one rounding, at the end
 */
#ifndef RULE_ALLOWANCE_H
#define RULE_ALLOWANCE_H

#include "rule/entitlement.h"

struct allowance_line {
	const char *label;  /* 低保（按人） */
	const char *source; /* file number */
	fen amount;         /* a month, of so many persons */
	int persons;        /* the child is one of them */
};

struct allowance_input {
	const char *label; /* 孤儿基本生活费标准（社会散居） */
	fen standard;      /* a month */
	const char *source;
	bool sample;
	const struct allowance_line *line;
	int n;
	fen round_unit;
	enum round_mode round_mode;
};

/* Not eligible where nothing is left to pay.  At most one line may have more than one person. */
bool allowance_compute(const struct allowance_input *in, struct entitlement *out, GError **error);

#endif
