#include "config.h"

#include "app/demo_share.h"

#define LAST_ONES 60 /* who make up for what the others had more or less */
#define VERY_LAST 8
#define CLOSE 4 /* percent from the mean that the last ones are */
#define FINE 1000

/* Whole and part: 1 or 2 where the mean is 1.7. */
static int near_mean(struct demo_sizes *s, struct dice *d)
{
	int whole = s->persons / s->households, rest = s->persons % s->households;
	return whole + (rest && dice_roll(d, 1, s->households) <= rest);
}

/* One is the rule; the others are two to five, 2.6 in the mean, as many as the mean asks for. */
int demo_size_next(struct demo_sizes *s, struct dice *d)
{
	enum { MORE_PER_HUNDRED = 160 };
	int n = 1;
	if (s->households <= LAST_ONES) {
		n = s->households == 1 ? s->persons : near_mean(s, d);
	} else {
		gint64 over = (gint64)(s->persons - s->households) * FINE * 100 / MORE_PER_HUNDRED /
			s->households;
		int kind = dice_roll(d, 1, 100);
		if (dice_roll(d, 1, FINE) <= over)
			n = kind <= 55 ? 2 : kind <= 87 ? 3 : kind <= 98 ? 4 : 5;
	}
	s->households--;
	s->persons -= n;
	return n;
}

/* Three of four get up to the spread more than the mean, the fourth up to three times it less. */
static int deviation(const struct demo_share *s, struct dice *d)
{
	int most = s->spread * FINE / 100;
	if (s->n <= VERY_LAST)
		return 0;
	if (s->n <= LAST_ONES)
		return dice_roll(d, -FINE * CLOSE / 100, FINE * CLOSE / 100);
	return dice_roll(d, 1, 4) > 1 ? dice_roll(d, 0, most) : -dice_roll(d, 0, 3 * most);
}

gint64 demo_share_next(struct demo_share *s, struct dice *d, gint64 weight, gint64 most)
{
	gint64 mean = s->money * weight / MAX(s->weight, 1);
	gint64 amount = mean + mean * deviation(s, d) / FINE;
	if (--s->n == 0)
		amount = s->money;
	else
		amount = CLAMP(amount, 1, most);
	s->money -= amount;
	s->weight -= weight;
	return amount;
}
