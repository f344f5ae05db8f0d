/* Every document of every programme, from a case made with the programme's own forms: right in law,
 * none that does not fit. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/text.h"
#include "report/template.h"
#include "test_report.h"
#include "test_report_town.h"

static int open_town(void **state)
{
	int failed = office_open(state);

	day_set_today(day_from_iso(TOWN_TODAY));
	return failed;
}

static int close_town(void **state)
{
	day_set_today(DAY_NONE);
	return office_close(state);
}

/* ---- all of them ---- */

static const struct town_decision confirmed = {.kind = "confirm",
	.on = "2026-07-10",
	.from = "2026-08",
	.until = "2027-07-09",
	.document = "盂民〔2026〕7号",
	.reason = "符合条件",
	.source = "roster",
	.base = 67600,
	.supplement = 49500};
static const struct town_decision refused = {
	.kind = "refuse", .on = "2026-07-11", .cause = "1", .reason = "收入超过标准", .base = -1};
static const struct town_decision stopped = {.kind = "stop",
	.on = "2026-07-12",
	.from = "2026-08",
	.cause = "1",
	.reason = "见登记",
	.base = -1};

/* What no document of a programme may say (0.1 items 1, 4; K-91): law and names of another one. */
static const struct {
	const char *programme; /* or group */
	const char *never[8];
} wrong[] = {
	{"dibao", {"《特困人员认定办法》", "供养金", "救助金"}},
	{"edge", {"最低生活保障金", "保障金额", "供养金", "每月 ", "《特困人员认定办法》"}},
	{"rigid",
		{"最低生活保障金", "保障金额", "《最低生活保障审核确认办法》", "供养金", "每月 ",
			"《特困人员认定办法》"}},
	{"destitute",
		{"最低生活保障金", "《最低生活保障审核确认办法》", "你户", "补差",
			"《刚性支出困难家庭认定办法》"}},
	{"temporary",
		{"最低生活保障金", "《最低生活保障审核确认办法》", "每月 ", "保障金额", "供养金"}},
	{"child",
		{"公示", "最低生活保障金", "《最低生活保障审核确认办法》", "供养金", "你户",
			"邻里"}},
	{"infected", {"艾滋", "感染", "HIV", "民发〔2012〕179号", "事实无人抚养"}},
	{"vagrant", {"最低生活保障", "《社会救助暂行办法》", "每月 ", "公示", "你户"}},
};

static void check_never(const struct programme *p, const char *key, const char *text)
{
	for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
		for (const char *const *w = wrong[i].never;
			programme_is(p, wrong[i].programme) && *w; w++)
			if (strstr(text, *w))
				fail_msg("%s of %s says \"%s\":\n%s", key, p->key, *w, text);
}

static void check_paper(const struct programme *p, const char *key, const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (char **l = lines; *l; l++)
		if (text_columns(*l) > TEMPLATE_COLUMNS)
			fail_msg("%s of %s is wider than the paper: %s", key, p->key, *l);
	if (strpbrk(text, "{}") || strstr(text, "（）") || strstr(text, "依据：。"))
		fail_msg("%s of %s has a gap:\n%s", key, p->key, text);
}

static void check_programme(struct office_fixture *o, const struct programme *p)
{
	row_id c = town_case(o, p->key);

	town_step(o, c, "accept", "2026-07-02");
	town_post(o, c, NULL);
	town_decide(o, c, &confirmed);
	town_decide(o, c, &refused);
	town_decide(o, c, &stopped);
	for (const struct document_kind *k = document_kinds(); k->key; k++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *text = document_of_case(o->desk, c, k->key, &error);

		if (!document_fits(o->lib, p, k)) {
			assert_null(text);
			assert_int_equal(error->code, JZ_ERROR_DENIED);
			continue;
		}
		if (!text)
			fail_msg("%s of %s: %s", k->key, p->key, error->message);
		check_paper(p, k->key, text);
		check_never(p, k->key, text);
		town_has(text, "李小满");
	}
}

/* Each in an office of its own: nobody is in two programmes at once (D-09). */
static void test_every_programme(void **state)
{
	g_autoptr(ini_complaints) complaints = ini_complaints_new();
	g_autoptr(library) lib = library_load(NULL, complaints);
	const GPtrArray *programmes = library_programmes(lib);

	(void)state;
	assert_int_equal(programmes->len, 12);
	for (guint i = 0; i < programmes->len; i++) {
		const struct programme *p = g_ptr_array_index(programmes, i);
		void *own = NULL;
		struct office_fixture *o;

		assert_int_equal(open_town(&own), 0);
		o = own;
		check_programme(o, library_programme(o->lib, p->key));
		close_town(&own);
	}
}

/* ---- what fits ---- */

static void test_what_fits(void **state)
{
	static const struct {
		const char *programme, *documents;
	} expected[] = {
		{"dibao",
			"missing receipt survey publicity calc decision refusal hearing ending "
			"dossier inquiry"},
		{"edge",
			"missing receipt survey publicity decision refusal hearing ending dossier "
			"inquiry"},
		{"destitute",
			"missing receipt survey assessment choice publicity calc decision "
			"refusal hearing ending dossier inquiry"},
		{"temporary",
			"missing receipt survey meeting publicity calc decision refusal "
			"dossier inquiry"},
		{"temporary_urgent", "register survey meeting calc decision refusal dossier"},
		{"temporary_fast", "register calc decision refusal dossier"},
		{"orphan", "missing receipt survey calc decision refusal hearing ending dossier"},
		{"infected", "missing receipt calc decision refusal hearing ending dossier"},
		{"vagrant", "register refusal ending handover leaving dossier"},
	};
	struct office_fixture *o = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(expected); i++) {
		const struct programme *p = library_programme(o->lib, expected[i].programme);
		g_autoptr(GString) keys = g_string_new(NULL);

		for (const struct document_kind *k = document_kinds(); k->key; k++)
			if (document_fits(o->lib, p, k))
				g_string_append_printf(keys, "%s%s", keys->len ? " " : "", k->key);
		assert_string_equal(keys->str, expected[i].documents);
	}
}

/* G-13: a child's name is never printed for the wall, whatever stands in the database. */
static void test_no_publicity_of_children(void **state)
{
	struct office_fixture *o = *state;
	row_id c = town_case(o, "unattended");
	GError *error = NULL;

	town_post(o, c, NULL);
	must_fail(document_of_case(o->desk, c, "publicity", &error) != NULL, &error,
		JZ_ERROR_DENIED, "G-13");
}

/* C-12, T-19: what hangs has the name, and no number or address; an end hangs apart. */
static void test_publicity_of_the_end(void **state)
{
	static const char *const secrets[] = {
		ADULT_ID, ACCOUNT, PHONE, "中街12号", "TK-2026", "李远", "半护理"};
	struct office_fixture *o = *state;
	row_id c = town_case(o, "destitute");
	g_autofree char *text = NULL, *grant = NULL;

	town_post(o, c, NULL);
	grant = town_print(o, c, "publicity");
	town_has(grant, "初审公示");
	town_has(grant, "《特困人员认定办法》第十五条");
	town_post(o, c, "stop");
	text = town_print(o, c, "publicity");
	town_has(text, "拟终止特困人员救助供养公示");
	town_has(text, "《特困人员认定办法》第二十六条");
	town_has(text, "李小满");
	town_lacks(text, "712.00"); /* what ends is nobody's business */
	for (size_t i = 0; i < G_N_ELEMENTS(secrets); i++) {
		town_lacks(text, secrets[i]);
		town_lacks(grant, secrets[i]);
	}
}

/* ---- fallback and file names ---- */

static void write_notice(const char *dir, const char *name, const char *text)
{
	g_autofree char *path = g_build_filename(dir, "notices", name, NULL);
	g_autoptr(GError) error = NULL;

	if (!g_file_set_contents(path, text, -1, &error))
		fail_msg("%s", error->message);
}

static void remove_notices(const char *dir)
{
	g_autofree char *notices = g_build_filename(dir, "notices", NULL);
	GDir *listing = g_dir_open(notices, 0, NULL);
	const char *name;

	while ((name = g_dir_read_name(listing))) {
		g_autofree char *path = g_build_filename(notices, name, NULL);
		g_unlink(path);
	}
	g_dir_close(listing);
	g_rmdir(notices);
	g_rmdir(dir);
}

static char *make_overlay(void)
{
	char *dir = g_dir_make_tmp("jiuzhu-notices-XXXXXX", NULL);
	g_autofree char *notices = g_build_filename(dir, "notices", NULL);

	assert_int_equal(g_mkdir(notices, 0700), 0);
	return dir;
}

/* The programme's own wording, else that of its group, else everybody's. */
static void test_fallback(void **state)
{
	static const struct {
		const char *programme, *text;
	} expected[] = {{"orphan", "own\n"}, {"unattended", "group\n"}, {"edge", "all\n"}};
	g_autofree char *dir = make_overlay();
	g_autoptr(ini_complaints) complaints = ini_complaints_new();
	g_autoptr(library) lib = NULL;

	(void)state;
	write_notice(dir, "missing.txt", "all\n");
	write_notice(dir, "missing.child.txt", "group\n");
	write_notice(dir, "missing.orphan.txt", "own\n");
	lib = library_load(dir, complaints);
	for (size_t i = 0; i < G_N_ELEMENTS(expected); i++) {
		struct casefile c = {.programme = (char *)expected[i].programme};
		struct document_input in = {.lib = lib, .casefile = &c};
		g_autoptr(GError) error = NULL;
		g_autofree char *text = document_text("missing", &in, &error);

		assert_non_null(text);
		assert_string_equal(text, expected[i].text);
	}
	remove_notices(dir);
}

static void test_wrong_files_are_complained_of(void **state)
{
	static const struct {
		const char *name, *text, *complaint;
	} files[] = {
		{"decison.txt", "x\n", "no document \"decison\"; did you mean \"decision\"?"},
		{"decision.destitue.txt", "x\n",
			"no programme or group \"destitue\"; did you mean \"destitute\"?"},
		{"choice.destitute.txt", "{#suporters}\n{name}\n{/suporters}\n",
			"\"suporters\"; did you mean"},
		{"ending.child.txt", "{#supporters}\n{name}\n{/supporters}\n",
			"notices/ending.child.txt:1: This notice has no value \"supporters\""},
		{"ending.orphan.txt", "{#parents}\n{nam}\n{/parents}\n",
			"notices/ending.orphan.txt:2: This notice has no value \"nam\"; "
			"did you mean \"name\"?"},
		{"publicity.destitute.txt", "{#supporters_last}\n{id_no}\n{/supporters_last}\n",
			"notices/publicity.destitute.txt:1:"},
		{"calc.md", "x\n", "a notice is KEY.txt"},
	};
	g_autofree char *dir = make_overlay(), *all = NULL;
	g_autoptr(ini_complaints) complaints = ini_complaints_new();
	g_autoptr(library) lib = NULL;

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
		write_notice(dir, files[i].name, files[i].text);
	lib = library_load(dir, complaints);
	assert_int_equal(complaints->list->len, 0);
	document_check(lib, complaints);
	g_ptr_array_add(complaints->list, NULL);
	all = g_strjoinv("\n", (char **)complaints->list->pdata);
	for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
		town_has(all, files[i].complaint);
	remove_notices(dir);
}

/* ---- facts ---- */

/* Rows of the application are values of notices: codes by label, days and amounts as people read
 * them; what the programme does not have is empty. */
static void test_facts(void **state)
{
	struct office_fixture *o = *state;
	row_id c = town_case(o, "destitute");
	g_autoptr(casefile) file = NULL;
	g_autoptr(GPtrArray) lists = NULL;
	g_autofree char *text = NULL;
	GError *error = NULL;
	struct document_input in = {.lib = o->lib};

	town_row(o, c, "supporter", "name", "李近", "relation", "2", "situation", "5", "birth",
		"1990-05-06", "note", "服刑", NULL);
	file = casefile_get(o->desk, c, &error);
	must(file != NULL, &error);
	lists = fact_lists(o->desk, file, &error);
	must(lists != NULL, &error);
	in.casefile = file;
	in.facts = lists;
	text = document_fill("choice", "x.txt",
		"{#supporters}\n{name}|{relation}|{situation}|{birth}|{income}\n{/supporters}\n"
		"{#supporters_last}\n={name}\n{/supporters_last}\n"
		"{#parents}\nnobody\n{/parents}\n{#parents_last}\n[{name}]\n{/parents_last}\n",
		&in, &error);
	must(text != NULL, &error);
	assert_string_equal(text,
		"李远|兄、姐|七十周岁以上、收入低||\n"
		"李近|子女|无民事行为能力、失踪、服刑|1990-05-06|\n"
		"=李近\n[]\n");
}

/* forms with a field of the county's own among those obliged to support. */
static char *overlay_with_field(const struct library *lib)
{
	char *dir = g_dir_make_tmp("jiuzhu-forms-XXXXXX", NULL);
	g_autofree char *entry = g_build_filename(dir, "entry", NULL);
	g_autofree char *path = g_build_filename(entry, "application_destitute.ini", NULL);
	g_autofree char *text = library_text(lib, "entry/application_destitute.ini");
	const char *evidence = strstr(text, "[field evidence]");
	g_autofree char *mine =
		g_strdup_printf("%.*s[field pt_phone]\nlabel = 电话\ntype = phone\n\n%s",
			(int)(evidence - text), text, evidence);

	assert_int_equal(g_mkdir(entry, 0700), 0);
	assert_true(g_file_set_contents(path, mine, -1, NULL));
	return dir;
}

static void remove_overlay(const char *dir)
{
	g_autofree char *entry = g_build_filename(dir, "entry", NULL);
	g_autofree char *path = g_build_filename(entry, "application_destitute.ini", NULL);

	g_unlink(path);
	g_rmdir(entry);
	g_rmdir(dir);
}

/* A field that a county added to a form is a value of its notices, without C. */
static void test_field_of_a_county(void **state)
{
	struct office_fixture *o = *state;
	row_id c = town_case(o, "destitute");
	g_autofree char *dir = overlay_with_field(o->lib), *text = NULL;
	g_autoptr(ini_complaints) complaints = ini_complaints_new();
	g_autoptr(library) lib = library_load(dir, complaints);
	g_autoptr(casefile) file = NULL;
	g_autoptr(GPtrArray) lists = NULL;
	struct desk desk = *o->desk;
	struct document_input in = {.lib = lib};
	const char *wording = "{#supporters_last}\n{name} {pt_phone}\n{/supporters_last}\n";
	GError *error = NULL;

	assert_int_equal(complaints->list->len, 0);
	town_row(o, c, "supporter", "name", "李近", "relation", "2", "situation", "5", "pt_phone",
		"03535550100", NULL);
	desk.lib = lib;
	file = casefile_get(&desk, c, &error);
	must(file != NULL, &error);
	lists = fact_lists(&desk, file, &error);
	must(lists != NULL, &error);
	in.casefile = file;
	in.facts = lists;
	document_check_wording(lib, "choice", "destitute", "x.txt", wording, complaints);
	assert_int_equal(complaints->list->len, 0);
	text = document_fill("choice", "x.txt", wording, &in, &error);
	must(text != NULL, &error);
	assert_string_equal(text, "李近 03535550100\n");
	remove_overlay(dir);
}

#define WITH_TOWN(test) cmocka_unit_test_setup_teardown(test, open_town, close_town)

int run_programme_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_programme),
		WITH_TOWN(test_what_fits),
		WITH_TOWN(test_no_publicity_of_children),
		WITH_TOWN(test_publicity_of_the_end),
		cmocka_unit_test(test_fallback),
		cmocka_unit_test(test_wrong_files_are_complained_of),
		WITH_TOWN(test_facts),
		WITH_TOWN(test_field_of_a_county),
	};

	return cmocka_run_group_tests_name("documents of programmes", tests, NULL, NULL);
}
