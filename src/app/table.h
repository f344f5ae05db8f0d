/* A list of few rows that are made at once: no keyset, no search. */
#ifndef APP_TABLE_H
#define APP_TABLE_H

#include "app/session.h"

/* Serves list_source.page from all rows: struct list_row *, in order, ids unique. Takes all. */
bool table_page(GPtrArray *all, const struct list_row *anchor, bool before, int n, GPtrArray *rows);
/* An array that frees its rows. */
GPtrArray *table_new(void);
/* A row with the texts of its cells, NULL-ended. */
struct list_row *table_add(GPtrArray *all, gint64 id, ...) G_GNUC_NULL_TERMINATED;

#endif
