/* Conditions in forms: `relation != 01 and age >= 16`, `state in draft accepted`, `phone empty`.
 *
 * Operators: = != < <= > >= in empty not and or ( ).  Left stands a name, right a literal or a
 * {name}; a bare name is true unless empty, 0 or no.  Both sides of < and > are read as numbers
 * where both are numbers (dates compare as ISO text; an empty side is never less or more).  An
 * unknown name is an error when the file is read, never when it is used.
 */
#ifndef FORM_EXPR_H
#define FORM_EXPR_H

#include <stdbool.h>
#include <glib.h>

struct expr;

/* NULL with *complaint (owned by the caller, translated) where the text is no condition. */
struct expr *expr_parse(const char *text, char **complaint);
void expr_free(struct expr *e);

/* Value of a name, or NULL for an empty one. */
typedef const char *(*expr_lookup)(const char *name, void *ctx);
bool expr_true(const struct expr *e, expr_lookup lookup, void *ctx);

/* Calls see for each name used; for checking against the fields there are. */
void expr_names(const struct expr *e, void (*see)(const char *name, void *ctx), void *ctx);
/* Calls see for each unquoted word that a name is compared with by = != or in: for checking against
 * the codes there are, and for finding a field name without its braces. */
void expr_words(const struct expr *e, void (*see)(const char *name, const char *word, void *ctx),
	void *ctx);

#endif
