/* Doing an action: the gate, the rows of its form, the new state, the clocks, the effects; all in
 * one change.
 */
#ifndef MODEL_FLOW_H
#define MODEL_FLOW_H

#include "form/entry.h"
#include "model/clock.h"
#include "model/gate.h"
#include "model/preview.h"

/* entry: the action's form filled, or NULL where it has none.  on: the day it was done (today where
 * DAY_NONE), where the form has no date that says so. Refused with every reason of the gate, before
 * and after the form's rows are in. */
bool flow_do(struct desk *desk, row_id casefile, const char *action, const struct entry *entry,
	day on, GError **error);
/* What it would come to: done, read and taken back.  Refused as flow_do but for what the action
 * ensures, which stands in the preview.  *out is cleared by preview_clear, also after an error. */
bool flow_preview(struct desk *desk, row_id casefile, const char *action, const struct entry *entry,
	day on, struct preview *out, GError **error);
/* The actions of the programme that a case's state allows, main way first: struct action_def *, not
 * owned. */
GPtrArray *flow_actions(const struct desk *desk, const struct casefile *c);
/* The next step of the ordinary way, or NULL. */
const struct action_def *flow_next(struct desk *desk, const struct casefile *c);

#endif
