/* A case goes to another office, which must accept it (N3): the slip, and the answer. */
#include "config.h"

#include "model/effect_room.h"

/* The slip carries what the other office has to go on from. */
bool effect_transfer_columns(struct flow *f, struct record *r, GError **error)
{
	struct query *q = db_query(f->desk->db,
		"SELECT p.for_month, p.base + p.supplement FROM payment p"
		" JOIN payment_batch b ON b.id = p.batch WHERE p.casefile = $1"
		" AND p.reason IS NULL AND p.state <> 'held' AND b.state <> 'draft'"
		" ORDER BY p.for_month DESC LIMIT 1",
		"i", f->c->id);

	if (query_next(q)) {
		record_text(r, "last_paid", effect_keep(f, query_dup(q, 0)));
		record_int(r, "amount", query_int(q, 1));
	}
	return query_end(q, error);
}

bool effect_transfer_answered(struct flow *f, GError **error)
{
	row_id id = effect_pick(
		f, "SELECT max(id) FROM transfer WHERE casefile = $1 AND answered_on IS NULL");
	struct record r = record_of("transfer");

	record_text(&r, "answered_on", effect_iso(f, f->on));
	record_text(&r, "result", effect_said(f, "result"));
	record_text(&r, "answered_by", effect_said(f, "answered_by"));
	return !id || change_update(f->change, id, &r, NULL, error);
}
