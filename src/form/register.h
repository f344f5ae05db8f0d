/* Registers as data: lists that the office keeps and that are no cases (institutions, who lives
 * there, inspections ...).  Pure: no screen, no SQL is run here. */
#ifndef FORM_REGISTER_H
#define FORM_REGISTER_H

#include <stdbool.h>
#include <glib.h>
#include "base/ini.h"

#define REGISTER_COLUMNS 11 /* a list on the screen has no more cells but one */

enum register_type { REGISTER_TEXT, REGISTER_MONEY, REGISTER_NUMBER };

struct register_column {
	char *key;
	char *label;
	char *codes; /* the value is shown as the code's label; NULL: as it is */
	enum register_type type;
	int width;  /* columns of the screen */
	bool grow;  /* takes what is left of the line */
	bool wide;  /* only where the window is wide */
	bool total; /* the last line of the list has the sum */
	int line;
};

/* What follows from a filled form: a column of the row, by a query that knows the others. */
struct register_set {
	char *key; /* the column */
	char *query;
	int line;
};

/* A code list made of rows ("codes = @key"): key, label and id of each row. */
struct register_codes {
	char *key;
	char *label;
	char *query;
	int line;
};

/* What no form can see alone: the row is refused where the query finds anything. */
struct register_refusal {
	char *key; /* number of the rule */
	char *query;
	char *say;
	int line;
};

struct register_def {
	char *key;
	char *label;
	char *file;
	char *table;  /* its rows; NULL: the list is computed and nobody writes it */
	char *form;   /* entry form of a row */
	char *parent; /* register of which each row belongs to one row; NULL: stands by itself */
	char **roles, **readers; /* who writes; who reads (empty: everybody) */
	int order;
	char *query;   /* id, the columns, and "mark" (late, warn, done) where it is wanted */
	char *summary; /* one line for the parent's screen; NULL: how many rows */
	char *due;     /* how many wait, for the home screen, and what to call them */
	char *due_label;
	char *make;          /* rows of a month, all at once (F5) */
	char **needs;        /* parameters that must be set for it; they are :key in the queries */
	char *empty;         /* sentence where there are no rows */
	GPtrArray *columns;  /* struct register_column * */
	GPtrArray *sets;     /* struct register_set * */
	GPtrArray *refusals; /* struct register_refusal * */
	GPtrArray *codes;    /* struct register_codes * */
	int line;
};

struct register_def *register_read(const struct ini *ini, struct ini_complaints *c);
void register_free(struct register_def *reg);

#endif
