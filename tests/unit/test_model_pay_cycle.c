/* From draft to closed (F36): every operation in every state by everybody; the bank's answer (F40),
 * payments made again (F41), deaths (K-31), quarters, lateness (F43), the ledger (N3). */
#include "config.h"

#include "tests/unit/test_model_pay.h"

#include <string.h>
#include "model/payment_answer.h"
#include "model/payment_ledger.h"

/* --- states x operations x roles ----------------------------------------------------------- */

enum op { CHECK, APPROVE, SEND, ANSWER, REISSUE, CLOSE, OPS };

static const char *const states[] = {
	"draft", "checked", "approved", "sent", "reconciled", "closed"};

/* Where an operation is let, by another payer than the planner. */
static const bool let[OPS][G_N_ELEMENTS(states)] = {
	[CHECK] = {true, true},
	[APPROVE] = {false, true},
	[SEND] = {false, false, true},
	[ANSWER] = {false, false, false, true, true},
	[REISSUE] = {false, false, false, false, true, true},
	[CLOSE] = {false, false, false, false, true},
};

static bool run(struct place *p, enum op op, row_id batch, GError **error)
{
	struct payment_answers *answers;

	switch (op) {
	case CHECK:
		return payment_check(p->desk, batch, error);
	case APPROVE:
		return payment_approve(p->desk, batch, error);
	case SEND:
		return payment_sent(p->desk, batch, "csv", "a.csv", error);
	case ANSWER:
		answers = payment_answers_begin(p->desk, batch, day_today(), error);
		return answers && payment_answers_end(&answers, NULL, error);
	case REISSUE:
		return payment_reissue(p->desk, batch, NULL, error);
	default:
		return payment_close(p->desk, batch, "银行系统升级", error);
	}
}

static void put_state(struct place *p, row_id batch, const char *state)
{
	set_text(p, "payment_batch", batch, "state", state);
}

/* A failed row that is explained, so that nothing but the state decides. */
static row_id make_batch(struct place *p)
{
	struct record r = record_of("payment");
	row_id batch;
	gint64 row = 0;

	staff(p);
	sit(p, "payer1");
	put_home(p, 1, "rural", "active", 1, 10100);
	plan(p, JULY);
	batch = batch_id(p, "rural");
	db_one_int(p->desk->db, &row, NULL, "SELECT id FROM payment", "");
	record_text(&r, "state", "failed");
	set(p, row, &r);
	return batch;
}

static void test_every_operation_in_every_state(void **state)
{
	static const char *const logins[] = {"admin", "clerk", "payer2"};

	for (int op = 0; op < OPS; op++)
		for (size_t i = 0; i < G_N_ELEMENTS(states); i++)
			for (size_t who = 0; who < G_N_ELEMENTS(logins); who++) {
				struct place *p = NULL;
				GError *error = NULL;
				row_id batch;
				bool may = let[op][i] && who == 2, ok;

				place_practice((void **)&p);
				batch = make_batch(p);
				put_state(p, batch, states[i]);
				sit(p, logins[who]);
				ok = run(p, op, batch, &error);
				if (ok != may)
					fail_msg("operation %d on %s by %s: %s", op, states[i],
						logins[who], ok ? "let" : error->message);
				if (!ok)
					assert_int_equal(error->code, JZ_ERROR_DENIED);
				g_clear_error(&error);
				place_leave((void **)&p);
			}
	(void)state;
}

/* --- a batch on its way -------------------------------------------------------------------- */

static row_id send_batch(struct place *p, int homes, struct home *h)
{
	GError *error = NULL;
	row_id batch;

	staff(p);
	sit(p, "payer1");
	for (int i = 0; i < homes; i++)
		h[i] = put_home(p, i + 1, "rural", "active", 1, 10100 + 10000 * i);
	plan(p, JULY);
	batch = batch_id(p, "rural");
	check_batch(p, batch);
	sit(p, "payer2");
	must(payment_approve(p->desk, batch, &error), &error);
	must(payment_sent(p->desk, batch, "csv", "a.csv", &error), &error);
	return batch;
}

struct line {
	const char *account, *name;
	fen amount;
	bool paid;
	const char *words;
};

static struct payment_answer_counts answer(
	struct place *p, row_id batch, const char *paid_on, const struct line *lines, int n)
{
	struct payment_answer_counts counts;
	GError *error = NULL;
	struct payment_answers *all =
		payment_answers_begin(p->desk, batch, day_from_iso(paid_on), &error);

	must(all != NULL, &error);
	for (int i = 0; i < n; i++) {
		const struct payment_answer a = {lines[i].account, lines[i].name, lines[i].amount,
			lines[i].paid, lines[i].words};

		must(payment_answers_put(all, &a, &error), &error);
	}
	must(payment_answers_end(&all, &counts, &error), &error);
	return counts;
}

static bool list_finding(const struct payment_finding *f, void *ctx)
{
	g_string_append_printf(
		ctx, "%s %s%s%s;", f->kind, f->file_no, *f->reason ? " = " : "", f->reason);
	return true;
}

static void assert_findings(struct place *p, row_id batch, const char *expected)
{
	g_autoptr(GString) out = g_string_new(NULL);
	GError *error = NULL;

	must(payment_findings(p->desk, batch, list_finding, out, &error), &error);
	assert_string_equal(out->str, expected);
}

static const struct line good_lines[] = {
	{"6217000000000001", "户主1", 10100, true, "成功"},
	{"6217000000000002", "户主 2", 20100, true, "成功"},
};

static void test_all_paid(void **state)
{
	struct place *p = *state;
	struct home h[2];
	row_id batch = send_batch(p, 2, h);
	struct payment_answer_counts n = answer(p, batch, "2026-07-09", good_lines, 2);
	GError *error = NULL;

	assert_int_equal(n.paid, 2);
	assert_int_equal(n.unanswered, 0);
	assert_findings(p, batch, "");
	must(payment_close(p->desk, batch, NULL, &error), &error); /* on time: no reason needed */
	assert_row(p, &h[0], "paid");
	refused(payment_close(p->desk, batch, NULL, &error), &error, JZ_ERROR_DENIED, "closed");
}

/* F40: each of what differs is listed, and none is passed over. */
static void test_what_differs(void **state)
{
	static const struct line lines[] = {
		{"6217000000000001", "户主1", 10100, false, "账号不存在"},
		{"6217000000000002", "户主2", 20000, true, "成功"},
		{"6217000000000003", "别人", 30100, true, "成功"},
		{"6217000000000009", "户主9", 500, true, "成功"},
	};
	struct place *p = *state;
	struct home h[4];
	row_id batch = send_batch(p, 4, h);
	struct payment_answer_counts n = answer(p, batch, "2026-07-09", lines, 4);
	GError *error = NULL;
	int explained;

	assert_int_equal(n.lines, 4);
	assert_int_equal(n.failed, 1);
	assert_int_equal(n.wrong, 1);
	assert_int_equal(n.unmatched, 2);
	assert_int_equal(n.unanswered, 2);
	assert_findings(p, batch,
		"failed DB-2026-0001;unmatched ;unmatched ;wrong DB-2026-0002;"
		"unanswered DB-2026-0003;unanswered DB-2026-0004;");
	refused(payment_close(p->desk, batch, NULL, &error), &error, JZ_ERROR_DENIED, "6 rows");
	must(payment_explain_kind(
		     p->desk, batch, "unmatched", "银行串户，已退", &explained, &error),
		&error);
	assert_int_equal(explained, 2);
	refused(payment_close(p->desk, batch, NULL, &error), &error, JZ_ERROR_DENIED, "4 rows");
}

/* The same file once more changes nothing; what was missing comes later; who is paid twice shows.
 */
static void test_second_answer(void **state)
{
	static const struct line twice[] = {
		{"6217000000000001", "户主1", 10100, true, "成功"},
		{"6217000000000001", "户主1", 10100, true, "成功"},
	};
	struct place *p = *state;
	struct home h[2];
	row_id batch = send_batch(p, 2, h);
	struct payment_answer_counts n = answer(p, batch, "2026-07-08", good_lines, 1);

	assert_int_equal(n.unanswered, 1);
	assert_findings(p, batch, "unanswered DB-2026-0002;");
	n = answer(p, batch, "2026-07-08", good_lines, 1);
	assert_int_equal(n.same, 1);
	assert_findings(p, batch, "unanswered DB-2026-0002;");
	n = answer(p, batch, "2026-07-09", good_lines, 2);
	assert_int_equal(n.same, 1);
	assert_int_equal(n.paid, 1);
	assert_findings(p, batch, "");
	n = answer(p, batch, "2026-07-09", twice, 2);
	assert_int_equal(n.unmatched, 1);
	assert_findings(p, batch, "unmatched ;");
}

/* F43: after the tenth a reason is needed, and kept. */
static void test_late(void **state)
{
	static const struct {
		const char *paid_on;
		bool late;
	} days[] = {{"2026-07-10", false}, {"2026-07-11", true}};

	for (size_t i = 0; i < G_N_ELEMENTS(days); i++) {
		struct place *p = NULL;
		struct home h[2];
		GError *error = NULL;

		place_practice((void **)&p);
		row_id batch = send_batch(p, 2, h);
		answer(p, batch, days[i].paid_on, good_lines, 2);
		if (days[i].late) {
			refused(payment_close(p->desk, batch, " ", &error), &error, JZ_ERROR_DENIED,
				"2026-07-11");
			must(payment_close(p->desk, batch, "资金未到", &error), &error);
			g_autoptr(payment_batch) b = payment_batch_get(p->desk, batch, &error);
			assert_string_equal(b->late_reason, "资金未到");
		} else {
			must(payment_close(p->desk, batch, NULL, &error), &error);
		}
		place_leave((void **)&p);
	}
	(void)state;
}

/* --- again (F41) --------------------------------------------------------------------------- */

static char *rows_of(struct place *p, row_id batch)
{
	return db_one_text(p->desk->db, NULL,
		"SELECT group_concat(c.file_no || ' ' || p.amount || ' ' || coalesce(p.account, '')"
		" || ' ' || p.state || ' ' || coalesce(p.reason, ''), ';')"
		" FROM payment p JOIN casefile c ON c.id = p.casefile WHERE p.batch = $1",
		"i", batch);
}

static void test_again(void **state)
{
	static const struct line lines[] = {
		{"6217000000000001", "户主1", 10100, false, "账号不存在"},
		{"6217000000000002", "户主2", 20100, true, "成功"},
		{"6217000000000003", "户主3", 30100, false, "户名不符"},
	};
	struct place *p = *state;
	struct home h[3];
	row_id batch = send_batch(p, 3, h), again = 0, more = 0;
	g_autofree char *rows = NULL;
	GError *error = NULL;
	int n;

	refused(payment_reissue(p->desk, batch, &again, &error), &error, JZ_ERROR_DENIED,
		"not answered");
	answer(p, batch, "2026-07-09", lines, 3);
	set_text(p, "casefile", h[0].casefile, "account", "6217000000000777");
	must(payment_reissue(p->desk, batch, &again, &error), &error);
	rows = rows_of(p, again);
	assert_string_equal(rows,
		"DB-2026-0001 10100 6217000000000777 planned again;"
		"DB-2026-0003 30100 6217000000000003 planned again");
	assert_findings(p, again, "account_same DB-2026-0003;");
	assert_findings(p, batch,
		"failed DB-2026-0001 = paid again with roster no. 2;"
		"failed DB-2026-0003 = paid again with roster no. 2;");
	refused(payment_reissue(p->desk, batch, &more, &error), &error, JZ_ERROR_DENIED, "once");
	must(payment_close(p->desk, batch, NULL, &error), &error);
	/* Corrected afterwards, it is there when the roster is checked. */
	set_text(p, "casefile", h[2].casefile, "account", "6217000000000888");
	must(payment_check(p->desk, again, &error), &error);
	assert_findings(p, again, "");
	refused(payment_approve(p->desk, again, &error), &error, JZ_ERROR_DENIED, "yourself");
	sit(p, "payer1");
	must(payment_approve(p->desk, again, &error), &error);
	must(payment_sent(p->desk, again, "csv", "b.csv", &error), &error);
	answer(p, again, "2026-07-20",
		(const struct line[]){{"6217000000000777", "户主1", 10100, true, "成功"},
			{"6217000000000888", "户主3", 30100, true, "成功"}},
		2);
	must(payment_close(p->desk, again, NULL, &error), &error); /* besides: never late */
	(void)n;
}

static void test_nothing_failed(void **state)
{
	struct place *p = *state;
	struct home h[2];
	row_id batch = send_batch(p, 2, h);
	gint64 batches = 0;
	GError *error = NULL;

	answer(p, batch, "2026-07-09", good_lines, 2);
	refused(payment_reissue(p->desk, batch, NULL, &error), &error, JZ_ERROR_DENIED,
		"nothing failed");
	db_one_int(p->desk->db, &batches, NULL, "SELECT count(*) FROM payment_batch", "");
	assert_int_equal(batches, 1);
}

/* --- deaths (K-31) ------------------------------------------------------------------------- */

static void test_death_holds_at_once(void **state)
{
	static const struct {
		const char *batch_state, *death, *row, *after;
	} cases[] = {
		{"draft", "2026-06-30", "held", "draft"},
		{"checked", "2026-06-30", "held", "draft"},
		{"approved", "2026-06-30", "held", "draft"},
		{"approved", "2026-07-01", "planned", "approved"}, /* paid for the month of death */
		{"sent", "2026-06-30", "planned", "sent"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct place *p = NULL;
		struct home h, other;
		GError *error = NULL;

		place_practice((void **)&p);
		staff(p);
		sit(p, "payer1");
		h = put_home(p, 1, "rural", "active", 1, 10100);
		other = put_home(p, 2, "rural", "active", 1, 20100);
		plan(p, JULY);
		put_state(p, batch_id(p, "rural"), cases[i].batch_state);
		set_text(p, "person", h.head, "death_date", cases[i].death);
		assert_row(p, &h, cases[i].row);
		assert_row(p, &other, "planned");
		g_autoptr(payment_batch) b =
			payment_batch_get(p->desk, batch_id(p, "rural"), &error);
		assert_string_equal(b->state, cases[i].after);
		assert_int_equal(
			b->amount, strcmp(cases[i].row, "held") == 0 ? 20100 : 10100 + 20100);
		assert_findings(
			p, b->id, strcmp(cases[i].row, "held") == 0 ? "dead DB-2026-0001;" : "");
		place_leave((void **)&p);
	}
	(void)state;
}

/* --- quarters ------------------------------------------------------------------------------ */

static void put_cycle(struct place *p, const char *from)
{
	struct record r = record_of("policy_value");
	GError *error = NULL;

	record_text(&r, "key", "pay_cycle");
	record_text(&r, "value", "quarter");
	record_text(&r, "from_date", from);
	put(p, &r);
	must(desk_reload(p->desk, &error), &error);
}

static void test_quarter(void **state)
{
	struct place *p = *state;
	g_autofree char *months = NULL;
	GError *error = NULL;

	staff(p);
	sit(p, "payer1");
	put_cycle(p, "2026-07-01");
	put_home(p, 1, "rural", "active", 1, 10100);
	set_text(p, "award", put_home(p, 2, "rural", "active", 1, 20100).award, "to_month",
		"2026-08");
	plan(p, AUGUST); /* any month of the quarter means the quarter */
	months = db_one_text(p->desk->db, NULL,
		"SELECT w.batch_month || ': ' || group_concat(w.for_month || ' ' || w.amount, ';')"
		" FROM (SELECT b.for_month AS batch_month, p.for_month, p.amount FROM payment p"
		"  JOIN payment_batch b ON b.id = p.batch ORDER BY p.for_month, p.id) w",
		"");
	assert_string_equal(months,
		"2026-07: 2026-07 10100;2026-07 20100;2026-08 10100;2026-08 20100;2026-09 10100");
	g_autoptr(payment_batch) b = payment_batch_get(p->desk, batch_id(p, "rural"), &error);
	assert_int_equal(b->amount, 3 * 10100 + 2 * 20100);
	assert_int_equal(payment_due(p->desk, b), day_from_iso("2026-07-10")); /* K-60 */
	plan(p, JULY); /* again: the same rows */
	assert_int_equal(batch_id(p, "rural"), b->id);
}

static void test_month_before_the_quarters(void **state)
{
	struct place *p = *state;
	GError *error = NULL;

	staff(p);
	sit(p, "payer1");
	put_cycle(p, "2026-10-01");
	put_home(p, 1, "rural", "active", 1, 10100);
	plan(p, AUGUST);
	g_autoptr(payment_batch) b = payment_batch_get(p->desk, batch_id(p, "rural"), &error);
	assert_string_equal(b->for_month, "2026-08");
	assert_int_equal(b->amount, 10100);
}

/* --- the line of the home screen (F43) ------------------------------------------------------ */

static void assert_due(struct place *p, const char *today, const char *expected)
{
	day_set_today(day_from_iso(today));
	g_autofree char *line = payment_due_line(p->desk);

	assert_string_equal(line, expected);
}

static void test_due_line(void **state)
{
	struct place *p = *state;
	row_id batch;

	staff(p);
	sit(p, "payer1");
	assert_due(p, "2026-07-01", "");
	put_home(p, 1, "rural", "active", 1, 10100);
	const struct programme *dibao = library_programme(p->lib, "dibao");
	g_autofree char *open =
		g_strdup_printf("To be paid by day 10, 9 days left:  %s not planned", dibao->label);
	g_autofree char *last =
		g_strdup_printf("To be paid by day 10, 0 days left:  %s planned", dibao->label);
	g_autofree char *late = g_strdup_printf(
		"Was to be paid by day 10, 1 days late:  %s approved", dibao->label);
	assert_due(p, "2026-07-01", open);
	plan(p, JULY);
	batch = batch_id(p, "rural");
	assert_due(p, "2026-07-10", last);
	put_state(p, batch, "approved");
	assert_due(p, "2026-07-11", late);
	put_state(p, batch, "sent");
	assert_due(p, "2026-07-11", "");
}

/* --- the ledger (N3) ----------------------------------------------------------------------- */

static bool list_line(const struct ledger_line *l, void *ctx)
{
	g_string_append_printf(ctx, "%s %s %s %s-%s %d %s;", l->overlap ? "overlap" : "gap",
		l->office, l->file_no, l->from, l->to, l->months, l->why);
	return true;
}

static void put_payment(
	struct place *p, const struct home *h, row_id batch, const char *m, const char *reason)
{
	struct record r = record_of("payment");

	record_int(&r, "batch", batch);
	record_int(&r, "casefile", h->casefile);
	record_text(&r, "for_month", m);
	record_int(&r, "members", 1);
	record_int(&r, "base", 100);
	record_int(&r, "amount", 100);
	record_text(&r, "state", "paid");
	record_text(&r, "reason", reason);
	put(p, &r);
}

static row_id put_batch(struct place *p, const char *m, int no)
{
	struct record r = record_of("payment_batch");

	record_text(&r, "programme", "dibao");
	record_text(&r, "area", "rural");
	record_text(&r, "for_month", m);
	if (no)
		record_int(&r, "no", no);
	record_text(&r, "state", "closed");
	return put(p, &r);
}

/* P9: paid in March and July, and April made good later; of May and June nobody knows. */
static void test_ledger(void **state)
{
	struct place *p = *state;
	g_autoptr(GString) out = g_string_new(NULL);
	struct home h, whole, twice;
	row_id march, july, besides;
	GError *error = NULL;

	staff(p);
	put_township(p);
	h = put_home(p, 1, "rural", "active", 1, 10100);
	set_text(p, "award", h.award, "from_month", "2026-01");
	whole = put_home(p, 2, "rural", "active", 1, 20100);
	twice = put_home(p, 3, "rural", "active", 1, 30100);
	put_in_village(p, h.household);
	put_in_village(p, twice.household);
	march = put_batch(p, "2026-03", 0);
	july = put_batch(p, "2026-07", 0);
	besides = put_batch(p, "2026-07", 2);
	put_payment(p, &h, march, "2026-03", NULL);
	put_payment(p, &h, besides, "2026-04", "missed");
	put_payment(p, &h, july, "2026-07", NULL);
	put_payment(p, &whole, july, "2026-07", NULL);
	put_payment(p, &twice, july, "2026-07", NULL);
	put_payment(p, &twice, besides, "2026-07", NULL);
	must(payment_ledger(p->desk, list_line, out, &error), &error);
	assert_string_equal(out->str,
		"gap 秀水镇 DB-2026-0001 2026-05-2026-06 2 ;"
		"overlap 秀水镇 DB-2026-0003 2026-07-2026-07 1 two rosters paid this month;");
	g_string_truncate(out, 0);
	put_member(p, whole.household, h.head, "10"); /* one person, two households */
	must(payment_ledger(p->desk, list_line, out, &error), &error);
	assert_non_null(strstr(out->str,
		"overlap 秀水镇 DB-2026-0001 2026-07-2026-07 1 DB-2026-0001, DB-2026-0002;"));
}

int run_pay_cycle_tests(void)
{
#define AT_DESK(test) cmocka_unit_test_setup_teardown(test, place_practice, place_leave)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_operation_in_every_state),
		AT_DESK(test_all_paid),
		AT_DESK(test_what_differs),
		AT_DESK(test_second_answer),
		cmocka_unit_test(test_late),
		AT_DESK(test_again),
		AT_DESK(test_nothing_failed),
		cmocka_unit_test(test_death_holds_at_once),
		AT_DESK(test_quarter),
		AT_DESK(test_month_before_the_quarters),
		AT_DESK(test_due_line),
		AT_DESK(test_ledger),
	};

	return cmocka_run_group_tests_name("payment cycle", tests, NULL, NULL);
}
