#include "config.h"

#include "model/office.h"

#include <string.h>
#include "base/i18n.h"
#include "model/division.h"
#include "model/operator.h"
#include "model/setting.h"

struct place_names {
	char *name, *level, *county;
};

static bool find_place(struct db *db, const char *code, struct place_names *p, GError **error)
{
	struct query *q = db_query(db,
		"SELECT d.name, d.level, u.name, u.level FROM division d"
		" LEFT JOIN division u ON u.code = d.parent WHERE d.code = $1",
		"t", code);

	if (query_next(q)) {
		p->name = query_dup(q, 0);
		p->level = query_dup(q, 1);
		p->county =
			g_strdup(strcmp(query_text(q, 3), "county") == 0 ? query_text(q, 2) : "");
	}
	if (!query_end(q, error))
		return false;
	if (p->name &&
		(!strcmp(p->level, "township") || !strcmp(p->level, "county") ||
			(db_is_practice(db) && !strcmp(p->level, "city"))))
		return true;
	return jz_fail(error, JZ_ERROR_USAGE,
		_("%s is no code of a township or county in forms/divisions; look it up there"),
		code);
}

static bool insert_office(
	struct change *c, const char *code, const struct place_names *p, GError **error)
{
	g_autofree char *full = g_strconcat(p->county, p->name, NULL);
	struct record r = record_of("office");

	record_text(&r, "code", code);
	record_text(&r, "name", full);
	record_text(&r, "short", p->name);
	record_text(&r, "county", strcmp(p->level, "county") == 0 ? p->name : p->county);
	return change_insert(c, &r, NULL, error);
}

bool office_setup(struct db *db, const struct library *lib, const char *code, GError **error)
{
	struct change_by by = {0, "setup"};
	struct place_names p = {0};
	struct change *c = change_begin(db, &by, "setup", error);
	bool ok = c && division_load(c, lib, error) && find_place(db, code, &p, error) &&
		insert_office(c, code, &p, error) &&
		/* A real office has no standards until it enters its own. */
		(!db_is_practice(db) || setting_put_samples(c, lib, error)) &&
		change_commit(&c, error);

	change_cancel(&c);
	g_free(p.name);
	g_free(p.level);
	g_free(p.county);
	return ok;
}

/* --- practice ------------------------------------------------------------------------------ */

static const struct practice_person people[] = {
	{"admin", "周启明", ROLE_ADMIN, false},
	{"clerk", "李桂芳", ROLE_CLERK, false},
	{"survey1", "王建国", ROLE_INVESTIGATOR, false},
	{"survey2", "赵小燕", ROLE_INVESTIGATOR, true},
	{"reviewer", "张秀英", ROLE_REVIEWER, false},
	{"approver", "刘志强", ROLE_APPROVER, false},
	{"payer1", "陈丽华", ROLE_PAYER, false},
	{"payer2", "杨文斌", ROLE_PAYER, false},
	{"auditor", "孙德胜", ROLE_AUDITOR, false},
};

const struct practice_person *office_practice_people(size_t *n)
{
	*n = G_N_ELEMENTS(people);
	return people;
}

static bool is_free(struct desk *desk, const char *login)
{
	gint64 taken = 0;

	db_one_int(desk->db, &taken, NULL, "SELECT id FROM operator WHERE login = $1", "t", login);
	return taken == 0;
}

static bool add_person(struct desk *desk, const struct practice_person *p, GError **error)
{
	struct operator_new o = {
		.login = p->login,
		.name = p->name,
		.password = OFFICE_PRACTICE_PASSWORD,
		.roles = p->roles,
		.contracted = p->contracted,
	};

	return !is_free(desk, p->login) || operator_add(desk, &o, NULL, error);
}

/* The first is the administrator, who then makes the others. */
bool office_add_practice_people(struct desk *desk, GError **error)
{
	g_autofree char *admin = NULL;
	bool ok;

	if (!db_is_practice(desk->db))
		return jz_fail(
			error, JZ_ERROR_DENIED, _("%s is no practice database"), db_path(desk->db));
	operator_sign_out(desk);
	admin = office_login_with(desk, ROLE_ADMIN);
	ok = (admin || add_person(desk, &people[0], error)) &&
		operator_sit_down(desk, admin ? admin : people[0].login, error);
	for (size_t i = 0; ok && i < G_N_ELEMENTS(people); i++)
		ok = add_person(desk, &people[i], error);
	operator_sign_out(desk);
	return ok;
}

char *office_login_with(struct desk *desk, unsigned role)
{
	struct query *q = db_query(
		desk->db, "SELECT login, roles FROM operator WHERE active = 1 ORDER BY id", "");
	char *login = NULL;

	while (!login && query_next(q))
		if (role_parse(query_text(q, 1)) & role)
			login = query_dup(q, 0);
	query_end(q, NULL);
	return login;
}
