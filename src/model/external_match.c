/* Whom the rows of a list are about: of those taken in, and of those who are entered later. */
#include "config.h"

#include <string.h>
#include "base/rid.h"
#include "model/external_room.h"

#define OLD_LEN 15 /* digits of the numbers before 1999: no century, no check digit */

void external_numbers(const char *id_number, char full[19], char old[16])
{
	gsize len = id_number ? strlen(id_number) : 0;

	*full = *old = '\0';
	if (len == OLD_LEN) {
		g_strlcpy(old, id_number, 16);
		g_snprintf(full, 19, "%.6s19%s", id_number, id_number + 6);
		full[17] = rid_check_digit(full);
		full[18] = '\0';
	} else if (len == RID_LEN) {
		g_strlcpy(full, id_number, 19);
		if (strncmp(full + 6, "19", 2) == 0)
			g_snprintf(old, 16, "%.6s%.9s", full, full + 8);
	}
}

/* --- a row's person -------------------------------------------------------------------------- */

static bool match_id(struct db *db, const char *id_number, row_id *person, GError **error)
{
	char full[19], old[16];
	struct query *q;

	external_numbers(id_number, full, old);
	q = db_query(db,
		"SELECT id FROM person WHERE id_no IN ($1, $2) ORDER BY length(id_no) DESC", "tt",
		full, old);
	if (query_next(q))
		*person = query_int(q, 0);
	return query_end(q, error);
}

/* Who has another number is another one; of several nobody can say who it is.  Few have none. */
static bool match_name(struct db *db, const char *id_number, const char *name, const char *birth,
	row_id *person, GError **error)
{
	struct query *q = id_number
		? db_query(db,
			  "SELECT id FROM person WHERE id_no IS NULL AND +name = $1"
			  " AND birth = $2 LIMIT 2",
			  "tt", name, birth)
		: db_query(db, "SELECT id FROM person WHERE name = $1 AND birth = $2 LIMIT 2", "tt",
			  name, birth);
	int n = 0;

	while (query_next(q)) {
		*person = query_int(q, 0);
		n++;
	}
	*person = n == 1 ? *person : 0;
	return query_end(q, error);
}

bool external_match(struct db *db, const char *id_number, const char *name, const char *birth,
	row_id *person, const char **how, GError **error)
{
	*person = 0;
	*how = NULL;
	if (id_number && !match_id(db, id_number, person, error))
		return false;
	if (*person) {
		*how = "id";
		return true;
	}
	if (!birth || !match_name(db, id_number, name, birth, person, error))
		return !birth;
	*how = *person ? "name_birth" : NULL;
	return true;
}

/* --- deaths ---------------------------------------------------------------------------------- */

/* Of a month alone its last day: the month itself is still paid. */
static const char *day_of(const char *happened, char iso[DAY_LEN])
{
	month m = month_from_iso(happened);

	return m == MONTH_NONE ? happened : day_to_iso(month_last(m), iso);
}

bool external_enter_death(
	struct change *c, row_id record, row_id person, const char *happened, GError **error)
{
	struct record r = record_of("person"), mark = record_of("external_record");
	char iso[DAY_LEN];
	gint64 dead = 0;

	if (!happened || !*happened)
		return true;
	db_one_int(change_db(c), &dead, NULL,
		"SELECT death_date IS NOT NULL FROM person WHERE id = $1", "i", person);
	if (dead)
		return true;
	record_text(&r, "death_date", day_of(happened, iso));
	record_text(&mark, "entered", day_of(happened, iso));
	return change_update(c, person, &r, NULL, error) &&
		change_update(c, record, &mark, NULL, error);
}

/* Another row of the dead that is still held to be about him. */
static row_id other_death(struct change *c, row_id record, row_id person)
{
	gint64 id = 0;

	db_one_int(change_db(c), &id, NULL,
		"SELECT r.id FROM external_record r JOIN external_list l ON l.id = r.list"
		" WHERE r.person = $1 AND r.id <> $2 AND json_extract(l.extra, '$.death') = 1"
		" AND coalesce(json_extract(r.extra, '$.undone'), 0) = 0",
		"ii", person, record);
	return id;
}

bool external_take_death_back(struct change *c, row_id record, row_id person, GError **error)
{
	struct record r = record_of("person"), mark = record_of("external_record");
	g_autofree char *entered = db_one_text(change_db(c), NULL,
		"SELECT p.death_date FROM external_record r JOIN person p ON p.id = $2"
		" WHERE r.id = $1 AND json_extract(r.extra, '$.entered') = p.death_date",
		"ii", record, person);
	row_id other;

	if (!entered)
		return true;
	record_null(&mark, "entered");
	if (!change_update(c, record, &mark, NULL, error))
		return false;
	other = other_death(c, record, person);
	if (other) {
		struct record goes_on = record_of("external_record");

		record_text(&goes_on, "entered", entered);
		return change_update(c, other, &goes_on, NULL, error);
	}
	record_null(&r, "death_date");
	return change_update(c, person, &r, NULL, error);
}

/* --- who is entered later -------------------------------------------------------------------- */

static bool is_told_anew(struct query *q)
{
	const char *body = query_text(q, 3);

	return strcmp(query_text(q, 1), "person") == 0 &&
		(strstr(body, "\"id_no\"") || strstr(body, "\"name\"") ||
			strstr(body, "\"birth\""));
}

/* Persons whose number, name or birth this change brought: its entries are the last of the
 * journal. */
static GHashTable *told_anew(struct change *c, GError **error)
{
	GHashTable *people = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	struct query *q = db_query(change_db(c),
		"SELECT change_id, tbl, row, body FROM journal ORDER BY seq DESC", "");
	gint64 change = 0;

	while (query_next(q)) {
		if (change && query_int(q, 0) != change)
			break;
		change = query_int(q, 0);
		if (is_told_anew(q)) {
			gint64 *id = g_new(gint64, 1);

			*id = query_int(q, 2);
			g_hash_table_add(people, id);
		}
	}
	if (query_end(q, error))
		return people;
	g_hash_table_unref(people);
	return NULL;
}

struct found {
	row_id record;
	char happened[DAY_LEN];
	bool death;
};

struct person_known {
	row_id id;
	char *name, *birth;
	char full[19], old[16];
};

static void add_found(GArray *list, struct query *q)
{
	struct found f = {query_int(q, 0), "", query_int(q, 2) == 1};

	g_strlcpy(f.happened, query_text(q, 1), sizeof f.happened);
	g_array_append_val(list, f);
}

static bool find_by_id(struct db *db, const struct person_known *p, GArray *list, GError **error)
{
	struct query *q = db_query(db,
		"SELECT r.id, r.happened, json_extract(l.extra, '$.death') FROM external_record r"
		" JOIN external_list l ON l.id = r.list"
		" WHERE r.id_number IN ($1, $2) AND r.person IS NULL",
		"tt", p->full, p->old);

	while (query_next(q))
		add_found(list, q);
	return query_end(q, error);
}

/* With the same care as external_match: one side has no number, and nobody else has both. */
static bool find_by_name(struct db *db, const struct person_known *p, GArray *list, GError **error)
{
	struct query *q = db_query(db,
		"SELECT r.id, r.happened, json_extract(l.extra, '$.death') FROM external_record r"
		" JOIN external_list l ON l.id = r.list"
		" WHERE r.name = $1 AND r.birth = $2 AND r.person IS NULL"
		" AND (r.id_number IS NULL OR $3 = '')"
		" AND NOT EXISTS (SELECT 1 FROM person o WHERE o.name = $1 AND o.birth = $2"
		"  AND o.id <> $4 AND (o.id_no IS NULL OR r.id_number IS NULL))",
		"ttti", p->name, p->birth, *p->full ? p->full : p->old, p->id);

	while (query_next(q))
		add_found(list, q);
	return query_end(q, error);
}

static bool take_found(struct change *c, const struct person_known *p, const GArray *list,
	const char *how, GError **error)
{
	for (guint i = 0; i < list->len; i++) {
		const struct found *f = &g_array_index(list, struct found, i);
		struct record r = record_of("external_record");

		record_int(&r, "person", p->id);
		record_text(&r, "matched", how);
		if (!change_update(c, f->record, &r, NULL, error) ||
			(f->death &&
				!external_enter_death(c, f->record, p->id, f->happened, error)))
			return false;
	}
	return true;
}

/* A number that was put right is not in the list any more. */
static bool drop_stale(struct change *c, const struct person_known *p, GError **error)
{
	g_autoptr(GArray) stale = g_array_new(FALSE, FALSE, sizeof(struct found));
	struct query *q = db_query(change_db(c),
		"SELECT id, happened, 0 FROM external_record WHERE person = $1 AND matched = 'id'"
		" AND id_number NOT IN ($2, $3) AND disposition IS NULL",
		"itt", p->id, p->full, p->old);

	while (query_next(q))
		add_found(stale, q);
	if (!query_end(q, error))
		return false;
	for (guint i = 0; i < stale->len; i++) {
		const struct found *f = &g_array_index(stale, struct found, i);
		struct record r = record_of("external_record");

		record_null(&r, "person");
		record_null(&r, "matched");
		if (!external_take_death_back(c, f->record, p->id, error) ||
			!change_update(c, f->record, &r, NULL, error))
			return false;
	}
	return true;
}

static bool look_up(struct change *c, const struct person_known *p, GError **error)
{
	g_autoptr(GArray) by_id = g_array_new(FALSE, FALSE, sizeof(struct found));
	g_autoptr(GArray) by_name = g_array_new(FALSE, FALSE, sizeof(struct found));

	return drop_stale(c, p, error) && find_by_id(change_db(c), p, by_id, error) &&
		take_found(c, p, by_id, "id", error) &&
		(!p->birth || find_by_name(change_db(c), p, by_name, error)) &&
		take_found(c, p, by_name, "name_birth", error);
}

static bool look_person_up(struct change *c, row_id id, GError **error)
{
	struct query *q = db_query(
		change_db(c), "SELECT id_no, name, birth FROM person WHERE id = $1", "i", id);
	struct person_known p = {.id = id};
	bool there = query_next(q), ok;

	if (there) {
		external_numbers(query_text(q, 0), p.full, p.old);
		p.name = query_dup(q, 1);
		p.birth = query_dup(q, 2);
	}
	ok = query_end(q, error) && (!there || look_up(c, &p, error));
	g_free(p.name);
	g_free(p.birth);
	return ok;
}

bool external_guard(struct change *c, GError **error)
{
	g_autoptr(GHashTable) people = NULL;
	GHashTableIter iter;
	gpointer id;
	gint64 any = 0;

	if (!db_one_int(
		    change_db(c), &any, error, "SELECT EXISTS (SELECT 1 FROM external_record)", ""))
		return false;
	if (!any)
		return true;
	people = told_anew(c, error);
	if (!people)
		return false;
	g_hash_table_iter_init(&iter, people);
	while (g_hash_table_iter_next(&iter, &id, NULL))
		if (!look_person_up(c, *(gint64 *)id, error))
			return false;
	return true;
}
