/* What the operator began and did not finish; only he sees it. */
#include "app/session.h"
#include "app/table.h"
#include "app/words.h"
#include "base/i18n.h"
#include "model/casefile.h"
#include "model/typing.h"

struct drafts {
	struct app *app;
	GPtrArray *list; /* struct draft_head *, in the order of the rows; ids are places + 1 */
	char *form, *subject; /* of the one to be deleted */
};

static const struct draft_head *draft_at(const struct drafts *s, const struct list_row *row)
{
	return row && row->id >= 1 && row->id <= (gint64)s->list->len
		? g_ptr_array_index(s->list, row->id - 1)
		: NULL;
}

static bool drafts_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	struct drafts *s = ctx;
	struct desk *desk = s->app->desk;
	GPtrArray *list = typing_list(desk, error);
	if (!list)
		return false;
	g_ptr_array_unref(s->list);
	s->list = list;
	GPtrArray *all = table_new();
	for (guint i = 0; i < list->len; i++) {
		const struct draft_head *h = g_ptr_array_index(list, i);
		const struct form_def *form = library_form(desk->lib, h->form);
		g_autofree char *at = g_strdup(h->at);
		g_strdelimit(at, "T", ' ');
		table_add(all, i + 1, form ? form->label : h->form, h->title, at, NULL);
	}
	return table_page(all, anchor, before, n, rows);
}

/* A form about a case is opened where it belongs: from the case, which takes the draft up. */
static enum reply drafts_row(void *ctx, const struct list_row *row)
{
	struct drafts *s = ctx;
	const struct draft_head *h = draft_at(s, row);
	row_id casefile = h ? g_ascii_strtoll(h->subject, NULL, 10) : 0;
	if (!h)
		return REPLY_IGNORED;
	if (apply_is_form(s->app, h->form) && casefile)
		apply_edit(s->app, casefile, NULL);
	else if (apply_is_form(s->app, h->form))
		apply_resume(s->app, h->form, h->subject);
	else if (g_str_equal(h->form, "operator"))
		operators_open(s->app);
	else if (g_str_equal(h->form, "setting"))
		settings_open(s->app);
	else if (g_str_equal(h->form, "note"))
		notes_open(s->app, casefile);
	else if (registers_resume(s->app, h->form, h->subject))
		return REPLY_DONE;
	else if (g_str_has_prefix(h->form, "review_"))
		reviews_open(s->app);
	else if (casefile)
		case_open(s->app, casefile);
	return REPLY_DONE;
}

static void delete_answer(const char *text, int chosen, void *ctx)
{
	struct drafts *s = ctx;
	struct desk *desk = s->app->desk;
	GError *error = NULL;
	(void)text;
	if (chosen < 0)
		return;
	if (typing_drop(desk, s->form, s->subject, &error))
		tui_note(s->app->tui, NOTE_GOOD, _("The draft is deleted."));
	else
		app_fail(s->app, error);
	tui_reload(s->app->tui);
}

static void ask_delete(struct drafts *s, const struct draft_head *h)
{
	g_autofree char *text = g_strdup_printf(
		_("Delete the draft \"%s\"? What was keyed into it is gone then."), h->title);
	g_free(s->form);
	g_free(s->subject);
	s->form = g_strdup(h->form);
	s->subject = g_strdup(h->subject);
	dialog_confirm(s->app->tui, _("Delete the draft"), text, _("Delete"), delete_answer, s);
}

static enum reply drafts_command(void *ctx, int command, const struct list_row *row)
{
	struct drafts *s = ctx;
	const struct draft_head *h = draft_at(s, row);
	if (command == CMD_DELETE && h) {
		ask_delete(s, h);
		return REPLY_DONE;
	}
	return app_command(s->app, tui_top(s->app->tui), command);
}

static const char *drafts_hint(void *ctx, const struct list_row *row)
{
	(void)ctx;
	return row ? _("Enter goes on where you stopped; F4 deletes") : NULL;
}

static void drafts_free(void *ctx)
{
	struct drafts *s = ctx;
	g_ptr_array_unref(s->list);
	g_free(s->form);
	g_free(s->subject);
	g_free(s);
}

void drafts_open(struct app *app)
{
	static const struct list_column columns[] = {
		{N_("Form"), 18, 1, false, 0},
		{N_("About"), 30, 3, false, 0},
		{N_("Saved"), 19, 0, false, 0},
	};
	struct drafts *s = g_new0(struct drafts, 1);
	s->app = app;
	s->list = g_ptr_array_new();
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = drafts_page,
		.open = drafts_row,
		.command = drafts_command,
		.hint = drafts_hint,
		.empty = _("You have no drafts: everything you keyed is finished."),
		.destroy = drafts_free,
		.ctx = s,
	};
	tui_push(app->tui, list_new("drafts", SCREEN_TABLE, _("My drafts"), &source));
}
