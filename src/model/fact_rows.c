/* What was found out for a case beside people and money. */
#include "config.h"

#include "model/fact_rows.h"

/* Tables with rows of a case that [facts] may name. */
static const struct source {
	const char *table, *sql;
} sources[] = {
#define ROWS_OF(table) #table, "SELECT * FROM " #table " WHERE casefile = $1 ORDER BY id"
	{ROWS_OF(allowance)},
	{ROWS_OF(assessment)},
	{ROWS_OF(carer)},
	{ROWS_OF(hardship)},
	{ROWS_OF(hearing)},
	{ROWS_OF(meeting)},
	{ROWS_OF(objection)},
	{ROWS_OF(parent)},
	{ROWS_OF(relief)},
	{ROWS_OF(relief_end)},
	{ROWS_OF(relief_report)},
	{ROWS_OF(relief_service)},
	{ROWS_OF(sampling)},
	{ROWS_OF(support)},
	{ROWS_OF(supporter)},
	{ROWS_OF(survey)},
#undef ROWS_OF
};

static const struct source *source_of(const char *table)
{
	for (guint i = 0; table && i < G_N_ELEMENTS(sources); i++)
		if (g_str_equal(sources[i].table, table))
			return &sources[i];
	return NULL;
}

/* Names of the rows that codes of the program's own lists stand for. */
static char *name_of_row(struct desk *desk, const char *list, const char *id)
{
	const char *sql = NULL;
	if (g_str_equal(list, "@institutions"))
		sql = "SELECT name FROM institution WHERE id = $1";
	if (g_str_equal(list, "@operators") || g_str_equal(list, "@investigators"))
		sql = "SELECT name FROM operator WHERE id = $1";
	return sql ? db_one_text(desk->db, NULL, sql, "i", g_ascii_strtoll(id, NULL, 10)) : NULL;
}

static void put(GHashTable *row, const char *column, char *value)
{
	if (value)
		g_hash_table_replace(row, g_strdup(column), value);
}

/* A column that a county added lives in the row's JSON. */
static void complete_field(struct desk *desk, GHashTable *row, const struct field_def *f)
{
	const char *value = g_hash_table_lookup(row, f->column);
	const char *extra = g_hash_table_lookup(row, "extra");
	if (!value && extra)
		put(row, f->column,
			db_one_text(desk->db, NULL, "SELECT json_extract($1, '$.' || $2)", "tt",
				extra, f->column));
	else if (value && f->codes && *f->codes == '@')
		put(row, f->column, name_of_row(desk, f->codes, value));
}

static GHashTable *read_row(struct query *q)
{
	GHashTable *row = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	for (int i = 0; i < query_columns(q); i++)
		put(row, query_name(q, i), query_dup(q, i));
	return row;
}

static void list_free(gpointer data)
{
	struct fact_list *l = data;
	g_ptr_array_unref(l->rows);
	g_free(l);
}

static bool read_rows(struct desk *desk, row_id casefile, struct fact_list *l, GError **error)
{
	const struct source *source = source_of(l->block->table);
	struct query *q = source ? db_query(desk->db, source->sql, "i", casefile) : NULL;
	if (!q)
		return true;
	while (query_next(q))
		g_ptr_array_add(l->rows, read_row(q));
	if (!query_end(q, error))
		return false;
	for (guint i = 0; i < l->rows->len; i++)
		for (guint k = 0; k < l->block->fields->len; k++)
			complete_field(desk, g_ptr_array_index(l->rows, i),
				g_ptr_array_index(l->block->fields, k));
	return true;
}

const struct block_def *fact_block(const struct library *lib, const struct facts_def *def)
{
	const struct form_def *form = library_form(lib, def->form);
	return form ? form_block(form, def->block) : NULL;
}

GPtrArray *fact_lists(struct desk *desk, const struct casefile *c, GError **error)
{
	g_autoptr(GPtrArray) lists = g_ptr_array_new_with_free_func(list_free);
	const struct programme *p = casefile_programme(desk, c);
	for (guint i = 0; p && i < p->facts->len; i++) {
		const struct facts_def *def = g_ptr_array_index(p->facts, i);
		const struct block_def *block = fact_block(desk->lib, def);
		if (!block)
			continue;
		struct fact_list *l = g_new0(struct fact_list, 1);
		*l = (struct fact_list){def, block,
			g_ptr_array_new_with_free_func((GDestroyNotify)g_hash_table_unref)};
		g_ptr_array_add(lists, l);
		if (!read_rows(desk, c->id, l, error))
			return NULL;
	}
	return g_steal_pointer(&lists);
}

GHashTable *fact_newest(const GPtrArray *lists, const char *table)
{
	for (guint i = 0; lists && i < lists->len; i++) {
		const struct fact_list *l = g_ptr_array_index(lists, i);
		if (g_strcmp0(l->block->table, table) == 0 && l->rows->len)
			return g_ptr_array_index(l->rows, l->rows->len - 1);
	}
	return NULL;
}

const char *fact_value(GHashTable *row, const char *column)
{
	return row ? g_hash_table_lookup(row, column) : NULL;
}
