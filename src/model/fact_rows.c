/* What was found out for a case beside people and money. */
#include "config.h"

#include "model/fact_rows.h"

#include "base/i18n.h"
#include "base/money.h"
#include "model/operator.h"
#include "model/register.h"

/* A code that stands for a row of another table: what that row is called. */
static char *name_of_row(struct desk *desk, const char *list, const char *id)
{
	const char *key = list + 1;
	bool people = g_str_equal(key, "operators") || g_str_equal(key, "investigators");
	struct code_list *rows = people ? NULL : register_codes(desk, key, 0);
	char *name = people ? operator_name(desk, g_ascii_strtoll(id, NULL, 10)) : NULL;
	for (guint i = 0; rows && i < rows->codes->len; i++) {
		const struct code *code = g_ptr_array_index(rows->codes, i);
		if (!name && g_strcmp0(code_attribute(code, "row"), id) == 0)
			name = g_strdup(code->label);
	}
	if (rows)
		code_list_free(rows);
	return name;
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

void fact_list_free(struct fact_list *l)
{
	if (!l)
		return;
	g_ptr_array_unref(l->rows);
	g_free(l);
}

/* The name of the table is one of the schema's: the forms were proved. */
static bool read_rows(struct desk *desk, row_id casefile, struct fact_list *l, GError **error)
{
	if (!l->block->table)
		return true;
	g_autofree char *sql = g_strdup_printf(
		"SELECT * FROM \"%s\" WHERE casefile = $1 ORDER BY id", l->block->table);
	struct query *q = db_query(desk->db, g_intern_string(sql), "i", casefile);
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

struct fact_list *fact_list(
	struct desk *desk, row_id casefile, const struct facts_def *def, GError **error)
{
	const struct block_def *block = fact_block(desk->lib, def);
	if (!block)
		return NULL;
	g_autoptr(fact_list) l = g_new0(struct fact_list, 1);
	*l = (struct fact_list){
		def, block, g_ptr_array_new_with_free_func((GDestroyNotify)g_hash_table_unref)};
	return read_rows(desk, casefile, l, error) ? g_steal_pointer(&l) : NULL;
}

GPtrArray *fact_lists(struct desk *desk, const struct casefile *c, GError **error)
{
	g_autoptr(GPtrArray) lists = g_ptr_array_new_with_free_func((GDestroyNotify)fact_list_free);
	const struct programme *p = casefile_programme(desk, c);
	for (guint i = 0; p && i < p->facts->len; i++) {
		GError *failed = NULL;
		struct fact_list *l =
			fact_list(desk, c->id, g_ptr_array_index(p->facts, i), &failed);
		if (failed) {
			g_propagate_error(error, failed);
			return NULL;
		}
		if (l)
			g_ptr_array_add(lists, l);
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

char *fact_said(const struct desk *desk, const struct field_def *f, const char *value)
{
	char money[MONEY_LEN];
	const struct code_list *codes =
		f->codes && *f->codes != '@' ? library_codes(desk->lib, f->codes) : NULL;
	if (!value || !*value)
		return g_strdup("");
	if (!desk_may_read(desk, f->readers))
		return g_strdup("***");
	if (g_str_equal(value, "."))
		return g_strdup(_("none"));
	if (g_str_equal(value, "*"))
		return g_strdup(_("unknown"));
	if (f->type == FIELD_MONEY)
		return g_strdup(money_print(g_ascii_strtoll(value, NULL, 10), money));
	return g_strdup(codes ? code_list_label(codes, value) : value);
}

bool fact_none(struct desk *desk, row_id casefile, const struct facts_def *def)
{
	gint64 n = 0;
	db_one_int(desk->db, &n, NULL,
		"SELECT count(*) FROM section_answer WHERE casefile = $1 AND section = $2", "it",
		casefile, def->block);
	return n > 0;
}
