/* When payments are due (K-60, F43), and what of this month is not with the bank yet. */
#include "config.h"

#include "model/payment.h"

#include <string.h>
#include "base/i18n.h"
#include "model/payment_room.h"

#define QUARTER 3
#define PAY_DAY 10

/* `cycle` of the programme file is a word, or the parameter that has it from a day on. */
int payment_cycle(
	const struct desk *desk, const struct programme *programme, const char *area, month *m)
{
	const char *word = programme->cycle;

	if (word && library_param(desk->lib, word))
		word = policy_value(desk->policy, word, area, month_first(*m));
	if (g_strcmp0(word, "quarter") != 0)
		return 1;
	*m -= *m % QUARTER;
	return QUARTER;
}

day payment_due(const struct desk *desk, const struct payment_batch *b)
{
	month m = month_from_iso(b->for_month);
	day first = month_first(m);

	if (b->no)
		return DAY_NONE;
	return MIN(first + (day)policy_int(desk->policy, "pay_day", b->area, first, PAY_DAY) - 1,
		month_last(m));
}

bool payment_is_late(const struct desk *desk, const struct payment_batch *b)
{
	day due = payment_due(desk, b);
	day paid = b->paid_on ? day_from_iso(b->paid_on) : day_today();

	return due != DAY_NONE && paid > due;
}

/* --- the line on the home screen ----------------------------------------------------------- */

static const char *const stages[] = {"", "draft", "checked", "approved", "sent", NULL};

/* How far a programme is with its month: the batch that is furthest behind; G_MAXINT: done. */
static bool stage_of(struct desk *desk, const struct programme *p, const char *for_month,
	const char *now, int *stage, GError **error)
{
	struct query *q = db_query(desk->db,
		"SELECT w.area, b.state FROM (SELECT DISTINCT c.area FROM casefile c"
		"  JOIN award a ON a.casefile = c.id WHERE c.programme = $1 AND a.from_month <= $3"
		"  AND (a.to_month IS NULL OR a.to_month >= $3)"
		"  AND c.state IN (SELECT value FROM json_each($4))) w"
		" LEFT JOIN payment_batch b ON b.programme = $1 AND b.area = w.area"
		"  AND b.for_month = $2 AND b.no IS NULL",
		"tttt", p->key, for_month, now, payment_active_states(p));

	*stage = G_MAXINT;
	while (query_next(q)) {
		const char *state = query_text(q, 1);

		for (int i = 0; stages[i] && strcmp(stages[i], "sent") != 0; i++)
			if (strcmp(stages[i], state) == 0)
				*stage = MIN(*stage, i);
	}
	return query_end(q, error);
}

static void add_programme(struct desk *desk, const struct programme *p, GString *out)
{
	static const char *const words[] = {
		N_("not planned"), N_("planned"), N_("checked"), N_("approved")};
	month m = month_of(day_today()), first = m;
	char iso[MONTH_LEN], now[MONTH_LEN];
	int stage;

	payment_cycle(desk, p, p->areas[0] ? p->areas[0] : "", &first);
	if (!stage_of(desk, p, month_to_iso(first, iso), month_to_iso(m, now), &stage, NULL) ||
		stage == G_MAXINT)
		return;
	g_string_append_printf(out, "  %s %s", p->label, _(words[stage]));
}

char *payment_due_line(struct desk *desk)
{
	const GPtrArray *all = library_programmes(desk->lib);
	g_autoptr(GString) what = g_string_new(NULL);
	day today = day_today(), first = month_first(month_of(today));
	int last = (int)policy_int(desk->policy, "pay_day", "", first, PAY_DAY);
	int left = last - 1 - (today - first);

	for (guint i = 0; i < all->len; i++) {
		const struct programme *p = g_ptr_array_index(all, i);

		if (p->amount)
			add_programme(desk, p, what);
	}
	if (!what->len)
		return g_strdup("");
	return left >= 0
		? g_strdup_printf(_("To be paid by day %d, %d days left:%s"), last, left, what->str)
		: g_strdup_printf(
			  _("Was to be paid by day %d, %d days late:%s"), last, -left, what->str);
}
