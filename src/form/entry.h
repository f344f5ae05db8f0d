/* A form being filled: its values, what is visible, what is wrong, where the cursor is.
 *
 * Places are (block, row, field) by number.  Values are text as stored: money in fen, dates ISO,
 * codes by key.  Checks run when a field is left (entry_set), never while typing.
 */
#ifndef FORM_ENTRY_H
#define FORM_ENTRY_H

#include "base/auto.h"

#include "form/code.h"
#include "form/form.h"
#include "base/day.h"

struct library;

/* What a form knows of the world outside it. */
struct entry_env {
	const struct library *library;
	day today;
	/* Code list behind "@name" (name comes without @), or NULL. Not owned. */
	const struct code_list *(*codes)(const char *name, void *ctx);
	/* Names that conditions may use besides fields: "state", "programme", a policy key (amounts
	 * in yuan) ... */
	const char *(*lookup)(const char *name, void *ctx);
	/* A hard or soft objection from outside (a duplicate id number): owned sentence or NULL. */
	char *(*object)(
		const char *block, const char *field, const char *value, bool *soft, void *ctx);
	void *ctx;
};

struct place {
	int block, row, field;
};

enum mark { MARK_NONE = 0, MARK_NIL, MARK_UNKNOWN }; /* ".", "*" */

struct verdict {
	enum { VERDICT_FINE, VERDICT_SOFT, VERDICT_HARD } kind;
	char *number;   /* of the check, or NULL */
	char *sentence; /* what is wrong and what to do */
	struct place place;
};
void verdict_free(struct verdict *v);

struct entry;
struct entry *entry_new(const struct form_def *form, const struct entry_env *env);
void entry_free(struct entry *e);
JZ_DEFINE_AUTOPTR(entry, entry_free)
const struct form_def *entry_form(const struct entry *e);

/* Rows of a block (1 for a block that is no roster). */
int entry_rows(const struct entry *e, int block);
/* before: -1 at the end; returns its number, or -1 where the roster is full. */
int entry_add_row(struct entry *e, int block, int before);
void entry_drop_row(struct entry *e, int block, int row);
bool entry_row_empty(const struct entry *e, int block, int row); /* nobody keyed into it */
bool entry_block_asked(const struct entry *e, int block);
/* "None" as the answer to a whole roster; refused silently while a row is filled. */
bool entry_block_none(const struct entry *e, int block);
void entry_set_block_none(struct entry *e, int block, bool none);

const struct field_def *entry_field(const struct entry *e, struct place at);
bool entry_asked(const struct entry *e, struct place at);
bool entry_protected(const struct entry *e, struct place at);
bool entry_carried(const struct entry *e, struct place at);
/* Stored value ("" where empty), its mark, the expression it was keyed as (or NULL), and how it is
 * shown (owned by the caller): money as yuan. label: label of a code, or "". */
const char *entry_value(const struct entry *e, struct place at);
enum mark entry_mark(const struct entry *e, struct place at);
const char *entry_expression(const struct entry *e, struct place at);
char *entry_shown(const struct entry *e, struct place at);
const char *entry_code_label(const struct entry *e, struct place at);
const struct code_list *entry_codes(const struct entry *e, struct place at);

/* What was keyed into a field: folded, read by type, checked; derived fields follow.  A hard
 * verdict leaves the old value.  A soft verdict stores it and must be accepted with a reason. */
struct verdict *entry_set(struct entry *e, struct place at, const char *typed);
/* Puts a stored value without checks: prefilled from a row ("." and "*" where the field allows
 * them). Unknown names are ignored; a roster grows to the row. */
void entry_put(struct entry *e, const char *block, int row, const char *field, const char *value);
const char *entry_get(const struct entry *e, const char *block, int row, const char *field);
/* F2: accepts the soft verdict of a place with a reason. */
void entry_accept(struct entry *e, struct place at, const char *number, const char *reason);

/* All that stands against finishing, in the order of the screen; struct verdict *, freed by the
 * array.  Soft ones that were accepted are left out.  Drops the empty rows of rosters first. */
GPtrArray *entry_finish(struct entry *e);
/* An existing record was put for correction: from here on what is wrong with it, gaps put as ""
 * included, blocks nothing unless somebody touches the field. */
void entry_keep_legacy(struct entry *e);
/* What is wrong in such fields: to be listed, never in the way. */
GPtrArray *entry_legacy(struct entry *e);
/* Accepted soft checks: calls see for each. */
void entry_accepted(const struct entry *e,
	void (*see)(struct place at, const char *number, const char *reason, void *ctx), void *ctx);

/* The draft's text and back, with the place of the cursor. */
char *entry_save(const struct entry *e, struct place cursor);
bool entry_restore(struct entry *e, const char *text, struct place *cursor, GError **error);

#endif
