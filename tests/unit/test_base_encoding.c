#include "test_base.h"

#include <string.h>

#include <glib/gstdio.h>

#include "base/encoding.h"
#include "base/error.h"

static char *folder, *path;

static int make_folder(void **state)
{
	(void)state;
	folder = g_dir_make_tmp("jiuzhu-encoding-XXXXXX", NULL);
	if (!folder)
		return -1;
	path = g_build_filename(folder, "roster.csv", NULL);
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	g_remove(path);
	g_rmdir(folder);
	g_free(path);
	g_free(folder);
	return 0;
}

static void write_file(const void *bytes, size_t len)
{
	assert_true(g_file_set_contents(path, bytes, len, NULL));
}

/* The whole file in pieces of cap bytes at most. */
static GString *read_all(struct decoder *dec, size_t cap, GError **error)
{
	GString *out = g_string_new(NULL);
	g_autofree char *buf = g_malloc(cap);
	gssize n;

	while ((n = decoder_read(dec, buf, cap, error)) > 0) {
		assert_true((size_t)n <= cap);
		g_string_append_len(out, buf, n);
	}
	if (n < 0)
		g_string_append(out, "<error>");
	return out;
}

static void file_reads_as(const void *bytes, size_t len, enum encoding e, const char *expected)
{
	struct decoder *dec;
	GString *got;
	g_autoptr(GError) error = NULL;
	goffset done, total;

	write_file(bytes, len);
	dec = decoder_open(path, &error);
	assert_non_null(dec);
	assert_int_equal(decoder_encoding(dec), e);
	got = read_all(dec, 64, &error);
	assert_null(error);
	assert_string_equal(got->str, expected);
	decoder_progress(dec, &done, &total);
	assert_int_equal(done, len);
	assert_int_equal(total, len);
	g_string_free(got, TRUE);
	decoder_free(dec);
}

#define READS_AS(bytes, e, expected) file_reads_as(bytes, sizeof(bytes) - 1, e, expected)

static void small_files(void **state)
{
	(void)state;
	READS_AS("", ENCODING_UTF8, "");
	READS_AS("a,1\r\n", ENCODING_UTF8, "a,1\r\n");
	READS_AS("姓名,1\n", ENCODING_UTF8, "姓名,1\n");
	READS_AS("\xEF\xBB\xBF姓名\n", ENCODING_UTF8, "姓名\n");
	READS_AS("\xEF\xBB\xBF", ENCODING_UTF8, "");
	READS_AS("\xD0\xD5\xC3\xFB,1\n", ENCODING_GB18030, "姓名,1\n");
	READS_AS("\x84\x31\x95\x33\xD0\xD5\xC3\xFB", ENCODING_GB18030, "姓名");
	READS_AS("\x95\x34\xB2\x35,1\n", ENCODING_GB18030, "𠮷,1\n"); /* four bytes */
	READS_AS("\xFF\xFE\xD3\x59\x0D\x54", ENCODING_UTF16LE, "姓名");
	READS_AS("\xFE\xFF\x59\xD3\x54\x0D", ENCODING_UTF16BE, "姓名");
	READS_AS("\xD3\x59\x0D\x54,\0"
		 "1\0\n\0",
		ENCODING_UTF16LE, "姓名,1\n");
	READS_AS("\x59\xD3\x54\x0D\0,\0"
		 "1\0\n",
		ENCODING_UTF16BE, "姓名,1\n");
	READS_AS("\xFF\xFE\x42\xD8\xB7\xDF", ENCODING_UTF16LE, "𠮷");
}

static void guess_by_validity(void **state)
{
	size_t skip = 99;

	(void)state;
	assert_int_equal(encoding_guess("", 0, &skip), ENCODING_UTF8);
	assert_int_equal(skip, 0);
	assert_int_equal(encoding_guess("\xEF\xBB\xBFx", 4, &skip), ENCODING_UTF8);
	assert_int_equal(skip, 3);
	assert_int_equal(encoding_guess("\xFF\xFEx\0", 4, &skip), ENCODING_UTF16LE);
	assert_int_equal(skip, 2);
	/* A character cut off by the end of the beginning is no error. */
	assert_int_equal(encoding_guess("姓名", 4, &skip), ENCODING_UTF8);
	assert_int_equal(encoding_guess("姓名", 5, &skip), ENCODING_UTF8);
	assert_int_equal(encoding_guess("\xD0\xD5\xC3", 3, &skip), ENCODING_GB18030);
	assert_int_equal(encoding_guess("\xD0\xD5\x95\x34\xB2", 5, &skip), ENCODING_GB18030);
	/* 联通 in GB18030 is no UTF-8: it would be overlong. */
	assert_int_equal(encoding_guess("\xC1\xAA\xCD\xA8", 4, &skip), ENCODING_GB18030);
	/* 一 alone would be a Cyrillic letter. */
	assert_int_equal(encoding_guess("\xD2\xBB,1", 4, &skip), ENCODING_GB18030);
	assert_int_equal(encoding_guess("\xC2\xA5"
					"484",
				 5, &skip),
		ENCODING_UTF8);
	/* One broken byte late in the file does not turn it over. */
	assert_int_equal(encoding_guess("姓名,张三\n\xFF", 15, &skip), ENCODING_UTF8);
	assert_int_equal(encoding_guess("\xD0\xD5\xC3\xFB,\xD5\xC5\xC8\xFD\n\xFF", 11, &skip),
		ENCODING_GB18030);
	/* A stray zero byte does not make UTF-16. */
	assert_int_equal(
		encoding_guess("name,number,amount\n\0wang,1,2\n", 29, &skip), ENCODING_UTF8);
}

static void error_names_offset(
	const void *bytes, size_t len, const char *before, const char *offset)
{
	g_autoptr(GError) error = NULL;
	struct decoder *dec;
	GString *got;
	g_autofree char *expected = g_strconcat(before, "<error>", NULL);

	write_file(bytes, len);
	dec = decoder_open(path, &error);
	assert_non_null(dec);
	got = read_all(dec, 64, &error);
	assert_string_equal(got->str, expected);
	assert_true(g_error_matches(error, JZ_ERROR, JZ_ERROR_BAD));
	assert_non_null(strstr(error->message, "roster.csv"));
	assert_non_null(strstr(error->message, offset));
	g_string_free(got, TRUE);
	decoder_free(dec);
}

static void broken_bytes_are_named(void **state)
{
	(void)state;
	error_names_offset("姓名\xFFx\n", 9, "姓名", "byte 6");
	error_names_offset("\xD0\xD5\xC3\xFB\xFFx", 6, "姓名", "byte 4");
	error_names_offset("姓\xE5\x90", 5, "姓", "byte 3"); /* ends within a character */
	error_names_offset("\xD0\xD5,,\xC3", 5, "姓,,", "byte 4");
	error_names_offset("\xFF\xFE\xD3\x59\x0D", 5, "姓", "byte 4");
	error_names_offset("\xFF\xFE\xD3\x59\xB7\xDF,\0", 8, "姓", "byte 4"); /* half a pair */
}

/* A zero byte is passed on; the readers above say what to do about it. */
static void zero_bytes_pass(void **state)
{
	struct decoder *dec;
	GString *got;

	(void)state;
	write_file("姓名,1234567890123456789\0\n", 28);
	dec = decoder_open(path, NULL);
	got = read_all(dec, 64, NULL);
	assert_int_equal(got->len, 28);
	g_string_free(got, TRUE);
	decoder_free(dec);
}

/* Characters of one, two and four bytes at every place around the end of the 64 KiB buffer. */
static void buffer_ends_split_characters(void **state)
{
	(void)state;
	for (int shift = 0; shift < 9; shift++) {
		g_autoptr(GString) text = g_string_new("姓");
		g_autoptr(GError) error = NULL;
		g_autoptr(GBytes) gb = NULL;
		struct decoder *dec;
		GString *got;

		for (int i = 0; i < shift; i++)
			g_string_append_c(text, 'x');
		while (text->len < 300000)
			g_string_append(text, "𠮷王𬬭㼆");
		gb = encoding_to_gb18030(text->str, -1, &error);
		assert_non_null(gb);
		write_file(g_bytes_get_data(gb, NULL), g_bytes_get_size(gb));
		dec = decoder_open(path, &error);
		assert_int_equal(decoder_encoding(dec), ENCODING_GB18030);
		got = read_all(dec, 5000 + shift, &error);
		assert_null(error);
		assert_true(g_string_equal(got, text));
		g_string_free(got, TRUE);
		decoder_free(dec);
		write_file(text->str, text->len);
		dec = decoder_open(path, &error);
		assert_int_equal(decoder_encoding(dec), ENCODING_UTF8);
		got = read_all(dec, 4 + shift, &error);
		assert_null(error);
		assert_true(g_string_equal(got, text));
		g_string_free(got, TRUE);
		decoder_free(dec);
	}
}

/* More than a buffer of digits before the first hanzi: the judgement waits for it. */
static void late_hanzi(void **state)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GBytes) gb = NULL;
	struct decoder *dec;
	GString *got;

	(void)state;
	while (text->len < 150000)
		g_string_append(text, "6221364670312256205,1234.50\r\n");
	g_string_append(text, "合计,张三李四\r\n");
	gb = encoding_to_gb18030(text->str, text->len, NULL);
	write_file(g_bytes_get_data(gb, NULL), g_bytes_get_size(gb));
	dec = decoder_open(path, NULL);
	got = read_all(dec, 4096, NULL);
	assert_true(g_string_equal(got, text));
	assert_int_equal(decoder_encoding(dec), ENCODING_GB18030);
	g_string_free(got, TRUE);
	decoder_free(dec);
}

static gunichar random_char(GRand *rand)
{
	gunichar c;

	switch (g_rand_int_range(rand, 0, 5)) {
	case 0:
		return g_rand_int_range(rand, 0x20000, 0x2A6DF);
	case 1:
		return g_rand_int_range(rand, ' ', 0x7F);
	case 2:
		c = g_rand_int_range(rand, 0xA0, 0xFFFE);
		/* neither surrogates, nor private use, which GB18030 maps in its own way */
		return c >= 0xD800 && c < 0xF900 ? 0x4E00 : c;
	default:
		return g_rand_int_range(rand, 0x4E00, 0x9FA6);
	}
}

/* The same text written in each encoding with its mark comes back from each. */
static void random_round_trip(void **state)
{
	static const char *const names[] = {"UTF-8", "GB18030", "UTF-16LE", "UTF-16BE"};
	g_autoptr(GRand) rand = g_rand_new_with_seed(18030);

	(void)state;
	for (int i = 0; i < 40; i++) {
		g_autoptr(GString) text = g_string_new(NULL);
		g_autoptr(GString) marked = g_string_new("\xEF\xBB\xBF");

		for (int n = g_rand_int_range(rand, 0, 60000); n > 0; n--)
			g_string_append_unichar(text, random_char(rand));
		g_string_append_len(marked, text->str, text->len);
		for (size_t e = 0; e < G_N_ELEMENTS(names); e++) {
			gsize len;
			g_autofree char *bytes = g_convert(
				marked->str, marked->len, names[e], "UTF-8", NULL, &len, NULL);
			struct decoder *dec;
			GString *got;

			assert_non_null(bytes);
			write_file(bytes, len);
			dec = decoder_open(path, NULL);
			assert_int_equal(decoder_encoding(dec), e);
			got = read_all(dec, g_rand_int_range(rand, 4, 70000), NULL);
			assert_true(g_string_equal(got, text));
			g_string_free(got, TRUE);
			decoder_free(dec);
		}
	}
}

static void files_that_cannot_be_read(void **state)
{
	g_autoptr(GError) missing = NULL, is_folder = NULL;
	g_autofree char *nowhere = g_build_filename(folder, "absent.csv", NULL);

	(void)state;
	assert_null(decoder_open(nowhere, &missing));
	assert_true(g_error_matches(missing, JZ_ERROR, JZ_ERROR_BAD));
	assert_non_null(strstr(missing->message, nowhere));
	assert_null(decoder_open(folder, &is_folder));
	assert_true(g_error_matches(is_folder, JZ_ERROR, JZ_ERROR_BAD));
	decoder_free(NULL);
}

static void to_gb18030(void **state)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) names = encoding_to_gb18030("姓名𠮷é", -1, &error);
	g_autoptr(GBytes) part = encoding_to_gb18030("姓名", 3, &error);
	g_autoptr(GBytes) none = encoding_to_gb18030("", -1, &error);

	(void)state;
	assert_null(error);
	assert_int_equal(g_bytes_get_size(names), 10);
	assert_memory_equal(
		g_bytes_get_data(names, NULL), "\xD0\xD5\xC3\xFB\x95\x34\xB2\x35\xA8\xA6", 10);
	assert_int_equal(g_bytes_get_size(part), 2);
	assert_int_equal(g_bytes_get_size(none), 0);
	assert_null(encoding_to_gb18030("姓\xFF", -1, &error));
	assert_non_null(strstr(error->message, "byte 3"));
}

int test_encoding(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(small_files),
		cmocka_unit_test(guess_by_validity),
		cmocka_unit_test(broken_bytes_are_named),
		cmocka_unit_test(zero_bytes_pass),
		cmocka_unit_test(buffer_ends_split_characters),
		cmocka_unit_test(late_hanzi),
		cmocka_unit_test(random_round_trip),
		cmocka_unit_test(files_that_cannot_be_read),
		cmocka_unit_test(to_gb18030),
	};

	return cmocka_run_group_tests_name("encoding", tests, make_folder, remove_folder);
}
