/* The audited city of 2023: every number of its evaluation report comes out of the rows. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib/gstdio.h>
#include "app/demo.h"
#include "base/i18n.h"
#include "model/office.h"
#include "store/journal.h"

#define CITY "1403"
#define YEAR " LIKE '2023-%'"
#define DIBAO(area) "FROM casefile c WHERE c.programme = 'dibao' AND c.area = '" area "'"
#define PERSONS(area)                                                                              \
	"SELECT count(*) FROM casefile c JOIN member m ON m.household = c.household"               \
	" WHERE c.programme = 'dibao' AND c.area = '" area "'"
#define PAID(programmes)                                                                           \
	"SELECT sum(p.amount) FROM payment p JOIN payment_batch b ON b.id = p.batch"               \
	" WHERE b.programme IN (" programmes ") AND b.for_month" YEAR " AND p.state = 'paid'"
#define STANDARD(urban, rural) "CASE c.area WHEN 'urban' THEN " urban " ELSE " rural " END"

static const struct {
	const char *what, *sql;
	gint64 is;
} facts[] = {
	{"urban dibao households", "SELECT count(*) " DIBAO("urban"), 8182},
	{"rural dibao households", "SELECT count(*) " DIBAO("rural"), 18089},
	{"their persons, urban", PERSONS("urban"), 14014},
	{"their persons, rural", PERSONS("rural"), 30618},
	{"urban destitute persons",
		"SELECT count(*) FROM casefile WHERE programme = 'destitute' AND area = 'urban'",
		218},
	{"rural destitute persons",
		"SELECT count(*) FROM casefile WHERE programme = 'destitute' AND area = 'rural'",
		5359},
	{"children",
		"SELECT count(*) FROM casefile"
		" WHERE programme IN ('orphan', 'unattended', 'infected')",
		371},
	{"grants",
		"SELECT count(*) FROM casefile c JOIN decision d ON d.casefile = c.id"
		" AND d.decided_on" YEAR " WHERE c.programme IN ('temporary', 'temporary_urgent')",
		7947},
	{"episodes of relief", "SELECT count(*) FROM relief WHERE found_on" YEAR, 144},

	/* Fen. */
	{"paid for dibao", PAID("'dibao'"), 24630810000},
	{"paid for the destitute", PAID("'destitute'"), 6654100000},
	{"paid for children", PAID("'orphan', 'unattended', 'infected'"), 519930000},
	{"paid in grants", PAID("'temporary', 'temporary_urgent'"), 1632280000},
	{"paid for rising prices", PAID("'price_subsidy'"), 1288080000},
	{"spent on relief", "SELECT sum(amount) FROM relief_service", 56320000},
	{"rosters that are not the sums of their rows, or not closed",
		"SELECT count(*) FROM payment_batch b WHERE state <> 'closed' OR amount <>"
		" (SELECT sum(amount) FROM payment p WHERE p.batch = b.id) OR households <>"
		" (SELECT count(*) FROM payment p WHERE p.batch = b.id)",
		0},
	{"households of dibao paid in each month",
		"SELECT min(n) = 26271 AND max(n) = 26271 AND count(*) = 12 FROM"
		" (SELECT sum(households) AS n FROM payment_batch WHERE programme = 'dibao'"
		"  GROUP BY for_month)",
		1},

	{"townships", "SELECT count(DISTINCT substr(village, 1, 9)) FROM household", 43},
	{"awards over the standard",
		"SELECT count(*) FROM award a JOIN casefile c ON c.id = a.casefile"
		" AND c.programme = 'dibao' WHERE a.base > a.members * " STANDARD("68000", "52000"),
		0},
	/* Rounded up to the yuan, once (D-55). */
	{"awards that are not what the income leaves",
		"SELECT count(*) FROM award a JOIN casefile c ON c.id = a.casefile"
		" AND c.programme = 'dibao' WHERE a.base <> (a.members * " STANDARD(
			"816000", "624000") " - c.roster_income + 1199) / 1200 * 100",
		0},
	{"percent of the amounts that are hundreds, over three (P10)",
		"SELECT 100 * sum(base % 10000 = 0) / count(*) > 3 FROM award a"
		" JOIN casefile c ON c.id = a.casefile AND c.programme = 'dibao'",
		0},
	{"awards whose parts are not their sum",
		"SELECT count(*) FROM award a WHERE base + supplement <>"
		" (SELECT sum(amount) FROM award_part p WHERE p.award = a.id)",
		0},
	{"persons twice, or with a number that is none",
		"SELECT count(*) - count(DISTINCT id_no) + sum(length(id_no) <> 18) FROM person",
		0},
	{"grants to one household for one cause twice (P11)",
		"SELECT count(*) FROM (SELECT 1 FROM casefile c JOIN hardship h"
		" ON h.casefile = c.id GROUP BY c.household, h.cause HAVING count(*) > 1)",
		0},
};

static void must(bool ok, GError *error)
{
	if (!ok)
		fail_msg("%s", error ? error->message : "failed without a sentence");
}

static void test_city(void **state)
{
	(void)state;
	GError *error = NULL;
	g_autofree char *dir = g_dir_make_tmp("jiuzhu-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(dir, "city.db", NULL);
	struct ini_complaints *c = ini_complaints_new();
	struct library *lib = library_load(NULL, c);
	struct journal_report report = {0};
	ini_complaints_free(c);
	must(db_create(path, g_ascii_strtoll(CITY, NULL, 10), 0, true, &error), error);
	struct db *db = db_open(path, DB_WRITE, &error);
	must(db != NULL, error);
	must(office_setup(db, lib, CITY, &error), error);
	struct desk *desk = desk_open(db, lib, &error);
	must(desk != NULL, error);
	must(demo_fill(desk, "city", 1, &error), error);
	for (guint i = 0; i < G_N_ELEMENTS(facts); i++) {
		gint64 n = -1;
		must(db_one_int(desk->db, &n, &error, facts[i].sql, ""), error);
		if (n != facts[i].is)
			fail_msg("%s: %" G_GINT64_FORMAT ", not %" G_GINT64_FORMAT, facts[i].what,
				n, facts[i].is);
	}
	must(journal_verify(desk->db, NULL, &report, &error), error);
	assert_int_equal(report.bad_seq, 0);
	assert_int_equal(report.bad_rows, 0);
	desk_free(desk);
	library_free(lib);
	g_unlink(path);
	g_rmdir(dir);
}

int main(void)
{
	i18n_init("en");
	day_set_today(day_make(2026, 7, 15));
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_city),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
