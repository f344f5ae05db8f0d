/* Working days: weekends, and the exceptions that the State Council announces each year. */
#ifndef BASE_CALENDAR_H
#define BASE_CALENDAR_H

#include "base/auto.h"

#include <glib.h>
#include "base/day.h"

struct calendar;

struct calendar *calendar_new(void);
void calendar_free(struct calendar *cal);
JZ_DEFINE_AUTOPTR(calendar, calendar_free)

/* Reads "date,kind,holiday" lines (kind is rest or work) and adds them.  Errors name the line. */
bool calendar_load(struct calendar *cal, const char *name, const char *text, GError **error);

/* True where the year of d has been announced and loaded. */
bool calendar_knows(const struct calendar *cal, day d);
bool calendar_is_workday(const struct calendar *cal, day d);

/* Period of n working days after from (the first day is not counted).  Clears *certain where the
 * period touches a year without a table (weekends alone are counted there). certain may be NULL. */
day calendar_add_workdays(const struct calendar *cal, day from, int n, bool *certain);
/* Period of n calendar days after from; a last day that is no working day moves to the next one. */
day calendar_add_days(const struct calendar *cal, day from, int n, bool *certain);
/* Working days left from a day (not counted) to another (counted); negative where it is past. */
int calendar_workdays_between(const struct calendar *cal, day from, day to);

#endif
