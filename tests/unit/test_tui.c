#include "test_tui.h"
#include "base/text.h"

static void put(struct surface *s, int row, int column, const char *text, enum style style)
{
	struct grid *g = (struct grid *)s;
	(void)style;
	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		int columns = text_char_columns(g_utf8_get_char(p));
		gsize bytes = (gsize)(g_utf8_next_char(p) - p);
		if (columns == 0) {
			assert_true(column > 0);
			char *old = g->cells[row][column - 1];
			g->cells[row][column - 1] = g_strdup_printf("%s%.*s", old, (int)bytes, p);
			g_free(old);
			continue;
		}
		/* Nothing is ever drawn beyond the edge, not even half a character. */
		assert_true(row >= 0 && row < s->rows && column >= 0);
		assert_true(column + columns <= s->columns);
		g_free(g->cells[row][column]);
		g->cells[row][column] = g_strndup(p, bytes);
		if (columns == 2) {
			g_free(g->cells[row][column + 1]);
			g->cells[row][column + 1] = g_strdup("");
		}
		column += columns;
	}
}

struct grid *grid_new(int rows, int columns)
{
	struct grid *g = g_new0(struct grid, 1);
	g->surface.rows = rows;
	g->surface.columns = columns;
	g->surface.put = put;
	return g;
}

static void wipe(struct grid *g)
{
	for (int row = 0; row < 100; row++) {
		for (int column = 0; column < 300; column++)
			g_clear_pointer(&g->cells[row][column], g_free);
	}
}

void grid_free(struct grid *g)
{
	wipe(g);
	surface_clear(&g->surface);
	g_free(g);
}

struct canvas *grid_canvas(struct grid *g)
{
	wipe(g);
	return surface_begin(&g->surface);
}

char *grid_row(struct grid *g, int row)
{
	GString *out = g_string_new(NULL);
	for (int column = 0; column < g->surface.columns; column++)
		g_string_append(out, g->cells[row][column] ? g->cells[row][column] : " ");
	return g_strchomp(g_string_free(out, FALSE));
}

void assert_row(struct grid *g, int row, const char *expected)
{
	g_autofree char *found = grid_row(g, row);
	assert_string_equal(found, expected);
}

void grid_draw(struct grid *g, struct view *v)
{
	struct canvas *c = grid_canvas(g);
	v->ops->draw(v, c);
}

enum reply type_text(struct view *v, const char *text)
{
	enum reply reply = REPLY_DONE;
	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		struct key k = {.code = K_CHAR, .ch = g_utf8_get_char(p)};
		reply = v->ops->key(v, &k);
	}
	return reply;
}

enum reply press(struct view *v, int code)
{
	struct key k = {.code = code};
	return v->ops->key(v, &k);
}

void view_free(struct view *v)
{
	v->ops->destroy(v);
	g_free(v);
}

int main(void)
{
	int failed = test_input() + test_edit() + test_canvas() + test_list() + test_fields();
	return failed > 0;
}
