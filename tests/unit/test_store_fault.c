/* Two processes, a full disk, a killed import, damaged bytes. */
#include "config.h"

#include "test_store.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include "store/draft.h"
#include "store/journal.h"
#include "store/room.h"

#define WRITERS 3
#define SAVES 40

static void assert_sound(struct db *db)
{
	g_autoptr(GError) error = NULL;
	struct journal_report report;

	assert_ok(db_check(db, &error), error);
	assert_ok(journal_verify(db, NULL, &report, &error), error);
	assert_int_equal(report.bad_seq, 0);
	assert_int_equal(report.bad_rows, 0);
}

static bool save_one(struct db *db)
{
	struct change *c = change_begin(db, &clerk, "accept", NULL);
	struct record rec = record_of("person");
	bool ok;

	record_text(&rec, "name", "甲");
	ok = c && change_insert(c, &rec, NULL, NULL) && change_commit(&c, NULL);
	change_cancel(&c);
	return ok;
}

static char *copy_beside(const struct room *r, const char *name, const char *tail)
{
	g_autofree char *from = g_strconcat(r->path, tail, NULL);
	g_autofree char *base = room_file(r, name);
	char *to = g_strconcat(base, tail, NULL);
	g_autofree char *bytes = NULL;
	gsize len = 0;

	assert_true(g_file_get_contents(from, &bytes, &len, NULL));
	if (!*tail) { /* the count of pages of a longer file, of which the end was not written */
		guint32 pages = GUINT32_TO_BE((guint32)(len / 4096) + 2);
		memcpy(bytes + 28, &pages, sizeof(pages));
	}
	assert_true(g_file_set_contents(to, bytes, (gssize)len, NULL));
	return to;
}

/* A power cut in the middle of moving the log into the file: its first page is new, its end is not
 * there yet.  The log has it all. */
static void a_cut_in_a_checkpoint_loses_nothing(void **state)
{
	struct room *r = *state;
	g_autoptr(GError) error = NULL;

	add_people(r->db, 200);
	gint64 before = count(r->db, "SELECT count(*) FROM person");
	g_autofree char *copy = copy_beside(r, "cut.db", "");
	g_free(copy_beside(r, "cut.db", "-wal"));
	g_autoptr(db) db = db_open(copy, DB_WRITE, &error);
	assert_ok(db != NULL, error);
	assert_int_equal(count(db, "SELECT count(*) FROM person"), before);
	assert_sound(db);
}

/* T9: every save of every process is there, and the chain has no fork. */
static void processes_take_turns(void **state)
{
	struct room *r = *state;
	pid_t child[WRITERS];

	g_clear_pointer(&r->db, db_close);
	for (int i = 0; i < WRITERS; i++) {
		child[i] = fork();
		assert_true(child[i] >= 0);
		if (child[i] == 0) {
			struct db *db = db_open(r->path, DB_WRITE, NULL);
			bool ok = db != NULL;

			for (int n = 0; ok && n < SAVES; n++)
				ok = save_one(db);
			db_close(db);
			_exit(ok ? 0 : 1);
		}
	}
	for (int i = 0; i < WRITERS; i++) {
		int status = -1;

		assert_int_equal(waitpid(child[i], &status, 0), child[i]);
		assert_int_equal(status, 0);
	}
	r->db = db_open(r->path, DB_WRITE, NULL);
	assert_int_equal(count(r->db, "SELECT count(*) FROM person"), WRITERS * SAVES);
	assert_int_equal(count(r->db, "SELECT max(seq) FROM journal"), WRITERS * SAVES);
	assert_sound(r->db);
}

static void a_waiting_save_says_so(void **state)
{
	struct room *r = *state;
	g_autoptr(db) other = db_open(r->path, DB_WRITE, NULL);
	struct change *c = begin(r->db, "import");

	add_person(c, NULL, "甲");
	assert_refused(change_begin(other, &clerk, "accept", why), JZ_ERROR_BAD,
		"another jiuzhu is saving");
	assert_refused(draft_save(other, 7, "a", "b", "c", "d", why), JZ_ERROR_BAD,
		"another jiuzhu is saving");
	/* Reading goes on. */
	assert_int_equal(count(other, "SELECT count(*) FROM person"), 0);
	commit(&c);
	assert_int_equal(count(other, "SELECT count(*) FROM person"), 1);
	assert_true(save_one(other));
	assert_sound(r->db);
}

/* Opening a file once more must not drop the lock that this process holds on it, as a plain open
 * and close of it would.  The other process is there before, so that it shares nothing with us. */
static void a_second_look_keeps_the_lock(void **state)
{
	struct room *r = *state;
	int ends[2], status = -1;
	struct change *c;
	pid_t child;

	g_clear_pointer(&r->db, db_close);
	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct sql *tool = NULL;
		char go;

		if (read(ends[0], &go, 1) == 1)
			tool = sql_open(r->path, SQL_FILE_WRITE, NULL);
		_exit(!tool || sql_exec(tool, "BEGIN IMMEDIATE", NULL) ? 1 : 0);
	}
	r->db = db_open(r->path, DB_WRITE, NULL);
	assert_non_null(r->db);
	c = begin(r->db, "import");
	assert_true(change_bulk(c, (const char *const[]){NULL}, NULL));
	add_person(c, NULL, "甲");
	db_close(db_open(r->path, DB_READ, NULL));
	assert_int_equal(write(ends[1], "g", 1), 1);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	close(ends[0]);
	close(ends[1]);
	commit(&c);
	assert_sound(r->db);
}

/* --- a full disk --------------------------------------------------------------------------- */

static void a_full_database_keeps_what_it_had(void **state)
{
	struct room *r = *state;
	g_autofree char *cap = NULL;
	g_autoptr(GError) error = NULL;
	struct change *c;
	bool ok = true;

	add_people(r->db, 5);
	cap = g_strdup_printf(
		"PRAGMA max_page_count = %d", (int)raw_number(r->path, "PRAGMA page_count") + 3);
	assert_true(sql_exec(r->db->sql, cap, NULL));
	c = begin(r->db, "import");
	for (int i = 0; ok && i < 10000; i++) {
		struct record rec = record_of("person");

		record_text(&rec, "name", "一个很长的名字用来尽快把磁盘写满");
		ok = change_insert(c, &rec, NULL, &error);
	}
	assert_false(ok);
	assert_non_null(strstr(error->message, "disk is full"));
	assert_refused(change_commit(&c, why), JZ_ERROR_BAD, "disk is full");
	assert_int_equal(count(r->db, "SELECT count(*) FROM person"), 5);
	assert_sound(r->db);
	assert_true(sql_exec(r->db->sql, "PRAGMA max_page_count = 1000000", NULL));
	assert_true(save_one(r->db));
	assert_sound(r->db);
}

/* The file may grow no further than this: writing fails in the middle, as on a full medium. */
static void a_failing_write_keeps_what_it_had(void **state)
{
	struct room *r = *state;
	struct rlimit before, tight;
	g_autoptr(GError) error = NULL;
	struct change *c;

	add_people(r->db, 5);
	room_reopen(r);
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	tight = before;
	tight.rlim_cur = 8 * 1024;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &tight), 0);
	c = change_begin(r->db, &clerk, "accept", NULL);
	if (c) {
		for (int i = 0; i < 200; i++) {
			struct record rec = record_of("person");

			record_text(&rec, "name", "甲");
			change_insert(c, &rec, NULL, NULL);
		}
		change_commit(&c, &error);
	}
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_non_null(error);
	assert_non_null(strstr(error->message, "disk"));
	assert_null(c);
	assert_int_equal(count(r->db, "SELECT count(*) FROM person"), 5);
	assert_true(save_one(r->db));
	assert_sound(r->db);
}

/* --- an import that is killed -------------------------------------------------------------- */

static void a_killed_import_changed_nothing(void **state)
{
	static const char *const tables[] = {"person", "household", "member", NULL};
	struct room *r = *state;

	add_people(r->db, 3);
	for (int round = 0; round < 6; round++) {
		pid_t child;

		g_clear_pointer(&r->db, db_close);
		child = fork();
		assert_true(child >= 0);
		if (child == 0) {
			struct db *db = db_open(r->path, DB_WRITE, NULL);
			struct change *c = change_begin(db, &clerk, "import", NULL);

			/* More than the cache holds, so that pages are spilled. */
			change_bulk(c, tables, NULL);
			for (int i = 0; i < (round + 1) * 6000; i++)
				add_person(c, NULL, "一个很长的名字用来尽快把缓存写满");
			kill(getpid(), SIGKILL);
		}
		waitpid(child, NULL, 0);
		r->db = db_open(r->path, DB_WRITE, NULL);
		assert_non_null(r->db);
		assert_int_equal(count(r->db, "SELECT count(*) FROM person"), 3);
		assert_int_equal(count(r->db,
					 "SELECT count(*) FROM sqlite_schema"
					 " WHERE name = 'person_name'"),
			1);
		assert_sound(r->db);
	}
}

static char *journal_mode(struct db *db)
{
	char *mode = NULL;

	assert_true(sql_word(db->sql, "PRAGMA journal_mode", &mode, NULL));
	return mode;
}

/* A first load goes without the WAL, unless somebody else has the file open or a draft was written;
 * afterwards the WAL is back, whatever became of the load. */
static void a_first_load_leaves_the_wal_for_a_while(void **state)
{
	static const char *const tables[] = {"person", NULL};
	struct room *r = *state;

	for (int i = 0; i < 4; i++) {
		struct db *other = i == 1 ? db_open(r->path, DB_READ, NULL) : NULL;
		g_autofree char *during = NULL;
		g_autofree char *after = NULL;
		struct change *c;

		if (other)
			assert_int_equal(count(other, "SELECT count(*) FROM person"), 1);
		c = begin(r->db, "import");
		if (i == 2)
			assert_true(draft_save(r->db, 7, "a", "b", "c", "d", NULL));
		assert_true(change_bulk(c, tables, NULL));
		assert_true(change_bulk(c, tables, NULL));
		during = journal_mode(r->db);
		assert_string_equal(during, i == 1 || i == 2 ? "wal" : "truncate");
		add_person(c, NULL, "甲");
		if (i == 3)
			change_cancel(&c);
		else
			commit(&c);
		after = journal_mode(r->db);
		assert_string_equal(after, "wal");
		db_close(other);
	}
	assert_int_equal(count(r->db, "SELECT count(*) FROM person"), 3);
	assert_int_equal(count(r->db, "SELECT count(*) FROM draft"), 1);
	assert_sound(r->db);
}

/* --- damage -------------------------------------------------------------------------------- */

/* T13: whatever is flipped, nothing crashes and no fact is changed unseen. */
static void flipped_bits_are_never_taken_for_facts(void **state)
{
	static const char facts[] = "SELECT group_concat(id || name, ',') FROM person";
	struct room *r = *state;
	g_autoptr(GRand) chance = g_rand_new_with_seed(7);
	g_autofree char *damaged = room_file(r, "damaged.db");
	g_autofree char *bytes = NULL;
	g_autofree char *truth = NULL;
	int altered = 0;
	gsize len;

	add_people(r->db, 120);
	truth = db_one_text(r->db, NULL, facts, "");
	g_clear_pointer(&r->db, db_close);
	assert_true(g_file_get_contents(r->path, &bytes, &len, NULL));
	for (int i = 0; i < 300; i++) {
		gsize at = (gsize)g_rand_int_range(chance, 0, (gint32)len);
		char flip = (char)(1 << g_rand_int_range(chance, 0, 8));
		g_autofree char *now = NULL;
		struct journal_report report = {0};
		struct db *db;
		bool sound;

		bytes[at] ^= flip;
		assert_true(g_file_set_contents(damaged, bytes, (gssize)len, NULL));
		bytes[at] ^= flip;
		db = db_open(damaged, DB_WRITE, NULL);
		if (!db)
			continue;
		now = db_one_text(db, NULL, facts, "");
		sound = db_check(db, NULL) && journal_verify(db, NULL, &report, NULL) &&
			!report.bad_seq && !report.bad_rows;
		if (g_strcmp0(now, truth) != 0) {
			altered++;
			assert_false(sound);
		}
		db_close(db);
	}
	/* The attempt had teeth. */
	assert_true(altered > 0);
}

int run_fault_tests(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, room_setup, room_teardown)
		TEST(a_cut_in_a_checkpoint_loses_nothing),
		TEST(processes_take_turns),
		TEST(a_waiting_save_says_so),
		TEST(a_second_look_keeps_the_lock),
		TEST(a_full_database_keeps_what_it_had),
		TEST(a_failing_write_keeps_what_it_had),
		TEST(a_killed_import_changed_nothing),
		TEST(a_first_load_leaves_the_wal_for_a_while),
		TEST(flipped_bits_are_never_taken_for_facts),
#undef TEST
	};

	return cmocka_run_group_tests_name("store fault", tests, NULL, NULL);
}
