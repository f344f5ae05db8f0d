#include "config.h"

#include "tests/bench/run.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void G_GNUC_NORETURN die(const char *what, const char *program)
{
	fprintf(stderr, "bench: %s: %s\n", program, what);
	exit(EXIT_FAILURE);
}

static void G_GNUC_NORETURN become(const char *const *argv, const char *output)
{
	int fd = open(output ? output : "/dev/null", O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (fd >= 0)
		dup2(fd, STDOUT_FILENO);
	execvp(argv[0], (char *const *)argv);
	_exit(127);
}

static double seconds(const struct timeval *t)
{
	return (double)t->tv_sec + (double)t->tv_usec / 1e6;
}

struct cost run_program(const char *const *argv, const char *output, int most)
{
	gint64 start = g_get_monotonic_time();
	struct rusage usage;
	struct cost c;
	int status;
	pid_t pid = fork();

	if (pid < 0)
		die(g_strerror(errno), argv[0]);
	if (pid == 0)
		become(argv, output);
	if (wait4(pid, &status, 0, &usage) != pid)
		die(g_strerror(errno), argv[0]);
	c.wall = (double)(g_get_monotonic_time() - start) / 1e6;
	c.cpu = seconds(&usage.ru_utime) + seconds(&usage.ru_stime);
	c.peak = usage.ru_maxrss;
	if (!WIFEXITED(status) || WEXITSTATUS(status) > most)
		die("failed", argv[0]);
	return c;
}

void series_init(struct series *s)
{
	s->wall = g_array_new(FALSE, FALSE, sizeof(double));
	s->cpu = g_array_new(FALSE, FALSE, sizeof(double));
	s->peak = 0;
}

void series_clear(struct series *s)
{
	g_array_free(s->wall, TRUE);
	g_array_free(s->cpu, TRUE);
}

void series_add(struct series *s, const struct cost *c)
{
	g_array_append_val(s->wall, c->wall);
	g_array_append_val(s->cpu, c->cpu);
	s->peak = MAX(s->peak, c->peak);
}

static gint by_size(gconstpointer a, gconstpointer b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

double series_median(const GArray *values)
{
	g_autoptr(GArray) sorted = g_array_sized_new(FALSE, FALSE, sizeof(double), values->len);

	g_array_append_vals(sorted, values->data, values->len);
	g_array_sort(sorted, by_size);
	return g_array_index(sorted, double, sorted->len / 2);
}
