#include "form/programme.h"

#include <string.h>
#include "base/i18n.h"
#include "form/section.h"

static void state_free(gpointer data)
{
	struct state_def *s = data;
	g_free(s->key);
	g_free(s->label);
	g_free(s);
}

static void action_free(gpointer data)
{
	struct action_def *a = data;
	g_free(a->key);
	g_free(a->label);
	g_free(a->done);
	g_strfreev(a->from);
	g_free(a->to);
	g_strfreev(a->roles);
	g_strfreev(a->differ);
	g_strfreev(a->needs);
	g_strfreev(a->ensures);
	g_strfreev(a->effects);
	g_free(a->form);
	g_free(a->notice);
	g_free(a->article);
	g_strfreev(a->without);
	g_free(a);
}

static void exclude_free(gpointer data)
{
	struct exclude_def *e = data;
	g_free(e->programme);
	g_free(e->article);
	g_free(e);
}

static void facts_free(gpointer data)
{
	struct facts_def *f = data;
	g_free(f->key);
	g_free(f->label);
	g_free(f->form);
	g_free(f->block);
	g_strfreev(f->shows);
	g_free(f);
}

static void deadline_free(gpointer data)
{
	struct deadline_def *d = data;
	g_free(d->key);
	g_free(d->label);
	g_free(d->since);
	g_strfreev(d->from);
	g_strfreev(d->done);
	g_free(d->param);
	expr_free(d->when);
	g_free(d->article);
	g_free(d);
}

static void paper_free(gpointer data)
{
	struct paper_def *p = data;
	g_free(p->code);
	g_free(p->title);
	g_free(p->by);
	expr_free(p->when);
	g_free(p->article);
	g_free(p);
}

void programme_free(struct programme *p)
{
	if (!p)
		return;
	g_free(p->key);
	g_free(p->label);
	g_free(p->file);
	g_free(p->group);
	g_free(p->about);
	g_free(p->like);
	g_free(p->called);
	g_free(p->benefit);
	g_strfreev(p->areas);
	g_free(p->standard);
	g_free(p->amount);
	g_free(p->countable);
	g_free(p->prefix);
	g_free(p->form);
	g_free(p->cycle);
	g_free(p->ceiling);
	g_free(p->cap);
	g_free(p->no_publicity);
	g_strfreev(p->readers);
	g_strfreev(p->beside);
	g_strfreev(p->offers);
	g_strfreev(p->parents);
	g_free(p->age_limit);
	g_free(p->age_paper);
	expr_free(p->half_year);
	g_strfreev(p->hide);
	g_ptr_array_unref(p->excludes);
	g_ptr_array_unref(p->facts);
	g_ptr_array_unref(p->states);
	g_ptr_array_unref(p->actions);
	g_ptr_array_unref(p->deadlines);
	g_ptr_array_unref(p->papers);
	g_free(p);
}

const struct state_def *programme_state(const struct programme *p, const char *key)
{
	for (guint i = 0; key && i < p->states->len; i++) {
		const struct state_def *s = g_ptr_array_index(p->states, i);
		if (strcmp(s->key, key) == 0)
			return s;
	}
	return NULL;
}

const struct action_def *programme_action(const struct programme *p, const char *key)
{
	for (guint i = 0; key && i < p->actions->len; i++) {
		const struct action_def *a = g_ptr_array_index(p->actions, i);
		if (strcmp(a->key, key) == 0)
			return a;
	}
	return NULL;
}

const struct paper_def *programme_paper(const struct programme *p, const char *code)
{
	for (guint i = 0; code && i < p->papers->len; i++) {
		const struct paper_def *paper = g_ptr_array_index(p->papers, i);
		if (strcmp(paper->code, code) == 0)
			return paper;
	}
	return NULL;
}

bool action_allows_from(const struct action_def *a, const char *state)
{
	return g_strv_contains((const char *const *)a->from, state);
}

bool programme_is(const struct programme *p, const char *word)
{
	return strcmp(p->key, word) == 0 || strcmp(p->group, word) == 0;
}

static const struct exclude_def *excludes(const struct programme *a, const struct programme *b)
{
	for (guint i = 0; i < a->excludes->len; i++) {
		const struct exclude_def *e = g_ptr_array_index(a->excludes, i);
		if (programme_is(b, e->programme))
			return e;
	}
	return NULL;
}

const struct exclude_def *programme_excludes(const struct programme *a, const struct programme *b)
{
	const struct exclude_def *e;
	if (g_strv_contains((const char *const *)a->beside, b->key) ||
		g_strv_contains((const char *const *)b->beside, a->key))
		return NULL;
	e = excludes(a, b);
	return e ? e : excludes(b, a);
}

static void need(const struct source *src, const struct ini_section *s, const char *key)
{
	const char *value = ini_value(s, key);
	if (!value || !*value)
		ini_complain(src->complaints, src->ini->file, s->line, _("[%s %s] has no %s"),
			s->kind, s->name, key);
}

static void read_head(const struct source *src, const struct ini_section *s, struct programme *p)
{
	static const char *const known[] = {"label", "label[en]", "about", "about[en]", "order",
		"group", "areas", "standard", "amount", "countable", "prefix", "form", "ceiling",
		"cap", "subject", "recognises", "publicity", "no_publicity", "restricted",
		"readers", "offers", "age_limit", "age_paper", "parents", "half_year", "hide",
		"like", "called", "benefit", "beside", "cycle", NULL};
	static const char *const subjects[] = {"household", "person", NULL};
	section_has_key(src, s);
	ini_check_keys(src->ini, s, known, src->complaints);
	g_free(p->key);
	p->key = g_strdup(s->name);
	p->label = section_label(src, s, "label");
	p->areas = section_words(s, "areas");
	p->standard = section_text(s, "standard");
	need(src, s, "prefix");
	p->prefix = section_text(s, "prefix");
	p->form = section_text(s, "form");
	p->about = g_strdup(ini_label(s, "about"));
	p->like = section_text(s, "like");
	p->like_line = p->like ? section_line(s, "like") : 0;
	p->called = section_text(s, "called");
	if (!p->called)
		p->called = g_strdup(p->label);
	p->benefit = section_text(s, "benefit");
	section_integer(src, s, "order", &p->order);
	p->group = section_text(s, "group");
	if (!p->group)
		p->group = g_strdup(p->key);
	p->amount = section_text(s, "amount");
	p->countable = section_text(s, "countable");
	if (!p->countable)
		p->countable = g_strdup("countable");
	p->cycle = section_text(s, "cycle");
	p->ceiling = section_text(s, "ceiling");
	p->cap = section_text(s, "cap");
	p->individual = section_choice(src, s, "subject", subjects) == 1;
	p->recognises = section_flag(src, s, "recognises");
	p->publicity = section_flag(src, s, "publicity");
	p->no_publicity = section_text(s, "no_publicity");
	p->restricted = section_flag(src, s, "restricted");
	p->readers = section_words(s, "readers");
	p->beside = section_words(s, "beside");
	p->offers = section_words(s, "offers");
	p->parents = section_words(s, "parents");
	p->age_limit = section_text(s, "age_limit");
	p->age_paper = section_text(s, "age_paper");
	p->half_year = section_condition(src, s, "half_year");
	p->hide = section_words(s, "hide");
}

static void read_state(const struct source *src, const struct ini_section *s, struct programme *p)
{
	static const char *const known[] = {"label", "label[en]", "kind", NULL};
	static const char *const kinds[] = {"open", "active", "closed", NULL};
	section_has_key(src, s);
	ini_check_keys(src->ini, s, known, src->complaints);
	if (programme_state(p, s->name))
		ini_complain(src->complaints, src->ini->file, s->line, _("[%s %s] stands twice"),
			s->kind, s->name);
	need(src, s, "kind");
	int kind = section_choice(src, s, "kind", kinds);
	struct state_def *state = g_new0(struct state_def, 1);
	state->key = g_strdup(s->name);
	state->label = section_label(src, s, "label");
	state->kind = kind < 0 ? STATE_OPEN : kind;
	g_ptr_array_add(p->states, state);
}

static void read_action(const struct source *src, const struct ini_section *s, struct programme *p)
{
	static const char *const known[] = {"label", "label[en]", "done", "done[en]", "from", "to",
		"roles", "differ", "needs", "ensures", "effects", "form", "notice", "article",
		"without", "main", NULL};
	section_has_key(src, s);
	ini_check_keys(src->ini, s, known, src->complaints);
	if (programme_action(p, s->name))
		ini_complain(src->complaints, src->ini->file, s->line, _("[%s %s] stands twice"),
			s->kind, s->name);
	need(src, s, "from");
	need(src, s, "roles");
	struct action_def *a = g_new0(struct action_def, 1);
	a->key = g_strdup(s->name);
	a->line = s->line;
	a->label = section_label(src, s, "label");
	const char *done = ini_label(s, "done");
	a->done = g_strdup(done && *done ? done : a->label);
	a->from = section_words(s, "from");
	a->to = section_text(s, "to");
	a->roles = section_words(s, "roles");
	a->differ = section_words(s, "differ");
	a->needs = section_words(s, "needs");
	a->ensures = section_words(s, "ensures");
	a->effects = section_words(s, "effects");
	a->form = section_text(s, "form");
	a->notice = section_text(s, "notice");
	a->article = section_text(s, "article");
	a->without = section_words(s, "without");
	a->main = section_flag(src, s, "main");
	g_ptr_array_add(p->actions, a);
}

static void read_deadline(
	const struct source *src, const struct ini_section *s, struct programme *p)
{
	static const char *const known[] = {"label", "label[en]", "from", "since", "done", "param",
		"when", "unit", "article", NULL};
	static const char *const units[] = {"workday", "day", "wait", "birthday", "month", NULL};
	section_has_key(src, s);
	ini_check_keys(src->ini, s, known, src->complaints);
	need(src, s, "from");
	need(src, s, "done");
	need(src, s, "param");
	need(src, s, "unit");
	struct deadline_def *d = g_new0(struct deadline_def, 1);
	d->key = g_strdup(s->name);
	d->line = s->line;
	d->label = section_label(src, s, "label");
	d->from = section_words(s, "from");
	d->since = section_text(s, "since");
	d->done = section_words(s, "done");
	d->param = section_text(s, "param");
	d->when = section_condition(src, s, "when");
	int unit = section_choice(src, s, "unit", units);
	d->workdays = unit == 0;
	d->waits = unit == 2;
	d->birthday = unit == 3;
	d->months = unit == 4;
	d->article = section_text(s, "article");
	g_ptr_array_add(p->deadlines, d);
}

static void read_paper(const struct source *src, const struct ini_section *s, struct programme *p)
{
	static const char *const known[] = {
		"title", "title[en]", "by", "when", "obtainable", "made_here", "article", NULL};
	section_has_code(src, s);
	ini_check_keys(src->ini, s, known, src->complaints);
	if (programme_paper(p, s->name))
		ini_complain(src->complaints, src->ini->file, s->line, _("[%s %s] stands twice"),
			s->kind, s->name);
	struct paper_def *paper = g_new0(struct paper_def, 1);
	paper->code = g_strdup(s->name);
	paper->line = s->line;
	paper->title = section_label(src, s, "title");
	paper->by = section_text(s, "by");
	paper->when = section_condition(src, s, "when");
	paper->obtainable = section_flag(src, s, "obtainable");
	paper->made_here = section_flag(src, s, "made_here");
	paper->article = section_text(s, "article");
	g_ptr_array_add(p->papers, paper);
}

static void read_exclude(const struct source *src, const struct ini_section *s, struct programme *p)
{
	static const char *const known[] = {"article", NULL};
	section_has_key(src, s);
	ini_check_keys(src->ini, s, known, src->complaints);
	need(src, s, "article");
	struct exclude_def *e = g_new0(struct exclude_def, 1);
	e->programme = g_strdup(s->name);
	e->article = section_text(s, "article");
	e->line = s->line;
	g_ptr_array_add(p->excludes, e);
}

static void read_facts(const struct source *src, const struct ini_section *s, struct programme *p)
{
	static const char *const known[] = {"label", "label[en]", "form", "block", "shows", NULL};
	section_has_key(src, s);
	ini_check_keys(src->ini, s, known, src->complaints);
	need(src, s, "form");
	struct facts_def *f = g_new0(struct facts_def, 1);
	f->key = g_strdup(s->name);
	f->label = section_label(src, s, "label");
	f->form = section_text(s, "form");
	f->block = section_text(s, "block");
	f->shows = section_words(s, "shows");
	if (!f->block)
		f->block = g_strdup(s->name);
	f->line = s->line;
	g_ptr_array_add(p->facts, f);
}

static const struct {
	const char *kind;
	void (*read)(const struct source *src, const struct ini_section *s, struct programme *p);
} readers[] = {
	{"programme", read_head},
	{"state", read_state},
	{"action", read_action},
	{"deadline", read_deadline},
	{"paper", read_paper},
	{"exclude", read_exclude},
	{"facts", read_facts},
};

static void read_section(const struct source *src, const struct ini_section *s, struct programme *p)
{
	static const char *const kinds[] = {
		"programme", "state", "action", "deadline", "paper", "exclude", "facts", NULL};
	if (!p->key && strcmp(s->kind, "programme") != 0) {
		ini_complain(src->complaints, src->ini->file, s->line,
			_("the file begins with [programme KEY], not with [%s]"), s->kind);
		p->key = g_strdup("");
	} else if (p->key && *p->key && strcmp(s->kind, "programme") == 0) {
		ini_complain(src->complaints, src->ini->file, s->line,
			_("a file holds one programme: put \"%s\" into a file of its own"),
			s->name);
		return;
	}
	for (guint i = 0; i < G_N_ELEMENTS(readers); i++)
		if (strcmp(readers[i].kind, s->kind) == 0) {
			readers[i].read(src, s, p);
			return;
		}
	section_refuse(src, s, kinds);
}

struct programme *programme_read(const struct ini *ini, struct ini_complaints *c)
{
	const struct source src = {ini, c};
	struct programme *p = g_new0(struct programme, 1);
	p->file = g_strdup(ini->file);
	p->states = g_ptr_array_new_with_free_func(state_free);
	p->actions = g_ptr_array_new_with_free_func(action_free);
	p->deadlines = g_ptr_array_new_with_free_func(deadline_free);
	p->papers = g_ptr_array_new_with_free_func(paper_free);
	p->excludes = g_ptr_array_new_with_free_func(exclude_free);
	p->facts = g_ptr_array_new_with_free_func(facts_free);
	for (guint i = 0; i < ini->sections->len; i++)
		read_section(&src, g_ptr_array_index(ini->sections, i), p);
	if (!p->key || !*p->key) {
		if (!ini->sections->len)
			ini_complain(c, ini->file, 1, _("the file holds no programme"));
		programme_free(p);
		return NULL;
	}
	return p;
}
