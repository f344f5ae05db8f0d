/* The home screen: what waits, what is due, and the ways into everything else. */
#include "app/session.h"

#include "base/i18n.h"
#include "base/text.h"
#include "model/note.h"
#include "model/clock.h"
#include "model/payment.h"
#include "model/queue.h"
#include "model/setting.h"
#include "model/typing.h"

struct home {
	struct view view;
	struct app *app;
	GPtrArray *queues; /* struct queue *, only those with work */
	int drafts;
	int notes_due, notes_late;
	char *due;    /* what waits in the registers */
	char *review; /* how far the yearly review is */
	char *pay;    /* payments of the month that are not with the bank; "" */
	int row, top; /* cursor and first line shown of the queues */
	int item;     /* cursor in the menu */
	bool in_menu;
	bool sample, missing;
};

static void open_cases(struct app *app)
{
	cases_open(app, NULL, _("All case files"));
}

static const struct menu_item {
	char digit;
	const char *label;
	void (*open)(struct app *app);
} menu[] = {
	{'1', N_("New application"), apply_open},
	{'2', N_("Case files"), open_cases},
	{'3', N_("Persons"), persons_open},
	{'4', N_("Households"), households_open},
	{'5', N_("Payments"), payments_open},
	{'6', N_("Import a roster"), import_open},
	{'7', N_("My drafts"), drafts_open},
	{'8', N_("Standards and settings"), settings_open},
	{'9', N_("Operators"), operators_open},
	{'0', N_("Change of operator"), sign_in_open},
	{'a', N_("Registers"), registers_open},
	{'b', N_("Yearly review"), reviews_open},
	{'c', N_("Lists of others"), hits_open},
	{'d', N_("Reports"), reports_open},
	{'e', N_("Checks"), audits_open},
};

/* Of lists of other departments, registers and checks. */
static char *tasks_due(struct app *app)
{
	char *(*const due[])(struct app *) = {hits_due, registers_due, audits_line};
	g_autoptr(GPtrArray) said = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < G_N_ELEMENTS(due); i++) {
		char *text = due[i](app);
		if (*text)
			g_ptr_array_add(said, text);
		else
			g_free(text);
	}
	g_ptr_array_add(said, NULL);
	return g_strjoinv("    ", (char **)said->pdata);
}

static void home_reload(struct view *view)
{
	struct home *h = (struct home *)view;
	GError *error = NULL;
	struct desk *desk = h->app->desk;
	GPtrArray *all = queue_list(desk, &error);
	g_autoptr(GPtrArray) drafts = typing_list(desk, NULL);
	if (!all) {
		app_fail(h->app, error);
		return;
	}
	for (int i = (int)all->len - 1; i >= 0; i--)
		if (!((struct queue *)g_ptr_array_index(all, i))->count)
			g_ptr_array_remove_index(all, i);
	g_clear_pointer(&h->queues, g_ptr_array_unref);
	h->queues = all;
	h->row = CLAMP(h->row, 0, MAX(0, (int)all->len - 1));
	h->drafts = drafts ? (int)drafts->len : 0;
	h->sample = setting_is_sample(desk, &h->missing);
	h->notes_due = h->notes_late = 0;
	note_tasks(desk, day_today(), &h->notes_due, &h->notes_late, NULL);
	g_free(h->due);
	h->due = tasks_due(h->app);
	g_free(h->review);
	h->review = reviews_line(h->app);
	g_free(h->pay);
	h->pay = desk->who.roles & ROLE_PAYER ? payment_due_line(desk) : g_strdup("");
}

/* --- drawing ---------------------------------------------------------------------------------- */

static void draw_number(struct canvas *c, int row, int col, int n, enum style s)
{
	char text[16] = "";
	if (n)
		g_snprintf(text, sizeof(text), "%d", n);
	canvas_text_right(c, row, col, 6, s, text);
}

static void draw_queue(struct home *h, struct canvas *c, int row, int index, int width)
{
	const struct queue *q = g_ptr_array_index(h->queues, index);
	bool selected = !h->in_menu && index == h->row;
	bool mine = (q->roles & h->app->desk->who.roles) != 0;
	enum style base = selected ? STYLE_SELECTED : mine ? STYLE_NORMAL : STYLE_DIM;
	canvas_fill(c, row, 0, width, base);
	canvas_text(c, row, 0, 2, base, selected ? "> " : "  ");
	canvas_text(c, row, 2, width - 22, base, q->label);
	draw_number(c, row, width - 20, q->count, base);
	draw_number(
		c, row, width - 13, q->due_today, selected || !q->due_today ? base : STYLE_WARN);
	draw_number(c, row, width - 6, q->overdue, selected || !q->overdue ? base : STYLE_ERROR);
	if (selected)
		canvas_cursor(c, row, 0);
}

static void draw_queues(struct home *h, struct canvas *c)
{
	int width = canvas_columns(c), rows = canvas_rows(c) - 1;
	canvas_text(c, 0, 0, width - 20, STYLE_HEAD, _("What waits"));
	canvas_text_right(c, 0, width - 20, 6, STYLE_HEAD, _("cases"));
	canvas_text_right(c, 0, width - 13, 6, STYLE_HEAD, _("today"));
	canvas_text_right(c, 0, width - 6, 6, STYLE_HEAD, _("late"));
	if (h->row < h->top)
		h->top = h->row;
	if (h->row >= h->top + rows)
		h->top = h->row - rows + 1;
	for (int i = 0; i < rows && h->top + i < (int)h->queues->len; i++)
		draw_queue(h, c, i + 1, h->top + i, width);
	if (!h->queues->len)
		canvas_text(c, 2, 2, width - 2, STYLE_GOOD, _("Nothing waits."));
}

static void draw_menu(struct home *h, struct canvas *c)
{
	canvas_text(c, 0, 0, canvas_columns(c), STYLE_HEAD, _("Menu"));
	for (guint i = 0; i < G_N_ELEMENTS(menu); i++) {
		bool selected = h->in_menu && (int)i == h->item;
		g_autofree char *line = g_strdup_printf("%c %s", menu[i].digit, _(menu[i].label));
		if (menu[i].open == drafts_open && h->drafts) {
			char *more = g_strdup_printf("%s (%d)", line, h->drafts);
			g_free(line);
			line = more;
		}
		canvas_text(c, (int)i + 1, 0, canvas_columns(c),
			selected ? STYLE_SELECTED : STYLE_NORMAL, line);
		if (selected)
			canvas_cursor(c, (int)i + 1, 0);
	}
}

static void draw_warnings(struct home *h, struct canvas *c)
{
	if (h->missing)
		canvas_text(c, 0, 0, canvas_columns(c), STYLE_ERROR,
			_("No standard is in force: enter your county's under 8 before any case is "
			  "decided."));
	else if (h->sample)
		canvas_text(c, 0, 0, canvas_columns(c), STYLE_WARN,
			_("The standards are SAMPLES, not your county's: enter the real ones under "
			  "8."));
}

/* Tasks of notes and of registers share a line. */
static void draw_notes(struct home *h, struct canvas *c)
{
	int column = 0;
	if (h->notes_due) {
		g_autofree char *text = g_strdup_printf(
			_("Notes to be dealt with: %d, of them late: %d (Ctrl-T lists them)"),
			h->notes_due, h->notes_late);
		canvas_text(
			c, 1, 0, canvas_columns(c), h->notes_late ? STYLE_ERROR : STYLE_WARN, text);
		column = text_columns(text) + 2;
	}
	canvas_text(c, 1, column, canvas_columns(c) - column, STYLE_WARN, h->due);
}

static void home_draw(struct view *view, struct canvas *body)
{
	struct home *h = (struct home *)view;
	int rows = canvas_rows(body), cols = canvas_columns(body);
	int right = 26, left = cols - right - 3, top = *h->pay ? 3 : 2;
	draw_warnings(h, body);
	draw_notes(h, body);
	int last = h->review && *h->review ? 1 : 0;
	canvas_text(body, 2, 0, *h->pay ? cols : 0, STYLE_WARN, h->pay);
	draw_queues(h, canvas_part(body, top, 0, rows - top - last, left));
	draw_menu(h, canvas_part(body, top, left + 3, rows - top - last, right));
	if (last)
		canvas_text(body, rows - 1, 0, cols, STYLE_NORMAL, h->review);
}

/* --- keys ------------------------------------------------------------------------------------- */

static void open_queue(struct home *h)
{
	if (!h->queues->len)
		return;
	const struct queue *q = g_ptr_array_index(h->queues, h->row);
	cases_open(h->app, q->key, q->label);
}

static enum reply move(struct home *h, int by)
{
	int *at = h->in_menu ? &h->item : &h->row;
	int n = h->in_menu ? (int)G_N_ELEMENTS(menu) : (int)h->queues->len;
	*at = CLAMP(*at + by, 0, MAX(0, n - 1));
	return REPLY_DONE;
}

static enum reply home_digit(struct home *h, int ch)
{
	for (guint i = 0; i < G_N_ELEMENTS(menu); i++)
		if (menu[i].digit == ch) {
			menu[i].open(h->app);
			return REPLY_DONE;
		}
	return REPLY_IGNORED;
}

static enum reply home_key(struct view *view, const struct key *k)
{
	struct home *h = (struct home *)view;
	switch (k->code) {
	case K_UP:
		return move(h, -1);
	case K_DOWN:
		return move(h, 1);
	case K_PGUP:
	case K_HOME:
		return move(h, -1000);
	case K_PGDN:
	case K_END:
		return move(h, 1000);
	case K_TAB:
	case K_BACKTAB:
	case K_LEFT:
	case K_RIGHT:
		h->in_menu = k->code == K_RIGHT || (k->code != K_LEFT && !h->in_menu);
		return REPLY_DONE;
	case K_ENTER:
		if (h->in_menu)
			menu[h->item].open(h->app);
		else
			open_queue(h);
		return REPLY_DONE;
	case K_CHAR:
		return home_digit(h, key_ascii(k));
	default:
		return REPLY_IGNORED;
	}
}

static void leave_done(const char *text, int chosen, void *ctx)
{
	(void)text;
	if (chosen >= 0)
		tui_quit(((struct app *)ctx)->tui);
}

static enum reply home_command(struct view *view, int command)
{
	struct home *h = (struct home *)view;
	if (command == CMD_BACK) {
		dialog_confirm(h->app->tui, _("Leave"),
			_("Leave the program? Everything is saved."), _("Leave"), leave_done,
			h->app);
		return REPLY_DONE;
	}
	if (command == CMD_NOTES) {
		notes_open(h->app, 0);
		return REPLY_DONE;
	}
	return app_command(h->app, view, command);
}

static void home_destroy(struct view *view)
{
	struct home *h = (struct home *)view;
	g_clear_pointer(&h->queues, g_ptr_array_unref);
	g_clear_pointer(&h->due, g_free);
	g_clear_pointer(&h->review, g_free);
	g_clear_pointer(&h->pay, g_free);
}

static const char *home_title(struct view *view)
{
	(void)view;
	return _("jiuzhu  Social assistance");
}

static const char *home_hint(struct view *view)
{
	(void)view;
	return _("Enter opens, digits or Tab: the menu, F3 begins a new application");
}

static const struct view_ops home_ops = {
	.name = "home",
	.draw = home_draw,
	.command = home_command,
	.key = home_key,
	.reload = home_reload,
	.destroy = home_destroy,
	.title = home_title,
	.hint = home_hint,
};

/* F27: a calendar that came with a newer version, or a parameter, moves what is still open. */
static void count_clocks_again(struct app *app)
{
	int moved = 0;
	GError *error = NULL;
	if (!(app->desk->who.roles & (ROLE_CLERK | ROLE_ADMIN)))
		return;
	if (!clock_refresh(app->desk, &moved, &error))
		app_fail(app, error);
	else if (moved)
		tui_note(app->tui, NOTE_INFO,
			_("%d deadlines were counted again after a change of calendar or "
			  "parameters."),
			moved);
}

void home_open(struct app *app)
{
	struct home *h = g_new0(struct home, 1);
	h->view.ops = &home_ops;
	h->view.screen = SCREEN_HOME;
	h->app = app;
	h->queues = g_ptr_array_new();
	count_clocks_again(app);
	home_reload(&h->view);
	tui_push(app->tui, &h->view);
}
