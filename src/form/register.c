#include "form/register.h"

#include <string.h>
#include "base/i18n.h"
#include "form/section.h"

#define WIDTH_MAX 60

static const char *const type_words[] = {"text", "money", "number", NULL};

static void column_free(gpointer data)
{
	struct register_column *column = data;
	g_free(column->key);
	g_free(column->label);
	g_free(column->codes);
	g_free(column);
}

static void set_free(gpointer data)
{
	struct register_set *set = data;
	g_free(set->key);
	g_free(set->query);
	g_free(set);
}

static void refusal_free(gpointer data)
{
	struct register_refusal *refusal = data;
	g_free(refusal->key);
	g_free(refusal->query);
	g_free(refusal->say);
	g_free(refusal);
}

static void codes_free(gpointer data)
{
	struct register_codes *codes = data;
	g_free(codes->key);
	g_free(codes->label);
	g_free(codes->query);
	g_free(codes);
}

void register_free(struct register_def *reg)
{
	if (!reg)
		return;
	g_free(reg->key);
	g_free(reg->label);
	g_free(reg->file);
	g_free(reg->table);
	g_free(reg->form);
	g_free(reg->parent);
	g_strfreev(reg->roles);
	g_strfreev(reg->readers);
	g_strfreev(reg->needs);
	g_free(reg->query);
	g_free(reg->summary);
	g_free(reg->due);
	g_free(reg->due_label);
	g_free(reg->make);
	g_free(reg->empty);
	g_ptr_array_unref(reg->columns);
	g_ptr_array_unref(reg->sets);
	g_ptr_array_unref(reg->refusals);
	g_ptr_array_unref(reg->codes);
	g_free(reg);
}

/* A value without which the section says nothing. */
static char *needed(const struct source *src, const struct ini_section *s, const char *key)
{
	char *value = section_text(s, key);
	if (!value)
		ini_complain(src->complaints, src->ini->file, s->line, _("[%s %s] has no %s"),
			s->kind, s->name, key);
	return value;
}

/* What becomes part of a statement must be a plain word. */
static char *plain_word(const struct source *src, const struct ini_section *s, const char *key)
{
	char *word = section_text(s, key);
	if (!word || strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(word))
		return word;
	ini_complain(src->complaints, src->ini->file, section_line(s, key),
		_("%s is a word of a-z, 0-9 and _, not \"%s\""), key, word);
	g_free(word);
	return NULL;
}

/* Half a pair is a slip: a form without a table has nowhere to go. */
static void check_pair(
	const struct source *src, const struct ini_section *s, const char *one, const char *other)
{
	const char *first = ini_value(s, one), *second = ini_value(s, other);
	if ((first && *first) != (second && *second))
		ini_complain(src->complaints, src->ini->file, s->line,
			_("[%s %s]: %s and %s go together"), s->kind, s->name, one, other);
}

static void read_queries(
	const struct source *src, const struct ini_section *s, struct register_def *reg)
{
	reg->query = needed(src, s, "query");
	reg->summary = section_text(s, "summary");
	reg->due = section_text(s, "due");
	reg->due_label = g_strdup(ini_label(s, "due_label"));
	reg->make = section_text(s, "make");
	reg->needs = section_words(s, "needs");
	reg->empty = g_strdup(ini_label(s, "empty"));
	check_pair(src, s, "due", "due_label");
	if (reg->make && !reg->table)
		ini_complain(src->complaints, src->ini->file, section_line(s, "make"),
			_("[%s %s]: %s and %s go together"), s->kind, s->name, "make", "table");
}

static void read_head(
	const struct source *src, const struct ini_section *s, struct register_def *reg)
{
	static const char *const known[] = {"label", "label[en]", "table", "form", "parent",
		"roles", "readers", "order", "query", "summary", "due", "due_label",
		"due_label[en]", "make", "needs", "empty", "empty[en]", NULL};
	gint64 order = 0;
	section_has_key(src, s);
	ini_check_keys(src->ini, s, known, src->complaints);
	if (reg->key) {
		ini_complain(src->complaints, src->ini->file, s->line,
			_("a file holds one register: put \"%s\" into a file of its own"), s->name);
		return;
	}
	reg->key = g_strdup(s->name);
	reg->line = s->line;
	reg->label = section_label(src, s, "label");
	reg->table = plain_word(src, s, "table");
	reg->form = section_text(s, "form");
	reg->parent = plain_word(src, s, "parent");
	reg->roles = section_words(s, "roles");
	reg->readers = section_words(s, "readers");
	if (section_integer(src, s, "order", &order))
		reg->order = (int)CLAMP(order, 0, G_MAXINT);
	read_queries(src, s, reg);
	check_pair(src, s, "form", "table");
	check_pair(src, s, "roles", "table");
}

static bool has_column(const struct register_def *reg, const char *key)
{
	for (guint i = 0; i < reg->columns->len; i++) {
		const struct register_column *column = g_ptr_array_index(reg->columns, i);
		if (strcmp(column->key, key) == 0)
			return true;
	}
	return false;
}

static int read_width(const struct source *src, const struct ini_section *s)
{
	gint64 width = 0;
	if (!section_integer(src, s, "width", &width)) {
		g_free(needed(src, s, "width"));
		return 1;
	}
	if (width >= 1 && width <= WIDTH_MAX)
		return (int)width;
	ini_complain(src->complaints, src->ini->file, section_line(s, "width"),
		_("%s is between 1 and %d, not %s"), "width", WIDTH_MAX, ini_value(s, "width"));
	return 1;
}

static void read_column(
	const struct source *src, const struct ini_section *s, struct register_def *reg)
{
	static const char *const known[] = {
		"label", "label[en]", "type", "codes", "width", "grow", "wide", "total", NULL};
	section_has_key(src, s);
	ini_check_keys(src->ini, s, known, src->complaints);
	if (has_column(reg, s->name))
		ini_complain(src->complaints, src->ini->file, s->line, _("[%s %s] stands twice"),
			s->kind, s->name);
	struct register_column *column = g_new0(struct register_column, 1);
	int type = section_choice(src, s, "type", type_words);
	column->key = g_strdup(s->name);
	column->line = s->line;
	column->label = section_label(src, s, "label");
	column->codes = section_text(s, "codes");
	column->type = type < 0 ? REGISTER_TEXT : type;
	column->width = read_width(src, s);
	column->grow = section_flag(src, s, "grow");
	column->wide = section_flag(src, s, "wide");
	column->total = section_flag(src, s, "total");
	if (column->total && column->type == REGISTER_TEXT)
		ini_complain(src->complaints, src->ini->file, section_line(s, "total"),
			_("[%s %s]: only money and numbers have a total"), s->kind, s->name);
	g_ptr_array_add(reg->columns, column);
}

static void read_set(
	const struct source *src, const struct ini_section *s, struct register_def *reg)
{
	static const char *const known[] = {"query", NULL};
	struct register_set *set = g_new0(struct register_set, 1);
	section_has_key(src, s);
	ini_check_keys(src->ini, s, known, src->complaints);
	set->key = g_strdup(s->name);
	set->line = section_line(s, "query");
	set->query = needed(src, s, "query");
	g_ptr_array_add(reg->sets, set);
}

static void read_refusal(
	const struct source *src, const struct ini_section *s, struct register_def *reg)
{
	static const char *const known[] = {"query", "say", "say[en]", NULL};
	struct register_refusal *refusal = g_new0(struct register_refusal, 1);
	section_has_code(src, s);
	ini_check_keys(src->ini, s, known, src->complaints);
	refusal->key = g_strdup(s->name);
	refusal->line = section_line(s, "query");
	refusal->query = needed(src, s, "query");
	refusal->say = section_label(src, s, "say");
	g_ptr_array_add(reg->refusals, refusal);
}

static void read_codes(
	const struct source *src, const struct ini_section *s, struct register_def *reg)
{
	static const char *const known[] = {"label", "label[en]", "query", NULL};
	struct register_codes *codes = g_new0(struct register_codes, 1);
	section_has_key(src, s);
	ini_check_keys(src->ini, s, known, src->complaints);
	codes->key = g_strdup(s->name);
	codes->line = section_line(s, "query");
	codes->label = section_label(src, s, "label");
	codes->query = needed(src, s, "query");
	g_ptr_array_add(reg->codes, codes);
}

static void read_section(
	const struct source *src, const struct ini_section *s, struct register_def *reg)
{
	static const char *const kinds[] = {"register", "column", "set", "refuse", "codes", NULL};
	static void (*const readers[])(
		const struct source *src, const struct ini_section *s, struct register_def *reg) = {
		read_head, read_column, read_set, read_refusal, read_codes};
	for (int i = 0; kinds[i]; i++)
		if (strcmp(s->kind, kinds[i]) == 0) {
			readers[i](src, s, reg);
			return;
		}
	section_refuse(src, s, kinds);
}

static bool is_whole(
	const struct ini *ini, const struct register_def *reg, struct ini_complaints *c)
{
	if (!reg->key)
		ini_complain(c, ini->file, 1, _("the file has no [register KEY]"));
	else if (!reg->columns->len)
		ini_complain(c, ini->file, reg->line, _("the register has no column"));
	else if (reg->columns->len > REGISTER_COLUMNS)
		ini_complain(c, ini->file, reg->line, _("a register has at most %d columns"),
			REGISTER_COLUMNS);
	else
		return reg->query != NULL;
	return false;
}

struct register_def *register_read(const struct ini *ini, struct ini_complaints *c)
{
	const struct source src = {ini, c};
	struct register_def *reg = g_new0(struct register_def, 1);
	reg->file = g_strdup(ini->file);
	reg->columns = g_ptr_array_new_with_free_func(column_free);
	reg->sets = g_ptr_array_new_with_free_func(set_free);
	reg->refusals = g_ptr_array_new_with_free_func(refusal_free);
	reg->codes = g_ptr_array_new_with_free_func(codes_free);
	for (guint i = 0; i < ini->sections->len; i++)
		read_section(&src, g_ptr_array_index(ini->sections, i), reg);
	if (is_whole(ini, reg, c))
		return reg;
	register_free(reg);
	return NULL;
}
