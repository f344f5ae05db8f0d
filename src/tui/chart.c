#include "tui/chart.h"

#include <string.h>
#include "base/i18n.h"
#include "base/text.h"

enum { LABEL_MOST = 30 };

struct chart {
	struct view view;
	char *title;
	GPtrArray *bars;
	int top, rows; /* first bar shown; how many the window has */
	enum reply (*command)(struct view *v, int command, void *ctx);
	void *ctx;
};

struct chart_bar *chart_bar_new(const char *label, const char *text, gint64 value)
{
	struct chart_bar *bar = g_new0(struct chart_bar, 1);
	*bar = (struct chart_bar){text_clean(label), text_clean(text), value};
	return bar;
}

void chart_bar_free(struct chart_bar *bar)
{
	g_free(bar->label);
	g_free(bar->text);
	g_free(bar);
}

int chart_columns(gint64 value, gint64 most, int columns)
{
	if (value <= 0 || most <= 0)
		return 0;
	return MAX((int)((double)value / (double)most * columns + 0.5), 1);
}

static struct chart *self(struct view *v)
{
	return (struct chart *)v;
}

struct widths {
	int label, text;
	gint64 most;
};

static struct widths measure(const struct chart *c)
{
	struct widths w = {0};
	for (guint i = 0; i < c->bars->len; i++) {
		const struct chart_bar *bar = g_ptr_array_index(c->bars, i);
		w.label = MAX(w.label, text_columns(bar->label));
		w.text = MAX(w.text, text_columns(bar->text));
		w.most = MAX(w.most, bar->value);
	}
	w.label = MIN(w.label, LABEL_MOST);
	return w;
}

static void chart_draw(struct view *v, struct canvas *body)
{
	struct chart *c = self(v);
	struct widths w = measure(c);
	int room = MAX(canvas_columns(body) - w.label - w.text - 4, 1);
	c->rows = canvas_rows(body);
	c->top = CLAMP(c->top, 0, MAX(0, (int)c->bars->len - c->rows));
	for (int i = 0; i < c->rows && c->top + i < (int)c->bars->len; i++) {
		const struct chart_bar *bar = g_ptr_array_index(c->bars, c->top + i);
		g_autofree char *signs =
			g_strnfill((gsize)chart_columns(bar->value, w.most, room), '#');
		canvas_text(body, i, 0, w.label, STYLE_NORMAL, bar->label);
		canvas_text_right(body, i, w.label + 1, w.text, STYLE_NORMAL, bar->text);
		canvas_text(body, i, w.label + w.text + 3, room, STYLE_GOOD, signs);
	}
	canvas_cursor(body, 0, 0);
}

static enum reply chart_key(struct view *v, const struct key *k)
{
	struct chart *c = self(v);
	switch (k->code) {
	case K_UP:
		c->top--;
		break;
	case K_DOWN:
		c->top++;
		break;
	case K_PGUP:
		c->top -= c->rows;
		break;
	case K_PGDN:
		c->top += c->rows;
		break;
	case K_HOME:
		c->top = 0;
		break;
	case K_END:
		c->top = (int)c->bars->len;
		break;
	default:
		return REPLY_IGNORED;
	}
	c->top = CLAMP(c->top, 0, MAX(0, (int)c->bars->len - c->rows));
	return REPLY_DONE;
}

static enum reply chart_command(struct view *v, int command)
{
	struct chart *c = self(v);
	return c->command(v, command, c->ctx);
}

static const char *chart_title(struct view *v)
{
	return self(v)->title;
}

static void chart_destroy(struct view *v)
{
	struct chart *c = self(v);
	g_free(c->title);
	g_ptr_array_unref(c->bars);
}

struct view *chart_new(guint32 screen, const char *title, GPtrArray *bars,
	enum reply (*command)(struct view *v, int command, void *ctx), void *ctx)
{
	static const struct view_ops ops = {
		.name = "chart",
		.draw = chart_draw,
		.key = chart_key,
		.command = chart_command,
		.title = chart_title,
		.destroy = chart_destroy,
	};
	struct chart *c = g_new0(struct chart, 1);
	c->view.ops = &ops;
	c->view.screen = screen;
	c->title = g_strdup(title);
	c->bars = bars;
	c->command = command;
	c->ctx = ctx;
	return &c->view;
}
