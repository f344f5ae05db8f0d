/* Imports of many rows: indexes built once at the end, a larger cache, and for a first load into an
 * empty file no WAL, which would write every page twice. */
#include "config.h"
#include "store/change.h"

#include "store/room.h"

#define CACHE_KIB 16000
/* 4 MiB: the tables of a new office.  In a larger file the old pages that a load touches would each
 * be saved and synced first. */
#define EMPTY_PAGES 1024

static bool list_indexes(
	struct db *db, const char *table, GPtrArray *drops, GPtrArray *texts, GError **error)
{
	g_autoptr(stmt) st = sql_prepare(db->sql, SQL_ROOM,
		"SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = $1"
		" AND sql IS NOT NULL",
		error);
	enum sql_state state;

	if (!st)
		return false;
	stmt_text(st, 1, table, -1);
	while ((state = stmt_step(st)) == SQL_ROW) {
		const char *text = stmt_get_text(st, 1);

		if (g_ascii_strncasecmp(text, "CREATE UNIQUE", 13) == 0)
			continue;
		g_ptr_array_add(drops, g_strdup_printf("DROP INDEX \"%s\"", stmt_get_text(st, 0)));
		g_ptr_array_add(texts, g_strdup(text));
	}
	return state == SQL_DONE || sql_fail(db->sql, error);
}

/* TRUNCATE with FULL is as safe as the WAL, but shuts readers out; so it is taken only where nobody
 * else has the file open (SQLite refuses it otherwise) and nothing was written yet. */
static bool leave_wal(struct change *c, GError **error)
{
	struct sql *sql = c->db->sql;
	g_autofree char *mode = NULL;
	gint64 pages = EMPTY_PAGES;

	if (c->logged || c->drafted || c->indexes ||
		!sql_number(sql, "PRAGMA page_count", &pages, NULL) || pages >= EMPTY_PAGES)
		return true;
	if (!sql_exec(sql, "ROLLBACK", error))
		return false;
	c->plain = sql_word(sql, "PRAGMA journal_mode = TRUNCATE", &mode, NULL) &&
		g_strcmp0(mode, "truncate") == 0;
	/* The lock was gone for a moment: what others did meanwhile counts. */
	return sql_exec(sql, "BEGIN IMMEDIATE", error) && change_read_counters(c, error);
}

bool change_bulk(struct change *c, const char *const *tables, GError **error)
{
	g_autoptr(GPtrArray) drops = g_ptr_array_new_with_free_func(g_free);

	if (!change_is_sound(c, error))
		return false;
	if (!leave_wal(c, error))
		return change_doom(c, error);
	if (!c->indexes)
		c->indexes = g_ptr_array_new_with_free_func(g_free);
	sql_cache(c->db->sql, CACHE_KIB);
	for (int i = 0; tables[i]; i++)
		if (!list_indexes(c->db, tables[i], drops, c->indexes, error))
			return change_doom(c, error);
	for (guint i = 0; i < drops->len; i++)
		if (!sql_exec(c->db->sql, drops->pdata[i], error))
			return change_doom(c, error);
	return true;
}

bool bulk_build_indexes(struct change *c, GError **error)
{
	for (guint i = 0; c->indexes && i < c->indexes->len; i++)
		if (!sql_exec(c->db->sql, c->indexes->pdata[i], error))
			return false;
	return true;
}

void bulk_end(struct change *c)
{
	if (c->indexes)
		sql_cache(c->db->sql, ROOM_CACHE_KIB);
	if (c->plain)
		sql_exec(c->db->sql, "PRAGMA journal_mode = WAL", NULL);
}
