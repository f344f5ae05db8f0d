/* The price-linked subsidy 价格临时补贴 (C-23): once, a person, for everybody whom a month pays. */
#include "config.h"

#include "model/adjustment.h"

#include "base/i18n.h"

#define PARAM "price_subsidy"

struct paid_case {
	row_id casefile;
	int members;
	fen each;
};

/* Whom the month's own rosters pay and who has not got the subsidy of that month yet. */
static GArray *paid_cases(
	struct desk *desk, const struct programme *p, month m, int *without, GError **error)
{
	GArray *list = g_array_new(FALSE, FALSE, sizeof(struct paid_case));
	char iso[MONTH_LEN];
	struct query *q = db_query(desk->db,
		"SELECT p.casefile, p.members, c.area FROM payment_batch b"
		" JOIN payment p ON p.batch = b.id JOIN casefile c ON c.id = p.casefile"
		" WHERE b.programme = $1 AND p.for_month = $2 AND p.state <> 'held'"
		" AND p.reason IS NULL AND b.reason IS NULL"
		" AND NOT EXISTS (SELECT 1 FROM adjustment j WHERE j.casefile = p.casefile"
		"  AND j.kind = 'price' AND j.from_month = $2 AND j.state <> 'dropped')"
		" ORDER BY p.casefile",
		"tt", p->key, month_to_iso(m, iso));

	while (query_next(q)) {
		struct paid_case one = {query_int(q, 0), MAX((int)query_int(q, 1), 1),
			policy_int(desk->policy, PARAM, query_text(q, 2), month_first(m), 0)};

		if (one.each > 0)
			g_array_append_val(list, one);
		else
			++*without;
	}
	if (query_end(q, error))
		return list;
	g_array_unref(list);
	return NULL;
}

static bool put_all(struct change *c, const GArray *list, month m, const char *document,
	fen *amount, GError **error)
{
	for (guint i = 0; i < list->len; i++) {
		const struct paid_case *one = &g_array_index(list, struct paid_case, i);
		const struct adjustment_new a = {one->casefile, "price", _("price subsidy"),
			document, _("price subsidy"), true};
		struct adjustment_month line = {m, one->members, 0, 0, one->each * one->members};

		*amount += line.amount;
		if (!adjustment_put(c, &a, &line, 1, error))
			return false;
	}
	return true;
}

static bool something(const GArray *list, int without, month m, GError **error)
{
	char iso[MONTH_LEN];

	if (list->len)
		return true;
	month_to_iso(m, iso);
	return without ? jz_fail(error, JZ_ERROR_BAD,
				 _("no price subsidy is set for %s; enter it under standards and "
				   "settings, with its document"),
				 iso)
		       : jz_fail(error, JZ_ERROR_BAD,
				 _("nobody is left to get the price subsidy of %s: no roster pays "
				   "that month, or all have it"),
				 iso);
}

bool adjustment_price(struct desk *desk, const char *programme, month m, const char *document,
	int *n, fen *amount, GError **error)
{
	const struct programme *p = library_programme(desk->lib, programme);
	g_autoptr(GArray) list = NULL;
	struct change *c = NULL;
	int without = 0;
	bool ok = p ? desk_needs(desk, ROLE_PAYER, error)
		    : jz_fail(error, JZ_ERROR_BAD,
			      _("there is no programme %s; the programmes are in programmes/"),
			      programme);

	*n = 0;
	*amount = 0;
	if (ok && (!document || !*document))
		ok = jz_fail(error, JZ_ERROR_BAD,
			_("the number of the document that starts the subsidy is missing"));
	list = ok ? paid_cases(desk, p, m, &without, error) : NULL;
	c = list && something(list, without, m, error) ? desk_change(desk, "price subsidy", error)
						       : NULL;
	ok = c && put_all(c, list, m, document, amount, error) && change_commit(&c, error);
	change_cancel(&c);
	if (ok)
		*n = (int)list->len;
	return ok;
}
