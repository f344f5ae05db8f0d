/* How rosters look: kinds, what their columns may be called, what words in them mean, rows that
 * hold nobody.  All of it is data: a file of forms/rosters is one layout; a file without a
 * [roster] is read as part of every other one.  A file of forms/lists is the layout of a list of
 * another department. */
#ifndef EXCHANGE_LAYOUT_H
#define EXCHANGE_LAYOUT_H

#include "base/auto.h"

#include "form/library.h"

enum column {
	COLUMN_SERIAL,
	COLUMN_VILLAGE,
	COLUMN_HEAD, /* name of the head of the household */
	COLUMN_NAME, /* name of the person in this row */
	COLUMN_RELATION,
	COLUMN_SEX,
	COLUMN_ID_NO,
	COLUMN_HEAD_ID,
	COLUMN_BIRTH,
	COLUMN_CLASS,
	COLUMN_MEMBERS,
	COLUMN_INCOME,
	COLUMN_AMOUNT,
	COLUMN_BANK,
	COLUMN_ACCOUNT,
	COLUMN_HOLDER,
	COLUMN_GRANTED,
	COLUMN_MONTH,
	COLUMN_AREA,
	COLUMN_ADDRESS,
	COLUMN_PHONE,
	COLUMN_PROGRAMME,
	COLUMN_SUPPORT, /* at home or in an institution */
	COLUMN_CARE_LEVEL,
	COLUMN_BASE, /* the parts of an amount */
	COLUMN_CARE,
	COLUMN_INSTITUTION,
	COLUMN_PLACING,
	COLUMN_CARER,
	COLUMN_CARER_ID,
	COLUMN_CARER_RELATION,
	COLUMN_CAUSE,
	COLUMN_WAY, /* from which money a grant was paid */
	COLUMN_PAID_ON,
	COLUMN_PAID, /* whether the bank could pay */
	COLUMN_REASON,
	COLUMN_NOTE,
	COLUMN_SOURCE,   /* name of the file that a row was set aside from */
	COLUMN_HAPPENED, /* of lists of other departments: when, until when, what, with whom */
	COLUMN_UNTIL,
	COLUMN_SORT,
	COLUMN_DETAIL,
	COLUMN_OTHER,
	COLUMN_OTHER_ID,
	COLUMN_N,
};

/* What a row is about; rosters of households give one several rows.  Records are what another
 * department says of a person. */
enum taking {
	TAKING_HOUSEHOLDS,
	TAKING_PERSONS,
	TAKING_GRANTS,
	TAKING_PAYMENTS,
	TAKING_RECORDS,
	TAKING_N
};
/* Where the month of a list stands: in its title; there, or else in the day it was made out; in
 * every row. */
enum dating { DATING_TITLE, DATING_REPORT, DATING_ROWS, DATING_N };

struct layout;
struct roster_kind {
	const struct layout *layout;
	char *key, *label;
	char **programmes; /* the first is that of a row that names none; of records none */
	bool death;        /* records: what happened is a death */
	bool both;         /* records: as much about the other one */
	char **answers;    /* records: sources of the check that they answer; may be empty */
	bool absence;      /* records: who is not in a whole list of it, has nothing there */
	char *area;        /* or NULL */
	char *state;       /* of the cases; NULL: the programme's state of being paid */
	GPtrArray *title;  /* char *, as layout_fold makes them */
	int line;
};

enum row_kind { ROW_OTHER, ROW_TOTAL, ROW_FOOT };

/* --- all of them ----------------------------------------------------------------------------- */

struct layouts;
/* Reads every file of forms/rosters and forms/lists; complaints name file and line. Never NULL. */
struct layouts *layouts_load(const struct library *lib, struct ini_complaints *c);
void layouts_free(struct layouts *all);
JZ_DEFINE_AUTOPTR(layouts, layouts_free)

const GPtrArray *layouts_list(const struct layouts *all);  /* struct layout * */
const GPtrArray *layouts_kinds(const struct layouts *all); /* struct roster_kind *, all of them */
/* By key or label; NULL unknown. */
const struct roster_kind *layouts_kind(const struct layouts *all, const char *name);
/* True for a programme whose rosters are of households. */
bool layouts_is_of_households(const struct layouts *all, const char *programme);

/* --- one of them ----------------------------------------------------------------------------- */

/* Text as headings are compared: without blanks and line ends, ASCII twins folded. */
char *layout_fold(const char *text);

enum taking layout_taking(const struct layout *layout);
enum dating layout_dating(const struct layout *layout);
/* What a heading's cell means, -1 unknown.  rank: the lower, the better the name. */
int layout_column(const struct layout *layout, const char *cell, int *rank);
/* True for a column that only other sorts of lists have. */
bool layout_is_foreign_column(const struct layout *layout, const char *cell);
/* The first and usual name of a column, for messages. */
const char *layout_word(const struct layout *layout, enum column column);
/* The columns that it cannot do without and that are not there (at: -1), for a message; NULL where
 * there are all.  Owned by the caller. */
char *layout_missing(const struct layout *layout, const int at[COLUMN_N]);
/* The names of all that it cannot do without; owned by the caller. */
char *layout_needed(const struct layout *layout);
enum row_kind layout_row(const struct layout *layout, const char *first_cell);

/* The columns whose words mean a code, ended by COLUMN_N. */
const enum column *layout_coded(const struct layout *layout);
/* The code that a word means in a column; NULL none.  What is on no list is "other", where the
 * column has such a code. */
const char *layout_code(
	const struct layout *layout, enum column column, const char *word, bool *other);
/* What there is to say in a column, for a message; owned by the caller. */
char *layout_choice(const struct layout *layout, enum column column);
/* The kind of part (code list part) that a column's money is; NULL none. */
const char *layout_part(const struct layout *layout, enum column column);
/* The programmes of its kinds that are paid once, for a purpose, are not paid by the month. */
bool layout_is_once(const struct layout *layout, const char *programme);

const GPtrArray *layout_kinds(const struct layout *layout); /* struct roster_kind * */
/* The kind whose longest title words stand in text (folded), or NULL.  len: of those words. */
const struct roster_kind *layout_recognise(
	const struct layout *layout, const char *text, size_t *len);
/* Words in text that say it is some other list, or NULL.  Not owned. */
const char *layout_foreign(const struct layout *layout, const char *text);
/* The month that a title or file name speaks of (2023年12月, 二〇二三年十二月, 2023-12, 202312),
 * not a full date; MONTH_NONE where it names none. */
month layout_month(const char *text);
/* The month of a full date in it. */
month layout_report_month(const char *text);
/* And that date; DAY_NONE where there is none. */
day layout_report_day(const char *text);

#endif
