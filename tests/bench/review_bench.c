/* How fast a household is reviewed in a city of 26,271 of them: opening the round, scrolling the
 * grid, "no change" on row after row, each written and synced.
 *
 *     review_bench JIUZHU
 *
 * Prints medians and 95th percentiles; asserts nothing.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <glib/gstdio.h>
#include "tests/bench/make_roster.h"
#include "tests/bench/run.h"
#include "tests/screen/harness.h"

#define KEYS 70
#define ROSTER_ROWS 58671
#define DAY "2026-07-15"

static const char *const env[] = {"JIUZHU_NOW=" DAY, NULL};

static int compare(const void *a, const void *b)
{
	gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;
	return x < y ? -1 : x > y;
}

static void press(struct harness *h, const char *name, const char *key)
{
	gint64 times[KEYS];
	g_autoptr(GString) keys = g_string_new(NULL);
	harness_key(h, key, keys);
	for (int i = 0; i < KEYS; i++) {
		struct harness_step step;
		harness_send(h, keys->str, keys->len, &step);
		times[i] = step.microseconds;
	}
	qsort(times, KEYS, sizeof(*times), compare);
	printf("review   %-10s %5.2f ms (p95 %5.2f; goal 10)\n", name,
		(double)times[KEYS / 2] / 1000, (double)times[KEYS * 95 / 100] / 1000);
}

static void send_all(struct harness *h, const char *const *keys)
{
	for (; *keys; keys++) {
		struct harness_step step;
		g_autoptr(GString) bytes = g_string_new(NULL);
		if (!harness_key(h, *keys, bytes))
			g_string_assign(bytes, *keys);
		harness_send(h, bytes->str, bytes->len, &step);
	}
}

static void measure(char *jiuzhu, char *db)
{
	static const char *const to_grid[] = {
		"b", "Enter", "Enter", "F7", "Enter", "3", "Enter", "4", "Enter", "F10", NULL};
	char *argv[] = {jiuzhu, "--db", db, NULL};
	GError *error = NULL;
	struct harness_options options = {
		.rows = 24, .columns = 80, .dir = g_get_tmp_dir(), .env = env};
	struct harness *h = harness_start(argv, &options, &error);
	if (!h) {
		fprintf(stderr, "review_bench: %s\n", error ? error->message : "no start");
		exit(EXIT_FAILURE);
	}
	send_all(h, to_grid);
	press(h, "Down", "Down");
	press(h, "PgDn", "PgDn");
	press(h, "no change", "F10");
	harness_free(h);
}

static void make_round(const char *jiuzhu, const char *db, const char *roster)
{
	const char *init[] = {
		jiuzhu, "--db", db, "init", "--practice", "--office", "140322100", NULL};
	const char *import[] = {
		jiuzhu, "--db", db, "import", roster, "--rejects", "/dev/null", NULL};
	const char *open[] = {jiuzhu, "--db", db, "review", "open", "--programme", "dibao", NULL};
	FILE *file = fopen(roster, "wb");
	if (!file || !make_roster(file, ROSTER_ROWS, 1) || fclose(file) != 0) {
		fprintf(stderr, "review_bench: cannot write %s\n", roster);
		exit(EXIT_FAILURE);
	}
	g_setenv("JIUZHU_NOW", DAY, TRUE);
	run_program(init, NULL, 0);
	run_program(import, NULL, 1);
	struct cost c = run_program(open, NULL, 0);
	printf("review   open       %5.2f s\n", c.wall);
}

int main(int argc, char **argv)
{
	static const char *const files[] = {
		"office.db", "office.db-wal", "office.db-shm", "roster.csv"};
	if (argc != 2) {
		fprintf(stderr, "usage: review_bench JIUZHU\n");
		return 2;
	}
	g_autofree char *dir = g_dir_make_tmp("jiuzhu-bench-XXXXXX", NULL);
	if (!dir)
		return EXIT_FAILURE;
	g_autofree char *db = g_build_filename(dir, files[0], NULL);
	g_autofree char *roster = g_build_filename(dir, files[3], NULL);
	make_round(argv[1], db, roster);
	measure(argv[1], db);
	for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autofree char *path = g_build_filename(dir, files[i], NULL);
		g_unlink(path);
	}
	g_rmdir(dir);
	return EXIT_SUCCESS;
}
