/* A rectangle of cells to draw on.  Clips by columns; never lets a wide character straddle an edge;
 * repaints whole fields.  Text from data is cleaned here, so no screen can forget it. */
#ifndef TUI_CANVAS_H
#define TUI_CANVAS_H

#include <stdbool.h>

enum style {
	STYLE_NORMAL,
	STYLE_TITLE,   /* title line */
	STYLE_BAR_KEY, /* key in the function bar */
	STYLE_BAR_TEXT,
	STYLE_HEAD, /* column heads, block heads */
	STYLE_SELECTED,
	STYLE_FIELD, /* value of a field that can be keyed */
	STYLE_FOCUS, /* the field being keyed */
	STYLE_PROTECTED,
	STYLE_CARRIED,
	STYLE_DIM,
	STYLE_GOOD,
	STYLE_WARN,  /* near its deadline, soft check */
	STYLE_ERROR, /* overdue, hard check */
	STYLE_COUNT_
};

struct canvas;

int canvas_columns(const struct canvas *c);
int canvas_rows(const struct canvas *c);
/* Part of a canvas; good while drawing. Cut to what there is. */
struct canvas *canvas_part(struct canvas *c, int row, int col, int rows, int cols);

/* Draws text in exactly width columns (cut with '>' or padded); width 0: as much as fits. */
void canvas_text(struct canvas *c, int row, int col, int width, enum style s, const char *text);
void canvas_text_right(
	struct canvas *c, int row, int col, int width, enum style s, const char *text);
void canvas_fill(struct canvas *c, int row, int col, int width, enum style s);
/* Horizontal rule, drawn in ASCII or line-drawing cells of the terminal. */
void canvas_rule(struct canvas *c, int row, const char *title);
/* Frame around a popup, with its title. */
void canvas_frame(struct canvas *c, const char *title);
/* Where the hardware cursor shall stand when the screen is painted (input methods open there). */
void canvas_cursor(struct canvas *c, int row, int col);

#endif
