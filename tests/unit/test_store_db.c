/* Opening, refusing, reading; and that nobody outside the room can write. */
#include "config.h"

#include "test_store.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "store/draft.h"
#include "store/schema.h"

static void keeps_its_identity(void **state)
{
	struct room *r = *state;

	assert_int_equal(db_office(r->db), 140322104);
	assert_int_equal(db_station(r->db), 3);
	assert_false(db_is_practice(r->db));
	assert_string_equal(db_path(r->db), r->path);
	assert_int_equal(raw_number(r->path, "PRAGMA application_id"), 0x4A5A4A5A);
	assert_int_equal(raw_number(r->path, "PRAGMA user_version"), schema_version);
}

static void a_practice_file_stays_one(void **state)
{
	struct room *r = *state;
	g_autofree char *path = room_file(r, "practice.db");
	g_autoptr(GError) error = NULL;
	g_autoptr(db) db = NULL;

	assert_ok(db_create(path, 999999999, 0, true, &error), error);
	db = db_open(path, DB_READ, &error);
	assert_ok(db, error);
	assert_true(db_is_practice(db));
	assert_int_equal(db_office(db), 999999999);
}

static void creates_nothing_over_something(void **state)
{
	struct room *r = *state;
	g_autofree char *fresh = room_file(r, "fresh.db");
	g_autofree char *log = room_file(r, "fresh.db-wal");
	g_autofree char *nowhere = room_file(r, "no/such/folder.db");

	assert_refused(db_create(r->path, 1, 0, false, why), JZ_ERROR_BAD, "already there");
	assert_true(g_file_set_contents(log, "old log", -1, NULL));
	assert_refused(db_create(fresh, 1, 0, false, why), JZ_ERROR_BAD, "fresh.db-wal");
	assert_refused(db_create(nowhere, 1, 0, false, why), JZ_ERROR_BAD, "folder.db");
	assert_refused(db_create(fresh, 0, 0, false, why), JZ_ERROR_USAGE, "9 digits");
	assert_refused(db_create(fresh, 1000000000, 0, false, why), JZ_ERROR_USAGE, "9 digits");
	assert_refused(db_create(fresh, 1, 16, false, why), JZ_ERROR_USAGE, "0 to 15");
	assert_false(g_file_test(fresh, G_FILE_TEST_EXISTS));
}

/* Nothing but the database and its two companions is ever left in the folder. */
static void leaves_no_other_file(void **state)
{
	struct room *r = *state;
	g_autoptr(GDir) dir = g_dir_open(r->folder, 0, NULL);
	const char *name;

	while ((name = g_dir_read_name(dir)))
		assert_true(g_str_has_prefix(name, "office.db"));
}

static mode_t mode_of(const char *path)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return st.st_mode & 0777;
}

static void files_are_private_under_any_umask(void **state)
{
	struct room *r = *state;
	g_autofree char *path = room_file(r, "open.db");
	g_autofree char *wal = room_file(r, "open.db-wal");
	g_autofree char *shm = room_file(r, "open.db-shm");
	mode_t before = umask(0);
	g_autoptr(GError) error = NULL;
	g_autoptr(db) db = NULL;

	assert_ok(db_create(path, 1, 0, false, &error), error);
	assert_int_equal(mode_of(path), 0600);
	g_chmod(path, 0664);
	db = db_open(path, DB_WRITE, &error);
	assert_ok(db, error);
	add_people(db, 1);
	umask(before);
	assert_int_equal(mode_of(path), 0600);
	assert_int_equal(mode_of(wal), 0600);
	assert_int_equal(mode_of(shm), 0600);
}

static void refuses_what_is_not_ours(void **state)
{
	struct room *r = *state;
	g_autofree char *none = room_file(r, "none.db");
	g_autofree char *text = room_file(r, "text.db");
	g_autofree char *other = room_file(r, "other.db");
	g_autofree char *before = NULL;
	g_autofree char *after = NULL;
	gsize len, len_after;

	assert_refused(db_open(none, DB_WRITE, why), JZ_ERROR_BAD, "jiuzhu init");
	assert_true(g_file_set_contents(text, "姓名,金额\n", -1, NULL));
	assert_refused(db_open(text, DB_WRITE, why), JZ_ERROR_BAD, "not a jiuzhu database");
	assert_true(g_file_set_contents(text, "", 0, NULL));
	assert_refused(db_open(text, DB_WRITE, why), JZ_ERROR_BAD, "not a jiuzhu database");
	assert_refused(db_open(r->folder, DB_WRITE, why), JZ_ERROR_BAD, "not a jiuzhu database");

	/* Another program's SQLite file is not touched by a byte. */
	assert_true(g_file_set_contents(other, "", 0, NULL));
	raw_sql(other, "CREATE TABLE album (a); INSERT INTO album VALUES (1);");
	assert_true(g_file_get_contents(other, &before, &len, NULL));
	assert_refused(db_open(other, DB_WRITE, why), JZ_ERROR_BAD, "not a jiuzhu database");
	assert_true(g_file_get_contents(other, &after, &len_after, NULL));
	assert_int_equal(len, len_after);
	assert_memory_equal(before, after, len);
}

static void refuses_a_newer_format(void **state)
{
	struct room *r = *state;

	/* Once while the number stands only in the log, once in the file itself. */
	raw_sql(r->path, "PRAGMA user_version = 99");
	assert_refused(db_open(r->path, DB_WRITE, why), JZ_ERROR_BAD, "newer jiuzhu");
	assert_refused(db_open(r->path, DB_READ, why), JZ_ERROR_BAD, "newer jiuzhu");
	g_clear_pointer(&r->db, db_close);
	assert_refused(db_open(r->path, DB_WRITE, why), JZ_ERROR_BAD, "newer jiuzhu");
}

/* The tables of facts are the second step: a file that stopped before it is brought up to date. */
static void migrates_an_older_format(void **state)
{
	struct room *r = *state;
	g_autofree char *path = room_file(r, "older.db");
	g_autofree char *mark = g_strdup_printf("PRAGMA application_id = %d", 0x4A5A4A5A);
	g_autoptr(GError) error = NULL;
	g_autoptr(db) db = NULL;

	assert_true(g_file_set_contents(path, "", 0, NULL));
	raw_sql(path, schema_steps[0].sql);
	raw_sql(path, mark);
	raw_sql(path,
		"PRAGMA user_version = 1; INSERT INTO meta VALUES ('office', '5'),"
		" ('station', '1'), ('practice', '0'), ('next_id', '1');");
	assert_refused(db_open(path, DB_READ, why), JZ_ERROR_BAD, "older jiuzhu");
	db = db_open(path, DB_WRITE, &error);
	assert_ok(db, error);
	assert_int_equal(count(db, "SELECT count(*) FROM person"), 0);
	assert_int_equal(raw_number(path, "PRAGMA user_version"), schema_version);
}

static void a_migration_is_whole_or_nothing(void **state)
{
	struct room *r = *state;
	g_autofree char *path = room_file(r, "half.db");
	g_autofree char *mark = g_strdup_printf("PRAGMA application_id = %d", 0x4A5A4A5A);

	assert_true(g_file_set_contents(path, "", 0, NULL));
	raw_sql(path, schema_steps[0].sql);
	raw_sql(path, mark);
	/* A table that stands in the way makes the step fail in its middle. */
	raw_sql(path, "PRAGMA user_version = 1; CREATE TABLE note (a);");
	assert_refused(db_open(path, DB_WRITE, why), JZ_ERROR_BAD, "note");
	assert_int_equal(raw_number(path, "PRAGMA user_version"), 1);
	assert_int_equal(
		raw_number(path, "SELECT count(*) FROM sqlite_schema WHERE name = 'person'"), 0);
}

/* --- reading ------------------------------------------------------------------------------- */

static void binds_by_number_not_by_place(void **state)
{
	struct room *r = *state;
	struct query *q = db_query(r->db, "SELECT $2, $1, $3, $1", "int", (gint64)5, "x");
	g_autoptr(GError) error = NULL;

	/* "int": an integer, nothing, a text. */
	assert_true(query_next(q));
	assert_int_equal(query_columns(q), 4);
	assert_true(query_is_null(q, 0));
	assert_string_equal(query_text(q, 0), "");
	assert_null(query_dup(q, 0));
	assert_int_equal(query_int(q, 1), 5);
	assert_string_equal(query_text(q, 2), "x");
	assert_int_equal(query_int(q, 3), 5);
	assert_false(query_next(q));
	assert_false(query_next(q));
	assert_ok(query_end(q, &error), error);
}

static void the_same_query_may_run_inside_itself(void **state)
{
	static const char sql[] = "SELECT value + $1 FROM json_each('[1,2,3]')";
	struct room *r = *state;
	struct query *outer = db_query(r->db, sql, "i", (gint64)0);
	g_autoptr(GError) error = NULL;
	gint64 sum = 0;

	while (query_next(outer)) {
		struct query *inner = db_query(r->db, sql, "i", (gint64)10);

		while (query_next(inner))
			sum += query_int(outer, 0) * query_int(inner, 0);
		assert_true(query_end(inner, NULL));
	}
	assert_ok(query_end(outer, &error), error);
	assert_int_equal(sum, (1 + 2 + 3) * (11 + 12 + 13));
}

static void mistakes_are_kept_to_the_end(void **state)
{
	struct room *r = *state;
	struct query *q = db_query(r->db, "SELECT name FROM nowhere", "");
	gint64 n = 42;

	assert_false(query_next(q));
	assert_refused(query_end(q, why), JZ_ERROR_BAD, "nowhere");
	q = db_query(r->db, "SELECT $1", "ii", (gint64)1, (gint64)2);
	assert_false(query_next(q));
	assert_refused(query_end(q, why), JZ_ERROR_BAD, "2 values for 1");
	q = db_query(r->db, "SELECT $2", "i", (gint64)1);
	assert_refused(query_end(q, why), JZ_ERROR_BAD, "$1");
	q = db_query(r->db, "SELECT \"person\"", "");
	assert_refused(query_end(q, why), JZ_ERROR_BAD, "person");
	assert_false(db_one_int(r->db, &n, NULL, "SELECT id FROM person", ""));
	assert_int_equal(n, 42);
	assert_null(db_one_text(r->db, NULL, "SELECT name FROM person", ""));
}

static void nobody_else_writes(void **state)
{
	static const char *const attempts[] = {
		"INSERT INTO person (id, name) VALUES (1, 'x')",
		"UPDATE person SET name = 'x'",
		"DELETE FROM journal",
		"DELETE FROM person RETURNING id",
		"INSERT INTO draft VALUES (1, 'a', 'b', 'c', 'd', 'e', 1)",
		"UPDATE meta SET value = 0 WHERE key = 'practice'",
		"CREATE TABLE t (a)",
		"CREATE TEMP TABLE t (a)",
		"CREATE TEMP VIEW v AS SELECT 1",
		"CREATE VIRTUAL TABLE t USING fts5 (a)",
		"DROP TABLE person",
		"DROP INDEX person_name",
		"ALTER TABLE person ADD COLUMN x",
		"REINDEX",
		"ANALYZE",
		"VACUUM",
		"VACUUM INTO 'copy.db'",
		"ATTACH 'other.db' AS other",
		"UPDATE sqlite_schema SET sql = NULL",
		"UPDATE sqlite_master SET name = 'x'",
		"PRAGMA synchronous = OFF",
		"PRAGMA synchronous",
		"PRAGMA writable_schema = ON",
		"PRAGMA query_only",
		"SELECT * FROM pragma_table_info('person')",
		"BEGIN",
		"COMMIT",
		"SAVEPOINT s",
		"SELECT load_extension('x')",
		"SELECT 1; DELETE FROM person",
		"",
	};
	struct room *r = *state;
	struct change *c = NULL;

	add_people(r->db, 1);
	/* Also while the room itself is writing. */
	for (int open = 0; open < 2; open++) {
		if (open)
			c = begin(r->db, "try");
		for (size_t i = 0; i < G_N_ELEMENTS(attempts); i++) {
			struct query *q = db_query(r->db, attempts[i], "");

			assert_false(query_next(q));
			assert_false(query_end(q, NULL));
			q = db_foreign_query(r->db, attempts[i], 1, NULL);
			if (q && (query_next(q) || query_end(q, NULL)))
				fail_msg("allowed from a file: %s", attempts[i]);
		}
		change_cancel(&c);
	}
	assert_int_equal(count(r->db, "SELECT count(*) FROM person"), 1);
	assert_int_equal(count(r->db, "SELECT count(*) FROM journal"), 3);
}

static void a_file_reads_and_nothing_else(void **state)
{
	struct room *r = *state;
	g_autoptr(GError) error = NULL;
	struct query *q;

	add_people(r->db, 3);
	q = db_foreign_query(r->db,
		"SELECT name AS who, :area FROM person WHERE id > @from ORDER BY id; -- all\n", 5,
		&error);
	assert_ok(q, error);
	assert_string_equal(query_name(q, 0), "who");
	assert_true(query_bind_text(q, "area", "rural"));
	assert_true(query_bind_int(q, "from", 0));
	assert_false(query_bind_int(q, "to", 0));
	for (int i = 0; i < 3; i++)
		assert_true(query_next(q));
	assert_string_equal(query_text(q, 0), "赵2");
	assert_string_equal(query_text(q, 1), "rural");
	assert_false(query_next(q));
	assert_ok(query_end(q, &error), error);
	assert_refused(db_foreign_query(r->db, "SELECT body FROM draft", 1, why), JZ_ERROR_DENIED,
		"draft");
	assert_refused(db_foreign_query(r->db, "SELECT secret FROM operator", 1, why),
		JZ_ERROR_DENIED, "secret");
	assert_refused(
		db_foreign_query(r->db, "EXPLAIN SELECT 1", 1, why), JZ_ERROR_DENIED, "SELECT");
}

static void an_endless_query_is_stopped(void **state)
{
	struct room *r = *state;
	struct query *q = db_foreign_query(r->db,
		"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
		" SELECT count(*) FROM n",
		1, NULL);

	assert_non_null(q);
	assert_false(query_next(q));
	assert_refused(query_end(q, why), JZ_ERROR_BAD, "took too long");
	/* The next one is not. */
	assert_int_equal(count(r->db, "SELECT count(*) FROM person"), 0);
}

static void a_snapshot_does_not_move(void **state)
{
	struct room *r = *state;
	g_autoptr(GError) error = NULL;
	g_autoptr(db) reader = db_open(r->path, DB_READ, &error);

	assert_ok(reader, error);
	assert_ok(db_read_begin(reader, &error), error);
	assert_ok(db_read_begin(reader, &error), error);
	add_people(r->db, 2);
	assert_int_equal(count(reader, "SELECT count(*) FROM person"), 0);
	db_read_end(reader);
	assert_int_equal(count(reader, "SELECT count(*) FROM person"), 0);
	db_read_end(reader);
	assert_int_equal(count(reader, "SELECT count(*) FROM person"), 2);
	db_read_end(reader);
	assert_int_equal(count(reader, "SELECT count(*) FROM person"), 2);
}

static void the_version_moves_with_every_commit(void **state)
{
	struct room *r = *state;
	g_autoptr(GError) error = NULL;
	g_autoptr(db) other = db_open(r->path, DB_WRITE, &error);
	gint64 a = db_version(r->db), b;

	assert_ok(other, error);
	b = db_version(other);
	assert_int_equal(db_version(r->db), a);
	add_people(other, 1);
	assert_true(db_version(r->db) > a);
	assert_true(db_version(other) > b);
	a = db_version(r->db);
	assert_ok(draft_save(r->db, 1, "f", "new", "t", "b", &error), error);
	assert_true(db_version(r->db) > a);
	a = db_version(r->db);
	assert_int_equal(db_version(r->db), a);
}

static void reading_is_all_a_reader_may(void **state)
{
	struct room *r = *state;
	g_autoptr(GError) error = NULL;
	g_autoptr(db) reader = db_open(r->path, DB_READ, &error);

	assert_ok(reader, error);
	assert_refused(change_begin(reader, &clerk, "x", why), JZ_ERROR_DENIED, "for reading");
	assert_refused(
		draft_save(reader, 1, "f", "s", "t", "b", why), JZ_ERROR_DENIED, "for reading");
	assert_refused(draft_drop(reader, 1, "f", "s", why), JZ_ERROR_DENIED, "for reading");
}

static void a_sound_file_passes_the_check(void **state)
{
	struct room *r = *state;
	g_autoptr(GError) error = NULL;

	add_people(r->db, 5);
	assert_ok(db_check(r->db, &error), error);
	raw_sql(r->path, "DELETE FROM household WHERE id = (SELECT max(id) FROM household)");
	assert_refused(db_check(r->db, why), JZ_ERROR_BAD, "member");
}

/* Root may write anywhere, so the attempt is made by nobody. */
static void a_closed_folder_is_read_and_not_written(void **state)
{
	struct room *r = *state;
	pid_t child;
	int status = -1;

	add_people(r->db, 4);
	g_clear_pointer(&r->db, db_close);
	g_chmod(r->path, 0444);
	g_chmod(r->folder, 0555);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		g_autoptr(GError) error = NULL;
		struct db *db;
		gint64 n = 0;
		int bad = 0;

		if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
			_exit(64);
		db = db_open(r->path, DB_WRITE, &error);
		bad |= db != NULL || !error || !strstr(error->message, "cannot be written");
		g_clear_error(&error);
		db = db_open(r->path, DB_READ, &error);
		bad |= (!db || !db_one_int(db, &n, NULL, "SELECT count(*) FROM person", "") ||
			       n != 4)
			<< 1;
		db_close(db);
		_exit(bad);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

int run_db_tests(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, room_setup, room_teardown)
		TEST(keeps_its_identity),
		TEST(a_practice_file_stays_one),
		TEST(creates_nothing_over_something),
		TEST(leaves_no_other_file),
		TEST(files_are_private_under_any_umask),
		TEST(refuses_what_is_not_ours),
		TEST(refuses_a_newer_format),
		TEST(migrates_an_older_format),
		TEST(a_migration_is_whole_or_nothing),
		TEST(binds_by_number_not_by_place),
		TEST(the_same_query_may_run_inside_itself),
		TEST(mistakes_are_kept_to_the_end),
		TEST(nobody_else_writes),
		TEST(a_file_reads_and_nothing_else),
		TEST(an_endless_query_is_stopped),
		TEST(a_snapshot_does_not_move),
		TEST(the_version_moves_with_every_commit),
		TEST(reading_is_all_a_reader_may),
		TEST(a_sound_file_passes_the_check),
		TEST(a_closed_folder_is_read_and_not_written),
#undef TEST
	};

	return cmocka_run_group_tests_name("store db", tests, NULL, NULL);
}
