/* What is shown of the facts of a case (model/fact_rows.h), and in which order. */
#ifndef MODEL_FACT_COLUMNS_H
#define MODEL_FACT_COLUMNS_H

#include "model/fact_rows.h"

struct fact_column {
	const char *label;             /* of the forms, not owned */
	const struct field_def *field; /* NULL: found by the program, in the words of a list */
	char *name;                    /* in the table */
	const struct code_list *codes; /* NULL: none */
};
/* struct fact_column *: first what the file wants shown, then the other fields of the block.
 * n_first: how many of them are enough on the case screen. */
GPtrArray *fact_columns(const struct desk *desk, const struct facts_def *def, guint *n_first);
/* Of a row of the list, as people read it (fact_said); owned by the caller. */
char *fact_column_said(const struct desk *desk, const struct fact_column *column, GHashTable *row);

#endif
