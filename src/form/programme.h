/* A programme of assistance: its states, its actions with their gates, its papers, its deadlines.
 *
 * What differs between programmes is a row here, never an `if` in C.
 */
#ifndef FORM_PROGRAMME_H
#define FORM_PROGRAMME_H

#include <stdbool.h>
#include <glib.h>
#include "base/ini.h"
#include "form/expr.h"

struct state_def {
	char *key;   /* "accepted" */
	char *label; /* 已受理 */
	enum { STATE_OPEN, STATE_ACTIVE, STATE_CLOSED } kind;
};

struct action_def {
	char *key;
	char *label;
	char *done;     /* what the history says: 受理 -> 已受理 */
	char **from;    /* states it may start from */
	char *to;       /* state after it, or NULL: stays */
	char **roles;   /* any of them */
	char **differ;  /* actions whose doer must be somebody else (F23) */
	char **needs;   /* conditions of the gate, by name (model/gate.h) */
	char **ensures; /* conditions asked again when the form's rows are in */
	char **effects; /* what the model does beyond the state (model/flow.h) */
	char *form;     /* entry form filled for it, or NULL */
	char *notice;   /* document printed with it, or NULL */
	char *article;  /* the rule: "DB21 10" */
	char **without; /* of form, deadline, papers, notice: what the step is meant not to have */
	bool main;      /* the next step of the ordinary way, offered first */
	int line;
};

struct deadline_def {
	char *key;
	char *label;
	char **from;       /* any of these actions starts it */
	char *since;       /* action whose day it counts from; NULL: that of from (D-40) */
	char **done;       /* any of these actions ends it */
	char *param;       /* policy parameter holding the number */
	struct expr *when; /* runs only where true (confirm_level = county); NULL: always */
	bool workdays;     /* else calendar days */
	bool waits;        /* the days must pass: due on the first working day after them */
	bool birthday;     /* the parameter is an age: due when the person reaches it (G-06) */
	bool months;       /* the parameter counts months (D-60) */
	char *article;
	int line;
};

struct paper_def {
	char *code; /* A01 */
	char *title;
	char *by;          /* action that must not pass without it */
	struct expr *when; /* NULL: always required; else required where true */
	bool obtainable;   /* the checking mechanism can supply it: never demanded (C-03) */
	bool made_here;    /* the office makes it (survey form, notice), not the applicant */
	char *article;
	int line;
};

/* Nobody is in this programme and in that one at once (F5, D-09). */
struct exclude_def {
	char *programme; /* key of a programme, or of a group */
	char *article;
	int line;
};

/* Facts of a case that this programme has: rows of a block's table, shown on the case screen. */
struct facts_def {
	char *key;
	char *label;
	char *form, *block; /* where their fields are described */
	char **shows; /* what is shown first: fields, or "column:list" of what the program found */
	int line;
};

struct programme {
	char *key;
	char *like; /* the programme whose file it builds on, or NULL */
	int like_line;
	char *label;
	gint64 order;  /* place among the programmes, from 1 */
	char *about;   /* one line for whoever chooses among them, or NULL */
	char *called;  /* what documents call it; the label where the file does not say */
	char *benefit; /* what documents call what is paid; NULL: nothing is paid */
	char *file;
	char *group;     /* programmes that count as one: dibao and its single persons; else key */
	char **areas;    /* urban, rural */
	char *standard;  /* policy key of the standard that income is compared with */
	char *amount;    /* how it is reckoned, by name (model/amount.h); NULL: nothing is paid */
	char *countable; /* attribute of an income kind that says "no" where it is not counted */
	char *prefix;    /* of file numbers: DB */
	char *form;      /* entry form of an application; NULL: none is taken here */
	char *cycle;     /* month, quarter, or the policy key that says which; NULL: month */
	char *ceiling;   /* policy key: what the township may confirm; NULL: no such limit */
	char *cap;       /* policy key: most a grant may be, in months of the standard */
	bool individual; /* about one person, not a whole household */
	bool recognises; /* whoever is in it was found to be poor: not asked again (L-08) */
	bool publicity;
	char *no_publicity; /* the article that forbids it (G-13); NULL: none does */
	bool restricted;    /* names are masked in lists, every look is written down (K-91) */
	char **readers;     /* roles that may open a restricted case */
	char **beside;      /* programmes that it may stand beside, whatever excludes them */
	char **offers;      /* programmes to be thought of when it ends (T-20) */
	char *age_limit;    /* policy key: an age; from the month after it nothing is paid (G-06) */
	char *age_paper;    /* unless this paper came within a year: still at school (G-03) */
	char **parents;     /* situations of two parents that it is for: "gone+unable" (G-10) */
	struct expr *half_year; /* reviewed twice a year where true (D-60); NULL: yearly */
	char **hide;            /* sections of the case screen that mean nothing here */
	GPtrArray *states;      /* struct state_def * */
	GPtrArray *actions;     /* struct action_def * */
	GPtrArray *deadlines;   /* struct deadline_def * */
	GPtrArray *papers;      /* struct paper_def * */
	GPtrArray *excludes;    /* struct exclude_def * */
	GPtrArray *facts;       /* struct facts_def * */
};

struct programme *programme_read(const struct ini *ini, struct ini_complaints *c);
void programme_free(struct programme *p);
const struct state_def *programme_state(const struct programme *p, const char *key);
const struct action_def *programme_action(const struct programme *p, const char *key);
const struct paper_def *programme_paper(const struct programme *p, const char *code);
bool action_allows_from(const struct action_def *a, const char *state);
/* Is word its key or its group? */
bool programme_is(const struct programme *p, const char *word);
/* The row of either file that keeps the two apart, or NULL. */
const struct exclude_def *programme_excludes(const struct programme *a, const struct programme *b);

#endif
