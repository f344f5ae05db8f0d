/* A program on a terminal of our own: bytes and window sizes go in, a screen of text comes out.
 *
 * Nothing is timed.  After keys a barrier is sent in the same stream; the program (started with
 * JZ_TEST=1) answers it when everything before it has been handled and painted.  A program that
 * hangs is killed after a generous while.
 */
#ifndef TESTS_SCREEN_HARNESS_H
#define TESTS_SCREEN_HARNESS_H

#include <stdbool.h>
#include <sys/types.h>
#include <termios.h>
#include <glib.h>

enum harness_state {
	HARNESS_READY, /* waits for keys, all is painted */
	HARNESS_ENDED, /* the program has ended */
	HARNESS_HUNG,  /* it did not answer and was killed */
};

struct harness_options {
	int rows, columns;
	const char *dir;        /* where it runs, and its HOME */
	const char *const *env; /* NAME=VALUE on top of a clean environment; NULL: none */
	bool ignore_hangup;     /* as under nohup */
};

/* What one step cost. */
struct harness_step {
	gsize bytes;         /* the program sent, the answer to the barrier not counted */
	gint64 microseconds; /* from the first key to the last byte */
};

struct harness;

/* Starts argv on a terminal; NULL with error where there is none. Does not wait for it. */
struct harness *harness_start(
	char *const *argv, const struct harness_options *options, GError **error);
/* Hangs up where the program still runs, and frees. */
void harness_free(struct harness *h);

/* Sends bytes and the barrier in one go and reads until it is answered.  len 0: only the barrier.
 * step may be NULL. */
enum harness_state harness_send(
	struct harness *h, const char *bytes, gsize len, struct harness_step *step);
/* Gives the window another size, without waiting. */
void harness_resize(struct harness *h, int rows, int columns);
/* Closes the terminal. */
void harness_hang_up(struct harness *h);
void harness_signal(struct harness *h, int signal);
/* Reads on until the program has ended by itself; its status as of waitpid(). */
enum harness_state harness_wait(struct harness *h, int *status);

/* The bytes that a key sends now ("F10", "Down", "Ctrl-D"); false where there is no such key. */
bool harness_key(struct harness *h, const char *name, GString *out);

/* Lines of text without blanks at their ends, each with its newline. Owned by the caller. */
char *harness_text(struct harness *h);
char *harness_line(struct harness *h, int row);
void harness_cursor(struct harness *h, int *row, int *column);
int harness_rows(const struct harness *h);
int harness_columns(const struct harness *h);
/* Bells since this was last asked. */
int harness_bells(struct harness *h);
/* Everything the program has sent since this was last asked, for looking at single bytes. */
GBytes *harness_output(struct harness *h);
/* The modes of the terminal before the program was started, and as they are now. */
void harness_modes_before(const struct harness *h, struct termios *modes);
bool harness_modes(struct harness *h, struct termios *modes);
pid_t harness_pid(const struct harness *h);

#endif
