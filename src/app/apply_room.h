/* What the files of a new application share.  Private to them. */
#ifndef APP_APPLY_ROOM_H
#define APP_APPLY_ROOM_H

#include "app/session.h"

/* The form of a programme for a person (0: somebody new, of whom an id number or a name was typed).
 * subject: of a draft that goes on, or NULL. */
void apply_form(struct app *app, const struct programme *p, row_id person, const char *typed,
	const char *subject);
/* Asks for the programme first.  search: the screen to close once something was chosen, or NULL. */
void apply_which(struct app *app, struct view *search, row_id person, const char *typed);

#endif
