/* The room tui without a terminal: a grid in memory to draw on. */
#ifndef TESTS_UNIT_TEST_TUI_H
#define TESTS_UNIT_TEST_TUI_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <glib.h>
#include "tui/surface.h"
#include "tui/view.h"

struct grid {
	struct surface surface;
	char *cells[100][300]; /* a character with what combines with it; "" behind a wide one */
};

struct grid *grid_new(int rows, int columns);
void grid_free(struct grid *g);

/* An empty grid's canvas. */
struct canvas *grid_canvas(struct grid *g);
/* A row without the blanks at its end; owned by the caller. */
char *grid_row(struct grid *g, int row);
void assert_row(struct grid *g, int row, const char *expected);
/* Draws a view that is on no stack. */
void grid_draw(struct grid *g, struct view *v);

/* Hands a view characters, or one key. */
enum reply type_text(struct view *v, const char *text);
enum reply press(struct view *v, int code);
void view_free(struct view *v);

int test_edit(void);
int test_input(void);
int test_canvas(void);
int test_list(void);
int test_fields(void);

#endif
