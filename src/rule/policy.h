/* Policy in force on a day: dated rows per key and area over the defaults of the law. */
#ifndef RULE_POLICY_H
#define RULE_POLICY_H

#include "base/auto.h"
#include "base/day.h"
#include "base/money.h"
#include "form/library.h"

struct policy_row {
	gint64 id;
	char *key;
	char *area;     /* "urban", "rural", or "" for both */
	char *value;    /* as stored: integer, fen, code or percent */
	day from;       /* first day in force */
	day to;         /* last day in force, DAY_NONE: still in force */
	char *document; /* number of the document that sets it */
	bool sample;    /* 示例: not a real standard */
};

struct policy;
struct policy *policy_new(const struct library *lib);
void policy_free(struct policy *p);
JZ_DEFINE_AUTOPTR(policy, policy_free)
/* Copies the row. */
void policy_add(struct policy *p, const struct policy_row *row);
const GPtrArray *policy_rows(const struct policy *p); /* struct policy_row * */

/* The row in force (an area's own before the common one), or NULL; of two, the later from. */
const struct policy_row *policy_row_at(
	const struct policy *p, const char *key, const char *area, day on);
/* Value in force, else the parameter's default, else NULL. */
const char *policy_value(const struct policy *p, const char *key, const char *area, day on);
gint64 policy_int(const struct policy *p, const char *key, const char *area, day on, gint64 none);

#endif
