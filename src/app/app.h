/* The full-screen client. */
#ifndef APP_APP_H
#define APP_APP_H

#include "model/desk.h"

struct app_options {
	const char *theme; /* NULL: dark, or mono with NO_COLOR */
};
/* Runs the client on a desk until it is left; nobody need be signed in.  False with an error where
 * the terminal could not be used. */
bool app_run(struct desk *desk, const struct app_options *options, GError **error);

#endif
