/* Documents of a case that stands in a database: what is not done is not printed, what was decided
 * is printed as it was decided. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "report/document.h"
#include "store/change.h"
#include "test_report.h"

struct room {
	char *dir;
	struct library *lib;
	struct desk *desk;
	row_id operator_id, household, person, casefile, decision;
};

static void must(bool ok, GError *error)
{
	if (!ok)
		fail_msg("%s", error ? error->message : "failed without a reason");
}

static row_id insert(struct change *c, const struct record *r)
{
	g_autoptr(GError) error = NULL;
	row_id id = 0;

	must(change_insert(c, r, &id, &error), error);
	return id;
}

static void insert_office(struct change *c, struct room *room)
{
	struct record office = record_of("office"), op = record_of("operator"),
		      standard = record_of("policy_value");

	record_text(&office, "code", "140322101");
	record_text(&office, "name", "盂县秀水镇");
	record_text(&office, "short", "秀水镇");
	record_text(&office, "county", "盂县");
	insert(c, &office);

	record_text(&op, "login", "wang");
	record_text(&op, "name", "赵明");
	record_text(&op, "roles", "approver");
	record_text(&op, "employer", "civil");
	room->operator_id = insert(c, &op);

	record_text(&standard, "key", "dibao_standard");
	record_text(&standard, "area", "rural");
	record_text(&standard, "value", "624000");
	record_text(&standard, "from_date", "2026-01-01");
	record_text(&standard, "document", "示例1号");
	insert(c, &standard);
}

static void insert_family(struct change *c, struct room *room)
{
	struct record household = record_of("household"), person = record_of("person"),
		      member = record_of("member"), casefile = record_of("casefile");

	record_text(&household, "village_name", "东关村");
	record_text(&household, "area", "rural");
	room->household = insert(c, &household);

	record_text(&person, "id_no", "140302198012240021");
	record_text(&person, "name", "李小花");
	record_text(&person, "sex", "F");
	record_text(&person, "birth", "1980-12-24");
	room->person = insert(c, &person);

	record_int(&member, "household", room->household);
	record_int(&member, "person", room->person);
	record_text(&member, "relation", "01");
	record_text(&member, "from_date", "2020-01-01");
	insert(c, &member);

	record_text(&casefile, "file_no", "DB-2026-0007");
	record_text(&casefile, "programme", "dibao");
	record_int(&casefile, "household", room->household);
	record_text(&casefile, "area", "rural");
	record_text(&casefile, "state", "accepted");
	record_text(&casefile, "applied_on", "2026-07-03");
	room->casefile = insert(c, &casefile);
}

static void insert_income(struct change *c, const struct room *room)
{
	struct record r = record_of("income_item");

	record_int(&r, "casefile", room->casefile);
	record_text(&r, "section", "wage");
	record_int(&r, "person", room->person);
	record_text(&r, "kind", "12");
	record_text(&r, "per", "month");
	record_int(&r, "months", 12);
	record_int(&r, "declared", 12000);
	insert(c, &r);
}

static void insert_step(struct change *c, const struct room *room, const char *action,
	const char *on, const char *from, const char *to)
{
	struct record r = record_of("step");

	record_int(&r, "casefile", room->casefile);
	record_text(&r, "action", action);
	record_text(&r, "done_on", on);
	record_int(&r, "operator", room->operator_id);
	record_text(&r, "from_state", from);
	record_text(&r, "to_state", to);
	insert(c, &r);
}

static struct change *begin(struct room *room, struct db *db)
{
	struct change_by by = {room->operator_id, "赵明"};
	g_autoptr(GError) error = NULL;
	struct change *c = change_begin(db, &by, "test", &error);

	must(c != NULL, error);
	return c;
}

static void commit(struct change *c)
{
	g_autoptr(GError) error = NULL;

	must(change_commit(&c, &error), error);
}

static int setup(void **state)
{
	struct room *room = g_new0(struct room, 1);
	g_autoptr(ini_complaints) complaints = ini_complaints_new();
	g_autoptr(GError) error = NULL;
	g_autofree char *path = NULL;
	struct change *c;
	struct db *db;

	day_set_today(day_from_iso("2026-07-20"));
	room->lib = library_load(NULL, complaints);
	room->dir = g_dir_make_tmp("jiuzhu-report-XXXXXX", &error);
	must(room->dir != NULL, error);
	path = g_build_filename(room->dir, "test.db", NULL);
	must(db_create(path, 140322101, 0, true, &error), error);
	db = db_open(path, DB_WRITE, &error);
	must(db != NULL, error);
	c = begin(room, db);
	insert_office(c, room);
	insert_family(c, room);
	insert_income(c, room);
	commit(c);
	room->desk = desk_open(db, room->lib, &error);
	must(room->desk != NULL, error);
	*state = room;
	return 0;
}

static int teardown(void **state)
{
	struct room *room = *state;
	g_autoptr(GDir) dir = NULL;
	const char *name;

	desk_free(room->desk);
	library_free(room->lib);
	dir = g_dir_open(room->dir, 0, NULL);
	while ((name = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(room->dir, name, NULL);

		g_unlink(path);
	}
	g_rmdir(room->dir);
	g_free(room->dir);
	g_free(room);
	day_set_today(DAY_NONE);
	return 0;
}

static char *print(struct room *room, const char *key)
{
	g_autoptr(GError) error = NULL;
	char *text = document_of_case(room->desk, room->casefile, key, &error);

	if (!text)
		fail_msg("%s: %s", key, error->message);
	return text;
}

static void has(const char *text, const char *what)
{
	if (!strstr(text, what))
		fail_msg("\"%s\" is not in\n%s", what, text);
}

static void refused(struct room *room, const char *key)
{
	g_autoptr(GError) error = NULL;

	assert_null(document_of_case(room->desk, room->casefile, key, &error));
	assert_int_equal(error->code, JZ_ERROR_DENIED);
	has(error->message, "DB-2026-0007");
}

static void test_what_is_not_done_is_not_printed(void **state)
{
	struct room *room = *state;

	refused(room, "receipt");
	refused(room, "publicity");
	refused(room, "decision");
	refused(room, "refusal");
}

static void test_before_the_decision(void **state)
{
	static const char *const keys[] = {"missing", "survey", "dossier", "calc"};
	struct room *room = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
		g_autofree char *text = print(room, keys[i]);

		has(text, "李小花");
		has(text, "DB-2026-0007");
		has(text, "PRACTICE");
	}
}

/* (6240 - 12 x 120) / 12 = 400, with the standard and income of today. */
static void test_calc_of_today(void **state)
{
	struct room *room = *state;
	g_autofree char *text = print(room, "calc");

	has(text, "120.00 x 12 = 1440.00");
	has(text, "400.00 元（大写：肆佰元整）");
	has(text, "示例1号");
}

static void insert_results(struct room *room)
{
	struct change *c = begin(room, room->desk->db);
	struct record publicity = record_of("publicity"), decision = record_of("decision"),
		      award = record_of("award");

	insert_step(c, room, "accept", "2026-07-06", "draft", "accepted");
	record_int(&publicity, "casefile", room->casefile);
	record_text(&publicity, "place", "公示栏");
	record_text(&publicity, "posted_on", "2026-07-20");
	record_text(&publicity, "ends_on", "2026-07-27");
	record_int(&publicity, "members", 1);
	record_int(&publicity, "amount", 39900);
	insert(c, &publicity);

	record_int(&decision, "casefile", room->casefile);
	record_text(&decision, "kind", "confirm");
	record_text(&decision, "decided_on", "2026-08-10");
	record_int(&decision, "amount", 39900);
	record_text(&decision, "working",
		"Counted members (N)\t\t1\tpersons\tD-02\t\n"
		"as decided then\t1 + 1 = 2\t2\t\t\t\n");
	record_text(&decision, "from_month", "2026-09");
	room->decision = insert(c, &decision);

	record_int(&award, "casefile", room->casefile);
	record_int(&award, "decision", room->decision);
	record_text(&award, "from_month", "2026-09");
	record_int(&award, "members", 1);
	record_int(&award, "base", 36900);
	record_int(&award, "supplement", 3000);
	insert(c, &award);
	insert_step(c, room, "confirm", "2026-08-10", "publicised", "active");
	commit(c);
}

/* The decision's own working and amount, not what today's figures would give. */
static void test_after_the_decision(void **state)
{
	struct room *room = *state;
	g_autofree char *calc = NULL, *decision = NULL, *publicity = NULL, *receipt = NULL;

	insert_results(room);
	calc = print(room, "calc");
	has(calc, "as decided then");
	has(calc, "399.00 元");
	decision = print(room, "decision");
	has(decision, "每月 399.00 元");
	has(decision, "补差 369.00 元，分类施保 30.00 元");
	has(decision, "2026-09");
	has(decision, "盂县民政局");
	publicity = print(room, "publicity");
	has(publicity, "399.00");
	has(publicity, "2026-07-27");
	receipt = print(room, "receipt");
	has(receipt, "2026-07-06");
	has(receipt, "30 个工作日");
	refused(room, "refusal");
}

static void test_unknown(void **state)
{
	struct room *room = *state;
	g_autoptr(GError) nobody = NULL, nothing = NULL;

	assert_null(document_of_case(room->desk, 12345, "calc", &nobody));
	assert_non_null(nobody);
	assert_null(document_of_case(room->desk, room->casefile, "letter", &nothing));
	has(nothing->message, "letter");
}

static void test_blank(void **state)
{
	struct room *room = *state;
	g_autoptr(GError) error = NULL;
	g_autofree char *text = document_blank(room->desk, "survey", &error);

	must(text != NULL, error);
	has(text, "盂县秀水镇");
}

#define WITH_ROOM(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int run_case_tests(void)
{
	const struct CMUnitTest tests[] = {
		WITH_ROOM(test_what_is_not_done_is_not_printed),
		WITH_ROOM(test_before_the_decision),
		WITH_ROOM(test_calc_of_today),
		WITH_ROOM(test_after_the_decision),
		WITH_ROOM(test_unknown),
		WITH_ROOM(test_blank),
	};

	return cmocka_run_group_tests_name("documents of a case", tests, NULL, NULL);
}
