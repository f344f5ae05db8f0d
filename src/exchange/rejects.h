/* The rows that could not be taken: where they stood, why, and their cells as they were, in a file
 * that opens in a spreadsheet.  Corrected there and saved, it can be imported itself. */
#ifndef EXCHANGE_REJECTS_H
#define EXCHANGE_REJECTS_H

#include "exchange/line.h"

struct rejects;
/* The heading at once. Refuses path where it is the roster itself. */
struct rejects *rejects_create(
	const char *path, const char *roster, const struct grid *grid, GError **error);
bool rejects_put(struct rejects *r, const struct line *line, GError **error);
/* All but the name is on the disk. */
bool rejects_seal(struct rejects *r, GError **error);
bool rejects_commit(struct rejects **r, GError **error);
void rejects_cancel(struct rejects **r); /* does nothing for NULL */

#endif
