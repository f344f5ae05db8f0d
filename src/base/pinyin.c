#include "base/pinyin.h"

#include <stdbool.h>
#include <string.h>

#include "base/pinyin-table.h"

/* Surnames whose reading is not the commonest one of the character, by code point. */
static const struct {
	gunichar first, second; /* second is 0 for a surname of one character */
	const char *reading[2];
} surnames[] = {
	{0x4E07, 0x4FDF, {"mo", "qi"}},     /* 万俟 */
	{0x4E50, 0, {"yue"}},               /* 乐 */
	{0x4E50, 0x6B63, {"yue", "zheng"}}, /* 乐正 */
	{0x4E5C, 0, {"nie"}},               /* 乜 */
	{0x4EC7, 0, {"qiu"}},               /* 仇 */
	{0x4EE4, 0x72D0, {"ling", "hu"}},   /* 令狐 */
	{0x4F74, 0, {"nai"}},               /* 佴 */
	{0x533A, 0, {"ou"}},                /* 区 */
	{0x5355, 0, {"shan"}},              /* 单 */
	{0x5355, 0x4E8E, {"chan", "yu"}},   /* 单于 */
	{0x535C, 0, {"bu"}},                /* 卜 */
	{0x53E5, 0, {"gou"}},               /* 句 */
	{0x53EC, 0, {"shao"}},              /* 召 */
	{0x5458, 0, {"yun"}},               /* 员 */
	{0x5B50, 0x8F66, {"zi", "ju"}},     /* 子车 */
	{0x5BB0, 0x7236, {"zai", "fu"}},    /* 宰父 */
	{0x5C09, 0x8FDF, {"yu", "chi"}},    /* 尉迟 */
	{0x6298, 0, {"she"}},               /* 折 */
	{0x66FE, 0, {"zeng"}},              /* 曾 */
	{0x6734, 0, {"piao"}},              /* 朴 */
	{0x67E5, 0, {"zha"}},               /* 查 */
	{0x6D17, 0, {"xian"}},              /* 洗 */
	{0x6FB9, 0x53F0, {"tan", "tai"}},   /* 澹台 */
	{0x76D6, 0, {"ge"}},                /* 盖 */
	{0x796D, 0, {"zhai"}},              /* 祭 */
	{0x79CD, 0, {"chong"}},             /* 种 */
	{0x79D8, 0, {"bi"}},                /* 秘 */
	{0x7C98, 0, {"nian"}},              /* 粘 */
	{0x7E41, 0, {"po"}},                /* 繁 */
	{0x7F2A, 0, {"miao"}},              /* 缪 */
	{0x7FDF, 0, {"zhai"}},              /* 翟 */
	{0x80FD, 0, {"nai"}},               /* 能 */
	{0x8584, 0, {"bo"}},                /* 薄 */
	{0x85CF, 0, {"zang"}},              /* 藏 */
	{0x8983, 0, {"qin"}},               /* 覃 */
	{0x89E3, 0, {"xie"}},               /* 解 */
	{0x8D20, 0, {"yun"}},               /* 贠 */
	{0x90FD, 0, {"du"}},                /* 都 */
	{0x91CD, 0, {"chong"}},             /* 重 */
	{0x957F, 0x5B59, {"zhang", "sun"}}, /* 长孙 */
	{0x961A, 0, {"kan"}},               /* 阚 */
	{0x9C9C, 0x4E8E, {"xian", "yu"}},   /* 鲜于 */
	{0x9ED1, 0, {"he"}},                /* 黑 */
};

static int compare(gunichar first, gunichar second, size_t i)
{
	if (first != surnames[i].first)
		return first < surnames[i].first ? -1 : 1;
	return second < surnames[i].second ? -1 : second > surnames[i].second;
}

static const char *const *find_surname(gunichar first, gunichar second)
{
	size_t low = 0, high = G_N_ELEMENTS(surnames);

	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = compare(first, second, middle);

		if (order == 0)
			return surnames[middle].reading;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

static const char *find_packed(gunichar c)
{
	size_t low = 0, high = G_N_ELEMENTS(pinyin_packed);

	while (low < high) {
		size_t middle = (low + high) / 2;
		gunichar at = pinyin_packed[middle] >> 9;

		if (at == c)
			return pinyin_readings[pinyin_packed[middle] & 511];
		if (at > c)
			high = middle;
		else
			low = middle + 1;
	}
	return "?";
}

static const char *reading_of(gunichar c)
{
	if (c >= 0x3400 && c < 0xA000)
		return pinyin_readings[pinyin_direct[c - 0x3400]];
	return find_packed(c);
}

/* What takes the readings one by one. */
struct sink {
	GString *full; /* or NULL */
	const char *gap;
	GString *initials; /* or NULL */
	bool in_word;      /* the last piece was a Latin letter or digit that may go on */
};

static void put(struct sink *sink, const char *reading, bool latin)
{
	bool joined = latin && sink->in_word;

	if (sink->full) {
		if (!joined && sink->full->len > 0)
			g_string_append(sink->full, sink->gap);
		g_string_append(sink->full, reading);
	}
	if (sink->initials && !joined)
		g_string_append_c(sink->initials, reading[0]);
	sink->in_word = latin;
}

/* The surname at the beginning, where it is read in its own way; steps over it. */
static void put_surname(struct sink *sink, const char **name)
{
	const char *rest;
	gunichar first = g_utf8_get_char(*name), second;
	const char *const *reading;

	if (first < 0x3400)
		return;
	rest = g_utf8_next_char(*name);
	second = *rest ? g_utf8_get_char(rest) : 0;
	reading = second ? find_surname(first, second) : NULL;
	if (reading)
		rest = g_utf8_next_char(rest);
	else
		reading = find_surname(first, 0);
	if (!reading)
		return;
	put(sink, reading[0], false);
	if (reading[1])
		put(sink, reading[1], false);
	*name = rest;
}

static void spell(struct sink *sink, const char *text)
{
	g_autofree char *valid =
		g_utf8_validate(text, -1, NULL) ? NULL : g_utf8_make_valid(text, -1);
	const char *name = valid ? valid : text;

	put_surname(sink, &name);
	for (; *name; name = g_utf8_next_char(name)) {
		gunichar c = g_utf8_get_char(name);
		char letter[2] = {c < 0x80 ? g_ascii_tolower(c) : 0, 0};

		if (c < 0x80 && g_ascii_isalnum(c))
			put(sink, letter, true);
		else if (c >= 0x2E80 && g_unichar_isalnum(c))
			put(sink, reading_of(c), false);
		else
			sink->in_word = false; /* blanks, the dot of foreign names */
	}
}

char *pinyin_full(const char *name)
{
	struct sink sink = {.full = g_string_new(NULL), .gap = " "};

	spell(&sink, name);
	return g_string_free(sink.full, FALSE);
}

char *pinyin_initials(const char *name)
{
	struct sink sink = {.initials = g_string_new(NULL)};

	spell(&sink, name);
	return g_string_free(sink.initials, FALSE);
}

char *pinyin_key(const char *name)
{
	struct sink sink = {
		.full = g_string_new(NULL), .gap = "", .initials = g_string_sized_new(64)};

	spell(&sink, name);
	if (sink.full->len > 0)
		g_string_append_c(sink.initials, ' ');
	g_string_append_len(sink.initials, sink.full->str, sink.full->len);
	g_string_free(sink.full, TRUE);
	return g_string_free(sink.initials, FALSE);
}
