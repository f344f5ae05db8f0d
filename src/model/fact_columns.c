/* What is shown of the facts of a case. */
#include "config.h"

#include "model/fact_columns.h"

#include <string.h>

static void column_free(void *data)
{
	struct fact_column *c = data;
	g_free(c->name);
	g_free(c);
}

static void add_field(GPtrArray *columns, const struct field_def *f)
{
	struct fact_column *c = g_new0(struct fact_column, 1);
	*c = (struct fact_column){f->label, f, g_strdup(f->column), NULL};
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

static bool is_shown_first(const struct facts_def *def, const char *key)
{
	return def->shows && g_strv_contains((const char *const *)def->shows, key);
}

GPtrArray *fact_columns(const struct desk *desk, const struct facts_def *def, guint *n_first)
{
	enum { ENOUGH = 3 };
	const struct block_def *block = fact_block(desk->lib, def);
	GPtrArray *columns = g_ptr_array_new_with_free_func(column_free);
	for (char **word = def->shows; block && word && *word; word++) {
		const struct field_def *f = block_field(block, *word);
		if (f)
			add_field(columns, f);
		else
			add_found(desk, columns, *word);
	}
	*n_first = columns->len ? columns->len : ENOUGH;
	for (guint i = 0; block && i < block->fields->len; i++) {
		const struct field_def *f = g_ptr_array_index(block->fields, i);
		if (!is_shown_first(def, f->key))
			add_field(columns, f);
	}
	return columns;
}

char *fact_column_said(const struct desk *desk, const struct fact_column *column, GHashTable *row)
{
	const char *value = fact_value(row, column->name);
	if (column->field)
		return fact_said(desk, column->field, value);
	return g_strdup(value ? code_list_label(column->codes, value) : "");
}
