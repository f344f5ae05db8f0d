/* New databases, and the screens on one that exists. */
#include "config.h"

#include "cli.h"

#include <stdio.h>
#include <string.h>
#include "app/app.h"
#include "app/demo.h"
#include "base/i18n.h"
#include "model/office.h"
#include "model/operator.h"

#define SEED_MAX 4294967295

bool cli_client(struct cli *cli, GError **error)
{
	struct app_options options = {0};

	return cli_open(cli, DB_WRITE, error) && app_run(cli->desk, &options, error);
}

/* --- init ---------------------------------------------------------------------------------- */

static bool add_admin(struct cli *cli, const char *login, const char *name, GError **error)
{
	struct operator_new o = {.login = login, .name = name, .roles = ROLE_ADMIN};
	char *password = cli_password(cli, _("Password (at least 8 characters):"), error);
	char *again = password && !cli->password_file
		? cli_ask(_("The same password again:"), true, error)
		: g_strdup(password);
	bool ok = password && again;

	if (ok && strcmp(password, again) != 0)
		ok = jz_fail(error, JZ_ERROR_USAGE, _("the two passwords differ; begin again"));
	o.password = password;
	ok = ok && operator_add(cli->desk, &o, NULL, error);
	cli_forget(password);
	cli_forget(again);
	return ok;
}

static bool first_administrator(struct cli *cli, GError **error)
{
	return add_admin(cli, cli->operator_name, cli->operator_name, error);
}

/* Whom --operator does not name, the first screen asks for. */
static bool fill_office(struct cli *cli, GError **error)
{
	return !cli->operator_name || first_administrator(cli, error);
}

static bool fill_practice(struct cli *cli, GError **error)
{
	if (cli->operator_name && cli->password_file && !first_administrator(cli, error))
		return false;
	return office_add_practice_people(cli->desk, error);
}

bool cli_init(struct cli *cli, GError **error)
{
	if (!cli->office)
		return jz_fail(error, JZ_ERROR_USAGE,
			_("say whose database it is with --office, the name or the division code "
			  "of the township"));
	if (!cli_make_database(cli, cli->office, cli->practice,
		    cli->practice ? fill_practice : fill_office, error))
		return false;
	printf(_("%s is ready; open it with jiuzhu --db %s\n"), cli->path, cli->path);
	return true;
}

/* --- demo ---------------------------------------------------------------------------------- */

static bool fill_demo(struct cli *cli, GError **error)
{
	gint64 seed = cli->seed ? cli_number("--seed", cli->seed, SEED_MAX, error) : 1;

	return seed >= 0 &&
		demo_fill(cli->desk, cli->scale ? cli->scale : "township", (guint32)seed, error);
}

bool cli_demo(struct cli *cli, GError **error)
{
	const char *office = demo_office(cli->scale ? cli->scale : "township");

	if (!office)
		return jz_fail(error, JZ_ERROR_USAGE,
			_("--scale %s is unknown; it is township, county or city"), cli->scale);
	if (!cli_make_database(cli, cli->office ? cli->office : office, true, fill_demo, error))
		return false;
	printf(_("%s is ready; open it with jiuzhu --db %s\n"), cli->path, cli->path);
	return true;
}
