/* What was found out for a case beside people and money: the rows of the tables that the [facts] of
 * its programme name, as they are stored, and as people read them. */
#ifndef MODEL_FACT_ROWS_H
#define MODEL_FACT_ROWS_H

#include "model/casefile.h"

struct fact_list {
	const struct facts_def *def;
	const struct block_def *block; /* describes its columns */
	GPtrArray *rows;               /* GHashTable *, column -> text; oldest first */
};
void fact_list_free(struct fact_list *l);
JZ_DEFINE_AUTOPTR(fact_list, fact_list_free)

/* The rows of one [facts].  A code of a list that the program keeps ("@institutions") comes as its
 * name.  NULL with error, and where the forms do not describe it (error unset). */
struct fact_list *fact_list(
	struct desk *desk, row_id casefile, const struct facts_def *def, GError **error);
/* One for each [facts] of the programme, in its order; struct fact_list *. */
GPtrArray *fact_lists(struct desk *desk, const struct casefile *c, GError **error);
/* Newest row of a table in these lists, or NULL. */
GHashTable *fact_newest(const GPtrArray *lists, const char *table);
/* Of a column, those that a county added included; NULL where nobody has said. */
const char *fact_value(GHashTable *row, const char *column);
/* A value as people read it: label of a code, yuan; "***" for who may not read the field.  "" where
 * nothing is said.  Owned by the caller. */
char *fact_said(const struct desk *desk, const struct field_def *f, const char *value);
/* Where a [facts] describes its columns, or NULL. */
const struct block_def *fact_block(const struct library *lib, const struct facts_def *def);
/* "None" was the answer to the whole block (F7). */
bool fact_none(struct desk *desk, row_id casefile, const struct facts_def *def);

#endif
