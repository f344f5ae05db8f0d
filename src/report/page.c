#include "report/page.h"

#include "base/error.h"
#include "base/i18n.h"

#define FAMILY "WenQuanYi Micro Hei, Noto Sans CJK SC, WenQuanYi Zen Hei, sans"
#define BOTTOM (PAGE_HEIGHT - PAGE_MARGIN)

static const double small = 8, thin = 0.5, grey = 0.6;

/* Without a Chinese font a page would be full of boxes: better no page. */
static bool has_chinese(struct page *p, GError **error)
{
	page_font(p, small, false, 0);
	pango_layout_set_text(p->layout, "救助供养绩效荫盂", -1);
	return pango_layout_get_unknown_glyphs_count(p->layout) == 0 ||
		jz_fail(error, JZ_ERROR_BAD,
			_("no font with Chinese characters was found; install the package "
			  "fonts-wqy-microhei"));
}

struct page *page_new(const char *path, GError **error)
{
	g_autoptr(page) p = g_new0(struct page, 1);
	p->surface = cairo_pdf_surface_create(path, PAGE_WIDTH, PAGE_HEIGHT);
	p->cr = cairo_create(p->surface);
	p->layout = pango_cairo_create_layout(p->cr);
	p->y = PAGE_MARGIN;
	p->number = 1;
	return has_chinese(p, error) ? g_steal_pointer(&p) : NULL;
}

void page_free(struct page *p)
{
	if (!p)
		return;
	g_object_unref(p->layout);
	cairo_destroy(p->cr);
	cairo_surface_destroy(p->surface);
	g_free(p->head);
	g_free(p->foot);
	g_free(p);
}

void page_font(struct page *p, double points, bool bold, double width)
{
	PangoFontDescription *font = pango_font_description_from_string(FAMILY);
	pango_font_description_set_absolute_size(font, points * PANGO_SCALE);
	pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_layout_set_font_description(p->layout, font);
	pango_font_description_free(font);
	pango_layout_set_width(p->layout, width > 0 ? (int)(width * PANGO_SCALE) : -1);
	pango_layout_set_wrap(p->layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_alignment(p->layout, PANGO_ALIGN_LEFT);
}

double page_height_of(struct page *p, const char *text)
{
	int height = 0;
	pango_layout_set_text(p->layout, text, -1);
	pango_layout_get_size(p->layout, NULL, &height);
	return (double)height / PANGO_SCALE;
}

double page_width_of(struct page *p, const char *text)
{
	int width = 0;
	pango_layout_set_text(p->layout, text, -1);
	pango_layout_get_size(p->layout, &width, NULL);
	return (double)width / PANGO_SCALE;
}

void page_put(struct page *p, double x, double y, const char *text)
{
	pango_layout_set_text(p->layout, text, -1);
	cairo_move_to(p->cr, x, y);
	pango_cairo_show_layout(p->cr, p->layout);
}

void page_line(struct page *p, double x1, double y1, double x2, double y2)
{
	cairo_set_line_width(p->cr, thin);
	cairo_move_to(p->cr, x1, y1);
	cairo_line_to(p->cr, x2, y2);
	cairo_stroke(p->cr);
}

void page_bar(struct page *p, double x, double y, double width, double height)
{
	cairo_save(p->cr);
	cairo_set_source_rgb(p->cr, grey, grey, grey);
	cairo_rectangle(p->cr, x, y, width, height);
	cairo_fill(p->cr);
	cairo_restore(p->cr);
}

/* --- pages ------------------------------------------------------------------------------------
 */

static void end_page(struct page *p)
{
	g_autofree char *number = g_strdup_printf("- %d -", p->number);
	page_font(p, small, false, 0);
	page_put(p, (PAGE_WIDTH - page_width_of(p, number)) / 2, BOTTOM + 2 * small, number);
	if (p->head)
		page_put(p, PAGE_WIDTH - PAGE_MARGIN - page_width_of(p, p->head),
			PAGE_MARGIN - 2.5 * small, p->head);
	if (p->foot)
		page_put(p, PAGE_MARGIN, BOTTOM + 2 * small, p->foot);
	cairo_show_page(p->cr);
}

void page_turn(struct page *p)
{
	end_page(p);
	p->number++;
	p->y = PAGE_MARGIN;
}

void page_need(struct page *p, double height)
{
	if (p->y + height > BOTTOM && p->y > PAGE_MARGIN)
		page_turn(p);
}

bool page_end(struct page *p, const char *path, GError **error)
{
	end_page(p);
	cairo_surface_finish(p->surface);
	cairo_status_t status = cairo_surface_status(p->surface);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_status(p->cr);
	return status == CAIRO_STATUS_SUCCESS ||
		jz_fail(error, JZ_ERROR_BAD, _("%s could not be written out: %s"), path,
			cairo_status_to_string(status));
}

/* Line by line, so that a long paragraph goes over pages. */
static void put_lines(struct page *p, bool centred)
{
	PangoLayoutIter *iter = pango_layout_get_iter(p->layout);
	do {
		PangoRectangle r;
		PangoLayoutLine *line = pango_layout_iter_get_line_readonly(iter);
		pango_layout_line_get_extents(line, NULL, &r);
		double height = (double)r.height / PANGO_SCALE * 1.35;
		double width = (double)r.width / PANGO_SCALE;
		if (p->y + height > BOTTOM) {
			/* The layout of the page number is another one. */
			PangoLayout *kept = p->layout;
			p->layout = pango_cairo_create_layout(p->cr);
			page_turn(p);
			g_object_unref(p->layout);
			p->layout = kept;
		}
		double indent = line->is_paragraph_start
			? (double)pango_layout_get_indent(p->layout) / PANGO_SCALE
			: 0;
		double x = centred ? (PAGE_INNER - width) / 2 : indent;
		cairo_move_to(p->cr, PAGE_MARGIN + x, p->y - (double)r.y / PANGO_SCALE);
		pango_cairo_show_layout_line(p->cr, line);
		p->y += height;
	} while (pango_layout_iter_next_line(iter));
	pango_layout_iter_free(iter);
}

void page_paragraph(struct page *p, const char *text, double points, bool bold, bool centred)
{
	page_font(p, points, bold, PAGE_INNER);
	/* Two characters, as Chinese paragraphs begin. */
	pango_layout_set_indent(p->layout, bold ? 0 : (int)(2 * points * PANGO_SCALE));
	pango_layout_set_text(p->layout, text, -1);
	put_lines(p, centred);
	pango_layout_set_indent(p->layout, 0);
}
