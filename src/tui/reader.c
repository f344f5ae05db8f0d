/* A text to read: wrapped to the window, scrolled by lines and pages. */
#include "tui/dialog.h"
#include "base/i18n.h"
#include "base/text.h"

#define PRINT_COLUMNS 80

struct reader {
	struct view view;
	char *title, *text;
	char **lines; /* wrapped to columns */
	int columns, n, top, height;
	enum reply (*command)(struct view *v, int command, void *ctx);
	void *ctx;
	GDestroyNotify free_ctx;
};

static struct reader *self(struct view *v)
{
	return (struct reader *)v;
}

static void wrap(struct reader *r, int columns)
{
	if (r->lines && r->columns == columns)
		return;
	g_strfreev(r->lines);
	r->lines = text_wrap(r->text, MAX(columns, 2));
	r->n = (int)g_strv_length(r->lines);
	r->columns = columns;
}

static void scroll_to(struct reader *r, int top)
{
	r->top = CLAMP(top, 0, MAX(r->n - r->height, 0));
}

static void reader_draw(struct view *v, struct canvas *body)
{
	struct reader *r = self(v);
	/* Documents are laid out for 80 columns: no margin may break their lines. */
	int margin = canvas_columns(body) >= PRINT_COLUMNS + 2 ? 1 : 0;
	wrap(r, canvas_columns(body) - 2 * margin);
	r->height = MAX(canvas_rows(body), 1);
	scroll_to(r, r->top);
	for (int i = 0; i < r->height && r->top + i < r->n; i++)
		canvas_text(body, i, margin, 0, STYLE_NORMAL, r->lines[r->top + i]);
	canvas_cursor(body, 0, 0);
}

static enum reply reader_key(struct view *v, const struct key *k)
{
	struct reader *r = self(v);
	switch (k->code) {
	case K_UP:
		scroll_to(r, r->top - 1);
		return REPLY_DONE;
	case K_DOWN:
	case K_ENTER:
		scroll_to(r, r->top + 1);
		return REPLY_DONE;
	case K_PGUP:
		scroll_to(r, r->top - MAX(r->height - 1, 1));
		return REPLY_DONE;
	case K_PGDN:
		scroll_to(r, r->top + MAX(r->height - 1, 1));
		return REPLY_DONE;
	case K_HOME:
		scroll_to(r, 0);
		return REPLY_DONE;
	case K_END:
		scroll_to(r, r->n);
		return REPLY_DONE;
	case K_ESC:
		return REPLY_CLOSE;
	default:
		return REPLY_IGNORED;
	}
}

static enum reply reader_command(struct view *v, int command)
{
	struct reader *r = self(v);
	return r->command ? r->command(v, command, r->ctx) : REPLY_IGNORED;
}

static const char *reader_title(struct view *v)
{
	return self(v)->title;
}

static const char *reader_hint(struct view *v)
{
	struct reader *r = self(v);
	return r->n > r->height ? _("PgDn, PgUp: scroll    Esc: back") : _("Esc: back");
}

static void reader_destroy(struct view *v)
{
	struct reader *r = self(v);
	if (r->free_ctx)
		r->free_ctx(r->ctx);
	g_strfreev(r->lines);
	g_free(r->text);
	g_free(r->title);
}

struct view *dialog_text(struct tui *tui, const char *title, const char *text)
{
	static const struct view_ops ops = {
		.name = "text",
		.draw = reader_draw,
		.command = reader_command,
		.key = reader_key,
		.destroy = reader_destroy,
		.title = reader_title,
		.hint = reader_hint,
	};
	struct reader *r = g_new0(struct reader, 1);
	r->view.ops = &ops;
	r->title = g_strdup(title);
	r->text = g_strdup(text);
	tui_push(tui, &r->view);
	return &r->view;
}

void dialog_text_commands(struct view *v, guint32 screen,
	enum reply (*command)(struct view *v, int command, void *ctx), void *ctx,
	GDestroyNotify free_ctx)
{
	struct reader *r = self(v);
	v->screen = screen;
	r->command = command;
	r->ctx = ctx;
	r->free_ctx = free_ctx;
}
