/* A roster of invented people, as an office keeps it: GB18030, a title, a heading repeated on every
 * page, households over several rows, now and then a row that cannot be taken.  The same seed gives
 * the same file. */
#ifndef BENCH_MAKE_ROSTER_H
#define BENCH_MAKE_ROSTER_H

#include <stdbool.h>
#include <stdio.h>
#include <glib.h>

bool make_roster(FILE *file, unsigned rows, guint64 seed);

#endif
