/* A form on the screen: the glue between form/entry and tui/fields. */
#include "app/entry_view.h"

#include <string.h>

#include "app/entry_lines.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/application.h"
#include "model/division.h"
#include "model/note.h"
#include "model/operator.h"
#include "store/draft.h"

struct entry_view {
	struct app *app;
	struct entry_view_options o;
	char *form_key, *subject, *title, *state;
	struct entry *e;
	struct view *view;
	GArray *lines;
	GHashTable *noted; /* fields with an open note -> its text */
	GHashTable *lists; /* "@name" -> struct code_list */
	char *shown;       /* of the line last asked for */
	char *label, *hint;
	struct verdict *verdict; /* the objection on show */
	bool finished;
};

static const struct entry_line *line_at(const struct entry_view *v, int i)
{
	return &g_array_index(v->lines, struct entry_line, i);
}

static const struct block_def *block_of(const struct entry_view *v, struct place at)
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

static void make_lines(struct entry_view *v)
{
	read_notes(v);
	g_clear_pointer(&v->lines, g_array_unref);
	v->lines = entry_lines_make(v->e);
}

/* --- what the form knows of the world --------------------------------------------------------- */

/* The members typed so far, by their number: whose income is this? */
static struct code_list *member_codes(const struct entry_view *v)
{
	struct code_list *list = code_list_new("members", _("members"));
	for (int row = 0; row < 20; row++) {
		const char *name = entry_get(v->e, "member", row, "name");
		g_autofree char *key = g_strdup_printf("%d", row + 1);
		if (name && *name)
			code_list_add(list, key, name);
	}
	return list;
}

static const struct code_list *entry_view_codes(const char *name, void *ctx)
{
	struct entry_view *v = ctx;
	struct code_list *list = g_hash_table_lookup(v->lists, name);
	bool fresh = g_str_equal(name, "members"); /* changes while typing */
	if (list && !fresh)
		return list;
	if (fresh && v->e)
		list = member_codes(v);
	else if (g_str_equal(name, "villages"))
		list = division_villages(v->app->desk, NULL);
	else if (g_str_equal(name, "investigators"))
		list = operator_codes(v->app->desk, ROLE_INVESTIGATOR);
	else if (g_str_equal(name, "operators"))
		list = operator_codes(v->app->desk, ~0u);
	if (list)
		g_hash_table_replace(v->lists, g_strdup(name), list);
	return list;
}

static const char *entry_view_lookup(const char *name, void *ctx)
{
	struct entry_view *v = ctx;
	if (g_str_equal(name, "state"))
		return v->state;
	return desk_lookup(v->app->desk, name);
}

/* F1, D-09: a member who stands in another file is refused where the id number is keyed. */
static char *entry_view_object(
	const char *block, const char *field, const char *value, bool *soft, void *ctx)
{
	struct entry_view *v = ctx;
	*soft = false;
	if (!g_str_equal(block, "member") || !g_str_equal(field, "id_no"))
		return NULL;
	return application_object(v->app->desk, value, v->o.casefile);
}

/* --- carried values --------------------------------------------------------------------------- */

static char *carry_key(const struct entry_view *v, struct place at)
{
	return g_strdup_printf(
		"%s.%s.%s", v->form_key, block_of(v, at)->key, entry_field(v->e, at)->key);
}

static void remember(struct entry_view *v, struct place at)
{
	const char *value = entry_value(v->e, at);
	if (*value)
		g_hash_table_replace(v->app->carried, carry_key(v, at), g_strdup(value));
}

/* Fields marked to be carried begin with what the last form had. */
static void put_carried(struct entry_view *v)
{
	const GPtrArray *blocks = entry_form(v->e)->blocks;
	for (guint b = 0; b < blocks->len; b++) {
		const struct block_def *block = g_ptr_array_index(blocks, b);
		for (guint f = 0; !block->roster && f < block->fields->len; f++) {
			struct place at = {(int)b, 0, (int)f};
			g_autofree char *key = carry_key(v, at);
			const char *value = g_hash_table_lookup(v->app->carried, key);
			const struct field_def *field = entry_field(v->e, at);
			if (field->carry && value)
				entry_put(v->e, block->key, 0, field->key, value);
		}
	}
}

/* --- lines ------------------------------------------------------------------------------------ */

static int ops_count(void *ctx)
{
	return (int)((struct entry_view *)ctx)->lines->len;
}

static void line_heading(struct entry_view *v, const struct entry_line *l, struct field_line *line)
{
	const struct block_def *block = block_of(v, l->at);
	g_free(v->label);
	if (l->kind == LINE_BLOCK) {
		v->label = g_strdup(block->label);
	} else if (entry_row_empty(v->e, l->at.block, l->at.row)) {
		v->label = g_strdup_printf(l->at.row > 0 ? _("%d. (no more: Enter)")
				: block->none_required   ? _("%d. (none: key .)")
							 : "%d.",
			l->at.row + 1);
	} else {
		const char *name = entry_get(v->e, block->key, l->at.row, "name");
		v->label = g_strdup_printf("%d. %s", l->at.row + 1, name ? name : "");
	}
	line->label = v->label;
}

static int field_width(const struct field_def *f)
{
	if (f->width)
		return f->width;
	switch (f->type) {
	case FIELD_ID:
		return 20;
	case FIELD_DATE:
	case FIELD_MONTH:
	case FIELD_CODE:
		return 12;
	case FIELD_INTEGER:
		return 8;
	case FIELD_MONEY:
	case FIELD_PHONE:
		return 16;
	case FIELD_ACCOUNT:
		return 24;
	default:
		return 30;
	}
}

/* What stands behind a value: a code's label, the unit, how an amount was keyed. */
static const char *field_suffix(struct entry_view *v, const struct entry_line *l)
{
	const struct field_def *f = entry_field(v->e, l->at);
	if (entry_mark(v->e, l->at) == MARK_UNKNOWN)
		return _("unknown");
	if (entry_mark(v->e, l->at) == MARK_NIL)
		return _("none");
	if (f->type == FIELD_CODE)
		return entry_code_label(v->e, l->at);
	if (f->type == FIELD_MONEY) {
		const char *as = entry_expression(v->e, l->at);
		return as ? as : _("yuan");
	}
	return "";
}

static bool is_ascii_type(enum field_type type)
{
	return type == FIELD_ID || type == FIELD_DATE || type == FIELD_MONTH ||
		type == FIELD_INTEGER || type == FIELD_MONEY || type == FIELD_PHONE ||
		type == FIELD_ACCOUNT;
}

static void line_field(struct entry_view *v, const struct entry_line *l, struct field_line *line)
{
	const struct field_def *f = entry_field(v->e, l->at);
	g_free(v->shown);
	v->shown = entry_shown(v->e, l->at);
	line->label = f->label;
	line->value = v->shown;
	line->suffix = field_suffix(v, l);
	line->mark = g_hash_table_contains(v->noted, f->key) ? "#" : f->required ? "*" : "";
	line->width = field_width(f);
	line->length = f->length;
	line->ascii = is_ascii_type(f->type);
	line->protected_ = entry_protected(v->e, l->at);
	line->carried = entry_carried(v->e, l->at);
	line->wrong = v->verdict && memcmp(&v->verdict->place, &l->at, sizeof(l->at)) == 0;
}

/* "None" for the whole roster: typing anything else begins its first row. */
static void line_none(struct entry_view *v, const struct entry_line *l, struct field_line *line)
{
	const struct field_def *f = g_ptr_array_index(block_of(v, l->at)->fields, 0);
	line->label = f->label;
	line->value = ".";
	line->suffix = _("none");
	line->mark = "*";
	line->width = field_width(f);
	line->length = f->length;
}

static void ops_line(void *ctx, int i, struct field_line *line)
{
	struct entry_view *v = ctx;
	const struct entry_line *l = line_at(v, i);
	*line = (struct field_line){.kind = l->kind};
	if (l->kind != LINE_FIELD)
		line_heading(v, l, line);
	else if (entry_line_is_none(v->e, l))
		line_none(v, l, line);
	else
		line_field(v, l, line);
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
	bool none = g_str_equal(typed, ".") && block_of(v, l->at)->none_required && l->at.row == 0;
	if (entry_line_is_none(v->e, l)) {
		if (none)
			return true;
		entry_set_block_none(v->e, l->at.block, false);
		make_lines(v);
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
	struct entry_line l = *line_at(v, i);
	if (l.kind != LINE_FIELD)
		return NULL;
	if (leave_open_end(v, &l, typed)) {
		make_lines(v);
		return NULL;
	}
	if (entry_protected(v->e, l.at))
		return NULL;
	g_autofree char *shown = entry_shown(v->e, l.at);
	/* Passing through a field that holds its default answers nothing new. */
	bool same = *typed && g_str_equal(typed, shown) && !v->verdict;
	char *sentence = same ? NULL : take_verdict(v, entry_set(v->e, l.at, typed), soft);
	remember(v, l.at);
	make_lines(v);
	return sentence;
}

static char *ops_save(void *ctx, int cursor)
{
	struct entry_view *v = ctx;
	GError *error = NULL;
	struct place at = cursor >= 0 && cursor < (int)v->lines->len ? line_at(v, cursor)->at
								     : (struct place){0, 0, 0};
	g_autofree char *body = entry_save(v->e, at);
	const char *name = entry_get(v->e, "member", 0, "name");
	g_autofree char *title = g_strdup_printf("%s %s", v->title, name ? name : "");
	if (draft_save(v->app->desk->db, v->app->desk->who.id, v->form_key, v->subject, title, body,
		    &error))
		return NULL;
	char *sentence = g_strdup_printf(_("not saved: %s"), error->message);
	g_error_free(error);
	return sentence;
}

/* Rows and the cursor changed without a field being left: the draft follows. */
static void keep(struct entry_view *v)
{
	g_autofree char *sentence = ops_save(v, fields_cursor(v->view));
	if (sentence)
		tui_note(v->app->tui, NOTE_ERROR, "%s", sentence);
}

static int ops_jump(void *ctx, int i, int ch)
{
	struct entry_view *v = ctx;
	const struct entry_line *l = line_at(v, i);
	const struct field_def *f = l->kind == LINE_FIELD ? entry_field(v->e, l->at) : NULL;
	if (ch == '/')
		return block_of(v, l->at)->roster ? entry_lines_next_block(v->lines, i) : -1;
	if (ch != '+' || !f)
		return -1;
	for (guint k = 0; f->skip_to && k < v->lines->len; k++) {
		const struct field_def *other = line_at(v, (int)k)->kind == LINE_FIELD
			? entry_field(v->e, line_at(v, (int)k)->at)
			: NULL;
		if (other && g_str_equal(other->key, f->skip_to))
			return (int)k;
	}
	return entry_lines_next_block(v->lines, i);
}

/* A short list of the forms is read from the hint line, so that F5 is for the long ones. */
#define SHORT_LIST 10

static char *codes_hint(const struct code_list *list, const char *help)
{
	GString *out = g_string_new(NULL);
	for (guint i = 0; i < list->codes->len; i++) {
		const struct code *c = g_ptr_array_index(list->codes, i);
		g_string_append_printf(out, "%s%s %s", i > 0 ? "  " : "", code_keyed(c), c->label);
	}
	if (help)
		g_string_append_printf(out, "  %s", help);
	return g_string_free(out, false);
}

static const char *ops_hint(void *ctx, int i)
{
	struct entry_view *v = ctx;
	const struct entry_line *l = line_at(v, i);
	if (l->kind != LINE_FIELD)
		return NULL;
	const struct field_def *f = entry_field(v->e, l->at);
	const struct code_list *list = entry_codes(v->e, l->at);
	if (!list || *f->codes == '@' || list->codes->len > SHORT_LIST)
		return f->help;
	g_free(v->hint);
	v->hint = codes_hint(list, f->help);
	return v->hint;
}

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
	const struct entry_line *l = line_at(v, i);
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

static void accept_done(const char *text, int chosen, void *ctx)
{
	struct picking *p = ctx;
	struct entry_view *v = p->v;
	if (chosen >= 0 && text && v->verdict) {
		entry_accept(v->e, v->verdict->place, v->verdict->number,
			code_list_label(p->list, text));
		g_clear_pointer(&v->verdict, verdict_free);
		fields_clear_objection(v->view, true);
	}
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
		const struct entry_line *l = line_at(p->v, (int)i);
		const char *label = block_of(p->v, l->at)->label;
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
		keep(p->v);
	}
	g_free(p);
}

static enum reply rows_command(struct entry_view *v, int command, int i)
{
	struct entry_line l = *line_at(v, i);
	if (!block_of(v, l.at)->roster) {
		tui_note(v->app->tui, NOTE_INFO, _("rows are added and dropped in rosters only"));
		return REPLY_DONE;
	}
	if (command == CMD_DROP_ROW)
		entry_drop_row(v->e, l.at.block, l.at.row);
	make_lines(v);
	if (command == CMD_ADD_ROW)
		l.at.row = entry_rows(v->e, l.at.block) - 1;
	l.at.field = 0;
	fields_go(v->view, entry_lines_find(v->lines, l.at));
	keep(v);
	return REPLY_DONE;
}

static enum reply ditto(struct entry_view *v, int i)
{
	const struct entry_line *l = line_at(v, i);
	if (l->kind != LINE_FIELD)
		return REPLY_DONE;
	g_autofree char *key = carry_key(v, l->at);
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
	make_lines(v);
	g_clear_pointer(&v->verdict, verdict_free);
	v->verdict = g_ptr_array_steal_index(faults, 0);
	int line = entry_lines_find(v->lines, v->verdict->place);
	char *sentence = g_strdup_printf("%s%s%s", v->verdict->number ? v->verdict->number : "",
		v->verdict->number ? ": " : "", v->verdict->sentence);
	fields_go(v->view, line);
	fields_object(v->view, line, sentence, v->verdict->kind == VERDICT_SOFT);
	keep(v);
	return true;
}

static enum reply finish(struct entry_view *v, bool next)
{
	GError *error = NULL;
	if (!fields_leave(v->view) || show_first_fault(v))
		return REPLY_DONE;
	if (!v->o.finish(v->app, v->e, next, v->o.ctx, &error)) {
		make_lines(v); /* finishing dropped the open rows */
		tui_error(v->app->tui, error);
		return REPLY_DONE;
	}
	draft_drop(v->app->desk->db, v->app->desk->who.id, v->form_key, v->subject, NULL);
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
	return REPLY_CLOSE;
}

static enum reply ops_command(void *ctx, int command, int i, const char *typed)
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
		note_open(v->app, v->o.casefile, v->form_key,
			line_at(v, i)->kind == LINE_FIELD
				? entry_field(v->e, line_at(v, i)->at)->key
				: "");
		return REPLY_DONE;
	case CMD_NOTES:
		notes_open(v->app, v->o.casefile);
		return REPLY_DONE;
	case CMD_FINISH:
	case CMD_SAVE_NEXT:
		return finish(v, command == CMD_SAVE_NEXT);
	default:
		return app_command(v->app, v->view, command);
	}
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
	g_autofree char *draft = draft_load(desk->db, desk->who.id, v->form_key, v->subject, error);
	if (!draft && error && *error)
		return false;
	if (draft) {
		tui_note(v->app->tui, NOTE_GOOD, _("your draft goes on here"));
		return entry_restore(v->e, draft, cursor, error);
	}
	put_carried(v);
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
	v->noted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	v->lists = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, (GDestroyNotify)code_list_free);
	struct entry_env env = {app->desk->lib, day_today(), entry_view_codes, entry_view_lookup,
		entry_view_object, v};
	v->e = entry_new(form, &env);
	struct place cursor = {0, 0, 0};
	bool ok = begin(v, &cursor, &error);
	begin_at(v, &cursor);
	make_lines(v);
	struct fields_ops ops = {ops_count, ops_line, ops_leave, ops_save, ops_command, ops_jump,
		ops_hint, ops_destroy, v};
	v->view = fields_new(options->form, SCREEN_FORM, options->title, &ops,
		entry_lines_find(v->lines, cursor));
	tui_push(app->tui, v->view);
	if (!ok)
		tui_error(app->tui, error);
}
