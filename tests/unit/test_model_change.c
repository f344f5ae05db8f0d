/* Typed changes of a household (F4), each on a case that is paid.  Amounts are reckoned by hand. */
#include "config.h"

#include "tests/unit/test_model_change.h"

#include <string.h>
#include "model/casefile.h"
#include "model/payment.h"
#include "model/payment_finding.h"

/* --- what the tests share -----------------------------------------------------------------------
 */

row_id paid_case(struct town *t, int family)
{
	at_day(TOWN_DAY);
	sit(t, "clerk");
	row_id c = new_case(t, family);
	walk_to(t, c, "tell");
	at_day("2026-08-10");
	return c;
}

struct filling *change_form(struct town *t, row_id casefile, const char *action, const char *since)
{
	struct filling *f = action_form(t, casefile, action);
	must(t, f != NULL);
	if (since)
		entry_put(filling_entry(f), "step", 0, "since", since);
	key(t, f, "step", 0, "note", "凭证明");
	return f;
}

bool change(struct town *t, row_id casefile, const char *action, struct filling *f)
{
	return act_with(t, casefile, action, f);
}

void hear(struct town *t, row_id casefile)
{
	g_autoptr(filling) f = action_form(t, casefile, "hear");
	key(t, f, "hearing", 0, "way", "1");
	key(t, f, "hearing", 0, "person", "李秀英");
	key(t, f, "hearing", 0, "about", "减发");
	key(t, f, "hearing", 0, "statement", "没有意见");
	must(t, act_with(t, casefile, "hear", f));
}

char *people_on(struct town *t, row_id casefile, const char *on)
{
	g_autoptr(casefile) c = casefile_get(t->desk, casefile, &t->error);
	g_autoptr(GPtrArray) members = casefile_members(t->desk, c, day_from_iso(on), &t->error);
	GString *text = g_string_new(NULL);
	must(t, members != NULL);
	for (guint i = 0; i < members->len; i++) {
		const struct member *m = g_ptr_array_index(members, i);
		g_string_append_printf(text, "%s%s%s", i ? " " : "", m->person->name, m->relation);
	}
	return g_string_free(text, FALSE);
}

gint64 journal_size(struct town *t)
{
	return number(t, "SELECT count(*) FROM change_log WHERE $1 = 0", 0);
}

fen paid_in(struct town *t, row_id casefile, const char *for_month)
{
	gint64 amount = -1;
	db_one_int(t->desk->db, &amount, NULL,
		"SELECT base + supplement FROM award WHERE casefile = $1 AND from_month <= $2"
		" AND (to_month IS NULL OR to_month >= $2) ORDER BY id DESC LIMIT 1",
		"it", casefile, for_month);
	return amount;
}

void refuses(struct town *t, row_id casefile, const char *action, struct filling *f,
	const char *expected)
{
	gint64 before = journal_size(t);
	refused(t, change(t, casefile, action, f), expected);
	assert_int_equal(journal_size(t), before);
}

static void assert_people(struct town *t, row_id c, const char *on, const char *expected)
{
	g_autofree char *people = people_on(t, c, on);
	assert_string_equal(people, expected);
}

static void key_joiner(struct town *t, struct filling *f, const char *id_no, const char *name,
	const char *relation)
{
	static const char *const none[] = {"wage", "business", "property", "transfer", "deduction"};
	key(t, f, "step", 0, "cause", "1");
	key(t, f, "member", 0, "id_no", id_no);
	key(t, f, "member", 0, "name", name);
	key(t, f, "member", 0, "relation", relation);
	key(t, f, "member", 0, "health", "1");
	entry_put(filling_entry(f), "member", 0, "marriage", "1");
	entry_put(filling_entry(f), "member", 0, "labour", "2");
	for (guint i = 0; i < G_N_ELEMENTS(none); i++)
		must(t, filling_none(f, none[i], &t->error));
}

static row_id household_of(struct town *t, row_id c)
{
	return number(t, "SELECT household FROM casefile WHERE id = $1", c);
}

/* --- join ---------------------------------------------------------------------------------------
 */

/* Born on 2026-08-01, a fourth member under 18: (4 x 6240 - 3600) / 12 = 1780, and 5 percent more,
 * 104 + 26 = 130: 1910.00 from the month after the decision (D-38). */
static void test_join(void **state)
{
	struct town *t = *state;
	row_id c = paid_case(t, 0);
	g_autoptr(filling) f = change_form(t, c, "join", "2026-08-01");
	key_joiner(t, f, "140322202608010017", "王小宝", "08");
	must(t, change(t, c, "join", f));
	assert_people(t, c, "2026-07-31", "王建国01 李秀英02 王小明08");
	assert_people(t, c, "2026-08-01", "王建国01 李秀英02 王小明08 王小宝08");
	assert_int_equal(paid_in(t, c, "2026-08"), 136400);
	assert_int_equal(paid_in(t, c, "2026-09"), 191000);
	g_autofree char *state_now = state_of(t, c);
	assert_string_equal(state_now, "active");
	assert_int_equal(number(t,
				 "SELECT count(*) FROM step WHERE casefile = $1 AND action = 'join'"
				 " AND note LIKE '%王小宝%'",
				 c),
		1);
}

/* A daughter-in-law with a wage of 12000 a year: (4 x 6240 - 3600 - 12000) / 12 = 780 and 104. */
static void test_join_with_income(void **state)
{
	struct town *t = *state;
	row_id c = paid_case(t, 0);
	g_autoptr(filling) f = change_form(t, c, "join", "2026-08-01");
	key_joiner(t, f, "140322199501010029", "赵小红", "10");
	key(t, f, "member", 0, "marriage", "2");
	key(t, f, "member", 0, "labour", "1");
	entry_set_block_none(filling_entry(f), 2, false);
	key(t, f, "wage", 0, "person", "1");
	key(t, f, "wage", 0, "kind", "12");
	key(t, f, "wage", 0, "per", "year");
	key(t, f, "wage", 0, "declared", "12000");
	key(t, f, "wage", 0, "evidence", "6");
	refuses(t, c, "join", f, "has not been heard");
	hear(t, c);
	must(t, change(t, c, "join", f));
	assert_int_equal(paid_in(t, c, "2026-09"), 88400);
}

static void test_join_refused(void **state)
{
	struct town *t = *state;
	row_id other = paid_case(t, 5), c = paid_case(t, 0);
	g_autofree char *no = words(t, "SELECT file_no FROM casefile WHERE id = $1", other);
	g_autofree char *taken = family_id(5, 1);
	const struct {
		const char *id_no, *relation, *since, *says;
	} rows[] = {
		{taken, "09", "2026-08-01", no},
		{"140322202608010017", "01", "2026-08-01", "joins a household that has its head"},
		{"140322202608010017", "08", "2026-05-01", "no such household yet"},
		{"140322202608010017", "08", "2026-08-11", "later than the day of the step"},
	};
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(filling) f = change_form(t, c, "join", rows[i].since);
		key_joiner(t, f, "140322202608010017", "王小宝", rows[i].relation);
		entry_put(filling_entry(f), "member", 0, "id_no", rows[i].id_no);
		gint64 before = journal_size(t);
		refused(t, flow_do(t->desk, c, "join", filling_entry(f), DAY_NONE, &t->error),
			rows[i].says);
		assert_int_equal(journal_size(t), before);
	}
}

/* --- leave --------------------------------------------------------------------------------------
 */

/* Her wage goes with her: 2 x 6240 / 12 = 1040, and 52 + 26: 1118.00, less than before (C-11). */
static void test_leave(void **state)
{
	struct town *t = *state;
	row_id c = paid_case(t, 0);
	g_autoptr(filling) f = change_form(t, c, "leave", "2026-08-05");
	key(t, f, "step", 0, "who", "2");
	key(t, f, "step", 0, "cause", "2");
	refuses(t, c, "leave", f, "has not been heard");
	hear(t, c);
	must(t, change(t, c, "leave", f));
	assert_people(t, c, "2026-08-04", "王建国01 李秀英02 王小明08");
	assert_people(t, c, "2026-08-05", "王建国01 王小明08");
	assert_int_equal(paid_in(t, c, "2026-08"), 136400);
	assert_int_equal(paid_in(t, c, "2026-09"), 111800);
}

static void test_leave_refused(void **state)
{
	struct town *t = *state;
	row_id c = paid_case(t, 0);
	hear(t, c);
	g_autoptr(filling) head = change_form(t, c, "leave", "2026-08-05");
	key(t, head, "step", 0, "who", "1");
	key(t, head, "step", 0, "cause", "9");
	refused(t, filling_finish(head, NULL, &t->error), "新户主");
	refuses(t, c, "leave", head, "新户主");
	key(t, head, "step", 0, "new_head", "1");
	refuses(t, c, "leave", head, "say who is the head from then on");
	g_autoptr(filling) early = change_form(t, c, "leave", "2026-06-03");
	key(t, early, "step", 0, "who", "2");
	key(t, early, "step", 0, "cause", "9");
	refuses(t, c, "leave", early, "correct the date");
	g_autoptr(filling) future = change_form(t, c, "leave", "2026-08-11");
	key(t, future, "step", 0, "who", "2");
	key(t, future, "step", 0, "cause", "9");
	gint64 before = journal_size(t);
	refused(t, flow_do(t->desk, c, "leave", filling_entry(future), DAY_NONE, &t->error),
		"later than the day of the step");
	assert_int_equal(journal_size(t), before);
	assert_people(t, c, "2026-08-10", "王建国01 李秀英02 王小明08");
}

/* --- die ----------------------------------------------------------------------------------------
 */

static row_id plan(struct town *t, const char *iso)
{
	int n = 0;
	g_autofree char *sql = g_strdup_printf(
		"SELECT id FROM payment_batch WHERE for_month = '%s' AND no IS NULL AND $1", iso);
	sit(t, "payer");
	must(t, payment_plan(t->desk, "dibao", month_from_iso(iso), &n, &t->error));
	assert_int_equal(n, 1);
	sit(t, "clerk");
	return number(t, g_intern_string(sql), 1);
}

static bool keep_kind(const struct payment_finding *f, void *kinds)
{
	if (!g_ptr_array_find_with_equal_func(kinds, f->kind, g_str_equal, NULL))
		g_ptr_array_add(kinds, g_strdup(f->kind));
	return true;
}

static void approve(struct town *t, row_id batch)
{
	g_autoptr(GPtrArray) kinds = g_ptr_array_new_with_free_func(g_free);
	int n = 0;
	sit(t, "payer");
	if (!payment_check(t->desk, batch, &t->error))
		g_clear_error(&t->error);
	/* One household alone is all of its village; that may stand. */
	must(t, payment_findings(t->desk, batch, keep_kind, kinds, &t->error));
	for (guint i = 0; i < kinds->len; i++)
		must(t,
			payment_explain_kind(t->desk, batch, g_ptr_array_index(kinds, i), "核实过",
				&n, &t->error));
	must(t, payment_check(t->desk, batch, &t->error));
	sit(t, "payer2");
	must(t, payment_approve(t->desk, batch, &t->error));
	sit(t, "clerk");
}

/* The head dies on 07-20, known on 09-10: the wife heads a household of two with her wage,
 * (12480 - 3600) / 12 = 740 and 26 + 26: 792.00.  July is his (9.5); August and September were paid
 * 1364.00 each: 572.00 x 2 too much. */
static void test_death_of_head(void **state)
{
	struct town *t = *state;
	row_id c = paid_case(t, 0);
	approve(t, plan(t, "2026-08"));
	at_day("2026-09-10");
	approve(t, plan(t, "2026-09"));
	g_autoptr(filling) f = change_form(t, c, "death", "2026-07-20");
	key(t, f, "step", 0, "who", "1");
	refuses(t, c, "death", f, "新户主");
	key(t, f, "step", 0, "new_head", "2");
	struct preview p = {0};
	gint64 before = journal_size(t);
	must(t, flow_preview(t->desk, c, "death", filling_entry(f), DAY_NONE, &p, &t->error));
	assert_int_equal(p.before, 136400);
	assert_int_equal(p.after, 79200);
	assert_int_equal(p.people_after, 2);
	assert_int_equal(p.from, month_from_iso("2026-10"));
	assert_int_equal(p.months->len, 2);
	assert_int_equal(
		g_array_index(p.months, struct difference, 0).month, month_from_iso("2026-08"));
	assert_int_equal(g_array_index(p.months, struct difference, 0).due, 79200);
	assert_int_equal(g_array_index(p.months, struct difference, 0).paid, 136400);
	assert_int_equal(difference_over(p.months), 114400);
	assert_non_null(p.working);
	assert_true(p.notice);
	preview_clear(&p);
	assert_int_equal(journal_size(t), before);
	must(t, change(t, c, "death", f));
	assert_people(t, c, "2026-07-19", "王建国01 李秀英02 王小明08");
	assert_people(t, c, "2026-07-20", "李秀英01 王小明08");
	assert_int_equal(paid_in(t, c, "2026-09"), 136400);
	assert_int_equal(paid_in(t, c, "2026-10"), 79200);
	assert_int_equal(number(t,
				 "SELECT count(*) FROM note WHERE casefile = $1"
				 " AND text LIKE '%1,144.00%' AND due = '2026-10-10'",
				 c),
		1);
	/* The same sum by the other reckoning, proposed for somebody else to decide (9.7). */
	assert_int_equal(number(t,
				 "SELECT sum(l.amount) FROM adjustment j JOIN adjustment_line l"
				 " ON l.adjustment = j.id WHERE j.casefile = $1"
				 " AND j.kind = 'recover' AND j.state = 'proposed'",
				 c),
		-114400);
	g_autofree char *died = words(t,
		"SELECT p.death_date FROM member m JOIN person p ON p.id = m.person"
		" JOIN casefile c ON c.household = m.household WHERE c.id = $1 AND m.relation = "
		"'01' AND m.to_date IS NOT NULL",
		c);
	assert_string_equal(died, "2026-07-20");
}

/* The same, known before August was planned: nobody is paid for the dead, nothing is to recover. */
static void test_death_before_plan(void **state)
{
	struct town *t = *state;
	row_id c = paid_case(t, 0);
	g_autoptr(filling) f = change_form(t, c, "death", "2026-07-20");
	key(t, f, "step", 0, "who", "1");
	key(t, f, "step", 0, "new_head", "2");
	struct preview p = {0};
	must(t, flow_preview(t->desk, c, "death", filling_entry(f), DAY_NONE, &p, &t->error));
	assert_int_equal(p.from, month_from_iso("2026-08"));
	assert_int_equal(p.months->len, 0);
	preview_clear(&p);
	must(t, change(t, c, "death", f));
	assert_int_equal(paid_in(t, c, "2026-07"), 136400);
	assert_int_equal(paid_in(t, c, "2026-08"), 79200);
	assert_int_equal(number(t, "SELECT count(*) FROM adjustment WHERE casefile = $1", c), 0);
}

/* August is planned and nobody has approved it: the row is held at once, and planned again it pays
 * what is due; nothing is there to be recovered. */
static void test_death_over_draft(void **state)
{
	struct town *t = *state;
	static const char *const row =
		"SELECT amount || ' ' || state FROM payment WHERE casefile = $1"
		" AND for_month = '2026-08'";
	row_id c = paid_case(t, 0);
	plan(t, "2026-08");
	g_autoptr(filling) f = change_form(t, c, "death", "2026-07-20");
	key(t, f, "step", 0, "who", "1");
	key(t, f, "step", 0, "new_head", "2");
	must(t, change(t, c, "death", f));
	g_autofree char *held = words(t, row, c);
	assert_string_equal(held, "136400 held");
	plan(t, "2026-08");
	g_autofree char *again = words(t, row, c);
	assert_string_equal(again, "79200 planned");
	assert_int_equal(number(t, "SELECT count(*) FROM adjustment WHERE casefile = $1", c), 0);
}

/* A relation that does not follow is asked for; said, it is taken. */
static void test_relations_asked(void **state)
{
	struct town *t = *state;
	row_id c = paid_case(t, 0);
	g_autoptr(filling) f = change_form(t, c, "head", "2026-08-01");
	key(t, f, "step", 0, "new_head", "3");
	refuses(t, c, "head", f, "to the new head");
	key(t, f, "relation", 0, "who", "1");
	key(t, f, "relation", 0, "relation", "07");
	key(t, f, "relation", 1, "who", "2");
	key(t, f, "relation", 1, "relation", "07");
	must(t, change(t, c, "head", f));
	assert_people(t, c, "2026-07-31", "王建国01 李秀英02 王小明08");
	assert_people(t, c, "2026-08-01", "王小明01 王建国07 李秀英07");
	assert_int_equal(paid_in(t, c, "2026-09"), 136400);
}

/* Nobody is left: he stays in the file, which ends without a hearing; nothing is paid on (F48). */
static void test_death_of_last(void **state)
{
	struct town *t = *state;
	row_id c = paid_case(t, 0);
	static const char *const who[] = {"3", "2"};
	for (guint i = 0; i < G_N_ELEMENTS(who); i++) {
		g_autoptr(filling) f = change_form(t, c, "death", "2026-08-02");
		key(t, f, "step", 0, "who", who[i]);
		must(t, change(t, c, "death", f));
	}
	sit(t, "approver");
	g_autofree char *alive = unmet(t, c, "stop");
	assert_string_equal(alive, "heard");
	sit(t, "clerk");
	g_autoptr(filling) leave = change_form(t, c, "leave", "2026-08-03");
	key(t, leave, "step", 0, "who", "1");
	key(t, leave, "step", 0, "cause", "9");
	key(t, leave, "step", 0, "new_head", "1");
	refuses(t, c, "leave", leave, "nobody would be left");
	g_autoptr(filling) f = change_form(t, c, "death", "2026-08-03");
	key(t, f, "step", 0, "who", "1");
	key(t, f, "step", 0, "new_head", "1");
	must(t, change(t, c, "death", f));
	assert_int_equal(paid_in(t, c, "2026-08"), 136400);
	assert_int_equal(paid_in(t, c, "2026-09"), -1);
	sit(t, "approver");
	g_autofree char *open = unmet(t, c, "stop");
	assert_string_equal(open, "");
}

/* --- move, correct ------------------------------------------------------------------------------
 */

/* The urban standard is 8160: (24480 - 3600) / 12 = 1740, and 20 percent of 680: 136. */
static void test_move(void **state)
{
	struct town *t = *state;
	row_id c = paid_case(t, 0);
	g_autoptr(filling) f = change_form(t, c, "move", "2026-08-01");
	refuses(t, c, "move", f, "enter what is different now");
	key(t, f, "step", 0, "address", "金龙社区3号楼");
	key(t, f, "step", 0, "area", "urban");
	must(t, change(t, c, "move", f));
	assert_int_equal(paid_in(t, c, "2026-09"), 187600);
	g_autofree char *area = words(t, "SELECT area FROM casefile WHERE id = $1", c);
	assert_string_equal(area, "urban");
	assert_int_equal(number(t,
				 "SELECT count(*) FROM step WHERE casefile = $1 AND action = 'move'"
				 " AND note LIKE '%秀水村中街12号%'",
				 c),
		1);
}

/* Entered in error: nothing that was decided changes (F48); in a closed file, too (F35). */
static void test_correct(void **state)
{
	struct town *t = *state;
	row_id other = paid_case(t, 5), c = paid_case(t, 0);
	g_autofree char *taken = family_id(5, 0);
	static const char money[] = "SELECT count(*) FROM award WHERE casefile = $1";
	g_autoptr(filling) f = change_form(t, c, "correct", NULL);
	key(t, f, "step", 0, "who", "3");
	refuses(t, c, "correct", f, "enter what is right");
	key(t, f, "step", 0, "relation", "01");
	refuses(t, c, "correct", f, "a step of its own");
	key(t, f, "step", 0, "relation", "03");
	key(t, f, "step", 0, "name", "王晓明");
	entry_put(filling_entry(f), "step", 0, "id_no", taken);
	refuses(t, c, "correct", f, "belongs to 王建国");
	entry_put(filling_entry(f), "step", 0, "id_no", "");
	must(t, change(t, c, "correct", f));
	assert_people(t, c, "2026-07-01", "王建国01 李秀英02 王晓明03");
	assert_int_equal(number(t, money, c), 1);
	assert_int_equal(number(t, "SELECT count(*) FROM decision WHERE casefile = $1", c), 1);
	assert_int_equal(number(t, money, other), 1);
}

/* --- split, merge -------------------------------------------------------------------------------
 */

/* Wife and grandchild part: he is left with 6240 / 12 = 520 and 52; they begin a file of their own,
 * with her wage, and are paid nothing until it is confirmed. */
static void test_split(void **state)
{
	struct town *t = *state;
	row_id c = paid_case(t, 0);
	hear(t, c);
	g_autoptr(filling) f = change_form(t, c, "split", "2026-08-05");
	key(t, f, "step", 0, "address", "秀水村后街3号");
	key(t, f, "parting", 0, "who", "2");
	key(t, f, "parting", 1, "who", "3");
	key(t, f, "parting", 1, "relation", "08");
	must(t, change(t, c, "split", f));
	assert_people(t, c, "2026-08-04", "王建国01 李秀英02 王小明08");
	assert_people(t, c, "2026-08-05", "王建国01");
	assert_int_equal(paid_in(t, c, "2026-09"), 57200);
	row_id own = number(t, "SELECT max(id) FROM casefile WHERE $1 = 0", 0);
	assert_true(own != c);
	g_autofree char *draft = state_of(t, own);
	assert_string_equal(draft, "draft");
	assert_people(t, own, "2026-08-05", "李秀英01 王小明08");
	assert_int_equal(number(t,
				 "SELECT sum(declared) FROM income_item WHERE casefile = $1"
				 " AND state = 'active'",
				 own),
		360000);
	assert_int_equal(paid_in(t, own, "2026-09"), -1);
	/* The head may part as well, where another one is named. */
	row_id d = paid_case(t, 7);
	hear(t, d);
	g_autoptr(filling) g = change_form(t, d, "split", "2026-08-05");
	key(t, g, "step", 0, "address", "秀水村后街4号");
	key(t, g, "parting", 0, "who", "1");
	refuses(t, d, "split", g, "say who is the head from then on");
	key(t, g, "step", 0, "new_head", "2");
	must(t, change(t, d, "split", g));
	assert_people(t, d, "2026-08-05", "李秀英01 王小明08");
}

/* Both households together: 6 members, wages 2 x 3600: (37440 - 7200) / 12 = 2520, and 2 x 104; the
 * other file ends with this month and says where its people went. */
static void test_merge(void **state)
{
	struct town *t = *state;
	row_id other = paid_case(t, 5), c = paid_case(t, 0);
	g_autofree char *no = words(t, "SELECT file_no FROM casefile WHERE id = $1", other);
	g_autofree char *own = words(t, "SELECT file_no FROM casefile WHERE id = $1", c);
	g_autoptr(filling) f = change_form(t, c, "merge", "2026-08-05");
	key(t, f, "step", 0, "other", "DB-1999-0001");
	key(t, f, "incoming", 0, "name", "王建国");
	key(t, f, "incoming", 0, "relation", "09");
	refuses(t, c, "merge", f, "there is no file");
	key(t, f, "step", 0, "other", own);
	refuses(t, c, "merge", f, "is about this household");
	key(t, f, "step", 0, "other", no);
	refuses(t, c, "merge", f, "Enter everybody");
	key(t, f, "incoming", 1, "name", "李秀英");
	key(t, f, "incoming", 1, "relation", "99");
	key(t, f, "incoming", 2, "name", "王小明");
	key(t, f, "incoming", 2, "relation", "99");
	must(t, change(t, c, "merge", f));
	assert_people(t, c, "2026-08-04", "王建国01 李秀英02 王小明08");
	assert_people(t, c, "2026-08-05", "王建国01 李秀英02 王小明08 王建国09 李秀英99 王小明99");
	assert_people(t, other, "2026-08-05", "");
	assert_int_equal(paid_in(t, c, "2026-09"), 272800);
	assert_int_equal(paid_in(t, other, "2026-08"), 136400);
	assert_int_equal(paid_in(t, other, "2026-09"), -1);
	g_autofree char *ended = state_of(t, other);
	assert_string_equal(ended, "stopped");
	assert_int_equal(household_of(t, c) != household_of(t, other), 1);
}

int run_change_tests(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_join, town_open, town_close),
		cmocka_unit_test_setup_teardown(test_join_with_income, town_open, town_close),
		cmocka_unit_test_setup_teardown(test_join_refused, town_open, town_close),
		cmocka_unit_test_setup_teardown(test_leave, town_open, town_close),
		cmocka_unit_test_setup_teardown(test_leave_refused, town_open, town_close),
		cmocka_unit_test_setup_teardown(test_death_of_head, town_open, town_close),
		cmocka_unit_test_setup_teardown(test_death_before_plan, town_open, town_close),
		cmocka_unit_test_setup_teardown(test_death_over_draft, town_open, town_close),
		cmocka_unit_test_setup_teardown(test_relations_asked, town_open, town_close),
		cmocka_unit_test_setup_teardown(test_death_of_last, town_open, town_close),
		cmocka_unit_test_setup_teardown(test_move, town_open, town_close),
		cmocka_unit_test_setup_teardown(test_correct, town_open, town_close),
		cmocka_unit_test_setup_teardown(test_split, town_open, town_close),
		cmocka_unit_test_setup_teardown(test_merge, town_open, town_close),
	};
	return cmocka_run_group_tests_name("changes of a household", tests, NULL, NULL);
}
