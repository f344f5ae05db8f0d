/* The facts that a programme keeps of its cases (form/programme.h): the rows of a block's table, as
 * people read them. */
#ifndef MODEL_FACT_ROWS_H
#define MODEL_FACT_ROWS_H

#include "model/casefile.h"

/* What is said of each: first what the file wants shown, then the other fields of the block. */
struct fact_column {
	const char *label;             /* of the forms, not owned */
	const struct field_def *field; /* NULL: found by the program, in the words of a list */
	char *name;                    /* in the table */
	const struct code_list *codes; /* NULL: none */
};
struct fact_row {
	row_id id;
	char **values; /* one for each column, "" where nothing is said */
};
void fact_row_free(struct fact_row *r);
/* struct fact_column *; n_first: how many of them are enough on the case screen. */
GPtrArray *fact_columns(const struct desk *desk, const struct facts_def *def, guint *n_first);
/* struct fact_row *, in the order of their entry. */
GPtrArray *fact_rows(
	struct desk *desk, row_id casefile, const struct facts_def *def, GError **error);
/* "None" was the answer to the whole block (F7). */
bool fact_none(struct desk *desk, row_id casefile, const struct facts_def *def);

#endif
