/* Lists of other departments (F34, K-33): the dead, vehicles, firms, insurance, deposits ...
 *
 * A list is taken in whole, the rows of people nobody knows here as well: whoever is entered later
 * is found in them (external_guard).  A row is about a person by his id number, else by name and
 * birth where only one has both and one of the two sides has no number.
 *
 * Where a case waits for the answer of such a department, the list gives it.
 *
 * What a list of the dead says is entered as the person's death at once, so that nothing more is
 * paid; it is taken back where somebody finds that it is not he.
 */
#ifndef MODEL_EXTERNAL_H
#define MODEL_EXTERNAL_H

#include "base/auto.h"

#include "model/desk.h"

struct external_list {
	const char *kind;           /* a file of forms/lists */
	bool death;                 /* what happened is a death */
	const char *source;         /* name of the file */
	const char *digest;         /* of its content */
	const char *as_of;          /* the day it describes, ISO; NULL: it does not say */
	const char *const *answers; /* sources of the check (model/verification.h); NULL: none */
	bool covers; /* it is complete for the office: nothing is known of who is not in it */
	const struct library *lib;
};

struct external_fact {
	int line;
	const char *name, *id_number;      /* id_number NULL: none */
	const char *birth;                 /* ISO, or NULL */
	const char *happened, *until;      /* ISO day or month, or NULL */
	fen amount;                        /* -1: none */
	const char *other_name, *other_id; /* or NULL */
	const char *detail;                /* or NULL */
	bool both;                         /* as much about the other one as about this one */
};

struct external;
/* What it would be, and nothing written, where change is NULL. */
struct external *external_begin(
	struct db *db, struct change *change, const struct external_list *list, GError **error);
void external_end(struct external *ex); /* does nothing for NULL */
JZ_DEFINE_AUTOPTR(external, external_end)
/* is_new: no list of the kind said the very same before.  hit: somebody known here. */
bool external_put(struct external *ex, const struct external_fact *fact, bool *is_new, bool *hit,
	GError **error);
/* A row that could not be read may be about anybody of that name; NULL or "": about anybody. */
void external_doubt(struct external *ex, const char *name);

struct external_answered {        /* persons x sources of open cases that waited for an answer */
	int found, nothing, left; /* left: the list does not tell, they wait on */
};
/* Before the commit, with the rows that were set aside: answers whoever still waits for it, with
 * the day of the list. */
bool external_finish(
	struct external *ex, int rejected, struct external_answered *answered, GError **error);

/* Finds those persons in the lists that this change brought, or whose number, name or birth it
 * changed. */
bool external_guard(struct change *c, GError **error);

/* --- hits: rows about persons known here ------------------------------------------------------ */

struct external_sum {
	const char *kind, *taken_on; /* taken_on: of its last list */
	int lists, rows, hits, open;
};
bool external_sums(struct desk *desk, bool (*see)(const struct external_sum *s, void *ctx),
	void *ctx, GError **error);
/* Hits that nobody has settled yet, of all kinds. */
int external_open(struct desk *desk);

struct external_hit {
	row_id id, person, casefile; /* casefile: the newest of his household; 0 none */
	const char *kind, *source, *as_of;
	int line;
	const char *name, *id_number, *matched;
	const char *file_no, *programme, *village;
	const char *happened, *until, *other_name, *detail;
	fen amount;                                                 /* -1: none */
	const char *disposition, *disposed_on, *disposed_by, *note; /* "" where there is none */
};
/* kind NULL: all.  At most n, after or before (before: nearest first) the row anchor; 0: from the
 * start or end. */
bool external_hits(struct desk *desk, const char *kind, bool only_open, row_id anchor, bool before,
	int n, bool (*see)(const struct external_hit *h, void *ctx), void *ctx, GError **error);

/* code: of the code list list_disposition.  One that is `open` keeps the hit open, with the note;
 * one that `undoes` takes a death back that came from this row.  All but the open ones want a
 * note. */
bool external_dispose(
	struct desk *desk, row_id hit, const char *code, const char *note, GError **error);

#endif
