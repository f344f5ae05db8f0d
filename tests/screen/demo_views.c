/* Every widget of the room tui with invented content: what the harness and the widgets are tested
 * with, without a household or a database.
 *
 * The form writes what it holds to the file "draft" at each field exit. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/i18n.h"
#include "base/rid.h"
#include "base/text.h"
#include "tui/dialog.h"
#include "tui/fields.h"
#include "tui/list.h"
#include "tui/view.h"

enum screen { SCREEN_MENU = 1, SCREEN_LIST = 2, SCREEN_FORM = 4, SCREEN_TEXT = 8 };
#define EVERYWHERE (SCREEN_MENU | SCREEN_LIST | SCREEN_FORM | SCREEN_TEXT)

enum command_id { C_HELP, C_ACCEPT, C_CODES, C_CLEAR, C_FINISH, C_QUIT, C_ABORT, C_CARRIED };

static const struct command commands[] = {
	{C_HELP, "help", K_F1, KEY_NONE_, N_("Help"), N_("Explains"), EVERYWHERE, true},
	{C_ACCEPT, "accept", K_F1 + 1, K_CTRL_('a'), N_("Accept"), N_("Takes it"), SCREEN_FORM,
		true},
	{C_CODES, "codes", K_F1 + 4, K_CTRL_('f'), N_("Codes"), N_("Lists"), SCREEN_FORM, true},
	{C_CARRIED, "carried", K_F1 + 6, KEY_NONE_, N_("Back"), N_("Goes back"), SCREEN_FORM, true},
	{C_CLEAR, "clear", K_F1 + 7, K_CTRL_('e'), N_("Clear"), N_("Clears"), SCREEN_FORM, true},
	{C_FINISH, "finish", K_F1 + 9, K_CTRL_('s'), N_("Finish"), N_("Ends"), SCREEN_FORM, true},
	{C_QUIT, "quit", K_CTRL_('q'), KEY_NONE_, N_("Quit"), N_("Leaves"), EVERYWHERE, true},
	{C_ABORT, "abort", K_CTRL_('k'), KEY_NONE_, N_("Abort"), N_("Dies"), EVERYWHERE, false},
};

static struct tui *tui;
static const char *hostile_file;

static enum reply common(int command)
{
	switch (command) {
	case C_HELP:
		dialog_text(tui, "帮助", "这是一个练习程序。\n\nF10 完成, Esc 返回。");
		return REPLY_DONE;
	case C_QUIT:
		tui_quit(tui);
		return REPLY_DONE;
	case C_ABORT:
		abort();
	default:
		return REPLY_IGNORED;
	}
}

static enum reply list_commands(void *ctx, int command, const struct list_row *row)
{
	(void)ctx;
	(void)row;
	return common(command);
}

/* --- a list of 1000 people --- */

#define PEOPLE 1000

struct people {
	char *typed;
};

static char *person_name(int i)
{
	static const char *const family[] = {"王", "李", "张", "刘", "陈", "欧阳", "赵", "尉迟"};
	static const char *const given[] = {
		"建国", "秀英", "伟", "桂兰", "小明", "𠮷", "志强", "玉珍", "丽华"};
	return g_strconcat(family[i % 8], given[i % 9], NULL);
}

static bool fits(const struct people *p, int i)
{
	g_autofree char *name = person_name(i);
	return strstr(name, p->typed) != NULL;
}

static struct list_row *person_row(int i)
{
	static const char *const states[] = {"待受理", "调查中", "公示", "在保"};
	struct list_row *row = list_row_new(i + 1);
	g_autofree char *name = person_name(i);
	g_autofree char *number = g_strdup_printf("14031119%02d0%d%04d", 40 + i % 60, i % 9 + 1, i);
	g_autofree char *amount = g_strdup_printf("%d.00", 300 + i);
	list_row_set(row, 0, name);
	list_row_set(row, 1, number);
	list_row_set(row, 2, "山西省阳泉市郊区平坦镇桃林沟村");
	list_row_set(row, 3, states[i % 4]);
	list_row_set(row, 4, amount);
	if (i % 4 == 2)
		row->cell_style[3] = STYLE_WARN;
	return row;
}

static bool people_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	int step = before ? -1 : 1;
	int i = anchor ? (int)anchor->id - 1 + step : before ? PEOPLE - 1 : 0;
	(void)error;
	for (; n > 0 && i >= 0 && i < PEOPLE; i += step) {
		if (!fits(ctx, i))
			continue;
		g_ptr_array_add(rows, person_row(i));
		n--;
	}
	return true;
}

static gint64 people_count(void *ctx)
{
	gint64 n = 0;
	for (int i = 0; i < PEOPLE; i++)
		n += fits(ctx, i);
	return n;
}

static void people_search(void *ctx, const char *text)
{
	struct people *p = ctx;
	g_free(p->typed);
	p->typed = g_strdup(text);
}

static enum reply people_open(void *ctx, const struct list_row *row)
{
	(void)ctx;
	tui_note(tui, NOTE_GOOD, "打开 %s", row->cells[0]);
	return REPLY_DONE;
}

static char *people_detail(void *ctx, const struct list_row *row)
{
	(void)ctx;
	return g_strdup_printf("%s\n%s\n\n住址: %s", row->cells[0], row->cells[1], row->cells[2]);
}

static void people_free(void *ctx)
{
	g_free(((struct people *)ctx)->typed);
	g_free(ctx);
}

static struct view *people_new(bool search)
{
	static const struct list_column columns[] = {
		{"姓名", 8, 0, false, 0},
		{"身份证号", 18, 0, false, 0},
		{"住址", 12, 1, false, 0},
		{"状态", 6, 0, false, 0},
		{"金额", 9, 0, true, 0},
		{"备注", 10, 0, false, 130},
	};
	struct people *p = g_new0(struct people, 1);
	p->typed = g_strdup("");
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = people_page,
		.count = people_count,
		.search = search ? people_search : NULL,
		.open = people_open,
		.command = list_commands,
		.detail = people_detail,
		.empty = "没有符合的人员。",
		.destroy = people_free,
		.ctx = p,
	};
	return list_new("people", SCREEN_LIST, "人员", &source);
}

/* --- a list whose cells come from a file, as hostile as it may be --- */

struct cells {
	GPtrArray *texts;
};

static bool cells_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	struct cells *c = ctx;
	int step = before ? -1 : 1;
	int i = anchor ? (int)anchor->id - 1 + step : before ? (int)c->texts->len - 1 : 0;
	(void)error;
	for (; n > 0 && i >= 0 && i < (int)c->texts->len; i += step, n--) {
		struct list_row *row = list_row_new(i + 1);
		list_row_set(row, 0, g_ptr_array_index(c->texts, i));
		list_row_set(row, 1, "|");
		g_ptr_array_add(rows, row);
	}
	return true;
}

static enum reply cells_open(void *ctx, const struct list_row *row)
{
	(void)ctx;
	tui_note(tui, NOTE_INFO, "%s", row->cells[0]);
	return REPLY_DONE;
}

static void cells_free(void *ctx)
{
	g_ptr_array_unref(((struct cells *)ctx)->texts);
	g_free(ctx);
}

/* The file holds a cell a line, written with the escapes of C. */
static struct view *cells_new(void)
{
	static const struct list_column columns[] = {
		{"文字", 20, 0, false, 0}, {"尾", 4, 0, false, 0}};
	struct cells *c = g_new0(struct cells, 1);
	g_autofree char *text = NULL;
	c->texts = g_ptr_array_new_with_free_func(g_free);
	if (hostile_file && g_file_get_contents(hostile_file, &text, NULL, NULL)) {
		g_auto(GStrv) lines = g_strsplit(g_strchomp(text), "\n", -1);
		for (int i = 0; lines[i]; i++)
			g_ptr_array_add(c->texts, g_strcompress(lines[i]));
	}
	struct list_source source = {.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = cells_page,
		.open = cells_open,
		.command = list_commands,
		.destroy = cells_free,
		.ctx = c};
	return list_new("cells", SCREEN_LIST, "来历不明的文字", &source);
}

/* --- a list whose source fails --- */

static bool broken_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	(void)ctx;
	(void)anchor;
	(void)before;
	(void)n;
	(void)rows;
	g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_IO, "读不出数据: 磁盘有错, 请换一块磁盘。");
	return false;
}

static struct view *broken_new(void)
{
	static const struct list_column columns[] = {{"姓名", 8, 1, false, 0}};
	struct list_source source = {.columns = columns,
		.n_columns = 1,
		.page = broken_page,
		.command = list_commands,
		.empty = "没有数据。"};
	return list_new("broken", SCREEN_LIST, "坏的数据", &source);
}

/* --- a form --- */

enum form_field {
	F_VILLAGE,
	F_NAME,
	F_ID,
	F_BIRTH,
	F_KIND,
	F_PHONE,
	F_INCOME,
	F_MEMBER1,
	F_MEMBER2,
	F_REMARK,
	F_PASSWORD,
	F_COUNT
};

struct form {
	char *values[F_COUNT];
	bool wrong[F_COUNT];
	char *accepted; /* the income that F2 let pass */
	char suffix[32];
};

static const struct {
	enum line_kind kind;
	enum form_field field;
	const char *label;
	int width, length;
	bool ascii;
} form_lines[] = {
	{LINE_BLOCK, 0, "申请人", 0, 0, false},
	{LINE_FIELD, F_VILLAGE, "村", 12, 0, false},
	{LINE_FIELD, F_NAME, "姓名", 9, 0, false},
	{LINE_FIELD, F_ID, "身份证号", 18, 18, true},
	{LINE_FIELD, F_BIRTH, "出生日期", 10, 0, true},
	{LINE_FIELD, F_KIND, "类别", 1, 1, true},
	{LINE_FIELD, F_PHONE, "电话", 11, 11, true},
	{LINE_BLOCK, 0, "收入", 0, 0, false},
	{LINE_FIELD, F_INCOME, "月收入", 10, 0, true},
	{LINE_BLOCK, 0, "成员", 0, 0, false},
	{LINE_ROW, 0, "成员 1", 0, 0, false},
	{LINE_FIELD, F_MEMBER1, "姓名", 9, 0, false},
	{LINE_ROW, 0, "成员 2", 0, 0, false},
	{LINE_FIELD, F_MEMBER2, "姓名", 9, 0, false},
	{LINE_BLOCK, 0, "其他", 0, 0, false},
	{LINE_TEXT, 0, "下面是经办人填写的内容。", 0, 0, false},
	{LINE_FIELD, F_REMARK, "备注", 30, 0, false},
	{LINE_FIELD, F_PASSWORD, "口令", 12, 0, false},
};

static struct view *form_view;

static int form_count(void *ctx)
{
	(void)ctx;
	return G_N_ELEMENTS(form_lines);
}

static const char *kind_label(const char *code)
{
	return strcmp(code, "1") == 0 ? "城市低保" : strcmp(code, "2") == 0 ? "农村低保" : "";
}

static void form_line(void *ctx, int i, struct field_line *line)
{
	struct form *f = ctx;
	int field = (int)form_lines[i].field;
	*line = (struct field_line){.kind = form_lines[i].kind, .label = form_lines[i].label};
	if (line->kind != LINE_FIELD)
		return;
	line->value = f->values[field];
	line->width = form_lines[i].width;
	line->length = form_lines[i].length;
	line->ascii = form_lines[i].ascii;
	line->secret = field == F_PASSWORD;
	line->protected_ = field == F_BIRTH;
	line->carried = field == F_VILLAGE;
	line->wrong = f->wrong[field];
	if (field == F_KIND)
		line->suffix = kind_label(f->values[field]);
	if (field == F_INCOME)
		line->suffix = "元";
}

static char *check(struct form *f, int field, const char *typed, bool *soft)
{
	if (field == F_NAME && !*typed)
		return g_strdup("[1] 姓名不能空着: 请输入姓名。");
	if (field == F_ID && *typed) {
		struct rid rid;
		enum rid_status status = rid_parse(typed, &rid);
		if (status != RID_OK)
			return g_strdup_printf("[2] 身份证号不对(%d): 请按证件重新输入。", status);
	}
	if (field == F_KIND && *typed && !*kind_label(typed))
		return g_strdup("[3] 没有这个类别: 按 F5 看类别表。");
	if (field == F_INCOME && strlen(typed) > 5 && g_strcmp0(typed, f->accepted) != 0) {
		*soft = true;
		return g_strdup("[4] 月收入超过十万元: 确实如此请按 F2。");
	}
	return NULL;
}

static char *form_leave(void *ctx, int i, const char *typed, bool *soft)
{
	struct form *f = ctx;
	int field = (int)form_lines[i].field;
	char *sentence = check(f, field, typed, soft);
	if (sentence)
		return sentence;
	g_free(f->values[field]);
	f->values[field] = g_strdup(typed);
	f->wrong[field] = false;
	if (field == F_ID && *typed) {
		struct rid rid;
		char iso[DAY_LEN];
		rid_parse(typed, &rid);
		g_free(f->values[F_BIRTH]);
		f->values[F_BIRTH] = g_strdup(day_to_iso(rid.birth, iso));
	}
	return NULL;
}

static char *form_save(void *ctx, int cursor)
{
	struct form *f = ctx;
	g_autoptr(GString) text = g_string_new(NULL);
	for (int i = 0; i < F_COUNT; i++)
		g_string_append_printf(text, "%s\n", i == F_PASSWORD ? "" : f->values[i]);
	g_string_append_printf(text, "cursor %d\n", cursor);
	if (!g_file_set_contents("draft", text->str, -1, NULL))
		return g_strdup("草稿存不下来: 请检查磁盘。");
	return NULL;
}

static GPtrArray *kinds(const char *typed, void *ctx)
{
	static const char *const keys[] = {"1", "2", "3"};
	static const char *const labels[] = {"城市低保", "农村低保", "临时救助"};
	static const char *const initials[] = {"csdb", "ncdb", "lsjz"};
	GPtrArray *out = g_ptr_array_new_with_free_func((GDestroyNotify)dialog_choice_free);
	(void)ctx;
	for (int i = 0; i < 3; i++) {
		if (!strstr(keys[i], typed) && !strstr(labels[i], typed) &&
			!g_str_has_prefix(initials[i], typed))
			continue;
		g_ptr_array_add(out, dialog_choice_new(keys[i], labels[i], initials[i], i));
	}
	return out;
}

static void kind_picked(const char *text, int chosen, void *ctx)
{
	(void)chosen;
	(void)ctx;
	if (text)
		fields_set_text(form_view, text);
}

static void finished(const char *text, int chosen, void *ctx)
{
	(void)text;
	(void)ctx;
	if (chosen >= 0)
		tui_note(tui, NOTE_GOOD, "已完成");
}

static enum reply finish(struct form *f)
{
	if (!fields_leave(form_view))
		return REPLY_DONE;
	if (!*f->values[F_NAME]) {
		f->wrong[F_NAME] = true;
		fields_object(form_view, 2, g_strdup("[1] 姓名不能空着: 请输入姓名。"), false);
		return REPLY_DONE;
	}
	dialog_confirm(tui, "完成", "完成这份申请, 送去受理?", "完成", finished, NULL);
	return REPLY_DONE;
}

static enum reply form_command(void *ctx, int command, int i, const char *typed)
{
	struct form *f = ctx;
	bool soft;
	switch (command) {
	case C_ACCEPT:
		if (!fields_objection(form_view, &soft) || !soft)
			return REPLY_IGNORED;
		g_free(f->accepted);
		f->accepted = g_strdup(typed);
		fields_clear_objection(form_view, true);
		return REPLY_DONE;
	case C_CLEAR:
		fields_clear_objection(form_view, false);
		return REPLY_DONE;
	case C_CODES:
		if (form_lines[i].field != F_KIND)
			return REPLY_IGNORED;
		dialog_pick(tui, "类别", "", kinds, kind_picked, NULL);
		return REPLY_DONE;
	case C_CARRIED:
		fields_go(form_view, 1);
		return REPLY_DONE;
	case C_FINISH:
		return finish(f);
	default:
		return common(command);
	}
}

/* '+' skips to the next block, '/' ends the members. */
static int form_jump(void *ctx, int i, int ch)
{
	(void)ctx;
	if (ch == '/')
		return form_lines[i].field >= F_MEMBER1 && form_lines[i].field <= F_MEMBER2 ? 16
											    : -1;
	for (int n = i + 1; n < (int)G_N_ELEMENTS(form_lines); n++) {
		if (form_lines[n].kind == LINE_BLOCK)
			return n + (form_lines[n + 1].kind == LINE_FIELD ? 1 : 2);
	}
	return -1;
}

static const char *form_hint(void *ctx, int i)
{
	(void)ctx;
	return form_lines[i].field == F_KIND ? "1 城市, 2 农村; F5 类别表" : form_lines[i].label;
}

static void form_free(void *ctx)
{
	struct form *f = ctx;
	for (int i = 0; i < F_COUNT; i++)
		g_free(f->values[i]);
	g_free(f->accepted);
	g_free(f);
}

static struct view *form_new(void)
{
	struct form *f = g_new0(struct form, 1);
	for (int i = 0; i < F_COUNT; i++)
		f->values[i] = g_strdup(i == F_VILLAGE ? "桃林沟村" : "");
	struct fields_ops ops = {
		.count = form_count,
		.line = form_line,
		.leave = form_leave,
		.save = form_save,
		.command = form_command,
		.jump = form_jump,
		.hint = form_hint,
		.destroy = form_free,
		.ctx = f,
	};
	return form_view = fields_new("form", SCREEN_FORM, "低保申请", &ops, 0);
}

/* --- dialogs --- */

static void say_answer(const char *text, int chosen, void *ctx)
{
	(void)ctx;
	if (chosen < 0)
		tui_note(tui, NOTE_INFO, "没有回答");
	else
		tui_note(tui, NOTE_GOOD, "回答: %s (%d)", text, chosen);
}

struct work {
	int done;
};

/* Work without an end: only Esc ends it. */
static bool work_slice(void *ctx, double *fraction, char **line, GError **error)
{
	struct work *w = ctx;
	(void)error;
	if (w->done < 50)
		w->done++;
	*fraction = w->done / 100.0;
	*line = g_strdup_printf("第 %d 行, 共 100 行", w->done);
	return true;
}

static bool quick_slice(void *ctx, double *fraction, char **line, GError **error)
{
	struct work *w = ctx;
	(void)error;
	w->done++;
	*fraction = w->done / 100.0;
	*line = g_strdup_printf("第 %d 行", w->done);
	return w->done < 100;
}

static bool failing_slice(void *ctx, double *fraction, char **line, GError **error)
{
	(void)ctx;
	(void)fraction;
	(void)line;
	g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_IO, "第 7 行读不出来");
	return false;
}

static void work_done(bool cancelled, GError *error, void *ctx)
{
	if (error)
		tui_error(tui, error);
	else
		tui_note(tui, NOTE_INFO, cancelled ? "已取消" : "做完了");
	g_free(ctx);
}

static void start_work(bool (*slice)(void *, double *, char **, GError **))
{
	struct dialog_work work = {
		.slice = slice, .done = work_done, .ctx = g_new0(struct work, 1)};
	dialog_progress(tui, "导入", &work);
}

static enum reply long_text(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	for (int i = 1; i <= 60; i++)
		g_string_append_printf(text,
			"%d. 共同生活的家庭成员人均收入低于当地最低生活保障标准, "
			"且符合当地最低生活保障家庭财产状况规定的家庭, 可以申请。\n",
			i);
	struct view *v = dialog_text(tui, "政策", text->str);
	dialog_text_commands(v, SCREEN_TEXT, NULL, NULL, NULL);
	return REPLY_DONE;
}

/* --- the menu --- */

static const char *const menu_items[] = {"人员", "申请表", "问一句", "填一行", "选一个", "政策",
	"慢的工作", "快的工作", "坏的工作", "文字", "坏的数据", "不带搜索的人员", "口令"};

static bool menu_page(void *ctx, const struct list_row *anchor, bool before, int n, GPtrArray *rows,
	GError **error)
{
	int step = before ? -1 : 1;
	int last = (int)G_N_ELEMENTS(menu_items) - 1;
	int i = anchor ? (int)anchor->id - 1 + step : before ? last : 0;
	(void)ctx;
	(void)error;
	for (; n > 0 && i >= 0 && i <= last; i += step, n--) {
		struct list_row *row = list_row_new(i + 1);
		list_row_set(row, 0, menu_items[i]);
		g_ptr_array_add(rows, row);
	}
	return true;
}

static void open_item(int item)
{
	switch (item) {
	case 1:
		tui_push(tui, people_new(true));
		break;
	case 2:
		tui_push(tui, form_new());
		break;
	case 3:
		dialog_confirm(tui, "问一句", "停发这一户的低保金, 从下个月起不再发放?", "停发",
			say_answer, NULL);
		break;
	case 4:
		dialog_line(tui, "填一行", "理由", "旧的理由", false, say_answer, NULL);
		break;
	case 5:
		dialog_pick(tui, "选一个", "", kinds, say_answer, NULL);
		break;
	case 6:
		long_text();
		break;
	case 7:
		start_work(work_slice);
		break;
	case 8:
		start_work(quick_slice);
		break;
	case 9:
		start_work(failing_slice);
		break;
	case 10:
		tui_push(tui, cells_new());
		break;
	case 11:
		tui_push(tui, broken_new());
		break;
	case 12:
		tui_push(tui, people_new(false));
		break;
	default:
		dialog_line(tui, "口令", "口令", "", true, say_answer, NULL);
		break;
	}
}

static enum reply menu_open(void *ctx, const struct list_row *row)
{
	(void)ctx;
	open_item((int)row->id);
	return REPLY_DONE;
}

static char *menu_head(void *ctx, int columns)
{
	(void)ctx;
	(void)columns;
	return g_strdup("平坦镇社会救助站\n请选择:");
}

static const char *status(void *ctx)
{
	(void)ctx;
	return "平坦镇 王秀英 2026-07-01";
}

int main(int argc, char **argv)
{
	static const struct list_column columns[] = {{NULL, 20, 1, false, 0}};
	struct list_source menu = {.columns = columns,
		.n_columns = 1,
		.page = menu_page,
		.open = menu_open,
		.command = list_commands,
		.head = menu_head};
	struct tui_options options = {.commands = commands,
		.n_commands = G_N_ELEMENTS(commands),
		.theme = g_getenv("DEMO_THEME"),
		.min_rows = 24,
		.min_cols = 80,
		.status = status};
	g_autoptr(GError) error = NULL;
	i18n_init("en");
	hostile_file = argc > 2 ? argv[2] : NULL;
	tui = tui_start(&options, &error);
	if (!tui) {
		fprintf(stderr, "%s\n", error->message);
		return error->code;
	}
	tui_push(tui, list_new("menu", SCREEN_MENU, "练习", &menu));
	if (argc > 1)
		open_item((int)g_ascii_strtoll(argv[1], NULL, 10));
	bool fine = tui_run(tui);
	tui_stop(tui);
	return fine ? 0 : 1;
}
