/* Notes on a case or a field: their list, a new one, done. */
#include "app/choose.h"
#include "app/entry_view.h"
#include "app/table.h"
#include "base/i18n.h"
#include "model/note.h"

/* --- a new note ------------------------------------------------------------------------------- */

struct noting {
	row_id casefile;
	char *form, *field;
};

static void noting_free(void *ctx)
{
	struct noting *n = ctx;
	g_free(n->form);
	g_free(n->field);
	g_free(n);
}

static bool noting_finish(struct app *app, struct entry *e, bool next, void *ctx, GError **error)
{
	const struct noting *n = ctx;
	const char *due = entry_get(e, "note", 0, "due");
	const char *text = entry_get(e, "note", 0, "text");
	struct note note = {
		.casefile = n->casefile,
		.form = n->form,
		.field = n->field,
		.text = (char *)text,
		.due = due ? day_from_iso(due) : DAY_NONE,
		.done_on = DAY_NONE,
	};
	(void)next;
	return note_add(app->desk, &note, NULL, error);
}

static void noting_done(struct app *app, bool next, void *ctx)
{
	(void)next;
	(void)ctx;
	tui_note(app->tui, NOTE_GOOD, _("The note is kept. Ctrl-T lists the notes."));
}

void note_open(struct app *app, row_id casefile, const char *form, const char *field)
{
	struct noting *n = g_new0(struct noting, 1);
	g_autofree char *subject =
		g_strdup_printf("%" G_GINT64_FORMAT " %s.%s", casefile, form, field);
	*n = (struct noting){casefile, g_strdup(form), g_strdup(field)};
	entry_view_open(app,
		&(struct entry_view_options){
			.form = "note",
			.subject = subject,
			.title = _("Note"),
			.finish = noting_finish,
			.done = noting_done,
			.ctx = n,
			.free_ctx = noting_free,
		});
}

/* --- the list --------------------------------------------------------------------------------- */

struct notes {
	struct app *app;
	row_id casefile;
	row_id current, current_case;
	bool current_done;
};

/* "Income / amount" of a form, or "" for a note on the whole case. Owned by the caller. */
static char *place_of(const struct desk *desk, const struct note *n)
{
	const struct form_def *form = *n->form ? library_form(desk->lib, n->form) : NULL;
	for (guint i = 0; form && *n->field && i < form->blocks->len; i++) {
		const struct field_def *f =
			block_field(g_ptr_array_index(form->blocks, i), n->field);
		if (f)
			return g_strdup(f->label);
	}
	return g_strdup(form ? form->label : "");
}

static enum style style_of(const struct note *n)
{
	if (n->done_on != DAY_NONE)
		return STYLE_DIM;
	if (n->due == DAY_NONE || n->due > day_today())
		return STYLE_NORMAL;
	return n->due < day_today() ? STYLE_ERROR : STYLE_WARN;
}

static void add_row(const struct notes *s, GPtrArray *all, const struct note *n)
{
	char due[DAY_LEN], done[DAY_LEN];
	g_autofree char *place = place_of(s->app->desk, n);
	g_autofree char *date = g_strndup(n->at, 10);
	day_to_iso(n->done_on, done);
	struct list_row *row = table_add(all, n->id, day_to_iso(n->due, due), n->text, place,
		n->file_no, n->author_name, date, *done ? _("done") : "", NULL);
	row->style = style_of(n);
}

static bool notes_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	struct notes *s = ctx;
	g_autoptr(GPtrArray) list = note_list(s->app->desk, s->casefile, error);
	if (!list)
		return false;
	GPtrArray *all = table_new();
	for (guint i = 0; i < list->len; i++)
		add_row(s, all, g_ptr_array_index(list, i));
	return table_page(all, anchor, before, n, rows);
}

static char *notes_detail(void *ctx, const struct list_row *row)
{
	(void)ctx;
	return g_strdup_printf("%s\n\n%s: %s\n%s %s", row->cells[1], _("Due"), row->cells[0],
		row->cells[4], row->cells[5]);
}

static void chosen_done(const char *text, int chosen, void *ctx)
{
	struct notes *s = ctx;
	GError *error = NULL;
	(void)text;
	if (chosen == 1) {
		case_open(s->app, s->current_case);
		return;
	}
	if (chosen < 0)
		return;
	if (!note_finish(s->app->desk, s->current, !s->current_done, &error))
		app_fail(s->app, error);
	tui_reload(s->app->tui);
}

static enum reply notes_row(void *ctx, const struct list_row *row)
{
	struct notes *s = ctx;
	g_autoptr(GPtrArray) list = note_list(s->app->desk, s->casefile, NULL);
	s->current = row->id;
	s->current_case = 0;
	for (guint i = 0; list && i < list->len; i++) {
		const struct note *n = g_ptr_array_index(list, i);
		if (n->id == row->id) {
			s->current_case = n->casefile;
			s->current_done = n->done_on != DAY_NONE;
		}
	}
	bool elsewhere = s->current_case && s->current_case != s->casefile;
	const char *labels[] = {s->current_done ? _("Open again") : _("Done"),
		elsewhere ? _("Open the case") : NULL, NULL};
	choose_open(s->app, row->cells[1], labels, chosen_done, s);
	return REPLY_DONE;
}

/* Under this list a form may lie open, which belongs to its operator. */
static enum reply notes_command(void *ctx, int command, const struct list_row *row)
{
	struct notes *s = ctx;
	(void)row;
	if (command == CMD_NEW) {
		note_open(s->app, s->casefile, "", "");
		return REPLY_DONE;
	}
	if (command == CMD_SWITCH) {
		tui_note(s->app->tui, NOTE_INFO,
			_("Go back first (Esc), then change the operator."));
		return REPLY_DONE;
	}
	return app_command(s->app, tui_top(s->app->tui), command);
}

void notes_open(struct app *app, row_id casefile)
{
	static const struct list_column columns[] = {
		{N_("Due"), 10, 0, false, 0},
		{N_("Note"), 20, 3, false, 0},
		{N_("On"), 10, 1, false, 0},
		{N_("File"), 13, 0, false, 0},
		{N_("By"), 8, 0, false, 0},
		{N_("Written"), 10, 0, false, 100},
		{"", 6, 0, false, 0},
	};
	struct notes *s = g_new0(struct notes, 1);
	*s = (struct notes){.app = app, .casefile = casefile};
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = notes_page,
		.open = notes_row,
		.command = notes_command,
		.detail = notes_detail,
		.empty = casefile ? _("No notes on this case. F3 writes one.")
				  : _("No open notes. F3 writes one."),
		.destroy = g_free,
		.ctx = s,
	};
	tui_push(app->tui, list_new("notes", SCREEN_TABLE, _("Notes"), &source));
}
