/* Application forms about invented households, keyed field by field as a clerk would. */
#include "config.h"

#include "app/demo_family.h"

#include "model/application.h"

struct keying {
	const struct demo_form *form;
	const struct demo_family *family;
	struct demo_people *people;
	struct filling *f;
	char *guardian; /* of a child */
	GError **error;
	bool ok;
};

static const struct block_def *find_block(const struct keying *k, const char *key)
{
	const GPtrArray *blocks = entry_form(filling_entry(k->f))->blocks;
	for (guint i = 0; i < blocks->len; i++) {
		const struct block_def *b = g_ptr_array_index(blocks, i);
		if (g_str_equal(b->key, key))
			return b;
	}
	return NULL;
}

/* The forms of the programmes ask for different things about the same people. */
static bool asks_for(const struct keying *k, const char *block, const char *field)
{
	const struct block_def *b = find_block(k, block);
	for (guint i = 0; b && i < b->fields->len; i++)
		if (g_str_equal(((struct field_def *)g_ptr_array_index(b->fields, i))->key, field))
			return true;
	return false;
}

static void key_row(
	struct keying *k, const char *block, int row, const char *field, const char *typed)
{
	/* A check that only asks is answered as a clerk would. */
	if (k->ok && typed && *typed && asks_for(k, block, field))
		k->ok = filling_key(k->f, block, row, field, typed, "已当面核实", k->error);
}

static void key_number(struct keying *k, const char *block, int row, const char *field, int number)
{
	g_autofree char *typed = g_strdup_printf("%d", number);
	if (number)
		key_row(k, block, row, field, typed);
}

static void key_day(struct keying *k, const char *block, int row, const char *field, day on)
{
	char iso[DAY_LEN];
	key_row(k, block, row, field, day_to_iso(on, iso));
}

static void key_none(struct keying *k, const char *block)
{
	if (k->ok)
		k->ok = filling_none(k->f, block, k->error);
}

static int roll(struct keying *k, int from, int to)
{
	return dice_roll(&k->people->dice, from, to);
}

/* --- who and where -----------------------------------------------------------------------------
 */

static void key_case(struct keying *k)
{
	key_day(k, "case", 0, "applied_on", k->form->applied);
	key_row(k, "case", 0, "area", k->family->area);
	key_row(k, "case", 0, "reason", k->family->reason);
	key_row(k, "case", 0, "placing", "kin");
	key_row(k, "case", 0, "agent", k->guardian ? k->guardian : ".");
}

static void key_household(struct keying *k)
{
	key_row(k, "household", 0, "village", k->family->village);
	key_row(k, "household", 0, "group", k->family->group);
	key_row(k, "household", 0, "address", k->family->address);
	key_row(k, "household", 0, "phone", k->family->phone);
	key_row(k, "household", 0, "housing", k->family->housing);
}

static void key_person(struct keying *k, const struct demo_person *who, int row)
{
	key_row(k, "member", row, "id_no", who->id_no);
	key_row(k, "member", row, "name", who->name);
	key_row(k, "member", row, "relation", who->relation);
	key_row(k, "member", row, "counted", who->uncounted ? "0" : "1");
	key_row(k, "member", row, "uncounted_reason", who->uncounted);
	key_row(k, "member", row, "marriage", who->marriage);
	key_row(k, "member", row, "health", who->health);
	key_row(k, "member", row, "illness", who->illness);
	key_number(k, "member", row, "disability_type", who->disability_type);
	key_number(k, "member", row, "disability_level", who->disability_level);
	key_row(k, "member", row, "labour", who->labour);
}

/* Some cannot say who they are (V-03). */
static void key_stranger(struct keying *k, const struct demo_person *who)
{
	static const char *const names[] = {"无名氏甲", "无名氏乙", "无名氏（灰棉袄）"};
	key_row(k, "member", 0, "id_no", ".");
	key_row(k, "member", 0, "no_id_reason", "2");
	key_row(k, "member", 0, "name", dice_pick(&k->people->dice, names));
	key_row(k, "member", 0, "sex", who->woman ? "F" : "M");
	key_day(k, "member", 0, "birth", day_make(1960 + roll(k, 0, 20), 1, 1));
}

static void key_members(struct keying *k)
{
	const GPtrArray *persons = k->family->persons;
	const struct demo_person *subject = g_ptr_array_index(persons, k->form->subject);
	bool whole = asks_for(k, "member", "relation");
	if (find_block(k, "relief") && roll(k, 0, 1)) {
		key_stranger(k, subject);
		return;
	}
	for (guint i = 0; whole && i < persons->len; i++)
		key_person(k, g_ptr_array_index(persons, i), (int)i);
	if (!whole)
		key_person(k, subject, 0);
}

static void key_account(struct keying *k)
{
	const struct demo_person *head = g_ptr_array_index(k->family->persons, k->form->subject);
	if (!k->form->account)
		return;
	key_row(k, "account", 0, "bank", k->family->bank);
	key_row(k, "account", 0, "account", k->family->account);
	key_row(k, "account", 0, "holder", k->guardian ? k->guardian : head->name);
}

/* --- what they have ----------------------------------------------------------------------------
 */

static void key_line(struct keying *k, const struct demo_line *line, int person, int row)
{
	bool income = line->per != NULL;
	key_number(k, line->section, row, "person", person);
	key_row(k, line->section, row, "kind", line->kind);
	key_row(k, line->section, row, income ? "per" : "description",
		income ? line->per : line->description);
	key_row(k, line->section, row, "declared", line->amount);
	if (!income)
		return;
	if (g_str_equal(line->per, "month"))
		key_number(k, line->section, row, "months", line->months);
	key_row(k, line->section, row, "evidence", line->evidence);
}

/* A section without a line is answered, not left empty (F7).  An individual programme asks for
 * what is the person's own. */
static void key_section(struct keying *k, const char *section)
{
	bool whole = asks_for(k, "member", "relation");
	int row = 0;
	for (guint i = 0; i < k->family->lines->len; i++) {
		const struct demo_line *line = g_ptr_array_index(k->family->lines, i);
		bool own = whole || line->person == k->form->subject + 1;
		if (own && g_str_equal(line->section, section))
			key_line(k, line, whole ? line->person : 1, row++);
	}
	if (row == 0)
		key_none(k, section);
}

/* --- those who would have to pay (T-06) --------------------------------------------------------
 */

static void key_supporters(struct keying *k)
{
	static const char *const proofs[] = {
		"（2021）晋0322刑初84号判决书", "（2020）晋0322民特6号宣告失踪判决"};
	if (roll(k, 0, 2)) {
		key_none(k, "supporter");
		return;
	}
	const struct demo_person *who = g_ptr_array_index(k->family->persons, 0);
	g_autofree char *name = demo_name_new(k->people, who->surname, false, 48);
	key_row(k, "supporter", 0, "name", name);
	key_row(k, "supporter", 0, "relation", "2");
	key_row(k, "supporter", 0, "id_no", ".");
	key_row(k, "supporter", 0, "situation", "5");
	key_row(k, "supporter", 0, "income", ".");
	key_row(k, "supporter", 0, "evidence", dice_pick(&k->people->dice, proofs));
}

/* --- children ----------------------------------------------------------------------------------
 */

struct fate_of_parent {
	const char *situation, *proof;
};
static const struct fate_of_parent gone[] = {
	{"1", "死亡医学证明 2023-0417"}, {"1", "户口注销证明"}, {"2", "（2022）晋0322民特11号"}};
static const struct fate_of_parent unable[] = {{"4", "残疾证 二级"},
	{"6", "（2023）晋0322刑初57号"}, {"5", "县医院诊断证明"}, {"9", "失联查找回执 0326 号"}};

static void key_parent(
	struct keying *k, int row, const char *surname, const struct fate_of_parent *fate)
{
	bool mother = row == 1;
	g_autofree char *name = demo_name_new(k->people, surname, mother, 38);
	key_row(k, "parent", row, "role", mother ? "mother" : "father");
	key_row(k, "parent", row, "name", name);
	key_row(k, "parent", row, "id_no", ".");
	key_row(k, "parent", row, "situation", fate->situation);
	key_day(k, "parent", row, "since", k->form->applied - roll(k, 300, 1500));
	key_row(k, "parent", row, "proof", fate->proof);
}

static void key_parents(struct keying *k)
{
	const struct demo_person *child = g_ptr_array_index(k->family->persons, 0);
	bool orphan = g_str_equal(k->form->programme, "orphan");
	struct dice *dice = &k->people->dice;
	struct fate_of_parent father = orphan ? dice_pick(dice, gone) : dice_pick(dice, unable);
	struct fate_of_parent mother =
		orphan || roll(k, 0, 1) ? dice_pick(dice, gone) : dice_pick(dice, unable);
	key_parent(k, 0, child->surname, &father);
	key_parent(k, 1, NULL, &mother);
}

static void key_carer(struct keying *k)
{
	key_row(k, "carer", 0, "name", k->guardian);
	key_row(k, "carer", 0, "role", "guardian");
	key_row(k, "carer", 0, "id_no", ".");
	key_row(k, "carer", 0, "relation", "1");
	key_row(k, "carer", 0, "phone", k->family->phone);
}

/* --- hardship ----------------------------------------------------------------------------------
 */

static const struct demo_hardship {
	const char *programme, *cause, *event, *place;
	int from, to; /* spent, yuan; 0: a share of the income */
} hardships[] = {
	{"rigid", "4", "患恶性肿瘤，手术和化疗", "市第一人民医院", 0, 0},
	{"rigid", "5", "尿毒症，每周透析三次", "县人民医院", 0, 0},
	{"temporary", "5", "长期服药，自付部分过大", "县人民医院", 6200, 18400},
	{"temporary", "6", "孩子上大学，学费和住宿费", "家中", 6800, 9700},
	{"temporary", "4", "脑出血住院手术", "市第一人民医院", 14000, 39000},
	{"temporary_urgent", "1", "厨房起火，烧毁两间房", "本村", 5200, 16000},
	{"temporary_urgent", "2", "骑三轮车被撞，肇事者逃逸", "县道路口", 4100, 22000},
	{"temporary_urgent", "3", "上房修瓦摔伤", "本村", 2600, 9000},
	{"temporary_urgent", "4", "急性心肌梗死，抢救", "县人民医院", 9000, 31000},
	{"temporary_fast", "8", "打工被欠薪，断了生活来源", "家中", 300, 900},
	{"temporary_fast", "3", "摔伤不能下地，无人做饭", "家中", 350, 1200},
};

static const struct demo_hardship *pick_hardship(struct keying *k)
{
	const struct demo_hardship *fit[G_N_ELEMENTS(hardships)];
	int n = 0;
	for (guint i = 0; i < G_N_ELEMENTS(hardships); i++)
		if (g_str_equal(hardships[i].programme, k->form->programme))
			fit[n++] = &hardships[i];
	return n ? fit[roll(k, 0, n - 1)] : NULL;
}

static void key_hardship(struct keying *k)
{
	enum { FEN = 100 };
	const struct demo_hardship *h = pick_hardship(k);
	if (!h)
		return;
	int spent = h->to ? roll(k, h->from / 10, h->to / 10) * 10 + roll(k, 0, 9)
			  : (int)(k->family->year_income / FEN);
	key_row(k, "hardship", 0, "cause", h->cause);
	key_row(k, "hardship", 0, "event", h->event);
	key_day(k, "hardship", 0, "occurred_on", k->form->applied - roll(k, 1, 30));
	key_row(k, "hardship", 0, "place", h->place);
	key_number(k, "hardship", 0, "spent", spent);
	key_number(k, "hardship", 0, "reimbursed", h->to && h->to < 2000 ? 0 : spent / 4);
	g_autofree char *invoice = g_strdup_printf("%08d", roll(k, 10000000, 99999999));
	key_row(k, "hardship", 0, "invoice_no", invoice);
}

/* --- people on the way -------------------------------------------------------------------------
 */

static void key_relief(struct keying *k)
{
	static const char *const places[] = {"汽车站候车室", "国道桥下", "集市路口", "村口小庙"};
	static const char *const conditions[] = {
		"身体虚弱，神志清楚", "衣着单薄，手脚冻伤", "说话不清，情绪平稳"};
	static const char *const belongings[] = {
		".", "背包一个，旧手机一部", "编织袋一个，被褥一卷"};
	static const char *const origins[] = {"自述从河北来打工，钱包丢了", "自述从邻县走来", "."};
	struct dice *dice = &k->people->dice;
	const char *id = entry_get(filling_entry(k->f), "member", 0, "id_no");
	bool known = id && *id;
	key_day(k, "relief", 0, "found_on", k->form->applied);
	key_row(k, "relief", 0, "found_at", dice_pick(dice, places));
	key_row(k, "relief", 0, "found_by", roll(k, 0, 1) ? "2" : "4");
	key_row(k, "relief", 0, "identity", known ? "claimed" : "unknown");
	key_row(k, "relief", 0, "origin", dice_pick(dice, origins));
	key_row(k, "relief", 0, "condition", dice_pick(dice, conditions));
	key_row(k, "relief", 0, "belongings", dice_pick(dice, belongings));
}

/* --- the whole ---------------------------------------------------------------------------------
 */

static void key_allowances(struct keying *k)
{
	key_none(k, "allowance");
}

static const struct {
	const char *block;
	void (*key)(struct keying *k);
} blocks[] = {
	{"case", key_case},
	{"household", key_household},
	{"member", key_members},
	{"supporter", key_supporters},
	{"parent", key_parents},
	{"carer", key_carer},
	{"allowance", key_allowances},
	{"hardship", key_hardship},
	{"relief", key_relief},
	{"account", key_account},
};

bool demo_form_key(const struct demo_form *form, struct filling *f, GError **error)
{
	static const char *const sections[] = {"wage", "business", "property", "transfer",
		"deduction", "deposit", "vehicle", "house", "enterprise"};
	struct keying k = {form, form->family, form->people, f, NULL, error, true};
	if (find_block(&k, "carer"))
		k.guardian =
			demo_name_new(form->people, NULL, dice_roll(&form->people->dice, 0, 1), 63);
	for (guint i = 0; i < G_N_ELEMENTS(blocks); i++)
		if (find_block(&k, blocks[i].block))
			blocks[i].key(&k);
	for (guint i = 0; i < G_N_ELEMENTS(sections); i++)
		if (find_block(&k, sections[i]))
			key_section(&k, sections[i]);
	bool ok = k.ok && filling_finish(f, "已当面核实", error);
	g_free(k.guardian);
	return ok;
}
