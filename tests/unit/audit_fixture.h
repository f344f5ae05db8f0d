/* The facts of a check as rows, and what a check finds in them. */
#ifndef AUDIT_FIXTURE_H
#define AUDIT_FIXTURE_H

#include "tests/unit/office_fixture.h"
#include "model/audit.h"

/* A row as "column=value;column=#12". */
row_id audit_put(struct office_fixture *o, const char *table, const char *columns);
/* The same, with a column "owner" that names the row id. */
row_id audit_put_of(struct office_fixture *o, const char *table, const char *owner, row_id id,
	const char *more);
/* Rows in one change, one a line: "name table column=value;column=@name"; name "-": nobody asks for
 * it. "name = table ..." changes the row of that name. */
void audit_put_all(struct office_fixture *o, const char *lines);

/* Does the check find so many in that year, and the last one's sentence say the words?  Says what
 * it found where not. */
bool audit_is_found(struct office_fixture *o, int year, const char *key, int n, const char *words);
void audit_finds(struct office_fixture *o, int year, const char *key, int n, const char *words);

#endif
