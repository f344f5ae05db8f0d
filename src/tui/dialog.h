/* Small views over others: a question, a line of text, a choice, a text to read, progress. */
#ifndef TUI_DIALOG_H
#define TUI_DIALOG_H

#include "tui/view.h"

/* Each calls done once and closes; text is NULL and chosen -1 where it was left by Esc. */
typedef void (*dialog_done)(const char *text, int chosen, void *ctx);

/* Enter alone does not answer a question that changes facts: F10 (or the digit) does. */
void dialog_confirm(struct tui *tui, const char *title, const char *text, const char *yes,
	dialog_done done, void *ctx);
void dialog_line(struct tui *tui, const char *title, const char *label, const char *initial,
	bool secret, dialog_done done, void *ctx);

/* A choice filtered while typing by key, label or pinyin initials.  filter returns
 * struct dialog_choice * (array frees them); chosen is the index given in it. */
struct dialog_choice {
	char *key;
	char *label;
	char *extra;
	int index;
};
struct dialog_choice *dialog_choice_new(
	const char *key, const char *label, const char *extra, int index);
void dialog_choice_free(struct dialog_choice *c);
typedef GPtrArray *(*dialog_filter)(const char *typed, void *ctx);
void dialog_pick(struct tui *tui, const char *title, const char *typed, dialog_filter filter,
	dialog_done done, void *ctx); /* text: the key picked */

/* A text to read: scrolls, wraps by columns; screen gets its commands (print ...). */
struct view *dialog_text(struct tui *tui, const char *title, const char *text);
void dialog_text_commands(struct view *v, guint32 screen,
	enum reply (*command)(struct view *v, int command, void *ctx), void *ctx,
	GDestroyNotify free_ctx);

/* Long work in steps: work does a slice (some 50 ms) and returns how far it is; painted between
 * slices; Esc cancels.  done gets cancelled (and error, owned by it, or NULL). */
struct dialog_work {
	bool (*slice)(void *ctx, double *fraction, char **line, GError **error); /* true: more */
	void (*done)(bool cancelled, GError *error, void *ctx);
	void *ctx;
};
void dialog_progress(struct tui *tui, const char *title, const struct dialog_work *work);

#endif
