/* What an action would come to, before it is done: read within its change, which is taken back. */
#ifndef MODEL_PREVIEW_H
#define MODEL_PREVIEW_H

#include "model/difference.h"

struct flow;

struct preview {
	fen before, after; /* a month, from the month after the step; -1: nothing is paid */
	int people_before, people_after;
	month from;         /* first month that differs, MONTH_NONE: none does */
	month until;        /* last month of what is paid then; MONTH_NONE: open */
	char *working;      /* of the new amount (rule/working.h), or NULL */
	GArray *months;     /* struct difference: months of the past that it changes */
	GPtrArray *reasons; /* struct reason: what the action ensures and is not so yet */
	bool notice;        /* a decision is made that must be told in writing (C-11) */
};
void preview_clear(struct preview *p);

/* Within the change of a flow: before its rows are in, and after. */
bool preview_before(struct flow *f, struct preview *p, GError **error);
bool preview_after(struct flow *f, struct preview *p, GError **error);

#endif
