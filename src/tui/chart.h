/* Bars beside each other's numbers, to be looked at: months, villages, programmes. */
#ifndef TUI_CHART_H
#define TUI_CHART_H

#include "tui/view.h"

struct chart_bar {
	char *label, *text; /* text: the number as it is written */
	gint64 value;       /* below 0: no bar */
};
struct chart_bar *chart_bar_new(const char *label, const char *text, gint64 value);
void chart_bar_free(struct chart_bar *bar);

/* A view of bars: the longest is as wide as there is room.  Takes bars (struct chart_bar *, freed
 * by the array) over; title is copied. */
struct view *chart_new(guint32 screen, const char *title, GPtrArray *bars,
	enum reply (*command)(struct view *v, int command, void *ctx), void *ctx);
/* Columns of a bar of value where most takes so many; at least one where there is any. */
int chart_columns(gint64 value, gint64 most, int columns);

#endif
