/* After the approval: sent to the bank, closed when its answer leaves nothing open (F36). */
#include "config.h"

#include <string.h>
#include "base/i18n.h"
#include "model/payment_room.h"

/* --- what the files of the payments share -------------------------------------------------- */

bool payment_is_open(const char *state)
{
	return strcmp(state, "draft") == 0 || strcmp(state, "checked") == 0;
}

bool payment_account_sound(const char *account)
{
	size_t digits = strspn(account, "0123456789");

	return !account[digits] && digits >= 8 && digits <= 32;
}

char *payment_dead_words(const char *name, const char *death)
{
	return g_strdup_printf(_("%s died on %s; change the household first (K-31)"), name, death);
}

bool payment_needs_payer(const struct desk *desk, GError **error)
{
	return (desk->who.roles & ROLE_PAYER) ||
		jz_fail(error, JZ_ERROR_DENIED,
			_("payments are the work of a payer; let a payer sign in"));
}

const char *payment_active_states(const struct programme *p)
{
	g_autoptr(GString) out = g_string_new("[");

	for (guint i = 0; i < p->states->len; i++) {
		const struct state_def *s = g_ptr_array_index(p->states, i);

		if (s->kind == STATE_ACTIVE)
			g_string_append_printf(out, "%s\"%s\"", out->len > 1 ? "," : "", s->key);
	}
	g_string_append_c(out, ']');
	return g_intern_string(out->str);
}

static bool clashes(const struct library *lib, const char *a, const char *b)
{
	const struct programme *p = library_programme(lib, a), *q = library_programme(lib, b);

	return strcmp(a, b) == 0 || (p && q && programme_excludes(p, q));
}

char *payment_clash(const struct library *lib, const char *own, const char *cases)
{
	g_auto(GStrv) word = g_strsplit(cases, " ", -1);
	g_autoptr(GString) files = g_string_new(NULL);
	bool is_own = !own;

	for (char **w = word; *w && w[1]; w += 2) {
		bool meant = own && clashes(lib, own, *w);

		for (char **x = word; !own && !meant && *x && x[1]; x += 2)
			meant = x != w && clashes(lib, *w, *x);
		if (!meant)
			continue;
		is_own |= strcmp(*w, own ? own : *w) == 0;
		g_string_append_printf(files, "%s%s", files->len ? ", " : "", w[1]);
	}
	return is_own && strchr(files->str, ',') ? g_strdup(files->str) : NULL;
}

bool payment_sum(struct change *c, row_id batch, struct record *r, GError **error)
{
	struct query *q = db_query(change_db(c),
		"SELECT count(*), coalesce(sum(members), 0), coalesce(sum(amount), 0)"
		" FROM payment WHERE batch = $1 AND state <> 'held'",
		"i", batch);

	if (query_next(q)) {
		record_int(r, "households", query_int(q, 0));
		record_int(r, "persons", query_int(q, 1));
		record_int(r, "amount", query_int(q, 2));
	}
	return query_end(q, error);
}

/* --- sent ---------------------------------------------------------------------------------- */

static bool may_send(const struct desk *desk, const struct payment_batch *b, GError **error)
{
	if (!payment_needs_payer(desk, error))
		return false;
	if (payment_is_open(b->state))
		return jz_fail(error, JZ_ERROR_DENIED,
			_("the roster of %s is not approved yet; another payer approves it first"),
			b->for_month);
	return strcmp(b->state, "approved") == 0 ||
		jz_fail(error, JZ_ERROR_DENIED,
			_("the roster of %s went to the bank on %s already; it can be written out "
			  "once more"),
			b->for_month, b->sent_on ? b->sent_on : "");
}

bool payment_sent(
	struct desk *desk, row_id batch, const char *layout, const char *file, GError **error)
{
	struct change *c = desk_change(desk, "send payments", error);
	g_autoptr(payment_batch) b = c ? payment_batch_get(desk, batch, error) : NULL;
	struct record r = record_of("payment_batch");
	char today[DAY_LEN];
	bool ok = b && may_send(desk, b, error);

	record_text(&r, "state", "sent");
	record_int(&r, "sent_by", desk->who.id);
	record_text(&r, "sent_on", day_to_iso(day_today(), today));
	record_text(&r, "layout", layout);
	record_text(&r, "file", file);
	ok = ok && change_update(c, batch, &r, NULL, error) && change_commit(&c, error);
	change_cancel(&c);
	return ok;
}

bool payment_may_answer(const struct payment_batch *b, GError **error)
{
	if (strcmp(b->state, "sent") == 0 || strcmp(b->state, "reconciled") == 0)
		return true;
	if (strcmp(b->state, "closed") == 0)
		return jz_fail(
			error, JZ_ERROR_DENIED, _("the roster of %s is closed"), b->for_month);
	return jz_fail(error, JZ_ERROR_DENIED,
		_("the roster of %s is not sent yet; the bank cannot have answered"), b->for_month);
}

/* --- closed -------------------------------------------------------------------------------- */

static bool may_close(
	struct desk *desk, const struct payment_batch *b, const char *reason, GError **error)
{
	int n;

	if (!payment_needs_payer(desk, error) || !payment_may_answer(b, error))
		return false;
	if (strcmp(b->state, "reconciled") != 0)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("the bank has not answered to the roster of %s yet; take its answer in "
			  "first"),
			b->for_month);
	if (!finding_open(desk->db, b->id, NULL, &n, error))
		return false;
	if (n)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("%d rows of the roster of %s are not explained; pay again or explain "
			  "each"),
			n, b->for_month);
	if (payment_is_late(desk, b) && !b->late_reason && (!reason || !*reason))
		return jz_fail(error, JZ_ERROR_DENIED,
			_("the roster of %s was paid on %s, after the day it was due; say why "
			  "(F43)"),
			b->for_month, b->paid_on ? b->paid_on : "");
	return true;
}

bool payment_close(struct desk *desk, row_id batch, const char *reason, GError **error)
{
	struct change *c = desk_change(desk, "close payments", error);
	g_autoptr(payment_batch) b = c ? payment_batch_get(desk, batch, error) : NULL;
	g_autofree char *why = g_strstrip(g_strdup(reason ? reason : ""));
	struct record r = record_of("payment_batch");
	char today[DAY_LEN];
	bool ok = b && may_close(desk, b, why, error);

	record_text(&r, "state", "closed");
	record_int(&r, "closed_by", desk->who.id);
	record_text(&r, "closed_on", day_to_iso(day_today(), today));
	if (*why)
		record_text(&r, "late_reason", why);
	ok = ok && change_update(c, batch, &r, NULL, error) && change_commit(&c, error);
	change_cancel(&c);
	return ok;
}
