#include "config.h"
#include "model/division.h"

#include <string.h>
#include "base/i18n.h"
#include "base/pinyin.h"
#include "base/text.h"

#define VILLAGE_DIGITS 3 /* of the 12, within its township */

/* --- loading --------------------------------------------------------------------------------- */

static bool is_level(const char *word)
{
	static const char *const levels[] = {
		"province", "city", "county", "township", "village", NULL};

	return g_strv_contains(levels, word);
}

static bool load_line(
	struct change *c, const char *file, int line, const char *text, GError **error)
{
	g_auto(GStrv) cell = g_strsplit(text, ",", -1);
	struct record r = record_of("division");
	g_autofree char *initials = NULL;

	if (g_strv_length(cell) != 4 || !*cell[0] || !*cell[1] || !is_level(cell[2]))
		return jz_fail(error, JZ_ERROR_BAD,
			_("%s:%d: a line is code,name,level,parent (\"%s\")"), file, line, text);
	initials = pinyin_initials(cell[1]);
	record_text(&r, "code", cell[0]);
	record_text(&r, "name", cell[1]);
	record_text(&r, "level", cell[2]);
	record_text(&r, "parent", cell[3]);
	record_int(&r, "gb", 1);
	record_text(&r, "initials", initials);
	return change_insert(c, &r, NULL, error);
}

static bool load_file(struct change *c, const char *file, char *text, GError **error)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (int i = 0; lines[i]; i++) {
		char *line = g_strstrip(lines[i]);

		if (i == 0 && g_str_has_prefix(line, "\xEF\xBB\xBF"))
			line += 3;
		if (!*line || *line == '#' || g_str_has_prefix(line, "code,"))
			continue;
		if (!load_line(c, file, i + 1, line, error))
			return false;
	}
	return true;
}

bool division_load(struct change *c, const struct library *lib, GError **error)
{
	g_auto(GStrv) names = library_list(lib, "divisions");

	for (char **name = names; name && *name; name++) {
		g_autofree char *path = g_strconcat("divisions/", *name, NULL);
		g_autofree char *text = library_text(lib, path);

		if (text && !load_file(c, path, text, error))
			return false;
	}
	return true;
}

/* A name in full, or without the word for its kind ("镇", "街道"). */
static bool is_named(const char *name, const char *word)
{
	static const char *const kinds[] = {"", "镇", "乡", "街道", "县", "区", "市"};

	if (!g_str_has_prefix(name, word))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
		if (strcmp(name + strlen(word), kinds[i]) == 0)
			return true;
	return false;
}

static void add_named(GPtrArray *found, const char *text, const char *word)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (int i = 0; lines[i]; i++) {
		g_auto(GStrv) cell = g_strsplit(g_strstrip(lines[i]), ",", -1);

		if (g_strv_length(cell) == 4 &&
			(!strcmp(cell[2], "township") || !strcmp(cell[2], "county")) &&
			is_named(cell[1], word))
			g_ptr_array_add(found, g_strdup(cell[0]));
	}
}

char *division_code_of(const struct library *lib, const char *word, GError **error)
{
	g_auto(GStrv) names = library_list(lib, "divisions");
	g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);

	if (*word && strspn(word, "0123456789") == strlen(word))
		return g_strdup(word);
	for (char **name = names; *word && name && *name; name++) {
		g_autofree char *path = g_strconcat("divisions/", *name, NULL);
		g_autofree char *text = library_text(lib, path);

		if (text)
			add_named(found, text, word);
	}
	if (found->len == 1)
		return g_strdup(g_ptr_array_index(found, 0));
	g_ptr_array_add(found, NULL);
	g_autofree char *codes = g_strjoinv(" ", (char **)found->pdata);
	if (found->len > 1)
		jz_fail(error, JZ_ERROR_USAGE,
			_("several places are called %s; name one by its code: %s"), word, codes);
	else
		jz_fail(error, JZ_ERROR_USAGE,
			_("no township or county is called %s; write its full name or its code"),
			word);
	return NULL;
}

/* --- names ----------------------------------------------------------------------------------- */

char *division_name(struct desk *desk, const char *code, bool full)
{
	g_autofree char *here = g_strdup(code ? code : "");
	char *name = g_strdup("");

	for (int depth = 0; depth < 3 && *here; depth++) {
		g_autofree char *joined = NULL;
		char *parent = NULL;
		struct query *q = db_query(desk->db,
			"SELECT name, parent, level IN ('province', 'city') FROM division"
			" WHERE code = $1",
			"t", here);

		if (query_next(q) && (depth == 0 || query_int(q, 2) == 0)) {
			joined = g_strconcat(query_text(q, 0), name, NULL);
			parent = full ? query_dup(q, 1) : NULL;
		}
		query_end(q, NULL);
		if (joined) {
			g_free(name);
			name = g_steal_pointer(&joined);
		}
		g_free(here);
		here = parent ? parent : g_strdup("");
	}
	return name;
}

static const char *last_digits(const char *code)
{
	size_t len = strlen(code);

	return code + (len > VILLAGE_DIGITS ? len - VILLAGE_DIGITS : 0);
}

struct code_list *division_villages(struct desk *desk, const char *township)
{
	struct code_list *list = code_list_new("villages", _("Villages"));
	struct query *q = db_query(desk->db,
		"SELECT code, name FROM division WHERE parent = $1 AND level = 'village'"
		" ORDER BY code",
		"t", township ? township : desk->office.code);

	while (query_next(q))
		code_list_add(list, last_digits(query_text(q, 0)), query_text(q, 1));
	query_end(q, NULL);
	return list;
}

struct code_list *division_villages_under(struct desk *desk, const char *code)
{
	struct code_list *list = code_list_new("villages", _("Villages"));
	g_autofree char *end = g_strconcat(code, ":", NULL); /* behind every digit */
	struct query *q = db_query(desk->db,
		"SELECT code, name FROM division WHERE code >= $1 AND code < $2"
		" AND level = 'village' ORDER BY code",
		"tt", code, end);

	while (query_next(q))
		code_list_add(list, query_text(q, 0), query_text(q, 1));
	query_end(q, NULL);
	return list;
}

char *division_village_code(struct desk *desk, const char *key)
{
	return db_one_text(desk->db, NULL,
		"SELECT code FROM division WHERE parent = $1 AND level = 'village'"
		" AND substr(code, length(code) - 2) = $2",
		"tt", desk->office.code, key ? key : "");
}

/* --- a roster's words ------------------------------------------------------------------------ */

/* Slips that text recognition made in the audited rosters (policy 12.2). */
static const struct {
	const char *wrong, *right;
} slips[] = {
	{"孟县", "盂县"},
	{"西南昇", "西南舁"},
	{"乡镇", "镇"},
};

static char *mend(const char *words)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *name = text_name(words ? words : "");

	g_string_assign(text, name);
	for (size_t i = 0; i < G_N_ELEMENTS(slips); i++)
		g_string_replace(text, slips[i].wrong, slips[i].right, 0);
	return g_strdup(text->str);
}

/* What a name of a village may end in, and what it says: a village or an urban community. */
static const struct {
	const char *word;
	char kind; /* 'v', 'c', 0 says nothing */
} endings[] = {
	{"村民委员会", 'v'},
	{"居民委员会", 'c'},
	{"社区居民委员会", 'c'},
	{"村委会", 'v'},
	{"居委会", 'c'},
	{"村委", 'v'},
	{"居委", 'c'},
	{"委员会", 0},
	{"社区", 'c'},
	{"村", 'v'},
};

/* Cuts the endings off; false where nothing would be left. *kind gets the last thing said. */
static bool cut_ending(char *name, char *kind)
{
	for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
		size_t len = strlen(name), cut = strlen(endings[i].word);

		if (len <= cut || !g_str_has_suffix(name, endings[i].word))
			continue;
		name[len - cut] = '\0';
		if (!*kind)
			*kind = endings[i].kind;
		return true;
	}
	return false;
}

static char *core_of(const char *name, char *kind)
{
	char *core = g_strdup(name);

	*kind = 0;
	while (cut_ending(core, kind))
		;
	return core;
}

struct match {
	char *code;
	int score; /* 0 none, 1 same core, 2 same core and kind, 3 the same words */
	bool twice;
};

static void consider(struct match *best, const char *code, int score)
{
	if (score == 0 || score < best->score)
		return;
	best->twice = score == best->score;
	best->score = score;
	g_free(best->code);
	best->code = g_strdup(code);
}

static int score_of(const char *name, const char *words, const char *core, char kind)
{
	g_autofree char *own = NULL;
	char own_kind;

	if (strcmp(name, words) == 0)
		return 3;
	own = core_of(name, &own_kind);
	if (strcmp(own, core) != 0)
		return 0;
	return kind && kind == own_kind ? 2 : 1;
}

static char *match_village(struct desk *desk, const char *township, const char *words)
{
	struct match best = {0};
	char kind;
	g_autofree char *core = core_of(words, &kind);
	struct query *q = db_query(desk->db,
		"SELECT code, name FROM division WHERE parent = $1 AND level = 'village'"
		" ORDER BY code",
		"t", township);

	while (query_next(q))
		consider(&best, query_text(q, 0), score_of(query_text(q, 1), words, core, kind));
	query_end(q, NULL);
	/* Two villages would do: saying which would be a guess. */
	if (best.twice)
		g_clear_pointer(&best.code, g_free);
	return best.code;
}

/* "盂县秀水镇" before the village. */
static const char *skip_prefix(struct desk *desk, const char *township, const char *words)
{
	g_autofree char *name = division_name(desk, township, false);
	g_autofree char *full = division_name(desk, township, true);

	if (*full && g_str_has_prefix(words, full))
		return words + strlen(full);
	return *name && g_str_has_prefix(words, name) ? words + strlen(name) : words;
}

char *division_match(struct desk *desk, const char *township, const char *words)
{
	g_autofree char *mended = mend(words);
	const char *rest;
	char *code;

	township = township ? township : desk->office.code;
	if (!*mended)
		return NULL;
	code = match_village(desk, township, mended);
	if (code)
		return code;
	rest = skip_prefix(desk, township, mended);
	return rest != mended && *rest ? match_village(desk, township, rest) : NULL;
}

char *division_township_in(struct desk *desk, const char *text)
{
	g_autofree char *mended = mend(text);
	char *code = NULL;
	size_t longest = 0;
	bool twice = false;
	struct query *q = db_query(desk->db,
		"SELECT t.code, t.name, coalesce(c.name, '') FROM division t"
		" LEFT JOIN division c ON c.code = t.parent WHERE t.level = 'township'",
		"");

	while (query_next(q)) {
		g_autofree char *full = g_strconcat(query_text(q, 2), query_text(q, 1), NULL);
		size_t len = strstr(mended, full)          ? strlen(full)
			: strstr(mended, query_text(q, 1)) ? strlen(query_text(q, 1))
							   : 0;

		if (len == 0 || len < longest)
			continue;
		twice = len == longest;
		longest = len;
		g_free(code);
		code = query_dup(q, 0);
	}
	query_end(q, NULL);
	if (twice)
		g_clear_pointer(&code, g_free);
	return code;
}
