#include "test_form.h"

#include <string.h>

static void a_form_is_read(void **state)
{
	(void)state;
	struct bench *b = bench_new("entry/t.ini",
		"[form t]\nlabel = 表\n"
		"[block case]\nlabel = 申请\ntable = casefile\n"
		"[field on]\nlabel = 日期\ntype = date\nrequired = yes\ndefault = today\n"
		"min = -30\nmax = 0\n"
		"[roster wage]\nlabel = 工资\nmin = 1\nmax = 3\nnone_required = yes\n"
		"ask_if = on not empty\n"
		"[field amount]\nlabel = 金额\ntype = money\nmax = 50000.50\nnone = yes\n"
		"unknown = yes\ncolumn = declared\nlabel[en] = Amount\n"
		"[field delta]\nlabel = 增减\ntype = money\nmin = -20\n"
		"[check T-1]\nkind = finish-soft\nblock = wage\nfail_if = amount > 3\n"
		"say = 偏高\nfields = amount、delta\n",
		NULL);
	const struct form_def *form = library_form(b->lib, "t");
	const struct block_def *wage = form_block(form, "wage");
	const struct field_def *amount = block_field(wage, "amount");
	const struct field_def *on = block_field(form_block(form, "case"), "on");
	const struct check_def *check = g_ptr_array_index(form->checks, 0);
	g_autofree char *all = bench_complaints(b);
	assert_string_equal(all, "");
	assert_string_equal(form_block(form, "case")->table, "casefile");
	assert_int_equal(form_block(form, "case")->min_rows, 1);
	assert_true(wage->roster && wage->none_required && wage->ask_if);
	assert_int_equal(wage->max_rows, 3);
	assert_int_equal(on->type, FIELD_DATE);
	assert_string_equal(on->column, "on");
	assert_true(on->required && on->has_min && on->has_max);
	assert_int_equal(on->min, -30);
	assert_string_equal(amount->column, "declared");
	assert_int_equal(amount->max, 5000050); /* yuan in the file, fen in memory */
	assert_int_equal(amount->min, 0);       /* no minus unless the form says so */
	assert_true(amount->none_allowed && amount->unknown_allowed && !amount->required);
	assert_int_equal(block_field(wage, "delta")->min, -2000);
	assert_int_equal(check->kind, CHECK_FINISH_SOFT);
	assert_string_equal(check->fields[1], "delta");
	assert_null(form_block(form, "none"));
	assert_string_equal(field_type_word(FIELD_ACCOUNT), "account");
	bench_free(b);
}

#define HEAD "[form t]\nlabel = 表\n[block b]\nlabel = 块\n"
#define FIELD HEAD "[field f]\nlabel = 项\ntype = text\n"
#define LISTS "[list l]\nlabel = 表\n[codes]\n1 = 自有\n2 = 租住\n"

/* What is wrong, and the words that the complaint must have: file, line, what, what was meant. */
static const char *const bad_forms[][2] = {
	{"label = x\n", "entry/t.ini:1: the file has no [form KEY]"},
	{HEAD "[feild f]\n",
		"t.ini:5: there is no kind of section \"feild\", did you mean \"field\"?"},
	{HEAD "[field f]\nlable = 项\ntype = text\n", "t.ini:6:"},
	{HEAD "[field f]\nlable = 项\ntype = text\n", "\"label\""},
	{HEAD "[field f]\ntype = text\n", "t.ini:5: [field f] has no label"},
	{HEAD "[field f]\nlabel = 项\n", "t.ini:5: [field f] has no type"},
	{HEAD "[field f]\nlabel = 项\ntype = intger\n",
		"t.ini:7: there is no type \"intger\", did you mean \"integer\"?"},
	{HEAD "[field 项]\nlabel = 项\ntype = text\n", "t.ini:5: [field 项]: a key has only"},
	{FIELD "required = ja\n", "t.ini:8: required is yes or no, not \"ja\""},
	{FIELD "width = breit\n", "t.ini:8: width is a whole number, not \"breit\""},
	{FIELD "width = 900\n", "t.ini:8: width is between 0 and 200"},
	{FIELD "min = 3\nmax = 2\n", "t.ini:9: max is below min"},
	{FIELD "codes = l\n", "t.ini:5: field \"f\": a field of type code names its codes"},
	{FIELD "ask_if = f =\n", "t.ini:8: ask_if: after \"f\""},
	{FIELD "[field f]\nlabel = 又\ntype = text\n",
		"t.ini:8: field \"f\" stands twice in block \"b\": the first is in line 5"},
	{FIELD "[block b]\nlabel = 又\n",
		"t.ini:8: block \"b\" stands twice: the first is in line 3"},
	{"[form t]\nlabel = 表\n[field f]\nlabel = 项\ntype = text\n",
		"t.ini:3: field \"f\" stands before the block"},
	{HEAD "[form u]\nlabel = 二\n", "t.ini:5: a file holds one form"},
	{HEAD "[field m]\nlabel = 额\ntype = money\nmax = 很多\n",
		"t.ini:8: max is no amount in yuan: \"很多\""},
	{FIELD "[roster r]\nlabel = 册\nmin = 3\nmax = 1\n", "t.ini:11: max is below min"},
	{FIELD "[check C-1]\nkind = hard\nfail_if = f empty\nsay = 空\n",
		"t.ini:8: [check C-1] has no fields"},
	{FIELD "[check C-1]\nkind = harrd\nfail_if = f empty\nsay = 空\nfields = f\n",
		"t.ini:9: there is no kind \"harrd\", did you mean \"hard\"?"},
	/* What only the whole shows. */
	{HEAD "[field f]\nlabel = 项\ntype = code\ncodes = lll\n",
		"t.ini:5: there is no code list \"lll\""},
	{HEAD "[field f]\nlabel = 项\ntype = code\ncodes = house_sort\n",
		"there is no code list \"house_sort\", did you mean \"house_sorts\"?"},
	{FIELD "[field g]\nlabel = 乙\ntype = text\nask_if = ff = 1\n",
		"t.ini:8: there is no field \"ff\", did you mean \"f\"?"},
	{FIELD "ask_if = g = 1\n[field g]\nlabel = 乙\ntype = text\n",
		"t.ini:5: \"g\" is asked later"},
	{FIELD "ask_if = f = 1\n", "t.ini:5: \"f\" is asked later"},
	{FIELD "[field g]\nlabel = 乙\ntype = text\nask_if = today = f\n[field h]\n"
	       "label = 丙\ntype = text\nask_if = g = f\n",
		"t.ini:12: \"f\" is a field: write {f}"},
	{FIELD "[field g]\nlabel = 乙\ntype = code\ncodes = house_sorts\n"
	       "[field h]\nlabel = 丙\ntype = text\nask_if = g = 7\n",
		"t.ini:12: there is no code \"7\""},
	{FIELD "derive = born id\n", "t.ini:5: derive is \"birth FIELD\""},
	{FIELD "[field g]\nlabel = 乙\ntype = date\nderive = birth f\n",
		"t.ini:8: derive: \"f\" is of type text where id is needed"},
	{FIELD "[field g]\nlabel = 乙\ntype = text\nderive = copy f\nrequired = yes\n",
		"t.ini:8: field \"g\" cannot be keyed"},
	{FIELD "skip_to = nowhere\n", "t.ini:5: there is no field \"nowhere\""},
	{HEAD "[field f]\nlabel = 项\ntype = code\ncodes = house_sorts\ndefault = 9\n",
		"t.ini:5: there is no code \"9\""},
	{HEAD "[field f]\nlabel = 项\ntype = date\ndefault = gestern\n", "t.ini:5: default: "},
	{HEAD "[field today]\nlabel = 项\ntype = date\n",
		"t.ini:5: \"today\" is a word of conditions"},
	{FIELD "[roster r]\nlabel = 册\n[field a]\nlabel = 甲\ntype = integer\n"
	       "[block s]\nlabel = 尾\nask_if = r.a > 1\n",
		"t.ini:13: \"r.a\" has many rows"},
	{FIELD "[check C-1]\nkind = hard\nblock = bb\nfail_if = f empty\nsay = 空\nfields = f\n",
		"t.ini:8: there is no block \"bb\""},
	{FIELD "[check C-1]\nkind = hard\nfail_if = f empty\nsay = 空{ff}\nfields = f\n",
		"t.ini:8: there is no field \"ff\", did you mean \"f\"?"},
	{FIELD "[check C-1]\nkind = hard\nfail_if = f empty\nsay = 空\nfields = f, abcdef\n",
		"t.ini:8: there is no field \"abcdef\""},
	{FIELD "[check E-1]\nkind = hard\nfail_if = f empty\nsay = 空\nfields = f\n",
		"t.ini:8: check E-1: numbers that begin with E-"},
};

static void bad_forms_are_complained_of(void **state)
{
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(bad_forms); i++) {
		struct bench *b = bench_new("entry/t.ini", bad_forms[i][0], "codes/l.ini",
			"[list house_sorts]\nlabel = 住房\n[codes]\n1 = 自有\n", NULL);
		assert_complaint(b, bad_forms[i][1]);
		bench_free(b);
	}
}

static void codes_are_read(void **state)
{
	(void)state;
	struct bench *b = bench_new("codes/t.ini",
		LISTS "[code 10]\nlabel = 借住亲友\nalso = 借住, 寄居、投亲\nclass = weak\n"
		      "[list m]\nlabel = 二\n[codes]\n01 = 本人\n01[en] = Self\n",
		NULL);
	const struct code_list *l = library_codes(b->lib, "l");
	const struct code *ten = code_list_find(l, "10");
	g_autofree char *all = bench_complaints(b);
	assert_string_equal(all, "");
	assert_int_equal(l->codes->len, 3);
	assert_string_equal(ten->label, "借住亲友");
	assert_string_equal(ten->initials, "jzqy");
	assert_string_equal(code_attribute(ten, "class"), "weak");
	assert_null(code_attribute(ten, "countable"));
	assert_null(code_attribute(code_list_find(l, "1"), "class"));
	assert_string_equal(code_list_label(l, "2"), "租住");
	assert_string_equal(code_list_label(l, "77"), "77");
	assert_ptr_equal(code_list_match(l, "寄居"), ten);
	assert_ptr_equal(code_list_match(l, "投亲"), ten);
	assert_ptr_equal(code_list_match(l, "借住亲友"), ten);
	assert_ptr_equal(code_list_match(l, "１０"), ten);
	assert_null(code_list_match(l, "亲友"));
	assert_null(code_list_match(l, "寄"));
	assert_null(code_list_match(l, ""));
	/* A list that the program makes says it the same way. */
	struct code_list *made = code_list_new("made", "人员");
	struct code *person = code_list_add(made, "12", "王经办");
	person->attributes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_hash_table_insert(person->attributes, g_strdup("also"), g_strdup("wang"));
	assert_ptr_equal(code_list_match(made, "wang"), person);
	code_list_free(made);
	assert_string_equal(code_list_find(library_codes(b->lib, "m"), "01")->label, "本人");
	bench_free(b);
}

/* An English word is stored, its number is keyed and seen; a roster never means a number. */
static void a_word_is_keyed_by_its_number(void **state)
{
	(void)state;
	struct bench *b = bench_new("codes/t.ini",
		"[list z]\nlabel = 城乡\n[code urban]\nlabel = 城市\nnumber = 1\n"
		"[code rural]\nlabel = 农村\nnumber = 2\n",
		NULL);
	const struct code_list *l = library_codes(b->lib, "z");
	const struct code *rural = code_list_find(l, "rural");
	g_autofree char *all = bench_complaints(b);
	assert_string_equal(all, "");
	assert_string_equal(code_keyed(rural), "2");
	assert_ptr_equal(code_list_meant(l, "2"), rural);
	assert_ptr_equal(code_list_meant(l, "农村"), rural);
	assert_ptr_equal(code_list_meant(l, "rural"), rural);
	assert_null(code_list_meant(l, "3"));
	assert_null(code_list_match(l, "2"));
	g_autoptr(GPtrArray) found = code_list_filter(l, "2");
	assert_int_equal(found->len, 1);
	assert_ptr_equal(g_ptr_array_index(found, 0), rural);
	bench_free(b);
	b = bench_new("codes/t.ini",
		"[list zz]\nlabel = 二\n[code a]\nlabel = 甲\nnumber = 1\n[code b]\nlabel = "
		"乙\nnumber "
		"= 1\n",
		NULL);
	assert_complaint(b, "number \"1\" stands twice in the list \"zz\"");
	bench_free(b);
}

static void the_picker_filters(void **state)
{
	static const struct {
		const char *typed;
		guint found;
	} cases[] = {{"", 3}, {"1", 2}, {"10", 1}, {"住", 2}, {"zz", 1}, {"JZ", 1}, {"x", 0}};
	(void)state;
	struct bench *b = bench_new("codes/t.ini", LISTS "10 = 借住亲友\n", NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) found =
			code_list_filter(library_codes(b->lib, "l"), cases[i].typed);
		assert_int_equal(found->len, cases[i].found);
	}
	bench_free(b);
}

#define PROGRAMME "[programme p]\nlabel = 项目\nprefix = P\n"
#define STATES                                                                                     \
	"[state draft]\nlabel = 登记\nkind = open\n[state active]\nlabel = 在保\nkind = active\n"
#define ACTION "[action go]\nlabel = 办\nfrom = draft\nto = active\nroles = clerk\n"

static void a_programme_is_read(void **state)
{
	(void)state;
	struct bench *b = bench_new("programmes/t.ini",
		PROGRAMME "areas = urban rural\npublicity = yes\n" STATES ACTION
			  "needs = ids, papers\nmain = yes\ndiffer = go\n"
			  "[deadline d]\nlabel = 期\nfrom = go\ndone = go\nparam = days_survey\n"
			  "unit = workday\nwhen = area = urban\n"
			  "[paper A01]\ntitle = 申请书\nby = go\nobtainable = yes\n",
		NULL);
	const struct programme *p = library_programme(b->lib, "p");
	const struct action_def *go = programme_action(p, "go");
	const struct deadline_def *d = g_ptr_array_index(p->deadlines, 0);
	g_autofree char *all = bench_complaints(b);
	assert_string_equal(all, "");
	assert_string_equal(p->prefix, "P");
	assert_string_equal(p->areas[1], "rural");
	assert_true(p->publicity);
	assert_int_equal(programme_state(p, "active")->kind, STATE_ACTIVE);
	assert_string_equal(go->done, "办"); /* where nothing else is said */
	assert_string_equal(go->needs[1], "papers");
	assert_true(go->main);
	assert_null(go->effects[0]);
	assert_true(action_allows_from(go, "draft"));
	assert_false(action_allows_from(go, "active"));
	assert_true(d->workdays && d->when);
	assert_true(programme_paper(p, "A01")->obtainable);
	assert_false(programme_paper(p, "A01")->made_here);
	assert_null(programme_paper(p, "A02"));
	bench_free(b);
}

static const char *const bad_programmes[][2] = {
	{STATES, "t.ini:1: the file begins with [programme KEY]"},
	{PROGRAMME "[programme q]\nlabel = 二\n", "t.ini:4: a file holds one programme"},
	{PROGRAMME "areas = urbane\n" STATES,
		"t.ini:1: there is no area \"urbane\", did you mean \"urban\"?"},
	{PROGRAMME "standard = dibao_standart\n" STATES,
		"t.ini:1: there is no parameter \"dibao_standart\", did you mean "
		"\"dibao_standard\"?"},
	{PROGRAMME "[state s]\nlabel = 态\nkind = opened\n",
		"t.ini:6: there is no kind \"opened\", did you mean \"open\"?"},
	{PROGRAMME STATES "[state draft]\nlabel = 又\nkind = open\n",
		"t.ini:10: [state draft] stands twice"},
	{PROGRAMME STATES "[action go]\nlabel = 办\nfrom = draft\n",
		"t.ini:10: [action go] has no roles"},
	{PROGRAMME STATES "[action go]\nlabel = 办\nfrom = drafts\nroles = clerk\n",
		"t.ini:10: there is no state \"drafts\", did you mean \"draft\"?"},
	{PROGRAMME STATES ACTION
		"[action b]\nlabel = 乙\nfrom = draft\nto = activ\nroles = clark\n",
		"t.ini:15: there is no state \"activ\", did you mean \"active\"?"},
	{PROGRAMME STATES ACTION
		"[action b]\nlabel = 乙\nfrom = draft\nto = activ\nroles = clark\n",
		"t.ini:15: there is no role \"clark\", did you mean \"clerk\"?"},
	{PROGRAMME STATES ACTION "differ = gone\n", "t.ini:10: there is no action \"gone\""},
	{PROGRAMME STATES ACTION "form = nosuchform\n",
		"t.ini:10: there is no entry form \"nosuchform\""},
	{PROGRAMME STATES ACTION "[deadline d]\nlabel = 期\nfrom = go\ndone = go\nunit = day\n",
		"t.ini:15: [deadline d] has no param"},
	{PROGRAMME STATES ACTION "[deadline d]\nlabel = 期\nfrom = go\ndone = goo\nparam = "
				 "days_survey\nunit = days\n",
		"t.ini:20: there is no unit \"days\", did you mean \"day\"?"},
	{PROGRAMME STATES ACTION "[paper A01]\ntitle = 书\nby = gg\n",
		"t.ini:15: there is no action \"gg\""},
	{PROGRAMME STATES ACTION "[paper A01]\ntitle = 书\nwhen = confirm_level = contry\n",
		"t.ini:15: there is no code \"contry\", did you mean \"county\"?"},
};

static void bad_programmes_are_complained_of(void **state)
{
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(bad_programmes); i++) {
		struct bench *b = bench_new("programmes/t.ini", bad_programmes[i][0], NULL);
		assert_complaint(b, bad_programmes[i][1]);
		bench_free(b);
	}
}

static void parameters_are_read(void **state)
{
	(void)state;
	struct bench *b = bench_new("policy/t.ini",
		"[param t_money]\nlabel = 额\ngroup = 组\ntype = money\ndefault = 30.5\nby_area = "
		"yes\n"
		"[param t_days]\nlabel = 天\ntype = integer\ndefault = 10\n"
		"[param t_open]\nlabel = 空\ntype = percent\n"
		"[param t_mode]\nlabel = 法\ntype = code\ncodes = round_mode\ndefault = upp\n"
		"[param t_days]\nlabel = 天\ntype = integer\n"
		"[param t_bad]\nlabel = 坏\ntype = integer\ndefault = zehn\n"
		"[param t_code]\nlabel = 码\ntype = code\n",
		NULL);
	assert_string_equal(library_param(b->lib, "t_money")->fallback, "3050"); /* fen */
	assert_true(library_param(b->lib, "t_money")->by_area);
	assert_string_equal(library_param(b->lib, "t_days")->fallback, "10");
	assert_null(library_param(b->lib, "t_open")->fallback);
	assert_int_equal(library_param(b->lib, "t_open")->type, PARAM_PERCENT);
	assert_complaint(b, "policy/t.ini:14: there is no code \"upp\", did you mean \"up\"?");
	assert_complaint(b, "policy/t.ini:19: [param t_days] stands twice");
	assert_complaint(b, "policy/t.ini:25: default is a whole number, not \"zehn\"");
	assert_complaint(b, "policy/t.ini:26: [param t_code] is a code and names no codes");
	bench_free(b);
}

static void code_files_are_complained_of(void **state)
{
	(void)state;
	struct bench *b = bench_new("codes/t.ini",
		"[codes]\n1 = 甲\n" LISTS "[code 2]\nlabel = 又\n[code 3]\n[kode 4]\n", NULL);
	assert_complaint(b, "codes/t.ini:1: [codes] stands before the [list] it belongs to");
	assert_complaint(b, "codes/t.ini:8: code \"2\" stands twice in the list \"l\"");
	assert_complaint(b, "codes/t.ini:10: [code 3] has no label");
	assert_complaint(b, "codes/t.ini:11: there is no kind of section \"kode\", did you mean");
	bench_free(b);
}

int test_read(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_form_is_read),
		cmocka_unit_test(bad_forms_are_complained_of),
		cmocka_unit_test(codes_are_read),
		cmocka_unit_test(a_word_is_keyed_by_its_number),
		cmocka_unit_test(the_picker_filters),
		cmocka_unit_test(code_files_are_complained_of),
		cmocka_unit_test(a_programme_is_read),
		cmocka_unit_test(bad_programmes_are_complained_of),
		cmocka_unit_test(parameters_are_read),
	};
	return cmocka_run_group_tests_name("read", tests, NULL, NULL);
}
