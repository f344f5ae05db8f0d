/* Finding a file: what is typed narrows the files at hand, a path opens its folder. */
#ifndef APP_FILE_PICK_H
#define APP_FILE_PICK_H

#include "app/session.h"

/* suffix: ".csv".  done gets the path when a file was chosen; the picker stays open below what it
 * opens. */
void file_pick_open(struct app *app, const char *title, const char *suffix,
	void (*done)(struct app *app, const char *path));

#endif
