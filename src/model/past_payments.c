/* Rosters that were paid before this program came, and closing those that it approved. */
#include "config.h"

#include "model/past_room.h"

#include "model/rows.h"

bool past_roster_begin(struct past *p, const char *programme, const char *area, month m,
	struct past_roster *roster, GError **error)
{
	struct record r = record_of("payment_batch");
	*roster = (struct past_roster){.month = m};
	record_text(&r, "programme", programme);
	record_text(&r, "area", area);
	record_text(&r, "for_month", past_month(p, m));
	record_text(&r, "state", "closed");
	record_int(&r, "planned_by", p->payer1);
	record_int(&r, "approved_by", p->payer2);
	return change_insert(p->change, &r, &roster->id, error);
}

bool past_pay(
	struct past *p, struct past_roster *roster, const struct past_payment *row, GError **error)
{
	struct record r = record_of("payment");
	char iso[MONTH_LEN];
	record_int(&r, "batch", roster->id);
	record_int(&r, "casefile", row->casefile);
	record_text(&r, "for_month", month_to_iso(roster->month, iso));
	record_int(&r, "members", row->members);
	record_int(&r, "base", row->base);
	record_int(&r, "supplement", row->supplement);
	record_int(&r, "amount", row->base + row->supplement);
	record_text(&r, "holder", row->holder);
	record_text(&r, "bank", row->bank);
	record_text(&r, "account", row->account);
	record_text(&r, "snapshot", row->snapshot);
	record_text(&r, "parts", row->parts);
	record_text(&r, "reason", row->reason);
	record_text(&r, "state", "paid");
	roster->households++;
	roster->persons += row->members;
	roster->amount += row->base + row->supplement;
	return change_insert(p->change, &r, NULL, error);
}

bool past_roster_end(struct past *p, const struct past_roster *roster, day paid, GError **error)
{
	struct record r = record_of("payment_batch");
	record_text(&r, "planned_on", past_day(p, paid - 4));
	record_text(&r, "approved_on", past_day(p, paid - 3));
	record_text(&r, "paid_on", past_day(p, paid));
	record_int(&r, "households", roster->households);
	record_int(&r, "persons", roster->persons);
	record_int(&r, "amount", roster->amount);
	return change_update(p->change, roster->id, &r, NULL, error);
}

const char *past_snapshot(const struct past *p)
{
	return p->snapshot->str;
}

char *past_parts(const struct past_part *part, int n)
{
	GString *text = g_string_new("[");
	for (int i = 0; i < n; i++)
		g_string_append_printf(text,
			"%s{\"kind\":\"%s\",\"person\":null,\"amount\":%" G_GINT64_FORMAT "}",
			i ? "," : "", part[i].kind, part[i].amount);
	g_string_append_c(text, ']');
	return g_string_free(text, FALSE);
}

/* --- closing -----------------------------------------------------------------------------------
 */

static bool set_all(struct desk *desk, struct change *c, const char *sql, const char *of,
	const struct record *r, GError **error)
{
	g_autoptr(GArray) ids = rows_ids(db_query(desk->db, sql, "t", of), error);
	for (guint i = 0; ids && i < ids->len; i++)
		if (!change_update(c, g_array_index(ids, row_id, i), r, NULL, error))
			return false;
	return ids != NULL;
}

static bool close_grant(
	struct desk *desk, struct change *c, row_id casefile, const char *on, GError **error)
{
	struct record r = record_of("casefile"), step = record_of("step");
	record_text(&r, "state", "closed");
	record_int(&step, "casefile", casefile);
	record_text(&step, "action", "close");
	record_text(&step, "done_on", on);
	record_int(&step, "operator", desk->who.id);
	record_text(&step, "from_state", "active");
	record_text(&step, "to_state", "closed");
	return change_update(c, casefile, &r, NULL, error) && change_insert(c, &step, NULL, error);
}

/* A grant that was taken in from a list is over when all of it is paid; a roster says no more. */
static bool close_grants(
	struct desk *desk, struct change *c, const char *of, const char *on, GError **error)
{
	g_autoptr(GArray) ids = rows_ids(
		db_query(desk->db,
			"SELECT c.id FROM casefile c JOIN award a ON a.casefile = c.id"
			" WHERE c.origin = 'imported' AND c.state = 'active' AND a.to_month = $1"
			" AND EXISTS (SELECT 1 FROM hardship h WHERE h.casefile = c.id)"
			" AND EXISTS (SELECT 1 FROM payment p WHERE p.casefile = c.id"
			"  AND p.for_month = $1 AND p.state = 'paid') ORDER BY c.id",
			"t", of),
		error);
	for (guint i = 0; ids && i < ids->len; i++)
		if (!close_grant(desk, c, g_array_index(ids, row_id, i), on, error))
			return false;
	return ids != NULL;
}

bool past_settle(struct desk *desk, month m, day paid, GError **error)
{
	char iso[MONTH_LEN], on[DAY_LEN];
	struct record batch = record_of("payment_batch"), row = record_of("payment");
	struct change *c = desk_change(desk, "settle payments", error);
	month_to_iso(m, iso);
	record_text(&row, "state", "paid");
	record_text(&batch, "state", "closed");
	record_text(&batch, "paid_on", day_to_iso(paid, on));
	bool ok = c &&
		set_all(desk, c,
			"SELECT p.id FROM payment_batch b JOIN payment p ON p.batch = b.id"
			" WHERE b.for_month = $1 AND b.state = 'approved' AND p.state = 'planned'"
			" ORDER BY p.id",
			iso, &row, error) &&
		set_all(desk, c,
			"SELECT id FROM payment_batch WHERE for_month = $1 AND state = 'approved'"
			" ORDER BY id",
			iso, &batch, error) &&
		close_grants(desk, c, iso, on, error) && change_commit(&c, error);
	change_cancel(&c);
	return ok;
}
