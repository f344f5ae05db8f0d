/* The lists of case files: the register by number, a queue by date; both by pages of a keyset. */
#include "config.h"

#include "model/casefile.h"

#include <string.h>

#include "model/look.h"
#include "model/queue.h"
#include "model/search.h"

#define NEAREST_DUE                                                                                \
	"(SELECT min(k.due) FROM deadline k WHERE k.casefile = c.id AND k.met_on IS NULL)"
/* Parameters: $1 to $8 as search.h has them, $9 to $12 the words as typed, then the state of the
 * filter, the anchor and the number of rows. */
#define TEXT_PARAMS SEARCH_PARAMS "tttt"
#define TEXT_VALUES(s)                                                                             \
	SEARCH_VALUES(s), (s)->word[0].text, (s)->word[1].text, (s)->word[2].text, (s)->word[3].text

static const char list_columns[] =
	"SELECT c.id, c.household, c.file_no, p.name, coalesce(v.name, h.village_name),"
	" c.programme, c.area, c.state, c.origin,"
	" CASE WHEN c.person IS NULL THEN (SELECT count(*) FROM member n"
	"  WHERE n.household = c.household AND n.counted = 1 AND n.to_date IS NULL) ELSE 1 END,"
	" (SELECT a.base + a.supplement FROM award a WHERE a.casefile = c.id AND a.to_month IS NULL"
	"  ORDER BY a.from_month DESC LIMIT 1), " NEAREST_DUE ","
	" (SELECT k.key FROM deadline k WHERE k.casefile = c.id AND k.met_on IS NULL"
	"  ORDER BY k.due, k.id LIMIT 1), ";
static const char list_tables[] =
	" FROM casefile c LEFT JOIN household h ON h.id = c.household"
	" LEFT JOIN member m ON m.household = c.household AND m.relation = '01'"
	" AND m.to_date IS NULL"
	" LEFT JOIN person p ON p.id = coalesce(c.person, m.person)"
	" LEFT JOIN division v ON v.code = h.village ";

/* The state that a filter names, or NULL. */
static const char *filter_state(const char *filter)
{
	return filter && g_str_has_prefix(filter, "state:") ? filter + strlen("state:") : NULL;
}

static void append_filter(GString *sql, const struct desk *desk, const char *filter)
{
	const char *known =
		filter && *filter && !filter_state(filter) ? queue_condition(desk, filter) : "1";
	if (filter_state(filter))
		g_string_append(sql, "c.state = $13");
	else
		g_string_append_printf(sql, "$13 IS NULL AND (%s)", known ? known : "0");
}

static void append_people(GString *sql, const struct search *s, struct db *db, int i)
{
	int word;
	struct search one = {.n = 1, .word = {s->word[i]}};
	g_string_append(sql, "(SELECT p.id FROM person p WHERE 1");
	if (search_way(&one, db, &word) != SEARCH_BY_NAME)
		search_append_range(s, i, sql);
	search_append_word(s, i, sql);
	g_string_append(sql, ")");
}

/* A word names the file, its village, the head of its household or whom it is about. */
static void append_word(GString *sql, const struct search *s, struct db *db, int i)
{
	int text = 2 * SEARCH_WORDS + 1 + i;
	if (s->word[i].sort == WORD_NONE) {
		g_string_append_printf(sql, " AND $%d IS NOT NULL", text);
		search_append_word(s, i, sql);
		return;
	}
	g_string_append_printf(sql,
		" AND (instr(c.file_no, upper($%d)) > 0 OR c.household IN"
		" (SELECT x.id FROM household x JOIN division d ON d.code = x.village"
		"  WHERE instr(d.name, $%d) > 0)"
		" OR c.household IN (SELECT y.household FROM member y WHERE y.relation = '01'"
		" AND y.to_date IS NULL AND y.person IN ",
		text, text);
	append_people(sql, s, db, i);
	g_string_append(sql, ") OR c.person IN ");
	append_people(sql, s, db, i);
	g_string_append(sql, ")");
}

static void append_text(GString *sql, const struct search *s, struct db *db)
{
	for (int i = 0; i < SEARCH_WORDS; i++)
		append_word(sql, s, db, i);
}

/* A queue is worked by date; the register is read by number. */
static const char *page_sql(const struct search *s, const struct desk *desk, const char *filter,
	bool first, bool before)
{
	bool by_due = filter && *filter && !filter_state(filter);
	const char *desc = before ? " DESC" : "";
	const char *key =
		by_due ? "(coalesce(" NEAREST_DUE ", '9999-12-31') || c.file_no)" : "c.file_no";
	GString *sql = g_string_new(list_columns);
	g_string_append_printf(sql, "%s%s WHERE ", key, list_tables);
	append_filter(sql, desk, filter);
	append_text(sql, s, desk->db);
	if (first)
		g_string_append(sql, " AND $14 IS NULL AND $15 = 0");
	else
		g_string_append_printf(
			sql, " AND (%s, c.id) %s ($14, $15)", key, before ? "<" : ">");
	g_string_append_printf(sql, " ORDER BY %s%s, c.id%s LIMIT $16", key, desc, desc);
	return search_intern(sql);
}

static void row_read(struct query *q, struct casefile_row *row)
{
	*row = (struct casefile_row){
		.id = query_int(q, 0),
		.household = query_int(q, 1),
		.file_no = query_text(q, 2),
		.head = query_text(q, 3),
		.village = query_text(q, 4),
		.programme = query_text(q, 5),
		.area = query_text(q, 6),
		.state = query_text(q, 7),
		.origin = query_text(q, 8),
		.members = (int)query_int(q, 9),
		.amount = query_is_null(q, 10) ? -1 : query_int(q, 10),
		.due = query_text(q, 11),
		.due_key = query_text(q, 12),
		.sort = query_text(q, 13),
	};
}

bool casefile_page(struct desk *desk, const char *filter, const char *text, const char *sort,
	row_id anchor, bool before, int n, bool (*see)(const struct casefile_row *row, void *ctx),
	void *ctx, GError **error)
{
	struct search s;
	bool more = true;
	search_init(&s, text);
	struct query *q = db_query(desk->db, page_sql(&s, desk, filter, !sort, before),
		TEXT_PARAMS "ttii", TEXT_VALUES(&s), filter_state(filter), sort,
		sort ? anchor : (row_id)0, (gint64)n);
	while (more && query_next(q)) {
		struct casefile_row row;
		row_read(q, &row);
		row.restricted = look_is_restricted(desk, row.programme);
		more = see(&row, ctx);
	}
	search_clear(&s);
	return query_end(q, error);
}

gint64 casefile_count(struct desk *desk, const char *filter, const char *text)
{
	struct search s;
	gint64 n = 0;
	GString *sql = g_string_new("SELECT count(*) FROM casefile c WHERE ");
	search_init(&s, text);
	append_filter(sql, desk, filter);
	append_text(sql, &s, desk->db);
	db_one_int(desk->db, &n, NULL, search_intern(sql), TEXT_PARAMS "t", TEXT_VALUES(&s),
		filter_state(filter));
	search_clear(&s);
	return n;
}
