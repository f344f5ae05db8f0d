/* The body of a journal entry: one JSON object in one canonical form.
 *
 * {"name":"张三","sex":"M"} for a row that came or went, {"name":["张三","张山"]} for one that
 * changed.  No blanks, integers as they are, texts with the shortest escapes.  The column "extra"
 * of a table holds the first form, too.
 */
#ifndef STORE_BODY_H
#define STORE_BODY_H

#include <stdbool.h>
#include <glib.h>

/* Texts are borrowed and need not end in a zero byte. */
struct value {
	enum { VALUE_NULL, VALUE_INT, VALUE_TEXT } type;
	gint64 i;
	const char *s;
	gsize len;
};

bool value_equal(const struct value *a, const struct value *b);

void body_begin(GString *out);
void body_pair(GString *out, const char *name, gsize len, const struct value *v);
void body_change(GString *out, const char *name, gsize len, const struct value *before,
	const struct value *after);
void body_end(GString *out);
bool body_is_empty(const GString *out); /* after body_end */

struct body_pair {
	struct value name;
	struct value before; /* NULL in the first form */
	struct value after;
};
struct body {
	const char *p;
	bool first;
	bool bad;
	char *plain; /* texts without their escapes */
	gsize plain_cap, plain_len;
};

/* Reads text, which must outlive the pairs; zero the struct before the first use. */
void body_read(struct body *b, const char *text, gsize len);
/* False at the end, and where text is no such object (bad is set then). */
bool body_next(struct body *b, struct body_pair *pair);
void body_clear(struct body *b);

#endif
