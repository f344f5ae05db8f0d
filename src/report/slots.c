#include "config.h"

#include "base/text.h"
#include "report/slots.h"

struct slots {
	const struct slots *outer;
	GHashTable *texts;
	GHashTable *lists; /* name -> GPtrArray of struct slots */
};

static struct slots *slots_inside(const struct slots *outer)
{
	struct slots *s = g_new0(struct slots, 1);

	s->outer = outer;
	s->texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	s->lists = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
	return s;
}

struct slots *slots_new(void)
{
	return slots_inside(NULL);
}

void slots_free(struct slots *s)
{
	if (!s)
		return;
	g_hash_table_unref(s->texts);
	g_hash_table_unref(s->lists);
	g_free(s);
}

void slots_text(struct slots *s, const char *name, const char *value)
{
	g_hash_table_insert(s->texts, g_strdup(name), text_clean(value ? value : ""));
}

static GPtrArray *list_of(struct slots *s, const char *name)
{
	GPtrArray *rows = g_hash_table_lookup(s->lists, name);

	if (!rows) {
		rows = g_ptr_array_new_with_free_func((GDestroyNotify)slots_free);
		g_hash_table_insert(s->lists, g_strdup(name), rows);
	}
	return rows;
}

void slots_list(struct slots *s, const char *name)
{
	list_of(s, name);
}

struct slots *slots_row(struct slots *s, const char *list)
{
	struct slots *row = slots_inside(s);

	g_ptr_array_add(list_of(s, list), row);
	return row;
}

const char *slots_find(const struct slots *s, const char *name)
{
	for (; s; s = s->outer) {
		const char *value = g_hash_table_lookup(s->texts, name);

		if (value)
			return value;
	}
	return NULL;
}

const GPtrArray *slots_rows(const struct slots *s, const char *list)
{
	for (; s; s = s->outer) {
		const GPtrArray *rows = g_hash_table_lookup(s->lists, list);

		if (rows)
			return rows;
	}
	return NULL;
}
