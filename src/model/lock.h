/* How long an account waits after wrong passwords.  Pure, so that clocks can be tried in tests.
 *
 * While the PC runs, the wait is measured by the time since it was started, which no clock setting
 * moves.  Over a restart the clock is all there is: set back, the wait begins again; set forward,
 * it is over, but the count of wrong passwords stays and the next one locks again (T18).
 */
#ifndef MODEL_LOCK_H
#define MODEL_LOCK_H

#include <stdbool.h>
#include <glib.h>

#define LOCK_FAILURES 5
#define LOCK_SECONDS (15 * 60)

struct instant {
	gint64 clock;  /* seconds since 1970 */
	gint64 uptime; /* seconds since the PC was started, sleep included */
	char boot[40]; /* which start that was */
};
struct instant lock_now(void);

/* The text of operator.locked_until for a wait that begins now. Owned by the caller. */
char *lock_begin(const struct instant *now);
/* Seconds still to wait, 0 where it is over.  *again: the clock was set back over a restart, and
 * the wait must be written down anew. */
int lock_left(const char *locked_until, const struct instant *now, bool *again);

#endif
