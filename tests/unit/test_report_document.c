/* Every document of an invented family, with the wordings that are compiled in. */
#include "config.h"

#include <string.h>

#include "base/text.h"
#include "report/document.h"
#include "rule/entitlement.h"
#include "report/slots.h"
#include "report/template.h"
#include "test_report.h"

static struct library *lib;

static int load(void **state)
{
	g_autoptr(ini_complaints) c = ini_complaints_new();

	(void)state;
	lib = library_load(NULL, c);
	for (guint i = 0; i < c->list->len; i++)
		print_error("%s\n", (char *)g_ptr_array_index(c->list, i));
	return c->list->len ? 1 : 0;
}

static int unload(void **state)
{
	(void)state;
	library_free(lib);
	return 0;
}

#define ID_HEAD "140302195503100015"
#define ID_WIFE "140303198012240021"
#define ACCOUNT "6228480402564890018"

struct family {
	struct office office;
	struct casefile casefile;
	struct household household;
	struct person head_person, wife_person;
	struct member head, wife;
	struct paper_def defs[5];
	struct paper papers[5];
	struct evidence wage, deposit;
	GPtrArray *members, *paper_list, *income, *assets;
	struct entitlement entitlement;
	const char *names[1];
	int counts[1];
	fen amounts[1];
	struct document_input in;
};

#define T(text) ((char *)(text))

static void make_people(struct family *f)
{
	f->office = (struct office){.code = T("140322101"),
		.name = T("盂县秀水镇"),
		.short_name = T("秀水镇"),
		.county = T("盂县"),
		.phone = T("0353-5550100"),
		.address = T("秀水镇迎宾路1号")};
	f->casefile = (struct casefile){.id = 1,
		.file_no = T("DB-2026-0007"),
		.programme = T("dibao"),
		.area = T("rural"),
		.state = T("active"),
		.bank = T("1"),
		.account = T(ACCOUNT),
		.holder = T("王大山"),
		.agent = T("."),
		.applied_on = day_from_iso("2026-07-03")};
	f->household = (struct household){
		.village_name = T("东关村"), .address = T("3组12号"), .phone = T("13800000001")};
	f->head_person = (struct person){
		.name = T("王大山"), .id_no = T(ID_HEAD), .sex = T("M"), .birth = T("1955-03-10")};
	f->wife_person = (struct person){
		.name = T("李小花"), .id_no = T(ID_WIFE), .sex = T("F"), .birth = T("1980-12-24")};
	f->head = (struct member){
		.person = &f->head_person, .relation = T("01"), .counted = true, .to = DAY_NONE};
	f->wife = (struct member){
		.person = &f->wife_person, .relation = T("02"), .counted = true, .to = DAY_NONE};
	f->members = g_ptr_array_new();
	g_ptr_array_add(f->members, &f->head);
	g_ptr_array_add(f->members, &f->wife);
}

/* Received, missing, to be got from the mechanism, made by the office, missing but not needed. */
static void make_papers(struct family *f)
{
	static const struct {
		const char *code, *title, *by;
		bool obtainable, made_here, required;
		row_id id;
	} papers[] = {
		{"A01", "申请书", "accept", false, false, true, 11},
		{"A03", "诚信承诺书", "accept", false, false, true, 0},
		{"A09", "信息核对报告", "accept", true, false, true, 0},
		{"A10", "入户调查表", "accept", false, true, true, 0},
		{"A02", "委托书和代理人身份证", "accept", false, false, false, 0},
	};

	f->paper_list = g_ptr_array_new();
	for (size_t i = 0; i < G_N_ELEMENTS(papers); i++) {
		f->defs[i] = (struct paper_def){.code = T(papers[i].code),
			.title = T(papers[i].title),
			.by = T(papers[i].by),
			.obtainable = papers[i].obtainable,
			.made_here = papers[i].made_here,
			.article = T("DB21 第9条、C-02")};
		f->papers[i] = (struct paper){.def = &f->defs[i],
			.required = papers[i].required,
			.id = papers[i].id,
			.pages = papers[i].id ? 3 : 0,
			.page_from = papers[i].id ? 1 : 0,
			.received_on = papers[i].id ? T("2026-07-03") : NULL,
			.copy = papers[i].id ? T("original") : NULL};
		g_ptr_array_add(f->paper_list, &f->papers[i]);
	}
}

static void make_evidence(struct family *f)
{
	f->wage = (struct evidence){.section = T("wage"),
		.kind = T("12"),
		.person_name = T("王大山"),
		.per = T("month"),
		.declared = 50000,
		.surveyed = 60000,
		.verified = EVIDENCE_NONE,
		.evidence = T("4")};
	f->deposit = (struct evidence){.asset = true,
		.section = T("deposit"),
		.kind = T("71"),
		.person_name = T("王大山"),
		.declared = 123450,
		.surveyed = EVIDENCE_NONE,
		.verified = EVIDENCE_NONE,
		.description = T("县农村信用社营业部一本通存折定期")};
	f->income = g_ptr_array_new();
	g_ptr_array_add(f->income, &f->wage);
	f->assets = g_ptr_array_new();
	g_ptr_array_add(f->assets, &f->deposit);
}

/* 2 x 6240 - 12 x 600 = 5280; / 12 = 440; and 5 % of 520 = 26. */
static void make_amount(struct family *f)
{
	static const struct income_line wage = {.label = "打零工（王大山）",
		.article = "D-12",
		.source = "入户调查",
		.amount = 60000,
		.per = PER_MONTH,
		.countable = true};
	static const struct supplement_line old = {"王大山", "老年人", 5};
	struct entitlement_input in = {.members = 2,
		.standard = 624000,
		.standard_per = PER_YEAR,
		.standard_source = "示例1号",
		.standard_sample = true,
		.income_months = 12,
		.income = &wage,
		.n_income = 1,
		.supplement = &old,
		.n_supplement = 1,
		.round_unit = 100,
		.round_mode = ROUND_UP};
	g_autoptr(GError) error = NULL;

	if (!entitlement_compute(&in, &f->entitlement, &error))
		fail_msg("%s", error->message);
	assert_int_equal(f->entitlement.total, 46600);
}

static void family_make(struct family *f)
{
	*f = (struct family){0};
	make_people(f);
	make_papers(f);
	make_evidence(f);
	make_amount(f);
	f->names[0] = "王大山";
	f->counts[0] = 2;
	f->amounts[0] = 46600;
	f->in = (struct document_input){.lib = lib,
		.office = &f->office,
		.county_confirms = true,
		.today = day_from_iso("2026-07-20"),
		.casefile = &f->casefile,
		.household = &f->household,
		.members = f->members,
		.papers = f->paper_list,
		.income = f->income,
		.assets = f->assets,
		.working = f->entitlement.working,
		.amount = f->entitlement.total,
		.accepted_on = day_from_iso("2026-07-06"),
		.total_days = 30};
	f->in.decision = (struct document_decision){.decided_on = day_from_iso("2026-08-10"),
		.from = month_from_iso("2026-09"),
		.document = "盂民保〔2026〕12号",
		.reason = "符合条件，同意确认",
		.cause = "1",
		.signatory = "赵明",
		.amount = 46600,
		.supplement = 2600};
	f->in.publicity = (struct document_publicity){.posted_on = day_from_iso("2026-07-20"),
		.ends_on = day_from_iso("2026-07-27"),
		.place = "东关村公示栏",
		.names = f->names,
		.members = f->counts,
		.amounts = f->amounts,
		.n = 1};
	f->in.survey = (struct document_survey){.visited_on = day_from_iso("2026-07-09"),
		.surveyor1 = "张勇",
		.surveyor2 = "刘敏",
		.received_by = "李小花",
		.housing = "3",
		.living = "土窑洞两孔，无贵重家电",
		.neighbours = "情况属实",
		.conclusion = "与申报基本一致"};
}

static void family_clear(struct family *f)
{
	entitlement_clear(&f->entitlement);
	g_ptr_array_unref(f->members);
	g_ptr_array_unref(f->paper_list);
	g_ptr_array_unref(f->income);
	g_ptr_array_unref(f->assets);
}

static char *print(const char *key, const struct document_input *in)
{
	g_autoptr(GError) error = NULL;
	char *text = document_text(key, in, &error);

	if (!text)
		fail_msg("%s: %s", key, error->message);
	return text;
}

static void has(const char *text, const char *what)
{
	if (!strstr(text, what))
		fail_msg("\"%s\" is not in\n%s", what, text);
}

static void lacks(const char *text, const char *what)
{
	if (strstr(text, what))
		fail_msg("\"%s\" is in\n%s", what, text);
}

static void check_paper_size(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (char **l = lines; *l; l++)
		if (text_columns(*l) > TEMPLATE_COLUMNS)
			fail_msg("wider than the paper: %s", *l);
	lacks(text, "{");
	lacks(text, "}");
}

/* All fit the paper, none shows an id number or a whole account number. */
static void test_all(void **state)
{
	struct family f;

	(void)state;
	family_make(&f);
	for (const struct document_kind *k = document_kinds(); k->key; k++) {
		g_autofree char *text = print(k->key, &f.in);

		check_paper_size(text);
		has(text, "秀水镇");
		lacks(text, ID_HEAD);
		lacks(text, ID_WIFE);
		lacks(text, ACCOUNT);
		lacks(text, "PRACTICE");
	}
	family_clear(&f);
}

static void test_wordings_are_right(void **state)
{
	g_autoptr(ini_complaints) c = ini_complaints_new();

	(void)state;
	document_check(lib, c);
	for (guint i = 0; i < c->list->len; i++)
		print_error("%s\n", (char *)g_ptr_array_index(c->list, i));
	assert_int_equal(c->list->len, 0);
}

/* Every name that a notice may use is there when it is printed, and nothing else is needed. */
static void test_declared_names_are_set(void **state)
{
	struct family f;

	(void)state;
	family_make(&f);
	for (const struct document_kind *k = document_kinds(); k->key; k++) {
		g_autoptr(GString) wording = g_string_new(NULL);
		g_autoptr(GError) error = NULL;
		g_autofree char *text = NULL;

		for (const char *const *name = k->names; *name; name++) {
			g_auto(GStrv) parts = g_strsplit(*name, ".", 2);

			if (parts[1])
				g_string_append_printf(wording, "{#%s}\n{%s}\n{/%s}\n", parts[0],
					parts[1], parts[0]);
			else
				g_string_append_printf(wording, "{%s}\n", parts[0]);
		}
		text = document_fill(k->key, "all.txt", wording->str, &f.in, &error);
		if (!text)
			fail_msg("%s: %s", k->key, error->message);
	}
	family_clear(&f);
}

/* The same notices without any fact: blank forms, never a crash. */
static void test_blank(void **state)
{
	struct document_input in = {.lib = lib};

	(void)state;
	for (const struct document_kind *k = document_kinds(); k->key; k++) {
		g_autofree char *text = print(k->key, &in);

		check_paper_size(text);
	}
}

static void test_calc(void **state)
{
	struct family f;
	g_autofree char *text = NULL;

	(void)state;
	family_make(&f);
	text = print("calc", &f.in);
	has(text, "打零工（王大山）");
	has(text, "600.00 x 12 = 7200.00");
	has(text, "2 x 6240.00 = 12480.00");
	has(text, "440.00 + 26.00 = 466.00");
	has(text, "466.00 元（大写：肆佰陆拾陆元整）");
	has(text, "《最低生活保障审核确认办法》第十三条第（一）项");
	has(text, "示例1号");
	lacks(text, "D-12");
	has(text, "签名");
	f.in.amount = 0;
	g_clear_pointer(&text, g_free);
	text = print("calc", &f.in);
	has(text, "不发给最低生活保障金");
	family_clear(&f);
}

/* C-12: name, number of members, amount; and no way to add more. */
static void test_publicity(void **state)
{
	static const char *const forbidden[] = {"{address}", "{file_no}", "{phone}", "{id_no}",
		"{account_tail}", "{applicant}", "{reason}", "{#people}\n{birth}\n{/people}",
		"{#households}\n{address}\n{/households}"};
	struct family f;
	g_autofree char *text = NULL;

	(void)state;
	family_make(&f);
	text = print("publicity", &f.in);
	has(text, "王大山");
	has(text, "466.00");
	has(text, "2026-07-27");
	lacks(text, "李小花");
	lacks(text, "3组12号");
	lacks(text, "13800000001");
	lacks(text, "DB-2026-0007");
	for (size_t i = 0; i < G_N_ELEMENTS(forbidden); i++) {
		g_autoptr(ini_complaints) c = ini_complaints_new();
		g_autoptr(GError) error = NULL;

		document_check_wording(lib, "publicity", NULL, "p.txt", forbidden[i], c);
		if (!c->list->len)
			fail_msg("%s would be printed", forbidden[i]);
		assert_null(document_fill("publicity", "p.txt", forbidden[i], &f.in, &error));
		has(error->message, "p.txt:");
	}
	family_clear(&f);
}

/* C-02, C-03: what the applicant must bring, all of it, nothing else. */
static void test_missing(void **state)
{
	struct family f;
	g_autofree char *text = NULL;

	(void)state;
	family_make(&f);
	text = print("missing", &f.in);
	has(text, "诚信承诺书");
	has(text, "1 项材料");
	lacks(text, "申请书  ");
	lacks(text, "信息核对报告");
	lacks(text, "入户调查表");
	lacks(text, "委托书");
	has(text, "《最低生活保障审核确认办法》第9条");
	lacks(text, "第9条;"); /* our own mark for the same rule is not cited beside the law */
	has(text, "《中华人民共和国社会救助法》第六十二条");
	f.papers[1].id = 12;
	f.in.today = day_from_iso("2026-06-30");
	g_clear_pointer(&text, g_free);
	text = print("missing", &f.in);
	has(text, "已经齐全");
	lacks(text, "诚信承诺书");
	lacks(text, "《中华人民共和国社会救助法》"); /* not in force yet */
	family_clear(&f);
}

static void test_receipt(void **state)
{
	struct family f;
	g_autofree char *text = NULL;

	(void)state;
	family_make(&f);
	text = print("receipt", &f.in);
	has(text, "2026-07-06");
	has(text, "30 个工作日");
	has(text, "申请书");
	lacks(text, "诚信承诺书");
	family_clear(&f);
}

static void test_decision(void **state)
{
	struct family f;
	g_autofree char *text = NULL;

	(void)state;
	family_make(&f);
	text = print("decision", &f.in);
	has(text, "每月 466.00 元（大写：肆佰陆拾陆元整）");
	has(text, "补差 440.00 元，分类施保 26.00 元");
	has(text, "2026-09，按月发给");
	has(text, "农村信用社，户名 王大山，账号末四位 0018");
	has(text, "盂民保〔2026〕12号");
	has(text, "盂县民政局（盖章）");
	f.in.county_confirms = false;
	f.in.decision.supplement = 0;
	g_clear_pointer(&text, g_free);
	text = print("decision", &f.in);
	lacks(text, "民政局");
	lacks(text, "分类施保");
	family_clear(&f);
}

static void test_refusal(void **state)
{
	struct family f;
	g_autofree char *text = NULL;

	(void)state;
	family_make(&f);
	f.in.decision.reason = "家庭年收入不低于标准";
	text = print("refusal", &f.in);
	has(text, "原因：收入超过标准");
	has(text, "理由：家庭年收入不低于标准");
	has(text, "行政复议");
	family_clear(&f);
}

static void test_survey(void **state)
{
	struct family f;
	g_autofree char *text = NULL;

	(void)state;
	family_make(&f);
	text = print("survey", &f.in);
	has(text, "打零工");
	has(text, "500.00");
	has(text, "600.00");
	has(text, "土坯房或窑洞");
	has(text, "张勇");
	has(text, "刘敏");
	has(text, "定期"); /* the end of a text that is longer than its cell */
	family_clear(&f);
}

static void test_dossier(void **state)
{
	struct family f;
	g_autofree char *text = NULL;

	(void)state;
	family_make(&f);
	f.papers[3].id = 14;
	f.papers[3].pages = 4;
	f.papers[3].page_from = 4;
	text = print("dossier", &f.in);
	has(text, "A01");
	has(text, "A10");
	lacks(text, "A03");
	has(text, "共 2 件，7 页");
	family_clear(&f);
}

static void test_practice_is_marked(void **state)
{
	struct family f;

	(void)state;
	family_make(&f);
	f.in.practice = true;
	for (const struct document_kind *k = document_kinds(); k->key; k++) {
		g_autofree char *text = print(k->key, &f.in);

		assert_true(g_str_has_prefix(text, "== PRACTICE"));
		assert_true(strstr(text + 1, "== PRACTICE") != NULL);
	}
	family_clear(&f);
}

static void test_errors(void **state)
{
	struct document_input in = {.lib = lib};
	g_autoptr(GError) unknown = NULL, broken = NULL;

	(void)state;
	assert_null(document_text("letter", &in, &unknown));
	has(unknown->message, "letter");
	assert_null(document_fill("calc", "c.txt", "a\n{oops\n", &in, &broken));
	has(broken->message, "c.txt:2:");
}

int run_document_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all),
		cmocka_unit_test(test_wordings_are_right),
		cmocka_unit_test(test_declared_names_are_set),
		cmocka_unit_test(test_blank),
		cmocka_unit_test(test_calc),
		cmocka_unit_test(test_publicity),
		cmocka_unit_test(test_missing),
		cmocka_unit_test(test_receipt),
		cmocka_unit_test(test_decision),
		cmocka_unit_test(test_refusal),
		cmocka_unit_test(test_survey),
		cmocka_unit_test(test_dossier),
		cmocka_unit_test(test_practice_is_marked),
		cmocka_unit_test(test_errors),
	};

	return cmocka_run_group_tests_name("document", tests, load, unload);
}
