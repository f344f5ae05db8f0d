#include "base/calendar.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"

#define YEAR_FIRST 1990
#define YEAR_LAST 2100

enum mark { MARK_NONE, MARK_REST, MARK_WORK };

struct calendar {
	day first, last;
	bool known[YEAR_LAST - YEAR_FIRST + 1];
	guint8 marks[]; /* enum mark of each day from first to last */
};

struct exception {
	day date;
	enum mark mark;
};

struct calendar *calendar_new(void)
{
	day first = day_make(YEAR_FIRST, 1, 1), last = day_make(YEAR_LAST, 12, 31);
	struct calendar *cal = g_malloc0(sizeof *cal + (last - first + 1));

	cal->first = first;
	cal->last = last;
	return cal;
}

void calendar_free(struct calendar *cal)
{
	g_free(cal);
}

static int year_of(day d)
{
	int year, mon, mday;

	day_split(d, &year, &mon, &mday);
	return year;
}

static bool is_in_range(const struct calendar *cal, day d)
{
	return d >= cal->first && d <= cal->last;
}

/* One line without its end.  Headings, comments and empty lines give mark MARK_NONE. */
static bool read_line(const struct calendar *cal, const char *line, struct exception *out)
{
	g_auto(GStrv) cells = g_strsplit(line, ",", -1);

	out->mark = MARK_NONE;
	if (!cells[0] || !*g_strstrip(cells[0]) || cells[0][0] == '#' ||
		strcmp(cells[0], "date") == 0)
		return true;
	out->date = day_from_iso(cells[0]);
	if (!cells[1] || !is_in_range(cal, out->date))
		return false;
	g_strstrip(cells[1]);
	if (strcmp(cells[1], "rest") == 0)
		out->mark = MARK_REST;
	else if (strcmp(cells[1], "work") == 0)
		out->mark = MARK_WORK;
	return out->mark != MARK_NONE;
}

/* The notice for a year may name days of the December before, which does not make that year known.
 */
static void apply(struct calendar *cal, const struct exception *e)
{
	int year, mon, mday;

	day_split(e->date, &year, &mon, &mday);
	cal->marks[e->date - cal->first] = e->mark;
	if (mon < 12)
		cal->known[year - YEAR_FIRST] = true;
}

bool calendar_load(struct calendar *cal, const char *name, const char *text, GError **error)
{
	g_auto(GStrv) lines = NULL;
	g_autoptr(GArray) read = g_array_new(FALSE, FALSE, sizeof(struct exception));

	if (g_str_has_prefix(text, "\xEF\xBB\xBF"))
		text += 3;
	lines = g_strsplit(text, "\n", -1);
	for (int i = 0; lines[i]; i++) {
		struct exception e;

		if (!read_line(cal, lines[i], &e))
			return jz_fail(error, JZ_ERROR_BAD,
				_("%s:%d: \"%s\" is no day of the calendar; write it as "
				  "2026-01-01,rest or 2026-01-04,work"),
				name, i + 1, g_strstrip(lines[i]));
		if (e.mark != MARK_NONE)
			g_array_append_val(read, e);
	}
	for (guint i = 0; i < read->len; i++)
		apply(cal, &g_array_index(read, struct exception, i));
	return true;
}

bool calendar_knows(const struct calendar *cal, day d)
{
	return is_in_range(cal, d) && cal->known[year_of(d) - YEAR_FIRST];
}

bool calendar_is_workday(const struct calendar *cal, day d)
{
	enum mark mark = is_in_range(cal, d) ? cal->marks[d - cal->first] : MARK_NONE;

	return mark == MARK_NONE ? day_weekday(d) <= 5 : mark == MARK_WORK;
}

/* Every year from one day to another must have its table. */
static void judge(const struct calendar *cal, day from, day to, bool *certain)
{
	if (!certain)
		return;
	for (int year = year_of(from); year <= year_of(to); year++) {
		if (!calendar_knows(cal, day_make(year, 1, 1)))
			*certain = false;
	}
}

day calendar_add_workdays(const struct calendar *cal, day from, int n, bool *certain)
{
	day d = from;

	if (from == DAY_NONE)
		return DAY_NONE;
	while (n > 0)
		n -= calendar_is_workday(cal, ++d);
	if (d > from)
		judge(cal, from + 1, d, certain);
	return d;
}

/* C-21: the first day is not counted; a last day that is a holiday moves to the next working day.
 */
day calendar_add_days(const struct calendar *cal, day from, int n, bool *certain)
{
	day end, d;

	if (from == DAY_NONE)
		return DAY_NONE;
	d = end = from + n;
	while (!calendar_is_workday(cal, d))
		d++;
	judge(cal, end, d, certain);
	return d;
}

int calendar_workdays_between(const struct calendar *cal, day from, day to)
{
	int n = 0;

	if (from == DAY_NONE || to == DAY_NONE)
		return 0;
	for (day d = MIN(from, to) + 1; d <= MAX(from, to); d++)
		n += calendar_is_workday(cal, d);
	return from <= to ? n : -n;
}
