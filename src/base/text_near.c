/* Which known word was probably meant. */
#include "base/text.h"

#include <string.h>

static gunichar *decode(const char *text, int *n)
{
	g_autofree char *valid = g_utf8_make_valid(text, -1);
	glong len;
	gunichar *chars = g_utf8_to_ucs4_fast(valid, -1, &len);

	*n = len;
	return chars;
}

/* One step each: a character put in, left out, replaced, or changed over with its neighbour. */
static int distance(const gunichar *a, int na, const gunichar *b, int nb)
{
	g_autofree int *rows = g_new(int, 3 * (nb + 1));
	int *before = rows, *last = rows + nb + 1, *now = last + nb + 1;

	for (int j = 0; j <= nb; j++)
		last[j] = j;
	for (int i = 1; i <= na; i++) {
		int *old = before;

		now[0] = i;
		for (int j = 1; j <= nb; j++) {
			int best = last[j - 1] + (a[i - 1] != b[j - 1]);

			best = MIN(best, MIN(last[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				best = MIN(best, before[j - 2] + 1);
			now[j] = best;
		}
		before = last;
		last = now;
		now = old;
	}
	return last[nb];
}

int text_distance(const char *a, const char *b)
{
	int na, nb;
	g_autofree gunichar *ca = decode(a, &na);
	g_autofree gunichar *cb = decode(b, &nb);

	return distance(ca, na, cb, nb);
}

const char *text_nearest(const char *text, const char *const *candidates, size_t n)
{
	const char *best = NULL;
	int nearest = G_MAXINT, len, other;
	g_autofree gunichar *chars = decode(text, &len);

	for (size_t i = 0; i < n && candidates[i]; i++) {
		g_autofree gunichar *cand = decode(candidates[i], &other);
		int longer = MAX(len, other), d = distance(chars, len, cand, other);

		/* A third of the characters may be wrong, at least one, never all. */
		if (d <= MAX(1, longer / 3) && d < longer && d < nearest) {
			nearest = d;
			best = candidates[i];
		}
	}
	return best;
}
