/* A report as it is read: headings, paragraphs and tables of finished texts, which the writers of
 * text, TSV, XLSX (report/xlsx.h) and PDF (report/pdf.h) lay out each in their way. */
#ifndef REPORT_BOOK_H
#define REPORT_BOOK_H

#include "base/auto.h"

#include "model/report.h"

#define BOOK_COLUMNS 12
#define BOOK_TEXT_LEN 32 /* of a number */

enum book_part_kind { BOOK_HEADING, BOOK_PARAGRAPH, BOOK_TABLE };

struct book_cell {
	char *text;
	bool is_number;
	double number; /* as text shows it, for a spreadsheet */
	int decimals;
};
struct book_row {
	bool sum; /* the sum of the others */
	struct book_cell cells[BOOK_COLUMNS];
};
struct book_column {
	char *key, *label, *unit; /* unit NULL: none */
	bool right;
};
struct book_table {
	char *key;
	GPtrArray *columns; /* struct book_column *, the rows' own headings first */
	GPtrArray *rows;    /* struct book_row * */
	int chart;          /* column that is drawn as bars, -1 none */
};
struct book_part {
	enum book_part_kind kind;
	char *text;
	struct book_table *table;
};
struct book {
	char *title, *office, *period, *made_on, *note; /* note NULL: none */
	bool practice;                                  /* every page says so */
	GPtrArray *parts;                               /* struct book_part * */
};

struct book *book_of(struct desk *desk, const struct report_run *run);
void book_free(struct book *b);
JZ_DEFINE_AUTOPTR(book, book_free)

/* In 100 columns at most where the numbers allow; owned by the caller. */
char *book_text(const struct book *b);
/* table, row, label, column, unit, value: one line a number; money in fen, shares with decimals.
 * Owned by the caller. */
char *book_tsv(const struct report_run *run);

/* A number as people read it, without its unit; "-" where it is not known.  Returns buf. */
const char *book_number(
	enum report_type type, const struct report_cell *cell, char buf[BOOK_TEXT_LEN]);
/* Hundredths as "4.36". */
const char *book_hundredths(gint64 n, char buf[BOOK_TEXT_LEN]);
/* The period as a title says it; owned by the caller. */
char *book_period(const struct report_run *run);

/* Complains about marks {x} in the texts of reports that mean nothing. */
void book_check(const struct library *lib, struct ini_complaints *c);

#endif
