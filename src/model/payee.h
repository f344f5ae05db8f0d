/* The bank account that a case is paid to (C-13, C-14, F31). */
#ifndef MODEL_PAYEE_H
#define MODEL_PAYEE_H

#include "form/entry.h"
#include "model/casefile.h"

/* From the form "account" into the case, and back. */
bool payee_save(struct desk *desk, row_id casefile, const struct entry *e, GError **error);
bool payee_fill(struct desk *desk, row_id casefile, struct entry *e, GError **error);

#endif
