/* The effects by what they are about, and what all of them share (effect.c).  Private. */
#ifndef MODEL_EFFECT_ROOM_H
#define MODEL_EFFECT_ROOM_H

#include "model/effect.h"

/* The value of a field of the first block of the form, or NULL. */
const char *effect_said(const struct flow *f, const char *field);
/* Taken over, and free when the flow ends. */
char *effect_keep(struct flow *f, char *text);
char *effect_iso(struct flow *f, day d);
/* The row behind a code of the program's own lists ("@household": a person), 0 where none is said.
 */
row_id effect_row(const struct flow *f, const char *block, int row, const char *field);
/* The first day on which a change is so: the form's `since`, else the day of the step. */
day effect_since(const struct flow *f);
/* A task about this case, due so many days after the step. */
bool effect_task(struct flow *f, const char *text, int days, GError **error);
/* The one number that a query about this case picks, 0 where there is none. */
row_id effect_pick(struct flow *f, const char *sql);

/* Money (effect_award.c): the columns of what is decided (amount, working, from when); the amount
 * of today as an award from the month after; awards that run are paid for the last time in a month,
 * and what has not begun is taken back; the first month of what is decided, as is kept and as a
 * number: the month after the step, unless f->from says another. */
bool effect_decide(struct flow *f, struct record *r, const char *kind, GError **error);
bool effect_insert_award(struct flow *f, row_id decision, GError **error);
bool effect_close_awards(struct flow *f, month last, GError **error);
const char *effect_month_after(struct flow *f);
month effect_from(const struct flow *f);

typedef bool effect_columns_fn(struct flow *f, struct record *r, GError **error);
typedef bool effect_after_fn(struct flow *f, GError **error);
effect_columns_fn effect_opinion_columns, effect_award_columns, effect_capture_columns,
	effect_grant_columns, effect_recognise_columns, effect_end_columns,
	effect_publicity_columns, effect_stop_notice_columns, effect_transfer_columns;
effect_after_fn effect_award_after, effect_capture_after, effect_grant_after, effect_adjust_after,
	effect_end_after, effect_transfer_answered, effect_recompute_after, effect_recover_after;
/* effect_change.c, effect_pause.c */
effect_columns_fn effect_suspend_columns, effect_resume_columns, effect_grace_columns;
effect_after_fn effect_suspend_after, effect_resume_after, effect_grace_after,
	effect_activate_after, effect_earn_after;
/* effect_household.c, effect_split.c */
effect_after_fn effect_join_after, effect_leave_after, effect_decease_after, effect_head_after,
	effect_move_after, effect_correct_after, effect_split_after, effect_merge_after;

#endif
