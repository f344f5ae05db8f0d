/* The working of an amount: every operand, where it comes from, the article, the rounding, a proof.
 *
 * Stored with a decision as text, shown by one key, printed for the family; an independent checker
 * can compute the amount again from the lines alone.
 */
#ifndef RULE_WORKING_H
#define RULE_WORKING_H

#include <glib.h>
#include "base/auto.h"

struct working_line {
	char *label;   /* 家庭年收入合计 */
	char *operand; /* "12000.00 + 3600.00 = 15600.00" */
	char *value;   /* the line's result, plain: "15600.00" */
	char *unit;    /* 元/年, 人, 元/月, or "" */
	char *article; /* "D-12", or "" */
	char *source;  /* evidence: paper, document number, or "" */
};

struct working {
	GPtrArray *lines; /* struct working_line * */
};

struct working *working_new(void);
void working_free(struct working *w);
JZ_DEFINE_AUTOPTR(working, working_free)
void working_add(struct working *w, const char *label, const char *operand, const char *value,
	const char *unit, const char *article, const char *source);
/* One line each, fields separated by tabs; and back. Owned by the caller. */
char *working_to_text(const struct working *w);
struct working *working_from_text(const char *text);

#endif
