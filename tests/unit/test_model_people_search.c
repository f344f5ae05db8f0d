/* The search against a reference that looks at every person, on random people and random words. */
#include "config.h"

#include "tests/unit/test_model_people.h"

#include <string.h>
#include "base/pinyin.h"
#include "base/rid.h"
#include "model/person.h"

#define PERSONS 700
#define QUERIES 3000
#define ROWS_MAX PERSONS

struct somebody {
	row_id id;
	char *name, *pinyin, *id_no;
};

static struct somebody people[PERSONS];

static void make_id(GRand *rand, int i, char id[RID_LEN + 1])
{
	g_snprintf(id, RID_LEN, "1403%02d19%02d%02d%02d%03d", g_rand_int_range(rand, 2, 23),
		g_rand_int_range(rand, 40, 99), g_rand_int_range(rand, 1, 13),
		g_rand_int_range(rand, 1, 29), i % 1000);
	id[17] = rid_check_digit(id);
	id[18] = '\0';
}

static void append_hanzi(GRand *rand, GString *out)
{
	static const char hanzi[] = "王小明尉迟单于欧阳张红军芳兰䶮𠮷%_'";
	const char *p = g_utf8_offset_to_pointer(
		hanzi, g_rand_int_range(rand, 0, (gint32)g_utf8_strlen(hanzi, -1)));

	g_string_append_len(out, p, g_utf8_next_char(p) - p);
}

static char *make_name(GRand *rand)
{
	GString *name = g_string_new(NULL);
	int n = g_rand_int_range(rand, 2, 5);

	while (n-- > 0)
		append_hanzi(rand, name);
	return g_string_free(name, FALSE);
}

static void put_person(struct change *c, GRand *rand, int i)
{
	g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func(g_free);
	struct record r = record_of("person");
	char id[RID_LEN + 1];
	GError *error = NULL;
	struct somebody *p = &people[i];

	make_id(rand, i, id);
	p->name = make_name(rand);
	p->pinyin = pinyin_key(p->name);
	p->id_no = i % 50 ? g_strdup(id) : NULL; /* some have no document */
	record_text(&r, "name", p->name);
	record_text(&r, "id_no", p->id_no);
	person_complete(&r, p->name, p->id_no, keep);
	must(change_insert(c, &r, &p->id, &error), &error);
}

static int people_open(void **state)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(1);
	struct office_fixture *o;
	struct change *c;
	GError *error = NULL;

	office_open(state);
	o = *state;
	c = desk_change(o->desk, "test", &error);
	must(c != NULL, &error);
	for (int i = 0; i < PERSONS; i++)
		put_person(c, rand, i);
	must(change_commit(&c, &error), &error);
	return 0;
}

static int people_close(void **state)
{
	for (int i = 0; i < PERSONS; i++) {
		g_free(people[i].name);
		g_free(people[i].pinyin);
		g_free(people[i].id_no);
	}
	return office_close(state);
}

/* --- the reference --------------------------------------------------------------------------- */

/* True where text matches a pattern in which * is any run; open: more may follow. */
static bool glob(const char *pattern, const char *text, bool open)
{
	if (!*pattern)
		return open || !*text;
	if (*pattern == '*')
		return glob(pattern + 1, text, open) || (*text && glob(pattern, text + 1, open));
	return *text == *pattern && glob(pattern + 1, text + 1, open);
}

static bool glob_anywhere(const char *pattern, const char *text)
{
	for (;; text++) {
		if (glob(pattern, text, true))
			return true;
		if (!*text)
			return false;
	}
}

static bool only(const char *word, const char *chars)
{
	return strspn(word, chars) == strlen(word);
}

static bool is_number(const char *word)
{
	g_autofree char *body = g_strdup(word);
	size_t len = strlen(body);

	if (len > 1 && g_ascii_toupper(body[len - 1]) == 'X')
		body[len - 1] = '\0';
	return only(body, "0123456789*") && !only(body, "*");
}

static bool matches_number(const struct somebody *p, const char *word)
{
	g_autofree char *upper = g_ascii_strup(word, -1);

	if (!p->id_no)
		return false;
	if (glob(upper, p->id_no, true))
		return true;
	return !strchr(upper, '*') && strlen(upper) == 4 && g_str_has_suffix(p->id_no, upper);
}

static bool matches_pinyin(const struct somebody *p, const char *word)
{
	g_autofree char *lower = g_ascii_strdown(word, -1);
	g_auto(GStrv) part = g_strsplit(p->pinyin, " ", 2);

	return glob(lower, part[0] ? part[0] : "", true) ||
		(part[0] && part[1] && glob(lower, part[1], true));
}

static bool matches_word(const struct somebody *p, const char *word)
{
	bool ascii = true;

	for (const char *s = word; *s; s++)
		ascii = ascii && (guchar)*s < 0x80;
	if (only(word, "*"))
		return true;
	if (is_number(word))
		return matches_number(p, word);
	if (ascii)
		return matches_pinyin(p, word);
	return glob_anywhere(word, p->name);
}

static bool matches(const struct somebody *p, const char *text)
{
	g_auto(GStrv) word = g_strsplit(text, " ", -1);

	for (char **w = word; *w; w++)
		if (**w && !matches_word(p, *w))
			return false;
	return true;
}

static int by_name(gconstpointer a, gconstpointer b)
{
	const struct somebody *p = *(struct somebody *const *)a, *q = *(struct somebody *const *)b;
	int order = strcmp(p->name, q->name);

	return order ? order : p->id < q->id ? -1 : p->id > q->id;
}

static int by_pinyin(gconstpointer a, gconstpointer b)
{
	const struct somebody *p = *(struct somebody *const *)a, *q = *(struct somebody *const *)b;
	int order = strcmp(p->pinyin, q->pinyin);

	return order ? order : p->id < q->id ? -1 : p->id > q->id;
}

/* What was found is in one of two orders; which of them is for the search to choose. */
static GPtrArray *expected_of(const char *text, bool pinyin)
{
	GPtrArray *found = g_ptr_array_new();

	for (int i = 0; i < PERSONS; i++)
		if (matches(&people[i], text))
			g_ptr_array_add(found, &people[i]);
	g_ptr_array_sort(found, pinyin ? by_pinyin : by_name);
	return found;
}

/* --- random words ---------------------------------------------------------------------------- */

static void append_piece(GRand *rand, GString *out, const char *text)
{
	glong len = g_utf8_strlen(text, -1);
	glong from, n;
	g_autofree char *piece = NULL;

	if (len == 0)
		return;
	from = g_rand_int_range(rand, 0, 3) ? 0 : g_rand_int_range(rand, 0, (gint32)len);
	n = g_rand_int_range(rand, 1, (gint32)(len - from) + 1);
	piece = g_utf8_substring(text, from, from + n);
	g_string_append(out, piece);
}

static void append_word(GRand *rand, GString *out)
{
	const struct somebody *p = &people[g_rand_int_range(rand, 0, PERSONS)];
	g_auto(GStrv) part = g_strsplit(p->pinyin, " ", 2);

	switch (g_rand_int_range(rand, 0, 7)) {
	case 0:
		append_hanzi(rand, out);
		break;
	case 1:
		append_piece(rand, out, p->name);
		break;
	case 2:
		append_piece(rand, out, part[0] ? part[0] : "");
		break;
	case 3:
		append_piece(rand, out, part[0] && part[1] ? part[1] : "");
		break;
	case 4:
		append_piece(rand, out, p->id_no ? p->id_no : "");
		break;
	case 5:
		g_string_append(out, p->id_no ? p->id_no + 14 : "*");
		break;
	case 6:
		append_piece(rand, out, p->name);
		g_string_append_c(out, '*');
		append_piece(rand, out, g_rand_boolean(rand) ? p->name : "ng");
		break;
	}
}

static char *make_query(GRand *rand)
{
	GString *text = g_string_new(NULL);
	int words = g_rand_int_range(rand, 0, 4);

	for (int i = 0; i < words; i++) {
		if (i > 0)
			g_string_append_c(text, ' ');
		append_word(rand, text);
	}
	return g_string_free(text, FALSE);
}

/* --- pages ----------------------------------------------------------------------------------- */

struct found {
	row_id id[ROWS_MAX];
	char *sort[ROWS_MAX];
	int n;
};

static bool keep_row(const struct person_row *row, void *ctx)
{
	struct found *f = ctx;

	f->id[f->n] = row->person;
	f->sort[f->n++] = g_strdup(row->sort);
	return true;
}

static void found_clear(struct found *f)
{
	for (int i = 0; i < f->n; i++)
		g_free(f->sort[i]);
	f->n = 0;
}

/* Pages of n one way, each from the last row of the one before, are the whole list. */
static void walk(struct office_fixture *o, const char *text, bool pinyin, bool before, int n)
{
	g_autoptr(GPtrArray) expected = expected_of(text, pinyin);
	g_autofree char *sort = NULL;
	row_id anchor = 0;
	guint at = 0;
	int got;
	GError *error = NULL;

	do {
		struct found f = {.n = 0};

		must(person_page(o->desk, text, sort, anchor, before, n, keep_row, &f, &error),
			&error);
		assert_int_equal(f.n, MIN((int)(expected->len - at), n));
		for (int i = 0; i < f.n; i++, at++) {
			guint place = before ? expected->len - 1 - at : at;
			const struct somebody *p = g_ptr_array_index(expected, place);

			if (p->id != f.id[i])
				fail_msg("\"%s\": row %u is not %s", text, at, p->name);
		}
		got = f.n;
		if (got > 0) {
			g_free(sort);
			sort = g_strdup(f.sort[got - 1]);
			anchor = f.id[got - 1];
		}
		found_clear(&f);
	} while (got > 0);
	assert_int_equal(at, expected->len);
}

static bool is_in_order(const struct found *f, const GPtrArray *expected, bool before)
{
	for (int k = 0; k < f->n; k++) {
		const struct somebody *p =
			g_ptr_array_index(expected, (guint)(before ? f->n - 1 - k : k));

		if (p->id != f->id[k])
			return false;
	}
	return true;
}

static void test_random(void **state)
{
	struct office_fixture *o = *state;
	g_autoptr(GRand) rand = g_rand_new_with_seed(7);

	for (int i = 0; i < QUERIES; i++) {
		g_autofree char *text = make_query(rand);
		g_autoptr(GPtrArray) expected = expected_of(text, false);
		struct found f = {.n = 0};
		GError *error = NULL;

		assert_int_equal(person_count(o->desk, text), expected->len);
		must(person_page(o->desk, text, NULL, 0, i % 2, ROWS_MAX, keep_row, &f, &error),
			&error);
		if (f.n != (int)expected->len)
			fail_msg("\"%s\" gives %d rows, not %u", text, f.n, expected->len);
		if (!is_in_order(&f, expected, i % 2)) {
			g_ptr_array_sort(expected, by_pinyin);
			if (!is_in_order(&f, expected, i % 2))
				fail_msg("\"%s\" gives others", text);
		}
		found_clear(&f);
	}
}

static void walk_both(struct office_fixture *o, const char *text, bool pinyin, int n)
{
	walk(o, text, pinyin, false, n);
	walk(o, text, pinyin, true, n);
}

static void test_pages(void **state)
{
	walk_both(*state, "", false, 24);
	walk_both(*state, "王", false, 7);
	walk_both(*state, "w", true, 10);
	walk_both(*state, "wang", true, 3);
	walk_both(*state, "*m", true, 4);
	walk_both(*state, "王 w", false, 2);
	walk_both(*state, "140", false, 13);
	walk_both(*state, "14032", false, 5);
	walk_both(*state, "小*明", false, 3);
	walk_both(*state, "不在", false, 3);
}

static bool stop_at_once(const struct person_row *row, void *ctx)
{
	int *n = ctx;

	assert_true(row->person != 0);
	++*n;
	return false;
}

static void test_stop(void **state)
{
	struct office_fixture *o = *state;
	GError *error = NULL;
	int n = 0;

	must(person_page(o->desk, "", NULL, 0, false, 10, stop_at_once, &n, &error), &error);
	assert_int_equal(n, 1);
}

/* --- a row ----------------------------------------------------------------------------------- */

static void expect_one(struct office_fixture *o, const char *text, row_id person)
{
	struct found f = {.n = 0};
	GError *error = NULL;

	must(person_page(o->desk, text, NULL, 0, false, ROWS_MAX, keep_row, &f, &error), &error);
	if (f.n != 1 || f.id[0] != person)
		fail_msg("\"%s\" gives %d rows", text, f.n);
	found_clear(&f);
}

static bool check_row(const struct person_row *row, void *ctx)
{
	int *n = ctx;

	++*n;
	assert_string_equal(row->name, "王小明");
	assert_string_equal(row->sex, "M");
	assert_string_equal(row->birth, "1999-11-30");
	assert_string_equal(row->programme, "dibao");
	assert_string_equal(row->state, "active");
	assert_string_equal(row->file_no, "DB-2023-0001");
	assert_string_equal(row->village, "秦村村委会");
	assert_string_equal(row->address, "秦村3号");
	assert_true(row->casefile != 0 && row->household != 0);
	return true;
}

static void test_row(void **state)
{
	struct office_fixture *o = *state;
	static const struct intake_person who[] = {
		{.id_no = "140322199911300212", .name = "王小明", .relation = "01"}};
	struct intake_household h = household_of(who, 1);
	static const char *const words[] = {"王小明", "小明", "王*明", "wxm", "wangxiaom", "WXM",
		"140322199911300212", "1403221999", "0212", "１４０３２２１９９９", "王 0212",
		"明 w 1403", "140322*0212", "w*m"};
	GError *error = NULL;
	row_id id;
	int n = 0;

	h.village = "140322100219";
	h.address = "秦村3号";
	assert_int_equal(take(o, &h), INTAKE_NEW);
	id = person_by_id_no(o->desk->db, "140322199911300212");
	assert_true(id != 0);
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		expect_one(o, words[i], id);
	must(person_page(o->desk, "wxm", NULL, 0, false, 10, check_row, &n, &error), &error);
	assert_int_equal(n, 1);
}

static void test_get(void **state)
{
	struct office_fixture *o = *state;
	GError *error = NULL;
	g_autoptr(person) p = person_get(o->desk, people[1].id, &error);

	must(p != NULL, &error);
	assert_string_equal(p->name, people[1].name);
	assert_string_equal(p->id_no, people[1].id_no);
	assert_null(p->death_date);
	assert_null(person_get(o->desk, 1, &error));
	assert_null(error);
	assert_int_equal(person_by_id_no(o->desk->db, people[1].id_no), people[1].id);
	assert_int_equal(person_by_id_no(o->desk->db, "1"), 0);
	assert_int_equal(person_by_id_no(o->desk->db, ""), 0);
}

static void test_complete(void **state)
{
	g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func(g_free);
	struct record r = record_of("person");

	(void)state;
	record_text(&r, "birth", "1950-01-01");
	person_complete(&r, "单小明", "14032119480229124X", keep);
	assert_int_equal(r.n, 4);
	assert_string_equal(r.field[1].column, "id_tail");
	assert_string_equal(r.field[1].s, "124X");
	assert_string_equal(r.field[2].s, "sxm shanxiaoming");
	assert_string_equal(r.field[3].s, "F");
	r = record_of("person");
	person_complete(&r, "某人", NULL, keep);
	assert_int_equal(r.n, 1);
	assert_string_equal(r.field[0].column, "pinyin");
}

int run_search_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_pages),
		cmocka_unit_test(test_stop),
		cmocka_unit_test(test_get),
		cmocka_unit_test(test_complete),
		cmocka_unit_test_setup_teardown(test_row, office_open, office_close),
	};

	return cmocka_run_group_tests_name("search", tests, people_open, people_close);
}
