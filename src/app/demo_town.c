/* The past of the practice township, in the proportions of the audited city (SX-18, SX-19). */
#include "config.h"

#include "app/demo_town.h"

#include "app/demo_schedule.h"
#include "app/demo_share.h"

/* Beside those whose way is played. */
enum {
	URBAN_HOUSEHOLDS = 168,
	RURAL_HOUSEHOLDS = 372,
	URBAN_PERSONS = 284,
	RURAL_PERSONS = 626,
	URBAN_DESTITUTE = 5,
	RURAL_DESTITUTE = 112,
	ORPHANS = 2,
	UNATTENDED = 4,
	GRANTS_A_MONTH = 13,
	RELIEVED = 1,
	FEN = 100,
	MONTHS = 12,
};

static int roll(struct demo_mass *m, int from, int to)
{
	return dice_roll(&m->people->dice, from, to);
}

/* In a year before those in which the program gives numbers. */
static day granted(struct demo_mass *m)
{
	int year, mon, mday;
	day_split(m->people->today - DEMO_HISTORY_DAYS, &year, &mon, &mday);
	return day_make(year - roll(m, 1, 8), roll(m, 1, 12), roll(m, 1, 28));
}

static bool put_dibao(struct demo_mass *m, const char *area, int households, int persons,
	month from, GError **error)
{
	bool urban = g_str_equal(area, "urban");
	fen standard = (urban ? m->people->urban : m->people->rural) / MONTHS / FEN;
	struct demo_sizes sizes = {households, persons};
	struct demo_paid paid;
	for (int i = 0; i < households; i++) {
		int n = demo_size_next(&sizes, &m->people->dice);
		/* So many of a hundred of the standard are missing, now and then nearly all. */
		fen missing = roll(m, 0, 7) ? roll(m, 62, 96) : roll(m, 18, 60);
		fen month_income = n * standard * (100 - missing) / 100;
		struct demo_award a = {.granted = granted(m),
			.from = from,
			.reckon = true,
			.year_income = month_income * MONTHS * FEN + roll(m, 0, 1199)};
		if (!demo_mass_dibao(m, demo_mass_village(m, area, i, households), area, n, &a,
			    &paid, error))
			return false;
	}
	return true;
}

static bool put_destitute(
	struct demo_mass *m, const char *area, int persons, month from, GError **error)
{
	struct demo_paid paid;
	for (int i = 0; i < persons; i++) {
		int level = roll(m, 1, 100);
		struct demo_award a = {.granted = granted(m),
			.from = from,
			.reckon = true,
			.level = level <= 74  ? "full"
				: level <= 92 ? "half"
					      : "none",
			.institution = roll(m, 1, 8) == 1};
		if (!demo_mass_destitute(
			    m, demo_mass_village(m, area, i, persons), area, &a, &paid, error))
			return false;
	}
	return true;
}

static bool put_children(
	struct demo_mass *m, const char *programme, int n, month from, GError **error)
{
	struct demo_paid paid;
	for (int i = 0; i < n; i++) {
		struct demo_award a = {.granted = granted(m),
			.from = from,
			.reckon = true,
			.institution = g_str_equal(programme, "orphan") && i == 0,
			.allowance = i == 1 ? 8000 : 0};
		if (!demo_mass_child(m, programme, demo_mass_village(m, "rural", i, n), "rural", &a,
			    &paid, error))
			return false;
	}
	return true;
}

static bool put_all(struct demo_mass *m, month from, GError **error)
{
	return demo_mass_add_institutions(m, error) &&
		put_dibao(m, "urban", URBAN_HOUSEHOLDS, URBAN_PERSONS, from, error) &&
		put_dibao(m, "rural", RURAL_HOUSEHOLDS, RURAL_PERSONS, from, error) &&
		put_destitute(m, "urban", URBAN_DESTITUTE, from, error) &&
		put_destitute(m, "rural", RURAL_DESTITUTE, from, error) &&
		put_children(m, "orphan", ORPHANS, from, error) &&
		put_children(m, "unattended", UNATTENDED, from, error) &&
		demo_mass_relief(
			m, m->people->today - DEMO_HISTORY_DAYS - 40, 386 * FEN * RELIEVED, error);
}

bool demo_town_fill(struct demo_mass *m, GError **error)
{
	struct change *c = desk_change(m->desk, "import", error);
	m->past = c ? past_begin(m->desk, c, error) : NULL;
	bool ok = m->past && put_all(m, demo_first_month(m->people->today), error) &&
		change_commit(&c, error);
	change_cancel(&c);
	g_clear_pointer(&m->past, past_end);
	return ok;
}

/* --- grants ------------------------------------------------------------------------------------
 */

/* Small and fast ones are there from 2026 on (L-07). */
static const char *pick_programme(struct demo_mass *m, month of)
{
	enum { FAST_YEAR = 2026 };
	int kind = roll(m, 1, 100);
	if (kind <= 60)
		return "temporary";
	return kind <= 80 || of / MONTHS < FAST_YEAR ? "temporary_urgent" : "temporary_fast";
}

static bool put_grant(struct demo_mass *m, month of, GError **error)
{
	const char *programme = pick_programme(m, of);
	bool fast = g_str_equal(programme, "temporary_fast");
	fen amount = (fast ? roll(m, 240, 515) : roll(m, 620, 3080)) * FEN;
	/* Nobody twice (L-12): who had one is not asked again. */
	g_autofree struct demo_known *known = roll(m, 1, 5) <= 2 && m->known->len
		? g_ptr_array_steal_index(m->known, (guint)roll(m, 0, (int)m->known->len - 1))
		: NULL;
	const char *area = known ? known->area : roll(m, 1, 10) <= 3 ? "urban" : "rural";
	const struct code *village =
		known ? known->village : demo_mass_village(m, area, roll(m, 0, 99), 100);
	struct demo_paid paid;
	return demo_mass_grant(m, programme, village, area, known, month_first(of) + roll(m, 3, 20),
		amount, true, &paid, error);
}

bool demo_town_grants(struct demo_mass *m, month of, GError **error)
{
	struct change *c = desk_change(m->desk, "import", error);
	int n = GRANTS_A_MONTH + roll(m, -2, 3);
	m->past = c ? past_begin(m->desk, c, error) : NULL;
	bool ok = m->past != NULL;
	for (int i = 0; ok && i < n; i++)
		ok = put_grant(m, of, error);
	ok = ok && change_commit(&c, error);
	change_cancel(&c);
	g_clear_pointer(&m->past, past_end);
	return ok;
}
