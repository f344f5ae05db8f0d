/* Writes a template with its values: paragraphs, aligned lines, rows of cells. */
#include "config.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "report/template_room.h"

struct writer {
	const struct template *t;
	GString *out;
	GError **error;
};

static void add_blanks(GString *out, int n)
{
	for (; n > 0; n--)
		g_string_append_c(out, ' ');
}

static void end_line(GString *out)
{
	while (out->len && out->str[out->len - 1] == ' ')
		g_string_truncate(out, out->len - 1);
	g_string_append_c(out, '\n');
}

static const char *value_of(const struct writer *w, const struct slots *values,
	const struct node *line, const char *name)
{
	const char *value = slots_find(values, name);

	if (!value)
		jz_fail(w->error, JZ_ERROR_BAD,
			_("%s:%d: this notice has no value \"%s\"; correct the name."), w->t->file,
			line->line, name);
	return value;
}

static bool has_cells(const struct node *line)
{
	for (guint i = 0; i < line->parts->len; i++)
		if (((const struct part *)g_ptr_array_index(line->parts, i))->columns)
			return true;
	return false;
}

/* ---- a row: cells that wrap within their columns, the frame between them repeated ---- */

struct cell {
	char **lines;
	guint n;
	int columns;
	bool right, frame; /* frame: text between the cells */
};

static void cell_clear(gpointer data)
{
	g_strfreev(((struct cell *)data)->lines);
}

/* What stands between cells on the lines below the first: bars stay, words do not repeat. */
static void add_frame_again(GString *out, const char *text)
{
	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (c == '|')
			g_string_append_c(out, '|');
		else
			add_blanks(out, text_char_columns(c));
	}
}

static void add_cell_line(GString *out, const struct cell *c, guint row)
{
	if (c->frame && row)
		add_frame_again(out, c->lines[0]);
	else if (c->frame)
		g_string_append(out, c->lines[0]);
	else
		text_append_padded(out, row < c->n ? c->lines[row] : "", c->columns, c->right);
}

static bool fill_row(struct writer *w, const struct node *line, const struct slots *values)
{
	g_autoptr(GArray) cells = g_array_new(FALSE, TRUE, sizeof(struct cell));
	guint height = 1;

	g_array_set_clear_func(cells, cell_clear);
	for (guint i = 0; i < line->parts->len; i++) {
		const struct part *p = g_ptr_array_index(line->parts, i);
		const char *text =
			p->kind == PART_VALUE ? value_of(w, values, line, p->text) : p->text;
		struct cell c = {.columns = p->columns, .right = p->right, .frame = !p->columns};

		if (!text)
			return false;
		if (c.frame) {
			c.lines = g_new0(char *, 2);
			c.lines[0] = g_strdup(text);
		} else {
			c.lines = text_wrap(text, p->columns);
		}
		c.n = g_strv_length(c.lines);
		height = c.frame ? height : MAX(height, c.n);
		g_array_append_val(cells, c);
	}
	for (guint row = 0; row < height; row++) {
		for (guint i = 0; i < cells->len; i++)
			add_cell_line(w->out, &g_array_index(cells, struct cell, i), row);
		end_line(w->out);
	}
	return true;
}

/* ---- a paragraph ---- */

/* The line's text with its values; what stands behind {=} goes to *tail. */
static bool join(const struct writer *w, const struct node *line, const struct slots *values,
	GString *head, GString *tail, bool *filled)
{
	GString *to = head;

	*filled = false;
	for (guint i = 0; i < line->parts->len; i++) {
		const struct part *p = g_ptr_array_index(line->parts, i);
		const char *text =
			p->kind == PART_VALUE ? value_of(w, values, line, p->text) : p->text;

		if (!text)
			return false;
		if (p->kind == PART_FILL) {
			to = tail;
			*filled = true;
		}
		g_string_append(to, text);
	}
	return true;
}

/* Blanks at the beginning hang: every further line gets them, too.  (Chinese paragraphs begin with
 * two full-width blanks, which belong to the first line alone.) */
static void add_paragraph(GString *out, const char *text, enum align align)
{
	int indent = (int)strspn(text, " "), room = TEMPLATE_COLUMNS - indent;
	g_auto(GStrv) lines = NULL;

	if (room < 2) {
		room = TEMPLATE_COLUMNS;
		indent = 0;
	}
	lines = text_wrap(text + indent, room);
	if (!*lines)
		g_string_append_c(out, '\n');
	for (char **l = lines; *l; l++) {
		int left = room - text_columns(*l);

		add_blanks(out, indent);
		if (align == ALIGN_CENTRE)
			add_blanks(out, left / 2);
		else if (align == ALIGN_RIGHT)
			add_blanks(out, left);
		g_string_append(out, *l);
		end_line(out);
	}
}

static bool fill_line(struct writer *w, const struct node *line, const struct slots *values)
{
	g_autoptr(GString) head = g_string_new(NULL), tail = g_string_new(NULL);
	bool filled;
	int left;

	if (has_cells(line))
		return fill_row(w, line, values);
	if (!join(w, line, values, head, tail, &filled))
		return false;
	if (filled) {
		left = TEMPLATE_COLUMNS - text_columns(head->str) - text_columns(tail->str);
		add_blanks(head, MAX(left, 1));
		g_string_append(head, tail->str);
	}
	add_paragraph(w->out, head->str, line->align);
	return true;
}

/* ---- blocks ---- */

static bool fill_nodes(struct writer *w, const GPtrArray *nodes, const struct slots *values);

static bool fill_each(struct writer *w, const struct node *block, const struct slots *values)
{
	const GPtrArray *rows = slots_rows(values, block->name);

	if (!rows)
		return jz_fail(w->error, JZ_ERROR_BAD,
			_("%s:%d: this notice has no list \"%s\"; correct the name."), w->t->file,
			block->line, block->name);
	for (guint i = 0; i < rows->len; i++)
		if (!fill_nodes(w, block->nodes, g_ptr_array_index(rows, i)))
			return false;
	return true;
}

static bool fill_if(struct writer *w, const struct node *block, const struct slots *values)
{
	const GPtrArray *rows = slots_rows(values, block->name);
	const char *text = rows ? "" : value_of(w, values, block, block->name);
	bool there = rows ? rows->len > 0 : text && *text;

	if (!rows && !text)
		return false;
	if (there != (block->kind == NODE_IF))
		return true;
	return fill_nodes(w, block->nodes, values);
}

static bool fill_nodes(struct writer *w, const GPtrArray *nodes, const struct slots *values)
{
	for (guint i = 0; i < nodes->len; i++) {
		const struct node *n = g_ptr_array_index(nodes, i);
		bool done = n->kind == NODE_LINE ? fill_line(w, n, values)
			: n->kind == NODE_EACH   ? fill_each(w, n, values)
						 : fill_if(w, n, values);

		if (!done)
			return false;
	}
	return true;
}

char *template_fill(const struct template *t, const struct slots *values, GError **error)
{
	g_autoptr(GString) out = g_string_new(NULL);
	struct writer w = {.t = t, .out = out, .error = error};

	if (!fill_nodes(&w, t->top->nodes, values))
		return NULL;
	return g_strdup(out->str);
}
