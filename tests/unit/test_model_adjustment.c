/* Due, paid and the difference (F18, F42), reckoned by hand: (N x S - Y) / 12, rural 6240.00 a
 * year. */
#include "config.h"

#include "tests/unit/test_model_money.h"

#include <string.h>
#include "model/adjustment.h"
#include "model/evidence.h"
#include "model/payment.h"
#include "model/retro.h"

/* Three persons, wages of 9000 a year: 810.00 a month; January to April were paid. */
static struct home put_paid(struct place *p, row_id *line)
{
	struct home h = money_home(p, "dibao", 1, 3);

	h.award = money_award(p, h.casefile, "2025-06", NULL, 3, 81000, 0, 900000);
	*line = money_income(p, h.casefile, h.head, 900000);
	for (month m = JAN; m < MAY; m++)
		money_roster(p, "dibao", m);
	return h;
}

static int propose(struct place *p, row_id casefile)
{
	GError *error = NULL;
	int n = -1;

	sit(p, "clerk");
	must(adjustment_propose(p->desk, casefile, "核实", &n, &error), &error);
	return n;
}

static void change_income(struct place *p, row_id line, day from, fen amount)
{
	GError *error = NULL;

	sit(p, "clerk");
	must(evidence_change(p->desk, line, from, amount, "工资单", &error), &error);
}

/* The last adjustment on file. */
static struct adjustment last_of(struct place *p, row_id casefile)
{
	GError *error = NULL;
	GPtrArray *list = adjustment_list(p->desk, casefile, &error);
	struct adjustment a;

	must(list != NULL, &error);
	assert_true(list->len > 0);
	a = *(struct adjustment *)g_ptr_array_index(list, list->len - 1);
	a.file_no = a.programme = a.head = a.cause = a.document = a.reason = NULL;
	a.kind = (char *)g_intern_string(a.kind);
	a.state = (char *)g_intern_string(a.state);
	a.from = (char *)g_intern_string(a.from);
	a.to = (char *)g_intern_string(a.to);
	g_ptr_array_unref(list);
	return a;
}

static void decide(struct place *p, row_id id, fen instalment)
{
	GError *error = NULL;
	struct adjustment_decision d = {.instalment = instalment, .reason = "属实"};

	sit(p, "approver1");
	must(adjustment_decide(p->desk, id, &d, &error), &error);
}

/* The days of May and June on which months are planned. */
static void pay(struct place *p, month m)
{
	day_set_today(month_first(m) + 9);
	money_pay(p, "dibao", m);
}

/* --- what is missing ----------------------------------------------------------------------- */

/* The wages ended in January: (18720 - 0) / 12 = 1560.00 from February, 750.00 more. */
static void test_less_income_since_february(void **state)
{
	struct place *p = *state;
	row_id line;
	struct home h;
	struct adjustment a;

	money_office(p);
	h = put_paid(p, &line);
	change_income(p, line, day_make(2026, 1, 15), 0);
	assert_int_equal(propose(p, h.casefile), 1);
	a = last_of(p, h.casefile);
	assert_string_equal(a.kind, "mended");
	assert_string_equal(a.from, "2026-02");
	assert_string_equal(a.to, "2026-05"); /* May will be paid by the old award */
	assert_int_equal(a.amount, 4 * 75000);
	assert_int_equal(money_sum(p,
				 "SELECT amount FROM adjustment_line"
				 " WHERE for_month = '2026-02'"),
		75000);
	pay(p, MAY); /* nobody has decided */
	assert_int_equal(money_paid(p, h.casefile, "2026-02", "mended"), -1);
	decide(p, a.id, 0);
	pay(p, MAY + 1);
	assert_int_equal(money_paid(p, h.casefile, "2026-02", "mended"), 75000);
	assert_int_equal(money_paid(p, h.casefile, "2026-05", "mended"), 75000);
	assert_int_equal(last_of(p, h.casefile).settled, 4 * 75000);
}

static void test_reckoned_again_there_is_nothing(void **state)
{
	struct place *p = *state;
	row_id line;
	struct home h;

	money_office(p);
	h = put_paid(p, &line);
	assert_int_equal(propose(p, h.casefile), 0);
	change_income(p, line, day_make(2026, 1, 15), 0);
	assert_int_equal(propose(p, h.casefile), 1);
	assert_int_equal(propose(p, h.casefile), 1); /* in place of the first */
	assert_int_equal(money_sum(p, "SELECT count(*) FROM adjustment"), 1);
	decide(p, last_of(p, h.casefile).id, 0);
	assert_int_equal(propose(p, h.casefile), 0);
}

/* A standard that was entered without its arrears, from March: 180.00 a month since then. */
static void test_the_standard_of_each_month(void **state)
{
	struct place *p = *state;
	row_id line;
	struct home h;

	money_office(p);
	h = put_paid(p, &line);
	money_set(p, "dibao_standard", "rural", "696000", day_make(2026, 3, 1));
	assert_int_equal(propose(p, h.casefile), 1);
	assert_string_equal(last_of(p, h.casefile).from, "2026-03");
	assert_int_equal(last_of(p, h.casefile).amount, 3 * 18000);
}

/* The old line stays for the months before: as of January 9000, as of February nothing. */
static void test_a_line_keeps_its_past(void **state)
{
	struct place *p = *state;
	GError *error = NULL;
	row_id line;
	struct home h;
	GPtrArray *list;

	money_office(p);
	h = put_paid(p, &line);
	change_income(p, line, day_make(2026, 1, 15), 0);
	list = evidence_income_on(p->desk, h.casefile, day_make(2026, 1, 14), &error);
	assert_int_equal(list->len, 1);
	assert_int_equal(evidence_counts(g_ptr_array_index(list, 0)), 900000);
	g_ptr_array_unref(list);
	list = evidence_income_on(p->desk, h.casefile, day_make(2026, 1, 15), &error);
	assert_int_equal(list->len, 1);
	assert_int_equal(evidence_counts(g_ptr_array_index(list, 0)), 0);
	g_ptr_array_unref(list);
	refused(evidence_change(p->desk, line, day_make(2026, 3, 1), 1, NULL, &error), &error,
		JZ_ERROR_BAD, "later day");
	refused(evidence_change(p->desk, line, day_make(2026, 6, 1), 1, NULL, &error), &error,
		JZ_ERROR_BAD, "today");
}

/* --- what was too much --------------------------------------------------------------------- */

/* Wages of 13,440 since December: (18720 - 13440) / 12 = 440.00; 370.00 too much from January. */
static void test_recovered_by_instalments(void **state)
{
	struct place *p = *state;
	row_id line;
	struct home h;
	struct adjustment a;

	money_office(p);
	h = put_paid(p, &line);
	change_income(p, line, day_make(2025, 12, 20), 1344000);
	assert_int_equal(propose(p, h.casefile), 1);
	a = last_of(p, h.casefile);
	assert_string_equal(a.kind, "recover");
	assert_int_equal(a.amount, -5 * 37000);
	decide(p, a.id, 100000);
	/* 1000 a month is more than the 810.00 of May; the rest of June is what is left. */
	pay(p, MAY);
	assert_int_equal(money_paid(p, h.casefile, "2026-05", NULL), 0);
	assert_int_equal(
		money_sum(p, "SELECT base FROM payment WHERE for_month = '2026-05'"), 81000);
	assert_int_equal(last_of(p, h.casefile).settled, 81000);
	pay(p, MAY + 1);
	assert_int_equal(money_paid(p, h.casefile, "2026-06", NULL), 0);
	pay(p, MAY + 2);
	assert_int_equal(
		money_paid(p, h.casefile, "2026-07", NULL), 81000 - (5 * 37000 - 2 * 81000));
	assert_int_equal(last_of(p, h.casefile).settled, 5 * 37000);
	pay(p, MAY + 3);
	assert_int_equal(money_paid(p, h.casefile, "2026-08", NULL), 81000);
}

/* A draft that is planned again takes the instalment once. */
static void test_planned_again_takes_one_instalment(void **state)
{
	struct place *p = *state;
	GError *error = NULL;
	row_id line;
	struct home h;
	int n;

	money_office(p);
	h = put_paid(p, &line);
	change_income(p, line, day_make(2025, 12, 20), 1344000);
	propose(p, h.casefile);
	decide(p, last_of(p, h.casefile).id, 10000);
	sit(p, "payer1");
	for (int i = 0; i < 3; i++)
		must(payment_plan(p->desk, "dibao", MAY, &n, &error), &error);
	assert_int_equal(money_paid(p, h.casefile, "2026-05", NULL), 71000);
	assert_int_equal(last_of(p, h.casefile).settled, 10000);
	assert_int_equal(
		money_sum(p, "SELECT amount FROM payment_batch WHERE state = 'draft'"), 71000);
}

static void test_cash_with_a_receipt(void **state)
{
	struct place *p = *state;
	GError *error = NULL;
	row_id line, id;
	struct home h;

	money_office(p);
	h = put_paid(p, &line);
	change_income(p, line, day_make(2025, 12, 20), 1344000);
	propose(p, h.casefile);
	id = last_of(p, h.casefile).id;
	sit(p, "payer1");
	refused(adjustment_receive(p->desk, id, 100, day_today(), "R1", &error), &error,
		JZ_ERROR_DENIED, "decided first");
	decide(p, id, 0);
	sit(p, "payer1");
	refused(adjustment_receive(p->desk, id, 185001, day_today(), "R1", &error), &error,
		JZ_ERROR_BAD, "still to come");
	refused(adjustment_receive(p->desk, id, 100, day_today(), "", &error), &error, JZ_ERROR_BAD,
		"receipt");
	must(adjustment_receive(p->desk, id, 185000, day_today(), "R1", &error), &error);
	assert_int_equal(last_of(p, h.casefile).settled, 185000);
	pay(p, MAY); /* in cash: nothing is subtracted */
	assert_int_equal(money_paid(p, h.casefile, "2026-05", NULL), 81000);
}

/* Died on January 31 and found out in May: due that month, nothing after it. */
static void test_a_death_found_late(void **state)
{
	struct place *p = *state;
	struct home h;
	struct adjustment a;

	money_office(p);
	h = money_home(p, "dibao", 1, 1);
	money_award(p, h.casefile, "2025-06", NULL, 1, 30000, 0, 264000);
	for (month m = JAN; m < MAY; m++)
		money_roster(p, "dibao", m);
	money_text(p, "person", h.head, "death_date", "2026-01-31");
	assert_int_equal(propose(p, h.casefile), 1);
	a = last_of(p, h.casefile);
	assert_string_equal(a.kind, "recover");
	assert_string_equal(a.from, "2026-02");
	assert_int_equal(money_sum(p,
				 "SELECT due FROM adjustment_line"
				 " WHERE for_month = '2026-02'"),
		0);
	assert_int_equal(money_sum(p,
				 "SELECT count(*) FROM adjustment_line"
				 " WHERE for_month = '2026-01'"),
		0);
}

static void test_who_decides(void **state)
{
	struct place *p = *state;
	GError *error = NULL;
	struct adjustment_decision d = {.reason = ""};
	row_id line, id;
	struct home h;

	money_office(p);
	person_at_desk(p, "both", "clerk approver", NULL);
	h = put_paid(p, &line);
	change_income(p, line, day_make(2025, 12, 20), 1344000);
	sit(p, "both");
	int n;
	must(adjustment_propose(p->desk, h.casefile, "核实", &n, &error), &error);
	id = last_of(p, h.casefile).id;
	refused(adjustment_decide(p->desk, id, &d, &error), &error, JZ_ERROR_DENIED, "yourself");
	sit(p, "clerk");
	refused(adjustment_decide(p->desk, id, &d, &error), &error, JZ_ERROR_DENIED, "approver");
	sit(p, "approver1");
	refused(adjustment_decide(p->desk, id, &d, &error), &error, JZ_ERROR_BAD, "why");
	d = (struct adjustment_decision){.drop = true, .reason = "生活困难"};
	must(adjustment_decide(p->desk, id, &d, &error), &error);
	refused(adjustment_decide(p->desk, id, &d, &error), &error, JZ_ERROR_DENIED, "already");
	pay(p, MAY);
	assert_int_equal(money_paid(p, h.casefile, "2026-05", NULL), 81000);
}

/* --- the price subsidy (C-23) -------------------------------------------------------------- */

static void test_price_subsidy_once(void **state)
{
	struct place *p = *state;
	GError *error = NULL;
	row_id line;
	struct home h;
	fen amount;
	int n;

	money_office(p);
	h = put_paid(p, &line);
	sit(p, "payer1");
	refused(adjustment_price(p->desk, "dibao", JAN, "盂价〔2026〕1号", &n, &amount, &error),
		&error, JZ_ERROR_BAD, "is set for 2026-01");
	money_set(p, "price_subsidy", "rural", "4500", day_make(2026, 1, 1));
	sit(p, "payer1");
	must(adjustment_price(p->desk, "dibao", JAN, "盂价〔2026〕1号", &n, &amount, &error),
		&error);
	assert_int_equal(n, 1);
	assert_int_equal(amount, 3 * 4500);
	refused(adjustment_price(p->desk, "dibao", JAN, "盂价〔2026〕1号", &n, &amount, &error),
		&error, JZ_ERROR_BAD, "nobody is left");
	pay(p, MAY);
	assert_int_equal(money_paid(p, h.casefile, "2026-01", "price"), 3 * 4500);
	assert_int_equal(money_sum(p,
				 "SELECT parts LIKE '%price%' FROM payment"
				 " WHERE reason = 'price'"),
		1);
	assert_int_equal(propose(p, h.casefile), 0); /* it settles no month */
}

/* --- held with the month's own row --------------------------------------------------------- */

static void test_waits_for_an_account(void **state)
{
	struct place *p = *state;
	row_id line;
	struct home h;

	money_office(p);
	h = put_paid(p, &line);
	money_award(p, money_home(p, "dibao", 2, 1).casefile, "2026-05", NULL, 1, 30000, 0, -1);
	change_income(p, line, day_make(2026, 1, 15), 0);
	propose(p, h.casefile);
	decide(p, last_of(p, h.casefile).id, 0);
	money_text(p, "casefile", h.casefile, "account", NULL);
	pay(p, MAY);
	assert_int_equal(money_paid(p, h.casefile, "2026-02", "mended"), -1);
	money_text(p, "casefile", h.casefile, "account", "6217000000000001");
	pay(p, MAY + 1);
	assert_int_equal(money_paid(p, h.casefile, "2026-02", "mended"), 75000);
}

/* --- in the monthly cycle ------------------------------------------------------------------ */

/* A recovery of 5 x 370.00 (see above), so much a month. */
static struct home put_recovery(struct place *p, fen instalment)
{
	row_id line;
	struct home h = put_paid(p, &line);

	change_income(p, line, day_make(2025, 12, 20), 1344000);
	assert_int_equal(propose(p, h.casefile), 1);
	decide(p, last_of(p, h.casefile).id, instalment);
	return h;
}

static void plan(struct place *p, month m)
{
	GError *error = NULL;
	int n;

	sit(p, "payer1");
	must(payment_plan(p->desk, "dibao", m, &n, &error), &error);
}

/* 810.00 of May were held when the others were approved: due, but a raise pays no more than itself,
 * 3 x 720.00 / 12. */
static void test_held_when_approved(void **state)
{
	struct place *p = *state;
	const struct setting s = {.key = "dibao_standard",
		.area = "rural",
		.value = "696000",
		.from = day_make(2026, 5, 1),
		.document = "文",
		.issued = DAY_NONE};
	GError *error = NULL;
	row_id line;
	struct home h;

	money_office(p);
	h = put_paid(p, &line);
	money_award(p, money_home(p, "dibao", 2, 1).casefile, "2026-05", NULL, 1, 30000, 0, -1);
	money_text(p, "casefile", h.casefile, "account", NULL);
	plan(p, MAY);
	money_text(p, "casefile", h.casefile, "account", "6217000000000001");
	assert_int_equal(propose(p, h.casefile), 0); /* it may still be planned again */
	money_text(p, "casefile", h.casefile, "account", NULL);
	pay(p, MAY);
	money_text(p, "casefile", h.casefile, "account", "6217000000000001");
	sit(p, "admin");
	g_autoptr(retro) r = retro_look(p->desk, &s, &error);
	must(r != NULL, &error);
	assert_int_equal(r->amount, 18000);
	assert_int_equal(propose(p, h.casefile), 1);
	assert_string_equal(last_of(p, h.casefile).kind, "mended");
	assert_string_equal(last_of(p, h.casefile).from, "2026-05");
	assert_int_equal(last_of(p, h.casefile).amount, 81000);
}

/* 1850 in parts of 1000: 810, 810, and of the three rows of the quarter 230 once. */
static void test_a_quarter_takes_what_is_left_once(void **state)
{
	struct place *p = *state;
	struct home h;

	money_office(p);
	money_set(p, "pay_cycle", "", "quarter", day_make(2026, 7, 1));
	h = put_recovery(p, 100000);
	pay(p, MAY);
	pay(p, MAY + 1);
	pay(p, MAY + 2);
	assert_int_equal(money_paid(p, h.casefile, "2026-07", NULL), 81000 - 23000);
	assert_int_equal(money_paid(p, h.casefile, "2026-08", NULL), 81000);
	assert_int_equal(money_paid(p, h.casefile, "2026-09", NULL), 81000);
	assert_int_equal(last_of(p, h.casefile).settled, 5 * 37000);
}

/* K-31: a row that is held gives back what was subtracted from it. */
static void test_held_gives_back(void **state)
{
	struct place *p = *state;
	struct home h;

	money_office(p);
	h = put_recovery(p, 10000);
	plan(p, MAY);
	assert_int_equal(last_of(p, h.casefile).settled, 10000);
	money_text(p, "person", money_member(p, &h, 2), "death_date", "2026-04-20");
	assert_int_equal(last_of(p, h.casefile).settled, 0);
	assert_int_equal(money_sum(p,
				 "SELECT count(*) FROM payment WHERE for_month = '2026-05'"
				 " AND state = 'held' AND recovered = 0 AND amount = 81000"),
		1);
}

/* F41: what failed is made again with the same amount, and the recovery stands. */
static void test_failed_and_paid_again(void **state)
{
	struct place *p = *state;
	struct record failed = record_of("payment"), answered = record_of("payment_batch");
	GError *error = NULL;
	struct home h;
	row_id batch, again;

	money_office(p);
	h = put_recovery(p, 10000);
	pay(p, MAY);
	batch = money_sum(p, "SELECT id FROM payment_batch WHERE for_month = '2026-05'");
	record_text(&failed, "state", "failed");
	set(p, money_sum(p, "SELECT id FROM payment WHERE for_month = '2026-05'"), &failed);
	record_text(&answered, "state", "reconciled");
	set(p, batch, &answered);
	sit(p, "payer1");
	must(payment_reissue(p->desk, batch, &again, &error), &error);
	assert_int_equal(money_paid(p, h.casefile, "2026-05", "again"), 71000);
	assert_int_equal(last_of(p, h.casefile).settled, 10000);
	assert_int_equal(propose(p, h.casefile), 0);
}

/* A roster of arrears that was checked already is planned again, not another beside it. */
static void test_checked_and_planned_again(void **state)
{
	struct place *p = *state;
	GError *error = NULL;
	row_id line, batch;
	struct home h;

	money_office(p);
	h = put_paid(p, &line);
	change_income(p, line, day_make(2026, 1, 15), 0);
	propose(p, h.casefile);
	decide(p, last_of(p, h.casefile).id, 0);
	plan(p, MAY);
	batch = money_sum(p, "SELECT id FROM payment_batch WHERE reason = 'mended'");
	must(payment_check(p->desk, batch, &error), &error);
	plan(p, MAY);
	assert_int_equal(
		money_sum(p, "SELECT count(*) FROM payment_batch WHERE reason = 'mended'"), 1);
	assert_int_equal(money_sum(p,
				 "SELECT count(*) FROM payment_batch WHERE reason = 'mended'"
				 " AND state = 'draft' AND checked_by IS NULL"
				 " AND amount = 300000"),
		1);
}

/* --- any sequence -------------------------------------------------------------------------- */

static unsigned state_of_dice;

static unsigned roll(unsigned n)
{
	state_of_dice = state_of_dice * 1103515245u + 12345u;
	return state_of_dice / 65536u % n;
}

/* What the law says, a second way: N x S and Y as the test itself remembers them for each month. */
struct ledger {
	fen standard[12], income[12];
	int members[12];
};

static fen lawful(const struct ledger *l, int i)
{
	gint64 gap = l->members[i] * l->standard[i] - l->income[i];

	return gap > 0 ? (gap + 6) / 12 : 0;
}

static void raise_somehow(struct place *p, struct ledger *l, int now)
{
	int since = (int)roll((unsigned)now + 1);
	fen value = l->standard[now] + (fen)roll(50) * 1200;
	g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, value);
	struct setting s = {.key = "dibao_standard",
		.area = "rural",
		.value = text,
		.from = month_first(JAN + since),
		.document = "文",
		.issued = DAY_NONE};
	GError *error = NULL;

	/* An earlier row that begins later goes on from there. */
	for (int i = since; i < 12; i++)
		l->standard[i] = value;
	for (int i = since + 1; i < 12; i++) {
		g_autofree char *later = g_strdup_printf("%04d-%02d-01", 2026, i + 1);
		gint64 old = 0;

		if (db_one_int(p->desk->db, &old, NULL,
			    "SELECT CAST(value AS INTEGER) FROM policy_value WHERE area = 'rural'"
			    " AND key = 'dibao_standard' AND from_date = $1",
			    "t", later))
			for (int k = i; k < 12; k++)
				l->standard[k] = old;
	}
	sit(p, "admin");
	g_autoptr(retro) r = retro_look(p->desk, &s, &error);
	must(r != NULL, &error);
	must(retro_save(p->desk, &s, r, &error), &error);
}

static void change_somehow(struct place *p, struct ledger *l, row_id casefile, int now)
{
	int since = (int)roll((unsigned)now + 1);
	fen value = (fen)roll(900) * 1000;
	gint64 line = 0;
	GError *error = NULL;

	db_one_int(p->desk->db, &line, NULL,
		"SELECT id FROM income_item WHERE casefile = $1 AND state = 'active'", "i",
		casefile);
	sit(p, "clerk");
	if (!evidence_change(p->desk, line, month_first(JAN + since), value, NULL, &error)) {
		g_clear_error(&error); /* it changed later already */
		return;
	}
	for (int i = since; i < 12; i++)
		l->income[i] = value;
}

static void settle(struct place *p, row_id casefile)
{
	propose(p, casefile);
	for (;;) {
		gint64 id = 0;

		if (!db_one_int(p->desk->db, &id, NULL,
			    "SELECT min(id) FROM adjustment WHERE state = 'proposed'", "") ||
			!id)
			return;
		decide(p, id,
			money_sum(p,
				"SELECT amount FROM adjustment WHERE state = 'proposed'"
				" ORDER BY id LIMIT 1") < 0
				? 20000
				: 0);
	}
}

/* Every month that is behind: what rosters paid, as long as they are rows; what is decided beyond.
 */
static void assert_balanced(struct place *p, const struct ledger *l, row_id casefile, int now)
{
	for (int i = 0; i <= now; i++) {
		g_autofree char *m = g_strdup_printf("2026-%02d", i + 1);
		gint64 paid = 0, open = 0;

		db_one_int(p->desk->db, &paid, NULL,
			"SELECT sum(amount + recovered) FROM payment"
			" WHERE casefile = $1 AND for_month = $2",
			"it", casefile, m);
		db_one_int(p->desk->db, &open, NULL,
			"SELECT sum(l.amount) FROM adjustment_line l JOIN adjustment j"
			" ON j.id = l.adjustment WHERE j.casefile = $1 AND l.for_month = $2"
			" AND j.state = 'decided' AND l.payment IS NULL",
			"it", casefile, m);
		if (paid + open != lawful(l, i))
			fail_msg("%s: paid %d and adjusted %d, due %d", m, (int)paid, (int)open,
				(int)lawful(l, i));
	}
	assert_int_equal(money_sum(p, "SELECT count(*) FROM payment WHERE amount < 0"), 0);
	assert_int_equal(money_sum(p,
				 "SELECT count(*) FROM adjustment j WHERE amount < 0 AND"
				 " (SELECT sum(r.amount) FROM recovery r WHERE r.adjustment = j.id)"
				 " > -amount"),
		0);
}

static void test_any_sequence_is_balanced(void **state)
{
	struct place *p = *state;
	struct ledger l;
	struct home h;

	money_office(p);
	state_of_dice = 7;
	h = money_home(p, "dibao", 1, 3);
	money_income(p, h.casefile, h.head, 900000);
	money_award(p, h.casefile, "2026-01", NULL, 3, 81000, 0, 900000);
	for (int i = 0; i < 12; i++) {
		l.standard[i] = 624000;
		l.income[i] = 900000;
		l.members[i] = 3;
	}
	for (int now = 0; now < 12; now++) {
		pay(p, JAN + now);
		if (roll(3) == 0)
			raise_somehow(p, &l, now);
		if (roll(2) == 0)
			change_somehow(p, &l, h.casefile, now);
		if (roll(2) == 0)
			raise_somehow(p, &l, now);
		settle(p, h.casefile);
		assert_balanced(p, &l, h.casefile, now);
	}
}

#define IN(test) cmocka_unit_test_setup_teardown(test, place_practice, place_leave)

int run_adjustment_tests(void)
{
	const struct CMUnitTest tests[] = {
		IN(test_less_income_since_february),
		IN(test_reckoned_again_there_is_nothing),
		IN(test_the_standard_of_each_month),
		IN(test_a_line_keeps_its_past),
		IN(test_recovered_by_instalments),
		IN(test_planned_again_takes_one_instalment),
		IN(test_cash_with_a_receipt),
		IN(test_a_death_found_late),
		IN(test_who_decides),
		IN(test_price_subsidy_once),
		IN(test_waits_for_an_account),
		IN(test_held_when_approved),
		IN(test_a_quarter_takes_what_is_left_once),
		IN(test_held_gives_back),
		IN(test_failed_and_paid_again),
		IN(test_checked_and_planned_again),
		IN(test_any_sequence_is_balanced),
	};

	return cmocka_run_group_tests_name("adjustment", tests, NULL, NULL);
}
