/* The file for the bank byte for byte, and its answer (F39, F40). */
#include "config.h"

#include "tests/unit/test_exchange.h"

#include <string.h>
#include <glib/gstdio.h>
#include "exchange/bank.h"
#include "model/payment_finding.h"

/* An approved roster of two: 张三 1,234.50 and 欧阳小兰 480.00. */
static row_id make_batch(struct office_fixture *o)
{
	static const struct {
		const char *file_no, *holder, *account;
		fen amount;
	} rows[] = {{"DB-2024-0001", "张三", "6221360000000001", 123450},
		{"DB-2024-0002", "欧阳小兰", "6221360000000002", 48000}};
	struct record all[2 * G_N_ELEMENTS(rows)];
	struct change *c;
	struct record batch = record_of("payment_batch");
	row_id id = 0;
	GError *error = NULL;

	record_text(&batch, "programme", "dibao");
	record_text(&batch, "area", "rural");
	record_text(&batch, "for_month", "2024-01");
	record_text(&batch, "state", "approved");
	record_int(&batch, "households", 2);
	record_int(&batch, "persons", 2);
	record_int(&batch, "amount", 171450);
	c = desk_change(o->desk, "test", &error);
	must(c != NULL && change_insert(c, &batch, &id, &error), &error);
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct record *file = &all[2 * i], *pay = &all[2 * i + 1];
		row_id casefile = 0;

		*file = record_of("casefile");
		*pay = record_of("payment");
		record_text(file, "file_no", rows[i].file_no);
		record_text(file, "programme", "dibao");
		record_text(file, "area", "rural");
		record_text(file, "state", "active");
		must(change_insert(c, file, &casefile, &error), &error);
		record_int(pay, "batch", id);
		record_int(pay, "casefile", casefile);
		record_text(pay, "for_month", "2024-01");
		record_int(pay, "members", 1);
		record_int(pay, "base", rows[i].amount);
		record_int(pay, "amount", rows[i].amount);
		record_text(pay, "holder", rows[i].holder);
		record_text(pay, "account", rows[i].account);
		record_text(pay, "state", "planned");
		must(change_insert(c, pay, NULL, &error), &error);
	}
	must(change_commit(&c, &error), &error);
	o->desk->who.roles = ROLE_PAYER;
	return id;
}

static void send_as(struct office_fixture *o, row_id batch, const char *layout, const char *path)
{
	struct payroll_totals t;
	GError *error = NULL;

	must(bank_send(o->desk, batch, library_bank(o->lib, layout), path, &t, &error), &error);
	assert_int_equal(t.households, 2);
	assert_int_equal(t.amount, 171450);
}

static void assert_bytes(const char *path, const char *expected, gsize len)
{
	g_autofree char *bytes = NULL;
	gsize n;

	assert_true(g_file_get_contents(path, &bytes, &n, NULL));
	assert_int_equal(n, len);
	assert_memory_equal(bytes, expected, len);
}

/* 张三 is D5 C5 C8 FD, 欧阳小兰 C5 B7 D1 F4 D0 A1 C0 BC: two bytes each in GB18030. */
static void test_fixed_width(void **state)
{
	struct office_fixture *o = *state;
	g_autofree char *path = office_path(o, "pay.txt");
	static const char expected[] =
		"H202401030000020000000171450\r\n"
		"D0000016221360000000001                "
		"\xD5\xC5\xC8\xFD                                    "
		"0000000123450DB-2024-0001        \r\n"
		"D0000026221360000000002                "
		"\xC5\xB7\xD1\xF4\xD0\xA1\xC0\xBC                                "
		"0000000048000DB-2024-0002        \r\n"
		"T0000020000000171450\r\n";

	send_as(o, make_batch(o), "fixed", path);
	assert_bytes(path, expected, sizeof expected - 1);
}

static void test_csv(void **state)
{
	struct office_fixture *o = *state;
	g_autofree char *path = office_path(o, "pay.csv");
	static const char expected[] =
		"\xEF\xBB\xBF序号,户名,账号,开户银行,金额,身份证号,月份,备注\r\n"
		"1,张三,6221360000000001,,1234.50,,202401,DB-2024-0001\r\n"
		"2,欧阳小兰,6221360000000002,,480.00,,202401,DB-2024-0002\r\n"
		"合计,2,,,1714.50\r\n";

	send_as(o, make_batch(o), "csv_utf8", path);
	assert_bytes(path, expected, sizeof expected - 1);
}

static void test_csv_gb18030(void **state)
{
	struct office_fixture *o = *state;
	g_autofree char *path = office_path(o, "pay.csv");
	static const char first[] = "1,\xD5\xC5\xC8\xFD,6221360000000001,,1234.50";
	g_autofree char *bytes = NULL;

	send_as(o, make_batch(o), "csv", path);
	assert_true(g_file_get_contents(path, &bytes, NULL, NULL));
	assert_non_null(strstr(bytes, "\r\n1,"));
	assert_memory_equal(strstr(bytes, "\r\n1,") + 2, first, sizeof first - 1);
}

/* --- whole or not at all ------------------------------------------------------------------- */

static void assert_state(struct office_fixture *o, row_id batch, const char *state)
{
	GError *error = NULL;
	g_autoptr(payment_batch) b = payment_batch_get(o->desk, batch, &error);

	must(b != NULL, &error);
	assert_string_equal(b->state, state);
}

static void test_not_written_not_sent(void **state)
{
	struct office_fixture *o = *state;
	g_autofree char *path = office_path(o, "pay.txt");
	const struct bank_def *fixed = library_bank(o->lib, "fixed");
	row_id batch = make_batch(o);
	struct record r = record_of("payment");
	GError *error = NULL;
	struct change *c;

	must_fail(bank_send(o->desk, batch, fixed, "/nonexistent/a.txt", NULL, &error), &error,
		JZ_ERROR_BAD, "/nonexistent");
	assert_state(o, batch, "approved");
	/* 21 characters are 42 bytes, and there are 40. */
	record_text(&r, "holder", "一二三四五六七八九十一二三四五六七八九十一");
	c = desk_change(o->desk, "test", &error);
	must(c && change_update(c, number(o, "SELECT min(id) FROM payment"), &r, NULL, &error) &&
			change_commit(&c, &error),
		&error);
	must_fail(bank_send(o->desk, batch, fixed, path, NULL, &error), &error, JZ_ERROR_BAD,
		"DB-2024-0001: ");
	assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
	assert_state(o, batch, "approved");
}

static void test_sent_once(void **state)
{
	struct office_fixture *o = *state;
	g_autofree char *path = office_path(o, "pay.txt"), *again = office_path(o, "b.txt");
	row_id batch = make_batch(o);
	GError *error = NULL;

	send_as(o, batch, "fixed", path);
	assert_state(o, batch, "sent");
	must_fail(bank_send(o->desk, batch, library_bank(o->lib, "csv"), again, NULL, &error),
		&error, JZ_ERROR_DENIED, "already");
	assert_false(g_file_test(again, G_FILE_TEST_EXISTS));
}

/* --- the answer ---------------------------------------------------------------------------- */

static char *write_gb18030(struct office_fixture *o, const char *text)
{
	g_autoptr(GBytes) bytes = encoding_to_gb18030(text, -1, NULL);
	char *path = office_path(o, "answer.txt");
	gsize len;
	const char *data = g_bytes_get_data(bytes, &len);

	assert_true(g_file_set_contents(path, data, (gssize)len, NULL));
	return path;
}

static struct payment_answer_counts take(
	struct office_fixture *o, row_id batch, const char *layout, const char *path)
{
	struct payment_answer_counts n;
	GError *error = NULL;

	must(bank_answer(
		     o->desk, batch, library_bank(o->lib, layout), path, day_today(), &n, &error),
		&error);
	return n;
}

static void test_csv_answer(void **state)
{
	struct office_fixture *o = *state;
	g_autofree char *out = office_path(o, "pay.csv");
	row_id batch = make_batch(o);
	struct payment_answer_counts n;

	send_as(o, batch, "csv_utf8", out);
	g_autofree char *path = write_file(o, "answer.csv",
		"代发结果\n"
		"序号,账号,户名,金额,处理结果\n"
		"1,6221360000000001,张三,1234.50,成功\n"
		"2,6221360000000002,欧阳小兰,480.00,不成功：账号不存在\n"
		"合计,,,1714.50,\n");
	n = take(o, batch, "csv_utf8", path);
	assert_int_equal(n.paid, 1);
	assert_int_equal(n.failed, 1);
	assert_int_equal(n.unmatched, 0);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM payment WHERE state = 'failed'"
				 " AND answer LIKE '不成功%' AND amount = 48000"),
		1);
	assert_state(o, batch, "reconciled");
}

/* The same columns as the file that was sent, and the outcome behind them. */
static void test_fixed_answer(void **state)
{
	struct office_fixture *o = *state;
	g_autofree char *out = office_path(o, "pay.txt");
	row_id batch = make_batch(o);
	struct payment_answer_counts n;

	send_as(o, batch, "fixed", out);
	g_autofree char *path = write_gb18030(o,
		"H20240103000002\r\n"
		"D0000016221360000000001                "
		"张三                                    "
		"0000000123450DB-2024-0001        成功\r\n"
		"D0000026221360000000002                "
		"欧阳小兰                                "
		"0000000047000DB-2024-0002        成功\r\n"
		"T000002\r\n");
	n = take(o, batch, "fixed", path);
	assert_int_equal(n.paid, 2);
	assert_int_equal(n.wrong, 1); /* 470 for 480 */
	assert_int_equal(n.unanswered, 0);
}

static void test_bad_answers(void **state)
{
	static const struct {
		const char *text, *words;
	} cases[] = {
		{"账号,结果\n6221360000000001,成功\n6221360000000002,待查\n", "row 3: \"待查\""},
		{"账号,金额,结果\n6221360000000001,很多,成功\n", "row 2: \"很多\""},
		{"甲,乙\n1,2\n", "no heading"},
		{"账号,结果\n", "no row"},
	};
	struct office_fixture *o = *state;
	g_autofree char *out = office_path(o, "pay.csv");
	row_id batch = make_batch(o);
	GError *error = NULL;

	send_as(o, batch, "csv", out);
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = write_file(o, "answer.csv", cases[i].text);

		must_fail(bank_answer(o->desk, batch, library_bank(o->lib, "csv"), path,
				  day_today(), NULL, &error),
			&error, JZ_ERROR_BAD, cases[i].words);
		/* All of it or nothing: the first row was good. */
		assert_state(o, batch, "sent");
		assert_int_equal(number(o, "SELECT count(*) FROM payment WHERE state = 'paid'"), 0);
	}
}

int run_bank_tests(void)
{
#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, office_open, office_close)
	const struct CMUnitTest tests[] = {
		IN_OFFICE(test_fixed_width),
		IN_OFFICE(test_csv),
		IN_OFFICE(test_csv_gb18030),
		IN_OFFICE(test_not_written_not_sent),
		IN_OFFICE(test_sent_once),
		IN_OFFICE(test_csv_answer),
		IN_OFFICE(test_fixed_answer),
		IN_OFFICE(test_bad_answers),
	};

	return cmocka_run_group_tests_name("bank", tests, NULL, NULL);
}
