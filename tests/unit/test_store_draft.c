/* Drafts: replaced in place, private, gone with the save, there after a kill. */
#include "config.h"

#include "test_store.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "store/draft.h"

static void save(struct db *db, row_id who, const char *form, const char *subject, const char *body)
{
	g_autoptr(GError) error = NULL;

	assert_ok(draft_save(db, who, form, subject, form, body, &error), error);
}

static void a_draft_is_replaced_and_private(void **state)
{
	struct room *r = *state;
	g_autoptr(GError) error = NULL;
	g_autofree char *mine = NULL;
	g_autofree char *theirs = NULL;

	save(r->db, 7, "apply", "new", "name=张");
	save(r->db, 7, "apply", "new", "name=张三");
	save(r->db, 8, "apply", "new", "name=李");
	mine = draft_load(r->db, 7, "apply", "new", &error);
	theirs = draft_load(r->db, 8, "apply", "new", &error);
	assert_string_equal(mine, "name=张三");
	assert_string_equal(theirs, "name=李");
	assert_null(draft_load(r->db, 9, "apply", "new", &error));
	assert_null(draft_load(r->db, 7, "apply", "12", &error));
	assert_null(error);
	assert_int_equal(count(r->db, "SELECT count(*) FROM draft"), 2);
	assert_int_equal(count(r->db, "SELECT count(*) FROM journal"), 0);
}

static void the_newest_is_listed_first(void **state)
{
	struct room *r = *state;
	g_autoptr(GPtrArray) list = NULL;
	const struct draft_head *h;

	save(r->db, 7, "a", "1", "x");
	save(r->db, 7, "b", "2", "x");
	save(r->db, 7, "c", "3", "x");
	save(r->db, 7, "a", "1", "y");
	save(r->db, 8, "d", "4", "x");
	list = draft_list(r->db, 7, NULL);
	assert_int_equal(list->len, 3);
	h = list->pdata[0];
	assert_string_equal(h->form, "a");
	assert_string_equal(h->subject, "1");
	assert_string_equal(h->title, "a");
	assert_int_equal(strlen(h->at), strlen("2026-11-23T08:15:00"));
	assert_string_equal(((struct draft_head *)list->pdata[1])->form, "c");
	assert_string_equal(((struct draft_head *)list->pdata[2])->form, "b");
}

static void a_drop_belongs_to_the_change(void **state)
{
	struct room *r = *state;
	struct change *c;

	save(r->db, 7, "apply", "new", "x");
	c = begin(r->db, "accept");
	add_person(c, NULL, "甲");
	assert_true(draft_drop(r->db, 7, "apply", "new", NULL));
	change_cancel(&c);
	assert_int_equal(count(r->db, "SELECT count(*) FROM draft"), 1);
	c = begin(r->db, "accept");
	add_person(c, NULL, "甲");
	assert_true(draft_drop(r->db, 7, "apply", "new", NULL));
	assert_int_equal(raw_number(r->path, "SELECT count(*) FROM draft"), 1);
	commit(&c);
	assert_int_equal(raw_number(r->path, "SELECT count(*) FROM draft"), 0);
	assert_true(draft_drop(r->db, 7, "apply", "new", NULL));
}

/* The child saves and says so until it is killed in the middle of it (T1, T4). */
static void what_was_acknowledged_survives_a_kill(void **state)
{
	struct room *r = *state;

	for (int round = 0; round < 20; round++) {
		int ends[2], last = 0, said;
		g_autofree char *body = NULL;
		pid_t child;

		assert_int_equal(pipe(ends), 0);
		child = fork();
		assert_true(child >= 0);
		if (child == 0) {
			struct db *db = db_open(r->path, DB_WRITE, NULL);

			for (int n = 1; db; n++) {
				g_autofree char *text = g_strdup_printf("%d", n);

				if (!draft_save(db, 7, "apply", "new", "", text, NULL) ||
					write(ends[1], &n, sizeof n) != sizeof n)
					break;
			}
			_exit(1);
		}
		close(ends[1]);
		while (read(ends[0], &said, sizeof said) == sizeof said) {
			last = said;
			if (last == 3 + round * 2)
				kill(child, SIGKILL);
		}
		close(ends[0]);
		waitpid(child, NULL, 0);
		assert_true(last >= 3 + round * 2);
		room_reopen(r);
		body = draft_load(r->db, 7, "apply", "new", NULL);
		/* At most the one that was under way is newer. */
		said = (int)g_ascii_strtoll(body, NULL, 10);
		assert_true(said == last || said == last + 1);
		assert_true(db_check(r->db, NULL));
	}
}

int run_draft_tests(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, room_setup, room_teardown)
		TEST(a_draft_is_replaced_and_private),
		TEST(the_newest_is_listed_first),
		TEST(a_drop_belongs_to_the_change),
		TEST(what_was_acknowledged_survives_a_kill),
#undef TEST
	};

	return cmocka_run_group_tests_name("store draft", tests, NULL, NULL);
}
