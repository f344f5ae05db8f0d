/* A rectangle of cells: clipping, cleaning and padding, once for all screens. */
#include "tui/surface.h"
#include <string.h>
#include "base/text.h"

struct canvas {
	struct surface *surface;
	int row, column; /* on the surface */
	int rows, columns;
};

static struct canvas *add_canvas(struct surface *s, int row, int column, int rows, int columns)
{
	struct canvas *c = g_new(struct canvas, 1);
	*c = (struct canvas){s, row, column, MAX(rows, 0), MAX(columns, 0)};
	g_ptr_array_add(s->parts, c);
	return c;
}

struct canvas *surface_begin(struct surface *s)
{
	if (!s->parts) {
		s->parts = g_ptr_array_new_with_free_func(g_free);
		s->scratch = g_string_new(NULL);
	}
	g_ptr_array_set_size(s->parts, 0);
	s->cursor_row = s->cursor_column = -1;
	return add_canvas(s, 0, 0, s->rows, s->columns);
}

void surface_clear(struct surface *s)
{
	if (s->parts) {
		g_ptr_array_unref(s->parts);
		g_string_free(s->scratch, TRUE);
	}
	*s = (struct surface){0};
}

int canvas_columns(const struct canvas *c)
{
	return c->columns;
}

int canvas_rows(const struct canvas *c)
{
	return c->rows;
}

struct canvas *canvas_part(struct canvas *c, int row, int col, int rows, int cols)
{
	row = CLAMP(row, 0, c->rows);
	col = CLAMP(col, 0, c->columns);
	return add_canvas(c->surface, c->row + row, c->column + col, MIN(rows, c->rows - row),
		MIN(cols, c->columns - col));
}

static bool is_plain(const char *text)
{
	for (; *text; text++) {
		if (*text < 0x20 || *text > 0x7e)
			return false;
	}
	return true;
}

static void draw(
	struct canvas *c, int row, int col, int width, enum style s, const char *text, bool right)
{
	if (row < 0 || row >= c->rows || col < 0 || col >= c->columns || !text)
		return;
	g_autofree char *clean = is_plain(text) ? NULL : text_clean(text);
	if (clean)
		text = clean;
	int room = c->columns - col;
	if (width <= 0)
		width = text_columns(text);
	width = MIN(width, room);
	if (width == 0)
		return;
	GString *out = c->surface->scratch;
	g_string_truncate(out, 0);
	text_append_padded(out, text, width, right);
	c->surface->put(c->surface, c->row + row, c->column + col, out->str, s);
}

void canvas_text(struct canvas *c, int row, int col, int width, enum style s, const char *text)
{
	draw(c, row, col, width, s, text, false);
}

void canvas_text_right(
	struct canvas *c, int row, int col, int width, enum style s, const char *text)
{
	draw(c, row, col, width, s, text, true);
}

void canvas_fill(struct canvas *c, int row, int col, int width, enum style s)
{
	draw(c, row, col, width > 0 ? width : c->columns - col, s, "", false);
}

static void draw_line(struct canvas *c, int row, int col, int width, char corner)
{
	if (width <= 0)
		return;
	g_autofree char *line = g_strnfill((gsize)width, '-');
	if (corner)
		line[0] = line[width - 1] = corner;
	canvas_text(c, row, col, width, STYLE_NORMAL, line);
}

/* Rules and frames are ASCII: the line-drawing characters are two columns wide in some Chinese
 * terminals, and others ignore the old way to draw them. */
void canvas_rule(struct canvas *c, int row, const char *title)
{
	draw_line(c, row, 0, c->columns, 0);
	if (!title || !*title)
		return;
	g_autofree char *spaced = g_strdup_printf(" %s ", title);
	canvas_text(c, row, 2, MIN(text_columns(spaced), c->columns - 4), STYLE_HEAD, spaced);
}

void canvas_frame(struct canvas *c, const char *title)
{
	draw_line(c, 0, 0, c->columns, '+');
	draw_line(c, c->rows - 1, 0, c->columns, '+');
	for (int row = 1; row < c->rows - 1; row++) {
		canvas_text(c, row, 0, 1, STYLE_NORMAL, "|");
		canvas_text(c, row, c->columns - 1, 1, STYLE_NORMAL, "|");
	}
	if (!title || !*title || c->columns < 8)
		return;
	g_autofree char *spaced = g_strdup_printf(" %s ", title);
	canvas_text(c, 0, 2, MIN(text_columns(spaced), c->columns - 4), STYLE_HEAD, spaced);
}

void canvas_cursor(struct canvas *c, int row, int col)
{
	if (c->rows == 0 || c->columns == 0)
		return;
	c->surface->cursor_row = c->row + CLAMP(row, 0, c->rows - 1);
	c->surface->cursor_column = c->column + CLAMP(col, 0, c->columns - 1);
}
