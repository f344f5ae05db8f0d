#include "config.h"

#include "tests/unit/test_model_flow.h"

#include <string.h>
#include "model/operator.h"
#include "model/rows.h"
#include "store/draft.h"

static struct filling *filled_again(struct town *t, row_id casefile)
{
	g_autoptr(casefile) c = casefile_get(t->desk, casefile, &t->error);
	struct filling *f = filling_new(t->desk, "application", c, &t->error);
	must(t, f != NULL);
	must(t, application_fill(t->desk, casefile, filling_entry(f), &t->error));
	return f;
}

static void assert_same_place(const struct entry *a, const struct entry *b, struct place at)
{
	const struct block_def *block = g_ptr_array_index(entry_form(a)->blocks, at.block);
	const char *field = entry_field(a, at)->key;
	if (strcmp(entry_value(a, at), entry_value(b, at)) ||
		entry_mark(a, at) != entry_mark(b, at) ||
		g_strcmp0(entry_expression(a, at), entry_expression(b, at)))
		fail_msg("%s %d %s: \"%s\" (%s) is not \"%s\" (%s)", block->key, at.row, field,
			entry_value(b, at), entry_expression(b, at), entry_value(a, at),
			entry_expression(a, at));
}

static void assert_same(const struct entry *a, const struct entry *b)
{
	const GPtrArray *blocks = entry_form(a)->blocks;
	for (guint i = 0; i < blocks->len; i++) {
		const struct block_def *block = g_ptr_array_index(blocks, i);
		assert_int_equal(entry_rows(a, (int)i), entry_rows(b, (int)i));
		assert_int_equal(entry_block_none(a, (int)i), entry_block_none(b, (int)i));
		for (int row = 0; row < entry_rows(a, (int)i); row++)
			for (guint k = 0; k < block->fields->len; k++)
				assert_same_place(a, b, (struct place){(int)i, row, (int)k});
	}
}

static void test_save(void **state)
{
	struct town *t = *state;
	g_autoptr(filling) f = household_form(t, "2026-06-01");
	row_id c = save(t, f);
	g_autofree char *no = words(t, "SELECT file_no FROM casefile WHERE id = $1", c);
	g_autofree char *bank = words(t, "SELECT bank FROM casefile WHERE id = $1", c);
	g_autofree char *as =
		words(t, "SELECT declared_as FROM income_item WHERE casefile = $1", c);
	g_autofree char *village = words(t,
		"SELECT h.village FROM casefile c JOIN household h ON h.id = c.household"
		" WHERE c.id = $1",
		c);
	g_autofree char *head = words(t,
		"SELECT p.birth || p.sex || p.id_tail || p.disability_type || p.disability_level"
		" FROM casefile c JOIN member m ON m.household = c.household AND m.relation = '01'"
		" JOIN person p ON p.id = m.person WHERE c.id = $1",
		c);
	assert_string_equal(no, "DB-2026-0001");
	assert_string_equal(bank, "农村信用社");
	assert_string_equal(village, "140322100202");
	assert_string_equal(as, "1200*3");
	g_autofree char *id = family_id(0, 0);
	g_autofree char *expected = g_strdup_printf("1955-03-10M%s42", id + 14);
	assert_string_equal(head, expected);
	assert_int_equal(
		number(t, "SELECT declared FROM income_item WHERE casefile = $1", c), 360000);
	/* Unknown is neither empty nor zero (N7, F7). */
	assert_int_equal(number(t,
				 "SELECT declared IS NULL AND declared_as = '*' FROM asset_item"
				 " WHERE casefile = $1",
				 c),
		1);
	assert_int_equal(
		number(t, "SELECT count(*) FROM section_answer WHERE casefile = $1", c), 7);
	assert_int_equal(number(t,
				 "SELECT count(*) FROM member m JOIN casefile c"
				 " ON c.household = m.household WHERE c.id = $1"
				 " AND m.from_date = '2026-06-01'",
				 c),
		3);
}

static void test_numbers(void **state)
{
	struct town *t = *state;
	for (int i = 1; i <= 3; i++) {
		g_autofree char *expected = g_strdup_printf("DB-2026-%04d", i);
		g_autofree char *no =
			words(t, "SELECT file_no FROM casefile WHERE id = $1", new_case(t, i));
		assert_string_equal(no, expected);
	}
	at_day("2027-01-04");
	g_autofree char *no =
		words(t, "SELECT file_no FROM casefile WHERE id = $1", new_case(t, 4));
	assert_string_equal(no, "DB-2027-0001");
}

static void test_round_trip(void **state)
{
	struct town *t = *state;
	g_autoptr(filling) f = household_form(t, "2026-06-01");
	/* Three members more make the order and the blanks count. */
	key(t, f, "wage", 1, "person", "1");
	key(t, f, "wage", 1, "kind", "11");
	key(t, f, "wage", 1, "per", "month");
	key(t, f, "wage", 1, "declared", "20000");
	key(t, f, "wage", 1, "months", "2");
	key(t, f, "wage", 1, "evidence", "1");
	key(t, f, "household", 0, "phone", ".");
	key(t, f, "case", 0, "relative_of_staff", "1");
	key(t, f, "case", 0, "relative_note", "村主任的弟弟");
	key(t, f, "member", 2, "counted", "0");
	key(t, f, "member", 2, "uncounted_reason", "9");
	row_id c = save(t, f);
	g_autoptr(filling) again = filled_again(t, c);
	assert_same(filling_entry(f), filling_entry(again));
	/* The sum of 20000 a month was accepted with a reason, and stays accepted. */
	must(t, filling_finish(again, NULL, &t->error));
	gint64 before = number(t, "SELECT max(seq) FROM journal WHERE $1 = $1", 1);
	gint64 accepted = number(t, "SELECT count(*) FROM accepted_check WHERE casefile = $1", c);
	assert_true(accepted > 0);
	must(t, application_rewrite(t->desk, c, filling_entry(again), NULL, &t->error));
	assert_int_equal(
		number(t, "SELECT count(*) FROM accepted_check WHERE casefile = $1", c), accepted);
	/* Nothing differs, so nothing but those answers was written again. */
	assert_int_equal(number(t,
				 "SELECT count(*) FROM journal WHERE seq > $1"
				 " AND tbl <> 'accepted_check'",
				 before),
		0);
}

static void test_rewrite(void **state)
{
	struct town *t = *state;
	row_id c = new_case(t, 0);
	g_autoptr(filling) f = filled_again(t, c);
	struct entry *e = filling_entry(f);
	/* The wife was entered in error, the head is healthy, the wage is the head's. */
	key(t, f, "wage", 0, "person", "1");
	key(t, f, "wage", 0, "declared", "5000");
	entry_drop_row(e, rows_block(entry_form(e), "member"), 1);
	key(t, f, "member", 0, "disability_type", "0");
	key(t, f, "household", 0, "village", "203");
	entry_drop_row(e, rows_block(entry_form(e), "house"), 0);
	must(t, filling_none(f, "house", &t->error));
	must(t, filling_finish(f, "as on the paper", &t->error));
	must(t, application_rewrite(t->desk, c, e, NULL, &t->error));
	g_autoptr(filling) again = filled_again(t, c);
	assert_same(e, filling_entry(again));
	assert_int_equal(number(t,
				 "SELECT count(*) FROM casefile c JOIN member m"
				 " ON m.household = c.household WHERE c.id = $1",
				 c),
		2);
	assert_int_equal(number(t,
				 "SELECT count(*) FROM casefile c JOIN member m"
				 " ON m.household = c.household JOIN person p ON p.id = m.person"
				 " WHERE c.id = $1 AND p.disability_level IS NOT NULL",
				 c),
		0);
}

static void test_rewrite_keeps_findings(void **state)
{
	struct town *t = *state;
	row_id c = new_case(t, 0);
	walk_to(t, c, "survey");
	sit(t, "reviewer");
	must(t, act(t, c, "return"));
	sit(t, "clerk");
	g_autoptr(filling) f = filled_again(t, c);
	key(t, f, "wage", 0, "declared", "4000");
	must(t, filling_finish(f, "as on the paper", &t->error));
	must(t, application_rewrite(t->desk, c, filling_entry(f), NULL, &t->error));
	assert_int_equal(
		number(t, "SELECT declared FROM income_item WHERE casefile = $1", c), 400000);
	assert_int_equal(
		number(t, "SELECT surveyed FROM income_item WHERE casefile = $1", c), 360000);
	g_autoptr(filling) g = filled_again(t, c);
	key(t, g, "wage", 0, "kind", "11");
	must(t, filling_finish(g, "as on the paper", &t->error));
	must(t, application_rewrite(t->desk, c, filling_entry(g), NULL, &t->error));
	assert_int_equal(
		number(t, "SELECT surveyed IS NULL FROM income_item WHERE casefile = $1", c), 1);
}

static void test_rewrite_refused(void **state)
{
	struct town *t = *state;
	row_id c = new_case(t, 0);
	walk_to(t, c, "accept");
	g_autoptr(filling) f = filled_again(t, c);
	refused(t, application_rewrite(t->desk, c, filling_entry(f), NULL, &t->error),
		"only when it is sent back");
	refused(t, application_rewrite(t->desk, 12345, filling_entry(f), NULL, &t->error),
		"no such case");
}

/* F1: the other file's number is named, at the field and at saving. */
static void test_duplicate(void **state)
{
	struct town *t = *state;
	row_id first = new_case(t, 7);
	g_autofree char *id = family_id(7, 1);
	g_autofree char *said =
		application_object(t->desk, library_programme(t->lib, "dibao"), id, 0);
	assert_non_null(strstr(said, "DB-2026-0001"));
	assert_null(application_object(t->desk, library_programme(t->lib, "dibao"), id, first));
	assert_null(application_object(
		t->desk, library_programme(t->lib, "dibao"), "140322199911300212", 0));

	g_autoptr(filling) f = family_form(t, 8, TOWN_DAY);
	refused(t, filling_key(f, "member", 3, "id_no", id, "as on the paper", &t->error),
		"DB-2026-0001");
	/* Put without being asked, as a draft from yesterday would be. */
	entry_put(filling_entry(f), "member", 1, "id_no", id);
	g_ptr_array_unref(entry_finish(filling_entry(f)));
	row_id second = 0;
	refused(t, application_save(t->desk, "dibao", filling_entry(f), NULL, &second, &t->error),
		"DB-2026-0001");
	assert_int_equal(second, 0);
	assert_int_equal(number(t, "SELECT count(*) FROM casefile WHERE $1 = $1", 1), 1);
	assert_int_equal(number(t, "SELECT count(*) FROM person WHERE $1 = $1", 1), 3);
}

/* Somebody whose case has ended applies again: one person, a new household. */
static void test_known_person(void **state)
{
	struct town *t = *state;
	row_id first = new_case(t, 7);
	must(t, act(t, first, "withdraw"));
	at_day("2026-07-01");
	row_id second = new_case(t, 7);
	assert_int_equal(number(t, "SELECT count(*) FROM person WHERE $1 = $1", 1), 3);
	assert_int_equal(number(t,
				 "SELECT count(*) FROM member m JOIN casefile c"
				 " ON c.household = m.household WHERE c.id = $1"
				 " AND m.to_date = '2026-06-30'",
				 first),
		3);
	assert_int_equal(number(t,
				 "SELECT count(*) FROM member m JOIN casefile c"
				 " ON c.household = m.household WHERE c.id = $1"
				 " AND m.to_date IS NULL",
				 second),
		3);
}

static void test_prefill(void **state)
{
	struct town *t = *state;
	row_id c = new_case(t, 7);
	must(t, act(t, c, "withdraw"));
	g_autofree char *id = family_id(7, 1);
	g_autoptr(filling) f = filling_new(t->desk, "application", NULL, &t->error);
	struct entry *e = filling_entry(f);
	must(t,
		application_prefill(t->desk, library_programme(t->lib, "dibao"),
			person_by_id_no(t->desk->db, id), e, &t->error));
	assert_string_equal(entry_get(e, "member", 0, "id_no"), id);
	assert_string_equal(entry_get(e, "member", 0, "name"), "李秀英");
	assert_string_equal(entry_get(e, "member", 0, "birth"), "1957-06-21");
	assert_string_equal(entry_get(e, "member", 0, "relation"), "01");
	assert_string_equal(entry_get(e, "household", 0, "village"), "202");
}

static void test_draft_goes(void **state)
{
	struct town *t = *state;
	g_autoptr(filling) f = household_form(t, TOWN_DAY);
	must(t,
		draft_save(t->desk->db, t->desk->who.id, "application", "new", "王建国", "text",
			&t->error));
	row_id c = 0;
	must(t, filling_finish(f, "as on the paper", &t->error));
	must(t, application_save(t->desk, "dibao", filling_entry(f), "new", &c, &t->error));
	g_autofree char *left =
		draft_load(t->desk->db, t->desk->who.id, "application", "new", &t->error);
	assert_null(left);
}

static void test_incomplete(void **state)
{
	struct town *t = *state;
	g_autoptr(filling) f = filling_new(t->desk, "application", NULL, &t->error);
	row_id c = 0;
	refused(t, application_save(t->desk, "dibao", filling_entry(f), NULL, &c, &t->error),
		"is empty");
	assert_int_equal(number(t, "SELECT count(*) FROM household WHERE $1 = $1", 1), 0);
	operator_sign_out(t->desk);
	g_autoptr(filling) g = household_form(t, TOWN_DAY);
	refused(t, application_save(t->desk, "dibao", filling_entry(g), NULL, &c, &t->error),
		"nobody is signed in");
	sit(t, "clerk");
}

int run_application_tests(void)
{
#define TOWN(test) cmocka_unit_test_setup_teardown(test, town_open, town_close)
	static const struct CMUnitTest tests[] = {
		TOWN(test_save),
		TOWN(test_numbers),
		TOWN(test_round_trip),
		TOWN(test_rewrite),
		TOWN(test_rewrite_keeps_findings),
		TOWN(test_rewrite_refused),
		TOWN(test_duplicate),
		TOWN(test_known_person),
		TOWN(test_prefill),
		TOWN(test_draft_goes),
		TOWN(test_incomplete),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
