/* How a bank wants its file, and how it answers (F39, F40): a file of forms/banks is one layout. */
#ifndef FORM_BANK_H
#define FORM_BANK_H

#include <stdbool.h>
#include <glib.h>
#include "base/ini.h"

enum bank_value {
	BANK_SERIAL, /* of the row, from 1 */
	BANK_FILE_NO,
	BANK_HEAD,
	BANK_ID_NO,
	BANK_VILLAGE,
	BANK_HOLDER,
	BANK_BANK,
	BANK_ACCOUNT,
	BANK_AMOUNT,
	BANK_MONTH,     /* 202607 */
	BANK_PROGRAMME, /* its label */
	BANK_OFFICE,
	BANK_COUNT, /* rows of the file */
	BANK_TOTAL, /* their sum */
	BANK_DATE,  /* of today, 20260709 */
	BANK_TEXT,  /* as it stands in the file */
	BANK_VALUES,
};

struct bank_field {
	enum bank_value value;
	char *label; /* heading of the column */
	char *text;  /* of BANK_TEXT */
	int width;   /* bytes in the file's encoding; fixed width only */
	bool right, zeros;
	int line;
};

enum bank_result {
	BANK_RESULT_ACCOUNT,
	BANK_RESULT_HOLDER,
	BANK_RESULT_AMOUNT,
	BANK_RESULT_OUTCOME,
	BANK_RESULTS
};

struct bank_def {
	char *key, *label, *file;
	bool fixed;                            /* else CSV */
	bool gb18030;                          /* else UTF-8 */
	bool fen;                              /* amounts without a point; else yuan */
	bool heading;                          /* a row with the labels of the columns */
	GPtrArray *header, *columns, *trailer; /* struct bank_field *, of a row each */

	/* The answer: where things stand. */
	int skip_first, skip_last; /* lines of a fixed-width answer that are no rows */
	struct {
		char **words;  /* CSV: what the heading may be */
		int at, width; /* fixed: first byte, from 1; 0: it is not there */
	} result[BANK_RESULTS];
	char **paid, **failed; /* words of an outcome; the longest that is in it counts */
	int line;
};

struct bank_def *bank_read(const struct ini *ini, struct ini_complaints *c);
void bank_free(struct bank_def *b);

#endif
