#include "config.h"

#include <string.h>

#include "base/i18n.h"
#include "report/words.h"

void words_day(struct slots *s, const char *name, day d)
{
	g_autofree char *text = NULL;
	int year, mon, mday;

	if (d != DAY_NONE && d != 0) {
		day_split(d, &year, &mon, &mday);
		/* TRANSLATORS: year, month, day of a date in a notice */
		text = g_strdup_printf(_("%d-%02d-%02d"), year, mon, mday);
	}
	slots_text(s, name, text);
}

void words_month(struct slots *s, const char *name, month m)
{
	g_autofree char *text = NULL;

	if (m != MONTH_NONE && m != 0)
		/* TRANSLATORS: year and month in a notice */
		text = g_strdup_printf(_("%d-%02d"), m / 12, m % 12 + 1);
	slots_text(s, name, text);
}

void words_int(struct slots *s, const char *name, gint64 n)
{
	g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, n);

	slots_text(s, name, text);
}

void words_money(struct slots *s, const char *name, fen amount)
{
	char text[MONEY_LEN];

	slots_text(s, name, amount < 0 ? NULL : money_print(amount, text));
}

static const struct code_list *list_of(const struct document_input *in, const char *name)
{
	return in->lib ? library_codes(in->lib, name) : NULL;
}

const char *words_code(const struct document_input *in, const char *list, const char *key)
{
	const struct code_list *codes = list_of(in, list);

	if (!key)
		return "";
	return codes ? code_list_label(codes, key) : key;
}

static const struct programme *programme_of(const struct document_input *in)
{
	return in->casefile && in->lib ? library_programme(in->lib, in->casefile->programme) : NULL;
}

/* A law is cited from its first day on, and only where it speaks of this programme: what a file
 * took over from another programme is not its law. */
static bool is_law_of(const struct document_input *in, const struct code *law)
{
	const struct programme *p = programme_of(in);
	const char *from = code_attribute(law, "from"), *only = code_attribute(law, "only");
	day on = in->law_on && in->law_on != DAY_NONE ? in->law_on : in->today;
	g_auto(GStrv) words = NULL;

	if (from && on < day_from_iso(from))
		return false;
	if (!only || !p)
		return true;
	words = g_strsplit(only, ",", -1);
	for (char **w = words; *w; w++)
		if (programme_is(p, g_strstrip(*w)))
			return true;
	return false;
}

/* "DB21 第10条": the law's name for its short mark. */
static char *law_words(const struct document_input *in, const char *piece)
{
	const struct code_list *laws = list_of(in, "law");
	g_autofree char *mark = g_strndup(piece, strcspn(piece, " "));
	const struct code *law = laws ? code_list_find(laws, mark) : NULL;
	const char *rest = piece + strlen(mark);

	if (!law || !is_law_of(in, law))
		return NULL;
	return g_strconcat(law->label, rest + strspn(rest, " "), NULL);
}

/* Our mark for a rule is another article in every programme's law. */
static char *article_words(const struct document_input *in, const char *piece)
{
	const struct programme *p = programme_of(in);
	const char *const whose[] = {p ? p->key : NULL, p ? p->group : NULL, NULL};

	for (size_t i = 0; i < G_N_ELEMENTS(whose); i++) {
		g_autofree char *name =
			whose[i] ? g_strconcat("article_", whose[i], NULL) : g_strdup("article");
		const struct code_list *articles = list_of(in, name);
		const struct code *article = articles ? code_list_find(articles, piece) : NULL;

		if (article)
			return g_strdup(article->label);
	}
	return NULL;
}

static void add_once(GPtrArray *words, char *word)
{
	for (guint i = 0; word && i < words->len; i++)
		if (!strcmp(word, g_ptr_array_index(words, i)))
			g_clear_pointer(&word, g_free);
	if (word)
		g_ptr_array_add(words, word);
}

/* "C-02, DB21 ..." names the same rule twice, by our mark and by law: the law alone is printed.
 * A mark of our own that has no words means nothing to a family and is left out. */
char *words_article(const struct document_input *in, const char *article)
{
	g_auto(GStrv) pieces = g_strsplit(article ? article : "", BETWEEN_WORDS, -1);
	g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);

	for (char **p = pieces; *p; p++)
		add_once(words, law_words(in, g_strstrip(*p)));
	if (!words->len)
		for (char **p = pieces; *p; p++)
			add_once(words, article_words(in, *p));
	g_ptr_array_add(words, NULL);
	/* TRANSLATORS: between two articles of law */
	return g_strjoinv(_("; "), (char **)words->pdata);
}
