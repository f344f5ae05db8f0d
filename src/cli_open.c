/* What several commands need before they begin: forms, database, operator, month. */
#include "config.h"

#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include "app/words.h"
#include "base/i18n.h"
#include "model/division.h"
#include "model/office.h"
#include "model/operator.h"

/* --- forms and database -------------------------------------------------------------------- */

bool cli_load_forms(struct cli *cli, GError **error)
{
	g_autoptr(ini_complaints) c = ini_complaints_new();

	cli->lib = library_load(cli->forms, c);
	library_check(cli->lib, c);
	if (!c->list->len)
		return true;
	return jz_fail(error, JZ_ERROR_BAD,
		_("%s (%d in all); run jiuzhu forms check and mend them first"),
		(const char *)g_ptr_array_index(c->list, 0), (int)c->list->len);
}

char *cli_default_path(const char *name, GError **error)
{
	g_autofree char *folder = g_build_filename(g_get_user_data_dir(), "jiuzhu", NULL);

	if (g_mkdir_with_parents(folder, 0700) != 0) {
		jz_fail(error, JZ_ERROR_BAD,
			_("the folder %s cannot be made (%s); name a database with --db"), folder,
			g_strerror(errno));
		return NULL;
	}
	return g_build_filename(folder, name, NULL);
}

static bool find_path(struct cli *cli, const char *name, GError **error)
{
	if (!cli->path)
		cli->path = cli->db ? g_strdup(cli->db) : cli_default_path(name, error);
	return cli->path != NULL;
}

bool cli_take_now(bool practice, GError **error)
{
	const char *now = g_getenv("JIUZHU_NOW");
	day d;

	if (!now || !*now)
		return true;
	if (!practice)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("JIUZHU_NOW sets the date in practice databases only; unset it"));
	d = day_from_iso(now);
	if (d == DAY_NONE)
		return jz_fail(error, JZ_ERROR_USAGE,
			_("JIUZHU_NOW=%s is no date; write it as 2026-07-01"), now);
	day_set_today(d);
	return true;
}

bool cli_open(struct cli *cli, enum db_mode mode, GError **error)
{
	struct db *db;
	month m;

	/* A slip in the call is said before a file is touched. */
	if (!cli_month(cli, &m, error))
		return false;
	if (!cli_load_forms(cli, error) || !find_path(cli, "jiuzhu.db", error))
		return false;
	db = db_open(cli->path, mode, error);
	if (!db)
		return false;
	if (!cli_take_now(db_is_practice(db), error)) {
		db_close(db);
		return false;
	}
	cli->desk = desk_open(db, cli->lib, error);
	return cli->desk != NULL;
}

static bool fill_new(struct cli *cli, const char *path, const char *office,
	bool (*fill)(struct cli *cli, GError **error), GError **error)
{
	struct db *db = db_open(path, DB_WRITE, error);
	bool ok;

	if (!db)
		return false;
	ok = office_setup(db, cli->lib, office, error);
	if (!ok) {
		db_close(db);
		return false;
	}
	cli->desk = desk_open(db, cli->lib, error);
	ok = cli->desk && fill(cli, error);
	g_clear_pointer(&cli->desk, desk_free);
	return ok;
}

static void remove_database(const char *path)
{
	static const char *const tails[] = {"", "-wal", "-shm"};

	for (size_t i = 0; i < G_N_ELEMENTS(tails); i++) {
		g_autofree char *name = g_strconcat(path, tails[i], NULL);

		g_unlink(name);
	}
}

/* Filled under another name, so that a broken-off set-up leaves nothing that looks like an
 * office. */
bool cli_make_database(struct cli *cli, const char *office, bool practice,
	bool (*fill)(struct cli *cli, GError **error), GError **error)
{
	g_autofree char *unfinished = NULL, *digits = NULL;
	gint64 station = cli->station ? cli_number("--station", cli->station, 15, error) : 0;
	gint64 code = -1;
	bool ok;

	if (station < 0 || !cli_take_now(practice, error) || !cli_load_forms(cli, error) ||
		!(digits = division_code_of(cli->lib, office, error)) ||
		(code = cli_number("--office", digits, 999999999, error)) < 0 ||
		!find_path(cli, practice ? "practice.db" : "jiuzhu.db", error))
		return false;
	if (g_file_test(cli->path, G_FILE_TEST_EXISTS))
		return jz_fail(error, JZ_ERROR_BAD,
			_("%s exists already; name another file with --db"), cli->path);
	unfinished = g_strconcat(cli->path, ".new", NULL);
	remove_database(unfinished);
	ok = db_create(unfinished, code, (int)station, practice, error) &&
		fill_new(cli, unfinished, digits, fill, error);
	if (ok && g_rename(unfinished, cli->path) != 0)
		ok = jz_fail(error, JZ_ERROR_BAD,
			_("%s cannot be made (%s); name another file with --db"), cli->path,
			g_strerror(errno));
	if (!ok)
		remove_database(unfinished);
	return ok;
}

/* --- who ----------------------------------------------------------------------------------- */

void cli_forget(char *secret)
{
	if (!secret)
		return;
	sodium_memzero(secret, strlen(secret));
	g_free(secret);
}

#define CTRL_C 3

/* NULL at the end of the file and where Ctrl-C was typed. */
static char *read_line(FILE *file)
{
	char line[512];
	size_t n = 0;
	int c;
	char *copy = NULL;

	while ((c = getc(file)) != EOF && c != '\n' && c != CTRL_C && n < sizeof line - 1)
		line[n++] = (char)c;
	line[n] = '\0';
	line[strcspn(line, "\r")] = '\0';
	if (c != CTRL_C && (c != EOF || n > 0))
		copy = g_strdup(line);
	sodium_memzero(line, sizeof line);
	return copy;
}

static char *ask_openly(FILE *tty, const char *prompt)
{
	fprintf(tty, "%s ", prompt);
	return read_line(tty);
}

/* Hidden before the prompt is seen: who types fast is not shown, either. */
static char *ask_hidden(FILE *tty, const char *prompt)
{
	struct termios now, hidden;
	int fd = fileno(tty);
	char *answer;

	if (tcgetattr(fd, &now) != 0)
		return ask_openly(tty, prompt);
	hidden = now;
	/* Ctrl-C must not leave a terminal behind that shows nothing: it ends the line instead. */
	hidden.c_lflag &= ~(tcflag_t)(ECHO | ISIG);
	hidden.c_cc[VEOL] = CTRL_C;
	tcsetattr(fd, TCSAFLUSH, &hidden);
	answer = ask_openly(tty, prompt);
	tcsetattr(fd, TCSAFLUSH, &now);
	fputc('\n', tty);
	return answer;
}

char *cli_ask(const char *prompt, bool secret, GError **error)
{
	FILE *tty = fopen("/dev/tty", "r+");
	char *answer;

	if (!tty) {
		jz_fail(error, JZ_ERROR_USAGE,
			_("there is no terminal to ask; use --operator and --password-file"));
		return NULL;
	}
	setvbuf(tty, NULL, _IONBF, 0); /* no buffer that keeps a password */
	answer = secret ? ask_hidden(tty, prompt) : ask_openly(tty, prompt);
	fclose(tty);
	if (!answer)
		jz_fail(error, JZ_ERROR_USAGE, _("nothing was typed"));
	return answer;
}

static char *password_from_file(const char *path, GError **error)
{
	FILE *file = fopen(path, "r");
	char *line = file ? read_line(file) : NULL;

	if (!line)
		jz_fail(error, JZ_ERROR_BAD, _("no password can be read from %s"), path);
	if (file)
		fclose(file);
	return line;
}

char *cli_password(struct cli *cli, const char *prompt, GError **error)
{
	if (cli->password_file)
		return password_from_file(cli->password_file, error);
	return cli_ask(prompt, true, error);
}

static bool sit_down(struct cli *cli, unsigned role, GError **error)
{
	g_autofree char *login = cli->operator_name ? g_strdup(cli->operator_name)
						    : office_login_with(cli->desk, role);

	if (!login)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("nobody here has the role %s; name an operator with --operator"),
			role_label(role));
	return operator_sit_down(cli->desk, login, error);
}

bool cli_open_as(struct cli *cli, unsigned role, GError **error)
{
	g_autofree char *prompt = NULL;
	char *password;
	bool ok;

	if (!cli_open(cli, DB_WRITE, error))
		return false;
	if (db_is_practice(cli->desk->db))
		return sit_down(cli, role, error);
	if (!cli->operator_name)
		return jz_fail(error, JZ_ERROR_USAGE,
			_("say who you are with --operator NAME; this command writes"));
	prompt = g_strdup_printf(_("Password of %s:"), cli->operator_name);
	password = cli_password(cli, prompt, error);
	ok = password && operator_sign_in(cli->desk, cli->operator_name, password, error);
	cli_forget(password);
	return ok;
}

const char *cli_word(const struct cli *cli, const char *list, const char *key)
{
	return cli->tsv ? key : words_of_code(cli->desk, list, key);
}

const char *cli_state(const struct cli *cli, const char *programme, const char *state)
{
	return cli->tsv ? state : words_of_state(cli->desk, programme, state);
}

void cli_print_listing(const struct cli *cli, const struct listing *l)
{
	g_autofree char *text = cli->tsv ? listing_tsv(l) : listing_text(l);

	fputs(text, stdout);
}

void cli_number_cell(struct listing *l, gint64 n)
{
	g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, n);

	listing_cell(l, text);
}

void cli_money_cell(const struct cli *cli, struct listing *l, fen amount)
{
	char text[MONEY_LEN];

	if (amount < 0)
		listing_cell(l, "");
	else if (cli->tsv)
		cli_number_cell(l, amount);
	else
		listing_cell(l, money_print(amount, text));
}

/* --- small words --------------------------------------------------------------------------- */

bool cli_month(const struct cli *cli, month *out, GError **error)
{
	*out = cli->month ? month_parse(cli->month, day_today()) : month_of(day_today());
	return *out != MONTH_NONE ||
		jz_fail(error, JZ_ERROR_USAGE, _("--month %s is no month; write it as 2026-07"),
			cli->month);
}

const char *cli_programme(const struct cli *cli, GError **error)
{
	const GPtrArray *all = library_programmes(cli->lib);
	const struct programme *p = NULL;

	if (cli->programme)
		p = library_programme(cli->lib, cli->programme);
	else if (all->len)
		p = g_ptr_array_index(all, 0);
	if (!p)
		jz_fail(error, JZ_ERROR_USAGE, _("there is no programme %s"),
			cli->programme ? cli->programme : "");
	return p ? p->key : NULL;
}

gint64 cli_number(const char *option, const char *text, gint64 max, GError **error)
{
	guint64 n;

	if (text && g_ascii_string_to_unsigned(text, 10, 0, (guint64)max, &n, NULL))
		return (gint64)n;
	jz_fail(error, JZ_ERROR_USAGE, _("%s %s is no number from 0 to %lld"), option,
		text ? text : "", (long long)max);
	return -1;
}
