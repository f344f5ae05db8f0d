/* What Chinese keyboards and spreadsheets put in place of ASCII, folded back.  For the short texts
 * of this room (dates, amounts, id numbers); whole texts go through text_normal. */
#ifndef BASE_FOLD_H
#define BASE_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <glib.h>

/* The next character of *text: the ASCII twin of a full-width character, ' ' for any blank, else
 * the character itself; 0 at the end, 0xFFFD for broken UTF-8.  Steps *text over it. */
gunichar fold_next(const char **text);
/* True for characters that nobody sees: zero-width blanks and marks. */
bool fold_invisible(gunichar c);
/* Folds a whole text and drops the blanks at its ends.  False where it does not fit into cap. */
bool fold_ascii(const char *text, char *buf, size_t cap);
/* The number that exactly n digits make; -1 where there are not n. */
int fold_digits(const char *s, int n);

#endif
