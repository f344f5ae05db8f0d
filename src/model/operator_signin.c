/* Signing in: the count of wrong passwords, the wait after five, and answers that take as long for
 * a login that nobody has. */
#include "config.h"

#include "model/operator.h"

#include <string.h>
#include <sodium.h>
#include "base/i18n.h"
#include "model/lock.h"

/* A refusal comes at the next whole step, whether there is such a login or not. */
#define ANSWER_STEP_US (250 * 1000)

struct account {
	row_id id; /* 0: nobody's login */
	char *name, *secret, *locked_until;
	int failures;
	bool active;
};

static void account_clear(struct account *a)
{
	g_free(a->name);
	g_free(a->secret);
	g_free(a->locked_until);
	memset(a, 0, sizeof *a);
}

/* For a login that nobody has, another account's hash is tried in vain, to take as long. */
static bool read_account(struct db *db, const char *login, struct account *a, GError **error)
{
	struct query *q = db_query(db,
		"SELECT CASE WHEN login = $1 THEN id ELSE 0 END, name, secret, locked_until,"
		" failures, active FROM operator"
		" ORDER BY CASE WHEN login = $1 THEN 0 ELSE 1 END, id LIMIT 1",
		"t", login);

	account_clear(a);
	if (query_next(q))
		*a = (struct account){
			.id = query_int(q, 0),
			.name = query_dup(q, 1),
			.secret = query_dup(q, 2),
			.locked_until = query_dup(q, 3),
			.failures = (int)query_int(q, 4),
			.active = query_int(q, 5) != 0,
		};
	return query_end(q, error);
}

static bool write_count(struct change *c, const struct account *a, int failures,
	const struct instant *lock, GError **error)
{
	g_autofree char *until = lock ? lock_begin(lock) : NULL;
	struct record r = record_of("operator");

	record_int(&r, "failures", failures);
	record_text(&r, "locked_until", until);
	return change_update(c, a->id, &r, NULL, error);
}

static bool refuse_locked(const struct account *a, int left, GError **error)
{
	return jz_fail(error, JZ_ERROR_DENIED,
		_("too many wrong passwords for %s; wait %d minutes, or let the administrator set "
		  "a "
		  "new password"),
		a->name, (left + 59) / 60);
}

/* The try is counted before the password is looked at, and under the lock of the file: neither a
 * killed program nor many programs at once get a try for nothing. */
static bool count_try(struct db *db, const char *login, struct account *a, GError **error)
{
	struct change_by by = {a->id, a->name};
	g_autofree char *name = g_strdup(a->name);
	struct instant now = lock_now();
	struct change *c;
	bool again = false, ok;
	int left = 0;

	by.operator_name = name;
	c = change_begin(db, &by, "sign-in", error);
	ok = c && read_account(db, login, a, error);
	if (ok)
		left = lock_left(a->locked_until, &now, &again);
	if (ok && left && again)
		ok = write_count(c, a, a->failures, &now, error);
	else if (ok && !left)
		ok = write_count(c, a, a->failures + 1,
			a->failures + 1 >= LOCK_FAILURES ? &now : NULL, error);
	ok = ok && change_commit(&c, error);
	change_cancel(&c);
	if (ok && left)
		return refuse_locked(a, left, error);
	return ok;
}

static bool forgive(struct db *db, const struct account *a, GError **error)
{
	struct change_by by = {a->id, a->name};
	struct change *c = change_begin(db, &by, "signed in", error);
	bool ok = c && write_count(c, a, 0, NULL, error) && change_commit(&c, error);

	change_cancel(&c);
	return ok;
}

static bool sit(struct desk *desk, row_id id, GError **error)
{
	desk->who.id = id;
	return desk_reload(desk, error);
}

static bool try_account(struct desk *desk, const char *login, struct account *a,
	const char *password, GError **error)
{
	bool right;

	if (a->id && !count_try(desk->db, login, a, error))
		return false;
	right = sodium_init() >= 0 && a->secret && password &&
		crypto_pwhash_str_verify(a->secret, password, strlen(password)) == 0;
	if (!a->id || !right)
		return jz_fail(error, JZ_ERROR_DENIED, _("login or password is wrong; try again"));
	if (!forgive(desk->db, a, error))
		return false;
	if (!a->active)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("the account of %s is switched off; ask the administrator"), a->name);
	return sit(desk, a->id, error);
}

static void answer_at_next_step(gint64 began)
{
	gint64 took = g_get_monotonic_time() - began;

	g_usleep((gulong)(ANSWER_STEP_US - took % ANSWER_STEP_US));
}

bool operator_sign_in(struct desk *desk, const char *login, const char *password, GError **error)
{
	gint64 began = g_get_monotonic_time();
	struct account a = {0};
	bool ok = read_account(desk->db, login, &a, error) &&
		try_account(desk, login, &a, password, error);

	account_clear(&a);
	if (!ok)
		answer_at_next_step(began);
	return ok;
}

bool operator_sit_down(struct desk *desk, const char *login, GError **error)
{
	struct account a = {0};
	bool ok;

	if (!db_is_practice(desk->db))
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%s is no practice database; sign in with a password"),
			db_path(desk->db));
	ok = read_account(desk->db, login, &a, error);
	if (ok && (!a.id || !a.active))
		ok = jz_fail(error, JZ_ERROR_DENIED,
			_("there is no operator %s in this database; look at the login names on "
			  "the switch screen"),
			login);
	ok = ok && sit(desk, a.id, error);
	account_clear(&a);
	return ok;
}

void operator_sign_out(struct desk *desk)
{
	g_free(desk->who.login);
	g_free(desk->who.name);
	g_free(desk->who.id_no);
	memset(&desk->who, 0, sizeof desk->who);
}
