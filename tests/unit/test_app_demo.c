/* Practice databases: what the township must show, on any day and with any seed; what the county
 * holds of the city. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <glib/gstdio.h>
#include "app/demo.h"
#include "base/i18n.h"
#include "base/rid.h"
#include "model/flow.h"
#include "model/office.h"
#include "model/operator.h"
#include "model/queue.h"
#include "store/journal.h"

#define OFFICE "140322100"
#define COUNTY "140322"

struct town {
	char *dir, *path;
	struct library *lib;
	struct desk *desk;
	GError *error;
};

static void must(struct town *t, bool ok)
{
	if (!ok)
		fail_msg("%s", t->error ? t->error->message : "failed without a sentence");
}

static struct town *town_of(const char *office, const char *today, bool practice)
{
	struct town *t = g_new0(struct town, 1);
	struct ini_complaints *c = ini_complaints_new();
	day_set_today(day_from_iso(today));
	t->dir = g_dir_make_tmp("jiuzhu-XXXXXX", NULL);
	t->path = g_build_filename(t->dir, "a.db", NULL);
	t->lib = library_load(NULL, c);
	assert_int_equal(c->list->len, 0);
	ini_complaints_free(c);
	must(t, db_create(t->path, g_ascii_strtoll(office, NULL, 10), 0, practice, &t->error));
	struct db *db = db_open(t->path, DB_WRITE, &t->error);
	must(t, db != NULL);
	must(t, office_setup(db, t->lib, office, &t->error));
	t->desk = desk_open(db, t->lib, &t->error);
	must(t, t->desk != NULL);
	return t;
}

static struct town *town_new(const char *today, bool practice)
{
	return town_of(OFFICE, today, practice);
}

static struct town *filled(const char *today, guint32 seed)
{
	struct town *t = town_new(today, true);
	must(t, demo_fill(t->desk, "township", seed, &t->error));
	return t;
}

static void town_free(struct town *t)
{
	static const char *const tails[] = {"", "-wal", "-shm"};
	desk_free(t->desk);
	library_free(t->lib);
	for (size_t i = 0; i < G_N_ELEMENTS(tails); i++) {
		g_autofree char *name = g_strconcat(t->path, tails[i], NULL);
		g_unlink(name);
	}
	g_rmdir(t->dir);
	g_clear_error(&t->error);
	g_free(t->dir);
	g_free(t->path);
	g_free(t);
	day_set_today(DAY_NONE);
}

static gint64 number(struct town *t, const char *sql)
{
	gint64 n = -1;
	must(t, db_one_int(t->desk->db, &n, &t->error, sql, ""));
	return n;
}

/* --- what it shows --------------------------------------------------------------------------- */

/* Of every programme somebody stands in every state of its file. */
static void check_states(struct town *t)
{
	const GPtrArray *all = library_programmes(t->lib);
	for (guint i = 0; i < all->len; i++) {
		const struct programme *p = g_ptr_array_index(all, i);
		for (guint k = 0; k < p->states->len; k++) {
			const struct state_def *s = g_ptr_array_index(p->states, k);
			gint64 n = 0;
			must(t,
				db_one_int(t->desk->db, &n, &t->error,
					"SELECT count(*) FROM casefile WHERE programme = $1"
					" AND state = $2 AND origin = 'applied'",
					"tt", p->key, s->key));
			if (!n)
				fail_msg("nobody of %s is %s", p->key, s->key);
		}
	}
}

static gint64 percent(struct town *t, const char *area)
{
	gint64 n = -1;
	must(t,
		db_one_int(t->desk->db, &n, &t->error,
			"SELECT 100 * count(*) / count(DISTINCT m.household) FROM member m"
			" JOIN casefile c ON c.household = m.household"
			" AND c.programme = 'dibao' AND c.origin = 'imported' AND c.area = $1",
			"t", area));
	return n;
}

#define ALIVE " AND state NOT IN ('refused', 'withdrawn', 'stopped')"

/* SX-18, SX-19: what a township of the audited city has. */
static void check_proportions(struct town *t)
{
	assert_in_range(number(t, "SELECT count(*) FROM casefile WHERE programme = 'dibao'" ALIVE),
		580, 620);
	assert_in_range(number(t,
				"SELECT count(*) FROM member m JOIN casefile c ON c.household ="
				" m.household AND c.programme = 'dibao'" ALIVE),
		990, 1090);
	assert_in_range(percent(t, "urban"), 165, 175);
	assert_in_range(percent(t, "rural"), 164, 174);
	assert_in_range(
		number(t, "SELECT count(*) FROM casefile WHERE programme = 'destitute'" ALIVE), 120,
		145);
	assert_in_range(number(t,
				"SELECT count(*) FROM casefile WHERE state = 'active' AND programme"
				" IN ('orphan', 'unattended', 'infected')"),
		9, 9);
	assert_int_equal(number(t,
				 "SELECT count(*) FROM casefile WHERE state = 'active'"
				 " AND programme = 'infected'"),
		1);
	assert_in_range(
		number(t,
			"SELECT count(*) FROM decision d JOIN casefile c ON c.id = d.casefile"
			" WHERE d.kind = 'confirm' AND c.programme LIKE 'temporary%'"),
		150, 215);
	assert_int_equal(number(t, "SELECT count(*) FROM institution"), 3);
	assert_true(number(t, "SELECT count(*) FROM placement WHERE to_date IS NULL") >= 5);
	assert_in_range(number(t, "SELECT sum(amount) FROM reserve_entry"), 1, 6000000);
}

/* Every queue of the home screen has something in it; only those paid without account come from
 * rosters alone. */
static void check_queues(struct town *t)
{
	g_autoptr(GPtrArray) queues = queue_list(t->desk, &t->error);
	must(t, queues != NULL);
	int overdue = 0;
	for (guint i = 0; i < queues->len; i++) {
		const struct queue *q = g_ptr_array_index(queues, i);
		if (!q->count && !g_str_equal(q->key, "account"))
			fail_msg("queue %s is empty", q->key);
		overdue += q->overdue;
	}
	assert_true(overdue > 0);
}

static void check_clocks(struct town *t)
{
	int near = 0, over = 0;
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(row_id));
	struct query *q =
		db_query(t->desk->db, "SELECT id FROM casefile WHERE origin = 'applied'", "");
	while (query_next(q)) {
		row_id id = query_int(q, 0);
		g_array_append_val(ids, id);
	}
	must(t, query_end(q, &t->error));
	for (guint i = 0; i < ids->len; i++) {
		g_autoptr(casefile) c =
			casefile_get(t->desk, g_array_index(ids, row_id, i), &t->error);
		must(t, c != NULL);
		const struct action_def *next = flow_next(t->desk, c);
		g_autoptr(GPtrArray) reasons =
			next ? gate_check(t->desk, c, next, &t->error) : NULL;
		assert_true(!next || reasons != NULL);
		g_autoptr(GPtrArray) clocks = flow_clocks(t->desk, c, &t->error);
		must(t, clocks != NULL);
		for (guint k = 0; k < clocks->len; k++) {
			near += ((struct clock *)g_ptr_array_index(clocks, k))->near;
			over += ((struct clock *)g_ptr_array_index(clocks, k))->over;
		}
	}
	assert_true(near >= 2);
	assert_true(over >= 2);
}

static void check_people(struct town *t)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	int men = 0, all = 0;
	struct query *q = db_query(
		t->desk->db, "SELECT id_no, birth, sex FROM person WHERE id_no IS NOT NULL", "");
	while (query_next(q)) {
		struct rid rid;
		char birth[DAY_LEN];
		assert_int_equal(rid_parse(query_text(q, 0), &rid), RID_OK);
		assert_string_equal(day_to_iso(rid.birth, birth), query_text(q, 1));
		assert_true(g_hash_table_add(seen, query_dup(q, 0)));
		men += rid.sex == 'M';
		all++;
	}
	must(t, query_end(q, &t->error));
	assert_in_range(all, 1300, 1900);
	assert_in_range(men * 100 / all, 30, 70);
	assert_int_equal(number(t,
				 "SELECT count(*) FROM household h LEFT JOIN division d"
				 " ON d.code = h.village AND d.parent = '" OFFICE "'"
				 " WHERE d.code IS NULL AND EXISTS (SELECT 1 FROM casefile c"
				 "  WHERE c.household = h.id AND c.programme <> 'vagrant')"),
		0);
	/* Names that some screens cannot show and some keyboards cannot find. */
	assert_true(number(t,
			    "SELECT count(*) FROM person WHERE instr(name, char(134071)) > 0"
			    " OR instr(name, char(19886)) > 0") > 0);
}

static void check_awards(struct town *t)
{
	assert_true(number(t, "SELECT count(*) FROM award") >= 500);
	assert_int_equal(number(t,
				 "SELECT count(*) FROM award a JOIN casefile c ON c.id = a.casefile"
				 " WHERE c.programme = 'dibao' AND"
				 " (base + supplement) / members > 78000"),
		0);
	assert_int_equal(number(t, "SELECT count(*) FROM award WHERE base + supplement < 100"), 0);
	assert_true(number(t, "SELECT count(DISTINCT from_month) FROM award") >= 12);
	/* Nobody rounds to hundreds (P10). */
	assert_true(number(t,
			    "SELECT 100 * sum(base % 10000 = 0) / count(*) FROM award a"
			    " JOIN casefile c ON c.id = a.casefile AND c.programme = 'dibao'") < 5);
}

/* A year of rosters is closed; last month's was planned by one and approved by another. */
static void check_money(struct town *t)
{
	check_awards(t);
	assert_int_equal(number(t, "SELECT count(DISTINCT for_month) FROM payment_batch"), 12);
	assert_int_equal(number(t,
				 "SELECT count(*) FROM payment_batch WHERE planned_by = approved_by"
				 " OR (state = 'closed') <> (for_month < (SELECT max(for_month)"
				 "  FROM payment_batch)) AND households > 0"),
		0);
	assert_int_equal(number(t,
				 "SELECT count(*) FROM payment_batch b WHERE amount <>"
				 " (SELECT coalesce(sum(amount), 0) FROM payment p"
				 "  WHERE p.batch = b.id AND p.state <> 'held')"),
		0);
	assert_true(number(t, "SELECT count(*) FROM payment WHERE state = 'paid'") >= 6000);
}

static void check_journal(struct town *t)
{
	struct journal_report report = {0};
	must(t, journal_verify(t->desk->db, NULL, &report, &t->error));
	assert_int_equal(report.bad_seq, 0);
	assert_int_equal(report.bad_rows, 0);
	/* Written in the order of days, the newest today. */
	assert_int_equal(number(t,
				 "SELECT count(*) FROM change_log a JOIN change_log b"
				 " ON b.id = a.id + 1 WHERE a.id > 20"
				 " AND substr(b.at, 1, 10) < substr(a.at, 1, 10)"),
		0);
}

static void check_operators(struct town *t)
{
	for (unsigned role = ROLE_CLERK; role <= ROLE_ADMIN; role <<= 1) {
		g_autofree char *login = office_login_with(t->desk, role);
		assert_non_null(login);
	}
	must(t, operator_sign_in(t->desk, "clerk", demo_password, &t->error));
	assert_int_equal(number(t, "SELECT count(*) FROM draft"), 1);
}

static void check_all(const char *today, guint32 seed)
{
	struct town *t = filled(today, seed);
	char iso[DAY_LEN];
	assert_string_equal(day_to_iso(day_today(), iso), today);
	check_states(t);
	check_proportions(t);
	check_queues(t);
	check_clocks(t);
	check_people(t);
	check_money(t);
	check_journal(t);
	check_operators(t);
	town_free(t);
}

static void test_shows(void **state)
{
	(void)state;
	check_all("2026-07-15", 1);
	check_all("2026-10-05", 3); /* 国庆 */
	check_all("2025-06-01", 5); /* before the sample supplements */
}

/* On a Saturday that is worked, after 春节; where no calendar is known yet; where no sample
 * standard is yet. */
static void test_far_days(void **state)
{
	static const char *const days[] = {"2026-02-28", "2028-02-29", "2022-05-09"};
	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(days); i++) {
		struct town *t = filled(days[i], 6 + i);
		check_states(t);
		check_journal(t);
		town_free(t);
	}
}

/* --- the same dice --------------------------------------------------------------------------- */

static char *digest(struct town *t)
{
	/* All that was written but the passwords, whose salt is new each time, and what is before
	 * the first day of the demo. */
	static const char *const lists[] = {
		"SELECT a.at || a.reason || j.op || j.tbl || j.row || j.body FROM journal j"
		" JOIN change_log a ON a.id = j.change_id"
		" WHERE j.tbl NOT IN ('operator', 'division', 'office', 'policy_value')"
		" ORDER BY j.seq"};
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	for (guint i = 0; i < G_N_ELEMENTS(lists); i++) {
		struct query *q = db_query(t->desk->db, lists[i], "");
		while (query_next(q))
			g_checksum_update(sum, (const guchar *)query_text(q, 0), -1);
		must(t, query_end(q, &t->error));
	}
	return g_strdup(g_checksum_get_string(sum));
}

static char *digest_of(const char *today, guint32 seed)
{
	struct town *t = filled(today, seed);
	char *text = digest(t);
	town_free(t);
	return text;
}

static void test_same_seed(void **state)
{
	(void)state;
	g_autofree char *one = digest_of("2026-07-15", 1);
	g_autofree char *again = digest_of("2026-07-15", 1);
	g_autofree char *other = digest_of("2026-07-15", 2);
	assert_string_equal(one, again);
	assert_string_not_equal(one, other);
}

/* --- a county -------------------------------------------------------------------------------- */

/* The audited city's numbers, as far as the county's communities and villages have them. */
static void test_county(void **state)
{
	(void)state;
	struct town *t = town_of(COUNTY, "2026-07-15", true);
	must(t, demo_fill(t->desk, "county", 1, &t->error));
	gint64 urban = number(t,
		"SELECT count(*) FROM division WHERE level = 'village' AND code LIKE '140322%'"
		" AND substr(code, -3, 1) < '2'");
	gint64 all = number(t,
		"SELECT count(*) FROM division WHERE level = 'village'"
		" AND substr(code, -3, 1) < '2'");
	gint64 households = (8182 * urban * 2 + all) / (2 * all);
	assert_int_equal(number(t,
				 "SELECT count(*) FROM casefile WHERE programme = 'dibao'"
				 " AND area = 'urban'"),
		households);
	assert_int_equal(
		number(t,
			"SELECT count(*) FROM payment p JOIN casefile c ON c.id = p.casefile"
			" JOIN payment_batch b ON b.id = p.batch WHERE b.programme = 'dibao'"
			" AND c.area = 'urban' AND p.state = 'paid'"),
		households * 12);
	assert_int_equal(
		number(t, "SELECT count(DISTINCT substr(village, 1, 9)) FROM household"), 13);
	assert_int_equal(number(t, "SELECT count(*) FROM person WHERE length(id_no) <> 18"), 0);
	check_journal(t);
	town_free(t);
}

/* --- refusals -------------------------------------------------------------------------------- */

static void test_refused(void **state)
{
	(void)state;
	struct town *t = town_new("2026-07-15", false);
	assert_false(demo_fill(t->desk, "township", 1, &t->error));
	assert_non_null(strstr(t->error->message, "no practice database"));
	g_clear_error(&t->error);
	town_free(t);
	t = town_new("2026-07-15", true);
	assert_false(demo_fill(t->desk, "city", 1, &t->error));
	assert_int_equal(t->error->code, JZ_ERROR_USAGE);
	assert_int_equal(number(t, "SELECT count(*) FROM casefile"), 0);
	town_free(t);
}

int main(void)
{
	i18n_init("en");
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shows),
		cmocka_unit_test(test_far_days),
		cmocka_unit_test(test_same_seed),
		cmocka_unit_test(test_county),
		cmocka_unit_test(test_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
