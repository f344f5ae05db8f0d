/* Each check by its rule in policy: facts that must be found beside their neighbours that must
 * not.  One row here is one office with nothing else in it. */
#include "config.h"

#include "tests/unit/audit_fixture.h"

#include <sqlite3.h>

/* --- facts that several rows begin with ------------------------------------------------------ */

#define PERSON "p person name=王某;id_no=140322195503100017;birth=1955-03-10\n"
#define HOME                                                                                       \
	PERSON "h household area=rural;village=140322100217\n"                                     \
	       "m member household=@h;person=@p;relation=01;from_date=2020-01-01\n"
#define CASE(programme, state)                                                                     \
	HOME "c casefile file_no=X-1;programme=" programme                                         \
	     ";household=@h;area=rural;origin=applied;state=" state "\n"
/* Of one person: destitute, orphan ... */
#define OWN_CASE(programme, state)                                                                 \
	HOME "c casefile file_no=X-1;programme=" programme                                         \
	     ";household=@h;person=@p;area=rural;origin=applied;state=" state "\n"
#define STEP(action, on)                                                                           \
	"- step casefile=@c;from_state=draft;to_state=accepted;action=" action ";done_on=" on "\n"
#define CONFIRM(on, amount)                                                                        \
	"d decision casefile=@c;kind=confirm;members=#1;told_on=" on ";decided_on=" on             \
	";amount=#" amount "\n"
#define PAPER(code) "- document casefile=@c;received_on=2024-01-02;code=" code "\n"
#define BATCH(name, programme, month, amount)                                                      \
	name " payment_batch programme=" programme ";area=rural;for_month=" month                  \
	     ";state=approved;households=#1;persons=#1;amount=#" amount "\n"
#define PAID(batch, month, amount)                                                                 \
	"- payment batch=@" batch ";casefile=@c;for_month=" month ";members=#1;base=#" amount      \
	";amount=#" amount ";state=paid\n"
#define IN_MONTH(month, amount) BATCH("b", "dibao", month, amount) PAID("b", month, amount)
#define BACK(batch, month, amount)                                                                 \
	"- payment batch=@" batch ";casefile=@c;for_month=" month ";members=#1;base=#" amount      \
	";amount=#" amount ";state=paid;reason=raise\n"

struct row {
	const char *key;
	const char *facts;
	const char *words; /* of what is found; NULL: nothing */
};

static bool ask(int year, const struct row *r)
{
	void *state = NULL;
	bool ok;

	office_open(&state);
	audit_put_all(state, r->facts);
	ok = audit_is_found(state, year, r->key, r->words != NULL, r->words ? r->words : "");
	office_close(&state);
	return ok;
}

/* All of them, so that one slip does not hide the next. */
static void ask_all(int year, const struct row *rows, size_t n)
{
	int wrong = 0;

	for (size_t i = 0; i < n; i++)
		if (!ask(year, &rows[i])) {
			print_error("in row %zu\n", i + 1);
			wrong++;
		}
	assert_int_equal(wrong, 0);
}

/* --- papers, income, verification ------------------------------------------------------------ */

#define ACCEPTED CASE("dibao", "accepted") STEP("accept", "2024-01-02")
#define APPLICATION PAPER("A01") PAPER("A03") PAPER("A04") PAPER("A07")
#define ABLE                                                                                       \
	CASE("dibao", "active")                                                                    \
	CONFIRM("2024-01-02", "10000")                                                             \
	"q person name=李某;id_no=14032219800310001X;birth=1980-03-10;labour=1\n"                \
	"n member household=@h;person=@q;relation=03;from_date=2020-01-01\n"
#define WAGE "- income_item casefile=@c;person=@q;section=wage;kind=11;per=month;declared=#80000\n"
#define CHECKED                                                                                    \
	CASE("dibao", "active")                                                                    \
	STEP("ask", "2024-05-02") CONFIRM("2024-07-02", "10000")
#define REPORT(on)                                                                                 \
	"- verification casefile=@c;person=@p;source=08;state=nothing;reported_on=" on "\n"
#define SIGNED(on) "- authorisation casefile=@c;person=@p;signed_on=" on "\n"
#define FOUND(source)                                                                              \
	ABLE WAGE "- verification casefile=@c;person=@q;state=found;result=某物;source=" source "\n"

static void papers_and_income(void **state)
{
	static const struct row rows[] = {
		{"K-01", ACCEPTED APPLICATION, "A05"},
		{"K-01", ACCEPTED APPLICATION PAPER("A05"), NULL},
		/* Its step was not yet taken, or was taken back. */
		{"K-01", CASE("dibao", "draft"), NULL},
		{"K-01", ACCEPTED APPLICATION PAPER("A05") STEP("review", "2024-02-02"), "A08"},
		{"K-21", ABLE, "李某"},
		{"K-21", ABLE WAGE, NULL},
		{"K-21",
			ABLE "- income_item casefile=@c;person=@q;section=wage;kind=11;per=month;"
			     "state=superseded\n",
			"李某"},
		/* "None" is an answer to the form, no reason; the reason is given with F2. */
		{"K-21", ABLE "- section_answer casefile=@c;section=wage;answer=none\n", "李某"},
		{"K-21",
			ABLE "- accepted_check casefile=@c;form=application;number=Y-03;"
			     "reason=照顾病人;at=2024-01-02\n",
			NULL},
		{"K-21", ABLE "q = person birth=1963-03-10\n", NULL},
		{"K-21", ABLE "q = person birth=2008-06-10\n", "李某"},
		{"K-21", ABLE "q = person birth=2009-06-10\n", NULL},
		{"K-21", ABLE "q = person labour=3\n", NULL},
		{"K-21", FOUND("08"), "某物"},
		{"K-21", FOUND("08") "- asset_item casefile=@c;person=@q;section=deposit;kind=71\n",
			NULL},
		{"K-21", FOUND("07") "- asset_item casefile=@c;person=@q;section=deposit;kind=71\n",
			"某物"},
		{"K-21", FOUND("02"), NULL},
		{"K-23", CHECKED SIGNED("2024-05-02") REPORT("2024-05-10"), NULL},
		{"K-23", CHECKED REPORT("2024-05-10"), "王某 没有签"},
		{"K-23", CHECKED SIGNED("2024-07-03") REPORT("2024-05-10"), "王某 没有签"},
		{"K-23", CHECKED SIGNED("2024-05-02"), "王某 没有有效"},
		{"K-23", CHECKED SIGNED("2024-01-01") REPORT("2024-01-02"), NULL},
		{"K-23", CHECKED SIGNED("2024-01-01") REPORT("2024-01-01"), "王某 没有有效"},
		/* Who does not live with them needs none. */
		{"K-23", CHECKED "m = member counted=#0\n", NULL},
	};

	(void)state;
	ask_all(2024, rows, G_N_ELEMENTS(rows));
}

/* --- amounts --------------------------------------------------------------------------------- */

#define DESTITUTE                                                                                  \
	OWN_CASE("destitute", "active")                                                            \
	"- support casefile=@c;chosen_on=2024-01-02;form=home\n"                                   \
	"- assessment casefile=@c;assessed_on=2024-01-02;level=half\n"
#define AWARD(base, care)                                                                          \
	"a award casefile=@c;from_month=2024-02;members=#1;base=#" base "\n"                       \
	"- award_part award=@a;kind=base;amount=#" base "\n"                                       \
	"- award_part award=@a;kind=care;amount=#" care "\n"
#define HIGHER                                                                                     \
	"- policy_value "                                                                          \
	"key=care_home_half;value=60000;from_date=2024-07-01;issued_on=2024-06-01\n"
#define ORPHAN(amount)                                                                             \
	OWN_CASE("orphan", "active")                                                               \
	BATCH("b", "orphan", "2024-02", amount) PAID("b", "2024-02", amount)
/* One person with 2400 yuan: 320 a month by 6240, 380 by 6960. */
#define RAISED(issued)                                                                             \
	CASE("dibao", "active")                                                                    \
	"standard = policy_value to_date=2023-12-31\n"                                             \
	"- policy_value key=dibao_standard;area=rural;value=696000;from_date=2024-01-01;"          \
	"issued_on=" issued "\n"                                                                   \
	"- award "                                                                                 \
	"casefile=@c;from_month=2024-01;members=#1;base=#32000;year_income=#240000\n" IN_MONTH(    \
		"2024-01", "32000") IN_MONTH("2024-02",                                            \
		"32000") "s payment_batch "                                                        \
			 "programme=dibao;area=rural;for_month=2024-03;no=#2;state=approved\n"
#define TOTAL(rows, amount)                                                                        \
	"s = payment_batch households=#" rows ";persons=#" rows ";amount=#" amount "\n"

static void amounts(void **state)
{
	static const struct row rows[] = {
		/* The sample: 676 at home, 495 for half self-care (198 for full). */
		{"K-41", DESTITUTE AWARD("67600", "49500"), NULL},
		{"K-41", DESTITUTE AWARD("67600", "19800"), "495.00"},
		{"K-41", DESTITUTE AWARD("67500", "49500"), "676.00"},
		{"K-41",
			DESTITUTE "a award casefile=@c;from_month=2024-02;members=#1;base=#67600\n",
			"495.00"},
		{"K-41",
			DESTITUTE AWARD(
				"67600", "49500") "- assessment "
						  "casefile=@c;assessed_on=2024-03-02;level=none\n",
			"990.00"},
		/* Raised in the midst of an award that goes on as it was. */
		{"K-41", DESTITUTE AWARD("67600", "49500") HIGHER, "600.00"},
		{"K-41", DESTITUTE AWARD("67600", "60000") HIGHER, NULL},
		{"K-43", ORPHAN("117000"), NULL},
		{"K-43", ORPHAN("110000"), "1170.00"},
		{"K-43", ORPHAN("175500") "c = casefile placing=2\n", NULL},
		{"K-43", ORPHAN("117000") "c = casefile placing=2\n", "1755.00"},
		{"K-43", ORPHAN("60000") "- allowance casefile=@c;kind=1;amount=#57000\n", NULL},
		{"K-44", RAISED("2024-03-15"), "120.00"},
		{"K-44", RAISED("2024-03-15") BACK("s", "2024-01", "6000") TOTAL("1", "6000"),
			"60.00"},
		{"K-44",
			RAISED("2024-03-15") BACK("s", "2024-01", "6000")
				BACK("s", "2024-02", "6000") TOTAL("2", "12000"),
			NULL},
		/* A month is left to do it in. */
		{"K-44", RAISED("2024-12-10"), NULL},
		/* Not paid back, but known before it came into force: K-20. */
		{"K-44", RAISED("2023-12-10"), NULL},
	};

	(void)state;
	ask_all(2024, rows, G_N_ELEMENTS(rows));
}

/* --- grants ---------------------------------------------------------------------------------- */

#define GRANT(no, on, amount)                                                                      \
	"g" no " casefile file_no=LS-" no                                                          \
	";programme=temporary;household=@h;area=rural;origin=applied;state=active\n"               \
	"- hardship casefile=@g" no ";cause=" no "\n"                                              \
	"- decision casefile=@g" no ";kind=confirm;members=#1;decided_on=" on ";amount=#" amount   \
	"\n"
#define MET(no) "- meeting casefile=@g" no ";held_on=2024-06-01;document=1;participants=甲;text=x\n"
#define THREE                                                                                      \
	HOME GRANT("1", "2024-02-01", "50000") GRANT("2", "2024-04-01", "50000")                   \
		GRANT("3", "2024-06-01", "50000")
#define DEADLINE(key, more)                                                                        \
	CASE("temporary_urgent", "active")                                                         \
	"- deadline casefile=@c;key=" key ";from_date=2024-01-02;due=2024-01-16" more "\n"

static void grants(void **state)
{
	static const struct row rows[] = {
		{"K-51", THREE, "2024 年第 3 次"},
		{"K-51", THREE MET("3"), NULL},
		{"K-51",
			HOME GRANT("1", "2023-12-31", "50000") GRANT("2", "2024-04-01", "50000")
				GRANT("3", "2024-06-01", "50000"),
			NULL},
		/* Six months of 6240 a year. */
		{"K-52", HOME GRANT("1", "2024-02-01", "312000"), NULL},
		{"K-52", HOME GRANT("1", "2024-02-01", "312100"), "3120.00"},
		{"K-52", HOME GRANT("1", "2024-02-01", "312100") MET("1"), NULL},
		{"K-54", DEADLINE("complete", ""), "2024-01-16"},
		{"K-54", DEADLINE("complete", ";met_on=2024-01-16"), NULL},
		{"K-54", DEADLINE("complete", ";met_on=2024-01-17"), "2024-01-17"},
		{"K-54", DEADLINE("survey", ""), NULL},
	};

	(void)state;
	ask_all(2024, rows, G_N_ELEMENTS(rows));
}

/* What the program does not let anybody enter: written past it. */
static void write_past(struct office_fixture *o, const char *sql)
{
	g_autofree char *path = office_path(o, "office.db");
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(db));
	sqlite3_close(db);
}

static void the_reserve_fund(void **state)
{
	struct office_fixture *o = *state;

	audit_put_all(o,
		HOME GRANT("1", "2024-02-01",
			"50000") "- reserve_entry on_date=2024-01-02;kind=opening;amount=#100000\n"
				 "- reserve_entry "
				 "on_date=2024-02-01;kind=grant;amount=#-50000;casefile=@g1\n");
	audit_finds(o, 2024, "K-53", 0, "");
	write_past(o,
		"INSERT INTO reserve_entry (on_date, kind, amount)"
		" VALUES ('2024-03-01', 'grant', -10000)");
	audit_finds(o, 2024, "K-53", 1, "没有案件 100.00");
	write_past(o,
		"INSERT INTO reserve_entry (on_date, kind, amount, casefile)"
		" VALUES ('2024-03-02', 'grant', -50000, 1)");
	audit_finds(o, 2024, "K-53", 2, "");
	audit_finds(o, 2025, "K-53", 0, "");
}

/* --- after the decision ---------------------------------------------------------------------- */

#define CONFIRMED(on) CASE("dibao", "active") CONFIRM(on, "10000")
#define FIRST_PAID(month) BATCH("b", "dibao", month, "10000") PAID("b", month, "10000")
#define REFUSED                                                                                    \
	CASE("dibao", "refused")                                                                   \
	"d decision casefile=@c;kind=refuse;decided_on=2024-03-01\n"
#define ENDED(on)                                                                                  \
	CASE("dibao", "ended")                                                                     \
	CONFIRM("2024-01-02", "10000")                                                             \
	"e decision casefile=@c;kind=stop;decided_on=" on ";told_on=" on "\n"
#define LESS(on, amount)                                                                           \
	CASE("dibao", "active")                                                                    \
	CONFIRM("2024-01-02", "10000")                                                             \
	"e decision casefile=@c;kind=adjust;decided_on=" on ";told_on=" on ";amount=#" amount "\n"
#define HEARD(on) "- hearing casefile=@c;heard_on=" on ";way=1;person=王某;statement=x\n"
#define REVIEWED(on) "- review_item casefile=@c;class=A;state=done;settled_on=" on "\n"

static void after_the_decision(void **state)
{
	static const struct row rows[] = {
		{"K-61", CONFIRMED("2024-01-15") FIRST_PAID("2024-02"), NULL},
		{"K-61", CONFIRMED("2024-01-15") FIRST_PAID("2024-03"), "2024-03"},
		{"K-61", CONFIRMED("2024-01-15") FIRST_PAID("2024-01"), "2024-02"},
		{"K-61", CONFIRMED("2024-12-31"), NULL},
		{"K-64", REFUSED, "没有书面告知"},
		{"K-64", REFUSED "d = decision told_on=2024-03-04\n", NULL},
		{"K-70", CASE("dibao", "active") STEP("confirm", "2023-06-01"),
			"1 户（人）中有 1 户"},
		{"K-70", CASE("dibao", "active") STEP("confirm", "2024-06-01"), NULL},
		{"K-70",
			CASE("dibao", "active") STEP("confirm", "2022-06-01")
				STEP("recheck", "2024-06-01"),
			NULL},
		{"K-70",
			CASE("dibao", "active") STEP("confirm", "2022-06-01")
				REVIEWED("2024-06-01"),
			NULL},
		{"K-70",
			CASE("dibao", "active") STEP("confirm", "2022-06-01")
				REVIEWED("2023-06-01"),
			"2023-06-01"},
		{"K-70", CASE("dibao", "ended") STEP("confirm", "2022-06-01"), NULL},
	};

	(void)state;
	ask_all(2024, rows, G_N_ELEMENTS(rows));
}

/* LAW26 in force: they are heard before. */
static void heard_before(void **state)
{
	static const struct row rows[] = {
		{"K-64", ENDED("2026-08-03"), "没有听取意见"},
		{"K-64", ENDED("2026-08-03") HEARD("2026-08-04"), "没有听取意见"},
		{"K-64", ENDED("2026-08-03") HEARD("2026-08-01"), NULL},
		{"K-64", ENDED("2026-06-30"), NULL},
		{"K-64", ENDED("2026-08-03") "p = person death_date=2026-07-20\n", NULL},
		{"K-64", LESS("2026-08-03", "9900"), "没有听取意见"},
		{"K-64", LESS("2026-08-03", "10100"), NULL},
	};

	(void)state;
	ask_all(2026, rows, G_N_ELEMENTS(rows));
}

/* --- homes and relief ------------------------------------------------------------------------ */

#define HOME_FOR_OLD(account)                                                                      \
	OWN_CASE("destitute", "active")                                                            \
	"i institution name=养老院;kind=1;separate_account=#" account "\n"                         \
	"l placement "                                                                             \
	"institution=@i;person=@p;casefile=@c;from_date=2024-01-15;to_date=2024-03-31\n"
#define ENTRY(direction, month, special)                                                           \
	"- institution_entry institution=@i;kind=1;amount=#100;direction=" direction               \
	";month=" month ";special=#" special "\n"
#define POCKET                                                                                     \
	HOME_FOR_OLD("1") "- policy_value key=pocket_money;value=10000;from_date=2023-01-01\n"
#define MONEY(month, paid, more)                                                                   \
	"- pocket_money institution=@i;person=@p;due=#10000;month=" month ";paid=#" paid more "\n"
#define SIGNS ";received_by=王某"
#define STAY(identity)                                                                             \
	OWN_CASE("vagrant", "sheltered")                                                           \
	"r relief casefile=@c;found_on=2024-03-01;found_at=车站;identity=" identity                \
	"\n" STEP("admit", "2024-03-01")
#define LEAVES(on, cash) "- relief_end casefile=@c;kind=1;ended_on=" on ";cash=#" cash "\n"
#define TOLD(kind, on) "- relief_report casefile=@c;kind=" kind ";made_on=" on "\n"

static void homes_and_relief(void **state)
{
	static const struct row rows[] = {
		{"K-06", HOME_FOR_OLD("0"), "养老院"},
		{"K-06", HOME_FOR_OLD("1"), NULL},
		{"K-06", HOME_FOR_OLD("0") "l = placement to_date=2023-12-31\n", NULL},
		{"K-06", HOME_FOR_OLD("1") ENTRY("in", "2024-02", "1"), "2024-02"},
		{"K-06", HOME_FOR_OLD("1") ENTRY("in", "2024-02", "1") ENTRY("out", "2024-02", "1"),
			NULL},
		{"K-06", HOME_FOR_OLD("1") ENTRY("in", "2024-02", "1") ENTRY("out", "2024-03", "1"),
			"2024-02"},
		{"K-06", HOME_FOR_OLD("1") ENTRY("in", "2024-02", "0"), NULL},
		{"K-80", POCKET MONEY("2024-02", "10000", SIGNS) MONEY("2024-03", "10000", SIGNS),
			NULL},
		{"K-80", POCKET MONEY("2024-02", "10000", SIGNS), "2024-03"},
		{"K-80", POCKET MONEY("2024-02", "10000", SIGNS) MONEY("2024-03", "9900", SIGNS),
			"和标准不一样"},
		{"K-80", POCKET MONEY("2024-02", "10000", SIGNS) MONEY("2024-03", "10000", ""),
			"没有人签收"},
		{"K-90", STAY("known") LEAVES("2024-03-11", "2000"), NULL},
		{"K-90", STAY("known") LEAVES("2024-03-12", "2000"), "在站超过规定"},
		{"K-90", STAY("known") LEAVES("2024-03-12", "2000") TOLD("stay", "2024-03-10"),
			NULL},
		{"K-90", STAY("known") LEAVES("2024-03-11", "2001"), "现金超过"},
		{"K-90", STAY("unknown") LEAVES("2024-03-11", "0"), "没有及时发寻亲公告"},
		{"K-90", STAY("unknown") LEAVES("2024-03-11", "0") TOLD("notice", "2024-03-02"),
			NULL},
		{"K-90", STAY("unknown") LEAVES("2024-03-11", "0") TOLD("notice", "2024-03-03"),
			"没有及时发寻亲公告"},
	};

	(void)state;
	ask_all(2024, rows, G_N_ELEMENTS(rows));
}

/* --- targets, classes, grace, who looked ------------------------------------------------------ */

#define TARGET(kind, more) "t target year=#2024;kind=" kind more "\n"
#define LAST_DECEMBER                                                                              \
	CASE("dibao", "active")                                                                    \
	BATCH("b", "dibao", "2023-12", "10000")                                                    \
	PAID("b", "2023-12", "10000")                                                              \
	BATCH("n", "dibao", "2024-01", "10000") PAID("n", "2024-01", "10000")
#define CLASS(said, labour)                                                                        \
	CASE("dibao", "active")                                                                    \
	"p = person labour=" labour "\n"                                                           \
	"c = casefile review_class=" said "\n"
#define GRACE(last)                                                                                \
	CASE("dibao", "active")                                                                    \
	"g decision casefile=@c;kind=adjust;action=grace;decided_on=2024-01-10;amount=#10000\n"    \
	"- award casefile=@c;decision=@g;from_month=2024-02;members=#1;base=#10000;to_month=" last \
	"\n"
#define AGAIN(last)                                                                                \
	"e decision casefile=@c;kind=adjust;action=grace;decided_on=2024-05-10;amount=#10000\n"    \
	"- award casefile=@c;decision=@e;from_month=2024-06;members=#1;base=#10000;to_month=" last \
	"\n"
#define SECRET(roles)                                                                              \
	OWN_CASE("infected", "active")                                                             \
	"w operator login=w;name=赵某;employer=civil;roles=" roles "\n"
#define LOOK(what) "- look casefile=@c;operator=@w;at=2024-02-01T08:00:00;what=" what "\n"
#define PRINT "- print_log casefile=@c;operator=@w;at=2024-02-01T08:00:00;document=card\n"

static void what_the_office_must_keep(void **state)
{
	static const struct row rows[] = {
		{"K-05", TARGET("dibao", ";unit=1;basis=december"), "没有数字、单位"},
		{"K-05", TARGET("dibao", ";number=#5;basis=december"), "没有数字、单位"},
		{"K-05", TARGET("known", ";number=#90;unit=percent;basis=rule"), NULL},
		{"K-05", LAST_DECEMBER TARGET("dibao", ";number=#1;unit=person;basis=december"),
			NULL},
		{"K-05", LAST_DECEMBER TARGET("dibao", ";number=#2;unit=person;basis=december"),
			"目标 2，上年12月在册 1"},
		{"K-05", LAST_DECEMBER TARGET("dibao", ";number=#2;unit=person;basis=growth"),
			NULL},
		{"K-05", LAST_DECEMBER TARGET("dibao", ";number=#2;unit=person;basis=average"),
			"不是按上年12月"},
		/* Another year's. */
		{"K-05",
			LAST_DECEMBER TARGET("dibao",
				";number=#2;unit=person;basis=december") "t = target year=#2023\n",
			NULL},
		/* 31 December less six months: 30 June. */
		{"K-71", CLASS("A", "1") STEP("confirm", "2024-05-31"), "1 户过了复核期"},
		{"K-71", CLASS("A", "1") STEP("confirm", "2024-07-02"), NULL},
		{"K-71", CLASS("A", "3") STEP("confirm", "2024-05-31"), NULL},
		{"K-71", CLASS("B", "3") STEP("confirm", "2024-05-31"), "1 户过了复核期"},
		{"K-71", CLASS("C", "3") STEP("confirm", "2024-09-01"), "1 户过了复核期"},
		{"K-71", CLASS("B", "3") STEP("confirm", "2024-09-01"), NULL},
		{"K-71",
			CLASS("A", "3") STEP("confirm",
				"2024-05-31") "- income_item "
					      "casefile=@c;section=wage;kind=12;per=month\n",
			"1 户过了复核期"},
		{"K-71",
			CLASS("A", "3") STEP("confirm",
				"2024-05-31") "- income_item "
					      "casefile=@c;section=wage;kind=11;per=month\n",
			NULL},
		/* Over a year: K-70 says it. */
		{"K-71", CLASS("A", "1") STEP("confirm", "2023-05-31"), NULL},
		{"K-74", GRACE("2024-07") IN_MONTH("2024-07", "10000"), NULL},
		{"K-74", GRACE("2024-08"), "超过规定的月数（7 / 6）"},
		{"K-74", GRACE("2024-07") IN_MONTH("2024-08", "10000"), "2024-08"},
		{"K-74",
			GRACE("2024-07")
				IN_MONTH("2024-08", "10000") "e decision "
							     "casefile=@c;kind=adjust;action="
							     "recompute;decided_on=2024-07-10\n"
							     "- award "
							     "casefile=@c;decision=@e;from_month="
							     "2024-08;members=#1;base=#9\n",
			NULL},
		{"K-74", GRACE("2024-05") AGAIN("2024-07"), NULL},
		{"K-74", GRACE("2024-05") AGAIN("2024-08"), "超过规定的月数（7 / 6）"},
		{"K-91", SECRET("clerk") LOOK("open") PRINT, NULL},
		{"K-91", SECRET("reviewer auditor") LOOK("open"), "查看 1 次"},
		{"K-91", SECRET("reviewer auditor") LOOK("print"), "打印 1 次"},
		{"K-91", SECRET("reviewer auditor") PRINT, "打印 1 次"},
		{"K-91", SECRET("reviewer approver") LOOK("open") PRINT, NULL},
		/* Nothing secret about it. */
		{"K-91", SECRET("auditor") "c = casefile programme=orphan\n" LOOK("open") PRINT,
			NULL},
	};

	(void)state;
	ask_all(2024, rows, G_N_ELEMENTS(rows));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(papers_and_income),
		cmocka_unit_test(amounts),
		cmocka_unit_test(grants),
		cmocka_unit_test_setup_teardown(the_reserve_fund, office_open, office_close),
		cmocka_unit_test(after_the_decision),
		cmocka_unit_test(heard_before),
		cmocka_unit_test(homes_and_relief),
		cmocka_unit_test(what_the_office_must_keep),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
