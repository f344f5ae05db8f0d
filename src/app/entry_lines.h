/* The lines of a filled form on the screen: headings, and the fields that are asked now.
 *
 * A roster ends in an empty row of which only the first field shows: Enter on it leaves the roster,
 * "." in it says "none".
 */
#ifndef APP_ENTRY_LINES_H
#define APP_ENTRY_LINES_H

#include "form/entry.h"
#include "tui/fields.h"

struct entry_line {
	enum line_kind kind;
	struct place at; /* of a heading: its block (and row) */
};

/* struct entry_line, in the order of the screen.  Adds the empty last rows of rosters to e. */
GArray *entry_lines_make(struct entry *e);
/* The line of a place, or of the nearest one before it; -1 where there is none. */
int entry_lines_find(const GArray *lines, struct place at);
/* First field line of the next block after line i; the last line's number where there is none. */
int entry_lines_next_block(const GArray *lines, int i);
int entry_lines_of_block(const GArray *lines, int block);
/* True for the line that says "none" for a whole roster: there is no row behind it. */
bool entry_line_is_none(const struct entry *e, const struct entry_line *line);
/* True for the first field of a roster's empty last row. */
bool entry_line_is_open_end(const struct entry *e, const struct entry_line *line);

#endif
