/* One line of income brought to a year: policy.md 9.1, D-11, D-16, D-17. */
#ifndef RULE_INCOME_H
#define RULE_INCOME_H

#include <stdbool.h>
#include "rule/entitlement.h"

/* What the line adds to Y: 0 where it is not counted, negative for a deduction.  False with an
 * error where it cannot be computed. */
bool income_year(const struct income_line *line, int income_months, fen *year, GError **error);
/* The computation as printed: "1000.00 x 12 = 12000.00".  Owned by the caller. */
char *income_operand(const struct income_line *line, int income_months);

#endif
