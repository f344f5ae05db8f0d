/* Who is there: the list of operators, at the start and for a change of operator. */
#include "app/demo.h"
#include "app/session.h"
#include "app/table.h"
#include "app/words.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/operator.h"

struct sign_in {
	struct app *app;
	struct view *below; /* NULL: the program has just been started */
	char *login;
};

struct filling {
	struct sign_in *s;
	GPtrArray *rows;
};

static bool see_operator(const struct operator_row *o, void *ctx)
{
	struct filling *f = ctx;
	g_autofree char *roles = words_of_roles(o->roles);
	if (!o->active)
		return true;
	struct list_row *row = list_row_new(o->id);
	list_row_set(row, 0, o->name);
	list_row_set(row, 1, o->login);
	list_row_set(row, 2, roles);
	list_row_set(row, 3, o->id == f->s->app->desk->who.id ? _("signed in") : "");
	g_ptr_array_add(f->rows, row);
	return true;
}

static bool sign_in_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	GPtrArray *all = table_new();
	struct filling f = {ctx, all};
	if (!operator_each(f.s->app->desk, see_operator, &f, error)) {
		g_ptr_array_unref(all);
		return false;
	}
	return table_page(all, anchor, before, n, rows);
}

static char *sign_in_head(void *ctx, int columns)
{
	const struct sign_in *s = ctx;
	g_autofree char *practice = g_strdup_printf(
		_("This is a practice database with invented people. Choosing an operator signs "
		  "him in at once. On the command line and elsewhere the password of all of them "
		  "is: %s"),
		demo_password);
	const char *text = db_is_practice(s->app->desk->db)
		? practice
		: _("Who is at the keyboard? Choose yourself and key your password.");
	g_auto(GStrv) lines = text_wrap(text, columns - 2);
	g_autofree char *joined = g_strjoinv("\n ", lines);
	return g_strdup_printf("\n %s\n ", joined);
}

/* Somebody sits down: what the one before carried from form to form is not his. */
static void seated(struct sign_in *s)
{
	struct app *app = s->app;
	struct view *below = s->below;
	g_hash_table_remove_all(app->carried);
	app_status(app);
	tui_reload(app->tui);
	tui_note(app->tui, NOTE_GOOD, _("Signed in: %s"), app->desk->who.name);
	if (below)
		tui_pop_to(app->tui, below);
	else
		standards_ask(app);
	case_seated(app);
}

static void password_done(const char *text, int chosen, void *ctx)
{
	struct sign_in *s = ctx;
	GError *error = NULL;
	if (chosen < 0)
		return;
	if (operator_sign_in(s->app->desk, s->login, text, &error))
		seated(s);
	else
		app_fail(s->app, error);
}

static enum reply sign_in_row(void *ctx, const struct list_row *row)
{
	struct sign_in *s = ctx;
	GError *error = NULL;
	g_free(s->login);
	s->login = g_strdup(row->cells[1]);
	if (!db_is_practice(s->app->desk->db)) {
		g_autofree char *label = g_strdup_printf(_("Password of %s"), row->cells[0]);
		dialog_line(s->app->tui, _("Sign in"), label, "", true, password_done, s);
		return REPLY_DONE;
	}
	if (operator_sit_down(s->app->desk, s->login, &error))
		seated(s);
	else
		app_fail(s->app, error);
	return REPLY_DONE;
}

static enum reply sign_in_command(void *ctx, int command, const struct list_row *row)
{
	struct sign_in *s = ctx;
	if (command == CMD_FINISH && row)
		return sign_in_row(ctx, row);
	return command == CMD_HELP || command == CMD_QUIT
		? app_command(s->app, tui_top(s->app->tui), command)
		: REPLY_IGNORED;
}

static void sign_in_free(void *ctx)
{
	struct sign_in *s = ctx;
	g_free(s->login);
	g_free(s);
}

void sign_in_open(struct app *app)
{
	static const struct list_column columns[] = {
		{N_("Name"), 12, 1, false, 0},
		{N_("Login"), 14, 1, false, 0},
		{N_("Roles"), 28, 3, false, 0},
		{"", 8, 0, false, 0},
	};
	struct sign_in *s = g_new0(struct sign_in, 1);
	s->app = app;
	s->below = tui_top(app->tui);
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = sign_in_page,
		.open = sign_in_row,
		.command = sign_in_command,
		.head = sign_in_head,
		.empty = _("There is no active operator; restore a backup or ask for help."),
		.destroy = sign_in_free,
		.ctx = s,
	};
	tui_push(app->tui, list_new("sign-in", SCREEN_ENTER, _("Who is there?"), &source));
}
