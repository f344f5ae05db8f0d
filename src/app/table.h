/* Lists whose rows are all known at once: operators, settings, drafts, notes, batches. */
#ifndef APP_TABLE_H
#define APP_TABLE_H

#include "app/session.h"

/* Hands out the page that list_source.page asks for; all holds struct list_row * in their order and
 * loses those handed out. */
void table_page(GPtrArray *all, const struct list_row *anchor, bool before, int n, GPtrArray *rows);
/* An empty array that frees list rows. */
GPtrArray *table_rows(void);
/* Appends a caption; id must differ from every row's. */
void table_heading(GPtrArray *rows, gint64 id, const char *text);

/* A small fixed choice: labels NULL-ended; done gets the index. */
void table_choose(
	struct app *app, const char *title, const char *const *labels, dialog_done done, void *ctx);

#endif
