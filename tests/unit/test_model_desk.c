#include "config.h"

#include "tests/unit/test_model_desk.h"

#include <string.h>
#include <glib/gstdio.h>
#include "model/operator.h"

#define OFFICE 140322100

static void open_desk(struct place *p)
{
	GError *error = NULL;
	struct db *db = db_open(p->path, DB_WRITE, &error);

	must(db != NULL, &error);
	p->desk = desk_open(db, p->lib, &error);
	must(p->desk != NULL, &error);
}

static int arrive(void **state, bool practice)
{
	struct place *p = g_new0(struct place, 1);
	struct ini_complaints *c = ini_complaints_new();
	GError *error = NULL;

	day_set_today(day_make(2026, 7, 15));
	p->dir = g_dir_make_tmp("jiuzhu-XXXXXX", NULL);
	p->path = g_build_filename(p->dir, "a.db", NULL);
	p->lib = library_load(NULL, c);
	assert_int_equal(c->list->len, 0);
	ini_complaints_free(c);
	must(db_create(p->path, OFFICE, 0, practice, &error), &error);
	open_desk(p);
	*state = p;
	return 0;
}

int place_practice(void **state)
{
	return arrive(state, true);
}

int place_earnest(void **state)
{
	return arrive(state, false);
}

int place_leave(void **state)
{
	struct place *p = *state;
	static const char *const tails[] = {"", "-wal", "-shm"};

	desk_free(p->desk);
	library_free(p->lib);
	for (size_t i = 0; i < G_N_ELEMENTS(tails); i++) {
		g_autofree char *name = g_strconcat(p->path, tails[i], NULL);

		g_unlink(name);
	}
	g_rmdir(p->dir);
	g_free(p->dir);
	g_free(p->path);
	g_free(p);
	return 0;
}

void place_reopen(struct place *p)
{
	desk_free(p->desk);
	open_desk(p);
}

void must(bool ok, GError **error)
{
	if (!ok)
		fail_msg("%s", *error ? (*error)->message : "failed without a sentence");
	assert_null(*error);
}

void refused(bool ok, GError **error, int code, const char *words)
{
	assert_false(ok);
	assert_non_null(*error);
	assert_int_equal((*error)->code, code);
	if (!strstr((*error)->message, words))
		fail_msg("\"%s\" does not say \"%s\"", (*error)->message, words);
	g_clear_error(error);
}

row_id person_at_desk(struct place *p, const char *login, const char *roles, const char *id_no)
{
	struct operator_new o = {.login = login,
		.name = login,
		.id_no = id_no,
		.password = "lianxi2026",
		.roles = role_parse(roles)};
	GError *error = NULL;
	row_id id = 0;

	if (operator_any(p->desk))
		sit(p, "admin");
	must(operator_add(p->desk, &o, &id, &error), &error);
	operator_sign_out(p->desk);
	return id;
}

void sit(struct place *p, const char *login)
{
	GError *error = NULL;

	must(operator_sit_down(p->desk, login, &error), &error);
}

static struct change *begin(struct place *p)
{
	struct change_by by = {p->desk->who.id, "test"};
	GError *error = NULL;
	struct change *c = change_begin(p->desk->db, &by, "test", &error);

	must(c != NULL, &error);
	return c;
}

row_id put(struct place *p, struct record *r)
{
	struct change *c = begin(p);
	GError *error = NULL;
	row_id id = 0;

	must(change_insert(c, r, &id, &error) && change_commit(&c, &error), &error);
	return id;
}

void set(struct place *p, row_id id, struct record *r)
{
	struct change *c = begin(p);
	GError *error = NULL;

	must(change_update(c, id, r, NULL, &error) && change_commit(&c, &error), &error);
}

int main(void)
{
	int failed = 0;

	g_setenv("LANGUAGE", "en", TRUE);
	failed += run_lock_tests();
	failed += run_operator_tests();
	failed += run_setting_tests();
	failed += run_payment_tests() + run_pay_check_tests() + run_pay_cycle_tests();
	failed += run_payment_tests();
	failed += run_retro_tests();
	failed += run_adjustment_tests();
	return failed ? 1 : 0;
}
