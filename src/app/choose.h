/* A choice among a few things that can be done. */
#ifndef APP_CHOOSE_H
#define APP_CHOOSE_H

#include "app/session.h"

/* labels NULL-ended, copied; done gets the index. */
void choose_open(
	struct app *app, const char *title, const char *const *labels, dialog_done done, void *ctx);

#endif
