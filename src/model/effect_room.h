/* The effects that are about money (effect_award.c), and what all effects share (effect.c).
 * Private.
 */
#ifndef MODEL_EFFECT_ROOM_H
#define MODEL_EFFECT_ROOM_H

#include "model/effect.h"

/* The value of a field of the first block of the form, or NULL. */
const char *effect_said(const struct flow *f, const char *field);
/* Taken over, and free when the flow ends. */
char *effect_keep(struct flow *f, char *text);
char *effect_iso(struct flow *f, day d);
/* The one number that a query about this case picks, 0 where there is none. */
row_id effect_pick(struct flow *f, const char *sql);

typedef bool effect_columns_fn(struct flow *f, struct record *r, GError **error);
typedef bool effect_after_fn(struct flow *f, GError **error);
effect_columns_fn effect_opinion_columns, effect_award_columns, effect_capture_columns,
	effect_grant_columns, effect_recognise_columns, effect_end_columns,
	effect_publicity_columns, effect_stop_notice_columns, effect_transfer_columns;
effect_after_fn effect_award_after, effect_capture_after, effect_grant_after, effect_adjust_after,
	effect_end_after, effect_transfer_answered;

#endif
