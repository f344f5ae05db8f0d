#include "config.h"

#include "tests/unit/office_fixture.h"

#include <string.h>
#include <glib/gstdio.h>
#include "model/office.h"
#include "model/operator.h"

#define OFFICE "140322100"

void must(bool ok, GError **error)
{
	if (!ok)
		fail_msg("%s", *error ? (*error)->message : "failed without a sentence");
	assert_null(*error);
}

void must_fail(bool ok, GError **error, int code, const char *words)
{
	assert_false(ok);
	assert_non_null(*error);
	if (!strstr((*error)->message, words))
		fail_msg("\"%s\" does not say \"%s\"", (*error)->message, words);
	assert_int_equal((*error)->code, code);
	g_clear_error(error);
}

/* Without a password: deriving one would take longer than all the tests. */
static void seat_clerk(struct desk *desk)
{
	struct change_by by = {0, "setup"};
	GError *error = NULL;
	struct change *c = change_begin(desk->db, &by, "setup", &error);
	struct record r = record_of("operator");

	must(c != NULL, &error);
	record_text(&r, "login", "clerk");
	record_text(&r, "name", "李桂芳");
	record_text(&r, "roles", "clerk");
	record_text(&r, "employer", "civil");
	must(change_insert(c, &r, NULL, &error), &error);
	must(change_commit(&c, &error), &error);
	must(operator_sit_down(desk, "clerk", &error), &error);
}

int office_open(void **state)
{
	struct office_fixture *o = g_new0(struct office_fixture, 1);
	g_autoptr(ini_complaints) c = ini_complaints_new();
	g_autofree char *path = NULL;
	GError *error = NULL;
	struct db *db;

	day_set_today(day_make(2024, 1, 3));
	o->dir = g_dir_make_tmp("jiuzhu-XXXXXX", &error);
	must(o->dir != NULL, &error);
	path = office_path(o, "office.db");
	o->lib = library_load(NULL, c);
	assert_int_equal(c->list->len, 0);
	must(db_create(path, g_ascii_strtoll(OFFICE, NULL, 10), 0, true, &error), &error);
	db = db_open(path, DB_WRITE, &error);
	must(db != NULL, &error);
	must(office_setup(db, o->lib, OFFICE, &error), &error);
	o->desk = desk_open(db, o->lib, &error);
	must(o->desk != NULL, &error);
	seat_clerk(o->desk);
	*state = o;
	return 0;
}

int office_close(void **state)
{
	struct office_fixture *o = *state;
	GDir *dir = g_dir_open(o->dir, 0, NULL);
	const char *name;

	desk_free(o->desk);
	library_free(o->lib);
	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *path = office_path(o, name);

		g_unlink(path);
	}
	if (dir)
		g_dir_close(dir);
	g_rmdir(o->dir);
	g_free(o->dir);
	g_free(o);
	return 0;
}

char *office_path(const struct office_fixture *o, const char *name)
{
	return g_build_filename(o->dir, name, NULL);
}

gint64 number(struct office_fixture *o, const char *sql)
{
	GError *error = NULL;
	gint64 n = -1;

	must(db_one_int(o->desk->db, &n, &error, sql, ""), &error);
	return n;
}
