/* The line editor: text, cursor and key, by grapheme clusters. */
#include "tui/edit.h"
#include <string.h>
#include <unigbrk.h>
#include "base/text.h"

static gsize next_cluster(const struct edit *e, gsize at)
{
	const char *end = e->text->str + e->text->len;
	const uint8_t *p =
		u8_grapheme_next((const uint8_t *)e->text->str + at, (const uint8_t *)end);
	return p ? (gsize)((const char *)p - e->text->str) : e->text->len;
}

static gsize previous_cluster(const struct edit *e, gsize at)
{
	const uint8_t *p =
		u8_grapheme_prev((const uint8_t *)e->text->str + at, (const uint8_t *)e->text->str);
	return p ? (gsize)((const char *)p - e->text->str) : 0;
}

/* No line of a form is as long; each key is looked at together with all that stands already. */
#define EDIT_BYTES 4096

static int count_clusters(const struct edit *e)
{
	int n = 0;
	for (gsize at = 0; at < e->text->len; at = next_cluster(e, at))
		n++;
	return n;
}

/* The first boundary at or behind a byte: what was typed may have joined its neighbours. */
static gsize boundary_from(const struct edit *e, gsize byte)
{
	gsize at = 0;
	while (at < byte)
		at = next_cluster(e, at);
	return at;
}

static int columns_between(const struct edit *e, gsize from, gsize to)
{
	if (to <= from)
		return 0;
	int n = 0;
	if (e->secret) {
		for (; from < to; from = next_cluster(e, from))
			n++;
		return n;
	}
	g_autofree char *part = g_strndup(e->text->str + from, to - from);
	return text_columns(part);
}

void edit_init(struct edit *e, const char *text)
{
	*e = (struct edit){.text = g_string_sized_new(64)};
	edit_set(e, text);
}

void edit_clear(struct edit *e)
{
	if (!e->text)
		return;
	if (e->secret)
		explicit_bzero(e->text->str, e->text->allocated_len);
	g_string_free(e->text, TRUE);
	*e = (struct edit){0};
}

void edit_set(struct edit *e, const char *text)
{
	g_autofree char *clean = text_clean(text ? text : "");
	g_string_assign(e->text, clean);
	e->cursor = e->text->len;
	e->scroll = 0;
	e->fresh = false;
}

/* Full-width twins become ASCII; what has none is left out. */
static char *fold(const char *text)
{
	GString *out = g_string_new(NULL);
	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		struct key k = {.code = K_CHAR, .ch = g_utf8_get_char(p)};
		int c = key_ascii(&k);
		if (c)
			g_string_append_c(out, (char)c);
	}
	return g_string_free(out, FALSE);
}

static void replace_if_fresh(struct edit *e)
{
	if (e->fresh) {
		g_string_truncate(e->text, 0);
		e->cursor = e->scroll = 0;
	}
	e->fresh = false;
}

static void cut(struct edit *e, gsize from, gsize to)
{
	g_string_erase(e->text, (gssize)from, (gssize)(to - from));
	e->cursor = boundary_from(e, from);
	e->scroll = MIN(e->scroll, e->cursor);
}

/* Whole clusters at the cursor, as many as there is room for; false for a paste that is no line. */
static bool insert(struct edit *e, const char *typed)
{
	g_autofree char *clean = text_clean(typed);
	g_autofree char *folded = e->ascii ? fold(clean) : NULL;
	const char *text = folded ? folded : clean;
	if (!*text)
		return true;
	if (e->text->len + strlen(text) > EDIT_BYTES)
		return false;
	replace_if_fresh(e);
	for (const char *p = text; *p;) {
		const char *next = (const char *)u8_grapheme_next(
			(const uint8_t *)p, (const uint8_t *)p + strlen(p));
		gssize len = next ? next - p : (gssize)strlen(p);
		g_string_insert_len(e->text, (gssize)e->cursor, p, len);
		if (e->max > 0 && count_clusters(e) > e->max) {
			g_string_erase(e->text, (gssize)e->cursor, len);
			return true;
		}
		e->cursor = boundary_from(e, e->cursor + (gsize)len);
		p += len;
	}
	return true;
}

static bool insert_char(struct edit *e, gunichar ch)
{
	char bytes[8] = "";
	g_unichar_to_utf8(ch, bytes);
	return insert(e, bytes);
}

static gsize word_start(const struct edit *e)
{
	gsize at = e->cursor;
	bool in_word = false;
	while (at > 0) {
		gsize before = previous_cluster(e, at);
		bool blank = e->text->str[before] == ' ';
		if (blank && in_word)
			break;
		in_word = in_word || !blank;
		at = before;
	}
	return at;
}

bool edit_key(struct edit *e, const struct key *k)
{
	switch (k->code) {
	case K_CHAR:
		return insert_char(e, k->ch);
	case K_PASTE:
		return insert(e, k->text);
	case K_BACKSPACE:
		if (e->cursor > 0)
			cut(e, previous_cluster(e, e->cursor), e->cursor);
		break;
	case K_DELETE:
		if (e->cursor < e->text->len)
			cut(e, e->cursor, next_cluster(e, e->cursor));
		break;
	case K_LEFT:
		e->cursor = previous_cluster(e, e->cursor);
		break;
	case K_RIGHT:
		e->cursor = next_cluster(e, e->cursor);
		break;
	case K_HOME:
		e->cursor = 0;
		break;
	case K_END:
		e->cursor = e->text->len;
		break;
	case K_CTRL_('u'):
		cut(e, 0, e->cursor);
		break;
	case K_CTRL_('w'):
		cut(e, word_start(e), e->cursor);
		break;
	default:
		return false;
	}
	/* Whoever moves or deletes edits the old value. */
	e->fresh = false;
	return true;
}

/* Columns left for text when it begins at scroll: a '<' says that something is before it. */
static int room_from(gsize scroll, int width)
{
	return width - (scroll > 0 ? 1 : 0);
}

/* The cluster under the cursor, or the place behind the last one, must be seen; and a '>' where
 * more follows it. */
static bool cursor_shows(const struct edit *e, gsize scroll, int width)
{
	gsize after = next_cluster(e, e->cursor);
	int need = columns_between(e, scroll, e->cursor);
	need += e->cursor < e->text->len ? columns_between(e, e->cursor, after) : 1;
	need += after < e->text->len ? 1 : 0;
	return need <= room_from(scroll, width);
}

static void scroll_to_cursor(struct edit *e, int width)
{
	e->scroll = boundary_from(e, MIN(e->scroll, e->cursor));
	/* As little as possible is hidden at the left ... */
	while (e->scroll > 0) {
		gsize before = previous_cluster(e, e->scroll);
		if (columns_between(e, before, e->text->len) + 1 > room_from(before, width))
			break;
		e->scroll = before;
	}
	/* ... but the cursor shows. */
	while (e->scroll < e->cursor && !cursor_shows(e, e->scroll, width))
		e->scroll = next_cluster(e, e->scroll);
}

void edit_draw(struct edit *e, struct canvas *c, int row, int col, int width, bool focus)
{
	if (width <= 0)
		return;
	if (focus)
		scroll_to_cursor(e, width);
	else
		e->scroll = 0;
	int left = e->scroll > 0 ? 1 : 0;
	enum style style = focus ? STYLE_FOCUS : STYLE_FIELD;
	const char *shown = e->text->str + e->scroll;
	g_autofree char *stars = NULL;
	if (e->secret)
		shown = stars = g_strnfill((gsize)columns_between(e, e->scroll, e->text->len), '*');
	if (left)
		canvas_text(c, row, col, 1, style, "<");
	canvas_text(c, row, col + left, width - left, style, shown);
	if (focus)
		canvas_cursor(c, row, col + left + columns_between(e, e->scroll, e->cursor));
}
