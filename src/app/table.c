/* A list of few rows that are made at once. */
#include "app/table.h"

GPtrArray *table_new(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)list_row_free);
}

struct list_row *table_add(GPtrArray *all, gint64 id, ...)
{
	struct list_row *row = list_row_new(id);
	va_list args;
	va_start(args, id);
	const char *text = va_arg(args, const char *);
	for (int cell = 0; text && cell < LIST_CELLS; cell++, text = va_arg(args, const char *))
		list_row_set(row, cell, text);
	va_end(args);
	g_ptr_array_add(all, row);
	return row;
}

static int position(const GPtrArray *all, gint64 id)
{
	for (guint i = 0; i < all->len; i++)
		if (((struct list_row *)g_ptr_array_index(all, i))->id == id)
			return (int)i;
	return -1;
}

bool table_page(GPtrArray *all, const struct list_row *anchor, bool before, int n, GPtrArray *rows)
{
	int step = before ? -1 : 1;
	int at = anchor ? position(all, anchor->id) + step : before ? (int)all->len - 1 : 0;
	for (; n > 0 && at >= 0 && at < (int)all->len; at += step, n--) {
		g_ptr_array_add(rows, g_ptr_array_index(all, at));
		g_ptr_array_index(all, at) = NULL;
	}
	for (guint i = 0; i < all->len; i++)
		if (g_ptr_array_index(all, i))
			list_row_free(g_ptr_array_index(all, i));
	g_ptr_array_set_free_func(all, NULL);
	g_ptr_array_unref(all);
	return true;
}
