/* The operators: their accounts, roles, employers and passwords. */
#include <sys/random.h>
#include "app/ask.h"
#include "app/choose.h"
#include "app/entry_view.h"
#include "app/table.h"
#include "app/words.h"
#include "base/i18n.h"
#include "model/account.h"
#include "model/typing.h"

/* One account as the screen knows it. */
struct person_at {
	row_id id;
	char *login, *name, *id_no;
	unsigned roles;
	bool contracted, active;
};

struct operators {
	struct app *app;
	GPtrArray *people; /* struct person_at * */
	row_id current;
};

static void person_at_free(gpointer data)
{
	struct person_at *p = data;
	g_free(p->login);
	g_free(p->name);
	g_free(p->id_no);
	g_free(p);
}

static bool see_operator(const struct operator_row *o, void *ctx)
{
	struct operators *s = ctx;
	struct person_at *p = g_new0(struct person_at, 1);
	*p = (struct person_at){o->id, g_strdup(o->login), g_strdup(o->name), g_strdup(o->id_no),
		o->roles, o->contracted, o->active};
	g_ptr_array_add(s->people, p);
	return true;
}

static const struct person_at *find(const struct operators *s, row_id id)
{
	for (guint i = 0; i < s->people->len; i++) {
		const struct person_at *p = g_ptr_array_index(s->people, i);
		if (p->id == id)
			return p;
	}
	return NULL;
}

static bool is_admin(const struct operators *s)
{
	return (s->app->desk->who.roles & ROLE_ADMIN) != 0;
}

/* --- rows ------------------------------------------------------------------------------------- */

static bool operators_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	struct operators *s = ctx;
	GPtrArray *all = table_new();
	g_ptr_array_set_size(s->people, 0);
	if (!operator_each(s->app->desk, see_operator, s, error)) {
		g_ptr_array_unref(all);
		return false;
	}
	for (guint i = 0; i < s->people->len; i++) {
		const struct person_at *p = g_ptr_array_index(s->people, i);
		g_autofree char *roles = words_of_roles(p->roles);
		struct list_row *row = list_row_new(p->id);
		list_row_set(row, 0, p->name);
		list_row_set(row, 1, p->login);
		list_row_set(row, 2, roles);
		list_row_set(row, 3,
			words_of_code(
				s->app->desk, "employer", p->contracted ? "contracted" : "civil"));
		list_row_set(row, 4, p->active ? "" : _("switched off"));
		row->style = p->active ? STYLE_NORMAL : STYLE_DIM;
		g_ptr_array_add(all, row);
	}
	return table_page(all, anchor, before, n, rows);
}

/* --- passwords -------------------------------------------------------------------------------- */

struct secret_of {
	row_id id;
	char *name;
};

static void secret_free(void *ctx)
{
	struct secret_of *o = ctx;
	g_free(o->name);
	g_free(o);
}

static bool secret_set(struct app *app, const char *password, void *ctx, GError **error)
{
	struct secret_of *o = ctx;
	return operator_set_password(app->desk, o->id, password, error);
}

static void secret_done(struct app *app, bool finished, void *ctx)
{
	struct secret_of *o = ctx;
	if (finished)
		tui_note(app->tui, NOTE_GOOD, _("The password of %s is set."), o->name);
	else
		tui_note(app->tui, NOTE_WARN, _("The password of %s was not changed."), o->name);
}

static void ask_secret(struct app *app, row_id id, const char *name)
{
	struct secret_of *o = g_new0(struct secret_of, 1);
	g_autofree char *title = g_strdup_printf(_("New password of %s"), name);
	*o = (struct secret_of){id, g_strdup(name)};
	ask_password(app, title,
		_("Let the operator key it himself: it stands for his signature in every step."),
		secret_set, secret_done, o, secret_free);
}

/* --- the account form ------------------------------------------------------------------------- */

static const char *get(const struct entry *e, const char *block, const char *field)
{
	const char *value = entry_get(e, block, 0, field);
	return value ? value : "";
}

static unsigned roles_of(const struct entry *e)
{
	unsigned roles = 0;
	for (unsigned role = 1; role <= ROLE_ADMIN; role <<= 1) {
		g_autofree char *word = role_words(role);
		if (g_str_equal(get(e, "roles", word), "1"))
			roles |= role;
	}
	return roles;
}

struct account {
	struct operators *s;
	row_id id; /* 0: a new one */
	char *name;
};

static void account_free(void *ctx)
{
	struct account *a = ctx;
	g_free(a->name);
	g_free(a);
}

/* Nobody knows it: the account opens with the password that is set next. */
static bool make_up_password(char out[65], GError **error)
{
	unsigned char bytes[32];
	if (getrandom(bytes, sizeof(bytes), 0) != (gssize)sizeof(bytes))
		return jz_fail(error, JZ_ERROR_BAD, _("no random numbers can be had; try again"));
	for (gsize i = 0; i < sizeof(bytes); i++)
		g_snprintf(out + 2 * i, 3, "%02x", bytes[i]);
	return true;
}

static const char *without_mark(const char *id_no)
{
	return g_str_equal(id_no, ".") ? "" : id_no;
}

static bool account_finish(struct app *app, struct entry *e, bool next, void *ctx, GError **error)
{
	struct account *a = ctx;
	char password[65];
	bool contracted = g_str_equal(get(e, "account", "employer"), "contracted");
	struct operator_new o = {
		.login = get(e, "account", "login"),
		.name = get(e, "account", "name"),
		.id_no = without_mark(get(e, "account", "id_no")),
		.password = password,
		.roles = roles_of(e),
		.contracted = contracted,
	};
	(void)next;
	g_free(a->name);
	a->name = g_strdup(o.name);
	if (!a->id)
		return make_up_password(password, error) &&
			operator_add(app->desk, &o, &a->id, error);
	const struct person_at *p = find(a->s, a->id);
	bool active = !p || p->active;
	bool ok = operator_set_roles(app->desk, a->id, o.roles, active, error) &&
		account_correct(app->desk, a->id, o.name, o.id_no, contracted, error);
	a->id = 0; /* nothing more to ask */
	return ok;
}

static void account_done(struct app *app, bool next, void *ctx)
{
	struct account *a = ctx;
	(void)next;
	app_status(app);
	if (a->id)
		ask_secret(app, a->id, a->name);
	else
		tui_note(app->tui, NOTE_GOOD, _("Saved."));
}

static bool account_fill(struct app *app, struct entry *e, void *ctx, GError **error)
{
	const struct account *a = ctx;
	const struct person_at *p = find(a->s, a->id);
	(void)app;
	(void)error;
	if (!p)
		return true;
	entry_put(e, "account", 0, "login", p->login);
	entry_put(e, "account", 0, "name", p->name);
	entry_put(e, "account", 0, "id_no", p->id_no);
	entry_put(e, "account", 0, "employer", p->contracted ? "contracted" : "civil");
	for (unsigned role = 1; role <= ROLE_ADMIN; role <<= 1) {
		g_autofree char *word = role_words(role);
		entry_put(e, "roles", 0, word, p->roles & role ? "1" : "0");
	}
	return true;
}

static void account_open(struct operators *s, row_id id)
{
	struct account *a = g_new0(struct account, 1);
	g_autofree char *subject = draft_subject(id);
	*a = (struct account){s, id, NULL};
	entry_view_open(s->app,
		&(struct entry_view_options){
			.form = "operator",
			.subject = id ? subject : "new",
			.title = id ? _("Account") : _("New operator"),
			.state = id ? "old" : "new",
			.fill = account_fill,
			.finish = account_finish,
			.done = account_done,
			.ctx = a,
			.free_ctx = account_free,
		});
}

/* --- what can be done with one ---------------------------------------------------------------- */

static void toggle(struct operators *s, const struct person_at *p)
{
	GError *error = NULL;
	bool active = !p->active;
	if (!operator_set_roles(s->app->desk, p->id, p->roles, active, &error)) {
		app_fail(s->app, error);
		return;
	}
	tui_note(s->app->tui, NOTE_GOOD,
		active ? _("The account is switched on.") : _("The account is switched off."));
	tui_reload(s->app->tui);
}

static void chosen_done(const char *text, int chosen, void *ctx)
{
	struct operators *s = ctx;
	const struct person_at *p = find(s, s->current);
	(void)text;
	if (!p || chosen < 0)
		return;
	if (chosen == 0)
		account_open(s, p->id);
	else if (chosen == 1)
		ask_secret(s->app, p->id, p->name);
	else
		toggle(s, p);
}

static enum reply operators_row(void *ctx, const struct list_row *row)
{
	struct operators *s = ctx;
	const struct person_at *p = find(s, row->id);
	if (!p)
		return REPLY_IGNORED;
	s->current = p->id;
	if (is_admin(s)) {
		const char *labels[] = {_("Change name, employer or roles"), _("New password"),
			p->active ? _("Switch the account off") : _("Switch the account on"), NULL};
		choose_open(s->app, p->name, labels, chosen_done, s);
	} else if (p->id == s->app->desk->who.id) {
		ask_secret(s->app, p->id, p->name);
	} else {
		tui_note(s->app->tui, NOTE_ERROR,
			_("Only an administrator changes the accounts of others."));
	}
	return REPLY_DONE;
}

static enum reply operators_command(void *ctx, int command, const struct list_row *row)
{
	struct operators *s = ctx;
	(void)row;
	if (command != CMD_NEW)
		return app_command(s->app, tui_top(s->app->tui), command);
	if (is_admin(s))
		account_open(s, 0);
	else
		tui_note(s->app->tui, NOTE_ERROR,
			_("Only an administrator makes accounts; Ctrl-O changes the operator."));
	return REPLY_DONE;
}

static const char *operators_hint(void *ctx, const struct list_row *row)
{
	const struct operators *s = ctx;
	(void)row;
	return is_admin(s) ? _("Enter: change, password, switch off    F3: new account")
			   : _("Enter on your own name: a new password");
}

static void operators_free(void *ctx)
{
	struct operators *s = ctx;
	g_ptr_array_unref(s->people);
	g_free(s);
}

void operators_open(struct app *app)
{
	static const struct list_column columns[] = {
		{N_("Name"), 10, 1, false, 0},
		{N_("Login"), 12, 1, false, 0},
		{N_("Roles"), 26, 3, false, 0},
		{N_("Employer"), 10, 0, false, 0},
		{N_("State"), 8, 0, false, 0},
	};
	struct operators *s = g_new0(struct operators, 1);
	s->app = app;
	s->people = g_ptr_array_new_with_free_func(person_at_free);
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = operators_page,
		.open = operators_row,
		.command = operators_command,
		.hint = operators_hint,
		.destroy = operators_free,
		.ctx = s,
	};
	tui_push(app->tui, list_new("operators", SCREEN_TABLE, _("Operators"), &source));
}
