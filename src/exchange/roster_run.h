/* One run over a roster.  What a row is about decides who takes it: roster_household.c,
 * roster_single.c (a person's case, a grant), roster_payment.c, roster_record.c (a list of another
 * department); roster_kind.c says what file it is.
 * Private. */
#ifndef EXCHANGE_ROSTER_RUN_H
#define EXCHANGE_ROSTER_RUN_H

#include "exchange/group.h"
#include "exchange/refused.h"
#include "exchange/rejects.h"
#include "exchange/roster.h"
#include "exchange/seen.h"
#include "model/external.h"
#include "model/intake.h"

struct run {
	struct desk *desk;
	const char *path;
	const struct roster_options *options;
	struct roster_result *out;
	struct layouts *layouts;
	struct grid *grid;
	const struct layout *layout;
	const struct roster_kind *kind;
	struct line_reader *reader;
	struct rejects *rejects;
	struct change *change;
	struct intake *intake;     /* NULL for a file that is known, and for lists */
	struct external *external; /* of a list; NULL for a file that is known */
	struct group group;
	char *digest;
	char *township;
	GHashTable *villages; /* words -> code or "" */
	struct seen *seen;    /* id numbers */
	struct seen *words;   /* grants or payments that came before */
	struct seen *made;    /* cases that payments had to make */
	int n_made;
	struct refused *refused; /* by the database; of a file that is known, then */
};

/* --- roster.c --- */
/* row 0: about the file. */
void run_remark(struct run *run, int row, const char *sentence);
bool run_reject(struct run *run, const struct line *line, GError **error);
/* The line was taken. */
void run_took(struct run *run, const struct line *line, enum intake_result result);
const char *run_village(struct run *run, const char *words);
/* A fault where the id number stands in a row before. */
void run_judge_seen(struct run *run, struct line *line);
/* The line that the database refuses, or refused when the file was new; false: it did not. */
bool run_refused_before(struct run *run, struct line *line);
void run_refuse(struct run *run, struct line *line, const char *sentence);

/* --- roster_kind.c --- */
bool run_recognise(struct run *run, GError **error);
/* The month of a file that names none, by its first row. */
void run_settle_month(struct run *run, month of_row);

/* --- who takes a row, and what is left at the end of the file --- */
bool household_take(struct run *run, struct line *line, GError **error);
bool household_end(struct run *run, GError **error);
bool single_take(struct run *run, struct line *line, GError **error);
bool payment_take(struct run *run, struct line *line, GError **error);
bool payment_end(struct run *run, GError **error);
bool record_begin(struct run *run, GError **error);
bool record_take(struct run *run, struct line *line, GError **error);
bool record_end(struct run *run, GError **error);

#endif
