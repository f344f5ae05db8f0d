/* Views on a stack, one event loop, one table of commands.
 *
 * A view draws itself from its state into the body it is given and answers keys by saying what it
 * needs; it never reads the keyboard and never refreshes.  Prompts, pickers and messages are views,
 * too.  The loop draws the title line, the message line and the function bar.
 */
#ifndef TUI_VIEW_H
#define TUI_VIEW_H

#include <stdbool.h>
#include <glib.h>
#include "tui/canvas.h"
#include "tui/key.h"

struct tui;
struct view;

enum reply {
	REPLY_IGNORED, /* not mine: the view below is not asked, the key beeps */
	REPLY_DONE,    /* handled; repaint */
	REPLY_CLOSE,   /* take me off the stack and free me */
};

struct view_ops {
	const char *name; /* for tests and help: "home" */
	void (*draw)(struct view *v, struct canvas *body);
	/* A command of the table that is valid on this screen; REPLY_IGNORED passes the key to
	 * key(). */
	enum reply (*command)(struct view *v, int command);
	enum reply (*key)(struct view *v, const struct key *k);
	void (*reload)(
		struct view *v); /* facts may have changed: uncovered, or another process wrote */
	void (*destroy)(struct view *v); /* frees all but the view itself */
	/* Text for the title line, after the program's name; owned by the view. NULL: none. */
	const char *(*title)(struct view *v);
	/* One line of help about what is under the cursor. NULL: none. */
	const char *(*hint)(struct view *v);
	/* Called about once a second while it is on top and wants it (progress). NULL: never. */
	enum reply (*idle)(struct view *v);
};

/* First member of every view's own struct. */
struct view {
	const struct view_ops *ops;
	struct tui *tui;
	guint32 screen; /* its bit in the command table */
	bool popup;     /* drawn over the view below, in a frame of want_rows x want_cols */
	int want_rows, want_cols;
};

/* One row per command: the key tables, the function bar, help and manual all come from here. */
struct command {
	int id;
	const char *name;  /* in the keys file: "finish" */
	int key, key2;     /* key2: the way without function keys, or KEY_NONE_ */
	const char *label; /* N_(): in the function bar */
	const char *help;  /* N_(): one sentence in help and manual */
	guint32 screens;   /* where it is valid */
	bool bar;          /* shown in the function bar */
};

struct tui_options {
	const struct command *commands;
	int n_commands;
	const char *theme;      /* "dark", "light", "mono"; NULL: dark; NO_COLOR gives mono */
	int min_rows, min_cols; /* below: "the window is too small" */
	/* Right end of the title line: office, operator, date, practice mark. */
	const char *(*status)(void *ctx);
	/* Asked once per key, cheap: did another process write? */
	bool (*stale)(void *ctx);
	void *ctx;
};

/* Starts the terminal. Error where it cannot (no terminal, TERM=linux cannot draw Chinese). */
struct tui *tui_start(const struct tui_options *options, GError **error);
/* Gives the terminal back; also done at exit and on abort. NULL allowed. */
void tui_stop(struct tui *tui);

/* Puts a view on top. It is owned by the stack from here. */
void tui_push(struct tui *tui, struct view *view);
struct view *tui_top(struct tui *tui);
/* Runs until the stack is empty or the terminal is gone (false then). */
bool tui_run(struct tui *tui);
/* Ends the loop after this key. */
void tui_quit(struct tui *tui);
/* Closes every view above the given one. */
void tui_pop_to(struct tui *tui, struct view *view);
/* Closes one view, wherever it stands; what lies above it stays. */
void tui_close(struct tui *tui, struct view *view);
/* Reloads every view when it is next on top. */
void tui_reload(struct tui *tui);
/* Takes away keys typed ahead: an error must not be swallowed by the rhythm of typing. */
void tui_flush_keys(struct tui *tui);

/* The line above the function bar, until the next key. Text is copied. */
enum note_kind { NOTE_INFO, NOTE_GOOD, NOTE_WARN, NOTE_ERROR /* beeps */ };
void tui_note(struct tui *tui, enum note_kind kind, const char *format, ...) G_GNUC_PRINTF(3, 4);
/* Shows and frees an error. */
void tui_error(struct tui *tui, GError *error);
int tui_rows(const struct tui *tui);
int tui_columns(const struct tui *tui);

/* The commands valid on a screen, for its help. */
const struct command *tui_command_at(const struct tui *tui, int i, guint32 screen); /* NULL: end */

#endif
