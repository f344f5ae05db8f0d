/* The items of a round by pages of a keyset, and their sums. */
#include "config.h"

#include "model/review_list.h"

#include "model/look.h"
#include "model/search.h"

/* What is in force now: an award that was adjusted runs from the month after. */
#define AWARD(what)                                                                                \
	"(SELECT " what " FROM award a WHERE a.casefile = c.id AND a.to_month IS NULL"             \
	" ORDER BY a.from_month DESC, a.id DESC LIMIT 1)"

static const char columns[] =
	"SELECT i.id, i.casefile, c.household, c.person, i.seq, i.no, c.file_no, c.programme,"
	" c.state, i.head, i.village, i.village_name, h.address, h.phone, i.class, i.due, i.state,"
	" i.visited_on, coalesce(x.name, ''), coalesce(y.name, ''), i.outcome, i.changed, i.reason,"
	" i.note, i.settled_on, coalesce(i.was_members, -1), coalesce(i.was_income, -1),"
	" coalesce(i.was_amount, -1),"
	" CASE WHEN c.person IS NULL THEN (SELECT count(*) FROM member n"
	"  WHERE n.household = c.household AND n.counted = 1 AND n.to_date IS NULL) ELSE 1 END,"
	" coalesce(" AWARD(
		"a.year_income") ", c.roster_income, -1),"
				 " coalesce(" AWARD(
					 "a.base + a.supplement") ", -1)"
								  " FROM review_item i JOIN "
								  "casefile c ON c.id = i.casefile"
								  " LEFT JOIN household h ON h.id "
								  "= c.household"
								  " LEFT JOIN operator x ON x.id = "
								  "i.visitor1 LEFT JOIN operator y "
								  "ON y.id = i.visitor2";

static void row_read(const struct desk *desk, struct query *q, struct review_row *row)
{
	*row = (struct review_row){
		.id = query_int(q, 0),
		.casefile = query_int(q, 1),
		.household = query_int(q, 2),
		.person = query_int(q, 3),
		.seq = (int)query_int(q, 4),
		.no = (int)query_int(q, 5),
		.file_no = query_text(q, 6),
		.programme = query_text(q, 7),
		.case_state = query_text(q, 8),
		.head = query_text(q, 9),
		.village = query_text(q, 10),
		.village_name = query_text(q, 11),
		.address = query_text(q, 12),
		.phone = query_text(q, 13),
		.class = query_text(q, 14),
		.due = query_text(q, 15),
		.state = query_text(q, 16),
		.visited_on = query_text(q, 17),
		.visitor1 = query_text(q, 18),
		.visitor2 = query_text(q, 19),
		.outcome = query_text(q, 20),
		.changed = query_text(q, 21),
		.reason = query_text(q, 22),
		.note = query_text(q, 23),
		.settled_on = query_text(q, 24),
		.was_members = query_int(q, 25),
		.was_income = query_int(q, 26),
		.was_amount = query_int(q, 27),
		.members = query_int(q, 28),
		.income = query_int(q, 29),
		.amount = query_int(q, 30),
	};
	row->restricted = look_is_restricted(desk, row->programme);
}

/* Parameters: $1 round, $2 village, $3 class, $4 visitor; each is named wherever it is bound. */
static void append_filter(GString *sql, const struct review_filter *f)
{
	g_string_append(sql, " WHERE i.round = $1");
	g_string_append(sql, f->village ? " AND i.village = $2" : " AND $2 IS NULL");
	g_string_append(sql, f->class ? " AND i.class = $3" : " AND $3 IS NULL");
	g_string_append(sql, f->visitor ? " AND $4 IN (i.visitor1, i.visitor2)" : " AND $4 = 0");
	if (f->open)
		g_string_append(sql, " AND i.state = 'open'");
}

bool review_page(struct desk *desk, const struct review_filter *filter, int seq, bool before, int n,
	bool (*see)(const struct review_row *row, void *ctx), void *ctx, GError **error)
{
	bool more = true;
	GString *sql = g_string_new(columns);
	append_filter(sql, filter);
	g_string_append(sql,
		!before       ? " AND i.seq > $5 ORDER BY i.seq"
			: seq ? " AND i.seq < $5 ORDER BY i.seq DESC"
			      : " AND i.seq > $5 ORDER BY i.seq DESC");
	g_string_append(sql, " LIMIT $6");
	struct query *q = db_query(desk->db, search_intern(sql), "ittiii", filter->round,
		filter->village, filter->class, filter->visitor, (gint64)seq, (gint64)n);
	while (more && query_next(q)) {
		struct review_row row;
		row_read(desk, q, &row);
		more = see(&row, ctx);
	}
	return query_end(q, error);
}

bool review_one(struct desk *desk, row_id item,
	bool (*see)(const struct review_row *row, void *ctx), void *ctx, GError **error)
{
	GString *sql = g_string_new(columns);
	g_string_append(sql, " WHERE i.id = $1");
	struct query *q = db_query(desk->db, search_intern(sql), "i", item);
	if (query_next(q)) {
		struct review_row row;
		row_read(desk, q, &row);
		see(&row, ctx);
	}
	return query_end(q, error);
}

gint64 review_count(struct desk *desk, const struct review_filter *filter)
{
	gint64 n = 0;
	GString *sql = g_string_new("SELECT count(*) FROM review_item i");
	append_filter(sql, filter);
	db_one_int(desk->db, &n, NULL, search_intern(sql), "itti", filter->round, filter->village,
		filter->class, filter->visitor);
	return n;
}

/* --- sums ------------------------------------------------------------------------------------- */

void review_sum_free(struct review_sum *s)
{
	if (!s)
		return;
	g_free(s->key);
	g_free(s->label);
	g_free(s);
}

#define COUNTS                                                                                     \
	" count(*), sum(state = 'done'), sum(state = 'exempt'), sum(state = 'open'),"              \
	" sum(state = 'open' AND due < $2) FROM review_item WHERE round = $1"

static const char *const sum_sql[] = {
	[REVIEW_BY_VILLAGE] =
		"SELECT village, max(village_name)," COUNTS " GROUP BY village ORDER BY village",
	[REVIEW_BY_CLASS] = "SELECT class, class," COUNTS " GROUP BY class ORDER BY class",
	[REVIEW_BY_VISITOR] =
		"SELECT o.id, o.name, 0, count(*), 0, 0, 0 FROM operator o JOIN review_item i"
		" ON i.round = $1 AND i.state = 'done' AND o.id IN (i.visitor1, i.visitor2)"
		" WHERE $2 <> '' GROUP BY o.id ORDER BY count(*) DESC, o.name",
};

GPtrArray *review_sums(struct desk *desk, row_id round, enum review_part part, GError **error)
{
	char today[DAY_LEN];
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)review_sum_free);
	struct query *q =
		db_query(desk->db, sum_sql[part], "it", round, day_to_iso(day_today(), today));
	while (query_next(q)) {
		struct review_sum *s = g_new0(struct review_sum, 1);
		s->key = g_strdup(query_text(q, 0));
		s->label = g_strdup(query_text(q, 1));
		s->items = (int)query_int(q, 2);
		s->done = (int)query_int(q, 3);
		s->exempt = (int)query_int(q, 4);
		s->open = (int)query_int(q, 5);
		s->late = (int)query_int(q, 6);
		g_ptr_array_add(list, s);
	}
	return query_end(q, error) ? g_steal_pointer(&list) : NULL;
}
