/* A standard raised from a day that is past (policy.md 9.7).  Every amount here is reckoned by
 * hand: (N x S - Y) / 12, rural 6240.00 a year before, 6960.00 since January. */
#include "config.h"

#include "tests/unit/test_model_money.h"

#include <string.h>
#include "model/payment.h"
#include "model/retro.h"

static struct setting raised(const char *key, const char *value)
{
	return (struct setting){.key = key,
		.area = "rural",
		.value = value,
		.from = day_make(2026, 1, 1),
		.document = "盂民发〔2026〕9号",
		.issued = day_make(2026, 5, 8)};
}

static struct retro *look(struct place *p, const struct setting *s)
{
	GError *error = NULL;
	struct retro *r = retro_look(p->desk, s, &error);

	must(r != NULL, &error);
	return r;
}

/* The arrears of a case in a month; 0 none. */
static fen arrears(const struct retro *r, row_id casefile, month m)
{
	for (guint i = 0; i < r->cases->len; i++) {
		const struct retro_case *c = g_ptr_array_index(r->cases, i);

		for (guint k = c->first; c->casefile == casefile && k < c->first + c->n; k++) {
			const struct adjustment_month *d =
				&g_array_index(r->lines, struct adjustment_month, k);

			if (d->m == m)
				return d->amount;
		}
	}
	return 0;
}

static const struct retro_case *case_of(const struct retro *r, row_id casefile)
{
	for (guint i = 0; i < r->cases->len; i++) {
		const struct retro_case *c = g_ptr_array_index(r->cases, i);

		if (c->casefile == casefile)
			return c;
	}
	return NULL;
}

static void save(struct place *p, const struct setting *s, const struct retro *seen)
{
	GError *error = NULL;

	sit(p, "admin");
	must(retro_save(p->desk, s, seen, &error), &error);
}

/* Three persons, 9000 a year: 810.00 before, 990.00 now. */
static struct home put_three(struct place *p, int number)
{
	struct home h = money_home(p, "dibao", number, 3);

	h.award = money_award(p, h.casefile, "2025-06", NULL, 3, 81000, 0, 900000);
	return h;
}

static void pay_until(struct place *p, const char *programme, month last)
{
	for (month m = JAN; m <= last; m++)
		money_roster(p, programme, m);
}

/* January to April were paid; May will be, by the old award. */
static void test_every_month_since(void **state)
{
	struct place *p = *state;
	struct setting s = raised("dibao_standard", "696000");
	struct home h;

	money_office(p);
	h = put_three(p, 1);
	pay_until(p, "dibao", MAY - 1);
	g_autoptr(retro) r = look(p, &s);
	for (month m = JAN; m <= MAY; m++)
		assert_int_equal(arrears(r, h.casefile, m), 18000);
	assert_int_equal(arrears(r, h.casefile, JAN - 1), 0);
	assert_int_equal(arrears(r, h.casefile, MAY + 1), 0);
	assert_int_equal(r->amount, 90000);
	assert_int_equal(r->n_arrears, 1);
	assert_int_equal(r->n_raised, 1);
	assert_int_equal(case_of(r, h.casefile)->fresh, 99000);
	assert_int_equal(case_of(r, h.casefile)->next, MAY + 1);
	assert_int_equal(r->monthly, 18000);
}

static void test_looking_saves_nothing(void **state)
{
	struct place *p = *state;
	struct setting s = raised("dibao_standard", "696000");
	fen before;

	money_office(p);
	put_three(p, 1);
	before = money_sum(p, "SELECT max(seq) FROM journal");
	g_autoptr(retro) r = look(p, &s);
	assert_int_equal(money_sum(p, "SELECT max(seq) FROM journal"), before);
	assert_string_equal(
		policy_value(p->desk->policy, "dibao_standard", "rural", day_make(2026, 5, 1)),
		"624000");
}

/* Three in January and February (976.58 -> 1156.58), two from March (456.58 -> 576.58). */
static void test_members_of_each_month(void **state)
{
	struct place *p = *state;
	struct setting s = raised("dibao_standard", "696000");
	struct home h;

	money_office(p);
	h = money_home(p, "dibao", 1, 3);
	money_award(p, h.casefile, "2025-06", "2026-02", 3, 97658, 0, 700100);
	money_award(p, h.casefile, "2026-03", NULL, 2, 45658, 0, 700100);
	pay_until(p, "dibao", MAY - 1);
	g_autoptr(retro) r = look(p, &s);
	assert_int_equal(arrears(r, h.casefile, JAN), 18000);
	assert_int_equal(arrears(r, h.casefile, JAN + 1), 18000);
	assert_int_equal(arrears(r, h.casefile, JAN + 2), 12000);
	assert_int_equal(arrears(r, h.casefile, MAY), 12000);
	assert_int_equal(case_of(r, h.casefile)->fresh, 57658);
}

/* Whole yuan, up: (6240 - 5555) / 12 = 57.08.. -> 58, (6975 - 5555) / 12 = 118.33.. -> 119; a
 * difference that is rounded itself would be 62. */
static void test_each_month_is_rounded_by_itself(void **state)
{
	struct place *p = *state;
	struct setting s = raised("dibao_standard", "697500");
	struct home h;

	money_office(p);
	money_set(p, "round_unit", "", "100", day_make(2024, 1, 1));
	money_set(p, "round_mode", "", "up", day_make(2024, 1, 1));
	h = money_home(p, "dibao", 1, 1);
	money_award(p, h.casefile, "2025-06", NULL, 1, 5800, 0, 555500);
	pay_until(p, "dibao", MAY - 1);
	g_autoptr(retro) r = look(p, &s);
	assert_int_equal(arrears(r, h.casefile, JAN + 1), 6100);
}

/* 5 % of a month's standard for one old person: 26.00 before, 29.00 now (9.4: apart). */
static void test_supplements_follow(void **state)
{
	struct place *p = *state;
	struct setting s = raised("dibao_standard", "696000");
	struct record part = record_of("award_part");
	struct home h;

	money_office(p);
	money_set(p, "supp_elder", "", "5", day_make(2024, 1, 1));
	h = money_home(p, "dibao", 1, 3);
	h.award = money_award(p, h.casefile, "2025-06", NULL, 3, 81000, 2600, 900000);
	record_int(&part, "award", h.award);
	record_text(&part, "kind", "elder");
	record_int(&part, "person", h.head);
	record_int(&part, "amount", 2600);
	put(p, &part);
	pay_until(p, "dibao", MAY - 1);
	g_autoptr(retro) r = look(p, &s);
	assert_int_equal(arrears(r, h.casefile, JAN), 18300);
	assert_int_equal(case_of(r, h.casefile)->base, 99000);
	assert_int_equal(case_of(r, h.casefile)->supplement, 2900);
}

/* Ended in March: arrears for its months, and no award after. */
static void test_ended_cases_get_their_months(void **state)
{
	struct place *p = *state;
	struct setting s = raised("dibao_standard", "696000");
	struct home h;

	money_office(p);
	h = put_three(p, 1);
	pay_until(p, "dibao", JAN + 2);
	money_text(p, "award", h.award, "to_month", "2026-03");
	money_text(p, "casefile", h.casefile, "state", "stopped");
	g_autoptr(retro) r = look(p, &s);
	assert_int_equal(case_of(r, h.casefile)->n, 3);
	assert_int_equal(r->amount, 54000);
	assert_false(case_of(r, h.casefile)->raised);
	save(p, &s, r);
	money_pay(p, "dibao", MAY + 1);
	assert_int_equal(money_paid(p, h.casefile, "2026-03", "raise"), 18000);
	assert_int_equal(money_paid(p, h.casefile, "2026-06", NULL), -1);
}

/* Whoever dies in February is due that month: three then, two from March (9.5): 990.00, then
 * (13920 - 9000) / 12 = 410.00, of which 810.00 was paid: nothing more, and nothing taken back. */
static void test_the_dead_are_not_counted(void **state)
{
	struct place *p = *state;
	struct setting s = raised("dibao_standard", "696000");
	struct home h;

	money_office(p);
	h = put_three(p, 1);
	pay_until(p, "dibao", MAY - 1);
	money_text(p, "person", money_member(p, &h, 2), "death_date", "2026-02-20");
	g_autoptr(retro) r = look(p, &s);
	assert_int_equal(arrears(r, h.casefile, JAN), 18000);
	assert_int_equal(arrears(r, h.casefile, JAN + 1), 18000);
	assert_int_equal(arrears(r, h.casefile, JAN + 2), 0);
	assert_int_equal(r->amount, 36000);
	assert_int_equal(r->n_less, 1);
	assert_false(case_of(r, h.casefile)->raised);
}

/* Saved: the next months are paid by the new award, the arrears in a roster of their own. */
static void test_paid_with_the_next_month(void **state)
{
	struct place *p = *state;
	struct setting s = raised("dibao_standard", "696000");
	struct home h;

	money_office(p);
	h = put_three(p, 1);
	pay_until(p, "dibao", MAY - 1);
	g_autoptr(retro) r = look(p, &s);
	save(p, &s, r);
	money_pay(p, "dibao", MAY);
	assert_int_equal(money_paid(p, h.casefile, "2026-05", NULL), 81000);
	assert_int_equal(money_paid(p, h.casefile, "2026-01", "raise"), 18000);
	assert_int_equal(money_paid(p, h.casefile, "2026-05", "raise"), 18000);
	assert_int_equal(
		money_sum(p, "SELECT amount FROM payment_batch WHERE reason = 'raise'"), 90000);
	assert_int_equal(money_sum(p, "SELECT count(*) FROM payment_batch WHERE no = 2"), 1);
	assert_int_equal(money_sum(p,
				 "SELECT count(*) FROM award WHERE base = 81000"
				 " AND to_month = '2026-05'"),
		1);
	day_set_today(day_make(2026, 6, 10));
	money_pay(p, "dibao", MAY + 1);
	assert_int_equal(money_paid(p, h.casefile, "2026-06", NULL), 99000);
	assert_int_equal(money_paid(p, h.casefile, "2026-06", "raise"), -1);
	assert_int_equal(money_sum(p,
				 "SELECT count(*) FROM decision WHERE kind = 'adjust'"
				 " AND amount = 99000 AND from_month = '2026-06'"
				 " AND working LIKE '%6960.00%'"),
		1);
}

static void test_twice_adds_nothing(void **state)
{
	struct place *p = *state;
	struct setting s = raised("dibao_standard", "696000");

	money_office(p);
	put_three(p, 1);
	pay_until(p, "dibao", MAY - 1);
	g_autoptr(retro) r = look(p, &s);
	save(p, &s, r);
	g_autoptr(retro) again = look(p, &s);
	assert_int_equal(again->lines->len, 0);
	assert_int_equal(again->n_raised, 0);
	money_pay(p, "dibao", MAY);
	g_autoptr(retro) paid = look(p, &s);
	assert_int_equal(paid->lines->len, 0);
	assert_int_equal(paid->n_raised, 0);
	save(p, &s, paid);
	assert_int_equal(money_sum(p, "SELECT count(*) FROM adjustment"), 1);
	assert_int_equal(money_sum(p, "SELECT count(*) FROM award"), 2);
}

/* Twice raised: the second pays the difference to what the first did. */
static void test_a_second_rise(void **state)
{
	struct place *p = *state;
	struct setting s = raised("dibao_standard", "696000"),
		       t = raised("dibao_standard", "732000");
	struct home h;

	money_office(p);
	h = put_three(p, 1);
	pay_until(p, "dibao", MAY - 1);
	g_autoptr(retro) r = look(p, &s);
	save(p, &s, r);
	g_autoptr(retro) second = look(p, &t); /* (21960 - 9000) / 12 = 1080.00 */
	assert_int_equal(arrears(second, h.casefile, JAN), 9000);
	assert_int_equal(case_of(second, h.casefile)->fresh, 108000);
}

static void test_figures_that_changed(void **state)
{
	struct place *p = *state;
	struct setting s = raised("dibao_standard", "696000");
	GError *error = NULL;

	money_office(p);
	put_three(p, 1);
	g_autoptr(retro) r = look(p, &s);
	put_three(p, 2);
	sit(p, "payer1");
	refused(retro_save(p->desk, &s, r, &error), &error, JZ_ERROR_DENIED, "administrator");
	sit(p, "admin");
	refused(retro_save(p->desk, &s, r, &error), &error, JZ_ERROR_BAD, "changed");
	assert_int_equal(money_sum(p, "SELECT count(*) FROM adjustment"), 0);
	s.document = "";
	refused(retro_save(p->desk, &s, r, &error), &error, JZ_ERROR_BAD, "document");
	assert_int_equal(
		money_sum(p, "SELECT count(*) FROM policy_value WHERE value = '696000'"), 0);
}

static void test_a_lower_standard_takes_nothing(void **state)
{
	struct place *p = *state;
	struct setting s = raised("dibao_standard", "600000");
	struct home h;

	money_office(p);
	h = put_three(p, 1);
	pay_until(p, "dibao", MAY - 1);
	g_autoptr(retro) r = look(p, &s);
	assert_int_equal(r->lines->len, 0);
	assert_int_equal(r->n_less, 1);
	save(p, &s, r);
	assert_int_equal(money_sum(p, "SELECT count(*) FROM adjustment"), 0);
	assert_int_equal(money_sum(p, "SELECT base FROM award"), 81000);
	(void)h;
}

static void test_income_not_on_file(void **state)
{
	struct place *p = *state;
	struct setting s = raised("dibao_standard", "696000");
	struct home h;

	money_office(p);
	h = money_home(p, "dibao", 1, 1);
	money_award(p, h.casefile, "2025-06", NULL, 1, 30000, 0, -1);
	g_autoptr(retro) r = look(p, &s);
	assert_int_equal(r->n_unknown, 1);
	assert_int_equal(r->amount, 0);
	assert_non_null(strstr(case_of(r, h.casefile)->unknown, "income"));
}

/* --- the other programmes ------------------------------------------------------------------ */

static void put_support(struct place *p, row_id casefile, const char *form, const char *level)
{
	struct record support = record_of("support"), found = record_of("assessment");

	record_int(&support, "casefile", casefile);
	record_text(&support, "chosen_on", "2025-05-01");
	record_text(&support, "form", form);
	put(p, &support);
	record_int(&found, "casefile", casefile);
	record_text(&found, "assessed_on", "2025-05-01");
	record_text(&found, "level", level);
	put(p, &found);
}

/* 9.8: basic living 676 -> 754; care stays 495. */
static void test_destitute(void **state)
{
	struct place *p = *state;
	struct setting basic = raised("destitute_basic_home", "75400"),
		       care = raised("care_home_half", "52000");
	struct home h;

	money_office(p);
	money_set(p, "destitute_basic_home", "rural", "67600", day_make(2023, 1, 1));
	money_set(p, "care_home_half", "rural", "49500", day_make(2023, 1, 1));
	h = money_home(p, "destitute", 1, 1);
	put_support(p, h.casefile, "home", "half");
	money_award(p, h.casefile, "2025-06", NULL, 1, 117100, 0, -1);
	pay_until(p, "destitute", MAY - 1);
	g_autoptr(retro) r = look(p, &basic);
	assert_int_equal(arrears(r, h.casefile, JAN), 7800);
	assert_int_equal(r->amount, 5 * 7800);
	assert_int_equal(case_of(r, h.casefile)->fresh, 124900);
	save(p, &basic, r);
	g_autoptr(retro) more = look(p, &care);
	assert_int_equal(arrears(more, h.casefile, JAN), 2500);
	assert_int_equal(money_sum(p, "SELECT amount FROM award_part WHERE kind = 'care'"), 49500);
}

/* 9.6: 1170 -> 1250 less 300 of dibao a head: 870 -> 950. */
static void test_children(void **state)
{
	struct place *p = *state;
	struct setting s = raised("child_home", "125000");
	struct home h, dibao;
	struct record file = record_of("casefile");

	money_office(p);
	money_set(p, "child_home", "", "117000", day_make(2023, 1, 1));
	h = money_home(p, "unattended", 1, 2);
	money_text(p, "person", h.head, "birth", "2016-01-01");
	dibao = money_home(p, "dibao", 2, 2);
	record_int(&file, "household", h.household);
	set(p, dibao.casefile, &file);
	money_award(p, dibao.casefile, "2025-06", NULL, 2, 60000, 0, 528000);
	money_award(p, h.casefile, "2025-06", NULL, 1, 87000, 0, -1);
	pay_until(p, "unattended", MAY - 1);
	s.area = "";
	g_autoptr(retro) r = look(p, &s);
	assert_int_equal(arrears(r, h.casefile, JAN), 8000);
	assert_int_equal(case_of(r, h.casefile)->fresh, 95000);
}

/* K-11: 6500 a year is not under 6240 for one person, and under 6960. */
static void test_refused_and_now_poor_enough(void **state)
{
	struct place *p = *state;
	struct setting s = raised("dibao_standard", "696000");
	struct record decision = record_of("decision");
	struct home h, rich;

	money_office(p);
	h = money_home(p, "dibao", 1, 1);
	rich = money_home(p, "dibao", 2, 1);
	money_income(p, h.casefile, h.head, 650000);
	money_income(p, rich.casefile, rich.head, 696000); /* not below: strict */
	for (int i = 0; i < 2; i++) {
		row_id id = i ? rich.casefile : h.casefile;

		money_text(p, "casefile", id, "state", "refused");
		record_int(&decision, "casefile", id);
		record_text(&decision, "kind", "refuse");
		record_text(&decision, "decided_on", "2025-11-01");
		put(p, &decision);
		decision = (struct record)record_of("decision");
	}
	g_autoptr(retro) r = look(p, &s);
	assert_int_equal(r->visits->len, 1);
	const struct retro_visit *v = g_ptr_array_index(r->visits, 0);
	assert_int_equal(v->casefile, h.casefile);
	assert_int_equal(v->income, 650000);
	assert_int_equal(v->standard, 696000);
}

static void test_what_may_be_raised(void **state)
{
	struct place *p = *state;
	struct setting s = raised("days_survey", "3");
	GError *error = NULL;

	money_office(p);
	s.area = "";
	refused(retro_look(p->desk, &s, &error) != NULL, &error, JZ_ERROR_BAD, "no monthly amount");
	s = raised("dibao_standard", "viel");
	refused(retro_look(p->desk, &s, &error) != NULL, &error, JZ_ERROR_BAD, "no amount");
	s = raised("dibao_standard", "696000");
	s.from = day_make(1999, 1, 1);
	refused(retro_look(p->desk, &s, &error) != NULL, &error, JZ_ERROR_BAD, "ten years");
}

#define IN(test) cmocka_unit_test_setup_teardown(test, place_practice, place_leave)

int run_retro_tests(void)
{
	const struct CMUnitTest tests[] = {
		IN(test_every_month_since),
		IN(test_looking_saves_nothing),
		IN(test_members_of_each_month),
		IN(test_each_month_is_rounded_by_itself),
		IN(test_supplements_follow),
		IN(test_ended_cases_get_their_months),
		IN(test_the_dead_are_not_counted),
		IN(test_paid_with_the_next_month),
		IN(test_twice_adds_nothing),
		IN(test_a_second_rise),
		IN(test_figures_that_changed),
		IN(test_a_lower_standard_takes_nothing),
		IN(test_income_not_on_file),
		IN(test_destitute),
		IN(test_children),
		IN(test_refused_and_now_poor_enough),
		IN(test_what_may_be_raised),
	};

	return cmocka_run_group_tests_name("retro", tests, NULL, NULL);
}
