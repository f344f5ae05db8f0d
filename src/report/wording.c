#include "config.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "report/document.h"
#include "report/template.h"
#include "report/wording.h"

#define FOLDER "notices/"
#define SUFFIX ".txt"

char *wording_find(const struct library *lib, const char *key, const char *programme, char **file)
{
	const struct programme *p = programme ? library_programme(lib, programme) : NULL;
	const char *const whose[] = {p ? p->key : NULL, p ? p->group : NULL};

	for (size_t i = 0; i < G_N_ELEMENTS(whose); i++) {
		g_autofree char *own =
			whose[i] ? g_strdup_printf(FOLDER "%s.%s" SUFFIX, key, whose[i]) : NULL;
		char *text = own ? library_text(lib, own) : NULL;

		if (text) {
			*file = g_steal_pointer(&own);
			return text;
		}
	}
	*file = g_strdup_printf(FOLDER "%s" SUFFIX, key);
	return library_text(lib, *file);
}

/* ---- names ---- */

static void know(GPtrArray *names, const char *list, const char *suffix, const char *field)
{
	g_ptr_array_add(names, g_strconcat(list, suffix, ".", field, NULL));
}

static void know_facts(const struct library *lib, const struct programme *p, GPtrArray *names)
{
	for (guint i = 0; i < p->facts->len; i++) {
		const struct facts_def *def = g_ptr_array_index(p->facts, i);
		const struct block_def *block = fact_block(lib, def);

		for (guint k = 0; block && k < block->fields->len; k++) {
			const struct field_def *f = g_ptr_array_index(block->fields, k);

			know(names, def->key, "", f->key);
			know(names, def->key, "_last", f->key);
		}
	}
}

/* The values of the kind, and the rows of [facts] of the programmes that the wording is for. */
static GPtrArray *known_names(
	const struct library *lib, const struct document_kind *kind, const char *whose)
{
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	const GPtrArray *programmes = library_programmes(lib);

	for (const char *const *n = kind->names; *n; n++)
		g_ptr_array_add(names, g_strdup(*n));
	for (guint i = 0; !kind->no_facts && i < programmes->len; i++) {
		const struct programme *p = g_ptr_array_index(programmes, i);

		if (!whose || programme_is(p, whose))
			know_facts(lib, p, names);
	}
	g_ptr_array_add(names, NULL);
	return names;
}

void document_check_wording(const struct library *lib, const char *key, const char *whose,
	const char *file, const char *wording, struct ini_complaints *c)
{
	const struct document_kind *kind = document_kind(key);
	g_autoptr(template) t = template_parse(file, wording, c);
	g_autoptr(GPtrArray) names = NULL;

	if (!t || !kind)
		return;
	names = known_names(lib, kind, whose);
	template_check(t, (const char *const *)names->pdata, c);
}

/* ---- names of files ---- */

/* Keys of documents, or of programmes and their groups; not owned. */
static GPtrArray *words_of(const struct library *lib, bool documents)
{
	GPtrArray *words = g_ptr_array_new();
	const GPtrArray *programmes = library_programmes(lib);

	for (const struct document_kind *k = document_kinds(); documents && k->key; k++)
		g_ptr_array_add(words, (gpointer)k->key);
	for (guint i = 0; !documents && i < programmes->len; i++) {
		const struct programme *p = g_ptr_array_index(programmes, i);

		g_ptr_array_add(words, p->key);
		g_ptr_array_add(words, p->group);
	}
	return words;
}

/* Is it one of them?  Complains with what was probably meant. */
static bool check_word(const struct library *lib, bool documents, const char *word,
	const char *file, struct ini_complaints *c)
{
	g_autoptr(GPtrArray) words = words_of(lib, documents);
	const char *near;

	for (guint i = 0; i < words->len; i++)
		if (!strcmp(g_ptr_array_index(words, i), word))
			return true;
	near = text_nearest(word, (const char *const *)words->pdata, words->len);
	if (near && documents)
		ini_complain(c, file, 0, _("there is no document \"%s\"; did you mean \"%s\"?"),
			word, near);
	else if (near)
		ini_complain(c, file, 0,
			_("there is no programme or group \"%s\"; did you mean \"%s\"?"), word,
			near);
	else
		ini_complain(c, file, 0,
			documents ? _("there is no document \"%s\"")
				  : _("there is no programme or group \"%s\""),
			word);
	return false;
}

/* name: "decision.child.txt" */
static void check_file(const struct library *lib, const char *name, struct ini_complaints *c)
{
	g_autofree char *file = g_strconcat(FOLDER, name, NULL);
	g_autofree char *wording = library_text(lib, file);
	g_autofree char *stem = NULL;
	g_auto(GStrv) parts = NULL;

	if (!g_str_has_suffix(name, SUFFIX)) {
		ini_complain(c, file, 0, _("a notice is KEY.txt or KEY.PROGRAMME.txt"));
		return;
	}
	stem = g_strndup(name, strlen(name) - strlen(SUFFIX));
	parts = g_strsplit(stem, ".", 2);
	if (!check_word(lib, true, parts[0], file, c))
		return;
	if (parts[1] && !check_word(lib, false, parts[1], file, c))
		return;
	document_check_wording(lib, parts[0], parts[1], file, wording, c);
}

void document_check(const struct library *lib, struct ini_complaints *c)
{
	g_auto(GStrv) files = library_list(lib, "notices");

	for (const struct document_kind *k = document_kinds(); k->key; k++) {
		g_autofree char *file = g_strdup_printf(FOLDER "%s" SUFFIX, k->key);
		g_autofree char *wording = library_text(lib, file);

		if (!wording)
			ini_complain(c, file, 1, _("This notice is missing; put it back."));
	}
	for (char **f = files; *f; f++)
		check_file(lib, *f, c);
}
