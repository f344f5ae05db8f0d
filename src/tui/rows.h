/* A window of rows over a source that pages by keyset: a million rows in constant memory.  Knows no
 * screen; height is how many rows are shown at once. */
#ifndef TUI_ROWS_H
#define TUI_ROWS_H

#include "tui/list.h"

struct rows {
	const struct list_source *source;
	GPtrArray *list;       /* struct list_row *, a run without gaps */
	int top;               /* first row shown */
	int cursor;            /* -1: no row can be chosen */
	bool at_start, at_end; /* of the source */
	char *error;           /* the source failed: shown instead of rows */
};

void rows_init(struct rows *r, const struct list_source *source);
void rows_clear(struct rows *r);
const struct list_row *rows_current(const struct rows *r);

/* Reads from the start (end) and stands on the first (last) row. */
void rows_first(struct rows *r, int height);
void rows_last(struct rows *r, int height);
/* Moves by rows; captions do not count.  False where there is nothing further. */
bool rows_move(struct rows *r, int by, int height);
/* Moves by screens, the cursor stays on its line of the screen where it can. */
void rows_page(struct rows *r, int direction, int height);
/* Reads again what is shown; the cursor stays on its row. */
void rows_reload(struct rows *r, int height);
/* Looks for a row from the start on; false where it is not among the first thousands. */
bool rows_find(struct rows *r, gint64 id, int height);
/* Reads and scrolls until the cursor is shown and the screen is full. */
void rows_show(struct rows *r, int height);

/* Widths of columns within a room, one blank between them; 0 for one that is not shown. window is
 * the width of the whole window. */
void rows_layout(const struct list_column *columns, int n, int window, int room, int *widths);

#endif
