#include "config.h"

#include "app/demo_rosters.h"

#define ROSTERS_MAX 400

struct demo_roster {
	const char *programme, *area;
	struct past_roster roster;
};
struct demo_rosters {
	struct past *past;
	int n, last;
	struct demo_roster all[ROSTERS_MAX];
};

struct demo_rosters *demo_rosters_new(struct past *past)
{
	struct demo_rosters *r = g_new0(struct demo_rosters, 1);
	r->past = past;
	return r;
}

void demo_rosters_free(struct demo_rosters *r)
{
	g_free(r);
}

static bool is_it(const struct demo_roster *r, const char *programme, const char *area, month m)
{
	return r->roster.month == m && g_str_equal(r->area, area) &&
		g_str_equal(r->programme, programme);
}

/* A case is paid month after month: the next one is most often the one after the last. */
static struct demo_roster *find(
	struct demo_rosters *r, const char *programme, const char *area, month m)
{
	for (int i = 0; i < r->n; i++) {
		int at = (r->last + 1 + i) % r->n;
		if (is_it(&r->all[at], programme, area, m)) {
			r->last = at;
			return &r->all[at];
		}
	}
	return NULL;
}

static struct demo_roster *open(
	struct demo_rosters *r, const char *programme, const char *area, month m, GError **error)
{
	struct demo_roster *it = find(r, programme, area, m);
	if (it)
		return it;
	g_assert(r->n < ROSTERS_MAX);
	r->last = r->n;
	it = &r->all[r->n++];
	it->programme = g_intern_string(programme);
	it->area = g_intern_string(area);
	return past_roster_begin(r->past, programme, area, m, &it->roster, error) ? it : NULL;
}

bool demo_rosters_pay(struct demo_rosters *r, const char *programme, month m,
	const struct demo_paid *paid, GError **error)
{
	struct demo_roster *it = open(r, programme, paid->area, m, error);
	g_autofree char *parts = past_parts(paid->part, paid->n_part);
	bool price = g_str_equal(programme, DEMO_ROSTER_PRICE);
	struct past_payment row = {.casefile = paid->casefile,
		.members = paid->members,
		.base = paid->part[0].amount,
		.supplement = paid->n_part > 1 ? paid->part[1].amount : 0,
		.holder = paid->holder,
		.bank = paid->bank,
		.account = paid->account,
		.snapshot = past_snapshot(r->past),
		.parts = parts,
		.reason = price ? "price" : NULL};
	return it && past_pay(r->past, &it->roster, &row, error);
}

/* Twice a year the money came late; grants are paid at the end of their month. */
static day paid_on(const struct demo_roster *r)
{
	enum { EARLY = 7, SPAN = 4, LATE = 13, LATE_ONES = 5, MONTHS = 12 };
	day first = month_first(r->roster.month);
	int number = r->roster.month % MONTHS;
	if (g_str_has_prefix(r->programme, "temporary"))
		return month_last(r->roster.month) - 1;
	return first + (number % LATE_ONES == 1 ? LATE : EARLY + number % SPAN) - 1;
}

bool demo_rosters_end(struct demo_rosters *r, GError **error)
{
	for (int i = 0; i < r->n; i++)
		if (!past_roster_end(r->past, &r->all[i].roster, paid_on(&r->all[i]), error))
			return false;
	return true;
}
