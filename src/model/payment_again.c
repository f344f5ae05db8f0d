/* A payment that failed, made again (F41). */
#include "config.h"

#include <string.h>
#include "base/i18n.h"
#include "model/payment_room.h"

/* The account that stands in the case now, or that of the institution (9.8), and who died. */
#define PAYEE                                                                                      \
	" coalesce(i.name, c.holder), coalesce(i.bank, c.bank), coalesce(i.account, c.account),"   \
	" (SELECT o.name || char(9) || o.death_date FROM member m"                                 \
	"  JOIN person o ON o.id = m.person WHERE m.household = c.household"                       \
	"  AND CASE WHEN c.person IS NULL THEN m.counted = 1 ELSE m.person = c.person END"         \
	"  AND (m.to_date IS NULL OR m.to_date >= o.death_date)"                                   \
	"  AND o.death_date < p.for_month || '-01' LIMIT 1)"                                       \
	" FROM payment p JOIN casefile c ON c.id = p.casefile"                                     \
	" LEFT JOIN placement l ON l.casefile = c.id"                                              \
	"  AND l.from_date <= date(p.for_month || '-01', '+1 month', '-1 day')"                    \
	"  AND (l.to_date IS NULL OR l.to_date >= p.for_month || '-01')"                           \
	" LEFT JOIN institution i ON i.id = l.institution AND i.account IS NOT NULL"

/* Columns first .. of a row of PAYEE. */
static void put_payee(struct record *r, struct query *q, int first, GStringChunk *texts)
{
	const char *account = query_text(q, first + 2);
	g_auto(GStrv) dead = g_strsplit(query_text(q, first + 3), "\t", 2);
	g_autofree char *words = NULL;
	const char *kind = NULL, *why = NULL;

	if (dead[0] && dead[1]) {
		kind = "dead";
		why = words = payment_dead_words(dead[0], dead[1]);
	} else if (!*account) {
		kind = "account_none";
		why = _("no bank account; enter it in the case");
	} else if (!payment_account_sound(account)) {
		kind = "account_bad";
		why = _("the bank account is not 8 to 32 digits; correct it in the case");
	}
	record_text(r, "holder", g_string_chunk_insert(texts, query_text(q, first)));
	record_text(r, "bank", g_string_chunk_insert(texts, query_text(q, first + 1)));
	record_text(r, "account", g_string_chunk_insert(texts, account));
	record_text(r, "state", kind ? "held" : "planned");
	record_text(r, "hold", kind);
	record_text(r, "hold_reason", why ? g_string_chunk_insert(texts, why) : NULL);
}

struct pending {
	row_id id; /* 0: a new row */
	struct record r;
};

static bool write_rows(struct change *c, const GArray *rows, GError **error)
{
	for (guint i = 0; i < rows->len; i++) {
		const struct pending *p = &g_array_index(rows, struct pending, i);

		if (!(p->id ? change_update(c, p->id, &p->r, NULL, error)
			    : change_insert(c, &p->r, NULL, error)))
			return false;
	}
	return true;
}

static bool write_totals(struct change *c, row_id batch, GError **error)
{
	struct record r = record_of("payment_batch");

	return payment_sum(c, batch, &r, error) && change_update(c, batch, &r, NULL, error);
}

bool payment_again_fill(struct change *c, row_id batch, GError **error)
{
	g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(struct pending));
	GStringChunk *texts = g_string_chunk_new(1024);
	struct query *q = db_query(
		change_db(c), "SELECT p.id," PAYEE " WHERE p.batch = $1 GROUP BY p.id", "i", batch);
	bool ok;

	while (query_next(q)) {
		struct pending p = {query_int(q, 0), record_of("payment")};

		put_payee(&p.r, q, 1, texts);
		g_array_append_val(rows, p);
	}
	ok = query_end(q, error) && write_rows(c, rows, error) && write_totals(c, batch, error);
	g_string_chunk_free(texts);
	return ok;
}

/* --- making it ----------------------------------------------------------------------------- */

static bool copy_rows(struct change *c, row_id batch, row_id again, int *n, GError **error)
{
	g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(struct pending));
	GStringChunk *texts = g_string_chunk_new(4096);
	struct query *q = db_query(change_db(c),
		"SELECT p.id, p.casefile, p.for_month, p.members, p.base, p.supplement, p.amount,"
		" p.recovered, p.snapshot, p.parts," PAYEE
		" WHERE p.batch = $1 AND p.state = 'failed'"
		" AND NOT EXISTS (SELECT 1 FROM payment x WHERE x.again_of = p.id)"
		" GROUP BY p.id ORDER BY p.casefile, p.for_month",
		"i", batch);
	bool ok;

	while (query_next(q)) {
		static const char *const numbers[] = {
			"members", "base", "supplement", "amount", "recovered"};
		struct pending p = {0, record_of("payment")};

		record_int(&p.r, "batch", again);
		record_int(&p.r, "again_of", query_int(q, 0));
		record_int(&p.r, "casefile", query_int(q, 1));
		record_text(&p.r, "for_month", g_string_chunk_insert(texts, query_text(q, 2)));
		for (int i = 0; i < (int)G_N_ELEMENTS(numbers); i++)
			record_int(&p.r, numbers[i], query_int(q, 3 + i));
		record_text(&p.r, "snapshot", g_string_chunk_insert(texts, query_text(q, 8)));
		record_text(&p.r, "parts", g_string_chunk_insert(texts, query_text(q, 9)));
		record_text(&p.r, "reason", "again");
		put_payee(&p.r, q, 10, texts);
		g_array_append_val(rows, p);
	}
	*n = (int)rows->len;
	ok = query_end(q, error) && write_rows(c, rows, error);
	g_string_chunk_free(texts);
	return ok;
}

static bool insert_batch(struct desk *desk, struct change *c, const struct payment_batch *b,
	row_id *again, int *no, GError **error)
{
	struct record r = record_of("payment_batch");
	char today[DAY_LEN];
	gint64 last = 1;

	if (!db_one_int(desk->db, &last, error,
		    "SELECT max(coalesce(no, 1)) FROM payment_batch"
		    " WHERE programme = $1 AND area = $2 AND for_month = $3",
		    "ttt", b->programme, b->area, b->for_month))
		return false;
	*no = (int)last + 1;
	record_text(&r, "programme", b->programme);
	record_text(&r, "area", b->area);
	record_text(&r, "for_month", b->for_month);
	record_int(&r, "no", *no);
	record_text(&r, "state", "draft");
	record_int(&r, "planned_by", desk->who.id);
	record_text(&r, "planned_on", day_to_iso(day_today(), today));
	record_int(&r, "again_of", b->id);
	return change_insert(c, &r, again, error);
}

/* That they failed is dealt with: the findings say where. */
static bool settle_findings(
	struct desk *desk, struct change *c, row_id batch, int no, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(row_id));
	g_autofree char *reason = g_strdup_printf(_("paid again with roster no. %d"), no);
	struct query *q = db_query(desk->db,
		"SELECT id FROM payment_finding WHERE batch = $1 AND kind = 'failed'"
		" AND reason IS NULL",
		"i", batch);

	while (query_next(q)) {
		row_id id = query_int(q, 0);

		g_array_append_val(ids, id);
	}
	if (!query_end(q, error))
		return false;
	for (guint i = 0; i < ids->len; i++) {
		struct record r = record_of("payment_finding");

		record_text(&r, "reason", reason);
		record_int(&r, "explained_by", desk->who.id);
		record_text(&r, "explained_at", change_at(c));
		if (!change_update(c, g_array_index(ids, row_id, i), &r, NULL, error))
			return false;
	}
	return true;
}

static bool refuse_none(const struct payment_batch *b, GError **error)
{
	return b->failed
		? jz_fail(error, JZ_ERROR_DENIED,
			  _("what failed in the roster of %s is being paid again "
			    "already; that is done once (F41)"),
			  b->for_month)
		: jz_fail(error, JZ_ERROR_DENIED,
			  _("nothing failed in the roster of %s, so nothing is paid again"),
			  b->for_month);
}

static bool make_again(struct desk *desk, struct change *c, const struct payment_batch *b,
	row_id *again, GError **error)
{
	int no, n = 0;

	if (!payment_needs_payer(desk, error))
		return false;
	if (strcmp(b->state, "reconciled") != 0 && strcmp(b->state, "closed") != 0)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("the bank has not answered to the roster of %s yet; take its answer in "
			  "first"),
			b->for_month);
	if (!insert_batch(desk, c, b, again, &no, error) || !copy_rows(c, b->id, *again, &n, error))
		return false;
	if (!n)
		return refuse_none(b, error);
	return write_totals(c, *again, error) && settle_findings(desk, c, b->id, no, error) &&
		finding_refresh(desk, c, *again, error);
}

bool payment_reissue(struct desk *desk, row_id batch, row_id *again, GError **error)
{
	struct change *c = desk_change(desk, "pay again", error);
	g_autoptr(payment_batch) b = c ? payment_batch_get(desk, batch, error) : NULL;
	row_id id = 0;
	bool ok = b && make_again(desk, c, b, &id, error) && change_commit(&c, error);

	change_cancel(&c);
	if (ok && again)
		*again = id;
	return ok;
}
