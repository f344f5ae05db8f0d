#include "config.h"

#include "rule/deadline.h"

#define NEAR_PERCENT 70 /* K-62 */
#define MONTHS 12

static int days_passed(const struct deadline *d, const struct calendar *cal, day today)
{
	if (!d->def->workdays)
		return today - d->from;
	return calendar_workdays_between(cal, d->from, today);
}

static int days_left(const struct deadline *d, const struct calendar *cal, day today)
{
	int left =
		d->def->workdays ? calendar_workdays_between(cal, today, d->due) : d->due - today;

	/* A weekend after the last day has no working day in it, and is late all the same. */
	if (today > d->due && left >= 0)
		left = -1;
	return left;
}

/* A birthday is years away, a review months: the last two months of them are near (K-75). */
#define FAR_NEAR_DAYS 60

static enum deadline_state judge(const struct deadline *d, const struct calendar *cal, day today)
{
	if (today > d->due)
		return DEADLINE_OVER;
	if (d->def->birthday || d->def->months)
		return d->left <= FAR_NEAR_DAYS ? DEADLINE_NEAR : DEADLINE_FINE;
	if ((gint64)days_passed(d, cal, today) * 100 >= (gint64)d->days * NEAR_PERCENT)
		return DEADLINE_NEAR;
	if (calendar_workdays_between(cal, today, d->due) <= 1)
		return DEADLINE_NEAR;
	return DEADLINE_FINE;
}

bool deadline_compute(const struct deadline_def *def, const struct policy *policy,
	const struct calendar *cal, const char *area, day from, day today, struct deadline *out)
{
	gint64 days;

	if (from == DAY_NONE || today == DAY_NONE || !def->param)
		return false;
	days = policy_int(policy, def->param, area, from, -1);
	if (days < 0 || days > G_MAXINT16)
		return false;

	*out = (struct deadline){.def = def, .from = from, .days = (int)days, .certain = true};
	if (def->birthday)
		out->due = day_add_months(from, MONTHS * out->days);
	else if (def->months)
		out->due = day_add_months(from, out->days);
	else
		out->due = def->workdays
			? calendar_add_workdays(cal, from, out->days, &out->certain)
			: calendar_add_days(cal, from, out->days, &out->certain);
	if (def->waits) /* K-63: not before the last day is over */
		out->due = calendar_add_workdays(cal, out->due, 1, &out->certain);
	out->left = days_left(out, cal, today);
	out->state = judge(out, cal, today);
	return true;
}
