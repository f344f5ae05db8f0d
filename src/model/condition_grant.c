/* Grants: the hardship, the same cause once, how much, and who may decide it (L-01 to L-14). */
#include "config.h"

#include "model/condition_room.h"

#include <string.h>

#include "base/i18n.h"
#include "model/amount.h"

bool ask_hardship(struct gate *g, GError **error)
{
	gint64 n;
	if (!gate_count(g, &n, "SELECT count(*) FROM hardship WHERE casefile = $1", error))
		return false;
	if (!n)
		gate_add(g, _("no hardship is entered: what happened, when and where"));
	return true;
}

/* --- the same cause once (L-12, N5) ------------------------------------------------------------
 */

/* First day that is looked back to. */
static void window(struct gate *g, char from[DAY_LEN])
{
	const char *rule = desk_policy(g->desk, "same_cause_window", g->c->area, day_today());
	day_to_iso(day_today(), from);
	if (g_strcmp0(rule, "months12") == 0)
		day_to_iso(day_add_months(day_today(), -12) + 1, from);
	else
		memcpy(from + strlen("YYYY-"), "01-01", strlen("01-01"));
}

/* Grants to the household: everybody who ever lived in it with its members of any time, wherever
 * they were then, and whoever has the same address. */
static const char grants_sql[] =
	"WITH folk AS (SELECT m.person FROM member m WHERE m.household = $1"
	"  UNION SELECT person FROM casefile WHERE id = $2 AND person IS NOT NULL),"
	" home AS (SELECT h.id FROM household h JOIN household own ON own.id = $1"
	"  WHERE h.id = $1 OR (own.address IS NOT NULL AND h.address = own.address"
	"   AND h.village IS own.village))"
	" SELECT DISTINCT c.id, c.file_no, c.programme, c.state, d.decided_on, d.amount,"
	"  s.cause IN (SELECT o.cause FROM hardship o WHERE o.casefile = $2), s.cause"
	" FROM casefile c JOIN decision d ON d.casefile = c.id AND d.kind = 'confirm'"
	" LEFT JOIN hardship s ON s.casefile = c.id"
	" WHERE c.id <> $2 AND d.decided_on >= $3 AND (c.household IN (SELECT id FROM home)"
	"  OR c.person IN (SELECT person FROM folk)"
	"  OR c.household IN (SELECT k.household FROM member k"
	"   WHERE k.person IN (SELECT person FROM folk)))"
	" ORDER BY d.decided_on, c.id";

static void refuse_cause(struct gate *g, struct query *q)
{
	char amount[MONEY_LEN];
	const struct code_list *causes = library_codes(g->desk->lib, "hardship_cause");
	gate_add(g,
		_("the household had %s yuan for the same cause (%s) on %s, file %s; a second "
		  "grant "
		  "needs a meeting with the county's number"),
		money_print(query_int(q, 5), amount),
		causes ? code_list_label(causes, query_text(q, 7)) : query_text(q, 7),
		query_text(q, 4), query_text(q, 1));
}

/* K-50: one invoice, one grant; in this file or in any that was not refused or withdrawn. */
static bool ask_invoices(struct gate *g, GError **error)
{
	struct query *q = db_query(g->desk->db,
		"SELECT DISTINCT h.invoice_no, c.file_no, c.id = $1, c.programme, c.state,"
		" EXISTS (SELECT 1 FROM decision d WHERE d.casefile = c.id AND d.kind = 'confirm')"
		" FROM hardship h JOIN hardship o ON o.invoice_no = h.invoice_no AND o.id <> h.id"
		" JOIN casefile c ON c.id = o.casefile"
		" WHERE h.casefile = $1 AND h.invoice_no <> '' AND (c.id <> $1 OR o.id > h.id)"
		" ORDER BY h.id",
		"i", g->c->id);
	while (query_next(q)) {
		bool own = query_int(q, 2) != 0;
		if (!own && !query_int(q, 5) &&
			casefile_is_over(g->desk->lib, query_text(q, 3), query_text(q, 4)))
			continue;
		gate_add(g, _("invoice %s is used in file %s already, and no invoice counts twice"),
			query_text(q, 0), query_text(q, 1));
	}
	return query_end(q, error);
}

bool ask_once(struct gate *g, GError **error)
{
	char from[DAY_LEN];
	gint64 met = 0, counted = 0, last = 0;
	gint64 most = policy_int(g->desk->policy, "max_per_year", g->c->area, day_today(), 2);
	const struct programme *own = casefile_programme(g->desk, g->c);
	if (!gate_count(g, &met, "SELECT count(*) FROM meeting WHERE casefile = $1", error))
		return false;
	if (!ask_invoices(g, error))
		return false;
	if (met)
		return true;
	window(g, from);
	struct query *q = db_query(g->desk->db, grants_sql, "iit", g->c->household, g->c->id, from);
	while (query_next(q)) {
		const struct programme *p = library_programme(g->desk->lib, query_text(q, 2));
		if (!p || !own || !g_str_equal(p->group, own->group))
			continue;
		counted += query_int(q, 0) != last;
		last = query_int(q, 0);
		if (query_int(q, 6))
			refuse_cause(g, q);
	}
	if (!query_end(q, error))
		return false;
	if (most > 0 && counted >= most)
		gate_add(g,
			_("the household had %d grants already, and %d a year are the most; "
			  "another "
			  "one needs a meeting"),
			(int)counted, (int)most);
	return true;
}

/* --- how much ----------------------------------------------------------------------------------
 */

/* 0 where nothing is confirmed yet. */
static bool read_grant(struct gate *g, fen *amount, GError **error)
{
	GError *failed = NULL;
	*amount = 0;
	db_one_int(g->desk->db, amount, &failed,
		"SELECT amount FROM decision WHERE casefile = $1 AND kind = 'confirm'"
		" ORDER BY id DESC LIMIT 1",
		"i", g->c->id);
	if (failed)
		g_propagate_error(error, failed);
	return !failed;
}

static bool ask_cap(struct gate *g, bool met_helps, GError **error)
{
	char granted[MONEY_LEN], most[MONEY_LEN];
	struct entitlement cap = {0};
	g_autoptr(GError) failed = NULL;
	gint64 met = 0;
	fen amount;
	if (!read_grant(g, &amount, error) ||
		!gate_count(g, &met, "SELECT count(*) FROM meeting WHERE casefile = $1", error))
		return false;
	if (met && met_helps)
		return true;
	if (!amount_of_case(g->desk, g->c->id, day_today(), &cap, &failed)) {
		gate_add(g, "%s", failed->message);
		return true;
	}
	if (amount > cap.total)
		gate_add(g,
			met_helps
				? _("%s yuan is over the most that may be granted, %s; record a "
				    "meeting first, or grant less")
				: _("%s yuan is over the most that may be granted, %s; grant less"),
			money_print(amount, granted), money_print(cap.total, most));
	entitlement_clear(&cap);
	return true;
}

bool ask_capped(struct gate *g, GError **error)
{
	return ask_cap(g, false, error);
}

bool ask_capped_or_met(struct gate *g, GError **error)
{
	return ask_cap(g, true, error);
}

/* --- who decides (L-10, F24) -------------------------------------------------------------------
 */

bool ask_delegated(struct gate *g, GError **error)
{
	char amount[MONEY_LEN], ceiling_text[MONEY_LEN];
	const struct desk *desk = g->desk;
	const struct programme *p = casefile_programme(desk, g->c);
	const char *area = g->c->area,
		   *level = desk_policy(desk, "confirm_level", area, day_today());
	gint64 ceiling =
		p && p->ceiling ? policy_int(desk->policy, p->ceiling, area, day_today(), 0) : 0;
	gint64 over = 0;
	struct query *q = db_query(desk->db,
		"SELECT amount FROM decision WHERE casefile = $1 AND kind = 'confirm'"
		" AND document IS NULL ORDER BY id DESC LIMIT 1",
		"i", g->c->id);
	if (query_next(q))
		over = query_int(q, 0);
	/* Grants are left to the township up to the ceiling whoever confirms the rest (L-10). */
	bool township = p && (p->cap || g_strcmp0(level, "township") == 0);
	if (township && ceiling > 0 && over > ceiling)
		gate_add(g,
			_("%s yuan is over the %s that the county leaves to the township; enter "
			  "the "
			  "county's document number"),
			money_print(over, amount), money_print(ceiling, ceiling_text));
	return query_end(q, error);
}

/* Every instalment stands in a roster that was approved. */
bool ask_paid(struct gate *g, GError **error)
{
	gint64 open;
	if (!gate_count(g, &open,
		    "SELECT count(*) FROM award a WHERE a.casefile = $1 AND NOT EXISTS"
		    " (SELECT 1 FROM payment p JOIN payment_batch b ON b.id = p.batch"
		    "  WHERE p.casefile = a.casefile AND p.for_month = a.from_month"
		    "  AND p.state NOT IN ('held', 'failed') AND b.state NOT IN ('draft', "
		    "'checked'))",
		    error))
		return false;
	if (open)
		gate_add(g,
			ngettext("%d instalment is not paid yet", "%d instalments are not paid yet",
				(gulong)open),
			(int)open);
	return true;
}
