#include "config.h"

#include "model/payment.h"

#include <string.h>
#include "base/i18n.h"
#include "model/operator.h"
#include "model/payment_rows.h"

/* --- batches ------------------------------------------------------------------------------- */

void payment_batch_free(struct payment_batch *b)
{
	if (!b)
		return;
	g_free(b->programme);
	g_free(b->area);
	g_free(b->for_month);
	g_free(b->state);
	g_free(b->planned_by);
	g_free(b->approved_by);
	g_free(b->reason);
	g_free(b);
}

GPtrArray *payment_batches(struct desk *desk, GError **error)
{
	GPtrArray *list = g_ptr_array_new_with_free_func((GDestroyNotify)payment_batch_free);
	struct query *q = db_query(desk->db,
		"SELECT b.id, b.programme, b.area, b.for_month, b.state, x.name, y.name,"
		" b.households, b.persons, b.amount,"
		" (SELECT COUNT(*) FROM payment p WHERE p.batch = b.id AND p.state = 'held'),"
		" coalesce(b.no, 0), b.reason FROM payment_batch b LEFT JOIN operator x ON x.id = "
		"b.planned_by"
		" LEFT JOIN operator y ON y.id = b.approved_by"
		" ORDER BY b.for_month DESC, b.programme, b.area, b.no",
		"");

	while (query_next(q)) {
		struct payment_batch *b = g_new0(struct payment_batch, 1);

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
		b->held = (int)query_int(q, 10);
		b->no = (int)query_int(q, 11);
		b->reason = query_dup(q, 12);
		g_ptr_array_add(list, b);
	}
	if (query_end(q, error))
		return list;
	g_ptr_array_unref(list);
	return NULL;
}

/* --- approving ----------------------------------------------------------------------------- */

struct head {
	row_id planned_by;
	char *programme, *for_month, *state;
	int households;
};

static void head_clear(struct head *h)
{
	g_free(h->programme);
	g_free(h->for_month);
	g_free(h->state);
}

static bool read_head(struct desk *desk, row_id batch, struct head *h, GError **error)
{
	struct query *q = db_query(desk->db,
		"SELECT planned_by, programme, for_month, state, households"
		" FROM payment_batch WHERE id = $1",
		"i", batch);

	if (query_next(q))
		*h = (struct head){
			.planned_by = query_int(q, 0),
			.programme = query_dup(q, 1),
			.for_month = query_dup(q, 2),
			.state = query_dup(q, 3),
			.households = (int)query_int(q, 4),
		};
	if (!query_end(q, error))
		return false;
	return h->state ||
		jz_fail(error, JZ_ERROR_BAD,
			_("there is no such payment roster; plan the month first"));
}

static bool may_approve(struct desk *desk, const struct head *h, GError **error)
{
	if (!(desk->who.roles & ROLE_PAYER))
		return jz_fail(error, JZ_ERROR_DENIED,
			_("only a payer approves the month's payments; let a payer sign in"));
	if (strcmp(h->state, "draft") != 0 && strcmp(h->state, "checked") != 0)
		return jz_fail(error, JZ_ERROR_DENIED, _("the roster of %s is approved already"),
			h->for_month);
	if (!h->households)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("the roster of %s pays nobody; look at the rows that are held"),
			h->for_month);
	if (operator_same_person(desk, desk->who.id, h->planned_by))
		return jz_fail(error, JZ_ERROR_DENIED,
			_("you planned the roster of %s yourself; another payer must approve it "
			  "(F23)"),
			h->for_month);
	return true;
}

/* The programme file says which steps need different people: those that name another with
 * `differ`, and those that are named. */
static bool action_separates(const struct programme *p, const char *key)
{
	for (guint i = 0; i < p->actions->len; i++) {
		const struct action_def *a = g_ptr_array_index(p->actions, i);
		bool differs = a->differ && a->differ[0];

		if (differs && strcmp(a->key, key) == 0)
			return true;
		if (differs && g_strv_contains((const char *const *)a->differ, key))
			return true;
	}
	return false;
}

static bool refuse_doer(const char *what, const char *file_no, GError **error)
{
	return jz_fail(error, JZ_ERROR_DENIED,
		_("you took part in case %s (%s), which this roster pays; another payer must "
		  "approve it (F23)"),
		file_no, what);
}

static bool no_step_of_mine(struct desk *desk, const struct head *h, row_id batch, GError **error)
{
	const struct programme *p = library_programme(desk->lib, h->programme);
	struct query *q = db_query(desk->db,
		"SELECT s.operator, s.action, MIN(c.file_no) FROM payment p"
		" JOIN casefile c ON c.id = p.casefile JOIN step s ON s.casefile = c.id"
		" WHERE p.batch = $1 AND p.state <> 'held' AND s.undone = 0"
		" AND s.operator IS NOT NULL GROUP BY s.operator, s.action ORDER BY 3",
		"i", batch);
	g_autofree char *what = NULL, *file_no = NULL;

	while (!file_no && query_next(q)) {
		const struct action_def *a = p ? programme_action(p, query_text(q, 1)) : NULL;

		if ((a && !action_separates(p, a->key)) ||
			!operator_same_person(desk, desk->who.id, query_int(q, 0)))
			continue;
		what = g_strdup(a ? a->label : query_text(q, 1));
		file_no = query_dup(q, 2);
	}
	if (!query_end(q, error))
		return false;
	return !file_no || refuse_doer(what, file_no, error);
}

static bool no_survey_of_mine(struct desk *desk, row_id batch, GError **error)
{
	struct query *q = db_query(desk->db,
		"SELECT o.id, MIN(c.file_no) FROM payment p JOIN casefile c ON c.id = p.casefile"
		" JOIN survey s ON s.casefile = c.id"
		" JOIN operator o ON o.id = s.surveyor1 OR o.id = s.surveyor2"
		" WHERE p.batch = $1 AND p.state <> 'held' GROUP BY o.id ORDER BY 2",
		"i", batch);
	g_autofree char *file_no = NULL;

	while (!file_no && query_next(q))
		if (operator_same_person(desk, desk->who.id, query_int(q, 0)))
			file_no = query_dup(q, 1);
	if (!query_end(q, error))
		return false;
	return !file_no || refuse_doer(_("survey"), file_no, error);
}

/* Somebody may have died since the plan was made (K-31). */
static bool nobody_dead(struct desk *desk, const struct head *h, row_id batch, GError **error)
{
	month m = month_from_iso(h->for_month);
	char first[DAY_LEN], last[DAY_LEN];
	struct query *q = db_query(desk->db,
		"SELECT c.file_no, o.name FROM payment p JOIN casefile c ON c.id = p.casefile"
		" JOIN member m ON m.household = c.household"
		" AND CASE WHEN c.person IS NULL THEN m.counted = 1 ELSE m.person = c.person END"
		" AND m.from_date <= $3 AND (m.to_date IS NULL OR m.to_date >= $2)"
		" JOIN person o ON o.id = m.person"
		/* What is paid besides was reckoned without the dead. */
		" WHERE p.batch = $1 AND p.state <> 'held' AND p.reason IS NULL"
		" AND o.death_date < $2",
		"itt", batch, day_to_iso(month_first(m), first), day_to_iso(month_last(m), last));
	g_autofree char *file_no = NULL, *name = NULL;

	if (query_next(q)) {
		file_no = query_dup(q, 0);
		name = query_dup(q, 1);
	}
	if (!query_end(q, error))
		return false;
	return !file_no ||
		jz_fail(error, JZ_ERROR_DENIED,
			_("%s of case %s has died since the roster was planned; plan it again "
			  "(K-31)"),
			name, file_no);
}

static bool approve(
	struct desk *desk, struct change *c, const struct head *h, row_id batch, GError **error)
{
	struct record r = record_of("payment_batch");
	char today[DAY_LEN];

	if (!may_approve(desk, h, error) || !no_step_of_mine(desk, h, batch, error) ||
		!no_survey_of_mine(desk, batch, error) || !nobody_dead(desk, h, batch, error))
		return false;
	record_text(&r, "state", "approved");
	record_int(&r, "approved_by", desk->who.id);
	record_text(&r, "approved_on", day_to_iso(day_today(), today));
	return change_update(c, batch, &r, NULL, error);
}

bool payment_approve(struct desk *desk, row_id batch, GError **error)
{
	struct change *c = desk_change(desk, "approve payments", error);
	struct head h = {0};
	bool ok = c && read_head(desk, batch, &h, error) && approve(desk, c, &h, batch, error) &&
		change_commit(&c, error);

	change_cancel(&c);
	head_clear(&h);
	return ok;
}

/* --- rows ---------------------------------------------------------------------------------- */

#define ROW_COLUMNS                                                                                \
	"SELECT p.id, p.casefile, c.file_no, p.holder, p.bank, p.account, p.state,"                \
	" p.hold_reason, p.members, p.base, p.supplement, p.amount, p.snapshot, p.for_month"       \
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
		.sort = query_text(q, 2),
	};
}

/* Rows stand in the order of their cases, which an index of the table has. */
static struct query *page_query(
	struct desk *desk, row_id batch, row_id anchor, bool from, bool before, int n)
{
	if (!from)
		return before ? db_query(desk->db,
					ROW_COLUMNS " WHERE p.batch = $1"
						    " ORDER BY p.casefile DESC,"
						    " p.for_month DESC LIMIT $2",
					"ii", batch, (gint64)n)
			      : db_query(desk->db,
					ROW_COLUMNS " WHERE p.batch = $1"
						    " ORDER BY p.casefile, p.for_month LIMIT $2",
					"ii", batch, (gint64)n);
	return before ? db_query(desk->db,
				ROW_COLUMNS " WHERE p.batch = $1 AND (p.casefile, p.for_month) <"
					    " (SELECT casefile, for_month FROM payment"
					    " WHERE id = $2) ORDER BY p.casefile DESC,"
					    " p.for_month DESC LIMIT $3",
				"iii", batch, anchor, (gint64)n)
		      : db_query(desk->db,
				ROW_COLUMNS " WHERE p.batch = $1 AND (p.casefile, p.for_month) >"
					    " (SELECT casefile, for_month FROM payment"
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
