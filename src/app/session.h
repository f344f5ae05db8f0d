/* What every screen shares: the desk, the terminal, what is carried forward. */
#ifndef APP_SESSION_H
#define APP_SESSION_H

#include "app/command.h"
#include "model/desk.h"
#include "tui/dialog.h"
#include "tui/fields.h"
#include "tui/list.h"
#include "tui/view.h"

struct app {
	struct desk *desk;
	struct tui *tui;
	GHashTable *carried; /* "form.field" -> last value, per operator; see carry_forget */
	char *status;        /* right end of the title line */
	GSList *guarded;     /* restricted cases on the screen, newest first; see case_seated */
};

/* --- screens: each pushes its view ------------------------------------------------------------ */

void home_open(struct app *app);    /* home.c */
void welcome_open(struct app *app); /* welcome.c: the first run makes the first administrator */
/* Home, but first, while no standards of its own are in force, asks the administrator for them. */
void standards_ask(struct app *app);
void sign_in_open(struct app *app);    /* sign_in.c: who is there, and the change of operator */
void operators_open(struct app *app);  /* operators.c */
void settings_open(struct app *app);   /* settings.c: standards and parameters, dated */
void persons_open(struct app *app);    /* persons.c */
void households_open(struct app *app); /* households.c */
void cases_open(struct app *app, const char *filter, const char *title); /* cases.c */
/* Somebody else sits down before restricted cases: each look is written down; a case that he may
 * not see is closed, with all that was opened from it. */
void case_seated(struct app *app);
void case_open(struct app *app, row_id casefile); /* case.c */
void apply_open(struct app *app);                 /* apply.c: search before create, then the form */
/* The form at once, about a person found elsewhere. */
void apply_begin(struct app *app, row_id person);
/* Goes on with a draft that is no case yet. */
void apply_resume(struct app *app, const char *form, const char *subject);
/* Is it the form of an application of some programme? */
bool apply_is_form(const struct app *app, const char *form);
void apply_edit(struct app *app, row_id casefile, const char *block);
void drafts_open(struct app *app);    /* drafts.c */
void registers_open(struct app *app); /* registers.c */
/* What waits in the registers, in one line; "" nothing. Owned by the caller. */
char *registers_due(struct app *app);
/* Goes on with a draft of a register's form; false where it is none. */
bool registers_resume(struct app *app, const char *form, const char *subject);
void reports_open(struct app *app); /* reports.c */
void reviews_open(struct app *app); /* reviews.c */
/* How far the yearly review is, in one line; "" none is open. Owned by the caller. */
char *reviews_line(struct app *app);
void audits_open(struct app *app); /* audits.c: what the checks found */
/* How many findings wait, in one line; "" none. Owned by the caller. */
char *audits_line(struct app *app);
void import_open(struct app *app); /* import.c */
void hits_open(struct app *app);   /* hits.c: who is in the lists of other departments */
/* How many of them nobody has settled, in words; "" none. Owned by the caller. */
char *hits_due(struct app *app);
void payments_open(struct app *app);                                        /* payments.c */
void document_open(struct app *app, const char *document, row_id casefile); /* document.c */
/* A text about no case, from there into a file named after key; takes text. */
void text_open(struct app *app, const char *title, const char *key, char *text); /* document.c */
void working_open(struct app *app, row_id casefile); /* document.c: F11 */
void help_open(struct app *app, struct view *about); /* help.c */
void notes_open(struct app *app, row_id casefile);   /* notes.c */
/* Asks for a note on a field of a form (form and field may be ""), with an optional due date. */
void note_open(struct app *app, row_id casefile, const char *form, const char *field);

/* Commands that mean the same everywhere (help, change of operator, home); REPLY_IGNORED else. */
enum reply app_command(struct app *app, struct view *v, int command);
/* The title line's right end after a change of operator or day. */
void app_status(struct app *app);
/* Shows an error in the message line and frees it. */
void app_fail(struct app *app, GError *error);

#endif
