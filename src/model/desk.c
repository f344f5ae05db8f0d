#include "config.h"

#include "model/desk.h"

#include <string.h>
#include "base/i18n.h"
#include "model/external.h"
#include "model/payment.h"
#include "model/reserve.h"

static const struct {
	enum role role;
	const char *word, *label;
} roles[] = {
	{ROLE_CLERK, "clerk", N_("clerk")},
	{ROLE_INVESTIGATOR, "investigator", N_("investigator")},
	{ROLE_REVIEWER, "reviewer", N_("reviewer")},
	{ROLE_APPROVER, "approver", N_("approver")},
	{ROLE_PAYER, "payer", N_("payer")},
	{ROLE_AUDITOR, "auditor", N_("auditor")},
	{ROLE_ADMIN, "administrator", N_("administrator")},
};

unsigned role_parse(const char *words)
{
	g_auto(GStrv) word = g_strsplit_set(words ? words : "", " ,\t", -1);
	unsigned found = 0;

	for (char **w = word; *w; w++)
		for (size_t i = 0; i < G_N_ELEMENTS(roles); i++)
			if (strcmp(*w, roles[i].word) == 0)
				found |= roles[i].role;
	return found;
}

char *role_words(unsigned set)
{
	GString *words = g_string_new(NULL);

	for (size_t i = 0; i < G_N_ELEMENTS(roles); i++)
		if (set & roles[i].role)
			g_string_append_printf(words, "%s%s", words->len ? " " : "", roles[i].word);
	return g_string_free(words, FALSE);
}

const char *role_label(unsigned one_role)
{
	for (size_t i = 0; i < G_N_ELEMENTS(roles); i++)
		if (one_role == roles[i].role)
			return _(roles[i].label);
	return "";
}

/* --- the desk ------------------------------------------------------------------------------ */

static void office_clear(struct office *o)
{
	g_free(o->code);
	g_free(o->name);
	g_free(o->short_name);
	g_free(o->county);
	g_free(o->phone);
	g_free(o->address);
	memset(o, 0, sizeof *o);
}

static void who_clear(struct signed_in *who)
{
	g_free(who->login);
	g_free(who->name);
	g_free(who->id_no);
	memset(who, 0, sizeof *who);
}

/* A file that was just made has no row yet; the code it was made for stands in the file. */
static bool read_office(struct desk *desk, GError **error)
{
	struct query *q = db_query(desk->db,
		"SELECT id, code, name, short, county, phone, address FROM office ORDER BY id", "");
	struct office *o = &desk->office;

	office_clear(o);
	if (query_next(q)) {
		o->id = query_int(q, 0);
		o->code = g_strdup(query_text(q, 1));
		o->name = g_strdup(query_text(q, 2));
		o->short_name = g_strdup(query_text(q, 3));
		o->county = g_strdup(query_text(q, 4));
		o->phone = g_strdup(query_text(q, 5));
		o->address = g_strdup(query_text(q, 6));
	} else {
		o->code = g_strdup_printf("%" G_GINT64_FORMAT, db_office(desk->db));
		o->name = g_strdup("");
		o->short_name = g_strdup("");
		o->county = g_strdup("");
		o->phone = g_strdup("");
		o->address = g_strdup("");
	}
	return query_end(q, error);
}

static bool read_policy(struct desk *desk, GError **error)
{
	g_autoptr(policy) policy = policy_new(desk->lib);
	struct query *q = db_query(desk->db,
		"SELECT id, key, area, value, from_date, to_date, document, sample"
		" FROM policy_value ORDER BY from_date, id",
		"");

	while (query_next(q))
		policy_add(policy,
			&(struct policy_row){
				.id = query_int(q, 0),
				.key = (char *)query_text(q, 1),
				.area = (char *)query_text(q, 2),
				.value = (char *)query_text(q, 3),
				.from = day_from_iso(query_text(q, 4)),
				.to = day_from_iso(query_text(q, 5)),
				.document = (char *)query_text(q, 6),
				.sample = query_int(q, 7) != 0,
			});
	if (!query_end(q, error))
		return false;
	policy_free(desk->policy);
	desk->policy = g_steal_pointer(&policy);
	return true;
}

/* Roles may have been taken away while somebody sits here: they count from the next reload. */
static bool read_who(struct desk *desk, GError **error)
{
	struct signed_in *who = &desk->who;
	bool active = false;

	if (!who->id)
		return true;
	struct query *q = db_query(desk->db,
		"SELECT login, name, id_no, roles, employer, active FROM operator WHERE id = $1",
		"i", who->id);
	row_id id = who->id;
	if (query_next(q)) {
		who_clear(who);
		who->id = id;
		who->login = g_strdup(query_text(q, 0));
		who->name = g_strdup(query_text(q, 1));
		who->id_no = g_strdup(query_text(q, 2));
		who->roles = role_parse(query_text(q, 3));
		who->contracted = strcmp(query_text(q, 4), "contracted") == 0;
		active = query_int(q, 5) != 0;
	}
	if (!active)
		who_clear(who);
	return query_end(q, error);
}

bool desk_reload(struct desk *desk, GError **error)
{
	gint64 version = db_version(desk->db);

	if (!read_office(desk, error) || !read_policy(desk, error) || !read_who(desk, error))
		return false;
	desk->seen = version;
	return true;
}

static void add_guards(void)
{
	static gsize once;

	if (g_once_init_enter(&once)) {
		change_add_guard(
			external_guard); /* may tell of a death, which the next one holds */
		change_add_guard(payment_hold_guard);
		change_add_guard(payment_guard);
		change_add_guard(reserve_guard);
		g_once_init_leave(&once, 1);
	}
}

struct desk *desk_open(struct db *db, const struct library *lib, GError **error)
{
	struct desk *desk = g_new0(struct desk, 1);

	add_guards();
	desk->db = db;
	desk->lib = lib;
	if (desk_reload(desk, error))
		return desk;
	desk_free(desk);
	return NULL;
}

void desk_free(struct desk *desk)
{
	if (!desk)
		return;
	office_clear(&desk->office);
	who_clear(&desk->who);
	policy_free(desk->policy);
	db_close(desk->db);
	g_free(desk);
}

struct change *desk_change(struct desk *desk, const char *reason, GError **error)
{
	struct change_by by = {desk->who.id, desk->who.name};

	if (!desk->who.id) {
		jz_fail(error, JZ_ERROR_DENIED,
			_("nobody is signed in, so nothing can be changed; sign in first"));
		return NULL;
	}
	return change_begin(desk->db, &by, reason, error);
}

bool desk_needs(const struct desk *desk, unsigned wanted, GError **error)
{
	g_autoptr(GString) labels = g_string_new(NULL);

	if (desk->who.roles & wanted)
		return true;
	for (unsigned bit = 1; bit && bit <= wanted; bit <<= 1)
		if (wanted & bit)
			g_string_append_printf(
				labels, "%s%s", labels->len ? "/" : "", role_label(bit));
	return jz_fail(error, JZ_ERROR_DENIED,
		_("this is for the role %s; change the operator (Ctrl-O)"), labels->str);
}

bool desk_may_read(const struct desk *desk, char **readers)
{
	unsigned wanted = 0;

	for (char **r = readers; r && *r; r++)
		wanted |= role_parse(*r);
	return !readers || !*readers || (desk->who.roles & wanted) != 0;
}

const char *desk_policy(const struct desk *desk, const char *key, const char *area, day on)
{
	return policy_value(desk->policy, key, area ? area : "", on);
}

/* Forms are written in yuan, rows are kept in fen. */
static const char *policy_in_form(const struct desk *desk, const struct param_def *def)
{
	const char *value = desk_policy(desk, def->key, "", day_today());
	char buf[MONEY_LEN];

	if (!value || def->type != PARAM_MONEY)
		return value;
	return g_intern_string(money_plain(g_ascii_strtoll(value, NULL, 10), buf));
}

const char *desk_lookup(const struct desk *desk, const char *name)
{
	const struct param_def *def;
	char date[DAY_LEN];

	if (strcmp(name, "today") == 0)
		return g_intern_string(day_to_iso(day_today(), date));
	if (strcmp(name, "month") == 0)
		return g_intern_string(month_to_iso(month_of(day_today()), date));
	if (strcmp(name, "practice") == 0)
		return db_is_practice(desk->db) ? "yes" : "no";
	def = library_param(desk->lib, name);
	return def ? policy_in_form(desk, def) : NULL;
}
