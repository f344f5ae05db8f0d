/* The inside of a library.  Private to this room. */
#ifndef FORM_SHELF_H
#define FORM_SHELF_H

#include "form/library.h"

/* A file of forms/ as it is in force: compiled in, or the overlay's. */
struct shelf_file {
	char *path; /* "codes/person.ini" */
	char *name; /* as complaints name it: "forms/codes/person.ini", or where the overlay is */
	GBytes *bytes;
};

struct library {
	GPtrArray *files; /* struct shelf_file *, sorted by path */
	GPtrArray *lists;
	GPtrArray *forms;
	GPtrArray *programmes;
	GPtrArray *params;
	GPtrArray *registers; /* by order, then key */
	GPtrArray *banks;
	GPtrArray *reports; /* by order, then key */
	GPtrArray *defines; /* struct report_define *, of all reports */
	GPtrArray *audits;  /* by file */
	GPtrArray *parts;   /* struct audit_part * */
	GHashTable *by_key; /* "list relation" and the like to the thing; keys owned */
	GHashTable *origin; /* the same keys to the name of their file */
	struct calendar *calendar;
	bool (*knows[LIBRARY_WORDS])(const char *name);
};

const struct shelf_file *shelf_find(const struct library *lib, const char *path);
/* Names in forms and programmes that point nowhere. */
void reference_check(const struct library *lib, struct ini_complaints *c);

#endif
