#include "test_form.h"

#include <string.h>

/* One field of each type, a household of rows, an income roster with a condition. */
#define CODES                                                                                       \
	"[list rel]\nlabel = 关系\n[code 01]\nlabel = 本人\nalso = 户主\n[code 02]\nlabel = " \
	"配偶\n"                                                                                  \
	"[code 10]\nlabel = 儿媳\n[list mf]\nlabel = 性别\n[codes]\nM = 男\nF = 女\n"

#define FORM                                                                                        \
	"[form t]\nlabel = 表\n"                                                                   \
	"[block case]\nlabel = 申请\n"                                                            \
	"[field on]\nlabel = 申请日期\ntype = date\ndefault = today\nmax = 0\nmin = -60\n"      \
	"[field town]\nlabel = 乡镇\ntype = text\ncarry = yes\n"                                  \
	"[field agent]\nlabel = 代理人\ntype = name\nnone = yes\nmax = 10\n"                     \
	"[field paper]\nlabel = 委托书\ntype = text\nask_if = agent not empty and agent != .\n"  \
	"required = yes\n"                                                                          \
	"[field visit]\nlabel = 预约日期\ntype = date\n"                                        \
	"[field from]\nlabel = 起始月\ntype = month\ndefault = today\n"                          \
	"[field copies]\nlabel = 份数\ntype = integer\nask_if = paper not empty\n"                \
	"[field phone]\nlabel = 电话\ntype = phone\n"                                             \
	"[field account]\nlabel = 账号\ntype = account\nlength = 19\n"                            \
	"[field holder]\nlabel = 户名\ntype = name\ndefault = {agent}\n"                          \
	"[field place]\nlabel = 村\ntype = code\ncodes = @village\n"                               \
	"[field note]\nlabel = 备注\ntype = text\nedit_if = state = draft\n"                      \
	"[roster member]\nlabel = 成员\nmax = 4\n"                                                \
	"[field id_no]\nlabel = 身份证号\ntype = id\nnone = yes\n"                              \
	"[field name]\nlabel = 姓名\ntype = name\n"                                               \
	"[field rel]\nlabel = 关系\ntype = code\ncodes = rel\n"                                   \
	"[field sex]\nlabel = 性别\ntype = code\ncodes = mf\nderive = sex id_no\n"                \
	"[field birth]\nlabel = 出生\ntype = date\nderive = birth id_no\n"                        \
	"[field age]\nlabel = 年龄\ntype = integer\nderive = age birth\ndefault = 3\n"            \
	"[field age_then]\nlabel = 当时年龄\ntype = integer\nderive = age birth on\n"           \
	"[field alias]\nlabel = 别名\ntype = name\nderive = copy name\n"                          \
	"[field school]\nlabel = 学校\ntype = text\nask_if = age < 16\n"                          \
	"[roster wage]\nlabel = 工资\nask_if = member.rows > 0\n"                                 \
	"[field amount]\nlabel = 金额\ntype = money\nnone = yes\nunknown = yes\nmax = 99999.99\n" \
	"[field months]\nlabel = 月数\ntype = integer\nmin = 1\nmax = 12\n"                       \
	"[field debt]\nlabel = 欠款\ntype = money\nmin = -100\n"                                  \
	"[field rent]\nlabel = 租金\ntype = money\nmin = 10\nnone = yes\n"                        \
	"[block end]\nlabel = 尾\nask_if = wage.amount.sum > 500\n"                                \
	"[field why]\nlabel = 说明\ntype = text\n"

static struct code_list *villages;

static const struct code_list *supply(const char *name, void *ctx)
{
	(void)ctx;
	return strcmp(name, "village") == 0 ? villages : NULL;
}

static const char *look_up(const char *name, void *ctx)
{
	(void)ctx;
	return strcmp(name, "state") == 0 ? "active" : NULL;
}

static char *objection(
	const char *block, const char *field, const char *value, bool *soft, void *ctx)
{
	(void)ctx;
	if (strcmp(block, "member") == 0 && strcmp(field, "name") == 0 &&
		strcmp(value, "张三") == 0) {
		*soft = true;
		return g_strdup("张三 is known");
	}
	if (strcmp(field, "id_no") == 0 && strcmp(value, "140303198012240021") == 0)
		return g_strdup("DB-2026-0007 has this number");
	return NULL;
}

struct scene {
	struct bench *bench;
	struct entry *e;
};

static int set_up(void **state)
{
	struct scene *s = g_new0(struct scene, 1);
	villages = code_list_new("village", "村");
	code_list_add(villages, "140311101201", "桃林沟村");
	code_list_add(villages, "140311101202", "三泉村");
	code_list_add(villages, "140311102202", "荫营村");
	s->bench = bench_new("entry/t.ini", FORM, "codes/t.ini", CODES, NULL);
	const struct entry_env env = {.library = s->bench->lib,
		.today = day_make(2026, 7, 1),
		.codes = supply,
		.lookup = look_up,
		.object = objection};
	g_autofree char *all = bench_complaints(s->bench);
	assert_string_equal(all, "");
	s->e = entry_new(library_form(s->bench->lib, "t"), &env);
	*state = s;
	return 0;
}

static int tear_down(void **state)
{
	struct scene *s = *state;
	entry_free(s->e);
	bench_free(s->bench);
	code_list_free(villages);
	g_free(s);
	return 0;
}

static void each_type_reads_what_is_keyed(void **state)
{
	static const struct {
		const char *block, *field, *typed;
		int kind;
		const char *stored, *shown, *number;
	} cases[] = {
		{"case", "on", "0628", VERDICT_FINE, "2026-06-28", "2026-06-28", NULL},
		{"case", "on", "-3", VERDICT_FINE, "2026-06-28", "2026-06-28", NULL},
		{"case", "on", "20260702", VERDICT_HARD, "2026-07-01", "2026-07-01", "E-07"},
		{"case", "on", "20260501", VERDICT_HARD, "2026-07-01", "2026-07-01", "E-07"},
		{"case", "on", "20260502", VERDICT_FINE, "2026-05-02", "2026-05-02", NULL},
		{"case", "on", "20260231", VERDICT_HARD, "2026-07-01", "2026-07-01", "E-03"},
		{"case", "visit", "20260702", VERDICT_SOFT, "2026-07-02", "2026-07-02", "E-08"},
		{"case", "from", "202603", VERDICT_FINE, "2026-03", "2026-03", NULL},
		{"case", "from", "13", VERDICT_HARD, "2026-07", "2026-07", "E-03"},
		{"case", "town", "  平坦　　镇 ", VERDICT_FINE, "平坦 镇", "平坦 镇", NULL},
		{"case", "agent", "王　小 明", VERDICT_FINE, "王小明", "王小明", NULL},
		{"case", "agent", "一二三四五六七八九十一", VERDICT_HARD, "", "", "E-07"},
		{"case", "agent", ".", VERDICT_FINE, "", ".", NULL},
		{"case", "agent", "*", VERDICT_HARD, "", "", "E-02"},
		{"case", "town", ".", VERDICT_HARD, "", "", "E-01"},
		{"case", "phone", "138 0353 0001", VERDICT_FINE, "13803530001", "13803530001",
			NULL},
		{"case", "phone", "0353-2293001", VERDICT_FINE, "0353-2293001", "0353-2293001",
			NULL},
		{"case", "agent", "02", VERDICT_HARD, "", "", "E-03"},
		{"case", "agent", "王２", VERDICT_HARD, "", "", "E-03"},
		{"case", "phone", "12345", VERDICT_HARD, "", "", "E-03"},
		{"case", "phone", "138353123451", VERDICT_HARD, "", "", "E-03"},
		{"case", "phone", "138x3530001", VERDICT_HARD, "", "", "E-03"},
		{"case", "account", "6214 8300-0000 0000 001", VERDICT_FINE, "6214830000000000001",
			"6214830000000000001", NULL},
		{"case", "account", "621483000000000001", VERDICT_HARD, "", "", "E-07"},
		{"case", "account", "62A4", VERDICT_HARD, "", "", "E-03"},
		{"case", "place", "140311101201", VERDICT_FINE, "140311101201", "140311101201",
			NULL},
		{"case", "place", "201", VERDICT_FINE, "140311101201", "140311101201", NULL},
		{"case", "place", "202", VERDICT_HARD, "", "", "E-06"}, /* two end so */
		{"case", "place", "三泉村", VERDICT_FINE, "140311101202", "140311101202", NULL},
		{"case", "note", "x", VERDICT_HARD, "", "", "E-13"}, /* edit_if */
		{"member", "rel", "０１", VERDICT_FINE, "01", "01", NULL},
		{"member", "rel", "户主", VERDICT_FINE, "01", "01", NULL},
		{"member", "rel", "7", VERDICT_HARD, "", "", "E-06"},
		{"member", "id_no", "14032119480229124x", VERDICT_FINE, "14032119480229124X",
			"14032119480229124X", NULL},
		{"member", "id_no", "140302550310001", VERDICT_FINE, "140302550310001",
			"140302550310001", NULL},
		{"member", "id_no", "14030219550310001", VERDICT_HARD, "", "", "E-04"},
		{"member", "id_no", "140302195502310015", VERDICT_HARD, "", "", "E-04"},
		{"member", "id_no", "140303198012240021", VERDICT_HARD, "", "", "E-10"},
		{"member", "name", "张 三", VERDICT_SOFT, "张三", "张三", "E-10"},
		{"wage", "amount", "1,200.5", VERDICT_FINE, "120050", "1200.50", NULL},
		{"wage", "amount", "100000", VERDICT_HARD, "", "", "E-07"},
		{"wage", "amount", "-1", VERDICT_HARD, "", "", "E-07"},
		{"wage", "amount", "四百二十", VERDICT_HARD, "", "", "E-03"},
		{"wage", "amount", "*", VERDICT_FINE, "", "*", NULL},
		{"wage", "amount", ".", VERDICT_FINE, "0", ".", NULL},
		{"wage", "debt", "-99.99", VERDICT_FINE, "-9999", "-99.99", NULL},
		{"wage", "months", "012", VERDICT_FINE, "12", "12", NULL},
		{"wage", "debt", "-100", VERDICT_FINE, "-10000", "-100.00", NULL},
		{"wage", "debt", "-100.01", VERDICT_HARD, "", "", "E-07"},
		{"wage", "amount", "99999.99", VERDICT_FINE, "9999999", "99999.99", NULL},
		{"wage", "months", "1", VERDICT_FINE, "1", "1", NULL},
		{"wage", "rent", ".", VERDICT_FINE, "0", ".", NULL}, /* none is below no limit */
		{"wage", "rent", "0", VERDICT_HARD, "", "", "E-07"},
		{"wage", "months", "0", VERDICT_HARD, "", "", "E-07"},
		{"wage", "months", "1.5", VERDICT_HARD, "", "", "E-03"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct scene *s;
		tear_down(state);
		set_up(state);
		s = *state;
		entry_add_row(s->e, 1, -1);
		if (strcmp(cases[i].block, "wage") == 0) {
			key(s->e, "member", 0, "name", "李四");
			entry_add_row(s->e, 2, -1);
		}
		struct place at = place_at(s->e, cases[i].block, 0, cases[i].field);
		assert_verdict(s->e, at, cases[i].typed, cases[i].kind, cases[i].number, NULL);
		g_autofree char *shown = entry_shown(s->e, at);
		assert_string_equal(entry_value(s->e, at), cases[i].stored);
		assert_string_equal(shown, cases[i].shown);
		/* Enter on what is shown changes nothing. */
		if (cases[i].kind == VERDICT_FINE) {
			assert_verdict(s->e, at, shown, VERDICT_FINE, NULL, NULL);
			assert_string_equal(entry_value(s->e, at), cases[i].stored);
		}
	}
}

/* Policy 12.3: the wrong check digit is named, may be kept with a reason, and is never silent. */
static void a_wrong_check_digit_is_kept_with_a_reason(void **state)
{
	struct scene *s = *state;
	entry_add_row(s->e, 1, -1);
	struct place at = place_at(s->e, "member", 0, "id_no");
	assert_verdict(s->e, at, "140302195503100016", VERDICT_SOFT, "E-05",
		"(number 18) of the id number should be 5, not 6");
	assert_string_equal(entry_get(s->e, "member", 0, "birth"), "1955-03-10");
	entry_accept(s->e, at, "E-05", "1");
	assert_verdict(s->e, at, "140302195503100016", VERDICT_FINE, NULL, NULL);
	g_autofree char *words = finish_words(s->e);
	assert_null(strstr(words, "E-05"));
	/* Another number is another matter. */
	assert_verdict(s->e, at, "140302195503100015", VERDICT_FINE, NULL, NULL);
	assert_verdict(s->e, at, "140302195503100016", VERDICT_SOFT, "E-05", NULL);
}

static void birth_sex_and_age_follow_the_id_number(void **state)
{
	struct scene *s = *state;
	entry_add_row(s->e, 1, -1);
	key(s->e, "member", 0, "id_no", "140311201206060031");
	assert_string_equal(entry_get(s->e, "member", 0, "sex"), "M");
	assert_string_equal(entry_code_label(s->e, place_at(s->e, "member", 0, "sex")), "男");
	assert_string_equal(entry_get(s->e, "member", 0, "birth"), "2012-06-06");
	assert_string_equal(entry_get(s->e, "member", 0, "age"), "14");
	key(s->e, "case", 0, "on", "20260605");
	assert_string_equal(entry_get(s->e, "member", 0, "age_then"), "13"); /* a day before */
	assert_true(entry_protected(s->e, place_at(s->e, "member", 0, "birth")));
	assert_verdict(s->e, place_at(s->e, "member", 0, "birth"), "20000101", VERDICT_HARD, "E-13",
		"出生");
	assert_true(entry_asked(s->e, place_at(s->e, "member", 0, "school")));
	key(s->e, "member", 0, "school", "一中");
	key(s->e, "member", 0, "id_no", "140302195503100015");
	assert_string_equal(entry_get(s->e, "member", 0, "age"), "71");
	assert_false(entry_asked(s->e, place_at(s->e, "member", 0, "school")));
	assert_string_equal(entry_get(s->e, "member", 0, "school"), "");
	key(s->e, "member", 0, "id_no", "140311201206060031"); /* and it is there again */
	assert_string_equal(entry_get(s->e, "member", 0, "school"), "一中");
}

static void who_has_no_id_number_tells_birth_and_sex(void **state)
{
	struct scene *s = *state;
	entry_add_row(s->e, 1, -1);
	assert_int_equal(key(s->e, "member", 0, "id_no", "."), VERDICT_FINE);
	assert_int_equal(entry_mark(s->e, place_at(s->e, "member", 0, "id_no")), MARK_NIL);
	assert_false(entry_protected(s->e, place_at(s->e, "member", 0, "birth")));
	assert_int_equal(key(s->e, "member", 0, "birth", "20110702"), VERDICT_FINE);
	assert_int_equal(key(s->e, "member", 0, "sex", "女"), VERDICT_FINE);
	assert_string_equal(entry_get(s->e, "member", 0, "age"), "14"); /* 15 tomorrow */
	assert_true(entry_protected(s->e, place_at(s->e, "member", 0, "age")));
	key(s->e, "member", 0, "birth", "");
	assert_string_equal(entry_get(s->e, "member", 0, "age"), ""); /* no default either */
	key(s->e, "member", 0, "name", "无名");
	assert_string_equal(entry_get(s->e, "member", 0, "alias"), "无名");
	key(s->e, "member", 0, "id_no", "140302195503100015");
	assert_string_equal(entry_get(s->e, "member", 0, "sex"), "M");
}

static void a_person_stands_in_one_row(void **state)
{
	struct scene *s = *state;
	entry_add_row(s->e, 1, -1);
	entry_add_row(s->e, 1, -1);
	key(s->e, "member", 0, "id_no", "140302195503100015");
	assert_verdict(s->e, place_at(s->e, "member", 1, "id_no"), "140302195503100015",
		VERDICT_HARD, "E-09", "row 1");
	assert_string_equal(entry_get(s->e, "member", 1, "id_no"), "");
}

static void an_expression_is_kept(void **state)
{
	struct scene *s = *state;
	entry_put(s->e, "member", 0, "name", "李四");
	entry_add_row(s->e, 2, -1);
	struct place at = place_at(s->e, "wage", 0, "amount");
	assert_verdict(s->e, at, "1200*3", VERDICT_FINE, NULL, NULL);
	assert_string_equal(entry_value(s->e, at), "360000");
	assert_string_equal(entry_expression(s->e, at), "1200*3");
	assert_verdict(s->e, at, "3600.00", VERDICT_FINE, NULL, NULL); /* Enter on it */
	assert_string_equal(entry_expression(s->e, at), "1200*3");
	assert_verdict(s->e, at, "100", VERDICT_FINE, NULL, NULL);
	assert_null(entry_expression(s->e, at));
}

static void what_is_asked_follows_what_is_keyed(void **state)
{
	struct scene *s = *state;
	struct place paper = place_at(s->e, "case", 0, "paper");
	assert_false(entry_asked(s->e, paper));
	key(s->e, "case", 0, "agent", ".");
	assert_false(entry_asked(s->e, paper));
	key(s->e, "case", 0, "agent", "王五");
	assert_true(entry_asked(s->e, paper));
	assert_string_equal(entry_get(s->e, "case", 0, "holder"), "王五"); /* default */
	struct place copies = place_at(s->e, "case", 0, "copies");
	key(s->e, "case", 0, "paper", "委托书");
	assert_true(entry_asked(s->e, copies));
	key(s->e, "case", 0, "agent", "."); /* what is not asked is empty to what follows */
	assert_false(entry_asked(s->e, copies));
	key(s->e, "case", 0, "holder", "赵六");
	key(s->e, "case", 0, "agent", "王七");
	assert_string_equal(entry_get(s->e, "case", 0, "holder"), "赵六");
	assert_false(entry_block_asked(s->e, 2)); /* an empty row is no member */
	entry_add_row(s->e, 1, -1);
	assert_false(entry_block_asked(s->e, 2));
	key(s->e, "member", 0, "name", "王七");
	assert_true(entry_block_asked(s->e, 2));
	entry_add_row(s->e, 2, -1);
	entry_add_row(s->e, 2, -1);
	key(s->e, "wage", 0, "amount", "300");
	assert_false(entry_block_asked(s->e, 3));
	key(s->e, "wage", 1, "amount", "200.01");
	assert_true(entry_block_asked(s->e, 3)); /* 500.01 yuan, not fen */
	entry_drop_row(s->e, 1, 0);
	assert_false(entry_block_asked(s->e, 3));
}

static void rows_come_and_go(void **state)
{
	struct scene *s = *state;
	assert_int_equal(entry_rows(s->e, 0), 1);
	assert_int_equal(entry_rows(s->e, 1), 0);
	entry_set_block_none(s->e, 1, true);
	assert_true(entry_block_none(s->e, 1));
	assert_int_equal(entry_add_row(s->e, 1, -1), 0);
	assert_false(entry_block_none(s->e, 1));
	key(s->e, "member", 0, "name", "甲");
	assert_int_equal(entry_add_row(s->e, 1, 0), 0); /* before the first */
	assert_string_equal(entry_get(s->e, "member", 1, "name"), "甲");
	assert_true(entry_row_empty(s->e, 1, 0));
	assert_false(entry_row_empty(s->e, 1, 1));
	entry_set_block_none(s->e, 1, true); /* a member is there: no */
	assert_false(entry_block_none(s->e, 1));
	assert_int_equal(entry_rows(s->e, 1), 1);
	for (int i = 1; i < 4; i++)
		assert_int_equal(entry_add_row(s->e, 1, -1), i);
	assert_int_equal(entry_add_row(s->e, 1, -1), -1); /* max = 4 */
	assert_int_equal(entry_add_row(s->e, 0, -1), -1);
	entry_drop_row(s->e, 0, 0);
	assert_int_equal(entry_rows(s->e, 0), 1);
	entry_drop_row(s->e, 1, 0);
	assert_string_equal(entry_get(s->e, "member", 0, "name"), "");
	assert_string_equal(entry_get(s->e, "member", 9, "name"), "");
	assert_string_equal(entry_get(s->e, "nowhere", 0, "name"), "");
}

static void carried_values_are_told_from_keyed_ones(void **state)
{
	struct scene *s = *state;
	struct place town = place_at(s->e, "case", 0, "town");
	assert_false(entry_carried(s->e, town));
	entry_put(s->e, "case", 0, "town", "平坦镇");
	assert_true(entry_carried(s->e, town));
	key(s->e, "case", 0, "town", "平坦镇"); /* keyed again: still from the last one */
	key(s->e, "case", 0, "town", "荫营镇");
	assert_false(entry_carried(s->e, town));
	entry_put(s->e, "case", 0, "phone", "13803530001");
	assert_false(entry_carried(s->e, place_at(s->e, "case", 0, "phone")));
	entry_put(s->e, "case", 0, "nothing", "x"); /* ignored */
	entry_put(s->e, "member", 9, "name", "x");  /* past the end of the roster */
	assert_int_equal(entry_rows(s->e, 1), 4);
}

static void a_refused_value_leaves_the_old_one(void **state)
{
	struct scene *s = *state;
	entry_put(s->e, "member", 0, "name", "李四");
	entry_add_row(s->e, 2, -1);
	struct place at = place_at(s->e, "wage", 0, "amount");
	assert_verdict(s->e, at, "20*5", VERDICT_FINE, NULL, NULL);
	assert_verdict(s->e, at, "999999", VERDICT_HARD, "E-07", "99999.99");
	assert_string_equal(entry_value(s->e, at), "10000");
	assert_string_equal(entry_expression(s->e, at), "20*5");
	assert_verdict(s->e, at, "", VERDICT_FINE, NULL, NULL);
	assert_string_equal(entry_value(s->e, at), "");
}

/* A value that was there before is no obstacle, however wrong (features 3: legacy data). */
static void what_was_there_before_is_not_judged_again(void **state)
{
	struct scene *s = *state;
	entry_put(s->e, "member", 0, "id_no", "140302195502310015");
	struct place at = place_at(s->e, "member", 0, "id_no");
	assert_verdict(s->e, at, "140302195502310015", VERDICT_HARD, "E-04", NULL);
	entry_keep_legacy(s->e);
	assert_verdict(s->e, at, "140302195502310015", VERDICT_FINE, NULL, NULL);
	assert_verdict(s->e, at, "140302195502310017", VERDICT_HARD, "E-04", NULL);
}

int test_entry(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_type_reads_what_is_keyed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_wrong_check_digit_is_kept_with_a_reason, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			birth_sex_and_age_follow_the_id_number, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			who_has_no_id_number_tells_birth_and_sex, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_person_stands_in_one_row, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_expression_is_kept, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			what_is_asked_follows_what_is_keyed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(rows_come_and_go, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			carried_values_are_told_from_keyed_ones, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_refused_value_leaves_the_old_one, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			what_was_there_before_is_not_judged_again, set_up, tear_down),
	};
	return cmocka_run_group_tests_name("entry", tests, NULL, NULL);
}
