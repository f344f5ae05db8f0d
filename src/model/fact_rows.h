/* The facts that a programme keeps of its cases (form/programme.h): the rows of a block's table, as
 * people read them. */
#ifndef MODEL_FACT_ROWS_H
#define MODEL_FACT_ROWS_H

#include "model/casefile.h"

struct fact_row {
	row_id id;
	char **values; /* one for each field of the block, "" where nothing is said */
};
void fact_row_free(struct fact_row *r);
/* The block that describes them, NULL where the forms have none. */
const struct block_def *fact_block(const struct desk *desk, const struct facts_def *def);
/* struct fact_row *, in the order of their entry. */
GPtrArray *fact_rows(
	struct desk *desk, row_id casefile, const struct facts_def *def, GError **error);
/* "None" was the answer to the whole block (F7). */
bool fact_none(struct desk *desk, row_id casefile, const struct facts_def *def);

#endif
