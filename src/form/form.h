/* Entry forms as data: blocks of fields, rosters, checks.  Pure: no screen, no SQL. */
#ifndef FORM_FORM_H
#define FORM_FORM_H

#include <stdbool.h>
#include <glib.h>
#include "base/ini.h"
#include "base/money.h"
#include "form/expr.h"

enum field_type {
	FIELD_TEXT,
	FIELD_NAME, /* a person's name: blanks inside are dropped */
	FIELD_ID,   /* resident id number */
	FIELD_INTEGER,
	FIELD_MONEY, /* kept as fen; the keyed expression is kept beside it */
	FIELD_DATE,
	FIELD_MONTH,
	FIELD_CODE,
	FIELD_PHONE,
	FIELD_ACCOUNT, /* bank account */
};
const char *field_type_word(enum field_type t); /* its word in form files */

struct field_def {
	char *key; /* also the column, unless column says otherwise */
	char *column;
	char *label;
	char *help; /* what F1 shows; cites the rule */
	enum field_type type;
	char *codes;          /* list of a FIELD_CODE; "@name" is supplied by the program */
	int width;            /* columns shown; 0 by type */
	int length;           /* fixed length: auto-advance when full; 0 none */
	bool required;        /* a gap is a hard failure at the end (F10), not while typing */
	bool none_allowed;    /* "." alone: none, an explicit zero */
	bool unknown_allowed; /* "*": unknown or unreadable, its own state */
	bool carry;           /* taken over from the last form of this kind, shown dim */
	bool verify;          /* to be keyed blind by a second person */
	char **readers;       /* roles that may read it (C-20); none named: everybody */
	char *fallback; /* default: a literal, "today" or another field's key in braces {name} */
	char *derive;   /* "birth id_no", "sex id_no", "age birth", "copy FIELD", "workdays DAY
			   PARAM": shown, protected */
	char *skip_to;  /* field of the same form where "+" goes */
	struct expr *ask_if;  /* asked only where true; NULL always */
	struct expr *edit_if; /* else protected; NULL always */
	bool has_min, has_max;
	gint64 min, max; /* fen for money; day offset from today for dates ("0" = today) */
	int line;
};

struct block_def {
	char *key;
	char *label;
	char *table; /* table its rows go to, or NULL */
	bool roster; /* repeated rows */
	int min_rows, max_rows;
	bool none_required; /* an empty roster must be answered with "none" (F7: blank is not zero)
			     */
	struct expr *ask_if;
	GPtrArray *fields; /* struct field_def * */
	int line;
};

enum check_kind { CHECK_HARD, CHECK_SOFT, CHECK_FINISH_HARD, CHECK_FINISH_SOFT };

struct check_def {
	char *number; /* shown to the user: "D-02" */
	enum check_kind kind;
	char *block; /* run for each row of this block */
	struct expr *fail_if;
	char *say;     /* sentence, {field} replaced by the field's shown value */
	char **fields; /* the fields it speaks of; the first gets the cursor */
	int line;
};

struct form_def {
	char *key;
	char *label;
	char *file;
	GPtrArray *blocks; /* struct block_def * */
	GPtrArray *checks; /* struct check_def * */
};

struct form_def *form_read(const struct ini *ini, struct ini_complaints *c);
void form_free(struct form_def *form);
const struct block_def *form_block(const struct form_def *form, const char *key); /* or NULL */
const struct field_def *block_field(const struct block_def *block, const char *key);

#endif
