/* The window of rows against a plain model of what should be shown. */
#include "test_tui.h"
#include "tui/rows.h"

struct numbers {
	int n, caption_every; /* 0: no captions */
	bool broken;
	int pages; /* asked for */
	char *typed;
	gint64 opened;
};

static struct list_row *number_row(const struct numbers *s, int i)
{
	struct list_row *row = list_row_new(i + 1);
	g_autofree char *text = g_strdup_printf("row %d", i);
	list_row_set(row, 0, text);
	row->heading = s->caption_every && i % s->caption_every == 0;
	return row;
}

static bool page(void *ctx, const struct list_row *anchor, bool before, int n, GPtrArray *rows,
	GError **error)
{
	struct numbers *s = ctx;
	int step = before ? -1 : 1;
	int i = anchor ? (int)anchor->id - 1 + step : before ? s->n - 1 : 0;
	s->pages++;
	if (before)
		i = MIN(i, s->n - 1); /* as a keyset finds it, whatever the anchor */
	if (s->broken) {
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_IO, "the disk is ill");
		return false;
	}
	for (; n > 0 && i >= 0 && i < s->n; i += step, n--)
		g_ptr_array_add(rows, number_row(s, i));
	return true;
}

static const struct list_column one_column[] = {{"Number", 10, 1, false, 0}};

static struct list_source source_of(struct numbers *s)
{
	return (struct list_source){.columns = one_column, .n_columns = 1, .page = page, .ctx = s};
}

static int row_at(const struct rows *r, int line)
{
	struct list_row *row = g_ptr_array_index(r->list, r->top + line);
	return (int)row->id - 1;
}

/* Random walks: the cursor is where the model says, it is shown, the screen is full and without a
 * gap, and few rows are kept. */
static void walks_agree_with_a_model(void **state)
{
	struct numbers s = {.n = 997};
	struct list_source source = source_of(&s);
	GRand *rand = g_rand_new_with_seed(42);
	struct rows r;
	int at = 0;
	(void)state;
	rows_init(&r, &source);
	rows_first(&r, 10);
	for (int step = 0; step < 20000; step++) {
		int height = g_rand_int_range(rand, 1, 30);
		int by = g_rand_int_range(rand, -3, 4);
		switch (g_rand_int_range(rand, 0, 8)) {
		case 0:
			rows_first(&r, height);
			at = 0;
			break;
		case 1:
			rows_last(&r, height);
			at = s.n - 1;
			break;
		case 2:
		case 3:
			rows_page(&r, by < 0 ? -1 : 1, height);
			at += (by < 0 ? -1 : 1) * MAX(height - 1, 1);
			break;
		case 4:
			rows_reload(&r, height);
			break;
		default:
			rows_move(&r, by, height);
			at += by;
		}
		at = CLAMP(at, 0, s.n - 1);
		assert_int_equal(rows_current(&r)->id - 1, at);
		assert_in_range(r.cursor - r.top, 0, height - 1);
		assert_true((int)r.list->len >= r.top + MIN(height, s.n));
		for (int line = 1; line < height; line++)
			assert_int_equal(row_at(&r, line), row_at(&r, 0) + line);
		assert_true(r.list->len < 400);
	}
	rows_clear(&r);
	g_rand_free(rand);
}

static void captions_are_passed_over(void **state)
{
	struct numbers s = {.n = 60, .caption_every = 3};
	struct list_source source = source_of(&s);
	struct rows r;
	(void)state;
	rows_init(&r, &source);
	rows_first(&r, 5);
	assert_int_equal(rows_current(&r)->id - 1, 1);
	assert_int_equal(r.top, 0);
	rows_move(&r, 2, 5);
	assert_int_equal(rows_current(&r)->id - 1, 4);
	rows_move(&r, -50, 5);
	assert_int_equal(rows_current(&r)->id - 1, 1);
	assert_false(rows_move(&r, -1, 5));
	assert_int_equal(row_at(&r, 0), 0);
	rows_last(&r, 5);
	assert_int_equal(rows_current(&r)->id - 1, 59);
	rows_clear(&r);
}

static void few_or_no_rows(void **state)
{
	struct numbers s = {.n = 0};
	struct list_source source = source_of(&s);
	struct rows r;
	(void)state;
	rows_init(&r, &source);
	rows_first(&r, 5);
	assert_null(rows_current(&r));
	rows_move(&r, 1, 5);
	rows_page(&r, -1, 5);
	rows_last(&r, 5);
	rows_reload(&r, 5);
	assert_null(rows_current(&r));
	s.n = 2;
	rows_reload(&r, 5);
	assert_int_equal(rows_current(&r)->id, 1);
	rows_last(&r, 5);
	assert_int_equal(rows_current(&r)->id, 2);
	assert_int_equal(r.top, 0);
	/* Only captions: nothing can be chosen. */
	s.caption_every = 1;
	rows_first(&r, 5);
	assert_null(rows_current(&r));
	rows_clear(&r);
}

static void reload_stays_on_its_row(void **state)
{
	struct numbers s = {.n = 500};
	struct list_source source = source_of(&s);
	struct rows r;
	(void)state;
	rows_init(&r, &source);
	rows_first(&r, 10);
	rows_move(&r, 203, 10);
	int top = row_at(&r, 0);
	rows_reload(&r, 10);
	assert_int_equal(rows_current(&r)->id - 1, 203);
	assert_int_equal(row_at(&r, 0), top);
	/* The end was cut off meanwhile. */
	s.n = 100;
	rows_reload(&r, 10);
	assert_int_equal(rows_current(&r)->id - 1, 99);
	rows_clear(&r);
}

static void failure_is_no_empty_list(void **state)
{
	struct numbers s = {.n = 50, .broken = true};
	struct list_source source = source_of(&s);
	struct rows r;
	(void)state;
	rows_init(&r, &source);
	rows_first(&r, 5);
	assert_string_equal(r.error, "the disk is ill");
	s.broken = false;
	rows_reload(&r, 5);
	assert_null(r.error);
	assert_int_equal(rows_current(&r)->id, 1);
	s.broken = true;
	rows_move(&r, 40, 5);
	assert_non_null(r.error);
	rows_clear(&r);
}

static void a_row_is_found(void **state)
{
	struct numbers s = {.n = 5000};
	struct list_source source = source_of(&s);
	struct rows r;
	(void)state;
	rows_init(&r, &source);
	assert_true(rows_find(&r, 4321, 20));
	assert_int_equal(rows_current(&r)->id, 4321);
	assert_in_range(r.cursor - r.top, 0, 19);
	assert_true(r.list->len < 400);
	assert_false(rows_find(&r, 6000, 20));
	assert_int_equal(rows_current(&r)->id, 1);
	rows_clear(&r);
}

static void columns_share_the_room(void **state)
{
	static const struct list_column columns[] = {
		{"a", 8, 0, false, 0},
		{"b", 10, 1, false, 0},
		{"c", 10, 3, false, 0},
		{"d", 9, 0, true, 0},
		{"e", 10, 0, false, 120},
	};
	int w[5];
	(void)state;
	rows_layout(columns, 5, 80, 77, w);
	assert_int_equal(w[0], 8);
	assert_int_equal(w[3], 9);
	assert_int_equal(w[4], 0);
	/* 77 - (8+10+10+9) - 3 gaps = 37 shared 1:3 */
	assert_int_equal(w[1], 19);
	assert_int_equal(w[2], 38);
	rows_layout(columns, 5, 132, 129, w);
	assert_int_equal(w[4], 10);
	assert_int_equal(w[0] + w[1] + w[2] + w[3] + w[4] + 4, 129);
	/* Never wider than the room, whatever it is. */
	for (int room = 0; room < 200; room++) {
		int sum = 0, shown = 0;
		rows_layout(columns, 5, room, room, w);
		for (int i = 0; i < 5; i++) {
			assert_true(w[i] >= 0);
			sum += w[i];
			shown += w[i] > 0;
		}
		assert_true(sum + MAX(shown - 1, 0) <= MAX(room, 0));
	}
}

static enum reply open_number(void *ctx, const struct list_row *row)
{
	((struct numbers *)ctx)->opened = row->id;
	return REPLY_DONE;
}

static void search_number(void *ctx, const char *text)
{
	struct numbers *s = ctx;
	g_free(s->typed);
	s->typed = g_strdup(text);
	s->n = 3;
}

static void digits_and_enter_open(void **state)
{
	struct numbers s = {.n = 100};
	struct list_source source = source_of(&s);
	struct grid *g = grid_new(12, 40);
	(void)state;
	source.open = open_number;
	struct view *v = list_new("numbers", 1, "Numbers", &source);
	grid_draw(g, v);
	assert_row(g, 0, "   Number");
	assert_row(g, 1, ">1 row 0");
	assert_row(g, 2, " 2 row 1");
	assert_row(g, 10, "   row 9");
	assert_int_equal(type_text(v, "3"), REPLY_DONE);
	assert_int_equal(s.opened, 3);
	assert_int_equal(type_text(v, "５"), REPLY_DONE);
	assert_int_equal(s.opened, 5);
	assert_int_equal(type_text(v, "x"), REPLY_IGNORED);
	press(v, K_PGDN);
	press(v, K_ENTER);
	assert_int_equal(s.opened, 15);
	/* The digits count from the first row shown. */
	type_text(v, "1");
	assert_int_equal(s.opened, 11);
	assert_int_equal(press(v, K_ESC), REPLY_CLOSE);
	view_free(v);
	grid_free(g);
}

/* Headings have no digit and take none; the digit before a row picks that row. */
static void digits_pass_headings_over(void **state)
{
	struct numbers s = {.n = 40, .caption_every = 4};
	struct list_source source = source_of(&s);
	struct grid *g = grid_new(14, 40); /* the titles and 13 rows */
	(void)state;
	source.open = open_number;
	struct view *v = list_new("numbers", 1, "Numbers", &source);
	grid_draw(g, v);
	assert_row(g, 1, " row 0");
	assert_row(g, 2, ">1 row 1");
	assert_row(g, 4, " 3 row 3");
	assert_row(g, 5, " row 4");
	assert_row(g, 6, " 4 row 5");
	assert_row(g, 12, " 9 row 11");
	assert_row(g, 13, " row 12");
	for (int digit = 1; digit <= 9; digit++) {
		char text[] = {(char)('0' + digit), 0};
		s.opened = 0;
		assert_int_equal(type_text(v, text), REPLY_DONE);
		/* Three rows under each heading; ids count from 1. */
		assert_int_equal(s.opened, digit + (digit - 1) / 3 + 1);
	}
	/* A digit that stands nowhere picks nothing. */
	struct grid *low = grid_new(5, 40);
	grid_draw(low, v);
	s.opened = 0;
	assert_int_equal(type_text(v, "4"), REPLY_IGNORED);
	assert_int_equal(s.opened, 0);
	view_free(v);
	grid_free(low);
	grid_free(g);
}

/* Keys that come faster than the search: it is asked once. */
static void typing_searches_once(void **state)
{
	struct numbers s = {.n = 100};
	struct list_source source = source_of(&s);
	struct grid *g = grid_new(10, 40);
	(void)state;
	source.search = search_number;
	source.open = open_number;
	struct view *v = list_new("numbers", 1, "Numbers", &source);
	grid_draw(g, v);
	s.pages = 0;
	type_text(v, "王小明3");
	assert_null(s.typed);
	press(v, K_DOWN);
	assert_string_equal(s.typed, "王小明3");
	assert_int_equal(s.pages, 1);
	grid_draw(g, v);
	assert_row(g, 3, "> row 1");
	g_autofree char *line = grid_row(g, 0);
	assert_non_null(strstr(line, "王小明3"));
	assert_int_equal(list_current(v)->id, 2);
	view_free(v);
	grid_free(g);
	g_free(s.typed);
}

int test_list(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(walks_agree_with_a_model),
		cmocka_unit_test(captions_are_passed_over),
		cmocka_unit_test(few_or_no_rows),
		cmocka_unit_test(reload_stays_on_its_row),
		cmocka_unit_test(failure_is_no_empty_list),
		cmocka_unit_test(a_row_is_found),
		cmocka_unit_test(columns_share_the_room),
		cmocka_unit_test(digits_and_enter_open),
		cmocka_unit_test(digits_pass_headings_over),
		cmocka_unit_test(typing_searches_once),
	};
	return cmocka_run_group_tests_name("list", tests, NULL, NULL);
}
