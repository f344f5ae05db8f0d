/* Programs run and measured: time from fork to exit, processor time, the largest memory. */
#ifndef BENCH_RUN_H
#define BENCH_RUN_H

#include <stdbool.h>
#include <glib.h>

struct cost {
	double wall, cpu; /* seconds */
	long peak;        /* KiB */
};

/* Runs argv (NULL-ended) with its output to a file (NULL: nowhere).  Ends the program, saying why,
 * where it exits with more than most. */
struct cost run_program(const char *const *argv, const char *output, int most);

struct series {
	GArray *wall, *cpu;
	long peak;
};
void series_init(struct series *s);
void series_clear(struct series *s);
void series_add(struct series *s, const struct cost *c);
double series_median(const GArray *values);

#endif
