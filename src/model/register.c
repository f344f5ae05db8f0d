#include "config.h"

#include "model/register.h"

#include "base/i18n.h"

/* A county's query may be clumsy; it must not stop the office. */
#define SECONDS 10

/* --- who ----------------------------------------------------------------------------------- */

static unsigned roles_of(char **words)
{
	g_autofree char *line = g_strjoinv(" ", words);

	return role_parse(line);
}

bool register_may_write(const struct desk *desk, const struct register_def *reg)
{
	return reg->table && (desk->who.roles & roles_of(reg->roles));
}

bool register_may_read(const struct desk *desk, const struct register_def *reg)
{
	return !reg->readers[0] || (desk->who.roles & roles_of(reg->readers));
}

GPtrArray *register_under(const struct desk *desk, const char *parent)
{
	const GPtrArray *all = library_registers(desk->lib);
	GPtrArray *found = g_ptr_array_new();

	for (guint i = 0; i < all->len; i++) {
		struct register_def *reg = g_ptr_array_index(all, i);

		if (g_strcmp0(reg->parent, parent) == 0 && register_may_read(desk, reg))
			g_ptr_array_add(found, reg);
	}
	return found;
}

/* --- queries ------------------------------------------------------------------------------- */

static void bind_param(struct desk *desk, struct query *q, const char *key, day on)
{
	const struct param_def *param = library_param(desk->lib, key);
	const char *value = desk_policy(desk, key, "", on);

	if (!param || !value)
		return; /* not bound: NULL */
	if (param->type == PARAM_MONEY || param->type == PARAM_INTEGER)
		query_bind_int(q, key, g_ascii_strtoll(value, NULL, 10));
	else
		query_bind_text(q, key, value);
}

struct query *register_query(struct desk *desk, const struct register_def *reg, const char *sql,
	row_id parent, month m, GError **error)
{
	struct query *q = db_foreign_query(desk->db, sql, SECONDS, error);
	char text[DAY_LEN];

	if (!q)
		return NULL;
	query_bind_int(q, "parent", parent);
	query_bind_text(q, "today", day_to_iso(day_today(), text));
	query_bind_text(q, "month", month_to_iso(m, text));
	for (char **key = reg->needs; *key; key++)
		bind_param(desk, q, *key, month_first(m));
	return q;
}

static bool may_read(const struct desk *desk, const struct register_def *reg, GError **error)
{
	return register_may_read(desk, reg) || desk_needs(desk, roles_of(reg->readers), error);
}

bool register_rows(struct desk *desk, const struct register_def *reg, row_id parent,
	void (*see)(const struct register_line *line, void *ctx), void *ctx, GError **error)
{
	int n = (int)reg->columns->len;

	if (!may_read(desk, reg, error))
		return false;
	struct query *q =
		register_query(desk, reg, reg->query, parent, month_of(day_today()), error);
	if (!q)
		return false;
	bool marked = g_str_equal(query_name(q, n + 1), "mark");
	while (query_next(q)) {
		struct register_line line = {.id = query_int(q, 0)};

		for (int i = 0; i < n; i++)
			line.cell[i] = query_text(q, i + 1);
		line.mark = marked ? query_text(q, n + 1) : "";
		see(&line, ctx);
	}
	return query_end(q, error);
}

row_id register_parent(struct desk *desk, const struct register_def *reg, row_id id)
{
	gint64 parent = 0;

	if (!reg->table || !reg->parent)
		return 0;
	g_autofree char *sql =
		g_strdup_printf("SELECT %s FROM %s WHERE id = $1", reg->parent, reg->table);
	db_one_int(desk->db, &parent, NULL, g_intern_string(sql), "i", id);
	return parent;
}

struct naming {
	const struct desk *desk;
	const struct register_def *reg;
	row_id id;
	char *name;
};

static void see_name(const struct register_line *line, void *ctx)
{
	struct naming *n = ctx;
	const struct register_column *first = g_ptr_array_index(n->reg->columns, 0);

	if (line->id != n->id || n->name)
		return;
	n->name = g_strdup(first->codes
			? code_list_label(library_codes(n->desk->lib, first->codes), line->cell[0])
			: line->cell[0]);
}

char *register_name(struct desk *desk, const struct register_def *reg, row_id id)
{
	struct naming n = {desk, reg, id, NULL};

	register_rows(desk, reg, register_parent(desk, reg, id), see_name, &n, NULL);
	return n.name ? n.name : g_strdup("");
}

/* --- a line and a number ------------------------------------------------------------------- */

static void count_line(const struct register_line *line, void *ctx)
{
	(void)line;
	++*(int *)ctx;
}

char *register_summary(
	struct desk *desk, const struct register_def *reg, row_id parent, GError **error)
{
	g_autofree char *text = NULL;
	int n = 0;

	if (!reg->summary)
		return register_rows(desk, reg, parent, count_line, &n, error)
			? g_strdup_printf(ngettext("%d row", "%d rows", n), n)
			: NULL;
	if (!may_read(desk, reg, error))
		return NULL;
	struct query *q =
		register_query(desk, reg, reg->summary, parent, month_of(day_today()), error);
	if (q && query_next(q))
		text = g_strdup(query_text(q, 0));
	if (!q || !query_end(q, error))
		return NULL;
	return text ? g_steal_pointer(&text) : g_strdup("");
}

bool register_due(struct desk *desk, const struct register_def *reg, int *n, GError **error)
{
	*n = 0;
	if (!reg->due || !register_may_read(desk, reg))
		return true;
	struct query *q = register_query(desk, reg, reg->due, 0, month_of(day_today()), error);
	if (q && query_next(q))
		*n = (int)query_int(q, 0);
	return q && query_end(q, error);
}

/* --- rows as codes ------------------------------------------------------------------------- */

/* Whose file describes the list: its parameters count. */
static const struct register_def *owner(const struct library *lib, const struct register_codes *c)
{
	const GPtrArray *all = library_registers(lib);

	for (guint i = 0; i < all->len; i++) {
		const struct register_def *reg = g_ptr_array_index(all, i);

		if (g_ptr_array_find(reg->codes, c, NULL))
			return reg;
	}
	return NULL;
}

struct code_list *register_codes(struct desk *desk, const char *key, row_id parent)
{
	const struct register_codes *def = library_register_codes(desk->lib, key);
	const struct register_def *reg = def ? owner(desk->lib, def) : NULL;

	if (!reg)
		return NULL;
	struct code_list *list = code_list_new(def->key, def->label);
	struct query *q =
		register_query(desk, reg, def->query, parent, month_of(day_today()), NULL);
	while (q && query_next(q)) {
		struct code *code = code_list_add(list, query_text(q, 0), query_text(q, 1));

		code->attributes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
		g_hash_table_insert(code->attributes, g_strdup("row"), g_strdup(query_text(q, 2)));
	}
	if (q)
		query_end(q, NULL);
	return list;
}
