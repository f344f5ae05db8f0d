/* What was printed or written out about a case, when and by whom (F50). */
#ifndef MODEL_PRINT_LOG_H
#define MODEL_PRINT_LOG_H

#include "model/desk.h"

bool print_log_add(struct desk *desk, row_id casefile, const char *document, GError **error);
/* How often a document of a case was printed. */
bool print_log_count(
	struct desk *desk, row_id casefile, const char *document, int *n, GError **error);

#endif
