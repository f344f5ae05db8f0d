/* Checks of the whole office as data: forms/checks/K-42.sql is one query with a commented head.
 *
 *     -- [check K-42]
 *     -- title = ...
 *     -- say = {office}: {rounded} of {rows}, {amount:money} yuan
 *     SELECT ...
 *
 * Each row of the query is a finding; what its columns are called is told by doc/forms.md.  A file
 * with [part NAME] is a table that checks name in "with".  Pure: no SQL is run here.
 */
#ifndef FORM_AUDIT_H
#define FORM_AUDIT_H

#include <stdbool.h>
#include <glib.h>
#include "base/ini.h"

enum audit_severity { AUDIT_INFO, AUDIT_WARN, AUDIT_ERROR };

struct audit_def {
	char *key; /* "K-42" */
	char *file;
	char *title;
	enum audit_severity severity; /* of a row that does not say its own */
	char *finding;                /* of the audit: "P10", or NULL */
	char *law;                    /* the rule it goes back to */
	char **params;                /* parameters of policy that the query asks for */
	char **with;                  /* parts that it builds on */
	bool list;                    /* a list to work through: not run unless it is asked for */
	bool entry;                   /* asked of one case, too, before it is confirmed */
	char *say;                    /* sentence in the language shown */
	char *say_other;              /* the other one, NULL where the file has none */
	char *query;                  /* what stands in the file */
	char *sql;                    /* with its parts: audit_join */
	int line, say_line, query_line;
};

struct audit_part {
	char *key;
	char *file;
	char **with;
	bool keep; /* made once, however often it is asked: small tables that much depends on */
	char *query;
	int line, query_line;
};

/* What a file holds: one of the two is set, or neither where it is broken. */
struct audit_file {
	struct audit_def *check;
	struct audit_part *part;
};
struct audit_file audit_read(
	const char *file, const char *text, gsize len, struct ini_complaints *c);
void audit_free(struct audit_def *def);
void audit_part_free(struct audit_part *part);

/* Makes def->sql of its query and the parts it builds on; false with a complaint where one is not
 * there.  parts: struct audit_part *. */
bool audit_join(struct audit_def *def, const GPtrArray *parts, struct ini_complaints *c);
const char *audit_severity_word(enum audit_severity severity); /* "error", "warn", "info" */
/* The severity of that word; none where it is another. */
enum audit_severity audit_severity_parse(const char *word, enum audit_severity none);

/* A {name} or {name:kind} of a sentence; kind is "money" or a code list, "" for as it is. */
struct audit_slot {
	const char *name, *kind; /* not ended: by their lengths */
	gsize name_len, kind_len;
	const char *after; /* what follows the closing brace */
};
/* The next one from text on; *plain: length of what stands before it.  False where there is none,
 * *plain is the rest then. */
bool audit_slot_next(const char *text, gsize *plain, struct audit_slot *slot);

#endif
