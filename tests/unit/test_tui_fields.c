/* The movement of the entry kit, rule by rule. */
#include "test_tui.h"
#include "tui/fields.h"

enum { HEAD, NAME, ID, SEX, VILLAGE, INCOME_HEAD, MONEY, TEXT, NOTE, LINES };

struct entry {
	char *values[LINES];
	const char *refuse; /* the text that is not taken */
	bool soft;
	int left, saved, saved_cursor;
};

static int count(void *ctx)
{
	(void)ctx;
	return LINES;
}

static void line(void *ctx, int i, struct field_line *l)
{
	static const struct field_line lines[LINES] = {
		[HEAD] = {.kind = LINE_BLOCK, .label = "申请人"},
		[NAME] = {.kind = LINE_FIELD, .label = "姓名", .width = 12},
		[ID] = {.kind = LINE_FIELD,
			.label = "编号",
			.width = 4,
			.length = 4,
			.ascii = true},
		[SEX] = {.kind = LINE_FIELD, .label = "性别", .width = 2, .protected_ = true},
		[VILLAGE] = {.kind = LINE_FIELD, .label = "村", .width = 8, .carried = true},
		[INCOME_HEAD] = {.kind = LINE_BLOCK, .label = "收入"},
		[MONEY] = {.kind = LINE_FIELD, .label = "月收入", .width = 10, .ascii = true},
		[TEXT] = {.kind = LINE_TEXT, .label = "说明"},
		[NOTE] = {.kind = LINE_FIELD, .label = "备注", .width = 20},
	};
	*l = lines[i];
	l->value = ((struct entry *)ctx)->values[i];
	if (i == MONEY)
		l->suffix = "元";
}

static char *leave(void *ctx, int i, const char *typed, bool *soft)
{
	struct entry *e = ctx;
	if (e->refuse && strcmp(typed, e->refuse) == 0) {
		*soft = e->soft;
		return g_strdup("[7] not so");
	}
	g_free(e->values[i]);
	e->values[i] = g_strdup(typed);
	e->left++;
	return NULL;
}

static char *save(void *ctx, int cursor)
{
	struct entry *e = ctx;
	e->saved++;
	e->saved_cursor = cursor;
	return NULL;
}

static int jump(void *ctx, int i, int ch)
{
	(void)ctx;
	if (ch == '+' && i < INCOME_HEAD)
		return MONEY;
	return ch == '/' && i == MONEY ? NOTE : -1;
}

static struct view *form_of(struct entry *e)
{
	struct fields_ops ops = {
		.count = count, .line = line, .leave = leave, .save = save, .jump = jump, .ctx = e};
	return fields_new("entry", 1, "登记", &ops, 0);
}

static void form_free(struct view *v, struct entry *e)
{
	view_free(v);
	for (int i = 0; i < LINES; i++)
		g_free(e->values[i]);
}

static void begin(struct view *v)
{
	struct grid *g = grid_new(20, 60);
	grid_draw(g, v);
	grid_free(g);
}

static void enter_goes_on_and_never_submits(void **state)
{
	struct entry e = {0};
	struct view *v = form_of(&e);
	(void)state;
	begin(v);
	assert_int_equal(fields_cursor(v), NAME);
	type_text(v, "王小明");
	assert_int_equal(press(v, K_ENTER), REPLY_DONE);
	assert_string_equal(e.values[NAME], "王小明");
	assert_int_equal(fields_cursor(v), ID);
	assert_int_equal(e.saved, 1);
	assert_int_equal(e.saved_cursor, ID);
	/* The derived and the carried field are passed over. */
	press(v, K_DOWN);
	assert_int_equal(fields_cursor(v), MONEY);
	press(v, K_ENTER);
	assert_int_equal(fields_cursor(v), NOTE);
	for (int i = 0; i < 3; i++)
		assert_int_equal(press(v, K_ENTER), REPLY_DONE);
	assert_int_equal(fields_cursor(v), NOTE);
	form_free(v, &e);
}

static void up_goes_where_one_came_from(void **state)
{
	struct entry e = {0};
	struct view *v = form_of(&e);
	(void)state;
	begin(v);
	press(v, K_TAB);
	assert_int_equal(fields_cursor(v), MONEY);
	press(v, K_ENTER);
	assert_int_equal(fields_cursor(v), NOTE);
	press(v, K_UP);
	assert_int_equal(fields_cursor(v), MONEY);
	press(v, K_UP);
	assert_int_equal(fields_cursor(v), NAME);
	/* Nowhere else: stays. */
	assert_int_equal(press(v, K_UP), REPLY_IGNORED);
	fields_go(v, VILLAGE);
	press(v, K_UP);
	assert_int_equal(fields_cursor(v), NAME);
	form_free(v, &e);
}

static void blocks_by_tab(void **state)
{
	struct entry e = {0};
	struct view *v = form_of(&e);
	(void)state;
	begin(v);
	press(v, K_ENTER);
	press(v, K_TAB);
	assert_int_equal(fields_cursor(v), MONEY);
	assert_int_equal(press(v, K_TAB), REPLY_IGNORED);
	press(v, K_ENTER);
	press(v, K_BACKTAB);
	assert_int_equal(fields_cursor(v), MONEY);
	press(v, K_BACKTAB);
	assert_int_equal(fields_cursor(v), NAME);
	assert_int_equal(press(v, K_BACKTAB), REPLY_IGNORED);
	form_free(v, &e);
}

static void full_fields_go_on(void **state)
{
	struct entry e = {0};
	struct view *v = form_of(&e);
	struct key paste = {.code = K_PASTE, .text = "1234"};
	(void)state;
	begin(v);
	press(v, K_ENTER);
	type_text(v, "12３");
	assert_int_equal(fields_cursor(v), ID);
	type_text(v, "4");
	assert_string_equal(e.values[ID], "1234");
	assert_int_equal(fields_cursor(v), MONEY);
	/* What is pasted at once waits for Enter. */
	press(v, K_UP);
	v->ops->key(v, &paste);
	assert_int_equal(fields_cursor(v), ID);
	/* Digits put into the middle of a full field do not send one off either. */
	press(v, K_BACKSPACE);
	press(v, K_HOME);
	type_text(v, "9");
	assert_int_equal(fields_cursor(v), ID);
	form_free(v, &e);
}

static void first_key_replaces_arrows_keep(void **state)
{
	struct entry e = {0};
	struct view *v = form_of(&e);
	(void)state;
	e.values[NAME] = g_strdup("旧名");
	begin(v);
	type_text(v, "新");
	press(v, K_ENTER);
	assert_string_equal(e.values[NAME], "新");
	press(v, K_UP);
	press(v, K_LEFT);
	type_text(v, "更");
	press(v, K_ENTER);
	assert_string_equal(e.values[NAME], "更新");
	form_free(v, &e);
}

static void plus_and_slash_jump(void **state)
{
	struct entry e = {0};
	struct view *v = form_of(&e);
	(void)state;
	e.values[NAME] = g_strdup("王");
	begin(v);
	type_text(v, "＋");
	assert_int_equal(fields_cursor(v), MONEY);
	assert_string_equal(e.values[NAME], "王");
	type_text(v, "1+2");
	assert_int_equal(fields_cursor(v), MONEY);
	press(v, K_ENTER);
	assert_string_equal(e.values[MONEY], "1+2");
	press(v, K_UP);
	type_text(v, "/");
	assert_int_equal(fields_cursor(v), NOTE);
	/* Where they mean nothing they are text. */
	type_text(v, "/+");
	press(v, K_ENTER);
	assert_string_equal(e.values[NOTE], "/+");
	form_free(v, &e);
}

static void hard_objection_holds(void **state)
{
	struct entry e = {.refuse = "坏"};
	struct view *v = form_of(&e);
	bool soft = true;
	(void)state;
	begin(v);
	type_text(v, "坏");
	press(v, K_ENTER);
	assert_int_equal(fields_cursor(v), NAME);
	assert_string_equal(fields_objection(v, &soft), "[7] not so");
	assert_false(soft);
	/* No way out but to mend it or to clear it. */
	press(v, K_UP);
	press(v, K_TAB);
	press(v, K_PGDN);
	press(v, K_DOWN);
	assert_int_equal(fields_cursor(v), NAME);
	assert_int_equal(e.saved, 0);
	press(v, K_BACKSPACE);
	type_text(v, "好");
	assert_non_null(fields_objection(v, NULL));
	press(v, K_ENTER);
	assert_null(fields_objection(v, NULL));
	assert_string_equal(e.values[NAME], "好");
	assert_int_equal(fields_cursor(v), ID);
	form_free(v, &e);
}

static void cleared_objection_lets_back(void **state)
{
	struct entry e = {.refuse = "坏"};
	struct view *v = form_of(&e);
	(void)state;
	begin(v);
	press(v, K_TAB);
	press(v, K_ENTER);
	type_text(v, "坏");
	press(v, K_ENTER);
	fields_clear_objection(v, false);
	assert_null(fields_objection(v, NULL));
	assert_int_equal(fields_cursor(v), NOTE);
	press(v, K_UP);
	assert_int_equal(fields_cursor(v), MONEY);
	assert_null(e.values[NOTE]);
	form_free(v, &e);
}

static void soft_objection_is_accepted(void **state)
{
	struct entry e = {.refuse = "多", .soft = true};
	struct view *v = form_of(&e);
	bool soft = false;
	(void)state;
	begin(v);
	type_text(v, "多");
	press(v, K_ENTER);
	assert_non_null(fields_objection(v, &soft));
	assert_true(soft);
	e.refuse = NULL; /* the screen has noted the reason */
	fields_clear_objection(v, true);
	assert_string_equal(e.values[NAME], "多");
	assert_int_equal(fields_cursor(v), ID);
	form_free(v, &e);
}

/* A wrong value from before is no fence: only what is touched is checked on the way. */
static void untouched_fields_do_not_hold(void **state)
{
	struct entry e = {.refuse = "坏"};
	struct view *v = form_of(&e);
	(void)state;
	e.values[NAME] = g_strdup("坏");
	begin(v);
	press(v, K_TAB);
	assert_int_equal(fields_cursor(v), MONEY);
	fields_object(v, NAME, g_strdup("[7] not so"), false);
	assert_int_equal(fields_cursor(v), NAME);
	press(v, K_TAB);
	assert_int_equal(fields_cursor(v), MONEY);
	assert_null(fields_objection(v, NULL));
	assert_int_equal(press(v, K_ESC), REPLY_CLOSE);
	form_free(v, &e);
}

static void screens_can_set_and_leave(void **state)
{
	struct entry e = {.refuse = "坏"};
	struct view *v = form_of(&e);
	(void)state;
	begin(v);
	fields_set_text(v, "选来的");
	assert_true(fields_leave(v));
	assert_int_equal(fields_cursor(v), NAME);
	assert_string_equal(e.values[NAME], "选来的");
	fields_set_text(v, "坏");
	assert_false(fields_leave(v));
	/* A refused text is replaced by the first key. */
	type_text(v, "好");
	fields_next(v);
	assert_string_equal(e.values[NAME], "好");
	assert_int_equal(fields_cursor(v), ID);
	fields_go(v, VILLAGE); /* carried fields can be gone back to */
	assert_int_equal(fields_cursor(v), VILLAGE);
	fields_go(v, SEX); /* a derived one cannot */
	assert_int_not_equal(fields_cursor(v), SEX);
	form_free(v, &e);
}

static void hang_up_keeps_what_is_fine(void **state)
{
	struct entry e = {.refuse = "坏"};
	struct view *v = form_of(&e);
	(void)state;
	begin(v);
	type_text(v, "王小明");
	press(v, K_HANGUP);
	assert_string_equal(e.values[NAME], "王小明");
	assert_int_equal(e.saved, 1);
	form_free(v, &e);
}

static void drawn_as_keyed(void **state)
{
	struct entry e = {0};
	struct view *v = form_of(&e);
	struct grid *g = grid_new(12, 40);
	(void)state;
	e.values[NAME] = g_strdup("王小明");
	e.values[MONEY] = g_strdup("300");
	grid_draw(g, v);
	assert_row(g, 0, "-- 申请人 ------------------------------");
	assert_row(g, 1, ">  姓名     王小明");
	assert_row(g, 2, "   编号");
	assert_row(g, 6, "   月收入   300         元");
	assert_row(g, 7, "   说明");
	/* The cursor is where an input method opens: behind the last character. */
	assert_int_equal(g->surface.cursor_row, 1);
	assert_int_equal(g->surface.cursor_column, 12 + 6);
	press(v, K_TAB);
	type_text(v, "4");
	grid_draw(g, v);
	/* What stood behind the old value is not shown behind the new one. */
	assert_row(g, 6, ">  月收入   4");
	grid_free(g);
	form_free(v, &e);
}

/* In any height the focused field is seen. */
static void focus_is_always_seen(void **state)
{
	(void)state;
	for (int height = 1; height < 12; height++) {
		struct entry e = {0};
		struct view *v = form_of(&e);
		struct grid *g = grid_new(height, 40);
		for (int i = 0; i < 8; i++) {
			grid_draw(g, v);
			assert_in_range(g->surface.cursor_row, 0, height - 1);
			g_autofree char *row = grid_row(g, g->surface.cursor_row);
			assert_int_equal(row[0], '>');
			press(v, i < 4 ? K_ENTER : K_UP);
		}
		grid_free(g);
		form_free(v, &e);
	}
}

enum { MANY = 40 };

static int count_many(void *ctx)
{
	(void)ctx;
	return MANY;
}

static char *leave_many(void *ctx, int i, const char *typed, bool *soft)
{
	(void)ctx;
	(void)i;
	(void)typed;
	(void)soft;
	return NULL;
}

static void line_of_many(void *ctx, int i, struct field_line *l)
{
	(void)ctx;
	(void)i;
	*l = (struct field_line){.kind = LINE_FIELD, .label = "栏", .width = 4};
}

static void walk_there_and_back(int height, int context)
{
	struct fields_ops ops = {.count = count_many, .line = line_of_many, .leave = leave_many};
	struct view *v = fields_new("entry", 1, "登记", &ops, 0);
	struct grid *g = grid_new(height, 40);
	int top = 0;
	for (int i = 0; i < 2 * MANY - 1; i++) {
		int cursor = i < MANY ? i : 2 * (MANY - 1) - i;
		grid_draw(g, v);
		assert_int_equal(fields_cursor(v), cursor);
		/* Scrolls by what is needed, and no further. */
		if (cursor + context > top + height - 1)
			top = MIN(cursor + context - (height - 1), MANY - height);
		if (cursor - context < top)
			top = MAX(cursor - context, 0);
		assert_int_equal(g->surface.cursor_row, cursor - top);
		press(v, i < MANY - 1 ? K_ENTER : K_UP);
	}
	grid_free(g);
	view_free(v);
}

/* Two lines beyond the cursor are seen where there are any, below on the way down, above on the way
 * up; in a low window as many as leave the cursor in it. */
static void the_next_fields_are_seen(void **state)
{
	(void)state;
	walk_there_and_back(10, 2);
	walk_there_and_back(5, 2);
	walk_there_and_back(4, 1);
	walk_there_and_back(3, 1);
	walk_there_and_back(1, 0);
}

int test_fields(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(enter_goes_on_and_never_submits),
		cmocka_unit_test(up_goes_where_one_came_from),
		cmocka_unit_test(blocks_by_tab),
		cmocka_unit_test(full_fields_go_on),
		cmocka_unit_test(first_key_replaces_arrows_keep),
		cmocka_unit_test(plus_and_slash_jump),
		cmocka_unit_test(hard_objection_holds),
		cmocka_unit_test(cleared_objection_lets_back),
		cmocka_unit_test(soft_objection_is_accepted),
		cmocka_unit_test(untouched_fields_do_not_hold),
		cmocka_unit_test(screens_can_set_and_leave),
		cmocka_unit_test(hang_up_keeps_what_is_fine),
		cmocka_unit_test(drawn_as_keyed),
		cmocka_unit_test(focus_is_always_seen),
		cmocka_unit_test(the_next_fields_are_seen),
	};
	return cmocka_run_group_tests_name("fields", tests, NULL, NULL);
}
