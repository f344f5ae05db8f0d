/* The only file that knows SQLite.  What it adds to the library: the authorizer, a time limit, and
 * one translated sentence for whatever goes wrong. */
#include "config.h"
#include "store/sql.h"

#include <sqlite3.h>
#include <string.h>
#include "base/i18n.h"

/* Another process may hold the lock for one import at most; then the user is told (T9). */
#define BUSY_MS 2000
/* No value is longer: a check from a file must not be able to fill the memory. */
#define LONGEST_VALUE (64 << 20)
#define STEPS_BETWEEN_LOOKS_AT_THE_CLOCK 2000

struct sql {
	sqlite3 *db;
	char *path;
	enum sql_right right; /* of the statement that is being prepared or stepped */
	gint64 deadline;      /* monotonic microseconds, or 0 */
};

struct stmt {
	sqlite3_stmt *st;
	struct sql *sql;
	enum sql_right right;
	gint64 left; /* microseconds that its steps may still take, or 0 */
};

static bool is_private(const char *table, const char *column)
{
	return g_strcmp0(table, "draft") == 0 ||
		(g_strcmp0(table, "operator") == 0 && g_strcmp0(column, "secret") == 0);
}

static int authorize(void *ctx, int action, const char *a, const char *b, const char *database,
	const char *trigger)
{
	const struct sql *sql = ctx;

	(void)database;
	(void)trigger;
	if (sql->right == SQL_ROOM)
		return action == SQLITE_ATTACH || action == SQLITE_DETACH ? SQLITE_DENY : SQLITE_OK;
	switch (action) {
	case SQLITE_READ:
		return sql->right == SQL_FOREIGN && is_private(a, b) ? SQLITE_DENY : SQLITE_OK;
	case SQLITE_UPDATE:
		/* Asked while json_each declares its columns; a real one SQLite refuses itself. */
		return g_strcmp0(a, "sqlite_master") == 0 ? SQLITE_OK : SQLITE_DENY;
	case SQLITE_SELECT:
	case SQLITE_FUNCTION:
	case SQLITE_RECURSIVE:
		return SQLITE_OK;
	default:
		return SQLITE_DENY;
	}
}

static int look_at_the_clock(void *ctx)
{
	const struct sql *sql = ctx;

	return sql->deadline && g_get_monotonic_time() > sql->deadline;
}

static bool fail_by_code(int code, const char *path, const char *message, GError **error)
{
	switch (code & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return jz_fail(
			error, JZ_ERROR_BAD, _("another jiuzhu is saving to %s; try again"), path);
	case SQLITE_FULL:
		return jz_fail(error, JZ_ERROR_BAD,
			_("the disk is full and nothing was saved to %s; free some space and try "
			  "again"),
			path);
	case SQLITE_READONLY:
	case SQLITE_PERM:
		return jz_fail(error, JZ_ERROR_BAD,
			_("%s cannot be written; check the rights of the file and its folder"),
			path);
	case SQLITE_CANTOPEN:
		return jz_fail(error, JZ_ERROR_BAD,
			_("%s cannot be opened; check the rights of the file and its folder"),
			path);
	case SQLITE_IOERR:
		return jz_fail(error, JZ_ERROR_BAD,
			_("the disk refuses to read or write %s; check the disk and its free "
			  "space"),
			path);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return jz_fail(
			error, JZ_ERROR_BAD, _("%s is damaged; restore the last backup"), path);
	case SQLITE_NOMEM:
		return jz_fail(error, JZ_ERROR_BAD,
			_("there is no memory left for %s; close other programs and try again"),
			path);
	case SQLITE_AUTH:
		return jz_fail(error, JZ_ERROR_DENIED,
			_("a query may read facts and nothing else (%s)"), message);
	case SQLITE_INTERRUPT:
		return jz_fail(error, JZ_ERROR_BAD,
			_("the query took too long and was stopped; make it simpler"));
	case SQLITE_CONSTRAINT:
		return jz_fail(error, JZ_ERROR_BAD,
			_("the row breaks a rule of the database (%s); correct it"), message);
	default:
		return jz_fail(error, JZ_ERROR_BAD, _("the database refuses: %s"), message);
	}
}

bool sql_fail(struct sql *sql, GError **error)
{
	return fail_by_code(
		sqlite3_extended_errcode(sql->db), sql->path, sqlite3_errmsg(sql->db), error);
}

bool sql_refused_row(struct sql *sql)
{
	return (sqlite3_errcode(sql->db) & 0xff) == SQLITE_CONSTRAINT;
}

/* --- connections ------------------------------------------------------------------------- */

static void configure_once(void)
{
	static gsize done;

	if (g_once_init_enter(&done)) {
		sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
		g_once_init_leave(&done, 1);
	}
}

static char *frozen_uri(const char *path)
{
	g_autofree char *absolute = g_canonicalize_filename(path, NULL);
	g_autofree char *uri = g_filename_to_uri(absolute, NULL, NULL);

	return g_strconcat(uri ? uri : path, "?immutable=1", NULL);
}

static int open_file(struct sql *sql, enum sql_file how)
{
	static const int flags[] = {
		[SQL_FILE_READ] = SQLITE_OPEN_READONLY,
		[SQL_FILE_FROZEN] = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
		[SQL_FILE_WRITE] = SQLITE_OPEN_READWRITE,
		[SQL_FILE_COPY] = SQLITE_OPEN_READWRITE,
	};
	g_autofree char *uri = how == SQL_FILE_FROZEN ? frozen_uri(sql->path) : NULL;

	configure_once();
	return sqlite3_open_v2(uri ? uri : sql->path, &sql->db,
		flags[how] | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
}

static void configure(struct sql *sql)
{
	sqlite3_busy_timeout(sql->db, BUSY_MS);
	sqlite3_limit(sql->db, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_limit(sql->db, SQLITE_LIMIT_LENGTH, LONGEST_VALUE);
	sqlite3_db_config(sql->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(sql->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(sql->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(sql->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_set_authorizer(sql->db, authorize, sql);
	sqlite3_progress_handler(sql->db, STEPS_BETWEEN_LOOKS_AT_THE_CLOCK, look_at_the_clock, sql);
}

struct sql *sql_open(const char *path, enum sql_file how, GError **error)
{
	g_autoptr(sql) sql = g_new0(struct sql, 1);
	int code;

	sql->path = g_strdup(path);
	code = open_file(sql, how);
	if (code != SQLITE_OK) {
		fail_by_code(code, path, sqlite3_errstr(code), error);
		return NULL;
	}
	configure(sql);
	/* Personal data never goes to a temporary file. */
	if (!sql_exec(sql, "PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON;", error))
		return NULL;
	if (how == SQL_FILE_COPY &&
		!sql_exec(sql, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;", error))
		return NULL;
	return g_steal_pointer(&sql);
}

/* Places of the file format that SQLite promises to keep. */
#define HEAD_BYTES 100
#define HEAD_VERSION 60
#define HEAD_APPLICATION 68

static gint64 head_number(const guint8 *head, int at)
{
	guint32 n;

	memcpy(&n, head + at, sizeof(n));
	return (gint32)GUINT32_FROM_BE(n);
}

bool sql_head(struct sql *sql, gint64 *application, gint64 *version)
{
	static const char magic[16] = "SQLite format 3";
	guint8 head[HEAD_BYTES];
	sqlite3_file *file = NULL;

	if (sqlite3_file_control(sql->db, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
		!file || !file->pMethods ||
		file->pMethods->xRead(file, head, HEAD_BYTES, 0) != SQLITE_OK ||
		memcmp(head, magic, sizeof(magic)) != 0)
		return false;
	*application = head_number(head, HEAD_APPLICATION);
	*version = head_number(head, HEAD_VERSION);
	return true;
}

void sql_close(struct sql *sql)
{
	if (!sql)
		return;
	sqlite3_close_v2(sql->db);
	g_free(sql->path);
	g_free(sql);
}

bool sql_exec(struct sql *sql, const char *text, GError **error)
{
	enum sql_right before = sql->right;
	int code;

	sql->right = SQL_ROOM;
	code = sqlite3_exec(sql->db, text, NULL, NULL, NULL);
	sql->right = before;
	return code == SQLITE_OK || sql_fail(sql, error);
}

bool sql_number(struct sql *sql, const char *text, gint64 *out, GError **error)
{
	g_autoptr(stmt) st = sql_prepare(sql, SQL_ROOM, text, error);
	enum sql_state state = st ? stmt_step(st) : SQL_FAILED;

	if (state == SQL_ROW)
		*out = stmt_get_int(st, 0);
	return st && (state != SQL_FAILED || sql_fail(sql, error));
}

bool sql_word(struct sql *sql, const char *text, char **out, GError **error)
{
	g_autoptr(stmt) st = sql_prepare(sql, SQL_ROOM, text, error);
	enum sql_state state = st ? stmt_step(st) : SQL_FAILED;

	if (state == SQL_ROW)
		*out = g_strdup(stmt_get_text(st, 0));
	return st && (state != SQL_FAILED || sql_fail(sql, error));
}

bool sql_in_transaction(struct sql *sql)
{
	return !sqlite3_get_autocommit(sql->db);
}

void sql_cache(struct sql *sql, int kibibytes)
{
	g_autofree char *text = g_strdup_printf("PRAGMA cache_size = -%d", kibibytes);

	sql_exec(sql, text, NULL);
	sqlite3_db_release_memory(sql->db);
}

bool sql_copy(struct sql *to, struct sql *from, GError **error)
{
	sqlite3_backup *copy = sqlite3_backup_init(to->db, "main", from->db, "main");
	int code;

	if (!copy)
		return sql_fail(to, error);
	code = sqlite3_backup_step(copy, -1);
	sqlite3_backup_finish(copy);
	if (code == SQLITE_DONE)
		return true;
	return fail_by_code(code, to->path, sqlite3_errstr(code), error);
}

/* --- statements -------------------------------------------------------------------------- */

static bool only_blanks_follow(struct sql *sql, const char *tail)
{
	sqlite3_stmt *more = NULL;
	int code = SQLITE_OK;

	while (code == SQLITE_OK && !more && tail && *tail)
		code = sqlite3_prepare_v2(sql->db, tail, -1, &more, &tail);
	sqlite3_finalize(more);
	return code == SQLITE_OK && !more;
}

struct stmt *sql_prepare(struct sql *sql, enum sql_right right, const char *text, GError **error)
{
	enum sql_right before = sql->right;
	unsigned flags = right == SQL_FOREIGN ? 0 : SQLITE_PREPARE_PERSISTENT;
	struct stmt *st = g_new0(struct stmt, 1);
	const char *tail = NULL;
	bool good, alone = true;

	st->sql = sql;
	st->right = right;
	sql->right = right;
	good = sqlite3_prepare_v3(sql->db, text, -1, flags, &st->st, &tail) == SQLITE_OK;
	if (!good)
		sql_fail(sql, error);
	else
		alone = st->st && only_blanks_follow(sql, tail);
	sql->right = before;
	if (!alone)
		jz_fail(error, JZ_ERROR_BAD, _("write one statement instead of: %s"), text);
	if (good && alone)
		return st;
	stmt_free(st);
	return NULL;
}

void stmt_free(struct stmt *st)
{
	if (!st)
		return;
	sqlite3_finalize(st->st);
	g_free(st);
}

void stmt_limit(struct stmt *st, int seconds)
{
	st->left = seconds * G_USEC_PER_SEC;
}

bool stmt_reads_only(struct stmt *st)
{
	return sqlite3_stmt_readonly(st->st) && sqlite3_column_count(st->st) > 0 &&
		!sqlite3_stmt_isexplain(st->st);
}

int stmt_parameters(struct stmt *st)
{
	return sqlite3_bind_parameter_count(st->st);
}

int stmt_parameter(struct stmt *st, const char *name)
{
	return sqlite3_bind_parameter_index(st->st, name);
}

void stmt_null(struct stmt *st, int i)
{
	sqlite3_bind_null(st->st, i);
}

void stmt_int(struct stmt *st, int i, gint64 value)
{
	sqlite3_bind_int64(st->st, i, value);
}

void stmt_text(struct stmt *st, int i, const char *value, gssize len)
{
	sqlite3_bind_text(st->st, i, value, (int)len, SQLITE_STATIC);
}

void stmt_blob(struct stmt *st, int i, const void *bytes, size_t len)
{
	sqlite3_bind_blob(st->st, i, bytes, (int)len, SQLITE_STATIC);
}

void stmt_text_copy(struct stmt *st, int i, const char *value)
{
	sqlite3_bind_text(st->st, i, value, -1, SQLITE_TRANSIENT);
}

enum sql_state stmt_step(struct stmt *st)
{
	struct sql *sql = st->sql;
	enum sql_right before = sql->right;
	gint64 start = st->left ? g_get_monotonic_time() : 0;
	int code;

	sql->right = st->right;
	sql->deadline = st->left ? start + st->left : 0;
	code = sqlite3_step(st->st);
	sql->right = before;
	sql->deadline = 0;
	if (st->left)
		st->left = MAX(1, st->left - (g_get_monotonic_time() - start));
	return code == SQLITE_ROW ? SQL_ROW : code == SQLITE_DONE ? SQL_DONE : SQL_FAILED;
}

void stmt_reset(struct stmt *st)
{
	sqlite3_reset(st->st);
	sqlite3_clear_bindings(st->st);
}

bool stmt_run(struct stmt *st, GError **error)
{
	bool ok = stmt_step(st) == SQL_DONE || sql_fail(st->sql, error);

	stmt_reset(st);
	return ok;
}

int stmt_columns(struct stmt *st)
{
	return sqlite3_column_count(st->st);
}

const char *stmt_name(struct stmt *st, int col)
{
	return sqlite3_column_name(st->st, col);
}

enum sql_type stmt_type(struct stmt *st, int col)
{
	switch (sqlite3_column_type(st->st, col)) {
	case SQLITE_NULL:
		return SQL_NULL;
	case SQLITE_INTEGER:
		return SQL_INT;
	case SQLITE_TEXT:
		return SQL_TEXT;
	default:
		return SQL_OTHER;
	}
}

gint64 stmt_get_int(struct stmt *st, int col)
{
	return sqlite3_column_int64(st->st, col);
}

const char *stmt_get_text(struct stmt *st, int col)
{
	return (const char *)sqlite3_column_text(st->st, col);
}

int stmt_get_bytes(struct stmt *st, int col)
{
	return sqlite3_column_bytes(st->st, col);
}

const void *stmt_get_blob(struct stmt *st, int col)
{
	return sqlite3_column_blob(st->st, col);
}

const char *stmt_sql(struct stmt *st)
{
	return sqlite3_sql(st->st);
}
