/* What is found in a roster before it is approved (F38, N2), and what is not. */
#include "config.h"

#include "tests/unit/test_model_pay.h"

#include <string.h>

/* --- what there is ------------------------------------------------------------------------- */

static void put_standard(struct place *p, const char *from, const char *fen_a_year)
{
	struct record r = record_of("policy_value");
	GError *error = NULL;

	record_text(&r, "key", "dibao_standard");
	record_text(&r, "area", "rural");
	record_text(&r, "value", fen_a_year);
	record_text(&r, "from_date", from);
	put(p, &r);
	must(desk_reload(p->desk, &error), &error);
}

static row_id closed_batch(struct place *p, const char *for_month)
{
	struct record r = record_of("payment_batch");
	gint64 id = 0;

	db_one_int(p->desk->db, &id, NULL, "SELECT id FROM payment_batch WHERE for_month = $1", "t",
		for_month);
	if (id)
		return id;
	record_text(&r, "programme", "dibao");
	record_text(&r, "area", "rural");
	record_text(&r, "for_month", for_month);
	record_text(&r, "state", "closed");
	return put(p, &r);
}

/* Paid in a month before, and due since January. */
static void put_paid(
	struct place *p, const struct home *h, const char *for_month, int members, fen amount)
{
	struct record r = record_of("payment");

	record_int(&r, "batch", closed_batch(p, for_month));
	record_int(&r, "casefile", h->casefile);
	record_text(&r, "for_month", for_month);
	record_int(&r, "members", members);
	record_int(&r, "base", amount);
	record_int(&r, "amount", amount);
	record_text(&r, "state", "paid");
	put(p, &r);
	set_text(p, "award", h->award, "from_month", "2026-01");
}

static void put_confirmed(struct place *p, const struct home *h, const char *decided_on)
{
	struct record r = record_of("decision");

	record_int(&r, "casefile", h->casefile);
	record_text(&r, "kind", "confirm");
	record_text(&r, "decided_on", decided_on);
	put(p, &r);
}

/* --- looking ------------------------------------------------------------------------------- */

struct looking {
	const char *kind;
	GString *out;
};

static bool look(const struct payment_finding *f, void *ctx)
{
	struct looking *l = ctx;

	if (strcmp(f->kind, l->kind) == 0)
		g_string_append_printf(l->out, "%s %s: %s%s%s;", f->error ? "error" : "warn",
			f->file_no, f->sentence, *f->reason ? " = " : "", f->reason);
	return true;
}

/* The findings of a kind in the rural roster must be exactly these. */
static void assert_found(struct place *p, const char *kind, const char *expected)
{
	g_autoptr(GString) out = g_string_new(NULL);
	struct looking l = {kind, out};
	GError *error = NULL;

	must(payment_findings(p->desk, batch_id(p, "rural"), look, &l, &error), &error);
	assert_string_equal(out->str, expected);
}

static void begin(struct place *p)
{
	staff(p);
	sit(p, "payer1");
}

/* The newest batch is July's: batch_id finds it first. */
static void plan_july(struct place *p)
{
	assert_int_equal(plan(p, JULY), 1);
}

/* --- rows that are held -------------------------------------------------------------------- */

static void test_held_rows_are_findings(void **state)
{
	struct place *p = *state;
	struct home none, bad, dead, good;

	begin(p);
	none = put_home(p, 1, "rural", "active", 1, 10100);
	bad = put_home(p, 2, "rural", "active", 1, 20100);
	dead = put_home(p, 3, "rural", "active", 1, 30100);
	good = put_home(p, 4, "rural", "active", 1, 40100);
	set_text(p, "casefile", none.casefile, "account", NULL);
	set_text(p, "casefile", bad.casefile, "account", "6.217E+15");
	set_text(p, "person", dead.head, "death_date", "2026-06-30");
	plan_july(p);
	assert_found(
		p, "account_none", "error DB-2026-0001: no bank account; enter it in the case;");
	assert_found(p, "account_bad",
		"error DB-2026-0002: the bank account is not 8 to 32 digits; correct it in the "
		"case;");
	assert_found(p, "dead",
		"error DB-2026-0003: 户主3 died on 2026-06-30; change the household first "
		"(K-31);");
	assert_row(p, &good, "planned");
}

static void test_shared_and_double(void **state)
{
	struct place *p = *state;
	struct home a, b;

	begin(p);
	a = put_home(p, 1, "rural", "active", 1, 10100);
	put_home(p, 2, "rural", "active", 1, 20100);
	b = put_home(p, 3, "rural", "active", 1, 30100);
	set_text(p, "casefile", b.casefile, "account", "6217000000000001");
	put_member(p, b.household, put_home(p, 4, "rural", "active", 1, 40100).head, "10");
	plan_july(p);
	assert_found(p, "account_shared",
		"error DB-2026-0001: one account for several households (DB-2026-0001, "
		"DB-2026-0003); say why in the case (F31);");
	assert_found(p, "double",
		"error DB-2026-0003: 户主4 stands in two cases (DB-2026-0003, DB-2026-0004); end "
		"one of them (K-30);"
		"error DB-2026-0004: 户主4 stands in two cases (DB-2026-0003, DB-2026-0004); end "
		"one of them (K-30);");
	(void)a;
}

/* --- persons ------------------------------------------------------------------------------- */

static void test_ended(void **state)
{
	struct place *p = *state;
	struct home h;
	GError *error = NULL;

	begin(p);
	h = put_home(p, 1, "rural", "active", 1, 10100);
	put_home(p, 2, "rural", "active", 1, 20100);
	plan_july(p);
	assert_found(p, "ended", "");
	set_text(p, "casefile", h.casefile, "state", "stopped");
	refused(payment_check(p->desk, batch_id(p, "rural"), &error), &error, JZ_ERROR_DENIED,
		"1 findings of the roster of 2026-07 are open");
	assert_found(p, "ended",
		"error DB-2026-0001: the case has ended, or its award does not reach this month; "
		"plan again;");
	plan_july(p); /* mended by planning again */
	assert_found(p, "ended", "");
	must(payment_check(p->desk, batch_id(p, "rural"), &error), &error);
}

static void test_left(void **state)
{
	struct place *p = *state;
	struct home gone, known;
	row_id member;

	begin(p);
	gone = put_home(p, 1, "rural", "active", 2, 10100);
	set_text(p, "award", gone.award, "from_month", "2026-01");
	member = put_member(p, gone.household, put_person(p, "赵小兰"), "02");
	set_text(p, "member", member, "to_date", "2026-06-30");
	known = put_home(p, 2, "rural", "active", 1, 20100); /* decided afterwards */
	member = put_member(p, known.household, put_person(p, "钱小兰"), "02");
	set_text(p, "member", member, "to_date", "2026-06-30");
	plan_july(p);
	assert_found(p, "left",
		"error DB-2026-0001: 赵小兰 left the household on 2026-06-30, and the amount still "
		"counts him; mend the amount;");
}

/* --- amounts ------------------------------------------------------------------------------- */

/* 6,250 a year is 520.83 a month, and rounded up to the yuan 521. */
static void test_over_the_standard(void **state)
{
	struct place *p = *state;

	begin(p);
	put_standard(p, "2026-01-01", "625000");
	put_home(p, 1, "rural", "active", 1, 52100);
	put_home(p, 2, "rural", "active", 1, 52200);
	put_home(p, 3, "rural", "active", 2, 104200);
	put_award(p, put_home(p, 4, "rural", "active", 1, 52100).casefile, "2026-07", NULL, 1,
		52100, 9900); /* a supplement is on top */
	plan_july(p);
	assert_found(p, "over",
		"error DB-2026-0002: 522.00 yuan for 1 persons is over the standard: at most "
		"520.83; mend the amount;");
}

static void put_homes(struct place *p, int n, int hundreds)
{
	put_township(p);
	for (int i = 0; i < n; i++)
		put_in_village(p,
			put_home(p, 100 + i, "rural", "active", 1,
				i < hundreds ? 20000 + 10000 * i : 30100 + 100 * i)
				.household);
}

/* K-42: more than a fifth is a warning, more than three fifths an error; ten rows at least. */
static void test_rounded_to_hundreds(void **state)
{
	static const struct {
		int rows, hundreds;
		const char *found;
	} cases[] = {
		{10, 2, ""},
		{10, 3,
			"warn : 秀水镇: 3 of 10 amounts are whole hundreds of yuan (30 %), where "
			"about 1 % is to be expected (K-42);"},
		{10, 6,
			"warn : 秀水镇: 6 of 10 amounts are whole hundreds of yuan (60 %), where "
			"about 1 % is to be expected (K-42);"},
		{10, 7,
			"error : 秀水镇: 7 of 10 amounts are whole hundreds of yuan (70 %), where "
			"about 1 % is to be expected (K-42);"},
		{9, 9, ""},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct place *p = NULL;

		place_practice((void **)&p);
		begin(p);
		put_homes(p, cases[i].rows, cases[i].hundreds);
		plan_july(p);
		assert_found(p, "rounded", cases[i].found);
		place_leave((void **)&p);
	}
	(void)state;
}

/* More than six in ten of a village; whole standards do not count against it. */
static void test_same_share(void **state)
{
	static const struct {
		int same;
		const char *standard, *found;
	} cases[] = {
		{6, "624000", ""},
		{7, "624000",
			"warn : 秀水村: 7 of 10 households have the same 313.00 yuan a person; "
			"look "
			"whether each was computed (N2);"},
		{7, "375600", ""}, /* 313 is the whole standard */
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct place *p = NULL;

		place_practice((void **)&p);
		begin(p);
		put_standard(p, "2026-01-01", cases[i].standard);
		for (int k = 0; k < 10; k++)
			put_home(p, 1 + k, "rural", "active", 1 + k % 2,
				k < cases[i].same ? 31300 * (1 + k % 2) : 11100 + 700 * k);
		plan_july(p);
		assert_found(p, "same_share", cases[i].found);
		place_leave((void **)&p);
	}
	(void)state;
}

/* K-44: the amount of before the standard, and of as many persons. */
static void test_unchanged_after_a_standard(void **state)
{
	struct place *p = *state;
	struct home same, more, fewer;

	begin(p);
	put_standard(p, "2025-01-01", "600000");
	put_standard(p, "2026-07-01", "624000");
	same = put_home(p, 1, "rural", "active", 1, 31300);
	more = put_home(p, 2, "rural", "active", 1, 33300);
	fewer = put_home(p, 3, "rural", "active", 1, 35300);
	put_paid(p, &same, "2026-06", 1, 31300);
	put_paid(p, &more, "2026-06", 1, 31300);
	put_paid(p, &fewer, "2026-06", 2, 35300);
	plan_july(p);
	assert_found(p, "unchanged",
		"warn DB-2026-0001: still 313.00 yuan, as in 2026-06, though a new standard is in "
		"force since 2026-07 (K-44);");
}

static void test_no_new_standard(void **state)
{
	struct place *p = *state;
	struct home same;

	begin(p);
	put_standard(p, "2025-01-01", "624000");
	put_standard(p, "2026-07-01", "624000"); /* the same again is no new one */
	same = put_home(p, 1, "rural", "active", 1, 31300);
	put_paid(p, &same, "2026-06", 1, 31300);
	plan_july(p);
	assert_found(p, "unchanged", "");
}

/* --- months -------------------------------------------------------------------------------- */

static void test_months_skipped(void **state)
{
	struct place *p = *state;
	struct home gap, none, fresh;

	begin(p);
	gap = put_home(p, 1, "rural", "active", 1, 31300);
	none = put_home(p, 2, "rural", "active", 1, 33300);
	fresh = put_home(p, 3, "rural", "active", 1, 35300);
	put_paid(p, &gap, "2026-04", 1, 31300);
	put_paid(p, &none, "2026-06", 1, 33300);
	put_paid(p, &fresh, "2026-03", 1, 35300);
	set_text(p, "award", fresh.award, "from_month", "2026-07"); /* nothing was due between */
	plan_july(p);
	assert_found(p, "skipped",
		"error DB-2026-0001: paid last for 2026-04; nothing was paid from then to 2026-06 "
		"(K-40);");
}

static void test_first_month(void **state)
{
	struct place *p = *state;
	struct home late, good, imported, paid;

	begin(p);
	late = put_home(p, 1, "rural", "active", 1, 31300);
	good = put_home(p, 2, "rural", "active", 1, 33300);
	imported = put_home(p, 3, "rural", "active", 1, 35300);
	paid = put_home(p, 4, "rural", "active", 1, 37300);
	put_confirmed(p, &late, "2026-05-31");
	put_confirmed(p, &good, "2026-06-01");
	put_confirmed(p, &imported, "2026-02-01");
	set_text(p, "casefile", imported.casefile, "origin", "imported");
	put_confirmed(p, &paid, "2026-02-01");
	put_paid(p, &paid, "2026-06", 1, 37300);
	plan_july(p);
	assert_found(p, "first",
		"warn DB-2026-0001: first payment, confirmed on 2026-05-31: it should begin with "
		"2026-06 (K-61);");
}

/* --- explaining ---------------------------------------------------------------------------- */

static bool keep_id(const struct payment_finding *f, void *ctx)
{
	*(row_id *)ctx = f->id;
	return false;
}

static void test_explain(void **state)
{
	struct place *p = *state;
	row_id batch, finding = 0;
	GError *error = NULL;

	begin(p);
	set_text(p, "casefile", put_home(p, 1, "rural", "active", 1, 10100).casefile, "account",
		NULL);
	put_home(p, 2, "rural", "active", 1, 20100);
	plan_july(p);
	batch = batch_id(p, "rural");
	must(payment_findings(p->desk, batch, keep_id, &finding, &error), &error);
	refused(payment_check(p->desk, batch, &error), &error, JZ_ERROR_DENIED, "open");
	refused(payment_explain(p->desk, finding, "  ", &error), &error, JZ_ERROR_USAGE, "reason");
	refused(payment_explain(p->desk, 1, "x", &error), &error, JZ_ERROR_BAD, "no such finding");
	sit(p, "clerk");
	refused(payment_explain(p->desk, finding, "x", &error), &error, JZ_ERROR_DENIED, "payer");
	sit(p, "payer1");
	must(payment_explain(p->desk, finding, "存折在办，八月补", &error), &error);
	plan_july(p); /* the reason is kept by another plan that finds the same */
	assert_found(p, "account_none",
		"error DB-2026-0001: no bank account; enter it in the case = 存折在办，八月补;");
	must(payment_check(p->desk, batch, &error), &error);
	sit(p, "payer2");
	must(payment_approve(p->desk, batch, &error), &error);
	refused(payment_explain(p->desk, finding, "x", &error), &error, JZ_ERROR_DENIED,
		"past this");
}

/* What is found after the check stands in the way of the approval. */
static void test_open_finding_is_not_approved(void **state)
{
	struct place *p = *state;
	struct home h;
	row_id batch;
	GError *error = NULL;

	begin(p);
	h = put_home(p, 1, "rural", "active", 1, 10100);
	put_home(p, 2, "rural", "active", 1, 20100);
	plan_july(p);
	batch = batch_id(p, "rural");
	check_batch(p, batch);
	set_text(p, "award", h.award, "to_month", "2026-06");
	sit(p, "payer2");
	refused(payment_approve(p->desk, batch, &error), &error, JZ_ERROR_DENIED,
		"1 findings of the roster of 2026-07 are open");
}

int run_pay_check_tests(void)
{
#define AT_DESK(test) cmocka_unit_test_setup_teardown(test, place_practice, place_leave)
	const struct CMUnitTest tests[] = {
		AT_DESK(test_held_rows_are_findings),
		AT_DESK(test_shared_and_double),
		AT_DESK(test_ended),
		AT_DESK(test_left),
		AT_DESK(test_over_the_standard),
		cmocka_unit_test(test_rounded_to_hundreds),
		cmocka_unit_test(test_same_share),
		AT_DESK(test_unchanged_after_a_standard),
		AT_DESK(test_no_new_standard),
		AT_DESK(test_months_skipped),
		AT_DESK(test_first_month),
		AT_DESK(test_explain),
		AT_DESK(test_open_finding_is_not_approved),
	};

	return cmocka_run_group_tests_name("payment checks", tests, NULL, NULL);
}
