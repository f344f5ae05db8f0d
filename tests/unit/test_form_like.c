/* Files that build on another (like, drop, after, use), and whether each step is whole. */
#include "test_form.h"

#include <string.h>
#include "base/i18n.h"

#define BASE                                                                                       \
	"[programme base]\nlabel = 底本\nlabel[en] = Base\nprefix = B\nareas = urban, rural\n"   \
	"standard = dibao_standard\npublicity = yes\n"                                             \
	"[exclude base]\narticle = D-09\n"                                                         \
	"[state draft]\nlabel = 登记\nkind = open\n"                                             \
	"[state active]\nlabel = 在保\nlabel[en] = active\nkind = active\n"                      \
	"[action accept]\nlabel = 受理\nlabel[en] = Accept\nfrom = draft\nto = active\n"         \
	"roles = clerk\nneeds = members, ids\nform = accept\narticle = C-02\n"                     \
	"[action tell]\nlabel = 告知\nfrom = active\nroles = clerk\narticle = C-10\n"            \
	"[paper A1]\ntitle = 申请书\nby = accept\narticle = C-02\n"                             \
	"[paper A2]\ntitle = 委托书\nby = accept\nwhen = agent not empty\narticle = C-04\n"

static char *keys(const GPtrArray *things)
{
	GString *all = g_string_new(NULL);
	for (guint i = 0; i < things->len; i++)
		g_string_append_printf(
			all, "%s%s", i ? " " : "", *(char *const *)g_ptr_array_index(things, i));
	return g_string_free(all, FALSE);
}

static void assert_keys(const GPtrArray *things, const char *expected)
{
	g_autofree char *all = keys(things);
	assert_string_equal(all, expected);
}

static void assert_silent(const struct bench *b)
{
	g_autofree char *all = bench_complaints(b);
	assert_string_equal(all, "");
}

static void a_key_is_replaced_and_an_empty_one_taken_away(void **state)
{
	(void)state;
	struct bench *b = bench_new("programmes/base.ini", BASE, "programmes/own.ini",
		"[programme own]\nlike = base\nlabel = 自己\nprefix = O\nstandard =\n"
		"[action accept]\nneeds = members\nform =\n"
		"[state active]\nlabel = 已认定\n"
		"[paper A2]\nwhen =\n",
		NULL);
	const struct programme *p = library_programme(b->lib, "own");
	assert_silent(b);
	assert_non_null(p);
	assert_string_equal(p->key, "own");
	assert_string_equal(p->prefix, "O");
	assert_string_equal(p->group, "own");
	assert_null(p->standard);
	assert_true(p->publicity);
	assert_keys(p->states, "draft active");
	assert_keys(p->actions, "accept tell");
	const struct action_def *accept = programme_action(p, "accept");
	assert_string_equal(accept->needs[0], "members");
	assert_null(accept->needs[1]);
	assert_null(accept->form);
	assert_string_equal(accept->to, "active");
	assert_string_equal(accept->article, "C-02");
	assert_null(programme_paper(p, "A2")->when);
	assert_non_null(programme_paper(library_programme(b->lib, "base"), "A2")->when);
	assert_string_equal(
		programme_action(library_programme(b->lib, "base"), "accept")->form, "accept");
	bench_free(b);
}

/* A label of its own has no English label from elsewhere, or the two would differ. */
static void a_label_of_its_own_goes_with_its_translation(void **state)
{
	(void)state;
	struct bench *b = bench_new("programmes/base.ini", BASE, "programmes/own.ini",
		"[programme own]\nlike = base\nlabel = 自己\nprefix = O\n"
		"[state active]\nlabel = 已认定\n",
		NULL);
	i18n_init("en");
	const struct programme *p = library_programme(b->lib, "own");
	assert_string_not_equal(p->label, "Base");
	assert_string_not_equal(programme_state(p, "active")->label, "active");
	bench_free(b);
}

static void sections_are_dropped_and_put_in_their_place(void **state)
{
	(void)state;
	struct bench *b = bench_new("programmes/base.ini", BASE, "programmes/own.ini",
		"[programme own]\nlike = base\nlabel = 自己\nprefix = O\n"
		"[exclude base]\ndrop = yes\n"
		"[paper A1]\ndrop = yes\n"
		"[action hear]\nafter = accept\nlabel = 听\nfrom = active\nroles = clerk\n"
		"article = C-11\n"
		"[action write]\nafter = hear\nlabel = 写\nfrom = active\nroles = clerk\n"
		"article = C-11\n"
		"[action last]\nlabel = 末\nfrom = active\nroles = clerk\narticle = X\n"
		"[action after_last]\nafter = last\nlabel = 再末\nfrom = active\nroles = clerk\n"
		"article = X\n",
		NULL);
	const struct programme *p = library_programme(b->lib, "own");
	assert_silent(b);
	assert_keys(p->actions, "accept hear write tell last after_last");
	assert_int_equal(p->excludes->len, 0);
	assert_null(programme_paper(p, "A1"));
	assert_non_null(programme_paper(p, "A2"));
	bench_free(b);
}

/* What stood behind a section that is dropped stays where it is. */
static void chains_go_through(void **state)
{
	(void)state;
	struct bench *b = bench_new("programmes/base.ini", BASE, "programmes/one.ini",
		"[programme one]\nlike = base\nlabel = 一\nprefix = N\npublicity = no\n"
		"[action tell]\ndrop = yes\n"
		"[action hear]\nafter = tell\nlabel = 听\nfrom = active\nroles = clerk\n"
		"article = C-11\n",
		"programmes/two.ini",
		"[programme two]\nlike = one\nlabel = 二\nprefix = T\n"
		"[action hear]\nroles = clerk, reviewer\n",
		NULL);
	const struct programme *two = library_programme(b->lib, "two");
	assert_silent(b);
	assert_keys(two->actions, "accept hear");
	assert_false(two->publicity);
	assert_string_equal(programme_action(two, "hear")->roles[1], "reviewer");
	assert_string_equal(programme_action(two, "hear")->article, "C-11");
	bench_free(b);
}

static void slips_in_likeness_are_complained_of(void **state)
{
	(void)state;
	struct bench *b = bench_new("programmes/base.ini", BASE, "programmes/own.ini",
		"[programme own]\nlike = base\nlabel = 自己\nprefix = O\n"
		"[action acept]\ndrop = yes\n"
		"[action x]\nafter = acept\nlabel = 听\nfrom = active\nroles = clerk\n"
		"article = X\n"
		"[paper A1]\nbie = tell\n",
		"programmes/lost.ini", "[programme lost]\nlike = bse\nlabel = 失\nprefix = L\n",
		"programmes/left.ini", "[programme left]\nlike = right\nlabel = 左\nprefix = Z\n",
		"programmes/right.ini", "[programme right]\nlike = left\nlabel = 右\nprefix = Y\n",
		NULL);
	assert_complaint(
		b, "programmes/own.ini:6: there is no action \"acept\", did you mean \"accept\"?");
	assert_complaint(
		b, "programmes/own.ini:8: there is no action \"acept\", did you mean \"accept\"?");
	assert_complaint(b, "programmes/own.ini:14: ");
	assert_complaint(b, "programmes/lost.ini:2: there is no programme \"bse\" to be like");
	assert_complaint(b, "programmes/left.ini:2: \"right\" builds on itself");
	assert_complaint(b, "programmes/right.ini:2: \"left\" builds on itself");
	bench_free(b);
}

/* Two that stand behind each other stand nowhere: said, not swallowed. */
static void a_ring_of_places_is_complained_of(void **state)
{
	(void)state;
	struct bench *b = bench_new("programmes/base.ini", BASE, "programmes/own.ini",
		"[programme own]\nlike = base\nlabel = 自己\nprefix = O\n"
		"[action x]\nafter = y\nlabel = 甲\nfrom = active\nroles = clerk\narticle = X\n"
		"[action y]\nafter = x\nlabel = 乙\nfrom = active\nroles = clerk\narticle = X\n",
		NULL);
	assert_complaint(b, "programmes/own.ini:6: ");
	bench_free(b);
}

#define GIVER                                                                                      \
	"[form giver]\nlabel = 借出\n"                                                           \
	"[block a]\nlabel = 甲\ntable = casefile\n"                                               \
	"[field a1]\nlabel = 甲一\ntype = text\nwidth = 10\n"                                    \
	"[field a2]\nlabel = 甲二\ntype = text\nwidth = 10\n"                                    \
	"[roster r]\nlabel = 乙\ntable = hardship\n"                                              \
	"[field r1]\nlabel = 乙一\ntype = text\nwidth = 10\n"                                    \
	"[check Z-01]\nkind = soft\nblock = a\nfail_if = a1 = x\nsay = 不要 x\nfields = a1\n"

static void a_form_takes_blocks_and_checks(void **state)
{
	(void)state;
	struct bench *b = bench_new("entry/giver.ini", GIVER, "entry/taker.ini",
		"[form taker]\nlabel = 借入\n"
		"[use giver]\nblocks = r\n"
		"[block own]\nlabel = 自己\ntable = casefile\n"
		"[field o1]\nlabel = 一\ntype = text\nwidth = 10\n"
		"[use giver]\nblocks = a\nchecks = Z-01\n",
		NULL);
	const struct form_def *f = library_form(b->lib, "taker");
	assert_silent(b);
	assert_keys(f->blocks, "r own a");
	assert_keys(((struct block_def *)g_ptr_array_index(f->blocks, 0))->fields, "r1");
	assert_true(((struct block_def *)g_ptr_array_index(f->blocks, 0))->roster);
	assert_keys(((struct block_def *)g_ptr_array_index(f->blocks, 2))->fields, "a1 a2");
	assert_int_equal(f->checks->len, 1);
	assert_int_equal(library_form(b->lib, "giver")->blocks->len, 2);
	bench_free(b);
}

static void what_cannot_be_used_is_complained_of(void **state)
{
	(void)state;
	struct bench *b = bench_new("entry/giver.ini", GIVER, "entry/taker.ini",
		"[form taker]\nlabel = 借入\n"
		"[use giver]\nblocks = a, b\nchecks = Z-02\nblock = r\n"
		"[use gver]\nblocks = a\n",
		NULL);
	assert_complaint(b, "entry/taker.ini:4: giver has no block \"b\" to be used");
	assert_complaint(b, "entry/taker.ini:5: giver has no check \"Z-02\" to be used");
	assert_complaint(b, "entry/taker.ini:6: ");
	assert_complaint(b, "entry/taker.ini:7: there is no form \"gver\" to use blocks of");
	bench_free(b);
}

/* ---- is each step whole ---- */

#define STATES                                                                                     \
	"[state draft]\nlabel = 登记\nkind = open\n[state active]\nlabel = 在保\nkind = active\n"

static struct bench *step_bench(const char *publicity, const char *keys_of_step, const char *more)
{
	g_autofree char *text =
		g_strdup_printf("[programme p]\nlabel = 项目\nprefix = P\n"
				"publicity = %s\n" STATES "[action go]\nlabel = 办\nfrom = draft\n"
				"to = active\nroles = clerk\n%s%s",
			publicity, keys_of_step, more);
	struct bench *b = bench_new("programmes/p.ini", text, NULL);
	g_autofree char *before = bench_complaints(b);
	assert_string_equal(before, "");
	library_check(b->lib, b->complaints);
	return b;
}

static const char whole_rest[] =
	"[deadline d]\nlabel = 限\nfrom = go\ndone = go\nparam = days_survey\nunit = day\n"
	"article = D-30\n"
	"[paper A1]\ntitle = 证\nby = go\narticle = C-02\n";

static void a_step_is_whole_or_says_what_it_lacks(void **state)
{
	(void)state;
	struct bench *b = step_bench("no", "main = yes\n", "");
	assert_complaint(b,
		"programmes/p.ini:11: step \"go\" has no form; add it, or say "
		"\"without = form\"");
	assert_complaint(b, "step \"go\" has no deadline");
	assert_complaint(b, "step \"go\" has no papers");
	assert_complaint(b, "step \"go\" has no notice");
	assert_complaint(b, "step \"go\" names no article");
	bench_free(b);
	b = step_bench(
		"no", "main = yes\nwithout = form, deadline, papers, notice\narticle = X\n", "");
	assert_silent(b);
	bench_free(b);
	b = step_bench(
		"no", "main = yes\nform = accept\nnotice = receipt\narticle = X\n", whole_rest);
	assert_silent(b);
	bench_free(b);
	/* Beside the ordinary way nothing is asked but the article. */
	b = step_bench("no", "article = X\n", "");
	assert_silent(b);
	bench_free(b);
}

static void a_step_that_lies_is_found(void **state)
{
	(void)state;
	struct bench *b = step_bench("no",
		"main = yes\nform = accept\nnotice = receipt\narticle = X\n"
		"without = form, deadline, papers, notice, stamps\n",
		whole_rest);
	assert_complaint(b, "step \"go\" says to be without form, but has it");
	assert_complaint(b, "step \"go\" says to be without deadline, but has it");
	assert_complaint(b, "step \"go\" says to be without papers, but has it");
	assert_complaint(b, "step \"go\" says to be without notice, but has it");
	assert_complaint(b, "not without \"stamps\"");
	bench_free(b);
}

/* G-13 */
static void publicity_where_there_is_none_is_found(void **state)
{
	(void)state;
	struct bench *b = step_bench("no", "article = X\neffects = publicity\n", "");
	assert_complaint(b, "step \"go\" publicises, but the programme has publicity = no");
	bench_free(b);
	b = step_bench("yes", "article = X\neffects = publicity\n", "");
	assert_silent(b);
	bench_free(b);
	b = step_bench("no", "article = X\neffects = publicity_stop\n", "");
	assert_complaint(b, "step \"go\" publicises, but the programme has publicity = no");
	bench_free(b);
}

/* The files that come with the program are whole. */
static void the_compiled_in_programmes_are_whole(void **state)
{
	(void)state;
	struct bench *b = bench_new(NULL, NULL);
	library_check(b->lib, b->complaints);
	for (guint i = 0; i < b->complaints->list->len; i++)
		fail_msg("%s", (const char *)g_ptr_array_index(b->complaints->list, i));
	assert_keys(library_programmes(b->lib),
		"dibao dibao_single edge rigid destitute temporary temporary_urgent temporary_fast "
		"orphan unattended infected vagrant");
	bench_free(b);
}

/* ---- a default from a day on ---- */

static void a_default_may_come_later(void **state)
{
	(void)state;
	struct bench *b = bench_new("policy/own.ini",
		"[param t_late]\nlabel = 迟\ntype = money\ndefault = 1\n"
		"default[2026-07-01] = 2.5\n"
		"[param t_never]\nlabel = 无\ntype = integer\n",
		NULL);
	const struct param_def *p = library_param(b->lib, "t_late");
	assert_silent(b);
	assert_string_equal(p->fallback, "100");
	assert_string_equal(p->later, "250");
	assert_string_equal(p->later_from, "2026-07-01");
	assert_null(library_param(b->lib, "t_never")->later);
	bench_free(b);
}

static void a_wrong_later_default_is_complained_of(void **state)
{
	(void)state;
	struct bench *b = bench_new("policy/own.ini",
		"[param t_a]\nlabel = 甲\ntype = integer\ndefault = 1\n"
		"default[2026-13-01] = 2\n"
		"[param t_b]\nlabel = 乙\ntype = integer\n"
		"default[2026-07-01] = 2\ndefault[2027-07-01] = 3\n"
		"[param t_c]\nlabel = 丙\ntype = money\ndefault[2026-07-01] = lots\n"
		"[param t_d]\nlabel = 丁\ntype = code\ncodes = yesno\n"
		"default = 0\ndefault[2026-07-01] = perhaps\n",
		NULL);
	assert_complaint(b, "policy/own.ini:5: one day stands in the brackets");
	assert_complaint(b, "policy/own.ini:10: one day stands in the brackets");
	assert_complaint(b, "policy/own.ini:14: default is no money: \"lots\"");
	assert_complaint(b, "policy/own.ini:15: there is no code \"perhaps\"");
	bench_free(b);
}

int test_like(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_is_replaced_and_an_empty_one_taken_away),
		cmocka_unit_test(a_label_of_its_own_goes_with_its_translation),
		cmocka_unit_test(sections_are_dropped_and_put_in_their_place),
		cmocka_unit_test(chains_go_through),
		cmocka_unit_test(slips_in_likeness_are_complained_of),
		cmocka_unit_test(a_ring_of_places_is_complained_of),
		cmocka_unit_test(a_form_takes_blocks_and_checks),
		cmocka_unit_test(what_cannot_be_used_is_complained_of),
		cmocka_unit_test(a_step_is_whole_or_says_what_it_lacks),
		cmocka_unit_test(a_step_that_lies_is_found),
		cmocka_unit_test(publicity_where_there_is_none_is_found),
		cmocka_unit_test(the_compiled_in_programmes_are_whole),
		cmocka_unit_test(a_default_may_come_later),
		cmocka_unit_test(a_wrong_later_default_is_complained_of),
	};
	return cmocka_run_group_tests_name("like", tests, NULL, NULL);
}
