/* Reports as data: every number is the sum of lines that a query gives, so that the number always
 * opens the names behind it (F52, N12).  Pure: no screen, no SQL is run here.
 *
 * The lines of a query have columns of these names: of a table  key, label, id, name, place, note
 * and those of its numbers; of all others  id, name, place, note, n  (and  of  where one query
 * gives both parts of a share).  id is a case file, or NULL.
 */
#ifndef FORM_REPORT_H
#define FORM_REPORT_H

#include <stdbool.h>
#include <glib.h>
#include "base/ini.h"

#define REPORT_COLUMNS 10

enum report_block_kind {
	REPORT_TEXT,     /* a heading and a paragraph */
	REPORT_TABLE,    /* rows of numbers */
	REPORT_SCORES,   /* the indicators of a report, level by level */
	REPORT_POINTS,   /* the sum of the points by first level */
	REPORT_PROBLEMS, /* what was found, counted */
	REPORT_MEASURES, /* what is to be done about it */
	REPORT_KINDS,
};

/* The unit says how a number is shown: 元 and 万元 are fen; a share is in %, or so many each. */
enum report_type {
	REPORT_COUNT,
	REPORT_YUAN,
	REPORT_WAN,
	REPORT_PERCENT,
	REPORT_RATIO,
	REPORT_WORDS
};

struct report_column {
	char *key, *label, *unit;
	enum report_type type;
	char *part, *whole; /* a share: two other columns of the table; else NULL */
	int line;
};

/* A part of the page.  What it does not need is NULL. */
struct report_def;
struct report_block {
	enum report_block_kind kind;
	char *key, *label;
	char *say;                        /* text, with {numbers} */
	char *lines;                      /* table: the query */
	char *rows;                       /* table: heading of its first column */
	char *chart;                      /* table: key of the column that is drawn as bars */
	bool total;                       /* table: a last row with the sums */
	GPtrArray *columns;               /* table: struct report_column * */
	char *from;                       /* key of another report that has it; NULL: this one */
	const struct report_def *report;  /* whose indicators, problems it prints; never NULL */
	const struct report_block *table; /* whose rows it prints: itself, or the other's */
	int line;
};

/* A single number for the text, or a problem with what is to be done about it. */
struct report_number {
	char *key, *label, *unit;
	enum report_type type;
	char *lines;
	char *measure; /* a problem's */
	int line;
};

struct report_indicator {
	char *key, *label, *unit;
	char *level1, *level2;
	char *counts;                  /* unit of numerator and denominator; unit: of the value */
	enum report_type type;         /* of them */
	int weight;                    /* points */
	char *numerator, *denominator; /* queries; denominator NULL: none, or share */
	char *share;                   /* one query for both */
	bool judged;                   /* a person says how many points, with evidence */
	gint64 full, zero;      /* hundredths of the value: full points, none; between: even */
	gint64 over, over_zero; /* the same above it; over 0: more is never worse */
	char *say;              /* the formula in words */
	int line;
};

struct report_def {
	char *key, *label, *file, *about, *note;
	int order;
	bool monthly;          /* of a month; else of a year */
	GPtrArray *blocks;     /* struct report_block *, as they are printed */
	GPtrArray *numbers;    /* struct report_number * */
	GPtrArray *problems;   /* struct report_number * */
	GPtrArray *indicators; /* struct report_indicator * */
	int line;
};

/* A query under a name that every report may ask (what "paid" means is said once). */
struct report_define {
	char *key, *query, *file;
	int line;
};

/* A file has definitions, or a report, or both; NULL where there is no report. */
struct report_def *report_read(const struct ini *ini, GPtrArray *defines, struct ini_complaints *c);
void report_def_free(struct report_def *report);
void report_define_free(struct report_define *define);

/* After all are read: blocks that are taken from another report find it. */
void report_resolve(const GPtrArray *reports, struct ini_complaints *c);

const struct report_column *report_column(const struct report_block *table, const char *key);

#endif
