#include "report/pdf.h"

#include <string.h>
#include <unistd.h>
#include "base/error.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"
#include "report/bars.h"
#include "report/page.h"

static const double title_points = 17, head_points = 12.5, text_points = 10.5, cell_points = 8,
		    pad = 2.5, least_words = 60;

/* --- tables -----------------------------------------------------------------------------------
 */

struct table {
	const struct book_table *t;
	double width[BOOK_COLUMNS];
	bool stiff[BOOK_COLUMNS]; /* needs what it needs: numbers, short words */
};

static char *heading_of(const struct book_column *c)
{
	return c->unit ? g_strdup_printf("%s\n(%s)", c->label, c->unit) : g_strdup(c->label);
}

/* A caption runs over the row. */
static bool is_caption(const struct book_table *t, const struct book_row *r)
{
	return r->sum && t->columns->len > 1 && !*r->cells[1].text;
}

static double natural_width(struct page *p, const struct book_table *t, guint i)
{
	g_autofree char *heading = heading_of(g_ptr_array_index(t->columns, i));
	page_font(p, cell_points, true, 0);
	double width = page_width_of(p, heading);
	page_font(p, cell_points, false, 0);
	for (guint k = 0; k < t->rows->len; k++) {
		const struct book_row *r = g_ptr_array_index(t->rows, k);
		if (!is_caption(t, r))
			width = MAX(width, page_width_of(p, r->cells[i].text));
	}
	return width + 2 * pad + 1;
}

/* Numbers get what they need; words share what is left. */
static void find_widths(struct page *p, struct table *s)
{
	double fixed = 0, flexible = 0;
	for (guint i = 0; i < s->t->columns->len; i++) {
		const struct book_column *c = g_ptr_array_index(s->t->columns, i);
		s->width[i] = natural_width(p, s->t, i);
		s->stiff[i] = c->right || s->width[i] < least_words;
		*(s->stiff[i] ? &fixed : &flexible) += s->width[i];
	}
	double left = MAX(PAGE_INNER - fixed, least_words);
	for (guint i = 0; flexible > 0 && i < s->t->columns->len; i++) {
		double share = left * s->width[i] / flexible;
		if (!s->stiff[i] && flexible > left)
			s->width[i] = share;
		else if (!s->stiff[i] && s->t->columns->len > 2)
			s->width[i] = MIN(share, s->width[i] * 2);
	}
}

static double height_of(struct page *p, const struct table *s, char *const *texts, bool bold)
{
	double height = 0;
	for (guint i = 0; i < s->t->columns->len; i++) {
		page_font(p, cell_points, bold, s->width[i] - 2 * pad);
		height = MAX(height, page_height_of(p, texts[i]));
	}
	return height + 2 * pad;
}

static double whole_width(const struct table *s)
{
	double width = 0;
	for (guint i = 0; i < s->t->columns->len; i++)
		width += s->width[i];
	return width;
}

static void put_cells(
	struct page *p, const struct table *s, char *const *texts, bool bold, bool head)
{
	double x = PAGE_MARGIN, height = height_of(p, s, texts, bold);
	page_line(p, x, p->y, x + whole_width(s), p->y);
	for (guint i = 0; i < s->t->columns->len; i++) {
		const struct book_column *c = g_ptr_array_index(s->t->columns, i);
		page_font(p, cell_points, bold, s->width[i] - 2 * pad);
		if (head)
			pango_layout_set_alignment(p->layout, PANGO_ALIGN_CENTER);
		else if (c->right)
			pango_layout_set_alignment(p->layout, PANGO_ALIGN_RIGHT);
		page_put(p, x + pad, p->y + pad, texts[i]);
		page_line(p, x, p->y, x, p->y + height);
		x += s->width[i];
	}
	page_line(p, x, p->y, x, p->y + height);
	p->y += height;
	page_line(p, PAGE_MARGIN, p->y, x, p->y);
}

static void put_caption(struct page *p, const struct table *s, const char *text)
{
	double width = whole_width(s);
	page_font(p, cell_points, true, width - 2 * pad);
	double height = page_height_of(p, text) + 2 * pad;
	page_put(p, PAGE_MARGIN + pad, p->y + pad, text);
	page_line(p, PAGE_MARGIN, p->y, PAGE_MARGIN, p->y + height);
	page_line(p, PAGE_MARGIN + width, p->y, PAGE_MARGIN + width, p->y + height);
	p->y += height;
	page_line(p, PAGE_MARGIN, p->y, PAGE_MARGIN + width, p->y);
}

static void put_head(struct page *p, const struct table *s)
{
	g_autoptr(GPtrArray) heads = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < s->t->columns->len; i++)
		g_ptr_array_add(heads, heading_of(g_ptr_array_index(s->t->columns, i)));
	put_cells(p, s, (char *const *)heads->pdata, true, true);
}

static void put_row(struct page *p, const struct table *s, const struct book_row *r)
{
	char *texts[BOOK_COLUMNS];
	int before = p->number;
	for (guint i = 0; i < s->t->columns->len; i++)
		texts[i] = r->cells[i].text;
	page_need(p, is_caption(s->t, r) ? 5 * cell_points : height_of(p, s, texts, r->sum));
	if (p->number != before)
		put_head(p, s);
	if (is_caption(s->t, r))
		put_caption(p, s, r->cells[0].text);
	else
		put_cells(p, s, texts, r->sum, false);
}

static void put_table(struct page *p, const struct book_table *t)
{
	struct table s = {.t = t};
	find_widths(p, &s);
	page_need(p, 8 * cell_points);
	put_head(p, &s);
	for (guint k = 0; k < t->rows->len; k++)
		put_row(p, &s, g_ptr_array_index(t->rows, k));
	p->y += text_points;
}

/* --- a report ---------------------------------------------------------------------------------
 */

static void put_part(struct page *p, const struct book_part *part, const char **heading)
{
	switch (part->kind) {
	case BOOK_HEADING:
		*heading = part->text;
		/* A heading does not stand alone at the end of a page. */
		page_need(p, 6 * head_points);
		p->y += head_points / 2;
		page_paragraph(p, part->text, head_points, true, false);
		p->y += head_points / 3;
		return;
	case BOOK_PARAGRAPH:
		page_paragraph(p, part->text, text_points, false, false);
		p->y += text_points / 3;
		return;
	case BOOK_TABLE:
		put_table(p, part->table);
		bars_put(p, part->table, *heading);
	}
}

static bool write_book(const struct book *b, const char *path, GError **error)
{
	g_autoptr(page) p = page_new(path, error);
	if (!p)
		return false;
	const char *heading = b->title;
	g_autofree char *line = g_strdup_printf("%s    %s    %s", b->office, b->period, b->made_on);
	p->head = g_strdup(b->practice ? _("Practice: invented people") : NULL);
	p->foot = g_strdup(b->title);
	page_paragraph(p, b->title, title_points, true, true);
	p->y += title_points / 3;
	page_paragraph(p, line, text_points, true, true);
	p->y += text_points;
	for (guint i = 0; i < b->parts->len; i++)
		put_part(p, g_ptr_array_index(b->parts, i), &heading);
	if (b->note)
		page_paragraph(p, b->note, cell_points, false, false);
	return page_end(p, path, error);
}

/* --- a text in columns ------------------------------------------------------------------------
 */

enum { TEXT_COLUMNS = 84 };

/* Each character in its column, as on the screen: the columns of a form stay under each other. */
static void put_text_line(struct page *p, const char *line, double column)
{
	int at = 0;
	for (const char *c = line; *c; c = g_utf8_next_char(c)) {
		char one[8] = "";
		gunichar u = g_utf8_get_char(c);
		int width = text_char_columns(u);
		one[g_unichar_to_utf8(u, one)] = '\0';
		if (u > ' ')
			page_put(p, PAGE_MARGIN + at * column, p->y, one);
		at += MAX(width, 0);
	}
}

static bool write_lines(const char *text, const char *path, GError **error)
{
	double column = PAGE_INNER / TEXT_COLUMNS, points = 2 * column, height = points * 1.32;
	g_autoptr(page) p = page_new(path, error);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	if (!p)
		return false;
	for (char **l = lines; *l; l++) {
		char *line = *l;
		if (*line == '\f') {
			page_turn(p);
			line++;
		}
		if (!*line && !l[1])
			break;
		page_need(p, height);
		page_font(p, points, false, 0);
		put_text_line(p, line, column);
		p->y += height;
	}
	return page_end(p, path, error);
}

/* --- files ------------------------------------------------------------------------------------
 */

struct job {
	const struct book *b; /* or */
	const char *text;
};

static bool write_file(const struct job *job, const char *path, GError **error)
{
	int fd = -1;
	g_autofree char *temporary = file_beside(path, &fd, error);
	if (!temporary)
		return false;
	close(fd);
	if (job->b ? write_book(job->b, temporary, error)
		   : write_lines(job->text, temporary, error))
		return file_publish(temporary, path, true, error);
	unlink(temporary);
	return false;
}

bool pdf_write(const struct book *b, const char *path, GError **error)
{
	const struct job job = {.b = b};
	return write_file(&job, path, error);
}

bool pdf_write_text(const char *text, const char *path, GError **error)
{
	const struct job job = {.text = text};
	return write_file(&job, path, error);
}
