#include "config.h"
#include "model/search.h"

#include <string.h>
#include "base/text.h"

/* From here on a range of id numbers is no help: walking the names finds a page sooner. */
#define BROAD "2000"

/* --- words ----------------------------------------------------------------------------------- */

static bool is_id_word(const char *s)
{
	size_t n = strspn(s, "0123456789*");

	if (n == 0 || strspn(s, "*") == strlen(s))
		return false;
	return !s[n] || ((s[n] == 'x' || s[n] == 'X') && !s[n + 1]);
}

static bool is_ascii(const char *s)
{
	for (; *s; s++)
		if ((guchar)*s >= 0x80)
			return false;
	return true;
}

/* "*" stands for any run of characters; what LIKE takes for its own is taken literally. */
static char *like_pattern(const char *word, bool open_start)
{
	GString *out = g_string_new(open_start ? "%" : "");

	for (; *word; word++) {
		if (*word == '%' || *word == '_' || *word == '\\')
			g_string_append_c(out, '\\');
		g_string_append_c(out, *word == '*' ? '%' : *word);
	}
	g_string_append_c(out, '%');
	return g_string_free(out, FALSE);
}

static void init_id(struct search_word *w)
{
	g_autofree char *upper = g_ascii_strup(w->text, -1);

	if (strchr(upper, '*')) {
		w->sort = WORD_ID_LIKE;
		w->a = like_pattern(upper, false);
		w->b = g_strdup(upper);
		return;
	}
	w->sort = strlen(upper) == 4 ? WORD_ID_TAIL : WORD_ID;
	w->a = g_strdup(upper);
	w->b = g_strconcat(upper, "~", NULL);
}

static void init_pinyin(struct search_word *w)
{
	g_autofree char *lower = g_ascii_strdown(w->text, -1);

	if (strchr(lower, '*')) {
		w->sort = WORD_PINYIN_LIKE;
		w->a = like_pattern(lower, false);
		w->b = g_strdup(w->a);
		return;
	}
	w->sort = WORD_PINYIN;
	w->a = g_strdup(lower);
	w->b = g_strconcat(" ", lower, NULL);
}

static void init_name(struct search_word *w)
{
	bool wild = strchr(w->text, '*') != NULL;

	w->sort = wild ? WORD_NAME_LIKE : WORD_NAME;
	w->a = wild ? like_pattern(w->text, true) : g_strdup(w->text);
	w->b = g_strdup(w->text);
}

static void word_init(struct search_word *w, const char *text)
{
	w->text = g_strdup(text);
	if (strspn(text, "*") == strlen(text)) {
		w->sort = WORD_NONE;
		w->a = g_strdup("");
		w->b = g_strdup("");
	} else if (is_id_word(text)) {
		init_id(w);
	} else if (is_ascii(text)) {
		init_pinyin(w);
	} else {
		init_name(w);
	}
}

void search_init(struct search *s, const char *text)
{
	g_autofree char *normal = text_normal(text ? text : "");
	g_auto(GStrv) words = g_strsplit(normal, " ", -1);

	memset(s, 0, sizeof *s);
	for (char **w = words; *w && s->n < SEARCH_WORDS; w++)
		if (**w)
			word_init(&s->word[s->n++], *w);
	for (int i = s->n; i < SEARCH_WORDS; i++)
		word_init(&s->word[i], "");
}

void search_clear(struct search *s)
{
	for (int i = 0; i < SEARCH_WORDS; i++) {
		g_free(s->word[i].text);
		g_free(s->word[i].a);
		g_free(s->word[i].b);
	}
	memset(s, 0, sizeof *s);
}

/* --- conditions ------------------------------------------------------------------------------ */

/* Puts a condition with A and B as the parameters of word i. */
static void append(GString *sql, const char *condition, int i)
{
	for (; *condition; condition++) {
		if (*condition == '@')
			g_string_append_printf(sql, "$%d", 2 * i + 1);
		else if (*condition == '#')
			g_string_append_printf(sql, "$%d", 2 * i + 2);
		else
			g_string_append_c(sql, *condition);
	}
}

#define INITIALS "substr(p.pinyin, 1, instr(p.pinyin, ' ') - 1)"
#define SPELLING "substr(p.pinyin, instr(p.pinyin, ' ') + 1)"

/* As tests of a row at hand.  The empty text behind id_no keeps the planner from its index, whose
 * order is not the one the page is in. */
static const char *const filters[] = {
	[WORD_NONE] = "@ = #",
	[WORD_NAME] = "# <> '' AND instr(p.name, @) > 0",
	[WORD_NAME_LIKE] = "# <> '' AND p.name LIKE @ ESCAPE '\\'",
	[WORD_PINYIN] = "substr(p.pinyin, 1, length(@)) = @ OR instr(p.pinyin, #) > 0",
	[WORD_PINYIN_LIKE] = INITIALS " LIKE @ ESCAPE '\\' OR " SPELLING " LIKE # ESCAPE '\\'",
	[WORD_ID] = "p.id_no || '' >= @ AND p.id_no || '' < #",
	[WORD_ID_TAIL] = "(p.id_no || '' >= @ AND p.id_no || '' < #) OR p.id_tail = @",
	[WORD_ID_LIKE] = "# <> '' AND p.id_no LIKE @ ESCAPE '\\'",
};

/* As ranges of an index. */
static const char *const drivers[] = {
	[WORD_PINYIN] = "p.pinyin >= substr(@, 1, 1) AND p.pinyin < substr(@, 1, 1) || '~'",
	[WORD_PINYIN_LIKE] = "p.pinyin >= rtrim(substr(@, 1, 1), '%')"
			     " AND p.pinyin < rtrim(substr(@, 1, 1), '%') || '~'",
	[WORD_ID] = "p.id_no >= @ AND p.id_no < #",
	[WORD_ID_TAIL] = "p.id IN (SELECT i.id FROM person i WHERE i.id_no >= @ AND i.id_no < #"
			 " UNION SELECT t.id FROM person t WHERE t.id_tail = @)",
};

void search_append_word(const struct search *s, int word, GString *sql)
{
	g_string_append(sql, " AND (");
	append(sql, filters[s->word[word].sort], word);
	g_string_append(sql, ")");
}

void search_append_filter(const struct search *s, GString *sql)
{
	for (int i = 0; i < SEARCH_WORDS; i++)
		search_append_word(s, i, sql);
}

static bool is_narrow(struct db *db, const struct search_word *w)
{
	gint64 full = 1;

	db_one_int(db, &full, NULL,
		"SELECT count(*) = " BROAD " FROM (SELECT 1 FROM person WHERE id_no >= $1"
		" AND id_no < $2 LIMIT " BROAD ")",
		"tt", w->a, w->b);
	return !full;
}

static int find_word(const struct search *s, enum word_sort first, enum word_sort last)
{
	for (int i = 0; i < s->n; i++)
		if (s->word[i].sort >= first && s->word[i].sort <= last)
			return i;
	return -1;
}

enum search_way search_way(const struct search *s, struct db *db, int *word)
{
	for (*word = 0; *word < s->n; ++*word)
		if ((s->word[*word].sort == WORD_ID || s->word[*word].sort == WORD_ID_TAIL) &&
			is_narrow(db, &s->word[*word]))
			return SEARCH_BY_NUMBER;
	*word = find_word(s, WORD_NAME, WORD_NAME_LIKE);
	if (*word >= 0)
		return SEARCH_BY_NAME;
	*word = find_word(s, WORD_PINYIN, WORD_PINYIN);
	if (*word < 0)
		*word = find_word(s, WORD_PINYIN_LIKE, WORD_PINYIN_LIKE);
	return *word >= 0 ? SEARCH_BY_PINYIN : SEARCH_BY_NAME;
}

int search_driver(const struct search *s, struct db *db)
{
	int word;

	return search_way(s, db, &word) == SEARCH_BY_NAME ? -1 : word;
}

bool search_is_broad(const struct search *s, int word, struct db *db)
{
	const struct search_word *w = &s->word[word];

	if (w->sort == WORD_ID || w->sort == WORD_ID_TAIL)
		return !is_narrow(db, w);
	return w->sort == WORD_PINYIN && strlen(w->a) == 1;
}

void search_append_bound(int word, bool before, GString *sql)
{
	append(sql,
		before ? "min($9, rtrim(substr(@, 1, 1), '%') || '~')"
		       : "max($9, rtrim(substr(@, 1, 1), '%'))",
		word);
}

void search_append_range(const struct search *s, int word, GString *sql)
{
	g_string_append(sql, " AND ");
	append(sql, drivers[s->word[word].sort], word);
}

const char *search_intern(GString *sql)
{
	const char *text = g_intern_string(sql->str);

	g_string_free(sql, TRUE);
	return text;
}
