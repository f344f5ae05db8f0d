/* Taking a step of a case: the gate first, then its form, then the change. */
#include "app/step.h"

#include <string.h>

#include "app/case_section.h"
#include "app/case_tables.h"
#include "app/entry_view.h"
#include "app/table.h"
#include "base/i18n.h"
#include "model/flow.h"
#include "model/typing.h"

struct step {
	struct app *app;
	row_id casefile;
	char *action;
};

static void step_free(void *ctx)
{
	struct step *s = ctx;
	g_free(s->action);
	g_free(s);
}

static struct step *step_new(struct app *app, row_id casefile, const char *action)
{
	struct step *s = g_new0(struct step, 1);
	*s = (struct step){app, casefile, g_strdup(action)};
	return s;
}

void case_goto(struct app *app, row_id casefile, const char *where, const char *item)
{
	if (g_strcmp0(where, "settings") == 0) {
		settings_open(app);
		return;
	}
	g_autoptr(casefile) c = casefile_get(app->desk, casefile, NULL);
	g_autoptr(GArray) lines = case_lines(c ? casefile_programme(app->desk, c) : NULL);
	for (guint i = 0; c && i < lines->len; i++) {
		const struct case_line *line = &g_array_index(lines, struct case_line, i);
		if (g_strcmp0(case_line_key(line), where) != 0)
			continue;
		case_line_open(app, casefile, line);
		if (item)
			papers_select(app, casefile, item);
		return;
	}
}

/* --- the reasons of the gate: a living list, asked again whenever it is shown ----------------- */

static void step_take(struct app *app, const struct casefile *c, const struct action_def *a);

struct reasons {
	struct app *app;
	row_id casefile;
	char *action;
	GPtrArray *list; /* struct reason * */
};

static const struct list_column reason_columns[] = {
	{N_("What is missing"), 40, 1, false, 0},
	{N_("Rule"), 12, 0, false, 0},
};

static const struct action_def *reasons_action(const struct reasons *r, const struct casefile *c)
{
	const struct programme *p = c ? casefile_programme(r->app->desk, c) : NULL;
	return p ? programme_action(p, r->action) : NULL;
}

static bool reasons_ask(struct reasons *r, GError **error)
{
	g_autoptr(casefile) c = casefile_get(r->app->desk, r->casefile, error);
	const struct action_def *a = reasons_action(r, c);
	GPtrArray *list = a ? gate_check(r->app->desk, c, a, error) : NULL;
	if (!list)
		return false;
	g_clear_pointer(&r->list, g_ptr_array_unref);
	r->list = list;
	return true;
}

static bool reasons_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	struct reasons *r = ctx;
	if (!anchor && !reasons_ask(r, error))
		return false;
	GPtrArray *all = table_new();
	for (guint i = 0; i < r->list->len; i++) {
		const struct reason *reason = g_ptr_array_index(r->list, i);
		table_add(all, i + 1, reason->sentence, reason->article, NULL);
	}
	return table_page(all, anchor, before, n, rows);
}

static enum reply reasons_row_open(void *ctx, const struct list_row *row)
{
	struct reasons *r = ctx;
	const struct reason *reason = g_ptr_array_index(r->list, row->id - 1);
	if (reason->where && *reason->where)
		case_goto(r->app, r->casefile, reason->where, reason->item);
	else if (g_str_equal(reason->condition, "role") || g_str_equal(reason->condition, "differ"))
		sign_in_open(r->app);
	return REPLY_DONE;
}

static char *reasons_head(void *ctx, int width)
{
	(void)ctx;
	(void)width;
	return g_strdup(
		_("This step is not possible yet. Enter goes to where it can be put right, F10 "
		  "tries again."));
}

static enum reply reasons_command(void *ctx, int command, const struct list_row *row)
{
	struct reasons *r = ctx;
	(void)row;
	if (command != CMD_NEXT)
		return app_command(r->app, tui_top(r->app->tui), command);
	g_autoptr(casefile) c = casefile_get(r->app->desk, r->casefile, NULL);
	const struct action_def *a = reasons_action(r, c);
	if (a)
		step_take(r->app, c, a);
	return REPLY_CLOSE;
}

static void reasons_destroy(void *ctx)
{
	struct reasons *r = ctx;
	g_clear_pointer(&r->list, g_ptr_array_unref);
	g_free(r->action);
	g_free(r);
}

static void reasons_open(struct app *app, const struct casefile *c, const struct action_def *a)
{
	g_autofree char *title = g_strdup_printf("%s %s", c->file_no, a->label);
	struct reasons *r = g_new0(struct reasons, 1);
	*r = (struct reasons){app, c->id, g_strdup(a->key), NULL};
	struct list_source source = {
		.columns = reason_columns,
		.n_columns = G_N_ELEMENTS(reason_columns),
		.page = reasons_page,
		.open = reasons_row_open,
		.command = reasons_command,
		.head = reasons_head,
		.empty = _("Nothing stands against it any more: F10 takes the step."),
		.destroy = reasons_destroy,
		.ctx = r,
	};
	tui_push(app->tui, list_new("reasons", SCREEN_REASONS, title, &source));
}

/* --- doing it --------------------------------------------------------------------------------- */

static void step_said(struct app *app, row_id casefile, const char *action)
{
	g_autoptr(casefile) c = casefile_get(app->desk, casefile, NULL);
	const struct programme *p = c ? casefile_programme(app->desk, c) : NULL;
	const struct action_def *a = p ? programme_action(p, action) : NULL;
	tui_note(app->tui, NOTE_GOOD, _("Saved: %s %s"), c ? c->file_no : "", a ? a->done : action);
	tui_reload(app->tui);
}

static bool step_finish(struct app *app, struct entry *e, bool next, void *ctx, GError **error)
{
	struct step *s = ctx;
	(void)next;
	return flow_do(app->desk, s->casefile, s->action, e, DAY_NONE, error);
}

/* What a step that decides on money comes to, before it is done. */
static char *step_ask(struct app *app, struct entry *e, void *ctx, GError **error)
{
	struct step *s = ctx;
	return step_preview(app, s->casefile, s->action, e, error);
}

static void step_done(struct app *app, bool next, void *ctx)
{
	struct step *s = ctx;
	(void)next;
	step_said(app, s->casefile, s->action);
}

static void confirm_done(const char *text, int chosen, void *ctx)
{
	struct step *s = ctx;
	(void)text;
	GError *error = NULL;
	if (chosen >= 0) {
		if (flow_do(s->app->desk, s->casefile, s->action, NULL, DAY_NONE, &error))
			step_said(s->app, s->casefile, s->action);
		else
			tui_error(s->app->tui, error);
	}
	step_free(s);
}

static void step_form(struct app *app, const struct casefile *c, const struct action_def *a)
{
	g_autofree char *subject = draft_subject(c->id);
	g_autofree char *title = g_strdup_printf("%s %s", c->file_no, a->label);
	struct entry_view_options o = {
		.form = a->form,
		.subject = subject,
		.title = title,
		.casefile = c->id,
		.state = c->state,
		.ask = step_ask,
		.finish = step_finish,
		.done = step_done,
		.ctx = step_new(app, c->id, a->key),
		.free_ctx = step_free,
	};
	entry_view_open(app, &o);
}

static void step_take(struct app *app, const struct casefile *c, const struct action_def *a)
{
	GError *error = NULL;
	GPtrArray *reasons = gate_check(app->desk, c, a, &error);
	if (!reasons) {
		tui_error(app->tui, error);
		return;
	}
	bool open = reasons->len > 0;
	g_ptr_array_unref(reasons);
	if (open) {
		reasons_open(app, c, a);
		return;
	}
	if (a->form) {
		step_form(app, c, a);
		return;
	}
	g_autofree char *question = g_strdup_printf(_("%s: %s?"), c->file_no, a->label);
	dialog_confirm(
		app->tui, a->label, question, a->label, confirm_done, step_new(app, c->id, a->key));
}

void step_next(struct app *app, row_id casefile)
{
	g_autoptr(casefile) c = casefile_get(app->desk, casefile, NULL);
	const struct action_def *a = c ? flow_next(app->desk, c) : NULL;
	if (a)
		step_take(app, c, a);
	else
		step_choose(app, casefile);
}

const struct action_def *step_with_form(struct app *app, row_id casefile, const char *form)
{
	g_autoptr(casefile) c = casefile_get(app->desk, casefile, NULL);
	g_autoptr(GPtrArray) actions = c ? flow_actions(app->desk, c) : g_ptr_array_new();
	for (guint i = 0; i < actions->len; i++) {
		const struct action_def *a = g_ptr_array_index(actions, i);
		if (g_strcmp0(a->form, form) == 0)
			return a;
	}
	return NULL;
}

void step_with_form_take(struct app *app, row_id casefile, const char *form)
{
	g_autoptr(casefile) c = casefile_get(app->desk, casefile, NULL);
	const struct action_def *a = c ? step_with_form(app, casefile, form) : NULL;
	if (a)
		step_take(app, c, a);
}

/* --- choosing among all ------------------------------------------------------------------------
 */

/* Of all that the state allows, what there is something to do to. */
static GPtrArray *choices_now(struct app *app, const struct casefile *c)
{
	GPtrArray *actions = flow_actions(app->desk, c);
	for (guint i = actions->len; i > 0; i--)
		if (gate_is_idle(app->desk, c, g_ptr_array_index(actions, i - 1)))
			g_ptr_array_remove_index(actions, i - 1);
	return actions;
}

static GPtrArray *choose_filter(const char *typed, void *ctx)
{
	struct step *s = ctx;
	g_autoptr(casefile) c = casefile_get(s->app->desk, s->casefile, NULL);
	g_autoptr(GPtrArray) actions = c ? choices_now(s->app, c) : g_ptr_array_new();
	GPtrArray *choices = g_ptr_array_new_with_free_func((GDestroyNotify)dialog_choice_free);
	for (guint i = 0; i < actions->len; i++) {
		const struct action_def *a = g_ptr_array_index(actions, i);
		g_autofree char *digit = g_strdup_printf("%u", i + 1);
		if (!*typed || g_str_has_prefix(digit, typed) || strstr(a->label, typed))
			g_ptr_array_add(
				choices, dialog_choice_new(digit, a->label, a->article, (int)i));
	}
	return choices;
}

static void choose_done(const char *text, int chosen, void *ctx)
{
	struct step *s = ctx;
	g_autoptr(casefile) c = chosen >= 0 ? casefile_get(s->app->desk, s->casefile, NULL) : NULL;
	if (c && text) {
		g_autoptr(GPtrArray) actions = choices_now(s->app, c);
		if (chosen < (int)actions->len)
			step_take(s->app, c, g_ptr_array_index(actions, chosen));
	}
	step_free(s);
}

void step_choose(struct app *app, row_id casefile)
{
	dialog_pick(app->tui, _("Steps possible now"), "", choose_filter, choose_done,
		step_new(app, casefile, ""));
}
