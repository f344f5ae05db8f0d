/* Setting an office up: its row, the divisions around it, the sample standards; and the people of a
 * practice database. */
#ifndef MODEL_OFFICE_H
#define MODEL_OFFICE_H

#include "model/desk.h"

/* Fills an empty database for the division that code names (a township or county of
 * forms/divisions), in one change. */
bool office_setup(struct db *db, const struct library *lib, const char *code, GError **error);

struct practice_person {
	const char *login, *name;
	unsigned roles;
	bool contracted;
};
/* Who works in a practice database; they all have the same password, which its screens show. */
#define OFFICE_PRACTICE_PASSWORD "lianxi2026"
const struct practice_person *office_practice_people(size_t *n);
/* Adds those whose login is still free.  Nobody is signed in afterwards. Refused elsewhere. */
bool office_add_practice_people(struct desk *desk, GError **error);
/* Login of the first active operator with a role, NULL where there is none. Owned by the caller. */
char *office_login_with(struct desk *desk, unsigned role);

#endif
