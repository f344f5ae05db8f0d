/* The full-screen client: its start, its status, and the commands that every screen has. */
#include "app/app.h"

#include "app/session.h"
#include "base/i18n.h"
#include "model/office.h"
#include "model/operator.h"

static const char *app_status_text(void *ctx)
{
	return ((struct app *)ctx)->status;
}

/* Another process wrote: the policy is read again, and the screens with it. */
static bool app_stale(void *ctx)
{
	struct app *app = ctx;
	gint64 now = db_version(app->desk->db);
	if (now == app->desk->seen)
		return false;
	desk_reload(app->desk, NULL);
	return true;
}

void app_status(struct app *app)
{
	char today[DAY_LEN];
	const struct desk *desk = app->desk;
	g_free(app->status);
	app->status =
		g_strdup_printf("%s%s %s %s", db_is_practice(desk->db) ? _("[PRACTICE] ") : "",
			desk->office.short_name ? desk->office.short_name : "",
			desk->who.id ? desk->who.name : "", day_to_iso(day_today(), today));
}

void app_fail(struct app *app, GError *error)
{
	tui_error(app->tui, error);
}

enum reply app_command(struct app *app, struct view *v, int command)
{
	switch (command) {
	case CMD_HELP:
		help_open(app, v);
		return REPLY_DONE;
	case CMD_BACK:
		return REPLY_CLOSE;
	case CMD_SWITCH:
		sign_in_open(app);
		return REPLY_DONE;
	case CMD_QUIT:
		tui_quit(app->tui);
		return REPLY_DONE;
	case CMD_NEW:
		apply_open(app);
		return REPLY_DONE;
	default:
		return REPLY_IGNORED;
	}
}

/* A practice database opens signed in as its clerk. */
static void sit_down_to_practice(struct app *app)
{
	g_autofree char *login = office_login_with(app->desk, ROLE_CLERK);
	if (login && operator_sit_down(app->desk, login, NULL))
		app_status(app);
}

/* The first screen: the administrator has to be made, somebody has to sign in, or work begins. */
static void open_first(struct app *app)
{
	if (db_is_practice(app->desk->db) && !app->desk->who.id)
		sit_down_to_practice(app);
	if (!operator_any(app->desk))
		welcome_open(app);
	else if (!app->desk->who.id)
		sign_in_open(app);
	else
		home_open(app);
}

bool app_run(struct desk *desk, const struct app_options *options, GError **error)
{
	struct app app = {.desk = desk};
	struct tui_options t = {
		.commands = app_commands,
		.n_commands = app_n_commands,
		.theme = options->theme,
		.min_rows = 24,
		.min_cols = 80,
		.status = app_status_text,
		.stale = app_stale,
		.ctx = &app,
	};
	app.carried = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	app_status(&app);
	app.tui = tui_start(&t, error);
	if (app.tui) {
		open_first(&app);
		tui_run(app.tui);
		tui_stop(app.tui);
	}
	g_hash_table_unref(app.carried);
	g_free(app.status);
	return app.tui != NULL;
}
