/* What this room knows of a table of facts, and the statements that write its rows. */
#ifndef STORE_TABLE_H
#define STORE_TABLE_H

#include "store/body.h"
#include "store/change.h"
#include "store/room.h"

#define TABLE_NO_COLUMN (-1) /* the field lives in the JSON column "extra" */

struct column {
	char *name;
	gsize len;
	bool not_null;
	bool integer;        /* else text */
	bool secret;         /* a password hash: the journal keeps only a digest of it */
	struct value preset; /* the DEFAULT; NULL where there is none */
};

/* For one list of columns in one order: where they go and the statements for it. */
struct plan {
	const struct table *table;
	int n;
	char **name;
	gsize *len;
	int *column; /* index in the table, or TABLE_NO_COLUMN */
	bool has_extra;
	int n_preset; /* columns with a DEFAULT that the list leaves out */
	int *preset;
	struct stmt *insert; /* id, fields, presets, extra */
	struct stmt *select; /* fields, extra */
	struct stmt *update; /* fields, extra, id */
};

struct table {
	struct db *db;
	char *name;
	int n; /* columns without id */
	struct column *column;
	int extra; /* index of the column "extra", or TABLE_NO_COLUMN */
	GPtrArray *plans;
	struct stmt *all; /* every column but id, of one row */
	struct stmt *delete;
};

GHashTable *table_cache_new(void);
/* Error where there is no such table of facts. */
struct table *table_find(struct db *db, const char *name, GError **error);
/* Index of the column, or TABLE_NO_COLUMN. */
int table_column(const struct table *t, const char *name, gsize len);
/* The fields of the record but its id. */
struct plan *table_plan(struct table *t, const struct record *r, GError **error);
/* Statements with the columns they need; NULL with error. */
struct stmt *table_insert(struct table *t, struct plan *p, GError **error);
struct stmt *table_select(struct table *t, struct plan *p, GError **error);
struct stmt *table_update(struct table *t, struct plan *p, GError **error);
struct stmt *table_all(struct table *t, GError **error);
struct stmt *table_delete(struct table *t, GError **error);

/* The value of a result column, borrowed until the next step. */
struct value table_value(struct stmt *st, int col);
/* What the journal says for a value of this column: itself, or for a secret its digest in buf. */
#define TABLE_SECRET_LEN 33
struct value table_journaled(
	const struct column *column, const struct value *v, char buf[TABLE_SECRET_LEN]);

#endif
