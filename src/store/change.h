/* Every change of a fact: one transaction with the rows and their journal entries.
 *
 *     struct change *c = change_begin(db, &by, "accept", error);
 *     struct record r = record_of("person");
 *     record_text(&r, "name", name);
 *     ok = c && change_insert(c, &r, &id, error) && change_commit(&c, error);
 *     change_cancel(&c);             // nothing after a commit
 *
 * Changes nest: an inner begin joins the outer transaction, an inner cancel dooms the outer one.
 * BEGIN IMMEDIATE is taken at the outermost begin, so the head of the chain is read under the lock.
 */
#ifndef STORE_CHANGE_H
#define STORE_CHANGE_H

#include "store/db.h"

struct change_by {
	row_id operator_id;
	const char *operator_name; /* kept in the journal as text, too */
};

struct change;

/* reason: a short machine word ("import", "accept") or a sentence somebody typed; never empty. */
struct change *change_begin(
	struct db *db, const struct change_by *by, const char *reason, GError **error);
bool change_commit(struct change **c, GError **error); /* *c becomes NULL in every case */
void change_cancel(struct change **c);                 /* does nothing for NULL */
struct db *change_db(struct change *c);
row_id change_operator(struct change *c);
/* The moment of this change, "2026-11-23T08:15:00", in the office's time (and JIUZHU_NOW's day). */
const char *change_at(struct change *c);

/* One row's columns on their way in.  Strings are borrowed until the insert or update. At most
 * RECORD_MAX columns. */
#define RECORD_MAX 40
struct record {
	const char *table;
	int n;
	struct {
		const char *column;
		enum { RECORD_NULL, RECORD_INT, RECORD_TEXT } type;
		gint64 i;
		const char *s;
	} field[RECORD_MAX];
};
struct record record_of(const char *table);
void record_int(struct record *r, const char *column, gint64 value);
void record_text(struct record *r, const char *column, const char *value); /* NULL, "" store NULL */
void record_null(struct record *r, const char *column);

/* Makes a row with a new id (or, where the record has an "id", with that one).  A column that the
 * table does not have goes into its JSON column "extra" (fields that a county added to a form). */
bool change_insert(struct change *c, const struct record *r, row_id *id, GError **error);
/* Writes those columns that differ; a record that changes nothing writes nothing.  *changed may be
 * NULL. Error where the row does not exist. */
bool change_update(
	struct change *c, row_id id, const struct record *r, bool *changed, GError **error);
/* Takes a row back that was entered in error; the journal keeps all of it. */
bool change_delete(struct change *c, const char *table, row_id id, GError **error);

/* Called before the outermost commit; any refusal rolls back. Registered once per program. */
typedef bool (*change_guard)(struct change *c, GError **error);
void change_add_guard(change_guard guard);

/* For imports of many rows: drops the secondary indexes of the named tables (NULL-ended) and builds
 * them again before the commit, in the same transaction. */
bool change_bulk(struct change *c, const char *const *tables, GError **error);

#endif
