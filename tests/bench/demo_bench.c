/* How long a practice database takes, how much memory, how large it is; and verifying it.
 *
 *     demo_bench JIUZHU
 *
 * Prints figures; asserts nothing.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <glib/gstdio.h>
#include "tests/bench/run.h"

enum { MIB = 1024 * 1024, KIB_PER_MIB = 1024 };

static void print_cost(const char *what, const struct cost *c)
{
	printf("%-24s %6.2f s %6.2f s cpu %5ld MiB\n", what, c->wall, c->cpu,
		c->peak / KIB_PER_MIB);
}

static void measure(const char *jiuzhu, const char *scale, const char *db)
{
	const char *const make[] = {jiuzhu, "demo", "--scale", scale, "--db", db, NULL};
	const char *const verify[] = {jiuzhu, "verify", "--db", db, NULL};
	g_autofree char *made = g_strconcat("demo ", scale, NULL);
	g_autofree char *verified = g_strconcat("verify ", scale, NULL);
	struct cost cost = run_program(make, NULL, 0);
	GStatBuf st = {0};
	print_cost(made, &cost);
	g_stat(db, &st);
	printf("%-24s %6.1f MiB\n", "  file", (double)st.st_size / MIB);
	cost = run_program(verify, NULL, 0);
	print_cost(verified, &cost);
	g_unlink(db);
}

int main(int argc, char **argv)
{
	static const char *const scales[] = {"township", "county", "city"};
	if (argc != 2) {
		fprintf(stderr, "demo_bench JIUZHU\n");
		return 2;
	}
	g_autofree char *dir = g_dir_make_tmp("jiuzhu-bench-XXXXXX", NULL);
	g_autofree char *db = dir ? g_build_filename(dir, "demo.db", NULL) : NULL;
	if (!dir)
		return EXIT_FAILURE;
	for (gsize i = 0; i < G_N_ELEMENTS(scales); i++)
		measure(argv[1], scales[i], db);
	g_rmdir(dir);
	return EXIT_SUCCESS;
}
