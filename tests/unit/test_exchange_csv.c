#include "config.h"

#include "tests/unit/test_exchange.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <sys/stat.h>
#include <glib/gstdio.h>
#include "exchange/csv.h"

/* Files of these tests need a folder and no office. */
static int folder_open(void **state)
{
	struct office_fixture *o = g_new0(struct office_fixture, 1);
	GError *error = NULL;

	o->dir = g_dir_make_tmp("jiuzhu-XXXXXX", &error);
	must(o->dir != NULL, &error);
	*state = o;
	return 0;
}

static struct csv_reader *open_bytes(struct office_fixture *o, const char *bytes, gssize len)
{
	g_autofree char *path = office_path(o, "a.csv");
	GError *error = NULL;
	struct csv_reader *r;

	must(g_file_set_contents(path, bytes, len, &error), &error);
	r = csv_open(path, &error);
	must(r != NULL, &error);
	return r;
}

static void expect_row(struct csv_reader *r, int row, const char *const *cells)
{
	GError *error = NULL;
	int n = (int)g_strv_length((char **)cells);

	assert_int_equal(csv_next(r, &error), CSV_RECORD);
	assert_int_equal(csv_row(r), row);
	assert_int_equal(csv_cells(r), n);
	for (int i = 0; i < n; i++)
		assert_string_equal(csv_cell(r, i), cells[i]);
}

#define ROW(...) ((const char *const[]){__VA_ARGS__, NULL})

static void expect_end(struct csv_reader *r)
{
	GError *error = NULL;

	assert_int_equal(csv_next(r, &error), CSV_END);
	assert_null(error);
	assert_int_equal(csv_next(r, &error), CSV_END);
	csv_free(r);
}

static void test_plain(void **state)
{
	struct csv_reader *r = open_bytes(*state, "a,b,c\n1,,3\n", -1);

	expect_row(r, 1, ROW("a", "b", "c"));
	assert_int_equal(csv_fault(r), 0);
	assert_string_equal(csv_cell(r, 3), "");
	assert_string_equal(csv_cell(r, -1), "");
	expect_row(r, 2, ROW("1", "", "3"));
	expect_end(r);
}

static void test_quotes(void **state)
{
	struct csv_reader *r =
		open_bytes(*state, "\"a,\"\"b\"\"\",\"two\r\nlines\",\"\"\nx,y,z", -1);

	expect_row(r, 1, ROW("a,\"b\"", "two\r\nlines", ""));
	assert_int_equal(csv_fault(r), 0);
	expect_row(r, 2, ROW("x", "y", "z"));
	expect_end(r);
}

static void test_line_ends(void **state)
{
	struct csv_reader *r = open_bytes(*state, "a\rb\r\n\r\nc\n\nd", -1);

	expect_row(r, 1, ROW("a"));
	expect_row(r, 2, ROW("b"));
	expect_row(r, 3, ROW(""));
	expect_row(r, 4, ROW("c"));
	expect_row(r, 5, ROW(""));
	expect_row(r, 6, ROW("d"));
	expect_end(r);
}

static void test_empty(void **state)
{
	expect_end(open_bytes(*state, "", 0));
	expect_end(open_bytes(*state, "\xEF\xBB\xBF", 3));
}

static void test_separators(void **state)
{
	struct csv_reader *r =
		open_bytes(*state, "title, with a comma\na\tb\tc\n1\t\"1,234\"\t3\n", -1);

	assert_int_equal(csv_separator(r), '\t');
	expect_row(r, 1, ROW("title, with a comma"));
	expect_row(r, 2, ROW("a", "b", "c"));
	expect_row(r, 3, ROW("1", "1,234", "3"));
	expect_end(r);
	r = open_bytes(*state, "a;b;c\n1;2,5;3\n", -1);
	assert_int_equal(csv_separator(r), ';');
	expect_row(r, 1, ROW("a", "b", "c"));
	expect_row(r, 2, ROW("1", "2,5", "3"));
	expect_end(r);
}

/* Strict: what RFC 4180 does not allow is named, and the text is still there to show. */
static void test_faults(void **state)
{
	struct csv_reader *r =
		open_bytes(*state, "a,b\"c,d\n\"a\"b,c\nok,\"ok\"\na,\"\"\"\n,x\"\n", -1);

	expect_row(r, 1, ROW("a", "b\"c", "d"));
	assert_int_equal(csv_fault(r), 2);
	expect_row(r, 2, ROW("ab", "c"));
	assert_int_equal(csv_fault(r), 1);
	expect_row(r, 3, ROW("ok", "ok"));
	assert_int_equal(csv_fault(r), 0);
	expect_row(r, 4, ROW("a", "\"\n,x"));
	assert_int_equal(csv_fault(r), 0);
	expect_end(r);
}

static void test_zero_byte(void **state)
{
	struct csv_reader *r = open_bytes(*state, "张,a\0b,c\n", 11);

	expect_row(r, 1, ROW("张", "ab", "c"));
	assert_int_equal(csv_fault(r), 2);
	expect_end(r);
}

static void test_open_quote(void **state)
{
	struct csv_reader *r = open_bytes(*state, "a,b\nc,\"d\ne,f\n", -1);
	GError *error = NULL;

	expect_row(r, 1, ROW("a", "b"));
	assert_int_equal(csv_next(r, &error), CSV_FAILED);
	must_fail(false, &error, JZ_ERROR_BAD, "row 2, column 2");
	csv_free(r);
}

static void test_long(void **state)
{
	g_autoptr(GString) text = g_string_new("a,b\n\"");
	struct csv_reader *r;
	GError *error = NULL;

	for (int i = 0; i < 10 * 1024; i++)
		g_string_append_printf(text, "%01023d,", 7);
	r = open_bytes(*state, text->str, -1);
	expect_row(r, 1, ROW("a", "b"));
	assert_int_equal(csv_next(r, &error), CSV_FAILED);
	must_fail(false, &error, JZ_ERROR_BAD, "row 2");
	csv_free(r);
}

static void test_wide(void **state)
{
	g_autoptr(GString) text = g_string_new("a,b\n");
	struct csv_reader *r;
	GError *error = NULL;

	for (int i = 0; i < 1000000; i++)
		g_string_append_c(text, ',');
	r = open_bytes(*state, text->str, -1);
	expect_row(r, 1, ROW("a", "b"));
	assert_int_equal(csv_next(r, &error), CSV_FAILED);
	must_fail(false, &error, JZ_ERROR_BAD, "row 2");
	csv_free(r);
}

/* Records that end everywhere around the ends of the buffers come out as they went in. */
static void test_buffer_ends(void **state)
{
	g_autoptr(GString) text = g_string_new(NULL);
	struct csv_reader *r;
	GError *error = NULL;
	int n = 0;

	while (text->len < 200000) {
		g_string_append_printf(
			text, "%d,\"%d\"\"甲\r\n乙\",%.*s\r\n", n, n, n % 17, "abcdefghijklmnopq");
		n++;
	}
	r = open_bytes(*state, text->str, -1);
	for (int i = 0; i < n; i++) {
		char number[16], middle[64], last[32];

		g_snprintf(number, sizeof number, "%d", i);
		g_snprintf(middle, sizeof middle, "%d\"甲\r\n乙", i);
		g_snprintf(last, sizeof last, "%.*s", i % 17, "abcdefghijklmnopq");
		expect_row(r, i + 1, ROW(number, middle, last));
		assert_int_equal(csv_fault(r), 0);
	}
	(void)error;
	expect_end(r);
}

static void test_broken_bytes(void **state)
{
	g_autoptr(GString) text = g_string_new("姓名,金额\n");
	struct csv_reader *r;
	GError *error = NULL;

	for (int i = 0; i < 20000; i++)
		g_string_append(text, "张三,1\n");
	g_string_append(text, "\xE5\xBC,2\n");
	r = open_bytes(*state, text->str, -1);
	while (csv_next(r, &error) == CSV_RECORD)
		;
	must_fail(false, &error, JZ_ERROR_BAD, "row 20002");
	csv_free(r);
}

/* --- writing --------------------------------------------------------------------------------- */

/* T16: what starts so would run as a formula; and what a spreadsheet rounds. */
static const char *const dangerous[] = {"=1+1", "+1", "-1+1", "@SUM(A1)", "\tx", "\rx", "\nx",
	"＝1+1", "＋1", "－1", "＠A", "|cmd", "=HYPERLINK(\"http://a\",\"b\")", "-5元"};
static const char *const rounded[] = {"140322199210175930", "14032219960207594X",
	"6221364670312256205", "１４０３２２１９９２１０１７５９３０", "123456789012"};
static const char *const harmless[] = {"张三", "", "12345678901", "-5", "-5.25", "'001", "a,b",
	"two\r\nlines", "say \"it\"", "半;角", "tab\tinside", " =1", "0351-1234567"};

static char *write_cells(struct office_fixture *o, enum encoding encoding, enum csv_guard guard)
{
	char *path = office_path(o, "out.csv");
	GError *error = NULL;
	struct csv_writer *w;

	g_unlink(path);
	w = csv_create(path, encoding, guard, &error);
	must(w != NULL, &error);
	for (size_t i = 0; i < G_N_ELEMENTS(dangerous); i++)
		csv_put(w, dangerous[i]);
	must(csv_end_row(w, &error), &error);
	for (size_t i = 0; i < G_N_ELEMENTS(rounded); i++)
		csv_put(w, rounded[i]);
	must(csv_end_row(w, &error), &error);
	for (size_t i = 0; i < G_N_ELEMENTS(harmless); i++)
		csv_put(w, harmless[i]);
	must(csv_end_row(w, &error), &error);
	assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
	must(csv_commit(&w, &error), &error);
	return path;
}

static void check_row(struct csv_reader *r, const char *const *cells, size_t n)
{
	GError *error = NULL;

	assert_int_equal(csv_next(r, &error), CSV_RECORD);
	assert_int_equal(csv_cells(r), (int)n);
	assert_int_equal(csv_fault(r), 0);
	for (size_t i = 0; i < n; i++)
		assert_string_equal(csv_cell(r, (int)i), cells[i]);
}

static void round_trip(void **state, enum encoding encoding, enum csv_guard guard)
{
	g_autofree char *path = write_cells(*state, encoding, guard);
	GError *error = NULL;
	struct csv_reader *r = csv_open(path, &error);

	must(r != NULL, &error);
	assert_int_equal(csv_encoding(r), encoding);
	check_row(r, dangerous, G_N_ELEMENTS(dangerous));
	check_row(r, rounded, G_N_ELEMENTS(rounded));
	check_row(r, harmless, G_N_ELEMENTS(harmless));
	expect_end(r);
}

static void test_round_trip(void **state)
{
	round_trip(state, ENCODING_UTF8, CSV_GUARD_FORMULAS);
	round_trip(state, ENCODING_UTF8, CSV_GUARD_DIGITS);
	round_trip(state, ENCODING_GB18030, CSV_GUARD_FORMULAS);
	round_trip(state, ENCODING_GB18030, CSV_GUARD_DIGITS);
}

/* Looked at as another program sees the bytes: no cell begins with a formula's sign. */
static void test_guard(void **state)
{
	g_autofree char *path = write_cells(*state, ENCODING_UTF8, CSV_GUARD_DIGITS);
	g_autofree char *text = read_file(path);

	assert_true(g_str_has_prefix(text, "\"\t=1+1\"") || g_str_has_prefix(text, "\t=1+1"));
	assert_null(strstr(text, ",="));
	assert_null(strstr(text, ",@"));
	assert_null(strstr(text, ",|"));
	assert_null(strstr(text, ",＝"));
	assert_null(strstr(text, ",\"="));
	assert_null(strstr(text, ",-1+"));
	assert_non_null(strstr(text, ",-5,"));
	assert_non_null(strstr(text, "\t140322199210175930"));
	assert_non_null(strstr(text, "\t１４０３２２"));
	assert_non_null(strstr(text, ",12345678901,"));
	g_free(path);
	path = write_cells(*state, ENCODING_UTF8, CSV_GUARD_FORMULAS);
	g_free(text);
	text = read_file(path);
	assert_non_null(strstr(text, "\r\n140322199210175930,"));
}

static int files_in(const char *dir)
{
	GDir *d = g_dir_open(dir, 0, NULL);
	int n = 0;

	while (g_dir_read_name(d))
		n++;
	g_dir_close(d);
	return n;
}

static void test_atomic(void **state)
{
	struct office_fixture *o = *state;
	g_autofree char *path = write_file(o, "old.csv", "old");
	g_autofree char *text = NULL;
	GError *error = NULL;
	struct csv_writer *w = csv_create(path, ENCODING_UTF8, CSV_GUARD_FORMULAS, &error);
	int files = files_in(o->dir);

	must(w != NULL, &error);
	csv_put(w, "new");
	must(csv_end_row(w, &error), &error);
	csv_cancel(&w);
	assert_null(w);
	csv_cancel(&w);
	text = read_file(path);
	assert_string_equal(text, "old");
	assert_int_equal(files_in(o->dir), files - 1);

	w = csv_create(path, ENCODING_UTF8, CSV_GUARD_FORMULAS, &error);
	must(w != NULL, &error);
	csv_put(w, "new");
	must(csv_end_row(w, &error), &error);
	must(csv_seal(w, &error), &error);
	g_free(text);
	text = read_file(path);
	assert_string_equal(text, "old");
	must(csv_commit(&w, &error), &error);
	g_free(text);
	text = read_file(path);
	assert_string_equal(text, "new\r\n");
	w = csv_create("/nonexistent/a.csv", ENCODING_UTF8, CSV_GUARD_FORMULAS, &error);
	must_fail(w != NULL, &error, JZ_ERROR_BAD, "/nonexistent/a.csv");
}

/* What stands in for a device: it is written as it goes and stays what it is. */
static void test_pipe(void **state)
{
	struct office_fixture *o = *state;
	g_autofree char *path = office_path(o, "pipe");
	char text[16] = "";
	GError *error = NULL;

	assert_int_equal(mkfifo(path, 0600), 0);
	int fd = open(path, O_RDONLY | O_NONBLOCK);
	assert_true(fd >= 0);
	struct csv_writer *w = csv_create(path, ENCODING_GB18030, CSV_GUARD_FORMULAS, &error);
	must(w != NULL, &error);
	csv_put(w, "new");
	must(csv_end_row(w, &error), &error);
	must(csv_commit(&w, &error), &error);
	assert_int_equal(read(fd, text, sizeof(text) - 1), 5);
	assert_string_equal(text, "new\r\n");
	close(fd);
	assert_int_equal(unlink(path), 0);
}

static int folder_close(void **state)
{
	struct office_fixture *o = *state;
	GDir *d = g_dir_open(o->dir, 0, NULL);
	const char *name;

	while ((name = g_dir_read_name(d))) {
		g_autofree char *path = office_path(o, name);

		g_unlink(path);
	}
	g_dir_close(d);
	g_rmdir(o->dir);
	g_free(o->dir);
	g_free(o);
	return 0;
}

int run_csv_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_quotes),
		cmocka_unit_test(test_line_ends),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_separators),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_zero_byte),
		cmocka_unit_test(test_open_quote),
		cmocka_unit_test(test_long),
		cmocka_unit_test(test_wide),
		cmocka_unit_test(test_buffer_ends),
		cmocka_unit_test(test_broken_bytes),
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_guard),
		cmocka_unit_test(test_atomic),
		cmocka_unit_test(test_pipe),
	};

	return cmocka_run_group_tests_name("csv", tests, folder_open, folder_close);
}
