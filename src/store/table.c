#include "config.h"
#include "store/table.h"

#include <string.h>
#include <sodium.h>
#include "base/i18n.h"

static void plan_free(gpointer data)
{
	struct plan *p = data;

	for (int i = 0; i < p->n; i++)
		g_free(p->name[i]);
	g_free(p->name);
	g_free(p->len);
	g_free(p->column);
	g_free(p->preset);
	stmt_free(p->insert);
	stmt_free(p->select);
	stmt_free(p->update);
	g_free(p);
}

static void table_free(gpointer data)
{
	struct table *t = data;

	for (int i = 0; i < t->n; i++) {
		g_free(t->column[i].name);
		g_free((char *)t->column[i].preset.s);
	}
	g_free(t->column);
	g_ptr_array_free(t->plans, TRUE);
	stmt_free(t->all);
	stmt_free(t->delete);
	g_free(t->name);
	g_free(t);
}

GHashTable *table_cache_new(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, NULL, table_free);
}

/* --- what the schema says ------------------------------------------------------------------ */

/* DEFAULTs of the schema are literals: 1, 'planned', ''. */
static struct value read_preset(const char *text)
{
	struct value v = {.type = VALUE_NULL};
	gsize len = text ? strlen(text) : 0;

	if (len >= 2 && text[0] == '\'') {
		g_auto(GStrv) parts = NULL;
		g_autofree char *inner = g_strndup(text + 1, len - 2);

		parts = g_strsplit(inner, "''", -1);
		v.type = VALUE_TEXT;
		v.s = g_strjoinv("'", parts);
		v.len = strlen(v.s);
	} else if (len && (g_ascii_isdigit(text[len - 1]))) {
		v.type = VALUE_INT;
		v.i = g_ascii_strtoll(text, NULL, 10);
	}
	return v;
}

static void read_column(struct table *t, struct stmt *st)
{
	struct column *c = &t->column[t->n];

	c->name = g_strdup(stmt_get_text(st, 0));
	c->len = strlen(c->name);
	c->not_null = stmt_get_int(st, 1) != 0;
	c->integer = g_str_has_prefix(stmt_get_text(st, 4), "INT");
	c->preset = read_preset(stmt_get_text(st, 2));
	c->secret = strcmp(c->name, "secret") == 0;
	if (strcmp(c->name, "extra") == 0)
		t->extra = t->n;
	t->n++;
}

/* Generated columns are not in table_info, and belong to no record. */
static bool read_columns(struct table *t, bool *has_id, GError **error)
{
	g_autoptr(stmt) st = sql_prepare(t->db->sql, SQL_ROOM,
		"SELECT name, \"notnull\", dflt_value, pk, type FROM pragma_table_info($1)", error);
	enum sql_state state;

	if (!st)
		return false;
	stmt_text(st, 1, t->name, -1);
	while ((state = stmt_step(st)) == SQL_ROW) {
		if (strcmp(stmt_get_text(st, 0), "id") == 0) {
			*has_id = stmt_get_int(st, 3) == 1 &&
				strcmp(stmt_get_text(st, 4), "INTEGER") == 0;
			continue;
		}
		t->column = g_renew(struct column, t->column, t->n + 1);
		read_column(t, st);
	}
	return state == SQL_DONE || sql_fail(t->db->sql, error);
}

struct table *table_find(struct db *db, const char *name, GError **error)
{
	struct table *t = g_hash_table_lookup(db->tables, name);
	bool has_id = false;

	if (t)
		return t;
	t = g_new0(struct table, 1);
	t->db = db;
	t->name = g_strdup(name);
	t->extra = TABLE_NO_COLUMN;
	t->plans = g_ptr_array_new_with_free_func(plan_free);
	if (!read_columns(t, &has_id, error)) {
		table_free(t);
		return NULL;
	}
	if (!has_id || !room_is_fact_table(name)) {
		table_free(t);
		jz_fail(error, JZ_ERROR_BAD, _("%s is no table of facts"), name);
		return NULL;
	}
	g_hash_table_insert(db->tables, t->name, t);
	return t;
}

int table_column(const struct table *t, const char *name, gsize len)
{
	for (int i = 0; i < t->n; i++)
		if (t->column[i].len == len && memcmp(t->column[i].name, name, len) == 0)
			return i;
	return TABLE_NO_COLUMN;
}

/* --- plans --------------------------------------------------------------------------------- */

static bool plan_fits(const struct plan *p, const struct record *r)
{
	int k = 0;

	for (int i = 0; i < r->n; i++) {
		if (strcmp(r->field[i].column, "id") == 0)
			continue;
		if (k == p->n || strcmp(p->name[k], r->field[i].column) != 0)
			return false;
		k++;
	}
	return k == p->n;
}

static bool add_field(struct table *t, struct plan *p, const char *name, GError **error)
{
	gsize len = strlen(name);
	int column = table_column(t, name, len);

	for (int i = 0; i < p->n; i++)
		if (strcmp(p->name[i], name) == 0)
			return jz_fail(
				error, JZ_ERROR_BAD, _("%s.%s is given twice"), t->name, name);
	if (column == TABLE_NO_COLUMN && t->extra == TABLE_NO_COLUMN)
		return jz_fail(error, JZ_ERROR_BAD, _("%s has no column %s"), t->name, name);
	if (column != TABLE_NO_COLUMN && column == t->extra)
		return jz_fail(
			error, JZ_ERROR_BAD, _("%s.%s is written field by field"), t->name, name);
	p->name[p->n] = g_strdup(name);
	p->len[p->n] = len;
	p->column[p->n++] = column;
	p->has_extra = p->has_extra || column == TABLE_NO_COLUMN;
	return true;
}

static bool plan_has(const struct plan *p, int column)
{
	for (int i = 0; i < p->n; i++)
		if (p->column[i] == column)
			return true;
	return false;
}

static void find_presets(const struct table *t, struct plan *p)
{
	for (int i = 0; i < t->n; i++)
		if (t->column[i].preset.type != VALUE_NULL && i != t->extra && !plan_has(p, i))
			p->preset[p->n_preset++] = i;
}

static struct plan *plan_make(struct table *t, const struct record *r, GError **error)
{
	struct plan *p = g_new0(struct plan, 1);

	p->table = t;
	p->name = g_new0(char *, r->n + 1);
	p->len = g_new0(gsize, r->n + 1);
	p->column = g_new0(int, r->n + 1);
	p->preset = g_new0(int, t->n + 1);
	for (int i = 0; i < r->n; i++)
		if (strcmp(r->field[i].column, "id") != 0 &&
			!add_field(t, p, r->field[i].column, error)) {
			plan_free(p);
			return NULL;
		}
	find_presets(t, p);
	return p;
}

struct plan *table_plan(struct table *t, const struct record *r, GError **error)
{
	struct plan *p;

	for (guint i = 0; i < t->plans->len; i++)
		if (plan_fits(t->plans->pdata[i], r))
			return t->plans->pdata[i];
	p = plan_make(t, r, error);
	if (p)
		g_ptr_array_add(t->plans, p);
	return p;
}

/* --- statements: names come from the schema, never from a user ----------------------------- */

static void put_name(GString *sql, const char *name)
{
	g_string_append_c(sql, '"');
	for (; *name; name++) {
		if (*name == '"')
			g_string_append_c(sql, '"');
		g_string_append_c(sql, *name);
	}
	g_string_append_c(sql, '"');
}

/* Appends the columns of a plan, numbered as "name" = $1 where asked; returns how many. */
static int put_columns(GString *sql, const struct table *t, const struct plan *p, bool numbered)
{
	int n = 0;

	for (int i = 0; i <= p->n; i++) {
		int column = i < p->n ? p->column[i] : p->has_extra ? t->extra : TABLE_NO_COLUMN;

		if (column == TABLE_NO_COLUMN)
			continue;
		g_string_append(sql, n++ ? ", " : "");
		put_name(sql, t->column[column].name);
		if (numbered)
			g_string_append_printf(sql, " = $%d", n);
	}
	return n;
}

struct stmt *table_insert(struct table *t, struct plan *p, GError **error)
{
	g_autoptr(GString) sql = NULL;
	int n = 1;

	if (p->insert)
		return p->insert;
	sql = g_string_new("INSERT INTO ");
	put_name(sql, t->name);
	g_string_append(sql, " (id");
	for (int i = 0; i < p->n; i++)
		if (p->column[i] != TABLE_NO_COLUMN) {
			g_string_append(sql, ", ");
			put_name(sql, t->column[p->column[i]].name);
			n++;
		}
	for (int i = 0; i < p->n_preset; i++, n++) {
		g_string_append(sql, ", ");
		put_name(sql, t->column[p->preset[i]].name);
	}
	if (p->has_extra) {
		g_string_append(sql, ", extra");
		n++;
	}
	g_string_append(sql, ") VALUES ($1");
	for (int i = 2; i <= n; i++)
		g_string_append_printf(sql, ", $%d", i);
	g_string_append_c(sql, ')');
	return p->insert = sql_prepare(t->db->sql, SQL_ROOM, sql->str, error);
}

struct stmt *table_select(struct table *t, struct plan *p, GError **error)
{
	g_autoptr(GString) sql = NULL;

	if (p->select)
		return p->select;
	sql = g_string_new("SELECT ");
	if (!put_columns(sql, t, p, false))
		g_string_append(sql, "1");
	g_string_append(sql, " FROM ");
	put_name(sql, t->name);
	g_string_append(sql, " WHERE id = $1");
	return p->select = sql_prepare(t->db->sql, SQL_ROOM, sql->str, error);
}

struct stmt *table_update(struct table *t, struct plan *p, GError **error)
{
	g_autoptr(GString) sql = NULL;
	int n;

	if (p->update)
		return p->update;
	sql = g_string_new("UPDATE ");
	put_name(sql, t->name);
	g_string_append(sql, " SET ");
	n = put_columns(sql, t, p, true);
	g_string_append_printf(sql, " WHERE id = $%d", n + 1);
	return p->update = sql_prepare(t->db->sql, SQL_ROOM, sql->str, error);
}

struct stmt *table_all(struct table *t, GError **error)
{
	g_autoptr(GString) sql = NULL;

	if (t->all)
		return t->all;
	sql = g_string_new("SELECT id");
	for (int i = 0; i < t->n; i++) {
		g_string_append(sql, ", ");
		put_name(sql, t->column[i].name);
	}
	g_string_append(sql, " FROM ");
	put_name(sql, t->name);
	g_string_append(sql, " WHERE id >= $1 AND id <= $2 ORDER BY id");
	return t->all = sql_prepare(t->db->sql, SQL_ROOM, sql->str, error);
}

struct stmt *table_delete(struct table *t, GError **error)
{
	g_autoptr(GString) sql = NULL;

	if (t->delete)
		return t->delete;
	sql = g_string_new("DELETE FROM ");
	put_name(sql, t->name);
	g_string_append(sql, " WHERE id = $1");
	return t->delete = sql_prepare(t->db->sql, SQL_ROOM, sql->str, error);
}

/* --- values -------------------------------------------------------------------------------- */

struct value table_value(struct stmt *st, int col)
{
	struct value v = {.type = VALUE_NULL};

	switch (stmt_type(st, col)) {
	case SQL_INT:
		v.type = VALUE_INT;
		v.i = stmt_get_int(st, col);
		break;
	case SQL_TEXT:
		v.type = VALUE_TEXT;
		v.s = stmt_get_text(st, col);
		v.len = (gsize)stmt_get_bytes(st, col);
		break;
	default:
		break;
	}
	return v;
}

/* Authentication data shall not outlive its use (GB/T 22239, remaining information). */
struct value table_journaled(
	const struct column *column, const struct value *v, char buf[TABLE_SECRET_LEN])
{
	guint8 digest[(TABLE_SECRET_LEN - 1) / 2];

	if (!column || !column->secret || v->type != VALUE_TEXT)
		return *v;
	crypto_generichash(digest, sizeof digest, (const guint8 *)v->s, v->len, NULL, 0);
	sodium_bin2hex(buf, TABLE_SECRET_LEN, digest, sizeof digest);
	return (struct value){.type = VALUE_TEXT, .s = buf, .len = TABLE_SECRET_LEN - 1};
}
