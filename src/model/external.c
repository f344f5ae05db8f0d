/* Taking in a list of another department. */
#include "config.h"

#include <string.h>
#include "model/external_room.h"

struct external {
	struct db *db;
	struct change *change; /* NULL: a preview */
	struct external_list list;
	struct answers *answers;
	row_id id;
	int rows;
	bool first;    /* there was no row of any list before */
	bool snapshot; /* of a preview: its many questions are one look */
};

struct external *external_begin(
	struct db *db, struct change *change, const struct external_list *list, GError **error)
{
	static const char *const tables[] = {"external_record", NULL};
	struct external *ex = g_new0(struct external, 1);
	struct record r = record_of("external_list");
	char today[DAY_LEN];
	gint64 any = 0;
	bool ok = change || db_read_begin(db, error);

	ex->snapshot = !change && ok;
	ex->db = db;
	ex->change = change;
	ex->list = *list;
	ex->answers = answers_new(&ex->list);
	ok = ok && db_one_int(db, &any, error, "SELECT EXISTS (SELECT 1 FROM external_record)", "");
	ex->first = !any;
	if (ok && change && ex->first)
		ok = change_bulk(change, tables, error);
	if (ok && change) {
		record_text(&r, "kind", list->kind);
		record_text(&r, "source", list->source);
		record_text(&r, "digest", list->digest);
		record_text(&r, "as_of", list->as_of);
		record_text(&r, "taken_on", day_to_iso(day_today(), today));
		if (change_operator(change))
			record_int(&r, "operator", change_operator(change));
		record_int(&r, "n_rows", 0);
		record_int(&r, "n_rejected", 0);
		if (list->death)
			record_int(&r, "death", 1);
		ok = change_insert(change, &r, &ex->id, error);
	}
	if (!ok)
		g_clear_pointer(&ex, external_end);
	return ex;
}

void external_end(struct external *ex)
{
	if (!ex)
		return;
	if (ex->snapshot)
		db_read_end(ex->db);
	answers_free(ex->answers);
	g_free(ex);
}

/* --- a row ----------------------------------------------------------------------------------- */

static bool is_same(struct query *q, int col, const char *text)
{
	return strcmp(query_text(q, col), text ? text : "") == 0;
}

static bool is_same_fact(struct query *q, const struct external_fact *f)
{
	return is_same(q, 0, f->name) && is_same(q, 1, f->birth) && is_same(q, 2, f->happened) &&
		is_same(q, 3, f->until) && is_same(q, 4, f->detail) &&
		is_same(q, 5, f->other_name) &&
		(query_is_null(q, 6) ? f->amount < 0 : query_int(q, 6) == f->amount);
}

/* A list that comes every month repeats what it said before: that was settled once. */
static bool is_known(
	struct external *ex, const struct external_fact *f, bool *known, GError **error)
{
	struct query *q;

	*known = false;
	if (ex->first)
		return true;
	if (f->id_number)
		q = db_query(ex->db,
			"SELECT name, birth, happened, until, detail, other_name, amount"
			" FROM external_record WHERE id_number = $1 AND kind = $2",
			"tt", f->id_number, ex->list.kind);
	else
		q = db_query(ex->db,
			"SELECT name, birth, happened, until, detail, other_name, amount"
			" FROM external_record WHERE id_number IS NULL AND kind = $1"
			" AND name = $2",
			"tt", ex->list.kind, f->name);
	while (query_next(q))
		*known |= is_same_fact(q, f);
	return query_end(q, error);
}

static bool insert(struct external *ex, const struct external_fact *f, row_id person,
	const char *how, GError **error)
{
	struct record r = record_of("external_record");
	row_id id;

	record_int(&r, "list", ex->id);
	record_text(&r, "kind", ex->list.kind);
	record_int(&r, "line", f->line);
	record_text(&r, "name", f->name);
	record_text(&r, "id_number", f->id_number);
	record_text(&r, "birth", f->birth);
	if (person)
		record_int(&r, "person", person);
	record_text(&r, "matched", how);
	record_text(&r, "happened", f->happened);
	record_text(&r, "until", f->until);
	if (f->amount >= 0)
		record_int(&r, "amount", f->amount);
	record_text(&r, "other_name", f->other_name);
	record_text(&r, "other_id_number", f->other_id);
	record_text(&r, "detail", f->detail);
	return change_insert(ex->change, &r, &id, error) &&
		(!person || !ex->list.death ||
			external_enter_death(ex->change, id, person, f->happened, error));
}

static bool put_one(
	struct external *ex, const struct external_fact *f, bool *is_new, bool *hit, GError **error)
{
	const char *how = NULL;
	row_id person = 0;
	bool known;

	if (!is_known(ex, f, &known, error) ||
		!external_match(ex->db, f->id_number, f->name, f->birth, &person, &how, error))
		return false;
	*is_new |= !known;
	*hit |= person != 0;
	if (person)
		answers_hit(ex->answers, person, f);
	else if (!f->id_number)
		answers_doubt(ex->answers, f->name);
	return known || !ex->change || insert(ex, f, person, how, error);
}

/* The same from the other one's side. */
static struct external_fact turned(const struct external_fact *f)
{
	struct external_fact other = *f;

	other.name = f->other_name;
	other.id_number = f->other_id;
	other.birth = NULL;
	other.other_name = f->name;
	other.other_id = f->id_number;
	return other;
}

bool external_put(struct external *ex, const struct external_fact *fact, bool *is_new, bool *hit,
	GError **error)
{
	*is_new = *hit = false;
	ex->rows++;
	if (!put_one(ex, fact, is_new, hit, error))
		return false;
	if (fact->both && fact->other_name && fact->other_id) {
		const struct external_fact other = turned(fact);

		return put_one(ex, &other, is_new, hit, error);
	}
	return true;
}

void external_doubt(struct external *ex, const char *name)
{
	answers_doubt(ex->answers, name);
}

bool external_finish(
	struct external *ex, int rejected, struct external_answered *answered, GError **error)
{
	struct record r = record_of("external_list");

	record_int(&r, "n_rows", ex->rows);
	record_int(&r, "n_rejected", rejected);
	return answers_give(ex->answers, ex->db, ex->change, ex->id, answered, error) &&
		(!ex->change || change_update(ex->change, ex->id, &r, NULL, error));
}
