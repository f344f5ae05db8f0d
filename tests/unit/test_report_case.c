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

/* --- one list on the wall -------------------------------------------------------------------- */

struct neighbour {
	const char *name, *id_no, *village, *address, *phone, *account, *file_no, *area, *posted_on;
	int members;
	fen amount;
	const char *about; /* of the notice: NULL, "stop" */
};

static const struct neighbour same_list = {"张大河", "140302195503100015", "东关村", "东关村5组9号",
	"13900000055", "6228480402564890018", "DB-2026-0012", "rural", "2026-07-20", 4, 81250,
	NULL};
static const struct neighbour others[] = {
	{"赵远村", "140322196001010014", "西关村", "西关村1组1号", "13900000056",
		"6228480402564890026", "DB-2026-0013", "rural", "2026-07-20", 2, 55500, NULL},
	{"钱隔日", "140322196101010018", "东关村", "东关村1组2号", "13900000057",
		"6228480402564890034", "DB-2026-0014", "rural", "2026-07-21", 3, 66600, NULL},
	{"孙城里", "140322196201010011", "东关村", "东关村1组3号", "13900000058",
		"6228480402564890042", "DB-2026-0015", "urban", "2026-07-20", 1, 77700, NULL},
	{"吴期满", "140322196301010015", "东关村", "东关村1组4号", "13900000059",
		"6228480402564890059", "DB-2026-0016", "rural", "2026-07-20", 1, 88800, "stop"},
};

static void insert_notice(struct change *c, row_id casefile, const char *posted_on, int members,
	fen amount, const char *about)
{
	struct record r = record_of("publicity");

	record_int(&r, "casefile", casefile);
	record_text(&r, "place", "公示栏");
	record_text(&r, "posted_on", posted_on);
	record_text(&r, "ends_on", "2026-07-28");
	record_int(&r, "members", members);
	record_int(&r, "amount", amount);
	record_text(&r, "about", about);
	insert(c, &r);
}

static row_id insert_neighbour(struct change *c, const struct neighbour *n)
{
	struct record household = record_of("household"), person = record_of("person"),
		      member = record_of("member"), casefile = record_of("casefile");
	row_id id;

	record_text(&household, "village_name", n->village);
	record_text(&household, "address", n->address);
	record_text(&household, "phone", n->phone);
	record_text(&household, "area", n->area);
	record_text(&person, "id_no", n->id_no);
	record_text(&person, "name", n->name);
	id = insert(c, &household);
	record_int(&member, "household", id);
	record_int(&casefile, "household", id);
	record_int(&member, "person", insert(c, &person));
	record_text(&member, "relation", "01");
	record_text(&member, "from_date", "2020-01-01");
	insert(c, &member);
	record_text(&casefile, "file_no", n->file_no);
	record_text(&casefile, "programme", "dibao");
	record_text(&casefile, "area", n->area);
	record_text(&casefile, "state", "publicised");
	record_text(&casefile, "bank", "1");
	record_text(&casefile, "account", n->account);
	record_text(&casefile, "holder", n->name);
	id = insert(c, &casefile);
	insert_notice(c, id, n->posted_on, n->members, n->amount, n->about);
	return id;
}

static void complete_family(struct change *c, const struct room *room)
{
	struct record household = record_of("household"), casefile = record_of("casefile");
	g_autoptr(GError) error = NULL;

	record_text(&household, "address", "东关村3组12号");
	record_text(&household, "phone", "13800000001");
	must(change_update(c, room->household, &household, NULL, &error), error);
	record_text(&casefile, "account", "6217001234567890");
	record_text(&casefile, "holder", "李小花");
	must(change_update(c, room->casefile, &casefile, NULL, &error), error);
	insert_notice(c, room->casefile, "2026-07-20", 1, 39900, NULL);
}

static void lacks(const char *text, const char *what)
{
	if (strstr(text, what))
		fail_msg("\"%s\" is in\n%s", what, text);
}

/* What stands between the lines of the table, words apart by one space. */
static char *rows_of_list(const char *text)
{
	static const char rule[] = "-----\n";
	const char *from = strstr(strstr(text, rule) + strlen(rule), rule) + strlen(rule);
	g_autofree char *rows = g_strndup(from, (gsize)(strstr(from, "-----") - from));
	g_autoptr(GRegex) blanks = g_regex_new("[ \n]+", 0, 0, NULL);
	char *folded = g_regex_replace_literal(blanks, rows, -1, 0, " ", 0, NULL);

	return g_strstrip(folded);
}

/* C-12: of everybody on the list the name, how many they are and the amount, and nothing else. */
static void test_publicity_of_a_village(void **state)
{
	static const char *const secrets[] = {
		"140302198012240021", "3组12号", "13800000001", "6217001234567890", "DB-2026-0007"};
	const char *theirs[] = {same_list.id_no, same_list.address, same_list.phone,
		same_list.account, same_list.file_no};
	struct room *room = *state;
	struct change *c = begin(room, room->desk->db);
	row_id neighbour = insert_neighbour(c, &same_list);
	const row_id both[] = {room->casefile, neighbour};

	complete_family(c, room);
	for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
		insert_neighbour(c, &others[i]);
	commit(c);
	/* Whichever of the two it is printed for. */
	for (size_t i = 0; i < G_N_ELEMENTS(both); i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *text = document_of_case(room->desk, both[i], "publicity", &error);
		g_autofree char *rows = NULL;

		must(text != NULL, error);
		rows = rows_of_list(text);
		assert_string_equal(rows, "1 张大河 4 812.50 2 李小花 1 399.00");
		has(text, "共 2 户");
		has(text, "公示范围：东关村");
		for (size_t k = 0; k < G_N_ELEMENTS(secrets); k++) {
			lacks(text, secrets[k]);
			lacks(text, theirs[k]);
		}
		for (size_t k = 0; k < G_N_ELEMENTS(others); k++)
			lacks(text, others[k].name);
	}
}

/* A second notice after an objection is a list of its own day, and the first list goes on without
 * it. */
static void test_posted_again(void **state)
{
	struct room *room = *state;
	struct change *c = begin(room, room->desk->db);
	g_autofree char *text = NULL, *rows = NULL, *first = NULL, *first_rows = NULL;
	g_autoptr(GError) error = NULL;
	row_id neighbour = insert_neighbour(c, &same_list);

	complete_family(c, room);
	insert_notice(c, room->casefile, "2026-07-30", 1, 30000, NULL);
	commit(c);
	text = print(room, "publicity");
	rows = rows_of_list(text);
	assert_string_equal(rows, "1 李小花 1 300.00");
	has(text, "共 1 户");
	first = document_of_case(room->desk, neighbour, "publicity", &error);
	must(first != NULL, error);
	first_rows = rows_of_list(first);
	assert_string_equal(first_rows, "1 张大河 4 812.50");
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
		WITH_ROOM(test_publicity_of_a_village),
		WITH_ROOM(test_posted_again),
		WITH_ROOM(test_unknown),
		WITH_ROOM(test_blank),
	};

	return cmocka_run_group_tests_name("documents of a case", tests, NULL, NULL);
}
