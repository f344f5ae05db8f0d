#include "config.h"

#include "tests/bench/make_roster.h"

#include "base/encoding.h"
#include "base/rid.h"

#define BUFFER_SIZE 60000
#define PAGE_ROWS 500
#define FAULT_EVERY 1000 /* rows */

static guint64 state;
static FILE *out_file;

/* A linear congruence: enough for names, and the same on every machine. */
static unsigned roll(unsigned n)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(state >> 33) % n;
}

static const char surnames[] =
	"王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
	"苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史"
	"顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文";
static const char given[] =
	"伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国文辉志海燕春梅鹏飞云莲凤洁"
	"琳素珍莉倩雪荣爱妹香月莺媛瑞凡佳嘉琼勤珠贞荔璐锁栓柱变改转巧花叶毅福富贵根生成虎宝喜";
static const char *const villages[] = {"上南庄村委会", "下南庄村委会", "东兰村委会", "东寨村委会",
	"中兰村委会", "刘村村委会", "北关村委会", "南关村委会", "南坪村委会", "大横沟村委会",
	"秀水村委会", "秦村村委会", "桥沟社区居委会", "站前社区居委会", "西关村委会",
	"西白水村委会", "贺村村委会", "金龙社区居委会"};

static void append_char(GString *out, const char *from)
{
	const char *p = g_utf8_offset_to_pointer(from, roll((unsigned)g_utf8_strlen(from, -1)));

	g_string_append_len(out, p, g_utf8_next_char(p) - p);
}

static void make_name(GString *out)
{
	g_string_truncate(out, 0);
	append_char(out, surnames);
	append_char(out, given);
	if (roll(4))
		append_char(out, given);
}

/* n makes each number its own: birthday by day, three digits within the day. */
static void make_id(char id[RID_LEN + 1], unsigned n, bool child, bool *male)
{
	unsigned base = child ? 2006 : 1940, years = child ? 16 : 60;
	unsigned day_number = n / 900, order = 100 + n % 900;

	g_snprintf(id, RID_LEN, "140322%04u%02u%02u%03u", base + day_number % years,
		1 + day_number / years % 12, 1 + day_number / years / 12 % 28, order);
	id[17] = rid_check_digit(id);
	id[18] = '\0';
	*male = order % 2;
}

static void flush(GString *out)
{
	g_autoptr(GBytes) bytes = encoding_to_gb18030(out->str, (gssize)out->len, NULL);
	gsize len;
	const char *data = g_bytes_get_data(bytes, &len);

	fwrite(data, 1, len, out_file);
	g_string_truncate(out, 0);
}

static void put(GString *out, const char *text)
{
	g_string_append(out, text);
	if (out->len > BUFFER_SIZE)
		flush(out);
}

static void put_heading(GString *out)
{
	put(out,
		"盂县秀水镇2023年12月农村低保金发放花名册\r\n"
		"填报单位：盂县秀水镇人民政府（盖章）,,,填报日期：2023年12月5日,单位：元\r\n\r\n"
		"序号,村（社区）,户主姓名,家庭成员姓名,与户主关系,性别,身份证号码,类别,保障人口,"
		"家庭年收入,月保障金额,开户银行,银行账号,备注\r\n");
}

static void put_head(GString *out, unsigned serial, const char *name, const char *id, bool male,
	unsigned members, bool faulty)
{
	g_autofree char *account = g_strdup_printf("6221%09u%06u", roll(1000000000), serial);
	g_autofree char *line = g_strdup_printf("%u,%s,%s,%s,本人,%s,%s,%c,%u,\"%u,%03u\",%s%u,"
						"农村信用社,%s,\r\n",
		serial, villages[serial / 40 % G_N_ELEMENTS(villages)], name, name,
		male ? "男" : "女", id, 'A' + (char)roll(3), members, 1 + roll(9), roll(1000),
		faulty ? "约" : "", 100 + roll(900), account);

	put(out, line);
}

static void put_member(GString *out, const char *name, const char *id, bool male, unsigned nth)
{
	g_autofree char *line = g_strdup_printf(",,,%s,%s,%s,%s,,,,,,,\r\n", name,
		nth == 1       ? "配偶"
			: male ? "子"
			       : "女",
		male ? "男" : "女", id);

	put(out, line);
}

static void put_household(GString *out, unsigned serial, unsigned first, unsigned members)
{
	g_autoptr(GString) name = g_string_new(NULL);
	char id[RID_LEN + 1];
	bool male;

	for (unsigned i = 0; i < members; i++) {
		make_name(name);
		make_id(id, first + i, i > 1, &male);
		if (i == 0)
			put_head(out, serial, name->str, id, male, members,
				first / FAULT_EVERY != (first + members) / FAULT_EVERY);
		else
			put_member(out, name->str, id, male, i);
	}
}

/* 26,000 households in 58,671 rows: mostly one or two persons. */
static unsigned household_size(void)
{
	unsigned r = roll(100);

	return r < 35 ? 1 : r < 65 ? 2 : r < 85 ? 3 : 4;
}

bool make_roster(FILE *file, unsigned rows, guint64 seed)
{
	g_autoptr(GString) out = g_string_new(NULL);
	unsigned made = 0, page = 0;

	state = seed;
	out_file = file;
	put_heading(out);
	for (unsigned serial = 1; made < rows; serial++) {
		unsigned members = household_size();

		members = MIN(members, rows - made);
		if (made / PAGE_ROWS != page) {
			page = made / PAGE_ROWS;
			put_heading(out);
		}
		put_household(out, serial, made, members);
		made += members;
	}
	flush(out);
	return !ferror(file);
}
