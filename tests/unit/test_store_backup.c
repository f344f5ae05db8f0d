/* Backups: what comes back is what was there; what was touched is refused (T10). */
#include "config.h"

#include "test_store.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "store/backup.h"
#include "store/draft.h"
#include "store/journal.h"

static void assert_same(const struct backup_facts *a, const struct backup_facts *b)
{
	assert_int_equal(a->journal_seq, b->journal_seq);
	assert_int_equal(a->bytes, b->bytes);
	assert_string_equal(a->journal_digest, b->journal_digest);
	assert_string_equal(a->made_at, b->made_at);
}

static void what_comes_back_is_what_was_there(void **state)
{
	struct room *r = *state;
	g_autofree char *file = room_file(r, "monday.jzb");
	g_autofree char *back = room_file(r, "back.db");
	g_autoptr(GError) error = NULL;
	struct backup_facts made, checked, restored;
	struct journal_report report;
	char digest[17];
	gint64 seq;
	struct stat st;

	add_people(r->db, 30);
	assert_ok(draft_save(r->db, 7, "apply", "new", "t", "x", &error), error);
	assert_ok(backup_write(r->db, file, &made, &error), error);
	assert_ok(journal_head(r->db, &seq, digest, &error), error);
	assert_int_equal(made.journal_seq, seq);
	assert_int_equal(seq, 90);
	assert_string_equal(made.journal_digest, digest);
	assert_int_equal(stat(file, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(st.st_size, made.bytes + 128);
	add_people(r->db, 1);
	assert_ok(backup_check(file, &checked, &error), error);
	assert_same(&checked, &made);

	g_clear_pointer(&r->db, db_close);
	assert_ok(backup_restore(file, back, &restored, &error), error);
	assert_same(&restored, &made);
	assert_int_equal(stat(back, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	r->db = db_open(back, DB_WRITE, &error);
	assert_ok(r->db, error);
	assert_int_equal(count(r->db, "SELECT count(*) FROM person"), 30);
	assert_int_equal(count(r->db, "SELECT count(*) FROM draft"), 1);
	assert_ok(journal_verify(r->db, NULL, &report, &error), error);
	assert_int_equal(report.bad_seq + report.bad_rows, 0);
	add_people(r->db, 1);
}

static void restore_overwrites_nothing(void **state)
{
	struct room *r = *state;
	g_autofree char *file = room_file(r, "monday.jzb");

	assert_true(backup_write(r->db, file, NULL, NULL));
	assert_refused(backup_restore(file, r->path, NULL, why), JZ_ERROR_BAD, "already there");
	/* A backup replaces an older one. */
	add_people(r->db, 1);
	assert_true(backup_write(r->db, file, NULL, NULL));
	assert_true(backup_check(file, NULL, NULL));
}

static void other_files_are_no_backups(void **state)
{
	struct room *r = *state;
	g_autofree char *back = room_file(r, "back.db");
	g_autofree char *none = room_file(r, "none.jzb");

	assert_refused(backup_check(r->path, NULL, why), JZ_ERROR_BAD, "no whole jiuzhu backup");
	assert_refused(backup_restore(r->path, back, NULL, why), JZ_ERROR_BAD, "no whole");
	assert_refused(backup_check(none, NULL, why), JZ_ERROR_BAD, "none.jzb");
	assert_refused(backup_check(r->folder, NULL, why), JZ_ERROR_BAD, "no whole");
	assert_false(g_file_test(back, G_FILE_TEST_EXISTS));
}

static void expect_refused(
	const char *file, const char *back, const char *bytes, gsize len, gsize at)
{
	assert_true(g_file_set_contents(file, bytes, (gssize)len, NULL));
	if (backup_check(file, NULL, NULL))
		fail_msg("damage at byte %d of %d was not seen", (int)at, (int)len);
	if (backup_restore(file, back, NULL, NULL))
		fail_msg("damage at byte %d of %d was restored", (int)at, (int)len);
	assert_false(g_file_test(back, G_FILE_TEST_EXISTS));
}

static void no_byte_changes_unseen(void **state)
{
	struct room *r = *state;
	g_autofree char *file = room_file(r, "monday.jzb");
	g_autofree char *back = room_file(r, "back.db");
	g_autofree char *bytes = NULL;
	g_autoptr(GRand) chance = g_rand_new_with_seed(20261123);
	gsize len;

	add_people(r->db, 10);
	assert_true(backup_write(r->db, file, NULL, NULL));
	assert_true(g_file_get_contents(file, &bytes, &len, NULL));
	/* Every byte of the header, then anywhere. */
	for (int i = 0; i < 128 + 200; i++) {
		gsize at = i < 128 ? (gsize)i : (gsize)g_rand_int_range(chance, 0, (gint32)len);
		char flip = (char)(1 << g_rand_int_range(chance, 0, 8));

		bytes[at] ^= flip;
		expect_refused(file, back, bytes, len, at);
		bytes[at] ^= flip;
	}
	for (gsize cut = 0; cut < len; cut += 4096)
		expect_refused(file, back, bytes, cut, cut);
	expect_refused(file, back, bytes, len - 1, len - 1);
	{
		g_autofree char *longer = g_malloc0(len + 1);

		memcpy(longer, bytes, len);
		expect_refused(file, back, longer, len + 1, len);
	}
	assert_true(g_file_set_contents(file, bytes, (gssize)len, NULL));
	assert_true(backup_check(file, NULL, NULL));
}

/* Backups while another process saves: each is whole, and no save waits in vain. */
static void others_may_write_meanwhile(void **state)
{
	struct room *r = *state;
	g_autofree char *file = room_file(r, "monday.jzb");
	pid_t child;
	int status = -1;

	g_clear_pointer(&r->db, db_close);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct db *db = db_open(r->path, DB_WRITE, NULL);
		bool ok = db != NULL;

		for (int i = 0; ok && i < 60; i++) {
			struct change *c = change_begin(db, &clerk, "accept", NULL);
			struct record rec = record_of("person");

			record_text(&rec, "name", "甲");
			ok = c && change_insert(c, &rec, NULL, NULL) && change_commit(&c, NULL);
		}
		db_close(db);
		_exit(ok ? 0 : 1);
	}
	r->db = db_open(r->path, DB_WRITE, NULL);
	assert_non_null(r->db);
	for (int i = 0; i < 10; i++) {
		g_autoptr(GError) error = NULL;

		assert_ok(backup_write(r->db, file, NULL, &error), error);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(count(r->db, "SELECT count(*) FROM person"), 60);
}

static void nothing_is_left_beside_it(void **state)
{
	struct room *r = *state;
	g_autofree char *file = room_file(r, "monday.jzb");
	g_autofree char *nowhere = room_file(r, "no/where.jzb");
	g_autofree char *taken = room_file(r, "monday.jzb.old");
	g_autoptr(GDir) dir = NULL;
	const char *name;

	assert_true(backup_write(r->db, file, NULL, NULL));
	assert_refused(backup_write(r->db, nowhere, NULL, why), JZ_ERROR_BAD, "where.jzb");
	/* A folder of that name cannot be replaced by a file. */
	assert_int_equal(g_mkdir(taken, 0700), 0);
	assert_refused(backup_write(r->db, taken, NULL, why), JZ_ERROR_BAD, taken);
	dir = g_dir_open(r->folder, 0, NULL);
	while ((name = g_dir_read_name(dir)))
		assert_true(g_str_has_prefix(name, "office.db") ||
			g_str_has_prefix(name, "monday.jzb"));
}

int run_backup_tests(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, room_setup, room_teardown)
		TEST(what_comes_back_is_what_was_there),
		TEST(restore_overwrites_nothing),
		TEST(other_files_are_no_backups),
		TEST(no_byte_changes_unseen),
		TEST(others_may_write_meanwhile),
		TEST(nothing_is_left_beside_it),
#undef TEST
	};

	return cmocka_run_group_tests_name("store backup", tests, NULL, NULL);
}
