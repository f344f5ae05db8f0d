/* Whole notices against what they must say (tests/data/notices, written from the rules).  Blanks
 * and line breaks are left out of account. */
#include "config.h"

#include <string.h>

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

/* Lines without any blank, those of the practice mark left out. */
static char *squeezed(const char *text)
{
	GString *out = g_string_new(NULL);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (char **l = lines; *l; l++)
		for (const char *p = g_str_has_prefix(*l, "==") ? "" : *l; *p;
			p = g_utf8_next_char(p))
			if (!g_unichar_isspace(g_utf8_get_char(p)))
				g_string_append_unichar(out, g_utf8_get_char(p));
	return g_string_free(out, FALSE);
}

static void check_golden(const char *text, const char *name)
{
	g_autofree char *path = g_strconcat(TEST_DATA "/notices/", name, ".txt", NULL);
	g_autofree char *expected = NULL, *want = NULL, *is = squeezed(text);

	if (!g_file_get_contents(path, &expected, NULL, NULL))
		fail_msg("%s cannot be read", path);
	want = squeezed(expected);
	if (strcmp(want, is) != 0)
		fail_msg("%s: expected\n%s\nbut it says\n%s", name, expected, text);
}

/* An application of 2026-07-02. */
static row_id applied(struct office_fixture *o, const char *programme)
{
	row_id c;

	day_set_today(day_from_iso("2026-07-02"));
	c = town_case(o, programme);
	day_set_today(day_from_iso(TOWN_TODAY));
	return c;
}

static void insert_choice(struct office_fixture *o, row_id c, const char *on)
{
	town_row(o, c, "support", "chosen_on", on, "form", "home", "caregiver", "张秀兰", NULL);
}

/* T-13, T-16, T-21: 676 + 495 = 1171, basic living and care apart. */
static void test_destitute(void **state)
{
	static const struct town_decision d = {.kind = "confirm",
		.on = "2026-07-18",
		.from = "2026-08",
		.document = "盂民〔2026〕7号",
		.reason = "符合条件",
		.base = 67600,
		.supplement = 49500};
	struct office_fixture *o = *state;
	row_id c = applied(o, "destitute");
	g_autofree char *text = NULL;

	insert_choice(o, c, "2026-07-10");
	town_decide(o, c, &d);
	text = town_print(o, c, "decision");
	check_golden(text, "decision-destitute");
	town_lacks(text, "最低生活保障");
}

/* L-03: 3000 in three months. */
static void test_grant(void **state)
{
	struct town_decision d = {.kind = "confirm",
		.on = "2026-07-18",
		.from = "2026-07",
		.document = "盂民〔2026〕7号",
		.reason = "符合条件",
		.source = "roster",
		.base = 300000,
		.instalments = 3};
	struct office_fixture *o = *state;
	row_id c = applied(o, "temporary");
	g_autofree char *text = NULL, *once = NULL;

	town_decide(o, c, &d);
	text = town_print(o, c, "decision");
	check_golden(text, "decision-temporary");
	/* L-05, L-11: or at once, against a signature, decided by the township. */
	d.source = "reserve";
	d.instalments = 1;
	d.document = NULL;
	town_decide(o, c, &d);
	once = town_print(o, c, "decision");
	town_has(once, "从乡镇临时救助备用金一次发给，当面签收");
	town_has(once, "救助金已收到。领款人");
	town_has(once, "盂县秀水镇（盖章）");
	town_lacks(once, "个月发给");
}

/* G-14, G-17: 1170 - 100 = 1070, to the guardian. */
static void test_child(void **state)
{
	static const struct town_decision d = {.kind = "confirm",
		.on = "2026-07-18",
		.from = "2026-08",
		.document = "盂民〔2026〕7号",
		.reason = "符合条件",
		.working = "儿童基本生活费（社会散居）\t\t1170.00\t元/月\tG-14\t\n"
			   "困难残疾人生活补贴\t\t100.00\t元/月\tG-14\t\n"
			   "每月金额\t1170.00 - 100.00 = 1070.00\t1070.00\t元/月\tG-14\t\n",
		.base = 107000};
	struct office_fixture *o = *state;
	row_id c = applied(o, "unattended");
	g_autofree char *text = NULL;

	town_decide(o, c, &d);
	text = town_print(o, c, "decision");
	check_golden(text, "decision-child");
}

static char *end_on(struct office_fixture *o, row_id c, const char *on, const char *from)
{
	const struct town_decision d = {.kind = "stop",
		.on = on,
		.from = from,
		.document = "盂民〔2026〕9号",
		.cause = "6",
		.reason = "随侄子去外地生活，本人申请退出",
		.base = -1};

	town_decide(o, c, &d);
	return town_print(o, c, "ending");
}

/* C-11, T-18, T-20: the last day of the old law and the first of the new one. */
static void test_ending(void **state)
{
	static const struct town_decision paid = {.kind = "confirm",
		.on = "2025-03-10",
		.from = "2025-04",
		.base = 67600,
		.supplement = 49500};
	struct office_fixture *o = *state;
	row_id c = applied(o, "destitute");
	g_autofree char *before = NULL, *after = NULL;

	town_decide(o, c, &paid);
	town_row(o, c, "hearing", "heard_on", "2026-06-25", "way", "1", "person", "李小满",
		"statement", "没有意见", NULL);
	before = end_on(o, c, "2026-06-30", "2026-07");
	check_golden(before, "ending-before");
	after = end_on(o, c, "2026-07-01", "2026-08");
	check_golden(after, "ending-after");
}

/* T-17: another amount is no end, and no refusal. */
static void test_adjusted(void **state)
{
	static const struct town_decision paid = {.kind = "confirm",
		.on = "2025-03-10",
		.from = "2025-04",
		.base = 67600,
		.supplement = 49500};
	static const struct town_decision adjusted = {.kind = "adjust",
		.on = "2026-07-15",
		.from = "2026-08",
		.reason = "重新评估",
		.base = 67600,
		.supplement = 19800};
	struct office_fixture *o = *state;
	row_id c = applied(o, "destitute");
	g_autofree char *text = NULL, *decision = NULL;
	GError *error = NULL;

	town_decide(o, c, &paid);
	town_decide(o, c, &adjusted);
	text = town_print(o, c, "ending");
	town_has(text, "特困人员救助供养调整告知书");
	town_has(text, "从 2026-08 起调整");
	town_has(text, "原来金额：每月 1,171.00 元");
	town_has(text, "调整以后：每月 874.00 元");
	town_has(text, "《特困人员认定办法》第二十三条");
	town_lacks(text, "终止");
	/* What was confirmed stays what it was; nothing was refused. */
	decision = town_print(o, c, "decision");
	town_has(decision, "1,171.00 元");
	must_fail(document_of_case(o->desk, c, "refusal", &error) != NULL, &error, JZ_ERROR_DENIED,
		"is not refused");
}

static row_id insert(struct office_fixture *o, const struct record *r)
{
	GError *error = NULL;
	row_id id = 0;
	struct change *c = desk_change(o->desk, "test", &error);

	must(c != NULL, &error);
	must(change_insert(c, r, &id, &error), &error);
	must(change_commit(&c, &error), &error);
	return id;
}

static void insert_institution_choice(struct office_fixture *o, row_id c)
{
	struct record home = record_of("institution"), r = record_of("support");

	record_text(&home, "name", "秀水敬老院");
	record_text(&home, "kind", "1");
	record_int(&r, "casefile", c);
	record_text(&r, "chosen_on", "2026-07-19");
	record_text(&r, "form", "institution");
	record_int(&r, "institution", insert(o, &home));
	record_text(&r, "agreement_on", "2026-07-19");
	insert(o, &r);
}

/* T-21: both are explained, he chose, and nobody must enter a home. */
static void test_choice(void **state)
{
	struct office_fixture *o = *state;
	row_id c = applied(o, "destitute");
	g_autofree char *text = NULL, *blank = NULL;
	GError *error = NULL;

	insert_institution_choice(o, c);
	text = town_print(o, c, "choice");
	check_golden(text, "choice");
	blank = document_blank(o->desk, "choice", &error);
	must(blank != NULL, &error);
	town_has(blank, "（　）分散供养，在家");
	town_lacks(blank, "秀水敬老院");
}

/* Names by date: 流浪乞讨人员 until 2026-06-30, 流散人员 from 2026-07-01. */
static void test_names_by_date(void **state)
{
	struct town_decision d = {.kind = "refuse",
		.on = "2026-06-30",
		.cause = "2",
		.reason = "有亲属来接",
		.base = -1};
	struct office_fixture *o = *state;
	row_id c = applied(o, "vagrant");
	g_autofree char *before = NULL, *after = NULL;

	town_decide(o, c, &d);
	before = town_print(o, c, "refusal");
	town_has(before, "生活无着的流浪乞讨人员救助范围");
	town_has(before, "原因：有亲友可以投靠");
	town_lacks(before, "流散");
	town_lacks(before, "《中华人民共和国社会");
	d.on = "2026-07-01";
	town_decide(o, c, &d);
	after = town_print(o, c, "refusal");
	town_has(after, "生活无着的流散人员救助范围");
	town_lacks(after, "流浪乞讨人员救助范围");
	town_has(after, "《中华人民共和国社会");
	town_has(after, "第四十五条");
}

/* T-09, T-12: fifteen working days each; the notice goes by what the programme's clocks say. */
static void test_limits(void **state)
{
	struct office_fixture *o = *state;
	row_id c = applied(o, "destitute");
	g_autofree char *text = NULL;

	town_step(o, c, "accept", "2026-07-03");
	text = town_print(o, c, "receipt");
	town_has(text, "乡镇调查和初审：15 个工作日");
	town_has(text, "县级审核：15 个工作日");
	town_lacks(text, "重新调查");
	town_lacks(text, "公示期满");
	town_lacks(text, "30 个工作日");
}

/* A law is cited from its first day on: LAW26 40 asks for the declaration, 62 forbids other papers.
 */
static void test_law_by_date(void **state)
{
	struct office_fixture *o = *state;
	row_id c = applied(o, "temporary");
	g_autofree char *before = NULL, *after = NULL;

	day_set_today(day_from_iso("2026-06-30"));
	before = town_print(o, c, "missing");
	town_has(before, "收入、财产申报表");
	town_lacks(before, "第四十条");
	town_lacks(before, "第六十二条");
	day_set_today(day_from_iso("2026-07-01"));
	after = town_print(o, c, "missing");
	town_has(after, "第四十条");
	town_has(after, "第六十二条");
}

static void leave_to_township(struct office_fixture *o)
{
	GError *error = NULL;
	struct record r = record_of("policy_value");

	record_text(&r, "key", "confirm_level");
	record_text(&r, "area", "");
	record_text(&r, "value", "township");
	record_text(&r, "from_date", "2026-01-01");
	record_text(&r, "document", "1");
	insert(o, &r);
	must(desk_reload(o->desk, &error), &error);
}

/* C-01, G-12: what the county left to the township has its seal; a child's support never. */
static void test_seals(void **state)
{
	static const struct {
		const char *programme, *seal;
	} expected[] = {{"unattended", "盂县民政局（盖章）"}, {"edge", "盂县秀水镇（盖章）"}};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(expected); i++) {
		static const struct town_decision d = {.kind = "refuse",
			.on = "2026-07-10",
			.cause = "9",
			.reason = "x",
			.base = -1};
		void *own = NULL;
		g_autofree char *text = NULL;
		struct office_fixture *o;
		row_id c;

		assert_int_equal(open_town(&own), 0);
		o = own;
		leave_to_township(o);
		c = town_case(o, expected[i].programme);
		town_decide(o, c, &d);
		text = town_print(o, c, "refusal");
		town_has(text, expected[i].seal);
		close_town(&own);
	}
}

#define WITH_TOWN(test) cmocka_unit_test_setup_teardown(test, open_town, close_town)

int run_golden_tests(void)
{
	const struct CMUnitTest tests[] = {
		WITH_TOWN(test_destitute),
		WITH_TOWN(test_grant),
		WITH_TOWN(test_child),
		WITH_TOWN(test_ending),
		WITH_TOWN(test_adjusted),
		WITH_TOWN(test_choice),
		WITH_TOWN(test_names_by_date),
		WITH_TOWN(test_limits),
		WITH_TOWN(test_law_by_date),
		cmocka_unit_test(test_seals),
	};

	return cmocka_run_group_tests_name("whole notices", tests, NULL, NULL);
}
