/* Payments out of a bank's history, in rosters of their own: one for each month, and others for
 * what was paid besides (arrears, a payment made again), one for each day on which the bank paid.
 */
#include "config.h"
#include "model/intake_rows.h"

#include <string.h>
#include "base/i18n.h"
#include "model/casefile.h"

/* --- whose it is ----------------------------------------------------------------------------- */

struct payee {
	row_id casefile; /* 0: none yet */
	char area[8];
	int members;
};

#define OF_PERSON                                                                                  \
	"SELECT c.id, c.area, c.state, 1 FROM casefile c"                                          \
	" WHERE c.person = $1 AND c.programme = $2 ORDER BY c.id DESC"
#define OF_HOUSEHOLD                                                                               \
	"SELECT c.id, c.area, c.state, coalesce(c.stated_members,"                                 \
	"  (SELECT count(*) FROM member x WHERE x.household = c.household AND x.counted = 1"       \
	"   AND x.to_date IS NULL))"                                                               \
	" FROM member m JOIN casefile c ON c.household = m.household AND c.programme = $2"         \
	" WHERE m.person = $1 AND c.person IS NULL ORDER BY m.to_date IS NULL DESC, c.id DESC"
/* The grant of that month, of that amount where there are several. */
#define OF_GRANT                                                                                   \
	"SELECT c.id, c.area, c.state, 1 FROM casefile c JOIN decision d ON d.casefile = c.id"     \
	" WHERE c.person = $1 AND c.programme = $2 AND d.kind = 'confirm'"                         \
	" AND d.from_month = $3 ORDER BY d.amount = $4 DESC, c.id LIMIT 1"

/* A running case before one that is over. */
static bool read_payee(struct intake *in, const struct intake_payment *p, struct query *q,
	struct payee *payee, GError **error)
{
	bool runs = false;

	while (!runs && query_next(q)) {
		runs = !casefile_is_over(in->lib, p->programme, query_text(q, 2));
		if (payee->casefile && !runs)
			continue;
		payee->casefile = query_int(q, 0);
		g_strlcpy(payee->area, query_text(q, 1), sizeof payee->area);
		payee->members = MAX((int)query_int(q, 3), 1);
	}
	return query_end(q, error);
}

static bool find_payee(
	struct intake *in, const struct intake_payment *p, struct payee *payee, GError **error)
{
	char iso[MONTH_LEN];
	struct query *q;

	memset(payee, 0, sizeof *payee);
	payee->members = 1;
	g_strlcpy(payee->area, p->area ? p->area : p->assumed_area, sizeof payee->area);
	if (!in->known[0])
		return true;
	if (p->once)
		q = db_query(in->db, OF_GRANT, "itti", in->known[0], p->programme,
			month_to_iso(p->month, iso), p->amount);
	else
		q = db_query(in->db, p->of_household ? OF_HOUSEHOLD : OF_PERSON, "it", in->known[0],
			p->programme);
	return read_payee(in, p, q, payee, error);
}

/* Who was paid had a case: it is made as history, so that the roster that tells more of it finds
 * it, whichever comes first. */
static bool make_case(
	struct intake *in, const struct intake_payment *p, struct payee *payee, GError **error)
{
	const struct intake_single s = {
		.programme = p->programme,
		.area = payee->area,
		.person = p->person,
		.month = p->month,
	};
	const char *state = intake_active_state(in, p->programme);

	return !in->change ||
		intake_write_case(in, &s, p->of_household, state, &payee->casefile, error);
}

/* --- rosters --------------------------------------------------------------------------------- */

struct batch {
	row_id id;
	int no; /* 0: the month's own */
	int rows, persons;
	fen amount;
	bool dirty;
};

static char *batch_key(const char *programme, const char *area, month m, const char *paid_on)
{
	return g_strdup_printf("%s %s %d %s", programme, area, m, paid_on);
}

static GPtrArray *read_batches(struct intake *in, const char *programme, const char *area, month m,
	const char *paid_on, GError **error)
{
	GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
	char iso[MONTH_LEN];
	struct query *q = db_query(in->db,
		"SELECT id, no, households, persons, amount FROM payment_batch"
		" WHERE programme = $1 AND area = $2 AND for_month = $3 AND state = 'closed'"
		" AND planned_by IS NULL AND coalesce(paid_on, '') = $4 ORDER BY coalesce(no, 1)",
		"tttt", programme, area, month_to_iso(m, iso), paid_on);

	while (query_next(q)) {
		struct batch *b = g_new0(struct batch, 1);

		b->id = query_int(q, 0);
		b->no = (int)query_int(q, 1);
		b->rows = (int)query_int(q, 2);
		b->persons = (int)query_int(q, 3);
		b->amount = query_int(q, 4);
		g_ptr_array_add(list, b);
	}
	if (query_end(q, error))
		return list;
	g_ptr_array_unref(list);
	return NULL;
}

static GPtrArray *batches_of(struct intake *in, const char *programme, const char *area, month m,
	const char *paid_on, GError **error)
{
	g_autofree char *key = batch_key(programme, area, m, paid_on);
	GPtrArray *list;

	if (!in->batches)
		in->batches = g_hash_table_new_full(
			g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
	list = g_hash_table_lookup(in->batches, key);
	if (!list && (list = read_batches(in, programme, area, m, paid_on, error)))
		g_hash_table_insert(in->batches, g_steal_pointer(&key), list);
	return list;
}

/* The month's own number where that is free and wanted, else the next one. */
static bool next_no(struct intake *in, const char *programme, const char *area,
	const char *for_month, bool own, int *no, GError **error)
{
	struct query *q = db_query(in->db,
		"SELECT coalesce(max(coalesce(no, 1)), 1), count(*) FILTER (WHERE no IS NULL)"
		" FROM payment_batch WHERE programme = $1 AND area = $2 AND for_month = $3",
		"ttt", programme, area, for_month);

	*no = 0;
	if (query_next(q) && (!own || query_int(q, 1) > 0))
		*no = (int)query_int(q, 0) + 1;
	return query_end(q, error);
}

static struct batch *add_batch(struct intake *in, GPtrArray *list, const char *programme,
	const char *area, month m, const char *paid_on, bool own, GError **error)
{
	struct record r = record_of("payment_batch");
	const char *for_month = intake_keep_month(in, m);
	struct batch *b = g_new0(struct batch, 1);

	record_text(&r, "programme", programme);
	record_text(&r, "area", area);
	record_text(&r, "for_month", for_month);
	record_text(&r, "state", "closed");
	record_text(&r, "paid_on", paid_on);
	if (next_no(in, programme, area, for_month, own, &b->no, error)) {
		if (b->no)
			record_int(&r, "no", b->no);
		if (change_insert(in->change, &r, &b->id, error)) {
			g_ptr_array_add(list, b);
			return b;
		}
	}
	g_free(b);
	return NULL;
}

static bool is_free(
	struct intake *in, row_id batch, row_id casefile, const char *for_month, GError **error)
{
	struct query *q = db_query(in->db,
		"SELECT 1 FROM payment WHERE batch = $1 AND casefile = $2 AND for_month = $3",
		"iit", batch, casefile, for_month);
	bool taken = query_next(q);

	return query_end(q, error) && !taken;
}

/* The roster that takes it: of its month, or of the month in which it was paid besides. */
static struct batch *find_batch(struct intake *in, const struct intake_payment *p,
	const struct payee *payee, const char *reason, GError **error)
{
	const char *area = p->area ? p->area : payee->area;
	const char *paid_on = p->paid_on ? p->paid_on : "";
	const char *for_month = intake_keep_month(in, p->month);
	month m = reason && p->paid_on ? month_of(day_from_iso(p->paid_on)) : p->month;
	g_autoptr(GError) why = NULL;
	GPtrArray *list = batches_of(in, p->programme, area, m, paid_on, &why);

	for (guint i = 0; list && !why && i < list->len; i++) {
		struct batch *b = g_ptr_array_index(list, i);

		if ((!reason || b->no) && is_free(in, b->id, payee->casefile, for_month, &why))
			return b;
	}
	if (list && !why)
		return add_batch(in, list, p->programme, area, m, paid_on, !reason, error);
	g_propagate_error(error, g_steal_pointer(&why));
	return NULL;
}

bool intake_finish(struct intake *in, GError **error)
{
	GHashTableIter iter;
	gpointer list;

	if (!in->change || !in->batches)
		return true;
	g_hash_table_iter_init(&iter, in->batches);
	while (g_hash_table_iter_next(&iter, NULL, &list))
		for (guint i = 0; i < ((GPtrArray *)list)->len; i++) {
			struct batch *b = g_ptr_array_index((GPtrArray *)list, i);
			struct record r = record_of("payment_batch");

			if (!b->dirty)
				continue;
			record_int(&r, "households", b->rows);
			record_int(&r, "persons", b->persons);
			record_int(&r, "amount", b->amount);
			if (!change_update(in->change, b->id, &r, NULL, error))
				return false;
			b->dirty = false;
		}
	return true;
}

/* --- a payment ------------------------------------------------------------------------------- */

struct before {
	gint64 same;              /* this very payment */
	bool regular, all_failed; /* a regular one of that month; none of them reached the payee */
	bool planned;             /* the month's roster was planned here */
};

static bool look_before(struct intake *in, const struct intake_payment *p,
	const struct payee *payee, struct before *before, GError **error)
{
	const char *for_month = intake_keep_month(in, p->month);
	struct query *q = db_query(in->db,
		"SELECT count(*) FILTER (WHERE p.amount = $3"
		"  AND (b.planned_by IS NOT NULL OR coalesce(b.paid_on, '') = $4)),"
		" count(*) FILTER (WHERE p.reason IS NULL),"
		" count(*) FILTER (WHERE p.state <> 'failed')"
		" FROM payment p JOIN payment_batch b ON b.id = p.batch"
		" WHERE p.casefile = $1 AND p.for_month = $2 AND p.state <> 'held'",
		"itit", payee->casefile, for_month, p->amount, p->paid_on ? p->paid_on : "");

	if (query_next(q)) {
		before->same = query_int(q, 0);
		before->regular = query_int(q, 1) > 0;
		before->all_failed = query_int(q, 2) == 0;
	}
	if (!query_end(q, error))
		return false;
	q = db_query(in->db,
		"SELECT 1 FROM payment_batch WHERE programme = $1 AND area = $2"
		" AND for_month = $3 AND no IS NULL AND (planned_by IS NOT NULL OR state <> "
		"'closed')",
		"ttt", p->programme, p->area ? p->area : payee->area, for_month);
	before->planned = query_next(q);
	return query_end(q, error);
}

/* A second regular payment of a month is none: it makes good for the first. */
static const char *reason_of(const struct intake_payment *p, const struct before *before)
{
	if (p->reason || !before->regular)
		return p->reason;
	return before->all_failed ? "again" : "arrears";
}

static bool write_payment(struct intake *in, const struct intake_payment *p,
	const struct payee *payee, const char *reason, GError **error)
{
	struct record r = record_of("payment");
	struct batch *b = find_batch(in, p, payee, reason, error);

	if (!b)
		return false;
	b->rows++;
	b->persons += payee->members;
	b->amount += p->amount;
	b->dirty = true;
	record_int(&r, "batch", b->id);
	record_int(&r, "casefile", payee->casefile);
	record_text(&r, "for_month", intake_keep_month(in, p->month));
	record_int(&r, "members", payee->members);
	record_int(&r, "base", p->amount);
	record_int(&r, "amount", p->amount);
	record_text(&r, "holder", p->holder ? p->holder : p->person.name);
	record_text(&r, "bank", p->bank);
	record_text(&r, "account", p->account);
	record_text(&r, "state", p->state);
	record_text(&r, "reason", reason);
	return change_insert(in->change, &r, NULL, error);
}

/* What is there already, or stands against it; *settled: there is nothing to write. */
static bool judge_payment(struct intake *in, const struct intake_payment *p,
	const struct payee *payee, struct before *before, enum intake_result *result, bool *settled,
	GError **error)
{
	char iso[MONTH_LEN];

	*settled = true;
	if (!payee->casefile && p->once)
		return intake_refuse(in, 0,
			_("no grant of that month is on file; import the list of grants first"));
	if (!look_before(in, p, payee, before, error))
		return false;
	if (before->same >= p->nth) {
		*result = INTAKE_SAME;
		return true;
	}
	if (before->planned && !p->reason)
		return intake_refuse(in, 0,
			_("the roster of %s was planned here and does not have this payment; "
			  "compare both"),
			month_to_iso(p->month, iso));
	*settled = false;
	return true;
}

bool intake_put_payment(struct intake *in, const struct intake_payment *p,
	enum intake_result *result, bool *made, GError **error)
{
	struct before before = {0};
	struct payee payee;
	bool settled;

	*made = false;
	*result = INTAKE_CONFLICT;
	intake_reset(in);
	if (!intake_know_person(in, 0, &p->person, error))
		return false;
	if (in->conflict)
		return true;
	if (!find_payee(in, p, &payee, error) ||
		!judge_payment(in, p, &payee, &before, result, &settled, error))
		return false;
	if (settled)
		return true;
	*result = INTAKE_NEW;
	*made = payee.casefile == 0;
	if (*made && !make_case(in, p, &payee, error))
		return false;
	return !in->change || write_payment(in, p, &payee, reason_of(p, &before), error);
}

/* --- for how many ---------------------------------------------------------------------------- */

struct counted {
	row_id payment, batch;
	int members;
};

static GArray *read_counted(struct intake *in, row_id casefile, int members, GError **error)
{
	GArray *list = g_array_new(FALSE, TRUE, sizeof(struct counted));
	struct query *q = db_query(in->db,
		"SELECT p.id, p.batch, p.members FROM payment p"
		" JOIN payment_batch b ON b.id = p.batch"
		" WHERE p.casefile = $1 AND b.planned_by IS NULL AND p.members <> $2",
		"ii", casefile, (gint64)members);

	while (query_next(q)) {
		struct counted c = {query_int(q, 0), query_int(q, 1), (int)query_int(q, 2)};

		g_array_append_val(list, c);
	}
	if (query_end(q, error))
		return list;
	g_array_unref(list);
	return NULL;
}

static bool recount_one(struct intake *in, const struct counted *c, int members, GError **error)
{
	struct record p = record_of("payment"), b = record_of("payment_batch");
	gint64 persons = 0;

	record_int(&p, "members", members);
	if (!change_update(in->change, c->payment, &p, NULL, error) ||
		!db_one_int(in->db, &persons, error,
			"SELECT persons FROM payment_batch WHERE id = $1", "i", c->batch))
		return false;
	record_int(&b, "persons", persons + members - c->members);
	return change_update(in->change, c->batch, &b, NULL, error);
}

bool intake_recount(struct intake *in, row_id casefile, int members, GError **error)
{
	GArray *list = read_counted(in, casefile, members, error);
	bool ok = list != NULL;

	for (guint i = 0; ok && i < list->len; i++)
		ok = recount_one(in, &g_array_index(list, struct counted, i), members, error);
	g_clear_pointer(&list, g_array_unref);
	return ok;
}
