/* Until when a step must be done, and how near that is (K-62: a warning at 70 % and one working day
 * before). */
#ifndef RULE_DEADLINE_H
#define RULE_DEADLINE_H

#include "base/calendar.h"
#include "form/programme.h"
#include "rule/policy.h"

enum deadline_state { DEADLINE_FINE, DEADLINE_NEAR, DEADLINE_OVER };

struct deadline {
	const struct deadline_def *def;
	day from, due;
	int days;     /* the period; in months or years where the definition says so */
	int left;     /* working (or calendar) days left; negative when over */
	bool certain; /* false: the year has no calendar; shown as uncertain */
	enum deadline_state state;
};

/* from: day of the action that starts it; of a birthday's, the day of birth. False where the
 * parameter has no value. */
bool deadline_compute(const struct deadline_def *def, const struct policy *policy,
	const struct calendar *cal, const char *area, day from, day today, struct deadline *out);

#endif
