/* Notes and tasks, the log of prints, corrections of accounts, and what a case's documents read. */
#include "config.h"

#include "tests/unit/office_fixture.h"

#include "base/day.h"
#include "model/account.h"
#include "model/note.h"
#include "model/print_log.h"
#include "model/result.h"

static struct note about(row_id casefile, const char *text, day due)
{
	return (struct note){
		.casefile = casefile,
		.form = (char *)"application",
		.field = (char *)"phone",
		.text = (char *)text,
		.due = due,
		.done_on = DAY_NONE,
	};
}

/* Rows written through the one way there is; the columns that a test does not care about too. */
static row_id insert(struct office_fixture *o, struct record *r)
{
	GError *error = NULL;
	row_id id = 0;
	struct change *c = desk_change(o->desk, "test", &error);

	must(c != NULL, &error);
	must(change_insert(c, r, &id, &error), &error);
	must(change_commit(&c, &error), &error);
	return id;
}

static row_id make_case(struct office_fixture *o, const char *file_no)
{
	struct record r = record_of("casefile");

	record_text(&r, "file_no", file_no);
	record_text(&r, "programme", "dibao");
	record_text(&r, "area", "rural");
	record_text(&r, "state", "active");
	return insert(o, &r);
}

static void step(
	struct office_fixture *o, row_id casefile, const char *action, const char *on, bool undone)
{
	struct record r = record_of("step");

	record_int(&r, "casefile", casefile);
	record_text(&r, "action", action);
	record_text(&r, "done_on", on);
	record_int(&r, "operator", o->desk->who.id);
	record_text(&r, "from_state", "draft");
	record_text(&r, "to_state", "accepted");
	record_int(&r, "undone", undone);
	insert(o, &r);
}

/* --- notes --------------------------------------------------------------------------------- */

static void note_is_kept_with_its_place_and_author(void **state)
{
	struct office_fixture *o = *state;
	GError *error = NULL;
	row_id casefile = make_case(o, "DB-2024-0001"), id = 0;
	struct note n = about(casefile, "缺　户口簿 ", day_make(2024, 1, 10));

	must(note_add(o->desk, &n, &id, &error), &error);
	g_autoptr(GPtrArray) list = note_list(o->desk, casefile, &error);
	must(list != NULL, &error);
	assert_int_equal(list->len, 1);
	const struct note *kept = g_ptr_array_index(list, 0);
	assert_int_equal(kept->id, id);
	assert_string_equal(kept->text, "缺 户口簿");
	assert_string_equal(kept->file_no, "DB-2024-0001");
	assert_string_equal(kept->form, "application");
	assert_string_equal(kept->field, "phone");
	assert_string_equal(kept->author_name, "李桂芳");
	assert_int_equal(kept->due, day_make(2024, 1, 10));
	assert_int_equal(kept->done_on, DAY_NONE);
}

static void empty_note_is_refused(void **state)
{
	struct office_fixture *o = *state;
	GError *error = NULL;
	struct note n = about(0, " \u3000 ", DAY_NONE);

	must_fail(note_add(o->desk, &n, NULL, &error), &error, JZ_ERROR_BAD, "empty");
	assert_int_equal(number(o, "SELECT count(*) FROM note"), 0);
}

static void open_notes_come_first_by_their_day(void **state)
{
	static const char *const expected[] = {"soon", "later", "some day", "finished"};
	struct office_fixture *o = *state;
	GError *error = NULL;
	row_id casefile = make_case(o, "DB-2024-0002"), done = 0;
	struct note n[] = {
		about(casefile, "finished", day_make(2024, 1, 1)),
		about(casefile, "some day", DAY_NONE),
		about(casefile, "later", day_make(2024, 2, 1)),
		about(casefile, "soon", day_make(2024, 1, 4)),
	};

	for (size_t i = 0; i < G_N_ELEMENTS(n); i++)
		must(note_add(o->desk, &n[i], i == 0 ? &done : NULL, &error), &error);
	must(note_finish(o->desk, done, true, &error), &error);
	g_autoptr(GPtrArray) list = note_list(o->desk, casefile, &error);
	must(list != NULL, &error);
	assert_int_equal(list->len, G_N_ELEMENTS(expected));
	for (guint i = 0; i < list->len; i++)
		assert_string_equal(((struct note *)g_ptr_array_index(list, i))->text, expected[i]);
}

static void list_of_all_leaves_out_what_is_done(void **state)
{
	struct office_fixture *o = *state;
	GError *error = NULL;
	row_id casefile = make_case(o, "DB-2024-0003"), id = 0;
	struct note a = about(casefile, "on a case", DAY_NONE);
	struct note b = about(0, "on nothing", DAY_NONE);

	must(note_add(o->desk, &a, &id, &error), &error);
	must(note_add(o->desk, &b, NULL, &error), &error);
	must(note_finish(o->desk, id, true, &error), &error);
	g_autoptr(GPtrArray) list = note_list(o->desk, 0, &error);
	must(list != NULL, &error);
	assert_int_equal(list->len, 1);
	assert_string_equal(((struct note *)g_ptr_array_index(list, 0))->text, "on nothing");
	must(note_finish(o->desk, id, false, &error), &error);
	g_autoptr(GPtrArray) again = note_list(o->desk, 0, &error);
	must(again != NULL, &error);
	assert_int_equal(again->len, 2);
}

static void tasks_are_notes_whose_day_has_come(void **state)
{
	struct office_fixture *o = *state;
	GError *error = NULL;
	day today = day_make(2024, 1, 3);
	int due = -1, overdue = -1;
	struct note n[] = {
		about(0, "past", today - 1),
		about(0, "today", today),
		about(0, "tomorrow", today + 1),
		about(0, "never", DAY_NONE),
	};

	for (size_t i = 0; i < G_N_ELEMENTS(n); i++)
		must(note_add(o->desk, &n[i], NULL, &error), &error);
	must(note_tasks(o->desk, today, &due, &overdue, &error), &error);
	assert_int_equal(due, 2);
	assert_int_equal(overdue, 1);
}

/* --- prints -------------------------------------------------------------------------------- */

static void every_print_is_counted_by_document(void **state)
{
	struct office_fixture *o = *state;
	GError *error = NULL;
	row_id casefile = make_case(o, "DB-2024-0004");
	int n = -1;

	must(print_log_add(o->desk, casefile, "calc", &error), &error);
	must(print_log_add(o->desk, casefile, "calc", &error), &error);
	must(print_log_add(o->desk, casefile, "receipt", &error), &error);
	must(print_log_add(o->desk, 0, "roster", &error), &error);
	must(print_log_count(o->desk, casefile, "calc", &n, &error), &error);
	assert_int_equal(n, 2);
	assert_int_equal(number(o, "SELECT count(*) FROM print_log WHERE operator IS NOT NULL"), 4);
}

/* --- accounts ------------------------------------------------------------------------------ */

static void only_an_administrator_corrects_an_account(void **state)
{
	struct office_fixture *o = *state;
	GError *error = NULL;
	row_id id = o->desk->who.id;

	must_fail(account_correct(o->desk, id, "李芳", NULL, false, &error), &error,
		JZ_ERROR_DENIED, "administrator");
	o->desk->who.roles = ROLE_ADMIN;
	must_fail(account_correct(o->desk, id, "", NULL, false, &error), &error, JZ_ERROR_BAD,
		"name");
	/* By GB 11643 the check digit of 14032219800101001 is 9. */
	must_fail(account_correct(o->desk, id, "李芳", "140322198001010010", false, &error), &error,
		JZ_ERROR_BAD, "140322198001010010");
	must(account_correct(o->desk, id, "李芳", NULL, true, &error), &error);
	assert_string_equal(o->desk->who.name, "李芳");
	assert_true(o->desk->who.contracted);
	assert_string_equal(o->desk->who.login, "clerk");
}

/* --- results ------------------------------------------------------------------------------- */

static void case_without_results_has_none(void **state)
{
	struct office_fixture *o = *state;
	GError *error = NULL;
	row_id id = make_case(o, "DB-2024-0005");
	g_autoptr(casefile) c = casefile_get(o->desk, id, &error);

	assert_null(result_survey(o->desk, id, &error));
	assert_null(result_publicity(o->desk, id, &error));
	assert_null(result_decision(o->desk, c, RESULT_ANY, &error));
	assert_null(error);
	assert_int_equal(result_noticed_on(o->desk, c, "receipt"), DAY_NONE);
}

static void newest_notice_counts(void **state)
{
	struct office_fixture *o = *state;
	GError *error = NULL;
	row_id id = make_case(o, "DB-2024-0006");
	struct record r = record_of("publicity");

	record_int(&r, "casefile", id);
	record_text(&r, "place", "村委会");
	record_text(&r, "posted_on", "2023-11-01");
	record_text(&r, "ends_on", "2023-11-08");
	record_int(&r, "members", 2);
	record_int(&r, "amount", 30000);
	record_text(&r, "result", "objection");
	insert(o, &r);
	struct record s = record_of("publicity");
	record_int(&s, "casefile", id);
	record_text(&s, "place", "公示栏");
	record_text(&s, "posted_on", "2023-12-01");
	record_text(&s, "ends_on", "2023-12-08");
	record_int(&s, "members", 3);
	record_int(&s, "amount", 45600);
	insert(o, &s);
	g_autoptr(result_publicity) p = result_publicity(o->desk, id, &error);
	must(p != NULL, &error);
	assert_string_equal(p->place, "公示栏");
	assert_int_equal(p->ends_on, day_make(2023, 12, 8));
	assert_int_equal(p->members, 3);
	assert_int_equal(p->amount, 45600);
	assert_null(p->outcome);
}

static void decision_has_its_working_its_supplement_and_who_signed(void **state)
{
	struct office_fixture *o = *state;
	GError *error = NULL;
	row_id id = make_case(o, "DB-2024-0007");
	g_autoptr(casefile) c = casefile_get(o->desk, id, &error);
	struct record r = record_of("decision");

	step(o, id, "accept", "2023-11-20", false);
	step(o, id, "confirm", "2023-12-20", false);
	record_int(&r, "casefile", id);
	record_text(&r, "kind", "confirm");
	record_text(&r, "decided_on", "2023-12-20");
	record_int(&r, "amount", 56900);
	record_text(&r, "working", "label\toperand\t569.00\tyuan\tD-51\t");
	record_text(&r, "from_month", "2024-01");
	row_id decision = insert(o, &r);
	struct record a = record_of("award");
	record_int(&a, "casefile", id);
	record_int(&a, "decision", decision);
	record_text(&a, "from_month", "2024-01");
	record_int(&a, "members", 2);
	record_int(&a, "base", 52000);
	record_int(&a, "supplement", 4900);
	insert(o, &a);

	g_autoptr(result_decision) d = result_decision(o->desk, c, RESULT_ANY, &error);
	must(d != NULL, &error);
	assert_int_equal(d->kind, RESULT_CONFIRM);
	assert_int_equal(d->amount, 56900);
	assert_int_equal(d->supplement, 4900);
	assert_int_equal(d->from, 2024 * 12);
	assert_int_equal(d->told_on, DAY_NONE);
	assert_string_equal(d->signatory, "李桂芳");
	assert_non_null(d->working);
	assert_int_equal(d->working->lines->len, 1);
	assert_int_equal(result_noticed_on(o->desk, c, "receipt"), day_make(2023, 11, 20));
}

/* A county's own column of the form, kept beside the table's columns. */
static void refusal_has_its_cause(void **state)
{
	struct office_fixture *o = *state;
	GError *error = NULL;
	row_id id = make_case(o, "DB-2024-0008");
	g_autoptr(casefile) c = casefile_get(o->desk, id, &error);
	struct record r = record_of("decision");

	record_int(&r, "casefile", id);
	record_text(&r, "kind", "refuse");
	record_text(&r, "decided_on", "2023-12-20");
	record_text(&r, "reason", "收入超标准");
	record_text(&r, "cause", "1");
	insert(o, &r);
	g_autoptr(result_decision) d = result_decision(o->desk, c, RESULT_ANY, &error);
	must(d != NULL, &error);
	assert_int_equal(d->kind, RESULT_REFUSE);
	assert_string_equal(d->cause, "1");
	assert_string_equal(d->reason, "收入超标准");
	assert_int_equal(d->amount, -1);
	assert_null(d->working);
}

static void acceptance_that_was_taken_back_is_none(void **state)
{
	struct office_fixture *o = *state;
	GError *error = NULL;
	row_id id = make_case(o, "DB-2024-0009");
	g_autoptr(casefile) c = casefile_get(o->desk, id, &error);

	step(o, id, "accept", "2023-11-20", true);
	assert_int_equal(result_noticed_on(o->desk, c, "receipt"), DAY_NONE);
	step(o, id, "accept", "2023-11-27", false);
	assert_int_equal(result_noticed_on(o->desk, c, "receipt"), day_make(2023, 11, 27));
}

static void survey_names_both_surveyors(void **state)
{
	struct office_fixture *o = *state;
	GError *error = NULL;
	row_id id = make_case(o, "DB-2024-0010");
	struct record r = record_of("survey");

	record_int(&r, "casefile", id);
	record_text(&r, "visited_on", "2023-12-05");
	record_int(&r, "surveyor1", o->desk->who.id);
	record_int(&r, "surveyor2", o->desk->who.id);
	record_text(&r, "living", "住土坯房两间");
	insert(o, &r);
	g_autoptr(result_survey) s = result_survey(o->desk, id, &error);
	must(s != NULL, &error);
	assert_int_equal(s->visited_on, day_make(2023, 12, 5));
	assert_string_equal(s->surveyor1, "李桂芳");
	assert_string_equal(s->surveyor2, "李桂芳");
	assert_string_equal(s->living, "住土坯房两间");
	assert_null(s->contactless_reason);
}

/* Written while the case did not exist: they follow it, those of other forms do not. */
static void notes_follow_the_case(void **state)
{
	struct office_fixture *o = *state;
	GError *error = NULL;
	row_id file = make_case(o, "DB-2026-0009");
	struct note mine = about(0, "telephone is missing", DAY_NONE);
	struct note other = about(0, "of another form", DAY_NONE);
	other.form = (char *)"survey";
	must(note_add(o->desk, &mine, NULL, &error), &error);
	must(note_add(o->desk, &other, NULL, &error), &error);
	must(note_adopt(o->desk, "application", file, &error), &error);
	g_autoptr(GPtrArray) notes = note_list(o->desk, file, &error);
	must(notes != NULL, &error);
	assert_int_equal(notes->len, 1);
	assert_string_equal(
		((struct note *)g_ptr_array_index(notes, 0))->text, "telephone is missing");
}

#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, office_open, office_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_OFFICE(notes_follow_the_case),
		IN_OFFICE(note_is_kept_with_its_place_and_author),
		IN_OFFICE(empty_note_is_refused),
		IN_OFFICE(open_notes_come_first_by_their_day),
		IN_OFFICE(list_of_all_leaves_out_what_is_done),
		IN_OFFICE(tasks_are_notes_whose_day_has_come),
		IN_OFFICE(every_print_is_counted_by_document),
		IN_OFFICE(only_an_administrator_corrects_an_account),
		IN_OFFICE(case_without_results_has_none),
		IN_OFFICE(newest_notice_counts),
		IN_OFFICE(decision_has_its_working_its_supplement_and_who_signed),
		IN_OFFICE(refusal_has_its_cause),
		IN_OFFICE(acceptance_that_was_taken_back_is_none),
		IN_OFFICE(survey_names_both_surveyors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
