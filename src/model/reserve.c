#include "config.h"
#include "model/reserve.h"

fen reserve_balance(struct desk *desk)
{
	gint64 sum = 0;
	db_one_int(desk->db, &sum, NULL, "SELECT coalesce(sum(amount), 0) FROM reserve_entry", "");
	return sum;
}

bool reserve_put(struct change *c, const char *kind, fen amount, row_id casefile, day on,
	const char *document, GError **error)
{
	char iso[DAY_LEN];
	struct record r = record_of("reserve_entry");
	record_text(&r, "on_date", day_to_iso(on, iso));
	record_text(&r, "kind", kind);
	record_int(&r, "amount", amount);
	if (casefile)
		record_int(&r, "casefile", casefile);
	record_text(&r, "document", document);
	return change_insert(c, &r, NULL, error);
}
