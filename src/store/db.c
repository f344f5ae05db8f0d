/* Opening a file: is it ours, is it not newer than we are, does it keep what it says it keeps. */
#include "config.h"
#include "store/db.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include "base/day.h"
#include "base/i18n.h"
#include "base/file.h"
#include "store/room.h"
#include "store/schema.h"
#include "store/table.h"

/* Rare enough that a save costs one sync, small enough that the log is played back at once. */
#define SETTINGS                                                                                   \
	"PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 2000;"  \
	"PRAGMA journal_size_limit = 16777216;"

static const char *const room_texts[ROOM_SQL_N] = {
	[ROOM_DATA_VERSION] = "PRAGMA data_version",
	[ROOM_HEAD] = ROOM_HEAD_SQL,
	[ROOM_LAST_CHANGE] = "SELECT max(id) FROM change_log",
	[ROOM_NEXT_ID] = "SELECT value FROM meta WHERE key = 'next_id'",
	[ROOM_SET_NEXT_ID] = "UPDATE meta SET value = $1 WHERE key = 'next_id'",
	[ROOM_ADD_CHANGE] = "INSERT INTO change_log"
			    " (id, at, operator_id, operator_name, station, reason)"
			    " VALUES ($1, $2, $3, $4, $5, $6)",
	[ROOM_ADD_ENTRY] = "INSERT INTO journal (seq, change_id, op, tbl, row, body, digest)"
			   " VALUES ($1, $2, $3, $4, $5, $6, $7)",
	[ROOM_SAVE_DRAFT] = "INSERT INTO draft (operator_id, form, subject, title, body, at, turn)"
			    " VALUES ($1, $2, $3, $4, $5, $6,"
			    " (SELECT coalesce(max(turn), 0) + 1 FROM draft))"
			    " ON CONFLICT (operator_id, form, subject) DO UPDATE SET"
			    " title = excluded.title, body = excluded.body, at = excluded.at,"
			    " turn = excluded.turn",
	[ROOM_DROP_DRAFT] = "DELETE FROM draft"
			    " WHERE operator_id = $1 AND form = $2 AND subject = $3",
};

struct stmt *room_stmt(struct db *db, enum room_sql which, GError **error)
{
	if (!db->room[which])
		db->room[which] = sql_prepare(db->sql, SQL_ROOM, room_texts[which], error);
	return db->room[which];
}

void room_stamp(char at[STAMP_LEN])
{
	enum { MINUTE = 60, HOUR = 60 * MINUTE };
	int time = day_time();
	char date[DAY_LEN];

	day_to_iso(day_today(), date);
	g_snprintf(at, STAMP_LEN, "%sT%02d:%02d:%02d", date, time / HOUR, time % HOUR / MINUTE,
		time % MINUTE);
}

bool room_is_fact_table(const char *name)
{
	static const char *const own[] = {"meta", "change_log", "journal", "draft"};

	for (size_t i = 0; i < G_N_ELEMENTS(own); i++)
		if (g_ascii_strcasecmp(name, own[i]) == 0)
			return false;
	return !g_str_has_prefix(name, "sqlite_") && !g_str_has_prefix(name, "derived_");
}

/* --- the file ------------------------------------------------------------------------------ */

bool room_knows(const char *path, gint64 version, GError **error)
{
	return version <= schema_version ||
		jz_fail(error, JZ_ERROR_BAD,
			_("%s was written by a newer jiuzhu (format %d, this one knows %d); "
			  "install "
			  "the newer program"),
			path, (int)version, schema_version);
}

static bool refuse_stranger(const char *path, GError **error)
{
	return jz_fail(
		error, JZ_ERROR_BAD, _("%s is not a jiuzhu database; name the right file"), path);
}

/* Looks at the mark in a way that touches a stranger's file by no byte, and makes none beside it.
 * Never by open and close: a close would drop the locks that another connection of this process
 * holds on the same file. */
static bool check_mark(const char *path, GError **error)
{
	g_autoptr(sql) sql = NULL;
	gint64 mark = 0, version = 0;
	GStatBuf st;

	if (g_stat(path, &st) != 0 && errno == ENOENT)
		return jz_fail(error, JZ_ERROR_BAD,
			_("there is no %s; make it with jiuzhu init, or try jiuzhu demo"), path);
	if (g_access(path, R_OK) != 0)
		return file_fail(path, errno, error);
	if (!S_ISREG(st.st_mode) || !(sql = sql_open(path, SQL_FILE_FROZEN, NULL)) ||
		!sql_head(sql, &mark, &version) || mark != SQL_APPLICATION_ID)
		return refuse_stranger(path, error);
	return room_knows(path, version, error);
}

/* Personal data: nobody but the owner, whatever umask or a careless copy said (T21). */
static void tighten(const char *path)
{
	static const char *const tails[] = {"", "-wal", "-shm"};

	for (size_t i = 0; i < G_N_ELEMENTS(tails); i++) {
		g_autofree char *name = g_strconcat(path, tails[i], NULL);
		struct stat st;

		if (stat(name, &st) == 0 && (st.st_mode & 0077) && st.st_uid == geteuid() &&
			chmod(name, st.st_mode & 0700) != 0)
			g_debug("%s: %s", name, g_strerror(errno));
	}
}

/* --- schema -------------------------------------------------------------------------------- */

static bool schema_at(struct sql *sql, gint64 *version, GError **error)
{
	return sql_number(sql, "PRAGMA user_version", version, error);
}

/* A step may make a table anew under its name, so references are judged at its end. */
static bool run_step(struct sql *sql, const struct schema_step *step, GError **error)
{
	g_autofree char *mark = g_strdup_printf("PRAGMA user_version = %d", step->number);
	g_autofree char *stray = NULL;

	if (!sql_exec(sql, step->sql, error) || !sql_exec(sql, mark, error) ||
		!sql_word(sql, "SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1", &stray,
			error))
		return false;
	return !stray ||
		jz_fail(error, JZ_ERROR_BAD,
			_("a row of %s points to a row that is not there; restore a backup"),
			stray);
}

static bool apply_step(struct sql *sql, const struct schema_step *step, GError **error)
{
	gint64 version = 0;

	if (!sql_exec(sql, "BEGIN IMMEDIATE", error))
		return false;
	/* Another process may have taken the same step while we waited for the lock. */
	if (schema_at(sql, &version, error) &&
		(version >= step->number || run_step(sql, step, error)) &&
		sql_exec(sql, "COMMIT", error))
		return true;
	if (sql_in_transaction(sql))
		sql_exec(sql, "ROLLBACK", NULL);
	return false;
}

static bool migrate(struct sql *sql, const char *path, enum db_mode mode, GError **error)
{
	gint64 version = 0;

	if (!schema_at(sql, &version, error) || !room_knows(path, version, error))
		return false;
	if (version < schema_version && mode == DB_READ)
		return jz_fail(error, JZ_ERROR_BAD,
			_("%s is of an older jiuzhu; open it once for writing to bring it up to "
			  "date"),
			path);
	if (version >= schema_version)
		return true;
	bool ok = sql_exec(sql, "PRAGMA foreign_keys = OFF", error);
	for (int i = 0; ok && i < schema_version; i++)
		ok = schema_steps[i].number <= version || apply_step(sql, &schema_steps[i], error);
	return ok && sql_exec(sql, "PRAGMA foreign_keys = ON", error);
}

static bool write_identity(
	struct sql *sql, gint64 office, int station, bool practice, GError **error)
{
	g_autofree char *text =
		g_strdup_printf("PRAGMA application_id = %d;"
				"INSERT INTO meta (key, value) VALUES ('office', '%" G_GINT64_FORMAT
				"'), ('station', '%d'), ('practice', '%d'), ('next_id', '1');",
			SQL_APPLICATION_ID, office, station, practice);

	return sql_exec(sql, text, error);
}

bool room_identity(struct sql *sql, gint64 *office, int *station, bool *practice, GError **error)
{
	gint64 o = -1, s = -1, p = -1;
	bool ok = sql_number(sql, "SELECT value FROM meta WHERE key = 'office'", &o, error) &&
		sql_number(sql, "SELECT value FROM meta WHERE key = 'station'", &s, error) &&
		sql_number(sql, "SELECT value FROM meta WHERE key = 'practice'", &p, error);

	if (ok && (o < 0 || s < 0 || p < 0))
		return jz_fail(error, JZ_ERROR_BAD,
			_("the database does not say whose it is; restore the last backup"));
	*office = o;
	*station = (int)s;
	*practice = p != 0;
	return ok;
}

bool db_absent(const char *path, GError **error)
{
	static const char *const tails[] = {"", "-wal", "-journal"};

	for (size_t i = 0; i < G_N_ELEMENTS(tails); i++) {
		g_autofree char *name = g_strconcat(path, tails[i], NULL);
		GStatBuf st;

		/* An empty log holds nothing that could be played. */
		if (g_lstat(name, &st) == 0 && (i == 0 || st.st_size > 0))
			return jz_fail(error, JZ_ERROR_BAD,
				_("%s is already there; move it away or choose another name"),
				name);
	}
	return true;
}

bool db_create(const char *path, gint64 office, int station, bool practice, GError **error)
{
	g_autofree char *temporary = NULL;
	g_autoptr(sql) sql = NULL;
	bool ok;

	if (office <= 0 || office > 999999999 || station < 0 || station > 15)
		return jz_fail(error, JZ_ERROR_USAGE,
			_("an office is a division code of at most 9 digits, a station 0 to 15"));
	if (!db_absent(path, error) || !(temporary = file_beside(path, NULL, error)))
		return false;
	sql = sql_open(temporary, SQL_FILE_COPY, error);
	ok = sql && migrate(sql, path, DB_WRITE, error) &&
		write_identity(sql, office, station, practice, error);
	g_clear_pointer(&sql, sql_close);
	if (ok)
		return file_publish(temporary, path, false, error);
	g_unlink(temporary);
	return false;
}

/* --- open and close ------------------------------------------------------------------------ */

/* FULL is what keeps an acknowledged save through a power cut: NORMAL loses 95 % of them (T2). */
static bool insist_on_full(struct sql *sql, const char *path, GError **error)
{
	g_autofree char *journal = NULL;
	gint64 level = 0;

	/* A folder on another machine has no shared memory; the older journal is as safe there. */
	if (!sql_word(sql, "PRAGMA journal_mode = WAL", &journal, error) ||
		(g_strcmp0(journal, "wal") != 0 &&
			!sql_exec(sql, "PRAGMA journal_mode = TRUNCATE", error)) ||
		!sql_exec(sql, SETTINGS, error) ||
		!sql_number(sql, "PRAGMA synchronous", &level, error))
		return false;
	return level == 2 ||
		jz_fail(error, JZ_ERROR_BAD,
			_("%s cannot be written safely on this system; ask for help"), path);
}

static bool log_is_waiting(const char *path)
{
	g_autofree char *wal = g_strconcat(path, "-wal", NULL);
	struct stat st;

	return stat(wal, &st) == 0 && st.st_size > 0;
}

/* SQLite wants to write beside a WAL file even to read it; on a medium that nobody can write it
 * must be told so.  Nothing may wait in a log then. */
static struct sql *open_reading(const char *path, GError **error)
{
	g_autoptr(GError) first = NULL;
	g_autoptr(sql) sql = sql_open(path, SQL_FILE_READ, &first);
	gint64 n = 0;

	if (sql && sql_number(sql, "SELECT count(*) FROM sqlite_schema", &n, &first))
		return g_steal_pointer(&sql);
	g_clear_pointer(&sql, sql_close);
	if (!log_is_waiting(path)) {
		sql = sql_open(path, SQL_FILE_FROZEN, NULL);
		if (sql && sql_number(sql, "SELECT count(*) FROM sqlite_schema", &n, NULL))
			return g_steal_pointer(&sql);
	}
	g_propagate_error(error, g_steal_pointer(&first));
	return NULL;
}

static struct sql *open_writing(const char *path, GError **error)
{
	g_autoptr(sql) sql = NULL;

	if (g_access(path, W_OK) != 0) {
		jz_fail(error, JZ_ERROR_BAD,
			_("%s cannot be written; check the rights of the file and its folder"),
			path);
		return NULL;
	}
	sql = sql_open(path, SQL_FILE_WRITE, error);
	return sql && insist_on_full(sql, path, error) ? g_steal_pointer(&sql) : NULL;
}

static struct db *connection_new(const char *path, enum db_mode mode)
{
	struct db *db = g_new0(struct db, 1);

	db->path = g_strdup(path);
	db->mode = mode;
	db->queries = g_hash_table_new(g_str_hash, g_str_equal);
	db->strays = g_ptr_array_new();
	db->tables = table_cache_new();
	return db;
}

struct db *db_scratch(GError **error)
{
	static const char memory[] = ":memory:";
	struct db *db = connection_new(memory, DB_READ);

	db->sql = sql_open(memory, SQL_FILE_COPY, error);
	if (db->sql && migrate(db->sql, memory, DB_WRITE, error))
		return db;
	db_close(db);
	return NULL;
}

struct db *db_open(const char *path, enum db_mode mode, GError **error)
{
	struct db *db;

	if (sodium_init() < 0 || !check_mark(path, error))
		return NULL;
	if (mode == DB_WRITE)
		tighten(path);
	db = connection_new(path, mode);
	db->sql = mode == DB_READ ? open_reading(path, error) : open_writing(path, error);
	if (db->sql && migrate(db->sql, path, mode, error) &&
		room_identity(db->sql, &db->office, &db->station, &db->practice, error)) {
		sql_cache(db->sql, ROOM_CACHE_KIB);
		return db;
	}
	db_close(db);
	return NULL;
}

void db_close(struct db *db)
{
	if (!db)
		return;
	change_abandon(db);
	room_queries_free(db);
	g_hash_table_destroy(db->tables);
	for (int i = 0; i < ROOM_SQL_N; i++)
		stmt_free(db->room[i]);
	sql_close(db->sql);
	g_free(db->path);
	g_free(db);
}

bool db_hurry(struct db *db, bool hurry, GError **error)
{
	return sql_exec(
		db->sql, hurry ? "PRAGMA synchronous = OFF" : "PRAGMA synchronous = FULL", error);
}

bool db_knows_table(const char *table)
{
	g_autofree char *words = g_strdup_printf("CREATE TABLE %s (", table);
	for (int i = 0; i < schema_version; i++)
		if (strstr(schema_steps[i].sql, words))
			return true;
	return false;
}

const char *db_path(const struct db *db)
{
	return db->path;
}

gint64 db_office(const struct db *db)
{
	return db->office;
}

int db_station(const struct db *db)
{
	return db->station;
}

bool db_is_practice(const struct db *db)
{
	return db->practice;
}

/* --- what others do ------------------------------------------------------------------------ */

void room_committed(struct db *db)
{
	db->version++;
}

gint64 db_version(struct db *db)
{
	struct stmt *st = room_stmt(db, ROOM_DATA_VERSION, NULL);

	if (!st)
		return db->version;
	if (stmt_step(st) == SQL_ROW && stmt_get_int(st, 0) != db->data_version) {
		db->data_version = stmt_get_int(st, 0);
		db->version++;
	}
	stmt_reset(st);
	return db->version;
}

bool db_read_begin(struct db *db, GError **error)
{
	gint64 n;

	if (db->readers++ > 0 || db->change)
		return true;
	/* BEGIN alone takes no snapshot; the first look does. */
	if (sql_exec(db->sql, "BEGIN", error)) {
		db->read_began = true;
		if (sql_number(db->sql, "SELECT count(*) FROM meta", &n, error))
			return true;
		sql_exec(db->sql, "ROLLBACK", NULL);
		db->read_began = false;
	}
	db->readers--;
	return false;
}

void db_read_end(struct db *db)
{
	if (db->readers == 0 || --db->readers > 0 || !db->read_began)
		return;
	db->read_began = false;
	if (sql_in_transaction(db->sql))
		sql_exec(db->sql, "COMMIT", NULL);
}

bool db_check(struct db *db, GError **error)
{
	g_autofree char *verdict = NULL;
	g_autofree char *orphan = NULL;

	if (!sql_word(db->sql, "PRAGMA integrity_check(1)", &verdict, error) ||
		!sql_word(db->sql, "SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1",
			&orphan, error))
		return false;
	if (g_strcmp0(verdict, "ok") != 0)
		return jz_fail(error, JZ_ERROR_BAD,
			_("%s is damaged (%s); restore the last backup"), db->path, verdict);
	return !orphan ||
		jz_fail(error, JZ_ERROR_BAD,
			_("%s is damaged (a row of %s points nowhere); restore the last "
			  "backup"),
			db->path, orphan);
}
