/* The stack of views, for the files of this room only. */
#ifndef TUI_STACK_H
#define TUI_STACK_H

#include "tui/input.h"
#include "tui/surface.h"
#include "tui/view.h"

struct layer {
	struct view *view;
	bool stale;      /* to be reloaded when it is on top */
	char *objection; /* stays in the message line until it is taken away */
	bool soft;
};

struct tui {
	struct tui_options options;
	struct surface surface;
	struct input input;
	GPtrArray *layers; /* struct layer *, the last is on top */
	GPtrArray *closed; /* struct layer *, off the stack but not yet destroyed */
	char *note;
	enum note_kind note_kind;
	bool quit, gone, dirty;
	gint64 painted;       /* when, by the monotonic clock */
	gint64 partial;       /* since when the beginning of a key waits; 0: none does */
	struct view *working; /* wants its idle() as often as possible while on top */
	unsigned asked, answers; /* barriers of a test */
};

struct layer *stack_top(const struct tui *tui);
struct layer *stack_find(const struct tui *tui, const struct view *view);
/* Shows (or, with NULL, takes away) an objection while the view is on top. Beeps.  False where the
 * view is not on the stack yet. */
bool stack_object(struct view *view, const char *sentence, bool soft);
/* The view works: its idle() is called as often as keys allow. */
void stack_work(struct view *view);
bool stack_too_small(const struct tui *tui);
/* Draws everything: title line, body, popups, message line, function bar. */
void chrome_draw(struct tui *tui, struct canvas *c);

#endif
