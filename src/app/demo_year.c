#include "config.h"

#include "app/demo_year.h"

#include <string.h>
#include "model/division.h"

enum { LAKH_FEN = 1000000, MONTHS = 12 }; /* fen in 10,000 yuan */

/* Set from the counts of December 2022. */
static const struct {
	const char *kind, *unit, *basis, *reason;
	int number;
	bool share; /* the same for every office */
} targets[] = {
	{"dibao", "person", "december",
		"年度核查中退出较多，新增少于退出，目标按上年12月人数定得偏高", 51223, false},
	{"destitute", "person", "december", NULL, 5603, false},
	{"temporary", "times", "average", "大额医疗支出由医保救助承担，申请临时救助的比上年少",
		10023, false},
	{"vagrant", "times", "december", "疫情后人员流动增多，街面巡查救助次数增加，目标定得偏低",
		74, false},
	{"child", "person", "december", NULL, 411, false},
	{"correct", "percent", "rule", NULL, 100, true},
	{"standard", "percent", "rule", NULL, 100, true},
	{"bank", "percent", "rule", NULL, 100, true},
	{"timely", "percent", "rule", "个别月份资金下达晚，名册在当月10日以后发放", 100, true},
	{"secured", "percent", "rule", NULL, 100, true},
	{"complaints", "percent", "rule", NULL, 100, true},
	{"satisfied", "percent", "document", NULL, 90, true},
};

/* Hundredths of 10,000 yuan; together 36038.93. */
static const struct {
	const char *source, *document;
	int hundredths, month;
} funds[] = {
	{"central", "示例财社〔%d〕1号", 1852700, 1},
	{"province", "示例财社〔%d〕2号", 721700, 3},
	{"city", "示例财社〔%d〕3号", 200000, 4},
	{"county", "示例财社〔%d〕4号", 764275, 5},
	{"carried", NULL, 65218, 1},
};

/* Hundredths of a point; B27 waits for somebody. */
static const struct {
	const char *indicator, *evidence;
	int points;
} judgements[] = {
	{"A11", "本级实施细则、标准文件齐全，临时救助细则不够细", 150},
	{"A32", "预算足额安排，没有因缺资金停发", 270},
	{"B21", "业务、财务、档案制度齐全，监督制度未修订", 250},
	{"B22", "抽查各县档案，低保、特困、临时救助档案有缺项", 210},
	{"B23", "抽查审核材料，个别超期", 240},
	{"B24", "抽查公示栏和公示记录", 260},
	{"C32", "抽查认定时限，个别超期", 150},
	{"D13", "没有收到书面投诉，信访件均已答复", 400},
	{"D22", "部门数据共享不全，存款、小产权房查不到", 210},
};

struct filling {
	struct desk *desk;
	struct change *c;
	int year;
	guint villages, all;
	day today;
};

static gint64 part_of(const struct filling *f, gint64 n)
{
	return (2 * n * f->villages + f->all) / (2 * f->all);
}

static bool insert(struct filling *f, struct record *r, GError **error)
{
	row_id id;
	return change_insert(f->c, r, &id, error);
}

/* False where that day is still to come. */
static bool has_come(const struct filling *f, int mon, int mday, char text[DAY_LEN])
{
	day d = day_make(f->year, mon, mday);
	day_to_iso(d, text);
	return d <= f->today;
}

/* --- targets, funds, points -------------------------------------------------------------------
 */

static bool put_targets(struct filling *f, GError **error)
{
	for (guint i = 0; i < G_N_ELEMENTS(targets); i++) {
		struct record r = record_of("target");
		record_int(&r, "year", f->year);
		record_text(&r, "kind", targets[i].kind);
		record_int(&r, "number",
			targets[i].share ? targets[i].number
					 : MAX(part_of(f, targets[i].number), 1));
		record_text(&r, "unit", targets[i].unit);
		record_text(&r, "basis", targets[i].basis);
		record_text(&r, "reason", targets[i].reason);
		if (!insert(f, &r, error))
			return false;
	}
	return true;
}

static bool put_funds(struct filling *f, GError **error)
{
	enum { HUNDREDTH = LAKH_FEN / 100 };
	for (guint i = 0; i < G_N_ELEMENTS(funds); i++) {
		char on[DAY_LEN];
		gint64 amount = part_of(f, funds[i].hundredths) * HUNDREDTH;
		g_autofree char *document = funds[i].document
			? g_strdup_printf("示例财社〔%d〕%d号", f->year, (int)i + 1)
			: NULL;
		struct record r = record_of("fund");
		bool come = has_come(f, funds[i].month, 20, on);
		record_int(&r, "year", f->year);
		record_text(&r, "source", funds[i].source);
		record_int(&r, "planned", amount);
		if (come) {
			record_int(&r, "received", amount);
			record_text(&r, "received_on", on);
		}
		record_text(&r, "document", document);
		if (!insert(f, &r, error))
			return false;
	}
	return true;
}

/* Of a year that is over; an office whose cases were decided here needs fewer. */
static bool put_judgements(struct filling *f, GError **error)
{
	char on[DAY_LEN];
	day judged = day_make(f->year + 1, 1, 15);
	if (judged > f->today)
		return true;
	for (guint i = 0; i < G_N_ELEMENTS(judgements); i++) {
		struct record r = record_of("score_judgement");
		record_int(&r, "year", f->year);
		record_text(&r, "indicator", judgements[i].indicator);
		record_int(&r, "points", judgements[i].points);
		record_text(&r, "evidence", judgements[i].evidence);
		record_text(&r, "judged_by", "贾示例");
		record_text(&r, "judged_on", day_to_iso(judged, on));
		if (!insert(f, &r, error))
			return false;
	}
	return true;
}

/* --- answers ----------------------------------------------------------------------------------
 */

/* Four of five know the rules, more than nine of ten recipients are satisfied. */
static bool put_answer(struct filling *f, int i, const char *place, const char *on, GError **error)
{
	static const char *const ways[] = {"home", "telephone", "paper"};
	bool recipient = i % 4 != 3;
	struct record r = record_of("opinion_poll");
	record_text(&r, "asked_on", on);
	record_text(&r, "village", place);
	record_text(&r, "who", recipient ? "recipient" : "villager");
	record_text(&r, "knows", i % 5 == 2 ? i % 2 ? "no" : "partly" : "yes");
	if (recipient)
		record_text(&r, "satisfied",
			i % 13 == 6           ? "3"
				: i % 29 == 8 ? "4"
				: i % 3       ? "1"
					      : "2");
	record_text(&r, "way", ways[i % G_N_ELEMENTS(ways)]);
	return insert(f, &r, error);
}

static bool put_answers(struct filling *f, const GPtrArray *places, GError **error)
{
	enum { LEAST = 40, EACH = 10, FROM_MONTH = 3, SPAN = 9, DAYS = 27 };
	int n = MAX((int)places->len * EACH, LEAST);
	for (int i = 0; i < n; i++) {
		char on[DAY_LEN];
		const char *place = g_ptr_array_index(places, (guint)i % places->len);
		if (has_come(f, FROM_MONTH + i % SPAN, 1 + i % DAYS, on) &&
			!put_answer(f, i, place, on, error))
			return false;
	}
	return true;
}

/* --- what the office does besides -------------------------------------------------------------
 */

static bool put_campaigns(struct filling *f, const GPtrArray *places, GError **error)
{
	static const char *const ways[] = {"leaflet", "meeting", "broadcast", "home"};
	static const char *const subjects[] = {"低保怎样申请、收入怎样算",
		"特困供养可以在家也可以进机构", "临时救助找谁办", "举报电话和失信后果"};
	for (int i = 1; i <= MONTHS; i++) {
		char on[DAY_LEN];
		struct record r = record_of("campaign");
		if (!has_come(f, i, 12, on))
			return true;
		record_text(&r, "held_on", on);
		record_text(&r, "way", ways[i % G_N_ELEMENTS(ways)]);
		record_text(&r, "place", g_ptr_array_index(places, (guint)i % places->len));
		record_text(&r, "subject", subjects[i % G_N_ELEMENTS(subjects)]);
		record_int(&r, "reached", 60 + 17 * i);
		record_int(&r, "copies", 100 + 10 * i);
		if (!insert(f, &r, error))
			return false;
	}
	return true;
}

static bool put_training(struct filling *f, GError **error)
{
	static const char *const subjects[] = {
		"收入怎样核算、算式怎样写", "档案一户一档", "入户调查和公示", "发放名册核查"};
	for (guint i = 0; i < G_N_ELEMENTS(subjects); i++) {
		char on[DAY_LEN];
		struct record r = record_of("training");
		if (!has_come(f, 2 + 3 * (int)i, 16, on))
			return true;
		record_text(&r, "held_on", on);
		record_text(&r, "subject", subjects[i]);
		record_text(&r, "teacher", "县民政局");
		record_int(&r, "persons", 18 + 7 * (int)i);
		record_int(&r, "hours", 4);
		if (!insert(f, &r, error))
			return false;
	}
	return true;
}

static bool put_visits(struct filling *f, const GPtrArray *places, GError **error)
{
	static const char *const findings[] = {
		".", "三户档案缺核对报告", ".", "公示照片没有日期", ".", "一户收入算错，已补差"};
	for (int i = 0; i < 2 * MONTHS; i++) {
		char on[DAY_LEN], mended[DAY_LEN], by[DAY_LEN];
		const char *finding = findings[i % G_N_ELEMENTS(findings)];
		struct record r = record_of("supervision");
		day visited = day_make(f->year, 1 + i / 2, i % 2 ? 22 : 9);
		if (visited > f->today)
			return true;
		record_text(&r, "visited_on", day_to_iso(visited, on));
		record_text(&r, "visited", g_ptr_array_index(places, (guint)i * 7 % places->len));
		record_text(&r, "visitors", "县民政局检查组");
		record_text(&r, "subject", "低保、特困、临时救助档案和发放");
		record_text(&r, "finding", finding);
		if (*finding != '.') {
			record_text(&r, "mend_by", day_to_iso(visited + 30, by));
			if (i % 4 == 1 && visited + 25 <= f->today)
				record_text(&r, "mended_on", day_to_iso(visited + 25, mended));
		}
		if (!insert(f, &r, error))
			return false;
	}
	return true;
}

/* --- staff ------------------------------------------------------------------------------------
 */

static bool put_worker(
	struct filling *f, int i, const char *place, bool civil, const char *duty, GError **error)
{
	static const char *const surnames[] = {
		"程", "段", "古", "华", "霍", "柯", "雷", "莫", "祁", "施"};
	static const char *const given[] = {"小雨", "志远", "佳宁", "明辉", "秋燕", "立新", "晓峰"};
	g_autofree char *name = g_strconcat(
		surnames[i % G_N_ELEMENTS(surnames)], given[i / 3 % G_N_ELEMENTS(given)], NULL);
	struct record r = record_of("staff");
	record_text(&r, "name", name);
	record_text(&r, "place", place);
	record_text(&r, "employer", civil ? "civil" : "contracted");
	record_int(&r, "full_time", 1);
	record_text(&r, "duty", duty);
	record_text(&r, "from_date", civil ? "2019-03-01" : "2021-07-01");
	return insert(f, &r, error);
}

/* One full-time worker and one or two contracted helpers for each township. */
static bool put_staff(struct filling *f, const GPtrArray *places, GError **error)
{
	int no = 0;
	for (guint i = 0; i < places->len; i++) {
		const char *place = g_ptr_array_index(places, i);
		bool ok = put_worker(f, no++, place, true, "社会救助专职", error);
		for (guint k = 0; ok && k < 1 + i % 2; k++)
			ok = put_worker(f, no++, place, false, "协助入户、录入", error);
		if (!ok)
			return false;
	}
	return true;
}

/* --- all of it --------------------------------------------------------------------------------
 */

/* The townships of the office; a township is its own. */
static GPtrArray *places_of(struct filling *f)
{
	enum { DIGITS = 9 };
	GPtrArray *places = g_ptr_array_new_with_free_func(g_free);
	struct code_list *all = division_villages_under(f->desk, f->desk->office.code);
	char last[DIGITS + 1] = "";
	for (guint i = 0; i < all->codes->len; i++) {
		const struct code *village = g_ptr_array_index(all->codes, i);
		if (strncmp(village->key, last, DIGITS) == 0)
			continue;
		g_strlcpy(last, village->key, sizeof(last));
		g_ptr_array_add(places, division_name(f->desk, last, false));
	}
	code_list_free(all);
	if (!places->len)
		g_ptr_array_add(places, g_strdup(f->desk->office.short_name));
	return places;
}

bool demo_year_put(struct desk *desk, struct change *c, int year, guint villages, guint all,
	bool staff, GError **error)
{
	struct filling f = {desk, c, year, villages, all, day_today()};
	g_autoptr(GPtrArray) places = places_of(&f);
	return put_targets(&f, error) && put_funds(&f, error) && put_judgements(&f, error) &&
		put_answers(&f, places, error) && put_campaigns(&f, places, error) &&
		put_training(&f, error) && put_visits(&f, places, error) &&
		(!staff || put_staff(&f, places, error));
}
