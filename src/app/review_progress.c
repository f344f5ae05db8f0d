/* How far a round is: by class, by visitor, by village, with bars; the ways into its households. */
#include "app/reviews.h"

#include "app/table.h"
#include "app/words.h"
#include "base/i18n.h"
#include "report/review.h"
#include "tui/bar.h"

#define BAR_COLUMNS 22

struct progress {
	struct app *app;
	row_id round;
	GPtrArray *filters; /* struct review_filter *, of row id n the (n-1)-th; its texts kept */
	GPtrArray *keep;
};

static const struct list_column columns[] = {
	{"", 14, 1, false, 0},
	{N_("In the round"), 6, 0, true, 0},
	{N_("Reviewed"), 6, 0, true, 0},
	{N_("Exempt"), 6, 0, true, 0},
	{N_("Open"), 6, 0, true, 0},
	{N_("Late"), 6, 0, true, 0},
	{"", BAR_COLUMNS, 0, false, 0},
};

/* --- rows ------------------------------------------------------------------------------------- */

static void forget(struct progress *p)
{
	g_clear_pointer(&p->filters, g_ptr_array_unref);
	g_clear_pointer(&p->keep, g_ptr_array_unref);
	p->filters = g_ptr_array_new_with_free_func(g_free);
	p->keep = g_ptr_array_new_with_free_func(g_free);
}

static gint64 filter_add(struct progress *p, const struct review_filter *f)
{
	g_ptr_array_add(p->filters, g_memdup2(f, sizeof(*f)));
	return p->filters->len;
}

static char *number(int n)
{
	return n ? g_strdup_printf("%d", n) : g_strdup("");
}

static void add_sum(
	GPtrArray *all, gint64 id, const char *label, const struct review_sum *s, int whole)
{
	g_autofree char *items = number(s->items), *done = number(s->done);
	g_autofree char *exempt = number(s->exempt), *open = number(s->open);
	g_autofree char *late = number(s->late);
	g_autofree char *bar =
		bar_text(whole ? (double)(s->done + s->exempt) / whole : 0, BAR_COLUMNS);
	struct list_row *row =
		table_add(all, id, label, items, done, exempt, open, late, bar, NULL);
	if (s->late)
		row->cell_style[5] = STYLE_ERROR;
	if (whole && s->done + s->exempt == whole)
		row->style = STYLE_GOOD;
}

static struct review_filter filter_of(
	struct progress *p, enum review_part part, const struct review_sum *s)
{
	struct review_filter f = {.round = p->round};
	char *key = g_strdup(s->key);
	g_ptr_array_add(p->keep, key);
	if (part == REVIEW_BY_VILLAGE)
		f.village = key;
	else if (part == REVIEW_BY_CLASS)
		f.class = key;
	else
		f.visitor = g_ascii_strtoll(key, NULL, 10);
	return f;
}

static const char *label_of(
	const struct progress *p, enum review_part part, const struct review_sum *s)
{
	if (part == REVIEW_BY_CLASS)
		return words_of_code(p->app->desk, "review_class", s->key);
	return *s->label ? s->label : _("village unknown");
}

static bool add_part(struct progress *p, GPtrArray *all, enum review_part part, const char *caption,
	const struct review_round *r, GError **error)
{
	g_autoptr(GPtrArray) sums = review_sums(p->app->desk, p->round, part, error);
	if (sums && sums->len)
		table_add(all, -1 - (gint64)part, caption, NULL)->heading = true;
	for (guint i = 0; sums && i < sums->len; i++) {
		const struct review_sum *s = g_ptr_array_index(sums, i);
		struct review_filter f = filter_of(p, part, s);
		add_sum(all, filter_add(p, &f), label_of(p, part, s), s,
			part == REVIEW_BY_VISITOR ? r->items : s->items);
	}
	return sums != NULL;
}

static GPtrArray *all_rows(struct progress *p, const struct review_round *r, GError **error)
{
	GPtrArray *all = table_new();
	struct review_filter whole = {.round = p->round};
	struct review_sum sum = {NULL, NULL, r->items, r->done, r->exempt, r->open, r->late};
	forget(p);
	add_sum(all, filter_add(p, &whole), _("All households"), &sum, r->items);
	if (add_part(p, all, REVIEW_BY_CLASS, _("By class"), r, error) &&
		add_part(p, all, REVIEW_BY_VISITOR, _("By visitor"), r, error) &&
		add_part(p, all, REVIEW_BY_VILLAGE, _("By village"), r, error))
		return all;
	g_ptr_array_unref(all);
	return NULL;
}

static bool progress_page(void *ctx, const struct list_row *anchor, bool before, int n,
	GPtrArray *rows, GError **error)
{
	struct progress *p = ctx;
	g_autoptr(review_round) r = review_round_get(p->app->desk, p->round, error);
	GPtrArray *all = r ? all_rows(p, r, error) : NULL;
	return all && table_page(all, anchor, before, n, rows);
}

static char *progress_head(void *ctx, int width)
{
	struct progress *p = ctx;
	char on[DAY_LEN];
	struct review_pace pace;
	(void)width;
	g_autoptr(review_round) r = review_round_get(p->app->desk, p->round, NULL);
	if (!r || !review_pace(p->app->desk, r, &pace, NULL))
		return NULL;
	g_autofree char *forecast = review_forecast(&pace);
	return g_strdup_printf(_("Frozen on %s by %s: %d households\n%s\n"),
		day_to_iso(r->opened_on, on), r->opened_by, r->items, forecast);
}

/* --- commands --------------------------------------------------------------------------------- */

static const struct review_filter *filter_at(const struct progress *p, const struct list_row *row)
{
	bool known = row && row->id > 0 && row->id <= (gint64)p->filters->len;
	return known ? g_ptr_array_index(p->filters, row->id - 1) : NULL;
}

static enum reply progress_row(void *ctx, const struct list_row *row)
{
	struct progress *p = ctx;
	const struct review_filter *f = filter_at(p, row);
	if (!f)
		return REPLY_IGNORED;
	review_grid_open(p->app, f, row->cells[0]);
	return REPLY_DONE;
}

static enum reply progress_command(void *ctx, int command, const struct list_row *row)
{
	struct progress *p = ctx;
	const struct review_filter *f = filter_at(p, row);
	if (command == CMD_PRINT && f) {
		review_sheet_open(p->app, f);
		return REPLY_DONE;
	}
	return review_command(p->app, command, p->round);
}

static const char *progress_hint(void *ctx, const struct list_row *row)
{
	(void)ctx;
	(void)row;
	return _("Enter: the households    Ctrl-P: their route sheet");
}

static void progress_free(void *ctx)
{
	struct progress *p = ctx;
	g_ptr_array_unref(p->filters);
	g_ptr_array_unref(p->keep);
	g_free(p);
}

void review_progress_open(struct app *app, row_id round)
{
	GError *error = NULL;
	g_autoptr(review_round) r = review_round_get(app->desk, round, &error);
	if (!r) {
		app_fail(app, error);
		return;
	}
	struct progress *p = g_new0(struct progress, 1);
	*p = (struct progress){.app = app, .round = round};
	forget(p);
	struct list_source source = {
		.columns = columns,
		.n_columns = G_N_ELEMENTS(columns),
		.page = progress_page,
		.open = progress_row,
		.command = progress_command,
		.hint = progress_hint,
		.head = progress_head,
		.destroy = progress_free,
		.ctx = p,
	};
	tui_push(app->tui, list_new("review", SCREEN_REVIEW, r->label, &source));
}

/* --- texts ------------------------------------------------------------------------------------ */

void review_sheet_open(struct app *app, const struct review_filter *filter)
{
	GError *error = NULL;
	char *text = review_sheet(app->desk, filter, &error);
	if (text)
		text_open(app, _("Route sheet"), "review-sheet", text);
	else
		app_fail(app, error);
}

void review_proof_open(struct app *app, row_id round)
{
	GError *error = NULL;
	struct review_filter all = {.round = round};
	char *text = review_proof_text(app->desk, &all, &error);
	if (text)
		text_open(app, _("Proof"), "review-proof", text);
	else
		app_fail(app, error);
}
