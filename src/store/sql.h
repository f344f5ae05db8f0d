/* The thin wall around SQLite, for the files of this room only.
 *
 * A statement carries the right it was prepared with, and the authorizer asks for it: what came
 * from outside the room can look and nothing else.  Parameters are $1, $2 .. in the order in which
 * they first appear.  Bound texts are borrowed until the next stmt_reset.
 */
#ifndef STORE_SQL_H
#define STORE_SQL_H

#include "base/auto.h"

#include <stdbool.h>
#include <glib.h>
#include "base/error.h"

#define SQL_APPLICATION_ID 0x4A5A4A5A /* JZJZ */

enum sql_right {
	SQL_LOOK,    /* any room's reading */
	SQL_FOREIGN, /* SQL from a file: reading, without drafts and password hashes, and timed */
	SQL_ROOM,    /* this room's own statements */
};
enum sql_file {
	SQL_FILE_READ,
	SQL_FILE_FROZEN, /* a medium that nobody can write: no lock, no shared memory */
	SQL_FILE_WRITE,
	SQL_FILE_COPY, /* a new file that is thrown away on any failure: no journal, no sync */
};
enum sql_state { SQL_ROW, SQL_DONE, SQL_FAILED };
enum sql_type { SQL_NULL, SQL_INT, SQL_TEXT, SQL_OTHER };

struct sql;
struct stmt;

struct sql *sql_open(const char *path, enum sql_file how, GError **error);
void sql_close(struct sql *sql);
JZ_DEFINE_AUTOPTR(sql, sql_close)

/* Several statements of this room, none of which returns rows that matter. */
bool sql_exec(struct sql *sql, const char *text, GError **error);
/* Whose file it is and of which version, from its first bytes: they are right also where a power
 * cut has left its pages to the log.  False where it is no database at all. */
bool sql_head(struct sql *sql, gint64 *application, gint64 *version);
/* The first value of the first row of one statement of this room; *out stays where there is none.
 */
bool sql_number(struct sql *sql, const char *text, gint64 *out, GError **error);
bool sql_word(struct sql *sql, const char *text, char **out, GError **error);
bool sql_in_transaction(struct sql *sql);
void sql_cache(struct sql *sql, int kibibytes);
/* Copies the database of from, as it stands in one moment, over the one of to. */
bool sql_copy(struct sql *to, struct sql *from, GError **error);
/* Sets the sentence for the last failure on this connection; returns false. */
bool sql_fail(struct sql *sql, GError **error);
/* True where the last failure only refused one row (a unique or foreign key, a check). */
bool sql_refused_row(struct sql *sql);

/* One statement; anything but blanks and comments after it is an error. */
struct stmt *sql_prepare(struct sql *sql, enum sql_right right, const char *text, GError **error);
void stmt_free(struct stmt *st);
JZ_DEFINE_AUTOPTR(stmt, stmt_free)
void stmt_limit(struct stmt *st, int seconds); /* time that all its steps may take together */
bool stmt_reads_only(struct stmt *st);

int stmt_parameters(struct stmt *st);
int stmt_parameter(struct stmt *st, const char *name); /* 0 where there is none */
void stmt_null(struct stmt *st, int i);
void stmt_int(struct stmt *st, int i, gint64 value);
void stmt_text(struct stmt *st, int i, const char *value, gssize len); /* NULL binds NULL */
void stmt_blob(struct stmt *st, int i, const void *bytes, size_t len);
void stmt_text_copy(struct stmt *st, int i, const char *value);

enum sql_state stmt_step(struct stmt *st);
void stmt_reset(struct stmt *st); /* the parameters become NULL */
/* Steps a statement that gives no rows, and resets it. */
bool stmt_run(struct stmt *st, GError **error);

int stmt_columns(struct stmt *st);
const char *stmt_name(struct stmt *st, int col);
enum sql_type stmt_type(struct stmt *st, int col);
gint64 stmt_get_int(struct stmt *st, int col);
const char *stmt_get_text(struct stmt *st, int col); /* NULL for NULL */
int stmt_get_bytes(struct stmt *st, int col);
const void *stmt_get_blob(struct stmt *st, int col);
const char *stmt_sql(struct stmt *st);

#endif
