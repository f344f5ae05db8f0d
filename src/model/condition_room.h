/* The conditions by the programme that they came with; condition.c has their names.  Private. */
#ifndef MODEL_CONDITION_ROOM_H
#define MODEL_CONDITION_ROOM_H

#include "model/condition.h"

/* Rows of this case that a query counts; false where it could not be asked. */
bool gate_count(struct gate *g, gint64 *n, const char *sql, GError **error);
/* The one whom an individual programme is about; NULL where nobody is left. */
const struct person *gate_subject(const struct gate *g);

typedef bool condition_ask_fn(struct gate *g, GError **error);

/* condition_means.c: income, property, spending */
condition_ask_fn ask_standard, ask_eligible, ask_means, ask_edge, ask_rigid, ask_spending,
	ask_single;
/* condition_destitute.c */
condition_ask_fn ask_unable, ask_supporters, ask_assessed, ask_chosen, ask_sampled;
/* condition_child.c */
condition_ask_fn ask_minor, ask_parents, ask_carer;
/* condition_grant.c: temporary assistance, and what the county leaves to the township */
condition_ask_fn ask_hardship, ask_once, ask_capped, ask_capped_or_met, ask_delegated, ask_paid;
/* condition_review.c */
condition_ask_fn ask_visited;
/* condition_transfer.c */
condition_ask_fn ask_transfer_none, ask_transfer_open, ask_transfer_accepted;
/* condition_audit.c */
condition_ask_fn ask_sound;
/* condition_relief.c */
condition_ask_fn ask_searched, ask_reported, ask_received, ask_small_cash;

#endif
