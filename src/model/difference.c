/* What was paid for past months against what was due. */
#include "config.h"

#include "model/difference.h"

#include "model/amount.h"

/* A month without a row of an approved roster is still to be paid, as the award says. */
static bool read_paid(struct desk *desk, row_id casefile, month m, fen *paid, GError **error)
{
	char iso[MONTH_LEN];
	struct query *q = db_query(desk->db,
		"SELECT (SELECT sum(p.amount) FROM payment p JOIN payment_batch b ON b.id = p.batch"
		"  WHERE p.casefile = $1 AND p.for_month = $2 AND p.state <> 'held'"
		"  AND p.state <> 'failed' AND b.state NOT IN ('draft', 'checked')),"
		" (SELECT a.base + a.supplement FROM award a WHERE a.casefile = $1"
		"  AND a.from_month <= $2 AND (a.to_month IS NULL OR a.to_month >= $2)"
		"  ORDER BY a.from_month DESC, a.id DESC LIMIT 1)",
		"it", casefile, month_to_iso(m, iso));
	if (query_next(q))
		*paid = query_is_null(q, 0) ? query_int(q, 1) : query_int(q, 0);
	return query_end(q, error);
}

/* As of the first of the month (9.4); nothing where it cannot be reckoned or is not due. */
static fen due_of(struct desk *desk, row_id casefile, month m)
{
	struct entitlement e = {0};
	if (!amount_of_case(desk, casefile, month_first(m), &e, NULL))
		return 0;
	fen due = e.eligible ? e.total : 0;
	entitlement_clear(&e);
	return due;
}

GArray *difference_read(struct desk *desk, row_id casefile, day since, day on, GError **error)
{
	g_autoptr(GArray) months = g_array_new(FALSE, FALSE, sizeof(struct difference));
	for (month m = month_of(since) + 1; m <= month_of(on); m++) {
		struct difference d = {.month = m};
		if (!read_paid(desk, casefile, m, &d.paid, error))
			return NULL;
		d.due = due_of(desk, casefile, m);
		if (d.paid && d.due != d.paid)
			g_array_append_val(months, d);
	}
	return g_steal_pointer(&months);
}

fen difference_over(const GArray *months)
{
	fen over = 0;
	for (guint i = 0; i < months->len; i++) {
		const struct difference *d = &g_array_index(months, struct difference, i);
		over += d->paid - d->due;
	}
	return over;
}
