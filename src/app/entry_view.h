/* A form of forms/entry on the screen: the glue between form/entry and tui/fields.
 *
 * Saves a draft at every field exit; resumes at the field.  F2 accepts a soft check with a reason,
 * F3 F4 rows, F5 codes, F6 blocks, F7 Ctrl-D ditto, F9 notes, F10 finish.
 */
#ifndef APP_ENTRY_VIEW_H
#define APP_ENTRY_VIEW_H

#include "app/session.h"
#include "form/entry.h"

struct entry_view_options {
	const char *form;    /* key of the form */
	const char *subject; /* of the draft: a case's id, or "new" */
	const char *title;
	row_id casefile;   /* 0: none yet */
	row_id parent;     /* of a register's row: the row it belongs to */
	const char *state; /* of the case, for conditions; NULL: none */
	/* Fills the fresh entry (not called when a draft is resumed). NULL allowed. */
	bool (*fill)(struct app *app, struct entry *e, void *ctx, GError **error);
	/* F10 with nothing wrong: what it comes to, as a question that F10 answers and Esc leaves
	 * with the form as it was.  Owned by the caller; NULL: nothing to ask, or *error. NULL
	 * allowed. */
	char *(*ask)(struct app *app, struct entry *e, void *ctx, GError **error);
	/* F10 with nothing wrong: saves in one change (and drops the draft). The view closes where
	 * it returns true. next: F12 was pressed. */
	bool (*finish)(struct app *app, struct entry *e, bool next, void *ctx, GError **error);
	/* After closing by finish: where to go on. NULL allowed. */
	void (*done)(struct app *app, bool next, void *ctx);
	const char *block; /* block to begin at, or NULL */
	void *ctx;
	GDestroyNotify free_ctx;
};
void entry_view_open(struct app *app, const struct entry_view_options *options);

#endif
