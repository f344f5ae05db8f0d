/* The screens about money for months that are past. */
#ifndef APP_MONEY_H
#define APP_MONEY_H

#include "app/session.h"
#include "model/retro.h"

/* retro.c: who gets how much by a new standard, before it is saved; s is copied, r is taken over.
 */
void retro_open(struct app *app, const struct setting *s, struct retro *r);
/* due.c: due, paid and the difference of a case, month by month. */
void due_open(struct app *app, row_id casefile);
/* adjustments.c: what waits to be decided or paid back; casefile 0: of all cases. */
void adjustments_open(struct app *app, row_id casefile);

#endif
