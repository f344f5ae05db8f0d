/* The window of rows under a list. */
#include "tui/rows.h"
#include <string.h>

#define KEEP_SCREENS 6 /* rows kept, in screens */
#define FIND_MAX 20000 /* rows read at most to find one */
#define COLUMN_LEAST 3

struct list_row *list_row_new(gint64 id)
{
	struct list_row *row = g_new0(struct list_row, 1);
	row->id = id;
	return row;
}

void list_row_free(struct list_row *row)
{
	if (!row)
		return;
	g_free(row->sort);
	for (int i = 0; i < LIST_CELLS; i++)
		g_free(row->cells[i]);
	g_free(row);
}

void list_row_set(struct list_row *row, int cell, const char *text)
{
	g_return_if_fail(cell >= 0 && cell < LIST_CELLS);
	g_free(row->cells[cell]);
	row->cells[cell] = g_strdup(text);
}

static struct list_row *at(const struct rows *r, int i)
{
	return g_ptr_array_index(r->list, i);
}

static int count(const struct rows *r)
{
	return (int)r->list->len;
}

static GPtrArray *new_list(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)list_row_free);
}

void rows_init(struct rows *r, const struct list_source *source)
{
	*r = (struct rows){.source = source, .list = new_list(), .cursor = -1};
}

void rows_clear(struct rows *r)
{
	g_ptr_array_unref(r->list);
	g_free(r->error);
	*r = (struct rows){0};
}

const struct list_row *rows_current(const struct rows *r)
{
	return r->cursor >= 0 && r->cursor < count(r) ? at(r, r->cursor) : NULL;
}

static void empty(struct rows *r)
{
	g_ptr_array_set_size(r->list, 0);
	g_clear_pointer(&r->error, g_free);
	r->top = 0;
	r->cursor = -1;
	r->at_start = r->at_end = false;
}

static int page_size(int height)
{
	return MAX(2 * height, 8);
}

/* Up to n rows beside an anchor; NULL where the source failed. */
static GPtrArray *read_page(struct rows *r, const struct list_row *anchor, bool before, int n)
{
	g_autoptr(GError) error = NULL;
	GPtrArray *page = new_list();
	if (r->source->page(r->source->ctx, anchor, before, n, page, &error))
		return page;
	g_ptr_array_unref(page);
	empty(r);
	r->at_start = r->at_end = true;
	r->error = g_strdup(error ? error->message : "");
	return NULL;
}

static void forget_start(struct rows *r, int keep)
{
	int excess = MIN(count(r) - keep, MIN(r->top, MAX(r->cursor, 0)));
	if (excess <= 0)
		return;
	g_ptr_array_remove_range(r->list, 0, (guint)excess);
	r->top -= excess;
	r->cursor -= r->cursor >= 0 ? excess : 0;
	r->at_start = false;
}

static void forget_end(struct rows *r, int keep)
{
	int from = MAX(keep, MAX(r->top, r->cursor) + keep / 2);
	if (from >= count(r))
		return;
	g_ptr_array_remove_range(r->list, (guint)from, r->list->len - (guint)from);
	r->at_end = false;
}

static bool extend_end(struct rows *r, int height)
{
	if (r->at_end)
		return false;
	int n = page_size(height);
	const struct list_row *anchor = count(r) ? at(r, count(r) - 1) : NULL;
	g_autoptr(GPtrArray) page = read_page(r, anchor, false, n);
	if (!page)
		return false;
	r->at_start = r->at_start || !anchor;
	r->at_end = (int)page->len < n;
	bool more = page->len > 0;
	g_ptr_array_extend_and_steal(r->list, g_steal_pointer(&page));
	forget_start(r, KEEP_SCREENS * height);
	return more;
}

static bool extend_start(struct rows *r, int height)
{
	if (r->at_start)
		return false;
	int n = page_size(height);
	const struct list_row *anchor = count(r) ? at(r, 0) : NULL;
	g_autoptr(GPtrArray) page = read_page(r, anchor, true, n);
	if (!page)
		return false;
	int got = (int)page->len;
	r->at_end = r->at_end || !anchor;
	r->at_start = got < n;
	/* Nearest first: turned round, and before what is there. */
	GPtrArray *joined = new_list();
	for (int i = got - 1; i >= 0; i--)
		g_ptr_array_add(joined, g_steal_pointer(&page->pdata[i]));
	g_ptr_array_extend_and_steal(joined, r->list);
	r->list = joined;
	r->top += got;
	r->cursor += r->cursor >= 0 ? got : 0;
	forget_end(r, KEEP_SCREENS * height);
	return got > 0;
}

/* The next row from i on that is no caption; -1 where there is none. */
static int next_choosable(struct rows *r, int i, int direction, int height)
{
	for (;;) {
		/* Reading more may move the rows that are there; top moves with them. */
		int top = r->top;
		i += direction;
		if (i < 0 ? !extend_start(r, height) : i >= count(r) && !extend_end(r, height))
			return -1;
		i += r->top - top;
		if (i < 0 || i >= count(r))
			return -1;
		if (!at(r, i)->heading)
			return i;
	}
}

/* After rows were replaced: the cursor stands on one that can be chosen, near i. */
static void stand_near(struct rows *r, int i, int height)
{
	if (count(r) == 0) {
		r->cursor = -1;
		return;
	}
	i = CLAMP(i, 0, count(r) - 1);
	r->cursor = i;
	if (!at(r, i)->heading)
		return;
	int found = next_choosable(r, i, 1, height);
	if (found < 0 && count(r) > 0)
		found = next_choosable(r, r->cursor, -1, height);
	r->cursor = found;
}

void rows_first(struct rows *r, int height)
{
	empty(r);
	extend_end(r, height);
	stand_near(r, 0, height);
	r->top = 0;
	rows_show(r, height);
}

void rows_last(struct rows *r, int height)
{
	empty(r);
	extend_start(r, height);
	r->top = 0;
	if (count(r) > 0) {
		r->cursor = count(r) - 1;
		if (at(r, r->cursor)->heading)
			r->cursor = next_choosable(r, r->cursor, -1, height);
		r->top = MAX(count(r) - height, 0);
	}
	rows_show(r, height);
}

bool rows_move(struct rows *r, int by, int height)
{
	bool moved = false;
	for (; by != 0 && r->cursor >= 0; by += by < 0 ? 1 : -1) {
		int next = next_choosable(r, r->cursor, by < 0 ? -1 : 1, height);
		if (next < 0)
			break;
		r->cursor = next;
		moved = true;
	}
	/* A caption above the first row is shown with it. */
	if (!moved && by < 0 && r->at_start)
		r->top = 0;
	rows_show(r, height);
	return moved;
}

void rows_page(struct rows *r, int direction, int height)
{
	if (r->cursor < 0)
		return;
	int line = r->cursor - r->top;
	if (rows_move(r, direction * MAX(height - 1, 1), height))
		r->top = MAX(r->cursor - line, 0);
	rows_show(r, height);
}

static int find_loaded(const struct rows *r, gint64 id)
{
	for (int i = 0; i < count(r); i++) {
		if (at(r, i)->id == id && !at(r, i)->heading)
			return i;
	}
	return -1;
}

void rows_reload(struct rows *r, int height)
{
	const struct list_row *current = rows_current(r);
	gint64 id = current ? current->id : 0;
	if (r->top == 0 && !r->at_start)
		extend_start(r, height);
	if (r->error || count(r) == 0) {
		rows_first(r, height);
		return;
	}
	int line = MAX(r->cursor - r->top, 0);
	/* All that was shown, and a page more: the row may stand lower than the screen is high now.
	 */
	int n = page_size(height) + line;
	struct list_row *anchor =
		r->top > 0 ? g_ptr_array_steal_index(r->list, (guint)r->top - 1) : NULL;
	bool at_start = anchor == NULL;
	empty(r);
	g_autoptr(GPtrArray) page = read_page(r, anchor, false, n);
	list_row_free(anchor);
	if (!page)
		return;
	r->at_end = (int)page->len < n;
	g_ptr_array_extend_and_steal(r->list, g_steal_pointer(&page));
	r->at_start = at_start;
	if (count(r) == 0) {
		rows_last(r, height);
		return;
	}
	int found = find_loaded(r, id);
	stand_near(r, found >= 0 ? found : line, height);
	rows_show(r, height);
}

bool rows_find(struct rows *r, gint64 id, int height)
{
	int found = find_loaded(r, id);
	if (found < 0)
		rows_first(r, height);
	for (int seen = 0; found < 0 && seen < FIND_MAX; seen += page_size(height)) {
		found = find_loaded(r, id);
		if (found >= 0)
			break;
		/* The rows passed are let go on the way. */
		r->cursor = r->top = MAX(count(r) - 1, 0);
		if (!extend_end(r, height))
			break;
	}
	if (found < 0) {
		rows_first(r, height);
		return false;
	}
	r->cursor = found;
	rows_show(r, height);
	return true;
}

void rows_show(struct rows *r, int height)
{
	if (r->error || height <= 0)
		return;
	if (r->cursor >= 0 && r->cursor < r->top)
		r->top = r->cursor;
	if (r->cursor >= r->top + height)
		r->top = r->cursor - height + 1;
	while (count(r) - r->top < height && extend_end(r, height))
		;
	while (count(r) - r->top < height && r->top > 0)
		r->top--;
	while (count(r) < height && extend_start(r, height))
		r->top = MAX(count(r) - height, 0);
}

static bool is_shown(const struct list_column *c, int window)
{
	return c->wide_only == 0 || window >= c->wide_only;
}

void rows_layout(const struct list_column *columns, int n, int window, int room, int *widths)
{
	int left = room, weights = 0;
	for (int i = 0; i < n; i++) {
		bool shown = is_shown(&columns[i], window);
		int gap = left < room ? 1 : 0;
		widths[i] = shown ? MIN(columns[i].width, left - gap) : 0;
		if (widths[i] < MIN(COLUMN_LEAST, columns[i].width))
			widths[i] = 0;
		if (widths[i] > 0)
			left -= widths[i] + gap;
		if (widths[i] > 0)
			weights += columns[i].weight;
	}
	for (int i = 0; i < n && weights > 0 && left > 0; i++) {
		if (widths[i] == 0 || columns[i].weight == 0)
			continue;
		int share = left * columns[i].weight / weights;
		widths[i] += share;
		left -= share;
		weights -= columns[i].weight;
	}
}
