/* UTF-8 text by terminal columns.  The one place that knows how wide a character is. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <glib.h>

/* Columns of one code point: 0, 1 or 2; ambiguous ones count 1. */
int text_char_columns(gunichar c);
/* Columns of a text. */
int text_columns(const char *text);
/* Bytes of the longest beginning of text that fits into columns; *used gets its columns.  Never
 * splits a grapheme cluster. */
size_t text_fit(const char *text, int columns, int *used);
/* Appends text cut or padded with blanks to exactly columns; a cut is shown by a final '>'. */
void text_append_padded(GString *out, const char *text, int columns, bool right);
/* Breaks text into lines of at most columns (no line starts with a closing mark).  NULL-ended,
 * g_strfreev. */
char **text_wrap(const char *text, int columns);

/* Text from data made fit for a screen or printer: control characters (C0, C1), bidi overrides,
 * zero-width and private-use characters and broken UTF-8 go or become '?'; CR, LF, TAB become a
 * blank.  Owned by the caller. */
char *text_clean(const char *text);
/* As typed or found in a roster: clean, NFKC for ASCII twins (full-width letters and digits),
 * inner runs of blanks to one, none at the ends.  Owned by the caller. */
char *text_normal(const char *text);
/* As text_normal without any blank inside: names in rosters are spaced for looks (王　明). */
char *text_name(const char *text);

/* Edit distance of two texts by characters, for "did you mean". */
int text_distance(const char *a, const char *b);
/* The candidate nearest to text, or NULL where none is near. Not owned. */
const char *text_nearest(const char *text, const char *const *candidates, size_t n);

#endif
