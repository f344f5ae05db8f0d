#include "config.h"

#include "test_store.h"

#include <glib/gstdio.h>
#include <string.h>
#include "base/day.h"
#include "store/sql.h"

const struct change_by clerk = {.operator_id = 7, .operator_name = "王会计"};

int room_setup(void **state)
{
	struct room *r = g_new0(struct room, 1);
	g_autoptr(GError) error = NULL;

	r->folder = g_dir_make_tmp("store-XXXXXX", &error);
	assert_non_null(r->folder);
	r->path = room_file(r, "office.db");
	assert_ok(db_create(r->path, 140322104, 3, false, &error), error);
	r->db = db_open(r->path, DB_WRITE, &error);
	assert_ok(r->db, error);
	*state = r;
	return 0;
}

int room_teardown(void **state)
{
	struct room *r = *state;
	g_autoptr(GDir) dir = NULL;
	const char *name;

	db_close(r->db);
	g_chmod(r->folder, 0700);
	dir = g_dir_open(r->folder, 0, NULL);
	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(r->folder, name, NULL);

		g_remove(path);
	}
	g_rmdir(r->folder);
	g_free(r->folder);
	g_free(r->path);
	g_free(r);
	day_set_today(DAY_NONE);
	return 0;
}

char *room_file(const struct room *r, const char *name)
{
	return g_build_filename(r->folder, name, NULL);
}

void room_reopen(struct room *r)
{
	g_autoptr(GError) error = NULL;

	db_close(r->db);
	r->db = db_open(r->path, DB_WRITE, &error);
	assert_ok(r->db, error);
}

bool raw_try(const char *path, const char *sql, GError **error)
{
	g_autoptr(sql) tool = sql_open(path, SQL_FILE_WRITE, error);

	return tool && sql_exec(tool, "PRAGMA foreign_keys = OFF", error) &&
		sql_exec(tool, sql, error);
}

void raw_sql(const char *path, const char *sql)
{
	g_autoptr(GError) error = NULL;

	assert_ok(raw_try(path, sql, &error), error);
}

gint64 raw_number(const char *path, const char *sql)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(sql) tool = sql_open(path, SQL_FILE_WRITE, &error);
	gint64 n = -1;

	assert_ok(tool && sql_number(tool, sql, &n, &error), error);
	return n;
}

struct change *begin(struct db *db, const char *reason)
{
	g_autoptr(GError) error = NULL;
	struct change *c = change_begin(db, &clerk, reason, &error);

	assert_ok(c, error);
	return c;
}

void commit(struct change **c)
{
	g_autoptr(GError) error = NULL;

	assert_ok(change_commit(c, &error), error);
	assert_null(*c);
}

row_id add_person(struct change *c, const char *id_no, const char *name)
{
	g_autoptr(GError) error = NULL;
	struct record r = record_of("person");
	row_id id = 0;

	record_text(&r, "id_no", id_no);
	record_text(&r, "name", name);
	assert_ok(change_insert(c, &r, &id, &error), error);
	return id;
}

static row_id add_household(struct change *c, int n)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *address = g_strdup_printf("河东村%d号", n);
	struct record r = record_of("household");
	row_id id = 0;

	record_text(&r, "area", "rural");
	record_text(&r, "address", address);
	record_int(&r, "well", n); /* a field of the county's own */
	assert_ok(change_insert(c, &r, &id, &error), error);
	return id;
}

void add_people(struct db *db, int n)
{
	struct change *c = begin(db, "import");

	for (int i = 0; i < n; i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *name = g_strdup_printf("赵%d", i);
		struct record r = record_of("member");

		record_int(&r, "household", add_household(c, i));
		record_int(&r, "person", add_person(c, NULL, name));
		record_text(&r, "relation", "01");
		record_text(&r, "from_date", "2026-07-01");
		assert_ok(change_insert(c, &r, NULL, &error), error);
	}
	commit(&c);
}

gint64 count(struct db *db, const char *sql)
{
	g_autoptr(GError) error = NULL;
	gint64 n = -1;

	assert_ok(db_one_int(db, &n, &error, sql, ""), error);
	return n;
}

int main(void)
{
	int failed = 0;

	g_setenv("LC_ALL", "C.UTF-8", TRUE);
	failed += run_body_tests();
	failed += run_db_tests();
	failed += run_change_tests();
	failed += run_verify_tests();
	failed += run_draft_tests();
	failed += run_backup_tests();
	failed += run_fault_tests();
	return failed ? 1 : 0;
}
