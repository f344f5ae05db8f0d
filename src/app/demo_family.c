/* Invented households: who lives together, and what they have. */
#include "config.h"

#include "app/demo_family.h"

static void fall_ill(struct demo_person *who, const char *illness)
{
	who->health = "4";
	who->illness = illness;
	who->labour = "3";
}

/* --- lines ----------------------------------------------------------------------------------- */

static struct demo_line *add_line(struct demo_family *f, const char *section, const char *kind,
	int person, char *amount, const char *evidence)
{
	struct demo_line *line = g_new0(struct demo_line, 1);
	line->section = section;
	line->kind = kind;
	line->person = person;
	line->amount = amount;
	line->evidence = evidence;
	g_ptr_array_add(f->lines, line);
	return line;
}

/* Casual work: so much a month in so many months. */
static void add_wage(struct demo_people *p, struct demo_family *f, int person, int from, int to)
{
	struct demo_line *line = add_line(f, "wage", dice_roll(&p->dice, 0, 3) ? "12" : "11",
		person, demo_amount(p, from, to, 50), dice_roll(&p->dice, 0, 1) ? "6" : "1");
	line->per = "month";
	line->months = dice_roll(&p->dice, 5, 10);
}

static void add_monthly(struct demo_family *f, const char *section, const char *kind, int person,
	char *amount, const char *evidence)
{
	struct demo_line *line = add_line(f, section, kind, person, amount, evidence);
	line->per = "month";
	line->months = 12;
}

/* Land: so many mu at so much, kept as it was keyed. */
static void add_land(struct demo_people *p, struct demo_family *f, int person)
{
	bool leased = dice_roll(&p->dice, 0, 1);
	int mu = dice_roll(&p->dice, 2, 6), each = dice_roll(&p->dice, leased ? 4 : 6, 9) * 50;
	struct demo_line *line = add_line(f, leased ? "property" : "business", leased ? "33" : "21",
		person, g_strdup_printf("%d*%d", each, mu), leased ? "5" : "4");
	line->per = "year";
}

/* The basic pension is written down and not counted (D-16). */
static void add_pension(struct demo_people *p, struct demo_family *f, int person)
{
	add_monthly(f, "transfer", "51", person, demo_amount(p, 148, 182, 1), "2");
}

static void add_deduction(struct demo_people *p, struct demo_family *f, const char *kind,
	int person, int from, int to)
{
	struct demo_line *line =
		add_line(f, "deduction", kind, person, demo_amount(p, from, to, 100), "7");
	line->per = "year";
}

static void add_assets(struct demo_people *p, struct demo_family *f)
{
	struct demo_line *line;
	if (g_str_equal(f->area, "rural") || dice_roll(&p->dice, 0, 1)) {
		line = add_line(f, "house", "81", 1, demo_amount(p, 10, 60, 1000), NULL);
		line->description = g_strdup_printf("砖房%d间", dice_roll(&p->dice, 2, 5));
	}
	if (dice_roll(&p->dice, 0, 2) == 0) {
		line = add_line(f, "deposit", "71", 1, demo_amount(p, 2, 60, 100), NULL);
		line->description = g_strdup("信用社活期");
	}
	if (dice_roll(&p->dice, 0, 4) == 0) {
		/* What it is worth nobody knows. */
		line = add_line(f, "vehicle", "79", 1, g_strdup("*"), NULL);
		line->description = g_strdup("旧三轮摩托车");
	}
}

/* --- kinds of families ----------------------------------------------------------------------- */

static void single_elder(struct demo_people *p, struct demo_family *f)
{
	bool woman = dice_roll(&p->dice, 0, 1);
	struct demo_person *who =
		demo_person_new(p, f->persons, NULL, "01", woman, dice_roll(&p->dice, 63, 86));
	who->marriage = woman || dice_roll(&p->dice, 0, 1) ? "4" : "1";
	f->reason = "3";
	add_pension(p, f, 1);
	add_land(p, f, 1);
	if (g_str_equal(who->marriage, "4"))
		add_monthly(f, "transfer", "41", 1, demo_amount(p, 1, 4, 50), "6");
}

static void old_couple(struct demo_people *p, struct demo_family *f)
{
	int age = dice_roll(&p->dice, 62, 80);
	struct demo_person *head = demo_person_new(p, f->persons, NULL, "01", false, age);
	struct demo_person *wife =
		demo_person_new(p, f->persons, NULL, "02", true, age - dice_roll(&p->dice, -1, 4));
	f->reason = "3";
	add_pension(p, f, 1);
	add_pension(p, f, 2);
	add_land(p, f, 1);
	add_monthly(f, "transfer", "41", 1, demo_amount(p, 2, 6, 50), "6");
	if (dice_roll(&p->dice, 0, 1))
		demo_person_disable(
			dice_roll(&p->dice, 0, 1) ? head : wife, 4, dice_roll(&p->dice, 2, 3));
}

static void widow(struct demo_people *p, struct demo_family *f)
{
	struct demo_person *head =
		demo_person_new(p, f->persons, NULL, "01", true, dice_roll(&p->dice, 34, 49));
	head->marriage = dice_roll(&p->dice, 0, 2) ? "4" : "3";
	f->reason = "7";
	/* The children have their father's name. */
	const char *surname = NULL;
	for (int n = dice_roll(&p->dice, 1, 2); n > 0; n--) {
		bool girl = dice_roll(&p->dice, 0, 1);
		surname = demo_person_new(p, f->persons, surname, girl ? "04" : "03", girl,
			dice_roll(&p->dice, 6, 16))
				  ->surname;
	}
	add_wage(p, f, 1, 12, 22);
	if (g_str_equal(head->marriage, "3"))
		add_monthly(f, "transfer", "41", 2, demo_amount(p, 4, 8, 50), "6");
}

static void disabled_family(struct demo_people *p, struct demo_family *f)
{
	static const int types[] = {1, 4, 4, 5, 6};
	int age = dice_roll(&p->dice, 36, 52);
	struct demo_person *head = demo_person_new(p, f->persons, NULL, "01", false, age);
	struct demo_person *wife =
		demo_person_new(p, f->persons, NULL, "02", true, age - dice_roll(&p->dice, 0, 4));
	bool girl = dice_roll(&p->dice, 0, 1);
	demo_person_new(
		p, f->persons, head->surname, girl ? "04" : "03", girl, dice_roll(&p->dice, 5, 15));
	demo_person_disable(dice_roll(&p->dice, 0, 1) ? head : wife, dice_pick(&p->dice, types),
		dice_roll(&p->dice, 1, 3));
	f->reason = "2";
	add_wage(p, f, g_str_equal(head->labour, "1") ? 1 : 2, 14, 26);
	add_deduction(p, f, "62", g_str_equal(head->labour, "1") ? 2 : 1, 8, 30);
}

static void ill_family(struct demo_people *p, struct demo_family *f)
{
	static const char *const illnesses[] = {"1", "2", "3", "6", "6"};
	int age = dice_roll(&p->dice, 38, 58);
	bool woman = dice_roll(&p->dice, 0, 3) == 0;
	struct demo_person *head = demo_person_new(p, f->persons, NULL, "01", woman, age);
	struct demo_person *spouse = demo_person_new(
		p, f->persons, NULL, "02", !woman, age - dice_roll(&p->dice, -2, 2));
	bool girl = dice_roll(&p->dice, 0, 1), student = dice_roll(&p->dice, 0, 1);
	struct demo_person *child =
		demo_person_new(p, f->persons, (woman ? spouse : head)->surname, girl ? "04" : "03",
			girl, student ? dice_roll(&p->dice, 18, 20) : dice_roll(&p->dice, 8, 15));
	if (student)
		child->labour = "4";
	fall_ill(head, dice_pick(&p->dice, illnesses));
	f->reason = "1";
	add_wage(p, f, 2, 20, 36);
	add_deduction(p, f, "61", 1, 40, 110);
}

static void disabled_son(struct demo_people *p, struct demo_family *f)
{
	int age = dice_roll(&p->dice, 64, 76);
	bool woman = dice_roll(&p->dice, 0, 2) == 0;
	struct demo_person *head = demo_person_new(p, f->persons, NULL, "01", woman, age);
	struct demo_person *son = demo_person_new(p, f->persons, woman ? NULL : head->surname, "03",
		false, age - dice_roll(&p->dice, 24, 30));
	head->marriage = "4";
	son->marriage = "1";
	demo_person_disable(son, dice_roll(&p->dice, 0, 1) ? 5 : 6, dice_roll(&p->dice, 1, 2));
	f->reason = "2";
	add_pension(p, f, 1);
	add_land(p, f, 1);
}

static void grandparents(struct demo_people *p, struct demo_family *f)
{
	int age = dice_roll(&p->dice, 61, 72);
	struct demo_person *head = demo_person_new(p, f->persons, NULL, "01", false, age);
	bool girl = dice_roll(&p->dice, 0, 1);
	demo_person_new(p, f->persons, NULL, "02", true, age - dice_roll(&p->dice, 0, 3));
	demo_person_new(p, f->persons, head->surname, "08", girl, dice_roll(&p->dice, 5, 15));
	f->reason = "8";
	add_pension(p, f, 1);
	add_pension(p, f, 2);
	add_land(p, f, 1);
	if (dice_roll(&p->dice, 0, 1)) {
		/* D-03: the son in prison is written down and not counted. */
		struct demo_person *son =
			demo_person_new(p, f->persons, head->surname, "03", false, age - 28);
		son->uncounted = "2";
		son->marriage = "3";
		add_monthly(f, "transfer", "54", 3, demo_amount(p, 2, 4, 50), "3");
	}
}

static void out_of_work(struct demo_people *p, struct demo_family *f)
{
	int age = dice_roll(&p->dice, 42, 55);
	bool single = dice_roll(&p->dice, 0, 1);
	struct demo_person *head =
		demo_person_new(p, f->persons, NULL, "01", dice_roll(&p->dice, 0, 1), age);
	bool girl = dice_roll(&p->dice, 0, 1);
	head->marriage = "3";
	if (!single)
		demo_person_new(p, f->persons, head->surname, girl ? "04" : "03", girl,
			dice_roll(&p->dice, 10, 17));
	f->reason = "5";
	head->health = "3";
	head->labour = "2";
	if (single)
		add_monthly(f, "transfer", "43", 1, demo_amount(p, 4, 7, 50), "3");
	else
		add_wage(p, f, 1, 10, 18);
}

/* Two who earn: their application will be refused. */
static void earners(struct demo_people *p, struct demo_family *f)
{
	int age = dice_roll(&p->dice, 35, 50);
	struct demo_person *head = demo_person_new(p, f->persons, NULL, "01", false, age);
	bool girl = dice_roll(&p->dice, 0, 1);
	demo_person_new(p, f->persons, NULL, "02", true, age - dice_roll(&p->dice, 0, 3));
	demo_person_new(
		p, f->persons, head->surname, girl ? "04" : "03", girl, dice_roll(&p->dice, 4, 16));
	f->reason = "6";
	add_monthly(f, "wage", "11", 1, demo_amount(p, 52, 70, 50), "1");
	add_monthly(f, "wage", "12", 2, demo_amount(p, 30, 44, 50), "3");
}

static fen standard_of(const struct demo_people *p, const struct demo_family *f)
{
	return g_str_equal(f->area, "urban") ? p->urban : p->rural;
}

/* One earns so many percent of the standard of them all. */
static void add_earnings(struct demo_people *p, struct demo_family *f, int from, int to)
{
	enum { PERCENT = 100, FEN = 100, MONTHS = 12, STEP = 10 };
	fen year = standard_of(p, f) * f->persons->len * dice_roll(&p->dice, from, to) / PERCENT;
	add_monthly(f, "wage", "11", 1,
		g_strdup_printf("%d", (int)(year / FEN / MONTHS / STEP + 1) * STEP), "1");
}

static struct demo_person *couple_with_child(struct demo_people *p, struct demo_family *f)
{
	int age = dice_roll(&p->dice, 37, 52);
	struct demo_person *head = demo_person_new(p, f->persons, NULL, "01", false, age);
	struct demo_person *wife =
		demo_person_new(p, f->persons, NULL, "02", true, age - dice_roll(&p->dice, 0, 4));
	bool girl = dice_roll(&p->dice, 0, 1);
	demo_person_new(
		p, f->persons, head->surname, girl ? "04" : "03", girl, dice_roll(&p->dice, 6, 15));
	return wife;
}

static void edge_family(struct demo_people *p, struct demo_family *f)
{
	static const int types[] = {4, 5, 6};
	demo_person_disable(
		couple_with_child(p, f), dice_pick(&p->dice, types), dice_roll(&p->dice, 1, 2));
	f->reason = "2";
	add_earnings(p, f, 108, 138);
}

static void rigid_family(struct demo_people *p, struct demo_family *f)
{
	static const char *const illnesses[] = {"1", "2", "3", "4"};
	fall_ill(couple_with_child(p, f), dice_pick(&p->dice, illnesses));
	f->reason = "1";
	add_earnings(p, f, 156, 180);
}

static void lonely_elder(struct demo_people *p, struct demo_family *f)
{
	struct demo_person *who = demo_person_new(p, f->persons, NULL, "01",
		dice_roll(&p->dice, 0, 4) == 0, dice_roll(&p->dice, 62, 84));
	who->marriage = dice_roll(&p->dice, 0, 2) ? "1" : "4";
	if (dice_roll(&p->dice, 0, 3) == 0)
		demo_person_disable(who, 4, dice_roll(&p->dice, 1, 3));
	who->labour = "4";
	f->reason = "3";
	add_pension(p, f, 1);
}

static void lone_child(struct demo_people *p, struct demo_family *f)
{
	bool girl = dice_roll(&p->dice, 0, 1);
	demo_person_new(p, f->persons, NULL, "01", girl, dice_roll(&p->dice, 5, 15));
	f->reason = "9";
}

static void wanderer(struct demo_people *p, struct demo_family *f)
{
	demo_person_new(p, f->persons, NULL, "01", dice_roll(&p->dice, 0, 3) == 0,
		dice_roll(&p->dice, 33, 71));
}

static void (*const rural_kinds[])(struct demo_people *, struct demo_family *) = {single_elder,
	single_elder, single_elder, old_couple, old_couple, widow, disabled_family, disabled_family,
	ill_family, disabled_son, grandparents};
static void (*const urban_kinds[])(struct demo_people *, struct demo_family *) = {
	widow, disabled_family, ill_family, out_of_work, out_of_work};

/* --- households ------------------------------------------------------------------------------ */

/* Communities (codes 1xx of a township) are urban, villages rural; one in four lives in town. */
static const struct code *new_village(struct demo_people *p)
{
	const GPtrArray *codes = p->villages->codes;
	bool urban = dice_roll(&p->dice, 1, 4) == 1;
	const struct code *code = NULL;
	for (int tries = 0; tries < 40; tries++) {
		code = g_ptr_array_index(codes, dice_roll(&p->dice, 0, (int)codes->len - 1));
		if ((code->key[0] < '2') == urban)
			break;
	}
	return code;
}

static void settle_down(struct demo_people *p, struct demo_family *f)
{
	static const char *const banks[] = {"1", "1", "1", "3", "2", "7"};
	const struct code *village = new_village(p);
	bool urban = village->key[0] < '2';
	f->area = urban ? "urban" : "rural";
	f->village = g_strdup(village->key);
	f->housing = urban ? (dice_roll(&p->dice, 0, 1) ? "2" : "4")
			   : (dice_roll(&p->dice, 0, 3) ? "1" : "3");
	f->bank = dice_pick(&p->dice, banks);
	f->group = demo_group(p, urban);
	f->address = demo_address(p, f->village, urban);
	f->phone = demo_phone(p);
	f->account = demo_account(p);
}

static void make_up(struct demo_people *p, struct demo_family *f, enum demo_kind kind)
{
	static void (*const makers[])(struct demo_people *, struct demo_family *) = {
		[DEMO_RICH] = earners,
		[DEMO_EDGE] = edge_family,
		[DEMO_RIGID] = rigid_family,
		[DEMO_DESTITUTE] = lonely_elder,
		[DEMO_CHILD] = lone_child,
		[DEMO_WANDERER] = wanderer,
	};
	bool urban = g_str_equal(f->area, "urban");
	if (kind != DEMO_POOR)
		makers[kind](p, f);
	else
		(urban ? dice_pick(&p->dice, urban_kinds) : dice_pick(&p->dice, rural_kinds))(p, f);
	if (kind <= DEMO_RIGID)
		add_assets(p, f);
}

static fen year_income(const struct demo_family *f)
{
	fen sum = 0;
	for (guint i = 0; i < f->lines->len; i++) {
		const struct demo_line *line = g_ptr_array_index(f->lines, i);
		fen amount = 0;
		if (!line->per || line->kind[0] == '5' || !money_eval(line->amount, &amount))
			continue;
		amount *= line->months ? line->months : 1;
		sum += g_str_equal(line->section, "deduction") ? -amount : amount;
	}
	return MAX(sum, 0);
}

static struct demo_family *family_once(struct demo_people *p, enum demo_kind kind)
{
	struct demo_family *f = g_new0(struct demo_family, 1);
	f->persons = g_ptr_array_new_with_free_func((GDestroyNotify)demo_person_free);
	f->lines = g_ptr_array_new();
	settle_down(p, f);
	make_up(p, f, kind);
	f->year_income = year_income(f);
	return f;
}

static bool is_poor(const struct demo_people *p, const struct demo_family *f)
{
	int n = 0;
	for (guint i = 0; i < f->persons->len; i++)
		n += !((struct demo_person *)g_ptr_array_index(f->persons, i))->uncounted;
	return f->year_income * 100 < n * standard_of(p, f) * 95;
}

struct demo_family *demo_family_new(struct demo_people *p, enum demo_kind kind)
{
	struct demo_family *f = family_once(p, kind);
	bool poor = kind == DEMO_POOR;
	/* The other kinds have the income that they are made for. */
	for (int tries = 0; kind <= DEMO_RICH && tries < 50 && is_poor(p, f) != poor; tries++) {
		demo_family_free(f);
		f = family_once(p, kind);
	}
	return f;
}

void demo_family_free(struct demo_family *f)
{
	if (!f)
		return;
	for (guint i = 0; i < f->lines->len; i++) {
		struct demo_line *line = g_ptr_array_index(f->lines, i);
		g_free(line->amount);
		g_free(line->description);
		g_free(line);
	}
	g_ptr_array_unref(f->persons);
	g_ptr_array_unref(f->lines);
	g_free(f->village);
	g_free(f->group);
	g_free(f->address);
	g_free(f->phone);
	g_free(f->account);
	g_free(f);
}
