/* Where people live.  A roster of one person's cases does not say with whom he lives; a household
 * of his own is assumed until another roster says so, whichever of the two comes first. */
#include "config.h"
#include "model/intake_rows.h"

#include <string.h>
#include "model/casefile.h"

bool intake_add_household(
	struct intake *in, const struct intake_place *place, row_id *household, GError **error)
{
	struct record r = record_of("household");

	record_text(&r, "village", place->village);
	record_text(&r, "village_name", place->village_name);
	record_text(&r, "address", place->address);
	record_text(&r, "area", place->area);
	record_text(&r, "phone", place->phone);
	return change_insert(in->change, &r, household, error);
}

bool intake_fill_household(struct intake *in, row_id household, const struct intake_place *place,
	bool anew, bool *differs, GError **error)
{
	struct record r = record_of("household");
	struct query *q = db_query(in->db,
		"SELECT village_name, address, phone FROM household WHERE id = $1", "i", household);

	if (query_next(q)) {
		bool other = place->village_name && *place->village_name &&
			strcmp(query_text(q, 0), place->village_name) != 0;

		if (other && (anew || query_is_null(q, 0))) {
			record_text(&r, "village", place->village);
			record_text(&r, "village_name", place->village_name);
		}
		if (query_is_null(q, 1) && place->address)
			record_text(&r, "address", place->address);
		if (query_is_null(q, 2) && place->phone)
			record_text(&r, "phone", place->phone);
	}
	if (!query_end(q, error))
		return false;
	if (!r.n)
		return true;
	*differs = true;
	return !in->change || change_update(in->change, household, &r, NULL, error);
}

bool intake_is_of_case(struct intake *in, row_id household, bool *is, GError **error)
{
	struct query *q = db_query(in->db,
		"SELECT 1 FROM casefile WHERE household = $1 AND person IS NULL LIMIT 1", "i",
		household);

	*is = query_next(q);
	return query_end(q, error);
}

bool intake_lives(struct intake *in, row_id person, row_id *household, GError **error)
{
	struct query *q = db_query(in->db,
		"SELECT household FROM member WHERE person = $1 AND to_date IS NULL"
		" ORDER BY id DESC LIMIT 1",
		"i", person);

	*household = query_next(q) ? query_int(q, 0) : 0;
	return query_end(q, error);
}

bool intake_is_assumed(
	struct intake *in, row_id household, row_id person, bool *assumed, GError **error)
{
	struct query *q = db_query(in->db,
		"SELECT EXISTS (SELECT 1 FROM casefile WHERE household = $1)"
		" AND NOT EXISTS (SELECT 1 FROM casefile WHERE household = $1"
		"  AND (origin <> 'imported' OR person IS NOT $2))"
		" AND NOT EXISTS (SELECT 1 FROM member WHERE household = $1"
		"  AND (person <> $2 OR to_date IS NOT NULL))",
		"ii", household, person);

	*assumed = query_next(q) && query_int(q, 0) != 0;
	return query_end(q, error);
}

bool intake_end_member(struct intake *in, row_id member, const char *from, month m, GError **error)
{
	struct record r = record_of("member");
	const char *to = intake_keep_day(in, month_last(m - 1));

	record_text(&r, "to_date", strcmp(to, from) < 0 ? from : to);
	return change_update(in->change, member, &r, NULL, error);
}

/* --- moving ---------------------------------------------------------------------------------- */

struct old_home {
	row_id member, household;
	char *from;
};

static void old_home_clear(gpointer p)
{
	g_free(((struct old_home *)p)->from);
}

static GArray *read_homes(struct intake *in, row_id person, row_id except, GError **error)
{
	GArray *homes = g_array_new(FALSE, TRUE, sizeof(struct old_home));
	struct query *q = db_query(in->db,
		"SELECT id, household, from_date FROM member"
		" WHERE person = $1 AND to_date IS NULL AND household <> $2",
		"ii", person, except);

	g_array_set_clear_func(homes, old_home_clear);
	while (query_next(q)) {
		struct old_home home = {query_int(q, 0), query_int(q, 1), query_dup(q, 2)};

		g_array_append_val(homes, home);
	}
	if (query_end(q, error))
		return homes;
	g_array_unref(homes);
	return NULL;
}

/* The cases about him that run, and the imported ones whatever their state: those say where he
 * lives only because a roster did. */
static GArray *read_cases_about(struct intake *in, row_id person, row_id household, GError **error)
{
	GArray *cases = g_array_new(FALSE, TRUE, sizeof(row_id));
	struct query *q = db_query(in->db,
		"SELECT id, programme, state, origin FROM casefile"
		" WHERE person = $1 AND household = $2",
		"ii", person, household);

	while (query_next(q)) {
		row_id id = query_int(q, 0);

		if (strcmp(query_text(q, 3), "imported") == 0 ||
			!casefile_is_over(in->lib, query_text(q, 1), query_text(q, 2)))
			g_array_append_val(cases, id);
	}
	if (query_end(q, error))
		return cases;
	g_array_unref(cases);
	return NULL;
}

static bool take_cases_along(
	struct intake *in, row_id person, row_id from, row_id to, GError **error)
{
	GArray *cases = read_cases_about(in, person, from, error);
	bool ok = cases != NULL;

	for (guint i = 0; ok && i < cases->len; i++) {
		struct record r = record_of("casefile");

		record_int(&r, "household", to);
		ok = change_update(in->change, g_array_index(cases, row_id, i), &r, NULL, error);
	}
	g_clear_pointer(&cases, g_array_unref);
	return ok;
}

/* What was assumed is taken back, so that it does not matter which roster came first. */
static bool leave_one(struct intake *in, row_id person, const struct old_home *home,
	row_id household, month m, GError **error)
{
	bool assumed;

	if (!intake_is_assumed(in, home->household, person, &assumed, error) ||
		!take_cases_along(in, person, home->household, household, error))
		return false;
	if (!assumed)
		return intake_end_member(in, home->member, home->from, m, error);
	return change_delete(in->change, "member", home->member, error) &&
		change_delete(in->change, "household", home->household, error);
}

bool intake_leave_home(struct intake *in, row_id person, row_id household, month m, GError **error)
{
	GArray *homes = read_homes(in, person, household, error);
	bool ok = homes != NULL;

	for (guint i = 0; ok && i < homes->len; i++)
		ok = leave_one(
			in, person, &g_array_index(homes, struct old_home, i), household, m, error);
	g_clear_pointer(&homes, g_array_unref);
	return ok;
}
