/* The one table of commands: enum, name, keys, function bar, help, manual. */
#ifndef APP_COMMAND_H
#define APP_COMMAND_H

#include "tui/view.h"

enum screen_bit {
	SCREEN_HOME = 1 << 0,
	SCREEN_LIST = 1 << 1, /* persons, households, cases: with a search line */
	SCREEN_CASE = 1 << 2,
	SCREEN_SECTION = 1 << 3, /* papers, checks, income ... of a case */
	SCREEN_FORM = 1 << 4,
	SCREEN_TABLE = 1 << 5, /* settings, operators, drafts, notes: lists with rows to add */
	SCREEN_PAYMENTS = 1 << 6,
	SCREEN_IMPORT = 1 << 7,
	SCREEN_TEXT = 1 << 8,      /* a document on the screen */
	SCREEN_ENTER = 1 << 9,     /* signing in, first run */
	SCREEN_REASONS = 1 << 10,  /* why a step is not possible */
	SCREEN_REGISTER = 1 << 11, /* which registers there are, the rows of one */
	SCREEN_ROWS = 1 << 12,     /* with SCREEN_REGISTER: rows that are written here */
	SCREEN_MAKE = 1 << 13,     /* with SCREEN_ROWS: many rows at once */
	SCREEN_FACTS = 1 << 14,    /* supporters, parents, hardship ... of a case */
	SCREEN_FINDINGS = 1 << 15, /* what speaks against a roster */
	SCREEN_REVIEW = 1 << 16,   /* the rounds of the yearly review, how far one is */
	SCREEN_GRID = 1 << 17,     /* the households of a round */
	SCREEN_HITS = 1 << 18,     /* who is in the lists of other departments; which lists */
	SCREEN_RETRO = 1 << 20,    /* a new standard before it is saved */
	SCREEN_DUE = 1 << 21,      /* due and paid, month by month */
	SCREEN_ADJUST = 1 << 22,   /* arrears and recoveries */
	SCREEN_CHECKS = 1 << 23,   /* what the checks found, by check */
	SCREEN_CHECKED = 1 << 24,  /* what one check found */
	SCREEN_REPORTS = 1 << 25,  /* which reports there are, and bars */
	SCREEN_REPORT = 1 << 26,   /* one of them */
	SCREEN_NUMBERS = 1 << 27,  /* a table of it, the names behind a number */
	SCREEN_PAPER = 1 << 28,    /* with SCREEN_SECTION: it has a document */
	SCREEN_WORK = SCREEN_HOME | SCREEN_LIST | SCREEN_CASE | SCREEN_SECTION | SCREEN_TABLE |
		SCREEN_PAYMENTS | SCREEN_IMPORT | SCREEN_TEXT | SCREEN_REASONS | SCREEN_REGISTER |
		SCREEN_FACTS | SCREEN_FINDINGS | SCREEN_REVIEW | SCREEN_GRID | SCREEN_RETRO |
		SCREEN_DUE | SCREEN_ADJUST | SCREEN_HITS | SCREEN_REPORTS | SCREEN_REPORT |
		SCREEN_NUMBERS | SCREEN_CHECKS | SCREEN_CHECKED,
	SCREEN_ALL = SCREEN_WORK | SCREEN_FORM | SCREEN_ENTER,
};

enum app_command {
	CMD_HELP = 1,
	CMD_BACK,
	CMD_QUIT,
	CMD_NEW,         /* F3 on lists: new application; on tables: add a row */
	CMD_SWITCH,      /* change of operator */
	CMD_NEXT,        /* F10 on a case: the next step */
	CMD_ACTIONS,     /* F6 on a case: every step that is possible */
	CMD_PRINT,       /* Ctrl-P */
	CMD_WORKING,     /* F11 */
	CMD_EDIT,        /* F4 on a case: the application form again */
	CMD_ALL,         /* F5 on papers and checks: all of them */
	CMD_NOTE,        /* F9 */
	CMD_NOTES,       /* Ctrl-N: the list of notes */
	CMD_PLAN,        /* F3 on payments */
	CMD_APPROVE,     /* F10 on payments: the next step of a roster */
	CMD_EXPORT,      /* F12 on payments: write the roster */
	CMD_START,       /* F10 on the import preview */
	CMD_ACCEPT,      /* F2 in forms: accept a soft check with a reason */
	CMD_ADD_ROW,     /* F3 in forms */
	CMD_DROP_ROW,    /* F4 in forms */
	CMD_CODES,       /* F5 in forms */
	CMD_GOTO,        /* F6 in forms */
	CMD_DITTO,       /* F7, Ctrl-D in forms */
	CMD_AS_OF,       /* F7 on the members of a case */
	CMD_CLEAR,       /* F8 in forms */
	CMD_FINISH,      /* F10 in forms */
	CMD_DELETE,      /* F4 on tables: a draft */
	CMD_REMOVE,      /* F4 on a register: a row entered in error */
	CMD_MAKE,        /* F5 on a register: the rows of a month */
	CMD_PROOF,       /* F11 on a round: every household with its proof */
	CMD_END,         /* F10 on a round: close it */
	CMD_SAME,        /* F10 on the grid: no change */
	CMD_VISIT,       /* F7 on the grid: the date and the visitors */
	CMD_ONLY_OPEN,   /* F5 on the grid: those that are still to be reviewed */
	CMD_SETTLE,      /* F10 on a new standard: save it with what follows */
	CMD_RECKON,      /* F5 on due and paid: propose what is missing or too much */
	CMD_CHANGED,     /* F3 on due and paid: income that changed on a day */
	CMD_ADJUSTMENTS, /* F9 on payments, due and paid: arrears and recoveries */
	CMD_PERIOD,      /* F7 on a report: another year or month */
	CMD_BARS,        /* F11 on a table of a report */
	CMD_SAVE_NEXT,   /* F12 in forms: save and take the next case */
};

extern const struct command app_commands[];
extern const int app_n_commands;

#endif
