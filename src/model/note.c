#include "config.h"

#include "model/note.h"

#include "base/i18n.h"
#include "base/text.h"
#include "model/rows.h"

void note_free(struct note *n)
{
	if (!n)
		return;
	g_free(n->file_no);
	g_free(n->form);
	g_free(n->field);
	g_free(n->text);
	g_free(n->author_name);
	g_free(n->at);
	g_free(n);
}

static bool insert(
	struct change *c, const struct note *n, const char *text, row_id *id, GError **error)
{
	struct record r = record_of("note");
	char due[DAY_LEN];

	if (n->casefile)
		record_int(&r, "casefile", n->casefile);
	record_text(&r, "form", n->form);
	record_text(&r, "field", n->field);
	record_text(&r, "text", text);
	record_text(&r, "due", day_to_iso(n->due, due));
	record_int(&r, "operator", change_operator(c));
	record_text(&r, "at", change_at(c));
	return change_insert(c, &r, id, error);
}

bool note_add(struct desk *desk, const struct note *n, row_id *id, GError **error)
{
	g_autofree char *text = text_normal(n->text ? n->text : "");
	row_id made = 0;

	if (!*text)
		return jz_fail(error, JZ_ERROR_BAD, _("the note is empty; write what is to do"));
	struct change *c = desk_change(desk, "note", error);
	bool ok = c && insert(c, n, text, &made, error) && change_commit(&c, error);
	change_cancel(&c);
	if (ok && id)
		*id = made;
	return ok;
}

bool note_adopt(struct desk *desk, const char *form, row_id casefile, GError **error)
{
	struct record r = record_of("note");
	g_autoptr(GArray) ids = rows_ids(db_query(desk->db,
						 "SELECT id FROM note WHERE casefile IS NULL AND "
						 "form = $1 AND operator = $2",
						 "ti", form, desk->who.id),
		error);
	struct change *c = ids ? desk_change(desk, "note", error) : NULL;
	bool ok = c != NULL;

	record_int(&r, "casefile", casefile);
	for (guint i = 0; ok && i < ids->len; i++)
		ok = change_update(c, g_array_index(ids, row_id, i), &r, NULL, error);
	ok = ok && change_commit(&c, error);
	change_cancel(&c);
	return ok;
}

bool note_finish(struct desk *desk, row_id id, bool done, GError **error)
{
	struct record r = record_of("note");
	char today[DAY_LEN];

	record_text(&r, "done_on", done ? day_to_iso(day_today(), today) : NULL);
	struct change *c = desk_change(desk, "note", error);
	bool ok = c && change_update(c, id, &r, NULL, error) && change_commit(&c, error);
	change_cancel(&c);
	return ok;
}

static struct note *read_note(struct query *q)
{
	struct note *n = g_new0(struct note, 1);

	n->id = query_int(q, 0);
	n->casefile = query_int(q, 1);
	n->author = query_int(q, 2);
	n->file_no = g_strdup(query_text(q, 3));
	n->form = g_strdup(query_text(q, 4));
	n->field = g_strdup(query_text(q, 5));
	n->text = g_strdup(query_text(q, 6));
	n->author_name = g_strdup(query_text(q, 7));
	n->at = g_strdup(query_text(q, 8));
	n->due = day_from_iso(query_text(q, 9));
	n->done_on = day_from_iso(query_text(q, 10));
	return n;
}

GPtrArray *note_list(struct desk *desk, row_id casefile, GError **error)
{
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)note_free);
	struct query *q = db_query(desk->db,
		"SELECT n.id, n.casefile, n.operator, c.file_no, n.form, n.field, n.text, o.name,"
		" n.at, n.due, n.done_on FROM note n"
		" LEFT JOIN casefile c ON c.id = n.casefile"
		" LEFT JOIN operator o ON o.id = n.operator"
		" WHERE CASE WHEN $1 = 0 THEN n.done_on IS NULL ELSE n.casefile = $1 END"
		" ORDER BY n.done_on IS NOT NULL, n.due IS NULL, n.due, n.id",
		"i", casefile);

	while (query_next(q))
		g_ptr_array_add(list, read_note(q));
	return query_end(q, error) ? g_steal_pointer(&list) : NULL;
}

bool note_tasks(struct desk *desk, day today, int *due, int *overdue, GError **error)
{
	char date[DAY_LEN];
	struct query *q = db_query(desk->db,
		"SELECT count(*), coalesce(sum(due < $1), 0) FROM note"
		" WHERE done_on IS NULL AND due <= $1",
		"t", day_to_iso(today, date));

	if (query_next(q)) {
		*due = (int)query_int(q, 0);
		*overdue = (int)query_int(q, 1);
	}
	return query_end(q, error);
}
