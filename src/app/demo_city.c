/* The numbers of the performance evaluation of Yangquan's funds of 2023, and the people for them.
 *
 * Every amount is one that the rules could give (a standard, less an income or what is received
 * elsewhere, in whole yuan); together they come to what was paid, to the fen. */
#include "config.h"

#include "app/demo_city.h"

#include "app/demo_rosters.h"
#include "app/demo_share.h"
#include "app/demo_year.h"
#include "model/division.h"

enum { YEAR = 2023, FEN = 100, MONTHS = 12 };

/* Paid a month, every month of the year: together 24630.81 a year (in 10,000 yuan). */
static const struct {
	const char *area;
	int households, persons, yuan;
	int spread; /* percent over the mean, at most the standard */
} dibao[] = {
	{"urban", 8182, 14014, 7287280, 30},
	{"rural", 18089, 30618, 13238395, 19},
};

/* 218 and 5359 persons, 6654.10 a year: basic living and care by self-care.  A few came in the
 * course of the year. */
static const struct {
	const char *area, *level;
	int persons, months;
} destitute[] = {
	{"urban", "full", 150, 12},
	{"urban", "half", 48, 12},
	{"urban", "none", 20, 12},
	{"rural", "full", 3999, 12},
	{"rural", "half", 957, 12},
	{"rural", "none", 397, 12},
	{"rural", "full", 2, 6},
	{"rural", "full", 2, 5},
	{"rural", "half", 1, 2},
	{"rural", "none", 1, 1},
};

/* 371 children, 519.93 a year; the less is what some receive elsewhere, in all a month (G-14). */
static const struct {
	const char *programme, *area;
	int persons;
	bool institution;
	int less;
} children[] = {
	{"orphan", "urban", 12, true, 0},
	{"orphan", "urban", 9, false, 0},
	{"orphan", "rural", 75, false, 0},
	{"unattended", "urban", 41, false, 0},
	{"unattended", "rural", 214, false, 0},
	{"unattended", "rural", 18, false, 7815},
	{"infected", "rural", 2, false, 0},
};

/* 7947 grants, 1632.28; what is spent beyond means is granted more than an emergency. */
static const struct {
	const char *programme, *area;
	int grants, weight;
} grants[] = {
	{"temporary", "urban", 1566, 25},
	{"temporary", "rural", 3654, 24},
	{"temporary_urgent", "urban", 818, 15},
	{"temporary_urgent", "rural", 1909, 14},
};
enum { GRANTS_YUAN = 16322800, GRANT_SPREAD = 26 };

/* 144 episodes, 56.32: what the relief station spent on them. */
enum { RELIEFS = 144, RELIEF_YUAN = 563200, RELIEF_SPREAD = 30 };

/* Others, 1288.08: once, in December, for rising prices; yuan for each person. */
static const struct {
	const char *group;
	int each[2]; /* urban, rural */
} prices[] = {{"dibao", {270, 240}}, {"destitute", {293, 293}}, {"child", {309, 309}}};
enum { PRICE_MONTH = 12 };

struct city {
	struct demo_mass *m;
	struct demo_rosters *rosters;
	int urban, rural; /* communities and villages of the whole city */
};

static int roll(struct city *c, int from, int to)
{
	return dice_roll(&c->m->people->dice, from, to);
}

/* The part of a number of the city that this office's villages have. */
static int part_of(const struct city *c, const char *area, int n)
{
	bool urban = g_str_equal(area, "urban");
	int whole = urban ? c->urban : c->rural;
	int own = (int)(urban ? c->m->urban : c->m->rural)->len;
	return (int)(((gint64)n * own * 2 + whole) / (2 * whole));
}

static month month_in(int number)
{
	return YEAR * MONTHS + number - 1;
}

static day granted(struct city *c)
{
	return day_make(YEAR - roll(c, 1, 8), roll(c, 1, 12), roll(c, 1, 28));
}

static fen standard(const struct city *c, const char *key, const char *area)
{
	const char *value = desk_policy(c->m->desk, key, area, day_make(YEAR, 6, 30));
	return value ? g_ascii_strtoll(value, NULL, 10) : 0;
}

static int price_of(const char *programme, const char *area)
{
	bool rural = g_str_equal(area, "rural");
	for (guint i = 0; i < G_N_ELEMENTS(prices); i++)
		if (g_str_equal(prices[i].group, programme))
			return prices[i].each[rural];
	return prices[G_N_ELEMENTS(prices) - 1].each[rural];
}

/* From its first month to December, and once for prices. */
static bool pay(struct city *c, const char *programme, const struct demo_paid *paid, int months,
	GError **error)
{
	for (int i = MONTHS - months + 1; i <= MONTHS; i++)
		if (!demo_rosters_pay(c->rosters, programme, month_in(i), paid, error))
			return false;
	struct demo_paid extra = *paid;
	extra.n_part = 1;
	extra.part[0] = (struct past_part){
		"price", (fen)price_of(programme, paid->area) * paid->members * FEN};
	return demo_rosters_pay(
		c->rosters, DEMO_ROSTER_PRICE, month_in(PRICE_MONTH), &extra, error);
}

/* --- dibao -------------------------------------------------------------------------------------
 */

/* The income that leaves this amount; the last yuan is rounded up (D-55). */
static fen income_for(struct city *c, const char *area, int n, gint64 yuan)
{
	fen all = standard(c, "dibao_standard", area) * n;
	return MAX(all - yuan * MONTHS * FEN + roll(c, 0, MONTHS * FEN - 1), 0);
}

static bool put_dibao(struct city *c, guint which, GError **error)
{
	const char *area = dibao[which].area;
	int households = part_of(c, area, dibao[which].households);
	struct demo_sizes sizes = {households, part_of(c, area, dibao[which].persons)};
	struct demo_share share = {part_of(c, area, dibao[which].yuan), sizes.persons, households,
		dibao[which].spread};
	fen most = standard(c, "dibao_standard", area) / MONTHS / FEN;
	struct demo_paid paid;
	for (int i = 0; i < households; i++) {
		int n = demo_size_next(&sizes, &c->m->people->dice);
		gint64 yuan = demo_share_next(&share, &c->m->people->dice, n, most * n);
		struct demo_award a = {.granted = granted(c),
			.from = month_in(1),
			.base = yuan * FEN,
			.year_income = income_for(c, area, n, yuan)};
		if (!demo_mass_dibao(c->m, demo_mass_village(c->m, area, i, households), area, n,
			    &a, &paid, error) ||
			!pay(c, "dibao", &paid, MONTHS, error))
			return false;
	}
	return true;
}

/* --- destitute ---------------------------------------------------------------------------------
 */

static bool put_destitute(struct city *c, guint which, GError **error)
{
	const char *area = destitute[which].area, *level = destitute[which].level;
	int n = part_of(c, area, destitute[which].persons), months = destitute[which].months;
	bool helpless = !g_str_equal(level, "full");
	g_autofree char *care = g_strconcat("care_home_", level, NULL);
	struct demo_paid paid;
	for (int i = 0; i < n; i++) {
		struct demo_award a = {.granted = months == MONTHS
				? granted(c)
				: month_first(month_in(MONTHS - months)) + roll(c, 2, 24),
			.from = month_in(MONTHS - months + 1),
			.base = standard(c, "destitute_basic_home", area),
			.care = standard(c, care, area),
			.level = level,
			.institution = roll(c, 1, 100) <= (helpless ? 28 : 7)};
		if (!demo_mass_destitute(
			    c->m, demo_mass_village(c->m, area, i, n), area, &a, &paid, error) ||
			!pay(c, "destitute", &paid, months, error))
			return false;
	}
	return true;
}

/* --- children ----------------------------------------------------------------------------------
 */

static bool put_children(struct city *c, guint which, GError **error)
{
	const char *area = children[which].area, *programme = children[which].programme;
	bool institution = children[which].institution;
	int n = part_of(c, area, children[which].persons);
	fen full = standard(c, institution ? "child_institution" : "child_home", "");
	struct demo_share less = {part_of(c, area, children[which].less), n, n, 20};
	struct demo_paid paid;
	for (int i = 0; i < n; i++) {
		fen allowance = less.money
			? demo_share_next(&less, &c->m->people->dice, 1, full / FEN / 2) * FEN
			: 0;
		struct demo_award a = {.granted = granted(c),
			.from = month_in(1),
			.base = full - allowance,
			.allowance = allowance,
			.institution = institution};
		if (!demo_mass_child(c->m, programme, demo_mass_village(c->m, area, i, n), area, &a,
			    &paid, error) ||
			!pay(c, programme, &paid, MONTHS, error))
			return false;
	}
	return true;
}

/* --- grants ------------------------------------------------------------------------------------
 */

/* Somebody of that area who is poor already: two of five; each only once in the year (L-12). */
static struct demo_known *pick_known(struct city *c, const char *area)
{
	enum { TRIES = 6 };
	GPtrArray *known = c->m->known;
	if (roll(c, 1, 5) > 2)
		return NULL;
	for (int i = 0; i < TRIES && known->len; i++) {
		guint at = (guint)roll(c, 0, (int)known->len - 1);
		struct demo_known *k = g_ptr_array_index(known, at);
		if (g_str_equal(k->area, area))
			return g_ptr_array_steal_index_fast(known, at);
	}
	return NULL;
}

static bool put_grant(
	struct city *c, guint which, const struct code *village, fen amount, GError **error)
{
	const char *area = grants[which].area, *programme = grants[which].programme;
	g_autofree struct demo_known *known = pick_known(c, area);
	day decided = day_make(YEAR, roll(c, 1, MONTHS), roll(c, 1, 24));
	struct demo_paid paid;
	return demo_mass_grant(c->m, programme, known ? known->village : village, area, known,
		       decided, amount, false, &paid, error) &&
		demo_rosters_pay(c->rosters, programme, month_of(decided), &paid, error);
}

static bool put_grants(struct city *c, GError **error)
{
	struct demo_share share = {.spread = GRANT_SPREAD};
	gint64 all = 0;
	for (guint i = 0; i < G_N_ELEMENTS(grants); i++) {
		int n = part_of(c, grants[i].area, grants[i].grants);
		share.n += n;
		share.weight += (gint64)n * grants[i].weight;
		all += (gint64)grants[i].grants * grants[i].weight;
	}
	share.money = GRANTS_YUAN * share.weight / all;
	for (guint i = 0; i < G_N_ELEMENTS(grants); i++) {
		int n = part_of(c, grants[i].area, grants[i].grants);
		fen most = standard(c, "dibao_standard", grants[i].area) / 2 / FEN;
		for (int k = 0; k < n; k++) {
			gint64 yuan = demo_share_next(
				&share, &c->m->people->dice, grants[i].weight, most);
			if (!put_grant(c, i, demo_mass_village(c->m, grants[i].area, k, n),
				    yuan * FEN, error))
				return false;
		}
	}
	return true;
}

/* --- people on the way -------------------------------------------------------------------------
 */

static bool put_reliefs(struct city *c, GError **error)
{
	int n = part_of(c, "rural", RELIEFS);
	struct demo_share share = {part_of(c, "rural", RELIEF_YUAN), n, n, RELIEF_SPREAD};
	for (int i = 0; i < n; i++) {
		gint64 yuan = demo_share_next(&share, &c->m->people->dice, 1, RELIEF_YUAN);
		day found = day_make(YEAR, 1, 1) + (int)((gint64)i * 355 / n);
		if (!demo_mass_relief(c->m, found, yuan * FEN, error))
			return false;
	}
	return true;
}

/* --- all of them -------------------------------------------------------------------------------
 */

static bool put_all(struct city *c, GError **error)
{
	bool ok = demo_mass_add_institutions(c->m, error);
	for (guint i = 0; ok && i < G_N_ELEMENTS(dibao); i++)
		ok = put_dibao(c, i, error);
	for (guint i = 0; ok && i < G_N_ELEMENTS(destitute); i++)
		ok = put_destitute(c, i, error);
	for (guint i = 0; ok && i < G_N_ELEMENTS(children); i++)
		ok = put_children(c, i, error);
	return ok && put_grants(c, error) && put_reliefs(c, error) &&
		demo_rosters_end(c->rosters, error);
}

static void count_villages(struct city *c)
{
	enum { CITY_DIGITS = 4 };
	g_autofree char *code = g_strndup(c->m->desk->office.code, CITY_DIGITS);
	struct code_list *all = division_villages_under(c->m->desk, code);
	for (guint i = 0; i < all->codes->len; i++)
		if (demo_mass_is_urban(g_ptr_array_index(all->codes, i)))
			c->urban++;
		else
			c->rural++;
	code_list_free(all);
}

bool demo_city_fill(struct demo_mass *m, GError **error)
{
	struct change *change = desk_change(m->desk, "import", error);
	m->past = change ? past_begin(m->desk, change, error) : NULL;
	struct city c = {m, demo_rosters_new(m->past), 0, 0};
	count_villages(&c);
	bool ok = m->past && put_all(&c, error) &&
		demo_year_put(m->desk, change, YEAR, m->villages->codes->len,
			(guint)(c.urban + c.rural), true, error) &&
		change_commit(&change, error);
	change_cancel(&change);
	demo_rosters_free(c.rosters);
	g_clear_pointer(&m->past, past_end);
	return ok;
}
