/* The rows of a block's table as people read them. */
#include "config.h"

#include "model/fact_rows.h"

#include "base/i18n.h"
#include "base/money.h"
#include "model/register.h"

void fact_row_free(struct fact_row *r)
{
	if (!r)
		return;
	g_strfreev(r->values);
	g_free(r);
}

const struct block_def *fact_block(const struct desk *desk, const struct facts_def *def)
{
	const struct form_def *form = library_form(desk->lib, def->form);
	return form ? form_block(form, def->block) : NULL;
}

static int column_of(struct query *q, const char *name)
{
	for (int i = 0; i < query_columns(q); i++)
		if (g_str_equal(query_name(q, i), name))
			return i;
	return -1;
}

/* A code that stands for a row of another table: what that row is called. */
static char *name_of_row(struct desk *desk, const char *list, const char *id)
{
	struct code_list *rows = register_codes(desk, list + 1, 0);
	char *name = NULL;
	for (guint i = 0; rows && i < rows->codes->len; i++) {
		const struct code *code = g_ptr_array_index(rows->codes, i);
		if (g_strcmp0(code_attribute(code, "row"), id) == 0)
			name = g_strdup(code->label);
	}
	if (rows)
		code_list_free(rows);
	return name ? name : g_strdup(id);
}

static char *say(struct desk *desk, const struct field_def *f, const char *value)
{
	char money[MONEY_LEN];
	const struct code_list *codes =
		f->codes && *f->codes != '@' ? library_codes(desk->lib, f->codes) : NULL;
	if (g_str_equal(value, "."))
		return g_strdup(_("none"));
	if (g_str_equal(value, "*"))
		return g_strdup(_("unknown"));
	if (f->type == FIELD_MONEY && *value)
		return g_strdup(money_print(g_ascii_strtoll(value, NULL, 10), money));
	if (codes && *value)
		return g_strdup(code_list_label(codes, value));
	if (f->codes && *f->codes == '@' && *value)
		return name_of_row(desk, f->codes, value);
	return g_strdup(value);
}

/* Values as stored first: what they mean may need another query. */
static struct fact_row *row_read(struct query *q, const struct block_def *block)
{
	struct fact_row *r = g_new0(struct fact_row, 1);
	r->id = query_int(q, column_of(q, "id"));
	r->values = g_new0(char *, block->fields->len + 1);
	for (guint i = 0; i < block->fields->len; i++) {
		const struct field_def *f = g_ptr_array_index(block->fields, i);
		int column = column_of(q, f->column);
		r->values[i] = column < 0 ? g_strdup("") : g_strdup(query_text(q, column));
	}
	return r;
}

static void row_say(struct desk *desk, const struct block_def *block, struct fact_row *r)
{
	for (guint i = 0; i < block->fields->len; i++) {
		const struct field_def *f = g_ptr_array_index(block->fields, i);
		bool open = desk_may_read(desk, f->readers) || !*r->values[i];
		char *said = open ? say(desk, f, r->values[i]) : g_strdup("***");
		g_free(r->values[i]);
		r->values[i] = said;
	}
}

GPtrArray *fact_rows(
	struct desk *desk, row_id casefile, const struct facts_def *def, GError **error)
{
	const struct block_def *block = fact_block(desk, def);
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)fact_row_free);
	if (!block || !block->table)
		return g_steal_pointer(&rows);
	g_autofree char *sql = g_strdup_printf(
		"SELECT * FROM \"%s\" WHERE casefile = $1 ORDER BY id", block->table);
	struct query *q = db_query(desk->db, g_intern_string(sql), "i", casefile);
	while (query_next(q))
		g_ptr_array_add(rows, row_read(q, block));
	if (!query_end(q, error))
		return NULL;
	for (guint i = 0; i < rows->len; i++)
		row_say(desk, block, g_ptr_array_index(rows, i));
	return g_steal_pointer(&rows);
}

bool fact_none(struct desk *desk, row_id casefile, const struct facts_def *def)
{
	gint64 n = 0;
	db_one_int(desk->db, &n, NULL,
		"SELECT count(*) FROM section_answer WHERE casefile = $1 AND section = $2", "it",
		casefile, def->block);
	return n > 0;
}
