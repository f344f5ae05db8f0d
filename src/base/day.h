/* Dates as day numbers and months as month numbers; ISO text at the edges. */
#ifndef BASE_DAY_H
#define BASE_DAY_H

#include <limits.h>
#include <stdbool.h>

typedef int day;   /* days since 1970-01-01 */
typedef int month; /* year * 12 + (month of year - 1) */

#define DAY_NONE INT_MIN
#define MONTH_NONE INT_MIN
#define DAY_LEN 11  /* "2026-07-01" and its end */
#define MONTH_LEN 8 /* "2026-07" and its end */

day day_make(int year, int mon, int mday); /* DAY_NONE where no such day exists */
void day_split(day d, int *year, int *mon, int *mday);
int day_weekday(day d); /* 1 Monday .. 7 Sunday */
day day_today(void);    /* the day set by day_set_today, else the machine's */
void day_set_today(day d);
/* Seconds since midnight: as set by day_set_time, else the machine's (-1 gives it back). */
int day_time(void);
void day_set_time(int seconds);

/* Strict "2026-07-01"; DAY_NONE for anything else. */
day day_from_iso(const char *iso);
/* Writes "2026-07-01", or "" for DAY_NONE; returns buf. */
const char *day_to_iso(day d, char buf[DAY_LEN]);

/* What people key and rosters hold: 20240315, 240315, 0315, 2024-3-15, 2024/3/15, 2024.3.15,
 * 2024年3月15日, "t" (today), "-3" (three days ago), full-width twins of all.  Relative forms count
 * from base, and so do years left out and years of two digits (from 79 years before base to 20
 * years after it); with DAY_NONE as base only whole dates are taken.  DAY_NONE where it is no date.
 */
day day_parse(const char *text, day base);

/* The same day of a later (or earlier) month, cut to that month's last day. */
day day_add_months(day d, int months);

month month_of(day d);
day month_first(month m);
day month_last(month m);
month month_from_iso(const char *iso);
const char *month_to_iso(month m, char buf[MONTH_LEN]);
/* 202403, 2403, 2024-03, 2024年3月; MONTH_NONE where it is no month. */
month month_parse(const char *text, day base);

#endif
