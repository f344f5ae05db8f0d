/* Statements for reading: cached by their text, bound by position, errors kept to the end. */
#include "config.h"
#include "store/db.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "base/i18n.h"
#include "store/room.h"

#define PARAMETERS_MAX 32

struct query {
	struct db *db;
	struct stmt *st; /* NULL where it could not be prepared */
	int n;
	int place[PARAMETERS_MAX]; /* of $1, $2 .. in the statement */
	bool cached, open, done;
	GError *error;
};

static void query_free(struct query *q)
{
	stmt_free(q->st);
	g_clear_error(&q->error);
	g_free(q);
}

void room_queries_free(struct db *db)
{
	bool tell = g_getenv("JZ_TEST") != NULL;
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, db->queries);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		struct query *q = value;

		if (tell && q->open)
			g_printerr("left open: %s\n", stmt_sql(q->st));
		query_free(q);
	}
	for (guint i = 0; i < db->strays->len; i++) {
		struct query *q = db->strays->pdata[i];

		if (tell && q->st)
			g_printerr("left open: %s\n", stmt_sql(q->st));
		query_free(q);
	}
	g_hash_table_destroy(db->queries);
	g_ptr_array_free(db->strays, TRUE);
}

static struct query *query_make(struct db *db, const char *sql, enum sql_right right)
{
	struct query *q = g_new0(struct query, 1);

	q->db = db;
	q->st = sql_prepare(db->sql, right, sql, &q->error);
	return q;
}

/* $2 may come before $1 in the text, so the places are looked up once. */
static void find_places(struct query *q)
{
	q->n = q->st ? stmt_parameters(q->st) : 0;
	for (int i = 0; i < q->n; i++) {
		char name[16];

		g_snprintf(name, sizeof name, "$%d", i + 1);
		if (i == PARAMETERS_MAX || !(q->place[i] = stmt_parameter(q->st, name))) {
			jz_fail(&q->error, JZ_ERROR_BAD, _("parameters are not $1..$%d: %s"), q->n,
				stmt_sql(q->st));
			q->n = 0;
		}
	}
}

static struct query *query_fetch(struct db *db, const char *sql)
{
	struct query *cached = g_hash_table_lookup(db->queries, sql);
	struct query *q;

	if (cached && !cached->open) {
		q = cached;
	} else {
		q = query_make(db, sql, SQL_LOOK);
		find_places(q);
		q->cached = !cached && !q->error;
		if (q->cached)
			g_hash_table_insert(db->queries, (gpointer)sql, q);
		else
			g_ptr_array_add(db->strays, q);
	}
	q->open = true;
	q->done = false;
	return q;
}

static void query_bind(struct query *q, const char *types, va_list args)
{
	int n = (int)strlen(types);

	if (q->error)
		return;
	if (n != q->n) {
		jz_fail(&q->error, JZ_ERROR_BAD, _("%d values for %d parameters: %s"), n, q->n,
			stmt_sql(q->st));
		return;
	}
	for (int i = 0; i < n; i++) {
		if (types[i] == 'i')
			stmt_int(q->st, q->place[i], va_arg(args, gint64));
		else if (types[i] == 't')
			stmt_text_copy(q->st, q->place[i], va_arg(args, const char *));
		else
			stmt_null(q->st, q->place[i]);
	}
}

static struct query *query_start(struct db *db, const char *sql, const char *types, va_list args)
{
	struct query *q = query_fetch(db, sql);

	query_bind(q, types, args);
	return q;
}

struct query *db_query(struct db *db, const char *sql, const char *types, ...)
{
	struct query *q;
	va_list args;

	va_start(args, types);
	q = query_start(db, sql, types, args);
	va_end(args);
	return q;
}

bool query_next(struct query *q)
{
	enum sql_state state;

	/* A finished statement that is stepped again would start over. */
	if (q->error || q->done)
		return false;
	state = stmt_step(q->st);
	if (state == SQL_ROW)
		return true;
	if (state == SQL_FAILED)
		sql_fail(q->db->sql, &q->error);
	q->done = true;
	stmt_reset(q->st);
	return false;
}

bool query_end(struct query *q, GError **error)
{
	bool ok = !q->error;

	if (!ok)
		g_propagate_error(error, g_steal_pointer(&q->error));
	q->open = false;
	if (q->cached) {
		stmt_reset(q->st);
	} else {
		g_ptr_array_remove_fast(q->db->strays, q);
		query_free(q);
	}
	return ok;
}

int query_columns(const struct query *q)
{
	return q->st ? stmt_columns(q->st) : 0;
}

const char *query_name(const struct query *q, int col)
{
	return q->st && col < stmt_columns(q->st) ? stmt_name(q->st, col) : "";
}

bool query_is_null(struct query *q, int col)
{
	return stmt_type(q->st, col) == SQL_NULL;
}

bool query_is_int(struct query *q, int col)
{
	return stmt_type(q->st, col) == SQL_INT;
}

gint64 query_int(struct query *q, int col)
{
	return stmt_get_int(q->st, col);
}

const char *query_text(struct query *q, int col)
{
	const char *text = stmt_get_text(q->st, col);

	return text ? text : "";
}

char *query_dup(struct query *q, int col)
{
	return g_strdup(stmt_get_text(q->st, col));
}

bool db_one_int(struct db *db, gint64 *out, GError **error, const char *sql, const char *types, ...)
{
	struct query *q;
	bool found;
	va_list args;

	va_start(args, types);
	q = query_start(db, sql, types, args);
	va_end(args);
	found = query_next(q);
	if (found)
		*out = query_int(q, 0);
	return query_end(q, error) && found;
}

char *db_one_text(struct db *db, GError **error, const char *sql, const char *types, ...)
{
	g_autofree char *text = NULL;
	struct query *q;
	va_list args;

	va_start(args, types);
	q = query_start(db, sql, types, args);
	va_end(args);
	if (query_next(q))
		text = query_dup(q, 0);
	return query_end(q, error) ? g_steal_pointer(&text) : NULL;
}

/* --- SQL from files ------------------------------------------------------------------------ */

struct query *db_foreign_query(struct db *db, const char *sql, int seconds, GError **error)
{
	struct query *q = query_make(db, sql, SQL_FOREIGN);

	if (!q->error && !stmt_reads_only(q->st))
		jz_fail(&q->error, JZ_ERROR_DENIED, _("only a SELECT may stand here: %s"), sql);
	if (q->error) {
		g_propagate_error(error, g_steal_pointer(&q->error));
		query_free(q);
		return NULL;
	}
	stmt_limit(q->st, seconds);
	g_ptr_array_add(db->strays, q);
	q->open = true;
	return q;
}

int query_parameters(const struct query *q)
{
	return q->st ? stmt_parameters(q->st) : 0;
}

/* name: "area" for $area, :area or @area. */
static int named_place(struct query *q, const char *name)
{
	static const char marks[] = "$:@";

	for (int i = 0; marks[i]; i++) {
		char full[64];
		int place;

		g_snprintf(full, sizeof full, "%c%s", marks[i], name);
		place = stmt_parameter(q->st, full);
		if (place)
			return place;
	}
	return stmt_parameter(q->st, name);
}

bool query_bind_text(struct query *q, const char *name, const char *value)
{
	int place = q->st ? named_place(q, name) : 0;

	if (place)
		stmt_text_copy(q->st, place, value);
	return place != 0;
}

bool query_bind_int(struct query *q, const char *name, gint64 value)
{
	int place = q->st ? named_place(q, name) : 0;

	if (place)
		stmt_int(q->st, place, value);
	return place != 0;
}
