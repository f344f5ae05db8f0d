/* The rows of a block's table as people read them. */
#include "config.h"

#include "model/fact_rows.h"

#include <string.h>

#include "base/i18n.h"
#include "base/money.h"

void fact_row_free(struct fact_row *r)
{
	if (!r)
		return;
	g_strfreev(r->values);
	g_free(r);
}

static const struct block_def *fact_block(const struct desk *desk, const struct facts_def *def)
{
	const struct form_def *form = library_form(desk->lib, def->form);
	return form ? form_block(form, def->block) : NULL;
}

/* --- columns -----------------------------------------------------------------------------------
 */

static void column_free(void *data)
{
	struct fact_column *c = data;
	g_free(c->name);
	g_free(c);
}

static void add_field(const struct desk *desk, GPtrArray *columns, const struct field_def *f)
{
	struct fact_column *c = g_new0(struct fact_column, 1);
	*c = (struct fact_column){f->label, f, g_strdup(f->column),
		f->codes && *f->codes != '@' ? library_codes(desk->lib, f->codes) : NULL};
	g_ptr_array_add(columns, c);
}

/* "level:care_level": a column that no field fills, in the words of a list. */
static void add_found(const struct desk *desk, GPtrArray *columns, const char *word)
{
	const char *colon = strchr(word, ':');
	const struct code_list *codes = colon ? library_codes(desk->lib, colon + 1) : NULL;
	if (!codes)
		return;
	struct fact_column *c = g_new0(struct fact_column, 1);
	*c = (struct fact_column){
		codes->label, NULL, g_strndup(word, (gsize)(colon - word)), codes};
	g_ptr_array_add(columns, c);
}

GPtrArray *fact_columns(const struct desk *desk, const struct facts_def *def, guint *n_first)
{
	enum { ENOUGH = 3 };
	const struct block_def *block = fact_block(desk, def);
	GPtrArray *columns = g_ptr_array_new_with_free_func(column_free);
	for (char **word = def->shows; block && word && *word; word++) {
		const struct field_def *f = block_field(block, *word);
		if (f)
			add_field(desk, columns, f);
		else
			add_found(desk, columns, *word);
	}
	*n_first = columns->len ? columns->len : ENOUGH;
	for (guint i = 0; block && i < block->fields->len; i++) {
		const struct field_def *f = g_ptr_array_index(block->fields, i);
		if (!def->shows || !g_strv_contains((const char *const *)def->shows, f->key))
			add_field(desk, columns, f);
	}
	return columns;
}

/* --- rows --------------------------------------------------------------------------------------
 */

static int column_of(struct query *q, const char *name)
{
	for (int i = 0; i < query_columns(q); i++)
		if (g_str_equal(query_name(q, i), name))
			return i;
	return -1;
}

/* A code that stands for a row of another table: the name of that row. */
static char *name_of_row(struct desk *desk, const char *list, const char *id)
{
	char *name = g_str_equal(list, "@institutions")
		? db_one_text(desk->db, NULL, "SELECT name FROM institution WHERE id = $1", "i",
			  g_ascii_strtoll(id, NULL, 10))
		: NULL;
	return name ? name : g_strdup(id);
}

static char *say(struct desk *desk, const struct fact_column *c, const char *value)
{
	char money[MONEY_LEN];
	const struct field_def *f = c->field;
	if (g_str_equal(value, "."))
		return g_strdup(_("none"));
	if (g_str_equal(value, "*"))
		return g_strdup(_("unknown"));
	if (f && f->type == FIELD_MONEY && *value)
		return g_strdup(money_print(g_ascii_strtoll(value, NULL, 10), money));
	if (c->codes && *value)
		return g_strdup(code_list_label(c->codes, value));
	if (f && f->codes && *f->codes == '@' && *value)
		return name_of_row(desk, f->codes, value);
	return g_strdup(value);
}

/* Values as stored first: what they mean may need another query. */
static struct fact_row *row_read(struct query *q, const GPtrArray *columns)
{
	struct fact_row *r = g_new0(struct fact_row, 1);
	r->id = query_int(q, column_of(q, "id"));
	r->values = g_new0(char *, columns->len + 1);
	for (guint i = 0; i < columns->len; i++) {
		const struct fact_column *c = g_ptr_array_index(columns, i);
		int column = column_of(q, c->name);
		r->values[i] = column < 0 ? g_strdup("") : g_strdup(query_text(q, column));
	}
	return r;
}

static void row_say(struct desk *desk, const GPtrArray *columns, struct fact_row *r)
{
	for (guint i = 0; i < columns->len; i++) {
		char *said = say(desk, g_ptr_array_index(columns, i), r->values[i]);
		g_free(r->values[i]);
		r->values[i] = said;
	}
}

GPtrArray *fact_rows(
	struct desk *desk, row_id casefile, const struct facts_def *def, GError **error)
{
	guint n_first;
	const struct block_def *block = fact_block(desk, def);
	g_autoptr(GPtrArray) columns = fact_columns(desk, def, &n_first);
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)fact_row_free);
	if (!block || !block->table)
		return g_steal_pointer(&rows);
	g_autofree char *sql = g_strdup_printf(
		"SELECT * FROM \"%s\" WHERE casefile = $1 ORDER BY id", block->table);
	struct query *q = db_query(desk->db, g_intern_string(sql), "i", casefile);
	while (query_next(q))
		g_ptr_array_add(rows, row_read(q, columns));
	if (!query_end(q, error))
		return NULL;
	for (guint i = 0; i < rows->len; i++)
		row_say(desk, columns, g_ptr_array_index(rows, i));
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
