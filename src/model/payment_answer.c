/* The bank's answer beside the rows of a batch. */
#include "config.h"

#include "model/payment_answer.h"

#include <string.h>
#include "base/i18n.h"
#include "base/text.h"
#include "model/payment_room.h"

struct row {
	row_id id, casefile;
	char *name, *state;
	fen amount, answered;
	bool again; /* it failed, and is paid again already */
	bool taken; /* a line of this answer is about it */
};

struct payment_answers {
	struct desk *desk;
	struct change *c;
	row_id batch;
	char paid_on[DAY_LEN];
	char *before;           /* paid_on of an earlier answer */
	GArray *rows;           /* struct row */
	GHashTable *by_account; /* account -> GArray of guint, places in rows */
	struct payment_answer_counts counts;
};

static void row_clear(gpointer data)
{
	struct row *row = data;

	g_free(row->name);
	g_free(row->state);
}

void payment_answers_cancel(struct payment_answers **all)
{
	struct payment_answers *it = *all;

	*all = NULL;
	if (!it)
		return;
	change_cancel(&it->c);
	g_free(it->before);
	g_array_unref(it->rows);
	g_hash_table_unref(it->by_account);
	g_free(it);
}

static void add_row(struct payment_answers *all, struct query *q)
{
	const char *account = query_text(q, 4);
	const struct row row = {
		.id = query_int(q, 0),
		.casefile = query_int(q, 1),
		.name = text_name(query_text(q, 2)),
		.state = query_dup(q, 3),
		.amount = query_int(q, 5),
		.answered = query_is_null(q, 6) ? -1 : query_int(q, 6),
		.again = query_int(q, 7) != 0,
	};
	guint place = all->rows->len;
	GArray *places = g_hash_table_lookup(all->by_account, account);

	if (!places) {
		places = g_array_new(FALSE, FALSE, sizeof(guint));
		g_hash_table_insert(all->by_account, g_strdup(account), places);
	}
	g_array_append_val(places, place);
	g_array_append_val(all->rows, row);
}

static bool read_rows(struct payment_answers *all, GError **error)
{
	struct query *q = db_query(all->desk->db,
		"SELECT p.id, p.casefile, p.holder, p.state, p.account, p.amount, p.answered,"
		" EXISTS (SELECT 1 FROM payment x WHERE x.again_of = p.id)"
		" FROM payment p WHERE p.batch = $1 AND p.state <> 'held'"
		" ORDER BY p.casefile, p.for_month",
		"i", all->batch);

	while (query_next(q))
		add_row(all, q);
	return query_end(q, error);
}

struct payment_answers *payment_answers_begin(
	struct desk *desk, row_id batch, day paid_on, GError **error)
{
	struct payment_answers *all = g_new0(struct payment_answers, 1);
	g_autoptr(payment_batch) b = NULL;

	all->desk = desk;
	all->batch = batch;
	all->rows = g_array_new(FALSE, FALSE, sizeof(struct row));
	g_array_set_clear_func(all->rows, row_clear);
	all->by_account = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
	day_to_iso(paid_on, all->paid_on);
	all->c = desk_change(desk, "bank answer", error);
	b = all->c && payment_needs_payer(desk, error) ? payment_batch_get(desk, batch, error)
						       : NULL;
	if (b && payment_may_answer(b, error) && read_rows(all, error)) {
		all->before = g_strdup(b->paid_on);
		return all;
	}
	payment_answers_cancel(&all);
	return NULL;
}

/* --- a line -------------------------------------------------------------------------------- */

static bool is_same(const struct row *row, const struct payment_answer *a)
{
	bool paid = strcmp(row->state, "paid") == 0;

	return strcmp(row->state, "planned") != 0 && paid == a->paid &&
		(a->amount < 0 || row->answered < 0 || row->answered == a->amount);
}

/* How well a row fits a line: 0 not at all. What waits for an answer comes before what had one. */
static int fit(const struct row *row, const struct payment_answer *a, const char *name)
{
	bool waits = strcmp(row->state, "planned") == 0;

	if (row->taken || (name && *name && *row->name && strcmp(name, row->name) != 0))
		return 0;
	if (waits)
		return a->amount == row->amount ? 4 : 2;
	if (is_same(row, a))
		return 3;
	/* The bank tried again. */
	return strcmp(row->state, "failed") == 0 && a->paid && !row->again ? 1 : 0;
}

static struct row *find_row(struct payment_answers *all, const struct payment_answer *a)
{
	const GArray *places = g_hash_table_lookup(all->by_account, a->account);
	g_autofree char *name = text_name(a->name ? a->name : "");
	struct row *best = NULL;
	int most = 0;

	for (guint i = 0; places && i < places->len; i++) {
		struct row *row =
			&g_array_index(all->rows, struct row, g_array_index(places, guint, i));
		int n = fit(row, a, name);

		if (n > most) {
			most = n;
			best = row;
		}
	}
	return best;
}

static bool add_finding(struct payment_answers *all, const struct row *row, const char *kind,
	const char *facts, GError **error)
{
	const struct finding_new f = {all->batch, row ? row->id : 0, row ? row->casefile : 0,
		"answer", kind, strcmp(kind, "unanswered") == 0 ? "warn" : "error", facts};

	return finding_add(all->c, &f, error);
}

/* The same file once more says the same: that is one finding. */
static bool put_unmatched(
	struct payment_answers *all, const struct payment_answer *a, GError **error)
{
	char money[MONEY_LEN] = "?";
	g_autofree char *facts = NULL;
	gint64 there = 0;

	if (a->amount >= 0)
		money_plain(a->amount, money);
	facts = g_strdup_printf("%s\t%s\t%s\t%s", a->account, a->name ? a->name : "", money,
		a->words ? a->words : "");
	all->counts.unmatched++;
	return db_one_int(all->desk->db, &there, error,
		       "SELECT count(*) FROM payment_finding WHERE batch = $1"
		       " AND kind = 'unmatched' AND facts = $2",
		       "it", all->batch, facts) &&
		(there || add_finding(all, NULL, "unmatched", facts, error));
}

static bool put_wrong(struct payment_answers *all, const struct row *row,
	const struct payment_answer *a, GError **error)
{
	char is[MONEY_LEN], due[MONEY_LEN];
	g_autofree char *facts = g_strdup_printf(
		"%s\t%s", money_plain(a->amount, is), money_plain(row->amount, due));

	all->counts.wrong++;
	return add_finding(all, row, "wrong", facts, error);
}

static bool put_row(struct payment_answers *all, struct row *row, const struct payment_answer *a,
	GError **error)
{
	struct record r = record_of("payment");

	record_text(&r, "state", a->paid ? "paid" : "failed");
	record_text(&r, "answer", a->words);
	if (a->amount >= 0)
		record_int(&r, "answered", a->amount);
	if (!change_update(all->c, row->id, &r, NULL, error) ||
		!finding_drop(all->c, all->batch, row->id, "unanswered", error) ||
		!finding_drop(all->c, all->batch, row->id, "failed", error))
		return false;
	if (!a->paid) {
		all->counts.failed++;
		return add_finding(all, row, "failed", a->words, error);
	}
	all->counts.paid++;
	return a->amount < 0 || a->amount == row->amount || put_wrong(all, row, a, error);
}

bool payment_answers_put(
	struct payment_answers *all, const struct payment_answer *a, GError **error)
{
	struct row *row = find_row(all, a);

	all->counts.lines++;
	if (!row)
		return put_unmatched(all, a, error);
	row->taken = true;
	if (is_same(row, a)) {
		all->counts.same++;
		return true;
	}
	if (!put_row(all, row, a, error))
		return false;
	g_free(row->state);
	row->state = g_strdup(a->paid ? "paid" : "failed");
	return true;
}

/* --- the whole ----------------------------------------------------------------------------- */

static bool mark_unanswered(struct payment_answers *all, GError **error)
{
	for (guint i = 0; i < all->rows->len; i++) {
		const struct row *row = &g_array_index(all->rows, struct row, i);
		gint64 there = 0;

		if (strcmp(row->state, "planned") != 0)
			continue;
		all->counts.unanswered++;
		if (!db_one_int(all->desk->db, &there, error,
			    "SELECT count(*) FROM payment_finding WHERE payment = $1"
			    " AND kind = 'unanswered'",
			    "i", row->id) ||
			(!there && !add_finding(all, row, "unanswered", NULL, error)))
			return false;
	}
	return true;
}

bool payment_answers_end(
	struct payment_answers **all, struct payment_answer_counts *counts, GError **error)
{
	struct payment_answers *it = *all;
	struct record r = record_of("payment_batch");
	char today[DAY_LEN];
	bool ok;

	record_text(&r, "state", "reconciled");
	record_text(&r, "reconciled_on", day_to_iso(day_today(), today));
	/* What was paid last says when all of it was paid. */
	if (!it->before || strcmp(it->before, it->paid_on) < 0)
		record_text(&r, "paid_on", it->paid_on);
	ok = mark_unanswered(it, error) && change_update(it->c, it->batch, &r, NULL, error) &&
		change_commit(&it->c, error);
	if (counts)
		*counts = it->counts;
	payment_answers_cancel(all);
	return ok;
}
