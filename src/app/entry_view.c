/* A form on the screen: the glue between form/entry and tui/fields. */
#include "config.h"

#include "app/entry_room.h"

#include "base/i18n.h"
#include "model/application.h"
#include "model/note.h"
#include "model/typing.h"

const struct entry_line *entry_line_at(const struct entry_view *v, int i)
{
	return &g_array_index(v->lines, struct entry_line, i);
}

const struct block_def *entry_block_of(const struct entry_view *v, struct place at)
{
	return g_ptr_array_index(entry_form(v->e)->blocks, at.block);
}

/* Open notes of this case (or of no case yet) on fields of this form. */
static void read_notes(struct entry_view *v)
{
	g_autoptr(GPtrArray) notes = note_list(v->app->desk, v->o.casefile, NULL);
	g_hash_table_remove_all(v->noted);
	for (guint i = 0; notes && i < notes->len; i++) {
		const struct note *n = g_ptr_array_index(notes, i);
		if (n->casefile == v->o.casefile && n->done_on == DAY_NONE &&
			g_str_equal(n->form, v->form_key))
			g_hash_table_replace(v->noted, g_strdup(n->field), g_strdup(n->text));
	}
}

void entry_make_lines(struct entry_view *v)
{
	read_notes(v);
	g_clear_pointer(&v->lines, g_array_unref);
	v->lines = entry_lines_make(v->e);
}

/* --- leaving a field -------------------------------------------------------------------------- */

static char *take_verdict(struct entry_view *v, struct verdict *verdict, bool *soft)
{
	g_clear_pointer(&v->verdict, verdict_free);
	if (!verdict || verdict->kind == VERDICT_FINE) {
		verdict_free(verdict);
		return NULL;
	}
	v->verdict = verdict;
	*soft = verdict->kind == VERDICT_SOFT;
	if (verdict->number && *verdict->number)
		return g_strdup_printf("%s: %s", verdict->number, verdict->sentence);
	return g_strdup(verdict->sentence);
}

/* The first field of a roster's open row also answers for the whole roster. True where that was
 * all there was to say. */
static bool leave_open_end(struct entry_view *v, const struct entry_line *l, const char *typed)
{
	bool none = g_str_equal(typed, ".") && entry_block_of(v, l->at)->none_required &&
		l->at.row == 0;
	if (entry_line_is_none(v->e, l)) {
		if (none)
			return true;
		entry_set_block_none(v->e, l->at.block, false);
		entry_make_lines(v);
		return !*typed;
	}
	if (!entry_line_is_open_end(v->e, l))
		return false;
	if (none)
		entry_set_block_none(v->e, l->at.block, true);
	return none || !*typed;
}

static char *ops_leave(void *ctx, int i, const char *typed, bool *soft)
{
	struct entry_view *v = ctx;
	struct entry_line l = *entry_line_at(v, i);
	if (l.kind != LINE_FIELD)
		return NULL;
	if (leave_open_end(v, &l, typed)) {
		entry_make_lines(v);
		return NULL;
	}
	if (entry_protected(v->e, l.at))
		return NULL;
	g_autofree char *shown = entry_shown(v->e, l.at);
	/* Passing through a field that holds its default answers nothing new. */
	bool same = *typed && g_str_equal(typed, shown) && !v->verdict;
	char *sentence = same ? NULL : take_verdict(v, entry_set(v->e, l.at, typed), soft);
	entry_remember(v, l.at);
	entry_make_lines(v);
	return sentence;
}

static char *ops_save(void *ctx, int cursor)
{
	struct entry_view *v = ctx;
	GError *error = NULL;
	struct place at = cursor >= 0 && cursor < (int)v->lines->len ? entry_line_at(v, cursor)->at
								     : (struct place){0, 0, 0};
	g_autofree char *body = entry_save(v->e, at);
	const char *name = entry_get(v->e, "member", 0, "name");
	g_autofree char *title = g_strdup_printf("%s %s", v->title, name ? name : "");
	if (typing_save(v->app->desk, v->form_key, v->subject, title, body, &error))
		return NULL;
	char *sentence = g_strdup_printf(_("not saved: %s"), error->message);
	g_error_free(error);
	return sentence;
}

/* Rows and the cursor changed without a field being left: the draft follows. */
void entry_keep(struct entry_view *v)
{
	g_autofree char *sentence = ops_save(v, fields_cursor(v->view));
	if (sentence)
		tui_note(v->app->tui, NOTE_ERROR, "%s", sentence);
}

static int ops_jump(void *ctx, int i, int ch)
{
	struct entry_view *v = ctx;
	const struct entry_line *l = entry_line_at(v, i);
	const struct field_def *f = l->kind == LINE_FIELD ? entry_field(v->e, l->at) : NULL;
	if (ch == '/')
		return entry_block_of(v, l->at)->roster ? entry_lines_next_block(v->lines, i) : -1;
	if (ch != '+' || !f)
		return -1;
	for (guint k = 0; f->skip_to && k < v->lines->len; k++) {
		const struct field_def *other = entry_line_at(v, (int)k)->kind == LINE_FIELD
			? entry_field(v->e, entry_line_at(v, (int)k)->at)
			: NULL;
		if (other && g_str_equal(other->key, f->skip_to))
			return (int)k;
	}
	return entry_lines_next_block(v->lines, i);
}

static void ops_destroy(void *ctx)
{
	struct entry_view *v = ctx;
	if (!v->finished)
		tui_note(v->app->tui, NOTE_INFO, _("kept as a draft; it opens where you left it"));
	if (v->o.free_ctx)
		v->o.free_ctx(v->o.ctx);
	entry_free(v->e);
	g_clear_pointer(&v->lines, g_array_unref);
	g_clear_pointer(&v->verdict, verdict_free);
	g_hash_table_unref(v->lists);
	g_hash_table_unref(v->noted);
	g_free(v->form_key);
	g_free(v->subject);
	g_free(v->title);
	g_free(v->state);
	g_free(v->shown);
	g_free(v->label);
	g_free(v->hint);
	g_free(v);
}

/* --- opening ---------------------------------------------------------------------------------- */

/* Takes up the operator's own draft at its field, or fills a fresh form. */
static bool begin(struct entry_view *v, struct place *cursor, GError **error)
{
	struct desk *desk = v->app->desk;
	g_autofree char *draft = typing_load(desk, v->form_key, v->subject, error);
	if (!draft && error && *error)
		return false;
	if (draft) {
		tui_note(v->app->tui, NOTE_GOOD, _("your draft goes on here"));
		return entry_restore(v->e, draft, cursor, error);
	}
	entry_put_carried(v);
	return !v->o.fill || v->o.fill(v->app, v->e, v->o.ctx, error);
}

static void begin_at(struct entry_view *v, struct place *cursor)
{
	const GPtrArray *blocks = entry_form(v->e)->blocks;
	for (guint b = 0; v->o.block && b < blocks->len; b++)
		if (g_str_equal(
			    ((struct block_def *)g_ptr_array_index(blocks, b))->key, v->o.block))
			*cursor = (struct place){(int)b, 0, 0};
}

void entry_view_open(struct app *app, const struct entry_view_options *options)
{
	GError *error = NULL;
	const struct form_def *form = library_form(app->desk->lib, options->form);
	if (!form) {
		tui_note(app->tui, NOTE_ERROR, _("there is no form %s; see jiuzhu forms check"),
			options->form);
		if (options->free_ctx)
			options->free_ctx(options->ctx);
		return;
	}
	struct entry_view *v = g_new0(struct entry_view, 1);
	v->app = app;
	v->o = *options;
	v->form_key = g_strdup(options->form);
	v->subject = g_strdup(options->subject);
	v->title = g_strdup(options->title);
	v->state = g_strdup(options->state ? options->state : "");
	g_autoptr(casefile) c =
		options->casefile ? casefile_get(app->desk, options->casefile, NULL) : NULL;
	v->programme = application_programme(app->desk, options->form, c);
	v->noted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	v->lists = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, (GDestroyNotify)code_list_free);
	struct entry_env env = {app->desk->lib, day_today(), entry_world_codes, entry_world_lookup,
		entry_world_object, v};
	v->e = entry_new(form, &env);
	struct place cursor = {0, 0, 0};
	bool ok = begin(v, &cursor, &error);
	begin_at(v, &cursor);
	entry_make_lines(v);
	struct fields_ops ops = {entry_show_count, entry_show_line, ops_leave, ops_save,
		entry_command, ops_jump, entry_show_hint, ops_destroy, v};
	v->view = fields_new(options->form, SCREEN_FORM, options->title, &ops,
		entry_lines_find(v->lines, cursor));
	tui_push(app->tui, v->view);
	if (!ok)
		tui_error(app->tui, error);
}
