/* The queues of the home screen: what waits for whom, what is due, what is overdue. */
#ifndef MODEL_QUEUE_H
#define MODEL_QUEUE_H

#include "model/desk.h"

struct queue {
	const char *key; /* filter for casefile_page */
	char *label;     /* translated */
	int count, due_today, overdue;
	unsigned roles; /* whose work it is */
};
/* All queues in the order of the screen; struct queue *, which the array frees. */
GPtrArray *queue_list(struct desk *desk, GError **error);
/* The SQL condition on casefile c (alias) for a queue key, for casefile_page; NULL unknown.
 * Interned.
 */
const char *queue_condition(const struct desk *desk, const char *key);

#endif
