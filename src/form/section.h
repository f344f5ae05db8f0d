/* What the readers of all form files share: values of a section by type, with complaints that name
 * the line and what was probably meant.  Private to this room. */
#ifndef FORM_SECTION_H
#define FORM_SECTION_H

#include <stdbool.h>
#include <glib.h>
#include "base/ini.h"
#include "form/expr.h"

struct source {
	const struct ini *ini;
	struct ini_complaints *complaints;
};

/* Complains unless the section's name is fit for a key: a-z 0-9 _ from a letter on; codes and
 * numbers of checks and papers may be any ASCII letters, digits, - and _. */
bool section_has_key(const struct source *src, const struct ini_section *s);
bool section_has_code(const struct source *src, const struct ini_section *s);
/* A section of a kind that this sort of file does not have. */
void section_refuse(
	const struct source *src, const struct ini_section *s, const char *const *kinds);

char *section_text(const struct ini_section *s, const char *key); /* NULL where absent */
/* The label in the language shown; complains where it is missing. Never NULL. */
char *section_label(const struct source *src, const struct ini_section *s, const char *key);
bool section_flag(const struct source *src, const struct ini_section *s, const char *key);
/* False where it is absent or no number. */
bool section_integer(
	const struct source *src, const struct ini_section *s, const char *key, gint64 *out);
/* Place in words (NULL-ended), -1 where absent or unknown. */
int section_choice(const struct source *src, const struct ini_section *s, const char *key,
	const char *const *words);
/* Words between commas and blanks; never NULL. */
char **section_words(const struct ini_section *s, const char *key);
struct expr *section_condition(
	const struct source *src, const struct ini_section *s, const char *key);
int section_line(const struct ini_section *s, const char *key);

/* A complaint's place: one line of one file. */
struct spot {
	const char *file;
	int line;
	struct ini_complaints *complaints;
};
/* Complains that there is no such thing, with what was probably meant: the nearest of the
 * candidates (char *, not owned; may be NULL). */
void complain_no_such(
	struct spot spot, const char *what, const char *word, const GPtrArray *candidates);

#endif
