/* Long work that reports its progress, cut into slices for the event loop.
 *
 * The work runs on a thread of its own, but never at the same time as the loop: one of them waits
 * while the other goes on, so both may use the desk.
 */
#ifndef APP_SLICES_H
#define APP_SLICES_H

#include "base/auto.h"

#include <stdbool.h>

struct slices;

/* work begins with the first slices_run; each slice lasts about so many microseconds (0: until the
 * next slices_yield). */
struct slices *slices_new(gint64 length, void (*work)(struct slices *s, void *ctx), void *ctx);
/* Lets the work go on for a moment; false: it has ended. */
bool slices_run(struct slices *s);
/* Within the work, often: false where it is to give up. */
bool slices_yield(struct slices *s);
/* Makes the work give up where it has not ended, and waits for that. */
void slices_free(struct slices *s);
JZ_DEFINE_AUTOPTR(slices, slices_free)

#endif
