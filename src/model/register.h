/* The office's registers (form/register.h): their rows by the queries of their files, and writing
 * them from a filled form.  Rows are facts like others: journaled, taken back, never lost. */
#ifndef MODEL_REGISTER_H
#define MODEL_REGISTER_H

#include "form/entry.h"
#include "model/desk.h"

bool register_may_write(const struct desk *desk, const struct register_def *reg);
bool register_may_read(const struct desk *desk, const struct register_def *reg);
/* Registers of a parent (NULL: those that stand by themselves) that may be read here; not owned. */
GPtrArray *register_under(const struct desk *desk, const char *parent);

/* A row as the register's query gives it; texts are good during the call. */
struct register_line {
	row_id id;
	const char *cell[REGISTER_COLUMNS]; /* as stored: fen, codes */
	const char *mark;                   /* "late", "warn", "done" or "" */
};
/* parent 0: the register stands by itself. */
bool register_rows(struct desk *desk, const struct register_def *reg, row_id parent,
	void (*see)(const struct register_line *line, void *ctx), void *ctx, GError **error);
/* What a row is called: its first column.  "" where there is none; owned by the caller. */
char *register_name(struct desk *desk, const struct register_def *reg, row_id id);
/* The row of the parent that a row belongs to, 0 where there is none. */
row_id register_parent(struct desk *desk, const struct register_def *reg, row_id id);
/* One line about a parent's rows; owned by the caller, NULL with error. */
char *register_summary(
	struct desk *desk, const struct register_def *reg, row_id parent, GError **error);
/* How many rows wait, by the register's `due`. */
bool register_due(struct desk *desk, const struct register_def *reg, int *n, GError **error);
/* The code list "@key" made of rows (attribute "row": the id); NULL where no file has it. */
struct code_list *register_codes(struct desk *desk, const char *key, row_id parent);

/* Puts a row into a form, for correction. */
bool register_fill(struct desk *desk, const struct register_def *reg, row_id id, struct entry *e,
	GError **error);
/* A finished form as a new row (*id 0, which it gets) or over an old one. */
bool register_save(struct desk *desk, const struct register_def *reg, row_id parent, row_id *id,
	const struct entry *e, GError **error);
/* A row entered in error; refused while others belong to it. */
bool register_delete(struct desk *desk, const struct register_def *reg, row_id id, GError **error);
/* The rows of a month that are not there yet, by the register's `make`; *made: how many. */
bool register_make(struct desk *desk, const struct register_def *reg, row_id parent, month m,
	int *made, GError **error);

/* Proves every query of the registers' files on an empty database. */
void register_check(const struct library *lib, struct ini_complaints *c);

/* Inside: opens a query of a register's file with what it may ask for. */
struct query *register_query(struct desk *desk, const struct register_def *reg, const char *sql,
	row_id parent, month m, GError **error);

#endif
