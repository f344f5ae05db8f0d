/* Adjustments: listed, proposed, decided, paid back. */
#include "config.h"

#include "model/adjustment.h"

#include <string.h>
#include "base/i18n.h"
#include "model/casefile.h"
#include "model/operator.h"
#include "model/rows.h"

#define MONTHS_BACK 60 /* what is older than five years is not reckoned again */

void adjustment_free(struct adjustment *a)
{
	if (!a)
		return;
	g_free(a->file_no);
	g_free(a->programme);
	g_free(a->head);
	g_free(a->kind);
	g_free(a->cause);
	g_free(a->document);
	g_free(a->from);
	g_free(a->to);
	g_free(a->state);
	g_free(a->reason);
	g_free(a);
}

/* --- the list ------------------------------------------------------------------------------ */

#define LIST                                                                                       \
	"SELECT j.id, j.casefile, c.file_no, c.programme,"                                         \
	" coalesce((SELECT o.name FROM person o WHERE o.id = c.person),"                           \
	"  (SELECT o.name FROM member m JOIN person o ON o.id = m.person"                          \
	"   WHERE m.household = c.household AND m.relation = '01' ORDER BY m.to_date IS NOT NULL," \
	"   m.id DESC LIMIT 1)), j.kind, j.cause, j.document, j.from_month, j.to_month, j.state,"  \
	" j.reason, j.amount, coalesce(j.instalment, 0), c.account IS NULL, j.made_by,"            \
	" CASE WHEN j.amount > 0 THEN (SELECT coalesce(sum(l.amount), 0) FROM adjustment_line l"   \
	"  WHERE l.adjustment = j.id AND l.payment IS NOT NULL)"                                   \
	" ELSE (SELECT coalesce(sum(r.amount), 0) FROM recovery r WHERE r.adjustment = j.id) END"  \
	" AS settled FROM adjustment j JOIN casefile c ON c.id = j.casefile"

static struct adjustment *read_one(struct query *q)
{
	struct adjustment *a = g_new0(struct adjustment, 1);

	*a = (struct adjustment){
		.id = query_int(q, 0),
		.casefile = query_int(q, 1),
		.file_no = query_dup(q, 2),
		.programme = query_dup(q, 3),
		.head = query_dup(q, 4),
		.kind = query_dup(q, 5),
		.cause = query_dup(q, 6),
		.document = query_dup(q, 7),
		.from = query_dup(q, 8),
		.to = query_dup(q, 9),
		.state = query_dup(q, 10),
		.reason = query_dup(q, 11),
		.amount = query_int(q, 12),
		.instalment = query_int(q, 13),
		.no_account = query_int(q, 14) != 0,
		.made_by = query_int(q, 15),
		.settled = query_int(q, 16),
	};
	return a;
}

static bool is_settled(const struct adjustment *a)
{
	return strcmp(a->state, "dropped") == 0 || a->settled >= ABS(a->amount);
}

GPtrArray *adjustment_list(struct desk *desk, row_id casefile, GError **error)
{
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)adjustment_free);
	struct query *q = casefile
		? db_query(desk->db, LIST " WHERE j.casefile = $1 ORDER BY j.id", "i", casefile)
		: db_query(desk->db, LIST " WHERE j.state <> 'dropped' ORDER BY j.state DESC, j.id",
			  "");

	while (query_next(q)) {
		struct adjustment *a = read_one(q);

		if (casefile || !is_settled(a))
			g_ptr_array_add(list, a);
		else
			adjustment_free(a);
	}
	return query_end(q, error) ? g_steal_pointer(&list) : NULL;
}

static struct adjustment *get(struct desk *desk, row_id id, GError **error)
{
	struct adjustment *a = NULL;
	struct query *q = db_query(desk->db, LIST " WHERE j.id = $1", "i", id);

	if (query_next(q))
		a = read_one(q);
	if (!query_end(q, error))
		g_clear_pointer(&a, adjustment_free);
	else if (!a)
		jz_fail(error, JZ_ERROR_BAD,
			_("there is no such adjustment any more; look at the list again"));
	return a;
}

/* --- writing ------------------------------------------------------------------------------- */

static bool put_line(
	struct change *c, row_id adjustment, const struct adjustment_month *d, GError **error)
{
	struct record r = record_of("adjustment_line");
	char iso[MONTH_LEN];

	record_int(&r, "adjustment", adjustment);
	record_text(&r, "for_month", month_to_iso(d->m, iso));
	record_int(&r, "members", d->members);
	record_int(&r, "due", d->due);
	record_int(&r, "paid", d->paid);
	record_int(&r, "amount", d->amount);
	return change_insert(c, &r, NULL, error);
}

bool adjustment_put(struct change *c, const struct adjustment_new *a,
	const struct adjustment_month *months, guint n, GError **error)
{
	struct record r = record_of("adjustment");
	char from[MONTH_LEN], to[MONTH_LEN], today[DAY_LEN];
	row_id id;
	fen amount = 0;

	for (guint i = 0; i < n; i++)
		amount += months[i].amount;
	day_to_iso(day_today(), today);
	record_int(&r, "casefile", a->casefile);
	record_text(&r, "kind", a->kind);
	record_text(&r, "cause", a->cause);
	record_text(&r, "document", a->document);
	record_text(&r, "from_month", month_to_iso(months[0].m, from));
	record_text(&r, "to_month", month_to_iso(months[n - 1].m, to));
	record_int(&r, "amount", amount);
	record_text(&r, "state", a->decided ? "decided" : "proposed");
	record_int(&r, "made_by", change_operator(c));
	record_text(&r, "made_on", today);
	if (a->decided) {
		record_int(&r, "decided_by", change_operator(c));
		record_text(&r, "decided_on", today);
		record_text(&r, "reason", a->reason);
	}
	if (!change_insert(c, &r, &id, error))
		return false;
	for (guint i = 0; i < n; i++)
		if (!put_line(c, id, &months[i], error))
			return false;
	return true;
}

/* --- proposing ----------------------------------------------------------------------------- */

struct proposal {
	GArray *more, *less; /* struct adjustment_month */
};

static struct proposal proposal_new(void)
{
	return (struct proposal){g_array_new(FALSE, FALSE, sizeof(struct adjustment_month)),
		g_array_new(FALSE, FALSE, sizeof(struct adjustment_month))};
}

static void proposal_clear(struct proposal *p)
{
	g_array_unref(p->more);
	g_array_unref(p->less);
}

static bool collect(const struct due_case *c, void *ctx, GError **error)
{
	struct proposal *p = ctx;

	(void)error;
	for (guint i = 0; i < c->months->len; i++) {
		const struct due_month *d = &g_array_index(c->months, struct due_month, i);
		struct adjustment_month line = {
			d->m, d->members, d->due, d->paid + d->adjusted, due_difference(d)};

		if (line.amount > 0)
			g_array_append_val(p->more, line);
		else if (line.amount < 0)
			g_array_append_val(p->less, line);
	}
	return true;
}

static bool drop_lines(struct change *c, row_id adjustment, GError **error)
{
	g_autoptr(GArray) ids = rows_ids(db_query(change_db(c),
						 "SELECT id FROM adjustment_line"
						 " WHERE adjustment = $1",
						 "i", adjustment),
		error);

	for (guint i = 0; ids && i < ids->len; i++)
		if (!change_delete(c, "adjustment_line", g_array_index(ids, row_id, i), error))
			return false;
	return ids != NULL;
}

static bool drop_proposals(struct change *c, row_id casefile, GError **error)
{
	g_autoptr(GArray) ids = rows_ids(db_query(change_db(c),
						 "SELECT id FROM adjustment WHERE casefile = $1"
						 " AND state = 'proposed'",
						 "i", casefile),
		error);

	for (guint i = 0; ids && i < ids->len; i++) {
		row_id id = g_array_index(ids, row_id, i);

		if (!drop_lines(c, id, error) || !change_delete(c, "adjustment", id, error))
			return false;
	}
	return ids != NULL;
}

static bool put_proposals(struct change *c, row_id casefile, const char *cause,
	const struct proposal *p, int *n, GError **error)
{
	const struct {
		const char *kind;
		const GArray *months;
	} both[] = {{"mended", p->more}, {"recover", p->less}};

	for (guint i = 0; i < G_N_ELEMENTS(both); i++) {
		const GArray *months = both[i].months;
		const struct adjustment_new a = {casefile, both[i].kind, cause, NULL, NULL, false};

		if (!months->len)
			continue;
		++*n;
		if (!adjustment_put(c, &a, (const struct adjustment_month *)months->data,
			    months->len, error))
			return false;
	}
	return true;
}

static bool reckon(
	struct desk *desk, const struct casefile *file, struct proposal *p, GError **error)
{
	const struct programme *programme = casefile_programme(desk, file);
	month open;

	if (!programme)
		return jz_fail(error, JZ_ERROR_BAD,
			_("file %s: there is no programme %s in the forms; see jiuzhu forms check"),
			file->file_no, file->programme);
	open = due_open_month(desk, programme->key, file->area, error);
	return open != MONTH_NONE &&
		due_read(
			desk, programme, file->id, open - MONTHS_BACK, open - 1, collect, p, error);
}

bool adjustment_propose(
	struct desk *desk, row_id casefile, const char *cause, int *n, GError **error)
{
	struct proposal p = proposal_new();
	struct change *c = NULL;
	g_autoptr(casefile) file = NULL;
	bool ok = desk_needs(desk, ROLE_CLERK | ROLE_INVESTIGATOR | ROLE_APPROVER, error);

	*n = 0;
	if (ok && (!cause || !*cause))
		ok = jz_fail(error, JZ_ERROR_BAD, _("say why the months are reckoned again"));
	file = ok ? casefile_get(desk, casefile, error) : NULL;
	c = file ? desk_change(desk, "propose adjustment", error) : NULL;
	ok = c && drop_proposals(c, casefile, error) && reckon(desk, file, &p, error) &&
		put_proposals(c, casefile, cause, &p, n, error) && change_commit(&c, error);
	change_cancel(&c);
	proposal_clear(&p);
	return ok;
}

bool adjustment_propose_recovery(struct desk *desk, struct change *c, const struct casefile *file,
	const char *cause, GError **error)
{
	struct proposal p = proposal_new();
	int n = 0;
	bool ok = drop_proposals(c, file->id, error) && reckon(desk, file, &p, error);

	g_array_set_size(p.more, 0);
	ok = ok && put_proposals(c, file->id, cause, &p, &n, error);
	proposal_clear(&p);
	return ok;
}

/* --- deciding ------------------------------------------------------------------------------ */

static bool may_decide(struct desk *desk, const struct adjustment *a,
	const struct adjustment_decision *d, GError **error)
{
	if (!desk_needs(desk, ROLE_APPROVER, error))
		return false;
	if (strcmp(a->state, "proposed") != 0)
		return jz_fail(error, JZ_ERROR_DENIED, _("the adjustment of %s is decided already"),
			a->file_no);
	if (operator_same_person(desk, desk->who.id, a->made_by))
		return jz_fail(error, JZ_ERROR_DENIED,
			_("you proposed the adjustment of %s yourself; another approver must "
			  "decide it (F23)"),
			a->file_no);
	if (!d->reason || !*d->reason)
		return jz_fail(error, JZ_ERROR_BAD,
			_("say why it is decided so; the reason stays in the file"));
	if (d->instalment < 0 || (d->instalment && a->amount > 0))
		return jz_fail(error, JZ_ERROR_BAD,
			_("an instalment is what is paid back a month; it is over zero"));
	return true;
}

bool adjustment_decide(
	struct desk *desk, row_id id, const struct adjustment_decision *d, GError **error)
{
	struct adjustment *a = get(desk, id, error);
	struct record r = record_of("adjustment");
	struct change *c = a && may_decide(desk, a, d, error)
		? desk_change(desk, "decide adjustment", error)
		: NULL;
	char today[DAY_LEN];
	bool ok;

	record_text(&r, "state", d->drop ? "dropped" : "decided");
	record_int(&r, "decided_by", desk->who.id);
	record_text(&r, "decided_on", day_to_iso(day_today(), today));
	record_text(&r, "reason", d->reason);
	record_text(&r, "document", d->document);
	if (d->instalment && !d->drop)
		record_int(&r, "instalment", d->instalment);
	ok = c && change_update(c, id, &r, NULL, error) && change_commit(&c, error);
	change_cancel(&c);
	adjustment_free(a);
	return ok;
}

/* --- money that comes back in cash --------------------------------------------------------- */

static bool may_receive(struct desk *desk, const struct adjustment *a, fen amount, day on,
	const char *receipt, GError **error)
{
	char left[MONEY_LEN];

	if (!desk_needs(desk, ROLE_PAYER | ROLE_CLERK, error))
		return false;
	if (strcmp(a->state, "decided") != 0 || a->amount >= 0)
		return jz_fail(error, JZ_ERROR_DENIED,
			_("nothing is to be paid back here; a recovery is decided first"));
	if (amount <= 0 || amount > -a->amount - a->settled)
		return jz_fail(error, JZ_ERROR_BAD,
			_("the amount must be over zero and at most what is still to come, %s"),
			money_print(-a->amount - a->settled, left));
	if (on == DAY_NONE || on > day_today() || !receipt || !*receipt)
		return jz_fail(error, JZ_ERROR_BAD,
			_("say on which day it was paid back and the number of the receipt"));
	return true;
}

bool adjustment_receive(
	struct desk *desk, row_id id, fen amount, day on, const char *receipt, GError **error)
{
	struct adjustment *a = get(desk, id, error);
	struct record r = record_of("recovery");
	struct change *c = a && may_receive(desk, a, amount, on, receipt, error)
		? desk_change(desk, "recovery", error)
		: NULL;
	char iso[DAY_LEN];
	bool ok;

	record_int(&r, "adjustment", id);
	record_int(&r, "amount", amount);
	record_text(&r, "received_on", day_to_iso(on, iso));
	record_text(&r, "receipt", receipt);
	ok = c && change_insert(c, &r, NULL, error) && change_commit(&c, error);
	change_cancel(&c);
	adjustment_free(a);
	return ok;
}
