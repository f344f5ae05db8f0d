/* Bytes from the terminal to keys.  Knows no terminal: bytes are fed in, keys come out. */
#ifndef TUI_INPUT_H
#define TUI_INPUT_H

#include <stdbool.h>
#include <glib.h>
#include "tui/key.h"

/* The barrier of a test: everything before it shall be painted, then it is answered. */
#define K_SYNC (K_HANGUP + 1)

struct input {
	GByteArray *bytes; /* not yet understood */
	GArray *sequences; /* struct sequence, of this terminal */
	GString *paste;    /* text of the last or the present paste */
	char *paste_text;  /* as handed out */
	bool pasting;
	bool escape;    /* an Esc alone is the next key */
	bool barriers;  /* K_SYNC is known */
	unsigned syncs; /* kept by input_drop() */
};

void input_init(struct input *in, bool barriers);
void input_clear(struct input *in);
/* A key of this terminal; what all terminals of the xterm and vt families send is known anyway. */
void input_learn(struct input *in, const char *bytes, int code);

void input_feed(struct input *in, const char *bytes, gsize len);
/* The next key; false where there is none, or only its beginning. */
bool input_next(struct input *in, struct key *k);
/* True where the beginning of a key waits for its end: an Esc, half a character. */
bool input_is_partial(const struct input *in);
/* No more came in time: an Esc alone is the key Esc, another beginning is dropped. */
void input_time_is_up(struct input *in);
/* Drops what was typed ahead. */
void input_drop(struct input *in);

#endif
