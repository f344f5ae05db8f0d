/* The page that is being written: where the next line goes, and a new page where it does not fit.
 * Private to the files pdf*. */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdbool.h>
#include "base/auto.h"

/* A4 in points. */
#define PAGE_WIDTH 595.28
#define PAGE_HEIGHT 841.89
#define PAGE_MARGIN 50.0
#define PAGE_INNER (PAGE_WIDTH - 2 * PAGE_MARGIN)

struct page {
	cairo_surface_t *surface;
	cairo_t *cr;
	PangoLayout *layout;
	char *head, *foot; /* on every page; NULL: none */
	double y;          /* of the next line */
	int number;
};

struct page *page_new(const char *path, GError **error);
/* The last page goes out; false with error where the file could not be written. */
bool page_end(struct page *p, const char *path, GError **error);
void page_free(struct page *p);
JZ_DEFINE_AUTOPTR(page, page_free)

/* Begins a new one where less than that is left. */
void page_need(struct page *p, double height);
void page_turn(struct page *p);
/* The font for what follows, and how wide a line may be (0: one line, however long). */
void page_font(struct page *p, double points, bool bold, double width);
double page_height_of(struct page *p, const char *text);
double page_width_of(struct page *p, const char *text);
/* At a place of the page; right: up to x. */
void page_put(struct page *p, double x, double y, const char *text);
/* A paragraph over the whole width, from the next line on; goes on on further pages. */
void page_paragraph(struct page *p, const char *text, double points, bool bold, bool centred);
/* A grey bar, its corner at x and y. */
void page_bar(struct page *p, double x, double y, double width, double height);
void page_line(struct page *p, double x1, double y1, double x2, double y2);

#endif
