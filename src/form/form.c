#include "form/form.h"

#include <string.h>
#include "base/i18n.h"
#include "form/section.h"

static const char *const type_words[] = {"text", "name", "id", "integer", "money", "date", "month",
	"code", "phone", "account", NULL};

/* Most rows that a roster has unless its file says otherwise: families and their lines. */
#define MAX_ROWS 99

const char *field_type_word(enum field_type t)
{
	return type_words[t];
}

static void field_free(gpointer data)
{
	struct field_def *f = data;
	g_free(f->key);
	g_free(f->column);
	g_free(f->label);
	g_free(f->help);
	g_free(f->codes);
	g_free(f->fallback);
	g_strfreev(f->readers);
	g_free(f->derive);
	g_free(f->skip_to);
	expr_free(f->ask_if);
	expr_free(f->edit_if);
	g_free(f);
}

static void block_free(gpointer data)
{
	struct block_def *b = data;
	g_free(b->key);
	g_free(b->label);
	g_free(b->table);
	expr_free(b->ask_if);
	g_ptr_array_unref(b->fields);
	g_free(b);
}

static void check_free(gpointer data)
{
	struct check_def *c = data;
	g_free(c->number);
	g_free(c->block);
	expr_free(c->fail_if);
	g_free(c->say);
	g_strfreev(c->fields);
	g_free(c);
}

void form_free(struct form_def *form)
{
	if (!form)
		return;
	g_free(form->key);
	g_free(form->label);
	g_free(form->file);
	g_ptr_array_unref(form->blocks);
	g_ptr_array_unref(form->checks);
	g_free(form);
}

const struct block_def *form_block(const struct form_def *form, const char *key)
{
	for (guint i = 0; key && i < form->blocks->len; i++) {
		const struct block_def *block = g_ptr_array_index(form->blocks, i);
		if (strcmp(block->key, key) == 0)
			return block;
	}
	return NULL;
}

const struct field_def *block_field(const struct block_def *block, const char *key)
{
	for (guint i = 0; key && i < block->fields->len; i++) {
		const struct field_def *field = g_ptr_array_index(block->fields, i);
		if (strcmp(field->key, key) == 0)
			return field;
	}
	return NULL;
}

/* A limit as the field's values are kept: money is written in yuan and kept in fen. */
static bool read_limit(const struct source *src, const struct ini_section *s, const char *key,
	enum field_type type, gint64 *out)
{
	if (type != FIELD_MONEY)
		return section_integer(src, s, key, out);
	const char *text = ini_value(s, key);
	if (!text || !*text)
		return false;
	if (!money_read(text, out)) {
		ini_complain(src->complaints, src->ini->file, section_line(s, key),
			_("%s is no amount in yuan: \"%s\""), key, text);
		return false;
	}
	return true;
}

static int small_integer(const struct source *src, const struct ini_section *s, const char *key,
	int fallback, int max)
{
	gint64 n;
	if (!section_integer(src, s, key, &n))
		return fallback;
	if (n < 0 || n > max) {
		ini_complain(src->complaints, src->ini->file, section_line(s, key),
			_("%s is between 0 and %d, not %s"), key, max, ini_value(s, key));
		return fallback;
	}
	return (int)n;
}

static void read_limits(const struct source *src, const struct ini_section *s, struct field_def *f)
{
	f->has_min = read_limit(src, s, "min", f->type, &f->min);
	f->has_max = read_limit(src, s, "max", f->type, &f->max);
	if (f->has_min && f->has_max && f->min > f->max)
		ini_complain(src->complaints, src->ini->file, section_line(s, "max"),
			_("max is below min"));
	/* A minus sign is a slip of the finger unless the form says that it has a meaning. */
	if (!f->has_min && (f->type == FIELD_MONEY || f->type == FIELD_INTEGER))
		f->has_min = true;
}

static void read_answers(const struct source *src, const struct ini_section *s, struct field_def *f)
{
	f->required = section_flag(src, s, "required");
	f->none_allowed = section_flag(src, s, "none");
	f->unknown_allowed = section_flag(src, s, "unknown");
	f->carry = section_flag(src, s, "carry");
	f->verify = section_flag(src, s, "verify");
	f->readers = section_words(s, "readers");
	f->fallback = section_text(s, "default");
	f->derive = section_text(s, "derive");
	f->skip_to = section_text(s, "skip_to");
	f->ask_if = section_condition(src, s, "ask_if");
	f->edit_if = section_condition(src, s, "edit_if");
}

static void read_field(
	const struct source *src, const struct ini_section *s, struct block_def *block)
{
	static const char *const known[] = {"label", "label[en]", "type", "codes", "width",
		"length", "required", "none", "unknown", "carry", "verify", "readers", "default",
		"derive", "skip_to", "ask_if", "edit_if", "min", "max", "column", "help",
		"help[en]", NULL};
	section_has_key(src, s);
	ini_check_keys(src->ini, s, known, src->complaints);
	if (block_field(block, s->name)) {
		ini_complain(src->complaints, src->ini->file, s->line,
			_("field \"%s\" stands twice in block \"%s\": the first is in line %d"),
			s->name, block->key, block_field(block, s->name)->line);
		return;
	}
	if (!ini_value(s, "type"))
		ini_complain(src->complaints, src->ini->file, s->line, _("[%s %s] has no %s"),
			s->kind, s->name, "type");
	int type = section_choice(src, s, "type", type_words);
	struct field_def *f = g_new0(struct field_def, 1);
	f->key = g_strdup(s->name);
	f->line = s->line;
	f->type = type < 0 ? FIELD_TEXT : type;
	f->label = section_label(src, s, "label");
	f->help = g_strdup(ini_label(s, "help"));
	f->codes = section_text(s, "codes");
	f->column = section_text(s, "column");
	if (!f->column)
		f->column = g_strdup(f->key);
	if (type >= 0 && (f->type == FIELD_CODE) != (f->codes != NULL))
		ini_complain(src->complaints, src->ini->file, s->line,
			_("field \"%s\": a field of type code names its codes, and no other does"),
			f->key);
	f->width = small_integer(src, s, "width", 0, 200);
	f->length = small_integer(src, s, "length", 0, 200);
	if (type >= 0)
		read_limits(src, s, f);
	read_answers(src, s, f);
	g_ptr_array_add(block->fields, f);
}

static struct block_def *read_block(
	const struct source *src, const struct ini_section *s, struct form_def *form)
{
	static const char *const known[] = {"label", "label[en]", "table", "ask_if", NULL};
	static const char *const known_roster[] = {
		"label", "label[en]", "table", "ask_if", "min", "max", "none_required", NULL};
	struct block_def *b = g_new0(struct block_def, 1);
	b->roster = strcmp(s->kind, "roster") == 0;
	section_has_key(src, s);
	ini_check_keys(src->ini, s, b->roster ? known_roster : known, src->complaints);
	if (form_block(form, s->name))
		ini_complain(src->complaints, src->ini->file, s->line,
			_("block \"%s\" stands twice: the first is in line %d"), s->name,
			form_block(form, s->name)->line);
	b->key = g_strdup(s->name);
	b->line = s->line;
	b->label = section_label(src, s, "label");
	b->table = section_text(s, "table");
	b->min_rows = b->roster ? small_integer(src, s, "min", 0, MAX_ROWS) : 1;
	b->max_rows = b->roster ? small_integer(src, s, "max", MAX_ROWS, 999) : 1;
	b->none_required = b->roster && section_flag(src, s, "none_required");
	b->ask_if = section_condition(src, s, "ask_if");
	b->fields = g_ptr_array_new_with_free_func(field_free);
	if (b->min_rows > b->max_rows)
		ini_complain(src->complaints, src->ini->file, section_line(s, "max"),
			_("max is below min"));
	g_ptr_array_add(form->blocks, b);
	return b;
}

static void complain_lacks(
	const struct source *src, const struct ini_section *s, const char *const *keys)
{
	for (; *keys; keys++) {
		const char *value = ini_value(s, *keys);
		if (!value || !*value)
			ini_complain(src->complaints, src->ini->file, s->line,
				_("[%s %s] has no %s"), s->kind, s->name, *keys);
	}
}

static bool has_check(const struct form_def *form, const char *number)
{
	for (guint i = 0; i < form->checks->len; i++) {
		const struct check_def *check = g_ptr_array_index(form->checks, i);
		if (strcmp(check->number, number) == 0)
			return true;
	}
	return false;
}

static void read_check(const struct source *src, const struct ini_section *s, struct form_def *form)
{
	static const char *const known[] = {
		"kind", "block", "fail_if", "say", "say[en]", "fields", NULL};
	static const char *const lacks[] = {"kind", "fail_if", "fields", NULL};
	static const char *const kinds[] = {"hard", "soft", "finish-hard", "finish-soft", NULL};
	section_has_code(src, s);
	ini_check_keys(src->ini, s, known, src->complaints);
	complain_lacks(src, s, lacks);
	if (has_check(form, s->name))
		ini_complain(src->complaints, src->ini->file, s->line, _("[%s %s] stands twice"),
			s->kind, s->name);
	int kind = section_choice(src, s, "kind", kinds);
	struct check_def *check = g_new0(struct check_def, 1);
	check->number = g_strdup(s->name);
	check->line = s->line;
	check->kind = kind < 0 ? CHECK_HARD : kind;
	check->block = section_text(s, "block");
	check->fail_if = section_condition(src, s, "fail_if");
	check->say = section_label(src, s, "say");
	check->fields = section_words(s, "fields");
	/* What cannot be asked or shown is not kept: it was complained of above. */
	if (!check->fail_if || !check->fields[0]) {
		check_free(check);
		return;
	}
	g_ptr_array_add(form->checks, check);
}

static void read_head(const struct source *src, const struct ini_section *s, struct form_def *form)
{
	static const char *const known[] = {"label", "label[en]", NULL};
	section_has_key(src, s);
	ini_check_keys(src->ini, s, known, src->complaints);
	if (form->key) {
		ini_complain(src->complaints, src->ini->file, s->line,
			_("a file holds one form: put \"%s\" into a file of its own"), s->name);
		return;
	}
	form->key = g_strdup(s->name);
	form->label = section_label(src, s, "label");
}

static struct block_def *read_section(const struct source *src, const struct ini_section *s,
	struct form_def *form, struct block_def *block)
{
	static const char *const kinds[] = {"form", "block", "roster", "field", "check", NULL};
	if (strcmp(s->kind, "form") == 0)
		read_head(src, s, form);
	else if (strcmp(s->kind, "block") == 0 || strcmp(s->kind, "roster") == 0)
		return read_block(src, s, form);
	else if (strcmp(s->kind, "check") == 0)
		read_check(src, s, form);
	else if (strcmp(s->kind, "field") != 0)
		section_refuse(src, s, kinds);
	else if (!block)
		ini_complain(src->complaints, src->ini->file, s->line,
			_("field \"%s\" stands before the block it belongs to"), s->name);
	else
		read_field(src, s, block);
	return block;
}

struct form_def *form_read(const struct ini *ini, struct ini_complaints *c)
{
	const struct source src = {ini, c};
	struct form_def *form = g_new0(struct form_def, 1);
	struct block_def *block = NULL;
	form->file = g_strdup(ini->file);
	form->blocks = g_ptr_array_new_with_free_func(block_free);
	form->checks = g_ptr_array_new_with_free_func(check_free);
	for (guint i = 0; i < ini->sections->len; i++)
		block = read_section(&src, g_ptr_array_index(ini->sections, i), form, block);
	if (!form->key) {
		ini_complain(c, ini->file, 1, _("the file has no [form KEY]"));
		form_free(form);
		return NULL;
	}
	return form;
}
