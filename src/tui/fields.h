/* Heads-down entry: a scrolling column of fields with the movement of the entry kit (features.md
 * 3).
 *
 * The widget knows lines, not households: the screen tells it what stands where.  Enter and Down go
 * on, Up goes to the field actually visited before, Tab to the next block, Enter never submits; a
 * full field of fixed length goes on by itself; a hard objection holds the cursor, a soft one is
 * accepted by F2 with a reason.
 */
#ifndef TUI_FIELDS_H
#define TUI_FIELDS_H

#include "tui/view.h"

enum line_kind { LINE_BLOCK, LINE_ROW, LINE_FIELD, LINE_TEXT };

struct field_line {
	enum line_kind kind;
	const char *label;
	const char *value;  /* as shown and edited */
	const char *suffix; /* label of a code, "元", an age; shown dim behind */
	const char *mark;   /* "※" notes, "?" unknown: shown before the label */
	int width;          /* columns of the value */
	int length;         /* auto-advance when so many characters are there; 0 never */
	bool ascii, secret;
	bool protected_;
	bool carried;
	bool wrong; /* has an objection that still stands */
};

struct fields_ops {
	int (*count)(void *ctx);
	/* Fills *line for line i; strings good until the next call. */
	void (*line)(void *ctx, int i, struct field_line *line);
	/* Leaves line i with the text typed.  NULL: fine; else an owned sentence; *soft where F2
	 * may accept it.  The number of lines may change. */
	char *(*leave)(void *ctx, int i, const char *typed, bool *soft);
	/* Called after each leave that was fine: the draft is saved here. Owned sentence on
	 * failure. */
	char *(*save)(void *ctx, int cursor);
	/* A command of the screen with the line the cursor is on (F5 codes, F3 add row ...). The
	 * text being typed is given; the screen may replace it with fields_set_text. */
	enum reply (*command)(void *ctx, int command, int i, const char *typed);
	/* A special key typed as the only text of a field: '+' skip, '/' end of roster, both as in
	 * the entry kit. Returns the line to go to, or -1 where it means nothing here. */
	int (*jump)(void *ctx, int i, int ch);
	const char *(*hint)(void *ctx, int i);
	void (*destroy)(void *ctx);
	void *ctx;
};

struct view *fields_new(const char *name, guint32 screen, const char *title,
	const struct fields_ops *ops, int cursor);
void *fields_ctx(struct view *v);
int fields_cursor(const struct view *v);
void fields_go(struct view *v, int line);               /* and edit there */
void fields_set_text(struct view *v, const char *text); /* of the field under the cursor */
/* Leaves the field under the cursor as Enter would; false where an objection holds it. */
bool fields_leave(struct view *v);
/* Goes on to the next field, as Enter does. */
void fields_next(struct view *v);
/* Shows an objection on a line, as if it had been left wrongly. Takes sentence. */
void fields_object(struct view *v, int line, char *sentence, bool soft);
/* The objection on show, or NULL: F2 and F8 ask for it. */
const char *fields_objection(const struct view *v, bool *soft);
void fields_clear_objection(struct view *v, bool go_on);

#endif
