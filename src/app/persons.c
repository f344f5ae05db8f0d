/* Persons: found by name, pinyin, id number or its last four while typing. */
#include "app/session.h"
#include "app/words.h"
#include "base/i18n.h"
#include "model/casefile.h"

enum { NAME, SEX, AGE, BIRTH, ID_NO, VILLAGE, STATE, FILE_NO };

struct persons {
	struct app *app;
	char *text;
	row_id current;
};

struct filling {
	struct persons *s;
	GPtrArray *rows;
};

static bool see_person(const struct person_row *p, void *ctx)
{
	struct filling *f = ctx;
	g_autofree char *age = words_of_age(p->birth);
	g_autofree char *id_no = words_of_id(p->id_no, false);
	struct list_row *row = list_row_new(p->person);
	row->sort = g_strdup(p->sort);
	g_autofree char *name = words_of_name(p->name, p->restricted);
	row->data = GINT_TO_POINTER(p->restricted);
	list_row_set(row, NAME, name);
	list_row_set(row, SEX, words_of_sex(p->sex));
	list_row_set(row, AGE, age);
	list_row_set(row, BIRTH, p->birth);
	list_row_set(row, ID_NO, id_no);
	list_row_set(row, VILLAGE, p->village);
	list_row_set(row, STATE, words_of_state(f->s->app->desk, p->programme, p->state));
	list_row_set(row, FILE_NO, p->file_no);
	g_ptr_array_add(f->rows, row);
	return true;
}

static bool persons_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	struct persons *s = ctx;
	struct filling f = {s, rows};
	return person_page(s->app->desk, s->text, anchor ? anchor->sort : NULL,
		anchor ? anchor->id : 0, before, n, see_person, &f, error);
}

static gint64 persons_count(void *ctx)
{
	struct persons *s = ctx;
	/* Counting everybody would read a whole index before the first screen. */
	return s->text && *s->text ? person_count(s->app->desk, s->text) : -1;
}

static void persons_search(void *ctx, const char *text)
{
	struct persons *s = ctx;
	g_free(s->text);
	s->text = g_strdup(text);
}

/* --- the detail pane -------------------------------------------------------------------------- */

static void add_line(GString *out, const char *label, const char *value)
{
	if (value && *value)
		g_string_append_printf(out, _("%s: %s\n"), label, value);
}

static void add_person(const struct desk *desk, GString *out, const struct person *p)
{
	g_autofree char *id_no = words_of_id(p->id_no, words_may_show_id(desk));
	g_autofree char *age = words_of_age(p->birth);
	g_string_append_printf(out, "%s  %s  %s\n\n", p->name, words_of_sex(p->sex), age);
	add_line(out, _("Id number"), id_no);
	add_line(out, _("Born"), p->birth);
	add_line(out, _("Died"), p->death_date);
	add_line(out, _("Phone"), p->phone);
	add_line(out, _("Ability to work"), words_of_code(desk, "labour", p->labour));
	add_line(out, _("Illness"), words_of_code(desk, "illness", p->illness));
}

static void add_household(struct desk *desk, GString *out, const struct casefile *c)
{
	g_autoptr(household) h = household_get(desk, c->household, NULL);
	g_autoptr(GPtrArray) members = household_members(desk, c->household, day_today(), NULL);
	g_string_append_printf(
		out, "\n%s %s\n", c->file_no, words_of_state(desk, c->programme, c->state));
	if (h)
		add_line(out, _("Address"),
			h->address && *h->address ? h->address : h->village_name);
	for (guint i = 0; members && i < members->len; i++) {
		const struct member *m = g_ptr_array_index(members, i);
		g_string_append_printf(out, "  %s %s%s\n", m->person->name,
			words_of_code(desk, "relation", m->relation),
			m->counted ? "" : _(" (not counted)"));
	}
}

static char *persons_detail(void *ctx, const struct list_row *row)
{
	struct persons *s = ctx;
	struct desk *desk = s->app->desk;
	g_autoptr(person) p = person_get(desk, row->id, NULL);
	g_autoptr(casefile) c = NULL;
	GString *out = g_string_new(NULL);
	if (!p)
		return g_string_free(out, FALSE);
	if (row->data) {
		g_string_append(
			out, _("Restricted: open the case to see it; that is written down."));
		return g_string_free(out, FALSE);
	}
	add_person(desk, out, p);
	c = *row->cells[FILE_NO]
		? casefile_get(desk, casefile_by_no(desk, row->cells[FILE_NO]), NULL)
		: NULL;
	if (c)
		add_household(desk, out, c);
	else
		g_string_append_printf(out, "\n%s\n", _("In no case."));
	return g_string_free(out, FALSE);
}

/* --- commands --------------------------------------------------------------------------------- */

static void apply_answer(const char *text, int chosen, void *ctx)
{
	struct persons *s = ctx;
	(void)text;
	if (chosen >= 0)
		apply_begin(s->app, s->current);
}

static enum reply persons_row(void *ctx, const struct list_row *row)
{
	struct persons *s = ctx;
	row_id casefile =
		*row->cells[FILE_NO] ? casefile_by_no(s->app->desk, row->cells[FILE_NO]) : 0;
	if (casefile) {
		case_open(s->app, casefile);
		return REPLY_DONE;
	}
	g_autofree char *text =
		g_strdup_printf(_("%s is in no case. Begin an application?"), row->cells[NAME]);
	s->current = row->id;
	dialog_confirm(s->app->tui, _("New application"), text, _("Begin"), apply_answer, s);
	return REPLY_DONE;
}

static enum reply persons_command(void *ctx, int command, const struct list_row *row)
{
	struct persons *s = ctx;
	if (command == CMD_WORKING && row && *row->cells[FILE_NO]) {
		working_open(s->app, casefile_by_no(s->app->desk, row->cells[FILE_NO]));
		return REPLY_DONE;
	}
	return app_command(s->app, tui_top(s->app->tui), command);
}

static const char *persons_hint(void *ctx, const struct list_row *row)
{
	(void)ctx;
	(void)row;
	return _("Type a name, pinyin initials, an id number or its last four; Enter opens the "
		 "case");
}

static void persons_free(void *ctx)
{
	struct persons *s = ctx;
	g_free(s->text);
	g_free(s);
}

void persons_open(struct app *app)
{
	static const struct list_column columns[] = {
		{N_("Name"), 10, 2, false, 0},
		{N_("Sex"), 6, 0, false, 0},
		{N_("Age"), 4, 0, true, 0},
		{N_("Birth"), 10, 0, false, 140},
		{N_("Id number"), 18, 0, false, 0},
		{N_("Village"), 12, 2, false, 0},
		{N_("State"), 9, 0, false, 0},
		{N_("File"), 13, 0, false, 0},
	};
	struct persons *s = g_new0(struct persons, 1);
	s->app = app;
	s->text = g_strdup("");
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = persons_page,
		.count = persons_count,
		.search = persons_search,
		.open = persons_row,
		.command = persons_command,
		.detail = persons_detail,
		.hint = persons_hint,
		.empty = _("Nobody found. F3 begins a new application."),
		.destroy = persons_free,
		.ctx = s,
	};
	tui_push(app->tui, list_new("persons", SCREEN_LIST, _("Persons"), &source));
}
