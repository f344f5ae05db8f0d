/* Attacks on the file, and whether verify finds each one (T7, T13). */
#include "config.h"

#include "test_store.h"

#include <string.h>
#include "store/chain.h"
#include "store/journal.h"
#include "store/sql.h"

#define PEOPLE 20
#define ENTRIES (3 * PEOPLE) /* household, person, member */
#define FREE                                                                                       \
	"DROP TRIGGER journal_stays; DROP TRIGGER journal_keeps;"                                  \
	"DROP TRIGGER change_log_stays; DROP TRIGGER change_log_keeps;"

static struct journal_report verify(struct room *r, const char *anchor)
{
	g_autoptr(GError) error = NULL;
	struct journal_report report;

	assert_ok(journal_verify(r->db, anchor, &report, &error), error);
	return report;
}

static bool found(const struct journal_report *report)
{
	return report->bad_seq || report->bad_rows;
}

static char *anchor_of(struct room *r)
{
	gint64 seq = -1;
	char digest[17] = "";

	assert_true(journal_head(r->db, &seq, digest, NULL));
	assert_int_equal(strlen(digest), 16);
	return g_strdup_printf("%d:%s", (int)seq, digest);
}

static void a_life_of_rows_verifies(void **state)
{
	static const char *const tables[] = {"person", "household", "member", NULL};
	struct room *r = *state;
	struct journal_report report;
	g_autofree char *empty = anchor_of(r);
	g_autofree char *full = NULL;
	struct record rec = record_of("person");
	struct change *c;
	row_id id;

	report = verify(r, empty);
	assert_false(found(&report));
	assert_int_equal(report.entries, 0);
	add_people(r->db, PEOPLE);
	c = begin(r->db, "correct");
	assert_true(change_bulk(c, tables, NULL));
	id = add_person(c, NULL, "甲");
	record_text(&rec, "name", "乙\"\\");
	record_text(&rec, "county", "五\n");
	record_int(&rec, "disability_level", 2);
	assert_true(change_update(c, id, &rec, NULL, NULL));
	rec = record_of("person");
	record_null(&rec, "disability_level");
	record_text(&rec, "county", "六");
	assert_true(change_update(c, id, &rec, NULL, NULL));
	assert_true(change_delete(c, "person", add_person(c, NULL, "丙"), NULL));
	commit(&c);
	c = begin(r->db, "correct");
	rec = record_of("person");
	record_null(&rec, "county");
	assert_true(change_update(c, id, &rec, NULL, NULL));
	commit(&c);
	report = verify(r, NULL);
	if (found(&report))
		fail_msg("%d %s", (int)report.bad_seq, report.first_bad);
	assert_int_equal(report.entries, ENTRIES + 6);
	assert_int_equal(report.rows, ENTRIES + 1);
	full = anchor_of(r);
	report = verify(r, full);
	assert_false(found(&report));
	report = verify(r, empty);
	assert_false(found(&report));
}

/* An id that two tables share, as a division's and somebody else's may be. */
static void tables_may_share_an_id(void **state)
{
	struct room *r = *state;
	struct change *c = begin(r->db, "import");
	struct journal_report report;

	for (int round = 0; round < 2; round++) {
		struct record rec = record_of(round ? "household" : "office");

		record_int(&rec, "id", 5);
		if (round) {
			record_text(&rec, "area", "rural");
		} else {
			record_text(&rec, "code", "140322104");
			record_text(&rec, "name", "河东镇");
			record_text(&rec, "short", "河东");
		}
		assert_true(change_insert(c, &rec, NULL, NULL));
	}
	commit(&c);
	report = verify(r, NULL);
	assert_false(found(&report));
	assert_int_equal(report.rows, 2);
}

struct attack {
	const char *name;
	const char *sql;
	gint64 bad_seq;        /* -1: any */
	const char *first_bad; /* NULL: no row is blamed */
};

/* Behind the journal's back, and in the journal itself. */
static const struct attack attacks[] = {
	{"edit a fact", "UPDATE person SET name = '钱' WHERE name = '赵7'", 0, "person "},
	{"empty a fact", "UPDATE household SET address = NULL WHERE address = '河东村3号'", 0,
		"household "},
	{"fill a fact", "UPDATE person SET phone = '1' WHERE name = '赵19'", 0, "person "},
	{"change a default", "UPDATE member SET counted = 0 WHERE id % 10 = 5", 0, "member "},
	{"add a field", "UPDATE person SET extra = '{\"x\":1}' WHERE name = '赵0'", 0, "person "},
	{"take a county's field", "UPDATE household SET extra = NULL WHERE address = '河东村3号'",
		0, "household "},
	{"change a county's field",
		"UPDATE household SET extra = '{\"well\":8}' WHERE address = '河东村3号'", 0,
		"household "},
	{"spoil a county's field", "UPDATE household SET extra = '?' WHERE address = '河东村3号'",
		0, "household "},
	{"take the last row", "DELETE FROM member WHERE id = (SELECT max(id) FROM member)", 0,
		"member "},
	{"take a middle row", "DELETE FROM person WHERE name = '赵7'", 0, "person "},
	{"add a row", "INSERT INTO person (id, name) VALUES (99, '外')", 0, "person 99"},
	{"add a row at the end", "INSERT INTO person (id, name) VALUES (9223372036854775807, '外')",
		0, "person 9223372036854775807"},
	{"add a row to a quiet table",
		"INSERT INTO note (id, text, at) VALUES (1, 'x', '2026-01-01')", 0, "note 1"},
	{"add a derived-looking table",
		"CREATE TABLE spare (id INTEGER PRIMARY KEY) STRICT;"
		"INSERT INTO spare VALUES (4)",
		0, "spare 4"},
	{"1: edit an entry",
		FREE "UPDATE journal SET body = replace(body, '赵7', '钱7') WHERE seq = 23", 23,
		"person "},
	{"1: edit its row number", FREE "UPDATE journal SET row = row + 3 WHERE seq = 23", 23,
		"person "},
	{"1: edit who did it", FREE "UPDATE change_log SET operator_name = '李'", 1, NULL},
	{"1: edit why", FREE "UPDATE change_log SET reason = 'correct'", 1, NULL},
	{"1: edit when", FREE "UPDATE change_log SET at = '2020-01-01T00:00:00'", 1, NULL},
	{"1: mark as practice", "UPDATE meta SET value = 1 WHERE key = 'practice'", 1, NULL},
	{"2: take a middle entry", FREE "DELETE FROM journal WHERE seq = 30", 30, "member "},
	{"2: take it and close the gap",
		FREE "DELETE FROM journal WHERE seq = 30;"
		     "UPDATE journal SET seq = -seq WHERE seq > 30;"
		     "UPDATE journal SET seq = -seq - 1 WHERE seq < 0",
		30, "member "},
	{"3: swap two",
		FREE "UPDATE journal SET seq = -1 WHERE seq = 10;"
		     "UPDATE journal SET seq = 10 WHERE seq = 20;"
		     "UPDATE journal SET seq = 20 WHERE seq = -1",
		10, NULL},
	{"4: insert one",
		FREE
		"UPDATE journal SET seq = -seq WHERE seq > 30;"
		"UPDATE journal SET seq = 1 - seq WHERE seq < 0;"
		"INSERT INTO journal SELECT 31, change_id, op, tbl, row, body, digest FROM journal"
		" WHERE seq = 30",
		31, "member "},
	{"4: insert a header", "INSERT INTO change_log VALUES (0, 'a', 1, 'b', 1, 'c')", 0,
		"change_log 2"},
	/* Rows of several tables are left over; which of them comes first is nobody's matter. */
	{"6: cut the tail", FREE "DELETE FROM journal WHERE seq > 50", 0, ""},
};

static void every_attack_is_found(void **state)
{
	struct room *r = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(attacks); i++) {
		const struct attack *a = &attacks[i];
		struct journal_report report;

		room_teardown(state);
		room_setup(state);
		r = *state;
		add_people(r->db, PEOPLE);
		report = verify(r, NULL);
		assert_false(found(&report));
		g_clear_pointer(&r->db, db_close);
		raw_sql(r->path, a->sql);
		r->db = db_open(r->path, DB_WRITE, NULL);
		assert_non_null(r->db);
		report = verify(r, NULL);
		if (report.bad_seq != a->bad_seq ||
			!g_str_has_prefix(report.first_bad, a->first_bad ? a->first_bad : "") ||
			(report.bad_rows > 0) != (a->first_bad != NULL))
			fail_msg("%s: link %d, row %s", a->name, (int)report.bad_seq,
				report.first_bad);
	}
}

/* Makes all links right again, as one could who knows how they are made. */
static void rechain(const char *path)
{
	g_autoptr(sql) tool = sql_open(path, SQL_FILE_WRITE, NULL);
	g_autoptr(stmt) read = sql_prepare(tool, SQL_ROOM,
		"SELECT seq, op, tbl, row, body, c.id, at, operator_id, operator_name, station, "
		"reason"
		" FROM journal JOIN change_log c ON c.id = change_id ORDER BY seq",
		NULL);
	g_autoptr(stmt) write =
		sql_prepare(tool, SQL_ROOM, "UPDATE journal SET digest = $1 WHERE seq = $2", NULL);
	g_autoptr(GPtrArray) digests = g_ptr_array_new_with_free_func(g_free);
	struct chain chain;

	chain_init(&chain, 140322104, 3, false);
	while (stmt_step(read) == SQL_ROW) {
		struct chain_entry e = {.op = stmt_get_text(read, 1)[0],
			.table = stmt_get_text(read, 2),
			.row = stmt_get_int(read, 3),
			.body = stmt_get_text(read, 4),
			.body_len = (gsize)stmt_get_bytes(read, 4)};
		guint8 digest[CHAIN_LEN];

		chain_header(&chain,
			&(struct chain_change){.id = stmt_get_int(read, 5),
				.at = stmt_get_text(read, 6),
				.operator_id = stmt_get_int(read, 7),
				.operator_name = stmt_get_text(read, 8),
				.station = (int)stmt_get_int(read, 9),
				.reason = stmt_get_text(read, 10)});
		chain_digest(&chain, &e, digest);
		chain_accept(&chain, digest);
		g_ptr_array_add(digests, g_memdup2(digest, CHAIN_LEN));
	}
	for (guint i = 0; i < digests->len; i++) {
		stmt_blob(write, 1, digests->pdata[i], CHAIN_LEN);
		stmt_int(write, 2, (gint64)i + 1);
		assert_true(stmt_run(write, NULL));
	}
	chain_clear(&chain);
}

static void only_the_anchor_finds_a_new_chain(void **state)
{
	struct room *r = *state;
	struct journal_report report;
	g_autofree char *anchor = NULL;
	g_autofree char *early = NULL;

	add_people(r->db, PEOPLE);
	early = anchor_of(r);
	add_people(r->db, PEOPLE);
	anchor = anchor_of(r);
	/* The fact and its entry agree, and every link is right. */
	raw_sql(r->path,
		FREE "UPDATE journal SET body = replace(body, '赵7', '钱7') WHERE seq = 23;"
		     "UPDATE person SET name = '钱7'"
		     " WHERE id = (SELECT row FROM journal WHERE seq = 23)");
	rechain(r->path);
	report = verify(r, NULL);
	assert_false(found(&report));
	report = verify(r, anchor);
	assert_int_equal(report.bad_seq, 2 * ENTRIES);
	report = verify(r, early);
	assert_int_equal(report.bad_seq, ENTRIES);
}

static void only_the_anchor_finds_a_cut_tail(void **state)
{
	struct room *r = *state;
	struct journal_report report;
	g_autofree char *anchor = NULL;

	add_people(r->db, PEOPLE);
	add_people(r->db, PEOPLE);
	anchor = anchor_of(r);
	raw_sql(r->path,
		FREE "DELETE FROM member WHERE id IN"
		     " (SELECT row FROM journal WHERE tbl = 'member' AND change_id = 2);"
		     "DELETE FROM person WHERE id IN"
		     " (SELECT row FROM journal WHERE tbl = 'person' AND change_id = 2);"
		     "DELETE FROM household WHERE id IN"
		     " (SELECT row FROM journal WHERE tbl = 'household' AND change_id = 2);"
		     "DELETE FROM journal WHERE change_id = 2;"
		     "DELETE FROM change_log WHERE id = 2");
	report = verify(r, NULL);
	assert_false(found(&report));
	report = verify(r, anchor);
	assert_int_equal(report.bad_seq, ENTRIES + 1);
}

static void an_anchor_must_look_like_one(void **state)
{
	static const char *const wrong[] = {"", "12", "x:0123456789abcdef", "-1:0123456789abcdef",
		"1:0123", "1 0123456789abcdef"};
	struct room *r = *state;
	struct journal_report report;

	for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
		assert_refused(
			journal_verify(r->db, wrong[i], &report, why), JZ_ERROR_USAGE, "anchor");
}

/* A later version may add a column with a DEFAULT: rows that are older than it are still right. */
static void a_younger_column_is_no_attack(void **state)
{
	struct room *r = *state;
	struct journal_report report;
	struct record rec = record_of("note");
	struct change *c = begin(r->db, "note");
	row_id id = 0;

	record_text(&rec, "text", "x");
	record_text(&rec, "at", "2026-01-01");
	assert_true(change_insert(c, &rec, &id, NULL));
	commit(&c);
	g_clear_pointer(&r->db, db_close);
	raw_sql(r->path, "ALTER TABLE note ADD COLUMN colour TEXT NOT NULL DEFAULT 'it''s red'");
	r->db = db_open(r->path, DB_WRITE, NULL);
	report = verify(r, NULL);
	assert_false(found(&report));
	c = begin(r->db, "note");
	rec = record_of("note");
	record_text(&rec, "colour", "green");
	assert_true(change_update(c, id, &rec, NULL, NULL));
	commit(&c);
	report = verify(r, NULL);
	assert_false(found(&report));
	raw_sql(r->path, "UPDATE note SET colour = 'it''s red'");
	report = verify(r, NULL);
	assert_int_equal(report.bad_rows, 1);
}

int run_verify_tests(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, room_setup, room_teardown)
		TEST(a_life_of_rows_verifies),
		TEST(tables_may_share_an_id),
		TEST(every_attack_is_found),
		TEST(only_the_anchor_finds_a_new_chain),
		TEST(only_the_anchor_finds_a_cut_tail),
		TEST(an_anchor_must_look_like_one),
		TEST(a_younger_column_is_no_attack),
#undef TEST
	};

	return cmocka_run_group_tests_name("store verify", tests, NULL, NULL);
}
