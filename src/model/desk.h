/* The desk: one open database, the forms, the policy in force, and who sits at it.
 *
 * Everything in this room works on a desk.  It is made once; its operator changes when another one
 * signs in.
 */
#ifndef MODEL_DESK_H
#define MODEL_DESK_H

#include "base/auto.h"

#include "form/library.h"
#include "rule/policy.h"
#include "store/change.h"

enum role { /* bits, in the order of the words in forms: see role_parse */
	ROLE_CLERK = 1 << 0,
	ROLE_INVESTIGATOR = 1 << 1,
	ROLE_REVIEWER = 1 << 2,
	ROLE_APPROVER = 1 << 3,
	ROLE_PAYER = 1 << 4,
	ROLE_AUDITOR = 1 << 5,
	ROLE_ADMIN = 1 << 6,
};

struct office {
	row_id id;
	char *code, *name, *short_name, *county, *phone, *address;
};

struct signed_in { /* nobody: id 0 */
	row_id id;
	char *login, *name, *id_no;
	unsigned roles;
	bool contracted;
};

struct desk {
	struct db *db;
	const struct library *lib;
	struct policy *policy; /* read from policy_value; desk_reload reads it again */
	struct office office;
	struct signed_in who;
	gint64 seen; /* db_version when policy was read */
};

/* Takes db over. */
struct desk *desk_open(struct db *db, const struct library *lib, GError **error);
void desk_free(struct desk *desk);
JZ_DEFINE_AUTOPTR(desk, desk_free)
bool desk_reload(struct desk *desk, GError **error);

unsigned role_parse(const char *words);    /* "clerk investigator"; unknown words are ignored */
char *role_words(unsigned roles);          /* and back; owned by the caller */
const char *role_label(unsigned one_role); /* translated */

/* A change by whoever is signed in; refused where nobody is. */
struct change *desk_change(struct desk *desk, const char *reason, GError **error);

/* Refused where whoever sits there has none of the roles. */
bool desk_needs(const struct desk *desk, unsigned wanted, GError **error);

/* May whoever sits there read a field that names its readers? Nobody named: everybody may. */
bool desk_may_read(const struct desk *desk, char **readers);

/* A value of policy now, or on a day, for an area ("" for none). */
const char *desk_policy(const struct desk *desk, const char *key, const char *area, day on);

/* Names that conditions of forms and programmes may use besides fields: policy keys, "today",
 * "practice". NULL where the name is not known here. */
const char *desk_lookup(const struct desk *desk, const char *name);

#endif
