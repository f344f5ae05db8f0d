/* What was found out for a case beside people and money: the rows of the tables that the [facts] of
 * its programme name, as they are stored. */
#ifndef MODEL_FACT_ROWS_H
#define MODEL_FACT_ROWS_H

#include "model/casefile.h"

struct fact_list {
	const struct facts_def *def;
	const struct block_def *block; /* describes its columns */
	GPtrArray *rows;               /* GHashTable *, column -> text; oldest first */
};

/* One for each [facts] of the programme, in its order; struct fact_list *.  A code of a list that
 * the program keeps ("@institutions") comes as its name. */
GPtrArray *fact_lists(struct desk *desk, const struct casefile *c, GError **error);
/* Newest row of a table in these lists, or NULL. */
GHashTable *fact_newest(const GPtrArray *lists, const char *table);
/* Of a column, those that a county added included; NULL where nobody has said. */
const char *fact_value(GHashTable *row, const char *column);
/* Where a [facts] describes its columns, or NULL. */
const struct block_def *fact_block(const struct library *lib, const struct facts_def *def);

#endif
