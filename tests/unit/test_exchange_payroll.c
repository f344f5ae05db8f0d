/* The payment roster out, and back in at another office. */
#include "config.h"

#include "tests/unit/test_exchange.h"

#include <string.h>
#include <glib/gstdio.h>
#include "exchange/csv.h"
#include "exchange/payroll.h"
#include "model/payment.h"

static row_id plan(struct office_fixture *o, struct payment_batch *copy)
{
	g_autofree char *path = data_path("roster-xiushui.csv");
	struct roster_result out;
	GError *error = NULL;
	GPtrArray *batches;
	row_id id = 0;
	int n = 0;

	import(o, path, &out);
	roster_result_clear(&out);
	o->desk->who.roles = ROLE_PAYER;
	must(payment_plan(o->desk, "dibao", 2024 * 12, &n, &error), &error);
	batches = payment_batches(o->desk, &error);
	must(batches != NULL, &error);
	for (guint i = 0; i < batches->len; i++) {
		const struct payment_batch *b = g_ptr_array_index(batches, i);

		if (strcmp(b->area, "rural") == 0) {
			id = b->id;
			*copy = *b;
		}
	}
	g_ptr_array_unref(batches);
	assert_true(id != 0);
	o->desk->who.roles = ROLE_CLERK;
	return id;
}

static void set_state(struct office_fixture *o, row_id batch, const char *state)
{
	GError *error = NULL;
	struct change *c = desk_change(o->desk, "test", &error);
	struct record r = record_of("payment_batch");

	must(c != NULL, &error);
	record_text(&r, "state", state);
	must(change_update(c, batch, &r, NULL, &error), &error);
	must(change_commit(&c, &error), &error);
}

static void check_file(struct office_fixture *o, row_id batch, const struct payment_batch *b,
	enum encoding encoding)
{
	g_autofree char *path = office_path(o, "pay.csv");
	g_autofree char *text = NULL;
	struct roster_options options = {.dry_run = true};
	struct payroll_totals totals;
	struct roster_result out;
	GError *error = NULL;
	g_autoptr(csv_reader) r = NULL;

	must(payroll_write(o->desk, batch, path, encoding, &totals, &error), &error);
	assert_int_equal(totals.households, b->households);
	assert_int_equal(totals.persons, b->persons);
	assert_int_equal(totals.amount, b->amount);
	r = csv_open(path, &error);
	must(r != NULL, &error);
	assert_int_equal(csv_encoding(r), encoding);
	text = read_file(path);
	must_say(text, "盂县秀水镇2024年1月农村低保金发放花名册");
	/* Taken in again it is the same money for the same heads. */
	must(roster_import(o->desk, path, &options, &out, &error), &error);
	assert_string_equal(out.kind, "农村低保");
	assert_int_equal(out.month, 2024 * 12);
	assert_int_equal(out.rejected, 0);
	assert_int_equal(out.households, b->households);
	assert_int_equal(out.amount, b->amount);
	assert_int_equal(out.added, 0);
	roster_result_clear(&out);
	g_unlink(path);
}

static void test_write(void **state)
{
	struct office_fixture *o = *state;
	struct payment_batch b;
	row_id batch = plan(o, &b);

	assert_true(b.households > 0 && b.amount > 0);
	set_state(o, batch, "approved");
	check_file(o, batch, &b, ENCODING_GB18030);
	check_file(o, batch, &b, ENCODING_UTF8);
}

static void test_refused(void **state)
{
	struct office_fixture *o = *state;
	g_autofree char *path = office_path(o, "pay.csv");
	struct payment_batch b;
	row_id batch = plan(o, &b);
	GError *error = NULL;

	set_state(o, batch, "approved");
	must_fail(payroll_write(o->desk, batch + 1, path, ENCODING_UTF8, NULL, &error), &error,
		JZ_ERROR_BAD, "no such payment roster");
	assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
	must_fail(
		payroll_write(o->desk, batch, "/nonexistent/pay.csv", ENCODING_UTF8, NULL, &error),
		&error, JZ_ERROR_BAD, "/nonexistent");
}

/* Planned or looked through, but approved by nobody else (F23): no file that a bank might pay. */
static void test_not_approved(void **state)
{
	static const struct {
		const char *state;
		bool written;
	} states[] = {{"draft", false}, {"checked", false}, {"approved", true}, {"sent", true},
		{"reconciled", true}, {"closed", true}};
	struct office_fixture *o = *state;
	g_autofree char *path = office_path(o, "pay.csv");
	struct payment_batch b;
	row_id batch = plan(o, &b);
	GError *error = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(states); i++) {
		bool ok;

		set_state(o, batch, states[i].state);
		ok = payroll_write(o->desk, batch, path, ENCODING_UTF8, NULL, &error);
		if (states[i].written)
			must(ok, &error);
		else
			must_fail(ok, &error, JZ_ERROR_DENIED,
				"the roster of 2024-01 is not approved yet; another payer approves "
				"it first");
		assert_int_equal(g_file_test(path, G_FILE_TEST_EXISTS), states[i].written);
		g_unlink(path);
	}
}

int run_payroll_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_write, office_open, office_close),
		cmocka_unit_test_setup_teardown(test_refused, office_open, office_close),
		cmocka_unit_test_setup_teardown(test_not_approved, office_open, office_close),
	};

	return cmocka_run_group_tests_name("payroll", tests, NULL, NULL);
}
