#include "test_base.h"

#include <string.h>

#include "base/money.h"

struct amount {
	const char *text;
	fen fen;
};

static void read_what_rosters_hold(void **state)
{
	static const struct amount right[] = {
		{"0", 0},
		{"1234", 123400},
		{"1,234.50", 123450},
		{"1,234元", 123400},
		{"￥484", 48400},
		{"¥484", 48400},
		{"￥ 484 元", 48400},
		{"83元", 8300},
		{"83元整", 8300},
		{"5033.00", 503300},
		{"5033.5", 503350},
		{"0.01", 1},
		{"00012", 1200},
		{"１，２３４．５０", 123450},
		{"５０３３元", 503300},
		{"　83　", 8300},
		{"\xC2\xA0"
		 "83 ",
			8300},
		{"-12.30", -1230},
		{"－12", -1200},
		{"1,234,567.89", 123456789},
		{"92233720368547758.07", G_MAXINT64},
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(right); i++) {
		fen got = -99;

		if (!money_read(right[i].text, &got) || got != right[i].fen)
			fail_msg("%s: %" G_GINT64_FORMAT, right[i].text, got);
		/* What can be read can also be keyed. */
		if (!money_eval(right[i].text, &got) || got != right[i].fen)
			fail_msg("eval %s: %" G_GINT64_FORMAT, right[i].text, got);
	}
}

static void read_refuses(void **state)
{
	static const char *const wrong[] = {"", " ", "四百二十", "四百二十元", "元", "￥", "-", ".",
		"5.", ".5", "1.234", "5033.000", "1,23", "1,2345", "12,34", "1234,567", ",123",
		"1,,234", "1.2.3", "1 234", "12a", "a12", "12元5角", "1.2万", "1e5", "--5",
		"1200*3", "12+", "0x10", "无", "92233720368547758.08", "999999999999999999999",
		"1,000,000,000,000,000,000", "\xFF"};
	fen got;

	(void)state;
	assert_false(money_read(NULL, &got));
	for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
		if (money_read(wrong[i], &got))
			fail_msg("%s: %" G_GINT64_FORMAT, wrong[i], got);
	}
}

static void eval_what_people_key(void **state)
{
	static const struct amount right[] = {
		{"1200*3", 360000},
		{"36000/12", 300000},
		{"300+20.5", 32050},
		{"300 + 20.5 - 0.5", 32000},
		{"-100+300", 20000},
		{"1,200*3", 360000},
		{"1200元*3", 360000},
		{"１２００＊３", 360000},
		{"1200×3", 360000},
		{"36000÷12", 300000},
		{"100/3", 3333},
		{"200/3", 6667},
		{"0.01/2", 1}, /* half a fen goes up */
		{"0.01/3", 0},
		{"100/3*3", 10000}, /* one rounding, at the end */
		{"100/3+100/3+100/3", 10000},
		{"1/3-1/3", 0},
		{"7001/12+5/12", 58383}, /* 583.41666 + 0.41666 = 583.8333 */
		{"1200*1.75/100", 2100},
		{"10-30", -2000},
		{"-0.01/2", -1},
		{"92233720368547758.07*1", G_MAXINT64},
		{"92233720368547758.07*3/3", G_MAXINT64},
		{"5000*12*40", 240000000},
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(right); i++) {
		fen got = -99;

		if (!money_eval(right[i].text, &got) || got != right[i].fen)
			fail_msg("%s: %" G_GINT64_FORMAT, right[i].text, got);
	}
}

static void eval_refuses(void **state)
{
	static const char *const wrong[] = {"", "+", "*", "3*", "*3", "3**3", "3+", "3-", "3/0",
		"3/0.00", "3+-", "3--3", "1200x3", "(3)", "3 3", "3=3", "12a", "12+a", "三*3",
		"92233720368547758.07+0.01", "92233720368547758*2", "10000000000*10000000000",
		"9999999999999999*9999999999999999*9999999999999999*9999999999999999",
		"1/9999999999999999/9999999999999999/9999999999999999+1/3"};
	fen got;

	(void)state;
	assert_false(money_eval(NULL, &got));
	for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
		if (money_eval(wrong[i], &got))
			fail_msg("%s: %" G_GINT64_FORMAT, wrong[i], got);
	}
}

static void eval_agrees_with_integers(void **state)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(20260701);

	(void)state;
	for (int i = 0; i < 20000; i++) {
		gint64 a = g_rand_int_range(rand, 0, 100000000), b = g_rand_int_range(rand, 1, 500);
		gint64 c = g_rand_int_range(rand, 0, 1000000);
		g_autofree char *text = g_strdup_printf("%d.%02d/%d+%d.%02d", (int)(a / 100),
			(int)(a % 100), (int)b, (int)(c / 100), (int)(c % 100));
		/* a/b + c rounded half up */
		gint64 expected = (2 * (a + b * c) + b) / (2 * b), got;

		if (!money_eval(text, &got) || got != expected)
			fail_msg("%s: %" G_GINT64_FORMAT " not %" G_GINT64_FORMAT, text, got,
				expected);
	}
}

static void print_and_read_back(void **state)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(7);
	char buf[MONEY_LEN];
	fen got;

	(void)state;
	assert_string_equal(money_plain(123450, buf), "1234.50");
	assert_string_equal(money_print(123450, buf), "1,234.50");
	assert_string_equal(money_plain(0, buf), "0.00");
	assert_string_equal(money_print(5, buf), "0.05");
	assert_string_equal(money_plain(-5, buf), "-0.05");
	assert_string_equal(money_print(-12345678, buf), "-123,456.78");
	assert_string_equal(money_print(10000000, buf), "100,000.00");
	assert_string_equal(money_print(100000000, buf), "1,000,000.00");
	assert_string_equal(money_print(G_MININT64, buf), "-92,233,720,368,547,758.08");
	for (int i = 0; i < 10000; i++) {
		fen f = ((gint64)g_rand_int(rand) << 20) >> g_rand_int_range(rand, 0, 40);

		assert_true(money_read(money_plain(f, buf), &got));
		assert_int_equal(got, f);
		assert_true(money_read(money_print(-f, buf), &got));
		assert_int_equal(got, -f);
	}
}

/* The examples of the payment rules of the People's Bank, and the places where zeros go wrong. */
static void capital_words(void **state)
{
	static const struct amount right[] = {
		{"壹仟贰佰叁拾肆元伍角整", 123450},
		{"壹仟肆佰零玖元伍角整", 140950},
		{"陆仟零柒元壹角肆分", 600714},
		{"壹仟陆佰捌拾元叁角贰分", 168032},
		{"壹拾万柒仟元伍角叁分", 10700053},
		{"壹万陆仟肆佰零玖元零贰分", 1640902},
		{"叁佰贰拾伍元零肆分", 32504},
		{"零元整", 0},
		{"伍角整", 50},
		{"伍分", 5},
		{"壹角伍分", 15},
		{"壹元整", 100},
		{"壹拾元整", 1000},
		{"壹佰元零伍分", 10005},
		{"壹仟零壹元整", 100100},
		{"壹仟零壹拾元整", 101000},
		{"壹万元整", 1000000},
		{"壹万零壹元整", 1000100},
		{"壹万零壹佰元整", 1010000},
		{"壹拾万零伍佰元整", 10050000},
		{"壹佰万元整", 100000000},
		{"壹亿元整", 10000000000},
		{"壹亿零壹元整", 10000000100},
		{"壹亿零壹万元整", 10001000000},
		{"壹亿贰仟万零叁元整", 12000000300},
		{"壹万亿元整", 100000000000000},
		{"负叁元整", -300},
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(right); i++)
		assert_owned_equal(money_capital(right[i].fen), right[i].text);
}

int test_money(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(read_what_rosters_hold),
		cmocka_unit_test(read_refuses),
		cmocka_unit_test(eval_what_people_key),
		cmocka_unit_test(eval_refuses),
		cmocka_unit_test(eval_agrees_with_integers),
		cmocka_unit_test(print_and_read_back),
		cmocka_unit_test(capital_words),
	};

	return cmocka_run_group_tests_name("money", tests, NULL, NULL);
}
