/* The line editor on Chinese text: the cases that the form library of curses gets wrong. */
#include "test_tui.h"
#include "tui/edit.h"

static void keys(struct edit *e, const char *text)
{
	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		struct key k = {.code = K_CHAR, .ch = g_utf8_get_char(p)};
		assert_true(edit_key(e, &k));
	}
}

static void key(struct edit *e, int code)
{
	struct key k = {.code = code};
	assert_true(edit_key(e, &k));
}

static void backspace_takes_whole_clusters(void **state)
{
	struct edit e;
	(void)state;
	edit_init(&e, "");
	keys(&e, "张三𠮷e\u0301");
	assert_string_equal(e.text->str, "张三𠮷e\u0301");
	key(&e, K_BACKSPACE);
	assert_string_equal(e.text->str, "张三𠮷");
	key(&e, K_BACKSPACE);
	key(&e, K_BACKSPACE);
	assert_string_equal(e.text->str, "张");
	key(&e, K_BACKSPACE);
	key(&e, K_BACKSPACE);
	assert_string_equal(e.text->str, "");
	edit_clear(&e);
}

static void the_middle_can_be_edited(void **state)
{
	struct edit e;
	(void)state;
	edit_init(&e, "张四");
	key(&e, K_LEFT);
	keys(&e, "三");
	assert_string_equal(e.text->str, "张三四");
	key(&e, K_DELETE);
	assert_string_equal(e.text->str, "张三");
	key(&e, K_HOME);
	keys(&e, "欧");
	key(&e, K_END);
	keys(&e, "a");
	assert_string_equal(e.text->str, "欧张三a");
	key(&e, K_LEFT);
	key(&e, K_CTRL_('u'));
	assert_string_equal(e.text->str, "a");
	edit_clear(&e);
}

/* A mark typed behind a letter joins it; the cursor stays between clusters. */
static void marks_join_their_base(void **state)
{
	struct edit e;
	(void)state;
	edit_init(&e, "ex");
	key(&e, K_LEFT);
	keys(&e, "\u0301");
	assert_string_equal(e.text->str, "e\u0301x");
	assert_int_equal(e.cursor, 3);
	key(&e, K_LEFT);
	assert_int_equal(e.cursor, 0);
	key(&e, K_RIGHT);
	assert_int_equal(e.cursor, 3);
	edit_clear(&e);
}

static void first_key_replaces(void **state)
{
	struct edit e;
	(void)state;
	edit_init(&e, "旧");
	e.fresh = true;
	keys(&e, "新的");
	assert_string_equal(e.text->str, "新的");
	e.fresh = true;
	key(&e, K_LEFT);
	keys(&e, "x");
	assert_string_equal(e.text->str, "新x的");
	e.fresh = true;
	key(&e, K_BACKSPACE);
	assert_string_equal(e.text->str, "新的");
	edit_clear(&e);
}

static void words_are_deleted(void **state)
{
	struct edit e;
	(void)state;
	edit_init(&e, "平坦镇 桃林沟村  ");
	key(&e, K_CTRL_('w'));
	assert_string_equal(e.text->str, "平坦镇 ");
	key(&e, K_CTRL_('w'));
	assert_string_equal(e.text->str, "");
	key(&e, K_CTRL_('w'));
	edit_clear(&e);
}

static void ascii_folds_and_refuses(void **state)
{
	struct edit e;
	(void)state;
	edit_init(&e, "");
	e.ascii = true;
	keys(&e, "１４０3１９é中Ｘ。");
	assert_string_equal(e.text->str, "140319X.");
	edit_clear(&e);
}

static void room_is_limited(void **state)
{
	struct edit e;
	struct key paste = {.code = K_PASTE, .text = "三四五"};
	(void)state;
	edit_init(&e, "");
	e.max = 3;
	keys(&e, "张e\u0301");
	assert_true(edit_key(&e, &paste));
	assert_string_equal(e.text->str, "张e\u0301三");
	keys(&e, "b");
	assert_string_equal(e.text->str, "张e\u0301三");
	edit_clear(&e);
}

/* U+202E, a zero-width space, ESC, C1: none of them gets in. */
static void hostile_characters_stay_out(void **state)
{
	struct edit e;
	struct key paste = {.code = K_PASTE, .text = "王\033[2J\u202e明\302\205\r\n"};
	(void)state;
	edit_init(&e, "");
	keys(&e, "\u202e\u200b\302\233");
	assert_string_equal(e.text->str, "");
	assert_true(edit_key(&e, &paste));
	assert_null(strchr(e.text->str, '\033'));
	assert_null(strstr(e.text->str, "\u202e"));
	assert_null(strpbrk(e.text->str, "\r\n"));
	edit_clear(&e);
}

static void foreign_keys_are_not_taken(void **state)
{
	static const int codes[] = {K_ENTER, K_ESC, K_UP, K_TAB, K_F1, K_CTRL_('d')};
	struct edit e;
	(void)state;
	edit_init(&e, "");
	for (gsize i = 0; i < G_N_ELEMENTS(codes); i++) {
		struct key k = {.code = codes[i]};
		assert_false(edit_key(&e, &k));
	}
	edit_clear(&e);
}

static void expect_drawn(struct edit *e, int width, const char *text, int cursor)
{
	struct grid *g = grid_new(1, 40);
	edit_draw(e, grid_canvas(g), 0, 2, width, true);
	g_autofree char *row = grid_row(g, 0);
	g_autofree char *expected = g_strconcat("  ", text, NULL);
	assert_string_equal(row, expected);
	assert_int_equal(g->surface.cursor_row, 0);
	assert_int_equal(g->surface.cursor_column, 2 + cursor);
	grid_free(g);
}

/* Nine columns hold four hanzi and a half: the half is never drawn. */
static void odd_width_scrolls_by_characters(void **state)
{
	struct edit e;
	(void)state;
	edit_init(&e, "");
	keys(&e, "张三李四");
	expect_drawn(&e, 9, "张三李四", 8);
	keys(&e, "王");
	expect_drawn(&e, 9, "<李四王", 7);
	key(&e, K_HOME);
	expect_drawn(&e, 9, "张三李四>", 0);
	for (int i = 0; i < 3; i++)
		key(&e, K_RIGHT);
	expect_drawn(&e, 9, "张三李四>", 6);
	key(&e, K_RIGHT);
	/* the last hanzi must show under the cursor */
	expect_drawn(&e, 9, "<三李四王", 7);
	key(&e, K_BACKSPACE);
	expect_drawn(&e, 9, "张三李王", 6);
	edit_clear(&e);
}

/* At every width and cursor the cursor stands inside, on the boundary that it names. */
static void any_width_shows_the_cursor(void **state)
{
	(void)state;
	for (int width = 3; width <= 24; width++) {
		struct grid *g = grid_new(1, 30);
		struct edit e;
		edit_init(&e, "a张三e\u0301李b四𠮷c王五六");
		for (int i = 0; i < 30; i++) {
			key(&e, i < 15 ? K_LEFT : K_RIGHT);
			edit_draw(&e, grid_canvas(g), 0, 0, width, true);
			assert_in_range(g->surface.cursor_column, 0, width - 1);
			if (width < 4) /* no room for both marks and a hanzi */
				continue;
			/* What stands at the cursor is what follows it in the text. */
			const char *cell = g->cells[0][g->surface.cursor_column];
			const char *follows = e.text->str + e.cursor;
			assert_true(*follows ? g_str_has_prefix(follows, cell)
					     : strcmp(cell, " ") == 0);
		}
		edit_clear(&e);
		grid_free(g);
	}
}

static void a_paste_of_pages_is_refused_whole(void **state)
{
	struct edit e;
	(void)state;
	g_autofree char *pages = g_strnfill(100000, 'x');
	struct key paste = {.code = K_PASTE, .text = pages};
	edit_init(&e, "王二");
	assert_false(edit_key(&e, &paste));
	assert_string_equal(e.text->str, "王二");
	edit_clear(&e);
}

static void secrets_are_stars(void **state)
{
	struct edit e;
	(void)state;
	edit_init(&e, "");
	e.secret = true;
	keys(&e, "密码ab");
	expect_drawn(&e, 12, "****", 4);
	edit_clear(&e);
}

int test_edit(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(backspace_takes_whole_clusters),
		cmocka_unit_test(the_middle_can_be_edited),
		cmocka_unit_test(marks_join_their_base),
		cmocka_unit_test(first_key_replaces),
		cmocka_unit_test(words_are_deleted),
		cmocka_unit_test(ascii_folds_and_refuses),
		cmocka_unit_test(room_is_limited),
		cmocka_unit_test(a_paste_of_pages_is_refused_whole),
		cmocka_unit_test(hostile_characters_stay_out),
		cmocka_unit_test(foreign_keys_are_not_taken),
		cmocka_unit_test(odd_width_scrolls_by_characters),
		cmocka_unit_test(any_width_shows_the_cursor),
		cmocka_unit_test(secrets_are_stars),
	};
	return cmocka_run_group_tests_name("edit", tests, NULL, NULL);
}
