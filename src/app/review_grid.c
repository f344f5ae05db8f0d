/* The households of a round in the order of the route: last year beside this year, what the file
 * itself knows, and "no change" at one key. */
#include "app/reviews.h"

#include <string.h>
#include "app/words.h"
#include "base/i18n.h"
#include "model/amount.h"
#include "model/operator.h"
#include "model/review_sign.h"

#define YEAR_MONTHS 12

enum {
	CELL_NO,
	CELL_HEAD,
	CELL_CLASS,
	CELL_N,
	CELL_INCOME,
	CELL_AMOUNT,
	CELL_DUE,
	CELL_STATE,
	CELL_SIGNS,
	CELL_VILLAGE,
	CELL_VISIT
};

/* What a row is, kept in its data. */
enum { ROW_OPEN = 1, ROW_ASKED = 2, ROW_CHANGE = 4 };

static const struct list_column columns[] = {
	{N_("No."), 4, 0, true, 0},
	{N_("Head"), 8, 0, false, 0},
	{N_("Cl."), 2, 0, false, 0},
	{N_("N"), 3, 0, true, 0},
	{N_("Income a year"), 13, 0, true, 0},
	{N_("Yuan/month"), 9, 0, true, 0},
	{N_("Due"), 8, 0, false, 0},
	{N_("How"), 4, 0, false, 0},
	{N_("The file knows"), 12, 1, false, 0},
	{N_("Village"), 12, 0, false, 150},
	{N_("Visited"), 10, 0, false, 150},
};

struct grid {
	struct app *app;
	struct view *view;
	struct review_filter filter;
	char *village, *class;
	struct review_visit visit;
	day since, until;
	row_id asked;          /* the row over whose signs "no change" was keyed once */
	gint64 open;           /* how many still are, when the database was as counted */
	gint64 counted, total; /* the denominator never changes (F45) */
	char *visitors;
	GString *detail;
};

/* --- rows ------------------------------------------------------------------------------------- */

struct filling_rows {
	struct grid *grid;
	GPtrArray *rows;
	GError **error;
};

/* Whole yuan as people say them. */
static const char *plain(gint64 amount, char buf[MONEY_LEN])
{
	if (amount < 0)
		return "?";
	money_plain(amount, buf);
	if (g_str_has_suffix(buf, ".00"))
		buf[strlen(buf) - 3] = '\0';
	return buf;
}

/* "3" where it stayed, "3>2" where it did not. */
static char *then_now(gint64 was, gint64 is, bool money)
{
	char before[MONEY_LEN], now[MONEY_LEN];
	if (!money) {
		g_snprintf(before, sizeof(before), "%" G_GINT64_FORMAT, was);
		g_snprintf(now, sizeof(now), "%" G_GINT64_FORMAT, is);
	}
	const char *x = money ? plain(was, before) : before;
	const char *y = money ? plain(is, now) : now;
	return was < 0 || was == is ? g_strdup(is < 0 ? "" : y) : g_strdup_printf("%s>%s", x, y);
}

static void set_pair(struct list_row *row, int cell, gint64 was, gint64 is, bool money)
{
	g_autofree char *text = then_now(was, is, money);
	list_row_set(row, cell, text);
	if (was >= 0 && was != is)
		row->cell_style[cell] = STYLE_WARN;
}

/* How far it is, in two characters: open ones say whether somebody was there already. */
static const char *how(const struct desk *desk, const struct review_row *r)
{
	if (g_str_equal(r->state, "open"))
		return *r->outcome ? _("again") : "";
	if (g_str_equal(r->outcome, "change"))
		return _("changed");
	return words_of_code(desk, "review_state", r->state);
}

static int set_signs(struct filling_rows *f, struct list_row *row, const struct review_row *r)
{
	int kind = 0;
	g_autoptr(GString) text = g_string_new(NULL);
	struct grid *g = f->grid;
	g_autoptr(GPtrArray) signs =
		review_signs(g->app->desk, r->casefile, g->since, g->until, f->error);
	for (guint i = 0; signs && i < signs->len; i++) {
		const struct review_sign *s = g_ptr_array_index(signs, i);
		g_string_append_printf(text, "%s%s", i ? "; " : "", s->brief);
		kind |= s->weight == SIGN_CHANGE  ? ROW_CHANGE
			: s->weight == SIGN_ASKED ? ROW_ASKED
						  : 0;
	}
	list_row_set(row, CELL_SIGNS, text->str);
	row->cell_style[CELL_SIGNS] = kind & ROW_CHANGE ? STYLE_ERROR
		: kind                                  ? STYLE_WARN
							: STYLE_NORMAL;
	return kind;
}

static void set_rest(const struct grid *g, struct list_row *row, const struct review_row *r)
{
	char number[12], today[DAY_LEN];
	g_autofree char *name = words_of_name(r->head, r->restricted);
	g_snprintf(number, sizeof(number), "%d", r->no);
	list_row_set(row, CELL_NO, number);
	list_row_set(row, CELL_HEAD, name);
	list_row_set(row, CELL_CLASS, r->class);
	list_row_set(row, CELL_DUE, strlen(r->due) > 2 ? r->due + 2 : "");
	list_row_set(row, CELL_STATE, how(g->app->desk, r));
	list_row_set(row, CELL_VILLAGE, r->village_name);
	list_row_set(row, CELL_VISIT, r->visited_on);
	if (strcmp(r->due, day_to_iso(day_today(), today)) < 0)
		row->cell_style[CELL_DUE] = STYLE_ERROR;
}

static bool see_row(const struct review_row *r, void *ctx)
{
	struct filling_rows *f = ctx;
	bool open = g_str_equal(r->state, "open");
	struct list_row *row = list_row_new(r->id);
	row->sort = g_strdup_printf("%d", r->seq);
	set_rest(f->grid, row, r);
	set_pair(row, CELL_N, r->was_members, r->members, false);
	set_pair(row, CELL_INCOME, r->was_income, r->income, true);
	set_pair(row, CELL_AMOUNT, r->was_amount, r->amount, true);
	int kind = set_signs(f, row, r) | (open ? ROW_OPEN : 0);
	row->data = GINT_TO_POINTER(kind);
	if (!open) {
		row->style = STYLE_DIM;
		memset(row->cell_style, 0, sizeof(row->cell_style));
	}
	g_ptr_array_add(f->rows, row);
	return true;
}

static bool grid_page(void *ctx, const struct list_row *anchor, bool before, int n, GPtrArray *rows,
	GError **error)
{
	struct grid *g = ctx;
	struct filling_rows f = {g, rows, error};
	return review_page(g->app->desk, &g->filter,
		anchor ? (int)g_ascii_strtoll(anchor->sort, NULL, 10) : 0, before, n, see_row, &f,
		error);
}

static gint64 grid_count(void *ctx)
{
	const struct grid *g = ctx;
	return g->filter.open ? g->open : g->total;
}

static void count_open(struct grid *g)
{
	struct review_filter open = g->filter;
	gint64 now = db_version(g->app->desk->db);
	if (now == g->counted)
		return;
	g->counted = now;
	open.open = true;
	g->open = review_count(g->app->desk, &open);
}

static int row_kind(const struct list_row *row)
{
	return row ? GPOINTER_TO_INT(row->data) : 0;
}

static bool see_case(const struct review_row *r, void *ctx)
{
	*(row_id *)ctx = r->casefile;
	return true;
}

static row_id case_of(struct grid *g, row_id item)
{
	row_id id = 0;
	review_one(g->app->desk, item, see_case, &id, NULL);
	return id;
}

/* What the file knows of a household, in full; owned by the caller. */
static char *signs_of(struct grid *g, row_id item)
{
	GString *text = g_string_new(NULL);
	g_autoptr(GPtrArray) signs =
		review_signs(g->app->desk, case_of(g, item), g->since, g->until, NULL);
	for (guint i = 0; signs && i < signs->len; i++)
		g_string_append_printf(text, "%s%s", i ? "\n" : "",
			((struct review_sign *)g_ptr_array_index(signs, i))->text);
	return g_string_free(text, FALSE);
}

/* --- the head and the pane -------------------------------------------------------------------- */

static char *grid_head(void *ctx, int width)
{
	struct grid *g = ctx;
	char on[DAY_LEN];
	(void)width;
	count_open(g);
	if (!g->visit.visitor1)
		return g_strdup_printf(_("Still open: %d   F7: the day of the visits and the "
					 "visitors\n"),
			(int)g->open);
	return g_strdup_printf(_("Still open: %d   Visited %s by %s (F7)\n"), (int)g->open,
		day_to_iso(g->visit.on, on), g->visitors);
}

static void detail_line(GString *out, const char *what, const char *said)
{
	if (said && *said)
		g_string_append_printf(out, "%s: %s\n", what, said);
}

static void detail_amount(struct grid *g, const struct review_row *r)
{
	char money[MONEY_LEN];
	struct entitlement e = {0};
	if (!amount_of_case(g->app->desk, r->casefile, day_today(), &e, NULL))
		return;
	if (e.eligible)
		g_string_append_printf(g->detail, _("Computed today: %s yuan a month (F11)"),
			money_print(e.total, money));
	else
		g_string_append(g->detail, _("Computed today: not under the standard (F11)"));
	g_string_append_c(g->detail, '\n');
	entitlement_clear(&e);
}

static bool see_detail(const struct review_row *r, void *ctx)
{
	struct grid *g = ctx;
	const struct desk *desk = g->app->desk;
	g_autofree char *visitors = g_strdup_printf("%s %s", r->visitor1, r->visitor2);
	g_string_append_printf(g->detail, "%s %s\n\n", r->file_no,
		words_of_state(desk, r->programme, r->case_state));
	detail_line(g->detail, _("Address"), r->address);
	detail_line(g->detail, _("Telephone"), r->phone);
	detail_line(g->detail, _("Class"), words_of_code(desk, "review_class", r->class));
	detail_line(g->detail, _("Due"), r->due);
	if (*r->visited_on) {
		detail_line(g->detail, _("Visited"), r->visited_on);
		detail_line(g->detail, _("Visitors"), visitors);
		detail_line(
			g->detail, _("Outcome"), words_of_code(desk, "review_outcome", r->outcome));
	}
	detail_line(g->detail, _("Exempt because"),
		*r->reason ? words_of_code(desk, "review_exempt", r->reason) : "");
	detail_line(g->detail, _("Note"), r->note);
	if (!r->restricted)
		detail_amount(g, r);
	return true;
}

static char *grid_detail(void *ctx, const struct list_row *row)
{
	struct grid *g = ctx;
	g->detail = g_string_new(NULL);
	review_one(g->app->desk, row->id, see_detail, g, NULL);
	g_autofree char *signs = signs_of(g, row->id);
	if (*signs)
		g_string_append_printf(g->detail, "\n%s\n", signs);
	return g_string_free(g_steal_pointer(&g->detail), FALSE);
}

/* --- no change -------------------------------------------------------------------------------- */

static void visit_said(const struct review_visit *visit, void *ctx)
{
	struct grid *g = ctx;
	g->visit = *visit;
	g_free(g->visitors);
	g_autofree char *one = operator_name(g->app->desk, visit->visitor1);
	g_autofree char *two = operator_name(g->app->desk, visit->visitor2);
	g->visitors = g_strdup_printf("%s %s", one, two);
}

/* The next one that is still to be reviewed, among those on the screen. */
static void go_on(struct grid *g)
{
	while (list_move(g->view, 1))
		if (row_kind(list_current(g->view)) & ROW_OPEN)
			return;
}

/* A birthday or a hit is asked about once; a second F10 on the same row is the answer. */
static bool is_asked(struct grid *g, const struct list_row *row)
{
	if (!(row_kind(row) & ROW_ASKED) || g->asked == row->id)
		return true;
	g_autofree char *signs = signs_of(g, row->id);
	g_strdelimit(signs, "\n", ' ');
	g->asked = row->id;
	tui_note(g->app->tui, NOTE_WARN, _("%s. F10 again: no change all the same"), signs);
	return false;
}

static void no_change(struct grid *g, const struct list_row *row)
{
	GError *error = NULL;
	if (!g->visit.visitor1) {
		review_visit_ask(g->app, visit_said, g);
		return;
	}
	if (!(row_kind(row) & ROW_OPEN)) {
		tui_note(g->app->tui, NOTE_WARN,
			_("This household is settled already; Down goes on."));
		return;
	}
	if (!is_asked(g, row))
		return;
	if (!review_same(g->app->desk, row->id, &g->visit, &error)) {
		app_fail(g->app, error);
		return;
	}
	/* One less: counting them all again would take longer than the rest. */
	g->open--;
	g->counted = db_version(g->app->desk->db);
	go_on(g);
	list_refresh(g->view);
}

/* --- commands --------------------------------------------------------------------------------- */

static enum reply grid_row(void *ctx, const struct list_row *row)
{
	struct grid *g = ctx;
	struct review_row_do what = {
		g->app, row->id, case_of(g, row->id), g->visit, g->since, g->until};
	g_autofree char *title =
		g_strdup_printf("%s %s", row->cells[CELL_NO], row->cells[CELL_HEAD]);
	review_row_choose(&what, title);
	return REPLY_DONE;
}

static enum reply grid_command(void *ctx, int command, const struct list_row *row)
{
	struct grid *g = ctx;
	if (command == CMD_SAME && row) {
		no_change(g, row);
	} else if (command == CMD_VISIT) {
		review_visit_ask(g->app, visit_said, g);
	} else if (command == CMD_ONLY_OPEN) {
		g->filter.open = !g->filter.open;
		list_refresh(g->view);
	} else if (command == CMD_PRINT) {
		review_sheet_open(g->app, &g->filter);
	} else if (command == CMD_WORKING && row) {
		working_open(g->app, case_of(g, row->id));
	} else {
		return app_command(g->app, tui_top(g->app->tui), command);
	}
	return REPLY_DONE;
}

static const char *grid_hint(void *ctx, const struct list_row *row)
{
	(void)ctx;
	(void)row;
	return _("F10: no change    Enter: something else    F7: day and visitors");
}

static void grid_free(void *ctx)
{
	struct grid *g = ctx;
	g_free(g->village);
	g_free(g->class);
	g_free(g->visitors);
	g_free(g);
}

/* From a year before the round to the end of its year. */
static bool take_period(struct grid *g, GError **error)
{
	g_autoptr(review_round) r = review_round_get(g->app->desk, g->filter.round, error);
	if (!r)
		return false;
	g->since = day_add_months(r->opened_on, -YEAR_MONTHS);
	g->until = day_make(r->year, YEAR_MONTHS, 31);
	return true;
}

static struct grid *grid_new(struct app *app, const struct review_filter *filter)
{
	struct grid *g = g_new0(struct grid, 1);
	g->app = app;
	g->village = g_strdup(filter->village);
	g->class = g_strdup(filter->class);
	g->filter = (struct review_filter){
		filter->round, g->village, g->class, filter->visitor, filter->open};
	return g;
}

static void to_first_open(struct grid *g)
{
	const struct list_row *row = list_current(g->view);
	if (row && !(row_kind(row) & ROW_OPEN) && g->open)
		go_on(g);
}

void review_grid_open(struct app *app, const struct review_filter *filter, const char *title)
{
	GError *error = NULL;
	struct grid *g = grid_new(app, filter);
	if (!take_period(g, &error)) {
		grid_free(g);
		app_fail(app, error);
		return;
	}
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = grid_page,
		.count = grid_count,
		.open = grid_row,
		.command = grid_command,
		.detail = grid_detail,
		.hint = grid_hint,
		.head = grid_head,
		.empty = _("No household here is to be reviewed any more. F5 shows all."),
		.destroy = grid_free,
		.ctx = g,
	};
	g->counted = -1;
	g->total = review_count(app->desk, &g->filter);
	count_open(g);
	g->view = list_new("review-grid", SCREEN_GRID, title, &source);
	tui_push(app->tui, g->view);
	to_first_open(g);
}
