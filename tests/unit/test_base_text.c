#include "test_base.h"

#include <string.h>

#include "base/text.h"

static void columns_of_characters(void **state)
{
	(void)state;
	assert_int_equal(text_char_columns('a'), 1);
	assert_int_equal(text_char_columns(0x738B), 2);  /* 王 */
	assert_int_equal(text_char_columns(0x20BB7), 2); /* 𠮷 */
	assert_int_equal(text_char_columns(0x3F06), 2);  /* 㼆 */
	assert_int_equal(text_char_columns(0xFF21), 2);  /* Ａ */
	assert_int_equal(text_char_columns(0x3000), 2);
	assert_int_equal(text_char_columns(0xFF0C), 2); /* ， */
	assert_int_equal(text_char_columns(0x301), 0);
	assert_int_equal(text_char_columns('\n'), 0);
	/* Ambiguous ones count 1. */
	assert_int_equal(text_char_columns(0x2460), 1); /* ① */
	assert_int_equal(text_char_columns(0x201C), 1); /* “ */
	assert_int_equal(text_char_columns(0x2014), 1); /* — */
	assert_int_equal(text_char_columns(0xB7), 1);   /* · */
	assert_int_equal(text_char_columns(0x2500), 1); /* ─ */
}

static void columns_of_texts(void **state)
{
	(void)state;
	assert_int_equal(text_columns(""), 0);
	assert_int_equal(text_columns("abc"), 3);
	assert_int_equal(text_columns("阳泉市郊区"), 10);
	assert_int_equal(text_columns("a王b明c"), 7);
	assert_int_equal(text_columns("e\xCC\x81x"), 2);
	assert_int_equal(text_columns("“低保”"), 6);
	assert_int_equal(text_columns("\xFF\xFE"), 2); /* broken: a column a byte */
	assert_int_equal(text_columns("\xE7\x8E"), 2);
}

static void fit_never_splits(void **state)
{
	int used;

	(void)state;
	assert_int_equal(text_fit("王小明", 4, &used), 6);
	assert_int_equal(used, 4);
	assert_int_equal(text_fit("王小明", 5, &used), 6);
	assert_int_equal(used, 4);
	assert_int_equal(text_fit("王小明", 6, NULL), 9);
	assert_int_equal(text_fit("王小明", 1, &used), 0);
	assert_int_equal(used, 0);
	assert_int_equal(text_fit("王小明", 0, &used), 0);
	assert_int_equal(text_fit("王小明", -3, &used), 0);
	assert_int_equal(text_fit("abc", 9, &used), 3);
	assert_int_equal(used, 3);
	/* A combining mark travels with its base, also when the base is the last that fits. */
	assert_int_equal(text_fit("ae\xCC\x81x", 2, &used), 4);
	assert_int_equal(used, 2);
	assert_int_equal(text_fit("ae\xCC\x81x", 1, &used), 1);
	assert_int_equal(text_fit("王\xCC\x81明", 2, &used), 5);
	/* Hangul syllables put together from their parts are one cluster. */
	assert_int_equal(text_fit("\xE1\x84\x80\xE1\x85\xA1x", 1, &used), 0);
	assert_int_equal(text_fit("\xE1\x84\x80\xE1\x85\xA1x", 2, &used), 6);
	/* A vowel sign that has a column of its own. */
	assert_int_equal(text_columns("\u0928\u0940"), 2);
	assert_int_equal(text_fit("a\u0928\u0940", 2, &used), 1);
	/* Broken text is cut anywhere but never read past its end. */
	assert_int_equal(text_fit("\xE7\x8E", 1, &used), 1);
	assert_int_equal(text_fit("a\xE7", 9, &used), 2);
}

static void padded(GString *out, const char *text, int columns, bool right, const char *expected)
{
	g_string_truncate(out, 0);
	text_append_padded(out, text, columns, right);
	assert_string_equal(out->str, expected);
}

static void padding(void **state)
{
	GString *out = g_string_new(NULL);

	(void)state;
	padded(out, "王明", 6, false, "王明  ");
	padded(out, "王明", 6, true, "  王明");
	padded(out, "王明", 4, false, "王明");
	padded(out, "王小明", 5, false, "王小>");
	padded(out, "王小明", 4, false, "王 >");
	padded(out, "王小明", 4, true, "王 >");
	padded(out, "王小明", 1, false, ">");
	padded(out, "王小明", 0, false, "");
	padded(out, "王小明", -1, false, "");
	padded(out, "", 3, false, "   ");
	padded(out, "ae\xCC\x81", 2, false, "ae\xCC\x81");
	padded(out, "e\xCC\x81xy", 2, false, "e\xCC\x81>");
	g_string_free(out, TRUE);
}

/* Any text in any width fills exactly that width. */
static void padding_is_exact(void **state)
{
	static const char *const pieces[] = {"王", "a", " ", "\xCC\x81", "𠮷", "，", "①",
		"\xF0\x9F\x98\x80", "Ａ", "\xE1\x85\xA1"};
	g_autoptr(GRand) rand = g_rand_new_with_seed(80);

	(void)state;
	for (int i = 0; i < 5000; i++) {
		g_autoptr(GString) text = g_string_new(NULL);
		g_autoptr(GString) out = g_string_new("|");
		int columns = g_rand_int_range(rand, 1, 24);

		for (int n = g_rand_int_range(rand, 0, 14); n > 0; n--)
			g_string_append(
				text, pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))]);
		text_append_padded(out, text->str, columns, i % 2);
		assert_int_equal(text_columns(out->str), columns + 1);
		assert_true(g_utf8_validate(out->str, -1, NULL));
	}
}

static void wrapped(const char *text, int columns, const char *expected)
{
	g_auto(GStrv) lines = text_wrap(text, columns);
	g_autofree char *joined = g_strjoinv("|", lines);

	assert_string_equal(joined, expected);
}

static void wrapping(void **state)
{
	(void)state;
	wrapped("", 10, "");
	wrapped("低保", 10, "低保");
	wrapped("山西省阳泉市郊区", 10, "山西省阳泉|市郊区");
	wrapped("山西省阳泉市郊区", 11, "山西省阳泉|市郊区");
	/* No line starts with a closing mark: its hanzi goes down with it. */
	wrapped("山西省阳泉，市郊区", 10, "山西省阳|泉，市郊区");
	wrapped("山西省阳泉。", 10, "山西省阳|泉。");
	wrapped("one two three", 7, "one two|three");
	wrapped("one two three", 8, "one two|three");
	wrapped("first\nsecond", 20, "first|second");
	wrapped("first\n\nsecond\n", 20, "first||second");
	wrapped("金额1234.50元", 8, "金额|1234.50|元");
	/* What has no place to break is cut. */
	wrapped("abcdefghij", 4, "abcd|efgh|ij");
	wrapped("王", 1, "王");
	wrapped("a\r\nb", 9, "a|b");
}

static void wrapping_keeps_within(void **state)
{
	static const char *const pieces[] = {
		"王", "a", " ", "，", "。", "（", "）", "1", "-", "bc "};
	g_autoptr(GRand) rand = g_rand_new_with_seed(24);

	(void)state;
	for (int i = 0; i < 2000; i++) {
		g_autoptr(GString) text = g_string_new(NULL);
		g_autoptr(GString) all = g_string_new(NULL);
		g_auto(GStrv) lines = NULL;
		int columns = g_rand_int_range(rand, 2, 30);

		for (int n = g_rand_int_range(rand, 0, 60); n > 0; n--)
			g_string_append(
				text, pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))]);
		lines = text_wrap(text->str, columns);
		for (int l = 0; lines[l]; l++) {
			assert_true(text_columns(lines[l]) <= columns);
			g_string_append(all, lines[l]);
		}
		/* Nothing but blanks may be lost. */
		g_string_replace(text, " ", "", 0);
		g_string_replace(all, " ", "", 0);
		assert_string_equal(all->str, text->str);
	}
}

static void cleaning(void **state)
{
	(void)state;
	assert_owned_equal(text_clean("王小明 abc（一）"), "王小明 abc（一）");
	assert_owned_equal(text_clean(""), "");
	assert_owned_equal(text_clean("a\033[31mb"), "a[31mb");
	assert_owned_equal(text_clean("a\x7F\x01\xC2\x9B"
				      "b"),
		"ab");
	assert_owned_equal(text_clean("a\tb\nc\rd\r\ne"), "a b c d e");
	assert_owned_equal(text_clean("王\xE2\x80\xAE明\xE2\x80\x8B强\xEF\xBB\xBF"), "王明强");
	assert_owned_equal(text_clean("\xE2\x81\xA6王\xE2\x81\xA9\xE2\x80\x8F"), "王");
	assert_owned_equal(text_clean("王\xEE\x80\x80明"), "王?明"); /* private use */
	assert_owned_equal(text_clean("a\xFF\xE7\x8E"), "a???");
	assert_owned_equal(text_clean("\xED\xA0\x80"), "???"); /* half a surrogate pair */
	assert_owned_equal(text_clean("e\xCC\x81"), "e\xCC\x81");
	assert_owned_equal(text_clean("葛\xF3\xA0\x84\x80"), "葛"); /* variation selector */
	assert_owned_equal(text_clean("𠮷㼆"), "𠮷㼆");
	assert_owned_equal(text_clean("  a  "), "  a  ");
}

/* Random bytes: the result is always valid, and clean already. */
static void cleaning_is_final(void **state)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(3);

	(void)state;
	for (int i = 0; i < 5000; i++) {
		char bytes[40];
		g_autofree char *once = NULL, *twice = NULL, *normal = NULL, *again = NULL;
		int n = g_rand_int_range(rand, 0, sizeof bytes - 1);

		for (int k = 0; k < n; k++)
			bytes[k] = g_rand_int_range(rand, 1, 256);
		bytes[n] = '\0';
		once = text_clean(bytes);
		assert_true(g_utf8_validate(once, -1, NULL));
		twice = text_clean(once);
		assert_string_equal(once, twice);
		normal = text_normal(bytes);
		again = text_normal(normal);
		assert_string_equal(normal, again);
	}
}

static void normal_text(void **state)
{
	(void)state;
	assert_owned_equal(text_normal("平坦镇"), "平坦镇");
	assert_owned_equal(text_normal("  平坦镇　 桃林沟村\xC2\xA0"), "平坦镇 桃林沟村");
	assert_owned_equal(text_normal("Ａ１ｚ９号"), "A1z9号");
	assert_owned_equal(text_normal("村（社区）"), "村（社区）"); /* marks stay as they are */
	assert_owned_equal(text_normal("e\xCC\x81"), "\xC3\xA9");
	assert_owned_equal(text_normal("⽥⼩"), "田小");       /* radicals out of PDF files */
	assert_owned_equal(text_normal("\xEF\xA4\xAC"), "郎"); /* U+F92C */
	assert_owned_equal(text_normal("﨎"), "﨎");           /* U+FA0E is a hanzi of its own */
	assert_owned_equal(text_normal("a\n\n b"), "a b");
	assert_owned_equal(text_normal("　"), "");
	assert_owned_equal(text_normal("①㎡"), "①㎡");
}

static void names(void **state)
{
	(void)state;
	assert_owned_equal(text_name("王小明"), "王小明");
	assert_owned_equal(text_name("王　明"), "王明");
	assert_owned_equal(text_name(" 王  明\xC2\xA0"), "王明");
	assert_owned_equal(text_name("王\xE2\x80\x8B明"), "王明");
	assert_owned_equal(text_name("阿布都·热合曼"), "阿布都·热合曼");
	assert_owned_equal(text_name("ＴＯＭ"), "TOM");
	assert_owned_equal(text_name("𠮷㼆"), "𠮷㼆");
	assert_owned_equal(text_name(""), "");
}

static void distances(void **state)
{
	(void)state;
	assert_int_equal(text_distance("", ""), 0);
	assert_int_equal(text_distance("整形", "整数"), 1);
	assert_int_equal(text_distance("kitten", "sitting"), 3);
	assert_int_equal(text_distance("abc", ""), 3);
	assert_int_equal(text_distance("", "王明"), 2);
	assert_int_equal(text_distance("knid", "kind"), 1);
	assert_int_equal(text_distance("label", "lable"), 1);
	assert_int_equal(text_distance("abc", "abc"), 0);
}

static void nearest(void **state)
{
	static const char *const words[] = {"label", "type", "required", "整数", "文字"};

	(void)state;
	assert_ptr_equal(text_nearest("lable", words, 5), words[0]);
	assert_ptr_equal(text_nearest("tipe", words, 5), words[1]);
	assert_ptr_equal(text_nearest("requierd", words, 5), words[2]);
	assert_ptr_equal(text_nearest("整形", words, 5), words[3]);
	assert_null(text_nearest("zzzzzz", words, 5));
	assert_null(text_nearest("日期", words, 5));
	assert_null(text_nearest("tabled", words, 5)); /* three of six are too many */
	assert_null(text_nearest("hyde", words, 5));
	assert_null(text_nearest("", words, 5));
	assert_null(text_nearest("label", words, 0));
}

int test_text(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_of_characters),
		cmocka_unit_test(columns_of_texts),
		cmocka_unit_test(fit_never_splits),
		cmocka_unit_test(padding),
		cmocka_unit_test(padding_is_exact),
		cmocka_unit_test(wrapping),
		cmocka_unit_test(wrapping_keeps_within),
		cmocka_unit_test(cleaning),
		cmocka_unit_test(cleaning_is_final),
		cmocka_unit_test(normal_text),
		cmocka_unit_test(names),
		cmocka_unit_test(distances),
		cmocka_unit_test(nearest),
	};

	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
