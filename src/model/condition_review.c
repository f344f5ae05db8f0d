/* The condition of the review: who was there. */
#include "config.h"

#include "model/condition_room.h"

#include "base/i18n.h"
#include "model/operator.h"

/* The newest visit counts. */
bool ask_visited(struct gate *g, GError **error)
{
	gint64 least = policy_int(g->desk->policy, "surveyors_min", g->c->area, day_today(), 2);
	row_id one = 0, two = 0;
	bool hired = false, dated = false;
	struct query *q = db_query(g->desk->db,
		"SELECT i.visitor1, i.visitor2, a.employer = 'contracted'"
		" AND coalesce(b.employer, 'contracted') = 'contracted', i.visited_on IS NOT NULL"
		" FROM review_item i LEFT JOIN operator a ON a.id = i.visitor1"
		" LEFT JOIN operator b ON b.id = i.visitor2"
		" WHERE i.casefile = $1 AND i.visited_on IS NOT NULL"
		" ORDER BY i.visited_on DESC, i.id DESC LIMIT 1",
		"i", g->c->id);
	if (query_next(q)) {
		one = query_int(q, 0);
		two = query_int(q, 1);
		hired = query_int(q, 2) != 0;
		dated = query_int(q, 3) != 0;
	}
	if (!query_end(q, error))
		return false;
	if (!dated || !one)
		gate_add(g, _("it is not said who was there and when"));
	else if (least > 1 && !two)
		gate_add(g, _("only one visitor is named; two must go there"));
	if (two && operator_same_person(g->desk, one, two))
		gate_add(g, _("the two visitors are the same person"));
	if (hired)
		gate_add(g, _("every visitor is contracted; one must be a civil servant"));
	return true;
}
