/* One error domain for the whole program.
 *
 * Every message is one translated sentence: what, where, what to do.  The code is the exit status
 * that the command line gives for it.  Functions that can fail return false (or NULL) and fill the
 * trailing GError; the caller owns it.
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>
#include <glib.h>

enum jz_error {
	JZ_ERROR_USAGE = 2,  /* the words of the call are off */
	JZ_ERROR_BAD = 3,    /* the data or a file is bad, or cannot be read or written */
	JZ_ERROR_DENIED = 4, /* not allowed: role, separation of duties, gate */
};

#define JZ_ERROR jz_error_quark()
GQuark jz_error_quark(void);

/* Sets *error from a printf format and returns false, so that a caller can write
 * `return jz_fail(error, JZ_ERROR_BAD, _("..."), ...);`. */
bool jz_fail(GError **error, enum jz_error code, const char *format, ...) G_GNUC_PRINTF(3, 4);

#endif
