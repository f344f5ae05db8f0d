/* Reading the files of forms/rosters and forms/lists. */
#include "config.h"
#include "exchange/layout_room.h"

#include <string.h>
#include "base/i18n.h"
#include "base/text.h"

/* The keys of [column ...] in forms/rosters. */
const char *const layout_column_keys[COLUMN_N] = {
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
	[COLUMN_PROGRAMME] = "programme",
	[COLUMN_SUPPORT] = "support",
	[COLUMN_CARE_LEVEL] = "care_level",
	[COLUMN_BASE] = "base",
	[COLUMN_CARE] = "care",
	[COLUMN_INSTITUTION] = "institution",
	[COLUMN_PLACING] = "placing",
	[COLUMN_CARER] = "carer",
	[COLUMN_CARER_ID] = "carer_id",
	[COLUMN_CARER_RELATION] = "carer_relation",
	[COLUMN_CAUSE] = "cause",
	[COLUMN_WAY] = "way",
	[COLUMN_PAID_ON] = "paid_on",
	[COLUMN_PAID] = "paid",
	[COLUMN_REASON] = "reason",
	[COLUMN_NOTE] = "note",
	[COLUMN_SOURCE] = "source",
	[COLUMN_HAPPENED] = "happened",
	[COLUMN_UNTIL] = "until",
	[COLUMN_SORT] = "sort",
	[COLUMN_DETAIL] = "detail",
	[COLUMN_OTHER] = "other",
	[COLUMN_OTHER_ID] = "other_id",
};

static const char *const taking_keys[TAKING_N] = {
	"household", "person", "grant", "payment", "record"};
static const char *const dating_keys[DATING_N] = {"title", "report", "row"};

/* --- making and freeing ---------------------------------------------------------------------- */

static void kind_free(struct roster_kind *kind)
{
	g_free(kind->key);
	g_free(kind->label);
	g_strfreev(kind->programmes);
	g_strfreev(kind->answers);
	g_free(kind->area);
	g_free(kind->state);
	g_ptr_array_unref(kind->title);
	g_free(kind);
}

static void value_free(struct value *v)
{
	g_free(v->word);
	g_free(v->code);
	g_free(v);
}

static struct layout *layout_new(void)
{
	struct layout *layout = g_new0(struct layout, 1);

	layout->needs = g_array_new(FALSE, TRUE, sizeof(struct need));
	layout->kinds = g_ptr_array_new_with_free_func((GDestroyNotify)kind_free);
	layout->meaning = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	layout->foreign_title = g_ptr_array_new_with_free_func(g_free);
	layout->foreign_column = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	layout->total = g_ptr_array_new_with_free_func(g_free);
	layout->foot = g_ptr_array_new_with_free_func(g_free);
	layout->values = g_ptr_array_new_with_free_func((GDestroyNotify)value_free);
	layout->coded[0] = COLUMN_N;
	return layout;
}

void layout_free(struct layout *layout)
{
	if (!layout)
		return;
	g_array_unref(layout->needs);
	g_strfreev(layout->once);
	g_ptr_array_unref(layout->kinds);
	g_hash_table_unref(layout->meaning);
	g_ptr_array_unref(layout->foreign_title);
	g_hash_table_unref(layout->foreign_column);
	g_ptr_array_unref(layout->total);
	g_ptr_array_unref(layout->foot);
	g_ptr_array_unref(layout->values);
	for (int i = 0; i < COLUMN_N; i++) {
		g_free(layout->word[i]);
		g_free(layout->other[i]);
		g_free(layout->part[i]);
	}
	g_free(layout);
}

void layouts_free(struct layouts *all)
{
	if (!all)
		return;
	g_ptr_array_unref(all->list);
	g_ptr_array_unref(all->kinds);
	layout_free(all->common);
	g_free(all);
}

/* --- words ----------------------------------------------------------------------------------- */

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

static char **words_of(const char *text)
{
	GPtrArray *words = g_ptr_array_new();

	each_word(text, add_to_array, words);
	g_ptr_array_add(words, NULL);
	return (char **)g_ptr_array_free(words, FALSE);
}

struct reading {
	const struct library *lib;
	struct layout *layout;
	const struct ini *ini;
	const struct ini_section *section;
	struct ini_complaints *complaints;
	int column;
	const char *code;
};

static void add_meaning(char *folded, void *ctx)
{
	struct reading *r = ctx;
	const struct meaning *old = g_hash_table_lookup(r->layout->meaning, folded);
	struct meaning *m;

	if (old && old->column != r->column)
		ini_complain(r->complaints, r->ini->file, r->section->line,
			_("\"%s\" already means the column \"%s\""), folded,
			layout_column_keys[old->column]);
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

static int index_of(
	struct reading *r, const char *what, const char *word, const char *const *candidates, int n)
{
	for (int i = 0; i < n; i++)
		if (strcmp(candidates[i], word) == 0)
			return i;
	complain_unknown(r, what, word, candidates, (size_t)n);
	return n;
}

static int column_of(struct reading *r, const char *word)
{
	return index_of(r, _("column"), word, layout_column_keys, COLUMN_N);
}

/* --- sections -------------------------------------------------------------------------------- */

static void add_coded(struct layout *layout, enum column column)
{
	enum column *at = layout->coded;

	while (*at != COLUMN_N && *at != column)
		at++;
	if (*at == COLUMN_N) {
		at[0] = column;
		at[1] = COLUMN_N;
	}
}

static void read_column(struct reading *r)
{
	static const char *const known[] = {"words", "codes", "other", "part", NULL};
	const struct ini_section *s = r->section;
	const char *codes = ini_value(s, "codes");

	ini_check_keys(r->ini, s, known, r->complaints);
	r->column = column_of(r, s->name);
	if (r->column == COLUMN_N)
		return;
	each_word(ini_value(s, "words"), add_meaning, r);
	r->layout->other[r->column] = g_strdup(ini_value(s, "other"));
	r->layout->part[r->column] = g_strdup(ini_value(s, "part"));
	if (!codes)
		return;
	r->layout->codes[r->column] = library_codes(r->lib, codes);
	add_coded(r->layout, (enum column)r->column);
	if (!r->layout->codes[r->column])
		ini_complain(r->complaints, r->ini->file, s->line,
			_("there is no code list \"%s\""), codes);
}

static void add_value(char *folded, void *ctx)
{
	struct reading *r = ctx;
	struct value *v = g_new(struct value, 1);

	v->column = r->column;
	v->word = folded;
	v->code = g_strdup(r->code);
	g_ptr_array_add(r->layout->values, v);
}

/* [values programme]: the code, and the words that mean it.  Which codes there are is looked at
 * when all sections are read. */
static void read_values(struct reading *r)
{
	r->column = column_of(r, r->section->name);
	if (r->column == COLUMN_N)
		return;
	add_coded(r->layout, (enum column)r->column);
	for (guint i = 0; i < r->section->pairs->len; i++) {
		const struct ini_pair *pair = g_ptr_array_index(r->section->pairs, i);

		r->code = pair->key;
		each_word(pair->value, add_value, r);
	}
}

static void add_need(char *folded, void *ctx)
{
	struct reading *r = ctx;
	struct need need = {.n = 0};
	g_auto(GStrv) words = g_strsplit(folded, "|", G_N_ELEMENTS(need.any));

	g_free(folded);
	for (char **w = words; *w; w++) {
		int column = column_of(r, *w);

		if (column < COLUMN_N)
			need.any[need.n++] = (enum column)column;
	}
	if (need.n)
		g_array_append_val(r->layout->needs, need);
}

static void read_list(struct reading *r)
{
	static const char *const known[] = {"rows", "month", "needs", "once", NULL};
	const char *rows = ini_value(r->section, "rows"), *dated = ini_value(r->section, "month");

	ini_check_keys(r->ini, r->section, known, r->complaints);
	if (rows)
		r->layout->taking =
			index_of(r, _("sort of rows"), rows, taking_keys, TAKING_N) % TAKING_N;
	if (dated)
		r->layout->dating =
			index_of(r, _("place of the month"), dated, dating_keys, DATING_N) %
			DATING_N;
	each_word(ini_value(r->section, "needs"), add_need, r);
	g_strfreev(r->layout->once);
	r->layout->once = words_of(ini_value(r->section, "once"));
}

static void read_kind(struct reading *r)
{
	static const char *const known[] = {
		"label", "label[en]", "programme", "area", "state", "title", NULL};
	const struct ini_section *s = r->section;
	const char *label = ini_value(s, "label"), *programme = ini_value(s, "programme");
	struct roster_kind *kind;

	ini_check_keys(r->ini, s, known, r->complaints);
	if (!label || !programme || !ini_value(s, "title")) {
		ini_complain(r->complaints, r->ini->file, s->line,
			_("[roster %s] needs label, programme and title"), s->name);
		return;
	}
	kind = g_new0(struct roster_kind, 1);
	kind->layout = r->layout;
	kind->key = g_strdup(s->name);
	kind->label = g_strdup(label);
	kind->programmes = words_of(programme);
	kind->area = g_strdup(ini_value(s, "area"));
	kind->state = g_strdup(ini_value(s, "state"));
	kind->line = s->line;
	kind->title = g_ptr_array_new_with_free_func(g_free);
	each_word(ini_value(s, "title"), add_to_array, kind->title);
	g_ptr_array_add(r->layout->kinds, kind);
}

/* [external death]: what another department says of a person. */
static void read_external(struct reading *r)
{
	static const char *const known[] = {
		"label", "label[en]", "title", "death", "both", "answers", "absence", NULL};
	const struct ini_section *s = r->section;
	struct roster_kind *kind;

	ini_check_keys(r->ini, s, known, r->complaints);
	if (!ini_value(s, "label") || !ini_value(s, "title")) {
		ini_complain(r->complaints, r->ini->file, s->line,
			_("[external %s] needs label and title"), s->name);
		return;
	}
	r->layout->taking = TAKING_RECORDS;
	kind = g_new0(struct roster_kind, 1);
	kind->layout = r->layout;
	kind->key = g_strdup(s->name);
	kind->label = g_strdup(ini_label(s, "label"));
	kind->programmes = words_of(NULL);
	kind->death = g_strcmp0(ini_value(s, "death"), "yes") == 0;
	kind->both = g_strcmp0(ini_value(s, "both"), "yes") == 0;
	kind->answers = words_of(ini_value(s, "answers"));
	kind->absence = g_strcmp0(ini_value(s, "absence"), "nothing") == 0;
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
		{"list", read_list},
		{"roster", read_kind},
		{"external", read_external},
		{"column", read_column},
		{"values", read_values},
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

/* --- what must be there ---------------------------------------------------------------------- */

static void check_kind(struct reading *r, const struct roster_kind *kind)
{
	for (char **key = kind->programmes; *key; key++) {
		const struct programme *p = library_programme(r->lib, *key);

		if (!p)
			ini_complain(r->complaints, r->ini->file, kind->line,
				_("there is no programme \"%s\""), *key);
		else if (kind->state && !programme_state(p, kind->state))
			ini_complain(r->complaints, r->ini->file, kind->line,
				_("the programme \"%s\" has no state \"%s\""), *key, kind->state);
	}
}

/* What no system sees, no list answers (N7). */
static void check_answers(struct reading *r, const struct roster_kind *kind)
{
	const struct code_list *sources = library_codes(r->lib, "check_source");

	for (char **key = kind->answers; key && *key; key++) {
		const struct code *source = code_list_find(sources, *key);

		if (!source)
			ini_complain(r->complaints, r->ini->file, kind->line,
				_("there is no source \"%s\" in the code list check_source"), *key);
		else if (g_strcmp0(code_attribute(source, "manual"), "yes") == 0)
			ini_complain(r->complaints, r->ini->file, kind->line,
				_("the source \"%s\" is asked by hand; no list answers it"), *key);
	}
	if (kind->absence && !*kind->answers)
		ini_complain(r->complaints, r->ini->file, kind->line,
			_("absence means nothing without answers = SOURCE"));
}

static bool is_kind_of(const struct layout *layout, const char *programme)
{
	for (guint i = 0; i < layout->kinds->len; i++) {
		const struct roster_kind *kind = g_ptr_array_index(layout->kinds, i);

		if (g_strv_contains((const char *const *)kind->programmes, programme))
			return true;
	}
	return false;
}

/* Words for a code that is not there would never be taken. */
static void check_values(struct reading *r)
{
	for (guint i = 0; i < r->layout->values->len; i++) {
		const struct value *v = g_ptr_array_index(r->layout->values, i);
		const struct code_list *list = r->layout->codes[v->column];
		bool known = !list || code_list_find(list, v->code);

		if (v->column == COLUMN_PROGRAMME)
			known = is_kind_of(r->layout, v->code);
		if (!known)
			ini_complain(r->complaints, r->ini->file, 1,
				_("\"%s\" means the code \"%s\", which is not there"), v->word,
				v->code);
	}
}

static void default_needs(struct reading *r)
{
	if (!r->layout->needs->len)
		each_word("head|name, id_no|head_id, amount", add_need, r);
}

/* What all lists call so, a list may call something else. */
static void add_common(struct layout *layout, const struct layout *common)
{
	GHashTableIter iter;
	gpointer word, old;

	g_hash_table_iter_init(&iter, common->meaning);
	while (g_hash_table_iter_next(&iter, &word, &old)) {
		struct meaning *m;

		if (g_hash_table_contains(layout->meaning, word))
			continue;
		m = g_memdup2(old, sizeof *m);
		m->rank += layout->words[m->column];
		g_hash_table_insert(layout->meaning, g_strdup(word), m);
	}
	for (int i = 0; i < COLUMN_N; i++)
		if (!layout->word[i])
			layout->word[i] = g_strdup(common->word[i]);
	for (guint i = 0; i < common->total->len; i++)
		g_ptr_array_add(layout->total, g_strdup(common->total->pdata[i]));
	for (guint i = 0; i < common->foot->len; i++)
		g_ptr_array_add(layout->foot, g_strdup(common->foot->pdata[i]));
}

/* --- the files ------------------------------------------------------------------------------- */

/* A file that names a kind is a layout of its own. */
static bool has_kind(const struct ini *ini)
{
	for (guint i = 0; i < ini->sections->len; i++) {
		const struct ini_section *s = g_ptr_array_index(ini->sections, i);

		if (strcmp(s->kind, "roster") == 0 || strcmp(s->kind, "external") == 0)
			return true;
	}
	return false;
}

static void read_file(struct reading *r, struct layouts *all, const char *folder, const char *name)
{
	g_autofree char *path = g_strconcat(folder, "/", name, NULL);
	g_autofree char *text = library_text(r->lib, path);
	g_autoptr(ini) ini = ini_parse(path, text ? text : "", -1, r->complaints);
	bool whole = has_kind(ini);

	r->ini = ini;
	r->layout = whole ? layout_new() : all->common;
	for (guint i = 0; i < ini->sections->len; i++) {
		r->section = g_ptr_array_index(ini->sections, i);
		read_section(r);
	}
	if (!whole)
		return;
	default_needs(r);
	for (guint i = 0; i < r->layout->kinds->len; i++) {
		check_kind(r, r->layout->kinds->pdata[i]);
		check_answers(r, r->layout->kinds->pdata[i]);
		g_ptr_array_add(all->kinds, r->layout->kinds->pdata[i]);
	}
	check_values(r);
	g_ptr_array_add(all->list, r->layout);
}

struct layouts *layouts_load(const struct library *lib, struct ini_complaints *c)
{
	struct layouts *all = g_new0(struct layouts, 1);
	struct reading r = {.lib = lib, .complaints = c};
	static const char *const folders[] = {"rosters", "lists"};

	all->list = g_ptr_array_new_with_free_func((GDestroyNotify)layout_free);
	all->kinds = g_ptr_array_new();
	all->common = layout_new();
	for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
		g_auto(GStrv) names = library_list(lib, folders[i]);

		for (char **name = names; name && *name; name++)
			read_file(&r, all, folders[i], *name);
	}
	for (guint i = 0; i < all->list->len; i++)
		add_common(g_ptr_array_index(all->list, i), all->common);
	return all;
}
