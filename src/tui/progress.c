/* Long work in slices, with a bar; Esc cancels between two of them. */
#include "tui/dialog.h"
#include "base/i18n.h"
#include "tui/bar.h"
#include "tui/stack.h"

#define WIDTH 60

struct progress {
	struct view view;
	char *title, *line;
	double fraction;
	bool finished; /* else it was cancelled */
	GError *error;
	struct dialog_work work;
};

static struct progress *self(struct view *v)
{
	return (struct progress *)v;
}

static void progress_draw(struct view *v, struct canvas *body)
{
	struct progress *p = self(v);
	g_autofree char *bar = bar_text(p->fraction, canvas_columns(body) - 1);
	canvas_text(body, 0, 0, 0, STYLE_NORMAL, bar);
	canvas_text(body, 1, 0, canvas_columns(body), STYLE_NORMAL, p->line ? p->line : "");
	canvas_text(body, 3, 0, 0, STYLE_NORMAL, _("Esc: cancel; nothing will have been changed"));
	canvas_cursor(body, 3, 0);
}

static enum reply progress_key(struct view *v, const struct key *k)
{
	(void)v;
	return k->code == K_ESC ? REPLY_CLOSE : REPLY_DONE;
}

static enum reply progress_slice(struct view *v)
{
	struct progress *p = self(v);
	char *line = NULL;
	bool more = p->work.slice(p->work.ctx, &p->fraction, &line, &p->error);
	if (line) {
		g_free(p->line);
		p->line = line;
	}
	if (more && !p->error)
		return REPLY_DONE;
	p->finished = true;
	return REPLY_CLOSE;
}

static const char *progress_title(struct view *v)
{
	return self(v)->title;
}

static void progress_destroy(struct view *v)
{
	struct progress *p = self(v);
	/* The error is the receiver's from here. */
	if (p->work.done)
		p->work.done(!p->finished, p->error, p->work.ctx);
	else
		g_clear_error(&p->error);
	g_free(p->line);
	g_free(p->title);
}

void dialog_progress(struct tui *tui, const char *title, const struct dialog_work *work)
{
	static const struct view_ops ops = {
		.name = "progress",
		.draw = progress_draw,
		.key = progress_key,
		.destroy = progress_destroy,
		.title = progress_title,
		.idle = progress_slice,
	};
	struct progress *p = g_new0(struct progress, 1);
	p->view = (struct view){.ops = &ops, .popup = true, .want_rows = 4, .want_cols = WIDTH};
	p->title = g_strdup(title);
	p->work = *work;
	tui_push(tui, &p->view);
	stack_work(&p->view);
}
