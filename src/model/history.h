/* Who changed what of a case, when and why: read from the journal. */
#ifndef MODEL_HISTORY_H
#define MODEL_HISTORY_H

#include "model/casefile.h"

struct history {
	gint64 seq; /* of the journal: seconds do not tell what came last */
	char *at, *operator_name, *reason;
	char *what; /* table and column */
	char *from, *to;
};
void history_free(struct history *h);
/* struct history *, oldest first: the file, its household, members, persons, income and property,
 * papers, check, decisions. */
GPtrArray *history_of_case(struct desk *desk, row_id casefile, GError **error);

#endif
