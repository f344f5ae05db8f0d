/* What was changed, when, by whom and why; a chain of BLAKE2b digests over all of it. */
#ifndef STORE_JOURNAL_H
#define STORE_JOURNAL_H

#include "store/db.h"

struct journal_entry {
	gint64 seq;
	const char *at, *operator_name, *reason;
	char op; /* 'I' insert, 'U' update, 'D' delete */
	const char *table;
	row_id row;
	const char *column;    /* one call for each column */
	const char *old_value; /* NULL where it was empty or the row is new */
	const char *new_value;
};
/* Calls see for each changed column of a row, oldest first; stop by returning false. */
bool journal_of_row(struct db *db, const char *table, row_id row,
	bool (*see)(const struct journal_entry *e, void *ctx), void *ctx, GError **error);

/* Head of the chain: its number and the first 16 hex digits of its digest, to print and keep. */
bool journal_head(struct db *db, gint64 *seq, char digest[17], GError **error);

struct journal_report {
	gint64 entries;
	gint64 bad_seq;     /* first broken link, or 0 */
	gint64 rows;        /* rows of facts compared with the journal */
	gint64 bad_rows;    /* rows that differ from what the journal says */
	char first_bad[96]; /* "person 1234" of the first, or "" */
};
/* Recomputes the chain, and replays it against every table of facts.  True where it ran through;
 * the report says what was found. anchor: NULL, or "SEQ:DIGEST" as journal_head printed it. */
bool journal_verify(
	struct db *db, const char *anchor, struct journal_report *report, GError **error);

#endif
