/* A question and a line of text.  Answers are given when the dialog is destroyed, that is when it
 * has left the stack: what the answer opens stands on the right view. */
#include "tui/dialog.h"
#include <string.h>
#include "base/i18n.h"
#include "base/text.h"
#include "tui/edit.h"

#define WIDTH 60
#define TEXT_LINES 18 /* what a window of 24 rows holds */

struct dialog {
	struct view view;
	char *title, *text, *yes;
	struct edit edit;
	char *answer; /* NULL: left by Esc */
	dialog_done done;
	void *ctx;
};

static struct dialog *self(struct view *v)
{
	return (struct dialog *)v;
}

static const char *dialog_title(struct view *v)
{
	return self(v)->title;
}

static void dialog_destroy(struct view *v)
{
	struct dialog *d = self(v);
	bool secret = d->edit.secret;
	edit_clear(&d->edit);
	if (d->done)
		d->done(d->answer, d->answer ? 0 : -1, d->ctx);
	if (secret && d->answer)
		explicit_bzero(d->answer, strlen(d->answer));
	g_free(d->answer);
	g_free(d->title);
	g_free(d->text);
	g_free(d->yes);
}

static struct dialog *dialog_new(const struct view_ops *ops, const char *title, const char *text,
	dialog_done done, void *ctx)
{
	struct dialog *d = g_new0(struct dialog, 1);
	d->view = (struct view){.ops = ops, .popup = true, .want_cols = WIDTH};
	d->title = g_strdup(title);
	d->text = g_strdup(text);
	d->done = done;
	d->ctx = ctx;
	return d;
}

/* --- a question --- */

static void confirm_draw(struct view *v, struct canvas *body)
{
	struct dialog *d = self(v);
	int last = canvas_rows(body) - 1;
	g_auto(GStrv) lines = text_wrap(d->text, MAX(canvas_columns(body), 2));
	for (int i = 0; lines[i] && i < last - 1; i++)
		canvas_text(body, i, 0, 0, STYLE_NORMAL, lines[i]);
	g_autofree char *yes = g_strdup_printf(_("F10 or 1: %s"), d->yes);
	canvas_text(body, last, 0, 0, STYLE_HEAD, yes);
	canvas_text(body, last, text_columns(yes) + 4, 0, STYLE_NORMAL, _("Esc: back"));
	canvas_cursor(body, last, 0);
}

/* Enter alone does not answer: it would be pressed by habit. */
static enum reply confirm_key(struct view *v, const struct key *k)
{
	struct dialog *d = self(v);
	if (k->code == K_ESC)
		return REPLY_CLOSE;
	if (k->code != K_F1 + 9 && key_ascii(k) != '1')
		return REPLY_IGNORED;
	d->answer = g_strdup(d->yes);
	return REPLY_CLOSE;
}

void dialog_confirm(struct tui *tui, const char *title, const char *text, const char *yes,
	dialog_done done, void *ctx)
{
	static const struct view_ops ops = {
		.name = "confirm",
		.draw = confirm_draw,
		.key = confirm_key,
		.destroy = dialog_destroy,
		.title = dialog_title,
	};
	struct dialog *d = dialog_new(&ops, title, text, done, ctx);
	g_auto(GStrv) lines = text_wrap(text, WIDTH);
	d->view.want_rows = (int)MIN(g_strv_length(lines), TEXT_LINES) + 2;
	d->yes = g_strdup(yes);
	tui_push(tui, &d->view);
}

/* --- a line of text --- */

static void line_draw(struct view *v, struct canvas *body)
{
	struct dialog *d = self(v);
	canvas_text(body, 0, 0, 0, STYLE_NORMAL, d->text);
	edit_draw(&d->edit, body, 1, 0, canvas_columns(body), true);
	canvas_text(body, 3, 0, 0, STYLE_NORMAL, _("Enter: take    Esc: back"));
}

static enum reply line_key(struct view *v, const struct key *k)
{
	struct dialog *d = self(v);
	if (k->code == K_ESC)
		return REPLY_CLOSE;
	if (k->code == K_ENTER) {
		d->answer = g_strdup(d->edit.text->str);
		return REPLY_CLOSE;
	}
	return edit_key(&d->edit, k) ? REPLY_DONE : REPLY_IGNORED;
}

void dialog_line(struct tui *tui, const char *title, const char *label, const char *initial,
	bool secret, dialog_done done, void *ctx)
{
	static const struct view_ops ops = {
		.name = "line",
		.draw = line_draw,
		.key = line_key,
		.destroy = dialog_destroy,
		.title = dialog_title,
	};
	struct dialog *d = dialog_new(&ops, title, label, done, ctx);
	d->view.want_rows = 4;
	edit_init(&d->edit, initial);
	d->edit.secret = secret;
	d->edit.fresh = initial && *initial;
	tui_push(tui, &d->view);
}
