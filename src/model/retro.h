/* A new standard from a day that is past 提标补发 (policy.md 9.7): who gets how much for which
 * months, to be looked at before anything is saved. */
#ifndef MODEL_RETRO_H
#define MODEL_RETRO_H

#include "model/adjustment.h"
#include "model/setting.h"

struct retro_case {
	row_id casefile;
	char *file_no, *programme, *area;
	guint first, n; /* its months among the lines */
	fen amount;     /* arrears in all */
	int members;
	fen old, fresh; /* a month, from next on; old -1: nothing runs any more */
	month next;     /* from which the fresh one runs */
	bool raised;    /* an award of fresh takes the place of the old one */
	char *unknown;  /* why it cannot be reckoned, or NULL */
	/* of the fresh award */
	fen base, supplement, income; /* income -1: nobody said */
	GArray *parts;                /* struct entitlement_part, or NULL */
	char *working;
};

/* Refused before, or found only near poor, and now under the standard (K-11): people to visit. */
struct retro_visit {
	row_id casefile;
	char *file_no, *programme, *state;
	fen income, standard; /* a year: Y and N x S */
};

struct retro {
	GPtrArray *cases;  /* struct retro_case *: who gets something, or needs a look */
	GArray *lines;     /* struct adjustment_month */
	GPtrArray *visits; /* struct retro_visit * */
	int n_arrears, n_raised;
	int n_less; /* would get less: heard first (C-11), nothing is done by itself */
	int n_unknown;
	fen amount;     /* arrears of all */
	fen monthly;    /* what all get more from next month on */
	char *rests_on; /* the head of the journal, the standard and the day */
};
void retro_free(struct retro *r);
JZ_DEFINE_AUTOPTR(retro, retro_free)

/* Nothing is written. */
struct retro *retro_look(struct desk *desk, const struct setting *s, GError **error);
/* The standard, the new awards and the arrears, in one change; refused where they would not be what
 * was seen.  Administrators only. */
bool retro_save(
	struct desk *desk, const struct setting *s, const struct retro *seen, GError **error);

/* What looking at this standard now would rest on; owned by the caller. */
char *retro_rests_on(struct desk *desk, const struct setting *s, GError **error);

/* Who heads a case; "" where nobody does. Owned by the caller. */
char *retro_head(struct desk *desk, row_id casefile);

#endif
