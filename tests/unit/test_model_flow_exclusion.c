/* Who is in two programmes at once, and who must not be (F5, D-09, T-07, T-09, D-10, B-01, K-30);
 * households that two cases share. */
#include "config.h"

#include "tests/unit/test_model_flow.h"

#include <string.h>

#define HARDSHIP                                                                                   \
	"hardship.cause=5; hardship.event=透析; hardship.occurred_on=2026-05-01;"                \
	"hardship.place=秀水村; hardship.spent=20000;"

/* Everything that policy.md keeps apart, by the groups of programmes: the same household or child
 * is not found poor twice (D-09), destitute is beside nothing of it (TK21 9), the edge and rigid
 * spending are for who is not in dibao (D-10, B-01). */
static bool are_apart(const char *a, const char *b)
{
	static const char *const apart[][2] = {{"dibao", "dibao"}, {"dibao", "dibao_single"},
		{"dibao_single", "dibao_single"}, {"dibao", "destitute"},
		{"dibao_single", "destitute"}, {"destitute", "destitute"}, {"dibao", "edge"},
		{"edge", "edge"}, {"dibao", "rigid"}, {"dibao_single", "rigid"}, {"edge", "rigid"},
		{"rigid", "rigid"}, {"destitute", "rigid"}, {"destitute", "orphan"},
		{"destitute", "unattended"}, {"destitute", "infected"}, {"orphan", "orphan"},
		{"orphan", "unattended"}, {"orphan", "infected"}, {"unattended", "unattended"},
		{"unattended", "infected"}, {"infected", "infected"}};
	for (guint i = 0; i < G_N_ELEMENTS(apart); i++)
		if ((g_str_equal(apart[i][0], a) && g_str_equal(apart[i][1], b)) ||
			(g_str_equal(apart[i][0], b) && g_str_equal(apart[i][1], a)))
			return true;
	return false;
}

static const char *const programmes[] = {"dibao", "dibao_single", "edge", "rigid", "destitute",
	"temporary", "temporary_urgent", "temporary_fast", "orphan", "unattended", "infected"};

static void try_pair(struct town *t, const char *first, const char *second, int family)
{
	const struct programme *one = library_programme(t->lib, first);
	bool apart = are_apart(first, second);
	row_id a = 0, b = 0;
	g_clear_error(&t->error);
	if (!try_apply(t, first, family, 2, &a))
		fail_msg("%s: %s", first, t->error->message);
	bool saved = try_apply(t, second, family, 2, &b);
	if (saved == apart)
		fail_msg("%s then %s: %s", first, second, saved ? "was let in" : t->error->message);
	if (!apart)
		return;
	g_autoptr(GError) error = g_steal_pointer(&t->error);
	g_autofree char *no = words(t, "SELECT file_no FROM casefile WHERE id = $1", a);
	assert_int_equal(error->code, JZ_ERROR_DENIED);
	if (!strstr(error->message, no) || !strstr(error->message, one->label))
		fail_msg("%s", error->message);
	assert_int_equal(number(t, "SELECT count(*) FROM casefile WHERE $1 < id", a), 0);
	/* When it has ended he is free. */
	set_text(t, "casefile", a, "state", "withdrawn");
	must(t, try_apply(t, second, family, 2, &b));
}

/* All pairs in both orders, over a grandchild who counts in the household. */
static void test_all_pairs(void **state)
{
	struct town *t = *state;
	int family = 0;
	for (guint i = 0; i < G_N_ELEMENTS(programmes); i++)
		for (guint k = 0; k < G_N_ELEMENTS(programmes); k++)
			try_pair(t, programmes[i], programmes[k], ++family);
}

/* Whoever does not count in the household is not in its case. */
static void test_uncounted(void **state)
{
	struct town *t = *state;
	row_id dibao = new_case(t, 1), c = 0;
	row_id member = number(t,
		"SELECT m.id FROM member m JOIN casefile c ON c.household = m.household"
		" WHERE c.id = $1 AND m.seq = 1",
		dibao);
	assert_false(try_apply(t, "destitute", 1, 0, &c));
	refused(t, false, "DB-2026-0001");
	set_number(t, "member", member, "counted", 0);
	must(t, try_apply(t, "destitute", 1, 0, &c));
}

/* Asked again by the gate: in between the household may have come into another programme. */
static void test_asked_again(void **state)
{
	struct town *t = *state;
	row_id dibao = new_case(t, 1), c = 0;
	set_text(t, "casefile", dibao, "state", "withdrawn");
	must(t, try_apply(t, "destitute", 1, 0, &c));
	set_text(t, "casefile", dibao, "state", "active");
	ready(t, c, "accept");
	assert_unmet(t, c, "accept", "unique");
	refused(t, act(t, c, "accept"), "DB-2026-0001");
	set_text(t, "casefile", dibao, "state", "stopped");
	assert_unmet(t, c, "accept", "");
}

/* --- households that two cases share ------------------------------------------------------------
 */

static gint64 change_count(struct town *t, row_id household)
{
	return number(t,
		"SELECT (SELECT count(*) FROM journal WHERE tbl = 'household' AND row = $1)"
		" + (SELECT count(*) FROM journal j JOIN member m ON m.id = j.row"
		"  WHERE j.tbl = 'member' AND m.household = $1)",
		household);
}

static void test_shared(void **state)
{
	struct town *t = *state;
	row_id dibao = new_case(t, 1);
	row_id household = number(t, "SELECT household FROM casefile WHERE id = $1", dibao);
	gint64 changes = change_count(t, household);
	row_id c = apply_family(t, "temporary_urgent", 1, HARDSHIP "household.address=别处9号");
	assert_int_equal(number(t, "SELECT household FROM casefile WHERE id = $1", c), household);
	assert_int_equal(change_count(t, household), changes);
	g_autofree char *address =
		words(t, "SELECT address FROM household WHERE id = $1", household);
	assert_string_equal(address, "秀水村中街13号");
	/* Fewer, or others, are to be put right in the household first. */
	g_autoptr(filling) f = family_form_of(t, "temporary_urgent", 1, TOWN_DAY);
	key_all(t, f, HARDSHIP);
	entry_drop_row(filling_entry(f), 2, 2);
	row_id less = 0;
	assert_false(application_save(
		t->desk, "temporary_urgent", filling_entry(f), NULL, &less, &t->error));
	refused(t, false, "has 3 members");
	assert_int_equal(change_count(t, household), changes);
}

/* L-08: a household of dibao is not checked and not asked for its income again. */
static void test_known_household(void **state)
{
	struct town *t = *state;
	row_id dibao = new_case(t, 1);
	walk_to(t, dibao, "confirm");
	day_set_today(day_today() + 1);
	g_autoptr(filling) f = family_form_of(t, "temporary", 1, TOWN_DAY);
	row_id c = apply_family(t, "temporary", 1, HARDSHIP);
	go(t, c, "accept");
	sit(t, "clerk");
	assert_unmet(t, c, "verify", "");
	must(t, act(t, c, "verify"));
	row_id strangers = apply_family(t, "temporary", 2, HARDSHIP);
	go(t, strangers, "accept");
	assert_unmet(t, strangers, "verify", "authorised checked");
}

/* A destitute person does not make the whole household he lives in poor. */
static void test_one_poor_member(void **state)
{
	struct town *t = *state;
	row_id c = 0;
	row_id first = apply_family(t, "temporary", 1, HARDSHIP);
	must(t, try_apply(t, "destitute", 1, 0, &c));
	set_text(t, "casefile", c, "state", "active");
	go(t, first, "accept");
	sit(t, "clerk");
	assert_unmet(t, first, "verify", "authorised checked");
}

/* The child has no number yet; its household applies again all the same. */
static void test_shared_without_number(void **state)
{
	struct town *t = *state;
	static const char nameless[] =
		"member.2.id_no=.; member.2.no_id_reason=3; member.2.name=王小宝; "
		"member.2.relation=08; member.2.sex=1; member.2.birth=20250401; member.2.health=1";
	row_id one = 0, two = 0;
	for (int i = 0; i < 2; i++) {
		g_autoptr(filling) f =
			family_form_of(t, i ? "temporary_urgent" : "dibao", 1, TOWN_DAY);
		key_all(t, f, nameless);
		if (i)
			key_all(t, f, HARDSHIP);
		*(i ? &two : &one) = save_as(t, i ? "temporary_urgent" : "dibao", f);
	}
	assert_int_equal(number(t, "SELECT household FROM casefile WHERE id = $1", one),
		number(t, "SELECT household FROM casefile WHERE id = $1", two));
	assert_int_equal(
		number(t, "SELECT count(*) FROM person WHERE id_no IS NULL AND $1 > 0", 1), 1);
}

/* Somebody's own case moves nobody: he lives on where he lived, and so does the address. */
static void test_individual_lives_on(void **state)
{
	struct town *t = *state;
	row_id family = apply_family(t, "temporary_urgent", 1, HARDSHIP), c = 0;
	row_id household = number(t, "SELECT household FROM casefile WHERE id = $1", family);
	gint64 changes = change_count(t, household);
	must(t, try_apply(t, "destitute", 1, 0, &c));
	assert_int_equal(number(t, "SELECT household FROM casefile WHERE id = $1", c), household);
	assert_int_equal(change_count(t, household), changes);
	assert_int_equal(number(t,
				 "SELECT count(*) FROM member WHERE household = $1"
				 " AND to_date IS NULL",
				 household),
		3);
}

/* A number that was keyed wrongly is put right: the case is about the other person now. */
static void test_other_person(void **state)
{
	struct town *t = *state;
	g_autofree char *wrong = id_of(19550310, 5), *right = id_of(19550310, 7);
	row_id c = apply(t, "destitute", wrong, "赵孤老", "");
	g_autoptr(filling) f = person_form(t, "destitute", right, "赵孤老");
	const GPtrArray *blocks = entry_form(filling_entry(f))->blocks;
	for (guint i = 0; i < blocks->len; i++) {
		const struct block_def *b = g_ptr_array_index(blocks, i);
		if (b->none_required)
			must(t, filling_none(f, b->key, &t->error));
	}
	must(t, application_rewrite(t->desk, c, filling_entry(f), NULL, &t->error));
	g_autofree char *id = words(t,
		"SELECT p.id_no FROM casefile c JOIN person p ON p.id = c.person WHERE c.id = $1",
		c);
	assert_string_equal(id, right);
	g_autoptr(casefile) file = casefile_get(t->desk, c, &t->error);
	g_autoptr(GPtrArray) members = casefile_members(t->desk, file, day_today(), &t->error);
	assert_int_equal(members->len, 1);
	ready(t, c, "accept");
	assert_unmet(t, c, "accept", "");
	g_autofree char *free =
		application_object(t->desk, library_programme(t->lib, "dibao"), wrong, 0);
	assert_null(free);
}

int run_exclusion_tests(void)
{
#define TOWN(test) cmocka_unit_test_setup_teardown(test, town_open, town_close)
	static const struct CMUnitTest tests[] = {
		TOWN(test_all_pairs),
		TOWN(test_uncounted),
		TOWN(test_asked_again),
		TOWN(test_shared),
		TOWN(test_known_household),
		TOWN(test_one_poor_member),
		TOWN(test_shared_without_number),
		TOWN(test_individual_lives_on),
		TOWN(test_other_person),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
