/* A row that was edited, taken away or added behind the journal's back is found here (T7, T13).
 *
 * The journal comes in the order of rows, each table in the order of its ids: one merge, in
 * constant memory. */
#include "config.h"
#include "store/replay.h"

#include <string.h>
#include "base/i18n.h"
#include "store/body.h"
#include "store/room.h"
#include "store/table.h"

/* A table on its way through the merge. */
struct cursor {
	struct table *t;
	struct stmt *st;
	bool at_row;
	row_id id;
};

struct field {
	struct value name;
	struct value value;
};

struct replay {
	struct db *db;
	struct journal_report *report;
	GHashTable *cursors; /* table name -> struct cursor */
	GStringChunk *texts; /* of the fields */
	GArray *fields;      /* struct field: the row as the journal has it */
	char *table;         /* of the row */
	row_id row;
	bool alive, broken;
	gint64 entries;
	struct body reader;
	struct body extra;
};

void replay_blame(struct journal_report *report, const char *table, row_id row)
{
	if (report->bad_rows++ == 0)
		g_snprintf(report->first_bad, sizeof report->first_bad, "%s %" G_GINT64_FORMAT,
			table, row);
}

/* --- one row by the journal ---------------------------------------------------------------- */

static bool same_text(const struct value *a, const char *s, gsize len)
{
	return a->len == len && memcmp(a->s, s, len) == 0;
}

/* Fields mostly come in the order of the columns: hint says where to look first. */
static struct field *find_field(struct replay *r, const char *name, gsize len, guint *hint)
{
	for (guint n = 0; n < r->fields->len; n++) {
		guint i = (*hint + n) % r->fields->len;
		struct field *f = &g_array_index(r->fields, struct field, i);

		if (same_text(&f->name, name, len)) {
			*hint = i + 1;
			return f;
		}
	}
	return NULL;
}

static struct value keep(struct replay *r, const struct value *v)
{
	struct value kept = *v;

	if (v->type == VALUE_TEXT)
		kept.s = g_string_chunk_insert_len(r->texts, v->s, (gssize)v->len);
	return kept;
}

static struct value preset_of(const struct replay *r, const char *name, gsize len)
{
	const struct cursor *cursor = g_hash_table_lookup(r->cursors, r->table);
	int i = cursor ? table_column(cursor->t, name, len) : TABLE_NO_COLUMN;

	return i == TABLE_NO_COLUMN ? (struct value){.type = VALUE_NULL}
				    : cursor->t->column[i].preset;
}

static void play_update(struct replay *r, const struct body_pair *pair, guint *hint)
{
	struct field *f = find_field(r, pair->name.s, pair->name.len, hint);
	/* What was never said is the DEFAULT of a column that is younger than the row. */
	struct value before = f ? f->value : preset_of(r, pair->name.s, pair->name.len);
	struct field made;

	if (!value_equal(&before, &pair->before))
		r->broken = true;
	if (f) {
		f->value = keep(r, &pair->after);
		return;
	}
	made.name = keep(r, &pair->name);
	made.value = keep(r, &pair->after);
	g_array_append_val(r->fields, made);
}

static void play_entry(struct replay *r, char op, const char *body)
{
	struct body_pair pair;
	guint hint = 0;

	if ((op == 'I') == r->alive)
		r->broken = true;
	r->alive = op != 'D';
	if (op == 'I')
		g_array_set_size(r->fields, 0);
	if (op == 'D')
		return;
	body_read(&r->reader, body, strlen(body));
	while (body_next(&r->reader, &pair)) {
		struct field made;

		if (op == 'U') {
			play_update(r, &pair, &hint);
			continue;
		}
		made.name = keep(r, &pair.name);
		made.value = keep(r, &pair.after);
		g_array_append_val(r->fields, made);
	}
	r->broken = r->broken || r->reader.bad;
}

/* --- the row in its table ------------------------------------------------------------------ */

static bool same_column(struct replay *r, const struct column *column, const struct value *held,
	guint *hint, guint *said)
{
	char secret[TABLE_SECRET_LEN];
	struct value value = table_journaled(column, held, secret);
	const struct field *f = find_field(r, column->name, column->len, hint);

	*said += f != NULL;
	return value_equal(&value, f ? &f->value : &column->preset);
}

static bool same_extra(struct replay *r, const struct value *extra, guint *hint, guint *said)
{
	struct body_pair pair;

	if (extra->type == VALUE_NULL)
		return true;
	body_read(&r->extra, extra->s, extra->len);
	while (body_next(&r->extra, &pair)) {
		const struct field *f = find_field(r, pair.name.s, pair.name.len, hint);

		if (!f || !value_equal(&pair.after, &f->value))
			return false;
		(*said)++;
	}
	return !r->extra.bad;
}

/* A field without a column must be in extra, unless it was emptied. */
static guint fields_held(const struct replay *r, const struct table *t)
{
	guint n = 0;

	for (guint i = 0; i < r->fields->len; i++) {
		const struct field *f = &g_array_index(r->fields, struct field, i);

		n += f->value.type != VALUE_NULL ||
			table_column(t, f->name.s, f->name.len) != TABLE_NO_COLUMN;
	}
	return n;
}

static bool same_row(struct replay *r, const struct cursor *c)
{
	const struct table *t = c->t;
	guint hint = 0, said = 0;

	for (int i = 0; i < t->n; i++) {
		struct value held = table_value(c->st, i + 1);

		if (!(i == t->extra ? same_extra(r, &held, &hint, &said)
				    : same_column(r, &t->column[i], &held, &hint, &said)))
			return false;
	}
	return said == r->fields->len || said == fields_held(r, t);
}

/* --- the merge ----------------------------------------------------------------------------- */

static bool advance(struct replay *r, struct cursor *c, GError **error)
{
	enum sql_state state = stmt_step(c->st);

	c->at_row = state == SQL_ROW;
	if (c->at_row) {
		c->id = stmt_get_int(c->st, 0);
		r->report->rows++;
	}
	return state != SQL_FAILED || sql_fail(r->db->sql, error);
}

/* Rows before id that no entry speaks of. */
static bool skip_to(struct replay *r, struct cursor *c, row_id id, GError **error)
{
	while (c->at_row && c->id < id) {
		replay_blame(r->report, c->t->name, c->id);
		if (!advance(r, c, error))
			return false;
	}
	return true;
}

static bool close_row(struct replay *r, GError **error)
{
	struct cursor *c = r->table ? g_hash_table_lookup(r->cursors, r->table) : NULL;
	bool there, good;

	if (!r->table)
		return true;
	if (c && !skip_to(r, c, r->row, error))
		return false;
	there = c && c->at_row && c->id == r->row;
	good = !r->broken && there == r->alive && (!there || same_row(r, c));
	if (!good)
		replay_blame(r->report, r->table, r->row);
	return !there || advance(r, c, error);
}

static void open_row(struct replay *r, row_id row, const char *table)
{
	if (g_strcmp0(r->table, table) != 0) {
		g_free(r->table);
		r->table = g_strdup(table);
	}
	r->row = row;
	r->alive = r->broken = false;
	g_array_set_size(r->fields, 0);
	g_string_chunk_clear(r->texts);
}

static bool play_journal(struct replay *r, GError **error)
{
	g_autoptr(stmt) st = sql_prepare(r->db->sql, SQL_ROOM,
		"SELECT row, tbl, op, body FROM journal INDEXED BY journal_row"
		" ORDER BY row, tbl, seq",
		error);
	enum sql_state state;

	if (!st)
		return false;
	while ((state = stmt_step(st)) == SQL_ROW) {
		row_id row = stmt_get_int(st, 0);
		const char *table = stmt_get_text(st, 1);

		if (!r->table || row != r->row || strcmp(table, r->table) != 0) {
			if (!close_row(r, error))
				return false;
			open_row(r, row, table);
		}
		play_entry(r, stmt_get_text(st, 2)[0], stmt_get_text(st, 3));
		r->entries++;
	}
	return state == SQL_DONE ? close_row(r, error) : sql_fail(r->db->sql, error);
}

static bool add_cursor(struct replay *r, const char *name, GError **error)
{
	struct table *t = table_find(r->db, name, error);
	struct stmt *st = t ? table_all(t, error) : NULL;
	struct cursor *c;

	if (!st)
		return false;
	c = g_new0(struct cursor, 1);
	c->t = t;
	c->st = st;
	g_hash_table_insert(r->cursors, t->name, c);
	stmt_int(st, 1, G_MININT64);
	stmt_int(st, 2, G_MAXINT64);
	return advance(r, c, error);
}

static bool add_cursors(struct replay *r, GError **error)
{
	g_autoptr(stmt) st = sql_prepare(
		r->db->sql, SQL_ROOM, "SELECT name FROM sqlite_schema WHERE type = 'table'", error);
	enum sql_state state = SQL_FAILED;

	while (st && (state = stmt_step(st)) == SQL_ROW)
		if (room_is_fact_table(stmt_get_text(st, 0)) &&
			!add_cursor(r, stmt_get_text(st, 0), error))
			return false;
	return st && (state == SQL_DONE || sql_fail(r->db->sql, error));
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(a, b);
}

/* By name, so that what is blamed first does not depend on how many tables there are. */
static bool drain(struct replay *r, GError **error)
{
	g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(r->cursors), compare_names);

	for (GList *name = names; name; name = name->next) {
		struct cursor *c = g_hash_table_lookup(r->cursors, name->data);

		if (!skip_to(r, c, G_MAXINT64, error))
			return false;
		if (c->at_row)
			replay_blame(r->report, c->t->name, c->id);
	}
	return true;
}

static void finish(struct replay *r)
{
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, r->cursors);
	while (g_hash_table_iter_next(&iter, NULL, &value))
		stmt_reset(((struct cursor *)value)->st);
	g_hash_table_destroy(r->cursors);
	g_string_chunk_free(r->texts);
	g_array_free(r->fields, TRUE);
	g_free(r->table);
	body_clear(&r->reader);
	body_clear(&r->extra);
}

bool replay_all(struct db *db, struct journal_report *report, GError **error)
{
	struct replay r = {.db = db, .report = report};
	bool ok;

	r.cursors = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
	r.texts = g_string_chunk_new(4096);
	r.fields = g_array_new(FALSE, FALSE, sizeof(struct field));
	ok = add_cursors(&r, error) && play_journal(&r, error) && drain(&r, error);
	/* An entry that the index does not lead to would hide a row. */
	if (ok && r.entries != report->entries)
		replay_blame(report, "journal", r.entries);
	finish(&r);
	return ok;
}
