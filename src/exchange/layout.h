/* How rosters look: kinds, what their columns may be called, rows that hold nobody.  All of it is
 * data in forms/rosters. */
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
	COLUMN_SOURCE, /* name of the file that a row was set aside from */
	COLUMN_N,
};

struct roster_kind {
	char *key, *label;
	char *programme, *area;
	GPtrArray *title; /* char *, as layout_fold makes them */
	int line;
};

enum row_kind { ROW_OTHER, ROW_TOTAL, ROW_FOOT };

struct layout;
/* Reads every file of forms/rosters; complaints name file and line. Never NULL. */
struct layout *layout_load(const struct library *lib, struct ini_complaints *c);
void layout_free(struct layout *layout);
JZ_DEFINE_AUTOPTR(layout, layout_free)

/* Text as headings are compared: without blanks and line ends, ASCII twins folded. */
char *layout_fold(const char *text);

/* What a heading's cell means, -1 unknown.  rank: the lower, the better the name. */
int layout_column(const struct layout *layout, const char *cell, int *rank);
/* True for a column that only other sorts of lists have. */
bool layout_is_foreign_column(const struct layout *layout, const char *cell);
/* The first and usual name of a column, for messages. */
const char *layout_word(const struct layout *layout, enum column column);
enum row_kind layout_row(const struct layout *layout, const char *first_cell);

/* By key or label; NULL unknown. */
const struct roster_kind *layout_kind(const struct layout *layout, const char *name);
const GPtrArray *layout_kinds(const struct layout *layout); /* struct roster_kind * */
/* The kind whose longest title words stand in text (folded), or NULL. */
const struct roster_kind *layout_recognise(const struct layout *layout, const char *text);
/* Words in text that say it is some other list, or NULL.  Not owned. */
const char *layout_foreign(const struct layout *layout, const char *text);
/* The month that a title or file name speaks of (2023年12月, 二〇二三年十二月, 2023-12, 202312),
 * not a full date; MONTH_NONE where it names none. */
month layout_month(const char *text);

#endif
