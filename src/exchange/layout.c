#include "config.h"
#include "exchange/layout.h"

#include <string.h>
#include "base/i18n.h"
#include "base/text.h"

/* The keys of [column ...] in forms/rosters. */
static const char *const column_keys[COLUMN_N] = {
	[COLUMN_SERIAL] = "serial",
	[COLUMN_VILLAGE] = "village",
	[COLUMN_HEAD] = "head",
	[COLUMN_NAME] = "name",
	[COLUMN_RELATION] = "relation",
	[COLUMN_SEX] = "sex",
	[COLUMN_ID_NO] = "id_no",
	[COLUMN_HEAD_ID] = "head_id",
	[COLUMN_BIRTH] = "birth",
	[COLUMN_CLASS] = "class",
	[COLUMN_MEMBERS] = "members",
	[COLUMN_INCOME] = "income",
	[COLUMN_AMOUNT] = "amount",
	[COLUMN_BANK] = "bank",
	[COLUMN_ACCOUNT] = "account",
	[COLUMN_HOLDER] = "holder",
	[COLUMN_GRANTED] = "granted",
	[COLUMN_MONTH] = "month",
	[COLUMN_AREA] = "area",
	[COLUMN_ADDRESS] = "address",
	[COLUMN_PHONE] = "phone",
	[COLUMN_SOURCE] = "source",
};

struct meaning {
	int column, rank;
};

struct layout {
	GPtrArray *kinds;           /* struct roster_kind * */
	GHashTable *meaning;        /* folded word -> struct meaning * */
	char *word[COLUMN_N];       /* the first of each column, as written */
	int words[COLUMN_N];        /* how many it has */
	GPtrArray *foreign_title;   /* char *, folded */
	GHashTable *foreign_column; /* char *, folded */
	GPtrArray *total, *foot;    /* char *, folded */
};

static void kind_free(struct roster_kind *kind)
{
	g_free(kind->key);
	g_free(kind->label);
	g_free(kind->programme);
	g_free(kind->area);
	g_ptr_array_unref(kind->title);
	g_free(kind);
}

void layout_free(struct layout *layout)
{
	if (!layout)
		return;
	g_ptr_array_unref(layout->kinds);
	g_hash_table_unref(layout->meaning);
	g_ptr_array_unref(layout->foreign_title);
	g_hash_table_unref(layout->foreign_column);
	g_ptr_array_unref(layout->total);
	g_ptr_array_unref(layout->foot);
	for (int i = 0; i < COLUMN_N; i++)
		g_free(layout->word[i]);
	g_free(layout);
}

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

/* --- reading the files ----------------------------------------------------------------------- */

static bool is_comma(gunichar c)
{
	return c == ',' || c == 0xFF0C || c == 0x3001 || g_unichar_isspace(c);
}

/* Calls see for each word between commas and blanks, folded. */
static void each_word(const char *text, void (*see)(char *folded, void *ctx), void *ctx)
{
	const char *p = text ? text : "";

	while (*p) {
		const char *start;

		while (*p && is_comma(g_utf8_get_char(p)))
			p = g_utf8_next_char(p);
		start = p;
		while (*p && !is_comma(g_utf8_get_char(p)))
			p = g_utf8_next_char(p);
		if (p > start) {
			g_autofree char *word = g_strndup(start, p - start);

			see(layout_fold(word), ctx);
		}
	}
}

static void add_to_array(char *folded, void *ctx)
{
	g_ptr_array_add(ctx, folded);
}

static void add_to_set(char *folded, void *ctx)
{
	g_hash_table_add(ctx, folded);
}

struct reading {
	struct layout *layout;
	const struct ini *ini;
	const struct ini_section *section;
	struct ini_complaints *complaints;
	int column;
};

static void add_meaning(char *folded, void *ctx)
{
	struct reading *r = ctx;
	const struct meaning *old = g_hash_table_lookup(r->layout->meaning, folded);
	struct meaning *m;

	if (old && old->column != r->column)
		ini_complain(r->complaints, r->ini->file, r->section->line,
			_("\"%s\" already means the column \"%s\""), folded,
			column_keys[old->column]);
	if (!r->layout->word[r->column])
		r->layout->word[r->column] = g_strdup(folded);
	if (old) {
		g_free(folded);
		return;
	}
	m = g_new(struct meaning, 1);
	m->column = r->column;
	m->rank = r->layout->words[r->column]++;
	g_hash_table_insert(r->layout->meaning, folded, m);
}

static void complain_unknown(struct reading *r, const char *what, const char *word,
	const char *const *candidates, size_t n)
{
	const char *near = text_nearest(word, candidates, n);

	if (near)
		ini_complain(r->complaints, r->ini->file, r->section->line,
			_("there is no %s \"%s\"; did you mean \"%s\"?"), what, word, near);
	else
		ini_complain(r->complaints, r->ini->file, r->section->line,
			_("there is no %s \"%s\""), what, word);
}

static void read_column(struct reading *r)
{
	static const char *const known[] = {"words", NULL};
	const struct ini_section *s = r->section;

	ini_check_keys(r->ini, s, known, r->complaints);
	for (r->column = 0; r->column < COLUMN_N; r->column++)
		if (strcmp(column_keys[r->column], s->name) == 0)
			break;
	if (r->column == COLUMN_N)
		complain_unknown(r, _("column"), s->name, column_keys, COLUMN_N);
	else
		each_word(ini_value(s, "words"), add_meaning, r);
}

static void read_kind(struct reading *r)
{
	static const char *const known[] = {
		"label", "label[en]", "programme", "area", "title", NULL};
	const struct ini_section *s = r->section;
	const char *label = ini_value(s, "label"), *programme = ini_value(s, "programme");
	const char *area = ini_value(s, "area");
	struct roster_kind *kind;

	ini_check_keys(r->ini, s, known, r->complaints);
	if (!label || !programme || !area || !ini_value(s, "title")) {
		ini_complain(r->complaints, r->ini->file, s->line,
			_("[roster %s] needs label, programme, area and title"), s->name);
		return;
	}
	kind = g_new0(struct roster_kind, 1);
	kind->key = g_strdup(s->name);
	kind->label = g_strdup(label);
	kind->programme = g_strdup(programme);
	kind->area = g_strdup(area);
	kind->line = s->line;
	kind->title = g_ptr_array_new_with_free_func(g_free);
	each_word(ini_value(s, "title"), add_to_array, kind->title);
	g_ptr_array_add(r->layout->kinds, kind);
}

static void read_rows(struct reading *r)
{
	static const char *const known[] = {"words", NULL};
	static const char *const kinds[] = {"total", "foot"};
	const struct ini_section *s = r->section;

	ini_check_keys(r->ini, s, known, r->complaints);
	if (strcmp(s->name, "total") == 0)
		each_word(ini_value(s, "words"), add_to_array, r->layout->total);
	else if (strcmp(s->name, "foot") == 0)
		each_word(ini_value(s, "words"), add_to_array, r->layout->foot);
	else
		complain_unknown(r, _("sort of rows"), s->name, kinds, G_N_ELEMENTS(kinds));
}

static void read_foreign(struct reading *r)
{
	static const char *const known[] = {"title", "columns", NULL};

	ini_check_keys(r->ini, r->section, known, r->complaints);
	each_word(ini_value(r->section, "title"), add_to_array, r->layout->foreign_title);
	each_word(ini_value(r->section, "columns"), add_to_set, r->layout->foreign_column);
}

static void read_section(struct reading *r)
{
	static const struct {
		const char *kind;
		void (*read)(struct reading *r);
	} readers[] = {
		{"roster", read_kind},
		{"column", read_column},
		{"rows", read_rows},
		{"foreign", read_foreign},
	};
	const char *words[G_N_ELEMENTS(readers)];

	for (size_t i = 0; i < G_N_ELEMENTS(readers); i++) {
		words[i] = readers[i].kind;
		if (strcmp(readers[i].kind, r->section->kind) == 0) {
			readers[i].read(r);
			return;
		}
	}
	complain_unknown(r, _("section"), r->section->kind, words, G_N_ELEMENTS(words));
}

static struct layout *layout_new(void)
{
	struct layout *layout = g_new0(struct layout, 1);

	layout->kinds = g_ptr_array_new_with_free_func((GDestroyNotify)kind_free);
	layout->meaning = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	layout->foreign_title = g_ptr_array_new_with_free_func(g_free);
	layout->foreign_column = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	layout->total = g_ptr_array_new_with_free_func(g_free);
	layout->foot = g_ptr_array_new_with_free_func(g_free);
	return layout;
}

static void check_references(const struct library *lib, struct reading *r)
{
	for (guint i = 0; i < r->layout->kinds->len; i++) {
		const struct roster_kind *kind = g_ptr_array_index(r->layout->kinds, i);

		if (!library_programme(lib, kind->programme))
			ini_complain(r->complaints, r->ini->file, kind->line,
				_("there is no programme \"%s\""), kind->programme);
	}
}

struct layout *layout_load(const struct library *lib, struct ini_complaints *c)
{
	struct reading r = {.layout = layout_new(), .complaints = c};
	g_auto(GStrv) names = library_list(lib, "rosters");

	for (char **name = names; name && *name; name++) {
		g_autofree char *path = g_strconcat("rosters/", *name, NULL);
		g_autofree char *text = library_text(lib, path);
		g_autoptr(ini) ini = ini_parse(path, text ? text : "", -1, c);

		r.ini = ini;
		for (guint i = 0; i < ini->sections->len; i++) {
			r.section = g_ptr_array_index(ini->sections, i);
			read_section(&r);
		}
		check_references(lib, &r);
	}
	return r.layout;
}

/* --- asking ---------------------------------------------------------------------------------- */

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
	return layout->word[column] ? layout->word[column] : column_keys[column];
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

const struct roster_kind *layout_kind(const struct layout *layout, const char *name)
{
	for (guint i = 0; i < layout->kinds->len; i++) {
		const struct roster_kind *kind = g_ptr_array_index(layout->kinds, i);

		if (strcmp(kind->key, name) == 0 || strcmp(kind->label, name) == 0)
			return kind;
	}
	return NULL;
}

const GPtrArray *layout_kinds(const struct layout *layout)
{
	return layout->kinds;
}

const struct roster_kind *layout_recognise(const struct layout *layout, const char *text)
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

month layout_month(const char *text)
{
	static const char *const patterns[] = {
		"((?:19|20)\\d\\d)年(\\d{1,2})月(?!份?\\d{1,2}[日号])",
		"(?<!\\d)((?:19|20)\\d\\d)[-./_]?(0[1-9]|1[0-2])(?!\\d)(?![-./_]\\d)",
	};
	g_autofree char *plain = arabic(text);

	for (size_t i = 0; i < G_N_ELEMENTS(patterns); i++) {
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
