/* The transaction around a change: lock, chain head, guards, commit. */
#include "config.h"
#include "store/change.h"

#include "base/i18n.h"
#include "store/room.h"

#define GUARDS_MAX 16

static change_guard guards[GUARDS_MAX];
static int guard_count;

void change_add_guard(change_guard guard)
{
	for (int i = 0; i < guard_count; i++)
		if (guards[i] == guard)
			return;
	g_assert(guard_count < GUARDS_MAX);
	guards[guard_count++] = guard;
}

/* --- begin --------------------------------------------------------------------------------- */

static bool read_number(struct db *db, enum room_sql which, gint64 *out, GError **error)
{
	struct stmt *st = room_stmt(db, which, error);
	enum sql_state state;

	if (!st)
		return false;
	state = stmt_step(st);
	if (state == SQL_ROW)
		*out = stmt_get_int(st, 0);
	if (state == SQL_FAILED)
		sql_fail(db->sql, error);
	stmt_reset(st);
	return state != SQL_FAILED;
}

/* Read under the lock: read earlier, two processes would both continue the same link. */
bool change_read_counters(struct change *c, GError **error)
{
	struct stmt *head = room_stmt(c->db, ROOM_HEAD, error);

	if (!head || !room_head(c->db->sql, head, &c->chain, error) ||
		!read_number(c->db, ROOM_LAST_CHANGE, &c->id, error) ||
		!read_number(c->db, ROOM_NEXT_ID, &c->next_id, error))
		return false;
	c->id++;
	return true;
}

static void change_free(struct change *c)
{
	chain_clear(&c->chain);
	g_clear_error(&c->doom);
	g_free(c->operator_name);
	g_free(c->reason);
	g_string_free(c->body, TRUE);
	g_string_free(c->extra, TRUE);
	g_clear_pointer(&c->indexes, g_ptr_array_unref);
	g_free(c);
}

static struct change *change_new(struct db *db, const struct change_by *by, const char *reason)
{
	struct change *c = g_new0(struct change, 1);

	c->db = db;
	c->depth = 1;
	c->operator_id = by->operator_id;
	c->operator_name = g_strdup(by->operator_name ? by->operator_name : "");
	c->reason = g_strdup(reason);
	c->body = g_string_sized_new(512);
	c->extra = g_string_sized_new(256);
	room_stamp(c->at);
	chain_init(&c->chain, db->office, db->station, db->practice);
	return c;
}

static bool may_begin(struct db *db, const char *reason, GError **error)
{
	if (!reason || !*reason)
		return jz_fail(error, JZ_ERROR_USAGE, _("say why this is changed"));
	if (db->mode == DB_READ)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s was opened for reading; open it for writing to save"), db->path);
	if (db->readers > 0)
		return jz_fail(
			error, JZ_ERROR_BAD, _("a list is still being read; save when it is done"));
	return true;
}

static struct change *join(struct change *c, const struct change_by *by, GError **error)
{
	if (by->operator_id != c->operator_id) {
		jz_fail(error, JZ_ERROR_DENIED, _("a change of %s is still open; finish it first"),
			c->operator_name);
		return NULL;
	}
	c->depth++;
	return c;
}

struct change *change_begin(
	struct db *db, const struct change_by *by, const char *reason, GError **error)
{
	struct change *c;

	if (db->change)
		return join(db->change, by, error);
	if (!may_begin(db, reason, error) || !sql_exec(db->sql, "BEGIN IMMEDIATE", error))
		return NULL;
	c = change_new(db, by, reason);
	if (change_read_counters(c, error)) {
		db->change = c;
		return c;
	}
	sql_exec(db->sql, "ROLLBACK", NULL);
	change_free(c);
	return NULL;
}

struct db *change_db(struct change *c)
{
	return c->db;
}

row_id change_operator(struct change *c)
{
	return c->operator_id;
}

const char *change_at(struct change *c)
{
	return c->at;
}

/* --- doom ---------------------------------------------------------------------------------- */

bool change_doom(struct change *c, GError **error)
{
	if (!c->doom)
		c->doom = error && *error ? g_error_copy(*error)
					  : g_error_new(JZ_ERROR, JZ_ERROR_BAD,
						    _("a part of the change was cancelled; nothing "
						      "was saved"));
	return false;
}

bool change_is_sound(struct change *c, GError **error)
{
	if (c->doom && error)
		*error = g_error_copy(c->doom);
	return !c->doom;
}

/* The transaction is over. */
static void end(struct change *c)
{
	bulk_end(c);
	c->db->change = NULL;
	change_free(c);
}

static void roll_back(struct change *c)
{
	struct db *db = c->db;

	/* A full disk may have made SQLite roll back by itself. */
	if (sql_in_transaction(db->sql))
		sql_exec(db->sql, "ROLLBACK", NULL);
	end(c);
}

void change_abandon(struct db *db)
{
	if (!db->change)
		return;
	if (g_getenv("JZ_TEST"))
		g_printerr("left open: change \"%s\"\n", db->change->reason);
	roll_back(db->change);
}

void change_cancel(struct change **c)
{
	struct change *it = *c;

	*c = NULL;
	if (!it)
		return;
	if (--it->depth > 0)
		change_doom(it, NULL);
	else
		roll_back(it);
}

/* --- commit -------------------------------------------------------------------------------- */

static bool ask_guards(struct change *c, GError **error)
{
	for (int i = 0; i < guard_count; i++)
		if (!guards[i](c, error))
			return false;
	return true;
}

static bool keep_counter(struct change *c, GError **error)
{
	struct stmt *st;
	char text[24];

	if (!c->ids_made)
		return true;
	st = room_stmt(c->db, ROOM_SET_NEXT_ID, error);
	if (!st)
		return false;
	g_snprintf(text, sizeof text, "%" G_GINT64_FORMAT, c->next_id);
	stmt_text(st, 1, text, -1);
	return stmt_run(st, error);
}

static bool commit_outermost(struct change *c, GError **error)
{
	struct db *db = c->db;

	/* The indexes come back before the guards, which look rows up. */
	if (!change_is_sound(c, error) || !bulk_build_indexes(c, error) || !ask_guards(c, error) ||
		!change_is_sound(c, error) || !keep_counter(c, error) ||
		!sql_exec(db->sql, "COMMIT", error)) {
		roll_back(c);
		return false;
	}
	end(c);
	room_committed(db);
	return true;
}

bool change_commit(struct change **c, GError **error)
{
	struct change *it = *c;

	*c = NULL;
	if (it->depth == 1)
		return commit_outermost(it, error);
	it->depth--;
	return change_is_sound(it, error);
}
