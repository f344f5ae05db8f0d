/* An independent reader of a printed working: it knows the text alone, none of the program's
 * numbers or arithmetic, and computes the amount again (N1). */
#ifndef TEST_RULE_CHECKER_H
#define TEST_RULE_CHECKER_H

#include <stdbool.h>
#include <glib.h>

/* True with the amount in fen; false with a complaint (owned by the caller) where any line does
 * not follow from what is printed. */
bool checker_recompute(const char *text, gint64 *amount, char **complaint);

#endif
