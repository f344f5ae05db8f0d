#include "config.h"
#include "model/person.h"

#include <string.h>
#include "base/pinyin.h"
#include "base/rid.h"
#include "model/look.h"
#include "model/search.h"

#define LAST "\xF4\x8F\xBF\xBF" /* behind every name there is */

void person_free(struct person *p)
{
	if (!p)
		return;
	g_free(p->id_no);
	g_free(p->name);
	g_free(p->sex);
	g_free(p->birth);
	g_free(p->phone);
	g_free(p->death_date);
	g_free(p->illness);
	g_free(p->labour);
	g_free(p->marriage);
	g_free(p);
}

struct person *person_get(struct desk *desk, row_id id, GError **error)
{
	struct person *p = NULL;
	struct query *q = db_query(desk->db,
		"SELECT id_no, name, sex, birth, phone, death_date, disability_type,"
		" disability_level, illness, labour, marriage FROM person WHERE id = $1",
		"i", id);

	if (query_next(q)) {
		p = g_new0(struct person, 1);
		p->id = id;
		p->id_no = query_dup(q, 0);
		p->name = query_dup(q, 1);
		p->sex = query_dup(q, 2);
		p->birth = query_dup(q, 3);
		p->phone = query_dup(q, 4);
		p->death_date = query_dup(q, 5);
		p->disability_type = (int)query_int(q, 6);
		p->disability_level = (int)query_int(q, 7);
		p->illness = query_dup(q, 8);
		p->labour = query_dup(q, 9);
		p->marriage = query_dup(q, 10);
	}
	if (!query_end(q, error))
		g_clear_pointer(&p, person_free);
	return p;
}

row_id person_by_id_no(struct db *db, const char *id_no)
{
	gint64 id = 0;

	if (id_no && *id_no)
		db_one_int(db, &id, NULL, "SELECT id FROM person WHERE id_no = $1", "t", id_no);
	return id;
}

static bool record_has(const struct record *r, const char *column)
{
	for (int i = 0; i < r->n; i++)
		if (strcmp(r->field[i].column, column) == 0 && r->field[i].type != RECORD_NULL)
			return true;
	return false;
}

static const char *keep_text(GPtrArray *keep, char *text)
{
	g_ptr_array_add(keep, text);
	return text;
}

void person_complete(struct record *r, const char *name, const char *id_no, GPtrArray *keep)
{
	struct rid id = {.birth = DAY_NONE};
	bool has_id = id_no && *id_no && rid_parse(id_no, &id) != RID_EMPTY;
	size_t len = has_id ? strlen(id.number) : 0;
	const char sex[2] = {id.sex, '\0'};
	char birth[DAY_LEN];

	if (has_id)
		record_text(r, "id_tail",
			keep_text(keep, g_strdup(id.number + (len > 4 ? len - 4 : 0))));
	record_text(r, "pinyin", keep_text(keep, pinyin_key(name ? name : "")));
	/* What somebody entered stays: a person without a document has no number to ask. */
	if (id.sex && !record_has(r, "sex"))
		record_text(r, "sex", keep_text(keep, g_strdup(sex)));
	if (id.birth != DAY_NONE && !record_has(r, "birth"))
		record_text(r, "birth", keep_text(keep, g_strdup(day_to_iso(id.birth, birth))));
}

/* --- the list -------------------------------------------------------------------------------- */

/* The page first, by indexes alone; household and case are looked up for its rows only. */
static const char page_rows[] =
	" SELECT p.id, coalesce(c.id, 0), coalesce(m.household, 0), p.id_no, p.name, p.sex,"
	" p.birth, h.address, coalesce(v.name, h.village_name), c.programme, c.state, c.file_no,"
	" page.sort"
	" FROM page JOIN person p ON p.id = page.id"
	" LEFT JOIN member m ON m.id = (SELECT n.id FROM member n WHERE n.person = p.id"
	"  ORDER BY n.to_date IS NOT NULL, n.id DESC LIMIT 1)"
	" LEFT JOIN household h ON h.id = m.household"
	" LEFT JOIN division v ON v.code = h.village"
	" LEFT JOIN casefile c ON c.id = (SELECT max(d.id) FROM casefile d"
	"  WHERE d.household = m.household AND (d.person IS NULL OR d.person = p.id))"
	" ORDER BY page.sort";

static const char *page_sql(const struct search *s, struct db *db, bool before)
{
	int word;
	enum search_way way = search_way(s, db, &word);
	const char *sort = way == SEARCH_BY_PINYIN ? "pinyin" : "name";
	const char *desc = before ? " DESC" : "";
	GString *sql = g_string_new("WITH ");

	if (way == SEARCH_BY_NUMBER) {
		g_string_append(
			sql, "p AS MATERIALIZED (SELECT p.id, p.name FROM person p WHERE 1");
		search_append_range(s, word, sql);
		search_append_filter(s, sql);
		g_string_append(sql, "), ");
	}
	g_string_append_printf(sql,
		"page AS MATERIALIZED (SELECT p.id, p.%s AS sort FROM %s WHERE (p.%s, p.id) %s (",
		sort, way == SEARCH_BY_NUMBER ? "p" : "person p", sort, before ? "<" : ">");
	if (way == SEARCH_BY_PINYIN)
		search_append_bound(word, before, sql);
	else
		g_string_append(sql, "$9");
	g_string_append(sql, ", $10)");
	if (way == SEARCH_BY_PINYIN)
		search_append_range(s, word, sql);
	if (way != SEARCH_BY_NUMBER)
		search_append_filter(s, sql);
	g_string_append_printf(sql, " ORDER BY p.%s%s, p.id%s LIMIT $11)", sort, desc, desc);
	g_string_append_printf(sql, "%s%s, page.id%s", page_rows, desc, desc);
	return search_intern(sql);
}

static void row_read(struct query *q, struct person_row *row)
{
	*row = (struct person_row){
		.person = query_int(q, 0),
		.casefile = query_int(q, 1),
		.household = query_int(q, 2),
		.id_no = query_text(q, 3),
		.name = query_text(q, 4),
		.sex = query_text(q, 5),
		.birth = query_text(q, 6),
		.address = query_text(q, 7),
		.village = query_text(q, 8),
		.programme = query_text(q, 9),
		.state = query_text(q, 10),
		.file_no = query_text(q, 11),
		.sort = query_text(q, 12),
	};
}

bool person_page(struct desk *desk, const char *text, const char *sort, row_id anchor, bool before,
	int n, person_see see, void *ctx, GError **error)
{
	struct search s;
	struct query *q;
	bool more = true;

	search_init(&s, text);
	if (!sort) {
		sort = before ? LAST : "";
		anchor = before ? G_MAXINT64 : 0;
	}
	q = db_query(desk->db, page_sql(&s, desk->db, before), SEARCH_PARAMS "tii",
		SEARCH_VALUES(&s), sort, anchor, (gint64)n);
	while (more && query_next(q)) {
		struct person_row row;

		row_read(q, &row);
		row.restricted = look_is_restricted(desk, row.programme);
		more = see(&row, ctx);
	}
	search_clear(&s);
	return query_end(q, error);
}

gint64 person_count(struct desk *desk, const char *text)
{
	GString *sql = g_string_new("SELECT count(*) FROM person p WHERE 1");
	struct search s;
	gint64 count = 0;
	int word;

	search_init(&s, text);
	/* The range of a number is the whole condition, and is counted in its index. */
	if (s.word[0].sort == WORD_ID) {
		search_append_range(&s, 0, sql);
		for (int i = 1; i < SEARCH_WORDS; i++)
			search_append_word(&s, i, sql);
	} else {
		if (search_way(&s, desk->db, &word) != SEARCH_BY_NAME)
			search_append_range(&s, word, sql);
		search_append_filter(&s, sql);
	}
	db_one_int(desk->db, &count, NULL, search_intern(sql), SEARCH_PARAMS, SEARCH_VALUES(&s));
	search_clear(&s);
	return count;
}
