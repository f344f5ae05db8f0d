/* What a row must hold, if the journal is right; compared with what it holds. */
#ifndef STORE_REPLAY_H
#define STORE_REPLAY_H

#include "store/journal.h"

/* Plays the journal once in the order of rows beside all tables of facts; adds rows, bad_rows and
 * first_bad to the report.  Inside a read snapshot. */
bool replay_all(struct db *db, struct journal_report *report, GError **error);
/* Counts one bad row. */
void replay_blame(struct journal_report *report, const char *table, row_id row);

#endif
