#include "form/code.h"

#include <string.h>
#include "base/i18n.h"
#include "base/pinyin.h"
#include "base/text.h"
#include "form/section.h"

static void code_free(gpointer data)
{
	struct code *code = data;
	g_free(code->key);
	g_free(code->label);
	g_free(code->initials);
	if (code->attributes)
		g_hash_table_unref(code->attributes);
	g_free(code);
}

struct code_list *code_list_new(const char *key, const char *label)
{
	struct code_list *list = g_new0(struct code_list, 1);
	list->key = g_strdup(key);
	list->label = g_strdup(label);
	list->codes = g_ptr_array_new_with_free_func(code_free);
	return list;
}

void code_list_free(struct code_list *list)
{
	if (!list)
		return;
	g_free(list->key);
	g_free(list->label);
	g_ptr_array_unref(list->codes);
	g_free(list);
}

struct code *code_list_add(struct code_list *list, const char *key, const char *label)
{
	struct code *code = g_new0(struct code, 1);
	code->key = g_strdup(key);
	code->label = g_strdup(label);
	code->initials = pinyin_initials(label);
	g_ptr_array_add(list->codes, code);
	return code;
}

const struct code *code_list_find(const struct code_list *list, const char *key)
{
	for (guint i = 0; list && key && i < list->codes->len; i++) {
		const struct code *code = g_ptr_array_index(list->codes, i);
		if (strcmp(code->key, key) == 0)
			return code;
	}
	return NULL;
}

const char *code_list_label(const struct code_list *list, const char *key)
{
	const struct code *code = code_list_find(list, key);
	return code ? code->label : key;
}

const char *code_attribute(const struct code *code, const char *name)
{
	return code->attributes ? g_hash_table_lookup(code->attributes, name) : NULL;
}

const char *code_keyed(const struct code *code)
{
	const char *number = code_attribute(code, "number");
	return number ? number : code->key;
}

static bool begins_with(const char *key, const char *typed)
{
	return g_ascii_strncasecmp(key, typed, strlen(typed)) == 0;
}

GPtrArray *code_list_filter(const struct code_list *list, const char *typed)
{
	GPtrArray *found = g_ptr_array_new();
	g_autofree char *normal = text_normal(typed);
	g_autofree char *lower = g_ascii_strdown(normal, -1);
	for (guint i = 0; list && i < list->codes->len; i++) {
		struct code *code = g_ptr_array_index(list->codes, i);
		g_autofree char *label = g_ascii_strdown(code->label, -1);
		if (begins_with(code->key, lower) || begins_with(code_keyed(code), lower) ||
			strstr(label, lower) || (code->initials && strstr(code->initials, lower)))
			g_ptr_array_add(found, code);
	}
	return found;
}

/* One of the words between commas; without a copy, since imports ask for every row. */
static bool is_also(const struct code *code, const char *word)
{
	const char *also = code_attribute(code, "also");
	size_t len = strlen(word);
	while (also && *also) {
		const char *next = strpbrk(also, ",");
		const char *mark = strstr(also, "、");
		size_t gap = 1;
		if (mark && (!next || mark < next)) {
			next = mark;
			gap = strlen("、");
		}
		const char *end = next ? next : also + strlen(also);
		const char *rest = next ? next + gap : end;
		while (also < end && *also == ' ')
			also++;
		while (end > also && end[-1] == ' ')
			end--;
		if ((size_t)(end - also) == len && strncmp(also, word, len) == 0)
			return true;
		also = rest;
	}
	return false;
}

const struct code *code_list_match(const struct code_list *list, const char *word)
{
	g_autofree char *normal = text_normal(word);
	if (!*normal || !list)
		return NULL;
	const struct code *code = code_list_find(list, normal);
	for (guint i = 0; !code && i < list->codes->len; i++) {
		const struct code *other = g_ptr_array_index(list->codes, i);
		if (strcmp(other->label, normal) == 0 || is_also(other, normal))
			code = other;
	}
	return code;
}

static const struct code *by_number(const struct code_list *list, const char *number)
{
	for (guint i = 0; list && i < list->codes->len; i++) {
		const struct code *code = g_ptr_array_index(list->codes, i);
		if (strcmp(code_keyed(code), number) == 0)
			return code;
	}
	return NULL;
}

const struct code *code_list_meant(const struct code_list *list, const char *typed)
{
	const struct code *code = code_list_match(list, typed);
	return code ? code : by_number(list, typed);
}

static bool is_english_twin(const char *key)
{
	return g_str_has_suffix(key, "]");
}

static void add_read(const struct source *src, struct code_list *list, const char *key,
	const char *label, int line)
{
	if (code_list_find(list, key))
		ini_complain(src->complaints, src->ini->file, line,
			_("code \"%s\" stands twice in the list \"%s\""), key, list->key);
	code_list_add(list, key, label);
}

/* [codes]: one code a line. */
static void read_lines(
	const struct source *src, const struct ini_section *s, struct code_list *list)
{
	for (guint i = 0; i < s->pairs->len; i++) {
		const struct ini_pair *pair = g_ptr_array_index(s->pairs, i);
		if (is_english_twin(pair->key))
			continue;
		const char *label = ini_label(s, pair->key);
		if (!label || !*label)
			ini_complain(src->complaints, src->ini->file, pair->line,
				_("code \"%s\" has no label"), pair->key);
		add_read(src, list, pair->key, label ? label : "", pair->line);
	}
}

/* [code 01]: what is not its label is an attribute, whatever its name. */
static void read_code(const struct source *src, const struct ini_section *s, struct code_list *list)
{
	if (!section_has_code(src, s))
		return;
	g_autofree char *label = section_label(src, s, "label");
	const char *number = ini_value(s, "number");
	if (number && by_number(list, number))
		ini_complain(src->complaints, src->ini->file, s->line,
			_("number \"%s\" stands twice in the list \"%s\""), number, list->key);
	add_read(src, list, s->name, label, s->line);
	struct code *code = g_ptr_array_index(list->codes, list->codes->len - 1);
	for (guint i = 0; i < s->pairs->len; i++) {
		const struct ini_pair *pair = g_ptr_array_index(s->pairs, i);
		if (strcmp(pair->key, "label") == 0 || is_english_twin(pair->key))
			continue;
		if (!code->attributes)
			code->attributes =
				g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
		/* Words are met as text_normal leaves them. */
		g_hash_table_replace(code->attributes, g_strdup(pair->key),
			strcmp(pair->key, "also") == 0 ? text_normal(pair->value)
						       : g_strdup(pair->value));
	}
}

static struct code_list *read_list(const struct source *src, const struct ini_section *s)
{
	static const char *const known[] = {"label", "label[en]", NULL};
	section_has_key(src, s);
	ini_check_keys(src->ini, s, known, src->complaints);
	g_autofree char *label = section_label(src, s, "label");
	return code_list_new(s->name, label);
}

GPtrArray *code_lists_read(const struct ini *ini, struct ini_complaints *c)
{
	static const char *const kinds[] = {"list", "codes", "code", NULL};
	const struct source src = {ini, c};
	GPtrArray *lists = g_ptr_array_new_with_free_func((GDestroyNotify)code_list_free);
	struct code_list *list = NULL;
	for (guint i = 0; i < ini->sections->len; i++) {
		const struct ini_section *s = g_ptr_array_index(ini->sections, i);
		bool lines = strcmp(s->kind, "codes") == 0;
		if (strcmp(s->kind, "list") == 0) {
			list = read_list(&src, s);
			g_ptr_array_add(lists, list);
		} else if (!lines && strcmp(s->kind, "code") != 0) {
			section_refuse(&src, s, kinds);
		} else if (!list) {
			ini_complain(c, ini->file, s->line,
				_("[%s] stands before the [list] it belongs to"), s->kind);
		} else if (lines) {
			read_lines(&src, s, list);
		} else {
			read_code(&src, s, list);
		}
	}
	return lists;
}
