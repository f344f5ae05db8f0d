/* The command line: one table of commands, one of options, one function per command.
 *
 * A command fills an error and returns false, or returns true; the error's code is the exit status.
 */
#ifndef CLI_H
#define CLI_H

#include "model/desk.h"
#include "report/listing.h"

struct cli {
	/* Options; NULL and false where they were not given. */
	char *db, *lang, *forms, *operator_name, *password_file;
	char *office, *station, *scale, *seed, *kind, *rejects, *month, *area, *programme, *case_no,
		*anchor, *encoding, *layout, *reason, *paid_on, *no, *year, *village, *param,
		*value, *from, *to, *document, *xlsx, *pdf, *names;
	gboolean practice, dry_run, tsv, text, help, version;

	char **words; /* what stands after the command, NULL-ended */
	int n_words;

	char *path; /* of the database */
	struct library *lib;
	struct desk *desk;
	bool findings; /* done, with findings or rejected rows: exit status 1 */
};

/* The whole program. Returns the exit status. */
int cli_main(int argc, char **argv);

/* --- for the commands ---------------------------------------------------------------------- */

/* The forms, as every command but `forms check` needs them: refused while one is broken. */
bool cli_load_forms(struct cli *cli, GError **error);
/* Opens the database; needs the forms. JIUZHU_NOW is taken where it is a practice database. */
bool cli_open(struct cli *cli, enum db_mode mode, GError **error);
/* Opens for writing and signs in: --operator with a password; in a practice database without one,
 * and without --operator as the first operator with that role. */
bool cli_open_as(struct cli *cli, unsigned role, GError **error);
/* The default place of a database of that name; its folder is made, 0700. */
char *cli_default_path(const char *name, GError **error);
/* Makes a database that appears as cli->path only when fill has succeeded. */
bool cli_make_database(struct cli *cli, const char *office, bool practice,
	bool (*fill)(struct cli *cli, GError **error), GError **error);
/* The day that JIUZHU_NOW asks for; refused where the database is not for practice. */
bool cli_take_now(bool practice, GError **error);

/* A secret or a word typed at the terminal. Owned by the caller, NULL with error. */
char *cli_ask(const char *prompt, bool secret, GError **error);
/* From --password-file, or typed. */
char *cli_password(struct cli *cli, const char *prompt, GError **error);
void cli_forget(char *secret); /* wipes and frees; NULL allowed */

/* The month of --month, or this month. */
bool cli_month(const struct cli *cli, month *out, GError **error);
/* Key of the programme of --programme, or the first there is. */
const char *cli_programme(const struct cli *cli, GError **error);
/* Text that is asked for as a number; -1 with error. */
gint64 cli_number(const char *option, const char *text, gint64 max, GError **error);
/* A key as machines want it with --tsv, else its label in a code list; likewise a state. */
const char *cli_word(const struct cli *cli, const char *list, const char *key);
const char *cli_state(const struct cli *cli, const char *programme, const char *state);
/* Aligned for eyes, or with --tsv for machines. */
void cli_print_listing(const struct cli *cli, const struct listing *l);
void cli_number_cell(struct listing *l, gint64 n);
/* Machines get fen, people yuan; below 0 nobody has said. */
void cli_money_cell(const struct cli *cli, struct listing *l, fen amount);
bool cli_wrong_use(GError **error, const char *command);

bool cli_client(struct cli *cli, GError **error);
bool cli_init(struct cli *cli, GError **error);
bool cli_demo(struct cli *cli, GError **error);
bool cli_import(struct cli *cli, GError **error);
bool cli_find(struct cli *cli, GError **error);
bool cli_calc(struct cli *cli, GError **error);
bool cli_pay(struct cli *cli, GError **error);
bool cli_review(struct cli *cli, GError **error);
bool cli_check(struct cli *cli, GError **error);
bool cli_report(struct cli *cli, GError **error);
bool cli_print(struct cli *cli, GError **error);
bool cli_backup(struct cli *cli, GError **error);
bool cli_restore(struct cli *cli, GError **error);
bool cli_verify(struct cli *cli, GError **error);
bool cli_forms(struct cli *cli, GError **error);

#endif
