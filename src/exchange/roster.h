/* A roster, or a list of another department, into the database: every row checked, households
 * grouped under their heads, one change for the whole file or none.  What cannot be taken is set
 * aside with its reason. */
#ifndef EXCHANGE_ROSTER_H
#define EXCHANGE_ROSTER_H

#include "base/auto.h"

#include "model/desk.h"

#define ROSTER_SHOWN 200 /* faults and remarks kept for the screen */

struct roster_options {
	const char *kind;    /* key or label of forms/rosters, NULL: from the title */
	month for_month;     /* 0 or MONTH_NONE: from the title */
	const char *rejects; /* file for the rows set aside, NULL: none is written */
	bool dry_run;        /* counts and rejects, and nothing is changed */
	/* Called now and then; false cancels, and nothing was changed. May be NULL. */
	bool (*progress)(goffset done, goffset total, void *ctx);
	void *ctx;
};

struct roster_fault {
	int row;
	char *column; /* the file's own word */
	char *name;
	char *reason;
};

struct roster_result {
	char *kind;                       /* label: 农村低保 */
	char *programme, *area;           /* programme: of a row that names none */
	bool of_list;                     /* of another department (model/external.h) */
	bool of_households;               /* else a row is a person's case, a grant or a payment */
	bool by_row;                      /* each row has its own month or day */
	month month;                      /* MONTH_NONE: by_row */
	bool kind_assumed, month_assumed; /* neither title nor file name says; taken as likely */
	bool known;                       /* this very file was imported before */
	bool cancelled;
	int rows;                      /* of the file, the rejected ones with them */
	int households, persons;       /* without the rejected rows; different ones */
	fen amount;                    /* a month; by_row: in all */
	int rejected;                  /* rows */
	int added, updated, unchanged; /* households; else rows */
	GPtrArray *faults;             /* struct roster_fault *, the first ROSTER_SHOWN */
	GPtrArray *remarks;            /* char *: taken, but worth a look; likewise */
	int n_remarks;
	int matched;        /* of_list: rows about persons known here */
	int found, nothing; /* of_list: answers that cases waited for and that it gave */
};
void roster_result_clear(struct roster_result *out);

/* Fills out also where it fails by being cancelled. Clerks and administrators only. */
bool roster_import(struct desk *desk, const char *path, const struct roster_options *options,
	struct roster_result *out, GError **error);

/* Labels of the kinds there are, for a picker or a usage line; g_strfreev. */
char **roster_kinds(const struct library *lib);
/* Complains about forms/rosters. */
void roster_check_forms(const struct library *lib, struct ini_complaints *c);

#endif
