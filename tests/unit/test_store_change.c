/* Changes: rows, ids, the journal's words, nesting, guards. */
#include "config.h"

#include "test_store.h"

#include <string.h>
#include "base/day.h"
#include "store/draft.h"
#include "store/journal.h"

/* The ids are office << 33 | station << 29 | counter. */
static const gint64 first_id = (gint64)140322104 << 33 | (gint64)3 << 29 | 1;

static void ids_say_where_a_row_was_born(void **state)
{
	struct room *r = *state;
	struct change *c = begin(r->db, "accept");

	assert_int_equal(add_person(c, NULL, "甲"), first_id);
	assert_int_equal(add_person(c, NULL, "乙"), first_id + 1);
	commit(&c);
	/* What was rolled back is not used up; what was committed never comes again. */
	c = begin(r->db, "accept");
	assert_int_equal(add_person(c, NULL, "丙"), first_id + 2);
	change_cancel(&c);
	room_reopen(r);
	c = begin(r->db, "accept");
	assert_int_equal(add_person(c, NULL, "丁"), first_id + 2);
	commit(&c);
}

static void a_row_may_bring_its_id(void **state)
{
	struct room *r = *state;
	struct change *c = begin(r->db, "import");
	struct record rec = record_of("division");
	row_id id = 0;

	record_int(&rec, "id", 140322104);
	record_text(&rec, "code", "140322104");
	record_text(&rec, "name", "河东镇");
	record_text(&rec, "level", "township");
	assert_true(change_insert(c, &rec, &id, NULL));
	assert_int_equal(id, 140322104);
	assert_refused(change_insert(c, &rec, &id, why), JZ_ERROR_BAD, "division");
	commit(&c);
	assert_int_equal(count(r->db, "SELECT gb FROM division WHERE id = 140322104"), 1);
}

static void an_exhausted_counter_is_said(void **state)
{
	struct room *r = *state;
	struct record rec = record_of("person");
	struct change *c;

	raw_sql(r->path, "UPDATE meta SET value = 536870911 WHERE key = 'next_id'");
	c = begin(r->db, "accept");
	assert_int_equal(add_person(c, NULL, "末"), first_id - 1 + 536870911);
	record_text(&rec, "name", "无");
	assert_refused(change_insert(c, &rec, NULL, why), JZ_ERROR_BAD, "another station");
	change_cancel(&c);
}

/* --- what the journal says ----------------------------------------------------------------- */

static bool tell(const struct journal_entry *e, void *ctx)
{
	g_string_append_printf(ctx, "%d%c %s: %s -> %s (%s, %s, %s)\n", (int)e->seq, e->op,
		e->column, e->old_value ? e->old_value : "-", e->new_value ? e->new_value : "-",
		e->at, e->operator_name, e->reason);
	return true;
}

static char *history(struct db *db, const char *table, row_id id)
{
	GString *out = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	char *clock;

	assert_ok(journal_of_row(db, table, id, tell, out, &error), error);
	/* The time of day is not the test's to know. */
	while ((clock = strstr(out->str, "T")) && strlen(clock) > 9 && clock[3] == ':')
		g_string_erase(out, clock - out->str, 9);
	return g_string_free(out, FALSE);
}

static void history_tells_every_column(void **state)
{
	struct room *r = *state;
	struct change *c;
	struct record rec = record_of("policy_value");
	bool changed = false;
	row_id id = 0;
	g_autofree char *said = NULL;

	day_set_today(day_from_iso("2026-11-23"));
	c = begin(r->db, "新标准");
	assert_true(g_str_has_prefix(change_at(c), "2026-11-23T"));
	assert_int_equal(strlen(change_at(c)), strlen("2026-11-23T08:15:00"));
	assert_int_equal(change_operator(c), 7);
	assert_ptr_equal(change_db(c), r->db);
	record_text(&rec, "key", "standard");
	record_text(&rec, "value", "610.00");
	record_text(&rec, "from_date", "2026-07-01");
	assert_true(change_insert(c, &rec, &id, NULL));
	rec = record_of("policy_value");
	record_text(&rec, "value", "620.00");
	record_text(&rec, "from_date", "2026-07-01");
	record_int(&rec, "sample", 1);
	record_text(&rec, "note", "省厅");
	assert_true(change_update(c, id, &rec, &changed, NULL));
	assert_true(changed);
	assert_true(change_update(c, id, &rec, &changed, NULL));
	assert_false(changed);
	rec = record_of("policy_value");
	record_null(&rec, "note");
	assert_true(change_update(c, id, &rec, NULL, NULL));
	assert_true(change_delete(c, "policy_value", id, NULL));
	commit(&c);
	said = history(r->db, "policy_value", id);
	assert_string_equal(said,
		"1I key: - -> standard (2026-11-23, 王会计, 新标准)\n"
		"1I value: - -> 610.00 (2026-11-23, 王会计, 新标准)\n"
		"1I from_date: - -> 2026-07-01 (2026-11-23, 王会计, 新标准)\n"
		"1I area: - ->  (2026-11-23, 王会计, 新标准)\n"
		"1I sample: - -> 0 (2026-11-23, 王会计, 新标准)\n"
		"2U value: 610.00 -> 620.00 (2026-11-23, 王会计, 新标准)\n"
		"2U sample: 0 -> 1 (2026-11-23, 王会计, 新标准)\n"
		"2U note: - -> 省厅 (2026-11-23, 王会计, 新标准)\n"
		"3U note: 省厅 -> - (2026-11-23, 王会计, 新标准)\n"
		"4D key: standard -> - (2026-11-23, 王会计, 新标准)\n"
		"4D area:  -> - (2026-11-23, 王会计, 新标准)\n"
		"4D value: 620.00 -> - (2026-11-23, 王会计, 新标准)\n"
		"4D from_date: 2026-07-01 -> - (2026-11-23, 王会计, 新标准)\n"
		"4D sample: 1 -> - (2026-11-23, 王会计, 新标准)\n");
}

static bool only_one(const struct journal_entry *e, void *ctx)
{
	(void)e;
	return ++*(int *)ctx < 1;
}

static void history_stops_when_asked(void **state)
{
	struct room *r = *state;
	int calls = 0;

	add_people(r->db, 1);
	assert_true(journal_of_row(r->db, "household", first_id, only_one, &calls, NULL));
	assert_int_equal(calls, 1);
}

static void unknown_columns_live_in_extra(void **state)
{
	struct room *r = *state;
	struct change *c = begin(r->db, "accept");
	struct record rec = record_of("person");
	g_autofree char *extra = NULL;
	g_autofree char *said = NULL;
	bool changed;
	row_id id = 0;

	record_text(&rec, "name", "甲");
	record_text(&rec, "dialect", "\"晋语\"\n");
	record_int(&rec, "sheep", 12);
	record_text(&rec, "nothing", NULL);
	assert_true(change_insert(c, &rec, &id, NULL));
	rec = record_of("person");
	record_int(&rec, "sheep", 12);
	record_text(&rec, "dialect", NULL);
	record_text(&rec, "tree", "枣");
	assert_true(change_update(c, id, &rec, &changed, NULL));
	assert_true(changed);
	assert_true(change_update(c, id, &rec, &changed, NULL));
	assert_false(changed);
	commit(&c);
	extra = db_one_text(r->db, NULL, "SELECT extra FROM person", "");
	assert_string_equal(extra, "{\"sheep\":12,\"tree\":\"枣\"}");
	assert_int_equal(count(r->db, "SELECT extra ->> 'sheep' FROM person"), 12);
	said = history(r->db, "person", id);
	assert_non_null(strstr(said, "2U tree: - -> 枣"));
	assert_non_null(strstr(said, "2U dialect: \"晋语\"\n -> -"));
	assert_null(strstr(said, "extra"));
	c = begin(r->db, "correct");
	rec = record_of("person");
	record_null(&rec, "sheep");
	record_null(&rec, "tree");
	assert_true(change_update(c, id, &rec, NULL, NULL));
	commit(&c);
	assert_null(db_one_text(r->db, NULL, "SELECT extra FROM person", ""));
}

/* GB/T 22239: a password that was replaced leaves no trace, in the journal neither. */
static void the_journal_keeps_no_password_hash(void **state)
{
	struct room *r = *state;
	struct change *c = begin(r->db, "operator");
	struct record rec = record_of("operator");
	g_autofree char *now = NULL;
	row_id id = 0;

	record_text(&rec, "login", "wang");
	record_text(&rec, "name", "王");
	record_text(&rec, "roles", "clerk");
	record_text(&rec, "employer", "civil");
	record_text(&rec, "secret", "$argon2id$first");
	assert_true(change_insert(c, &rec, &id, NULL));
	rec = record_of("operator");
	record_text(&rec, "secret", "$argon2id$second");
	assert_true(change_update(c, id, &rec, NULL, NULL));
	commit(&c);
	now = db_one_text(r->db, NULL, "SELECT secret FROM operator", "");
	assert_string_equal(now, "$argon2id$second");
	assert_int_equal(
		count(r->db, "SELECT count(*) FROM journal WHERE body LIKE '%argon2%'"), 0);
	assert_int_equal(
		count(r->db, "SELECT count(*) FROM journal WHERE body LIKE '%secret%'"), 2);
}

/* --- what is refused ----------------------------------------------------------------------- */

static void refuses_what_the_schema_forbids(void **state)
{
	struct room *r = *state;
	struct change *c = begin(r->db, "accept");
	struct record rec = record_of("person");
	row_id id = add_person(c, "140322194912110016", "甲");

	record_text(&rec, "id_no", "140322194912110016");
	record_text(&rec, "name", "乙");
	assert_refused(change_insert(c, &rec, NULL, why), JZ_ERROR_BAD, "person.id_no");
	rec = record_of("person");
	record_text(&rec, "name", "");
	assert_refused(change_update(c, id, &rec, NULL, why), JZ_ERROR_BAD, "person.name");
	rec = record_of("member");
	record_int(&rec, "household", 12345);
	record_int(&rec, "person", id);
	record_text(&rec, "relation", "01");
	record_text(&rec, "from_date", "2026-07-01");
	assert_refused(change_insert(c, &rec, NULL, why), JZ_ERROR_BAD, "FOREIGN KEY");
	rec = record_of("person");
	record_int(&rec, "name", 5);
	assert_refused(change_insert(c, &rec, NULL, why), JZ_ERROR_BAD, "person.name takes a text");
	rec = record_of("person");
	record_text(&rec, "name", "丙");
	record_text(&rec, "disability_level", "5");
	assert_refused(change_insert(c, &rec, NULL, why), JZ_ERROR_BAD, "takes a number");
	assert_refused(change_update(c, 77, &rec, NULL, why), JZ_ERROR_BAD, "no row 77 in person");
	assert_refused(change_delete(c, "person", 77, why), JZ_ERROR_BAD, "no row 77");
	/* One refused row does not spoil the others. */
	commit(&c);
	assert_int_equal(count(r->db, "SELECT count(*) FROM person"), 1);
	assert_int_equal(count(r->db, "SELECT count(*) FROM journal"), 1);
}

static void refuses_records_that_make_no_sense(void **state)
{
	static const char *const tables[] = {"journal", "change_log", "meta", "META", "draft",
		"nowhere", "sqlite_schema", "person\" --"};
	struct room *r = *state;
	struct change *c = begin(r->db, "accept");
	row_id id = add_person(c, NULL, "甲");
	struct record rec;

	for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
		rec = record_of(tables[i]);
		record_text(&rec, "name", "x");
		assert_refused(change_insert(c, &rec, NULL, why), JZ_ERROR_BAD, "no table");
		assert_refused(change_delete(c, tables[i], id, why), JZ_ERROR_BAD, "no table");
	}
	rec = record_of("person");
	record_text(&rec, "name", "x");
	record_text(&rec, "name", "y");
	assert_refused(change_insert(c, &rec, NULL, why), JZ_ERROR_BAD, "twice");
	rec = record_of("deadline");
	record_text(&rec, "colour", "x");
	assert_refused(change_insert(c, &rec, NULL, why), JZ_ERROR_BAD, "no column colour");
	rec = record_of("person");
	record_text(&rec, "extra", "{}");
	assert_refused(change_insert(c, &rec, NULL, why), JZ_ERROR_BAD, "field by field");
	rec = record_of("person");
	record_int(&rec, "id", id + 1);
	assert_refused(change_update(c, id, &rec, NULL, why), JZ_ERROR_BAD, "never changes");
	rec = record_of("person");
	record_int(&rec, "id", 0);
	assert_refused(change_insert(c, &rec, NULL, why), JZ_ERROR_BAD, "takes a number");
	change_cancel(&c);
	assert_refused(change_begin(r->db, &clerk, "", why), JZ_ERROR_USAGE, "why");
	assert_refused(change_begin(r->db, &clerk, NULL, why), JZ_ERROR_USAGE, "why");
}

static void a_null_takes_the_default_where_it_must(void **state)
{
	struct room *r = *state;
	struct change *c = begin(r->db, "standards");
	struct record rec = record_of("policy_value");
	g_autofree char *area = NULL;

	record_text(&rec, "key", "standard");
	record_text(&rec, "value", "1");
	record_text(&rec, "from_date", "2026-01-01");
	record_text(&rec, "area", "");
	assert_true(change_insert(c, &rec, NULL, NULL));
	commit(&c);
	area = db_one_text(r->db, NULL, "SELECT area FROM policy_value", "");
	assert_string_equal(area, "");
}

/* --- nesting ------------------------------------------------------------------------------- */

static void an_inner_change_joins_the_outer(void **state)
{
	struct room *r = *state;
	struct change *outer = begin(r->db, "accept"), *inner;

	add_person(outer, NULL, "甲");
	inner = begin(r->db, "other");
	add_person(inner, NULL, "乙");
	commit(&inner);
	assert_int_equal(raw_number(r->path, "SELECT count(*) FROM person"), 0);
	add_person(outer, NULL, "丙");
	commit(&outer);
	assert_int_equal(raw_number(r->path, "SELECT count(*) FROM person"), 3);
	assert_int_equal(raw_number(r->path, "SELECT count(*) FROM change_log"), 1);
}

static void an_inner_cancel_dooms_the_outer(void **state)
{
	struct room *r = *state;
	struct change *outer = begin(r->db, "accept"), *inner;
	struct record rec = record_of("person");

	add_person(outer, NULL, "甲");
	inner = begin(r->db, "accept");
	change_cancel(&inner);
	assert_null(inner);
	record_text(&rec, "name", "乙");
	assert_refused(change_insert(outer, &rec, NULL, why), JZ_ERROR_BAD, "cancelled");
	inner = begin(r->db, "accept");
	assert_refused(change_commit(&inner, why), JZ_ERROR_BAD, "cancelled");
	assert_refused(change_commit(&outer, why), JZ_ERROR_BAD, "cancelled");
	assert_null(outer);
	assert_int_equal(count(r->db, "SELECT count(*) FROM person"), 0);
	/* And the next change begins anew. */
	outer = begin(r->db, "accept");
	add_person(outer, NULL, "丙");
	commit(&outer);
	assert_int_equal(count(r->db, "SELECT count(*) FROM person"), 1);
}

static void nobody_joins_another_operators_change(void **state)
{
	static const struct change_by other = {.operator_id = 8, .operator_name = "李"};
	struct room *r = *state;
	struct change *c = begin(r->db, "accept");

	assert_refused(change_begin(r->db, &other, "x", why), JZ_ERROR_DENIED, "王会计");
	change_cancel(&c);
}

static void cancelling_nothing_is_nothing(void **state)
{
	struct room *r = *state;
	struct change *c = NULL;

	change_cancel(&c);
	c = begin(r->db, "look");
	commit(&c);
	assert_int_equal(count(r->db, "SELECT count(*) FROM change_log"), 0);
}

static void no_change_begins_inside_a_snapshot(void **state)
{
	struct room *r = *state;

	assert_true(db_read_begin(r->db, NULL));
	assert_refused(change_begin(r->db, &clerk, "x", why), JZ_ERROR_BAD, "still being read");
	db_read_end(r->db);
	add_people(r->db, 1);
}

static void closing_rolls_an_open_change_back(void **state)
{
	struct room *r = *state;
	struct change *c = begin(r->db, "accept");

	add_person(c, NULL, "甲");
	room_reopen(r);
	assert_int_equal(count(r->db, "SELECT count(*) FROM person"), 0);
}

/* --- guards -------------------------------------------------------------------------------- */

static bool guard_is_on;
static int guard_calls;

static bool no_more_than_two(struct change *c, GError **error)
{
	gint64 n = 0;

	guard_calls++;
	if (!guard_is_on)
		return true;
	return db_one_int(change_db(c), &n, error, "SELECT count(*) FROM person", "") &&
		(n <= 2 || jz_fail(error, JZ_ERROR_DENIED, "too many"));
}

static void a_guard_sees_the_rows_and_refuses_them(void **state)
{
	struct room *r = *state;
	struct change *outer, *inner;

	change_add_guard(no_more_than_two);
	change_add_guard(no_more_than_two);
	guard_is_on = true;
	add_people(r->db, 2);
	guard_calls = 0;
	outer = begin(r->db, "accept");
	inner = begin(r->db, "accept");
	add_person(inner, NULL, "丙");
	commit(&inner);
	assert_int_equal(guard_calls, 0);
	assert_refused(change_commit(&outer, why), JZ_ERROR_DENIED, "too many");
	assert_int_equal(guard_calls, 1);
	guard_is_on = false;
	assert_int_equal(count(r->db, "SELECT count(*) FROM person"), 2);
	assert_int_equal(count(r->db, "SELECT count(*) FROM change_log"), 1);
}

/* --- bulk ---------------------------------------------------------------------------------- */

static void bulk_drops_and_rebuilds_the_indexes(void **state)
{
	static const char *const tables[] = {"person", "member", "deadline", NULL};
	static const char schema[] = "SELECT group_concat(sql, ';') FROM"
				     " (SELECT sql FROM sqlite_schema ORDER BY name)";
	struct room *r = *state;
	g_autofree char *before = NULL;
	g_autofree char *after = NULL;
	g_autoptr(GError) error = NULL;
	struct change *c;
	struct record rec = record_of("person");

	raw_sql(r->path, "CREATE UNIQUE INDEX person_once ON person (name, birth)");
	before = db_one_text(r->db, NULL, schema, "");
	c = begin(r->db, "import");
	assert_ok(change_bulk(c, tables, &error), error);
	assert_int_equal(count(r->db,
				 "SELECT count(*) FROM sqlite_schema WHERE type = 'index'"
				 " AND tbl_name IN ('person', 'member', 'deadline')"
				 " AND sql IS NOT NULL"),
		1);
	add_person(c, "140322194912110016", "甲");
	/* A unique number stays unique. */
	record_text(&rec, "id_no", "140322194912110016");
	record_text(&rec, "name", "乙");
	assert_refused(change_insert(c, &rec, NULL, why), JZ_ERROR_BAD, "id_no");
	commit(&c);
	after = db_one_text(r->db, NULL, schema, "");
	assert_string_equal(before, after);
	assert_ok(db_check(r->db, &error), error);

	c = begin(r->db, "import");
	assert_ok(change_bulk(c, tables, &error), error);
	add_person(c, NULL, "丙");
	change_cancel(&c);
	g_free(after);
	after = db_one_text(r->db, NULL, schema, "");
	assert_string_equal(before, after);
	assert_int_equal(count(r->db, "SELECT count(*) FROM person"), 1);
}

static void the_journal_stops_an_accident(void **state)
{
	struct room *r = *state;
	static const char *const accidents[] = {"UPDATE journal SET body = '{}'",
		"DELETE FROM journal", "UPDATE change_log SET reason = 'x'",
		"DELETE FROM change_log"};

	add_people(r->db, 1);
	for (size_t i = 0; i < G_N_ELEMENTS(accidents); i++) {
		g_autofree char *careless = g_strdup_printf("BEGIN; %s; COMMIT", accidents[i]);

		assert_refused(raw_try(r->path, careless, why), JZ_ERROR_BAD, "only added to");
	}
}

int run_change_tests(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, room_setup, room_teardown)
		TEST(ids_say_where_a_row_was_born),
		TEST(a_row_may_bring_its_id),
		TEST(an_exhausted_counter_is_said),
		TEST(history_tells_every_column),
		TEST(history_stops_when_asked),
		TEST(unknown_columns_live_in_extra),
		TEST(the_journal_keeps_no_password_hash),
		TEST(refuses_what_the_schema_forbids),
		TEST(refuses_records_that_make_no_sense),
		TEST(a_null_takes_the_default_where_it_must),
		TEST(an_inner_change_joins_the_outer),
		TEST(an_inner_cancel_dooms_the_outer),
		TEST(nobody_joins_another_operators_change),
		TEST(cancelling_nothing_is_nothing),
		TEST(no_change_begins_inside_a_snapshot),
		TEST(closing_rolls_an_open_change_back),
		TEST(a_guard_sees_the_rows_and_refuses_them),
		TEST(bulk_drops_and_rebuilds_the_indexes),
		TEST(the_journal_stops_an_accident),
#undef TEST
	};

	return cmocka_run_group_tests_name("store change", tests, NULL, NULL);
}
