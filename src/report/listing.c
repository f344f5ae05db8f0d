#include "config.h"

#include "base/text.h"
#include "report/listing.h"

struct column {
	char *key, *label;
	bool right;
	int columns; /* of the widest cell */
};

struct listing {
	GPtrArray *columns; /* struct column * */
	GPtrArray *cells;   /* char *, row by row */
};

static void column_free(gpointer data)
{
	struct column *c = data;

	g_free(c->key);
	g_free(c->label);
	g_free(c);
}

struct listing *listing_new(void)
{
	struct listing *l = g_new0(struct listing, 1);

	l->columns = g_ptr_array_new_with_free_func(column_free);
	l->cells = g_ptr_array_new_with_free_func(g_free);
	return l;
}

void listing_free(struct listing *l)
{
	if (!l)
		return;
	g_ptr_array_unref(l->columns);
	g_ptr_array_unref(l->cells);
	g_free(l);
}

static struct column *column_at(const struct listing *l, guint i)
{
	return g_ptr_array_index(l->columns, i);
}

void listing_column(struct listing *l, const char *key, const char *label, bool right)
{
	struct column *c;

	g_return_if_fail(l->cells->len == 0);
	c = g_new0(struct column, 1);
	c->key = g_strdup(key);
	c->label = g_strdup(label);
	c->right = right;
	c->columns = text_columns(label);
	g_ptr_array_add(l->columns, c);
}

void listing_cell(struct listing *l, const char *text)
{
	char *clean = text_clean(text ? text : "");
	struct column *c;

	g_return_if_fail(l->columns->len > 0);
	c = column_at(l, l->cells->len % l->columns->len);
	c->columns = MAX(c->columns, text_columns(clean));
	g_ptr_array_add(l->cells, clean);
}

int listing_rows(const struct listing *l)
{
	return l->columns->len ? (int)(l->cells->len / l->columns->len) : 0;
}

static void end_line(GString *out)
{
	while (out->len && out->str[out->len - 1] == ' ')
		g_string_truncate(out, out->len - 1);
	g_string_append_c(out, '\n');
}

static void add_text_cell(GString *out, const struct column *c, const char *text, bool first)
{
	if (!first)
		g_string_append(out, "  ");
	text_append_padded(out, text, c->columns, c->right);
}

char *listing_text(const struct listing *l)
{
	GString *out = g_string_new(NULL);
	guint n = l->columns->len;

	for (guint i = 0; i < n; i++)
		add_text_cell(out, column_at(l, i), column_at(l, i)->label, i == 0);
	end_line(out);
	for (guint i = 0; i < l->cells->len; i++) {
		add_text_cell(out, column_at(l, i % n), g_ptr_array_index(l->cells, i), i % n == 0);
		if (i % n == n - 1)
			end_line(out);
	}
	return g_string_free(out, FALSE);
}

char *listing_tsv(const struct listing *l)
{
	GString *out = g_string_new(NULL);
	guint n = l->columns->len;

	for (guint i = 0; i < n; i++)
		g_string_append_printf(out, "%s%c", column_at(l, i)->key, i + 1 < n ? '\t' : '\n');
	for (guint i = 0; i < l->cells->len; i++)
		g_string_append_printf(out, "%s%c", (const char *)g_ptr_array_index(l->cells, i),
			i % n == n - 1 ? '\n' : '\t');
	return g_string_free(out, FALSE);
}
