/* The registers on the screen: which there are, the rows of one, what belongs to a row, its form.
 */
#ifndef APP_REGISTERS_H
#define APP_REGISTERS_H

#include "app/session.h"

/* registers.c: a row with all that belongs to it, by register */
void register_row_open(struct app *app, const struct register_def *reg, row_id id);
/* register_rows.c: the list; parent 0: it stands by itself */
void register_rows_open(struct app *app, const struct register_def *reg, row_id parent);
/* register_form.c: the form of a row; id 0: a new one */
void register_form_open(struct app *app, const struct register_def *reg, row_id parent, row_id id);

/* A value as people read it: yuan, the label of a code.  Owned by the caller. */
char *register_shown(
	const struct app *app, const struct register_column *column, const char *stored);

#endif
