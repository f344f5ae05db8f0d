/* Planning a month: who is paid what, and which rows are held back and why.
 *
 * Everything is read in a few scans first, then written: a whole city is planned in one change.
 */
#include "config.h"

#include "model/payment.h"

#include <string.h>
#include "base/i18n.h"
#include "model/adjustment.h"
#include "model/payment_rows.h"

#define IN_FORCE " a.from_month <= $1 AND (a.to_month IS NULL OR a.to_month >= $1)"

struct plan {
	struct desk *desk;
	struct change *c;
	const struct programme *programme;
	const char *area;
	char month[MONTH_LEN], first[DAY_LEN], last[DAY_LEN];
	row_id batch; /* 0: none yet */
	GStringChunk *texts;
	GArray *rows;          /* struct planned */
	GHashTable *sharing;   /* account -> file numbers (F31) */
	GHashTable *twice;     /* person row -> file numbers (K-30) */
	GHashTable *before;    /* casefile -> payment row of an earlier plan */
	GHashTable *elsewhere; /* casefiles that another batch pays for this month (9.5) */
};

struct planned {
	row_id casefile;
	int members;
	fen base, supplement;
	const char *holder, *bank, *account, *snapshot, *parts, *hold;
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
	month_to_iso(m, p->month);
	day_to_iso(month_first(m), p->first);
	day_to_iso(month_last(m), p->last);
	p->texts = g_string_chunk_new(65536);
	p->rows = g_array_new(FALSE, FALSE, sizeof(struct planned));
	p->sharing = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	p->twice = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
	p->before = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
	p->elsewhere = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
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

/* "dibao DB-2026-0001 destitute TK-2026-0004": the files of those that may not be at once. */
static char *clash(const struct plan *p, const char *cases)
{
	g_auto(GStrv) word = g_strsplit(cases, " ", -1);
	g_autoptr(GString) files = g_string_new(NULL);
	bool own = false;

	for (char **w = word; *w && w[1]; w += 2) {
		const struct programme *other = library_programme(p->desk->lib, *w);
		bool same = strcmp(*w, p->programme->key) == 0;

		if (!same && (!other || !programme_excludes(p->programme, other)))
			continue;
		own |= same;
		g_string_append_printf(files, "%s%s", files->len ? ", " : "", w[1]);
	}
	return own && strchr(files->str, ',') ? g_strdup(files->str) : NULL;
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
		"  AND CASE WHEN c.person IS NULL THEN m.counted = 1 ELSE m.person = c.person END"
		"  ORDER BY c.file_no) GROUP BY person HAVING COUNT(*) > 1",
		"ttt", p->month, p->last, p->first);

	while (query_next(q)) {
		char *files = clash(p, query_text(q, 1));

		if (files)
			g_hash_table_insert(p->twice, boxed(query_int(q, 0)), files);
	}
	return query_end(q, error);
}

static bool find_earlier_rows(struct plan *p, GError **error)
{
	struct query *q = db_query(
		p->desk->db, "SELECT casefile, id FROM payment WHERE batch = $1", "i", p->batch);

	while (query_next(q))
		g_hash_table_insert(p->before, boxed(query_int(q, 0)), boxed(query_int(q, 1)));
	return query_end(q, error);
}

static bool find_paid_elsewhere(struct plan *p, GError **error)
{
	struct query *q = db_query(p->desk->db,
		"SELECT p.casefile FROM payment_batch b JOIN payment p ON p.batch = b.id"
		" WHERE b.programme = $1 AND b.for_month = $2 AND b.id <> $3"
		" AND p.state <> 'held' AND b.state <> 'draft' AND b.reason IS NULL",
		"tti", p->programme->key, p->month, p->batch);

	while (query_next(q))
		g_hash_table_add(p->elsewhere, boxed(query_int(q, 0)));
	return query_end(q, error);
}

static const char *hold_account(struct plan *p, const char *account, const char *note)
{
	const char *files;
	size_t digits;

	if (!account)
		return _("no bank account; enter it in the case");
	digits = strspn(account, "0123456789");
	if (account[digits] || digits < 8 || digits > 32)
		return _("the bank account is not 8 to 32 digits; correct it in the case");
	files = g_hash_table_lookup(p->sharing, account);
	if (!files || note)
		return NULL;
	g_autofree char *why = g_strdup_printf(
		_("one account for several households (%s); say why in the case (F31)"), files);
	return keep(p, why);
}

/* G-06: the month of the birthday is the last, unless a paper of the last year says "at school". */
static const char *hold_grown_up(struct plan *p, struct query *q, const char *name)
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
		return NULL;
	why = g_strdup_printf(
		_("%s is %d since %s; end the case, or receive the proof of schooling (G-06)"),
		name, (int)limit, day_to_iso(grown, iso));
	return keep(p, why);
}

static const char *hold_member(struct plan *p, struct query *q, const char *name)
{
	row_id person = query_int(q, 10);
	const char *death = query_text(q, 15);
	const char *files = g_hash_table_lookup(p->twice, &person);
	g_autofree char *why = NULL;

	if (!query_int(q, 12))
		return NULL;
	if (*death && strcmp(death, p->first) < 0)
		why = g_strdup_printf(
			_("%s died on %s; change the household first (K-31)"), name, death);
	else if (files)
		why = g_strdup_printf(
			_("%s stands in two cases (%s); end one of them (K-30)"), name, files);
	return keep(p, why);
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
	"  AND x.code = $6)"
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
	" LEFT JOIN person p ON p.id = m.person"
	" WHERE c.programme = $4 AND c.area = $5"
	" ORDER BY c.id, a.from_month DESC, a.id DESC,"
	" CASE WHEN m.relation = '01' THEN 0 ELSE 1 END, m.seq, m.id";

static bool is_active(const struct plan *p, const char *state)
{
	const struct state_def *def = programme_state(p->programme, state);

	return def && def->kind == STATE_ACTIVE;
}

static void begin_row(struct plan *p, struct query *q, struct planned *row, GString *snapshot)
{
	g_autofree char *note = query_dup(q, 9);

	*row = (struct planned){
		.casefile = query_int(q, 0),
		.members = (int)query_int(q, 3),
		.base = query_int(q, 4),
		.supplement = query_int(q, 5),
		.holder = keep(p, query_text(q, 6)),
		.bank = keep(p, query_text(q, 7)),
		.account = keep(p, query_text(q, 8)),
		.parts = g_str_equal(query_text(q, 19), "[]") ? NULL : keep(p, query_text(q, 19)),
	};
	if (g_hash_table_contains(p->elsewhere, &row->casefile))
		row->hold = _("another roster of this month pays this case already (9.5)");
	else if (query_int(q, 18))
		row->hold = _("captured from old paper, and papers are still missing (F8)");
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
	const char *against;

	if (query_is_null(q, 10))
		return;
	/* Whom an individual programme is about heads his own row. */
	snapshot_member(snapshot, p->programme->individual ? "01" : query_text(q, 11),
		query_text(q, 13), query_text(q, 14), query_int(q, 12) != 0);
	against = hold_member(p, q, query_text(q, 13));
	if (!against)
		against = hold_grown_up(p, q, query_text(q, 13));
	if (against)
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
			if (is_active(p, query_text(q, 1)))
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
	gint64 *id = g_hash_table_lookup(p->before, &row->casefile);
	bool ok;

	record_int(&r, "batch", p->batch);
	record_int(&r, "casefile", row->casefile);
	record_text(&r, "for_month", p->month);
	record_int(&r, "members", row->members);
	record_int(&r, "base", row->base);
	record_int(&r, "supplement", row->supplement);
	record_int(&r, "amount", row->base + row->supplement);
	record_text(&r, "holder", row->holder);
	record_text(&r, "bank", row->bank);
	record_text(&r, "account", row->account);
	record_text(&r, "snapshot", row->snapshot);
	record_text(&r, "parts", row->parts);
	record_text(&r, "state", row->hold ? "held" : "planned");
	record_text(&r, "hold_reason", row->hold);
	ok = id ? change_update(p->c, *id, &r, NULL, error) : change_insert(p->c, &r, NULL, error);
	g_hash_table_remove(p->before, &row->casefile);
	return ok;
}

static bool drop_rest(struct plan *p, GError **error)
{
	GHashTableIter iter;
	gpointer id;

	g_hash_table_iter_init(&iter, p->before);
	while (g_hash_table_iter_next(&iter, NULL, &id))
		if (!change_delete(p->c, "payment", *(gint64 *)id, error))
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

		if (row->hold)
			continue;
		households++;
		persons += row->members;
		amount += row->base + row->supplement;
	}
	record_text(&r, "programme", p->programme->key);
	record_text(&r, "area", p->area);
	record_text(&r, "for_month", p->month);
	record_text(&r, "state", "draft");
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
		"ttt", p->programme->key, p->area, p->month);

	*frozen = false;
	if (query_next(q)) {
		p->batch = query_int(q, 0);
		*frozen = strcmp(query_text(q, 1), "draft") != 0;
	}
	return query_end(q, error);
}

static bool plan_area(struct plan *p, int *n, int *frozen, GError **error)
{
	bool stays;

	if (!find_batch(p, &stays, error))
		return false;
	if (stays) {
		++*frozen;
		return true;
	}
	if (!find_shared_accounts(p, error) || !find_persons_twice(p, error) ||
		!find_earlier_rows(p, error) || !find_paid_elsewhere(p, error) ||
		!read_cases(p, error))
		return false;
	if (!p->rows->len && !p->batch)
		return true;
	++*n;
	return write_plan(p, error);
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
