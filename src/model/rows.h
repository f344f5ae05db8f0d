/* A block of a filled form as columns of a row. */
#ifndef MODEL_ROWS_H
#define MODEL_ROWS_H

#include "form/entry.h"
#include "store/change.h"

/* Adds the fields of one row of a block to r: money as fen with the keyed expression in
 * "<column>_as", "." and "*" as said, NULL where not asked, derived ages not at all.  skip
 * (NULL-ended, may be NULL): fields that go elsewhere.  Strings live as long as the entry and keep.
 */
void rows_record(struct record *r, const struct entry *e, int block, int row,
	const char *const *skip, GPtrArray *keep);
/* The first column of all rows, as row_id; ends the query, so that a change may follow. */
GArray *rows_ids(struct query *q, GError **error);
/* Refuses a form with a gap in a required field, by its name. */
bool rows_complete(const struct entry *e, GError **error);
/* The soft checks that were accepted, with their reasons; the place as "wage 1 declared".
 * casefile 0: the form is about no case. */
bool rows_accepted(struct change *c, row_id casefile, const struct entry *e, GError **error);
/* Index of a block by key, or -1. */
int rows_block(const struct form_def *form, const char *key);

#endif
