#include "config.h"

#include "model/payment.h"

#include <string.h>
#include "base/i18n.h"
#include "model/payment_rows.h"

/* --- batches ------------------------------------------------------------------------------- */

void payment_batch_free(struct payment_batch *b)
{
	if (!b)
		return;
	char *const texts[] = {b->programme, b->area, b->for_month, b->state, b->planned_by,
		b->approved_by, b->checked_by, b->layout, b->file, b->sent_on, b->paid_on,
		b->late_reason, b->reason};

	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
		g_free(texts[i]);
	g_free(b);
}

#define COUNT_ROWS(state)                                                                          \
	" (SELECT count(*) FROM payment p WHERE p.batch = b.id AND p.state = '" state "'),"
#define BATCH_COLUMNS                                                                              \
	"SELECT b.id, b.programme, b.area, b.for_month, b.state, x.name, y.name,"                  \
	" b.households, b.persons, b.amount, coalesce(b.no, 0), z.name, b.layout, b.file,"         \
	" b.sent_on, b.paid_on, b.late_reason, b.reason," COUNT_ROWS("held") COUNT_ROWS("paid")    \
		COUNT_ROWS("failed") " (SELECT count(*) FROM payment_finding f WHERE f.batch = "   \
				     "b.id),"                                                      \
				     " (SELECT count(*) FROM payment_finding f WHERE f.batch = "   \
				     "b.id AND "                                                   \
				     "f.reason IS NULL)"                                           \
				     " FROM payment_batch b LEFT JOIN operator x ON x.id = "       \
				     "b.planned_by"                                                \
				     " LEFT JOIN operator y ON y.id = b.approved_by"               \
				     " LEFT JOIN operator z ON z.id = b.checked_by"

static struct payment_batch *read_batch(struct query *q)
{
	struct payment_batch *b = g_new0(struct payment_batch, 1);
	int *const counts[] = {&b->held, &b->paid, &b->failed, &b->findings, &b->open};

	b->id = query_int(q, 0);
	b->programme = g_strdup(query_text(q, 1));
	b->area = g_strdup(query_text(q, 2));
	b->for_month = g_strdup(query_text(q, 3));
	b->state = g_strdup(query_text(q, 4));
	b->planned_by = g_strdup(query_text(q, 5));
	b->approved_by = g_strdup(query_text(q, 6));
	b->households = (int)query_int(q, 7);
	b->persons = (int)query_int(q, 8);
	b->amount = query_int(q, 9);
	b->no = (int)query_int(q, 10);
	b->checked_by = query_dup(q, 11);
	b->layout = query_dup(q, 12);
	b->file = query_dup(q, 13);
	b->sent_on = query_dup(q, 14);
	b->paid_on = query_dup(q, 15);
	b->late_reason = query_dup(q, 16);
	b->reason = query_dup(q, 17);
	for (size_t i = 0; i < G_N_ELEMENTS(counts); i++)
		*counts[i] = (int)query_int(q, 18 + (int)i);
	return b;
}

GPtrArray *payment_batches(struct desk *desk, GError **error)
{
	GPtrArray *list = g_ptr_array_new_with_free_func((GDestroyNotify)payment_batch_free);
	struct query *q = db_query(desk->db,
		BATCH_COLUMNS " ORDER BY b.for_month DESC, b.programme, b.area, b.no", "");

	while (query_next(q))
		g_ptr_array_add(list, read_batch(q));
	if (query_end(q, error))
		return list;
	g_ptr_array_unref(list);
	return NULL;
}

struct payment_batch *payment_batch_get(struct desk *desk, row_id id, GError **error)
{
	struct query *q = db_query(desk->db, BATCH_COLUMNS " WHERE b.id = $1", "i", id);
	g_autoptr(payment_batch) b = query_next(q) ? read_batch(q) : NULL;

	if (!query_end(q, error))
		return NULL;
	if (!b)
		jz_fail(error, JZ_ERROR_BAD,
			_("there is no such payment roster; plan the month first"));
	return g_steal_pointer(&b);
}

/* --- rows ---------------------------------------------------------------------------------- */

#define ROW_COLUMNS                                                                                \
	"SELECT p.id, p.casefile, c.file_no, p.holder, p.bank, p.account, p.state,"                \
	" p.hold_reason, p.members, p.base, p.supplement, p.amount, p.snapshot, p.for_month,"      \
	" p.answer"                                                                                \
	" FROM payment p JOIN casefile c ON c.id = p.casefile"

static void read_row(struct query *q, struct snapshot_head *head, struct payment_row *row)
{
	snapshot_read(query_text(q, 12), head);
	*row = (struct payment_row){
		.id = query_int(q, 0),
		.casefile = query_int(q, 1),
		.file_no = query_text(q, 2),
		.head = head->name,
		.id_no = head->id_no,
		.village = head->village,
		.holder = query_text(q, 3),
		.bank = query_text(q, 4),
		.account = query_text(q, 5),
		.state = query_text(q, 6),
		.hold_reason = query_text(q, 7),
		.members = (int)query_int(q, 8),
		.base = query_int(q, 9),
		.supplement = query_int(q, 10),
		.amount = query_int(q, 11),
		.for_month = query_text(q, 13),
		.answer = query_text(q, 14),
		.sort = query_text(q, 2),
	};
}

/* Rows stand in the order of their cases, which an index of the table has. */
static struct query *page_query(
	struct desk *desk, row_id batch, row_id anchor, bool from, bool before, int n)
{
	if (!from)
		return before ? db_query(desk->db,
					ROW_COLUMNS
					" WHERE p.batch = $1"
					" ORDER BY p.casefile DESC, p.for_month DESC LIMIT $2",
					"ii", batch, (gint64)n)
			      : db_query(desk->db,
					ROW_COLUMNS " WHERE p.batch = $1"
						    " ORDER BY p.casefile, p.for_month LIMIT $2",
					"ii", batch, (gint64)n);
	return before ? db_query(desk->db,
				ROW_COLUMNS " WHERE p.batch = $1 AND (p.casefile, p.for_month)"
					    " < (SELECT casefile, for_month FROM payment"
					    " WHERE id = $2)"
					    " ORDER BY p.casefile DESC, p.for_month DESC LIMIT $3",
				"iii", batch, anchor, (gint64)n)
		      : db_query(desk->db,
				ROW_COLUMNS " WHERE p.batch = $1 AND (p.casefile, p.for_month)"
					    " > (SELECT casefile, for_month FROM payment"
					    " WHERE id = $2)"
					    " ORDER BY p.casefile, p.for_month LIMIT $3",
				"iii", batch, anchor, (gint64)n);
}

bool payment_page(struct desk *desk, row_id batch, const char *sort, row_id anchor, bool before,
	int n, bool (*see)(const struct payment_row *row, void *ctx), void *ctx, GError **error)
{
	struct query *q = page_query(desk, batch, anchor, sort != NULL, before, n);
	bool more = true;

	while (more && query_next(q)) {
		struct snapshot_head head;
		struct payment_row row;

		read_row(q, &head, &row);
		more = see(&row, ctx);
		snapshot_head_clear(&head);
	}
	return query_end(q, error);
}

bool payment_of_case(struct desk *desk, row_id casefile,
	bool (*see)(const char *month, const struct payment_row *row, void *ctx), void *ctx,
	GError **error)
{
	struct query *q = db_query(desk->db,
		ROW_COLUMNS " WHERE p.casefile = $1 ORDER BY p.for_month, p.id", "i", casefile);
	bool more = true;

	while (more && query_next(q)) {
		struct snapshot_head head;
		struct payment_row row;

		read_row(q, &head, &row);
		more = see(query_text(q, 13), &row, ctx);
		snapshot_head_clear(&head);
	}
	return query_end(q, error);
}

/* --- the invariant ------------------------------------------------------------------------- */

/* Did this change write payments?  A plan writes them last, so in a change of many rows the last
 * ones tell. */
#define ENTRIES_LOOKED_AT 500

static bool writes_payments(struct change *c, bool *does, GError **error)
{
	struct query *q = db_query(change_db(c),
		"SELECT change_id, tbl FROM journal ORDER BY seq DESC LIMIT $1", "i",
		(gint64)ENTRIES_LOOKED_AT);
	gint64 change = 0;

	*does = false;
	while (!*does && query_next(q)) {
		if (change && query_int(q, 0) != change)
			break;
		change = query_int(q, 0);
		*does = g_str_has_prefix(query_text(q, 1), "payment");
	}
	return query_end(q, error);
}

bool payment_guard(struct change *c, GError **error)
{
	g_autofree char *for_month = NULL;
	bool does;

	if (!writes_payments(c, &does, error))
		return false;
	if (!does)
		return true;
	struct query *q = db_query(change_db(c),
		"SELECT b.for_month FROM payment_batch b"
		" LEFT JOIN payment p ON p.batch = b.id AND p.state <> 'held'"
		" WHERE b.state <> 'closed'"
		" GROUP BY b.id, b.for_month, b.households, b.persons, b.amount"
		" HAVING b.households <> COUNT(p.id) OR b.persons <> COALESCE(SUM(p.members), 0)"
		" OR b.amount <> COALESCE(SUM(p.amount), 0)"
		" OR b.amount <> COALESCE(SUM(p.base + p.supplement - p.recovered), 0)",
		"");
	if (query_next(q))
		for_month = query_dup(q, 0);
	if (!query_end(q, error))
		return false;
	return !for_month ||
		jz_fail(error, JZ_ERROR_BAD,
			_("the totals of the roster of %s would not be the sums of its "
			  "rows, so nothing was saved; plan it again"),
			for_month);
}
