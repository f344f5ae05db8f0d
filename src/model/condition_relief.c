/* People without means of living: who they are, how long they stay, who takes them (V-05 to V-11).
 */
#include "config.h"

#include "model/condition_room.h"

#include "base/i18n.h"
#include "model/facts.h"

static bool has_report(struct gate *g, const char *kind, bool *has, GError **error)
{
	gint64 n = 0;
	GError *failed = NULL;
	db_one_int(g->desk->db, &n, &failed,
		"SELECT count(*) FROM relief_report WHERE casefile = $1 AND kind = $2", "it",
		g->c->id, kind);
	*has = n > 0;
	if (failed)
		g_propagate_error(error, failed);
	return !failed;
}

static bool holds(struct gate *g, const char *fact)
{
	struct facts facts;
	facts_init(g->desk, g->c, &facts);
	bool does = facts_hold(&facts, fact);
	facts_clear(&facts);
	return does;
}

/* V-11: who is unknown is searched for. */
bool ask_searched(struct gate *g, GError **error)
{
	bool has;
	if (!has_report(g, "notice", &has, error))
		return false;
	if (!has && holds(g, "unidentified"))
		gate_add(g, _("nobody knows who it is, and no search notice was posted"));
	return true;
}

/* V-05: a stay over the limit is reported; the day of arrival is not counted (C-21). */
bool ask_reported(struct gate *g, GError **error)
{
	bool has;
	gint64 most = policy_int(g->desk->policy, "max_stay", g->c->area, day_today(), 10);
	g_autofree char *came = db_one_text(g->desk->db, error,
		"SELECT min(done_on) FROM step WHERE casefile = $1 AND action = 'admit' AND undone "
		"= 0",
		"i", g->c->id);
	int days = came ? day_today() - day_from_iso(came) : 0;
	if (!has_report(g, "stay", &has, error))
		return false;
	if (!has && days > most)
		gate_add(g,
			_("the stay lasts %d days, over the limit of %d, and was not reported to "
			  "the "
			  "superior authority"),
			days, (int)most);
	return true;
}

/* V-08: children and disabled people go into somebody's hands, and his id is copied. */
bool ask_received(struct gate *g, GError **error)
{
	bool nobody = false;
	struct query *q = db_query(g->desk->db,
		"SELECT receiver IS NULL OR receiver_id IS NULL FROM relief_end WHERE casefile = $1"
		" ORDER BY id DESC LIMIT 1",
		"i", g->c->id);
	if (query_next(q))
		nobody = query_int(q, 0) != 0;
	if (!query_end(q, error))
		return false;
	if (nobody && holds(g, "helpless"))
		gate_add(g,
			_("a child or a disabled person does not leave alone: enter who takes the "
			  "person, with the id number"));
	return true;
}

bool ask_small_cash(struct gate *g, GError **error)
{
	char limit[MONEY_LEN], given[MONEY_LEN];
	fen most = policy_int(g->desk->policy, "relief_cash", g->c->area, day_today(), 2000);
	gint64 cash;
	if (!gate_count(g, &cash,
		    "SELECT coalesce(sum(cash), 0) FROM relief_end WHERE casefile = $1", error))
		return false;
	if (cash > most)
		gate_add(g, _("%s yuan in cash is over the limit of %s for the way"),
			money_print(cash, given), money_print(most, limit));
	return true;
}
