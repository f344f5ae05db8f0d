/* The list view: draws what a source supplies, searches while typing, shows details beside. */
#include "tui/list.h"
#include <string.h>
#include "base/i18n.h"
#include "base/text.h"
#include "tui/edit.h"
#include "tui/rows.h"

#define FIRST_HEIGHT 20 /* until it is known how many rows fit */
#define PANE_WINDOW 120 /* a window so wide has a detail pane */
#define PANE_LIST 80    /* columns the list keeps beside it */

struct list {
	struct view view;
	struct view_ops ops;
	struct list_source source;
	char *title, *full_title;
	struct rows rows;
	bool loaded;
	int height;
	gint64 total; /* -1: not known */
	struct edit search;
	bool search_changed; /* and the source does not know yet */
	gint64 detail_id;
	char *detail; /* of that row; NULL: to be asked for */
};

static struct list *self(struct view *v)
{
	return (struct list *)v;
}

/* Where the window holds all rows they are counted here, and the source is spared. */
static gint64 total_of(const struct list *l)
{
	if (!l->source.count)
		return -1;
	if (!l->rows.at_start || !l->rows.at_end || l->rows.error)
		return l->source.count(l->source.ctx);
	gint64 n = 0;
	for (guint i = 0; i < l->rows.list->len; i++)
		n += !((const struct list_row *)g_ptr_array_index(l->rows.list, i))->heading;
	return n;
}

static void forget_shown(struct list *l)
{
	g_clear_pointer(&l->detail, g_free);
	g_clear_pointer(&l->full_title, g_free);
	l->total = total_of(l);
}

/* Keys typed faster than the source answers are searched for once. */
static void make_ready(struct list *l)
{
	if (l->loaded && !l->search_changed)
		return;
	if (l->search_changed)
		l->source.search(l->source.ctx, l->search.text->str);
	l->search_changed = false;
	l->loaded = true;
	rows_first(&l->rows, l->height);
	forget_shown(l);
}

/* --- drawing --- */

static int draw_head(struct list *l, struct canvas *c)
{
	if (!l->source.head)
		return 0;
	g_autofree char *head = l->source.head(l->source.ctx, canvas_columns(c));
	if (!head || !*head)
		return 0;
	g_auto(GStrv) lines = g_strsplit(head, "\n", -1);
	int n = (int)g_strv_length(lines);
	/* Some rows stay to be seen under the longest head. */
	n = CLAMP(n, 0, MAX(canvas_rows(c) - 6, 0));
	for (int i = 0; i < n; i++)
		canvas_text(c, i, 0, 0, STYLE_NORMAL, lines[i]);
	return n;
}

static int draw_search(struct list *l, struct canvas *c, int row)
{
	if (!l->source.search)
		return 0;
	const char *label = _("Search:");
	int at = text_columns(label) + 2;
	canvas_text(c, row, 1, 0, STYLE_NORMAL, label);
	edit_draw(&l->search, c, row, at, MIN(canvas_columns(c) - at, 40), true);
	return 1;
}

static bool has_titles(const struct list *l)
{
	for (int i = 0; i < l->source.n_columns; i++) {
		if (l->source.columns[i].title && *l->source.columns[i].title)
			return true;
	}
	return false;
}

static int gutter(const struct list *l)
{
	return l->source.search ? 2 : 3;
}

static int draw_titles(struct list *l, struct canvas *c, int row, const int *widths)
{
	int column = gutter(l);
	if (!has_titles(l))
		return 0;
	for (int i = 0; i < l->source.n_columns; i++) {
		const struct list_column *col = &l->source.columns[i];
		if (widths[i] == 0)
			continue;
		const char *title = col->title && *col->title ? _(col->title) : "";
		if (col->right)
			canvas_text_right(c, row, column, widths[i], STYLE_HEAD, title);
		else
			canvas_text(c, row, column, 0, STYLE_HEAD, title);
		column += widths[i] + 1;
	}
	return 1;
}

static void draw_cells(struct list *l, struct canvas *c, int row, const struct list_row *r,
	const int *widths, bool selected)
{
	int column = gutter(l);
	for (int i = 0; i < l->source.n_columns; i++) {
		const char *text = r->cells[i] ? r->cells[i] : "";
		enum style style = r->cell_style[i] != STYLE_NORMAL ? r->cell_style[i] : r->style;
		if (widths[i] == 0)
			continue;
		if (selected)
			style = STYLE_SELECTED;
		/* One run of one style is the fewest bytes. */
		if (selected && column > gutter(l))
			canvas_fill(c, row, column - 1, 1, style);
		if (l->source.columns[i].right)
			canvas_text_right(c, row, column, widths[i], style, text);
		else
			canvas_text(c, row, column, widths[i], style, text);
		column += widths[i] + 1;
	}
}

/* The place in the list of the n-th row shown, headings not counted; -1: not so many are shown. */
static int shown_row(const struct list *l, int n)
{
	int end = MIN(l->rows.top + l->height, (int)l->rows.list->len);
	for (int i = l->rows.top; i < end; i++) {
		const struct list_row *r = g_ptr_array_index(l->rows.list, i);
		if (!r->heading && --n == 0)
			return i;
	}
	return -1;
}

static void draw_row(
	struct list *l, struct canvas *c, int row, int i, char digit, const int *widths)
{
	const struct list_row *r = g_ptr_array_index(l->rows.list, i);
	bool selected = i == l->rows.cursor;
	char mark[] = {selected ? '>' : ' ', digit, 0};
	if (r->heading) {
		canvas_text(c, row, 1, 0, STYLE_HEAD, r->cells[0] ? r->cells[0] : "");
		return;
	}
	canvas_text(c, row, 0, 0, STYLE_NORMAL, mark);
	draw_cells(l, c, row, r, widths, selected);
	if (selected && !l->source.search)
		canvas_cursor(c, row, 0);
}

static void draw_sentence(struct canvas *c, int row, enum style style, const char *text)
{
	g_auto(GStrv) lines = text_wrap(text, MAX(canvas_columns(c) - 2, 2));
	for (int i = 0; lines[i]; i++)
		canvas_text(c, row + i, 1, 0, style, lines[i]);
}

static void draw_rows(struct list *l, struct canvas *c, int row, const int *widths)
{
	l->height = MAX(canvas_rows(c) - row, 1);
	make_ready(l);
	rows_show(&l->rows, l->height);
	if (l->rows.error) {
		g_autofree char *text = g_strconcat("! ", l->rows.error, NULL);
		draw_sentence(c, row, STYLE_ERROR, text);
		return;
	}
	if (l->rows.list->len == 0 && l->source.empty) {
		draw_sentence(c, row, STYLE_NORMAL, l->source.empty);
		return;
	}
	int n = l->source.search ? 10 : 1;
	for (int i = 0; i < l->height && l->rows.top + i < (int)l->rows.list->len; i++) {
		bool numbered = n <= 9 && shown_row(l, n) == l->rows.top + i;
		draw_row(l, c, row + i, l->rows.top + i, numbered ? (char)('0' + n) : ' ', widths);
		n += numbered;
	}
}

static void draw_pane(struct list *l, struct canvas *c)
{
	const struct list_row *r = rows_current(&l->rows);
	for (int i = 0; i < canvas_rows(c); i++)
		canvas_text(c, i, 0, 1, STYLE_DIM, "|");
	if (!r)
		return;
	if (!l->detail || l->detail_id != r->id) {
		g_free(l->detail);
		l->detail = l->source.detail(l->source.ctx, r);
		l->detail_id = r->id;
	}
	if (!l->detail)
		return;
	g_auto(GStrv) lines = text_wrap(l->detail, MAX(canvas_columns(c) - 2, 2));
	for (int i = 0; lines[i]; i++)
		canvas_text(c, i, 2, 0, STYLE_NORMAL, lines[i]);
}

static void list_draw(struct view *v, struct canvas *body)
{
	struct list *l = self(v);
	int columns = canvas_columns(body), rows = canvas_rows(body);
	bool pane = l->source.detail && columns >= PANE_WINDOW;
	int list_columns = pane ? MAX(PANE_LIST, columns * 2 / 3) : columns;
	struct canvas *c = canvas_part(body, 0, 0, rows, list_columns);
	g_autofree int *widths = g_new0(int, l->source.n_columns + 1);
	rows_layout(
		l->source.columns, l->source.n_columns, columns, list_columns - gutter(l), widths);
	int row = draw_head(l, body);
	int pane_row = row;
	row += draw_search(l, c, row);
	row += draw_titles(l, c, row, widths);
	draw_rows(l, c, row, widths);
	if (pane)
		draw_pane(l,
			canvas_part(body, pane_row, list_columns, rows - pane_row,
				columns - list_columns));
}

/* --- keys --- */

static enum reply open_row(struct list *l)
{
	const struct list_row *row = rows_current(&l->rows);
	if (!row || !l->source.open)
		return REPLY_IGNORED;
	return l->source.open(l->source.ctx, row);
}

/* A digit picks the row that it stands before. */
static enum reply pick(struct list *l, int digit)
{
	int i = shown_row(l, digit);
	if (i < 0)
		return REPLY_IGNORED;
	l->rows.cursor = i;
	return open_row(l);
}

static bool move(struct list *l, int code)
{
	switch (code) {
	case K_UP:
		rows_move(&l->rows, -1, l->height);
		return true;
	case K_DOWN:
		rows_move(&l->rows, 1, l->height);
		return true;
	case K_PGUP:
		rows_page(&l->rows, -1, l->height);
		return true;
	case K_PGDN:
		rows_page(&l->rows, 1, l->height);
		return true;
	case K_HOME:
		rows_first(&l->rows, l->height);
		return true;
	case K_END:
		rows_last(&l->rows, l->height);
		return true;
	default:
		return false;
	}
}

static bool type_search(struct list *l, const struct key *k)
{
	if (!l->source.search)
		return false;
	g_autofree char *before = g_strdup(l->search.text->str);
	if (!edit_key(&l->search, k))
		return false;
	if (strcmp(before, l->search.text->str) != 0)
		l->search_changed = true;
	return true;
}

static enum reply list_key(struct view *v, const struct key *k)
{
	struct list *l = self(v);
	int c = key_ascii(k);
	if (k->code == K_CHAR || k->code == K_PASTE) {
		if (type_search(l, k))
			return REPLY_DONE;
		make_ready(l);
		return c >= '1' && c <= '9' ? pick(l, c - '0') : REPLY_IGNORED;
	}
	make_ready(l);
	if (move(l, k->code))
		return REPLY_DONE;
	if (k->code == K_ENTER)
		return open_row(l);
	if (k->code == K_ESC)
		return REPLY_CLOSE;
	return type_search(l, k) ? REPLY_DONE : REPLY_IGNORED;
}

static enum reply list_command(struct view *v, int command)
{
	struct list *l = self(v);
	if (!l->source.command)
		return REPLY_IGNORED;
	make_ready(l);
	return l->source.command(l->source.ctx, command, rows_current(&l->rows));
}

static const char *list_title(struct view *v)
{
	struct list *l = self(v);
	make_ready(l);
	if (l->total < 0)
		return l->title;
	if (!l->full_title)
		l->full_title = g_strdup_printf("%s (%" G_GINT64_FORMAT ")", l->title, l->total);
	return l->full_title;
}

static const char *list_hint(struct view *v)
{
	struct list *l = self(v);
	if (!l->source.hint)
		return NULL;
	make_ready(l);
	return l->source.hint(l->source.ctx, rows_current(&l->rows));
}

static void list_destroy(struct view *v)
{
	struct list *l = self(v);
	rows_clear(&l->rows);
	edit_clear(&l->search);
	g_free(l->title);
	g_free(l->full_title);
	g_free(l->detail);
	if (l->source.destroy)
		l->source.destroy(l->source.ctx);
}

/* --- public --- */

struct view *list_new(
	const char *name, guint32 screen, const char *title, const struct list_source *source)
{
	struct list *l = g_new0(struct list, 1);
	l->ops = (struct view_ops){
		.name = name,
		.draw = list_draw,
		.command = list_command,
		.key = list_key,
		.reload = list_refresh,
		.destroy = list_destroy,
		.title = list_title,
		.hint = list_hint,
	};
	l->view = (struct view){.ops = &l->ops, .screen = screen};
	l->source = *source;
	l->title = g_strdup(title);
	l->height = FIRST_HEIGHT;
	l->total = -1;
	rows_init(&l->rows, &l->source);
	edit_init(&l->search, "");
	return &l->view;
}

const struct list_row *list_current(struct view *list)
{
	make_ready(self(list));
	return rows_current(&self(list)->rows);
}

void list_set_title(struct view *list, const char *title)
{
	struct list *l = self(list);
	g_free(l->title);
	l->title = g_strdup(title);
	g_clear_pointer(&l->full_title, g_free);
}

void list_refresh(struct view *list)
{
	struct list *l = self(list);
	if (!l->loaded || l->search_changed)
		return;
	rows_reload(&l->rows, l->height);
	forget_shown(l);
}

void list_select(struct view *list, gint64 id)
{
	make_ready(self(list));
	rows_find(&self(list)->rows, id, self(list)->height);
}

bool list_move(struct view *list, int by)
{
	make_ready(self(list));
	return rows_move(&self(list)->rows, by, self(list)->height);
}

void *list_ctx(struct view *list)
{
	return self(list)->source.ctx;
}

void list_search(struct view *list, const char *text)
{
	struct list *l = self(list);
	edit_set(&l->search, text);
	l->search_changed = l->source.search != NULL;
}
