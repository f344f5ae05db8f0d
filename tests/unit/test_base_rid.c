/* Golden vectors of policy section 12.3; every number is invented or an example of the standard. */
#include "test_base.h"

#include <string.h>

#include "base/rid.h"

static void golden_vectors(void **state)
{
	static const struct {
		const char *number;
		int year, mon, mday;
		char sex;
	} golden[] = {
		{"11010519491231002X", 1949, 12, 31, 'F'},
		{"440524188001010014", 1880, 1, 1, 'M'},
		{"140302195503100015", 1955, 3, 10, 'M'},
		{"140303198012240021", 1980, 12, 24, 'F'},
		{"140311201206060031", 2012, 6, 6, 'M'},
		{"14032119480229124X", 1948, 2, 29, 'F'},
		{"140322199911300212", 1999, 11, 30, 'M'},
		{"140302200101010512", 2001, 1, 1, 'M'},
	};
	struct rid rid;

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(golden); i++) {
		assert_int_equal(rid_parse(golden[i].number, &rid), RID_OK);
		assert_string_equal(rid.number, golden[i].number);
		assert_int_equal(
			rid.birth, day_make(golden[i].year, golden[i].mon, golden[i].mday));
		assert_int_equal(rid.sex, golden[i].sex);
		assert_int_equal(rid_check_digit(golden[i].number), golden[i].number[17]);
	}
}

static void folding(void **state)
{
	static const char *const same[] = {"14032119480229124x",
		"１４０３２１１９４８０２２９１２４Ｘ", "１４０３２１１９４８０２２９１２４ｘ",
		" 14032119480229124X ", "140321 19480229 124X",
		"\xC2\xA0"
		"14032119480229124X\xC2\xA0",
		"　14032119480229124X　", "'14032119480229124X", "＇14032119480229124X",
		"‘14032119480229124X", "’14032119480229124X", "`14032119480229124X",
		" ' 14032119480229124X", "\t14032119480229124X\r\n",
		"\xEF\xBB\xBF"
		"14032119480229124X",
		"14032119480229124X\xE2\x80\x8B"};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(same); i++) {
		struct rid rid;

		if (rid_parse(same[i], &rid) != RID_OK ||
			strcmp(rid.number, "14032119480229124X") != 0)
			fail_msg("%s: %s", same[i], rid.number);
	}
}

static void legacy_fifteen_digits(void **state)
{
	struct rid rid;

	(void)state;
	assert_int_equal(rid_parse("140322550310001", &rid), RID_OK);
	assert_string_equal(rid.number, "140322550310001");
	assert_int_equal(rid.birth, day_make(1955, 3, 10));
	assert_int_equal(rid.sex, 'M');
	assert_int_equal(rid_parse("１４０３２２５５０３１０００２", &rid), RID_OK);
	assert_int_equal(rid.sex, 'F');
	assert_int_equal(rid_parse("140322550231001", &rid), RID_BIRTH);
	assert_int_equal(rid_parse("14032255031000X", &rid), RID_CHARACTER);
	assert_int_equal(rid.position, 15);
	assert_int_equal(rid.sex, 0);
}

static void scientific(void **state)
{
	static const char *const destroyed[] = {"1.40322E+17", "1.40322e+17", "1.4E+17", "1E17",
		"1.40322E17", "1.403221992101750E+17", " '1.40322E+17", "１．４０３２２Ｅ＋１７"};
	struct rid rid;

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(destroyed); i++) {
		if (rid_parse(destroyed[i], &rid) != RID_SCIENTIFIC)
			fail_msg("%s", destroyed[i]);
		assert_int_equal(rid.birth, DAY_NONE);
	}
	assert_int_equal(rid_parse("E17", &rid), RID_LENGTH);
	assert_int_equal(rid_parse("1.40322E+", &rid), RID_LENGTH);
}

static void what_is_wrong(void **state)
{
	struct rid rid;

	(void)state;
	assert_int_equal(rid_parse(NULL, &rid), RID_EMPTY);
	assert_int_equal(rid_parse("", &rid), RID_EMPTY);
	assert_int_equal(rid_parse(" '　", &rid), RID_EMPTY);
	assert_int_equal(rid_parse("无", &rid), RID_LENGTH);
	assert_int_equal(rid_parse("14030219550310001", &rid), RID_LENGTH);
	assert_int_equal(rid_parse("1403021955031000151", &rid), RID_LENGTH);
	assert_string_equal(rid.number, "140302195503100015");
	assert_int_equal(rid_parse("14O302195503100015", &rid), RID_CHARACTER);
	assert_int_equal(rid.position, 3);
	assert_int_equal(rid.birth, day_make(1955, 3, 10));
	assert_int_equal(rid_parse("140302195503X00015", &rid), RID_CHARACTER);
	assert_int_equal(rid.position, 13);
	assert_int_equal(rid_parse("1403021955031000一5", &rid), RID_CHARACTER);
	assert_int_equal(rid.position, 17);
	assert_int_equal(rid_parse("14030219550310001Y", &rid), RID_CHARACTER);
	assert_int_equal(rid.position, 18);
	assert_int_equal(rid_parse("140302195502300015", &rid), RID_BIRTH);
	assert_int_equal(rid.birth, DAY_NONE);
	assert_int_equal(rid_parse("140302190002290015", &rid), RID_BIRTH);
	assert_int_equal(rid_parse("140302195503100016", &rid), RID_CHECK);
	assert_int_equal(rid.expected, '5');
	assert_int_equal(rid.birth, day_make(1955, 3, 10));
	assert_int_equal(rid.sex, 'M');
	assert_int_equal(rid_parse("140321194802291240", &rid), RID_CHECK);
	assert_int_equal(rid.expected, 'X');
}

static void long_rubbish_is_bounded(void **state)
{
	g_autofree char *digits = g_strnfill(100000, '1');
	struct rid rid;

	(void)state;
	assert_int_equal(rid_parse(digits, &rid), RID_LENGTH);
	assert_int_equal(strlen(rid.number), RID_LEN);
	assert_int_equal(rid_parse("\xFF\xFE\x80", &rid), RID_LENGTH);
	assert_int_equal(rid_parse("\xE4", &rid), RID_LENGTH);
}

/* GB 11643: exactly one of the eleven check characters fits, so one wrong digit, or two
 * neighbours changed over, never pass. */
static void one_slip_never_passes(void **state)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(11643);
	struct rid rid;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		day birth = g_rand_int_range(rand, day_make(1920, 1, 1), day_make(2026, 1, 1));
		int y, m, d, at = g_rand_int_range(rand, 0, 17);
		char n[RID_LEN + 1], wrong[RID_LEN + 1];

		day_split(birth, &y, &m, &d);
		g_snprintf(n, sizeof n, "%06d%04d%02d%02d%03d0",
			g_rand_int_range(rand, 110000, 660000), y, m, d,
			g_rand_int_range(rand, 0, 1000));
		n[17] = rid_check_digit(n);
		assert_int_equal(rid_parse(n, &rid), RID_OK);
		assert_int_equal(rid.birth, birth);
		memcpy(wrong, n, sizeof n);
		wrong[at] = '0' + (wrong[at] - '0' + 1 + g_rand_int_range(rand, 0, 9)) % 10;
		assert_int_not_equal(rid_parse(wrong, &rid), RID_OK);
		if (at > 0 && n[at] != n[at - 1]) {
			memcpy(wrong, n, sizeof n);
			wrong[at] = n[at - 1];
			wrong[at - 1] = n[at];
			assert_int_not_equal(rid_parse(wrong, &rid), RID_OK);
		}
	}
}

static void age_in_full_years(void **state)
{
	day birth = day_make(1955, 3, 10), leap = day_make(1948, 2, 29);

	(void)state;
	assert_int_equal(rid_age(birth, day_make(2024, 3, 9)), 68);
	assert_int_equal(rid_age(birth, day_make(2024, 3, 10)), 69);
	assert_int_equal(rid_age(birth, birth), 0);
	assert_int_equal(rid_age(birth, birth - 1), -1);
	assert_int_equal(rid_age(leap, day_make(2023, 2, 28)), 74);
	assert_int_equal(rid_age(leap, day_make(2023, 3, 1)), 75);
	assert_int_equal(rid_age(DAY_NONE, birth), -1);
	assert_int_equal(rid_age(birth, DAY_NONE), -1);
}

static void mask_hides_the_middle(void **state)
{
	char out[RID_LEN + 1];

	(void)state;
	rid_mask("14032119480229124X", out);
	assert_string_equal(out, "140***********124X");
	rid_mask("140322550310001", out);
	assert_string_equal(out, "140********0001");
	rid_mask("", out);
	assert_string_equal(out, "");
	rid_mask("12345", out); /* no id number: nothing of it is known to be harmless */
	assert_string_equal(out, "*****");
	rid_mask("1403211948022912400000", out);
	assert_int_equal(strlen(out), RID_LEN);
}

static void messages_say_what_is_wrong(void **state)
{
	struct rid rid;
	enum rid_status status = rid_parse("140302195503100016", &rid);
	g_autofree char *check = rid_message(status, &rid);
	g_autofree char *place = NULL, *science = NULL;

	(void)state;
	assert_non_null(strstr(check, "5"));
	status = rid_parse("14O302195503100015", &rid);
	place = rid_message(status, &rid);
	assert_non_null(strstr(place, "3"));
	status = rid_parse("1.40322E+17", &rid);
	science = rid_message(status, &rid);
	assert_non_null(strstr(science, "1.40322E+17"));
	for (int s = RID_EMPTY; s <= RID_CHECK; s++) {
		g_autofree char *text = rid_message(s, &rid);

		assert_true(*text);
	}
	assert_owned_equal(rid_message(RID_OK, &rid), "");
}

int test_rid(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(golden_vectors),
		cmocka_unit_test(folding),
		cmocka_unit_test(legacy_fifteen_digits),
		cmocka_unit_test(scientific),
		cmocka_unit_test(what_is_wrong),
		cmocka_unit_test(long_rubbish_is_bounded),
		cmocka_unit_test(one_slip_never_passes),
		cmocka_unit_test(age_in_full_years),
		cmocka_unit_test(mask_hides_the_middle),
		cmocka_unit_test(messages_say_what_is_wrong),
	};

	return cmocka_run_group_tests_name("rid", tests, NULL, NULL);
}
