/* The first run: the first administrator, then the standards this office works with. */
#include "app/ask.h"
#include "app/session.h"
#include "app/table.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/operator.h"
#include "model/setting.h"

/* --- standards -------------------------------------------------------------------------------- */

enum { OWN = 1, SAMPLES, LATER };

static bool take_samples(struct app *app, GError **error)
{
	struct change *c = desk_change(app->desk, "sample standards", error);
	bool ok = c && setting_put_samples(c, app->desk->lib, error) && change_commit(&c, error);
	change_cancel(&c);
	return ok && desk_reload(app->desk, error);
}

static void samples_done(const char *text, int chosen, void *ctx)
{
	struct app *app = ctx;
	GError *error = NULL;
	(void)text;
	if (chosen < 0)
		return;
	if (!take_samples(app, &error)) {
		app_fail(app, error);
		return;
	}
	home_open(app);
	tui_note(app->tui, NOTE_WARN,
		_("Sample standards are in force; every amount is marked as a sample."));
}

static bool is_missing(const struct app *app)
{
	bool missing = false;
	setting_is_sample(app->desk, &missing);
	return missing;
}

static enum reply standards_open(void *ctx, const struct list_row *row)
{
	struct app *app = ctx;
	if (row->id == SAMPLES && is_missing(app)) {
		dialog_confirm(app->tui, _("Sample standards"),
			_("The sample standards are no county's standards. They are for trying "
			  "the program out: whatever is computed with them is marked as a sample "
			  "and must not be paid. Your own can be entered at any time."),
			_("Take the samples"), samples_done, app);
		return REPLY_DONE;
	}
	home_open(app);
	if (row->id == OWN)
		settings_open(app);
	return REPLY_DONE;
}

static bool standards_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	const struct app *app = ctx;
	GPtrArray *all = table_new();
	(void)error;
	table_add(all, OWN, _("Enter our own standards now (amount, first day, document number)"),
		NULL);
	if (is_missing(app)) {
		table_add(
			all, SAMPLES, _("Take the sample standards, to try the program out"), NULL);
		table_add(all, LATER, _("Later: no amount can be computed until then"), NULL);
	} else {
		table_add(all, SAMPLES,
			_("Go on with the sample standards; every amount is marked as a sample"),
			NULL);
	}
	return table_page(all, anchor, before, n, rows);
}

static char *standards_head(void *ctx, int columns)
{
	(void)ctx;
	g_auto(GStrv) lines = text_wrap(
		_("Which standards does this office work with? The standards of urban and rural "
		  "areas are set by your county's or city's document; the program brings none of "
		  "its own. Every standard has a first day and a document number, and older ones "
		  "stay for older months."),
		columns - 2);
	g_autofree char *joined = g_strjoinv("\n ", lines);
	return g_strdup_printf("\n %s\n", joined);
}

static enum reply standards_command(void *ctx, int command, const struct list_row *row)
{
	struct app *app = ctx;
	if (command == CMD_FINISH && row)
		return standards_open(ctx, row);
	if (command == CMD_BACK) {
		home_open(app);
		return REPLY_DONE;
	}
	return command == CMD_HELP || command == CMD_QUIT
		? app_command(app, tui_top(app->tui), command)
		: REPLY_IGNORED;
}

void standards_ask(struct app *app)
{
	if (!(app->desk->who.roles & ROLE_ADMIN) || db_is_practice(app->desk->db) ||
		!setting_is_sample(app->desk, NULL)) {
		home_open(app);
		return;
	}
	static const struct list_column columns[] = {{"", 20, 1, false, 0}};
	struct list_source source = {
		.columns = columns,
		.n_columns = 1,
		.page = standards_page,
		.open = standards_open,
		.command = standards_command,
		.head = standards_head,
		.ctx = app,
	};
	tui_push(app->tui, list_new("standards", SCREEN_ENTER, _("Standards"), &source));
}

/* --- the first administrator ------------------------------------------------------------------ */

static bool first_finish(struct app *app, char *const *values, int *at, void *ctx, GError **error)
{
	g_autofree char *login = text_name(values[0]);
	g_autofree char *name = text_name(values[1]);
	struct operator_new o = {
		.login = login,
		.name = name,
		.password = values[2],
		.roles = ROLE_ADMIN,
	};
	(void)ctx;
	*at = !*login ? 0 : !*name ? 1 : 2;
	if (!ask_same_password(values[2], values[3], at, error) ||
		!operator_add(app->desk, &o, NULL, error))
		return false;
	return operator_sign_in(app->desk, login, values[2], error);
}

static void first_done(struct app *app, bool finished, void *ctx)
{
	(void)ctx;
	if (!finished)
		return;
	app_status(app);
	standards_ask(app);
	tui_note(app->tui, NOTE_GOOD,
		_("You are the administrator. Under Operators you give your colleagues their "
		  "accounts."));
}

void welcome_open(struct app *app)
{
	g_autofree char *text = g_strdup_printf(
		_("Welcome. This database of %s is new and has no operators yet.\n"
		  "Make the first account: the administrator, who gives accounts to the others "
		  "and sets the standards. Enter goes from field to field, F10 finishes (Esc 0 "
		  "does the same where F10 does not reach the program).\n "),
		app->desk->office.name);
	const struct ask_field fields[] = {
		{_("Login name"), _("Short, without blanks: what you key to sign in."), NULL, 20,
			false, false},
		{_("Your name"), _("As in the papers you sign; it stands in every record."), NULL,
			20, false, false},
		{_("Password"), _("At least 8 characters; nobody can read it back."), NULL, 30,
			true, false},
		{_("Password again"), _("The same once more. Then F10 finishes."), NULL, 30, true,
			false},
	};
	ask_open(app,
		&(struct ask_options){
			.name = "welcome",
			.title = _("First run"),
			.text = text,
			.fields = fields,
			.n = G_N_ELEMENTS(fields),
			.finish = first_finish,
			.done = first_done,
		});
}
