/* Invented persons: the dice, names as people there have them, numbers with a right check digit. */
#include "config.h"

#include "app/demo_people.h"

#include "base/rid.h"

/* --- dice ------------------------------------------------------------------------------------ */

/* xorshift32 (Marsaglia 2003). */
int dice_roll(struct dice *d, int from, int to)
{
	guint32 x = d->state ? d->state : 0x9e3779b9u;
	x ^= x << 13;
	x ^= x >> 17;
	x ^= x << 5;
	d->state = x;
	return from + (int)(x % (guint32)(to - from + 1));
}

/* --- names ----------------------------------------------------------------------------------- */

/* Frequent ones stand more than once; some have two characters, some a reading of their own. */
static const char *const surnames[] = {"王", "王", "王", "李", "李", "李", "张", "张", "张", "刘",
	"刘", "赵", "赵", "郭", "郭", "杨", "陈", "武", "史", "段", "侯", "荆", "药", "尹", "冀",
	"郝", "郝", "高", "梁", "韩", "韩", "孙", "马", "胡", "宋", "曹", "田", "董", "石", "贾",
	"白", "任", "范", "潘", "崔", "吕", "苏", "杨", "陈", "高", "郭", "梁", "周", "吴", "徐",
	"何", "谢", "冯", "程", "魏", "姚", "卢", "贺", "闫", "岳", "牛", "原", "单", "仇", "解",
	"欧阳", "尉迟", "司马"};
static const char *const old_men[] = {"建国", "福贵", "德明", "有根", "二小", "栓柱", "万福",
	"存来", "锁成", "金生", "保全", "双喜", "怀义", "银虎", "根旺", "占山"};
static const char *const old_women[] = {"桂英", "秀兰", "玉珍", "改莲", "爱花", "翠娥", "巧梅",
	"凤仙", "月英", "润香", "变娥", "存花", "先桃", "兰芳", "拉弟", "粉莲"};
static const char *const men[] = {"志强", "海军", "建平", "瑞明", "永红", "晓东", "俊峰", "伟",
	"勇", "彦龙", "丽军", "爱民", "\xF0\xA0\xAE\xB7生", "\xE4\xB6\xAE", "犇", "翀"};
static const char *const women[] = {"丽红", "艳霞", "晓燕", "爱萍", "海霞", "瑞琴", "敏", "春梅",
	"彩虹", "俊英", "文娟", "玲", "赟", "堃"};
static const char *const boys[] = {
	"浩宇", "子轩", "博文", "梓睿", "嘉豪", "昊", "宇航", "俊杰", "一鸣", "彧"};
static const char *const girls[] = {
	"雨欣", "佳怡", "梓涵", "思琪", "欣妍", "可馨", "若曦", "婷", "诗涵", "依诺"};

static int age_on(const struct demo_people *p, day birth)
{
	return rid_age(birth, p->today);
}

static char *new_name(struct demo_people *p, const char *surname, int age, bool woman)
{
	const char *given;
	if (age >= 55)
		given = woman ? dice_pick(&p->dice, old_women) : dice_pick(&p->dice, old_men);
	else if (age >= 20)
		given = woman ? dice_pick(&p->dice, women) : dice_pick(&p->dice, men);
	else
		given = woman ? dice_pick(&p->dice, girls) : dice_pick(&p->dice, boys);
	return g_strconcat(surname, given, NULL);
}

char *demo_name_new(struct demo_people *p, const char *surname, bool woman, int age)
{
	return new_name(p, surname ? surname : dice_pick(&p->dice, surnames), age, woman);
}

/* Most were born in the county, some women came from elsewhere. */
static void new_id(struct demo_people *p, struct demo_person *who)
{
	static const char *const elsewhere[] = {
		"140321", "140311", "140302", "140121", "140931", "130131"};
	int year, mon, mday;
	day_split(who->birth, &year, &mon, &mday);
	do {
		const char *county = dice_roll(&p->dice, 1, 100) <= 15
			? dice_pick(&p->dice, elsewhere)
			: p->county;
		int order = dice_roll(&p->dice, 0, 199) * 2 + (who->woman ? 2 : 1);
		g_snprintf(who->id_no, sizeof(who->id_no), "%.6s%04d%02d%02d%03d", county, year,
			mon, mday, order);
		who->id_no[17] = rid_check_digit(who->id_no);
		who->id_no[18] = '\0';
	} while (!g_hash_table_add(p->ids, g_strdup(who->id_no)));
}

/* --- persons --------------------------------------------------------------------------------- */

struct demo_person *demo_person_new(struct demo_people *p, GPtrArray *persons, const char *surname,
	const char *relation, bool woman, int age)
{
	struct demo_person *who = g_new0(struct demo_person, 1);
	who->woman = woman;
	who->relation = relation;
	who->birth = p->today - age * 365 - age / 4 - dice_roll(&p->dice, 1, 364);
	who->surname = surname ? surname : dice_pick(&p->dice, surnames);
	who->name = new_name(p, who->surname, age_on(p, who->birth), woman);
	new_id(p, who);
	age = age_on(p, who->birth);
	who->marriage = age < 18 ? NULL : age < 23 ? "1" : "2";
	who->health = age >= 65 ? (dice_roll(&p->dice, 0, 2) ? "3" : "2") : "1";
	who->labour = age < 16 ? NULL : age < 18 || age >= 60 ? "4" : "1";
	g_ptr_array_add(persons, who);
	return who;
}

void demo_person_free(struct demo_person *who)
{
	g_free(who->name);
	g_free(who);
}

void demo_person_disable(struct demo_person *who, int type, int level)
{
	who->disability_type = type;
	who->disability_level = level;
	who->health = "5";
	who->labour = level <= 2 ? "3" : "2";
}

/* --- homes ----------------------------------------------------------------------------------- */

char *demo_amount(struct demo_people *p, int from, int to, int step)
{
	return g_strdup_printf("%d", dice_roll(&p->dice, from, to) * step);
}

char *demo_group(struct demo_people *p, bool urban)
{
	return urban ? g_strdup_printf("%d号楼", dice_roll(&p->dice, 1, 18))
		     : g_strdup_printf("第%d村民小组", dice_roll(&p->dice, 1, 6));
}

static char *address_in_town(struct demo_people *p)
{
	int house = p->crowd ? dice_roll(&p->dice, 1, 24) : 0, stairs = dice_roll(&p->dice, 1, 4);
	int floor = dice_roll(&p->dice, 1, 6), door = dice_roll(&p->dice, 1, 2);
	return house ? g_strdup_printf("%d号楼%d单元%d0%d", house, stairs, floor, door)
		     : g_strdup_printf("%d单元%d0%d", stairs, floor, door);
}

static char *address_in_village(struct demo_people *p)
{
	static const char *const streets[] = {
		"中街", "南街", "前街", "后巷", "东沟", "西坡", "河沿"};
	const char *street = dice_pick(&p->dice, streets);
	int number = p->crowd ? dice_roll(&p->dice, 97, 360) : dice_roll(&p->dice, 1, 96);
	return g_strdup_printf("%s%d号", street, number);
}

/* Two households at one address would be one for the same cause (L-12). */
char *demo_address(struct demo_people *p, const char *village, bool urban)
{
	char *address = NULL;
	do {
		g_free(address);
		address = urban ? address_in_town(p) : address_in_village(p);
	} while (!g_hash_table_add(p->ids, g_strconcat(village, " ", address, NULL)));
	return address;
}

/* Numbers that no carrier has given out. */
char *demo_phone(struct demo_people *p)
{
	return dice_roll(&p->dice, 1, 8) == 1
		? g_strdup(".")
		: g_strdup_printf("1390000%04d", dice_roll(&p->dice, 0, 9999));
}

char *demo_account(struct demo_people *p)
{
	p->made++;
	return g_strdup_printf("6217000%05d%07d", p->made, dice_roll(&p->dice, 0, 9999999));
}

/* --- the dice box ------------------------------------------------------------------------------
 */

void demo_people_init(
	struct demo_people *p, struct desk *desk, const struct code_list *villages, guint32 seed)
{
	*p = (struct demo_people){.villages = villages,
		.today = day_today(),
		.dice = {seed * 2654435761u + 1},
		.ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
	g_strlcpy(p->county, desk->office.code, sizeof(p->county));
	for (int i = 0; i < 8; i++)
		dice_roll(&p->dice, 0, 1);
}

void demo_people_clear(struct demo_people *p)
{
	g_clear_pointer(&p->ids, g_hash_table_unref);
}
