/* A new application: search before create, then the one form of the whole household. */
#include "app/apply_room.h"

#include "app/entry_view.h"
#include "app/words.h"
#include "base/i18n.h"
#include "base/rid.h"
#include "model/application.h"
#include "model/note.h"
#include "model/person.h"
#include "model/typing.h"

struct apply {
	struct app *app;
	const struct programme *programme;
	row_id person;   /* found by the search, or 0 */
	char *typed;     /* id number or name that was searched */
	char *subject;   /* of the draft: "new", "new-2" ... for those that are no case yet */
	row_id casefile; /* made, or being changed */
};

static void apply_free(void *ctx)
{
	struct apply *a = ctx;
	g_free(a->typed);
	g_free(a->subject);
	g_free(a);
}

bool apply_is_form(const struct app *app, const char *form)
{
	return application_programme(app->desk, form, NULL) != NULL;
}

/* --- the form --------------------------------------------------------------------------------- */

static bool apply_fill(struct app *app, struct entry *e, void *ctx, GError **error)
{
	struct apply *a = ctx;
	struct rid rid;
	if (a->casefile)
		return application_fill(app->desk, a->casefile, e, error);
	if (a->person)
		return application_prefill(app->desk, a->programme, a->person, e, error);
	if (!a->typed || !*a->typed)
		return true;
	if (rid_parse(a->typed, &rid) == RID_OK)
		entry_put(e, "member", 0, "id_no", rid.number);
	else if (!g_ascii_isalnum(*a->typed))
		entry_put(e, "member", 0, "name", a->typed);
	return true;
}

static bool apply_finish(struct app *app, struct entry *e, bool next, void *ctx, GError **error)
{
	struct apply *a = ctx;
	(void)next;
	if (!application_save(app->desk, a->programme->key, e, a->subject, &a->casefile, error))
		return false;
	/* A note that could not follow stays in the list of notes; the case is saved. */
	note_adopt(app->desk, a->programme->form, a->casefile, NULL);
	return true;
}

static void apply_done(struct app *app, bool next, void *ctx)
{
	struct apply *a = ctx;
	tui_note(app->tui, NOTE_GOOD, _("Saved as a new case file."));
	if (next)
		apply_open(app);
	else
		case_open(app, a->casefile);
}

static bool is_draft(const GPtrArray *drafts, const char *form, const char *subject)
{
	for (guint i = 0; drafts && i < drafts->len; i++) {
		const struct draft_head *h = g_ptr_array_index(drafts, i);
		if (g_str_equal(h->form, form) && g_str_equal(h->subject, subject))
			return true;
	}
	return false;
}

/* One that was begun for another household is not mixed up with this one. */
static char *fresh_subject(struct app *app, const char *form)
{
	g_autoptr(GPtrArray) drafts = typing_list(app->desk, NULL);
	char *subject = g_strdup("new");
	for (int n = 2; is_draft(drafts, form, subject); n++) {
		g_free(subject);
		subject = g_strdup_printf("new-%d", n);
	}
	return subject;
}

void apply_form(struct app *app, const struct programme *p, row_id person, const char *typed,
	const char *subject)
{
	struct apply *a = g_new0(struct apply, 1);
	*a = (struct apply){.app = app,
		.programme = p,
		.person = person,
		.typed = g_strdup(typed),
		.subject = subject ? g_strdup(subject) : fresh_subject(app, p->form)};
	g_autofree char *title = g_strdup_printf("%s %s", _("New application"), p->label);
	struct entry_view_options o = {
		.form = p->form,
		.subject = a->subject,
		.title = title,
		.state = "draft",
		.fill = apply_fill,
		.finish = apply_finish,
		.done = apply_done,
		.ctx = a,
		.free_ctx = apply_free,
	};
	entry_view_open(app, &o);
}

static bool edit_finish(struct app *app, struct entry *e, bool next, void *ctx, GError **error)
{
	struct apply *a = ctx;
	g_autofree char *subject = draft_subject(a->casefile);
	(void)next;
	return application_rewrite(app->desk, a->casefile, e, subject, error);
}

static void edit_done(struct app *app, bool next, void *ctx)
{
	(void)next;
	(void)ctx;
	tui_note(app->tui, NOTE_GOOD, _("Saved."));
}

void apply_edit(struct app *app, row_id casefile, const char *block)
{
	GError *error = NULL;
	g_autoptr(casefile) c = casefile_get(app->desk, casefile, NULL);
	if (!c)
		return;
	if (!application_may_rewrite(app->desk, c, &error)) {
		tui_error(app->tui, error);
		return;
	}
	struct apply *a = g_new0(struct apply, 1);
	*a = (struct apply){
		.app = app, .programme = casefile_programme(app->desk, c), .casefile = casefile};
	g_autofree char *subject = draft_subject(casefile);
	g_autofree char *title = g_strdup_printf("%s %s", c->file_no, _("Application"));
	struct entry_view_options o = {
		.form = a->programme && a->programme->form ? a->programme->form : "",
		.subject = subject,
		.title = title,
		.casefile = casefile,
		.state = c->state,
		.fill = apply_fill,
		.finish = edit_finish,
		.done = edit_done,
		.block = block,
		.ctx = a,
		.free_ctx = apply_free,
	};
	entry_view_open(app, &o);
}

/* --- search before create (F1) ---------------------------------------------------------------- */

static const struct list_column columns[] = {
	{N_("Name"), 10, 1, false, 0},
	{N_("Sex"), 4, 0, false, 0},
	{N_("Birth"), 10, 0, false, 0},
	{N_("Village"), 16, 1, false, 0},
	{N_("File"), 13, 0, false, 0},
	{N_("State"), 10, 0, false, 0},
};

struct filling {
	struct apply *a;
	GPtrArray *rows;
};

static bool see_person(const struct person_row *p, void *ctx)
{
	struct filling *f = ctx;
	const struct desk *desk = f->a->app->desk;
	struct list_row *row = list_row_new(p->person);
	row->sort = g_strdup(p->sort);
	row->data = GINT_TO_POINTER(
		p->casefile && !casefile_is_over(desk->lib, p->programme, p->state));
	g_autofree char *name = words_of_name(p->name, p->restricted);
	list_row_set(row, 0, name);
	list_row_set(row, 1, words_of_sex(p->sex));
	list_row_set(row, 2, p->birth);
	list_row_set(row, 3, p->village);
	list_row_set(row, 4, p->file_no);
	list_row_set(row, 5, words_of_state(desk, p->programme, p->state));
	g_ptr_array_add(f->rows, row);
	return true;
}

/* Nothing is listed before something is typed: this is a search, not a register. */
static bool search_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	struct apply *a = ctx;
	struct filling f = {a, rows};
	if (!a->typed || !*a->typed)
		return true;
	return person_page(a->app->desk, a->typed, anchor ? anchor->sort : NULL,
		anchor ? anchor->id : 0, before, n, see_person, &f, error);
}

static void search_text(void *ctx, const char *text)
{
	struct apply *a = ctx;
	g_free(a->typed);
	a->typed = g_strdup(text);
}

static enum reply search_open(void *ctx, const struct list_row *row)
{
	struct apply *a = ctx;
	apply_which(a->app, tui_top(a->app->tui), row->id, NULL);
	return REPLY_DONE;
}

static enum reply search_command(void *ctx, int command, const struct list_row *row)
{
	struct apply *a = ctx;
	(void)row;
	if (command != CMD_NEW)
		return app_command(a->app, tui_top(a->app->tui), command);
	apply_which(a->app, tui_top(a->app->tui), 0, a->typed);
	return REPLY_DONE;
}

static char *search_head(void *ctx, int width)
{
	(void)ctx;
	(void)width;
	return g_strdup(_("Type the applicant's id number or name first: whoever is here already "
			  "appears below.\n"
			  "Enter takes the person under the cursor, F3 begins with a new person."));
}

static bool may_apply(struct app *app)
{
	if (app->desk->who.roles & (ROLE_CLERK | ROLE_INVESTIGATOR))
		return true;
	tui_note(app->tui, NOTE_ERROR,
		_("Applications are taken by a clerk; Ctrl-O changes the operator."));
	return false;
}

void apply_begin(struct app *app, row_id person)
{
	if (may_apply(app))
		apply_which(app, NULL, person, NULL);
}

void apply_resume(struct app *app, const char *form, const char *subject)
{
	const struct programme *p = application_programme(app->desk, form, NULL);
	if (p && may_apply(app))
		apply_form(app, p, 0, NULL, subject);
}

void apply_open(struct app *app)
{
	if (!may_apply(app))
		return;
	struct apply *a = g_new0(struct apply, 1);
	a->app = app;
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = search_page,
		.search = search_text,
		.open = search_open,
		.command = search_command,
		.head = search_head,
		.empty = _("Nobody is listed. F3 begins a new application with a new person."),
		.destroy = apply_free,
		.ctx = a,
	};
	tui_push(app->tui, list_new("apply", SCREEN_LIST, _("New application"), &source));
}
