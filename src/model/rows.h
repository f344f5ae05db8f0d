/* A block of a filled form as columns of a row. */
#ifndef MODEL_ROWS_H
#define MODEL_ROWS_H

#include "form/entry.h"
#include "store/change.h"

/* Adds the asked fields of one row of a block to r: money as fen with the keyed expression in
 * "<column>_as" where the field keeps one, "." and "*" as said, derived ages not at all.  skip
 * (NULL-ended, may be NULL): fields that go elsewhere.  Strings live as long as the entry and keep.
 */
void rows_record(struct record *r, const struct entry *e, int block, int row,
	const char *const *skip, GPtrArray *keep);
/* Index of a block by key, or -1. */
int rows_block(const struct form_def *form, const char *key);

#endif
