/* The loop: reads all keys that wait, hands each to the view on top, paints once.
 *
 * Views are taken off the stack at once but destroyed only after the handler that closed them has
 * returned, top first; a dialog gives its answer when it is destroyed, so the answer finds the
 * stack without it.
 */
#include "tui/view.h"
#include <stdlib.h>
#include "tui/stack.h"
#include "tui/term.h"

#define ESC_MS 50      /* how long an Esc may be the beginning of a key */
#define IDLE_MS 1000   /* between two calls of idle() */
#define FRAME_US 50000 /* keys that never cease must not stop the painting */

struct layer *stack_top(const struct tui *tui)
{
	guint n = tui->layers->len;
	return n ? g_ptr_array_index(tui->layers, n - 1) : NULL;
}

struct layer *stack_find(const struct tui *tui, const struct view *view)
{
	for (guint i = 0; i < tui->layers->len; i++) {
		struct layer *l = g_ptr_array_index(tui->layers, i);
		if (l->view == view)
			return l;
	}
	return NULL;
}

bool stack_object(struct view *view, const char *sentence, bool soft)
{
	struct layer *l = view->tui ? stack_find(view->tui, view) : NULL;
	if (!l)
		return false;
	g_free(l->objection);
	l->objection = g_strdup(sentence);
	l->soft = soft;
	if (sentence)
		term_beep();
	view->tui->dirty = true;
	return true;
}

void stack_work(struct view *view)
{
	view->tui->working = view;
}

bool stack_too_small(const struct tui *tui)
{
	return tui->surface.rows < tui->options.min_rows ||
		tui->surface.columns < tui->options.min_cols;
}

static void layer_free(struct layer *l)
{
	if (l->view->ops->destroy)
		l->view->ops->destroy(l->view);
	g_free(l->view);
	g_free(l->objection);
	g_free(l);
}

static void put_cells(struct surface *s, int row, int column, const char *text, enum style style)
{
	(void)s;
	term_put(row, column, text, style);
}

static void learn_keys(struct input *in)
{
	static const struct {
		const char *capability;
		int code;
	} keys[] = {
		{"kcuu1", K_UP},
		{"kcud1", K_DOWN},
		{"kcub1", K_LEFT},
		{"kcuf1", K_RIGHT},
		{"khome", K_HOME},
		{"kend", K_END},
		{"kpp", K_PGUP},
		{"knp", K_PGDN},
		{"kdch1", K_DELETE},
		{"kich1", K_INSERT},
		{"kcbt", K_BACKTAB},
		{"kent", K_ENTER},
	};
	for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
		const char *bytes = term_string(keys[i].capability);
		if (bytes)
			input_learn(in, bytes, keys[i].code);
	}
	for (int i = 0; i < 12; i++) {
		char capability[8];
		g_snprintf(capability, sizeof(capability), "kf%d", i + 1);
		const char *bytes = term_string(capability);
		if (bytes)
			input_learn(in, bytes, K_F1 + i);
	}
}

struct tui *tui_start(const struct tui_options *options, GError **error)
{
	static bool at_exit;
	if (!term_open(options->theme, error))
		return NULL;
	if (!at_exit)
		atexit(term_close);
	at_exit = true;
	struct tui *tui = g_new0(struct tui, 1);
	tui->options = *options;
	tui->surface.put = put_cells;
	tui->layers = g_ptr_array_new();
	tui->closed = g_ptr_array_new();
	tui->dirty = true;
	input_init(&tui->input, g_strcmp0(g_getenv("JZ_TEST"), "1") == 0);
	learn_keys(&tui->input);
	term_size(&tui->surface.rows, &tui->surface.columns);
	return tui;
}

/* Destroys what was closed.  An answer given here may close more. */
static void bury(struct tui *tui)
{
	while (tui->closed->len > 0)
		layer_free(g_ptr_array_remove_index(tui->closed, 0));
}

static void close_layer(struct tui *tui, struct layer *l)
{
	bool was_top = l == stack_top(tui);
	g_ptr_array_remove(tui->layers, l);
	g_ptr_array_add(tui->closed, l);
	if (tui->working == l->view)
		tui->working = NULL;
	if (was_top && stack_top(tui))
		stack_top(tui)->stale = true;
	tui->dirty = true;
}

void tui_stop(struct tui *tui)
{
	term_close();
	if (!tui)
		return;
	while (stack_top(tui)) {
		close_layer(tui, stack_top(tui));
		bury(tui);
	}
	g_ptr_array_unref(tui->layers);
	g_ptr_array_unref(tui->closed);
	input_clear(&tui->input);
	surface_clear(&tui->surface);
	g_free(tui->note);
	g_free(tui);
}

void tui_push(struct tui *tui, struct view *view)
{
	struct layer *l = g_new0(struct layer, 1);
	l->view = view;
	view->tui = tui;
	g_ptr_array_add(tui->layers, l);
	tui->dirty = true;
}

struct view *tui_top(struct tui *tui)
{
	struct layer *l = stack_top(tui);
	return l ? l->view : NULL;
}

void tui_quit(struct tui *tui)
{
	tui->quit = true;
}

void tui_pop_to(struct tui *tui, struct view *view)
{
	if (!stack_find(tui, view))
		return;
	while (stack_top(tui)->view != view)
		close_layer(tui, stack_top(tui));
}

void tui_close(struct tui *tui, struct view *view)
{
	struct layer *l = stack_find(tui, view);
	if (l)
		close_layer(tui, l);
}

void tui_reload(struct tui *tui)
{
	for (guint i = 0; i < tui->layers->len; i++)
		((struct layer *)g_ptr_array_index(tui->layers, i))->stale = true;
	tui->dirty = true;
}

static void refresh_top(struct tui *tui)
{
	struct layer *l = stack_top(tui);
	if (!l || !l->stale)
		return;
	l->stale = false;
	if (l->view->ops->reload)
		l->view->ops->reload(l->view);
	bury(tui);
}

void tui_note(struct tui *tui, enum note_kind kind, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	g_free(tui->note);
	tui->note = g_strdup_vprintf(format, args);
	va_end(args);
	tui->note_kind = kind;
	tui->dirty = true;
	if (kind == NOTE_ERROR)
		term_beep();
}

void tui_error(struct tui *tui, GError *error)
{
	if (!error)
		return;
	tui_note(tui, NOTE_ERROR, "%s", error->message);
	g_error_free(error);
}

int tui_rows(const struct tui *tui)
{
	return tui->surface.rows;
}

int tui_columns(const struct tui *tui)
{
	return tui->surface.columns;
}

const struct command *tui_command_at(const struct tui *tui, int i, guint32 screen)
{
	for (int n = 0; n < tui->options.n_commands; n++) {
		const struct command *c = &tui->options.commands[n];
		if ((c->screens & screen) && i-- == 0)
			return c;
	}
	return NULL;
}

static void take_events(struct tui *tui, int events)
{
	if (events & TERM_GONE)
		tui->gone = true;
	if (events & TERM_SIZE)
		term_resize();
	if (events & (TERM_SIZE | TERM_RESUME)) {
		term_size(&tui->surface.rows, &tui->surface.columns);
		tui->dirty = true;
	}
}

static void paint(struct tui *tui)
{
	/* A size that changed while keys were handled must not wait for the next one. */
	take_events(tui, term_wait(0));
	refresh_top(tui);
	if (!stack_top(tui))
		return;
	term_erase();
	struct canvas *c = surface_begin(&tui->surface);
	chrome_draw(tui, c);
	if (tui->surface.cursor_row < 0)
		term_paint(tui->surface.rows - 1, 0);
	else
		term_paint(tui->surface.cursor_row, tui->surface.cursor_column);
	tui->dirty = false;
	tui->painted = g_get_monotonic_time();
}

static void settle(struct tui *tui, struct view *view, enum reply reply)
{
	struct layer *l = stack_find(tui, view);
	if (reply == REPLY_CLOSE && l)
		close_layer(tui, l);
	else if (reply == REPLY_IGNORED)
		term_beep();
	bury(tui);
	tui->dirty = true;
}

static enum reply dispatch(struct tui *tui, struct view *view, const struct key *k)
{
	for (int i = 0; view->ops->command && i < tui->options.n_commands; i++) {
		const struct command *c = &tui->options.commands[i];
		if (!(c->screens & view->screen) || (c->key != k->code && c->key2 != k->code))
			continue;
		enum reply reply = view->ops->command(view, c->id);
		if (reply != REPLY_IGNORED)
			return reply;
	}
	return view->ops->key ? view->ops->key(view, k) : REPLY_IGNORED;
}

static bool is_working(const struct tui *tui)
{
	struct layer *top = stack_top(tui);
	return top && tui->working == top->view;
}

/* Barriers are answered when all is painted and no work goes on. */
static void answer(struct tui *tui)
{
	while (tui->answers < tui->asked && !is_working(tui))
		term_answer(++tui->answers);
}

static void handle_key(struct tui *tui, const struct key *k)
{
	if (k->code == K_SYNC) {
		tui->asked++;
		tui->dirty = true;
		return;
	}
	tui->dirty = true;
	if (k->code == K_CTRL_('l')) {
		term_forget();
		return;
	}
	/* Nobody types into what he cannot see. */
	if (stack_too_small(tui))
		return;
	g_clear_pointer(&tui->note, g_free);
	if (tui->options.stale && tui->options.stale(tui->options.ctx))
		tui_reload(tui);
	refresh_top(tui);
	struct view *view = tui_top(tui);
	if (view)
		settle(tui, view, dispatch(tui, view, k));
}

static bool next_key(struct tui *tui, struct key *k)
{
	char bytes[4096];
	while (!input_next(&tui->input, k)) {
		gssize n = term_read(bytes, sizeof(bytes));
		if (n < 0)
			tui->gone = true;
		if (n <= 0)
			return false;
		tui->partial = 0;
		input_feed(&tui->input, bytes, (gsize)n);
	}
	return true;
}

void tui_flush_keys(struct tui *tui)
{
	char bytes[4096];
	gssize n;
	while ((n = term_read(bytes, sizeof(bytes))) > 0)
		input_feed(&tui->input, bytes, (gsize)n);
	input_drop(&tui->input);
}

static int patience(struct tui *tui)
{
	struct view *top = tui_top(tui);
	if (is_working(tui))
		return 0;
	if (input_is_partial(&tui->input))
		return ESC_MS;
	return top && top->ops->idle ? IDLE_MS : -1;
}

static void time_passed(struct tui *tui)
{
	struct view *top = tui_top(tui);
	gint64 now = g_get_monotonic_time();
	if (input_is_partial(&tui->input)) {
		if (tui->partial == 0)
			tui->partial = now;
		else if (now - tui->partial >= ESC_MS * 1000)
			input_time_is_up(&tui->input);
	}
	if (!top || !top->ops->idle)
		return;
	enum reply reply = top->ops->idle(top);
	if (reply != REPLY_IGNORED)
		settle(tui, top, reply);
}

static void wait_for_event(struct tui *tui)
{
	if (input_is_partial(&tui->input) && tui->partial == 0)
		tui->partial = g_get_monotonic_time();
	int events = term_wait(patience(tui));
	take_events(tui, events);
	if (events == 0)
		time_passed(tui);
}

/* The terminal is gone: whoever holds something unsaved has this moment. */
static void tell_hangup(struct tui *tui)
{
	struct key k = {.code = K_HANGUP};
	for (guint i = tui->layers->len; i > 0; i--) {
		struct layer *l = g_ptr_array_index(tui->layers, i - 1);
		if (l->view->ops->key)
			l->view->ops->key(l->view, &k);
	}
}

bool tui_run(struct tui *tui)
{
	struct key k;
	tui->quit = false;
	while (!tui->quit && !tui->gone && stack_top(tui)) {
		if (next_key(tui, &k)) {
			handle_key(tui, &k);
			if (g_get_monotonic_time() - tui->painted < FRAME_US)
				continue;
			paint(tui);
		} else if (tui->gone) {
			break;
		} else {
			if (tui->dirty)
				paint(tui);
			answer(tui);
			wait_for_event(tui);
		}
	}
	if (tui->gone)
		tell_hangup(tui);
	return !tui->gone;
}
