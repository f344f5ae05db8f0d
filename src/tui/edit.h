/* The line editor: a pure function of text, cursor and key; drawing is apart. */
#ifndef TUI_EDIT_H
#define TUI_EDIT_H

#include "tui/canvas.h"
#include "tui/key.h"

struct edit {
	GString *text;
	gsize cursor; /* byte offset, always between grapheme clusters */
	gsize scroll; /* byte offset of the first cluster shown */
	int max;      /* clusters at most; 0: no limit */
	bool fresh;   /* the first character typed replaces the old value */
	bool secret;  /* a password: shown as stars */
	bool ascii;   /* digits and letters only: full-width twins are folded, the rest refused */
};

void edit_init(struct edit *e, const char *text);
void edit_clear(struct edit *e); /* frees */
void edit_set(struct edit *e, const char *text);
/* True where the key belonged to the editor (characters, BackSpace, Delete, Left, Right, Home, End,
 * Ctrl-U, Ctrl-W, paste) and was taken: a paste of many pages is refused whole. */
bool edit_key(struct edit *e, const struct key *k);
/* Draws into width columns and sets the cursor where focus is true; scrolls by whole clusters. */
void edit_draw(struct edit *e, struct canvas *c, int row, int col, int width, bool focus);

#endif
