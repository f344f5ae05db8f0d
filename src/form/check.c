/* What `jiuzhu forms check` sees beyond the load: whether states are reached and left, whether
 * forms fit the smallest screen, whether words are known to the rooms above. */
#include "form/shelf.h"

#include <string.h>
#include "base/i18n.h"
#include "base/text.h"

/* Of the 80 columns of the smallest screen: a label, a field, and the label of its code. */
#define LABEL_COLUMNS 24
#define FIELD_COLUMNS 50
/* Two lines at the foot of the screen. */
#define SENTENCE_COLUMNS 152

struct checking {
	const struct library *lib;
	struct ini_complaints *c;
};

static bool is_unknown(const struct checking *k, enum library_word word, const char *name)
{
	return name && k->lib->knows[word] && !k->lib->knows[word](name);
}

/* ---- programmes ---- */

static int state_number(const struct programme *p, const char *key)
{
	for (guint i = 0; key && i < p->states->len; i++)
		if (programme_state(p, key) == g_ptr_array_index(p->states, i))
			return (int)i;
	return -1;
}

/* Marks what an action leads to from a marked state; true where that is something new. */
static bool spread(const struct programme *p, const struct action_def *a, bool *reached)
{
	int to = state_number(p, a->to);
	if (to < 0 || reached[to])
		return false;
	for (char **from = a->from; *from; from++) {
		int n = state_number(p, *from);
		if (n >= 0 && reached[n])
			return reached[to] = true;
	}
	return false;
}

static bool is_left(const struct programme *p, const char *state)
{
	for (guint i = 0; i < p->actions->len; i++) {
		const struct action_def *a = g_ptr_array_index(p->actions, i);
		if (a->to && strcmp(a->to, state) != 0 && action_allows_from(a, state))
			return true;
	}
	return false;
}

/* The first state is where a case begins; a running case must be able to end. */
static void check_states(const struct checking *k, const struct programme *p)
{
	g_autofree bool *reached = g_new0(bool, p->states->len + 1);
	bool more = true;
	reached[0] = true;
	while (more) {
		more = false;
		for (guint i = 0; i < p->actions->len; i++)
			more |= spread(p, g_ptr_array_index(p->actions, i), reached);
	}
	for (guint i = 0; i < p->states->len; i++) {
		const struct state_def *s = g_ptr_array_index(p->states, i);
		if (!reached[i])
			ini_complain(
				k->c, p->file, 0, _("no action leads to the state \"%s\""), s->key);
		else if (s->kind == STATE_OPEN && !is_left(p, s->key))
			ini_complain(k->c, p->file, 0, _("no action leads out of the state \"%s\""),
				s->key);
	}
}

static char **words_of(const struct action_def *a, enum library_word word, bool after)
{
	return word == LIBRARY_EFFECT ? a->effects : after ? a->ensures : a->needs;
}

/* What another file says wrongly is complained of there, and not again in all that build on it. */
static bool is_said_by_base(const struct checking *k, const struct programme *p,
	const struct action_def *a, enum library_word word, const char *name)
{
	const struct programme *base = p->like ? library_programme(k->lib, p->like) : NULL;
	const struct action_def *same = base ? programme_action(base, a->key) : NULL;
	for (int after = 0; same && after < 2; after++)
		if (g_strv_contains((const char *const *)words_of(same, word, after != 0), name))
			return true;
	return false;
}

static void check_told(const struct checking *k, const struct programme *p,
	const struct action_def *a, enum library_word word, char **names)
{
	for (; *names; names++)
		if (is_unknown(k, word, *names) && !is_said_by_base(k, p, a, word, *names))
			ini_complain(k->c, p->file, a->line,
				word == LIBRARY_NEED ? _("the gate has no condition \"%s\"")
						     : _("there is no effect \"%s\""),
				*names);
}

struct facts {
	const struct checking *k;
	const struct programme *p;
	int line;
};

static void see_fact(const char *name, void *ctx)
{
	const struct facts *f = ctx;
	/* Of a line taken over, the other file is complained of. */
	if (f->line == f->p->like_line)
		return;
	if (is_unknown(f->k, LIBRARY_FACT, name) && !library_param(f->k->lib, name))
		ini_complain(f->k->c, f->p->file, f->line, _("nothing is known by the name \"%s\""),
			name);
}

static void check_facts(
	const struct checking *k, const struct programme *p, const struct expr *condition, int line)
{
	struct facts f = {k, p, line};
	if (condition)
		expr_names(condition, see_fact, &f);
}

/* ---- is each step whole ---- */

static bool has_deadline(const struct programme *p, const char *action)
{
	for (guint i = 0; i < p->deadlines->len; i++) {
		const struct deadline_def *d = g_ptr_array_index(p->deadlines, i);
		if (g_strv_contains((const char *const *)d->done, action))
			return true;
	}
	return false;
}

static bool has_papers(const struct programme *p, const char *action)
{
	for (guint i = 0; i < p->papers->len; i++)
		if (g_strcmp0(((const struct paper_def *)g_ptr_array_index(p->papers, i))->by,
			    action) == 0)
			return true;
	return false;
}

/* A step of the ordinary way has a form, a deadline, papers and a notice, or says that it is meant
 * to go without: nothing is left out by a slip. */
static void check_whole(
	const struct checking *k, const struct programme *p, const struct action_def *a)
{
	const struct {
		const char *word;
		bool has;
	} parts[] = {{"form", a->form != NULL}, {"deadline", has_deadline(p, a->key)},
		{"papers", has_papers(p, a->key)}, {"notice", a->notice != NULL}};
	const char *const words[] = {"form", "deadline", "papers", "notice", NULL};
	for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
		bool without = g_strv_contains((const char *const *)a->without, parts[i].word);
		if (a->main && !parts[i].has && !without)
			ini_complain(k->c, p->file, a->line,
				_("step \"%s\" has no %s; add it, or say \"without = %s\""), a->key,
				parts[i].word, parts[i].word);
		else if (parts[i].has && without)
			ini_complain(k->c, p->file, a->line,
				_("step \"%s\" says to be without %s, but has it"), a->key,
				parts[i].word);
	}
	for (char **w = a->without; *w; w++)
		if (!g_strv_contains(words, *w))
			ini_complain(k->c, p->file, a->line,
				_("a step is without form, deadline, papers or notice, not without "
				  "\"%s\""),
				*w);
	if (!a->article)
		ini_complain(k->c, p->file, a->line, _("step \"%s\" names no article"), a->key);
}

/* What must never hang in the village (G-13) has no step that hangs it. */
static void check_publicity(
	const struct checking *k, const struct programme *p, const struct action_def *a)
{
	bool hangs = g_strv_contains((const char *const *)a->effects, "publicity") ||
		g_strv_contains((const char *const *)a->effects, "publicity_stop");
	if (!p->publicity && hangs)
		ini_complain(k->c, p->file, a->line,
			_("step \"%s\" publicises, but the programme has publicity = no"), a->key);
}

/* What the heading of a programme names in the rooms above. */
static void check_head(const struct checking *k, const struct programme *p)
{
	if (is_unknown(k, LIBRARY_AMOUNT, p->amount))
		ini_complain(
			k->c, p->file, 0, _("no amount is reckoned by the name \"%s\""), p->amount);
	for (char **h = p->hide; *h; h++)
		if (is_unknown(k, LIBRARY_PLACE, *h))
			ini_complain(k->c, p->file, 0,
				_("the case screen has no section \"%s\" to hide"), *h);
	if (p->restricted && !*p->readers)
		ini_complain(k->c, p->file, 0,
			_("the programme is restricted and names no readers: nobody could open "
			  "it"));
}

static void check_programme(const struct checking *k, const struct programme *p)
{
	check_head(k, p);
	check_states(k, p);
	for (guint i = 0; i < p->actions->len; i++) {
		const struct action_def *a = g_ptr_array_index(p->actions, i);
		g_autofree char *notice =
			a->notice ? g_strdup_printf("notices/%s.txt", a->notice) : NULL;
		check_told(k, p, a, LIBRARY_NEED, a->needs);
		check_told(k, p, a, LIBRARY_NEED, a->ensures);
		check_told(k, p, a, LIBRARY_EFFECT, a->effects);
		check_whole(k, p, a);
		check_publicity(k, p, a);
		if (notice && !shelf_find(k->lib, notice))
			ini_complain(k->c, p->file, a->line, _("there is no file %s"), notice);
	}
	check_facts(k, p, p->half_year, 1);
	for (guint i = 0; i < p->deadlines->len; i++) {
		const struct deadline_def *d = g_ptr_array_index(p->deadlines, i);
		check_facts(k, p, d->when, d->line);
	}
	for (guint i = 0; i < p->papers->len; i++) {
		const struct paper_def *paper = g_ptr_array_index(p->papers, i);
		check_facts(k, p, paper->when, paper->line);
	}
}

/* ---- forms ---- */

static void check_width(const struct checking *k, const struct form_def *form, int line,
	const char *what, int columns, int most)
{
	if (columns > most)
		ini_complain(k->c, form->file, line,
			_("%s takes %d columns and does not fit: at most %d"), what, columns, most);
}

static void check_block(
	const struct checking *k, const struct form_def *form, const struct block_def *block)
{
	if (is_unknown(k, LIBRARY_TABLE, block->table))
		ini_complain(
			k->c, form->file, block->line, _("there is no table \"%s\""), block->table);
	if (!block->fields->len)
		ini_complain(
			k->c, form->file, block->line, _("block \"%s\" has no field"), block->key);
	for (guint i = 0; i < block->fields->len; i++) {
		const struct field_def *f = g_ptr_array_index(block->fields, i);
		check_width(k, form, f->line, "label", text_columns(f->label), LABEL_COLUMNS);
		check_width(k, form, f->line, "width", f->width, FIELD_COLUMNS);
	}
}

static void check_form(const struct checking *k, const struct form_def *form)
{
	if (!form->blocks->len)
		ini_complain(k->c, form->file, 0, _("the form has no block"));
	for (guint i = 0; i < form->blocks->len; i++)
		check_block(k, form, g_ptr_array_index(form->blocks, i));
	for (guint i = 0; i < form->checks->len; i++) {
		const struct check_def *check = g_ptr_array_index(form->checks, i);
		check_width(
			k, form, check->line, "say", text_columns(check->say), SENTENCE_COLUMNS);
	}
}

/* ---- registers ---- */

/* Digit and mark before a row of the list, one blank between columns. */
#define LIST_GUTTER 3
#define SCREEN_COLUMNS 80

static void check_register(const struct checking *k, const struct register_def *reg)
{
	int columns = LIST_GUTTER - 1;
	if (is_unknown(k, LIBRARY_TABLE, reg->table))
		ini_complain(k->c, reg->file, reg->line, _("there is no table \"%s\""), reg->table);
	for (guint i = 0; i < reg->columns->len; i++) {
		const struct register_column *column = g_ptr_array_index(reg->columns, i);
		columns += column->wide ? 0 : column->width + 1;
		if (text_columns(column->label) > column->width && !column->grow)
			ini_complain(k->c, reg->file, column->line,
				_("%s takes %d columns and does not fit: at most %d"), "label",
				text_columns(column->label), column->width);
	}
	if (columns > SCREEN_COLUMNS)
		ini_complain(k->c, reg->file, reg->line,
			_("%s takes %d columns and does not fit: at most %d"), "register", columns,
			SCREEN_COLUMNS);
}

/* ---- files ---- */

static void check_text(const struct checking *k, const struct shelf_file *file)
{
	gsize len;
	const char *bytes = g_bytes_get_data(file->bytes, &len);
	if (bytes && !g_utf8_validate(bytes, (gssize)len, NULL))
		ini_complain(k->c, file->name, 0,
			_("the file is not UTF-8 (perhaps GBK): save it as UTF-8"));
}

static void check_file(const struct checking *k, const struct shelf_file *file)
{
	static const char *const ini_folders[] = {"codes/", "entry/", "programmes/", "registers/",
		"rosters/", "lists/", "banks/", NULL};
	for (const char *const *folder = ini_folders; *folder; folder++)
		if (g_str_has_prefix(file->path, *folder) && !g_str_has_suffix(file->path, ".ini"))
			ini_complain(k->c, file->name, 0,
				_("it is not read: files in %s end in .ini"), *folder);
	/* Other rooms read the rosters' layouts; their lines are checked here all the same. */
	if (g_str_has_prefix(file->path, "rosters/") || g_str_has_prefix(file->path, "lists/")) {
		g_autofree char *text = library_text(k->lib, file->path);
		ini_free(ini_parse(file->name, text, -1, k->c));
	} else if (!g_str_has_suffix(file->path, ".ini")) {
		check_text(k, file);
	}
}

void library_check(const struct library *lib, struct ini_complaints *c)
{
	const struct checking k = {lib, c};
	for (guint i = 0; i < lib->files->len; i++)
		check_file(&k, g_ptr_array_index(lib->files, i));
	for (guint i = 0; i < lib->forms->len; i++)
		check_form(&k, g_ptr_array_index(lib->forms, i));
	for (guint i = 0; i < lib->programmes->len; i++)
		check_programme(&k, g_ptr_array_index(lib->programmes, i));
	for (guint i = 0; i < lib->registers->len; i++)
		check_register(&k, g_ptr_array_index(lib->registers, i));
}
