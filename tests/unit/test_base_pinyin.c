#include "test_base.h"

#include <string.h>

#include "base/pinyin.h"

static void full_readings(void **state)
{
	(void)state;
	assert_owned_equal(pinyin_full("王小明"), "wang xiao ming");
	assert_owned_equal(pinyin_full("张三"), "zhang san");
	assert_owned_equal(pinyin_full("吕"), "lv");
	assert_owned_equal(pinyin_full("平坦镇"), "ping tan zhen");
	assert_owned_equal(pinyin_full(""), "");
	assert_owned_equal(pinyin_full("买买提·艾力"), "mai mai ti ai li");
	assert_owned_equal(pinyin_full("王　明"), "wang ming");
	assert_owned_equal(pinyin_full("Tom王"), "tom wang");
	assert_owned_equal(pinyin_full("李B2"), "li b2");
}

static void surnames(void **state)
{
	static const char *const pairs[][2] = {{"单田芳", "shan tian fang"}, {"解放", "xie fang"},
		{"仇和", "qiu he"}, {"曾国藩", "zeng guo fan"}, {"查良镛", "zha liang yong"},
		{"翟明", "zhai ming"}, {"缪明", "miao ming"}, {"朴明", "piao ming"},
		{"盖明", "ge ming"}, {"乐明", "yue ming"}, {"区明", "ou ming"},
		{"覃明", "qin ming"}, {"员明", "yun ming"}, {"尉迟恭", "yu chi gong"},
		{"尉明", "wei ming"}, {"长孙明", "zhang sun ming"}, {"万俟明", "mo qi ming"},
		{"万明", "wan ming"}, {"单于明", "chan yu ming"}, {"澹台明", "tan tai ming"},
		{"令狐明", "ling hu ming"}, {"欧阳娜", "ou yang na"}, {"任明", "ren ming"},
		{"华明", "hua ming"}};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++)
		assert_owned_equal(pinyin_full(pairs[i][0]), pairs[i][1]);
	/* Only at the beginning. */
	assert_owned_equal(pinyin_full("王单"), "wang dan");
	assert_owned_equal(pinyin_full("李曾乐"), "li ceng le");
}

static void keys_and_initials(void **state)
{
	(void)state;
	assert_owned_equal(pinyin_key("王小明"), "wxm wangxiaoming");
	assert_owned_equal(pinyin_key("尉迟恭"), "ycg yuchigong");
	assert_owned_equal(pinyin_key(""), "");
	assert_owned_equal(pinyin_initials("王小明"), "wxm");
	assert_owned_equal(pinyin_initials("单田芳"), "stf");
	assert_owned_equal(pinyin_initials("Tom王"), "tw");
	assert_owned_equal(pinyin_initials("农村低保"), "ncdb");
}

static void rare_characters(void **state)
{
	(void)state;
	assert_owned_equal(pinyin_full("王𠮷"), "wang ?"); /* no reading in the Unicode data */
	assert_owned_equal(pinyin_full("王㼆"), "wang ?"); /* a Cantonese one only */
	assert_owned_equal(pinyin_key("王𠮷"), "w? wang?");
	assert_owned_equal(pinyin_full("王𬬭"), "wang lun"); /* beyond U+FFFF */
	assert_owned_equal(pinyin_full("墕"), "yan");
	assert_owned_equal(pinyin_full("西南舁"), "xi nan yu");
	assert_owned_equal(pinyin_full("\xFF王"), "wang");
}

/* Every reading is plain letters, whatever the character. */
static void readings_are_letters(void **state)
{
	int known = 0;

	(void)state;
	for (gunichar c = 0x3400; c < 0x32400; c++) {
		char text[8] = "";
		g_autofree char *full = NULL;

		if (c == 0xA000)
			c = 0x20000;
		g_unichar_to_utf8(c, text);
		full = pinyin_full(text);
		if (strcmp(full, "?") == 0 || !*full)
			continue;
		known++;
		if (strspn(full, "abcdefghijklmnopqrstuvwxyz") != strlen(full) || strlen(full) > 6)
			fail_msg("U+%04X %s", c, full);
	}
	assert_in_range(known, 41000, 50000); /* 41,419 in Unicode 15 */
}

int test_pinyin(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(full_readings),
		cmocka_unit_test(surnames),
		cmocka_unit_test(keys_and_initials),
		cmocka_unit_test(rare_characters),
		cmocka_unit_test(readings_are_letters),
	};

	return cmocka_run_group_tests_name("pinyin", tests, NULL, NULL);
}
