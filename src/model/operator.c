#include "config.h"

#include "model/operator.h"

#include <string.h>
#include <sodium.h>
#include "base/i18n.h"
#include "base/rid.h"
#include "base/text.h"

#define PASSWORD_MIN 8
#define HASH_MEMORY (19 * 1024 * 1024)
#define HASH_PASSES_MIN 2
#define HASH_PASSES_MAX 24
#define HASH_MS 250 /* what a sign-in may take on this PC */

/* --- passwords ----------------------------------------------------------------------------- */

/* As many passes as this PC does in a quarter of a second; measured once per run. */
static unsigned long long passes_here(void)
{
	static unsigned long long passes;
	char probe[crypto_pwhash_STRBYTES];

	if (!passes) {
		gint64 began = g_get_monotonic_time();

		passes = HASH_PASSES_MIN;
		if (crypto_pwhash_str(probe, "probe", 5, HASH_PASSES_MIN, HASH_MEMORY) == 0) {
			gint64 took = MAX(g_get_monotonic_time() - began, 1);

			passes = (unsigned long long)(HASH_PASSES_MIN * HASH_MS * 1000 / took);
			passes = CLAMP(passes, HASH_PASSES_MIN, HASH_PASSES_MAX);
		}
	}
	return passes;
}

/* The parameters stay in the hash, so a faster PC makes new ones and still reads the old.  The
 * password of a practice database stands on its screen: its hash need not be slow. */
static bool hash_password(
	struct db *db, const char *password, char hash[crypto_pwhash_STRBYTES], GError **error)
{
	bool practice = db_is_practice(db);

	if (sodium_init() < 0 ||
		crypto_pwhash_str(hash, password, strlen(password),
			practice ? crypto_pwhash_OPSLIMIT_MIN : passes_here(),
			practice ? crypto_pwhash_MEMLIMIT_MIN : HASH_MEMORY) != 0)
		return jz_fail(error, JZ_ERROR_BAD,
			_("there is not enough memory to protect a password; close other "
			  "programs and try again"));
	return true;
}

static bool check_password(const char *login, const char *password, GError **error)
{
	if (!password || g_utf8_strlen(password, -1) < PASSWORD_MIN)
		return jz_fail(error, JZ_ERROR_BAD,
			_("a password needs at least %d characters; choose a longer one"),
			PASSWORD_MIN);
	if (strcmp(login, password) == 0)
		return jz_fail(error, JZ_ERROR_BAD,
			_("the password must not be the login name; choose another"));
	return true;
}

/* --- accounts ------------------------------------------------------------------------------ */

bool operator_each(struct desk *desk, bool (*see)(const struct operator_row *o, void *ctx),
	void *ctx, GError **error)
{
	struct query *q = db_query(desk->db,
		"SELECT id, login, name, id_no, roles, employer, active FROM operator"
		" ORDER BY name, id",
		"");

	while (query_next(q)) {
		struct operator_row o = {
			.id = query_int(q, 0),
			.login = query_text(q, 1),
			.name = query_text(q, 2),
			.id_no = query_text(q, 3),
			.roles = role_parse(query_text(q, 4)),
			.contracted = strcmp(query_text(q, 5), "contracted") == 0,
			.active = query_int(q, 6) != 0,
		};
		if (!see(&o, ctx))
			break;
	}
	return query_end(q, error);
}

bool operator_any(struct desk *desk)
{
	gint64 n = 0;

	return db_one_int(desk->db, &n, NULL, "SELECT COUNT(*) FROM operator", "") && n > 0;
}

static bool must_be_admin(const struct desk *desk, GError **error)
{
	if (desk->who.roles & ROLE_ADMIN)
		return true;
	return jz_fail(error, JZ_ERROR_DENIED,
		_("only an administrator may change accounts; let the administrator sign in"));
}

static bool check_new(const struct operator_new *o, GError **error)
{
	struct rid rid;

	if (!o->login || !*o->login || strpbrk(o->login, " \t\n"))
		return jz_fail(error, JZ_ERROR_BAD,
			_("a login name is needed, without blanks; for example wangfang"));
	if (!o->name || !*o->name)
		return jz_fail(
			error, JZ_ERROR_BAD, _("the account %s needs the person's name"), o->login);
	if (!o->roles)
		return jz_fail(
			error, JZ_ERROR_BAD, _("the account %s needs at least one role"), o->login);
	if (o->id_no && *o->id_no && rid_parse(o->id_no, &rid) != RID_OK)
		return jz_fail(error, JZ_ERROR_BAD,
			_("the id number %s of %s is wrong; look at the card again"), o->id_no,
			o->name);
	return check_password(o->login, o->password, error);
}

/* Asked inside the change: two first administrators at once must not both pass. */
static bool check_place(struct desk *desk, const struct operator_new *o, GError **error)
{
	gint64 taken = 0;

	if (operator_any(desk)) {
		if (!must_be_admin(desk, error))
			return false;
	} else if (!(o->roles & ROLE_ADMIN)) {
		return jz_fail(
			error, JZ_ERROR_DENIED, _("the first account must be an administrator"));
	}
	db_one_int(
		desk->db, &taken, NULL, "SELECT id FROM operator WHERE login = $1", "t", o->login);
	if (taken)
		return jz_fail(error, JZ_ERROR_BAD,
			_("there is an account %s already; choose another login name"), o->login);
	return true;
}

static bool insert_operator(struct change *c, const struct operator_new *o, const char *hash,
	row_id *id, GError **error)
{
	g_autofree char *words = role_words(o->roles);
	struct record r = record_of("operator");
	struct rid rid = {0};

	if (o->id_no && *o->id_no)
		rid_parse(o->id_no, &rid);
	record_text(&r, "login", o->login);
	record_text(&r, "name", o->name);
	record_text(&r, "id_no", rid.number);
	record_text(&r, "roles", words);
	record_text(&r, "employer", o->contracted ? "contracted" : "civil");
	record_text(&r, "secret", hash);
	record_int(&r, "active", 1);
	record_int(&r, "failures", 0);
	return change_insert(c, &r, id, error);
}

bool operator_add(struct desk *desk, const struct operator_new *o, row_id *id, GError **error)
{
	struct change_by by = {desk->who.id, desk->who.id ? desk->who.name : "setup"};
	char hash[crypto_pwhash_STRBYTES];
	struct change *c;
	row_id made = 0;
	bool ok;

	if (!check_new(o, error) || !hash_password(desk->db, o->password, hash, error))
		return false;
	c = change_begin(desk->db, &by, desk->who.id ? "account" : "setup", error);
	ok = c && check_place(desk, o, error) && insert_operator(c, o, hash, &made, error) &&
		change_commit(&c, error);
	change_cancel(&c);
	if (ok && id)
		*id = made;
	return ok;
}

static bool update_operator(
	struct desk *desk, row_id id, const struct record *r, const char *reason, GError **error)
{
	struct change *c = desk_change(desk, reason, error);
	bool ok = c && change_update(c, id, r, NULL, error) && change_commit(&c, error);

	change_cancel(&c);
	return ok;
}

bool operator_set_password(struct desk *desk, row_id id, const char *password, GError **error)
{
	g_autofree char *login =
		db_one_text(desk->db, NULL, "SELECT login FROM operator WHERE id = $1", "i", id);
	char hash[crypto_pwhash_STRBYTES];
	struct record r = record_of("operator");

	if (id != desk->who.id && !must_be_admin(desk, error))
		return false;
	if (!check_password(login ? login : "", password, error) ||
		!hash_password(desk->db, password, hash, error))
		return false;
	record_text(&r, "secret", hash);
	record_int(&r, "failures", 0);
	record_null(&r, "locked_until");
	return update_operator(desk, id, &r, "password", error);
}

/* Without an administrator nobody could ever make one again. */
static bool keeps_an_admin(struct desk *desk, row_id id, GError **error)
{
	struct query *q = db_query(
		desk->db, "SELECT roles FROM operator WHERE active = 1 AND id <> $1", "i", id);
	bool found = false;

	while (!found && query_next(q))
		found = role_parse(query_text(q, 0)) & ROLE_ADMIN;
	if (!query_end(q, error))
		return false;
	return found ||
		jz_fail(error, JZ_ERROR_DENIED,
			_("this is the last administrator; make another one first"));
}

bool operator_set_roles(struct desk *desk, row_id id, unsigned roles, bool active, GError **error)
{
	g_autofree char *words = role_words(roles);
	struct record r = record_of("operator");
	struct change *c;
	bool ok;

	if (!must_be_admin(desk, error))
		return false;
	if (!roles)
		return jz_fail(error, JZ_ERROR_BAD,
			_("an account needs at least one role; switch it off instead"));
	record_text(&r, "roles", words);
	record_int(&r, "active", active);
	c = desk_change(desk, "account", error);
	ok = c && (((roles & ROLE_ADMIN) && active) || keeps_an_admin(desk, id, error)) &&
		change_update(c, id, &r, NULL, error) && change_commit(&c, error);
	change_cancel(&c);
	return ok && desk_reload(desk, error);
}

/* --- looking up ---------------------------------------------------------------------------- */

char *operator_name(struct desk *desk, row_id id)
{
	char *name =
		db_one_text(desk->db, NULL, "SELECT name FROM operator WHERE id = $1", "i", id);

	return name ? name : g_strdup("");
}

struct code_list *operator_codes(struct desk *desk, unsigned roles)
{
	struct code_list *list = code_list_new("operators", _("operators"));
	struct query *q = db_query(desk->db,
		"SELECT o.id, o.name, o.login, o.roles, o.employer,"
		" (SELECT count(*) FROM operator x WHERE x.id <= o.id)"
		" FROM operator o WHERE o.active = 1 ORDER BY o.id",
		"");

	while (query_next(q)) {
		if (!(role_parse(query_text(q, 3)) & roles))
			continue;
		/* A colleague is keyed by a number that stays his, by login or by name; "row" is
		 * what is kept (model/rows.c). */
		struct code *code = code_list_add(list, query_text(q, 5), query_text(q, 1));
		code->attributes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
		g_hash_table_insert(code->attributes, g_strdup("also"), g_strdup(query_text(q, 2)));
		g_hash_table_insert(
			code->attributes, g_strdup("employer"), g_strdup(query_text(q, 4)));
		g_hash_table_insert(code->attributes, g_strdup("row"), g_strdup(query_text(q, 0)));
	}
	query_end(q, NULL);
	return list;
}

char *operator_key(struct desk *desk, row_id id)
{
	char *key = db_one_text(desk->db, NULL,
		"SELECT (SELECT count(*) FROM operator x WHERE x.id <= o.id) FROM operator o"
		" WHERE o.id = $1",
		"i", id);
	return key ? key : g_strdup("");
}

row_id operator_of_key(struct desk *desk, const char *key)
{
	gint64 id = 0, n = key ? g_ascii_strtoll(key, NULL, 10) : 0;
	if (n > 0)
		db_one_int(desk->db, &id, NULL,
			"SELECT id FROM operator ORDER BY id LIMIT 1 OFFSET $1", "i", n - 1);
	return id;
}

bool operator_same_person(struct desk *desk, row_id a, row_id b)
{
	gint64 same = 0;

	if (a == b)
		return true;
	db_one_int(desk->db, &same, NULL,
		"SELECT 1 FROM operator x JOIN operator y ON x.id_no = y.id_no"
		" WHERE x.id = $1 AND y.id = $2 AND x.id_no <> ''",
		"ii", a, b);
	return same != 0;
}
