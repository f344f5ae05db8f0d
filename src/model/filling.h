/* A form being filled at this desk, without a screen: what it knows of villages, members,
 * colleagues and other files, and keying into it field by field. */
#ifndef MODEL_FILLING_H
#define MODEL_FILLING_H

#include "form/entry.h"
#include "model/casefile.h"

struct filling;
/* c: the case that it is about, NULL a new one. */
struct filling *filling_new(
	struct desk *desk, const char *form, const struct casefile *c, GError **error);
/* A row of a register, under a row of its parent (0: none); old: it is corrected. */
struct filling *filling_of_row(
	struct desk *desk, const char *form, row_id parent, bool old, GError **error);
void filling_free(struct filling *f);
JZ_DEFINE_AUTOPTR(filling, filling_free)
struct entry *filling_entry(struct filling *f);

/* What a person keys; a roster grows by a row.  A hard verdict is an error; a soft one is accepted
 * with the reason, and an error where that is NULL. */
bool filling_key(struct filling *f, const char *block, int row, const char *field,
	const char *typed, const char *reason, GError **error);
/* "None" as the answer to a roster. */
bool filling_none(struct filling *f, const char *block, GError **error);
/* Nothing stands against finishing; soft verdicts as in filling_key. */
bool filling_finish(struct filling *f, const char *reason, GError **error);

#endif
