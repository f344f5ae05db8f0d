/* The rounds: their list, how far they are, their end. */
#include "config.h"

#include "model/review.h"

#include "base/i18n.h"
#include "model/rows.h"

void review_round_free(struct review_round *r)
{
	if (!r)
		return;
	g_free(r->programme);
	g_free(r->label);
	g_free(r->opened_by);
	g_free(r);
}

GPtrArray *review_programmes(const struct desk *desk)
{
	const GPtrArray *all = library_programmes(desk->lib);
	GPtrArray *list = g_ptr_array_new();
	for (guint i = 0; i < all->len; i++) {
		struct programme *p = g_ptr_array_index(all, i);
		if (programme_action(p, "recheck"))
			g_ptr_array_add(list, p);
	}
	return list;
}

/* $1 one round or 0, $2 today.  Open ones are few towards the end and all of them in the index. */
static const char round_sql[] =
	"SELECT r.id, r.programme, r.label, coalesce(o.name, ''), r.year, r.opened_on, r.closed_on,"
	" r.items, (SELECT count(*) FROM review_item i WHERE i.round = r.id AND i.state = 'done'),"
	" (SELECT count(*) FROM review_item i WHERE i.round = r.id AND i.state = 'open'),"
	" (SELECT count(*) FROM review_item i WHERE i.round = r.id AND i.state = 'open'"
	"  AND i.due < $2)"
	" FROM review_round r LEFT JOIN operator o ON o.id = r.opened_by"
	" WHERE $1 IN (0, r.id) ORDER BY r.opened_on DESC, r.id DESC";

static struct review_round *round_read(struct query *q)
{
	struct review_round *r = g_new0(struct review_round, 1);
	r->id = query_int(q, 0);
	r->programme = query_dup(q, 1);
	r->label = query_dup(q, 2);
	r->opened_by = query_dup(q, 3);
	r->year = (int)query_int(q, 4);
	r->opened_on = day_from_iso(query_text(q, 5));
	r->closed_on = query_is_null(q, 6) ? DAY_NONE : day_from_iso(query_text(q, 6));
	r->items = (int)query_int(q, 7);
	r->done = (int)query_int(q, 8);
	r->open = (int)query_int(q, 9);
	r->late = (int)query_int(q, 10);
	r->exempt = r->items - r->done - r->open;
	return r;
}

static GPtrArray *rounds_read(struct desk *desk, row_id id, GError **error)
{
	char today[DAY_LEN];
	g_autoptr(GPtrArray) list =
		g_ptr_array_new_with_free_func((GDestroyNotify)review_round_free);
	struct query *q = db_query(desk->db, round_sql, "it", id, day_to_iso(day_today(), today));
	while (query_next(q))
		g_ptr_array_add(list, round_read(q));
	return query_end(q, error) ? g_steal_pointer(&list) : NULL;
}

GPtrArray *review_rounds(struct desk *desk, GError **error)
{
	return rounds_read(desk, 0, error);
}

struct review_round *review_round_get(struct desk *desk, row_id id, GError **error)
{
	g_autoptr(GPtrArray) list = rounds_read(desk, id, error);
	if (list && list->len)
		return g_ptr_array_steal_index(list, 0);
	if (list)
		jz_fail(error, JZ_ERROR_BAD, _("there is no such review round"));
	return NULL;
}

static bool is_meant(const struct review_round *r, const char *programme, int year)
{
	return r->closed_on == DAY_NONE && (!year || r->year == year) &&
		(!programme || g_strcmp0(r->programme, programme) == 0);
}

struct review_round *review_round_find(
	struct desk *desk, const char *programme, int year, GError **error)
{
	int found = -1, n = 0;
	g_autoptr(GPtrArray) list = review_rounds(desk, error);
	for (guint i = 0; list && i < list->len; i++)
		if (is_meant(g_ptr_array_index(list, i), programme, year)) {
			found = (int)i;
			n++;
		}
	if (n == 1)
		return g_ptr_array_steal_index(list, (guint)found);
	if (list && n)
		jz_fail(error, JZ_ERROR_USAGE,
			_("%d review rounds are open; name one with --programme or --year"), n);
	else if (list)
		jz_fail(error, JZ_ERROR_BAD,
			_("no review round is open; jiuzhu review open begins one"));
	return NULL;
}

/* --- the end ---------------------------------------------------------------------------------- */

/* Cases that ended by another way than a step here: what an import says about them. */
static bool settle_ended(struct change *c, struct desk *desk, row_id round, GError **error)
{
	char today[DAY_LEN];
	g_autoptr(GArray) over = g_array_new(FALSE, FALSE, sizeof(row_id));
	struct query *q = db_query(desk->db,
		"SELECT i.id, k.programme, k.state FROM review_item i JOIN casefile k"
		" ON k.id = i.casefile WHERE i.round = $1 AND i.state = 'open'",
		"i", round);
	while (query_next(q)) {
		row_id id = query_int(q, 0);
		if (casefile_is_over(desk->lib, query_text(q, 1), query_text(q, 2)))
			g_array_append_val(over, id);
	}
	bool ok = query_end(q, error);
	for (guint i = 0; ok && i < over->len; i++) {
		struct record r = record_of("review_item");
		record_text(&r, "state", "exempt");
		record_text(&r, "reason", "ended");
		record_text(&r, "settled_on", day_to_iso(day_today(), today));
		record_int(&r, "operator", desk->who.id);
		ok = change_update(c, g_array_index(over, row_id, i), &r, NULL, error);
	}
	return ok;
}

static bool check_none_open(struct desk *desk, row_id round, GError **error)
{
	gint64 n = 0;
	return db_one_int(desk->db, &n, error,
		       "SELECT count(*) FROM review_item WHERE round = $1 AND state = 'open'", "i",
		       round) &&
		(!n ||
			jz_fail(error, JZ_ERROR_DENIED,
				_("%d households are still to be reviewed; the round ends when "
				  "each is reviewed or exempt with a reason"),
				(int)n));
}

bool review_close(struct desk *desk, row_id round, GError **error)
{
	char today[DAY_LEN];
	g_autoptr(review_round) r = review_round_get(desk, round, error);
	if (!r || !desk_needs(desk, ROLE_CLERK | ROLE_REVIEWER, error))
		return false;
	if (r->closed_on != DAY_NONE)
		return jz_fail(error, JZ_ERROR_DENIED, _("%s is closed already"), r->label);
	struct record row = record_of("review_round");
	record_text(&row, "closed_on", day_to_iso(day_today(), today));
	record_int(&row, "closed_by", desk->who.id);
	struct change *c = desk_change(desk, "review", error);
	bool ok = c && settle_ended(c, desk, round, error) && check_none_open(desk, round, error) &&
		change_update(c, round, &row, NULL, error) && change_commit(&c, error);
	change_cancel(&c);
	return ok;
}
