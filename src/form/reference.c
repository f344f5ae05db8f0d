/* Names in form files that point nowhere: each is a complaint of the load, with what was probably
 * meant, so that nothing is empty by a slip of the pen while somebody works with it. */
#include "form/shelf.h"

#include <string.h>
#include "base/i18n.h"
#include "form/section.h"
#include "form/sheet.h"

static const char *const roles[] = {
	"clerk", "investigator", "reviewer", "approver", "payer", "auditor", "administrator", NULL};
static const char *const reserved[] = {"today", "month", "row", "no", NULL};
static const char *const areas[] = {"urban", "rural", NULL};

/* Every thing that has a key begins with it. */
static const char *key_of(gconstpointer thing)
{
	return *(char *const *)thing;
}

static void add_keys(GPtrArray *to, const GPtrArray *things)
{
	for (guint i = 0; i < things->len; i++)
		g_ptr_array_add(to, (char *)key_of(g_ptr_array_index(things, i)));
}

static void add_words(GPtrArray *to, const char *const *words)
{
	for (; *words; words++)
		g_ptr_array_add(to, (char *)*words);
}

static void no_such(struct spot spot, const char *what, const char *word, const GPtrArray *things)
{
	g_autoptr(GPtrArray) keys = g_ptr_array_new();
	add_keys(keys, things);
	complain_no_such(spot, what, word, keys);
}

static void check_word(
	struct spot spot, const char *what, const char *word, const char *const *words)
{
	if (g_strv_contains(words, word))
		return;
	g_autoptr(GPtrArray) known = g_ptr_array_new();
	add_words(known, words);
	complain_no_such(spot, what, word, known);
}

static void check_list(const struct library *lib, struct spot spot, const char *codes)
{
	if (codes && *codes != '@' && !library_codes(lib, codes))
		no_such(spot, _("code list"), codes, lib->lists);
}

static void check_code(
	const struct library *lib, struct spot spot, const char *codes, const char *key)
{
	const struct code_list *list = codes ? library_codes(lib, codes) : NULL;
	if (list && !code_list_find(list, key))
		no_such(spot, _("code"), key, list->codes);
}

/* ---- names in the conditions of a form ---- */

struct looking {
	const struct library *lib;
	const struct form_def *form;
	struct spot spot;
	int block, field; /* from where; -1: from outside */
	bool only_before; /* what is asked later may not be referred to */
	bool any_row;     /* block.field of a roster is no slip */
};

struct found {
	int block, field;  /* field -1: the block's rows */
	const char *value; /* of block.field.value */
};

static int index_of(const GPtrArray *things, const char *key, size_t len)
{
	for (guint i = 0; i < things->len; i++) {
		const char *other = key_of(g_ptr_array_index(things, i));
		if (strncmp(other, key, len) == 0 && !other[len])
			return (int)i;
	}
	return -1;
}

static const struct block_def *block_at(const struct looking *l, int block)
{
	return g_ptr_array_index(l->form->blocks, block);
}

static bool find_dotted(const struct looking *l, const char *name, struct found *out)
{
	const char *dot = strchr(name, '.');
	out->block = index_of(l->form->blocks, name, dot - name);
	if (out->block < 0)
		return false;
	if (strcmp(dot + 1, "rows") == 0)
		return true;
	size_t len = strcspn(dot + 1, ".");
	out->field = index_of(block_at(l, out->block)->fields, dot + 1, len);
	out->value = dot[1 + len] ? dot + 2 + len : NULL;
	return out->field >= 0;
}

static bool find_name(const struct looking *l, const char *name, struct found *out)
{
	*out = (struct found){-1, -1, NULL};
	if (strchr(name, '.'))
		return find_dotted(l, name, out);
	for (guint b = 0; b <= l->form->blocks->len; b++) {
		/* Its own block first, then every block of one row. */
		int block = b == 0 ? l->block : (int)b - 1;
		if (block < 0 || (block != l->block && block_at(l, block)->roster))
			continue;
		out->block = block;
		out->field = index_of(block_at(l, block)->fields, name, strlen(name));
		if (out->field >= 0)
			return true;
	}
	return false;
}

static bool is_known_word(const struct library *lib, const char *name)
{
	return g_strv_contains(scope_words, name) || library_param(lib, name);
}

static void complain_unknown(const struct looking *l, const char *name)
{
	g_autoptr(GPtrArray) known = g_ptr_array_new();
	for (guint b = 0; b < l->form->blocks->len; b++)
		add_keys(known, block_at(l, (int)b)->fields);
	add_words(known, scope_words);
	add_keys(known, l->lib->params);
	complain_no_such(l->spot, _("field"), name, known);
}

static const struct field_def *found_field(const struct looking *l, const struct found *f)
{
	return f->field < 0 ? NULL : g_ptr_array_index(block_at(l, f->block)->fields, f->field);
}

/* What is found, but may not be meant here. */
static void check_found(const struct looking *l, const char *name, const struct found *f)
{
	bool whole = f->field < 0 || f->value;
	const struct field_def *field = found_field(l, f);
	bool later =
		f->block > l->block || (f->block == l->block && (whole || f->field >= l->field));
	if (l->only_before && later)
		ini_complain(l->spot.complaints, l->spot.file, l->spot.line,
			_("\"%s\" is asked later: only what stands before can be referred to"),
			name);
	else if (!whole && f->block != l->block && block_at(l, f->block)->roster && !l->any_row)
		ini_complain(l->spot.complaints, l->spot.file, l->spot.line,
			_("\"%s\" has many rows: ask for %s.sum or for the number of a value"),
			name, name);
	if (f->value && strcmp(f->value, "sum") != 0)
		check_code(l->lib, l->spot, field->codes, f->value);
}

static void see_name(const char *name, void *ctx)
{
	const struct looking *l = ctx;
	struct found f;
	if (find_name(l, name, &f))
		check_found(l, name, &f);
	else if (!is_known_word(l->lib, name))
		complain_unknown(l, name);
}

static const char *codes_behind(const struct looking *l, const char *name)
{
	struct found f;
	if (l->form && find_name(l, name, &f)) {
		const struct field_def *field = f.value ? NULL : found_field(l, &f);
		return field && field->codes && *field->codes != '@' ? field->codes : NULL;
	}
	const struct param_def *param = library_param(l->lib, name);
	return param ? param->codes : NULL;
}

static bool is_mark(const char *word)
{
	return strcmp(word, ".") == 0 || strcmp(word, "*") == 0;
}

static void see_word(const char *name, const char *word, void *ctx)
{
	const struct looking *l = ctx;
	struct found f;
	const char *codes = codes_behind(l, name);
	if (codes && !is_mark(word))
		check_code(l->lib, l->spot, codes, word);
	else if (!codes && !is_known_word(l->lib, name) && l->form && find_name(l, word, &f))
		ini_complain(l->spot.complaints, l->spot.file, l->spot.line,
			_("\"%s\" is a field: write {%s}, or \"%s\" in quotes for the word"), word,
			word, word);
}

static void check_condition(struct looking l, const struct expr *condition)
{
	if (!condition)
		return;
	expr_names(condition, see_name, &l);
	expr_words(condition, see_word, &l);
}

/* "{field}" in a sentence. */
static void check_sentence(const struct looking *l, const char *text)
{
	for (const char *open = strchr(text, '{'); open; open = strchr(open + 1, '{')) {
		const char *close = strchr(open, '}');
		if (!close) {
			ini_complain(l->spot.complaints, l->spot.file, l->spot.line,
				_("a closing } is missing in the sentence"));
			return;
		}
		g_autofree char *name = g_strndup(open + 1, close - open - 1);
		see_name(g_strstrip(name), (void *)l);
	}
}

/* ---- fields ---- */

static void check_source(const struct looking *l, const char *name, const char *wanted_types)
{
	struct found f;
	struct looking before = *l;
	before.only_before = true;
	see_name(name, &before);
	if (!find_name(l, name, &f) || f.field < 0 || !*wanted_types)
		return;
	const char *type = field_type_word(found_field(l, &f)->type);
	if (strcmp(type, wanted_types) != 0)
		ini_complain(l->spot.complaints, l->spot.file, l->spot.line,
			_("derive: \"%s\" is of type %s where %s is needed"), name, type,
			wanted_types);
}

static void check_derive(const struct looking *l, const struct field_def *f)
{
	char source[64], on[64];
	enum derivation kind = derive_parse(f->derive, source, on, sizeof(source));
	if (kind == DERIVE_NOT) {
		ini_complain(l->spot.complaints, l->spot.file, l->spot.line,
			_("derive is \"birth FIELD\", \"sex FIELD\", \"age FIELD\", \"copy FIELD\" "
			  "or \"workdays FIELD PARAMETER\", not \"%s\""),
			f->derive);
		return;
	}
	bool from_id = kind == DERIVE_BIRTH || kind == DERIVE_SEX;
	bool dated = kind == DERIVE_AGE || kind == DERIVE_WORKDAYS;
	check_source(l, source, from_id ? "id" : dated ? "date" : "");
	if (kind == DERIVE_WORKDAYS) {
		if (!library_param(l->lib, on))
			ini_complain(l->spot.complaints, l->spot.file, l->spot.line,
				_("derive: there is no parameter \"%s\""), on);
		return;
	}
	if (*on)
		check_source(l, on, "date");
	if (kind == DERIVE_SEX && f->codes) {
		check_code(l->lib, l->spot, f->codes, "M");
		check_code(l->lib, l->spot, f->codes, "F");
	}
	if (!from_id && f->required)
		ini_complain(l->spot.complaints, l->spot.file, l->spot.line,
			_("field \"%s\" cannot be keyed: it cannot be required"), f->key);
}

static void check_default(const struct looking *l, const struct field_def *f)
{
	size_t len = strlen(f->fallback);
	bool dated = f->type == FIELD_DATE || f->type == FIELD_MONTH;
	if (f->fallback[0] == '{' && f->fallback[len - 1] == '}') {
		g_autofree char *name = g_strndup(f->fallback + 1, len - 2);
		check_source(l, name, "");
		return;
	}
	if ((dated && strcmp(f->fallback, "today") == 0) || (f->codes && *f->codes == '@'))
		return;
	const struct code_list *codes = f->codes ? library_codes(l->lib, f->codes) : NULL;
	if (codes && !code_list_match(codes, f->fallback))
		no_such(l->spot, _("code"), f->fallback, codes->codes);
	if (f->codes)
		return;
	struct value value;
	if (!value_read(f, NULL, 0, f->fallback, &value))
		ini_complain(l->spot.complaints, l->spot.file, l->spot.line, "default: %s",
			value.complaint);
	value_clear(&value);
}

static void check_field(struct looking l, const struct field_def *f)
{
	struct looking anywhere = l;
	l.only_before = true;
	if (g_strv_contains(reserved, f->key))
		ini_complain(l.spot.complaints, l.spot.file, l.spot.line,
			_("\"%s\" is a word of conditions: give the field another key"), f->key);
	check_list(l.lib, l.spot, f->codes);
	for (char **role = f->readers; *role; role++)
		check_word(l.spot, _("role"), *role, roles);
	check_condition(l, f->ask_if);
	check_condition(anywhere, f->edit_if);
	if (f->derive)
		check_derive(&l, f);
	if (f->fallback)
		check_default(&l, f);
	if (f->skip_to)
		see_name(f->skip_to, &anywhere);
}

/* ---- whole forms ---- */

static void check_check(struct looking l, const struct check_def *check)
{
	if (g_str_has_prefix(check->number, "E-"))
		ini_complain(l.spot.complaints, l.spot.file, l.spot.line,
			_("check %s: numbers that begin with E- are the program's own"),
			check->number);
	if (check->block) {
		l.block = index_of(l.form->blocks, check->block, strlen(check->block));
		if (l.block < 0) {
			no_such(l.spot, _("block"), check->block, l.form->blocks);
			return;
		}
	}
	check_condition(l, check->fail_if);
	check_sentence(&l, check->say);
	l.any_row = true;
	for (char **f = check->fields; *f; f++) {
		struct found found;
		if (!find_name(&l, *f, &found) || found.field < 0)
			complain_unknown(&l, *f);
	}
}

static void check_form(
	const struct library *lib, const struct form_def *form, struct ini_complaints *c)
{
	struct looking l = {.lib = lib, .form = form, .spot = {form->file, 0, c}};
	for (guint b = 0; b < form->blocks->len; b++) {
		const struct block_def *block = g_ptr_array_index(form->blocks, b);
		l.block = (int)b;
		l.field = 0;
		l.spot.line = block->line;
		l.only_before = true;
		check_condition(l, block->ask_if);
		l.only_before = false;
		for (guint f = 0; f < block->fields->len; f++) {
			const struct field_def *field = g_ptr_array_index(block->fields, f);
			l.field = (int)f;
			l.spot.line = field->line;
			check_field(l, field);
		}
	}
	for (guint i = 0; i < form->checks->len; i++) {
		const struct check_def *check = g_ptr_array_index(form->checks, i);
		l.block = l.field = -1;
		l.spot.line = check->line;
		check_check(l, check);
	}
}

/* ---- programmes and parameters ---- */

static void check_action_name(
	struct spot spot, const struct programme *p, const char *what, const char *action)
{
	if (action && !programme_action(p, action))
		no_such(spot, what, action, p->actions);
}

static void check_state_name(struct spot spot, const struct programme *p, const char *state)
{
	if (state && !programme_state(p, state))
		no_such(spot, _("state"), state, p->states);
}

static void check_action(const struct library *lib, const struct programme *p,
	const struct action_def *a, struct ini_complaints *c)
{
	const struct spot spot = {p->file, a->line, c};
	for (char **from = a->from; *from; from++)
		check_state_name(spot, p, *from);
	check_state_name(spot, p, a->to);
	for (char **role = a->roles; *role; role++)
		check_word(spot, _("role"), *role, roles);
	for (char **differ = a->differ; *differ; differ++)
		check_action_name(spot, p, _("action"), *differ);
	if (a->form && !library_form(lib, a->form))
		no_such(spot, _("entry form"), a->form, lib->forms);
}

/* The words behind a name are checked where it is a parameter; what else a condition of a paper or
 * a deadline may ask for is known by the rooms above (library_tell). */
static void check_when(const struct library *lib, struct spot spot, const struct expr *condition)
{
	struct looking l = {.lib = lib, .spot = spot, .block = -1, .field = -1};
	if (condition)
		expr_words(condition, see_word, &l);
}

static void check_deadline(const struct library *lib, const struct programme *p,
	const struct deadline_def *d, struct ini_complaints *c)
{
	const struct spot spot = {p->file, d->line, c};
	for (char **from = d->from; *from; from++)
		check_action_name(spot, p, _("action"), *from);
	if (d->since)
		check_action_name(spot, p, _("action"), d->since);
	for (char **done = d->done; *done; done++)
		check_action_name(spot, p, _("action"), *done);
	if (d->param && !library_param(lib, d->param))
		no_such(spot, _("parameter"), d->param, lib->params);
	check_when(lib, spot, d->when);
}

static void check_programme_name(const struct library *lib, struct spot spot, const char *word)
{
	for (guint i = 0; i < lib->programmes->len; i++)
		if (programme_is(g_ptr_array_index(lib->programmes, i), word))
			return;
	no_such(spot, _("programme"), word, lib->programmes);
}

/* A field of the block, or a column that has its words in a list of codes. */
static void check_shown(const struct library *lib, struct spot spot, const struct block_def *block,
	const char *word)
{
	const char *colon = strchr(word, ':');
	if (colon && !library_codes(lib, colon + 1))
		no_such(spot, _("code list"), colon + 1, lib->lists);
	else if (!colon && !block_field(block, word))
		no_such(spot, _("field"), word, block->fields);
}

static void check_facts(const struct library *lib, const struct programme *p,
	const struct facts_def *f, struct ini_complaints *c)
{
	const struct spot spot = {p->file, f->line, c};
	const struct form_def *form = f->form ? library_form(lib, f->form) : NULL;
	if (f->form && !form)
		no_such(spot, _("entry form"), f->form, lib->forms);
	else if (form && !form_block(form, f->block))
		no_such(spot, _("block"), f->block, form->blocks);
	for (char **word = f->shows; form && form_block(form, f->block) && *word; word++)
		check_shown(lib, spot, form_block(form, f->block), *word);
}

static void check_programme(
	const struct library *lib, const struct programme *p, struct ini_complaints *c)
{
	const struct spot head = {p->file, 1, c};
	for (char **area = p->areas; *area; area++)
		check_word(head, _("area"), *area, areas);
	if (p->form && !library_form(lib, p->form))
		no_such(head, _("form"), p->form, lib->forms);
	const char *const params[] = {p->standard, p->ceiling, p->cap, p->age_limit};
	for (guint i = 0; i < G_N_ELEMENTS(params); i++)
		if (params[i] && !library_param(lib, params[i]))
			no_such(head, _("parameter"), params[i], lib->params);
	if (p->cycle && strcmp(p->cycle, "month") != 0 && strcmp(p->cycle, "quarter") != 0 &&
		!library_param(lib, p->cycle))
		no_such(head, _("parameter"), p->cycle, lib->params);
	for (char **role = p->readers; *role; role++)
		check_word(head, _("role"), *role, roles);
	for (char **word = p->beside; *word; word++)
		check_programme_name(lib, head, *word);
	for (char **offer = p->offers; *offer; offer++)
		check_programme_name(lib, head, *offer);
	for (guint i = 0; i < p->excludes->len; i++) {
		const struct exclude_def *e = g_ptr_array_index(p->excludes, i);
		check_programme_name(lib, (struct spot){p->file, e->line, c}, e->programme);
	}
	for (guint i = 0; i < p->facts->len; i++)
		check_facts(lib, p, g_ptr_array_index(p->facts, i), c);
	if (!p->states->len)
		ini_complain(c, p->file, 1, _("the programme has no state"));
	for (guint i = 0; i < p->actions->len; i++)
		check_action(lib, p, g_ptr_array_index(p->actions, i), c);
	for (guint i = 0; i < p->deadlines->len; i++)
		check_deadline(lib, p, g_ptr_array_index(p->deadlines, i), c);
	for (guint i = 0; i < p->papers->len; i++) {
		const struct paper_def *paper = g_ptr_array_index(p->papers, i);
		const struct spot spot = {p->file, paper->line, c};
		check_action_name(spot, p, _("action"), paper->by);
		check_when(lib, spot, paper->when);
	}
}

static void check_param(
	const struct library *lib, const struct param_def *p, struct ini_complaints *c)
{
	g_autofree char *key = g_strconcat("param ", p->key, NULL);
	const struct spot spot = {g_hash_table_lookup(lib->origin, key), p->line, c};
	check_list(lib, spot, p->codes);
	if (p->codes && p->fallback)
		check_code(lib, spot, p->codes, p->fallback);
	if (p->codes && p->later)
		check_code(lib, spot, p->codes, p->later);
}

/* ---- registers ---- */

static void check_roles(struct spot spot, char **names)
{
	for (char **role = names; *role; role++)
		check_word(spot, _("role"), *role, roles);
}

/* A form of a register is one row: nothing in it is repeated. */
static void check_register_form(
	const struct library *lib, struct spot spot, const struct register_def *reg)
{
	const struct form_def *form = reg->form ? library_form(lib, reg->form) : NULL;
	if (reg->form && !form)
		no_such(spot, _("entry form"), reg->form, lib->forms);
	for (guint i = 0; form && i < form->blocks->len; i++) {
		const struct block_def *block = g_ptr_array_index(form->blocks, i);
		if (block->roster)
			ini_complain(spot.complaints, spot.file, spot.line,
				_("the form \"%s\" has a roster (%s): a register keeps one row of "
				  "it"),
				reg->form, block->key);
	}
}

static void check_register(
	const struct library *lib, const struct register_def *reg, struct ini_complaints *c)
{
	const struct spot spot = {reg->file, reg->line, c};
	check_roles(spot, reg->roles);
	check_roles(spot, reg->readers);
	check_register_form(lib, spot, reg);
	if (reg->parent && !library_register(lib, reg->parent))
		no_such(spot, _("register"), reg->parent, lib->registers);
	for (char **param = reg->needs; *param; param++)
		if (!library_param(lib, *param))
			no_such(spot, _("parameter"), *param, lib->params);
	for (guint i = 0; i < reg->columns->len; i++) {
		const struct register_column *column = g_ptr_array_index(reg->columns, i);
		check_list(lib, (struct spot){reg->file, column->line, c}, column->codes);
	}
}

void reference_check(const struct library *lib, struct ini_complaints *c)
{
	for (guint i = 0; i < lib->forms->len; i++)
		check_form(lib, g_ptr_array_index(lib->forms, i), c);
	for (guint i = 0; i < lib->programmes->len; i++)
		check_programme(lib, g_ptr_array_index(lib->programmes, i), c);
	for (guint i = 0; i < lib->params->len; i++)
		check_param(lib, g_ptr_array_index(lib->params, i), c);
	for (guint i = 0; i < lib->registers->len; i++)
		check_register(lib, g_ptr_array_index(lib->registers, i), c);
}
