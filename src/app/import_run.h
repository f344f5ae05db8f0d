/* One run over a roster, dry or real, with its progress on the screen. */
#ifndef APP_IMPORT_RUN_H
#define APP_IMPORT_RUN_H

#include "app/session.h"
#include "exchange/roster.h"

struct import_run {
	char *path, *kind; /* kind NULL: as the file says */
	month month;       /* MONTH_NONE: as the file says */
	char *rejects;     /* file for the rows set aside, NULL: none */
	bool dry;
	struct roster_result result;
};
void import_run_free(struct import_run *r);

/* done gets the run with its result; error is not NULL where it failed (owned by done), and where
 * the run was cancelled nothing was changed. */
typedef void (*import_done)(
	struct app *app, struct import_run *r, bool cancelled, GError *error, void *ctx);
void import_run_start(struct app *app, struct import_run *r, import_done done, void *ctx);

#endif
