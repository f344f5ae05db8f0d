/* Exact division of amounts in integers, and the decimal that shows it. */
#ifndef RULE_QUOTIENT_H
#define RULE_QUOTIENT_H

#include <stdbool.h>
#include <glib.h>

#define QUOTIENT_LEN 40

/* How numerator/denominator fen reads in yuan: at most four decimals, the rest cut off, no idle
 * zeros.  *exact is cleared where something was cut off.  Returns buf.  Numerator from 0,
 * denominator from 1 to 10^12. */
const char *quotient_print(
	gint64 numerator, gint64 denominator, char buf[QUOTIENT_LEN], bool *exact);

#endif
