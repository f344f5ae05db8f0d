/* The checks of a batch before it is approved (F38, N2): each is one query over the rows as they
 * stand, and gives the facts that its sentence names. */
#include "config.h"

#include <string.h>
#include "base/i18n.h"
#include "model/payment_room.h"

#define YEAR 12

struct found {
	row_id payment, casefile;
	const char *kind, *severity, *facts;
};

struct checking {
	struct desk *desk;
	const struct programme *programme;
	row_id batch, again_of;
	char *area, *for_month;
	GStringChunk *texts;
	GArray *found; /* struct found */
};

/* Rows that the checks look at: the regular ones that will be paid. */
#define ROWS " FROM payment p JOIN casefile c ON c.id = p.casefile"
#define REGULAR " WHERE p.batch = $1 AND p.state <> 'held' AND p.reason IS NULL"
#define YUAN(fen) "printf('%d.%02d', " fen " / 100, " fen " % 100)"
#define TAB " || char(9) || "
/* What a row is due: what comes back of a recovery is subtracted from its amount only. */
#define OWN(row) "(" row ".base + " row ".supplement)"
#define ROUND "sum(" OWN("p") " % 10000 = 0)"

static void add(struct checking *k, struct query *q, const char *kind, const char *severity)
{
	const struct found f = {
		.payment = query_int(q, 0),
		.casefile = query_int(q, 1),
		.kind = g_string_chunk_insert_const(k->texts, kind),
		.severity = severity,
		.facts = g_string_chunk_insert(k->texts, query_text(q, 2)),
	};

	g_array_append_val(k->found, f);
}

static bool take(
	struct checking *k, struct query *q, const char *kind, const char *severity, GError **error)
{
	while (query_next(q))
		add(k, q, kind, severity);
	return query_end(q, error);
}

/* --- what was held by the plan ------------------------------------------------------------- */

/* Nobody goes unpaid in silence: why a row is held is explained, or mended. */
static bool check_held(struct checking *k, GError **error)
{
	struct query *q = db_query(k->desk->db,
		"SELECT id, casefile, hold_reason, hold FROM payment"
		" WHERE batch = $1 AND state = 'held'",
		"i", k->batch);

	while (query_next(q))
		add(k, q, query_is_null(q, 3) ? "incomplete" : query_text(q, 3), "error");
	return query_end(q, error);
}

/* What failed once fails again where the account is the same. */
static bool check_same_account(struct checking *k, GError **error)
{
	return take(k,
		db_query(k->desk->db,
			"SELECT p.id, p.casefile, p.account FROM payment p"
			" JOIN payment o ON o.id = p.again_of"
			" WHERE p.batch = $1 AND p.state <> 'held' AND o.account = p.account",
			"i", k->batch),
		"account_same", "warn", error);
}

/* --- persons ------------------------------------------------------------------------------- */

/* What has ended is paid up to the last month of its award (T-19, K-40). */
static bool check_ended(struct checking *k, GError **error)
{
	return take(k,
		db_query(k->desk->db,
			"SELECT p.id, p.casefile, c.state" ROWS REGULAR
			" AND NOT EXISTS (SELECT 1 FROM award a WHERE a.casefile = c.id"
			"  AND a.from_month <= p.for_month AND (a.to_month >= p.for_month"
			"   OR a.to_month IS NULL"
			"    AND c.state IN (SELECT value FROM json_each($2))))",
			"it", k->batch, payment_active_states(k->programme)),
		"ended", "error", error);
}

/* Who left since the amount was decided; an amount that was decided later knows it. */
static bool check_left(struct checking *k, GError **error)
{
	return take(k,
		db_query(k->desk->db,
			"SELECT p.id, p.casefile, o.name" TAB "max(m.to_date)" ROWS
			" JOIN member m ON m.household = c.household AND m.counted = 1"
			"  AND m.to_date < p.for_month || '-01'"
			"  AND m.to_date >= (SELECT max(a.from_month) FROM award a"
			"   WHERE a.casefile = c.id AND a.from_month <= p.for_month)"
			" JOIN person o ON o.id = m.person" REGULAR
			" AND c.person IS NULL AND NOT EXISTS (SELECT 1 FROM member n"
			"  WHERE n.household = m.household AND n.person = m.person"
			"  AND n.from_date > m.to_date)"
			" GROUP BY p.id",
			"i", k->batch),
		"left", "error", error);
}

/* --- amounts and the standard -------------------------------------------------------------- */

/* Parameters that the amount of a programme comes from, by its rule; sums of the greatest. */
static const struct ceiling {
	const char *rule;
	const char *sum[2][3]; /* of each line the greatest counts; NULL-ended */
} ceilings[] = {
	{"support",
		{{"destitute_basic_home", "destitute_basic_institution"},
			{"care_home_none", "care_institution_none"}}},
	{"allowance", {{"child_home", "child_institution"}}},
};

static const struct ceiling *ceiling_of(const struct programme *p)
{
	for (size_t i = 0; i < G_N_ELEMENTS(ceilings); i++)
		if (g_strcmp0(p->amount, ceilings[i].rule) == 0)
			return &ceilings[i];
	return NULL;
}

static bool is_gap(const struct programme *p)
{
	return g_strcmp0(p->amount, "gap") == 0;
}

/* The most a year for one person, fen; 0: there is no such bound, or no standard yet. */
static fen year_ceiling(const struct checking *k, day on)
{
	const struct policy *policy = k->desk->policy;
	const struct ceiling *c = ceiling_of(k->programme);
	fen sum = 0;

	if (is_gap(k->programme) && k->programme->standard)
		return policy_int(policy, k->programme->standard, k->area, on, 0);
	for (int i = 0; c && i < 2; i++) {
		fen most = 0;

		for (int j = 0; c->sum[i][j]; j++)
			most = MAX(most, policy_int(policy, c->sum[i][j], k->area, on, 0));
		if (!most && c->sum[i][0])
			return 0;
		sum += most;
	}
	return sum * YEAR;
}

/* A supplement (9.4) is on top of the standard; a rounding may reach over it by its unit. */
static bool check_over(struct checking *k, GError **error)
{
	day on = month_first(month_from_iso(k->for_month));
	fen most = year_ceiling(k, on);
	fen unit = policy_int(k->desk->policy, "round_unit", k->area, on, 100);

	if (!most)
		return true;
	return take(k,
		db_query(k->desk->db,
			"SELECT id, casefile, " YUAN("paid") TAB "members" TAB YUAN(
				"most") " FROM (SELECT p.id, p.casefile, p.members, p.members * $2 "
					"/ 12 AS most,"
					"  CASE WHEN $4 THEN p.base ELSE " OWN(
						"p") " END AS paid" ROWS REGULAR ")"
						     " WHERE paid * 12 >= members * $2 + $3 * 12",
			"iiii", k->batch, most, unit, (gint64)is_gap(k->programme)),
		"over", "error", error);
}

/* The last month from which on a standard of this programme is another one; MONTH_NONE: none. */
static month new_standard(const struct checking *k, const char *key)
{
	const GPtrArray *rows = policy_rows(k->desk->policy);
	day until = month_last(month_from_iso(k->for_month)), last = DAY_NONE;

	for (guint i = 0; key && i < rows->len; i++) {
		const struct policy_row *r = g_ptr_array_index(rows, i);
		const char *before, *value;

		if (strcmp(r->key, key) != 0 || r->from > until || r->from <= last)
			continue;
		before = policy_value(k->desk->policy, key, k->area, r->from - 1);
		value = policy_value(k->desk->policy, key, k->area, r->from);
		if (before && value && strcmp(before, value) != 0)
			last = r->from;
	}
	return last == DAY_NONE ? MONTH_NONE : month_of(last);
}

static month latest_standard(const struct checking *k)
{
	const struct ceiling *c = ceiling_of(k->programme);
	month last = is_gap(k->programme) ? new_standard(k, k->programme->standard) : MONTH_NONE;

	for (int i = 0; c && i < 2; i++)
		for (int j = 0; c->sum[i][j]; j++)
			last = MAX(last, new_standard(k, c->sum[i][j]));
	return last;
}

static bool check_unchanged(struct checking *k, GError **error)
{
	month since = latest_standard(k);
	char iso[MONTH_LEN];

	if (since == MONTH_NONE)
		return true;
	return take(k,
		db_query(k->desk->db,
			"SELECT p.id, p.casefile, " YUAN(OWN("p")) TAB
			"o.for_month" TAB "$2" ROWS
			" JOIN payment o ON o.casefile = p.casefile AND o.reason IS NULL"
			"  AND o.state IN ('paid', 'planned') AND o.for_month ="
			"  (SELECT max(x.for_month) FROM payment x WHERE x.casefile = p.casefile"
			"   AND x.for_month < $2 AND x.reason IS NULL"
			"   AND x.state IN ('paid', 'planned'))" REGULAR
			" AND p.for_month >= $2 AND " OWN("o") " = " OWN(
				"p") " AND o.members = p.members"
				     " GROUP BY p.id",
			"it", k->batch, month_to_iso(since, iso)),
		"unchanged", "warn", error);
}

/* --- amounts that were not computed (K-42, N2) --------------------------------------------- */

static gint64 share(const struct checking *k, const char *param, gint64 none)
{
	return policy_int(
		k->desk->policy, param, k->area, month_first(month_from_iso(k->for_month)), none);
}

static bool check_rounded(struct checking *k, GError **error)
{
	gint64 warn = share(k, "round_warn", 20), bad = share(k, "round_error", 60);
	struct query *q = db_query(k->desk->db,
		"SELECT 0, 0, coalesce(t.name, $4)" TAB "" ROUND TAB "count(*)" TAB "(" ROUND
		" * 100 / count(*)),"
		" " ROUND " * 100 > $3 * count(*)" ROWS
		" LEFT JOIN household h ON h.id = c.household"
		" LEFT JOIN division d ON d.code = h.village"
		" LEFT JOIN division t ON t.code = d.parent" REGULAR
		" AND " OWN("p") " > 0"
				 " GROUP BY t.code, p.for_month HAVING count(*) >= $5"
				 " AND " ROUND " * 100 > $2 * count(*)",
		"iiiti", k->batch, warn, bad, k->desk->office.name, share(k, "round_rows", 10));

	while (query_next(q))
		add(k, q, "rounded", query_int(q, 3) ? "error" : "warn");
	return query_end(q, error);
}

/* Who has no income gets the whole standard, and rightly the same as his neighbour: those do not
 * speak against a village. */
static bool check_same_share(struct checking *k, GError **error)
{
	fen most = year_ceiling(k, month_first(month_from_iso(k->for_month)));

	return take(k,
		db_query(k->desk->db,
			"SELECT 0, 0, village" TAB "same" TAB "total" TAB YUAN(
				"each") " FROM"
					" (SELECT village, sum(n) AS total, each,"
					"  max(CASE WHEN $2 > 0 AND each * 12 >= $2 THEN 0 ELSE n "
					"END) AS same FROM"
					"  (SELECT coalesce(d.name, h.village_name, '') AS village,"
					"    p.base / p.members AS each, count(*) AS n"
					"   " ROWS " JOIN household h ON h.id = c.household"
					"   LEFT JOIN division d ON d.code = h.village" REGULAR
					"   AND p.members > 0 AND p.base > 0"
					"   GROUP BY h.village, h.village_name, p.for_month, each)"
					"  GROUP BY village)"
					" WHERE total >= $4 AND same * 100 > $3 * total",
			"iiii", k->batch, most, share(k, "same_share", 60),
			share(k, "round_rows", 10)),
		"same_share", "warn", error);
}

/* --- months -------------------------------------------------------------------------------- */

static bool check_skipped(struct checking *k, GError **error)
{
	return take(k,
		db_query(k->desk->db,
			"SELECT id, file, last" TAB "before FROM"
			" (SELECT p.id, p.casefile AS file,"
			"  (SELECT max(x.for_month) FROM payment x WHERE x.casefile = p.casefile"
			"   AND x.for_month < p.for_month AND x.state IN ('paid', 'planned')) AS "
			"last,"
			"  strftime('%Y-%m', p.for_month || '-01', '-1 month') AS before" ROWS
				REGULAR " ) WHERE last < before AND EXISTS (SELECT 1 FROM award a"
			"  WHERE a.casefile = file AND a.from_month <= before"
			"  AND (a.to_month IS NULL OR a.to_month >= before))",
			"i", k->batch),
		"skipped", "error", error);
}

/* What came from rosters and old papers began elsewhere; of that the first month is not known. */
static bool check_first(struct checking *k, GError **error)
{
	return take(k,
		db_query(k->desk->db,
			"SELECT id, casefile, decided" TAB "due FROM"
			" (SELECT p.id, p.casefile, p.for_month, min(d.decided_on) AS decided,"
			"  strftime('%Y-%m', min(d.decided_on), 'start of month', '+1 month') AS "
			"due" ROWS
			" JOIN decision d ON d.casefile = c.id AND d.kind = 'confirm'" REGULAR
			" AND c.origin = 'applied' AND NOT EXISTS (SELECT 1 FROM payment x"
			"  WHERE x.casefile = p.casefile AND x.for_month < p.for_month"
			"  AND x.state IN ('paid', 'planned')) GROUP BY p.id)"
			" WHERE for_month <> due",
			"i", k->batch),
		"first", "warn", error);
}

/* --- all of them --------------------------------------------------------------------------- */

typedef bool check_fn(struct checking *k, GError **error);

static const struct {
	check_fn *run;
	enum { ALWAYS, AGAIN, OWN, MONTHLY, GAP } when; /* only for such a batch */
} checks[] = {
	{check_held, ALWAYS},
	{check_same_account, AGAIN},
	{check_ended, OWN},
	{check_left, OWN},
	{check_over, OWN},
	{check_unchanged, MONTHLY},
	{check_skipped, MONTHLY},
	{check_first, MONTHLY},
	{check_rounded, GAP},
	{check_same_share, GAP},
};

static bool applies(const struct checking *k, int when)
{
	bool grant = g_strcmp0(k->programme->amount, "cap") == 0;

	switch (when) {
	case AGAIN:
		return k->again_of != 0;
	case OWN:
		return !k->again_of;
	case MONTHLY:
		return !k->again_of && !grant;
	case GAP:
		return !k->again_of && is_gap(k->programme);
	default:
		return true;
	}
}

static bool run_checks(struct checking *k, GError **error)
{
	for (size_t i = 0; i < G_N_ELEMENTS(checks); i++)
		if (applies(k, checks[i].when) && !checks[i].run(k, error))
			return false;
	return true;
}

/* --- beside what is on file ---------------------------------------------------------------- */

static char *found_key(row_id payment, const char *kind, const char *facts)
{
	return g_strdup_printf("%" G_GINT64_FORMAT " %s %s", payment, kind, facts);
}

static GHashTable *read_old(struct change *c, row_id batch, GError **error)
{
	GHashTable *old = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	struct query *q = db_query(change_db(c),
		"SELECT payment, kind, facts, id FROM payment_finding"
		" WHERE batch = $1 AND stage = 'check'",
		"i", batch);

	while (query_next(q)) {
		gint64 id = query_int(q, 3);

		g_hash_table_insert(old,
			found_key(query_int(q, 0), query_text(q, 1), query_text(q, 2)),
			g_memdup2(&id, sizeof id));
	}
	if (query_end(q, error))
		return old;
	g_hash_table_unref(old);
	return NULL;
}

static bool write_found(struct checking *k, struct change *c, GError **error)
{
	g_autoptr(GHashTable) old = read_old(c, k->batch, error);
	GHashTableIter iter;
	gpointer id;

	for (guint i = 0; old && i < k->found->len; i++) {
		const struct found *f = &g_array_index(k->found, struct found, i);
		g_autofree char *key = found_key(f->payment, f->kind, f->facts);
		const struct finding_new new = {
			k->batch, f->payment, f->casefile, "check", f->kind, f->severity, f->facts};

		if (!g_hash_table_remove(old, key) && !finding_add(c, &new, error))
			return false;
	}
	if (!old)
		return false;
	g_hash_table_iter_init(&iter, old);
	while (g_hash_table_iter_next(&iter, NULL, &id))
		if (!change_delete(c, "payment_finding", *(gint64 *)id, error))
			return false;
	return true;
}

static bool read_batch(struct checking *k, GError **error)
{
	struct query *q = db_query(k->desk->db,
		"SELECT programme, area, for_month, again_of FROM payment_batch WHERE id = $1", "i",
		k->batch);

	if (query_next(q)) {
		k->programme = library_programme(k->desk->lib, query_text(q, 0));
		k->area = query_dup(q, 1);
		k->for_month = query_dup(q, 2);
		k->again_of = query_int(q, 3);
	}
	return query_end(q, error);
}

bool finding_refresh(struct desk *desk, struct change *c, row_id batch, GError **error)
{
	struct checking k = {.desk = desk, .batch = batch};
	bool ok;

	k.texts = g_string_chunk_new(4096);
	k.found = g_array_new(FALSE, FALSE, sizeof(struct found));
	ok = read_batch(&k, error) &&
		(!k.programme || (run_checks(&k, error) && write_found(&k, c, error)));
	g_string_chunk_free(k.texts);
	g_array_unref(k.found);
	g_free(k.area);
	g_free(k.for_month);
	return ok;
}
