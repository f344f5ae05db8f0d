/* When things were done in the practice township. */
#include "config.h"

#include "app/demo_schedule.h"

#include <string.h>

#define DEEDS_MAX 48

void demo_schedule_init(struct demo_schedule *s, struct desk *desk, struct demo_people *people)
{
	*s = (struct demo_schedule){.desk = desk,
		.people = people,
		.today = day_today(),
		.cases = g_array_new(FALSE, TRUE, sizeof(struct demo_case)),
		.deeds = g_array_new(FALSE, TRUE, sizeof(struct demo_deed))};
}

void demo_schedule_clear(struct demo_schedule *s)
{
	for (guint i = 0; i < s->cases->len; i++)
		demo_family_free(g_array_index(s->cases, struct demo_case, i).family);
	g_array_unref(s->cases);
	g_array_unref(s->deeds);
}

/* --- one case ----------------------------------------------------------------------------------
 */

/* Working days that people take for a step after the one before. */
static int pause_before(struct demo_schedule *s, const char *what)
{
	static const struct {
		const char *what;
		int from, to;
	} pauses[] = {{"papers", 0, 2}, {"missing", 0, 1}, {"accept", 0, 1}, {"ask", 1, 2},
		{"answers", 1, 2}, {"verify", 2, 3}, {"survey", 0, 1}, {"review", 1, 2},
		{"publicise", 1, 1}, {"publicity_end", 1, 1}, {"object", 2, 3}, {"settle", 2, 3},
		{"return", 1, 2}, {"confirm", 1, 2}, {"refuse", 1, 2}, {"tell", 1, 2},
		{"archive", 6, 15}, {"withdraw", 1, 3}, {"assess", 0, 1}, {"choose", 0, 1},
		{"sample", 1, 2}, {"hear", 4, 12}, {"stop", 2, 4}, {"suspend", 2, 4},
		{"report", 1, 3}, {"reassess", 3, 6}, {"publicise_stop", 1, 2},
		{"publicity_stop_end", 1, 1}, {"death", 5, 20}, {"meet", 0, 1}, {"complete", 2, 5},
		{"close", 1, 3}, {"serve", 0, 1}, {"leave", 0, 1}, {"end", 0, 1},
		{"hand_over", 0, 1}};
	for (guint i = 0; i < G_N_ELEMENTS(pauses); i++)
		if (g_str_equal(pauses[i].what, what))
			return dice_roll(&s->people->dice, pauses[i].from, pauses[i].to);
	return 0;
}

static day last_workday(const struct calendar *cal, month m)
{
	day d = month_last(m);
	while (!calendar_is_workday(cal, d))
		d--;
	return d;
}

/* The days of all deeds of a way that begins on a day. */
static void lay_out(
	struct demo_schedule *s, struct demo_deed *deeds, const int *pauses, int n, day begin)
{
	const struct calendar *cal = library_calendar(s->desk->lib);
	day posted = DAY_NONE, on = begin;
	gint64 hangs = policy_int(s->desk->policy, "publicity_days", "", begin, 7);
	for (int i = 0; i < n; i++) {
		const char *what = deeds[i].what;
		bool ends = g_str_equal(what, "publicity_end") ||
			g_str_equal(what, "publicity_stop_end");
		if (ends && posted != DAY_NONE)
			on = calendar_add_days(cal, posted, (int)hangs, NULL);
		on = calendar_add_workdays(cal, on, pauses[i], NULL);
		if (g_str_has_prefix(what, "publicise"))
			posted = on;
		if (g_str_equal(what, "pay")) /* with the others of its month */
			on = MAX(on, last_workday(cal, month_of(on)));
		deeds[i].on = on;
	}
}

static int read_way(struct demo_schedule *s, int number, const char *programme, const char *way,
	struct demo_deed *deeds, int *pauses)
{
	g_auto(GStrv) words = g_strsplit(way, " ", -1);
	int n = 0;
	for (char **w = words; *w && n < DEEDS_MAX; w++) {
		if (**w == '@')
			programme = g_intern_string(*w + 1);
		if (!**w || **w == '@')
			continue;
		deeds[n] = (struct demo_deed){
			.what = g_intern_string(*w), .programme = programme, .number = number};
		pauses[n++] = pause_before(s, *w);
	}
	return n;
}

/* The latest beginning whose end is as many working days ago as it should be. */
static void schedule(
	struct demo_schedule *s, int number, const char *programme, const struct demo_fate *fate)
{
	const struct calendar *cal = library_calendar(s->desk->lib);
	struct demo_deed deeds[DEEDS_MAX];
	int pauses[DEEDS_MAX], ago = dice_roll(&s->people->dice, fate->from, fate->to);
	int n = read_way(s, number, programme, fate->way, deeds, pauses);
	for (day begin = s->today; begin > s->today - DEMO_HISTORY_DAYS; begin--) {
		if (!calendar_is_workday(cal, begin))
			continue;
		lay_out(s, deeds, pauses, n, begin);
		day last = deeds[n - 1].on;
		if (last <= s->today && calendar_workdays_between(cal, last, s->today) >= ago)
			break;
	}
	for (int i = 0; i < n; i++)
		if (!g_str_equal(deeds[i].what, "pay"))
			g_array_append_val(s->deeds, deeds[i]);
}

static void add_case(
	struct demo_schedule *s, const struct demo_fates *f, const struct demo_fate *fate)
{
	enum demo_kind kind = fate->traits & DEMO_TRAIT_RICH ? DEMO_RICH : f->kind;
	int number = (int)s->cases->len;
	struct demo_case c = {.family = demo_family_new(s->people, kind),
		/* Of its own: what is found on its way does not hang on the others. */
		.dice = {s->people->dice.state ^ (guint32)(number + 1) * 0x9e3779b1u},
		.accepted = DAY_NONE,
		.objected = DAY_NONE,
		.account = !(fate->traits & DEMO_TRAIT_NO_ACCOUNT)};
	g_array_append_val(s->cases, c);
	schedule(s, number, f->programme, fate);
}

/* --- the months --------------------------------------------------------------------------------
 */

month demo_first_month(day today)
{
	return month_of(today) - 12;
}

static void add_payment(struct demo_schedule *s, const char *what, day on, month m)
{
	struct demo_deed deed = {.what = what, .on = on, .number = -1, .month = m};
	g_array_append_val(s->deeds, deed);
}

/* Planned in the first days of the month, approved by another one the day after; grants at its end.
 * The bank has answered for all but the last month. */
static void add_month(struct demo_schedule *s, month m)
{
	const struct calendar *cal = library_calendar(s->desk->lib);
	day plan = calendar_add_workdays(cal, month_first(m) + 2, 1, NULL);
	day approve = calendar_add_workdays(cal, plan, 1, NULL), end = last_workday(cal, m);
	bool open = m == month_of(s->today) - 1;
	add_payment(s, "plan", plan, m);
	add_payment(s, "approve", approve, m);
	if (!open)
		add_payment(s, "settle", calendar_add_workdays(cal, approve, 2, NULL), m);
	add_payment(s, "take in", end, m);
	add_payment(s, "plan grants", end, m);
	add_payment(s, "approve", end, m);
	if (!open)
		add_payment(s, "settle", calendar_add_workdays(cal, end, 1, NULL), m);
}

/* --- all of it ---------------------------------------------------------------------------------
 */

static int by_day(gconstpointer a, gconstpointer b)
{
	const struct demo_deed *x = a, *y = b;
	return x->on != y->on ? x->on - y->on : x->turn - y->turn;
}

void demo_schedule_make(struct demo_schedule *s)
{
	int n;
	const struct demo_fates *fates = demo_fates(&n);
	for (int i = 0; i < n; i++)
		for (int k = 0; k < fates[i].n; k++)
			for (int j = 0; j < fates[i].fate[k].n; j++)
				add_case(s, &fates[i], &fates[i].fate[k]);
	for (month m = demo_first_month(s->today); m < month_of(s->today); m++)
		add_month(s, m);
	for (guint i = 0; i < s->deeds->len; i++)
		g_array_index(s->deeds, struct demo_deed, i).turn = (int)i;
	g_array_sort(s->deeds, by_day);
}
