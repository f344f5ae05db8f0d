/* How the cursor walks through the lines of a form: the movement of the entry kit, without keys or
 * drawing. */
#ifndef TUI_WALK_H
#define TUI_WALK_H

#include "tui/fields.h"

/* True where a line can be keyed. */
bool walk_can_enter(const struct fields_ops *ops, int i);
/* The first line from i on (i included) that Enter stops at, else the first that can be keyed at
 * all; -1 where there is none. */
int walk_from(const struct fields_ops *ops, int i);
/* Where Enter goes on to from i: carried and protected lines are passed over. -1: nowhere. */
int walk_next(const struct fields_ops *ops, int i);
/* The nearest line above i that can be keyed; -1: none. */
int walk_above(const struct fields_ops *ops, int i);
/* The first line of the next block that has one (or of this one and then the block before). */
int walk_block(const struct fields_ops *ops, int i, int direction);
/* A screen further: the line so many lines away, or the nearest to it. */
int walk_screen(const struct fields_ops *ops, int i, int lines);

#endif
