#include "config.h"

#include "tests/unit/test_model_pay.h"

#include <string.h>

row_id put_person(struct place *p, const char *name)
{
	struct record r = record_of("person");

	record_text(&r, "name", name);
	return put(p, &r);
}

row_id put_member(struct place *p, row_id household, row_id person, const char *relation)
{
	struct record r = record_of("member");

	record_int(&r, "household", household);
	record_int(&r, "person", person);
	record_text(&r, "relation", relation);
	record_text(&r, "from_date", "2025-01-01");
	return put(p, &r);
}

row_id put_award(struct place *p, row_id casefile, const char *from, const char *to, int members,
	fen base, fen supplement)
{
	struct record r = record_of("award");

	record_int(&r, "casefile", casefile);
	record_text(&r, "from_month", from);
	record_text(&r, "to_month", to);
	record_int(&r, "members", members);
	record_int(&r, "base", base);
	record_int(&r, "supplement", supplement);
	return put(p, &r);
}

/* A case in that state with a head and an award from July 2026; its account is its number. */
struct home put_home(
	struct place *p, int number, const char *area, const char *state, int members, fen base)
{
	g_autofree char *file_no = g_strdup_printf("DB-2026-%04d", number);
	g_autofree char *account = g_strdup_printf("6217%012d", number);
	g_autofree char *name = g_strdup_printf("户主%d", number);
	struct record household = record_of("household"), file = record_of("casefile");
	struct home h = {0};

	record_text(&household, "area", area);
	record_text(&household, "village_name", "秀水村");
	h.household = put(p, &household);
	h.head = put_person(p, name);
	put_member(p, h.household, h.head, "01");
	record_text(&file, "file_no", file_no);
	record_text(&file, "programme", "dibao");
	record_int(&file, "household", h.household);
	record_text(&file, "area", area);
	record_text(&file, "state", state);
	record_text(&file, "bank", "农商行");
	record_text(&file, "account", account);
	record_text(&file, "holder", name);
	h.casefile = put(p, &file);
	h.award = put_award(p, h.casefile, "2026-07", NULL, members, base, 0);
	return h;
}

void set_text(struct place *p, const char *table, row_id id, const char *column, const char *value)
{
	struct record r = record_of(table);

	record_text(&r, column, value);
	set(p, id, &r);
}

void put_township(struct place *p)
{
	static const char *const rows[][4] = {{"140322100", "秀水镇", "township", "140322"},
		{"140322100201", "秀水村", "village", "140322100"}};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct record r = record_of("division");

		record_text(&r, "code", rows[i][0]);
		record_text(&r, "name", rows[i][1]);
		record_text(&r, "level", rows[i][2]);
		record_text(&r, "parent", rows[i][3]);
		put(p, &r);
	}
}

void put_in_village(struct place *p, row_id household)
{
	set_text(p, "household", household, "village", "140322100201");
}

/* --- looking ------------------------------------------------------------------------------- */

static struct payment_batch *batch_of(struct place *p, const char *area, GPtrArray **list)
{
	GError *error = NULL;

	*list = payment_batches(p->desk, &error);
	must(*list != NULL, &error);
	for (guint i = 0; i < (*list)->len; i++) {
		struct payment_batch *b = g_ptr_array_index(*list, i);

		if (strcmp(b->area, area) == 0)
			return b;
	}
	return NULL;
}

static void assert_batch(
	struct place *p, const char *area, int households, int persons, fen amount, int held)
{
	GPtrArray *list;
	struct payment_batch *b = batch_of(p, area, &list);

	assert_non_null(b);
	assert_int_equal(b->households, households);
	assert_int_equal(b->persons, persons);
	assert_int_equal(b->amount, amount);
	assert_int_equal(b->held, held);
	g_ptr_array_unref(list);
}

row_id batch_id(struct place *p, const char *area)
{
	GPtrArray *list;
	struct payment_batch *b = batch_of(p, area, &list);
	row_id id = b ? b->id : 0;

	g_ptr_array_unref(list);
	return id;
}

/* "held: reason" or "planned" of a case's row in July. */
static char *row_of(struct place *p, const struct home *h)
{
	return db_one_text(p->desk->db, NULL,
		"SELECT state || ': ' || COALESCE(hold_reason, '') FROM payment"
		" WHERE casefile = $1 AND for_month = '2026-07'",
		"i", h->casefile);
}

void assert_row(struct place *p, const struct home *h, const char *words)
{
	g_autofree char *row = row_of(p, h);

	if (!row || !strstr(row, words))
		fail_msg("\"%s\" does not say \"%s\"", row ? row : "no row", words);
}

int plan(struct place *p, month m)
{
	GError *error = NULL;
	int n = -1;

	must(payment_plan(p->desk, "dibao", m, &n, &error), &error);
	return n;
}

/* Explains what is held, as the planner, and has the roster checked. */
void check_batch(struct place *p, row_id batch)
{
	static const char *const kinds[] = {"dead", "double", "elsewhere", "account_none"};
	GError *error = NULL;
	int n;

	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
		must(payment_explain_kind(p->desk, batch, kinds[i], "下月补发", &n, &error),
			&error);
	must(payment_check(p->desk, batch, &error), &error);
}

void staff(struct place *p)
{
	person_at_desk(p, "admin", "administrator", NULL);
	person_at_desk(p, "clerk", "clerk", NULL);
	person_at_desk(p, "payer1", "payer", "140322198001010019");
	person_at_desk(p, "payer2", "payer", NULL);
}

/* --- planning ------------------------------------------------------------------------------ */

static void test_plans_the_awards_in_force(void **state)
{
	struct place *p = *state;
	struct home ended, later;
	GPtrArray *list;

	staff(p);
	sit(p, "payer1");
	put_home(p, 1, "rural", "active", 3, 128000);
	put_home(p, 2, "rural", "active", 2, 36100);
	put_home(p, 3, "urban", "active", 1, 63000);
	put_home(p, 4, "rural", "publicised", 4, 99900);
	put_home(p, 5, "rural", "stopped", 4, 99900);
	ended = put_home(p, 6, "rural", "active", 1, 10000);
	set_text(p, "award", ended.award, "to_month", "2026-06");
	later = put_home(p, 7, "rural", "active", 1, 10000);
	set_text(p, "award", later.award, "from_month", "2026-08");

	assert_int_equal(plan(p, JULY), 2);
	assert_batch(p, "rural", 2, 5, 164100, 0);
	assert_batch(p, "urban", 1, 1, 63000, 0);
	assert_string_equal(batch_of(p, "urban", &list)->planned_by, "payer1");
	g_ptr_array_unref(list);
	assert_null(row_of(p, &ended));
	assert_null(row_of(p, &later));
}

/* 9.4: components apart; 9.5: one row, of two awards the later. */
static void test_one_row_with_components(void **state)
{
	struct place *p = *state;
	struct home h;
	gint64 n = 0, base = 0, supplement = 0;

	staff(p);
	sit(p, "payer1");
	h = put_home(p, 1, "rural", "active", 1, 31300);
	put_award(p, h.casefile, "2026-06", NULL, 1, 99900, 0);
	set_text(p, "award", h.award, "from_month", "2026-05");
	put_award(p, h.casefile, "2026-07", NULL, 1, 31300, 10400);
	plan(p, JULY);
	assert_batch(p, "rural", 1, 1, 41700, 0);
	db_one_int(p->desk->db, &n, NULL, "SELECT COUNT(*) FROM payment", "");
	db_one_int(p->desk->db, &base, NULL, "SELECT base FROM payment", "");
	db_one_int(p->desk->db, &supplement, NULL, "SELECT supplement FROM payment", "");
	assert_int_equal(n, 1);
	assert_int_equal(base, 31300);
	assert_int_equal(supplement, 10400);
}

static void test_holds_without_account(void **state)
{
	struct place *p = *state;
	struct home none, letters, good;

	staff(p);
	sit(p, "payer1");
	none = put_home(p, 1, "rural", "active", 1, 10000);
	letters = put_home(p, 2, "rural", "active", 1, 20000);
	good = put_home(p, 3, "rural", "active", 1, 30000);
	set_text(p, "casefile", none.casefile, "account", NULL);
	set_text(p, "casefile", letters.casefile, "account", "6.217E+15");
	plan(p, JULY);
	assert_batch(p, "rural", 1, 1, 30000, 2);
	assert_row(p, &none, "held: no bank account");
	assert_row(p, &letters, "held: the bank account is not");
	assert_row(p, &good, "planned");
}

/* K-31, 9.5: who dies in a month is paid for it, and not after it. */
static void test_holds_the_dead(void **state)
{
	struct place *p = *state;
	struct home before, on_first, uncounted;
	row_id spouse;
	struct record r = record_of("member");

	staff(p);
	sit(p, "payer1");
	before = put_home(p, 1, "rural", "active", 2, 10000);
	spouse = put_person(p, "赵小兰");
	put_member(p, before.household, spouse, "02");
	set_text(p, "person", spouse, "death_date", "2026-06-30");
	on_first = put_home(p, 2, "rural", "active", 1, 20000);
	set_text(p, "person", on_first.head, "death_date", "2026-07-01");
	uncounted = put_home(p, 3, "rural", "active", 1, 30000);
	spouse = put_person(p, "钱小兰");
	record_int(&r, "counted", 0);
	set(p, put_member(p, uncounted.household, spouse, "02"), &r);
	set_text(p, "person", spouse, "death_date", "2026-01-01");
	plan(p, JULY);
	assert_row(p, &before, "held: 赵小兰 died on 2026-06-30");
	assert_row(p, &on_first, "planned");
	assert_row(p, &uncounted, "planned");
	plan(p, AUGUST);
	assert_batch(p, "rural", 1, 1, 30000, 2);
}

static void test_holds_shared_accounts(void **state)
{
	struct place *p = *state;
	struct home a, b;

	staff(p);
	sit(p, "payer1");
	a = put_home(p, 1, "rural", "active", 1, 10000);
	b = put_home(p, 2, "urban", "active", 1, 20000);
	set_text(p, "casefile", b.casefile, "account", "6217000000000001");
	plan(p, JULY);
	assert_row(p, &a, "DB-2026-0001, DB-2026-0002");
	assert_row(p, &b, "(F31)");
	set_text(p, "casefile", a.casefile, "account_note", "监护人代领");
	plan(p, JULY);
	assert_row(p, &a, "planned");
	assert_row(p, &b, "held");
	set_text(p, "casefile", b.casefile, "account_note", "监护人");
	plan(p, JULY);
	assert_row(p, &b, "planned");
	assert_batch(p, "urban", 1, 1, 20000, 0);
}

static void test_holds_persons_in_two_cases(void **state)
{
	struct place *p = *state;
	struct home a, b, c;

	staff(p);
	sit(p, "payer1");
	a = put_home(p, 1, "rural", "active", 2, 10000);
	b = put_home(p, 2, "urban", "active", 1, 20000);
	c = put_home(p, 3, "rural", "active", 1, 30000);
	put_member(p, a.household, b.head, "10");
	plan(p, JULY);
	assert_row(p, &a, "(K-30)");
	assert_row(p, &b, "户主2 stands in two cases (DB-2026-0001, DB-2026-0002)");
	assert_row(p, &c, "planned");
}

static void test_plans_again_while_draft(void **state)
{
	struct place *p = *state;
	struct home held, gone;
	row_id batch;

	staff(p);
	sit(p, "payer1");
	held = put_home(p, 1, "rural", "active", 1, 10000);
	gone = put_home(p, 2, "rural", "active", 1, 20000);
	set_text(p, "casefile", held.casefile, "account", NULL);
	plan(p, JULY);
	assert_batch(p, "rural", 1, 1, 20000, 1);
	batch = batch_id(p, "rural");
	set_text(p, "casefile", held.casefile, "account", "6217000000000001");
	set_text(p, "casefile", gone.casefile, "state", "stopped");
	assert_int_equal(plan(p, JULY), 1);
	assert_batch(p, "rural", 1, 1, 10000, 0);
	assert_int_equal(batch_id(p, "rural"), batch);
	assert_null(row_of(p, &gone));
	assert_row(p, &held, "planned");
}

static void test_nothing_to_plan(void **state)
{
	struct place *p = *state;
	GError *error = NULL;
	int n;

	staff(p);
	sit(p, "payer1");
	assert_int_equal(plan(p, JULY), 0);
	refused(payment_plan(p->desk, "dibo", JULY, &n, &error), &error, JZ_ERROR_BAD, "dibo");
	sit(p, "clerk");
	refused(payment_plan(p->desk, "dibao", JULY, &n, &error), &error, JZ_ERROR_DENIED, "payer");
}

/* --- approving ----------------------------------------------------------------------------- */

static void put_step(
	struct place *p, const struct home *h, const char *action, row_id operator_id, bool undone)
{
	struct record r = record_of("step");

	record_int(&r, "casefile", h->casefile);
	record_text(&r, "action", action);
	record_text(&r, "done_on", "2026-06-10");
	record_int(&r, "operator", operator_id);
	record_text(&r, "from_state", "draft");
	record_text(&r, "to_state", "draft");
	record_int(&r, "undone", undone);
	put(p, &r);
}

static void put_survey(struct place *p, const struct home *h, row_id one, row_id two)
{
	struct record r = record_of("survey");

	record_int(&r, "casefile", h->casefile);
	record_text(&r, "visited_on", "2026-06-10");
	record_int(&r, "surveyor1", one);
	record_int(&r, "surveyor2", two);
	put(p, &r);
}

static void test_another_payer_approves(void **state)
{
	struct place *p = *state;
	row_id batch;
	GPtrArray *list;
	GError *error = NULL;

	staff(p);
	person_at_desk(p, "payer1b", "payer", "140322198001010019");
	sit(p, "payer1");
	put_home(p, 1, "rural", "active", 1, 10000);
	plan(p, JULY);
	batch = batch_id(p, "rural");
	refused(payment_approve(p->desk, batch, &error), &error, JZ_ERROR_DENIED, "not checked");
	check_batch(p, batch);
	refused(payment_approve(p->desk, batch, &error), &error, JZ_ERROR_DENIED, "yourself");
	sit(p, "payer1b");
	refused(payment_approve(p->desk, batch, &error), &error, JZ_ERROR_DENIED, "yourself");
	sit(p, "clerk");
	refused(payment_approve(p->desk, batch, &error), &error, JZ_ERROR_DENIED, "payer");
	refused(payment_approve(p->desk, 1, &error), &error, JZ_ERROR_BAD, "no such");
	sit(p, "payer2");
	must(payment_approve(p->desk, batch, &error), &error);
	assert_string_equal(batch_of(p, "rural", &list)->state, "approved");
	assert_string_equal(batch_of(p, "rural", &list)->approved_by, "payer2");
	g_ptr_array_unref(list);
	refused(payment_approve(p->desk, batch, &error), &error, JZ_ERROR_DENIED, "already");
}

/* F23: who surveyed, reviewed or confirmed a household does not approve its payment. */
static void test_doers_do_not_approve(void **state)
{
	static const struct {
		const char *action;
		bool undone, refused;
	} steps[] = {{"review", false, true}, {"confirm", false, true}, {"survey", false, true},
		{"review", true, false}, {"accept", false, false}, {"publicise", false, false}};

	for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
		struct place *p = NULL;
		row_id me;
		struct home h;
		GError *error = NULL;

		place_practice((void **)&p);
		staff(p);
		me = person_at_desk(p, "me", "payer clerk reviewer approver investigator", NULL);
		sit(p, "payer1");
		put_home(p, 1, "rural", "active", 1, 10000);
		h = put_home(p, 2, "rural", "active", 1, 10000);
		put_step(p, &h, steps[i].action, me, steps[i].undone);
		plan(p, JULY);
		check_batch(p, batch_id(p, "rural"));
		sit(p, "me");
		if (steps[i].refused)
			refused(payment_approve(p->desk, batch_id(p, "rural"), &error), &error,
				JZ_ERROR_DENIED, "DB-2026-0002");
		else
			must(payment_approve(p->desk, batch_id(p, "rural"), &error), &error);
		place_leave((void **)&p);
	}
	(void)state;
}

static void test_surveyors_do_not_approve(void **state)
{
	struct place *p = *state;
	row_id me, other;
	struct home h;
	GError *error = NULL;

	staff(p);
	other = person_at_desk(p, "other", "investigator", NULL);
	me = person_at_desk(p, "me", "payer investigator", NULL);
	sit(p, "payer1");
	h = put_home(p, 1, "rural", "active", 1, 10000);
	put_survey(p, &h, other, me);
	plan(p, JULY);
	check_batch(p, batch_id(p, "rural"));
	sit(p, "me");
	refused(payment_approve(p->desk, batch_id(p, "rural"), &error), &error, JZ_ERROR_DENIED,
		"DB-2026-0001");
}

static bool keep_row(const struct payment_row *row, void *ctx)
{
	GString *out = ctx;

	g_string_append_printf(out, "%s %s %s %d %d;", row->file_no, row->head, row->village,
		row->members, (int)row->amount);
	return true;
}

/* F36, F37: what was approved stays, whatever becomes of the household. */
static void test_approved_totals_are_frozen(void **state)
{
	struct place *p = *state;
	g_autoptr(GString) rows = g_string_new(NULL);
	struct home h;
	GError *error = NULL;
	int n;

	staff(p);
	sit(p, "payer1");
	h = put_home(p, 1, "rural", "active", 3, 10000);
	plan(p, JULY);
	check_batch(p, batch_id(p, "rural"));
	sit(p, "payer2");
	must(payment_approve(p->desk, batch_id(p, "rural"), &error), &error);
	set_text(p, "person", h.head, "name", "改名");
	set_text(p, "casefile", h.casefile, "state", "stopped");
	sit(p, "payer1");
	refused(payment_plan(p->desk, "dibao", JULY, &n, &error), &error, JZ_ERROR_DENIED,
		"approved");
	assert_batch(p, "rural", 1, 3, 10000, 0);
	must(payment_page(
		     p->desk, batch_id(p, "rural"), NULL, 0, false, 10, keep_row, rows, &error),
		&error);
	assert_string_equal(rows->str, "DB-2026-0001 户主1 秀水村 3 10000;");
}

static void test_moved_to_town_is_paid_once(void **state)
{
	struct place *p = *state;
	struct home h;
	GError *error = NULL;

	staff(p);
	sit(p, "payer1");
	h = put_home(p, 1, "rural", "active", 1, 10000);
	plan(p, JULY);
	check_batch(p, batch_id(p, "rural"));
	sit(p, "payer2");
	must(payment_approve(p->desk, batch_id(p, "rural"), &error), &error);
	set_text(p, "casefile", h.casefile, "area", "urban");
	plan(p, JULY);
	assert_batch(p, "urban", 0, 0, 0, 1);
	check_batch(p, batch_id(p, "urban"));
	refused(payment_approve(p->desk, batch_id(p, "urban"), &error), &error, JZ_ERROR_DENIED,
		"nobody");
}

/* --- the invariant and the lists ----------------------------------------------------------- */

static bool try_update(struct place *p, const char *table, row_id id, const char *column,
	gint64 value, GError **error)
{
	struct record r = record_of(table);
	struct change *c = desk_change(p->desk, "test", error);
	bool ok;

	record_int(&r, column, value);
	ok = c && change_update(c, id, &r, NULL, error) && change_commit(&c, error);
	change_cancel(&c);
	return ok;
}

static void test_totals_are_sums(void **state)
{
	struct place *p = *state;
	gint64 row = 0;
	GError *error = NULL;

	staff(p);
	sit(p, "payer1");
	put_home(p, 1, "rural", "active", 1, 10000);
	plan(p, JULY);
	db_one_int(p->desk->db, &row, NULL, "SELECT id FROM payment", "");
	refused(try_update(p, "payment", row, "amount", 20000, &error), &error, JZ_ERROR_BAD,
		"2026-07");
	refused(try_update(p, "payment", row, "base", 9999, &error), &error, JZ_ERROR_BAD,
		"totals");
	refused(try_update(p, "payment_batch", batch_id(p, "rural"), "persons", 2, &error), &error,
		JZ_ERROR_BAD, "totals");
	assert_batch(p, "rural", 1, 1, 10000, 0);
}

static bool keep_number(const struct payment_row *row, void *ctx)
{
	struct payment_row *last = ctx;

	last->id = row->id;
	last->members = last->members * 10 + row->file_no[strlen(row->file_no) - 1] - '0';
	return true;
}

static int page(struct place *p, const char *sort, row_id anchor, bool before, int n, row_id *last)
{
	struct payment_row seen = {0};
	GError *error = NULL;

	must(payment_page(p->desk, batch_id(p, "rural"), sort, anchor, before, n, keep_number,
		     &seen, &error),
		&error);
	*last = seen.id;
	return seen.members;
}

static void test_pages(void **state)
{
	struct place *p = *state;
	row_id second, last;

	staff(p);
	sit(p, "payer1");
	for (int i = 1; i <= 5; i++)
		put_home(p, i, "rural", "active", 1, 10000);
	plan(p, JULY);
	assert_int_equal(page(p, NULL, 0, false, 2, &second), 12);
	assert_int_equal(page(p, "", second, false, 2, &last), 34);
	assert_int_equal(page(p, "", last, false, 9, &last), 5);
	assert_int_equal(page(p, "", second, true, 9, &last), 1);
	assert_int_equal(page(p, NULL, 0, true, 2, &last), 54);
}

static bool keep_month(const char *for_month, const struct payment_row *row, void *ctx)
{
	g_string_append_printf(ctx, "%s %d;", for_month, (int)row->amount);
	return true;
}

static void test_payments_of_a_case(void **state)
{
	struct place *p = *state;
	g_autoptr(GString) months = g_string_new(NULL);
	struct home h;
	GError *error = NULL;

	staff(p);
	sit(p, "payer1");
	h = put_home(p, 1, "rural", "active", 1, 10000);
	put_home(p, 2, "rural", "active", 1, 70000);
	plan(p, AUGUST);
	plan(p, JULY);
	must(payment_of_case(p->desk, h.casefile, keep_month, months, &error), &error);
	assert_string_equal(months->str, "2026-07 10000;2026-08 10000;");
}

int run_payment_tests(void)
{
#define AT_DESK(test) cmocka_unit_test_setup_teardown(test, place_practice, place_leave)
	const struct CMUnitTest tests[] = {
		AT_DESK(test_plans_the_awards_in_force),
		AT_DESK(test_one_row_with_components),
		AT_DESK(test_holds_without_account),
		AT_DESK(test_holds_the_dead),
		AT_DESK(test_holds_shared_accounts),
		AT_DESK(test_holds_persons_in_two_cases),
		AT_DESK(test_plans_again_while_draft),
		AT_DESK(test_nothing_to_plan),
		AT_DESK(test_another_payer_approves),
		cmocka_unit_test(test_doers_do_not_approve),
		AT_DESK(test_surveyors_do_not_approve),
		AT_DESK(test_approved_totals_are_frozen),
		AT_DESK(test_moved_to_town_is_paid_once),
		AT_DESK(test_totals_are_sums),
		AT_DESK(test_pages),
		AT_DESK(test_payments_of_a_case),
	};

	return cmocka_run_group_tests_name("payment", tests, NULL, NULL);
}
