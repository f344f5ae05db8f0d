/* A choice out of a list that is filtered while typing. */
#include "tui/dialog.h"
#include <string.h>
#include "base/i18n.h"
#include "base/text.h"
#include "tui/edit.h"

#define WIDTH 60
#define ROWS 14
#define ROWS_MOST 18 /* of a long list: what is not seen is not looked for */
#define KEY_MOST 20

struct pick {
	struct view view;
	char *title;
	struct edit edit;
	dialog_filter filter;
	GPtrArray *choices; /* struct dialog_choice * */
	int cursor, top, height;
	char *answer; /* the key picked */
	int chosen;
	dialog_done done;
	void *ctx;
};

struct dialog_choice *dialog_choice_new(
	const char *key, const char *label, const char *extra, int index)
{
	struct dialog_choice *c = g_new0(struct dialog_choice, 1);
	c->key = g_strdup(key);
	c->label = g_strdup(label);
	c->extra = g_strdup(extra);
	c->index = index;
	return c;
}

void dialog_choice_free(struct dialog_choice *c)
{
	if (!c)
		return;
	g_free(c->key);
	g_free(c->label);
	g_free(c->extra);
	g_free(c);
}

static struct pick *self(struct view *v)
{
	return (struct pick *)v;
}

static struct dialog_choice *choice_at(const struct pick *p, int i)
{
	return g_ptr_array_index(p->choices, i);
}

static int count(const struct pick *p)
{
	return (int)p->choices->len;
}

/* What was typed is a key: that one is meant, whatever else begins so. */
static int exact(const struct pick *p)
{
	for (int i = 0; i < count(p); i++) {
		const char *key = choice_at(p, i)->key;
		if (key && g_ascii_strcasecmp(key, p->edit.text->str) == 0)
			return i;
	}
	return 0;
}

static void filter(struct pick *p)
{
	g_autofree char *typed = text_normal(p->edit.text->str);
	if (p->choices)
		g_ptr_array_unref(p->choices);
	p->choices = p->filter(typed, p->ctx);
	p->cursor = exact(p);
	p->top = 0;
}

static int key_columns(const struct pick *p)
{
	int columns = 0;
	for (int i = 0; i < count(p); i++) {
		if (choice_at(p, i)->key)
			columns = MAX(columns, text_columns(choice_at(p, i)->key));
	}
	return MIN(columns, KEY_MOST);
}

static void draw_choice(struct pick *p, struct canvas *c, int row, int i, int key_width)
{
	const struct dialog_choice *choice = choice_at(p, i);
	bool selected = i == p->cursor;
	enum style style = selected ? STYLE_SELECTED : STYLE_NORMAL;
	const char *label = choice->label ? choice->label : "";
	int at = 2 + key_width + (key_width > 0 ? 1 : 0);
	canvas_text(c, row, 0, 2, STYLE_NORMAL, selected ? ">" : "");
	canvas_text(c, row, 2, key_width, style, choice->key ? choice->key : "");
	canvas_text(c, row, at, 0, style, label);
	if (choice->extra)
		canvas_text(c, row, at + text_columns(label) + 2, 0, STYLE_DIM, choice->extra);
}

static void pick_draw(struct view *v, struct canvas *body)
{
	struct pick *p = self(v);
	int key_width = key_columns(p);
	p->height = MAX(canvas_rows(body) - 3, 1);
	p->top = CLAMP(p->top, MAX(p->cursor - p->height + 1, 0), MAX(p->cursor, 0));
	if (count(p) == 0)
		canvas_text(body, 1, 2, 0, STYLE_NORMAL, _("Nothing fits what was typed."));
	for (int i = 0; i < p->height && p->top + i < count(p); i++)
		draw_choice(p, body, 1 + i, p->top + i, key_width);
	canvas_text(body, canvas_rows(body) - 1, 0, 0, STYLE_NORMAL,
		_("Type to filter    Enter: take    Esc: back"));
	edit_draw(&p->edit, body, 0, 2, canvas_columns(body) - 2, true);
}

static bool move(struct pick *p, int code)
{
	int by = 0;
	switch (code) {
	case K_UP:
		by = -1;
		break;
	case K_DOWN:
		by = 1;
		break;
	case K_PGUP:
		by = -p->height;
		break;
	case K_PGDN:
		by = p->height;
		break;
	default:
		return false;
	}
	p->cursor = CLAMP(p->cursor + by, 0, MAX(count(p) - 1, 0));
	return true;
}

static enum reply take(struct pick *p)
{
	if (p->cursor >= count(p))
		return REPLY_IGNORED;
	const struct dialog_choice *choice = choice_at(p, p->cursor);
	p->answer = g_strdup(choice->key ? choice->key : "");
	p->chosen = choice->index;
	return REPLY_CLOSE;
}

static enum reply pick_key(struct view *v, const struct key *k)
{
	struct pick *p = self(v);
	if (k->code == K_ESC)
		return REPLY_CLOSE;
	if (k->code == K_ENTER)
		return take(p);
	if (move(p, k->code))
		return REPLY_DONE;
	g_autofree char *before = g_strdup(p->edit.text->str);
	if (!edit_key(&p->edit, k))
		return REPLY_IGNORED;
	if (strcmp(before, p->edit.text->str) != 0)
		filter(p);
	return REPLY_DONE;
}

static const char *pick_title(struct view *v)
{
	return self(v)->title;
}

static void pick_destroy(struct view *v)
{
	struct pick *p = self(v);
	if (p->done)
		p->done(p->answer, p->answer ? p->chosen : -1, p->ctx);
	edit_clear(&p->edit);
	g_ptr_array_unref(p->choices);
	g_free(p->answer);
	g_free(p->title);
}

void dialog_pick(struct tui *tui, const char *title, const char *typed,
	dialog_filter filter_choices, dialog_done done, void *ctx)
{
	static const struct view_ops ops = {
		.name = "pick",
		.draw = pick_draw,
		.key = pick_key,
		.destroy = pick_destroy,
		.title = pick_title,
	};
	struct pick *p = g_new0(struct pick, 1);
	p->view = (struct view){.ops = &ops, .popup = true, .want_rows = ROWS, .want_cols = WIDTH};
	p->title = g_strdup(title);
	p->filter = filter_choices;
	p->done = done;
	p->ctx = ctx;
	edit_init(&p->edit, typed);
	filter(p);
	p->view.want_rows = CLAMP(count(p) + 3, ROWS, ROWS_MOST);
	tui_push(tui, &p->view);
}
