/* A copy of the whole database in one checked file, and back.
 *
 * The file is a short header (magic, length, BLAKE2b digest, journal anchor) and the database; a
 * flipped byte or a missing end is refused.  Written beside the target and renamed, 0600.
 */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include "store/db.h"

struct backup_facts {
	gint64 journal_seq;
	char journal_digest[17];
	gint64 bytes;
	char made_at[20];
};

/* Copies while others may write (backup API), reads the copy back and checks it. */
bool backup_write(struct db *db, const char *path, struct backup_facts *facts, GError **error);
bool backup_check(const char *path, struct backup_facts *facts, GError **error);
/* Makes the database path from a backup; refuses to overwrite. */
bool backup_restore(
	const char *backup, const char *path, struct backup_facts *facts, GError **error);

#endif
