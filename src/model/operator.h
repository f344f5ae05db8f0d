/* Operators: accounts, roles, passwords (Argon2id), locking after wrong ones. */
#ifndef MODEL_OPERATOR_H
#define MODEL_OPERATOR_H

#include "model/desk.h"

struct operator_row {
	row_id id;
	const char *login, *name, *id_no;
	unsigned roles;
	bool contracted, active;
};
/* Calls see for each, by name. */
bool operator_each(struct desk *desk, bool (*see)(const struct operator_row *o, void *ctx),
	void *ctx, GError **error);
bool operator_any(struct desk *desk); /* false: the first run, an administrator must be made */

struct operator_new {
	const char *login, *name, *id_no, *password;
	unsigned roles;
	bool contracted;
};
/* The first one is made by nobody (change by "setup") and must be an administrator; later ones by
 * an administrator. Password at least 8 characters, not the login. */
bool operator_add(struct desk *desk, const struct operator_new *o, row_id *id, GError **error);
bool operator_set_password(struct desk *desk, row_id id, const char *password, GError **error);
bool operator_set_roles(struct desk *desk, row_id id, unsigned roles, bool active, GError **error);

/* Signs in; wrong passwords take the same time for known and unknown logins; after five in a row
 * the account waits 15 minutes, counted also over a restart. */
bool operator_sign_in(struct desk *desk, const char *login, const char *password, GError **error);
/* Without password: a practice database only. */
bool operator_sit_down(struct desk *desk, const char *login, GError **error);
void operator_sign_out(struct desk *desk);
/* Name of an operator, "" where unknown. Owned by the caller. */
char *operator_name(struct desk *desk, row_id id);
/* The operators as a code list for forms ("@operators", "@investigators"); owned by the caller. */
struct code_list *operator_codes(struct desk *desk, unsigned roles);
/* The number by which a colleague is keyed in forms, and whose it is (0: nobody's). */
char *operator_key(struct desk *desk, row_id id);
row_id operator_of_key(struct desk *desk, const char *key);
/* True where two accounts are the same person: same account or same id number. */
bool operator_same_person(struct desk *desk, row_id a, row_id b);

#endif
