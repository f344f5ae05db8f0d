/* Bytes to keys, and keys by their names. */
#include "test_tui.h"
#include "tui/input.h"

static void feed(struct input *in, const char *bytes)
{
	input_feed(in, bytes, strlen(bytes));
}

static void expect_key(struct input *in, int code)
{
	struct key k;
	assert_true(input_next(in, &k));
	assert_int_equal(k.code, code);
}

static void expect_char(struct input *in, gunichar ch)
{
	struct key k;
	assert_true(input_next(in, &k));
	assert_int_equal(k.code, K_CHAR);
	assert_int_equal(k.ch, ch);
}

static void expect_nothing(struct input *in)
{
	struct key k;
	assert_false(input_next(in, &k));
}

static void keys_of_many_terminals(void **state)
{
	static const struct {
		const char *bytes;
		int code;
	} keys[] = {
		{"\033[A", K_UP},
		{"\033OA", K_UP},
		{"\033[1;5B", K_DOWN},
		{"\033[H", K_HOME},
		{"\033[1~", K_HOME},
		{"\033[7~", K_HOME},
		{"\033OF", K_END},
		{"\033[8~", K_END},
		{"\033[3~", K_DELETE},
		{"\033[5~", K_PGUP},
		{"\033[6~", K_PGDN},
		{"\033[Z", K_BACKTAB},
		{"\033OP", K_F1},
		{"\033[11~", K_F1},
		{"\033[[A", K_F1},
		{"\0331", K_F1},
		{"\033[15~", K_F1 + 4},
		{"\033[[E", K_F1 + 4},
		{"\033[21~", K_F1 + 9},
		{"\0330", K_F1 + 9},
		{"\033[23~", K_F1 + 10},
		{"\033-", K_F1 + 10},
		{"\033[24~", K_F12},
		{"\033=", K_F12},
		{"\r", K_ENTER},
		{"\n", K_ENTER},
		{"\033OM", K_ENTER},
		{"\t", K_TAB},
		{"\177", K_BACKSPACE},
		{"\b", K_BACKSPACE},
		{"\004", K_CTRL_('d')},
		{"\032", K_CTRL_('z')},
	};
	struct input in;
	(void)state;
	input_init(&in, false);
	for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
		feed(&in, keys[i].bytes);
		expect_key(&in, keys[i].code);
		expect_nothing(&in);
		assert_false(input_is_partial(&in));
	}
	input_clear(&in);
}

static void terminal_keys_are_learnt(void **state)
{
	struct input in;
	(void)state;
	input_init(&in, false);
	input_learn(&in, "\033[28X", K_F1 + 8);
	feed(&in, "\033[28X");
	expect_key(&in, K_F1 + 8);
	input_clear(&in);
}

static void keypad_gives_characters(void **state)
{
	struct input in;
	(void)state;
	input_init(&in, false);
	feed(&in, "\033Op\033Oy\033Ok\033Oo\033On");
	expect_char(&in, '0');
	expect_char(&in, '9');
	expect_char(&in, '+');
	expect_char(&in, '/');
	expect_char(&in, '.');
	input_clear(&in);
}

static void unknown_sequences_are_swallowed(void **state)
{
	struct input in;
	(void)state;
	input_init(&in, false);
	feed(&in, "\033[?1;2c\033[<0;3;4M\033[21;2~a\033[990~b\377\300c");
	expect_char(&in, 'a');
	expect_char(&in, 'b');
	expect_char(&in, 'c');
	expect_nothing(&in);
	input_clear(&in);
}

/* A slow line hands a key over byte by byte. */
static void keys_arrive_in_parts(void **state)
{
	static const char all[] = "中\033[21~\033[200~张\r\033[201~𠮷\033OB";
	struct input in;
	struct key k;
	int codes[8], n = 0;
	(void)state;
	input_init(&in, false);
	for (gsize i = 0; i + 1 < sizeof(all); i++) {
		input_feed(&in, all + i, 1);
		while (input_next(&in, &k)) {
			if (k.code == K_PASTE)
				assert_string_equal(k.text, "张 ");
			codes[n++] = k.code;
		}
	}
	assert_int_equal(n, 5);
	assert_int_equal(codes[0], K_CHAR);
	assert_int_equal(codes[1], K_F1 + 9);
	assert_int_equal(codes[2], K_PASTE);
	assert_int_equal(codes[3], K_CHAR);
	assert_int_equal(codes[4], K_DOWN);
	input_clear(&in);
}

static void escape_alone(void **state)
{
	struct input in;
	(void)state;
	input_init(&in, false);
	feed(&in, "\033");
	expect_nothing(&in);
	assert_true(input_is_partial(&in));
	input_time_is_up(&in);
	expect_key(&in, K_ESC);
	expect_nothing(&in);
	feed(&in, "\033\033[B");
	expect_key(&in, K_ESC);
	expect_key(&in, K_DOWN);
	feed(&in, "\033[");
	expect_nothing(&in);
	input_time_is_up(&in);
	expect_nothing(&in);
	feed(&in, "\033x");
	expect_key(&in, K_ESC);
	expect_char(&in, 'x');
	input_clear(&in);
}

static void paste_is_text(void **state)
{
	struct input in;
	struct key k;
	(void)state;
	input_init(&in, false);
	feed(&in, "\033[200~王小明\n\t\033[21~\003\033[201~\r");
	assert_true(input_next(&in, &k));
	assert_int_equal(k.code, K_PASTE);
	assert_string_equal(k.text, "王小明  [21~");
	expect_key(&in, K_ENTER);
	input_clear(&in);
}

static void drop_keeps_barriers(void **state)
{
	struct input in;
	(void)state;
	input_init(&in, true);
	feed(&in, "abc\033[21~\r\033[990~de\033[990~");
	input_drop(&in);
	expect_key(&in, K_SYNC);
	expect_key(&in, K_SYNC);
	expect_nothing(&in);
	input_clear(&in);
}

static void ascii_twins(void **state)
{
	static const struct {
		gunichar ch;
		int ascii;
	} twins[] = {
		{'a', 'a'},
		{0xff11, '1'},
		{0xff38, 'X'},
		{0xff0b, '+'},
		{0xff0f, '/'},
		{0x3000, ' '},
		{0x3002, '.'},
		{0x3001, '/'},
		{0x4e2d, 0},
		{0xe9, 0},
	};
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(twins); i++) {
		struct key k = {.code = K_CHAR, .ch = twins[i].ch};
		assert_int_equal(key_ascii(&k), twins[i].ascii);
	}
	struct key enter = {.code = K_ENTER, .ch = 'a'};
	assert_int_equal(key_ascii(&enter), 0);
}

static void names_there_and_back(void **state)
{
	(void)state;
	for (int code = K_ENTER; code <= K_CTRL_LAST; code++) {
		if (code == K_CTRL)
			continue;
		assert_true(*key_name(code));
		assert_int_equal(key_from_name(key_name(code)), code);
	}
	assert_string_equal(key_name(K_F1 + 9), "F10");
	assert_string_equal(key_name(K_CTRL_('d')), "Ctrl-D");
	assert_string_equal(key_name(K_PGDN), "PgDn");
	assert_int_equal(key_from_name("f12"), K_F12);
	assert_int_equal(key_from_name("ctrl-s"), K_CTRL_('s'));
	assert_int_equal(key_from_name("F13"), KEY_NONE_);
	assert_int_equal(key_from_name(""), KEY_NONE_);
}

int test_input(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_of_many_terminals),
		cmocka_unit_test(terminal_keys_are_learnt),
		cmocka_unit_test(keypad_gives_characters),
		cmocka_unit_test(unknown_sequences_are_swallowed),
		cmocka_unit_test(keys_arrive_in_parts),
		cmocka_unit_test(escape_alone),
		cmocka_unit_test(paste_is_text),
		cmocka_unit_test(drop_keeps_barriers),
		cmocka_unit_test(ascii_twins),
		cmocka_unit_test(names_there_and_back),
	};
	return cmocka_run_group_tests_name("input", tests, NULL, NULL);
}
