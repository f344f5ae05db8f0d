/* The database file: opening, statements, transactions.
 *
 * The only room with sqlite3.h.  Above it, a row is read by db_query/row_*, and written by nothing
 * but store/change.h (facts, journaled) and store/draft.h (what is being typed).  An authorizer
 * refuses every other write, and ATTACH, PRAGMA and schema changes with it.
 *
 * WAL, synchronous=FULL, foreign keys on, secure_delete on, the file 0600.
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "base/auto.h"

#include <stdbool.h>
#include <glib.h>
#include "base/error.h"

typedef gint64 row_id; /* division 30 bits | station 4 bits | counter 29 bits; 0 is no row */

struct db;

enum db_mode { DB_READ, DB_WRITE };

/* A new file for an office (its division code, at most 9 digits, and station 0-15).  Refuses an
 * existing file. practice: marked as practice for ever. */
bool db_create(const char *path, gint64 office, int station, bool practice, GError **error);
/* Opens and migrates.  Refuses a missing file, a file of another program, a database newer than
 * this program; each in one sentence. */
struct db *db_open(const char *path, enum db_mode mode, GError **error);
/* Reports statements that were left open, with their SQL, on stderr in test runs (JZ_TEST). */
void db_close(struct db *db);
JZ_DEFINE_AUTOPTR(db, db_close)
/* An empty database of today's schema, in memory only: SQL from files is proved on it. */
struct db *db_scratch(GError **error);

/* Is there a table of facts of that name in today's schema? */
bool db_knows_table(const char *table);

/* While a new file is filled that nobody has yet, its changes are not synced one by one: what
 * breaks off is thrown away.  The first change after it syncs what there is. */
bool db_hurry(struct db *db, bool hurry, GError **error);

const char *db_path(const struct db *db);
gint64 db_office(const struct db *db);
int db_station(const struct db *db);
bool db_is_practice(const struct db *db);
/* Counts every commit by any process: screens reload when it moves. */
gint64 db_version(struct db *db);
/* Every page, index and reference of the file; for verify, not for every start. */
bool db_check(struct db *db, GError **error);

/* --- reading ---------------------------------------------------------------------------------
 * A query is a cached prepared statement, bound and ready to step:
 *
 *     struct query *q = db_query(db, "SELECT name FROM person WHERE id = $1", "i", id);
 *     while (query_next(q))
 *             use(query_text(q, 0));
 *     if (!query_end(q, error))
 *             return false;
 *
 * sql must be a string that lives as long as db (a literal, or interned).  types names one
 * parameter each, in order $1, $2 ...: i gint64, t text (NULL binds NULL), n NULL (no argument).
 * A failure is kept and returned by query_end, so the loop needs no check inside.  query_end must
 * always be called; it also gives the statement back.
 */
struct query;
struct query *db_query(struct db *db, const char *sql, const char *types, ...);
bool query_next(struct query *q);
bool query_end(struct query *q, GError **error);
int query_columns(const struct query *q);
bool query_is_null(struct query *q, int col);
bool query_is_int(struct query *q, int col);
gint64 query_int(struct query *q, int col);       /* 0 for NULL */
const char *query_text(struct query *q, int col); /* "" for NULL; good until the next step */
char *query_dup(struct query *q, int col);        /* NULL for NULL; owned by the caller */

/* One value of one row. False with error unset where there is no row (db_one_int leaves *out). */
bool db_one_int(
	struct db *db, gint64 *out, GError **error, const char *sql, const char *types, ...);
char *db_one_text(struct db *db, GError **error, const char *sql, const char *types, ...);

/* A read snapshot over several queries; nests. */
bool db_read_begin(struct db *db, GError **error);
void db_read_end(struct db *db);

/* Runs SQL that came from a file (a check, a county's list): refused unless it is one read-only
 * SELECT; stopped after seconds.  Bind by name with query_bind_*.  Not cached: query_end frees. */
struct query *db_foreign_query(struct db *db, const char *sql, int seconds, GError **error);
int query_parameters(const struct query *q);
bool query_bind_text(struct query *q, const char *name, const char *value); /* false: no such */
bool query_bind_int(struct query *q, const char *name, gint64 value);
const char *query_name(const struct query *q, int col);

#endif
