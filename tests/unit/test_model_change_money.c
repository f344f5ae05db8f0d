/* Changes of what is paid: evidence that waits (F11), suspended and resumed (F47), grace periods
 * (D-64), refused work (D-65); and that what has ended is only read (F35). */
#include "config.h"

#include "tests/unit/test_model_change.h"

#include "model/amount.h"
#include "model/evidence.h"
#include "model/paper.h"
#include "model/payee.h"
#include "model/verification.h"

static row_id wage_line(struct town *t, row_id c)
{
	return number(t,
		"SELECT id FROM income_item WHERE casefile = $1 AND section = 'wage'"
		" AND state = 'active'",
		c);
}

static struct filling *decision_form(struct town *t, row_id c, const char *action)
{
	struct filling *f = action_form(t, c, action);
	must(t, f != NULL);
	key(t, f, "decision", 0, "reason", "情况变了");
	return f;
}

/* --- evidence -----------------------------------------------------------------------------------
 */

/* 9600 a year from 2026-07-01 on, known on 08-10: nothing changes until it is reckoned again, then
 * (18720 - 9600) / 12 = 760 and 104: 864.00 from 09 on.  July is the month of the change; August
 * was paid 1364.00 and 864.00 was due. */
static void test_waits(void **state)
{
	struct town *t = *state;
	row_id c = paid_case(t, 0), line = wage_line(t, c);
	must(t, evidence_set(t->desk, line, false, "surveyed", 960000, "800*12", &t->error));
	must(t, evidence_set(t->desk, line, false, "surveyed", 960000, "9600", &t->error));
	assert_int_equal(
		number(t, "SELECT count(*) FROM income_item WHERE replaces = $1", line), 1);
	struct entitlement e = {0};
	must(t, amount_of_case(t->desk, c, day_today(), &e, &t->error));
	assert_int_equal(e.total, 136400);
	entitlement_clear(&e);
	hear(t, c);
	sit(t, "approver");
	g_autoptr(filling) f = change_form(t, c, "adjust", "2026-07-01");
	struct preview p = {0};
	must(t, flow_preview(t->desk, c, "adjust", filling_entry(f), DAY_NONE, &p, &t->error));
	assert_int_equal(p.after, 86400);
	assert_int_equal(p.months->len, 1);
	assert_int_equal(difference_over(p.months), 50000);
	preview_clear(&p);
	must(t, change(t, c, "adjust", f));
	assert_int_equal(paid_in(t, c, "2026-08"), 136400);
	assert_int_equal(paid_in(t, c, "2026-09"), 86400);
	/* The old value stands, and counts for the days when it did. */
	g_autofree char *was = words(t,
		"SELECT state || ' ' || to_date || ' ' || declared FROM income_item WHERE id = $1",
		line);
	assert_string_equal(was, "superseded 2026-06-30 360000");
	must(t, amount_of_case(t->desk, c, day_from_iso("2026-06-30"), &e, &t->error));
	assert_int_equal(e.base, 126000);
	entitlement_clear(&e);
	sit(t, "clerk");
	refused(t, evidence_set(t->desk, line, false, "surveyed", 0, "0", &t->error),
		"not in force any more");
}

static void test_adjust_needs_hearing(void **state)
{
	struct town *t = *state;
	row_id c = paid_case(t, 0);
	must(t,
		evidence_set(
			t->desk, wage_line(t, c), false, "surveyed", 960000, "9600", &t->error));
	sit(t, "approver");
	g_autoptr(filling) f = change_form(t, c, "adjust", "2026-07-01");
	refuses(t, c, "adjust", f, "has not been heard");
	assert_int_equal(paid_in(t, c, "2026-09"), 136400);
}

/* --- suspend, resume, grace ---------------------------------------------------------------------
 */

static void test_suspend(void **state)
{
	struct town *t = *state;
	row_id c = paid_case(t, 0);
	hear(t, c);
	sit(t, "approver");
	g_autoptr(filling) f = decision_form(t, c, "suspend");
	must(t, change(t, c, "suspend", f));
	g_autofree char *now = state_of(t, c);
	assert_string_equal(now, "suspended");
	assert_int_equal(paid_in(t, c, "2026-08"), 136400);
	assert_int_equal(paid_in(t, c, "2026-09"), -1);
	at_day("2026-10-12");
	g_autoptr(filling) g = decision_form(t, c, "resume");
	must(t, change(t, c, "resume", g));
	assert_int_equal(paid_in(t, c, "2026-10"), -1);
	assert_int_equal(paid_in(t, c, "2026-11"), 136400);
}

/* The wage is 24000 a year, over 18720: for 3 months the old base of 1260.00, which is under
 * 18720 / 12 = 1560.00; then nothing, and a task on the first day of the last month (K-74). */
static void test_grace(void **state)
{
	struct town *t = *state;
	row_id c = paid_case(t, 0);
	hear(t, c);
	sit(t, "approver");
	g_autoptr(filling) early = decision_form(t, c, "grace");
	entry_put(filling_entry(early), "decision", 0, "since", "2026-08-01");
	refuses(t, c, "grace", early, "under the standard");
	sit(t, "clerk");
	must(t,
		evidence_set(t->desk, wage_line(t, c), false, "surveyed", 2400000, "2000*12",
			&t->error));
	sit(t, "approver");
	g_autoptr(filling) f = decision_form(t, c, "grace");
	entry_put(filling_entry(f), "decision", 0, "since", "2026-08-01");
	key(t, f, "decision", 0, "months", "7");
	refuses(t, c, "grace", f, "1 to 6 months");
	key(t, f, "decision", 0, "months", "3");
	must(t, change(t, c, "grace", f));
	assert_int_equal(paid_in(t, c, "2026-08"), 136400);
	assert_int_equal(paid_in(t, c, "2026-09"), 126000);
	assert_int_equal(paid_in(t, c, "2026-11"), 126000);
	assert_int_equal(paid_in(t, c, "2026-12"), -1);
	assert_int_equal(casefile_award(t->desk, c), 126000);
	assert_int_equal(
		number(t, "SELECT count(*) FROM note WHERE casefile = $1 AND due = '2026-11-01'",
			c),
		1);
}

/* --- refused work -------------------------------------------------------------------------------
 */

static void offer(struct town *t, row_id c, const char *answer)
{
	g_autoptr(filling) f = action_form(t, c, "offer_job");
	key(t, f, "job_offer", 0, "person", "2");
	key(t, f, "job_offer", 0, "job", "村保洁员，每月800元");
	key(t, f, "job_offer", 0, "answer", answer);
	must(t, act_with(t, c, "offer_job", f));
}

/* Three times in a row: a third of 1260.00 is hers, 840.00 and 104.00 stay (9.4). Work that was
 * taken begins anew. */
static void test_refused_work(void **state)
{
	struct town *t = *state;
	static const char *const answers[] = {"2", "2", "1", "2", "3", "2", "2"};
	row_id c = paid_case(t, 0);
	struct entitlement e = {0};
	for (guint i = 0; i < G_N_ELEMENTS(answers); i++)
		offer(t, c, answers[i]);
	must(t, amount_of_case(t->desk, c, day_today(), &e, &t->error));
	assert_int_equal(e.total, 136400);
	entitlement_clear(&e);
	offer(t, c, "2");
	must(t, amount_of_case(t->desk, c, day_today(), &e, &t->error));
	assert_int_equal(e.base, 84000);
	assert_int_equal(e.total, 94400);
	entitlement_clear(&e);
	assert_int_equal(paid_in(t, c, "2026-09"), 136400);
	hear(t, c);
	sit(t, "approver");
	g_autoptr(filling) f = change_form(t, c, "adjust", "2026-08-10");
	must(t, change(t, c, "adjust", f));
	assert_int_equal(paid_in(t, c, "2026-09"), 94400);
}

/* --- ended -------------------------------------------------------------------------------------
 */

struct write {
	struct town *t;
	row_id c;
	struct casefile *file;
	row_id person, line, asset;
};

static bool write_set(struct write *w)
{
	return evidence_set(w->t->desk, w->line, false, "surveyed", 1, "1", &w->t->error);
}
static bool write_asset(struct write *w)
{
	return evidence_set(w->t->desk, w->asset, true, "surveyed", 1, "1", &w->t->error);
}
static bool write_line(struct write *w)
{
	g_autoptr(filling) f = filling_new(w->t->desk, "amount", w->file, &w->t->error);
	return evidence_write(w->t->desk, w->line, false, filling_entry(f), &w->t->error);
}
static bool write_copy(struct write *w)
{
	int n;
	return evidence_copy(w->t->desk, w->c, false, &n, &w->t->error);
}
static bool write_check(struct write *w)
{
	return verification_set(
		w->t->desk, w->c, w->person, "deposits", "found", "1", &w->t->error);
}
static bool write_open(struct write *w)
{
	int n;
	return verification_set_open(w->t->desk, w->file, "nothing", &n, &w->t->error);
}
static bool write_account(struct write *w)
{
	g_autoptr(filling) f = filling_new(w->t->desk, "account", w->file, &w->t->error);
	return payee_save(w->t->desk, w->c, filling_entry(f), &w->t->error);
}
static bool write_application(struct write *w)
{
	g_autoptr(filling) f = filling_new(w->t->desk, "application", w->file, &w->t->error);
	return application_fill(w->t->desk, w->c, filling_entry(f), &w->t->error) &&
		application_rewrite(w->t->desk, w->c, filling_entry(f), NULL, &w->t->error);
}
static bool write_no_paper(struct write *w)
{
	return paper_remove(w->t->desk, w->file, "A01", &w->t->error);
}

static const struct {
	const char *name;
	bool (*write)(struct write *w);
} writes[] = {
	{"evidence_set", write_set},
	{"evidence_set asset", write_asset},
	{"evidence_write", write_line},
	{"evidence_copy", write_copy},
	{"verification_set", write_check},
	{"verification_set_open", write_open},
	{"payee_save", write_account},
	{"application_rewrite", write_application},
	{"paper_remove", write_no_paper},
};

static void end_case(struct town *t, row_id c)
{
	hear(t, c);
	sit(t, "approver");
	g_autoptr(filling) f = decision_form(t, c, "stop");
	key(t, f, "decision", 0, "cause", "1");
	must(t, change(t, c, "stop", f));
	sit(t, "clerk");
	prepare(t, c, "archive");
	must(t, act(t, c, "archive"));
}

/* Every way to write into a case, and every step but those meant for what has ended (F35). */
static void test_ended_is_read(void **state)
{
	struct town *t = *state;
	row_id c = paid_case(t, 0);
	end_case(t, c);
	struct write w = {t, c, casefile_get(t->desk, c, &t->error), 0, wage_line(t, c), 0};
	w.person = number(t, "SELECT person FROM income_item WHERE id = $1", w.line);
	w.asset = number(t, "SELECT min(id) FROM asset_item WHERE casefile = $1", c);
	for (guint i = 0; i < G_N_ELEMENTS(writes); i++) {
		gint64 before = journal_size(t);
		if (writes[i].write(&w))
			fail_msg("%s wrote into a case that has ended", writes[i].name);
		assert_non_null(t->error);
		assert_true(*t->error->message != '\0');
		g_clear_error(&t->error);
		assert_int_equal(journal_size(t), before);
	}
	const GPtrArray *actions = library_programme(t->lib, "dibao")->actions;
	g_autoptr(GString) allowed = g_string_new(NULL);
	for (guint i = 0; i < actions->len; i++) {
		const struct action_def *a = g_ptr_array_index(actions, i);
		if (action_allows_from(a, "stopped"))
			g_string_append_printf(allowed, "%s ", a->key);
	}
	assert_string_equal(allowed->str, "tell archive correct ");
	casefile_free(w.file);
	/* Corrected it is, all the same; what was paid stays (F48). */
	g_autoptr(filling) f = change_form(t, c, "correct", NULL);
	key(t, f, "step", 0, "who", "3");
	key(t, f, "step", 0, "name", "王晓明");
	must(t, change(t, c, "correct", f));
	assert_int_equal(paid_in(t, c, "2026-08"), 136400);
}

/* A file is filed away while it runs (K-03); the papers of its end come after that. */
static void test_papers_of_the_end(void **state)
{
	struct town *t = *state;
	row_id c = paid_case(t, 0);
	prepare(t, c, "archive");
	must(t, act(t, c, "archive"));
	hear(t, c);
	sit(t, "approver");
	g_autoptr(filling) f = decision_form(t, c, "stop");
	key(t, f, "decision", 0, "cause", "1");
	must(t, change(t, c, "stop", f));
	sit(t, "clerk");
	g_autoptr(casefile) file = casefile_get(t->desk, c, &t->error);
	must(t, paper_receive(t->desk, file, "M34", 1, "original", &t->error));
}

/* --- trust --------------------------------------------------------------------------------------
 */

static void note_fraud(struct town *t, row_id person)
{
	struct change *c = desk_change(t->desk, "integrity", &t->error);
	struct record r = record_of("integrity");
	row_id id = 0;
	record_int(&r, "person", person);
	record_text(&r, "noted_on", "2026-06-01");
	record_text(&r, "kind", "1");
	record_text(&r, "what", "隐瞒存款");
	record_text(&r, "consequence", "4");
	record_text(&r, "until", "2026-06-30");
	must(t, c && change_insert(c, &r, &id, &t->error) && change_commit(&c, &t->error));
}

/* P19: warned of by default, refused where the office says so, and only until its last day. */
static void test_trusted(void **state)
{
	struct town *t = *state;
	row_id c = new_case(t, 0);
	prepare(t, c, "accept");
	note_fraud(t, number(t, "SELECT max(person) FROM income_item WHERE casefile = $1", c));
	g_autofree char *warned = unmet(t, c, "accept");
	assert_string_equal(warned, "");
	set_policy(t, "trust_rule", "refuse", "2026-01-01");
	g_autofree char *refused_now = unmet(t, c, "accept");
	assert_string_equal(refused_now, "trusted");
	at_day("2026-07-01");
	g_autofree char *over = unmet(t, c, "accept");
	assert_string_equal(over, "");
}

int run_change_money_tests(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_waits, town_open, town_close),
		cmocka_unit_test_setup_teardown(test_adjust_needs_hearing, town_open, town_close),
		cmocka_unit_test_setup_teardown(test_suspend, town_open, town_close),
		cmocka_unit_test_setup_teardown(test_grace, town_open, town_close),
		cmocka_unit_test_setup_teardown(test_refused_work, town_open, town_close),
		cmocka_unit_test_setup_teardown(test_ended_is_read, town_open, town_close),
		cmocka_unit_test_setup_teardown(test_papers_of_the_end, town_open, town_close),
		cmocka_unit_test_setup_teardown(test_trusted, town_open, town_close),
	};
	return cmocka_run_group_tests_name("changes of what is paid", tests, NULL, NULL);
}
