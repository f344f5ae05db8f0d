/* Lists and queues against a count by hand of what stands in the tables. */
#include "config.h"

#include "tests/unit/test_model_flow.h"

#include <string.h>
#include "base/rid.h"
#include "model/queue.h"

#define CASES 24 /* that wander; two more stand where they are wanted */

/* What the queues of the home screen are about, read row by row. */
struct seen_case {
	row_id id;
	char *file_no, *state, *returned, *notice, *account, *due;
	int untold, objections, archive, captured, heard, of_age;
};

static void seen_free(struct seen_case *s)
{
	g_free(s->file_no);
	g_free(s->state);
	g_free(s->returned);
	g_free(s->notice);
	g_free(s->account);
	g_free(s->due);
	g_free(s);
}

static char *newest_notice(struct town *t, row_id c)
{
	g_autofree char *id = words(t, "SELECT max(id) FROM publicity WHERE casefile = $1", c);
	return id ? words(t, "SELECT coalesce(result, 'hanging') FROM publicity WHERE id = $1",
			    g_ascii_strtoll(id, NULL, 10))
		  : NULL;
}

/* Birthdays from today on, a month; by the calendar of days, not by years added in SQL. */
static int comes_of_age(struct town *t, row_id c)
{
	int n = 0;
	struct query *q = db_query(t->desk->db,
		"SELECT p.birth FROM casefile c JOIN member m ON m.household = c.household"
		" AND m.to_date IS NULL JOIN person p ON p.id = m.person"
		" WHERE c.id = $1 AND p.death_date IS NULL",
		"i", c);
	while (query_next(q)) {
		day birth = day_from_iso(query_text(q, 0));
		for (day d = day_today(); d <= day_today() + 30; d++) {
			int age = rid_age(birth, d);
			bool birthday = age > rid_age(birth, d - 1);
			n += birthday && (age == 16 || age == 18 || age == 60);
		}
	}
	must(t, query_end(q, &t->error));
	return n;
}

static GPtrArray *see_all(struct town *t)
{
	GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)seen_free);
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(row_id));
	struct query *q = db_query(t->desk->db, "SELECT id FROM casefile ORDER BY file_no", "");
	while (query_next(q)) {
		row_id id = query_int(q, 0);
		g_array_append_val(ids, id);
	}
	must(t, query_end(q, &t->error));
	for (guint i = 0; i < ids->len; i++) {
		struct seen_case *s = g_new0(struct seen_case, 1);
		row_id c = s->id = g_array_index(ids, row_id, i);
		s->file_no = words(t, "SELECT file_no FROM casefile WHERE id = $1", c);
		s->state = state_of(t, c);
		s->returned = words(t, "SELECT returned_to FROM casefile WHERE id = $1", c);
		s->account = words(t, "SELECT account FROM casefile WHERE id = $1", c);
		s->notice = newest_notice(t, c);
		s->due = words(t,
			"SELECT due FROM deadline WHERE casefile = $1 AND met_on IS NULL"
			" ORDER BY due LIMIT 1",
			c);
		s->untold = (int)number(t,
			"SELECT count(*) FROM decision WHERE casefile = $1 AND told_on IS NULL", c);
		s->objections = (int)number(t,
			"SELECT count(*) FROM objection WHERE casefile = $1"
			" AND handled_on IS NULL",
			c);
		s->heard = (int)number(t,
			"SELECT count(*) FROM hearing WHERE casefile = $1 AND id > coalesce("
			"(SELECT max(id) FROM decision WHERE casefile = $1), 0)",
			c);
		s->of_age = comes_of_age(t, c);
		s->archive = (int)number(t,
			"SELECT count(*) FROM deadline WHERE casefile = $1 AND key = 'archive'"
			" AND met_on IS NULL",
			c);
		s->captured = (int)number(t,
			"SELECT origin = 'captured' AND (SELECT count(*) FROM step"
			" WHERE casefile = $1 AND action = 'complete' AND undone = 0) = 0"
			" FROM casefile WHERE id = $1",
			c);
		g_ptr_array_add(all, s);
	}
	return all;
}

static bool waits_in(const struct seen_case *s, const char *queue)
{
	static const struct {
		const char *queue, *state;
	} by_state[] = {{"accept", "draft"}, {"check", "accepted"}, {"survey", "verified"},
		{"review", "surveyed"}, {"publicise", "reviewed"}};
	for (guint i = 0; i < G_N_ELEMENTS(by_state); i++)
		if (g_str_equal(queue, by_state[i].queue))
			return g_str_equal(s->state, by_state[i].state);
	if (g_str_equal(queue, "returned"))
		return s->returned != NULL;
	if (g_str_equal(queue, "posted"))
		return g_str_equal(s->state, "publicised") && g_strcmp0(s->notice, "hanging") == 0;
	if (g_str_equal(queue, "confirm"))
		return g_str_equal(s->state, "publicised") && g_strcmp0(s->notice, "none") == 0;
	if (g_str_equal(queue, "tell"))
		return s->untold > 0;
	if (g_str_equal(queue, "archive"))
		return s->archive > 0;
	if (g_str_equal(queue, "objection"))
		return s->objections > 0;
	if (g_str_equal(queue, "captured"))
		return s->captured;
	if (g_str_equal(queue, "account"))
		return g_str_equal(s->state, "active") && !s->account;
	if (g_str_equal(queue, "heard"))
		return g_str_equal(s->state, "active") && s->heard;
	if (g_str_equal(queue, "birthday"))
		return g_str_equal(s->state, "active") && s->of_age;
	fail_msg("queue %s is not counted by this test", queue);
	return false;
}

/* One who is paid, was heard last, and whose head is 60 within a month. */
static void hear_an_elder(struct town *t)
{
	struct record r = record_of("person");
	row_id c = new_case(t, CASES + 2);
	walk_to(t, c, "confirm");
	prepare(t, c, "hear");
	must(t, act(t, c, "hear"));
	record_text(&r, "birth", "1966-07-01");
	struct change *change = desk_change(t->desk, "birth", &t->error);
	row_id head = number(t,
		"SELECT m.person FROM member m JOIN casefile c ON c.household = m.household"
		" WHERE c.id = $1 AND m.relation = '01'",
		c);
	must(t,
		change && change_update(change, head, &r, NULL, &t->error) &&
			change_commit(&change, &t->error));
}

static void populate(struct town *t)
{
	GRand *rand = g_rand_new_with_seed(7);
	for (int i = 0; i < CASES; i++) {
		at_day(TOWN_DAY);
		day_set_today(day_today() + i % 5);
		row_id c = new_case(t, i);
		for (int steps = g_rand_int_range(rand, 0, 24); steps > 0; steps--)
			wander(t, c, rand);
	}
	g_rand_free(rand);
	static const char *const last[] = {"publicise", "publicity_end"};
	for (guint i = 0; i < G_N_ELEMENTS(last); i++) {
		at_day(TOWN_DAY);
		walk_to(t, new_case(t, CASES + (int)i), last[i]);
	}
	hear_an_elder(t);
	at_day("2026-06-16"); /* the notice of the first one may come down today */
}

static void test_queues(void **state)
{
	struct town *t = *state;
	populate(t);
	g_autoptr(GPtrArray) all = see_all(t);
	g_autoptr(GPtrArray) queues = queue_list(t->desk, &t->error);
	must(t, queues != NULL);
	int filled = 0, all_today = 0, all_overdue = 0, rare = 0;
	for (guint i = 0; i < queues->len; i++) {
		const struct queue *q = g_ptr_array_index(queues, i);
		int count = 0, today = 0, overdue = 0;
		for (guint k = 0; k < all->len; k++) {
			const struct seen_case *s = g_ptr_array_index(all, k);
			if (!waits_in(s, q->key))
				continue;
			count++;
			today += g_strcmp0(s->due, "2026-06-16") == 0;
			overdue += s->due && strcmp(s->due, "2026-06-16") < 0;
		}
		filled += count > 0;
		rare += count && (g_str_equal(q->key, "heard") || g_str_equal(q->key, "birthday"));
		all_today += today;
		all_overdue += overdue;
		if (q->count != count || q->due_today != today || q->overdue != overdue)
			fail_msg("%s: %d %d %d, counted %d %d %d", q->key, q->count, q->due_today,
				q->overdue, count, today, overdue);
		assert_int_equal(casefile_count(t->desk, q->key, NULL), count);
	}
	if (filled < 7)
		fail_msg("only %d queues had anything in them", filled);
	assert_true(all_today > 0 && all_overdue > 0);
	assert_int_equal(rare, 2);
}

/* --- pages ----------------------------------------------------------------------------------- */

struct pages {
	GArray *ids;
	char *sort;
	row_id last;
	int n;
};

static bool take(const struct casefile_row *row, void *ctx)
{
	struct pages *p = ctx;
	g_array_append_val(p->ids, row->id);
	g_free(p->sort);
	p->sort = g_strdup(row->sort);
	p->last = row->id;
	p->n++;
	return true;
}

/* All ids of a list, by pages of n, forwards or backwards. */
static GArray *read_pages(struct town *t, const char *filter, const char *text, bool before, int n)
{
	struct pages p = {.ids = g_array_new(FALSE, FALSE, sizeof(row_id))};
	do {
		g_autofree char *from = g_strdup(p.sort);
		p.n = 0;
		must(t,
			casefile_page(t->desk, filter, text, from, p.last, before, n, take, &p,
				&t->error));
		assert_true(p.n <= n && p.ids->len <= CASES + 3);
	} while (p.n == n);
	g_free(p.sort);
	return p.ids;
}

static int by_due(gconstpointer a, gconstpointer b)
{
	const struct seen_case *s = *(struct seen_case *const *)a;
	const struct seen_case *u = *(struct seen_case *const *)b;
	int order = strcmp(s->due ? s->due : "9999", u->due ? u->due : "9999");
	return order ? order : strcmp(s->file_no, u->file_no);
}

static void assert_ids(const GArray *found, const GPtrArray *expected, bool before)
{
	assert_int_equal(found->len, expected->len);
	for (guint i = 0; i < found->len; i++) {
		guint k = before ? found->len - 1 - i : i;
		assert_int_equal(g_array_index(found, row_id, i),
			((struct seen_case *)g_ptr_array_index(expected, k))->id);
	}
}

static void assert_pages(
	struct town *t, const char *filter, const char *text, const GPtrArray *expected)
{
	static const int sizes[] = {1, 3, 7, 100};
	for (guint i = 0; i < G_N_ELEMENTS(sizes); i++)
		for (int before = 0; before < 2; before++) {
			g_autoptr(GArray) ids = read_pages(t, filter, text, before, sizes[i]);
			assert_ids(ids, expected, before);
		}
	assert_int_equal(casefile_count(t->desk, filter, text), expected->len);
}

static void test_pages(void **state)
{
	struct town *t = *state;
	populate(t);
	g_autoptr(GPtrArray) all = see_all(t);
	assert_int_equal(all->len, CASES + 3);
	assert_pages(t, NULL, NULL, all);
	static const char *const queues[] = {"check", "posted", "tell", "archive", "returned"};
	for (guint i = 0; i < G_N_ELEMENTS(queues); i++) {
		g_autoptr(GPtrArray) some = g_ptr_array_new();
		for (guint k = 0; k < all->len; k++)
			if (waits_in(g_ptr_array_index(all, k), queues[i]))
				g_ptr_array_add(some, g_ptr_array_index(all, k));
		g_ptr_array_sort(some, by_due);
		assert_pages(t, queues[i], NULL, some);
	}
	const struct programme *p = library_programme(t->lib, "dibao");
	for (guint i = 0; i < p->states->len; i++) {
		const char *key = ((struct state_def *)g_ptr_array_index(p->states, i))->key;
		g_autofree char *filter = g_strconcat("state:", key, NULL);
		g_autoptr(GPtrArray) some = g_ptr_array_new();
		for (guint k = 0; k < all->len; k++)
			if (g_str_equal(
				    ((struct seen_case *)g_ptr_array_index(all, k))->state, key))
				g_ptr_array_add(some, g_ptr_array_index(all, k));
		assert_pages(t, filter, NULL, some);
	}
	g_autoptr(GPtrArray) none = g_ptr_array_new();
	assert_pages(t, "state:' OR 1 --", NULL, none);
	assert_pages(t, "nonsense", NULL, none);
}

static void test_search(void **state)
{
	struct town *t = *state;
	for (int i = 0; i < 5; i++)
		new_case(t, i);
	struct record r = record_of("person");
	record_text(&r, "name", "欧阳\xF0\xA0\xAE\xB7");
	record_text(&r, "pinyin", "oyj ouyangji");
	struct change *c = desk_change(t->desk, "test", &t->error);
	g_autofree char *id = family_id(3, 0);
	must(t,
		c && change_update(c, person_by_id_no(t->desk->db, id), &r, NULL, &t->error) &&
			change_commit(&c, &t->error));
	g_autoptr(GPtrArray) all = see_all(t);
	g_autoptr(GPtrArray) third = g_ptr_array_new();
	g_ptr_array_add(third, g_ptr_array_index(all, 3));
	static const char *const texts[] = {
		"欧阳", "\xF0\xA0\xAE\xB7", "oyj", "OUYANG", "0004", "db-2026-0004"};
	for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
		assert_pages(t, NULL, texts[i], third);
	assert_pages(t, NULL, id, third);
	assert_pages(t, NULL, id + 14, third);
	assert_pages(t, "state:draft", "欧阳", third);
	assert_pages(t, "accept", "秀水", all);
	g_autoptr(GPtrArray) none = g_ptr_array_new();
	assert_pages(t, "state:active", "欧阳", none);
	assert_pages(t, NULL, "没有这个人", none);
}

static bool see_row(const struct casefile_row *row, void *ctx)
{
	(void)ctx;
	assert_string_equal(row->file_no, "DB-2026-0001");
	assert_string_equal(row->head, "王建国");
	assert_string_equal(row->village, "秀水村委会");
	assert_int_equal(row->members, 3);
	assert_int_equal(row->amount, 136400);
	assert_string_equal(row->due_key, "archive");
	return true;
}

static void test_row(void **state)
{
	struct town *t = *state;
	row_id c = new_case(t, 0);
	walk_to(t, c, "confirm");
	must(t, casefile_page(t->desk, NULL, NULL, NULL, 0, false, 10, see_row, NULL, &t->error));
	assert_int_equal(casefile_by_no(t->desk, "db-2026-0001"), c);
	assert_int_equal(casefile_by_no(t->desk, "DB-2026-0002"), 0);
}

int run_list_tests(void)
{
#define TOWN(test) cmocka_unit_test_setup_teardown(test, town_open, town_close)
	static const struct CMUnitTest tests[] = {
		TOWN(test_queues),
		TOWN(test_pages),
		TOWN(test_search),
		TOWN(test_row),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
