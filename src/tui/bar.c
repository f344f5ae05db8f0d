#include "tui/bar.h"
#include <glib.h>

#define AROUND 7 /* columns beside the signs: "[" "] 100%" */

/* 100 % is said when all is done, and not a moment before. */
static int percent_of(double fraction)
{
	return fraction >= 1.0 ? 100 : (int)(fraction * 100);
}

char *bar_text(double fraction, int columns)
{
	int room = MAX(columns - AROUND, 1);
	fraction = CLAMP(fraction, 0.0, 1.0);
	int done = fraction >= 1.0 ? room : MIN((int)(fraction * room + 0.5), room - 1);
	GString *bar = g_string_new("[");
	for (int i = 0; i < room; i++)
		g_string_append_c(bar, i < done ? '#' : ' ');
	g_string_append_printf(bar, "] %3d%%", percent_of(fraction));
	return g_string_free(bar, FALSE);
}
