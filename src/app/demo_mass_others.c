/* Cases of the past in the mass: children, grants, people on the way, and the institutions. */
#include "config.h"

#include "app/demo_mass_room.h"

#include <string.h>
#include "model/division.h"

static int roll(struct demo_mass *m, int from, int to)
{
	return dice_roll(&m->people->dice, from, to);
}

/* --- institutions ------------------------------------------------------------------------------
 */

static bool add_home(
	struct demo_mass *m, struct demo_home *home, const char *kind, int beds, GError **error)
{
	g_autofree char *director = demo_name_new(m->people, NULL, roll(m, 0, 1), 49);
	g_autofree char *account = demo_account(m->people);
	g_autofree char *phone = g_strdup_printf("1390000%04d", roll(m, 0, 9999));
	struct past_institution i = {.name = home->name,
		.kind = kind,
		.phone = phone,
		.director = director,
		.bank = "1",
		.account = account,
		.from = "2012-05-01",
		.beds = beds};
	g_strlcpy(home->account, account, sizeof(home->account));
	return past_institution(m->past, &i, &home->id, error);
}

/* Of a county: "盂县中心敬老院"; of a township: "秀水镇敬老院". */
static bool add_home_of(struct demo_mass *m, const char *county, int beds, GError **error)
{
	bool town = strlen(m->desk->office.code) > strlen(county);
	g_autofree char *name = division_name(m->desk, town ? m->desk->office.code : county, false);
	struct demo_home home = {0};
	g_strlcpy(home.county, county, sizeof(home.county));
	g_snprintf(home.name, sizeof(home.name), town ? "%s敬老院" : "%s中心敬老院", name);
	bool ok = add_home(m, &home, "1", beds, error);
	g_array_append_val(m->homes, home);
	return ok;
}

bool demo_mass_add_institutions(struct demo_mass *m, GError **error)
{
	enum { TOWN_BEDS = 60, COUNTY_BEDS = 340, COUNTY_DIGITS = 6, CITY_BEDS = 320 };
	struct demo_home station = {.name = "阳泉市救助管理站"};
	char county[COUNTY_DIGITS + 1] = "";
	m->welfare = (struct demo_home){.name = "阳泉市社会福利院"};
	for (guint i = 0; i < m->villages->codes->len; i++) {
		const struct code *village = g_ptr_array_index(m->villages->codes, i);
		if (strncmp(village->key, county, COUNTY_DIGITS) == 0)
			continue;
		g_strlcpy(county, village->key, sizeof(county));
		bool town = strlen(m->desk->office.code) > COUNTY_DIGITS;
		if (!add_home_of(m, county, town ? TOWN_BEDS : COUNTY_BEDS, error))
			return false;
	}
	return add_home(m, &m->welfare, "2", CITY_BEDS, error) &&
		add_home(m, &station, "4", TOWN_BEDS, error);
}

/* --- children ----------------------------------------------------------------------------------
 */

static const struct past_parent gone[] = {
	{NULL, "1", "2019-05-11", "死亡医学证明"}, {NULL, "2", "2020-09-02", "宣告失踪判决书"}};
static const struct past_parent unable[] = {{NULL, "4", "2018-03-20", "残疾证 二级"},
	{NULL, "6", "2021-06-15", "刑事判决书"}, {NULL, "5", "2020-10-08", "诊断证明"},
	{NULL, "9", "2020-01-30", "失联查找回执"}};

static void tell_parents(struct demo_mass *m, const char *programme, struct past_child *child)
{
	struct dice *dice = &m->people->dice;
	if (g_str_equal(programme, "infected"))
		return;
	bool orphan = g_str_equal(programme, "orphan");
	child->father = orphan ? dice_pick(dice, gone) : dice_pick(dice, unable);
	child->mother = orphan || roll(m, 0, 1) ? dice_pick(dice, gone) : dice_pick(dice, unable);
}

bool demo_mass_child(struct demo_mass *m, const char *programme, const struct code *village,
	const char *area, const struct demo_award *a, struct demo_paid *paid, GError **error)
{
	enum { AGE_FROM = 4, AGE_TO = 13 };
	struct past_part part = {"child", a->base};
	struct mass_case f;
	mass_begin(&f, m, programme, village, area);
	bool girl = roll(m, 0, 1);
	const struct demo_person *who =
		demo_person_new(m->people, f.persons, NULL, "01", girl, roll(m, AGE_FROM, AGE_TO));
	g_autofree char *father = demo_name_new(m->people, who->surname, false, 38);
	g_autofree char *mother = demo_name_new(m->people, NULL, true, 36);
	g_autofree char *carer = demo_name_new(m->people, NULL, roll(m, 0, 1), 64);
	struct past_child child = {.carer = a->institution ? m->welfare.name : carer,
		.carer_role = a->institution ? "institution" : "guardian",
		.carer_relation = a->institution ? "8" : "1",
		.carer_phone = f.phone,
		.allowance_kind = a->allowance ? "9" : NULL,
		.allowance = a->allowance,
		.institution = a->institution ? m->welfare.id : 0,
		.since = a->granted};
	tell_parents(m, programme, &child);
	child.father.name = father;
	child.mother.name = mother;
	f.c.granted = a->granted;
	f.c.placing = a->institution ? "institution" : "kin";
	f.c.holder = child.carer;
	f.c.from = a->from;
	f.c.part = &part;
	f.c.n_part = a->reckon ? 0 : 1;
	fen amount;
	bool ok = mass_put(&f, paid, error) && past_child(m->past, &f.ids, &child, error) &&
		(!a->reckon ||
			past_reckon(m->past, f.ids.casefile, a->from, MONTH_NONE, &amount, error));
	if (a->institution)
		mass_pay_to(paid, &m->welfare);
	mass_end(&f);
	return ok;
}

/* --- grants ------------------------------------------------------------------------------------
 */

static const struct {
	const char *programme, *cause, *event, *place;
} hardships[] = {
	{"temporary", "5", "长期服药，自付部分过大", "县人民医院"},
	{"temporary", "6", "子女上大学，学费和住宿费", "家中"},
	{"temporary", "4", "脑梗死住院", "市第一人民医院"},
	{"temporary", "5", "透析，每月自付过大", "县人民医院"},
	{"temporary_urgent", "1", "房屋失火", "本村"},
	{"temporary_urgent", "2", "交通事故，肇事方无力赔偿", "县道"},
	{"temporary_urgent", "3", "意外摔伤骨折", "本村"},
	{"temporary_urgent", "4", "急性心肌梗死，抢救", "县人民医院"},
	{"temporary_urgent", "7", "冰雹，庄稼绝收", "本村"},
	{"temporary_fast", "8", "被欠薪，断了生活来源", "家中"},
	{"temporary_fast", "3", "摔伤不能下地，无人做饭", "家中"},
};

static void tell_hardship(struct demo_mass *m, const char *programme, struct past_grant *g)
{
	guint i = 0;
	do {
		i = (guint)roll(m, 0, (int)G_N_ELEMENTS(hardships) - 1);
	} while (!g_str_equal(hardships[i].programme, programme));
	g->cause = hardships[i].cause;
	g->event = hardships[i].event;
	g->place = hardships[i].place;
}

static void be_known(struct mass_case *f, const struct demo_known *known)
{
	f->c.household = known->household;
	f->c.bank = known->bank;
	f->c.account = known->account;
	f->c.holder = known->holder;
	f->c.members = known->members;
	f->c.n_person = 1;
	f->told[0] = (struct past_person){.name = known->holder, .id_no = known->id_no};
}

static bool put_grant(struct mass_case *f, const struct demo_known *known, fen amount, day decided,
	struct demo_paid *paid, GError **error)
{
	enum { FEN = 100 };
	char occurred[DAY_LEN], invoice[16];
	struct demo_mass *m = f->m;
	/* Paid to whom it was granted (L-13); what was spent is more than what is given. */
	struct past_grant g = {.occurred_on = day_to_iso(decided - roll(m, 8, 40), occurred),
		.invoice = invoice,
		.reason = "困难属实，同意救助",
		.spent = amount * roll(m, 2, 9) + roll(m, 1, 999) * FEN,
		.amount = amount,
		.decided = decided,
		.members = known ? known->members : (int)f->persons->len};
	g_snprintf(invoice, sizeof(invoice), "%08d", roll(m, 10000000, 99999999));
	g.reimbursed = g.spent / 3;
	tell_hardship(m, f->c.programme, &g);
	if (!mass_put(f, paid, error) || !past_grant(m->past, paid->casefile, &g, error))
		return false;
	paid->members = g.members;
	return true;
}

bool demo_mass_grant(struct demo_mass *m, const char *programme, const struct code *village,
	const char *area, const struct demo_known *known, day decided, fen amount, bool open,
	struct demo_paid *paid, GError **error)
{
	struct past_part part = {"grant", amount};
	struct mass_case f;
	mass_begin(&f, m, programme, village, area);
	if (known)
		be_known(&f, known);
	else
		mass_people(&f, roll(m, 1, 3));
	f.c.granted = decided;
	f.c.applied = decided - roll(m, 2, 12);
	f.c.from = f.c.to = month_of(decided);
	f.c.part = &part;
	f.c.n_part = 1;
	f.c.state = open ? NULL : "closed";
	bool ok = put_grant(&f, known, amount, decided, paid, error);
	mass_end(&f);
	return ok;
}

/* --- people on the way -------------------------------------------------------------------------
 */

/* The doctor costs most, food and bed follow. */
static int split_cost(struct demo_mass *m, fen cost, struct past_service service[4])
{
	enum { PERCENT = 100 };
	fen food = cost * roll(m, 12, 22) / PERCENT, bed = cost * roll(m, 15, 25) / PERCENT;
	fen way = cost * roll(m, 3, 9) / PERCENT;
	service[0] = (struct past_service){"1", food};
	service[1] = (struct past_service){"2", bed};
	service[2] = (struct past_service){"3", cost - food - bed - way};
	service[3] = (struct past_service){"5", way};
	return 4;
}

static void tell_end(struct demo_mass *m, struct past_relief *r, const struct demo_person *nephew)
{
	bool fetched = roll(m, 0, 2) == 0;
	r->end_kind = fetched ? "2" : roll(m, 0, 1) ? "1" : "4";
	r->receiver = fetched ? nephew->name : NULL;
	r->receiver_id = fetched ? nephew->id_no : NULL;
	r->receiver_relation = fetched ? "侄子" : NULL;
	r->destination = "老家";
	r->ticket = fetched ? "." : "汽车票一张";
}

bool demo_mass_relief(struct demo_mass *m, day found, fen cost, GError **error)
{
	static const char *const places[] = {
		"汽车站", "火车站广场", "国道桥下", "集市", "医院门口"};
	static const char *const origins[] = {"河北", "河南", "陕西", "内蒙古", "晋中", "忻州"};
	static const char *const states[] = {"身体虚弱", "衣着单薄", "神志清楚", "手脚冻伤"};
	struct dice *dice = &m->people->dice;
	struct past_service service[4];
	struct mass_case f;
	struct demo_paid paid;
	mass_begin(&f, m, "vagrant", demo_mass_village(m, "urban", roll(m, 0, 99), 100), "urban");
	demo_person_new(m->people, f.persons, NULL, "01", roll(m, 0, 4) == 0, roll(m, 24, 74));
	struct past_relief r = {.found = found,
		.ended = found + roll(m, 1, 9),
		.found_at = dice_pick(dice, places),
		.found_by = roll(m, 0, 1) ? "2" : "1",
		.identity = "known",
		.condition = dice_pick(dice, states),
		.belongings = ".",
		.origin = dice_pick(dice, origins),
		.service = service,
		.n_service = split_cost(m, cost, service)};
	g_autoptr(GPtrArray) others =
		g_ptr_array_new_with_free_func((GDestroyNotify)demo_person_free);
	tell_end(m, &r, demo_person_new(m->people, others, NULL, "01", false, roll(m, 30, 50)));
	f.c.granted = f.c.applied = found;
	f.c.village = NULL;
	f.c.group = f.c.address = f.c.phone = f.c.housing = f.c.account = f.c.bank = NULL;
	f.c.state = "left";
	bool ok = mass_put(&f, &paid, error) && past_relief(m->past, paid.casefile, &r, error);
	mass_end(&f);
	return ok;
}
