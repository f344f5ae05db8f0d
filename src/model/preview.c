/* What an action would come to. */
#include "config.h"

#include "model/preview.h"

#include "model/effect_room.h"
#include "model/gate.h"

void preview_clear(struct preview *p)
{
	g_clear_pointer(&p->working, g_free);
	g_clear_pointer(&p->months, g_array_unref);
	g_clear_pointer(&p->reasons, g_ptr_array_unref);
}

/* What is paid in the month after the step. */
static bool read_award(struct flow *f, fen *amount, int *people, month *until, GError **error)
{
	char iso[MONTH_LEN];
	struct query *q = db_query(f->desk->db,
		"SELECT base + supplement, members, to_month FROM award WHERE casefile = $1"
		" AND from_month <= $2 AND (to_month IS NULL OR to_month >= $2)"
		" ORDER BY from_month DESC, id DESC LIMIT 1",
		"it", f->c->id, month_to_iso(month_of(f->on) + 1, iso));
	*amount = -1;
	*people = 0;
	*until = MONTH_NONE;
	if (query_next(q)) {
		*amount = query_int(q, 0);
		*people = (int)query_int(q, 1);
		*until = query_is_null(q, 2) ? MONTH_NONE : month_from_iso(query_text(q, 2));
	}
	return query_end(q, error);
}

static row_id newest_decision(struct flow *f)
{
	return effect_pick(f, "SELECT coalesce(max(id), 0) FROM decision WHERE casefile = $1");
}

bool preview_before(struct flow *f, struct preview *p, GError **error)
{
	month until;
	return read_award(f, &p->before, &p->people_before, &until, error);
}

bool preview_after(struct flow *f, struct preview *p, GError **error)
{
	row_id decision = newest_decision(f);
	g_autoptr(casefile) after = casefile_get(f->desk, f->c->id, error);
	day since = effect_since(f);
	if (!after || !read_award(f, &p->after, &p->people_after, &p->until, error))
		return false;
	bool same = p->before == p->after && p->people_before == p->people_after;
	p->from = same ? MONTH_NONE : effect_from(f);
	g_autofree char *made = decision ? db_one_text(f->desk->db, NULL,
						   "SELECT working FROM decision WHERE id = $1"
						   " AND decided_on = $2 AND told_on IS NULL",
						   "it", decision, effect_iso(f, f->on))
					 : NULL;
	p->notice = !same;
	p->working = same ? NULL : g_steal_pointer(&made);
	p->months = difference_read(f->desk, f->c->id, since, f->on, error);
	p->reasons = p->months ? gate_check_after(f->desk, after, f->action, error) : NULL;
	return p->reasons != NULL;
}
