/* One row and its journal entry: both or neither. */
#include "config.h"
#include "store/change.h"

#include <string.h>
#include "base/i18n.h"
#include "store/body.h"
#include "store/room.h"
#include "store/table.h"

#define COUNTER_BITS 29
#define STATION_BITS 4

/* --- records ------------------------------------------------------------------------------- */

struct record record_of(const char *table)
{
	struct record r;

	/* The fields stay as they are: a record is made for every row of an import. */
	r.table = table;
	r.n = 0;
	return r;
}

static void add(struct record *r, const char *column, int type, gint64 i, const char *s)
{
	g_assert(r->n < RECORD_MAX);
	r->field[r->n].column = column;
	r->field[r->n].type = type;
	r->field[r->n].i = i;
	r->field[r->n].s = s;
	r->n++;
}

void record_int(struct record *r, const char *column, gint64 value)
{
	add(r, column, RECORD_INT, value, NULL);
}

void record_text(struct record *r, const char *column, const char *value)
{
	add(r, column, value && *value ? RECORD_TEXT : RECORD_NULL, 0, value);
}

void record_null(struct record *r, const char *column)
{
	add(r, column, RECORD_NULL, 0, NULL);
}

static bool is_id(const struct record *r, int i)
{
	return strcmp(r->field[i].column, "id") == 0;
}

/* The value of field i as the column will hold it: a NULL for a column that must not be empty is
 * its DEFAULT.  STRICT would turn "12" into 12 where the journal says "12", so types must agree. */
static bool field_value(
	const struct plan *p, int k, const struct record *r, int i, struct value *v, GError **error)
{
	const struct table *t = p->table;
	const struct column *column =
		p->column[k] == TABLE_NO_COLUMN ? NULL : &t->column[p->column[k]];

	*v = (struct value){.type = VALUE_NULL};
	if (r->field[i].type == RECORD_INT) {
		v->type = VALUE_INT;
		v->i = r->field[i].i;
	} else if (r->field[i].type == RECORD_TEXT) {
		v->type = VALUE_TEXT;
		v->s = r->field[i].s;
		v->len = strlen(v->s);
	} else if (column && column->not_null) {
		*v = column->preset;
	}
	if (column && v->type != VALUE_NULL && (v->type == VALUE_INT) != column->integer)
		return jz_fail(error, JZ_ERROR_BAD,
			column->integer ? _("%s.%s takes a number") : _("%s.%s takes a text"),
			t->name, column->name);
	return true;
}

static void bind(struct stmt *st, int place, const struct value *v)
{
	if (v->type == VALUE_INT)
		stmt_int(st, place, v->i);
	else if (v->type == VALUE_TEXT)
		stmt_text(st, place, v->s, (gssize)v->len);
	else
		stmt_null(st, place);
}

static void bind_extra(struct stmt *st, int place, const GString *extra)
{
	if (body_is_empty(extra))
		stmt_null(st, place);
	else
		stmt_text(st, place, extra->str, (gssize)extra->len);
}

/* --- the journal's side -------------------------------------------------------------------- */

static bool log_change(struct change *c, GError **error)
{
	struct stmt *st = room_stmt(c->db, ROOM_ADD_CHANGE, error);

	if (!st)
		return false;
	stmt_int(st, 1, c->id);
	stmt_text(st, 2, c->at, -1);
	stmt_int(st, 3, c->operator_id);
	stmt_text(st, 4, c->operator_name, -1);
	stmt_int(st, 5, c->db->station);
	stmt_text(st, 6, c->reason, -1);
	if (!stmt_run(st, error))
		return false;
	chain_header(&c->chain,
		&(struct chain_change){.id = c->id,
			.operator_id = c->operator_id,
			.at = c->at,
			.operator_name = c->operator_name,
			.reason = c->reason,
			.station = c->db->station});
	c->logged = true;
	return true;
}

static bool add_entry(struct change *c, const struct chain_entry *e, GError **error)
{
	struct stmt *st = room_stmt(c->db, ROOM_ADD_ENTRY, error);
	guint8 digest[CHAIN_LEN];

	if (!st || (!c->logged && !log_change(c, error)))
		return false;
	chain_digest(&c->chain, e, digest);
	stmt_int(st, 1, c->chain.seq + 1);
	stmt_int(st, 2, c->id);
	stmt_text(st, 3, &e->op, 1);
	stmt_text(st, 4, e->table, -1);
	stmt_int(st, 5, e->row);
	stmt_text(st, 6, e->body, (gssize)e->body_len);
	stmt_blob(st, 7, digest, sizeof digest);
	if (!stmt_run(st, error))
		return false;
	chain_accept(&c->chain, digest);
	return true;
}

/* The body that is in c->body; a row without its entry dooms the change. */
static bool journal(struct change *c, char op, const struct table *t, row_id row, GError **error)
{
	g_autoptr(GError) why = NULL;
	struct chain_entry e = {.op = op,
		.table = t->name,
		.row = row,
		.body = c->body->str,
		.body_len = c->body->len};

	if (add_entry(c, &e, &why))
		return true;
	change_doom(c, &why);
	g_propagate_error(error, g_steal_pointer(&why));
	return false;
}

/* Runs a statement on a fact.  A row that breaks a rule of the schema is refused alone; anything
 * else that fails leaves nothing to build on. */
static bool run(struct change *c, struct stmt *st, GError **error)
{
	g_autoptr(GError) why = NULL;

	if (stmt_step(st) == SQL_DONE) {
		stmt_reset(st);
		return true;
	}
	sql_fail(c->db->sql, &why);
	if (!sql_refused_row(c->db->sql))
		change_doom(c, &why);
	stmt_reset(st);
	g_propagate_error(error, g_steal_pointer(&why));
	return false;
}

static void note(GString *body, const struct column *column, const char *name, gsize len,
	const struct value *v)
{
	char secret[TABLE_SECRET_LEN];
	struct value said = table_journaled(column, v, secret);

	/* What is not said is NULL, or the DEFAULT; a NULL in spite of a DEFAULT must be said. */
	if (v->type != VALUE_NULL || (column && column->preset.type != VALUE_NULL))
		body_pair(body, name, len, &said);
}

/* --- insert -------------------------------------------------------------------------------- */

static bool next_id(struct change *c, row_id *id, GError **error)
{
	if (c->next_id >= (gint64)1 << COUNTER_BITS)
		return jz_fail(error, JZ_ERROR_BAD,
			_("this station has used up its numbers; set up another station"));
	*id = c->db->office << (STATION_BITS + COUNTER_BITS) |
		(gint64)c->db->station << COUNTER_BITS | c->next_id;
	c->next_id++;
	c->ids_made = true;
	return true;
}

static bool choose_id(struct change *c, const struct record *r, row_id *id, GError **error)
{
	for (int i = 0; i < r->n; i++) {
		if (!is_id(r, i))
			continue;
		*id = r->field[i].i;
		return (r->field[i].type == RECORD_INT && *id > 0) ||
			jz_fail(error, JZ_ERROR_BAD, _("%s.%s takes a number"), r->table, "id");
	}
	return next_id(c, id, error);
}

static bool bind_fields(struct change *c, const struct plan *p, const struct record *r,
	struct stmt *st, int *place, GError **error)
{
	const struct table *t = p->table;

	for (int i = 0, k = 0; i < r->n; i++) {
		const struct column *column;
		struct value v;

		if (is_id(r, i))
			continue;
		if (!field_value(p, k, r, i, &v, error))
			return false;
		column = p->column[k] == TABLE_NO_COLUMN ? NULL : &t->column[p->column[k]];
		note(c->body, column, p->name[k], p->len[k], &v);
		if (column)
			bind(st, (*place)++, &v);
		else if (v.type != VALUE_NULL)
			body_pair(c->extra, p->name[k], p->len[k], &v);
		k++;
	}
	return true;
}

static bool bind_row(struct change *c, const struct plan *p, const struct record *r,
	struct stmt *st, GError **error)
{
	const struct table *t = p->table;
	int place = 2;

	body_begin(c->body);
	body_begin(c->extra);
	if (!bind_fields(c, p, r, st, &place, error))
		return false;
	for (int i = 0; i < p->n_preset; i++) {
		const struct column *column = &t->column[p->preset[i]];

		note(c->body, column, column->name, column->len, &column->preset);
		bind(st, place++, &column->preset);
	}
	body_end(c->body);
	body_end(c->extra);
	if (p->has_extra)
		bind_extra(st, place, c->extra);
	return true;
}

bool change_insert(struct change *c, const struct record *r, row_id *id, GError **error)
{
	struct table *t;
	struct plan *p;
	struct stmt *st;
	row_id made = 0;

	if (!change_is_sound(c, error) || !(t = table_find(c->db, r->table, error)) ||
		!(p = table_plan(t, r, error)) || !(st = table_insert(t, p, error)) ||
		!choose_id(c, r, &made, error))
		return false;
	stmt_int(st, 1, made);
	if (!bind_row(c, p, r, st, error)) {
		stmt_reset(st);
		return false;
	}
	if (!run(c, st, error) || !journal(c, 'I', t, made, error))
		return false;
	if (id)
		*id = made;
	return true;
}

/* --- update -------------------------------------------------------------------------------- */

static struct value extra_value(const char *extra, const char *name, gsize len, struct body *reader)
{
	struct body_pair pair;

	body_read(reader, extra ? extra : "{}", extra ? strlen(extra) : 2);
	while (body_next(reader, &pair))
		if (pair.name.len == len && memcmp(pair.name.s, name, len) == 0)
			return pair.after;
	return (struct value){.type = VALUE_NULL};
}

/* Sets one field in the JSON text out, keeping the others in their order. */
static void extra_set(GString *out, const char *name, gsize len, const struct value *v)
{
	g_autofree char *before = g_strndup(out->str, out->len);
	struct body reader = {0};
	struct body_pair pair;
	bool found = false;

	body_read(&reader, before, strlen(before));
	body_begin(out);
	while (body_next(&reader, &pair)) {
		bool same = pair.name.len == len && memcmp(pair.name.s, name, len) == 0;
		const struct value *value = same ? v : &pair.after;

		found = found || same;
		if (value->type != VALUE_NULL)
			body_pair(out, pair.name.s, pair.name.len, value);
	}
	if (!found && v->type != VALUE_NULL)
		body_pair(out, name, len, v);
	body_end(out);
	body_clear(&reader);
}

struct update {
	struct change *c;
	struct table *t;
	struct plan *p;
	struct stmt *now;   /* the row as it is */
	const char *extra;  /* its extra */
	struct record diff; /* the fields that differ */
};

static bool compare_field(
	struct update *u, int i, int k, int col, const struct record *r, GError **error)
{
	const struct plan *p = u->p;
	const struct column *column =
		p->column[k] == TABLE_NO_COLUMN ? NULL : &u->t->column[p->column[k]];
	char secrets[2][TABLE_SECRET_LEN];
	struct body reader = {0};
	struct value before, after, said[2];

	if (!field_value(p, k, r, i, &after, error))
		return false;
	before = column ? table_value(u->now, col)
			: extra_value(u->extra, p->name[k], p->len[k], &reader);
	if (!value_equal(&before, &after)) {
		said[0] = table_journaled(column, &before, secrets[0]);
		said[1] = table_journaled(column, &after, secrets[1]);
		body_change(u->c->body, p->name[k], p->len[k], &said[0], &said[1]);
		if (!column)
			extra_set(u->c->extra, p->name[k], p->len[k], &after);
		u->diff.field[u->diff.n++] = r->field[i];
	}
	body_clear(&reader);
	return true;
}

static bool compare_row(struct update *u, row_id id, const struct record *r, GError **error)
{
	int columns = stmt_columns(u->now);

	u->extra = u->p->has_extra ? stmt_get_text(u->now, columns - 1) : NULL;
	g_string_assign(u->c->extra, u->extra ? u->extra : "{}");
	body_begin(u->c->body);
	for (int i = 0, k = 0, col = 0; i < r->n; i++) {
		if (is_id(r, i)) {
			if (r->field[i].i != id)
				return jz_fail(error, JZ_ERROR_BAD,
					_("the number of a row of %s never changes"), u->t->name);
			continue;
		}
		if (!compare_field(u, i, k, col, r, error))
			return false;
		col += u->p->column[k] != TABLE_NO_COLUMN;
		k++;
	}
	body_end(u->c->body);
	return true;
}

static bool write_diff(struct update *u, row_id id, GError **error)
{
	struct plan *p = table_plan(u->t, &u->diff, error);
	struct stmt *st = p ? table_update(u->t, p, error) : NULL;
	int place = 1;

	if (!st)
		return false;
	for (int k = 0; k < u->diff.n; k++) {
		struct value v;

		if (p->column[k] == TABLE_NO_COLUMN)
			continue;
		if (!field_value(p, k, &u->diff, k, &v, error))
			return false;
		bind(st, place++, &v);
	}
	if (p->has_extra)
		bind_extra(st, place++, u->c->extra);
	stmt_int(st, place, id);
	return run(u->c, st, error) && journal(u->c, 'U', u->t, id, error);
}

static bool read_row(
	struct change *c, struct stmt *st, const char *table, row_id id, GError **error)
{
	switch (stmt_step(st)) {
	case SQL_ROW:
		return true;
	case SQL_DONE:
		return jz_fail(error, JZ_ERROR_BAD,
			_("there is no row %lld in %s; read the list again"), (long long)id, table);
	default:
		return sql_fail(c->db->sql, error);
	}
}

bool change_update(
	struct change *c, row_id id, const struct record *r, bool *changed, GError **error)
{
	struct update u = {.c = c};
	bool ok;

	if (changed)
		*changed = false;
	if (!change_is_sound(c, error) || !(u.t = table_find(c->db, r->table, error)) ||
		!(u.p = table_plan(u.t, r, error)) || !(u.now = table_select(u.t, u.p, error)))
		return false;
	u.diff = record_of(r->table);
	stmt_int(u.now, 1, id);
	ok = read_row(c, u.now, r->table, id, error) && compare_row(&u, id, r, error);
	stmt_reset(u.now);
	if (!ok || u.diff.n == 0)
		return ok;
	if (changed)
		*changed = true;
	return write_diff(&u, id, error);
}

/* --- delete -------------------------------------------------------------------------------- */

static void note_row(struct change *c, const struct table *t, struct stmt *row)
{
	body_begin(c->body);
	for (int i = 0; i < t->n; i++) {
		struct value v = table_value(row, i + 1);
		struct body reader = {0};
		struct body_pair pair;

		if (i != t->extra) {
			note(c->body, &t->column[i], t->column[i].name, t->column[i].len, &v);
			continue;
		}
		body_read(&reader, v.s ? v.s : "{}", v.len);
		while (body_next(&reader, &pair))
			body_pair(c->body, pair.name.s, pair.name.len, &pair.after);
		body_clear(&reader);
	}
	body_end(c->body);
}

bool change_delete(struct change *c, const char *table, row_id id, GError **error)
{
	struct table *t;
	struct stmt *all, *st;
	bool ok;

	if (!change_is_sound(c, error) || !(t = table_find(c->db, table, error)) ||
		!(all = table_all(t, error)) || !(st = table_delete(t, error)))
		return false;
	stmt_int(all, 1, id);
	stmt_int(all, 2, id);
	ok = read_row(c, all, table, id, error);
	if (ok)
		note_row(c, t, all);
	stmt_reset(all);
	if (!ok)
		return false;
	stmt_int(st, 1, id);
	return run(c, st, error) && journal(c, 'D', t, id, error);
}
