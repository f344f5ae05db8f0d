/* Registers: rows from forms, who may write, months made at once, money due; the reserve fund. */
#include "config.h"

#include "tests/unit/test_model_register.h"

#include <string.h>
#include <glib/gstdio.h>
#include "model/operator.h"
#include "model/person.h"

const struct register_def *the_register(struct office_fixture *o, const char *key)
{
	const struct register_def *reg = library_register(o->lib, key);

	assert_non_null(reg);
	return reg;
}

struct filling *filling_at(
	struct office_fixture *o, const char *key, row_id parent, bool old, const char *fields)
{
	GError *error = NULL;
	struct filling *f =
		filling_of_row(o->desk, the_register(o, key)->form, parent, old, &error);
	const struct block_def *block;
	g_auto(GStrv) pairs = g_strsplit(fields, "; ", -1);

	must(f != NULL, &error);
	for (char **pair = pairs; *pair && **pair; pair++) {
		g_auto(GStrv) part = g_strsplit(*pair, "=", 2);
		block = g_ptr_array_index(entry_form(filling_entry(f))->blocks, 0);
		if (!block_field(block, part[0]))
			block = g_ptr_array_index(entry_form(filling_entry(f))->blocks, 1);
		must(filling_key(f, block->key, 0, part[0], part[1], "test", &error), &error);
	}
	must(filling_finish(f, "test", &error), &error);
	return f;
}

row_id add_row(struct office_fixture *o, const char *key, row_id parent, const char *fields)
{
	GError *error = NULL;
	g_autoptr(filling) f = filling_at(o, key, parent, false, fields);
	row_id id = 0;

	must(register_save(o->desk, the_register(o, key), parent, &id, filling_entry(f), &error),
		&error);
	assert_true(id != 0);
	return id;
}

void refuse_row(struct office_fixture *o, const char *key, row_id parent, const char *fields,
	int code, const char *words)
{
	GError *error = NULL;
	g_autoptr(filling) f = filling_at(o, key, parent, false, fields);
	row_id id = 0;

	must_fail(
		register_save(o->desk, the_register(o, key), parent, &id, filling_entry(f), &error),
		&error, code, words);
	assert_int_equal(id, 0);
}

static void see_row(const struct register_line *line, void *ctx)
{
	GString *out = ctx;

	for (int i = 0; i < REGISTER_COLUMNS && line->cell[i]; i++)
		g_string_append_printf(out, "%s|", line->cell[i]);
	g_string_append_printf(out, "%s\n", line->mark);
}

char *rows_of(struct office_fixture *o, const char *key, row_id parent)
{
	GError *error = NULL;
	GString *out = g_string_new(NULL);

	must(register_rows(o->desk, the_register(o, key), parent, see_row, out, &error), &error);
	return g_string_free(out, FALSE);
}

void sit_as(struct office_fixture *o, const char *roles)
{
	GError *error = NULL;
	struct change_by by = {0, "setup"};
	struct record r = record_of("operator");
	struct change *c = change_begin(o->desk->db, &by, "setup", &error);

	record_text(&r, "login", roles);
	record_text(&r, "name", roles);
	record_text(&r, "roles", roles);
	record_text(&r, "employer", "civil");
	must(c && change_insert(c, &r, NULL, &error) && change_commit(&c, &error), &error);
	must(operator_sit_down(o->desk, roles, &error), &error);
}

row_id put_row(struct office_fixture *o, const struct record *r)
{
	GError *error = NULL;
	row_id id = 0;
	struct change *c = desk_change(o->desk, "test", &error);

	must(c && change_insert(c, r, &id, &error) && change_commit(&c, &error), &error);
	return id;
}

#define HOME_FIELDS                                                                                \
	"name=秀水敬老院; kind=1; director=郭成; beds=40; separate_account=1; "             \
	"account=6221364670312250018"

row_id make_home(struct office_fixture *o)
{
	return add_row(o, "institution", 0, HOME_FIELDS);
}

/* --- rows ------------------------------------------------------------------------------------- */

static void a_row_is_written_corrected_and_taken_out(void **state)
{
	struct office_fixture *o = *state;
	const struct register_def *reg = the_register(o, "institution");
	GError *error = NULL;
	row_id id = make_home(o);
	g_autofree char *first = rows_of(o, "institution", 0);
	g_autofree char *name = register_name(o->desk, reg, id);

	assert_string_equal(first, "秀水敬老院|1|40|0|1|0|郭成||\n");
	assert_string_equal(name, "秀水敬老院");
	g_autoptr(filling) f = filling_of_row(o->desk, "institution", 0, true, &error);
	must(register_fill(o->desk, reg, id, filling_entry(f), &error), &error);
	assert_string_equal(
		entry_get(filling_entry(f), "institution", 0, "account"), "6221364670312250018");
	must(filling_key(f, "institution", 0, "beds", "45", NULL, &error), &error);
	must(filling_finish(f, NULL, &error), &error);
	must(register_save(o->desk, reg, 0, &id, filling_entry(f), &error), &error);
	assert_int_equal(number(o, "SELECT beds FROM institution"), 45);
	assert_int_equal(number(o, "SELECT separate_account FROM institution"), 1);
	/* Each is in the journal. */
	assert_int_equal(number(o, "SELECT count(*) FROM journal WHERE tbl = 'institution'"), 2);
	must(register_delete(o->desk, reg, id, &error), &error);
	assert_int_equal(number(o, "SELECT count(*) FROM institution"), 0);
	assert_int_equal(number(o, "SELECT count(*) FROM journal WHERE tbl = 'institution'"), 3);
}

static void two_of_one_name_are_refused_in_words(void **state)
{
	struct office_fixture *o = *state;

	make_home(o);
	refuse_row(o, "institution", 0, HOME_FIELDS, JZ_ERROR_BAD, "has such a row already");
}

static void only_the_roles_of_the_file_write(void **state)
{
	struct office_fixture *o = *state;
	const struct register_def *reg = the_register(o, "institution");
	GError *error = NULL;
	row_id id = make_home(o);
	int made = 0;

	sit_as(o, "auditor");
	refuse_row(o, "reserve", 0, "kind=1; amount=5000", JZ_ERROR_DENIED, "clerk/payer");
	must_fail(register_delete(o->desk, reg, id, &error), &error, JZ_ERROR_DENIED, "role");
	must_fail(register_make(o->desk, the_register(o, "pocket_money"), id,
			  month_from_iso("2024-01"), &made, &error),
		&error, JZ_ERROR_DENIED, "role");
	assert_false(register_may_write(o->desk, reg));
	assert_true(register_may_read(o->desk, reg));
	g_autofree char *seen = rows_of(o, "institution", 0);
	assert_true(strlen(seen) > 0);
	/* A reviewer inspects (roles of inspection.ini), and keeps no list of residents. */
	sit_as(o, "reviewer");
	add_row(o, "inspection", id, "visitor1=王建国; visitor2=赵小燕; finding=.");
	refuse_row(o, "placement", id, "payer=3; id_no=140322195203152716; name=石满仓",
		JZ_ERROR_DENIED, "clerk");
}

static void an_institution_with_residents_stays(void **state)
{
	struct office_fixture *o = *state;
	GError *error = NULL;
	row_id home = make_home(o);
	row_id stay =
		add_row(o, "placement", home, "payer=3; id_no=140322195203152716; name=石满仓");

	must_fail(register_delete(o->desk, the_register(o, "institution"), home, &error), &error,
		JZ_ERROR_DENIED, "1 rows of");
	must(register_delete(o->desk, the_register(o, "placement"), stay, &error), &error);
	must(register_delete(o->desk, the_register(o, "institution"), home, &error), &error);
}

static void computed_registers_are_not_written(void **state)
{
	struct office_fixture *o = *state;
	GError *error = NULL;

	must_fail(register_delete(o->desk, the_register(o, "support_due"), 202401, &error), &error,
		JZ_ERROR_DENIED, "computed from other registers");
}

/* --- persons ---------------------------------------------------------------------------------- */

static void an_id_number_stands_for_its_person(void **state)
{
	struct office_fixture *o = *state;
	row_id home = make_home(o);
	row_id stay = add_row(o, "placement", home,
		"payer=3; id_no=140322195203152716; name=石满仓; from_date=20231110; "
		"to_date=20231231; reason=4");
	GError *error = NULL;

	assert_int_equal(number(o,
				 "SELECT count(*) FROM person WHERE name = '石满仓'"
				 " AND birth = '1952-03-15' AND sex = 'M'"),
		1);
	/* One wrong digit is somebody else: the name shows it. */
	refuse_row(o, "placement", home, "payer=3; id_no=140322195203152716; name=石满屯",
		JZ_ERROR_BAD, "is that of 石满仓, not 石满屯");
	/* Again, from the day after he left: the same person. */
	add_row(o, "placement", home,
		"payer=3; id_no=140322195203152716; name=石满仓; from_date=20240101");
	assert_int_equal(number(o, "SELECT count(*) FROM person WHERE name = '石满仓'"), 1);
	g_autoptr(filling) f = filling_of_row(o->desk, "placement", home, true, &error);
	must(register_fill(o->desk, the_register(o, "placement"), stay, filling_entry(f), &error),
		&error);
	assert_string_equal(
		entry_get(filling_entry(f), "placement", 0, "id_no"), "140322195203152716");
	assert_string_equal(entry_get(filling_entry(f), "placement", 0, "payer"), "boarder");
}

static void nobody_lives_in_two_places_at_once(void **state)
{
	struct office_fixture *o = *state;
	row_id home = make_home(o);
	row_id other = add_row(o, "institution", 0,
		"name=孙家庄福利院; kind=2; director=田秀; separate_account=0");

	add_row(o, "placement", home,
		"payer=1; id_no=140322195203152716; name=石满仓; from_date=20231110; "
		"to_date=20231220; reason=2");
	refuse_row(o, "placement", other,
		"payer=1; id_no=140322195203152716; name=石满仓; from_date=20231220", JZ_ERROR_BAD,
		"T-22");
	add_row(o, "placement", other,
		"payer=1; id_no=140322195203152716; name=石满仓; from_date=20231221");
}

/* --- inspections ------------------------------------------------------------------------------ */

/* An inspection waits from its day of mending until somebody has seen it mended. */
static void inspections_wait_until_they_are_mended(void **state)
{
	struct office_fixture *o = *state;
	const struct register_def *reg = the_register(o, "inspection");
	GError *error = NULL;
	int n = -1;
	row_id home = make_home(o);
	row_id late = add_row(o, "inspection", home,
		"visited_on=20231201; visitor1=王建国; visitor2=赵小燕; finding=零花钱没有签收; "
		"severity=2; mend_by=20240103");
	add_row(o, "inspection", home,
		"visited_on=20240102; visitor1=王建国; visitor2=赵小燕; visitor3=张秀英; "
		"finding=账目没有按月公开; severity=1; mend_by=20240104");
	add_row(o, "inspection", home,
		"visited_on=20240103; visitor1=王建国; visitor2=赵小燕; finding=.");

	g_autofree char *rows = rows_of(o, "inspection", home);
	assert_string_equal(rows,
		"2023-12-01|王建国、赵小燕|零花钱没有签收|2|2024-01-03||late|late\n"
		"2024-01-02|王建国、赵小燕、张秀英|账目没有按月公开|1|2024-01-04||waiting|warn\n"
		"2024-01-03|王建国、赵小燕||||"
		"|none|done\n");
	must(register_due(o->desk, reg, &n, &error), &error);
	assert_int_equal(n, 1);
	day_set_today(day_make(2024, 1, 4));
	must(register_due(o->desk, reg, &n, &error), &error);
	assert_int_equal(n, 2);

	g_autoptr(filling) f = filling_of_row(o->desk, "inspection", home, true, &error);
	must(register_fill(o->desk, reg, late, filling_entry(f), &error), &error);
	assert_string_equal(entry_get(filling_entry(f), "visit", 0, "visitor1"), "王建国");
	must(filling_key(f, "again", 0, "again_on", "20240104", NULL, &error), &error);
	must(filling_key(f, "again", 0, "again_result", "2", NULL, &error), &error);
	must(register_save(o->desk, reg, home, &late, filling_entry(f), &error), &error);
	must(register_due(o->desk, reg, &n, &error), &error);
	assert_int_equal(n, 2); /* seen again, and not mended */
	must(filling_key(f, "again", 0, "again_result", "1", NULL, &error), &error);
	must(register_save(o->desk, reg, home, &late, filling_entry(f), &error), &error);
	must(register_due(o->desk, reg, &n, &error), &error);
	assert_int_equal(n, 1);
	day_set_today(day_make(2024, 1, 3));
}

/* C-19: fifteen working days from Monday, December 11: New Year's Day is none, so January 2. */
static void complaints_wait_for_an_answer(void **state)
{
	struct office_fixture *o = *state;
	const struct register_def *reg = the_register(o, "complaint");
	GError *error = NULL;
	int n = -1;
	row_id late = add_row(o, "complaint", 0,
		"received_on=20231211; way=1; name=刘二; kind=1; about=秀水村王五; "
		"content=该保没保");

	add_row(o, "complaint", 0,
		"received_on=20231212; way=2; name=赵三; kind=4; about=本人; content=没有到账");
	g_autofree char *rows = rows_of(o, "complaint", 0);
	assert_non_null(strstr(rows, "2023-12-11|1|刘二|1|秀水村王五|2024-01-02||||late\n"));
	assert_non_null(strstr(rows, "2023-12-12|2|赵三|4|本人|2024-01-03||||warn\n"));
	must(register_due(o->desk, reg, &n, &error), &error);
	assert_int_equal(n, 1);
	/* An answer needs what came out of it, its day and its words. */
	g_autoptr(filling) f = filling_of_row(o->desk, "complaint", 0, true, &error);
	must(f != NULL, &error);
	must(register_fill(o->desk, reg, late, filling_entry(f), &error), &error);
	must(filling_key(f, "answer", 0, "outcome", "1", NULL, &error), &error);
	must(filling_key(f, "answer", 0, "answered_on", "20240103", NULL, &error), &error);
	must_fail(filling_finish(f, NULL, &error), &error, JZ_ERROR_BAD, "答复");
	must(filling_key(f, "answer", 0, "answer", "已纳入，当面答复", NULL, &error), &error);
	must(register_save(o->desk, reg, 0, &late, filling_entry(f), &error), &error);
	must(register_due(o->desk, reg, &n, &error), &error);
	assert_int_equal(n, 0);
}

static void one_visitor_is_no_inspection(void **state)
{
	struct office_fixture *o = *state;
	GError *error = NULL;
	g_autoptr(filling) f = filling_of_row(o->desk, "inspection", make_home(o), false, &error);

	must(filling_key(f, "visit", 0, "visitor1", "王建国", NULL, &error), &error);
	must_fail(filling_key(f, "visit", 0, "visitor2", "王建国", "真的", &error), &error,
		JZ_ERROR_BAD, "两个人");
}

/* --- the proof of the files ------------------------------------------------------------------- */

static const struct {
	const char *text, *complaint;
} unsound[] = {
	{"query = SELECT id FROM note", "r.ini:1: the query gives 1 columns where 2 are needed"},
	{"query = DELETE FROM note", "a query may read facts and nothing else"},
	{"query = SELECT id, secret FROM operator", "a query may read facts and nothing else"},
	{"query = SELECT id, txt FROM note", "no such column: txt"},
	{"query = SELECT id, text FROM note WHERE id = :parnt", "a parameter that nobody gives it"},
	{"query = SELECT id, text FROM note; SELECT 1", "r.ini:1: "},
	{"query = SELECT id, text FROM note\nsummary = SELECT 1, 2", "gives 2 columns where 1 are"},
	{"query = SELECT id, text FROM note\ntable = note\nform = note\nroles = clerk\n"
	 "parent = institution",
		"no such column: institution"},
	{"query = SELECT id, text FROM note\ntable = note\nform = note\nroles = clerk\n"
	 "make = SELECT 'x' AS texte",
		"no such column: texte"},
};

static void queries_are_proved_before_anybody_works(void **state)
{
	struct office_fixture *o = *state;
	g_autofree char *dir = office_path(o, "own");
	g_autofree char *folder = g_build_filename(dir, "registers", NULL);
	g_autofree char *file = g_build_filename(folder, "r.ini", NULL);

	g_mkdir_with_parents(folder, 0700);
	for (size_t i = 0; i < G_N_ELEMENTS(unsound); i++) {
		g_autofree char *text = g_strdup_printf("[register t_r]\nlabel = 测试簿\n%s\n"
							"[column a]\nlabel = 甲\nwidth = 8\n",
			unsound[i].text);
		g_autoptr(ini_complaints) c = ini_complaints_new();
		g_file_set_contents(file, text, -1, NULL);
		g_autoptr(library) lib = library_load(dir, c);
		register_check(lib, c);
		assert_true(c->list->len > 0);
		if (!strstr(g_ptr_array_index(c->list, 0), unsound[i].complaint))
			fail_msg("\"%s\" does not say \"%s\"",
				(char *)g_ptr_array_index(c->list, 0), unsound[i].complaint);
	}
	g_remove(file);
	g_remove(folder);
	g_remove(dir);
	g_autoptr(ini_complaints) none = ini_complaints_new();
	register_check(o->lib, none);
	assert_int_equal(none->list->len, 0);
}

#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, office_open, office_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_OFFICE(a_row_is_written_corrected_and_taken_out),
		IN_OFFICE(two_of_one_name_are_refused_in_words),
		IN_OFFICE(only_the_roles_of_the_file_write),
		IN_OFFICE(an_institution_with_residents_stays),
		IN_OFFICE(computed_registers_are_not_written),
		IN_OFFICE(an_id_number_stands_for_its_person),
		IN_OFFICE(nobody_lives_in_two_places_at_once),
		IN_OFFICE(inspections_wait_until_they_are_mended),
		IN_OFFICE(complaints_wait_for_an_answer),
		IN_OFFICE(one_visitor_is_no_inspection),
		IN_OFFICE(queries_are_proved_before_anybody_works),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL) + run_register_money_tests()) > 0;
}
