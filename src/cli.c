/* Reads the words of the call and hands them to one command. */
#include "config.h"

#include "cli.h"

#include <stdio.h>
#include <string.h>
#include "base/i18n.h"
#include "base/text.h"

struct command {
	const char *name;
	bool (*run)(struct cli *cli, GError **error);
	const char *words;   /* as --help shows them */
	int min, max;        /* how many there may be */
	const char *options; /* beside those that every command has */
	const char *help;
};

#define COMMON " db lang forms help version operator password-file "

static const struct command commands[] = {
	{"", cli_client, "", 0, 0, "", N_("open the screens")},
	{"init", cli_init, "", 0, 0, " office practice station ",
		N_("make a new, empty database and its first administrator")},
	{"demo", cli_demo, "", 0, 0, " scale seed office ",
		N_("make a practice database with invented people")},
	{"import", cli_import, "FILE...", 1, 1000, " kind dry-run rejects month tsv ",
		N_("take rosters in")},
	{"find", cli_find, "TEXT...", 1, 20, " tsv ",
		N_("find people by name, pinyin or id number")},
	{"calc", cli_calc, "ID-NUMBER", 1, 1, " month tsv ", N_("show the working of an amount")},
	{"pay", cli_pay,
		"plan|check|approve|send|import-result|reissue|close|list|rows|ledger|export|"
		"retro|due|price [FILE]",
		1, 2,
		" month area programme no kind case reason layout paid-on encoding param value "
		"from document dry-run tsv ",
		N_("plan, check, approve and send payments, take the bank's answer in")},
	{"review", cli_review, "open|status|list|sheet|close", 1, 1, " programme year village tsv ",
		N_("the yearly review: rounds and their progress")},
	{"check", cli_check, "[K-ID...]", 0, 100, " from to tsv ",
		N_("run the checks over this year, or over a span of days")},
	{"report", cli_report, "NAME", 0, 1, " month year names xlsx pdf tsv text ",
		N_("print a report, or the names behind one of its numbers")},
	{"print", cli_print, "DOCUMENT", 1, 1, " case pdf text ", N_("print a document of a case")},
	{"backup", cli_backup, "FILE", 1, 1, "", N_("copy the database into one checked file")},
	{"restore", cli_restore, "FILE", 1, 1, "", N_("make a database from a backup")},
	{"verify", cli_verify, "", 0, 0, " anchor tsv ", N_("check the database and its journal")},
	{"forms", cli_forms, "check [DIR]", 1, 2, "", N_("check the files of forms/")},
};

/* --- options ------------------------------------------------------------------------------- */

#define OPTION_MAX 48

static int list_options(struct cli *cli, GOptionEntry entries[OPTION_MAX])
{
#define TEXT G_OPTION_ARG_STRING
#define FLAG G_OPTION_ARG_NONE
	const GOptionEntry all[] = {
		{"db", 0, 0, TEXT, &cli->db, _("the database"), "FILE"},
		{"lang", 0, 0, TEXT, &cli->lang, _("the language: zh_CN or en"), "LANG"},
		{"forms", 0, 0, TEXT, &cli->forms,
			_("forms that take the place of the built-in ones"), "DIR"},
		{"operator", 0, 0, TEXT, &cli->operator_name, _("who signs in"), "NAME"},
		{"password-file", 0, 0, TEXT, &cli->password_file,
			_("a file whose first line is the password"), "FILE"},
		{"office", 0, 0, TEXT, &cli->office, _("name or division code of the office"),
			"CODE"},
		{"station", 0, 0, TEXT, &cli->station, _("number of this PC in the office, 0-15"),
			"N"},
		{"practice", 0, 0, FLAG, &cli->practice, _("for practice only"), NULL},
		{"scale", 0, 0, TEXT, &cli->scale, _("how large: township, county or city"),
			"SCALE"},
		{"seed", 0, 0, TEXT, &cli->seed, _("another seed invents other people"), "N"},
		{"kind", 0, 0, TEXT, &cli->kind, _("the kind of roster, where it cannot be seen"),
			"KIND"},
		{"dry-run", 0, 0, FLAG, &cli->dry_run, _("say what would be done, and do nothing"),
			NULL},
		{"rejects", 0, 0, TEXT, &cli->rejects, _("where rows go that cannot be taken"),
			"FILE"},
		{"month", 0, 0, TEXT, &cli->month, _("the month"), "YYYY-MM"},
		{"area", 0, 0, TEXT, &cli->area, _("urban or rural"), "AREA"},
		{"programme", 0, 0, TEXT, &cli->programme, _("the programme"), "KEY"},
		{"year", 0, 0, TEXT, &cli->year, _("the year"), "YYYY"},
		{"village", 0, 0, TEXT, &cli->village, _("name or division code of a village"),
			"NAME"},
		{"encoding", 0, 0, TEXT, &cli->encoding, _("gb18030 or utf-8"), "NAME"},
		{"no", 0, 0, TEXT, &cli->no, _("number of a further roster of the month, 2 ..."),
			"N"},
		{"layout", 0, 0, TEXT, &cli->layout, _("the bank's layout, of forms/banks"), "KEY"},
		{"paid-on", 0, 0, TEXT, &cli->paid_on, _("the day on which the bank paid"),
			"YYYY-MM-DD"},
		{"to", 0, 0, TEXT, &cli->to, _("the last day that is meant"), "YYYY-MM-DD"},
		{"reason", 0, 0, TEXT, &cli->reason, _("why it may stand, or why it was late"),
			"TEXT"},
		{"case", 0, 0, TEXT, &cli->case_no, _("the file number"), "NO"},
		{"param", 0, 0, TEXT, &cli->param, _("the standard that is raised"), "KEY"},
		{"value", 0, 0, TEXT, &cli->value, _("what it is now, in yuan"), "YUAN"},
		{"from", 0, 0, TEXT, &cli->from, _("the first day that is meant"), "YYYY-MM-DD"},
		{"document", 0, 0, TEXT, &cli->document, _("number of the document"), "NO"},
		{"anchor", 0, 0, TEXT, &cli->anchor, _("head of the journal as it was printed"),
			"SEQ:DIGEST"},
		{"names", 0, 0, TEXT, &cli->names, _("the names behind a number of a report"),
			"TABLE.ROW.COLUMN"},
		{"xlsx", 0, 0, TEXT, &cli->xlsx, _("write a workbook for a spreadsheet"), "FILE"},
		{"pdf", 0, 0, TEXT, &cli->pdf, _("write pages for a printer"), "FILE"},
		{"tsv", 0, 0, FLAG, &cli->tsv, _("print for machines: fields parted by tabs"),
			NULL},
		{"text", 0, 0, FLAG, &cli->text, _("print as text"), NULL},
		{"help", 'h', 0, FLAG, &cli->help, _("show this help"), NULL},
		{"version", 0, 0, FLAG, &cli->version, _("show the version"), NULL},
	};
	int n = G_N_ELEMENTS(all);

	memcpy(entries, all, sizeof all);
	entries[n] = (GOptionEntry){0};
	return n;
}

static bool is_given(const GOptionEntry *e)
{
	return e->arg == G_OPTION_ARG_NONE ? *(gboolean *)e->arg_data
					   : *(char **)e->arg_data != NULL;
}

static bool takes(const struct command *c, const char *option)
{
	g_autofree char *word = g_strdup_printf(" %s ", option);

	return strstr(COMMON, word) || strstr(c->options, word);
}

static bool check_options(
	const struct command *c, const GOptionEntry *entries, int n, GError **error)
{
	for (int i = 0; i < n; i++)
		if (is_given(&entries[i]) && !takes(c, entries[i].long_name))
			return *c->name
				? jz_fail(error, JZ_ERROR_USAGE,
					  _("--%s does not go with %s; see jiuzhu %s --help"),
					  entries[i].long_name, c->name, c->name)
				: jz_fail(error, JZ_ERROR_USAGE,
					  _("--%s needs a command; see jiuzhu --help"),
					  entries[i].long_name);
	return true;
}

static bool refuse_option(const char *given, const GOptionEntry *entries, int n, GError **error)
{
	const char *names[OPTION_MAX], *near;
	g_autofree char *name = g_strdup(given + strspn(given, "-"));

	name[strcspn(name, "=")] = '\0';
	for (int i = 0; i < n; i++)
		names[i] = entries[i].long_name;
	near = text_nearest(name, names, (size_t)n);
	return near ? jz_fail(error, JZ_ERROR_USAGE, _("there is no option %s; did you mean --%s?"),
			      given, near)
		    : jz_fail(error, JZ_ERROR_USAGE, _("there is no option %s; see jiuzhu --help"),
			      given);
}

/* GLib parses, with its own sentences kept out: they come in the machine's language. */
static bool parse_options(
	GOptionContext *context, const GOptionEntry *entries, int n, char ***args, GError **error)
{
	g_autofree char *last = NULL;
	g_autoptr(GError) why = NULL;
	guint len = g_strv_length(*args);

	last = g_strdup((*args)[len - 1]);
	if (!g_option_context_parse_strv(context, args, &why))
		return jz_fail(
			error, JZ_ERROR_USAGE, _("%s needs a value; see jiuzhu --help"), last);
	for (char **a = *args + 1; *a; a++) {
		if (strcmp(*a, "--") == 0)
			return true;
		if (**a == '-' && (*a)[1])
			return refuse_option(*a, entries, n, error);
	}
	return true;
}

/* --- help ---------------------------------------------------------------------------------- */

static void print_options(const struct command *c, const GOptionEntry *entries, int n)
{
	for (int i = 0; i < n; i++) {
		g_autoptr(GString) left = g_string_new("  --");

		if (!takes(c, entries[i].long_name))
			continue;
		g_string_append(left, entries[i].long_name);
		if (entries[i].arg_description)
			g_string_append_printf(left, " %s", entries[i].arg_description);
		printf("%-28s %s\n", left->str, entries[i].description);
	}
}

static void print_help(const struct command *c, const GOptionEntry *entries, int n)
{
	if (*c->name) {
		printf("%s jiuzhu %s %s %s\n", _("Usage:"), c->name, c->words, _("[OPTION...]"));
		printf("%s\n\n", _(c->help));
		print_options(c, entries, n);
		return;
	}
	printf("%s jiuzhu %s\n\n", _("Usage:"), _("[COMMAND] [OPTION...]"));
	for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
		printf("  %-8s %-33s %s\n", commands[i].name, commands[i].words,
			_(commands[i].help));
	printf("\n");
	print_options(c, entries, n);
}

/* --- running ------------------------------------------------------------------------------- */

static const struct command *find_command(const char *name, GError **error)
{
	const char *names[G_N_ELEMENTS(commands)], *near;

	for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
		names[i] = commands[i].name;
	}
	near = text_nearest(name, names + 1, G_N_ELEMENTS(commands) - 1);
	if (near)
		jz_fail(error, JZ_ERROR_USAGE, _("there is no command %s; did you mean %s?"), name,
			near);
	else
		jz_fail(error, JZ_ERROR_USAGE, _("there is no command %s; see jiuzhu --help"),
			name);
	return NULL;
}

static bool take_words(struct cli *cli, const struct command *c, char **args, GError **error)
{
	if (*args && strcmp(*args, "--") == 0)
		args++;
	cli->words = args;
	cli->n_words = (int)g_strv_length(args);
	if (cli->help || cli->version || (cli->n_words >= c->min && cli->n_words <= c->max))
		return true;
	return cli_wrong_use(error, c->name);
}

bool cli_wrong_use(GError **error, const char *command)
{
	for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
		if (strcmp(commands[i].name, command) == 0)
			return jz_fail(error, JZ_ERROR_USAGE,
				_("it is written: jiuzhu %s %s; see jiuzhu %s --help"), command,
				commands[i].words, command);
	return jz_fail(error, JZ_ERROR_USAGE, _("see jiuzhu --help"));
}

/* A result that did not reach its file or pipe is no result. */
static bool flush_output(GError **error)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return true;
	return jz_fail(
		error, JZ_ERROR_BAD, _("the result could not be written out; is the disk full?"));
}

static bool run(struct cli *cli, char ***args, GError **error)
{
	g_autoptr(GOptionContext) context = g_option_context_new(NULL);
	GOptionEntry entries[OPTION_MAX];
	int n = list_options(cli, entries);
	const struct command *c;

	g_option_context_set_help_enabled(context, FALSE);
	g_option_context_set_ignore_unknown_options(context, TRUE);
	g_option_context_add_main_entries(context, entries, NULL);
	if (!parse_options(context, entries, n, args, error) ||
		!(c = find_command((*args)[1] ? (*args)[1] : "", error)) ||
		!check_options(c, entries, n, error) ||
		!take_words(cli, c, *args + ((*args)[1] ? 2 : 1), error))
		return false;
	if (cli->version)
		printf("jiuzhu %s\n", PACKAGE_VERSION);
	else if (cli->help)
		print_help(c, entries, n);
	else if (!c->run(cli, error))
		return false;
	return flush_output(error);
}

static void cli_clear(struct cli *cli)
{
	char **texts[] = {&cli->db, &cli->lang, &cli->forms, &cli->operator_name,
		&cli->password_file, &cli->office, &cli->station, &cli->scale, &cli->seed,
		&cli->kind, &cli->rejects, &cli->month, &cli->area, &cli->programme, &cli->case_no,
		&cli->anchor, &cli->encoding, &cli->layout, &cli->reason, &cli->paid_on, &cli->no,
		&cli->year, &cli->village, &cli->param, &cli->value, &cli->from, &cli->to,
		&cli->document, &cli->xlsx, &cli->pdf, &cli->names, &cli->path};

	desk_free(cli->desk);
	library_free(cli->lib);
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
		g_free(*texts[i]);
}

/* The language must be known before the first sentence is made. */
static const char *wanted_language(char **argv)
{
	for (char **a = argv + 1; *a && strcmp(*a, "--") != 0; a++) {
		if (g_str_has_prefix(*a, "--lang="))
			return *a + strlen("--lang=");
		if (strcmp(*a, "--lang") == 0)
			return a[1];
	}
	return NULL;
}

static int status_of(const GError *error)
{
	return error->domain == JZ_ERROR ? error->code : JZ_ERROR_BAD;
}

int cli_main(int argc, char **argv)
{
	g_auto(GStrv) args = NULL;
	GError *error = NULL;
	struct cli cli = {0};
	int status;

	(void)argc;
	i18n_init(wanted_language(argv));
	args = g_strdupv(argv);
	status = run(&cli, &args, &error) ? cli.findings : status_of(error);
	if (error) {
		g_autofree char *sentence = text_clean(error->message);

		fprintf(stderr, "jiuzhu: %s\n", sentence);
		g_error_free(error);
	}
	cli_clear(&cli);
	return status;
}
