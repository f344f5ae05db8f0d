/* Day numbers by the Gregorian calendar, years 1 to 9999. */
#include "base/day.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include <glib.h>

#include "base/fold.h"

#define YEAR_MAX 9999
#define EPOCH 719162 /* days from 0001-01-01 to 1970-01-01 */

static const int days_before[13] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
static day today_set = DAY_NONE;
static int time_set = -1;

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int mon)
{
	return days_before[mon] - days_before[mon - 1] + (mon == 2 && is_leap(year));
}

/* Days from 0001-01-01 to the first of January of year. */
static int days_before_year(int year)
{
	int y = year - 1;

	return y * 365 + y / 4 - y / 100 + y / 400;
}

day day_make(int year, int mon, int mday)
{
	if (year < 1 || year > YEAR_MAX || mon < 1 || mon > 12 || mday < 1 ||
		mday > days_in_month(year, mon))
		return DAY_NONE;
	return days_before_year(year) + days_before[mon - 1] + (mon > 2 && is_leap(year)) + mday -
		1 - EPOCH;
}

static bool in_range(day d)
{
	return d >= -EPOCH && d < days_before_year(YEAR_MAX + 1) - EPOCH;
}

void day_split(day d, int *year, int *mon, int *mday)
{
	int y, m = 1, rest;

	if (!in_range(d)) {
		*year = *mon = *mday = 0;
		return;
	}
	y = (d + EPOCH) / 366 + 1; /* never too late, at most a few years early */
	while (days_before_year(y + 1) <= d + EPOCH)
		y++;
	rest = d + EPOCH - days_before_year(y);
	while (rest >= days_in_month(y, m))
		rest -= days_in_month(y, m++);
	*year = y;
	*mon = m;
	*mday = rest + 1;
}

int day_weekday(day d)
{
	/* 1970-01-01 was a Thursday. */
	return ((d % 7) + 7 + 3) % 7 + 1;
}

day day_today(void)
{
	struct tm tm;
	time_t now = time(NULL);

	if (today_set != DAY_NONE)
		return today_set;
	if (!localtime_r(&now, &tm))
		return DAY_NONE;
	return day_make(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

void day_set_today(day d)
{
	today_set = d;
}

int day_time(void)
{
	enum { MINUTE = 60, HOUR = 60 * MINUTE };
	struct tm tm;
	time_t now = time(NULL);

	if (time_set >= 0)
		return time_set;
	if (!localtime_r(&now, &tm))
		return 0;
	return tm.tm_hour * HOUR + tm.tm_min * MINUTE + tm.tm_sec;
}

void day_set_time(int seconds)
{
	time_set = seconds;
}

day day_from_iso(const char *iso)
{
	if (!iso || strlen(iso) != DAY_LEN - 1 || iso[4] != '-' || iso[7] != '-')
		return DAY_NONE;
	return day_make(fold_digits(iso, 4), fold_digits(iso + 5, 2), fold_digits(iso + 8, 2));
}

const char *day_to_iso(day d, char buf[DAY_LEN])
{
	int year, mon, mday;

	buf[0] = '\0';
	day_split(d, &year, &mon, &mday);
	if (year)
		g_snprintf(buf, DAY_LEN, "%04d-%02d-%02d", year, mon, mday);
	return buf;
}

/* Two digits of a year: from 79 years before base to 20 years after it, so that births and coming
 * deadlines are both within reach. */
static int full_year(int two, day base)
{
	int now, mon, mday, year;

	day_split(base, &now, &mon, &mday);
	if (now == 0)
		return 0;
	year = now / 100 * 100 + two;
	if (year > now + 20)
		year -= 100;
	else if (year < now - 79)
		year += 100;
	return year;
}

static day parse_digits(const char *s, size_t len, day base)
{
	int year, mon, mday;

	if (len == 8)
		return day_make(fold_digits(s, 4), fold_digits(s + 4, 2), fold_digits(s + 6, 2));
	if (base == DAY_NONE)
		return DAY_NONE;
	if (len == 6)
		return day_make(full_year(fold_digits(s, 2), base), fold_digits(s + 2, 2),
			fold_digits(s + 4, 2));
	if (len != 4)
		return DAY_NONE;
	day_split(base, &year, &mon, &mday);
	return day_make(year, fold_digits(s, 2), fold_digits(s + 2, 2));
}

/* A number of at most max digits; -1 where there is none.  Steps *s over it and blanks after it. */
static int number(const char **s, int max)
{
	const char *p = *s;
	int value = 0;

	while (*p == ' ')
		p++;
	for (*s = p; g_ascii_isdigit(*p); p++) {
		if (p - *s == max)
			return -1;
		value = value * 10 + (*p - '0');
	}
	if (p == *s)
		return -1;
	while (*p == ' ')
		p++;
	*s = p;
	return value;
}

static bool skip(const char **s, const char *word)
{
	if (!g_str_has_prefix(*s, word))
		return false;
	*s += strlen(word);
	return true;
}

/* What stands between year and month: one of - / . 年; NULL where it is something else. */
static const char *separator(const char **s)
{
	static const char *const all[] = {"-", "/", ".", "年"};

	for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
		if (skip(s, all[i]))
			return all[i];
	}
	return NULL;
}

static day parse_separated(const char *s)
{
	const char *sep, *start = s;
	int year = number(&s, 4), mon, mday;
	bool hanzi;

	if (year < 0 || s - start < 4 || !(sep = separator(&s)))
		return DAY_NONE;
	hanzi = strcmp(sep, "年") == 0;
	mon = number(&s, 2);
	if (mon < 0 || !skip(&s, hanzi ? "月" : sep))
		return DAY_NONE;
	mday = number(&s, 2);
	if (hanzi && !skip(&s, "日"))
		skip(&s, "号");
	return mday < 0 || *s ? DAY_NONE : day_make(year, mon, mday);
}

static day parse_relative(const char *s, day base)
{
	int sign = *s == '-' ? -1 : 1, n;

	s++;
	n = number(&s, 5);
	if (n < 0 || *s || base == DAY_NONE || !in_range(base + sign * n))
		return DAY_NONE;
	return base + sign * n;
}

day day_parse(const char *text, day base)
{
	char s[64];
	size_t n;

	if (!text || !fold_ascii(text, s, sizeof s) || !*s)
		return DAY_NONE;
	if (g_ascii_tolower(s[0]) == 't' && !s[1])
		return base;
	if (s[0] == '-' || s[0] == '+')
		return parse_relative(s, base);
	n = strspn(s, "0123456789");
	return s[n] ? parse_separated(s) : parse_digits(s, n, base);
}

day day_add_months(day d, int months)
{
	int year, mon, mday;
	day first, last;

	day_split(d, &year, &mon, &mday);
	if (!year)
		return DAY_NONE;
	first = month_first(month_of(d) + months);
	last = month_last(month_of(d) + months);
	if (first == DAY_NONE)
		return DAY_NONE;
	return MIN(first + mday - 1, last);
}

month month_of(day d)
{
	int year, mon, mday;

	day_split(d, &year, &mon, &mday);
	return year ? year * 12 + mon - 1 : MONTH_NONE;
}

day month_first(month m)
{
	return m < 12 ? DAY_NONE : day_make(m / 12, m % 12 + 1, 1);
}

day month_last(month m)
{
	day first = month_first(m);

	return first == DAY_NONE ? DAY_NONE : first + days_in_month(m / 12, m % 12 + 1) - 1;
}

static month make_month(int year, int mon)
{
	if (year < 1 || year > YEAR_MAX || mon < 1 || mon > 12)
		return MONTH_NONE;
	return year * 12 + mon - 1;
}

month month_from_iso(const char *iso)
{
	if (!iso || strlen(iso) != MONTH_LEN - 1 || iso[4] != '-')
		return MONTH_NONE;
	return make_month(fold_digits(iso, 4), fold_digits(iso + 5, 2));
}

const char *month_to_iso(month m, char buf[MONTH_LEN])
{
	buf[0] = '\0';
	if (make_month(m / 12, m % 12 + 1) != MONTH_NONE)
		g_snprintf(buf, MONTH_LEN, "%04d-%02d", m / 12, m % 12 + 1);
	return buf;
}

month month_parse(const char *text, day base)
{
	char buf[64];
	const char *s = buf, *sep;
	size_t n;
	int year, mon;

	if (!text || !fold_ascii(text, buf, sizeof buf))
		return MONTH_NONE;
	n = strspn(buf, "0123456789");
	if (!buf[n]) {
		if (n == 6)
			return make_month(fold_digits(buf, 4), fold_digits(buf + 4, 2));
		if (n == 4)
			return make_month(
				full_year(fold_digits(buf, 2), base), fold_digits(buf + 2, 2));
		return MONTH_NONE;
	}
	year = number(&s, 4);
	if (n < 4 || year < 0 || !(sep = separator(&s)))
		return MONTH_NONE;
	mon = number(&s, 2);
	if (strcmp(sep, "年") == 0 && !skip(&s, "月份"))
		skip(&s, "月");
	return mon < 0 || *s ? MONTH_NONE : make_month(year, mon);
}
