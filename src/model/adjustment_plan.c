/* Paying what was adjusted: a roster for each reason beside the month's own, and recoveries that
 * are subtracted from the month's own rows. */
#include "config.h"

#include "model/adjustment.h"

#include <string.h>
#include "base/i18n.h"
#include "model/payment_room.h"
#include "model/payment_rows.h"
#include "model/rows.h"

struct run {
	struct desk *desk;
	struct change *c;
	const struct programme *programme;
	const char *area, *kind;
	char month[MONTH_LEN];
	row_id batch; /* 0: none yet */
	int households, persons;
	fen amount;
};

/* --- recoveries ---------------------------------------------------------------------------- */

static bool drop_recoveries(struct change *c, struct query *q, GError **error)
{
	g_autoptr(GArray) ids = rows_ids(q, error);

	for (guint i = 0; ids && i < ids->len; i++)
		if (!change_delete(c, "recovery", g_array_index(ids, row_id, i), error))
			return false;
	return ids != NULL;
}

/* What an earlier plan of this draft subtracted is given back first. */
static bool undo_recoveries(struct run *run, GError **error)
{
	return drop_recoveries(run->c,
		db_query(run->desk->db,
			"SELECT r.id FROM recovery r JOIN payment p ON p.id = r.payment"
			" WHERE p.batch = $1",
			"i", run->batch),
		error);
}

bool adjustment_release(struct change *c, row_id payment, struct record *row, GError **error)
{
	gint64 own = 0, recovered = 0;

	if (!db_one_int(change_db(c), &recovered, error,
		    "SELECT recovered FROM payment WHERE id = $1", "i", payment))
		return false;
	if (!recovered)
		return true;
	if (!db_one_int(change_db(c), &own, error,
		    "SELECT base + supplement FROM payment WHERE id = $1", "i", payment))
		return false;
	record_int(row, "recovered", 0);
	record_int(row, "amount", own);
	return drop_recoveries(c,
		db_query(change_db(c), "SELECT id FROM recovery WHERE payment = $1", "i", payment),
		error);
}

struct claim {
	row_id adjustment, payment;
	fen left, instalment;
};

/* Oldest first; what comes back in cash has no instalment. */
static GArray *claims(struct run *run, GError **error)
{
	GArray *list = g_array_new(FALSE, FALSE, sizeof(struct claim));
	struct query *q = db_query(run->desk->db,
		"SELECT j.id, p.id, -j.amount - (SELECT coalesce(sum(r.amount), 0) FROM recovery r"
		"  WHERE r.adjustment = j.id), j.instalment"
		" FROM adjustment j JOIN payment p ON p.casefile = j.casefile AND p.batch = $1"
		" WHERE j.state = 'decided' AND j.amount < 0 AND j.instalment > 0"
		" AND p.state = 'planned' ORDER BY p.id, p.for_month, j.id",
		"i", run->batch);

	while (query_next(q)) {
		struct claim claim = {
			query_int(q, 0), query_int(q, 1), query_int(q, 2), query_int(q, 3)};

		g_array_append_val(list, claim);
	}
	if (query_end(q, error))
		return list;
	g_array_unref(list);
	return NULL;
}

/* Every row of the draft as it is without recoveries: payment -> what may be subtracted. */
static GHashTable *payable(struct run *run, GError **error)
{
	GHashTable *rows = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
	struct query *q = db_query(run->desk->db,
		"SELECT p.id, p.base + p.supplement FROM payment p WHERE p.batch = $1"
		" AND (p.recovered > 0 OR p.casefile IN (SELECT casefile FROM adjustment"
		"  WHERE state = 'decided' AND amount < 0))",
		"i", run->batch);

	while (query_next(q)) {
		gint64 id = query_int(q, 0), amount = query_int(q, 1);

		g_hash_table_insert(
			rows, g_memdup2(&id, sizeof id), g_memdup2(&amount, sizeof amount));
	}
	if (query_end(q, error))
		return rows;
	g_hash_table_unref(rows);
	return NULL;
}

/* left: of the whole recovery, which a quarter subtracts from three rows. */
static bool subtract(
	struct run *run, const struct claim *claim, fen *left, fen *payable, GError **error)
{
	struct record r = record_of("recovery");
	char today[DAY_LEN];
	fen part = MIN(MIN(claim->instalment, *left), *payable);

	if (part <= 0)
		return true;
	*payable -= part;
	*left -= part;
	record_int(&r, "adjustment", claim->adjustment);
	record_int(&r, "payment", claim->payment);
	record_int(&r, "amount", part);
	record_text(&r, "received_on", day_to_iso(day_today(), today));
	return change_insert(run->c, &r, NULL, error);
}

static bool write_row_recovery(struct run *run, row_id payment, fen left, GError **error)
{
	struct record r = record_of("payment");
	gint64 full = 0;

	if (!db_one_int(run->desk->db, &full, error,
		    "SELECT base + supplement FROM payment WHERE id = $1", "i", payment))
		return false;
	record_int(&r, "recovered", full - left);
	record_int(&r, "amount", left);
	return change_update(run->c, payment, &r, NULL, error);
}

static bool write_own_total(struct run *run, GError **error)
{
	struct record r = record_of("payment_batch");
	gint64 sum = 0;

	if (!db_one_int(run->desk->db, &sum, error,
		    "SELECT coalesce(sum(amount), 0) FROM payment WHERE batch = $1"
		    " AND state <> 'held'",
		    "i", run->batch))
		return false;
	record_int(&r, "amount", sum);
	return change_update(run->c, run->batch, &r, NULL, error);
}

static fen *left_of(GHashTable *all, const struct claim *claim)
{
	fen *left = g_hash_table_lookup(all, &claim->adjustment);

	if (!left) {
		left = g_memdup2(&claim->left, sizeof claim->left);
		g_hash_table_insert(
			all, g_memdup2(&claim->adjustment, sizeof claim->adjustment), left);
	}
	return left;
}

static bool subtract_all(struct run *run, const GArray *list, GHashTable *rows, GError **error)
{
	g_autoptr(GHashTable) lefts =
		g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
	GHashTableIter iter;
	gpointer id, left;

	for (guint i = 0; i < list->len; i++) {
		const struct claim *claim = &g_array_index(list, struct claim, i);
		fen *may = g_hash_table_lookup(rows, &claim->payment);

		if (may && !subtract(run, claim, left_of(lefts, claim), may, error))
			return false;
	}
	g_hash_table_iter_init(&iter, rows);
	while (g_hash_table_iter_next(&iter, &id, &left))
		if (!write_row_recovery(run, *(row_id *)id, *(fen *)left, error))
			return false;
	return write_own_total(run, error);
}

static bool plan_recoveries(struct run *run, GError **error)
{
	g_autoptr(GArray) list = NULL;
	g_autoptr(GHashTable) rows = NULL;

	db_one_int(run->desk->db, &run->batch, NULL,
		"SELECT id FROM payment_batch WHERE programme = $1 AND area = $2"
		" AND for_month = $3 AND no IS NULL AND state = 'draft'",
		"ttt", run->programme->key, run->area, run->month);
	if (!run->batch)
		return true;
	if (!undo_recoveries(run, error) || !(rows = payable(run, error)))
		return false;
	if (!g_hash_table_size(rows))
		return true;
	list = claims(run, error);
	return list && subtract_all(run, list, rows, error);
}

/* --- what is paid besides ------------------------------------------------------------------ */

struct waiting {
	row_id casefile, payment; /* payment: the row of the earlier plan, 0 none */
	bool held;                /* somebody died since then (K-31): it stays held */
	char *for_month, *holder, *bank, *account, *village, *address;
	int members;
	fen amount;
};

static void waiting_clear(gpointer data)
{
	struct waiting *w = data;

	g_free(w->for_month);
	g_free(w->holder);
	g_free(w->bank);
	g_free(w->account);
	g_free(w->village);
	g_free(w->address);
}

static GArray *read_waiting(struct run *run, GError **error)
{
	GArray *list = g_array_new(FALSE, TRUE, sizeof(struct waiting));
	char last[DAY_LEN];
	struct query *q = db_query(run->desk->db,
		"SELECT j.casefile, l.for_month, max(l.members), sum(l.amount),"
		" coalesce(i.name, c.holder), coalesce(i.bank, c.bank),"
		" coalesce(i.account, c.account), coalesce(d.name, h.village_name), h.address,"
		" (SELECT p.id FROM payment p WHERE p.batch = $5 AND p.casefile = j.casefile"
		"  AND p.for_month = l.for_month),"
		" coalesce(max(w.hold = 'dead'), 0)"
		" FROM adjustment j JOIN adjustment_line l ON l.adjustment = j.id"
		" JOIN casefile c ON c.id = j.casefile"
		" LEFT JOIN payment w ON w.id = l.payment"
		" LEFT JOIN placement s ON s.casefile = c.id AND s.from_date <= $4"
		"  AND (s.to_date IS NULL OR s.to_date >= $4)"
		" LEFT JOIN institution i ON i.id = s.institution AND i.account IS NOT NULL"
		" LEFT JOIN household h ON h.id = c.household"
		" LEFT JOIN division d ON d.code = h.village"
		" WHERE j.state = 'decided' AND j.kind = $3 AND l.amount > 0"
		" AND c.programme = $1 AND c.area = $2 AND (l.payment IS NULL OR w.batch = $5)"
		/* What speaks against the month's own row speaks against this as well. */
		" AND NOT EXISTS (SELECT 1 FROM payment o JOIN payment_batch b ON b.id = o.batch"
		"  WHERE o.casefile = j.casefile AND b.for_month = $6 AND o.state = 'held'"
		"  AND o.reason IS NULL AND b.no IS NULL)"
		" GROUP BY j.casefile, l.for_month ORDER BY j.casefile, l.for_month",
		"ttttit", run->programme->key, run->area, run->kind,
		day_to_iso(month_last(month_from_iso(run->month)), last), run->batch, run->month);

	g_array_set_clear_func(list, waiting_clear);
	while (query_next(q)) {
		struct waiting w = {query_int(q, 0), query_int(q, 9), query_int(q, 10) != 0,
			query_dup(q, 1), query_dup(q, 4), query_dup(q, 5), query_dup(q, 6),
			query_dup(q, 7), query_dup(q, 8), (int)query_int(q, 2), query_int(q, 3)};

		/* A case whose account is missing or wrong goes on waiting: the list of adjustments
		 * says so. */
		if (w.account && payment_account_sound(w.account))
			g_array_append_val(list, w);
		else
			waiting_clear(&w);
	}
	if (query_end(q, error))
		return list;
	g_array_unref(list);
	return NULL;
}

static bool snapshot_of(struct run *run, const struct waiting *w, GString *out, GError **error)
{
	char first[DAY_LEN];
	struct query *q = db_query(run->desk->db,
		"SELECT CASE WHEN c.person IS NULL THEN m.relation ELSE '01' END, o.name, o.id_no,"
		" m.counted = 1 OR m.person = c.person FROM casefile c"
		" JOIN member m ON m.household = c.household AND m.from_date <= $3"
		" AND (m.to_date IS NULL OR m.to_date >= $2)"
		" AND (c.person IS NULL OR m.person = c.person)"
		" JOIN person o ON o.id = m.person WHERE c.id = $1"
		" ORDER BY m.relation <> '01', m.seq, m.id",
		"itt", w->casefile, day_to_iso(month_first(month_from_iso(w->for_month)), first),
		/* A roster may have taken the household in after the month. */
		"9999-12-31");

	snapshot_begin(out, w->village, w->address);
	while (query_next(q))
		snapshot_member(out, query_text(q, 0), query_text(q, 1), query_text(q, 2),
			query_int(q, 3) != 0);
	return query_end(q, error);
}

static bool link_lines(struct run *run, const struct waiting *w, row_id payment, GError **error)
{
	g_autoptr(GArray) ids = rows_ids(
		db_query(run->desk->db,
			"SELECT l.id FROM adjustment j JOIN adjustment_line l"
			" ON l.adjustment = j.id WHERE j.casefile = $1 AND j.state = 'decided'"
			" AND j.kind = $2 AND l.for_month = $3 AND l.payment IS NULL"
			" AND l.amount > 0",
			"itt", w->casefile, run->kind, w->for_month),
		error);
	struct record r = record_of("adjustment_line");

	record_int(&r, "payment", payment);
	for (guint i = 0; ids && i < ids->len; i++)
		if (!change_update(run->c, g_array_index(ids, row_id, i), &r, NULL, error))
			return false;
	return ids != NULL;
}

static bool write_row(struct run *run, const struct waiting *w, GString *text, GError **error)
{
	struct record r = record_of("payment");
	row_id id = w->payment;
	g_autofree char *parts =
		g_strdup_printf("[{\"kind\":\"%s\",\"amount\":%" G_GINT64_FORMAT "}]",
			g_str_equal(run->kind, "price") ? "price" : "base", w->amount);

	if (!snapshot_of(run, w, text, error))
		return false;
	record_int(&r, "batch", run->batch);
	record_int(&r, "casefile", w->casefile);
	record_text(&r, "for_month", w->for_month);
	record_int(&r, "members", w->members);
	record_int(&r, "base", w->amount);
	record_int(&r, "amount", w->amount);
	record_text(&r, "holder", w->holder);
	record_text(&r, "bank", w->bank);
	record_text(&r, "account", w->account);
	record_text(&r, "snapshot", text->str);
	record_text(&r, "parts", parts);
	record_text(&r, "reason", run->kind);
	if (!w->held) {
		record_text(&r, "state", "planned");
		record_null(&r, "hold");
		record_null(&r, "hold_reason");
	}
	if (!(id ? change_update(run->c, id, &r, NULL, error)
		 : change_insert(run->c, &r, &id, error)))
		return false;
	if (!w->held) {
		run->households++;
		run->persons += w->members;
		run->amount += w->amount;
	}
	return link_lines(run, w, id, error);
}

/* Rows of the earlier plan that nothing is due for any more; their lines wait again. */
static bool drop_rest(struct run *run, const GArray *list, GError **error)
{
	g_autoptr(GHashTable) stays = g_hash_table_new(g_int64_hash, g_int64_equal);
	g_autoptr(GArray) ids = rows_ids(
		db_query(run->desk->db, "SELECT id FROM payment WHERE batch = $1", "i", run->batch),
		error);
	struct record free_line = record_of("adjustment_line");

	record_null(&free_line, "payment");
	for (guint i = 0; i < list->len; i++)
		g_hash_table_add(stays, &g_array_index(list, struct waiting, i).payment);
	for (guint i = 0; ids && i < ids->len; i++) {
		row_id id = g_array_index(ids, row_id, i);
		g_autoptr(GArray) lines = NULL;

		if (g_hash_table_contains(stays, &id))
			continue;
		lines = rows_ids(
			db_query(run->desk->db, "SELECT id FROM adjustment_line WHERE payment = $1",
				"i", id),
			error);
		for (guint k = 0; lines && k < lines->len; k++)
			if (!change_update(run->c, g_array_index(lines, row_id, k), &free_line,
				    NULL, error))
				return false;
		if (!lines || !finding_forget(run->c, id, error) ||
			!change_delete(run->c, "payment", id, error))
			return false;
	}
	return ids != NULL;
}

static bool find_batch(struct run *run, gint64 *no, GError **error)
{
	struct query *q = db_query(run->desk->db,
		"SELECT max(coalesce(no, 1)), max(CASE WHEN state IN ('draft', 'checked')"
		" AND reason = $4 THEN id END) FROM payment_batch"
		" WHERE programme = $1 AND area = $2 AND for_month = $3",
		"tttt", run->programme->key, run->area, run->month, run->kind);

	run->batch = 0;
	*no = 2;
	if (query_next(q)) {
		*no = MAX(query_int(q, 0), 1) + 1;
		run->batch = query_int(q, 1);
	}
	return query_end(q, error);
}

static bool open_batch(struct run *run, gint64 no, GError **error)
{
	struct record r = record_of("payment_batch");
	char today[DAY_LEN];

	if (run->batch)
		return true;
	record_text(&r, "programme", run->programme->key);
	record_text(&r, "area", run->area);
	record_text(&r, "for_month", run->month);
	record_int(&r, "no", no);
	record_text(&r, "reason", run->kind);
	record_text(&r, "state", "draft");
	record_int(&r, "planned_by", run->desk->who.id);
	record_text(&r, "planned_on", day_to_iso(day_today(), today));
	return change_insert(run->c, &r, &run->batch, error);
}

static bool close_batch(struct run *run, bool empty, GError **error)
{
	struct record r = record_of("payment_batch");

	if (empty)
		return change_delete(run->c, "payment_batch", run->batch, error);
	record_text(&r, "state", "draft");
	record_null(&r, "checked_by");
	record_null(&r, "checked_on");
	record_int(&r, "planned_by", run->desk->who.id);
	record_int(&r, "households", run->households);
	record_int(&r, "persons", run->persons);
	record_int(&r, "amount", run->amount);
	return change_update(run->c, run->batch, &r, NULL, error) &&
		finding_refresh(run->desk, run->c, run->batch, error);
}

static bool plan_kind(struct run *run, int *n, GError **error)
{
	gint64 no;
	g_autoptr(GArray) list = NULL;
	g_autoptr(GString) text = g_string_new(NULL);

	if (!find_batch(run, &no, error) || !(list = read_waiting(run, error)))
		return false;
	if (!list->len && !run->batch)
		return true;
	if ((run->batch && !drop_rest(run, list, error)) || !open_batch(run, no, error))
		return false;
	run->households = run->persons = 0;
	run->amount = 0;
	for (guint i = 0; i < list->len; i++)
		if (!write_row(run, &g_array_index(list, struct waiting, i), text, error))
			return false;
	*n += list->len > 0;
	return close_batch(run, !list->len, error);
}

bool adjustment_plan(struct desk *desk, struct change *c, const struct programme *programme,
	month m, int *n, GError **error)
{
	static const char *const kinds[] = {"raise", "mended", "price"};

	for (char **area = programme->areas; area && *area; area++) {
		struct run run = {desk, c, programme, *area, NULL, "", 0, 0, 0, 0};
		month first = m;

		payment_cycle(desk, programme, *area, &first);
		month_to_iso(first, run.month);
		if (!plan_recoveries(&run, error))
			return false;
		for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
			run.kind = kinds[i];
			if (!plan_kind(&run, n, error))
				return false;
		}
	}
	return true;
}
