#include "config.h"
#include "store/draft.h"

#include "base/i18n.h"
#include "store/room.h"

void draft_head_free(struct draft_head *h)
{
	if (!h)
		return;
	g_free(h->form);
	g_free(h->subject);
	g_free(h->title);
	g_free(h->at);
	g_free(h);
}

static void free_head(gpointer head)
{
	draft_head_free(head);
}

static struct stmt *writing(struct db *db, enum room_sql which, GError **error)
{
	if (db->mode == DB_WRITE)
		return room_stmt(db, which, error);
	jz_fail(error, JZ_ERROR_DENIED, _("%s was opened for reading; open it for writing to save"),
		db->path);
	return NULL;
}

static bool run(struct db *db, struct stmt *st, GError **error)
{
	if (!stmt_run(st, error))
		return false;
	if (db->change)
		db->change->drafted = true;
	else
		room_committed(db);
	return true;
}

char *draft_subject(row_id id)
{
	return g_strdup_printf("%" G_GINT64_FORMAT, id);
}

bool draft_save(struct db *db, row_id operator_id, const char *form, const char *subject,
	const char *title, const char *body, GError **error)
{
	struct stmt *st = writing(db, ROOM_SAVE_DRAFT, error);
	char at[STAMP_LEN];

	if (!st)
		return false;
	room_stamp(at);
	stmt_int(st, 1, operator_id);
	stmt_text(st, 2, form, -1);
	stmt_text(st, 3, subject, -1);
	stmt_text(st, 4, title ? title : "", -1);
	stmt_text(st, 5, body, -1);
	stmt_text(st, 6, at, -1);
	return run(db, st, error);
}

char *draft_load(
	struct db *db, row_id operator_id, const char *form, const char *subject, GError **error)
{
	return db_one_text(db, error,
		"SELECT body FROM draft WHERE operator_id = $1 AND form = $2 AND subject = $3",
		"itt", operator_id, form, subject);
}

bool draft_drop(
	struct db *db, row_id operator_id, const char *form, const char *subject, GError **error)
{
	struct stmt *st = writing(db, ROOM_DROP_DRAFT, error);

	if (!st)
		return false;
	stmt_int(st, 1, operator_id);
	stmt_text(st, 2, form, -1);
	stmt_text(st, 3, subject, -1);
	return run(db, st, error);
}

GPtrArray *draft_list(struct db *db, row_id operator_id, GError **error)
{
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(free_head);
	struct query *q = db_query(db,
		"SELECT form, subject, title, at FROM draft WHERE operator_id = $1"
		" ORDER BY turn DESC",
		"i", operator_id);

	while (query_next(q)) {
		struct draft_head *h = g_new0(struct draft_head, 1);

		h->form = query_dup(q, 0);
		h->subject = query_dup(q, 1);
		h->title = query_dup(q, 2);
		h->at = query_dup(q, 3);
		g_ptr_array_add(list, h);
	}
	return query_end(q, error) ? g_steal_pointer(&list) : NULL;
}
