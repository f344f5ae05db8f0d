#include "config.h"

#include "model/lock.h"

#include <string.h>
#include <time.h>

struct instant lock_now(void)
{
	struct instant now = {.clock = time(NULL)};
	g_autofree char *boot = NULL;
	struct timespec up;

	if (clock_gettime(CLOCK_BOOTTIME, &up) == 0)
		now.uptime = up.tv_sec;
	if (g_file_get_contents("/proc/sys/kernel/random/boot_id", &boot, NULL, NULL))
		g_strlcpy(now.boot, g_strstrip(boot), sizeof now.boot);
	return now;
}

/* "2026-11-23T08:30:00Z 12345 BOOT": until by the clock, until by the uptime, which start. */
char *lock_begin(const struct instant *now)
{
	g_autoptr(GDateTime) until = g_date_time_new_from_unix_utc(now->clock + LOCK_SECONDS);
	g_autofree char *clock = g_date_time_format(until, "%Y-%m-%dT%H:%M:%SZ");

	return g_strdup_printf("%s %" G_GINT64_FORMAT " %s", clock, now->uptime + LOCK_SECONDS,
		*now->boot ? now->boot : "-");
}

static int clamp(gint64 left)
{
	return (int)CLAMP(left, 0, LOCK_SECONDS);
}

int lock_left(const char *locked_until, const struct instant *now, bool *again)
{
	g_auto(GStrv) part = g_strsplit(locked_until ? locked_until : "", " ", 3);
	g_autoptr(GDateTime) until = NULL;
	gint64 left;

	*again = false;
	if (g_strv_length(part) != 3)
		return 0;
	if (*now->boot && strcmp(part[2], now->boot) == 0)
		return clamp(g_ascii_strtoll(part[1], NULL, 10) - now->uptime);
	until = g_date_time_new_from_iso8601(part[0], NULL);
	if (!until)
		return 0;
	left = g_date_time_to_unix(until) - now->clock;
	*again = left > LOCK_SECONDS;
	return clamp(left);
}
