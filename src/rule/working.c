#include "config.h"

#include <string.h>

#include "base/text.h"
#include "rule/working.h"

#define N_FIELDS 6

static void line_free(gpointer data)
{
	struct working_line *line = data;

	g_free(line->label);
	g_free(line->operand);
	g_free(line->value);
	g_free(line->unit);
	g_free(line->article);
	g_free(line->source);
	g_free(line);
}

struct working *working_new(void)
{
	struct working *w = g_new0(struct working, 1);

	w->lines = g_ptr_array_new_with_free_func(line_free);
	return w;
}

void working_free(struct working *w)
{
	if (!w)
		return;
	g_ptr_array_unref(w->lines);
	g_free(w);
}

/* Names and sources come from data: no tab or line end of theirs may break a line of the text. */
static char *field_copy(const char *text)
{
	return text ? text_clean(text) : g_strdup("");
}

void working_add(struct working *w, const char *label, const char *operand, const char *value,
	const char *unit, const char *article, const char *source)
{
	struct working_line *line = g_new0(struct working_line, 1);

	line->label = field_copy(label);
	line->operand = field_copy(operand);
	line->value = field_copy(value);
	line->unit = field_copy(unit);
	line->article = field_copy(article);
	line->source = field_copy(source);
	g_ptr_array_add(w->lines, line);
}

char *working_to_text(const struct working *w)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < w->lines->len; i++) {
		const struct working_line *l = g_ptr_array_index(w->lines, i);

		g_string_append_printf(out, "%s\t%s\t%s\t%s\t%s\t%s\n", l->label, l->operand,
			l->value, l->unit, l->article, l->source);
	}
	return g_string_free(out, FALSE);
}

struct working *working_from_text(const char *text)
{
	g_autoptr(working) w = working_new();
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (char **line = lines; *line; line++) {
		g_auto(GStrv) f = NULL;

		if (!**line)
			continue;
		f = g_strsplit(*line, "\t", -1);
		if (g_strv_length(f) != N_FIELDS)
			return NULL;
		working_add(w, f[0], f[1], f[2], f[3], f[4], f[5]);
	}
	return g_steal_pointer(&w);
}
