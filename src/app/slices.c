/* Two threads that take turns. */
#include "app/slices.h"

enum turn { TURN_LOOP, TURN_WORK };

struct slices {
	void (*work)(struct slices *s, void *ctx);
	void *ctx;
	GThread *thread;
	GMutex lock;
	GCond changed;
	enum turn turn;
	bool ended, give_up;
	gint64 length, until; /* of a slice, of this slice */
};

static void wait_for(struct slices *s, enum turn turn)
{
	while (s->turn != turn)
		g_cond_wait(&s->changed, &s->lock);
}

static void hand_over(struct slices *s, enum turn turn)
{
	s->turn = turn;
	g_cond_broadcast(&s->changed);
}

static gpointer run_work(gpointer data)
{
	struct slices *s = data;
	g_mutex_lock(&s->lock);
	wait_for(s, TURN_WORK);
	g_mutex_unlock(&s->lock);
	s->work(s, s->ctx);
	g_mutex_lock(&s->lock);
	s->ended = true;
	hand_over(s, TURN_LOOP);
	g_mutex_unlock(&s->lock);
	return NULL;
}

struct slices *slices_new(gint64 length, void (*work)(struct slices *s, void *ctx), void *ctx)
{
	struct slices *s = g_new0(struct slices, 1);
	s->length = length;
	s->work = work;
	s->ctx = ctx;
	g_mutex_init(&s->lock);
	g_cond_init(&s->changed);
	s->thread = g_thread_new("work", run_work, s);
	return s;
}

bool slices_run(struct slices *s)
{
	g_mutex_lock(&s->lock);
	if (!s->ended) {
		s->until = g_get_monotonic_time() + s->length;
		hand_over(s, TURN_WORK);
		wait_for(s, TURN_LOOP);
	}
	bool more = !s->ended;
	g_mutex_unlock(&s->lock);
	return more;
}

bool slices_yield(struct slices *s)
{
	if (s->give_up || g_get_monotonic_time() < s->until)
		return !s->give_up;
	g_mutex_lock(&s->lock);
	hand_over(s, TURN_LOOP);
	wait_for(s, TURN_WORK);
	g_mutex_unlock(&s->lock);
	return !s->give_up;
}

void slices_free(struct slices *s)
{
	if (!s)
		return;
	s->give_up = true;
	while (slices_run(s))
		;
	g_thread_join(s->thread);
	g_cond_clear(&s->changed);
	g_mutex_clear(&s->lock);
	g_free(s);
}
