/* Signals as events, and the terminal given back when the program dies of one. */
#ifndef TUI_SIGNALS_H
#define TUI_SIGNALS_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

/* Catches what concerns a terminal.  restore is what is written to fd, and modes what is set
 * there, should the program die. */
void signals_catch(int fd, const struct termios *modes, const char *restore, size_t len);
void signals_release(void);
/* Readable where a signal came. */
int signals_fd(void);

enum signals_seen {
	SIGNALS_SIZE = 1,
	SIGNALS_GONE = 2,
	SIGNALS_STOP = 4,
};
/* What came since the last call. */
int signals_take(void);

#endif
