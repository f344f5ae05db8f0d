/* The files of forms/notices: one for everybody, or one of a programme or group of programmes. */
#ifndef REPORT_WORDING_H
#define REPORT_WORDING_H

#include "form/library.h"

/* notices/KEY.PROGRAMME.txt, else notices/KEY.GROUP.txt, else notices/KEY.txt.  programme may be
 * NULL.  *file: its name, or what is missing; both owned by the caller. */
char *wording_find(const struct library *lib, const char *key, const char *programme, char **file);

#endif
