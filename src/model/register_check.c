/* `jiuzhu forms check`: every query of a register's file is prepared on an empty database, so that
 * a wrong column is found by whoever writes it and not by whoever works with it. */
#include "config.h"

#include "model/register.h"

#include "base/i18n.h"

struct proving {
	struct db *db;
	const struct library *lib;
	const struct register_def *reg;
	struct ini_complaints *c;
};

/* What the row's form gives a [set] and a [refuse]. */
static int bind_fields(const struct proving *p, struct query *q)
{
	const struct form_def *form = library_form(p->lib, p->reg->form);
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	int n = 0;

	for (guint b = 0; form && b < form->blocks->len; b++) {
		const struct block_def *block = g_ptr_array_index(form->blocks, b);

		for (guint i = 0; i < block->fields->len; i++) {
			const struct field_def *f = g_ptr_array_index(block->fields, i);
			if (g_hash_table_add(seen, f->column))
				n += query_bind_int(q, f->column, 0);
		}
	}
	return n;
}

static bool knows_parameters(const struct proving *p, struct query *q, bool set)
{
	int n = query_bind_int(q, "parent", 0) + query_bind_int(q, "today", 0) +
		query_bind_int(q, "month", 0);

	for (char **key = p->reg->needs; *key; key++)
		n += query_bind_int(q, *key, 0);
	if (set)
		n += query_bind_int(q, "id", 0) + bind_fields(p, q);
	return n == query_parameters(q);
}

/* columns 0: any number. */
static void prove(const struct proving *p, const char *sql, int line, int columns, bool set)
{
	g_autoptr(GError) error = NULL;
	struct query *q = sql ? db_foreign_query(p->db, sql, 1, &error) : NULL;

	if (error)
		ini_complain(p->c, p->reg->file, line, "%s", error->message);
	if (!q)
		return;
	int n = query_columns(q);
	if (columns && g_str_equal(query_name(q, n - 1), "mark"))
		n--;
	if (columns && n != columns)
		ini_complain(p->c, p->reg->file, line,
			_("the query gives %d columns where %d are needed"), n, columns);
	if (!knows_parameters(p, q, set))
		ini_complain(p->c, p->reg->file, line,
			_("the query asks for a parameter that nobody gives it"));
	query_end(q, NULL);
}

static void prove_parent(const struct proving *p)
{
	if (!p->reg->parent || !p->reg->table)
		return;
	g_autofree char *sql = g_strdup_printf("SELECT %s FROM %s", p->reg->parent, p->reg->table);
	prove(p, sql, p->reg->line, 1, false);
}

/* Each column that `make` names is one of the table. */
static void prove_make(const struct proving *p)
{
	g_autoptr(GString) sql = g_string_new("SELECT ");
	struct query *q = p->reg->make ? db_foreign_query(p->db, p->reg->make, 1, NULL) : NULL;

	prove(p, p->reg->make, p->reg->line, 0, false);
	for (int i = 0; q && i < query_columns(q); i++)
		g_string_append_printf(sql, "%s\"%s\"", i ? ", " : "", query_name(q, i));
	if (!q)
		return;
	query_end(q, NULL);
	g_string_append_printf(sql, " FROM %s", p->reg->table);
	prove(p, sql->str, p->reg->line, 0, false);
}

static void prove_register(const struct proving *p)
{
	const struct register_def *reg = p->reg;

	prove(p, reg->query, reg->line, (int)reg->columns->len + 1, false);
	prove(p, reg->summary, reg->line, 1, false);
	prove(p, reg->due, reg->line, 1, false);
	prove_parent(p);
	prove_make(p);
	for (guint i = 0; i < reg->sets->len; i++) {
		const struct register_set *set = g_ptr_array_index(reg->sets, i);
		prove(p, set->query, set->line, 1, true);
	}
	for (guint i = 0; i < reg->refusals->len; i++) {
		const struct register_refusal *refusal = g_ptr_array_index(reg->refusals, i);
		prove(p, refusal->query, refusal->line, 1, true);
	}
	for (guint i = 0; i < reg->codes->len; i++) {
		const struct register_codes *codes = g_ptr_array_index(reg->codes, i);
		prove(p, codes->query, codes->line, 3, false);
	}
}

void register_check(const struct library *lib, struct ini_complaints *c)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(db) db = db_scratch(&error);
	const GPtrArray *all = library_registers(lib);

	if (!db) {
		ini_complain(c, "registers", 0, "%s", error->message);
		return;
	}
	for (guint i = 0; i < all->len; i++) {
		const struct proving p = {db, lib, g_ptr_array_index(all, i), c};
		prove_register(&p);
	}
}
