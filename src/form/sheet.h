/* The inside of an entry: cells, and what its parts do for each other.  Private to this room.
 *
 *   entry.c    rows, values in and out
 *   value.c    what was keyed, read by type
 *   scope.c    what a name in a condition means at a place
 *   settle.c   what follows from a change: what is asked, derived, filled by default
 *   judge.c    verdicts on a cell, a row, the whole
 *   resume.c   the draft's text and back
 */
#ifndef FORM_SHEET_H
#define FORM_SHEET_H

#include "form/entry.h"

enum origin {
	ORIGIN_EMPTY,   /* nothing yet */
	ORIGIN_DEFAULT, /* by the form's default; follows it until somebody keys */
	ORIGIN_DERIVED,
	ORIGIN_PUT,    /* from a row of the database or the last form */
	ORIGIN_LEGACY, /* put, and known to have been there before: entry_keep_legacy */
	ORIGIN_KEYED,
};

struct cell {
	char *value; /* never NULL */
	char *expression;
	enum mark mark;
	enum origin origin;
	bool asked;
	bool derived; /* derivation gave a value: nobody keys it */
};

struct row {
	int n;
	struct cell cells[];
};

struct part {            /* a block being filled */
	GPtrArray *rows; /* struct row * */
	bool asked;
	bool none;
};

enum derivation { DERIVE_NOT, DERIVE_BIRTH, DERIVE_SEX, DERIVE_AGE, DERIVE_COPY, DERIVE_WORKDAYS };

struct acceptance {
	const struct row *row;
	int block, field;
	char *number, *reason;
};

struct entry {
	const struct form_def *form;
	struct entry_env env;
	struct part *parts;  /* one per block */
	GPtrArray *accepted; /* struct acceptance * */
	bool dirty;          /* settle before anything is read */
};

/* All that follows from the last change, brought up to date. */
void sheet_refresh(const struct entry *e);
void acceptance_free(gpointer data);
const struct block_def *sheet_block(const struct entry *e, int block);
struct row *sheet_row(const struct entry *e, int block, int row);       /* or NULL */
struct cell *sheet_cell(const struct entry *e, struct place at);        /* or NULL */
int sheet_field_number(const struct block_def *block, const char *key); /* or -1 */
void cell_assign(struct cell *cell, const char *value, enum mark mark, enum origin origin);
void cell_clear(struct cell *cell);

/* What was keyed, read by type: text is what is stored.  Where it cannot be, the complaint and
 * the number of the rule. */
struct value {
	char *text;
	char *expression;
	char *complaint;
	const char *number;
};
void value_clear(struct value *v);
bool value_read(const struct field_def *def, const struct code_list *codes, day today,
	const char *typed, struct value *out);
/* A stored value as it is shown and keyed: money in yuan. Owned by the caller. */
char *value_shown(const struct field_def *def, const char *stored);

/* Where a name points, seen from a row of a block (block -1: from outside).  Where a roster has no
 * row yet, false and the place where its first would be. */
bool scope_find(const struct entry *e, struct place from, const char *name, struct place *out);
/* The value of any name, NULL where empty; valid until the next call with the same out. */
const char *scope_value(const struct entry *e, struct place from, const char *name, GString *out);
bool scope_true(const struct entry *e, struct place from, const struct expr *condition);
/* "{field}" in a sentence replaced by what is shown. */
char *scope_sentence(const struct entry *e, struct place from, const char *text);
/* Names that need no field: "today" "row" ...; NULL-ended. */
extern const char *const scope_words[];

enum derivation derive_parse(const char *text, char *source, char *on, size_t size);
void settle(struct entry *e);

/* Objections to what stands in a cell now, by its type and by the checks that speak of it and run
 * when it is left; accepted ones left out. */
GPtrArray *judge_left(struct entry *e, struct place at);
/* Acceptances that a new value of a cell makes void. */
void judge_forget(struct entry *e, struct place at);
struct verdict *verdict_new(int kind, const char *number, char *sentence, struct place at);

bool cell_is_answered(const struct cell *cell);

#endif
