/* A month's roster in, beside sqlite3's own .import of the same rows into the same tables.
 *
 *     import_bench JIUZHU YARDSTICK.sql [RUNS [ROWS]]
 *
 * Prints medians and ratios; asserts nothing.  The journal, the checks and the rejects are in our
 * time and not in the yardstick's.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <glib/gstdio.h>
#include "tests/bench/make_roster.h"
#include "tests/bench/run.h"

#define SETTINGS "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"

static const struct {
	const char *table, *select;
} tables[] = {
	{"person", "SELECT id, id_no, id_tail, name, pinyin, sex, birth FROM person"},
	{"household", "SELECT id, village, village_name, area FROM household"},
	{"member", "SELECT id, household, person, relation, from_date, counted, seq FROM member"},
	{"casefile",
		"SELECT id, file_no, programme, household, area, state, origin, review_class,"
		" bank, account, holder, roster_income, roster_ref, stated_members"
		" FROM casefile"},
	{"award",
		"SELECT id, casefile, from_month, members, base, supplement, year_income"
		" FROM award"},
	{"step", "SELECT id, casefile, action, done_on, operator, from_state, to_state FROM step"},
	{"flat",
		"SELECT p.id_no, p.name, p.sex, p.birth, p.pinyin, p.id_tail, c.file_no,"
		" h.village, m.relation, c.review_class, c.bank, c.account, a.base,"
		" a.year_income FROM person p JOIN member m ON m.person = p.id"
		" JOIN household h ON h.id = m.household JOIN casefile c ON c.household = h.id"
		" JOIN award a ON a.casefile = c.id"},
};
#define PARTS (G_N_ELEMENTS(tables) - 1) /* the last is the one flat table */

struct bench {
	const char *jiuzhu, *yardstick;
	int runs;
	unsigned rows;
	char *dir, *roster, *office, *db, *rejects, *report;
	char *csv[G_N_ELEMENTS(tables)];
};

static void remove_db(const char *path)
{
	static const char *const tails[] = {"", "-wal", "-shm"};

	for (size_t i = 0; i < G_N_ELEMENTS(tails); i++) {
		g_autofree char *name = g_strconcat(path, tails[i], NULL);

		g_unlink(name);
	}
}

static void copy_file(const char *from, const char *to)
{
	g_autofree char *bytes = NULL;
	gsize len;

	if (!g_file_get_contents(from, &bytes, &len, NULL) ||
		!g_file_set_contents(to, bytes, (gssize)len, NULL)) {
		fprintf(stderr, "bench: %s cannot be copied to %s\n", from, to);
		exit(EXIT_FAILURE);
	}
}

static void write_roster(const struct bench *b)
{
	FILE *file = fopen(b->roster, "wbe");

	if (!file || !make_roster(file, b->rows, 1) || fclose(file) != 0) {
		fprintf(stderr, "bench: %s cannot be written\n", b->roster);
		exit(EXIT_FAILURE);
	}
}

/* --- the two sides --------------------------------------------------------------------------- */

static struct cost import_ours(const struct bench *b, bool dry)
{
	const char *argv[] = {b->jiuzhu, "--db", b->db, "import", b->roster, "--rejects",
		b->rejects, "--tsv", dry ? "--dry-run" : NULL, NULL};

	if (!dry) {
		remove_db(b->db);
		copy_file(b->office, b->db);
	}
	return run_program(argv, b->report, 1);
}

static struct cost import_theirs(const struct bench *b, const char *db, size_t from, size_t to)
{
	g_autoptr(GPtrArray) argv = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *read = g_strdup_printf(".read %s", b->yardstick);
	const char *make[] = {"sqlite3", db, SETTINGS, read, NULL};

	remove_db(db);
	run_program(make, NULL, 0);
	g_ptr_array_add(argv, g_strdup("sqlite3"));
	g_ptr_array_add(argv, g_strdup(db));
	g_ptr_array_add(argv, g_strdup(SETTINGS));
	g_ptr_array_add(argv, g_strdup(".mode csv"));
	for (size_t i = from; i < to; i++)
		g_ptr_array_add(argv, g_strdup_printf(".import %s %s", b->csv[i], tables[i].table));
	g_ptr_array_add(argv, NULL);
	return run_program((const char *const *)argv->pdata, NULL, 0);
}

/* What we made of the roster, as files for the other side. */
static void export_tables(struct bench *b)
{
	for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
		const char *argv[] = {
			"sqlite3", "-readonly", "-csv", b->db, tables[i].select, NULL};

		b->csv[i] = g_strdup_printf("%s/%s.csv", b->dir, tables[i].table);
		run_program(argv, b->csv[i], 0);
	}
}

static void prepare(struct bench *b)
{
	const char *init[] = {
		b->jiuzhu, "--db", b->office, "init", "--practice", "--office", "140322100", NULL};

	write_roster(b);
	run_program(init, NULL, 0);
	import_ours(b, false);
	export_tables(b);
}

/* --- the report ------------------------------------------------------------------------------ */

static void print_row(const char *what, const struct series *s, const struct series *beside)
{
	printf("%-52s %8.3f s %8.3f s %7.1f MB", what, series_median(s->wall),
		series_median(s->cpu), (double)s->peak / 1024);
	if (beside)
		printf("  %5.2f x", series_median(s->wall) / series_median(beside->wall));
	printf("\n");
}

static void measure(const struct bench *b)
{
	g_autofree char *db = g_build_filename(b->dir, "yardstick.db", NULL);
	const char *iconv[] = {"iconv", "-f", "GB18030", "-t", "UTF-8", b->roster, NULL};
	struct series ours, same, flat, dry, plain;
	struct series *all[] = {&ours, &same, &flat, &dry, &plain};

	for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
		series_init(all[i]);
	for (int i = 0; i < b->runs; i++) {
		struct cost c = import_ours(b, false);

		series_add(&ours, &c);
		c = import_theirs(b, db, 0, PARTS);
		series_add(&same, &c);
		c = import_theirs(b, db, PARTS, PARTS + 1);
		series_add(&flat, &c);
		copy_file(b->office, b->db);
		c = import_ours(b, true);
		series_add(&dry, &c);
		c = run_program(iconv, NULL, 0);
		series_add(&plain, &c);
	}
	printf("import of %u rows, GB18030, medians of %d runs\n", b->rows, b->runs);
	printf("%-52s %10s %10s %10s\n", "", "wall", "processor", "peak");
	print_row("jiuzhu import: checks, rejects, journal", &ours, &same);
	print_row("sqlite3 .import, the same rows and tables, no checks", &same, NULL);
	print_row("sqlite3 .import, one flat table with its indexes", &flat, NULL);
	print_row("jiuzhu import --dry-run", &dry, &plain);
	print_row("iconv -f GB18030", &plain, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
		series_clear(all[i]);
}

static void clean_up(struct bench *b)
{
	GDir *dir = g_dir_open(b->dir, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(b->dir, name, NULL);

		g_unlink(path);
	}
	if (dir)
		g_dir_close(dir);
	g_rmdir(b->dir);
	for (size_t i = 0; i < G_N_ELEMENTS(tables); i++)
		g_free(b->csv[i]);
	g_free(b->roster);
	g_free(b->office);
	g_free(b->db);
	g_free(b->rejects);
	g_free(b->report);
	g_free(b->dir);
}

int main(int argc, char **argv)
{
	struct bench b = {.runs = 7, .rows = 58671};

	if (argc < 3) {
		fprintf(stderr, "import_bench JIUZHU YARDSTICK.sql [RUNS [ROWS]]\n");
		return 2;
	}
	b.jiuzhu = argv[1];
	b.yardstick = argv[2];
	if (argc > 3)
		b.runs = MAX(1, (int)g_ascii_strtoll(argv[3], NULL, 10));
	if (argc > 4)
		b.rows = (unsigned)g_ascii_strtoull(argv[4], NULL, 10);
	b.dir = g_dir_make_tmp("jiuzhu-bench-XXXXXX", NULL);
	if (!b.dir)
		return EXIT_FAILURE;
	b.roster = g_build_filename(b.dir, "roster.csv", NULL);
	b.office = g_build_filename(b.dir, "office.db", NULL);
	b.db = g_build_filename(b.dir, "import.db", NULL);
	b.rejects = g_build_filename(b.dir, "rejects.csv", NULL);
	b.report = g_build_filename(b.dir, "report.tsv", NULL);
	prepare(&b);
	measure(&b);
	clean_up(&b);
	return EXIT_SUCCESS;
}
