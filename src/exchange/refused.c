#include "config.h"
#include "exchange/refused.h"

#include <string.h>

struct refused {
	GHashTable *sentences; /* row -> sentence */
	GString *text;         /* a line for each: row, blank, sentence */
};

struct refused *refused_new(const char *text)
{
	struct refused *r = g_new0(struct refused, 1);
	g_auto(GStrv) lines = g_strsplit(text ? text : "", "\n", -1);

	r->sentences = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	r->text = g_string_new(NULL);
	for (char **l = lines; *l; l++) {
		char *end;
		gint64 row = g_ascii_strtoll(*l, &end, 10);

		if (*end == ' ')
			refused_add(r, (int)row, end + 1);
	}
	return r;
}

void refused_free(struct refused *r)
{
	if (!r)
		return;
	g_hash_table_unref(r->sentences);
	g_string_free(r->text, TRUE);
	g_free(r);
}

void refused_add(struct refused *r, int row, const char *sentence)
{
	char *line = g_strdelimit(g_strdup(sentence), "\n", ' ');

	g_string_append_printf(r->text, "%s%d %s", r->text->len ? "\n" : "", row, line);
	g_hash_table_insert(r->sentences, GINT_TO_POINTER(row), line);
}

const char *refused_of(const struct refused *r, int row)
{
	return g_hash_table_lookup(r->sentences, GINT_TO_POINTER(row));
}

char *refused_text(const struct refused *r)
{
	return r->text->len ? g_strdup(r->text->str) : NULL;
}
