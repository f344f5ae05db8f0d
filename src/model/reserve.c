#include "config.h"

#include "model/reserve.h"

#include "base/i18n.h"

fen reserve_balance(struct desk *desk)
{
	gint64 sum = 0;

	db_one_int(desk->db, &sum, NULL, "SELECT coalesce(sum(amount), 0) FROM reserve_entry", "");
	return sum;
}

static bool needs_case(GError **error)
{
	return jz_fail(error, JZ_ERROR_BAD,
		_("a grant from the reserve fund names the case it was paid for (K-53)"));
}

bool reserve_put(struct change *c, const char *kind, fen amount, row_id casefile, day on,
	const char *document, GError **error)
{
	struct record r = record_of("reserve_entry");
	bool grant = g_str_equal(kind, "grant");
	char date[DAY_LEN];

	if (amount <= 0)
		return jz_fail(error, JZ_ERROR_BAD,
			_("an entry of the reserve fund has an amount above zero"));
	if (grant && !casefile)
		return needs_case(error);
	record_text(&r, "on_date", day_to_iso(on, date));
	record_text(&r, "kind", kind);
	record_int(&r, "amount", grant ? -amount : amount);
	if (casefile)
		record_int(&r, "casefile", casefile);
	record_text(&r, "document", document);
	return change_insert(c, &r, NULL, error);
}

/* The ledger is short: all of it is looked at, whoever wrote it and by whatever way. */
static bool never_below_zero(struct change *c, GError **error)
{
	g_autofree char *on = NULL;
	struct query *q = db_query(change_db(c),
		"SELECT on_date, balance FROM (SELECT on_date, id,"
		" sum(amount) OVER (ORDER BY on_date, id) AS balance FROM reserve_entry)"
		" WHERE balance < 0 ORDER BY on_date, id LIMIT 1",
		"");
	char money[MONEY_LEN] = "";

	if (query_next(q)) {
		on = query_dup(q, 0);
		money_print(-query_int(q, 1), money);
	}
	if (!query_end(q, error))
		return false;
	return !on ||
		jz_fail(error, JZ_ERROR_BAD,
			_("the reserve fund would be %s yuan short on %s, so nothing was saved; "
			  "refill it first (L-11)"),
			money, on);
}

bool reserve_guard(struct change *c, GError **error)
{
	gint64 nameless = 0;

	if (!db_one_int(change_db(c), &nameless, error,
		    "SELECT count(*) FROM reserve_entry WHERE kind = 'grant' AND casefile IS NULL",
		    ""))
		return false;
	return nameless ? needs_case(error) : never_below_zero(c, error);
}
