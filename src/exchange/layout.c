/* Asking what a roster's words mean. */
#include "config.h"
#include "exchange/layout.h"

#include <string.h>
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/layout_room.h"

/* --- all of them ----------------------------------------------------------------------------- */

const GPtrArray *layouts_list(const struct layouts *all)
{
	return all->list;
}

const GPtrArray *layouts_kinds(const struct layouts *all)
{
	return all->kinds;
}

const struct roster_kind *layouts_kind(const struct layouts *all, const char *name)
{
	for (guint i = 0; i < all->kinds->len; i++) {
		const struct roster_kind *kind = g_ptr_array_index(all->kinds, i);

		if (strcmp(kind->key, name) == 0 || strcmp(kind->label, name) == 0)
			return kind;
	}
	return NULL;
}

bool layouts_is_of_households(const struct layouts *all, const char *programme)
{
	for (guint i = 0; i < all->kinds->len; i++) {
		const struct roster_kind *kind = g_ptr_array_index(all->kinds, i);

		if (kind->layout->taking == TAKING_HOUSEHOLDS &&
			g_strv_contains((const char *const *)kind->programmes, programme))
			return true;
	}
	return false;
}

/* --- words ----------------------------------------------------------------------------------- */

/* Marks that headings are sprinkled with: "*身份证号", "村/社区". */
static bool is_decoration(gunichar c)
{
	return c == '*' || c == '/' || c == 0xFF0F || c == 0x3001;
}

static gunichar ascii_twin(gunichar c)
{
	return c > 0xFF00 && c < 0xFF5F ? c - 0xFF01 + '!' : c;
}

char *layout_fold(const char *text)
{
	g_autofree char *name = text_name(text);
	GString *out = g_string_new(NULL);

	for (const char *p = name; *p; p = g_utf8_next_char(p)) {
		gunichar c = ascii_twin(g_utf8_get_char(p));

		if (!is_decoration(c))
			g_string_append_unichar(out, c);
	}
	return g_string_free(out, FALSE);
}

/* "月保障金额(元)" is "月保障金额", but amounts in 万元 are another column. Owned by the caller;
 * NULL where there is nothing to cut. */
static char *without_unit(const char *folded)
{
	const char *open = strrchr(folded, '(');

	if (!open || open == folded || !g_str_has_suffix(folded, ")") || strstr(open, "万") ||
		strstr(open, "千"))
		return NULL;
	return g_strndup(folded, open - folded);
}

enum taking layout_taking(const struct layout *layout)
{
	return layout->taking;
}

enum dating layout_dating(const struct layout *layout)
{
	return layout->dating;
}

int layout_column(const struct layout *layout, const char *cell, int *rank)
{
	g_autofree char *folded = layout_fold(cell);
	g_autofree char *plain = NULL;
	const struct meaning *m = *folded ? g_hash_table_lookup(layout->meaning, folded) : NULL;

	if (!m && (plain = without_unit(folded)))
		m = g_hash_table_lookup(layout->meaning, plain);
	if (!m)
		return -1;
	*rank = m->rank;
	return m->column;
}

bool layout_is_foreign_column(const struct layout *layout, const char *cell)
{
	g_autofree char *folded = layout_fold(cell);

	return g_hash_table_contains(layout->foreign_column, folded);
}

const char *layout_word(const struct layout *layout, enum column column)
{
	return layout->word[column] ? layout->word[column] : layout_column_keys[column];
}

static bool is_met(const struct need *need, const int at[COLUMN_N])
{
	for (int i = 0; i < need->n; i++)
		if (at[need->any[i]] >= 0)
			return true;
	return false;
}

static char *name_needs(const struct layout *layout, const int *at)
{
	GString *words = g_string_new(NULL);

	for (guint i = 0; i < layout->needs->len; i++) {
		const struct need *need = &g_array_index(layout->needs, struct need, i);

		if (!at || !is_met(need, at))
			g_string_append_printf(words, "%s%s", words->len ? ", " : "",
				layout_word(layout, need->any[0]));
	}
	return g_string_free(words, FALSE);
}

char *layout_missing(const struct layout *layout, const int at[COLUMN_N])
{
	char *words = name_needs(layout, at);

	if (!*words)
		g_clear_pointer(&words, g_free);
	return words;
}

char *layout_needed(const struct layout *layout)
{
	return name_needs(layout, NULL);
}

/* 合计 and 合计90户 begin with 合计, 合计才 does not: that may be a name. */
static bool begins_with_any(const char *folded, const GPtrArray *words)
{
	for (guint i = 0; i < words->len; i++) {
		const char *word = g_ptr_array_index(words, i);
		const char *rest = folded + strlen(word);

		if (g_str_has_prefix(folded, word) &&
			g_unichar_get_script(g_utf8_get_char(rest)) != G_UNICODE_SCRIPT_HAN)
			return true;
	}
	return false;
}

enum row_kind layout_row(const struct layout *layout, const char *first_cell)
{
	g_autofree char *folded = layout_fold(first_cell);

	if (begins_with_any(folded, layout->total))
		return ROW_TOTAL;
	return begins_with_any(folded, layout->foot) ? ROW_FOOT : ROW_OTHER;
}

/* --- codes ----------------------------------------------------------------------------------- */

const enum column *layout_coded(const struct layout *layout)
{
	return layout->coded;
}

/* 农村低保补发 says 农村, 低保 and 补发: the longest word that stands in it counts. */
static const char *value_in(const struct layout *layout, enum column column, const char *folded)
{
	const char *code = NULL;
	size_t longest = 0;

	for (guint i = 0; i < layout->values->len; i++) {
		const struct value *v = g_ptr_array_index(layout->values, i);

		if (v->column == (int)column && strlen(v->word) > longest &&
			strstr(folded, v->word)) {
			code = v->code;
			longest = strlen(v->word);
		}
	}
	return code;
}

static const char *label_in(const struct code_list *list, const char *folded)
{
	const char *key = NULL;
	size_t longest = 0;

	for (guint i = 0; list && i < list->codes->len; i++) {
		const struct code *code = g_ptr_array_index(list->codes, i);

		if (strlen(code->label) > longest && strstr(folded, code->label)) {
			key = code->key;
			longest = strlen(code->label);
		}
	}
	return key;
}

const char *layout_code(
	const struct layout *layout, enum column column, const char *word, bool *other)
{
	const struct code *code = code_list_match(layout->codes[column], word);
	g_autofree char *folded = layout_fold(word);
	const char *key;

	*other = false;
	if (code)
		return code->key;
	key = value_in(layout, column, folded);
	key = key ? key : label_in(layout->codes[column], folded);
	if (key || !layout->other[column])
		return key;
	*other = true;
	code = code_list_match(layout->codes[column], layout->other[column]);
	return code ? code->key : NULL;
}

char *layout_choice(const struct layout *layout, enum column column)
{
	const struct code_list *list = layout->codes[column];
	GString *words = g_string_new(NULL);

	for (guint i = 0; list && i < list->codes->len; i++)
		g_string_append_printf(words, "%s%s", words->len ? ", " : "",
			((const struct code *)list->codes->pdata[i])->label);
	for (guint i = 0; !list && i < layout->values->len; i++) {
		const struct value *v = g_ptr_array_index(layout->values, i);

		if (v->column == (int)column)
			g_string_append_printf(words, "%s%s", words->len ? ", " : "", v->word);
	}
	return g_string_free(words, FALSE);
}

const char *layout_part(const struct layout *layout, enum column column)
{
	return layout->part[column];
}

bool layout_is_once(const struct layout *layout, const char *programme)
{
	return layout->once && g_strv_contains((const char *const *)layout->once, programme);
}

/* --- titles ---------------------------------------------------------------------------------- */

const GPtrArray *layout_kinds(const struct layout *layout)
{
	return layout->kinds;
}

const struct roster_kind *layout_recognise(
	const struct layout *layout, const char *text, size_t *len)
{
	const struct roster_kind *best = NULL;
	size_t longest = 0;

	for (guint i = 0; i < layout->kinds->len; i++) {
		const struct roster_kind *kind = g_ptr_array_index(layout->kinds, i);

		for (guint k = 0; k < kind->title->len; k++) {
			const char *word = g_ptr_array_index(kind->title, k);

			if (strlen(word) > longest && strstr(text, word)) {
				best = kind;
				longest = strlen(word);
			}
		}
	}
	if (len)
		*len = longest;
	return best;
}

const char *layout_foreign(const struct layout *layout, const char *text)
{
	for (guint i = 0; i < layout->foreign_title->len; i++)
		if (strstr(text, g_ptr_array_index(layout->foreign_title, i)))
			return g_ptr_array_index(layout->foreign_title, i);
	return NULL;
}

/* --- the month of a title -------------------------------------------------------------------- */

/* 二〇二三年十二月 as 2023年12月: 十 is 1 before a digit, 0 after one, else 10. */
static char *arabic(const char *text)
{
	static const gunichar digits[10] = {
		0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};
	GString *out = g_string_new(NULL);

	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p), next = g_utf8_get_char(g_utf8_next_char(p));
		int value = c == 0x96F6 ? 0 : -1, follows = 0;

		for (int i = 0; i < 10; i++) {
			value = c == digits[i] ? i : value;
			follows |= next == digits[i];
		}
		if (value >= 0)
			g_string_append_c(out, (char)('0' + value));
		else if (c == 0x5341) /* 十 */
			g_string_append(out, follows ? "1" : "10");
		else
			g_string_append_unichar(out, c);
	}
	return g_string_free(out, FALSE);
}

static month month_like(const char *text, const char *const patterns[2])
{
	g_autofree char *plain = arabic(text);

	for (size_t i = 0; i < 2; i++) {
		g_autoptr(GRegex) regex = g_regex_new(patterns[i], 0, 0, NULL);
		g_autoptr(GMatchInfo) match = NULL;
		g_autofree char *year = NULL, *mon = NULL, *iso = NULL;
		int number;

		if (!g_regex_match(regex, plain, 0, &match))
			continue;
		year = g_match_info_fetch(match, 1);
		mon = g_match_info_fetch(match, 2);
		number = (int)g_ascii_strtoll(mon, NULL, 10);
		iso = g_strdup_printf("%s-%02d", year, number);
		if (number >= 1 && number <= 12)
			return month_from_iso(iso);
	}
	return MONTH_NONE;
}

month layout_month(const char *text)
{
	static const char *const patterns[] = {
		"((?:19|20)\\d\\d)年(\\d{1,2})月(?!份?\\d{1,2}[日号])",
		"(?<!\\d)((?:19|20)\\d\\d)[-./_]?(0[1-9]|1[0-2])(?!\\d)(?![-./_]\\d)",
	};

	return month_like(text, patterns);
}

static const char *const full_dates[] = {
	"((?:19|20)\\d\\d)年(\\d{1,2})月(\\d{1,2})[日号]",
	"(?<!\\d)((?:19|20)\\d\\d)[-./](\\d{1,2})[-./](\\d{1,2})(?!\\d)",
};

month layout_report_month(const char *text)
{
	return month_like(text, full_dates);
}

day layout_report_day(const char *text)
{
	g_autofree char *plain = arabic(text);

	for (size_t i = 0; i < G_N_ELEMENTS(full_dates); i++) {
		g_autoptr(GRegex) regex = g_regex_new(full_dates[i], 0, 0, NULL);
		g_autoptr(GMatchInfo) match = NULL;
		g_autofree char *iso = NULL;
		int part[3];

		if (!g_regex_match(regex, plain, 0, &match))
			continue;
		for (int k = 0; k < 3; k++) {
			g_autofree char *digits = g_match_info_fetch(match, k + 1);

			part[k] = (int)g_ascii_strtoll(digits, NULL, 10);
		}
		iso = g_strdup_printf("%04d-%02d-%02d", part[0], part[1], part[2]);
		if (day_from_iso(iso) != DAY_NONE)
			return day_from_iso(iso);
	}
	return DAY_NONE;
}
