/* Pages of rows that are all in memory. */
#include "app/table.h"

#include <string.h>

GPtrArray *table_rows(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)list_row_free);
}

void table_heading(GPtrArray *rows, gint64 id, const char *text)
{
	struct list_row *row = list_row_new(id);
	row->heading = true;
	list_row_set(row, 0, text);
	g_ptr_array_add(rows, row);
}

/* A row that has gone meanwhile is taken for the one that moved into its place. */
static int place_of(const GPtrArray *all, const struct list_row *anchor)
{
	for (guint i = 0; i < all->len; i++) {
		const struct list_row *row = g_ptr_array_index(all, i);
		if (row->id == anchor->id && row->heading == anchor->heading)
			return (int)i;
	}
	return anchor->sort ? (int)g_ascii_strtoll(anchor->sort, NULL, 10) : -1;
}

void table_page(GPtrArray *all, const struct list_row *anchor, bool before, int n, GPtrArray *rows)
{
	int step = before ? -1 : 1;
	int i = before ? (int)all->len - 1 : 0;
	if (anchor)
		i = place_of(all, anchor) + step;
	for (; n > 0 && i >= 0 && i < (int)all->len; n--, i += step) {
		struct list_row *row = g_steal_pointer(&all->pdata[i]);
		g_free(row->sort);
		row->sort = g_strdup_printf("%d", i);
		g_ptr_array_add(rows, row);
	}
}

/* --- a small choice --------------------------------------------------------------------------- */

struct choosing {
	char **labels;
	dialog_done done;
	void *ctx;
};

static GPtrArray *choosing_filter(const char *typed, void *ctx)
{
	struct choosing *c = ctx;
	GPtrArray *choices = g_ptr_array_new_with_free_func((GDestroyNotify)dialog_choice_free);
	for (int i = 0; c->labels[i]; i++) {
		g_autofree char *key = g_strdup_printf("%d", i + 1);
		if (g_str_has_prefix(key, typed) || strstr(c->labels[i], typed))
			g_ptr_array_add(choices, dialog_choice_new(key, c->labels[i], NULL, i));
	}
	return choices;
}

static void choosing_done(const char *text, int chosen, void *ctx)
{
	struct choosing *c = ctx;
	c->done(text, chosen, c->ctx);
	g_strfreev(c->labels);
	g_free(c);
}

void table_choose(
	struct app *app, const char *title, const char *const *labels, dialog_done done, void *ctx)
{
	struct choosing *c = g_new0(struct choosing, 1);
	c->labels = g_strdupv((char **)labels);
	c->done = done;
	c->ctx = ctx;
	dialog_pick(app->tui, title, "", choosing_filter, choosing_done, c);
}
