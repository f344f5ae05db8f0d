/* The terminal: cells out, bytes in.  term.c is the only file that knows curses; nobody outside of
 * this room includes this header. */
#ifndef TUI_TERM_H
#define TUI_TERM_H

#include <stdbool.h>
#include <glib.h>
#include "tui/canvas.h"

/* What term_wait() found; several at once. Nothing: the time is up. */
enum term_event {
	TERM_INPUT = 1,  /* bytes can be read */
	TERM_SIZE = 2,   /* the window has another size */
	TERM_GONE = 4,   /* hang-up, or somebody asks the program to end */
	TERM_RESUME = 8, /* we were stopped and go on: everything is to be sent anew */
};

/* Takes the terminal over; false with a sentence where it cannot. */
bool term_open(const char *theme, GError **error);
/* Gives it back as it was.  Harmless where it was not taken. */
void term_close(void);

void term_size(int *rows, int *columns);
/* Takes the window's new size over and forgets what stands on it. */
void term_resize(void);
/* Everything is sent anew by the next term_paint(). */
void term_forget(void);

void term_erase(void);
/* Text that is clean and fits from row, column on. */
void term_put(int row, int column, const char *text, enum style style);
/* Sends what changed and leaves the cursor at row, column. */
void term_paint(int row, int column);
void term_beep(void);
/* Tells a test that everything before its barrier has been handled and painted. */
void term_answer(unsigned n);

/* Waits for events; -1: as long as it takes. */
int term_wait(int timeout_ms);
/* Bytes that are there, 0 where none are; -1 where the terminal is gone. */
gssize term_read(char *buf, size_t size);
/* What the terminal's own description says ("kf1": the bytes of F1), or NULL. */
const char *term_string(const char *capability);

#endif
