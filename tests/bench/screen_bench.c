/* How fast and how small the list screen is, beside the floor, in one run.
 *
 *     screen_bench JIUZHU FLOOR
 *
 * Prints medians and 95th percentiles; asserts nothing.  Each key is timed from the write to the
 * last byte painted, through a terminal of our own (tests/screen/harness.h).
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <glib/gstdio.h>
#include "tests/bench/make_roster.h"
#include "tests/bench/run.h"
#include "tests/screen/harness.h"

#define RUNS 9
#define KEYS 70

static int compare(const void *a, const void *b)
{
	gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;
	return x < y ? -1 : x > y;
}

static gint64 quantile(gint64 *values, int n, int percent)
{
	qsort(values, (size_t)n, sizeof(*values), compare);
	return values[MIN(n - 1, n * percent / 100)];
}

/* Proportional set size of a process in KiB: what it really takes beside others. */
static long pss_of(pid_t pid)
{
	g_autofree char *path = g_strdup_printf("/proc/%d/smaps_rollup", (int)pid);
	g_autofree char *text = NULL;
	if (!g_file_get_contents(path, &text, NULL, NULL))
		return 0;
	const char *at = strstr(text, "\nPss:");
	return at ? strtol(at + 5, NULL, 10) : 0;
}

struct side {
	const char *name;
	char *argv[8];
	const char *open_keys; /* to the persons list */
	gint64 start[RUNS], down[KEYS], page[KEYS];
	gsize start_bytes, down_bytes, page_bytes;
	long pss;
};

static const char *const env[] = {"JIUZHU_NOW=2026-07-15", NULL};

static struct harness *begin(struct side *s, gint64 *microseconds, gsize *bytes)
{
	GError *error = NULL;
	struct harness_options options = {
		.rows = 24, .columns = 80, .dir = g_get_tmp_dir(), .env = env};
	struct harness_step step;
	gint64 from = g_get_monotonic_time();
	struct harness *h = harness_start(s->argv, &options, &error);
	if (!h || harness_send(h, s->open_keys, strlen(s->open_keys), &step) != HARNESS_READY) {
		fprintf(stderr, "%s does not start: %s\n", s->name, error ? error->message : "");
		exit(1);
	}
	*microseconds = g_get_monotonic_time() - from;
	*bytes = step.bytes;
	return h;
}

static void press(struct harness *h, const char *key, gint64 *times, gsize *bytes)
{
	g_autoptr(GString) keys = g_string_new(NULL);
	gsize all[KEYS];
	harness_key(h, key, keys);
	*bytes = 0;
	for (int i = 0; i < KEYS; i++) {
		struct harness_step step;
		harness_send(h, keys->str, keys->len, &step);
		times[i] = step.microseconds;
		all[i] = step.bytes;
		*bytes += all[i];
	}
	*bytes /= KEYS;
}

static void measure(struct side *s, int run)
{
	struct harness *h = begin(s, &s->start[run], &s->start_bytes);
	if (run == RUNS - 1) {
		press(h, "Down", s->down, &s->down_bytes);
		press(h, "PgDn", s->page, &s->page_bytes);
		s->pss = pss_of(harness_pid(h));
	}
	harness_free(h);
}

static void report(struct side *s)
{
	printf("%-8s start %6.1f ms  Down %5.2f (p95 %5.2f) ms %4zu B  PgDn %5.2f ms %5zu B  "
	       "first paint %5zu B  PSS %5.1f MB\n",
		s->name, (double)quantile(s->start, RUNS, 50) / 1000,
		(double)quantile(s->down, KEYS, 50) / 1000,
		(double)quantile(s->down, KEYS, 95) / 1000, s->down_bytes,
		(double)quantile(s->page, KEYS, 50) / 1000, s->page_bytes, s->start_bytes,
		(double)s->pss / 1024);
}

static double ratio(double a, double b)
{
	return b > 0 ? a / b : 0;
}

static void compare_sides(struct side *a, struct side *b)
{
	printf("ratio    start %.1fx (goal 3)  Down %.1fx (goal 2)  bytes %.2fx (goal 1.2)  PgDn "
	       "%.1fx "
	       "(goal 2)  memory %.1f MB over twice the floor (goal 6)\n",
		ratio((double)quantile(a->start, RUNS, 50), (double)quantile(b->start, RUNS, 50)),
		ratio((double)quantile(a->down, KEYS, 50), (double)quantile(b->down, KEYS, 50)),
		ratio((double)a->down_bytes, (double)b->down_bytes),
		ratio((double)quantile(a->page, KEYS, 50), (double)quantile(b->page, KEYS, 50)),
		(double)(a->pss - 2 * b->pss) / 1024);
}

/* Each key of a search, typed into the persons list: hanzi, pinyin, id numbers, the last four. */
static void measure_search(struct side *s)
{
	static const char *const searches[] = {
		"王", "王建", "wjg", "zhang", "1403221955", "4321", "李*梅"};
	gint64 worst = 0, times[256];
	int n = 0;
	for (guint i = 0; i < G_N_ELEMENTS(searches); i++) {
		gint64 ignored;
		gsize bytes;
		struct harness *h = begin(s, &ignored, &bytes);
		for (const char *c = searches[i]; *c; c = g_utf8_next_char(c)) {
			struct harness_step step;
			harness_send(h, c, (gsize)(g_utf8_next_char(c) - c), &step);
			times[n++] = step.microseconds;
			worst = MAX(worst, step.microseconds);
		}
		harness_free(h);
	}
	printf("search   each key painted in %.2f ms (p95 %.2f, worst %.2f; goal 16)\n",
		(double)quantile(times, n, 50) / 1000, (double)quantile(times, n, 95) / 1000,
		(double)worst / 1000);
}

/* A database of some 58,500 persons, made from a roster as an office would. */
static void make_database(const char *jiuzhu, const char *db, const char *roster)
{
	const char *init[] = {
		jiuzhu, "--db", db, "init", "--practice", "--office", "140322100", NULL};
	const char *import[] = {
		jiuzhu, "--db", db, "import", roster, "--rejects", "/dev/null", NULL};
	FILE *file = fopen(roster, "wb");
	if (!file || !make_roster(file, 58671, 1) || fclose(file) != 0) {
		fprintf(stderr, "screen_bench: cannot write %s\n", roster);
		exit(EXIT_FAILURE);
	}
	run_program(init, NULL, 0);
	run_program(import, NULL, 1);
}

static void measure_all(char *jiuzhu, char *floor, char *db)
{
	struct side a = {.name = "jiuzhu", .argv = {jiuzhu, "--db", db}, .open_keys = "3"};
	struct side b = {.name = "floor", .argv = {floor, db}, .open_keys = ""};
	for (int run = 0; run < RUNS; run++) {
		measure(&a, run);
		measure(&b, run);
	}
	report(&a);
	report(&b);
	compare_sides(&a, &b);
	measure_search(&a);
}

int main(int argc, char **argv)
{
	static const char *const tails[] = {
		"office.db", "office.db-wal", "office.db-shm", "roster.csv"};
	if (argc != 3) {
		fprintf(stderr, "usage: screen_bench JIUZHU FLOOR\n");
		return 2;
	}
	g_autofree char *dir = g_dir_make_tmp("jiuzhu-bench-XXXXXX", NULL);
	if (!dir)
		return EXIT_FAILURE;
	g_autofree char *db = g_build_filename(dir, tails[0], NULL);
	g_autofree char *roster = g_build_filename(dir, "roster.csv", NULL);
	make_database(argv[1], db, roster);
	measure_all(argv[1], argv[2], db);
	for (guint i = 0; i < G_N_ELEMENTS(tails); i++) {
		g_autofree char *path = g_build_filename(dir, tails[i], NULL);
		g_unlink(path);
	}
	g_rmdir(dir);
	return EXIT_SUCCESS;
}
