/* Corrections to an operator's account: the person's name, id number and employer. */
#ifndef MODEL_ACCOUNT_H
#define MODEL_ACCOUNT_H

#include "model/operator.h"

/* Administrators only; the login name stays, because the journal and drafts go by it. */
bool account_correct(struct desk *desk, row_id id, const char *name, const char *id_no,
	bool contracted, GError **error);

#endif
