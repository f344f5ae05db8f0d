/* All files of forms/, compiled in and overlaid by /etc/jiuzhu/forms and --forms DIR. */
#ifndef FORM_LIBRARY_H
#define FORM_LIBRARY_H

#include "base/auto.h"

#include "base/calendar.h"
#include "form/code.h"
#include "form/form.h"
#include "form/param.h"
#include "form/programme.h"

struct library;

/* dir: overlay from --forms, or NULL.  Complaints about every file go to c; a library is always
 * returned, holding what was readable (the program refuses to start where c is not empty). */
struct library *library_load(const char *dir, struct ini_complaints *c);
void library_free(struct library *lib);
JZ_DEFINE_AUTOPTR(library, library_free)

/* NULL where there is none of that key. Not owned. */
const struct code_list *library_codes(const struct library *lib, const char *key);
const struct form_def *library_form(const struct library *lib, const char *key);
const struct programme *library_programme(const struct library *lib, const char *key);
const struct param_def *library_param(const struct library *lib, const char *key);
const GPtrArray *library_params(const struct library *lib);     /* struct param_def * */
const GPtrArray *library_programmes(const struct library *lib); /* struct programme * */
/* A file as it is ("notices/calc.txt"); NULL where there is none. Owned by the caller. */
char *library_text(const struct library *lib, const char *path);
/* Names of the files of a folder ("rosters"), sorted; g_strfreev. */
char **library_list(const struct library *lib, const char *folder);
const struct calendar *library_calendar(const struct library *lib);

/* Everything that reading alone cannot see: forms that name codes, tables or fields that are not
 * there, programme files with a state nobody reaches or an action without a role, forms that do not
 * fit 80x24, notices with unknown names. */
void library_check(const struct library *lib, struct ini_complaints *c);

#endif
