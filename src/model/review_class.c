/* How often a case is reviewed, and when it is due (D-60, T-25). */
#include "config.h"

#include "model/review.h"

#include "model/facts.h"

char review_class(struct desk *desk, const struct casefile *c)
{
	struct facts facts;
	facts_init(desk, c, &facts);
	const char *class = facts_lookup("review_class", &facts);
	char found = class ? *class : 'A';
	facts_clear(&facts);
	return found;
}

int review_months(const struct desk *desk, char class, day on)
{
	static const struct {
		const char *param;
		int law;
	} months[] = {{"review_months_a", 12}, {"review_months_b", 6}, {"review_months_c", 3}};
	int i = CLAMP(class - 'A', 0, 2);
	gint64 n = policy_int(desk->policy, months[i].param, "", on, months[i].law);
	/* Local rules may only be stricter. */
	return (int)CLAMP(n, 1, months[i].law);
}

/* Somebody looked at it as a whole when it was confirmed, and at every review since. */
day review_due(struct desk *desk, const struct casefile *c, char class)
{
	g_autofree char *last = db_one_text(desk->db, NULL,
		"SELECT max(done_on) FROM step WHERE casefile = $1"
		" AND action IN ('recheck', 'confirm') AND undone = 0",
		"i", c->id);
	day since = last ? day_from_iso(last) : DAY_NONE;
	return since == DAY_NONE ? DAY_NONE
				 : day_add_months(since, review_months(desk, class, since));
}
