/* What the checks found, on the screen: by check, the findings of one, what came of each. */
#ifndef APP_AUDITS_H
#define APP_AUDITS_H

#include "app/session.h"

/* audit_rows.c: the findings of one check in a period. */
void audit_rows_open(struct app *app, const struct audit_def *def, const char *period);

#endif
