/* What a roster says a case is paid, beside what is on file. */
#include "config.h"
#include "model/intake_rows.h"

#include <string.h>

/* A part of nothing is no part. */
static bool add_parts(struct intake *in, row_id award, const struct intake_award *a, GError **error)
{
	for (int i = 0; i < a->n_part; i++) {
		struct record r = record_of("award_part");

		if (a->part[i].amount == 0)
			continue;
		record_int(&r, "award", award);
		record_text(&r, "kind", a->part[i].kind);
		record_int(&r, "amount", a->part[i].amount);
		if (!change_insert(in->change, &r, NULL, error))
			return false;
	}
	return true;
}

bool intake_add_award(
	struct intake *in, row_id casefile, const struct intake_award *a, GError **error)
{
	struct record r = record_of("award");
	row_id award = 0;

	record_int(&r, "casefile", casefile);
	if (a->decision)
		record_int(&r, "decision", a->decision);
	record_text(&r, "from_month", intake_keep_month(in, a->month));
	record_text(&r, "to_month", a->to);
	record_int(&r, "members", a->members);
	record_int(&r, "base", a->base);
	if (a->supplement)
		record_int(&r, "supplement", a->supplement);
	if (a->year_income >= 0)
		record_int(&r, "year_income", a->year_income);
	return change_insert(in->change, &r, &award, error) && add_parts(in, award, a, error);
}

struct old_award {
	row_id id;
	month from, to; /* to MONTH_NONE: still running */
	fen base, amount;
	bool any, covers, later; /* covers the roster's month; later: there is one after it */
	month next;              /* from of the first one after it */
};

static bool read_award(
	struct intake *in, row_id casefile, month m, struct old_award *a, GError **error)
{
	struct query *q = db_query(in->db,
		"SELECT id, from_month, to_month, base, base + supplement FROM award"
		" WHERE casefile = $1 ORDER BY from_month, id",
		"i", casefile);

	memset(a, 0, sizeof *a);
	while (query_next(q)) {
		month from = month_from_iso(query_text(q, 1));
		month to = query_is_null(q, 2) ? MONTH_NONE : month_from_iso(query_text(q, 2));

		a->any = true;
		if (from > m && !a->later) {
			a->later = true;
			a->next = from;
		}
		if (from > m || (to != MONTH_NONE && to < m))
			continue;
		a->covers = true;
		a->id = query_int(q, 0);
		a->from = from;
		a->to = to;
		a->base = query_int(q, 3);
		a->amount = query_int(q, 4);
	}
	return query_end(q, error);
}

static bool drop_parts(struct intake *in, row_id award, GError **error)
{
	GArray *parts = g_array_new(FALSE, TRUE, sizeof(row_id));
	struct query *q =
		db_query(in->db, "SELECT id FROM award_part WHERE award = $1", "i", award);
	bool ok;

	while (query_next(q)) {
		row_id id = query_int(q, 0);

		g_array_append_val(parts, id);
	}
	ok = query_end(q, error);
	for (guint i = 0; ok && i < parts->len; i++)
		ok = change_delete(
			in->change, "award_part", g_array_index(parts, row_id, i), error);
	g_array_unref(parts);
	return ok;
}

static bool correct_award(
	struct intake *in, row_id award, const struct intake_award *a, GError **error)
{
	struct record r = record_of("award");

	record_int(&r, "base", a->base);
	record_int(&r, "members", a->members);
	if (a->n_part > 0)
		record_int(&r, "supplement", a->supplement);
	return change_update(in->change, award, &r, NULL, error) &&
		(a->n_part == 0 ||
			(drop_parts(in, award, error) && add_parts(in, award, a, error)));
}

/* An amount that was wrong from its first month is corrected; a later change starts a new award and
 * leaves the history of the old one. */
static bool write_award(struct intake *in, row_id casefile, const struct intake_award *a,
	const struct old_award *old, GError **error)
{
	struct intake_award fresh = *a;

	if (old->covers && old->from == a->month)
		return correct_award(in, old->id, a, error);
	if (old->covers) {
		struct record r = record_of("award");

		if (old->to != MONTH_NONE)
			fresh.to = intake_keep_month(in, old->to);
		record_text(&r, "to_month", intake_keep_month(in, a->month - 1));
		if (!change_update(in->change, old->id, &r, NULL, error))
			return false;
	} else if (old->later) {
		fresh.to = intake_keep_month(in, old->next - 1);
	}
	return intake_add_award(in, casefile, &fresh, error);
}

bool intake_compare_award(struct intake *in, row_id casefile, const struct intake_award *a,
	bool *differs, struct award_before *before, GError **error)
{
	struct old_award old;

	if (!read_award(in, casefile, a->month, &old, error))
		return false;
	*before = (struct award_before){old.any, old.later};
	/* Only a roster that lists the parts can say that they differ. */
	if (old.covers && old.amount == a->base + a->supplement &&
		(a->n_part < 2 || old.base == a->base))
		return true;
	*differs = true;
	return !in->change || write_award(in, casefile, a, &old, error);
}
