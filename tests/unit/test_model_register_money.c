/* Pocket money of a month (K-80), money due by resident-days (9.8, K-06), the reserve fund (K-53).
 */
#include "config.h"

#include "tests/unit/test_model_register.h"

#include <string.h>
#include "model/reserve.h"

#define SHI "id_no=140322195203152716; name=石满仓"
#define TIAN "id_no=140322194908224332; name=田有福"
#define LI "id_no=140322195501063615; name=李存柱"

/* 80 yuan a month from 2023-06, 100 from 2024-01. */
static void set_pocket_money(struct office_fixture *o)
{
	static const char *const rows[][3] = {
		{"8000", "2023-06-01", "2023-12-31"}, {"10000", "2024-01-01", NULL}};
	GError *error = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct record r = record_of("policy_value");

		record_text(&r, "key", "pocket_money");
		record_text(&r, "area", "");
		record_text(&r, "value", rows[i][0]);
		record_text(&r, "from_date", rows[i][1]);
		record_text(&r, "to_date", rows[i][2]);
		put_row(o, &r);
	}
	must(desk_reload(o->desk, &error), &error);
}

static int make(struct office_fixture *o, row_id home, const char *iso)
{
	GError *error = NULL;
	int made = -1;

	must(register_make(o->desk, the_register(o, "pocket_money"), home, month_from_iso(iso),
		     &made, &error),
		&error);
	return made;
}

/* --- pocket money ----------------------------------------------------------------------------- */

static void a_month_is_made_once(void **state)
{
	struct office_fixture *o = *state;
	row_id home = make_home(o);

	set_pocket_money(o);
	add_row(o, "placement", home, "payer=1; from_date=20231110; " SHI);
	add_row(o, "placement", home, "payer=3; from_date=20231110; " LI); /* pays himself */
	assert_int_equal(make(o, home, "2023-10"), 0); /* nobody lived there yet */
	assert_int_equal(make(o, home, "2023-11"), 1);
	assert_int_equal(make(o, home, "2023-11"), 0);
	/* Who comes later is added; who is there already stays as he is. */
	add_row(o, "placement", home,
		"payer=1; from_date=20231130; to_date=20231205; reason=3; " TIAN);
	assert_int_equal(make(o, home, "2023-11"), 1);
	assert_int_equal(make(o, home, "2023-12"), 2);
	assert_int_equal(make(o, home, "2024-01"), 1);
	/* K-80: the amount of the county in force that month. */
	assert_int_equal(number(o, "SELECT count(*) FROM pocket_money WHERE due = 8000"), 4);
	assert_int_equal(number(o, "SELECT due FROM pocket_money WHERE month = '2024-01'"), 10000);
	g_autofree char *rows = rows_of(o, "pocket_money", home);
	assert_true(g_str_has_prefix(rows, "2024-01|石满仓|10000|||||0|warn\n"));
}

static void without_its_amount_no_month_is_made(void **state)
{
	struct office_fixture *o = *state;
	GError *error = NULL;
	row_id home = make_home(o);
	int made = -1;

	set_pocket_money(o);
	add_row(o, "placement", home, "payer=1; from_date=20230110; " SHI);
	must_fail(register_make(o->desk, the_register(o, "pocket_money"), home,
			  month_from_iso("2023-05"), &made, &error),
		&error, JZ_ERROR_DENIED, "集中供养人员零花钱");
	assert_int_equal(made, 0);
	assert_int_equal(number(o, "SELECT count(*) FROM pocket_money"), 0);
}

/* Kept 80 and 100, spent 30 and 60: 50 are left, then 90. */
static void what_is_kept_adds_up_over_months(void **state)
{
	struct office_fixture *o = *state;
	GError *error = NULL;
	row_id home = make_home(o);

	set_pocket_money(o);
	add_row(o, "placement", home, "payer=1; from_date=20231110; " SHI);
	add_row(o, "pocket_money", home,
		"person=1; for_month=202312; due=80; paid=80; paid_on=20231210; way=3; "
		"received_by=石改梅; spent=30");
	add_row(o, "pocket_money", home,
		"person=石满仓; for_month=202401; due=100; paid=100; paid_on=20240103; way=3; "
		"received_by=石改梅; spent=60");
	g_autofree char *rows = rows_of(o, "pocket_money", home);
	assert_string_equal(rows,
		"2024-01|石满仓|10000|10000|0|kept|石改梅|9000|\n"
		"2023-12|石满仓|8000|8000|0|kept|石改梅|5000|\n");
	refuse_row(o, "pocket_money", home,
		"person=1; for_month=202401; due=100; paid=100; paid_on=20240103; way=1",
		JZ_ERROR_BAD, "has such a row already");

	/* Of 90 kept nobody spends 90.01; cash handed over adds nothing to what is kept. */
	refuse_row(o, "pocket_money", home,
		"person=1; for_month=202311; due=80; paid=80; paid_on=20240103; way=2; "
		"received_by=石满仓; spent=90.01",
		JZ_ERROR_BAD, "K-80: 代管的钱没有这么多");

	/* K-80: kept by the institution, and nobody signed. */
	g_autoptr(filling) f = filling_of_row(o->desk, "pocket_money", home, false, &error);
	must(filling_key(f, "pocket", 0, "person", "1", NULL, &error), &error);
	must(filling_key(f, "pocket", 0, "for_month", "202311", NULL, &error), &error);
	must(filling_key(f, "pocket", 0, "due", "100", NULL, &error), &error);
	must(filling_key(f, "pocket", 0, "paid", "100", NULL, &error), &error);
	must(filling_key(f, "pocket", 0, "paid_on", "20240103", NULL, &error), &error);
	must(filling_key(f, "pocket", 0, "way", "3", NULL, &error), &error);
	must_fail(filling_finish(f, "真的", &error), &error, JZ_ERROR_BAD, "签字");
	/* K-80: another amount than the county's is asked about, in yuan. */
	must_fail(filling_key(f, "pocket", 0, "due", "80", NULL, &error), &error, JZ_ERROR_BAD,
		"100.00");
}

/* --- money due -------------------------------------------------------------------------------- */

struct stay {
	const char *from, *to; /* last day; NULL: still there */
};
struct resident {
	const char *fields;
	struct stay stays[2];
	fen monthly;
	bool in_parts;
};
static const struct resident residents[] = {
	{SHI, {{"2023-11-10", NULL}}, 87433, true},
	{TIAN, {{"2023-11-01", "2023-11-20"}, {"2023-12-15", NULL}}, 67601, false},
};

static row_id case_of(struct office_fixture *o, const char *file_no, const char *name)
{
	struct record r = record_of("casefile");
	gint64 person = 0;
	GError *error = NULL;

	must(db_one_int(o->desk->db, &person, &error, "SELECT id FROM person WHERE name = $1", "t",
		     name),
		&error);
	record_text(&r, "file_no", file_no);
	record_text(&r, "programme", "t");
	record_text(&r, "area", "rural");
	record_text(&r, "state", "active");
	record_int(&r, "person", person);
	return put_row(o, &r);
}

static void award_to(struct office_fixture *o, row_id casefile, fen monthly, bool in_parts)
{
	struct record r = record_of("award");

	record_int(&r, "casefile", casefile);
	record_text(&r, "from_month", "2023-10");
	record_int(&r, "members", 1);
	record_int(&r, "base", monthly);
	record_int(&r, "supplement", 0);
	row_id award = put_row(o, &r);
	static const char *const kinds[] = {"base", "care"};
	for (int i = 0; in_parts && i < 2; i++) {
		struct record part = record_of("award_part");

		record_int(&part, "award", award);
		record_text(&part, "kind", kinds[i]);
		record_int(&part, "amount", i ? 19800 : monthly - 19800);
		put_row(o, &part);
	}
}

static void move_in(struct office_fixture *o, row_id home, const struct resident *r)
{
	for (int i = 0; i < 2 && r->stays[i].from; i++) {
		g_autofree char *fields = g_strdup_printf("payer=1; from_date=%s; %s%s%s",
			r->stays[i].from, r->stays[i].to ? "to_date=" : "",
			r->stays[i].to ? r->stays[i].to : "", r->stays[i].to ? "; reason=4; " : "");
		g_autofree char *all = g_strconcat(fields, r->fields, NULL);
		add_row(o, "placement", home, all);
	}
}

/* Counted day by day. */
static int days_of(const struct resident *r, month m)
{
	int n = 0;

	for (day d = month_first(m); d <= month_last(m); d++)
		for (int i = 0; i < 2 && r->stays[i].from; i++)
			n += d >= day_from_iso(r->stays[i].from) &&
				(!r->stays[i].to || d <= day_from_iso(r->stays[i].to));
	return n;
}

/* monthly x days / days of the month, a half fen upwards. */
static fen due_of(const struct resident *r, month m)
{
	int length = month_last(m) - month_first(m) + 1;
	fen whole = r->monthly * days_of(r, m), rest = whole % length;

	return whole / length + (2 * rest >= length ? 1 : 0);
}

static char *due_line(const char *iso, fen received, const char *state, const char *mark)
{
	month m = month_from_iso(iso);
	int people = 0, days = 0;
	fen due = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(residents); i++) {
		people += days_of(&residents[i], m) > 0;
		days += days_of(&residents[i], m);
		due += due_of(&residents[i], m);
	}
	return g_strdup_printf("%s|%d|%d|%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT
			       "|%" G_GINT64_FORMAT "|%s|%s\n",
		iso, people, days, due, received, received - due, state, mark);
}

static void must_have_line(const char *rows, char *line)
{
	if (!strstr(rows, line))
		fail_msg("no line\n%sin\n%s", line, rows);
	g_free(line);
}

static row_id full_home(struct office_fixture *o)
{
	row_id home = make_home(o);

	for (size_t i = 0; i < G_N_ELEMENTS(residents); i++)
		move_in(o, home, &residents[i]);
	award_to(o, case_of(o, "TK-1", "石满仓"), residents[0].monthly, residents[0].in_parts);
	award_to(o, case_of(o, "TK-2", "田有福"), residents[1].monthly, residents[1].in_parts);
	return home;
}

static void money_due_is_resident_days_by_the_award(void **state)
{
	struct office_fixture *o = *state;
	row_id home = full_home(o);

	/* Who pays himself adds neither days nor money. */
	add_row(o, "placement", home, "payer=3; from_date=20231101; " LI);
	g_autofree char *rows = rows_of(o, "support_due", home);
	must_have_line(rows, due_line("2023-11", 0, "missing", "warn"));
	must_have_line(rows, due_line("2023-12", 0, "missing", "warn"));
	must_have_line(rows, due_line("2024-01", 0, "missing", "warn"));
	/* November by hand: 21 days of 30 at 874.33 and 20 of 30 at 676.01 yuan. */
	assert_non_null(strstr(rows, "2023-11|2|41|106270|")); /* 612.03 + 450.67 */
}

static void mixed_and_missing_money_is_flagged(void **state)
{
	struct office_fixture *o = *state;
	row_id home = full_home(o);

	/* In November all that is due, with what it was spent on. */
	add_row(o, "institution_entry", home,
		"for_month=202311; direction=1; kind=11; special=1; amount=1062.70");
	add_row(o, "institution_entry", home,
		"for_month=202311; direction=2; kind=21; special=1; amount=900");
	/* In December beside the account; in January into it, and nothing spent (K-06). */
	add_row(o, "institution_entry", home,
		"for_month=202312; direction=1; kind=12; special=0; amount=500");
	add_row(o, "institution_entry", home,
		"for_month=202401; direction=1; kind=11; special=1; amount=1000");
	g_autofree char *rows = rows_of(o, "support_due", home);
	must_have_line(rows, due_line("2023-11", 106270, "ok", ""));
	must_have_line(rows, due_line("2023-12", 0, "mixed", "late"));
	must_have_line(rows, due_line("2024-01", 100000, "no_expense", "late"));
	/* A boarder's fee among the special funds. */
	add_row(o, "institution_entry", home,
		"for_month=202311; direction=1; kind=14; special=1; amount=300");
	g_autofree char *again = rows_of(o, "support_due", home);
	must_have_line(again, due_line("2023-11", 106270, "mixed", "late"));
}

static void the_case_of_a_resident_is_found(void **state)
{
	struct office_fixture *o = *state;
	row_id home = make_home(o);

	add_row(o, "placement", home,
		"payer=1; from_date=20231101; to_date=20231110; reason=4; " SHI);
	assert_int_equal(number(o, "SELECT count(casefile) FROM placement"), 0);
	row_id casefile = case_of(o, "TK-1", "石满仓");
	add_row(o, "placement", home, "payer=1; from_date=20231201; " SHI);
	assert_int_equal(number(o, "SELECT max(casefile) FROM placement"), casefile);
	g_autofree char *rows = rows_of(o, "placement", home);
	assert_string_equal(rows,
		"石满仓|support|2023-12-01|||TK-1||\n"
		"石满仓|support|2023-11-01|2023-11-10|4|缺档案||done\n");
}

/* --- the reserve fund ------------------------------------------------------------------------- */

static bool put_reserve(struct office_fixture *o, const char *kind, fen amount, row_id casefile,
	const char *on, GError **error)
{
	struct change *c = desk_change(o->desk, "test", error);
	bool ok = c && reserve_put(c, kind, amount, casefile, day_from_iso(on), "1", error) &&
		change_commit(&c, error);

	change_cancel(&c);
	return ok;
}

static void the_reserve_never_falls_below_zero(void **state)
{
	struct office_fixture *o = *state;
	GError *error = NULL;
	struct record r = record_of("casefile");

	record_text(&r, "file_no", "LS-2024-0001");
	record_text(&r, "programme", "t");
	record_text(&r, "area", "rural");
	record_text(&r, "state", "active");
	row_id casefile = put_row(o, &r);

	assert_int_equal(reserve_balance(o->desk), 0);
	must(put_reserve(o, "opening", 500000, 0, "2024-01-01", &error), &error);
	must(put_reserve(o, "grant", 300000, casefile, "2024-01-03", &error), &error);
	assert_int_equal(reserve_balance(o->desk), 200000);
	must_fail(put_reserve(o, "grant", 200001, casefile, "2024-01-03", &error), &error,
		JZ_ERROR_BAD, "0.01 yuan short on 2024-01-03");
	assert_int_equal(reserve_balance(o->desk), 200000);
	/* There is enough today, but on that day there was nothing yet. */
	must_fail(put_reserve(o, "grant", 100, casefile, "2023-12-31", &error), &error,
		JZ_ERROR_BAD, "2023-12-31");
	must(put_reserve(o, "grant", 200000, casefile, "2024-01-03", &error), &error);
	must(put_reserve(o, "back", 1000, casefile, "2024-01-03", &error), &error);
	assert_int_equal(reserve_balance(o->desk), 1000);
	must_fail(put_reserve(o, "refill", 0, 0, "2024-01-03", &error), &error, JZ_ERROR_BAD,
		"above zero");
	must_fail(put_reserve(o, "grant", 100, 0, "2024-01-03", &error), &error, JZ_ERROR_BAD,
		"K-53");
}

static void the_register_keeps_the_same_rules(void **state)
{
	struct office_fixture *o = *state;
	GError *error = NULL;
	struct record r = record_of("casefile");

	record_text(&r, "file_no", "LS-2024-0001");
	record_text(&r, "programme", "t");
	record_text(&r, "area", "rural");
	record_text(&r, "state", "active");
	put_row(o, &r);
	row_id opening = add_row(o, "reserve", 0, "on_date=20240101; kind=1; amount=5000");
	row_id grant =
		add_row(o, "reserve", 0, "on_date=20240102; kind=3; amount=3000; casefile=0001");
	refuse_row(o, "reserve", 0, "on_date=20240103; kind=3; amount=2000.01; casefile=0001",
		JZ_ERROR_BAD, "short on");
	assert_int_equal(reserve_balance(o->desk), 200000);
	refuse_row(o, "reserve", 0, "on_date=20240103; kind=1; amount=1", JZ_ERROR_BAD, "L-11");
	g_autofree char *rows = rows_of(o, "reserve", 0);
	assert_string_equal(rows,
		"2024-01-02|grant||300000|200000|LS-2024-0001|||\n"
		"2024-01-01|opening|500000||500000||||\n");
	/* Corrected, the amount is keyed without its sign. */
	g_autoptr(filling) f = filling_of_row(o->desk, "reserve", 0, true, &error);
	must(register_fill(o->desk, the_register(o, "reserve"), grant, filling_entry(f), &error),
		&error);
	assert_string_equal(entry_get(filling_entry(f), "reserve", 0, "amount"), "300000");
	assert_string_equal(entry_get(filling_entry(f), "reserve", 0, "casefile"), "LS-2024-0001");
	must(filling_key(f, "reserve", 0, "amount", "2500", NULL, &error), &error);
	must(register_save(
		     o->desk, the_register(o, "reserve"), 0, &grant, filling_entry(f), &error),
		&error);
	assert_int_equal(reserve_balance(o->desk), 250000);
	/* What was paid in cannot be taken out from under what was paid out. */
	must_fail(register_delete(o->desk, the_register(o, "reserve"), opening, &error), &error,
		JZ_ERROR_BAD, "short on 2024-01-02");
}

#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, office_open, office_close)

int run_register_money_tests(void)
{
	const struct CMUnitTest tests[] = {
		IN_OFFICE(a_month_is_made_once),
		IN_OFFICE(without_its_amount_no_month_is_made),
		IN_OFFICE(what_is_kept_adds_up_over_months),
		IN_OFFICE(money_due_is_resident_days_by_the_award),
		IN_OFFICE(mixed_and_missing_money_is_flagged),
		IN_OFFICE(the_case_of_a_resident_is_found),
		IN_OFFICE(the_reserve_never_falls_below_zero),
		IN_OFFICE(the_register_keeps_the_same_rules),
	};

	return cmocka_run_group_tests_name("register money", tests, NULL, NULL);
}
