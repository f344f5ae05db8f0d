#include "config.h"
#include "model/household.h"

#include <string.h>
#include "model/look.h"
#include "model/search.h"

void household_free(struct household *h)
{
	if (!h)
		return;
	g_free(h->village);
	g_free(h->village_name);
	g_free(h->address);
	g_free(h->area);
	g_free(h->phone);
	g_free(h);
}

struct household *household_get(struct desk *desk, row_id id, GError **error)
{
	struct household *h = NULL;
	struct query *q = db_query(desk->db,
		"SELECT h.village, coalesce(v.name, h.village_name), h.address, h.area, h.phone"
		" FROM household h LEFT JOIN division v ON v.code = h.village WHERE h.id = $1",
		"i", id);

	if (query_next(q)) {
		h = g_new0(struct household, 1);
		h->id = id;
		h->village = query_dup(q, 0);
		h->village_name = query_dup(q, 1);
		h->address = query_dup(q, 2);
		h->area = query_dup(q, 3);
		h->phone = query_dup(q, 4);
	}
	if (!query_end(q, error))
		g_clear_pointer(&h, household_free);
	return h;
}

/* --- members --------------------------------------------------------------------------------- */

void member_free(struct member *m)
{
	if (!m)
		return;
	person_free(m->person);
	g_free(m->relation);
	g_free(m->uncounted_reason);
	g_free(m);
}

static struct member *member_read(struct query *q)
{
	struct member *m = g_new0(struct member, 1);

	m->id = query_int(q, 0);
	m->relation = query_dup(q, 2);
	m->from = day_from_iso(query_text(q, 3));
	m->to = query_is_null(q, 4) ? DAY_NONE : day_from_iso(query_text(q, 4));
	m->counted = query_int(q, 5) != 0;
	m->uncounted_reason = query_dup(q, 6);
	return m;
}

static bool read_members(
	struct desk *desk, struct query *q, GPtrArray *members, GArray *persons, GError **error)
{
	while (query_next(q)) {
		row_id person = query_int(q, 1);

		g_ptr_array_add(members, member_read(q));
		g_array_append_val(persons, person);
	}
	if (!query_end(q, error))
		return false;
	for (guint i = 0; i < members->len; i++) {
		struct member *m = g_ptr_array_index(members, i);

		m->person = person_get(desk, g_array_index(persons, row_id, i), error);
		if (!m->person)
			return false;
	}
	return true;
}

GPtrArray *household_members(struct desk *desk, row_id household, day on, GError **error)
{
	g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func((GDestroyNotify)member_free);
	g_autoptr(GArray) persons = g_array_new(FALSE, FALSE, sizeof(row_id));
	char iso[DAY_LEN];
	struct query *q = db_query(desk->db,
		"SELECT id, person, relation, from_date, to_date, counted, uncounted_reason"
		" FROM member WHERE household = $1 AND ($2 = '' OR (from_date <= $2"
		" AND (to_date IS NULL OR to_date >= $2)))"
		" ORDER BY relation <> '01', seq, id",
		"it", household, day_to_iso(on, iso));

	if (!read_members(desk, q, members, persons, error))
		return NULL;
	return g_steal_pointer(&members);
}

int household_counted(const GPtrArray *members)
{
	int n = 0;

	for (guint i = 0; members && i < members->len; i++)
		n += ((const struct member *)g_ptr_array_index(members, i))->counted;
	return n;
}

/* Of everybody ever (several heads one after the other) the one who still is. */
const struct member *household_head(const GPtrArray *members)
{
	const struct member *head = NULL;

	for (guint i = 0; members && i < members->len; i++) {
		const struct member *m = g_ptr_array_index(members, i);

		if (strcmp(m->relation, "01") == 0 && (!head || m->to == DAY_NONE))
			head = m;
	}
	return head;
}

/* --- the list -------------------------------------------------------------------------------- */

#define VILLAGE_LAST "~" /* behind every code of digits */

static const char page_columns[] =
	" SELECT h.id, coalesce(c.id, 0), p.name, coalesce(v.name, h.village_name), h.address,"
	" h.area, c.file_no, c.state, (SELECT count(*) FROM member n WHERE n.household = h.id"
	" AND n.counted = 1 AND n.to_date IS NULL), h.village, c.programme"
	" FROM page JOIN household h ON h.id = page.id"
	" LEFT JOIN division v ON v.code = h.village"
	" LEFT JOIN member m ON m.id = (SELECT i.id FROM member i WHERE i.household = h.id"
	"  AND i.relation = '01' ORDER BY i.to_date IS NOT NULL, i.id DESC LIMIT 1)"
	" LEFT JOIN person p ON p.id = m.person"
	" LEFT JOIN casefile c ON c.id = (SELECT max(d.id) FROM casefile d"
	"  WHERE d.household = h.id AND (d.person IS NULL OR d.person = m.person))";

static bool has_digit(const char *text)
{
	return strpbrk(text, "0123456789") != NULL;
}

/* The heads that a word means: asked one by one as their households come, or looked up first. */
static void append_head(GString *sql, const struct search *s, struct db *db, int i, bool one_by_one)
{
	struct search one = {.n = 1, .word = {s->word[i]}};

	if (one_by_one) {
		g_string_append(sql,
			" OR EXISTS (SELECT 1 FROM member m JOIN person p ON p.id = m.person"
			" WHERE m.household = h.id AND m.relation = '01' AND m.to_date IS NULL");
		search_append_word(s, i, sql);
		g_string_append(sql, ")");
		return;
	}
	g_string_append(sql,
		" OR h.id IN (SELECT m.household FROM member m WHERE m.relation = '01'"
		" AND m.to_date IS NULL AND m.person IN (SELECT p.id FROM person p WHERE 1");
	if (search_driver(&one, db) >= 0)
		search_append_range(s, i, sql);
	search_append_word(s, i, sql);
	g_string_append(sql, "))");
}

/* A word names a place, a file or the head.  Its text is $9 and on, beside the two parameters that
 * search.h gives it. */
static void append_word(GString *sql, const struct search *s, struct db *db, int i, bool one_by_one)
{
	int text = 2 * SEARCH_WORDS + 1 + i;

	if (s->word[i].sort == WORD_NONE) {
		g_string_append_printf(sql, " AND $%d IS NOT NULL", text);
		search_append_word(s, i, sql);
		return;
	}
	g_string_append_printf(sql,
		" AND (instr(h.address, $%d) > 0 OR instr(h.village_name, $%d) > 0"
		" OR h.village IN (SELECT code FROM division WHERE instr(name, $%d) > 0)",
		text, text, text);
	if (has_digit(s->word[i].text))
		g_string_append_printf(sql,
			" OR h.id IN (SELECT household FROM casefile"
			" WHERE instr(file_no, upper($%d)) > 0)",
			text);
	append_head(sql, s, db, i, one_by_one);
	g_string_append(sql, ")");
}

/* Households in the order of their index, those without a village first, where every one or many
 * are wanted; or the few that some words find, by one walk over the table, which is quicker than
 * over an index, and sorted. */
enum part { PART_UNPLACED, PART_PLACED, PART_FOUND };

static const char *page_sql(const struct search *s, struct db *db, enum part part, bool before)
{
	const char *desc = before ? " DESC" : "";
	const char *beyond = before ? "<" : ">";
	const char *sort = part == PART_FOUND ? "coalesce(h.village, '')" : "h.village";
	GString *sql =
		g_string_new("WITH page AS MATERIALIZED (SELECT h.id FROM household h WHERE ");

	if (part == PART_UNPLACED)
		g_string_append_printf(
			sql, "$13 IS NOT NULL AND h.village IS NULL AND h.id %s $14", beyond);
	else
		g_string_append_printf(sql, "(%s, h.id) %s ($13, $14)", sort, beyond);
	for (int i = 0; i < SEARCH_WORDS; i++)
		append_word(sql, s, db, i, part != PART_FOUND);
	g_string_append_printf(
		sql, " ORDER BY %s%s, h.id%s LIMIT $15)%s", sort, desc, desc, page_columns);
	g_string_append_printf(sql, " ORDER BY h.village%s, h.id%s", desc, desc);
	return search_intern(sql);
}

static void row_read(struct query *q, struct household_row *row)
{
	*row = (struct household_row){
		.household = query_int(q, 0),
		.casefile = query_int(q, 1),
		.head = query_text(q, 2),
		.village = query_text(q, 3),
		.address = query_text(q, 4),
		.area = query_text(q, 5),
		.file_no = query_text(q, 6),
		.state = query_text(q, 7),
		.members = (int)query_int(q, 8),
		.sort = query_text(q, 9),
		.programme = query_text(q, 10),
	};
}

struct page {
	struct desk *desk;
	struct search search;
	bool before;
	int left;
	bool (*see)(const struct household_row *row, void *ctx);
	void *ctx;
};

static bool read_part(
	struct page *page, enum part part, const char *village, row_id anchor, GError **error)
{
	struct search *s = &page->search;
	struct query *q;

	if (page->left <= 0)
		return true;
	q = db_query(page->desk->db, page_sql(s, page->desk->db, part, page->before),
		SEARCH_PARAMS "tttttii", SEARCH_VALUES(s), s->word[0].text, s->word[1].text,
		s->word[2].text, s->word[3].text, village, anchor, (gint64)page->left);
	while (page->left > 0 && query_next(q)) {
		struct household_row row;

		row_read(q, &row);
		row.restricted = look_is_restricted(page->desk, row.programme);
		page->left = page->see(&row, page->ctx) ? page->left - 1 : 0;
	}
	return query_end(q, error);
}

static bool read_all(struct page *page, const char *sort, row_id anchor, GError **error)
{
	bool placed = sort && *sort;

	if (!page->before)
		return (placed || read_part(page, PART_UNPLACED, "", sort ? anchor : 0, error)) &&
			read_part(
				page, PART_PLACED, placed ? sort : "", placed ? anchor : 0, error);
	if ((placed || !sort) &&
		!read_part(page, PART_PLACED, sort ? sort : VILLAGE_LAST,
			sort ? anchor : G_MAXINT64, error))
		return false;
	return read_part(page, PART_UNPLACED, "", sort && !placed ? anchor : G_MAXINT64, error);
}

static bool is_broad(const struct search *s, struct db *db)
{
	for (int i = 0; i < s->n; i++)
		if (!search_is_broad(s, i, db))
			return false;
	return true;
}

bool household_page(struct desk *desk, const char *text, const char *sort, row_id anchor,
	bool before, int n, bool (*see)(const struct household_row *row, void *ctx), void *ctx,
	GError **error)
{
	struct page page = {.desk = desk, .before = before, .left = n, .see = see, .ctx = ctx};
	bool ok;

	search_init(&page.search, text);
	if (is_broad(&page.search, desk->db)) {
		ok = read_all(&page, sort, anchor, error);
	} else {
		if (!sort) {
			sort = before ? VILLAGE_LAST : "";
			anchor = before ? G_MAXINT64 : 0;
		}
		ok = read_part(&page, PART_FOUND, sort, anchor, error);
	}
	search_clear(&page.search);
	return ok;
}
