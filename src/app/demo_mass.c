/* Cases of the past in the mass: dibao, destitute persons, and the institutions. */
#include "config.h"

#include "app/demo_mass_room.h"

#include <string.h>
#include "model/division.h"

/* --- the places --------------------------------------------------------------------------------
 */

/* Communities (codes 1xx of a township) are urban, villages rural. */
bool demo_mass_is_urban(const struct code *village)
{
	enum { DIGITS = 3 };
	size_t len = strlen(village->key);
	return len > DIGITS && village->key[len - DIGITS] < '2';
}

void demo_mass_init(struct demo_mass *m, struct desk *desk, struct demo_people *people)
{
	*m = (struct demo_mass){.desk = desk,
		.people = people,
		.villages = division_villages_under(desk, desk->office.code),
		.urban = g_ptr_array_new(),
		.rural = g_ptr_array_new(),
		.known = g_ptr_array_new_with_free_func(g_free),
		.homes = g_array_new(FALSE, TRUE, sizeof(struct demo_home))};
	for (guint i = 0; i < m->villages->codes->len; i++) {
		struct code *code = g_ptr_array_index(m->villages->codes, i);
		g_ptr_array_add(demo_mass_is_urban(code) ? m->urban : m->rural, code);
	}
}

void demo_mass_clear(struct demo_mass *m)
{
	code_list_free(m->villages);
	g_ptr_array_unref(m->urban);
	g_ptr_array_unref(m->rural);
	g_ptr_array_unref(m->known);
	g_array_unref(m->homes);
}

/* An office that has villages only, or communities only, has both kinds of people in them. */
const struct code *demo_mass_village(const struct demo_mass *m, const char *area, int i, int of)
{
	const GPtrArray *own = g_str_equal(area, "urban") ? m->urban : m->rural;
	const GPtrArray *list = own->len ? own : m->villages->codes;
	return g_ptr_array_index(list, (guint)((gint64)i * list->len / of));
}

/* --- people ------------------------------------------------------------------------------------
 */

static struct demo_person *add(
	struct mass_case *f, const char *surname, const char *relation, bool woman, int age)
{
	return demo_person_new(f->m->people, f->persons, surname, relation, woman, age);
}

static int roll(struct mass_case *f, int from, int to)
{
	return dice_roll(&f->m->people->dice, from, to);
}

static void add_children(struct mass_case *f, const char *surname, int n)
{
	for (; n > 0; n--) {
		bool girl = roll(f, 0, 1);
		add(f, surname, girl ? "04" : "03", girl, roll(f, 4, 17));
	}
}

static void disable_one(struct mass_case *f, struct demo_person *who)
{
	static const int types[] = {1, 4, 4, 5, 6};
	demo_person_disable(who, dice_pick(&f->m->people->dice, types), roll(f, 1, 3));
}

static void alone(struct mass_case *f)
{
	bool old = roll(f, 1, 10) <= 7;
	struct demo_person *who =
		add(f, NULL, "01", roll(f, 0, 1), old ? roll(f, 61, 88) : roll(f, 32, 58));
	who->marriage = roll(f, 0, 2) ? "4" : "1";
	f->c.reason = old ? "3" : "2";
	if (!old)
		disable_one(f, who);
}

static void of_two(struct mass_case *f)
{
	int age = roll(f, 36, 82);
	struct demo_person *head = add(f, NULL, "01", age < 60 || roll(f, 0, 3) == 0, age);
	f->c.reason = age < 60 ? "7" : "3";
	if (age < 60) {
		head->marriage = roll(f, 0, 2) ? "4" : "3";
		add_children(f, NULL, 1);
	} else if (roll(f, 0, 2)) {
		add(f, NULL, "02", !head->woman, age - roll(f, -1, 4));
	} else {
		head->marriage = "4";
		disable_one(f, add(f, head->surname, "03", false, age - roll(f, 24, 30)));
		f->c.reason = "2";
	}
}

static void of_more(struct mass_case *f, int n)
{
	int age = roll(f, 33, 54);
	struct demo_person *head = add(f, NULL, "01", false, age);
	struct demo_person *wife = add(f, NULL, "02", true, age - roll(f, 0, 4));
	if (roll(f, 0, 1)) {
		disable_one(f, roll(f, 0, 1) ? head : wife);
		f->c.reason = "2";
	} else {
		wife->health = "4";
		wife->illness = roll(f, 0, 1) ? "1" : "6";
		wife->labour = "3";
		f->c.reason = "1";
	}
	if (n > 3 && roll(f, 0, 1)) {
		bool mother = roll(f, 0, 1);
		add(f, mother ? NULL : head->surname, mother ? "06" : "05", mother,
			age + roll(f, 23, 30));
		n--;
	}
	add_children(f, head->surname, n - 2);
}

void mass_people(struct mass_case *f, int n)
{
	if (n == 1)
		alone(f);
	else if (n == 2)
		of_two(f);
	else
		of_more(f, n);
}

/* --- one case ----------------------------------------------------------------------------------
 */

void mass_begin(struct mass_case *f, struct demo_mass *m, const char *programme,
	const struct code *village, const char *area)
{
	static const char *const banks[] = {"1", "1", "1", "3", "2", "7"};
	bool urban = g_str_equal(area, "urban");
	const struct code_list *list = library_codes(m->desk->lib, "bank");
	memset(f, 0, sizeof(*f));
	/* Most were born in the county that they live in. */
	g_strlcpy(m->people->county, village->key, sizeof(m->people->county));
	f->m = m;
	f->persons = g_ptr_array_new_with_free_func((GDestroyNotify)demo_person_free);
	f->group = demo_group(m->people, urban);
	f->address = demo_address(m->people, village->key, urban);
	f->phone = demo_phone(m->people);
	f->account = demo_account(m->people);
	f->c = (struct past_case){.programme = programme,
		.area = area,
		.village = village->key,
		.village_name = village->label,
		.group = f->group,
		.address = f->address,
		.phone = f->phone,
		.housing = urban ? "4" : "1",
		.applied = DAY_NONE,
		.account = f->account,
		.bank = code_list_label(list, dice_pick(&m->people->dice, banks)),
		.year_income = -1,
		.from = MONTH_NONE,
		.to = MONTH_NONE};
}

void mass_end(struct mass_case *f)
{
	g_ptr_array_unref(f->persons);
	g_free(f->group);
	g_free(f->address);
	g_free(f->phone);
	g_free(f->account);
}

static void tell(struct past_person *p, const struct demo_person *who)
{
	*p = (struct past_person){.id_no = who->id_no,
		.name = who->name,
		.relation = who->relation,
		.marriage = who->marriage,
		.health = who->health,
		.illness = who->illness,
		.labour = who->labour,
		.disability_type = who->disability_type,
		.disability_level = who->disability_level};
}

bool mass_put(struct mass_case *f, struct demo_paid *paid, GError **error)
{
	if (!f->c.household) /* else they were told by whoever knows them */
		f->c.n_person = (int)MIN(f->persons->len, MASS_PERSONS);
	for (int i = 0; i < (int)MIN(f->persons->len, MASS_PERSONS); i++)
		tell(&f->told[i], g_ptr_array_index(f->persons, i));
	f->c.person = f->told;
	if (!f->c.holder)
		f->c.holder = f->told[0].name;
	memset(paid, 0, sizeof(*paid));
	paid->area = f->c.area;
	paid->members = f->c.n_person;
	paid->n_part = f->c.n_part;
	for (int i = 0; i < f->c.n_part; i++)
		paid->part[i] = f->c.part[i];
	paid->bank = f->c.bank;
	g_strlcpy(paid->account, f->c.account ? f->c.account : "", sizeof(paid->account));
	g_strlcpy(paid->holder, f->c.holder, sizeof(paid->holder));
	if (!past_put(f->m->past, &f->c, &f->ids, error))
		return false;
	paid->casefile = f->ids.casefile;
	return true;
}

/* The award that the program reckons; where supplements began with this year, a second one. */
static bool reckon(struct mass_case *f, month from, GError **error)
{
	int year, mon, mday;
	fen before, now;
	day_split(f->m->people->today, &year, &mon, &mday);
	month turn = month_of(day_make(year, 1, 1));
	return past_reckon(f->m->past, f->ids.casefile, from, turn - 1, &before, error) &&
		past_reckon(f->m->past, f->ids.casefile, turn, MONTH_NONE, &now, error);
}

void mass_pay_to(struct demo_paid *paid, const struct demo_home *home)
{
	g_strlcpy(paid->account, home->account, sizeof(paid->account));
	g_strlcpy(paid->holder, home->name, sizeof(paid->holder));
}

static const struct demo_home *home_of(const struct demo_mass *m, const char *village)
{
	for (guint i = 0; i < m->homes->len; i++) {
		const struct demo_home *home = &g_array_index(m->homes, struct demo_home, i);
		if (g_str_has_prefix(village, home->county))
			return home;
	}
	return &m->welfare;
}

static void remember(struct mass_case *f, const struct code *village)
{
	struct demo_known *k = g_new0(struct demo_known, 1);
	k->household = f->ids.household;
	k->area = f->c.area;
	k->bank = f->c.bank;
	k->village = village;
	k->members = f->c.n_person;
	g_strlcpy(k->account, f->account, sizeof(k->account));
	g_strlcpy(k->holder, f->told[0].name, sizeof(k->holder));
	g_strlcpy(k->id_no, f->told[0].id_no, sizeof(k->id_no));
	g_ptr_array_add(f->m->known, k);
}

bool demo_mass_dibao(struct demo_mass *m, const struct code *village, const char *area, int n,
	const struct demo_award *a, struct demo_paid *paid, GError **error)
{
	static const char *const classes[] = {"A", "A", "B", "B", "C"};
	enum { ONE_IN = 5, WITHOUT_ACCOUNT = 190 };
	struct past_part part = {"base", a->base};
	struct mass_case f;
	mass_begin(&f, m, "dibao", village, area);
	mass_people(&f, n);
	f.c.granted = a->granted;
	f.c.review_class = dice_pick(&m->people->dice, classes);
	f.c.year_income = a->year_income;
	f.c.from = a->from;
	f.c.part = &part;
	f.c.n_part = a->reckon ? 0 : 1;
	/* Somebody's number was never brought in. */
	if (a->reckon && roll(&f, 1, WITHOUT_ACCOUNT) == 1)
		f.c.account = NULL;
	bool ok = mass_put(&f, paid, error) && (!a->reckon || reckon(&f, a->from, error));
	if (ok && roll(&f, 1, ONE_IN) == 1)
		remember(&f, village);
	mass_end(&f);
	return ok;
}

/* --- destitute persons -------------------------------------------------------------------------
 */

bool demo_mass_destitute(struct demo_mass *m, const struct code *village, const char *area,
	const struct demo_award *a, struct demo_paid *paid, GError **error)
{
	struct past_part part[2] = {{"base", a->base}, {"care", a->care}};
	struct mass_case f;
	mass_begin(&f, m, "destitute", village, area);
	struct demo_person *who = add(&f, NULL, "01", roll(&f, 0, 4) == 0, roll(&f, 61, 89));
	who->marriage = roll(&f, 0, 3) ? "1" : "4";
	who->labour = "4";
	g_autofree char *neighbour = demo_name_new(m->people, NULL, roll(&f, 0, 1), 57);
	bool needs_care = !g_str_equal(a->level, "full");
	struct past_support support = {.on = a->granted,
		.level = a->level,
		.institution = a->institution ? home_of(m, village->key)->id : 0,
		.caregiver = needs_care && !a->institution ? neighbour : NULL};
	f.c.granted = a->granted;
	f.c.reason = "3";
	f.c.from = a->from;
	f.c.part = part;
	f.c.n_part = a->reckon ? 0 : 2;
	bool ok = mass_put(&f, paid, error) && past_support(m->past, &f.ids, &support, error);
	fen amount;
	ok = ok &&
		(!a->reckon ||
			past_reckon(m->past, f.ids.casefile, a->from, MONTH_NONE, &amount, error));
	if (a->institution)
		mass_pay_to(paid, home_of(m, village->key));
	mass_end(&f);
	return ok;
}
