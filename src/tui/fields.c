/* Heads-down entry: keys and drawing of a form.
 *
 * Enter never submits.  A field is checked when it is left, never while it is typed.  An objection
 * stays in the message line until it is met or the screen clears it (F8); keys typed ahead are
 * taken away with it, so that the rhythm of typing cannot answer it.
 */
#include "tui/fields.h"
#include <string.h>
#include "base/i18n.h"
#include "base/text.h"
#include "tui/edit.h"
#include "tui/stack.h"
#include "tui/walk.h"

#define LABEL_COLUMN 3 /* before it: '!' or '>', and the line's own mark */
#define LABEL_LEAST 8
#define CONTEXT 2 /* lines seen beyond the cursor, so that the next field is */

struct fields {
	struct view view;
	struct view_ops view_ops;
	struct fields_ops ops;
	char *title;
	int cursor; /* -1: nothing can be keyed */
	bool ready; /* the editor holds the line under the cursor */
	struct edit edit;
	char *original;  /* the value as it was on arrival */
	GArray *visited; /* lines, the last visited at the end */
	int top, height;
	int labels_of; /* lines there were when label_width was found */
	int label_width;
	char *objection;
	bool soft;
	bool announced;   /* the message line has it */
	bool excused;     /* F8 cleared it: typed text may be dropped on the way back */
	bool save_failed; /* and Esc has said so once */
};

static struct fields *self(const struct view *v)
{
	return (struct fields *)v;
}

static struct field_line line_at(struct fields *f, int i)
{
	struct field_line line = {0};
	f->ops.line(f->ops.ctx, i, &line);
	return line;
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static bool is_changed(const struct fields *f)
{
	return f->cursor >= 0 && strcmp(f->edit.text->str, f->original) != 0;
}

static void set_objection(struct fields *f, char *sentence, bool soft)
{
	g_free(f->objection);
	f->objection = sentence;
	f->soft = soft;
	f->excused = false;
	f->announced = stack_object(&f->view, sentence, soft);
}

/* Puts the line into the editor. */
static void load(struct fields *f, int i)
{
	f->cursor = i;
	f->ready = true;
	f->excused = false;
	edit_clear(&f->edit);
	edit_init(&f->edit, "");
	g_clear_pointer(&f->original, g_free);
	if (i < 0) {
		f->original = g_strdup("");
		return;
	}
	struct field_line line = line_at(f, i);
	f->edit.secret = line.secret;
	f->edit.ascii = line.ascii;
	edit_set(&f->edit, or_empty(line.value));
	f->edit.fresh = true;
	f->original = g_strdup(f->edit.text->str);
}

static void make_ready(struct fields *f)
{
	if (f->ready && (f->cursor < 0 || walk_can_enter(&f->ops, f->cursor)))
		return;
	load(f, walk_from(&f->ops, f->cursor));
}

static void visit(struct fields *f, int line)
{
	if (f->cursor >= 0 && f->cursor != line)
		g_array_append_val(f->visited, f->cursor);
	load(f, line);
}

static bool save(struct fields *f)
{
	g_autofree char *sentence = f->ops.save ? f->ops.save(f->ops.ctx, f->cursor) : NULL;
	if (sentence && f->view.tui)
		tui_note(f->view.tui, NOTE_ERROR, "%s", sentence);
	return sentence == NULL;
}

/* Leaves the field; an objection holds the cursor. */
static bool leave(struct fields *f)
{
	bool soft = false;
	char *sentence = f->ops.leave(f->ops.ctx, f->cursor, f->edit.text->str, &soft);
	if (!sentence) {
		set_objection(f, NULL, false);
		return true;
	}
	set_objection(f, sentence, soft);
	/* The wrong text stays in view; keying it anew replaces it, arrows mend it. */
	f->edit.fresh = true;
	if (f->view.tui)
		tui_flush_keys(f->view.tui);
	return false;
}

/* Leaves without insisting: what was not touched needs no check, and what F8 excused is dropped. */
static bool leave_for(struct fields *f, int line)
{
	if (line < 0)
		return false;
	if (!is_changed(f) || f->excused) {
		if (is_changed(f) && f->view.tui)
			tui_note(f->view.tui, NOTE_WARN, _("What was typed here was not kept: %s"),
				f->edit.text->str);
		set_objection(f, NULL, false);
		return true;
	}
	return leave(f);
}

static void advance(struct fields *f)
{
	int from = f->cursor;
	if (!leave(f))
		return;
	/* The screen may have sent the cursor elsewhere. */
	if (f->cursor == from) {
		int next = walk_next(&f->ops, from);
		if (next < 0 && f->view.tui)
			tui_note(f->view.tui, NOTE_INFO, _("This is the last field."));
		visit(f, next < 0 ? from : next);
	}
	save(f);
}

static enum reply go_to(struct fields *f, int line)
{
	bool changed = is_changed(f) && !f->excused;
	if (line < 0 || line == f->cursor)
		return REPLY_IGNORED;
	if (!leave_for(f, line))
		return REPLY_DONE;
	visit(f, line);
	if (changed)
		save(f);
	return REPLY_DONE;
}

/* Up: where the cursor really came from. */
static enum reply go_back(struct fields *f)
{
	int line = -1;
	guint n = f->visited->len;
	while (n > 0 && line < 0) {
		int seen = g_array_index(f->visited, int, --n);
		if (seen != f->cursor && walk_can_enter(&f->ops, seen))
			line = seen;
	}
	if (line < 0)
		line = walk_above(&f->ops, f->cursor);
	enum reply reply = go_to(f, line);
	/* The way back is not a way forward: it leaves no trace. */
	if (f->cursor == line)
		g_array_set_size(f->visited, n);
	return reply;
}

/* '+' and '/' as the only text of a field. */
static bool jump(struct fields *f, const struct key *k)
{
	int c = key_ascii(k);
	if ((c != '+' && c != '/') || !f->ops.jump)
		return false;
	if (f->edit.text->len > 0 && !f->edit.fresh)
		return false;
	int line = f->ops.jump(f->ops.ctx, f->cursor, c);
	if (line < 0)
		return false;
	go_to(f, line);
	return true;
}

static bool is_full(struct fields *f)
{
	struct field_line line = line_at(f, f->cursor);
	return line.length > 0 && f->edit.cursor == f->edit.text->len &&
		g_utf8_strlen(f->edit.text->str, -1) == line.length;
}

static enum reply type(struct fields *f, const struct key *k)
{
	if (k->code == K_CHAR && jump(f, k))
		return REPLY_DONE;
	g_autofree char *before = g_strdup(f->edit.text->str);
	if (!edit_key(&f->edit, k))
		return REPLY_IGNORED;
	if (strcmp(before, f->edit.text->str) != 0)
		f->excused = false;
	/* What an input method hands over at once, or a paste, never sets the cursor going. */
	if (key_ascii(k) && is_full(f))
		advance(f);
	return REPLY_DONE;
}

/* Closes: what is fine is kept, what is not is dropped and named. */
static enum reply escape(struct fields *f)
{
	bool soft = false;
	if (!is_changed(f))
		return REPLY_CLOSE;
	g_autofree char *typed = g_strdup(f->edit.text->str);
	g_autofree char *sentence = f->ops.leave(f->ops.ctx, f->cursor, typed, &soft);
	if (sentence) {
		tui_note(f->view.tui, NOTE_WARN, _("What was typed last was not kept: %s"),
			sentence);
		return REPLY_CLOSE;
	}
	if (!save(f) && !f->save_failed) {
		f->save_failed = true;
		return REPLY_DONE;
	}
	return REPLY_CLOSE;
}

static void hang_up(struct fields *f)
{
	bool soft = false;
	if (!f->ready || !is_changed(f))
		return;
	g_autofree char *sentence = f->ops.leave(f->ops.ctx, f->cursor, f->edit.text->str, &soft);
	if (!sentence)
		g_free(f->ops.save ? f->ops.save(f->ops.ctx, f->cursor) : NULL);
}

static enum reply fields_key(struct view *v, const struct key *k)
{
	struct fields *f = self(v);
	if (k->code == K_HANGUP) {
		hang_up(f);
		return REPLY_DONE;
	}
	make_ready(f);
	if (f->cursor < 0)
		return k->code == K_ESC ? REPLY_CLOSE : REPLY_IGNORED;
	switch (k->code) {
	case K_ENTER:
	case K_DOWN:
		advance(f);
		return REPLY_DONE;
	case K_UP:
		return go_back(f);
	case K_TAB:
		return go_to(f, walk_block(&f->ops, f->cursor, 1));
	case K_BACKTAB:
		return go_to(f, walk_block(&f->ops, f->cursor, -1));
	case K_PGUP:
		return go_to(f, walk_screen(&f->ops, f->cursor, -MAX(f->height - 1, 1)));
	case K_PGDN:
		return go_to(f, walk_screen(&f->ops, f->cursor, MAX(f->height - 1, 1)));
	case K_ESC:
		return escape(f);
	default:
		return type(f, k);
	}
}

static enum reply fields_command(struct view *v, int command)
{
	struct fields *f = self(v);
	make_ready(f);
	if (!f->ops.command)
		return REPLY_IGNORED;
	return f->ops.command(f->ops.ctx, command, f->cursor, f->edit.text->str);
}

/* --- drawing --- */

/* All labels count, not only those shown: the values must not jump while scrolling. */
static void measure_labels(struct fields *f, int columns)
{
	int n = f->ops.count(f->ops.ctx);
	if (n != f->labels_of) {
		f->labels_of = n;
		f->label_width = LABEL_LEAST;
		for (int i = 0; i < n; i++) {
			struct field_line line = line_at(f, i);
			if (line.kind == LINE_FIELD)
				f->label_width =
					MAX(f->label_width, text_columns(or_empty(line.label)));
		}
	}
	f->label_width = MIN(f->label_width, MAX(columns * 2 / 5, LABEL_LEAST));
}

static void draw_value(
	struct fields *f, struct canvas *c, int row, int i, const struct field_line *line)
{
	int at = LABEL_COLUMN + f->label_width + 1;
	int width = MAX(MIN(line->width, canvas_columns(c) - at - 2), 1);
	if (i == f->cursor) {
		/* One more for the cursor behind a full field. */
		edit_draw(&f->edit, c, row, at, width + 1, true);
		return;
	}
	enum style style = line->protected_ ? STYLE_PROTECTED
		: line->carried             ? STYLE_CARRIED
					    : STYLE_FIELD;
	g_autofree char *stars = NULL;
	if (line->secret)
		stars = g_strnfill((gsize)g_utf8_strlen(or_empty(line->value), -1), '*');
	canvas_text(c, row, at, width, style, stars ? stars : or_empty(line->value));
}

static void draw_field(
	struct fields *f, struct canvas *c, int row, int i, const struct field_line *line)
{
	int behind = LABEL_COLUMN + f->label_width + 1 + line->width + 2;
	if (line->wrong)
		canvas_text(c, row, 0, 1, STYLE_ERROR, "!");
	else if (i == f->cursor)
		canvas_text(c, row, 0, 1, STYLE_NORMAL, ">");
	if (line->mark)
		canvas_text(c, row, 1, LABEL_COLUMN - 1, STYLE_WARN, line->mark);
	canvas_text(c, row, LABEL_COLUMN, f->label_width, STYLE_NORMAL, or_empty(line->label));
	draw_value(f, c, row, i, line);
	/* The label of a code that is being typed over would mislead. */
	if (line->suffix && !(i == f->cursor && is_changed(f)))
		canvas_text(c, row, behind, 0, STYLE_DIM, line->suffix);
}

static void draw_line(struct fields *f, struct canvas *c, int row, int i)
{
	struct field_line line = line_at(f, i);
	switch (line.kind) {
	case LINE_BLOCK:
		canvas_rule(c, row, line.label);
		break;
	case LINE_ROW:
		canvas_text(c, row, 1, 0, STYLE_HEAD, or_empty(line.label));
		break;
	case LINE_TEXT:
		canvas_text(c, row, LABEL_COLUMN, 0, STYLE_NORMAL, or_empty(line.label));
		break;
	case LINE_FIELD:
		draw_field(f, c, row, i, &line);
		break;
	}
}

static void scroll(struct fields *f, int n)
{
	int context = MIN(CONTEXT, (f->height - 1) / 2);
	int first = MAX(f->cursor, 0);
	/* The head of its block, or the caption of its row, is shown with a field. */
	while (first > 0 && f->cursor - first < 2 && line_at(f, first - 1).kind != LINE_FIELD)
		first--;
	first = MIN(first, f->cursor - context);
	if (f->cursor + context >= f->top + f->height)
		f->top = f->cursor + context - f->height + 1;
	if (first < f->top)
		f->top = first;
	if (f->cursor >= f->top + f->height)
		f->top = f->cursor - f->height + 1;
	f->top = CLAMP(f->top, 0, MAX(n - f->height, 0));
}

static void fields_draw(struct view *v, struct canvas *body)
{
	struct fields *f = self(v);
	make_ready(f);
	int n = f->ops.count(f->ops.ctx);
	f->height = MAX(canvas_rows(body), 1);
	measure_labels(f, canvas_columns(body));
	scroll(f, n);
	for (int row = 0; row < f->height && f->top + row < n; row++)
		draw_line(f, body, row, f->top + row);
}

static const char *fields_title(struct view *v)
{
	struct fields *f = self(v);
	make_ready(f);
	/* An objection from before the form was on the stack. */
	if (f->objection && !f->announced)
		f->announced = stack_object(v, f->objection, f->soft);
	return f->title;
}

static const char *fields_hint(struct view *v)
{
	struct fields *f = self(v);
	make_ready(f);
	return f->ops.hint && f->cursor >= 0 ? f->ops.hint(f->ops.ctx, f->cursor) : NULL;
}

static void fields_reload(struct view *v)
{
	struct fields *f = self(v);
	f->labels_of = -1;
	if (f->ready && !is_changed(f) && walk_can_enter(&f->ops, f->cursor))
		load(f, f->cursor);
}

static void fields_destroy(struct view *v)
{
	struct fields *f = self(v);
	edit_clear(&f->edit);
	g_free(f->original);
	g_free(f->objection);
	g_free(f->title);
	g_array_unref(f->visited);
	if (f->ops.destroy)
		f->ops.destroy(f->ops.ctx);
}

/* --- public --- */

struct view *fields_new(const char *name, guint32 screen, const char *title,
	const struct fields_ops *ops, int cursor)
{
	struct fields *f = g_new0(struct fields, 1);
	f->view_ops = (struct view_ops){
		.name = name,
		.draw = fields_draw,
		.command = fields_command,
		.key = fields_key,
		.reload = fields_reload,
		.destroy = fields_destroy,
		.title = fields_title,
		.hint = fields_hint,
	};
	f->view = (struct view){.ops = &f->view_ops, .screen = screen};
	f->ops = *ops;
	f->title = g_strdup(title);
	f->cursor = cursor;
	f->labels_of = -1;
	f->height = 1;
	f->visited = g_array_new(FALSE, FALSE, sizeof(int));
	edit_init(&f->edit, "");
	f->original = g_strdup("");
	return &f->view;
}

void *fields_ctx(struct view *v)
{
	return self(v)->ops.ctx;
}

int fields_cursor(const struct view *v)
{
	return self(v)->cursor;
}

void fields_go(struct view *v, int line)
{
	struct fields *f = self(v);
	set_objection(f, NULL, false);
	if (!walk_can_enter(&f->ops, line))
		line = walk_from(&f->ops, line);
	visit(f, line);
}

void fields_set_text(struct view *v, const char *text)
{
	struct fields *f = self(v);
	make_ready(f);
	if (f->cursor < 0)
		return;
	edit_set(&f->edit, text);
	f->excused = false;
}

bool fields_leave(struct view *v)
{
	struct fields *f = self(v);
	make_ready(f);
	if (f->cursor < 0)
		return true;
	int from = f->cursor;
	if (!leave(f))
		return false;
	if (f->cursor == from)
		load(f, from);
	return save(f);
}

void fields_next(struct view *v)
{
	struct fields *f = self(v);
	make_ready(f);
	if (f->cursor >= 0)
		advance(f);
}

void fields_object(struct view *v, int line, char *sentence, bool soft)
{
	struct fields *f = self(v);
	if (line != f->cursor || !f->ready)
		visit(f, walk_can_enter(&f->ops, line) ? line : walk_from(&f->ops, line));
	set_objection(f, sentence, soft);
	if (v->tui)
		tui_flush_keys(v->tui);
}

const char *fields_objection(const struct view *v, bool *soft)
{
	if (soft)
		*soft = self(v)->soft;
	return self(v)->objection;
}

void fields_clear_objection(struct view *v, bool go_on)
{
	struct fields *f = self(v);
	if (!f->objection)
		return;
	set_objection(f, NULL, false);
	if (go_on) {
		advance(f);
		return;
	}
	f->excused = true;
	f->edit.fresh = true;
}
