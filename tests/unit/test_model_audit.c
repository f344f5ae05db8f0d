/* The checks as files: what each finds and what it lets be, queries that go wrong, and what is kept
 * of a run. */
#include "config.h"

#include "tests/unit/audit_fixture.h"

#include <string.h>
#include "model/audit_result.h"
#include "model/gate.h"

/* --- cases ---------------------------------------------------------------------------------- */

struct family {
	row_id person, household, casefile;
};

/* A dibao case of one person that was confirmed here on 2024-01-02. */
static struct family family_make(struct office_fixture *o, const char *no, const char *id_no)
{
	struct family f;
	g_autofree char *person = g_strdup_printf("name=王某;id_no=%s;birth=%.4s-%.2s-%.2s", id_no,
		id_no + 6, id_no + 10, id_no + 12);
	g_autofree char *more = NULL;

	f.person = audit_put(o, "person", person);
	f.household = audit_put(o, "household", "area=rural;village=140322100217");
	more = g_strdup_printf(
		"person=#%" G_GINT64_FORMAT ";relation=01;from_date=2020-01-01", f.person);
	audit_put_of(o, "member", "household", f.household, more);
	g_free(more);
	more = g_strdup_printf(
		"file_no=%s;programme=dibao;area=rural;state=active;origin=applied", no);
	f.casefile = audit_put_of(o, "casefile", "household", f.household, more);
	return f;
}

static void confirm(struct office_fixture *o, const struct family *f)
{
	audit_put_of(o, "decision", "casefile", f->casefile,
		"kind=confirm;decided_on=2024-01-02;members=#1;amount=#10000;from_month=2024-02;"
		"told_on=2024-01-02");
}

#define YEAR 2024
#define ID "140322195503100017"
#define OTHER "14030319801224002X"

/* --- the checks ----------------------------------------------------------------------------- */

static void a_survey_needs_two_people_and_their_names(void **state)
{
	struct office_fixture *o = *state;
	struct family f = family_make(o, "DB-1", ID);
	row_id one = audit_put(
		o, "operator", "login=a;name=甲;id_no=1;roles=investigator;employer=contracted");
	row_id two = audit_put(
		o, "operator", "login=b;name=乙;id_no=2;roles=investigator;employer=contracted");
	g_autofree char *good =
		g_strdup_printf("surveyor1=#%" G_GINT64_FORMAT ";surveyor2=#%" G_GINT64_FORMAT
				";visited_on=2024-01-02;signed_surveyors=#1;"
				"signed_family=#1",
			one, two);
	g_autofree char *bad =
		g_strdup_printf("surveyor1=#%" G_GINT64_FORMAT ";surveyor2=#%" G_GINT64_FORMAT
				";visited_on=2024-01-03;signed_surveyors=#1",
			one, one);

	audit_put_of(o, "survey", "casefile", f.casefile, good);
	audit_finds(o, YEAR, "K-04", 0, "");
	audit_finds(o, YEAR, "K-72", 1, "甲 乙");
	audit_put_of(o, "survey", "casefile", f.casefile, bad);
	audit_finds(o, YEAR, "K-04", 2, "DB-1");
}

static void a_notice_lasts_its_days(void **state)
{
	struct office_fixture *o = *state;
	struct family f = family_make(o, "DB-2", ID);

	audit_finds(o, YEAR, "K-63", 0, "");
	confirm(o, &f);
	audit_finds(o, YEAR, "K-63", 1, "DB-2");
	audit_put_of(o, "publicity", "casefile", f.casefile,
		"place=村委会;posted_on=2023-12-28;ends_on=2024-01-01;members=#1;amount=#1");
	audit_finds(o, YEAR, "K-63", 1, "2023-12-28 2024-01-01");
	audit_put_of(o, "publicity", "casefile", f.casefile,
		"place=村委会;posted_on=2023-12-20;ends_on=2023-12-27;members=#1;amount=#1");
	audit_finds(o, YEAR, "K-63", 0, "");
}

static void deadlines_are_told_once_and_by_one_check(void **state)
{
	struct office_fixture *o = *state;
	struct family f = family_make(o, "DB-3", ID);

	audit_put_of(o, "deadline", "casefile", f.casefile,
		"key=survey;from_date=2024-01-02;due=2024-01-05;met_on=2024-01-05");
	audit_finds(o, YEAR, "K-62", 0, "");
	audit_put_of(o, "deadline", "casefile", f.casefile,
		"key=county;from_date=2024-01-02;due=2024-01-05;met_on=2024-01-08");
	audit_put_of(o, "deadline", "casefile", f.casefile,
		"key=archive;from_date=2024-01-02;due=2024-01-05;met_on=2024-01-08");
	audit_put_of(o, "deadline", "casefile", f.casefile,
		"key=complete;from_date=2024-01-02;due=2024-01-05;met_on=2024-01-08");
	audit_finds(o, YEAR, "K-62", 1, "2024-01-05");
	audit_finds(o, YEAR, "K-03", 1, "2024-01-05");
	audit_finds(o, YEAR, "K-54", 1, "2024-01-05");
}

static void whoever_handles_a_case_is_no_relative(void **state)
{
	struct office_fixture *o = *state;
	struct family f = family_make(o, "DB-4", ID);
	row_id clerk = audit_put(
		o, "operator", "login=w;name=王某;id_no=" ID ";roles=clerk;employer=civil");
	g_autofree char *step = g_strdup_printf("action=accept;done_on=2024-01-02;from_state=draft;"
						"to_state=accepted;operator=#%" G_GINT64_FORMAT,
		clerk);

	audit_finds(o, YEAR, "K-73", 0, "");
	audit_put_of(o, "step", "casefile", f.casefile, step);
	audit_finds(o, YEAR, "K-73", 1, "DB-4");
}

static void a_card_is_kept_by_agreement(void **state)
{
	struct office_fixture *o = *state;
	struct family f = family_make(o, "DB-5", ID);
	GError *error = NULL;
	struct record r = record_of("casefile");
	struct change *c = desk_change(o->desk, "test", &error);

	record_text(&r, "keeper", "村会计");
	must(change_update(c, f.casefile, &r, NULL, &error), &error);
	must(change_commit(&c, &error), &error);
	audit_finds(o, YEAR, "K-81", 1, "村会计");
	audit_put_of(o, "document", "casefile", f.casefile, "code=A21;received_on=2024-01-02");
	audit_finds(o, YEAR, "K-81", 0, "");
}

static void what_contradicts_the_id_number(void **state)
{
	struct office_fixture *o = *state;
	struct family f = family_make(o, "DB-6", OTHER);
	GError *error = NULL;
	struct record r = record_of("person");
	struct change *c;

	audit_finds(o, YEAR, "K-02", 0, "");
	c = desk_change(o->desk, "test", &error);
	record_text(&r, "sex", "M");
	record_text(&r, "birth", "1980-12-23");
	must(change_update(c, f.person, &r, NULL, &error), &error);
	must(change_commit(&c, &error), &error);
	audit_finds(o, YEAR, "K-02", 2, "王某");
}

/* --- queries that go wrong ------------------------------------------------------------------ */

static struct audit_def *def_of(const char *query)
{
	g_autoptr(ini_complaints) c = ini_complaints_new();
	g_autoptr(GPtrArray) parts = g_ptr_array_new();
	g_autofree char *text =
		g_strconcat("-- [check X-1]\n-- title = x\n-- say = x\n", query, NULL);
	struct audit_file f = audit_read("X-1.sql", text, strlen(text), c);

	assert_int_equal(c->list->len, 0);
	assert_true(audit_join(f.check, parts, c));
	return f.check;
}

static void a_query_without_an_end_is_stopped(void **state)
{
	struct office_fixture *o = *state;
	struct audit_def *def =
		def_of("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)\n"
		       "SELECT 'x' AS kind, max(i) AS subject, NULL AS casefile FROM n");
	struct audit_period today = audit_this_year();
	GError *error = NULL;
	struct query *q = audit_query(o->desk, def, today, 1, &error);

	must(q != NULL, &error);
	assert_false(query_next(q));
	must_fail(query_end(q, &error), &error, JZ_ERROR_BAD, "");
	audit_free(def);
}

static bool see(const struct audit_finding *f, void *ctx)
{
	(void)f;
	++*(int *)ctx;
	return true;
}

static void a_query_only_reads(void **state)
{
	static const char *const bad[] = {"DELETE FROM person", "UPDATE person SET name = 'x'",
		"INSERT INTO note (text, at) VALUES ('x', 'x')", "DROP TABLE person",
		"ATTACH 'x.db' AS x", "PRAGMA user_version", "PRAGMA writable_schema = 1",
		"SELECT secret FROM operator", "SELECT body FROM draft",
		"SELECT * FROM pragma_table_info('person')", "VACUUM", "BEGIN"};
	struct office_fixture *o = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		struct audit_def *def = def_of(bad[i]);
		int n = 0;
		GError *error = NULL;

		if (audit_run(o->desk, def, audit_this_year(), see, &n, &error))
			fail_msg("%s was run", bad[i]);
		if (!g_str_has_prefix(error->message, "X-1.sql:4: X-1: "))
			fail_msg("%s: %s", bad[i], error->message);
		g_clear_error(&error);
		audit_free(def);
	}
}

/* --- what is kept --------------------------------------------------------------------------- */

static struct audit_sums result_run(struct office_fixture *o)
{
	g_autoptr(GPtrArray) failures = g_ptr_array_new_with_free_func(g_free);
	struct audit_sums sums;
	GError *error = NULL;

	must(audit_result_run(o->desk, &sums, failures, &error), &error);
	if (failures->len)
		fail_msg("%s", (char *)failures->pdata[0]);
	return sums;
}

static int open_ones(struct office_fixture *o)
{
	int open = 0, lists = 0;
	GError *error = NULL;

	must(audit_open(o->desk, &open, &lists, &error), &error);
	return open;
}

static void set_birth(struct office_fixture *o, row_id person, const char *birth)
{
	struct record r = record_of("person");
	GError *error = NULL;
	struct change *c = desk_change(o->desk, "test", &error);

	record_text(&r, "birth", birth);
	must(change_update(c, person, &r, NULL, &error), &error);
	must(change_commit(&c, &error), &error);
}

static void settle(struct office_fixture *o, const char *outcome, const char *reason)
{
	GError *error = NULL;
	int n = 0;

	must(audit_settle(o->desk, library_audit(o->lib, "K-02"), "2024", 0, outcome, reason, &n,
		     &error),
		&error);
	assert_int_equal(n, 1);
}

static void an_explained_finding_stays_so_until_its_facts_change(void **state)
{
	struct office_fixture *o = *state;
	const struct audit_def *def = library_audit(o->lib, "K-02");
	struct audit_sums sums;
	struct family f = family_make(o, "DB-7", OTHER);
	GError *error = NULL;
	int n;

	sums = result_run(o);
	assert_int_equal(sums.found, 0);
	assert_int_equal(number(o, "SELECT count(*) FROM finding_run"), 0);

	set_birth(o, f.person, "1980-12-23");
	sums = result_run(o);
	assert_int_equal(sums.fresh, 1);
	assert_int_equal(open_ones(o), 1);
	assert_int_equal(result_run(o).fresh, 0);

	must_fail(audit_settle(o->desk, def, "2024", 0, "explained", " ", &n, &error), &error,
		JZ_ERROR_BAD, "");
	must_fail(audit_settle(o->desk, def, "2024", 0, "forgotten", "x", &n, &error), &error,
		JZ_ERROR_BAD, "forgotten");
	settle(o, "explained", "案件后补");
	assert_int_equal(open_ones(o), 0);
	assert_int_equal(result_run(o).fresh, 0);
	assert_int_equal(open_ones(o), 0);

	set_birth(o, f.person, "1980-12-22");
	assert_int_equal(result_run(o).fresh, 1);
	assert_int_equal(open_ones(o), 1);

	/* Said to be mended, and found again. */
	settle(o, "mended", "已补");
	assert_int_equal(open_ones(o), 0);
	assert_int_equal(result_run(o).fresh, 1);
	assert_int_equal(open_ones(o), 1);
	assert_int_equal(number(o, "SELECT count(*) FROM finding"), 1);
}

static void what_is_found_no_more_is_mended(void **state)
{
	struct office_fixture *o = *state;
	struct family f = family_make(o, "DB-8", OTHER);

	set_birth(o, f.person, "1980-12-23");
	result_run(o);
	set_birth(o, f.person, "1980-12-24");
	assert_int_equal(result_run(o).gone, 1);
	assert_int_equal(open_ones(o), 0);
	assert_int_equal(number(o,
				 "SELECT count(*) FROM finding WHERE outcome = 'mended'"
				 " AND gone_on = '2024-01-03'"),
		1);
	/* And again: a new one, the old one stays as it was. */
	set_birth(o, f.person, "1980-12-23");
	result_run(o);
	assert_int_equal(open_ones(o), 1);
	assert_int_equal(number(o, "SELECT count(*) FROM finding"), 2);
}

/* --- before it is confirmed ------------------------------------------------------------------ */

/* Reasons of the gate before confirm that the checks give. */
static int unsound(struct office_fixture *o, row_id casefile)
{
	GError *error = NULL;
	struct casefile *c = casefile_get(o->desk, casefile, &error);
	const struct action_def *confirm;
	int n = 0;

	must(c != NULL, &error);
	confirm = programme_action(casefile_programme(o->desk, c), "confirm");
	g_autoptr(GPtrArray) reasons = gate_check(o->desk, c, confirm, &error);
	must(reasons != NULL, &error);
	for (guint i = 0; i < reasons->len; i++) {
		const struct reason *r = g_ptr_array_index(reasons, i);

		if (!g_str_equal(r->condition, "sound"))
			continue;
		n++;
		assert_string_equal(r->article, "K-02");
		assert_non_null(strstr(r->sentence, "1980-12-23"));
	}
	casefile_free(c);
	return n;
}

static void set_state(struct office_fixture *o, row_id casefile, const char *to)
{
	struct record r = record_of("casefile");
	GError *error = NULL;
	struct change *c = desk_change(o->desk, "test", &error);

	record_text(&r, "state", to);
	must(change_update(c, casefile, &r, NULL, &error), &error);
	must(change_commit(&c, &error), &error);
}

static void an_error_stops_the_confirmation(void **state)
{
	struct office_fixture *o = *state;
	struct family f = family_make(o, "DB-7", OTHER), other = family_make(o, "DB-8", ID);

	set_state(o, f.casefile, "publicised");
	set_state(o, other.casefile, "publicised");
	assert_int_equal(unsound(o, f.casefile), 0);
	set_birth(o, f.person, "1980-12-23");
	assert_int_equal(unsound(o, f.casefile), 1);
	assert_int_equal(unsound(o, other.casefile), 0);
	/* Somebody gave a reason for it. */
	result_run(o);
	settle(o, "explained", "户口本上就是这样");
	assert_int_equal(unsound(o, f.casefile), 0);
}

int main(void)
{
#define test(f) cmocka_unit_test_setup_teardown(f, office_open, office_close)
	const struct CMUnitTest tests[] = {
		test(a_survey_needs_two_people_and_their_names),
		test(a_notice_lasts_its_days),
		test(deadlines_are_told_once_and_by_one_check),
		test(whoever_handles_a_case_is_no_relative),
		test(a_card_is_kept_by_agreement),
		test(what_contradicts_the_id_number),
		test(a_query_without_an_end_is_stopped),
		test(a_query_only_reads),
		test(an_explained_finding_stays_so_until_its_facts_change),
		test(what_is_found_no_more_is_mended),
		test(an_error_stops_the_confirmation),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
