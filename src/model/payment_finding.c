/* The findings of a batch: kept, listed, explained. */
#include "config.h"

#include "model/payment_finding.h"

#include <string.h>
#include "base/i18n.h"
#include "model/payment_room.h"
#include "model/payment_rows.h"

/* {1} {2} .. are the facts that are kept with it. */
static const struct {
	const char *kind, *sentence;
} kinds[] = {
	{"dead", "{1}"},
	{"double", "{1}"},
	{"elsewhere", "{1}"},
	{"account_none", "{1}"},
	{"account_bad", "{1}"},
	{"account_shared", "{1}"},
	{"account_same", N_("the account {1} is the one that failed; correct it in the case")},
	{"grown_up", "{1}"},
	{"incomplete", "{1}"},
	{"ended", N_("the case has ended, or its award does not reach this month; plan again")},
	{"left",
		N_("{1} left the household on {2}, and the amount still counts him; mend the "
		   "amount")},
	{"over",
		N_("{1} yuan for {2} persons is over the standard: at most {3}; mend the "
		   "amount")},
	{"rounded",
		N_("{1}: {2} of {3} amounts are whole hundreds of yuan ({4} %), where about 1 "
		   "% is to be expected (K-42)")},
	{"same_share",
		N_("{1}: {2} of {3} households have the same {4} yuan a person; look whether "
		   "each was computed (N2)")},
	{"unchanged",
		N_("still {1} yuan, as in {2}, though a new standard is in force since {3} "
		   "(K-44)")},
	{"skipped", N_("paid last for {1}; nothing was paid from then to {2} (K-40)")},
	{"first", N_("first payment, confirmed on {1}: it should begin with {2} (K-61)")},
	{"failed", N_("the bank could not pay: {1}; correct the account, then pay again")},
	{"wrong", N_("the bank paid {1} yuan instead of {2}")},
	{"unmatched", N_("in the bank's answer, but not in this roster: {1} {2}, {3} yuan, {4}")},
	{"unanswered", N_("the bank's answer does not have this row")},
};

bool payment_finding_knows(const char *kind)
{
	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
		if (strcmp(kinds[i].kind, kind) == 0)
			return true;
	return false;
}

static char *sentence_of(const char *kind, const char *facts)
{
	const char *text = "{1}";
	g_auto(GStrv) fact = g_strsplit(facts, "\t", -1);
	guint n = g_strv_length(fact);
	GString *out = g_string_new(NULL);

	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
		if (strcmp(kinds[i].kind, kind) == 0)
			text = strcmp(kinds[i].sentence, "{1}") == 0 ? "{1}" : _(kinds[i].sentence);
	for (; *text; text++) {
		bool hole = text[0] == '{' && g_ascii_isdigit(text[1]) && text[2] == '}';

		if (!hole) {
			g_string_append_c(out, *text);
			continue;
		}
		if ((guint)(text[1] - '1') < n)
			g_string_append(out, fact[text[1] - '1']);
		text += 2;
	}
	return g_string_free(out, FALSE);
}

/* --- listing ------------------------------------------------------------------------------- */

static bool show(
	struct query *q, bool (*see)(const struct payment_finding *f, void *ctx), void *ctx)
{
	g_autofree char *sentence = sentence_of(query_text(q, 5), query_text(q, 7));
	struct snapshot_head head;
	bool more;

	snapshot_read(query_text(q, 9), &head);
	const struct payment_finding f = {
		.id = query_int(q, 0),
		.batch = query_int(q, 1),
		.payment = query_int(q, 2),
		.casefile = query_int(q, 3),
		.answer = strcmp(query_text(q, 4), "answer") == 0,
		.kind = query_text(q, 5),
		.error = strcmp(query_text(q, 6), "error") == 0,
		.file_no = query_text(q, 8),
		.head = head.name,
		.sentence = sentence,
		.reason = query_text(q, 10),
		.explained_by = query_text(q, 11),
	};
	more = see(&f, ctx);
	snapshot_head_clear(&head);
	return more;
}

bool payment_findings(struct desk *desk, row_id batch,
	bool (*see)(const struct payment_finding *f, void *ctx), void *ctx, GError **error)
{
	struct query *q = db_query(desk->db,
		"SELECT f.id, f.batch, f.payment, f.casefile, f.stage, f.kind, f.severity, f.facts,"
		" c.file_no, p.snapshot, f.reason, o.name FROM payment_finding f"
		" LEFT JOIN casefile c ON c.id = f.casefile LEFT JOIN payment p ON p.id = f.payment"
		" LEFT JOIN operator o ON o.id = f.explained_by WHERE f.batch = $1"
		" ORDER BY f.reason IS NOT NULL, f.severity, f.kind, f.casefile, f.id",
		"i", batch);
	bool more = true;

	while (more && query_next(q))
		more = show(q, see, ctx);
	return query_end(q, error);
}

bool finding_open(struct db *db, row_id batch, const char *stage, int *n, GError **error)
{
	gint64 count = 0;
	bool ok = db_one_int(db, &count, error,
		"SELECT count(*) FROM payment_finding WHERE batch = $1 AND reason IS NULL"
		" AND ($2 IS NULL OR stage = $2)",
		"it", batch, stage);

	*n = (int)count;
	return ok;
}

/* --- writing ------------------------------------------------------------------------------- */

bool finding_add(struct change *c, const struct finding_new *f, GError **error)
{
	struct record r = record_of("payment_finding");

	record_int(&r, "batch", f->batch);
	if (f->payment)
		record_int(&r, "payment", f->payment);
	if (f->casefile)
		record_int(&r, "casefile", f->casefile);
	record_text(&r, "stage", f->stage);
	record_text(&r, "kind", f->kind);
	record_text(&r, "severity", f->severity);
	if (f->facts && *f->facts)
		record_text(&r, "facts", f->facts);
	return change_insert(c, &r, NULL, error);
}

static bool drop_all(struct change *c, struct query *q, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(row_id));

	while (query_next(q)) {
		row_id id = query_int(q, 0);

		g_array_append_val(ids, id);
	}
	if (!query_end(q, error))
		return false;
	for (guint i = 0; i < ids->len; i++)
		if (!change_delete(c, "payment_finding", g_array_index(ids, row_id, i), error))
			return false;
	return true;
}

bool finding_drop(struct change *c, row_id batch, row_id payment, const char *kind, GError **error)
{
	return drop_all(c,
		db_query(change_db(c),
			"SELECT id FROM payment_finding WHERE batch = $1 AND kind = $2"
			" AND ($3 = 0 OR payment = $3)",
			"iti", batch, kind, payment),
		error);
}

bool finding_forget(struct change *c, row_id payment, GError **error)
{
	return drop_all(c,
		db_query(change_db(c), "SELECT id FROM payment_finding WHERE payment = $1", "i",
			payment),
		error);
}

/* --- explaining ---------------------------------------------------------------------------- */

/* Findings of the checks are settled before the batch is approved, those of the bank's answer
 * before it is closed. */
static bool may_explain(
	const struct desk *desk, const char *state, bool answer, const char *reason, GError **error)
{
	g_autofree char *said = g_strstrip(g_strdup(reason ? reason : ""));

	if (!payment_needs_payer(desk, error))
		return false;
	if (!*said)
		return jz_fail(error, JZ_ERROR_USAGE,
			_("a finding is explained with a reason; say why it may stand"));
	if (answer ? strcmp(state, "closed") == 0 : !payment_is_open(state))
		return jz_fail(error, JZ_ERROR_DENIED,
			_("the roster is past this; its findings stay as they are"));
	return true;
}

static bool write_reason(
	struct desk *desk, struct change *c, row_id finding, const char *reason, GError **error)
{
	struct record r = record_of("payment_finding");

	record_text(&r, "reason", reason);
	record_int(&r, "explained_by", desk->who.id);
	record_text(&r, "explained_at", change_at(c));
	return change_update(c, finding, &r, NULL, error);
}

bool payment_explain(struct desk *desk, row_id finding, const char *reason, GError **error)
{
	struct change *c = desk_change(desk, "explain finding", error);
	g_autofree char *state = NULL;
	bool answer = false, ok = c != NULL;

	if (ok) {
		struct query *q = db_query(desk->db,
			"SELECT b.state, f.stage FROM payment_finding f"
			" JOIN payment_batch b ON b.id = f.batch WHERE f.id = $1",
			"i", finding);
		if (query_next(q)) {
			state = query_dup(q, 0);
			answer = strcmp(query_text(q, 1), "answer") == 0;
		}
		ok = query_end(q, error) &&
			(state || jz_fail(error, JZ_ERROR_BAD, _("there is no such finding")));
	}
	ok = ok && may_explain(desk, state, answer, reason, error) &&
		write_reason(desk, c, finding, reason, error) && change_commit(&c, error);
	change_cancel(&c);
	return ok;
}

static GArray *open_of_kind(struct desk *desk, row_id batch, const char *kind, GError **error)
{
	GArray *ids = g_array_new(FALSE, FALSE, sizeof(row_id));
	struct query *q = db_query(desk->db,
		"SELECT id FROM payment_finding WHERE batch = $1 AND kind = $2 AND reason IS NULL",
		"it", batch, kind);

	while (query_next(q)) {
		row_id id = query_int(q, 0);

		g_array_append_val(ids, id);
	}
	if (query_end(q, error))
		return ids;
	g_array_unref(ids);
	return NULL;
}

bool payment_explain_kind(struct desk *desk, row_id batch, const char *kind, const char *reason,
	int *n, GError **error)
{
	struct change *c = desk_change(desk, "explain finding", error);
	g_autoptr(GArray) ids = c ? open_of_kind(desk, batch, kind, error) : NULL;
	bool ok = ids != NULL;

	*n = 0;
	for (guint i = 0; ok && i < ids->len; i++, ++*n)
		ok = payment_explain(desk, g_array_index(ids, row_id, i), reason, error);
	ok = ok && change_commit(&c, error);
	change_cancel(&c);
	return ok;
}
