/* Runs the reports of forms/reports: numbers, the points they are worth, and the names behind each
 * number.  Every number is the sum of the lines of its query (form/report.h). */
#ifndef MODEL_REPORT_H
#define MODEL_REPORT_H

#include "base/auto.h"

#include "model/desk.h"

struct report_period { /* a year, or one month of it */
	int year;
	month from, to;
};
struct report_period report_year(int year);
struct report_period report_month(month m);

struct report_cell {
	gint64 n;    /* as its column counts: fen, hundredths of a percent */
	bool known;  /* false: nobody has said, or nothing to divide by */
	char *words; /* of a column of words, else NULL */
};
struct report_row {
	char *key, *label; /* key NULL: the sum of all */
	struct report_cell cells[REPORT_COLUMNS];
};
struct report_table {
	const struct report_block *def;
	GPtrArray *rows; /* struct report_row *, in order; the sum is the last */
};

enum report_score_state {
	SCORE_COUNTED, /* from the rows */
	SCORE_JUDGED,  /* by a person, with evidence */
	SCORE_WAITING, /* for a person's judgement */
	SCORE_NO_DATA, /* nothing to count from */
};
struct report_score {
	const struct report_indicator *def;
	enum report_score_state state;
	gint64 numerator, denominator; /* denominator 0 where it has none */
	gint64 value;                  /* hundredths: of a percent, or of the unit */
	int points;                    /* hundredths; 0 while it waits */
	char *evidence;                /* of a judgement */
};
struct report_count {
	const struct report_number *def;
	gint64 n;
};

struct report_run {
	const struct report_def *def;
	struct report_period period;
	GPtrArray *tables;   /* struct report_table *, one for each block that is one */
	GPtrArray *scores;   /* struct report_score *, of the indicators that it prints */
	GPtrArray *numbers;  /* struct report_count * */
	GPtrArray *problems; /* struct report_count *, also those with 0 */
};
struct report_run *report_run(struct desk *desk, const struct report_def *def,
	const struct report_period *period, GError **error);
void report_run_free(struct report_run *run);
JZ_DEFINE_AUTOPTR(report_run, report_run_free)
const struct report_table *report_run_table(
	const struct report_run *run, const struct report_block *block);
/* The report of which it prints indicators; itself where it prints none. */
const struct report_def *report_scores_of(const struct report_def *def);

/* Which number: of a table with row and column; of an indicator with its part; else a number or a
 * problem by its key. */
struct report_place {
	const struct report_block *table;
	const struct report_column *column;
	const char *row; /* NULL: of all rows */
	const struct report_indicator *indicator;
	bool whole; /* the denominator */
	const struct report_number *number;
};
/* A line of the list behind a number; texts are good during the call. */
struct report_name {
	row_id casefile;
	const char *name, *place, *note;
	gint64 n, of;    /* of: -1 where the query has none */
	bool restricted; /* the name is not for lists (model/look.h) */
};
/* Those that add something; where it is a share, what is missing comes first.  see returns false
 * to stop. */
bool report_names(struct desk *desk, const struct report_period *period,
	const struct report_place *place, bool (*see)(const struct report_name *name, void *ctx),
	void *ctx, GError **error);

/* Proves every query of the reports' files on an empty database. */
void report_check(const struct library *lib, struct ini_complaints *c);

/* Inside: WITH and all definitions, to stand before a SELECT; owned by the caller. */
char *report_with(const struct library *lib);
/* A part of the one statement that a report is: no, key, label and REPORT_COLUMNS numbers. */
char *report_table_sql(int no, const struct report_block *table);
char *report_sum_sql(int no, const char *lines, bool share);
char *report_names_sql(const char *with, const struct report_place *place);

#endif
