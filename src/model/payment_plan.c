/* Planning a month: who is paid what, and which rows are held back and why.
 *
 * Everything is read in a few scans first, then written: a whole city is planned in one change.
 */
#include "config.h"

#include "model/payment.h"

#include <string.h>
#include "base/i18n.h"
#include "model/adjustment.h"
#include "model/payment_room.h"
#include "model/payment_rows.h"

#define IN_FORCE " a.from_month <= $1 AND (a.to_month IS NULL OR a.to_month >= $1)"

struct plan {
	struct desk *desk;
	struct change *c;
	const struct programme *programme;
	const char *area;
	char batch_month[MONTH_LEN]; /* the first one it pays */
	int months;                  /* that it pays: one, or the three of a quarter */
	char month[MONTH_LEN], first[DAY_LEN], last[DAY_LEN]; /* the one that is read now */
	row_id batch;                                         /* 0: none yet */
	GStringChunk *texts;
	GArray *rows;          /* struct planned */
	GHashTable *sharing;   /* account -> file numbers (F31) */
	GHashTable *twice;     /* person row -> file numbers (K-30) */
	GHashTable *before;    /* "casefile month" -> payment row of an earlier plan */
	GHashTable *elsewhere; /* casefiles that another batch pays for this month (9.5) */
};

/* Why a row is held: the kind of finding that it makes, and the sentence. */
struct hold {
	const char *kind, *why;
};

struct planned {
	row_id casefile;
	const char *for_month;
	int members;
	fen base, supplement;
	const char *holder, *bank, *account, *snapshot, *parts;
	struct hold hold;
};

static void plan_clear(struct plan *p)
{
	g_string_chunk_free(p->texts);
	g_array_unref(p->rows);
	g_hash_table_unref(p->sharing);
	g_hash_table_unref(p->twice);
	g_hash_table_unref(p->before);
	g_hash_table_unref(p->elsewhere);
}

static void plan_init(struct plan *p, struct desk *desk, const struct programme *programme,
	const char *area, month m)
{
	*p = (struct plan){.desk = desk, .programme = programme, .area = area};
	p->months = payment_cycle(desk, programme, area, &m);
	month_to_iso(m, p->batch_month);
	p->texts = g_string_chunk_new(65536);
	p->rows = g_array_new(FALSE, FALSE, sizeof(struct planned));
	p->sharing = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	p->twice = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
	p->before = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	p->elsewhere = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
}

static void turn_to(struct plan *p, month m)
{
	month_to_iso(m, p->month);
	day_to_iso(month_first(m), p->first);
	day_to_iso(month_last(m), p->last);
	g_hash_table_remove_all(p->sharing);
	g_hash_table_remove_all(p->twice);
	g_hash_table_remove_all(p->elsewhere);
}

static const char *keep(struct plan *p, const char *text)
{
	return text && *text ? g_string_chunk_insert(p->texts, text) : NULL;
}

static gint64 *boxed(gint64 n)
{
	return g_memdup2(&n, sizeof n);
}

/* --- what speaks against a row ------------------------------------------------------------- */

static bool find_shared_accounts(struct plan *p, GError **error)
{
	struct query *q = db_query(p->desk->db,
		"SELECT c.account, MIN(c.file_no), MAX(c.file_no)"
		" FROM casefile c JOIN award a ON a.casefile = c.id AND" IN_FORCE
		" WHERE c.account IS NOT NULL GROUP BY c.account"
		" HAVING COUNT(DISTINCT c.household) > 1",
		"t", p->month);

	while (query_next(q))
		g_hash_table_insert(p->sharing, query_dup(q, 0),
			g_strdup_printf("%s, %s", query_text(q, 1), query_text(q, 2)));
	return query_end(q, error);
}

/* Persons in two cases that a month pays, of programmes that exclude each other (K-30). */
static bool find_persons_twice(struct plan *p, GError **error)
{
	struct query *q = db_query(p->desk->db,
		"SELECT person, group_concat(programme || ' ' || file_no, ' ') FROM"
		" (SELECT DISTINCT m.person, c.programme, c.file_no"
		"  FROM casefile c JOIN award a ON a.casefile = c.id AND" IN_FORCE
		"  JOIN member m ON m.household = c.household AND m.from_date <= $2"
		"  AND (m.to_date IS NULL OR m.to_date >= $3)"
		/* Who came during the month, to a case that ran already, is in its next award. */
		"  AND (m.from_date <= $3 OR substr(m.from_date, 1, 7) <= a.from_month)"
		"  AND CASE WHEN c.person IS NULL THEN m.counted = 1 ELSE m.person = c.person END"
		"  ORDER BY c.file_no) GROUP BY person HAVING COUNT(*) > 1",
		"ttt", p->month, p->last, p->first);

	while (query_next(q)) {
		char *files = payment_clash(p->desk->lib, p->programme->key, query_text(q, 1));

		if (files)
			g_hash_table_insert(p->twice, boxed(query_int(q, 0)), files);
	}
	return query_end(q, error);
}

static char *row_key(row_id casefile, const char *for_month)
{
	return g_strdup_printf("%" G_GINT64_FORMAT " %s", casefile, for_month);
}

static bool find_earlier_rows(struct plan *p, GError **error)
{
	struct query *q = db_query(p->desk->db,
		"SELECT casefile, for_month, id FROM payment WHERE batch = $1", "i", p->batch);

	while (query_next(q))
		g_hash_table_insert(p->before, row_key(query_int(q, 0), query_text(q, 1)),
			boxed(query_int(q, 2)));
	return query_end(q, error);
}

static bool find_paid_elsewhere(struct plan *p, GError **error)
{
	struct query *q = db_query(p->desk->db,
		"SELECT p.casefile FROM payment_batch b JOIN payment p ON p.batch = b.id"
		" WHERE b.programme = $1 AND b.for_month IN ($2, $4) AND p.for_month = $2"
		" AND b.id <> $3 AND p.state NOT IN ('held', 'failed')"
		" AND b.state NOT IN ('draft', 'checked') AND b.reason IS NULL",
		"ttit", p->programme->key, p->month, p->batch, p->batch_month);

	while (query_next(q))
		g_hash_table_add(p->elsewhere, boxed(query_int(q, 0)));
	return query_end(q, error);
}

static struct hold hold_account(struct plan *p, const char *account, const char *note)
{
	const char *files;

	if (!account)
		return (struct hold){"account_none", _("no bank account; enter it in the case")};
	if (!payment_account_sound(account))
		return (struct hold){"account_bad",
			_("the bank account is not 8 to 32 digits; correct it in the case")};
	files = g_hash_table_lookup(p->sharing, account);
	if (!files || note)
		return (struct hold){0};
	g_autofree char *why = g_strdup_printf(
		_("one account for several households (%s); say why in the case (F31)"), files);
	return (struct hold){"account_shared", keep(p, why)};
}

/* G-06: the month of the birthday is the last, unless a paper of the last year says "at school". */
static struct hold hold_grown_up(struct plan *p, struct query *q, const char *name)
{
	day first = day_from_iso(p->first);
	gint64 limit = p->programme->age_limit
		? policy_int(p->desk->policy, p->programme->age_limit, p->area, first, 0)
		: 0;
	day birth = day_from_iso(query_text(q, 20)), paper = day_from_iso(query_text(q, 21));
	day grown = limit && birth != DAY_NONE ? day_add_months(birth, 12 * (int)limit) : DAY_NONE;
	bool schooled = paper != DAY_NONE && paper >= day_add_months(first, -12);
	char iso[DAY_LEN];
	g_autofree char *why = NULL;

	if (grown == DAY_NONE || grown >= first || schooled)
		return (struct hold){0};
	why = g_strdup_printf(
		_("%s is %d since %s; end the case, or receive the proof of schooling (G-06)"),
		name, (int)limit, day_to_iso(grown, iso));
	return (struct hold){"grown_up", keep(p, why)};
}

static struct hold hold_member(struct plan *p, struct query *q, const char *name)
{
	row_id person = query_int(q, 10);
	const char *death = query_text(q, 15);
	const char *files = g_hash_table_lookup(p->twice, &person);
	g_autofree char *why = NULL;

	if (!query_int(q, 12))
		return (struct hold){0};
	if (*death && strcmp(death, p->first) < 0)
		return (struct hold){"dead", keep(p, why = payment_dead_words(name, death))};
	if (!files)
		return (struct hold){0};
	why = g_strdup_printf(
		_("%s stands in two cases (%s); end one of them (K-30)"), name, files);
	return (struct hold){"double", keep(p, why)};
}

/* --- reading the cases --------------------------------------------------------------------- */

static const char cases_sql[] =
	"SELECT c.id, c.state, a.id, a.members, a.base, a.supplement,"
	" coalesce(i.name, c.holder), coalesce(i.bank, c.bank), coalesce(i.account, c.account),"
	" coalesce(i.name, c.account_note), m.person, m.relation,"
	" m.counted = 1 OR m.person = c.person, p.name, p.id_no, p.death_date,"
	" COALESCE(d.name, h.village_name), h.address,"
	" c.origin = 'captured' AND NOT EXISTS (SELECT 1 FROM step s WHERE s.casefile = c.id"
	"  AND s.action = 'complete' AND s.undone = 0),"
	" (SELECT json_group_array(json_object('kind', t.kind, 'person', t.person,"
	"  'amount', t.amount)) FROM award_part t WHERE t.award = a.id),"
	" p.birth, (SELECT max(x.received_on) FROM document x WHERE x.casefile = c.id"
	"  AND x.code = $6),"
	" a.to_month IS NOT NULL"
	" FROM casefile c JOIN award a ON a.casefile = c.id AND" IN_FORCE
	/* Who lives in an institution is paid through it (9.8). */
	" LEFT JOIN placement l ON l.casefile = c.id AND l.from_date <= $2"
	" AND (l.to_date IS NULL OR l.to_date >= $2)"
	" LEFT JOIN institution i ON i.id = l.institution AND i.account IS NOT NULL"
	" LEFT JOIN household h ON h.id = c.household"
	" LEFT JOIN division d ON d.code = h.village"
	" LEFT JOIN member m ON m.household = c.household"
	" AND m.from_date <= $2 AND (m.to_date IS NULL OR m.to_date >= $3)"
	" AND (c.person IS NULL OR m.person = c.person)"
	/* One row each, the last of the month: the relation changes with the head. */
	" AND NOT EXISTS (SELECT 1 FROM member n WHERE n.household = m.household"
	"  AND n.person = m.person AND n.from_date <= $2 AND n.from_date > m.from_date)"
	" LEFT JOIN person p ON p.id = m.person"
	" WHERE c.programme = $4 AND c.area = $5"
	" ORDER BY c.id, a.from_month DESC, a.id DESC,"
	" CASE WHEN m.relation = '01' THEN 0 ELSE 1 END, m.to_date IS NOT NULL, m.seq, m.id";

/* What has ended is paid up to the month that its award says (T-19, K-40). */
static bool is_paid(const struct plan *p, const char *state, bool until)
{
	const struct state_def *def = programme_state(p->programme, state);

	return def && (def->kind == STATE_ACTIVE || (def->kind == STATE_CLOSED && until));
}

static void begin_row(struct plan *p, struct query *q, struct planned *row, GString *snapshot)
{
	g_autofree char *note = query_dup(q, 9);

	*row = (struct planned){
		.casefile = query_int(q, 0),
		.for_month = g_string_chunk_insert_const(p->texts, p->month),
		.members = (int)query_int(q, 3),
		.base = query_int(q, 4),
		.supplement = query_int(q, 5),
		.holder = keep(p, query_text(q, 6)),
		.bank = keep(p, query_text(q, 7)),
		.account = keep(p, query_text(q, 8)),
		.parts = g_str_equal(query_text(q, 19), "[]") ? NULL : keep(p, query_text(q, 19)),
	};
	if (g_hash_table_contains(p->elsewhere, &row->casefile))
		row->hold = (struct hold){"elsewhere",
			_("another roster of this month pays this case already (9.5)")};
	else if (query_int(q, 18))
		row->hold = (struct hold){"incomplete",
			_("captured from old paper, and papers are still missing (F8)")};
	else
		row->hold = hold_account(p, row->account, note && *note ? note : NULL);
	snapshot_begin(snapshot, query_text(q, 16), query_text(q, 17));
}

static void end_row(struct plan *p, struct planned *row, GString *snapshot)
{
	if (!row->casefile)
		return;
	row->snapshot = keep(p, snapshot->str);
	g_array_append_val(p->rows, *row);
	row->casefile = 0;
}

static void add_member(struct plan *p, struct query *q, struct planned *row, GString *snapshot)
{
	struct hold against;

	if (query_is_null(q, 10))
		return;
	/* Whom an individual programme is about heads his own row. */
	snapshot_member(snapshot, p->programme->individual ? "01" : query_text(q, 11),
		query_text(q, 13), query_text(q, 14), query_int(q, 12) != 0);
	against = hold_member(p, q, query_text(q, 13));
	if (!against.kind)
		against = hold_grown_up(p, q, query_text(q, 13));
	if (against.kind)
		row->hold = against;
}

/* A case has at most one row a month (9.5): of two awards in force the later one counts. */
static bool read_cases(struct plan *p, GError **error)
{
	g_autoptr(GString) snapshot = g_string_new(NULL);
	struct planned row = {0};
	row_id last_case = 0, award = 0;
	struct query *q = db_query(p->desk->db, cases_sql, "tttttt", p->month, p->last, p->first,
		p->programme->key, p->area, p->programme->age_paper);

	while (query_next(q)) {
		if (query_int(q, 0) != last_case) {
			end_row(p, &row, snapshot);
			last_case = query_int(q, 0);
			award = query_int(q, 2);
			if (is_paid(p, query_text(q, 1), query_int(q, 22)))
				begin_row(p, q, &row, snapshot);
		}
		if (row.casefile && query_int(q, 2) == award)
			add_member(p, q, &row, snapshot);
	}
	end_row(p, &row, snapshot);
	return query_end(q, error);
}

/* --- writing ------------------------------------------------------------------------------- */

static bool write_row(struct plan *p, const struct planned *row, GError **error)
{
	struct record r = record_of("payment");
	g_autofree char *key = row_key(row->casefile, row->for_month);
	gint64 *id = g_hash_table_lookup(p->before, key);
	bool ok;

	record_int(&r, "batch", p->batch);
	record_int(&r, "casefile", row->casefile);
	record_text(&r, "for_month", row->for_month);
	record_int(&r, "members", row->members);
	record_int(&r, "base", row->base);
	record_int(&r, "supplement", row->supplement);
	record_int(&r, "amount", row->base + row->supplement);
	record_text(&r, "holder", row->holder);
	record_text(&r, "bank", row->bank);
	record_text(&r, "account", row->account);
	record_text(&r, "snapshot", row->snapshot);
	record_text(&r, "parts", row->parts);
	record_text(&r, "state", row->hold.kind ? "held" : "planned");
	record_text(&r, "hold", row->hold.kind);
	record_text(&r, "hold_reason", row->hold.why);
	ok = id ? change_update(p->c, *id, &r, NULL, error) : change_insert(p->c, &r, NULL, error);
	g_hash_table_remove(p->before, key);
	return ok;
}

static bool drop_rest(struct plan *p, GError **error)
{
	GHashTableIter iter;
	gpointer id;

	g_hash_table_iter_init(&iter, p->before);
	while (g_hash_table_iter_next(&iter, NULL, &id))
		if (!finding_forget(p->c, *(gint64 *)id, error) ||
			!change_delete(p->c, "payment", *(gint64 *)id, error))
			return false;
	return true;
}

static bool write_batch(struct plan *p, GError **error)
{
	struct record r = record_of("payment_batch");
	char today[DAY_LEN];
	int households = 0, persons = 0;
	fen amount = 0;

	for (guint i = 0; i < p->rows->len; i++) {
		const struct planned *row = &g_array_index(p->rows, struct planned, i);

		if (row->hold.kind)
			continue;
		households++;
		persons += row->members;
		amount += row->base + row->supplement;
	}
	record_text(&r, "programme", p->programme->key);
	record_text(&r, "area", p->area);
	record_text(&r, "for_month", p->batch_month);
	record_text(&r, "state", "draft");
	record_null(&r, "checked_by");
	record_null(&r, "checked_on");
	record_int(&r, "planned_by", p->desk->who.id);
	record_text(&r, "planned_on", day_to_iso(day_today(), today));
	record_int(&r, "households", households);
	record_int(&r, "persons", persons);
	record_int(&r, "amount", amount);
	return p->batch ? change_update(p->c, p->batch, &r, NULL, error)
			: change_insert(p->c, &r, &p->batch, error);
}

static bool write_plan(struct plan *p, GError **error)
{
	if (!write_batch(p, error))
		return false;
	for (guint i = 0; i < p->rows->len; i++)
		if (!write_row(p, &g_array_index(p->rows, struct planned, i), error))
			return false;
	return drop_rest(p, error);
}

/* --- one month ----------------------------------------------------------------------------- */

static bool find_batch(struct plan *p, bool *frozen, GError **error)
{
	struct query *q = db_query(p->desk->db,
		"SELECT id, state FROM payment_batch"
		" WHERE programme = $1 AND area = $2 AND for_month = $3 AND no IS NULL",
		"ttt", p->programme->key, p->area, p->batch_month);

	*frozen = false;
	if (query_next(q)) {
		p->batch = query_int(q, 0);
		*frozen = !payment_is_open(query_text(q, 1));
	}
	return query_end(q, error);
}

/* Most programmes of an office have nobody to pay in a month: one look tells, before all the others
 * that a row needs. */
static bool anybody_is_paid(struct plan *p, bool *any, GError **error)
{
	gint64 found = p->batch != 0;

	if (!found &&
		!db_one_int(p->desk->db, &found, error,
			"SELECT EXISTS (SELECT 1 FROM casefile c JOIN award a ON a.casefile = c.id"
			" AND" IN_FORCE " WHERE c.programme = $2 AND c.area = $3)",
			"ttt", p->month, p->programme->key, p->area))
		return false;
	*any = found != 0;
	return true;
}

static bool plan_area(struct plan *p, int *n, int *frozen, GError **error)
{
	bool stays, any;

	if (!find_batch(p, &stays, error) || !find_earlier_rows(p, error))
		return false;
	*frozen += stays;
	for (int i = 0; !stays && i < p->months; i++) {
		turn_to(p, month_from_iso(p->batch_month) + i);
		if (!anybody_is_paid(p, &any, error))
			return false;
		if (any &&
			(!find_shared_accounts(p, error) || !find_persons_twice(p, error) ||
				!find_paid_elsewhere(p, error) || !read_cases(p, error)))
			return false;
	}
	if (stays)
		return true;
	if (!p->rows->len && !p->batch)
		return true;
	++*n;
	return write_plan(p, error) && finding_refresh(p->desk, p->c, p->batch, error);
}

static bool may_plan(
	struct desk *desk, const char *key, const struct programme *programme, GError **error)
{
	if (!(desk->who.roles & ROLE_PAYER))
		return jz_fail(error, JZ_ERROR_DENIED,
			_("only a payer plans the month's payments; let a payer sign in"));
	return programme ||
		jz_fail(error, JZ_ERROR_BAD,
			_("there is no programme %s; the programmes are in programmes/"), key);
}

bool payment_plan(struct desk *desk, const char *programme, month m, int *n, GError **error)
{
	const struct programme *def = library_programme(desk->lib, programme);
	struct change *c;
	int frozen = 0;
	bool ok = true;

	*n = 0;
	if (!may_plan(desk, programme, def, error))
		return false;
	if (m > month_of(day_today()) + 1)
		return jz_fail(error, JZ_ERROR_USAGE,
			_("a month can be planned at the earliest in the month before it"));
	c = desk_change(desk, "plan payments", error);
	if (!c)
		return false;
	for (char **area = def->areas; ok && area && *area; area++) {
		struct plan p;

		plan_init(&p, desk, def, *area, m);
		p.c = c;
		ok = plan_area(&p, n, &frozen, error);
		plan_clear(&p);
	}
	ok = ok && adjustment_plan(desk, c, def, m, n, error);
	if (ok && !*n && frozen)
		ok = jz_fail(error, JZ_ERROR_DENIED,
			_("the payments of this month are approved already and stay as they are"));
	ok = ok && change_commit(&c, error);
	change_cancel(&c);
	return ok;
}
