/* What stands around every view: title line, message line, function bar, frames of popups, and the
 * sentence that the window is too small. */
#include "tui/stack.h"
#include <string.h>
#include "base/i18n.h"
#include "base/text.h"

#define MESSAGE_LINES 3

static int base_layer(const struct tui *tui)
{
	int i = (int)tui->layers->len - 1;
	while (i > 0 && ((struct layer *)g_ptr_array_index(tui->layers, i))->view->popup)
		i--;
	return i;
}

static const char *title_of(struct view *view)
{
	const char *title = view->ops->title ? view->ops->title(view) : NULL;
	return title ? title : "";
}

static void draw_title(struct tui *tui, struct canvas *c, struct view *view)
{
	const char *status = tui->options.status ? tui->options.status(tui->options.ctx) : NULL;
	const char *title = title_of(view);
	int columns = canvas_columns(c);
	int right = status ? MIN(text_columns(status) + 1, columns / 2) : 0;
	g_autofree char *left = g_strdup_printf(*title ? " %s - %s" : " %s%s", _("jiuzhu"), title);
	canvas_text(c, 0, 0, columns - right, STYLE_TITLE, left);
	if (status) {
		g_autofree char *spaced = g_strdup_printf("%s ", status);
		canvas_text(c, 0, columns - right, right, STYLE_TITLE, spaced);
	}
}

static void draw_bar(struct tui *tui, struct canvas *c, guint32 screen)
{
	int row = canvas_rows(c) - 1, column = 0;
	const struct command *cmd;
	for (int i = 0; (cmd = tui_command_at(tui, i, screen)); i++) {
		if (!cmd->bar || cmd->key == KEY_NONE_)
			continue;
		const char *key = key_name(cmd->key), *label = _(cmd->label);
		/* "F5Codes" is read well enough between two looks, "Ctrl-QQuit" is not. */
		int gap = key[0] == 'F' ? 0 : 1;
		int key_columns = text_columns(key) + gap, label_columns = text_columns(label);
		if (column + key_columns + label_columns > canvas_columns(c))
			break;
		canvas_text(c, row, column, key_columns, STYLE_BAR_KEY, key);
		canvas_text(c, row, column + key_columns, label_columns, STYLE_BAR_TEXT, label);
		column += key_columns + label_columns + 1;
	}
}

/* What the message line has to say before any help: a note until the next key, or an objection
 * until it is met.  NULL: neither. */
static char *message(struct tui *tui, enum style *style)
{
	static const enum style styles[] = {[NOTE_INFO] = STYLE_NORMAL,
		[NOTE_GOOD] = STYLE_GOOD,
		[NOTE_WARN] = STYLE_WARN,
		[NOTE_ERROR] = STYLE_ERROR};
	struct layer *top = stack_top(tui);
	if (tui->note) {
		*style = styles[tui->note_kind];
		return g_strconcat(tui->note_kind == NOTE_ERROR ? "! " : "", tui->note, NULL);
	}
	if (!top->objection)
		return NULL;
	*style = top->soft ? STYLE_WARN : STYLE_ERROR;
	return g_strconcat(top->soft ? "? " : "! ", top->objection, NULL);
}

/* Messages are never cut: a long one takes lines from the body. */
static char **message_lines(const char *text, int columns)
{
	g_autofree char *clean = text_clean(text);
	return text_wrap(clean, columns);
}

static void draw_message(struct canvas *c, char **lines, int n, enum style style)
{
	for (int i = 0; i < n; i++)
		canvas_text(c, canvas_rows(c) - 1 - n + i, 0, 0, style, lines[i]);
}

/* Help on what is under the cursor.  Asked for after the body is drawn: only then does a view know
 * how much of it is seen. */
static void draw_hint(struct tui *tui, struct canvas *c)
{
	struct view *top = stack_top(tui)->view;
	const char *hint = top->ops->hint ? top->ops->hint(top) : NULL;
	if (hint)
		canvas_text(c, canvas_rows(c) - 2, 0, 0, STYLE_NORMAL, hint);
}

static void draw_popup(struct canvas *body, struct view *view)
{
	int rows = MIN(view->want_rows + 2, canvas_rows(body));
	int columns = MIN(view->want_cols + 4, canvas_columns(body));
	int row = (canvas_rows(body) - rows) / 2;
	int column = (canvas_columns(body) - columns) / 2;
	struct canvas *box = canvas_part(body, row, column, rows, columns);
	for (int i = 0; i < rows; i++)
		canvas_fill(box, i, 0, columns, STYLE_NORMAL);
	canvas_frame(box, title_of(view));
	view->ops->draw(view, canvas_part(box, 1, 2, rows - 2, columns - 4));
}

static void draw_too_small(struct tui *tui, struct canvas *c)
{
	g_autofree char *text = g_strdup_printf(
		_("The window is too small: it has %d columns by %d rows, but %d by %d are "
		  "needed. Make it larger; nothing is lost."),
		tui->surface.columns, tui->surface.rows, tui->options.min_cols,
		tui->options.min_rows);
	g_auto(GStrv) lines = text_wrap(text, MAX(canvas_columns(c), 2));
	for (int i = 0; lines[i]; i++)
		canvas_text(c, i, 0, 0, STYLE_NORMAL, lines[i]);
}

void chrome_draw(struct tui *tui, struct canvas *c)
{
	if (stack_too_small(tui)) {
		draw_too_small(tui, c);
		return;
	}
	int base = base_layer(tui);
	struct layer *bottom = g_ptr_array_index(tui->layers, base);
	enum style style = STYLE_NORMAL;
	draw_title(tui, c, bottom->view);
	g_autofree char *text = message(tui, &style);
	g_auto(GStrv) lines = text ? message_lines(text, canvas_columns(c)) : NULL;
	int n = lines ? (int)MIN(g_strv_length(lines), MESSAGE_LINES) : 1;
	draw_bar(tui, c, stack_top(tui)->view->screen);
	struct canvas *body = canvas_part(c, 1, 0, canvas_rows(c) - 2 - n, canvas_columns(c));
	bottom->view->ops->draw(bottom->view, body);
	for (guint i = (guint)base + 1; i < tui->layers->len; i++) {
		struct layer *l = g_ptr_array_index(tui->layers, i);
		tui->surface.cursor_row = -1;
		draw_popup(body, l->view);
	}
	if (lines)
		draw_message(c, lines, n, style);
	else
		draw_hint(tui, c);
}
