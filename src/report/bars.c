#include "report/bars.h"

#include "report/page.h"

enum { MOST = 60 };

static const double points = 8, title_points = 10.5, line = 13, thick = 8, gap = 5;
/* What a long label may take; it is cut after that. */
static const double most_label = PAGE_INNER / 3;

guint bars_count(const struct book_table *t)
{
	guint n = t->rows->len;
	if (t->chart < 0 || !n)
		return 0;
	const struct book_row *last = g_ptr_array_index(t->rows, n - 1);
	n -= last->sum ? 1 : 0;
	return n <= MOST ? n : 0;
}

char *bars_title(const struct book_table *t, const char *heading)
{
	const struct book_column *c = g_ptr_array_index(t->columns, t->chart);
	return c->unit ? g_strdup_printf("%s %s(%s)", heading, c->label, c->unit)
		       : g_strdup_printf("%s %s", heading, c->label);
}

/* Labels to the left, numbers to the right, and between them what the longest bar may take. */
struct bars {
	const struct book_table *t;
	guint n;
	double label, number, room, most;
};

static void measure(struct page *p, struct bars *b)
{
	page_font(p, points, false, 0);
	for (guint i = 0; i < b->n; i++) {
		const struct book_row *r = g_ptr_array_index(b->t->rows, i);
		const struct book_cell *c = &r->cells[b->t->chart];
		b->label = MAX(b->label, page_width_of(p, r->cells[0].text));
		b->number = MAX(b->number, page_width_of(p, c->text));
		b->most = MAX(b->most, c->number);
	}
	b->label = MIN(b->label, most_label);
	b->room = PAGE_INNER - b->label - b->number - 2 * gap;
}

static void put_bar(struct page *p, const struct bars *b, const struct book_row *r)
{
	const struct book_cell *c = &r->cells[b->t->chart];
	double x = PAGE_MARGIN + b->label + gap;
	double width = b->most > 0 && c->number > 0 ? b->room * c->number / b->most : 0;
	page_font(p, points, false, b->label + 1);
	pango_layout_set_ellipsize(p->layout, PANGO_ELLIPSIZE_END);
	page_put(p, PAGE_MARGIN, p->y, r->cells[0].text);
	pango_layout_set_ellipsize(p->layout, PANGO_ELLIPSIZE_NONE);
	page_bar(p, x, p->y + 2, width, thick);
	page_font(p, points, false, 0);
	page_put(p, x + width + gap, p->y, c->text);
	p->y += line;
}

void bars_put(struct page *p, const struct book_table *t, const char *heading)
{
	struct bars b = {.t = t, .n = bars_count(t)};
	if (!b.n)
		return;
	g_autofree char *title = bars_title(t, heading);
	page_need(p, MIN(b.n, MOST / 2) * line + 2 * title_points);
	page_paragraph(p, title, title_points, true, false);
	measure(p, &b);
	for (guint i = 0; i < b.n; i++) {
		page_need(p, line);
		put_bar(p, &b, g_ptr_array_index(t->rows, i));
	}
	p->y += title_points;
}
