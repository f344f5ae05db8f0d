/* What a canvas is drawn on: the terminal, or a grid in memory. */
#ifndef TUI_SURFACE_H
#define TUI_SURFACE_H

#include <glib.h>
#include "tui/canvas.h"

struct surface {
	int rows, columns;
	/* text is clean and has exactly so many columns, all of them on the surface. */
	void (*put)(struct surface *s, int row, int column, const char *text, enum style style);
	int cursor_row, cursor_column; /* -1: nobody asked for it */
	GPtrArray *parts;              /* canvases handed out since surface_begin() */
	GString *scratch;
};

/* The canvas of the whole surface; canvases of the painting before are gone. */
struct canvas *surface_begin(struct surface *s);
void surface_clear(struct surface *s);

#endif
