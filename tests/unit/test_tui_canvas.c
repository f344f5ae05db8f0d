/* Clipping, padding and cleaning. */
#include "test_tui.h"

static void text_is_cut_and_padded(void **state)
{
	struct grid *g = grid_new(4, 10);
	struct canvas *c = grid_canvas(g);
	(void)state;
	canvas_text(c, 0, 0, 6, STYLE_NORMAL, "张三李四");
	canvas_text(c, 1, 0, 7, STYLE_NORMAL, "张三李四");
	canvas_text_right(c, 2, 0, 8, STYLE_NORMAL, "12.50");
	canvas_text(c, 3, 7, 0, STYLE_NORMAL, "张三");
	assert_row(g, 0, "张三 >");
	assert_row(g, 1, "张三李>");
	assert_row(g, 2, "   12.50");
	assert_row(g, 3, "       张>");
	assert_string_equal(g->cells[0][4], " ");
	assert_null(g->cells[0][6]);
	grid_free(g);
}

/* Whatever is asked for, nothing is drawn outside of a part; the grid asserts the same for the
 * whole. */
static void parts_clip(void **state)
{
	struct grid *g = grid_new(5, 12);
	struct canvas *c = grid_canvas(g);
	struct canvas *part = canvas_part(c, 1, 3, 2, 5);
	(void)state;
	assert_int_equal(canvas_rows(part), 2);
	assert_int_equal(canvas_columns(part), 5);
	for (int row = -2; row < 6; row++) {
		for (int column = -2; column < 9; column++)
			canvas_text(part, row, column, 8, STYLE_NORMAL, "汉字汉字");
	}
	for (int row = 0; row < 5; row++) {
		for (int column = 0; column < 12; column++) {
			bool inside = row >= 1 && row < 3 && column >= 3 && column < 8;
			assert_true(inside == (g->cells[row][column] != NULL));
		}
	}
	assert_int_equal(canvas_columns(canvas_part(c, 0, 10, 9, 9)), 2);
	assert_int_equal(canvas_rows(canvas_part(c, 9, 0, 3, 3)), 0);
	grid_free(g);
}

static void data_is_cleaned(void **state)
{
	struct grid *g = grid_new(3, 20);
	struct canvas *c = grid_canvas(g);
	(void)state;
	canvas_text(c, 0, 0, 0, STYLE_NORMAL, "a\rb\tc\nd");
	canvas_text(c, 1, 0, 0, STYLE_NORMAL, "x\033]52;c;eA==\007y");
	canvas_text(c, 2, 0, 0, STYLE_NORMAL, "王\u202e明\u200b\302\205");
	assert_row(g, 0, "a b c d");
	assert_row(g, 1, "x]52;c;eA==y");
	assert_row(g, 2, "王明");
	grid_free(g);
}

static void frames_and_rules(void **state)
{
	struct grid *g = grid_new(4, 14);
	struct canvas *c = grid_canvas(g);
	(void)state;
	canvas_frame(canvas_part(c, 0, 0, 3, 14), "选择");
	canvas_rule(c, 3, "家庭");
	assert_row(g, 0, "+- 选择 -----+");
	assert_row(g, 1, "|            |");
	assert_row(g, 2, "+------------+");
	assert_row(g, 3, "-- 家庭 ------");
	/* Too small for anything: no harm. */
	canvas_frame(canvas_part(c, 0, 0, 1, 1), "选择");
	canvas_frame(canvas_part(c, 0, 0, 0, 0), "选择");
	canvas_rule(canvas_part(c, 0, 0, 1, 3), 0, "选择");
	grid_free(g);
}

static void the_cursor_stays_inside(void **state)
{
	struct grid *g = grid_new(4, 10);
	struct canvas *c = grid_canvas(g);
	(void)state;
	assert_int_equal(g->surface.cursor_row, -1);
	canvas_cursor(canvas_part(c, 1, 2, 2, 4), 9, 9);
	assert_int_equal(g->surface.cursor_row, 2);
	assert_int_equal(g->surface.cursor_column, 5);
	grid_free(g);
}

int test_canvas(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_cut_and_padded),
		cmocka_unit_test(parts_clip),
		cmocka_unit_test(data_is_cleaned),
		cmocka_unit_test(frames_and_rules),
		cmocka_unit_test(the_cursor_stays_inside),
	};
	return cmocka_run_group_tests_name("canvas", tests, NULL, NULL);
}
