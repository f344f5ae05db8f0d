/* The commands of a form: codes, reasons, rows, blocks, ditto, finishing. */
#include "config.h"

#include "app/entry_room.h"

#include <string.h>
#include "base/i18n.h"
#include "base/text.h"
#include "model/typing.h"

/* --- commands --------------------------------------------------------------------------------- */

struct picking {
	struct entry_view *v;
	const struct code_list *list;
};

static GPtrArray *codes_filter(const char *typed, void *ctx)
{
	struct picking *p = ctx;
	g_autoptr(GPtrArray) found = code_list_filter(p->list, typed);
	GPtrArray *choices = g_ptr_array_new_with_free_func((GDestroyNotify)dialog_choice_free);
	for (guint i = 0; i < found->len; i++) {
		const struct code *c = g_ptr_array_index(found, i);
		g_ptr_array_add(choices, dialog_choice_new(code_keyed(c), c->label, NULL, (int)i));
	}
	return choices;
}

static void codes_done(const char *text, int chosen, void *ctx)
{
	struct picking *p = ctx;
	if (chosen >= 0 && text) {
		fields_set_text(p->v->view, text);
		fields_next(p->v->view);
	}
	g_free(p);
}

static enum reply codes_open(struct entry_view *v, int i)
{
	const struct entry_line *l = entry_line_at(v, i);
	const struct code_list *list = l->kind == LINE_FIELD ? entry_codes(v->e, l->at) : NULL;
	if (!list) {
		tui_note(v->app->tui, NOTE_INFO, _("this field has no codes"));
		return REPLY_DONE;
	}
	struct picking *p = g_new0(struct picking, 1);
	*p = (struct picking){v, list};
	dialog_pick(v->app->tui, entry_field(v->e, l->at)->label, "", codes_filter, codes_done, p);
	return REPLY_DONE;
}

static void accept_with(struct entry_view *v, const char *reason)
{
	if (!v->verdict)
		return;
	entry_accept(v->e, v->verdict->place, v->verdict->number, reason);
	g_clear_pointer(&v->verdict, verdict_free);
	fields_clear_objection(v->view, true);
}

static void accept_written(const char *text, int chosen, void *ctx)
{
	struct picking *p = ctx;
	g_autofree char *reason = text ? text_normal(text) : NULL;
	(void)chosen;
	if (reason && *reason)
		accept_with(p->v, reason);
	g_free(p);
}

/* "Other" says nothing until it is written out. */
static void accept_done(const char *text, int chosen, void *ctx)
{
	struct picking *p = ctx;
	const struct code *code = chosen >= 0 && text ? code_list_find(p->list, text) : NULL;
	if (code && g_strcmp0(code_attribute(code, "text"), "yes") == 0) {
		dialog_line(p->v->app->tui, code->label, _("Why is it right?"), "", false,
			accept_written, p);
		return;
	}
	if (code)
		accept_with(p->v, code->label);
	g_free(p);
}

static enum reply accept_open(struct entry_view *v)
{
	bool soft = false;
	const struct code_list *reasons = library_codes(v->app->desk->lib, "accept_reason");
	if (!fields_objection(v->view, &soft) || !v->verdict) {
		tui_note(v->app->tui, NOTE_INFO, _("there is no objection to accept"));
	} else if (!soft || !reasons) {
		tui_note(v->app->tui, NOTE_ERROR,
			_("this cannot be accepted; it must be corrected"));
	} else {
		struct picking *p = g_new0(struct picking, 1);
		*p = (struct picking){v, reasons};
		dialog_pick(v->app->tui, _("Why is it right?"), "", codes_filter, accept_done, p);
	}
	return REPLY_DONE;
}

static GPtrArray *blocks_filter(const char *typed, void *ctx)
{
	struct picking *p = ctx;
	GPtrArray *choices = g_ptr_array_new_with_free_func((GDestroyNotify)dialog_choice_free);
	for (guint i = 0; i < p->v->lines->len; i++) {
		const struct entry_line *l = entry_line_at(p->v, (int)i);
		const char *label = entry_block_of(p->v, l->at)->label;
		g_autofree char *key = g_strdup_printf("%d", l->at.block + 1);
		if (l->kind == LINE_BLOCK && (g_str_has_prefix(key, typed) || strstr(label, typed)))
			g_ptr_array_add(choices, dialog_choice_new(key, label, NULL, l->at.block));
	}
	return choices;
}

static void blocks_done(const char *text, int chosen, void *ctx)
{
	struct picking *p = ctx;
	if (chosen >= 0 && text) {
		fields_go(p->v->view,
			entry_lines_of_block(
				p->v->lines, (int)g_ascii_strtoll(text, NULL, 10) - 1));
		entry_keep(p->v);
	}
	g_free(p);
}

static enum reply rows_command(struct entry_view *v, int command, int i)
{
	struct entry_line l = *entry_line_at(v, i);
	if (!entry_block_of(v, l.at)->roster) {
		tui_note(v->app->tui, NOTE_INFO, _("rows are added and dropped in rosters only"));
		return REPLY_DONE;
	}
	if (command == CMD_DROP_ROW)
		entry_drop_row(v->e, l.at.block, l.at.row);
	entry_make_lines(v);
	if (command == CMD_ADD_ROW)
		l.at.row = entry_rows(v->e, l.at.block) - 1;
	l.at.field = 0;
	fields_go(v->view, entry_lines_find(v->lines, l.at));
	entry_keep(v);
	return REPLY_DONE;
}

static enum reply ditto(struct entry_view *v, int i)
{
	const struct entry_line *l = entry_line_at(v, i);
	if (l->kind != LINE_FIELD)
		return REPLY_DONE;
	g_autofree char *key = entry_carry_key(v, l->at);
	const char *value = g_hash_table_lookup(v->app->carried, key);
	if (!value) {
		tui_note(v->app->tui, NOTE_INFO, _("nothing was entered here before"));
		return REPLY_DONE;
	}
	char plain[MONEY_LEN];
	bool money = entry_field(v->e, l->at)->type == FIELD_MONEY;
	fields_set_text(
		v->view, money ? money_plain(g_ascii_strtoll(value, NULL, 10), plain) : value);
	return REPLY_DONE;
}

/* Lands on the first thing that stands against finishing. */
static bool show_first_fault(struct entry_view *v)
{
	g_autoptr(GPtrArray) faults = entry_finish(v->e);
	if (!faults->len)
		return false;
	entry_make_lines(v);
	g_clear_pointer(&v->verdict, verdict_free);
	v->verdict = g_ptr_array_steal_index(faults, 0);
	int line = entry_lines_find(v->lines, v->verdict->place);
	char *sentence = g_strdup_printf("%s%s%s", v->verdict->number ? v->verdict->number : "",
		v->verdict->number ? ": " : "", v->verdict->sentence);
	fields_go(v->view, line);
	fields_object(v->view, line, sentence, v->verdict->kind == VERDICT_SOFT);
	entry_keep(v);
	return true;
}

static void refuse(struct entry_view *v, GError *error)
{
	entry_make_lines(v); /* finishing dropped the open rows */
	tui_error(v->app->tui, error);
}

/* Saves; the view is to be closed where it is true. */
static bool save(struct entry_view *v)
{
	GError *error = NULL;
	bool next = v->next;
	if (!v->o.finish(v->app, v->e, next, v->o.ctx, &error)) {
		refuse(v, error);
		return false;
	}
	typing_drop(v->app->desk, v->form_key, v->subject, NULL);
	v->finished = true;
	struct app *app = v->app;
	void (*done)(struct app *, bool, void *) = v->o.done;
	void *ctx = v->o.ctx;
	GDestroyNotify free_ctx = v->o.free_ctx;
	v->o.free_ctx = NULL;
	tui_reload(app->tui);
	if (done)
		done(app, next, ctx);
	if (free_ctx)
		free_ctx(ctx);
	return true;
}

static void asked(const char *text, int chosen, void *ctx)
{
	struct entry_view *v = ctx;
	struct app *app = v->app;
	struct view *view = v->view;
	(void)text;
	if (chosen < 0)
		return;
	/* The open rows that showed below the question go again. */
	g_ptr_array_unref(entry_finish(v->e));
	if (save(v))
		tui_close(app->tui, view);
}

static enum reply finish(struct entry_view *v, bool next)
{
	GError *error = NULL;
	if (!fields_leave(v->view) || show_first_fault(v))
		return REPLY_DONE;
	v->next = next;
	g_autofree char *question = v->o.ask ? v->o.ask(v->app, v->e, v->o.ctx, &error) : NULL;
	if (error) {
		refuse(v, error);
		return REPLY_DONE;
	}
	if (!question)
		return save(v) ? REPLY_CLOSE : REPLY_DONE;
	entry_make_lines(v);
	entry_keep(v);
	dialog_confirm(v->app->tui, v->title, question, _("do it"), asked, v);
	return REPLY_DONE;
}

/* A note is no place for notes: they would pile up, each over the one before. */
static bool is_note(const struct entry_view *v)
{
	return g_str_equal(v->form_key, "note");
}

enum reply entry_command(void *ctx, int command, int i, const char *typed)
{
	struct entry_view *v = ctx;
	(void)typed;
	switch (command) {
	case CMD_CODES:
		return codes_open(v, i);
	case CMD_ACCEPT:
		return accept_open(v);
	case CMD_ADD_ROW:
	case CMD_DROP_ROW:
		return rows_command(v, command, i);
	case CMD_DITTO:
		return ditto(v, i);
	case CMD_GOTO: {
		if (!fields_leave(v->view))
			return REPLY_DONE;
		struct picking *p = g_new0(struct picking, 1);
		p->v = v;
		dialog_pick(v->app->tui, _("Go to"), "", blocks_filter, blocks_done, p);
		return REPLY_DONE;
	}
	case CMD_CLEAR:
		g_clear_pointer(&v->verdict, verdict_free);
		fields_clear_objection(v->view, false);
		return REPLY_DONE;
	case CMD_NOTE:
		if (is_note(v))
			return REPLY_IGNORED;
		note_open(v->app, v->o.casefile, v->form_key,
			entry_line_at(v, i)->kind == LINE_FIELD
				? entry_field(v->e, entry_line_at(v, i)->at)->key
				: "");
		return REPLY_DONE;
	case CMD_NOTES:
		if (is_note(v))
			return REPLY_IGNORED;
		notes_open(v->app, v->o.casefile);
		return REPLY_DONE;
	case CMD_FINISH:
	case CMD_SAVE_NEXT:
		return finish(v, command == CMD_SAVE_NEXT);
	default:
		return app_command(v->app, v->view, command);
	}
}
