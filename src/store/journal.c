#include "config.h"
#include "store/journal.h"

#include <string.h>
#include "base/i18n.h"
#include "store/body.h"
#include "store/room.h"

bool room_head(struct sql *sql, struct stmt *st, struct chain *chain, GError **error)
{
	bool ok = true;

	switch (stmt_step(st)) {
	case SQL_ROW:
		ok = stmt_get_bytes(st, 1) == CHAIN_LEN ||
			jz_fail(error, JZ_ERROR_BAD,
				_("the end of the journal is damaged; restore the last backup"));
		if (ok) {
			chain->seq = stmt_get_int(st, 0);
			memcpy(chain->digest, stmt_get_blob(st, 1), CHAIN_LEN);
		}
		break;
	case SQL_DONE:
		break;
	default:
		ok = sql_fail(sql, error);
	}
	stmt_reset(st);
	return ok;
}

bool journal_head(struct db *db, gint64 *seq, char digest[CHAIN_HEX], GError **error)
{
	struct stmt *st = room_stmt(db, ROOM_HEAD, error);
	struct chain chain;
	bool ok;

	chain_init(&chain, db->office, db->station, db->practice);
	ok = st && room_head(db->sql, st, &chain, error);
	*seq = chain.seq;
	chain_hex(chain.digest, digest);
	chain_clear(&chain);
	return ok;
}

/* --- the history of a row ------------------------------------------------------------------ */

/* Owned by out until the next entry. */
static const char *value_text(const struct value *v, GPtrArray *out)
{
	char *text;

	if (v->type == VALUE_NULL)
		return NULL;
	text = v->type == VALUE_TEXT ? g_strndup(v->s, v->len)
				     : g_strdup_printf("%" G_GINT64_FORMAT, v->i);
	g_ptr_array_add(out, text);
	return text;
}

static void say(struct journal_entry *e, const struct body_pair *pair, GPtrArray *texts)
{
	e->column = value_text(&pair->name, texts);
	e->old_value = value_text(e->op == 'D' ? &pair->after : &pair->before, texts);
	e->new_value = e->op == 'D' ? NULL : value_text(&pair->after, texts);
}

/* False where the listener has heard enough. */
static bool tell_entry(struct query *q, struct journal_entry *e, struct body *reader,
	bool (*see)(const struct journal_entry *e, void *ctx), void *ctx)
{
	g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
	const char *body = query_text(q, 5);
	struct body_pair pair;

	e->seq = query_int(q, 0);
	e->at = query_text(q, 1);
	e->operator_name = query_text(q, 2);
	e->reason = query_text(q, 3);
	e->op = query_text(q, 4)[0];
	body_read(reader, body, strlen(body));
	while (body_next(reader, &pair)) {
		say(e, &pair, texts);
		if (!see(e, ctx))
			return false;
	}
	return true;
}

bool journal_of_row(struct db *db, const char *table, row_id row,
	bool (*see)(const struct journal_entry *e, void *ctx), void *ctx, GError **error)
{
	struct query *q = db_query(db,
		"SELECT j.seq, c.at, c.operator_name, c.reason, j.op, j.body"
		" FROM journal j JOIN change_log c ON c.id = j.change_id"
		" WHERE j.row = $1 AND j.tbl = $2 ORDER BY j.seq",
		"it", row, table);
	struct journal_entry e = {.table = table, .row = row};
	struct body reader = {0};

	while (query_next(q) && tell_entry(q, &e, &reader, see, ctx))
		;
	body_clear(&reader);
	return query_end(q, error);
}
