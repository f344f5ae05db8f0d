/* The line reader behind every file in forms/: sections, keys, values, and where they stand.
 *
 *     # comment
 *     [kind name]
 *     key = value
 *     label[en] = value
 *     text =
 *         a value may go on in lines that begin with a blank
 *
 * Full-width ＝ ［ ］ ： are accepted for = [ ] :.  A byte order mark and CRLF are ignored.  Text
 * that is not UTF-8 is refused with the advice to save it as UTF-8.
 */
#ifndef BASE_INI_H
#define BASE_INI_H

#include "base/auto.h"

#include <stdbool.h>
#include <glib.h>

struct ini_pair {
	char *key;
	char *value;
	int line;
};

struct ini_section {
	char *kind; /* first word in the brackets */
	char *name; /* the rest, or "" */
	int line;
	GPtrArray *pairs; /* struct ini_pair *, in the order of the file */
};

struct ini {
	char *file;
	GPtrArray *sections; /* struct ini_section * */
};

/* Every complaint about a file: "file:line: sentence". Readers go on after the first, so that a
 * person mends all at once. */
struct ini_complaints {
	GPtrArray *list; /* char * */
};

struct ini_complaints *ini_complaints_new(void);
void ini_complaints_free(struct ini_complaints *c);
void ini_complain(struct ini_complaints *c, const char *file, int line, const char *format, ...)
	G_GNUC_PRINTF(4, 5);

/* Always returns what could be read; adds to complaints what could not. */
struct ini *ini_parse(const char *file, const char *text, gssize len, struct ini_complaints *c);
void ini_free(struct ini *ini);
JZ_DEFINE_AUTOPTR(ini, ini_free)
JZ_DEFINE_AUTOPTR(ini_complaints, ini_complaints_free)

/* Made by hand: an empty file, one more section at its end, one more pair.  Texts are copied. */
struct ini *ini_new(const char *file);
struct ini_section *ini_add(struct ini *ini, const char *kind, const char *name, int line);
void ini_put(struct ini_section *s, const char *key, const char *value, int line);

/* NULL where the key is absent. */
const struct ini_pair *ini_get(const struct ini_section *s, const char *key);
const char *ini_value(const struct ini_section *s, const char *key);
/* label, or label[en] where English is shown and the file has it. */
const char *ini_label(const struct ini_section *s, const char *key);

/* Complains about every key of s that is not in known (NULL-ended), with "did you mean". */
void ini_check_keys(const struct ini *ini, const struct ini_section *s, const char *const *known,
	struct ini_complaints *c);

#endif
