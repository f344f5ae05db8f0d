/* How much a dibao household gets: policy.md 9.1-9.4, D-50..D-55.
 *
 *     Y < N x S_year                     eligible (strict, D-01)
 *     base = round((N x S_year - Y) / 12)     one rounding, at the end (D-51, D-55)
 */
#ifndef RULE_ENTITLEMENT_H
#define RULE_ENTITLEMENT_H

#include "base/money.h"
#include "rule/working.h"

enum period { PER_MONTH, PER_YEAR, PER_ONCE };
enum round_mode { ROUND_UP, ROUND_HALF_UP, ROUND_DOWN };

struct income_line {
	const char *label;   /* 工资（王小明） */
	const char *article; /* D-12 */
	const char *source;  /* evidence */
	fen amount;
	enum period per;
	int months;     /* months of the period it was received in; 0: all of it */
	bool countable; /* false: listed, not counted (D-16) */
	bool deduction; /* subtracted (D-15, D-17) */
};

struct supplement_line { /* 分类施保, one person */
	const char *name;
	const char *category; /* label: 老年人 */
	int percent;          /* of the monthly standard */
	const char *kind;     /* of the part it makes: "elder" */
	gint64 person;        /* whose */
};

struct entitlement_input {
	int members;  /* N */
	fen standard; /* S */
	enum period standard_per;
	const char *standard_source; /* document number and date */
	bool standard_sample;        /* 示例 */
	int income_months;           /* D-11: 12 or 6; Y is brought to a year */
	const struct income_line *income;
	int n_income;
	const struct supplement_line *supplement;
	int n_supplement;
	fen round_unit; /* 1 fen, 10 jiao, 100 yuan; more is refused (D-55, P10) */
	enum round_mode round_mode;
	int unpaid;        /* D-65: members whose share of the base is not paid */
	int floor_percent; /* D-52: least base in percent of the standard; 0 off */
};

/* An amount is kept in parts, never merged (9.4). */
struct entitlement_part {
	const char *kind; /* code list part; a literal or interned */
	gint64 person;    /* 0: the household's */
	fen amount;
};

struct entitlement {
	bool eligible;
	fen year_income;   /* Y */
	fen year_standard; /* N x S_year */
	fen base;          /* monthly */
	fen supplement;
	fen total;
	GArray *parts;           /* struct entitlement_part, owned; they add up to total */
	struct working *working; /* owned */
};

/* False with an error for input that cannot be computed (no members, no standard, unit over 1
 * yuan). entitlement_clear frees the working. */
bool entitlement_compute(
	const struct entitlement_input *in, struct entitlement *out, GError **error);
void entitlement_clear(struct entitlement *e);
void entitlement_add_part(struct entitlement *e, const char *kind, gint64 person, fen amount);

/* The line that says how an amount is rounded. */
void entitlement_print_rounding(struct working *w, fen round_unit, enum round_mode mode);

/* Shared arithmetic, exact for any sign of numerator: numerator/denominator to a multiple of unit.
 */
fen round_quotient(gint64 numerator, gint64 denominator, fen unit, enum round_mode mode);
/* D-10: income under mult_num/mult_den times the standard, without division. */
bool entitlement_is_edge(fen year_income, fen year_standard, int mult_num, int mult_den);

#endif
