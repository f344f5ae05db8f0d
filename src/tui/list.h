/* The list: the screen supplies columns and rows, never drawing.  Rows come by keyset in windows,
 * so a million rows scroll in constant memory; sorting and filtering are the source's. */
#ifndef TUI_LIST_H
#define TUI_LIST_H

#include "tui/view.h"

struct list_column {
	const char *title; /* N_() */
	int width;         /* columns; the widths of flexible ones are their least */
	int weight;        /* share of what is left; 0: fixed */
	bool right;
	int wide_only; /* shown only where the window has at least so many columns; 0: always */
};

#define LIST_CELLS 12
struct list_row {
	gint64 id;
	char *sort;                        /* key of the source's order; with id it is unique */
	char *cells[LIST_CELLS];           /* owned */
	enum style style;                  /* of the whole row */
	enum style cell_style[LIST_CELLS]; /* where not STYLE_NORMAL */
	bool heading;                      /* a caption between rows; the cursor skips it */
	void *data;                        /* the screen's own, not freed */
};
struct list_row *list_row_new(gint64 id);
void list_row_free(struct list_row *row);
void list_row_set(struct list_row *row, int cell, const char *text); /* copies */

struct list_source {
	const struct list_column *columns;
	int n_columns;
	/* Up to n rows after (or before: nearest first) the anchor; from the start (end) for NULL.
	 * Appends struct list_row * to rows. A failure must never look like an empty list. */
	bool (*page)(void *ctx, const struct list_row *anchor, bool before, int n, GPtrArray *rows,
		GError **error);
	/* How many in all, for the title; -1: not known. NULL allowed. */
	gint64 (*count)(void *ctx);
	/* What was typed to search changed; results appear while typing. NULL: no search line. */
	void (*search)(void *ctx, const char *text);
	/* Enter on a row; without a search line also the digit before it (headings have none). */
	enum reply (*open)(void *ctx, const struct list_row *row);
	/* Any other command of the screen; row may be NULL. */
	enum reply (*command)(void *ctx, int command, const struct list_row *row);
	/* The detail pane beside the list on wide windows: lines of text, owned by the caller. */
	char *(*detail)(void *ctx, const struct list_row *row);
	const char *(*hint)(void *ctx, const struct list_row *row);
	/* Body text above the list (a case's head): lines separated by \n, owned by the caller. */
	char *(*head)(void *ctx, int columns);
	const char *empty; /* sentence where there are no rows */
	void (*destroy)(void *ctx);
	void *ctx;
};

/* A list view; the source is copied. name, screen: see view.h. title is copied. */
struct view *list_new(
	const char *name, guint32 screen, const char *title, const struct list_source *source);
/* The row under the cursor, or NULL. */
const struct list_row *list_current(struct view *list);
void list_set_title(struct view *list, const char *title);
void list_refresh(struct view *list); /* reads again, the cursor stays on its row */
void list_select(struct view *list, gint64 id);
/* Moves the cursor by rows; false where there is nothing further. */
bool list_move(struct view *list, int by);
void *list_ctx(struct view *list);
/* Where the search line shall begin with a text. */
void list_search(struct view *list, const char *text);

#endif
